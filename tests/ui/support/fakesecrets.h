#pragma once

#include "core/accounts/secretstore.h"
#include "tests/ui/support/later.h"

#include <QHash>

namespace lokal::test {

/// Secrets in memory.
class FakeSecrets : public QObject, public SecretStore
{
    Q_OBJECT
public:
    QHash<QString, QByteArray> stored;

    Future<QByteArray> read(const QString &name) override
    {
        if (!stored.contains(name))
            return later<QByteArray>(this, makeError(ErrorCode::NotFound));
        return later<QByteArray>(this, stored.value(name));
    }
    Future<Done> write(const QString &name, const QByteArray &secret) override
    {
        stored.insert(name, secret);
        return later<Done>(this, Done {});
    }
    Future<Done> remove(const QString &name) override
    {
        stored.remove(name);
        return later<Done>(this, Done {});
    }
    QString description() const override { return QStringLiteral("memory"); }
};

} // namespace lokal::test
