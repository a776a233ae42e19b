#pragma once

#include <QLoggingCategory>

namespace lokal {

Q_DECLARE_LOGGING_CATEGORY(logApp)
Q_DECLARE_LOGGING_CATEGORY(logApi)
Q_DECLARE_LOGGING_CATEGORY(logChat)
Q_DECLARE_LOGGING_CATEGORY(logEngine)
Q_DECLARE_LOGGING_CATEGORY(logStorage)
/// Who signed in, what was refused, which rights changed (O2). Never passwords, tokens or keys.
Q_DECLARE_LOGGING_CATEGORY(logSecurity)

} // namespace lokal
