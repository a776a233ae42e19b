#pragma once

#include "core/accounts/hashqueue.h"
#include "core/common/result.h"

#include <QString>

#include <functional>

namespace lokal {

/// The work of Argon2id (A4).
struct HashParameters
{
    quint32 memoryKiB = 65536;
    quint32 passes = 3;
    quint32 lanes = 4;
    bool operator==(const HashParameters &) const = default;
};

struct Verification
{
    bool matches = false;
    bool isOutdated = false; ///< made with less work than today's parameters: hash again
};

/// Hashes and verifies passwords in a HashQueue; what finds no room there fails with overloaded
/// (args: retry_after). Callable from any thread.
class PasswordHasher
{
public:
    explicit PasswordHasher(HashParameters parameters = {});
    /// Forgets what waits (those futures are cancelled), ends what runs.
    ~PasswordHasher() = default;
    PasswordHasher(const PasswordHasher &) = delete;
    PasswordHasher &operator=(const PasswordHasher &) = delete;

    /// A new password: judged first (see checkPassword()), then hashed. Errors: invalid_field,
    /// overloaded.
    /// @param stranger the address of somebody who registers; empty: of an account
    Future<QString> judgeAndHash(const QString &field, const QString &password,
                                 const QString &username, const QString &stranger = {});
    /// A known password, to renew its hash.
    Future<QString> hash(const QString &password);
    /// @param hash PHC string; a null one (no such user) costs the same and never matches (A5).
    Future<Verification> verify(const QString &hash, const QString &password);

private:
    template <typename T>
    Future<T> submit(std::function<Result<T>()> work, const QString &stranger = {});

    const HashParameters m_parameters;
    const QByteArray m_dummyHash;
    HashQueue m_queue; // last: its threads use the rest
};

} // namespace lokal
