#pragma once

#include "core/accounts/accountstore.h"
#include "core/accounts/secretstore.h"
#include "core/secrets/keychainsecretstore.h"

#include <QObject>

#include <memory>

namespace lokal {

/// The desktop's choice: its keychain when a trial entry can be written, read and deleted there,
/// else files. It is made once: secrets in files stay there when a keychain appears later, and a
/// keychain that was chosen stays chosen when it does not answer (reading fails then until it
/// does), because a new key elsewhere would end every login. Call it in the thread that is to own
/// the keychain jobs.
/// @param settings remember the choice; must outlive the future.
/// @param keyDirectory "<data directory>/keys"; its path also keeps keychain entries of different
/// data directories apart.
/// @param home context of the trial; the store itself belongs to who gets it.
/// @return a store, or why the settings could not be read.
Future<std::shared_ptr<SecretStore>>
chooseSecretStore(AccountStore &settings, const QString &keyDirectory, QObject *home,
                  std::chrono::milliseconds patience = KeychainSecretStore::defaultPatience);

} // namespace lokal
