#include "core/storage/datadirectory.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace lokal {
namespace {

/// Removes rights only: a file that its owner made read-only stays so (D9).
void tighten(const QString &path, mode_t allowed)
{
    const QByteArray name = QFile::encodeName(path);
    struct stat facts
    {
    };
    if (::lstat(name.constData(), &facts) != 0 || S_ISLNK(facts.st_mode))
        return;
    const mode_t mode = facts.st_mode & 07777;
    if ((mode & ~allowed) != 0)
        ::chmod(name.constData(), mode & allowed);
}

void makeFolder(const QString &path)
{
    ::mkdir(QFile::encodeName(path).constData(), 0700);
    tighten(path, 0700);
}

void tightenFilesIn(const QString &folder)
{
    const QFileInfoList entries
        = QDir(folder).entryInfoList(QDir::Files | QDir::Hidden | QDir::System | QDir::NoSymLinks);
    for (const QFileInfo &entry : entries)
        tighten(entry.filePath(), 0600);
}

/// The mode decides, too, because for the superuser access() always says yes.
bool isWriteProtected(const QString &path)
{
    const QByteArray name = QFile::encodeName(path);
    struct stat facts
    {
    };
    if (::stat(name.constData(), &facts) != 0)
        return false;
    return (facts.st_mode & S_IWUSR) == 0 || ::access(name.constData(), W_OK) != 0;
}

} // namespace

DataDirectory::DataDirectory(const QString &path)
    : m_path(QDir::cleanPath(QDir::current().absoluteFilePath(path)))
{
}

bool DataDirectory::prepare() const
{
    const QString parent = QFileInfo(m_path).path();
    QDir().mkpath(parent);
    makeFolder(m_path);
    if (!QFileInfo(m_path).isDir())
        return false;
    if (isReadOnly())
        return true;
    for (const QString &folder : { keysFolder(), backupsFolder(), logsFolder() }) {
        makeFolder(folder);
        tightenFilesIn(folder);
    }
    tightenFilesIn(m_path);
    return true;
}

bool DataDirectory::isReadOnly() const
{
    return isWriteProtected(m_path);
}

bool DataDirectory::isDatabaseReadOnly() const
{
    return isWriteProtected(databaseFile());
}

bool DataDirectory::hasTraces() const
{
    return QFileInfo::exists(databaseFile() + u"-wal"_s)
        || !QDir(keysFolder()).isEmpty(QDir::Files | QDir::Hidden) || !newestBackup().isEmpty();
}

QString DataDirectory::newestBackup() const
{
    const QFileInfoList backups
        = QDir(backupsFolder()).entryInfoList({ u"*.db"_s }, QDir::Files, QDir::Time);
    return backups.isEmpty() ? QString() : backups.first().filePath();
}

bool createPrivateFile(const QString &path)
{
    const int file
        = ::open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file < 0)
        return false;
    ::close(file);
    return true;
}

bool syncToDisk(const QString &path)
{
    const int file = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return false;
    const bool isSynced = ::fsync(file) == 0;
    ::close(file);
    return isSynced;
}

} // namespace lokal
