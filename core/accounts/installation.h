#pragma once

#include "core/accounts/accountstore.h"
#include "core/accounts/jwt.h"
#include "core/accounts/secretstore.h"

#include <QObject>
#include <QPromise>

#include <memory>
#include <optional>
#include <vector>

namespace lokal {

/// What makes tokens of this installation its own: an id in the data and a signing key among the
/// secrets, both made at first use. Engine thread.
class Installation
{
public:
    static constexpr auto signingKeyName = "jwt-signing-key";

    /// @param home where answers arrive. The references must outlive this object.
    Installation(AccountStore &store, SecretStore &secrets, QObject *home);

    /// Loaded once and kept; after a fault the next call tries again. Errors: storage_*.
    Future<std::shared_ptr<const Jwt>> tokens();

private:
    Future<std::shared_ptr<const Jwt>> load();
    Future<QString> installationId();
    Future<QByteArray> signingKey();
    Future<QByteArray> newSigningKey();

    AccountStore &m_store;
    SecretStore &m_secrets;
    QObject *m_home;
    std::shared_ptr<const Jwt> m_tokens;
    // A QFuture takes one continuation, so everybody who waits gets a promise of their own.
    std::vector<QPromise<Result<std::shared_ptr<const Jwt>>>> m_waiting;
};

} // namespace lokal
