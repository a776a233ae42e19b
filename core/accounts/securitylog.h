#pragma once

#include "core/accounts/accounts.h"

#include <initializer_list>
#include <utility>

namespace lokal {

/// Writes one line to the security log (O2): event=… user=… address=… request=… and what is added.
/// Values may come from anywhere; they are escaped so that one event stays one line of words.
/// Never pass passwords, tokens or keys, nor a name that somebody typed for an account that may
/// not exist: people type passwords there.
void noteSecurityEvent(QLatin1StringView event, UserId user, const ClientOrigin &from,
                       std::initializer_list<std::pair<QLatin1StringView, QString>> more = {});

/// A value as the log shows it: no blanks, quotes or control characters; "-" when empty.
QString logValue(const QString &value);

} // namespace lokal
