#include "core/storage/databasefile.h"

#include <QFile>
#include <QFileInfo>
#include <QSet>
#include <QtEndian>

using namespace Qt::StringLiterals;

namespace lokal {
namespace {

// Offsets: https://www.sqlite.org/fileformat2.html
constexpr qint64 headerBytes = 100;
constexpr qint64 writeVersionOffset = 18; // followed by the version for reading
constexpr char rollbackVersion = 1, logVersion = 2;
constexpr qint64 logHeaderBytes = 32;
constexpr qint64 frameHeaderBytes = 24;

quint32 number(const QByteArray &bytes, qsizetype offset)
{
    return qFromBigEndian<quint32>(bytes.constData() + offset);
}

qint64 pageSizeOf(const QByteArray &header)
{
    const auto stored = qFromBigEndian<quint16>(header.constData() + 16);
    return stored == 1 ? 65536 : stored;
}

/// What the committed part of the log adds to the file.
struct LogContent
{
    QByteArray header; ///< of the newest committed first page; empty: not in the log
    quint32 pageCount = 0; ///< 0: nothing committed
    QSet<quint32> pages;
};

LogContent readLog(const QString &path, qint64 pageSize)
{
    LogContent content;
    QFile log(path);
    if (!log.open(QIODevice::ReadOnly))
        return content;
    const QByteArray start = log.read(logHeaderBytes);
    if (start.size() < logHeaderBytes || number(start, 8) != pageSize)
        return content;
    const QByteArray salt = start.mid(16, 8);
    LogContent open; // up to the last frame read; becomes valid with a commit frame
    while (true) {
        const QByteArray frame = log.read(frameHeaderBytes);
        // Frames with another salt are left over from before the last checkpoint.
        if (frame.size() < frameHeaderBytes || frame.mid(8, 8) != salt)
            return content;
        const qint64 next = log.pos() + pageSize;
        if (next > log.size())
            return content;
        const quint32 page = number(frame, 0);
        open.pages.insert(page);
        if (page == 1)
            open.header = log.read(headerBytes);
        log.seek(next);
        if (number(frame, 4) != 0) {
            open.pageCount = number(frame, 4);
            content = open;
        }
    }
}

bool hasAllPages(qint64 bytes, qint64 pageSize, quint32 pageCount, const LogContent &log)
{
    const qint64 inFile = bytes / pageSize;
    for (qint64 page = inFile + 1; page <= qint64(pageCount); ++page) {
        if (!log.pages.contains(quint32(page)))
            return false;
    }
    return true;
}

/// Whether changes of the file go to a log first.
bool usesLog(const QByteArray &header)
{
    return header[writeVersionOffset] == logVersion;
}

bool isPageSize(qint64 size)
{
    return size >= 512 && size <= 65536 && (size & (size - 1)) == 0;
}

} // namespace

bool markAsBackup(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadWrite) && file.seek(writeVersionOffset)
        && file.write(QByteArray(2, rollbackVersion)) == 2 && file.flush();
}

std::optional<DatabaseFile> readDatabaseFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    DatabaseFile facts;
    facts.bytes = file.size();
    QByteArray header = file.read(headerBytes);
    if (header.size() < headerBytes || !header.startsWith(QByteArray("SQLite format 3\0", 16)))
        return facts;
    const qint64 pageSize = pageSizeOf(header);
    if (!isPageSize(pageSize))
        return facts;
    facts.hasHeader = true;
    const QString logPath = path + u"-wal"_s;
    facts.hasForeignLog = !usesLog(header) && QFileInfo(logPath).size() > 0;
    const LogContent log = usesLog(header) ? readLog(logPath, pageSize) : LogContent {};
    if (log.header.size() == headerBytes)
        header = log.header;
    const quint32 pageCount = log.pageCount > 0 ? log.pageCount : number(header, 28);
    facts.isWhole = pageCount > 0 && hasAllPages(facts.bytes, pageSize, pageCount, log);
    facts.schemaVersion = int(number(header, 60));
    facts.applicationId = qint32(number(header, 68));
    return facts;
}

} // namespace lokal
