#include "core/storage/query.h"

#include <QSqlError>

namespace lokal {

Query::~Query()
{
    if (!m_statement)
        return;
    m_statement->query.finish();
    m_statement->inUse = false;
}

bool Query::begin(const QString &sql)
{
    if (m_database.failed())
        return false;
    m_statement = m_database.prepared(sql);
    if (m_statement)
        m_statement->inUse = true;
    return m_statement != nullptr;
}

void Query::execute()
{
    if (m_statement->query.exec())
        return;
    const QSqlError error = m_statement->query.lastError();
    m_database.fail(error.nativeErrorCode().toInt(), error.text());
}

bool Query::next()
{
    if (!m_statement || m_database.failed())
        return false;
    if (m_statement->query.next())
        return true;
    // The end of the rows and a fault on the way look alike; only the error tells them apart.
    const QSqlError error = m_statement->query.lastError();
    if (error.isValid())
        m_database.fail(error.nativeErrorCode().toInt(), error.text());
    return false;
}

} // namespace lokal
