#pragma once

#include "core/accounts/secretstore.h"

#include <QThreadPool>

namespace lokal {

/// Secrets as files of their own, 0600 in a directory with 0700 (D1, D2). Callable from any thread;
/// the disk is touched in a thread of its own, in the order of the calls.
class FileSecretStore final : public SecretStore
{
public:
    /// @param directory made at the first write; tightened when it is wider.
    explicit FileSecretStore(QString directory);
    ~FileSecretStore() override;

    /// Names are 1–100 of A–Z a–z 0–9 . _ - and do not begin with a dot; others fail with
    /// storage_error.
    Future<QByteArray> read(const QString &name) override;
    Future<Done> write(const QString &name, const QByteArray &secret) override;
    Future<Done> remove(const QString &name) override;
    QString description() const override;

    /// Whether secrets rest here already. Reads the directory; quick.
    bool hasSecrets() const;

private:
    const QString m_directory;
    QThreadPool m_pool;
};

} // namespace lokal
