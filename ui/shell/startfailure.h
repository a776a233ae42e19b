#pragma once

#include <QString>

namespace lokal::ui {

/// Why there is nothing to show: what StartPage makes sentences of, in the language of the window.
struct StartFailure
{
    enum class Kind
    {
        Damaged,
        NotADatabase,
        NewerSchema,
        InUse,
        Unopenable, ///< no rights, full disk, read-only without anything to read
        Secrets, ///< neither a keychain nor a folder for keys
        Accounts, ///< the accounts cannot be read
        Services, ///< the API, or the demo engine
    };

    Kind kind = Kind::Unopenable;
    QString dataDirectory;
    QString owner; ///< InUse only
    QString newestBackup; ///< path; empty when there is none
    int fileVersion = 0, ownVersion = 0; ///< NewerSchema only
    QString details; ///< for the log and for those who want to know
};

} // namespace lokal::ui
