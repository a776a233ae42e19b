#include "core/storage/keyqueries.h"

#include "core/storage/query.h"

using namespace Qt::StringLiterals;

namespace lokal::sql {
namespace {

const auto keyColumns
    = "id, owner_id, public_id, secret_hash, name, scopes, created_at, expires_at, last_used_at"_L1;

StoredKey readKey(const Query &query)
{
    StoredKey stored;
    ApiKey &key = stored.key;
    QString scopes;
    query.read(key.id, key.owner, stored.publicId, stored.secretHash, key.name, scopes,
               key.createdAtUtc, key.expiresAtUtc, key.lastUsedAtUtc);
    // A word that this program does not know gives no right at all.
    key.scopes = scopesFromNames(scopes.split(u',')).value_or(Scopes {});
    key.prefix = u"lok_"_s + stored.publicId;
    return stored;
}

} // namespace

Result<ApiKey> insertKey(SqliteDatabase &database, UserId owner, const StoredKey &key,
                         const QDateTime &now)
{
    if (!queryValue<qint64>(database, u"SELECT 1 FROM users WHERE id = ?"_s, owner))
        return makeError(ErrorCode::NotFound);
    change(database,
           u"INSERT INTO api_keys(owner_id, public_id, secret_hash, name, scopes, created_at, "
           u"expires_at) "
           "VALUES (?, ?, ?, ?, ?, ?, ?)"_s,
           owner, key.publicId, key.secretHash, key.key.name, scopeNames(key.key.scopes).join(u','),
           now, key.key.expiresAtUtc);
    const Result<StoredKey> stored = keyByPublicId(database, key.publicId);
    if (!stored)
        return stored.error();
    return stored->key;
}

Result<StoredKey> keyByPublicId(SqliteDatabase &database, const QString &publicId)
{
    Query query(database, u"SELECT %1 FROM api_keys WHERE public_id = ?"_s.arg(keyColumns),
                publicId);
    if (!query.next())
        return makeError(ErrorCode::NotFound);
    return readKey(query);
}

Result<QList<ApiKey>> keys(SqliteDatabase &database, std::optional<UserId> owner)
{
    QList<ApiKey> all;
    Query query(database,
                u"SELECT %1 FROM api_keys WHERE owner_id = coalesce(?, owner_id) ORDER BY id"_s.arg(
                    keyColumns),
                owner);
    while (query.next())
        all.append(readKey(query).key);
    return all;
}

Result<Done> deleteKey(SqliteDatabase &database, UserId owner, KeyId id)
{
    if (change(database, u"DELETE FROM api_keys WHERE id = ? AND owner_id = ?"_s, id, owner) == 0)
        return makeError(ErrorCode::NotFound);
    return Done {};
}

Result<Done> deleteKeyById(SqliteDatabase &database, KeyId id)
{
    if (change(database, u"DELETE FROM api_keys WHERE id = ?"_s, id) == 0)
        return makeError(ErrorCode::NotFound);
    return Done {};
}

void deleteKeysOf(SqliteDatabase &database, UserId owner)
{
    change(database, u"DELETE FROM api_keys WHERE owner_id = ?"_s, owner);
}

Result<Done> noteKeyUse(SqliteDatabase &database, KeyId id, const QDateTime &now)
{
    change(
        database,
        u"UPDATE api_keys SET last_used_at = ? WHERE id = ? AND coalesce(last_used_at, 0) <= ?"_s,
        now, id, now.addSecs(-60));
    return Done {};
}

} // namespace lokal::sql
