#include "core/secrets/choosesecretstore.h"

#include "core/common/chain.h"
#include "core/common/log.h"
#include "core/secrets/filesecretstore.h"

#include <QCryptographicHash>
#include <QDir>
#include <QUuid>

using namespace Qt::StringLiterals;

namespace lokal {
namespace {

QString scopeOf(const QString &keyDirectory)
{
    const QByteArray path = QDir(keyDirectory).absolutePath().toUtf8();
    return QString::fromLatin1(
        QCryptographicHash::hash(path, QCryptographicHash::Sha256).toHex().left(16));
}

// Writes, reads and deletes an entry of its own.
Future<Done> tryOut(const std::shared_ptr<KeychainSecretStore> &store, QObject *home)
{
    const QString name = u"trial-"_s + QUuid::createUuid().toString(QUuid::WithoutBraces);
    const QByteArray value = name.toLatin1();
    return andThen(store->write(name, value), home, [store, home, name, value](Done) {
        return andThen(
            store->read(name), home, [store, name, value](const QByteArray &found) -> Future<Done> {
                if (found != value)
                    return failed<Done>(makeError(ErrorCode::StorageError,
                                                  u"the keychain gave back something else"_s));
                return store->remove(name);
            });
    });
}

} // namespace

Future<std::shared_ptr<SecretStore>> chooseSecretStore(const QString &keyDirectory, QObject *home,
                                                       std::chrono::milliseconds patience)
{
    const auto files = std::make_shared<FileSecretStore>(keyDirectory);
    if (files->hasSecrets())
        return ready<std::shared_ptr<SecretStore>>(std::shared_ptr<SecretStore>(files));
    // Its last user may be in another thread.
    const std::shared_ptr<KeychainSecretStore> keychain(
        new KeychainSecretStore(scopeOf(keyDirectory), patience),
        [](KeychainSecretStore *store) { store->deleteLater(); });
    return whenDone(tryOut(keychain, home), home,
                    [files, keychain](const Status &works) -> Result<std::shared_ptr<SecretStore>> {
                        if (works)
                            return std::shared_ptr<SecretStore>(keychain);
                        qCInfo(logApp).noquote()
                            << "no keychain, secrets rest in files:" << works.error().detail;
                        return std::shared_ptr<SecretStore>(files);
                    });
}

} // namespace lokal
