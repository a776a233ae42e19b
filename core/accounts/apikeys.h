#pragma once

#include "core/accounts/accountparts.h"

#include <optional>

namespace lokal {

struct MadeKey
{
    StoredKey stored;
    QString text; ///< the whole "lok_…", for its owner's eyes once
};

/// A new random key. `key.id` and the timestamps are the store's to fill in.
MadeKey makeKey(const NewApiKey &wanted);

/// Makes, lists and ends API keys (A10).
class ApiKeys
{
public:
    explicit ApiKeys(const AccountParts &parts);

    Future<QList<ApiKey>> of(const Principal &who);
    Future<CreatedApiKey> create(const Principal &who, const NewApiKey &wanted,
                                 const ClientOrigin &from);
    Future<Done> revoke(const Principal &who, KeyId id, const ClientOrigin &from);

    Future<CreatedApiKey> createFor(const QString &username, const NewApiKey &wanted);
    Future<QList<ApiKey>> list(const std::optional<QString> &username);
    Future<Done> revokeById(KeyId id);

private:
    Future<CreatedApiKey> insert(const User &owner, const NewApiKey &wanted,
                                 const ClientOrigin &from);
    Future<Done> ended(Future<Done> deletion, UserId by, KeyId id, const ClientOrigin &from);

    AccountParts m_parts;
};

} // namespace lokal
