#pragma once

#include "core/accounts/secretstore.h"

#include <QObject>

#include <chrono>

namespace QKeychain {
class Job;
}

namespace lokal {

/// Secrets in the desktop's keychain (Secret Service, KWallet). Callable from any thread; the jobs
/// run in the thread that owns the object, which needs an event loop.
class KeychainSecretStore final : public QObject, public SecretStore
{
    Q_OBJECT
public:
    static constexpr std::chrono::seconds defaultPatience { 10 };

    /// @param scope keeps installations of one person apart; part of each entry's name.
    /// @param patience how long one job may take, for example while a keychain asks to be unlocked.
    explicit KeychainSecretStore(QString scope,
                                 std::chrono::milliseconds patience = defaultPatience,
                                 QObject *parent = nullptr);

    Future<QByteArray> read(const QString &name) override;
    Future<Done> write(const QString &name, const QByteArray &secret) override;
    Future<Done> remove(const QString &name) override;
    QString description() const override;

private:
    /// Starts the job and answers once, with what `outcome` makes of it or when patience ends.
    template <typename T, typename Job, typename Outcome>
    Future<T> run(Job *job, const QString &name, Outcome outcome);

    const QString m_scope;
    const std::chrono::milliseconds m_patience;
};

} // namespace lokal
