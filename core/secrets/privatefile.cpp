#include "core/secrets/privatefile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace lokal {
namespace {

constexpr QFileDevice::Permissions ownerFile = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
constexpr QFileDevice::Permissions ownerDirectory = ownerFile | QFileDevice::ExeOwner;
// What Qt reports for the current user beside the mode bits; no part of the mode.
constexpr QFileDevice::Permissions userBits
    = QFileDevice::ReadUser | QFileDevice::WriteUser | QFileDevice::ExeUser;
constexpr qint64 mostBytes = 1 << 20;

Error storageError(const QFileDevice &file)
{
    const bool isFull = file.error() == QFileDevice::ResourceError;
    return makeError(isFull ? ErrorCode::StorageFull : ErrorCode::StorageError,
                     file.fileName() + ": "_L1 + file.errorString());
}

bool isWider(const QString &path, QFileDevice::Permissions allowed)
{
    return (QFile::permissions(path) & ~userBits & ~allowed) != QFileDevice::Permissions();
}

} // namespace

Status makePrivateDirectory(const QString &directory)
{
    const QFileInfo info(directory);
    if (info.isDir()) {
        if (isWider(directory, ownerDirectory) && !QFile::setPermissions(directory, ownerDirectory))
            return makeError(ErrorCode::StorageError, directory + ": cannot be made private"_L1);
        return Done {};
    }
    if (!QDir().mkpath(info.absolutePath()) || !QDir().mkdir(directory, ownerDirectory))
        return makeError(ErrorCode::StorageError, directory + ": cannot be made"_L1);
    return Done {};
}

Status writePrivateFile(const QString &path, const QByteArray &content)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return storageError(file);
    if (!file.setPermissions(ownerFile) || file.write(content) != content.size() || !file.commit())
        return storageError(file);
    return Done {};
}

Result<QByteArray> readPrivateFile(const QString &path)
{
    QFile file(path);
    if (!file.exists())
        return makeError(ErrorCode::NotFound);
    if (isWider(path, ownerFile))
        file.setPermissions(ownerFile);
    if (!file.open(QIODevice::ReadOnly))
        return storageError(file);
    const QByteArray content = file.read(mostBytes);
    if (file.error() != QFileDevice::NoError)
        return storageError(file);
    return content;
}

Status removePrivateFile(const QString &path)
{
    QFile file(path);
    if (!file.exists())
        return makeError(ErrorCode::NotFound);
    if (!file.remove())
        return storageError(file);
    return Done {};
}

} // namespace lokal
