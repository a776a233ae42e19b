#pragma once

#include "core/accounts/secretstore.h"
#include "core/secrets/keychainsecretstore.h"

#include <QObject>

#include <memory>

namespace lokal {

/// The desktop's choice: its keychain when a trial entry can be written, read and deleted there,
/// else files. Once secrets rest in files it stays with them, so that a keychain that appears later
/// does not hide them. Call it in the thread that is to own the keychain jobs.
/// @param keyDirectory "<data directory>/keys"; its path also keeps keychain entries of different
/// data directories apart.
/// @param home context of the trial; the store itself belongs to who gets it.
/// @return always a store.
Future<std::shared_ptr<SecretStore>> chooseSecretStore(const QString &keyDirectory, QObject *home,
                                                       std::chrono::milliseconds patience
                                                       = KeychainSecretStore::defaultPatience);

} // namespace lokal
