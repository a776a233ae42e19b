#include "core/accounts/passwordhasher.h"

#include "core/accounts/passwordpolicy.h"
#include "core/accounts/tokens.h"

#include <QPromise>
#include <QStringList>

#include <argon2.h>
#include <memory>

using namespace Qt::StringLiterals;

namespace lokal {
namespace {

constexpr int saltBytes = 16;
constexpr quint32 tagBytes = 32;

Result<QByteArray> argon2Hash(const HashParameters &work, const QString &password)
{
    const QByteArray secret = password.toUtf8();
    const QByteArray salt = randomBytes(saltBytes);
    QByteArray encoded(qsizetype(argon2_encodedlen(work.passes, work.memoryKiB, work.lanes,
                                                   saltBytes, tagBytes, Argon2_id)),
                       '\0');
    const int outcome = argon2id_hash_encoded(
        work.passes, work.memoryKiB, work.lanes, secret.constData(), size_t(secret.size()),
        salt.constData(), size_t(salt.size()), tagBytes, encoded.data(), size_t(encoded.size()));
    // What can fail with fixed parameters is memory: that passes.
    if (outcome != ARGON2_OK)
        return makeError(ErrorCode::Overloaded, QString::fromLatin1(argon2_error_message(outcome)),
                         { { u"retry_after"_s, 5 } });
    encoded.truncate(encoded.indexOf('\0'));
    return encoded;
}

// A hash that nobody's password has, in the form of today's parameters. Verifying recomputes the
// tag, so random bytes in its place cost the work of a real one, without a hash at start.
QByteArray dummyHash(const HashParameters &work)
{
    const auto plainBase64
        = [](int count) { return randomBytes(count).toBase64(QByteArray::OmitTrailingEquals); };
    return "$argon2id$v=" + QByteArray::number(ARGON2_VERSION_NUMBER)
        + "$m=" + QByteArray::number(work.memoryKiB) + ",t=" + QByteArray::number(work.passes)
        + ",p=" + QByteArray::number(work.lanes) + '$' + plainBase64(saltBytes) + '$'
        + plainBase64(int(tagBytes));
}

// "$argon2id$v=19$m=65536,t=3,p=4$salt$tag"
HashParameters parametersOf(const QString &phc)
{
    HashParameters found { 0, 0, 0 };
    const QStringList parts = phc.split(u'$');
    const QStringList numbers = parts.size() == 6 ? parts[3].split(u',') : QStringList();
    for (const QString &number : numbers) {
        const quint32 value = number.mid(2).toUInt();
        if (number.startsWith("m="_L1))
            found.memoryKiB = value;
        else if (number.startsWith("t="_L1))
            found.passes = value;
        else if (number.startsWith("p="_L1))
            found.lanes = value;
    }
    return found;
}

bool isLess(const HashParameters &old, const HashParameters &now)
{
    return old.memoryKiB < now.memoryKiB || old.passes < now.passes || old.lanes < now.lanes;
}

} // namespace

PasswordHasher::PasswordHasher(HashParameters parameters)
    : m_parameters(parameters)
    , m_dummyHash(dummyHash(parameters))
{
}

template <typename T>
Future<T> PasswordHasher::submit(std::function<Result<T>()> work, const QString &stranger)
{
    auto promise = std::make_shared<QPromise<Result<T>>>();
    promise->start();
    const auto finish = [promise](Result<T> result) {
        promise->addResult(std::move(result));
        promise->finish();
    };
    m_queue.submit({ [finish, work = std::move(work)] { finish(work()); },
                     [finish] {
                         finish(makeError(ErrorCode::Overloaded,
                                          u"too many passwords are being checked"_s,
                                          { { u"retry_after"_s, 2 } }));
                     },
                     stranger });
    return promise->future();
}

Future<QString> PasswordHasher::judgeAndHash(const QString &field, const QString &password,
                                             const QString &username, const QString &stranger)
{
    const auto work = [this, field, password, username]() -> Result<QString> {
        if (const Status judged = checkPassword(field, password, username); !judged)
            return judged.error();
        const Result<QByteArray> encoded = argon2Hash(m_parameters, password);
        if (!encoded)
            return encoded.error();
        return QString::fromLatin1(*encoded);
    };
    return submit<QString>(work, stranger);
}

Future<QString> PasswordHasher::hash(const QString &password)
{
    return submit<QString>([this, password]() -> Result<QString> {
        const Result<QByteArray> encoded = argon2Hash(m_parameters, password);
        if (!encoded)
            return encoded.error();
        return QString::fromLatin1(*encoded);
    });
}

Future<Verification> PasswordHasher::verify(const QString &hash, const QString &password)
{
    return submit<Verification>([this, hash, password]() -> Result<Verification> {
        const QByteArray secret = password.toUtf8();
        const QByteArray encoded = hash.isNull() ? m_dummyHash : hash.toLatin1();
        const int outcome
            = argon2id_verify(encoded.constData(), secret.constData(), size_t(secret.size()));
        if (outcome == ARGON2_MEMORY_ALLOCATION_ERROR || outcome == ARGON2_THREAD_FAIL)
            return makeError(ErrorCode::Overloaded,
                             QString::fromLatin1(argon2_error_message(outcome)),
                             { { u"retry_after"_s, 5 } });
        const bool matches = outcome == ARGON2_OK && !hash.isNull();
        return Verification { matches, matches && isLess(parametersOf(hash), m_parameters) };
    });
}

} // namespace lokal
