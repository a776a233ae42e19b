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

using Store = std::shared_ptr<SecretStore>;

QString choiceName()
{
    return u"secret_store"_s;
}

QString keychainChoice()
{
    return u"keychain"_s;
}

/// The keychain if it works, which is remembered; else the files.
Future<Store> firstChoice(AccountStore &settings,
                          const std::shared_ptr<KeychainSecretStore> &keychain, const Store &files,
                          QObject *home)
{
    return whenDone(tryOut(keychain, home), home,
                    [&settings, keychain, files, home](const Status &works) -> Future<Store> {
                        if (!works) {
                            qCInfo(logApp).noquote()
                                << "no keychain, secrets rest in files:" << works.error().detail;
                            return ready<Store>(files);
                        }
                        return whenDone(settings.setSetting(choiceName(), keychainChoice()), home,
                                        [keychain](const Status &) -> Result<Store> {
                                            return Store(keychain);
                                        });
                    });
}

} // namespace

Future<Store> chooseSecretStore(AccountStore &settings, const QString &keyDirectory, QObject *home,
                                std::chrono::milliseconds patience)
{
    // Its last user may be in another thread.
    const std::shared_ptr<KeychainSecretStore> keychain(
        new KeychainSecretStore(scopeOf(keyDirectory), patience),
        [](KeychainSecretStore *store) { store->deleteLater(); });
    const auto files = std::make_shared<FileSecretStore>(keyDirectory);
    return andThen(settings.setting(choiceName()), home,
                   [&settings, keychain, files, home](const QString &chosen) -> Future<Store> {
                       if (chosen == keychainChoice())
                           return ready<Store>(Store(keychain));
                       if (files->hasSecrets())
                           return ready<Store>(Store(files));
                       return firstChoice(settings, keychain, files, home);
                   });
}

} // namespace lokal
