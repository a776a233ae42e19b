#pragma once

#include "core/common/ids.h"
#include "core/common/principal.h"

#include <QByteArray>
#include <QDateTime>
#include <QString>

#include <optional>

namespace lokal {

/// An account, without its password hash (that never leaves AccountService and its store).
struct User
{
    UserId id;
    QString username; ///< 3–32 of A–Z a–z 0–9 . _ -, unique ignoring case
    std::optional<QString> email; ///< unique ignoring case
    Permissions permissions = Permission::User;
    bool enabled = true;
    QDateTime createdAtUtc;
    QDateTime updatedAtUtc;
    QDateTime lastLoginAtUtc; ///< invalid: never
    qint64 revision = 1; ///< grows with each change; the ETag
    bool operator==(const User &) const = default;
};

/// An API key as it may be shown; its secret is shown once, when it is made.
struct ApiKey
{
    KeyId id;
    UserId owner;
    QString name;
    Scopes scopes = Scope::All;
    QString prefix; ///< "lok_" and the public part
    QDateTime createdAtUtc;
    QDateTime expiresAtUtc; ///< invalid: never
    QDateTime lastUsedAtUtc; ///< invalid: never
    bool operator==(const ApiKey &) const = default;
};

} // namespace lokal
