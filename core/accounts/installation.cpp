#include "core/accounts/installation.h"

#include "core/accounts/securitylog.h"
#include "core/accounts/tokens.h"
#include "core/common/chain.h"
#include "core/common/log.h"

#include <QUuid>

using namespace Qt::StringLiterals;

namespace lokal {
namespace {

constexpr int signingKeyBytes = 32;

QString keyName()
{
    return QString::fromLatin1(Installation::signingKeyName);
}

} // namespace

Installation::Installation(AccountStore &store, SecretStore &secrets, QObject *home)
    : m_store(store)
    , m_secrets(secrets)
    , m_home(home)
{
}

Future<std::shared_ptr<const Jwt>> Installation::tokens()
{
    if (m_tokens)
        return ready<std::shared_ptr<const Jwt>>(m_tokens);
    const bool isFirst = m_waiting.empty();
    auto &promise = m_waiting.emplace_back();
    promise.start();
    auto future = promise.future();
    if (isFirst) {
        load().then(m_home, [this](const Result<std::shared_ptr<const Jwt>> &loaded) {
            if (loaded)
                m_tokens = *loaded;
            for (auto &waiting : std::exchange(m_waiting, {})) {
                waiting.addResult(loaded);
                waiting.finish();
            }
        });
    }
    return future;
}

Future<std::shared_ptr<const Jwt>> Installation::load()
{
    return andThen(installationId(), m_home, [this](const QString &id) {
        return andThen(signingKey(), m_home,
                       [id](const QByteArray &key) -> Result<std::shared_ptr<const Jwt>> {
                           return std::make_shared<const Jwt>(key, id);
                       });
    });
}

Future<QString> Installation::installationId()
{
    return andThen(m_store.setting(u"installation_id"_s), m_home,
                   [this](const QString &known) -> Future<QString> {
                       if (!known.isEmpty())
                           return ready<QString>(known);
                       const QString fresh = QUuid::createUuid().toString(QUuid::WithoutBraces);
                       return andThen(m_store.setSetting(u"installation_id"_s, fresh), m_home,
                                      [fresh](Done) -> Result<QString> { return fresh; });
                   });
}

Future<QByteArray> Installation::signingKey()
{
    return whenDone(m_secrets.read(keyName()), m_home,
                    [this](const Result<QByteArray> &known) -> Future<QByteArray> {
                        if (known && known->size() == signingKeyBytes)
                            return ready<QByteArray>(*known);
                        // Only when it is certain that there is none: a keychain that does not
                        // answer must not end every login.
                        if (!known && known.error().code != ErrorCode::NotFound)
                            return failed<QByteArray>(known.error());
                        return newSigningKey();
                    });
}

Future<QByteArray> Installation::newSigningKey()
{
    return andThen(m_store.userCount(), m_home, [this](qint64 accounts) {
        if (accounts > 0)
            qCWarning(logSecurity).noquote()
                << u"event=signing_key_missing store="_s + logValue(m_secrets.description());
        const QByteArray key = randomBytes(signingKeyBytes);
        return andThen(m_secrets.write(keyName(), key), m_home,
                       [key](Done) -> Result<QByteArray> { return key; });
    });
}

} // namespace lokal
