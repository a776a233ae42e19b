#pragma once

#include "core/common/result.h"

#include <QByteArray>

namespace lokal {

/// Where secrets of the installation rest (D2): the desktop's keychain, or a 0600 file.
class SecretStore
{
public:
    virtual ~SecretStore() = default;
    /// not_found when there is none. Never blocks; a locked keychain that asks for longer than ten
    /// seconds is storage_error.
    virtual Future<QByteArray> read(const QString &name) = 0;
    virtual Future<Done> write(const QString &name, const QByteArray &secret) = 0;
    virtual Future<Done> remove(const QString &name) = 0;
    /// For people: "desktop keychain", "key file /…/keys".
    virtual QString description() const = 0;
};

} // namespace lokal
