#include "core/secrets/filesecretstore.h"

#include "core/secrets/privatefile.h"

#include <QDir>
#include <QRegularExpression>
#include <QtConcurrent>

using namespace Qt::StringLiterals;

namespace lokal {
namespace {

// Names become file names, so only such as cannot lead anywhere else (X8).
Result<QString> pathOf(const QString &directory, const QString &name)
{
    static const QRegularExpression allowed(u"\\A[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}\\z"_s);
    if (!allowed.match(name).hasMatch())
        return makeError(ErrorCode::StorageError, u"not a name of a secret"_s);
    return QDir(directory).filePath(name);
}

} // namespace

FileSecretStore::FileSecretStore(QString directory)
    : m_directory(std::move(directory))
{
    m_pool.setMaxThreadCount(1); // one after the other, in the order of the calls
}

FileSecretStore::~FileSecretStore()
{
    m_pool.waitForDone();
}

Future<QByteArray> FileSecretStore::read(const QString &name)
{
    return QtConcurrent::run(&m_pool, [path = pathOf(m_directory, name)]() -> Result<QByteArray> {
        if (!path)
            return path.error();
        return readPrivateFile(*path);
    });
}

Future<Done> FileSecretStore::write(const QString &name, const QByteArray &secret)
{
    return QtConcurrent::run(
        &m_pool, [directory = m_directory, path = pathOf(m_directory, name), secret]() -> Status {
            if (!path)
                return path.error();
            const Status made = makePrivateDirectory(directory);
            return made ? writePrivateFile(*path, secret) : made;
        });
}

Future<Done> FileSecretStore::remove(const QString &name)
{
    return QtConcurrent::run(&m_pool, [path = pathOf(m_directory, name)]() -> Status {
        if (!path)
            return path.error();
        return removePrivateFile(*path);
    });
}

QString FileSecretStore::description() const
{
    return u"key files in "_s + m_directory;
}

bool FileSecretStore::hasSecrets() const
{
    return !QDir(m_directory).isEmpty(QDir::Files | QDir::Hidden);
}

} // namespace lokal
