#pragma once

#include "core/common/ids.h"
#include "core/common/utczone.h"
#include "core/storage/sqlitedatabase.h"

#include <QDateTime>
#include <QVariant>

#include <concepts>
#include <optional>

namespace lokal {

// How values become columns. Empty text is '' and never NULL; invalid ids and times are NULL.
inline QVariant toColumn(bool value)
{
    return QVariant(int(value));
}
inline QVariant toColumn(std::integral auto value)
{
    return QVariant(qlonglong(value));
}
inline QVariant toColumn(double value)
{
    return QVariant(value);
}
inline QVariant toColumn(const QString &value)
{
    return QVariant(value.isNull() ? QString(QLatin1StringView("")) : value);
}
inline QVariant toColumn(const QByteArray &value)
{
    return QVariant(value.isNull() ? QByteArray("") : value);
}
inline QVariant toColumn(const QDateTime &utc)
{
    return utc.isValid() ? QVariant(utc.toMSecsSinceEpoch()) : QVariant();
}
template <typename Tag> QVariant toColumn(Id<Tag> id)
{
    return id.isValid() ? QVariant(id.value) : QVariant();
}
template <typename T> QVariant toColumn(const std::optional<T> &value)
{
    return value ? toColumn(*value) : QVariant();
}

// And back.
inline void fromColumn(const QVariant &column, bool &value)
{
    value = column.toInt() != 0;
}
inline void fromColumn(const QVariant &column, int &value)
{
    value = column.toInt();
}
inline void fromColumn(const QVariant &column, qint64 &value)
{
    value = column.toLongLong();
}
inline void fromColumn(const QVariant &column, double &value)
{
    value = column.toDouble();
}
inline void fromColumn(const QVariant &column, QString &value)
{
    value = column.toString();
}
inline void fromColumn(const QVariant &column, QByteArray &value)
{
    value = column.toByteArray();
}
inline void fromColumn(const QVariant &column, QDateTime &utc)
{
    utc = column.isNull() ? QDateTime()
                          : QDateTime::fromMSecsSinceEpoch(column.toLongLong(), utcZone);
}
template <typename Tag> void fromColumn(const QVariant &column, Id<Tag> &id)
{
    id.value = column.toLongLong();
}
template <typename T> void fromColumn(const QVariant &column, std::optional<T> &value)
{
    value.reset();
    if (!column.isNull())
        fromColumn(column, value.emplace());
}

/// One execution of a prepared statement with bound values (D3). Statements are reset when it goes
/// out of scope, because a half-read one would hold back the checkpoint.
class Query
{
public:
    template <typename... Values>
    Query(SqliteDatabase &database, const QString &sql, const Values &...values)
        : m_database(database)
    {
        if (!begin(sql))
            return;
        [[maybe_unused]] int position = 0;
        (m_statement->query.bindValue(position++, toColumn(values)), ...);
        execute();
    }
    ~Query();
    Q_DISABLE_COPY_MOVE(Query)

    /// The next row; false at the end and after a fault.
    bool next();
    /// Reads the columns of the current row into `fields`.
    template <typename... Fields> void read(Fields &...fields) const
    {
        int column = 0;
        (fromColumn(m_statement->query.value(column++), fields), ...);
    }
    /// One column of the current row.
    template <typename T> T column(int index) const
    {
        T value {};
        fromColumn(m_statement->query.value(index), value);
        return value;
    }

private:
    bool begin(const QString &sql);
    void execute();

    SqliteDatabase &m_database;
    std::shared_ptr<CachedStatement> m_statement; ///< null after a fault
};

/// The first column of the first row, if there is one.
template <typename T, typename... Values>
std::optional<T> queryValue(SqliteDatabase &database, const QString &sql, const Values &...values)
{
    Query query(database, sql, values...);
    if (!query.next())
        return std::nullopt;
    return query.template column<T>(0);
}

/// Runs a statement that has no rows; the number of rows it changed.
template <typename... Values>
qint64 change(SqliteDatabase &database, const QString &sql, const Values &...values)
{
    const Query query(database, sql, values...);
    return database.failed() ? 0 : database.changes();
}

} // namespace lokal
