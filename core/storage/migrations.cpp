#include "core/storage/migrations.h"

#include "core/storage/query.h"

#include <QDir>
#include <QFile>

using namespace Qt::StringLiterals;

static void loadResources()
{
    Q_INIT_RESOURCE(migrations); // a static library's resources are not linked without this
}

namespace lokal {
namespace {

void applyMigration(SqliteDatabase &database, const Migration &migration)
{
    database.run(u"BEGIN IMMEDIATE"_s);
    for (const QString &statement : migration.statements)
        database.run(statement);
    database.run(u"PRAGMA user_version = %1"_s.arg(migration.version));
    database.run(u"COMMIT"_s);
}

} // namespace

QList<Migration> builtInMigrations()
{
    loadResources();
    QList<Migration> migrations;
    const QDir folder(u":/lokal/migrations"_s);
    const QStringList names = folder.entryList({ u"*.sql"_s }, QDir::Files, QDir::Name);
    for (const QString &name : names) {
        QFile file(folder.filePath(name));
        const bool opened = file.open(QIODevice::ReadOnly);
        Q_ASSERT(opened);
        migrations.append(
            { name.left(4).toInt(), splitStatements(QString::fromUtf8(file.readAll())) });
    }
    return migrations;
}

QStringList splitStatements(const QString &sql)
{
    QStringList statements;
    QString current;
    const QStringList lines = sql.split(u'\n');
    for (const QString &line : lines) {
        if (line.trimmed() == "--;"_L1)
            statements.append(std::exchange(current, {}));
        else
            current += line + u'\n';
    }
    if (!current.trimmed().isEmpty())
        statements.append(current);
    return statements;
}

Status migrate(SqliteDatabase &database, const QList<Migration> &migrations)
{
    const int version = queryValue<int>(database, u"PRAGMA user_version"_s).value_or(0);
    for (const Migration &migration : migrations) {
        if (migration.version > version)
            applyMigration(database, migration);
    }
    if (!database.failed())
        return Done {};
    const Error error = database.failure();
    database.clearFailure();
    if (database.inTransaction())
        database.run(u"ROLLBACK"_s);
    return error;
}

} // namespace lokal
