#pragma once

#include "core/accounts/secretstore.h"

#include <QMap>

namespace lokal {

/// Secrets in memory. Set `fault` and every call fails with it.
class FakeSecretStore final : public SecretStore
{
public:
    std::optional<Error> fault;
    QMap<QString, QByteArray> secrets;

    Future<QByteArray> read(const QString &name) override
    {
        if (fault)
            return ready(Result<QByteArray>(*fault));
        if (!secrets.contains(name))
            return ready(Result<QByteArray>(makeError(ErrorCode::NotFound)));
        return ready(Result<QByteArray>(secrets[name]));
    }

    Future<Done> write(const QString &name, const QByteArray &secret) override
    {
        if (fault)
            return ready(Status(*fault));
        secrets[name] = secret;
        return ready(Status(Done {}));
    }

    Future<Done> remove(const QString &name) override
    {
        if (fault)
            return ready(Status(*fault));
        return ready(secrets.remove(name) ? Status(Done {})
                                          : Status(makeError(ErrorCode::NotFound)));
    }

    QString description() const override { return QStringLiteral("memory"); }
};

} // namespace lokal
