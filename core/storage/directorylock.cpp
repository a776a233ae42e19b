#include "core/storage/directorylock.h"

#include <QCoreApplication>
#include <QFile>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace lokal {
namespace {

constexpr auto ownerKey = "owner: "_L1;
constexpr auto databaseKey = "database: "_L1;

} // namespace

DirectoryLock::~DirectoryLock()
{
    release();
}

DirectoryLock::Outcome DirectoryLock::take(const QString &path)
{
    release();
    // flock() instead of a file whose existence is the lock: the kernel drops it when the owner
    // dies.
    m_file = ::open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW,
                    0600);
    if (m_file < 0)
        return Outcome::Unwritable;
    const bool isFree = ::flock(m_file, LOCK_EX | LOCK_NB) == 0;
    readContent();
    if (!isFree) {
        ::close(m_file);
        m_file = -1;
        return Outcome::Held;
    }
    ::fchmod(m_file, 0600);
    m_owner = u"%1 (process %2)"_s.arg(QCoreApplication::applicationName())
                  .arg(QCoreApplication::applicationPid());
    writeContent();
    return Outcome::Taken;
}

void DirectoryLock::release()
{
    if (m_file < 0)
        return;
    ::close(m_file); // the file stays: removing it would race with whoever opens it now
    m_file = -1;
}

void DirectoryLock::rememberDatabase()
{
    if (m_remembersDatabase)
        return;
    m_remembersDatabase = true;
    writeContent();
}

void DirectoryLock::readContent()
{
    QFile file;
    if (!file.open(m_file, QIODevice::ReadOnly, QFileDevice::DontCloseHandle))
        return;
    const QStringList lines = QString::fromUtf8(file.read(4096)).split(u'\n');
    for (const QString &line : lines) {
        if (line.startsWith(ownerKey))
            m_owner = line.mid(ownerKey.size());
        else if (line.startsWith(databaseKey))
            m_remembersDatabase = true;
    }
}

void DirectoryLock::writeContent()
{
    if (m_file < 0)
        return;
    QByteArray content = QString(ownerKey + m_owner + u'\n').toUtf8();
    if (m_remembersDatabase)
        content += QString(databaseKey + "lokal-ai.db\n"_L1).toUtf8();
    // Written over first and cut after: a reader never sees an empty owner.
    if (::pwrite(m_file, content.constData(), size_t(content.size()), 0) == content.size())
        [[maybe_unused]]
        const int cut = ::ftruncate(m_file, content.size());
}

} // namespace lokal
