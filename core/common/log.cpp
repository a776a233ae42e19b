#include "core/common/log.h"

namespace lokal {

Q_LOGGING_CATEGORY(logApp, "lokal.app", QtInfoMsg)
Q_LOGGING_CATEGORY(logApi, "lokal.api", QtInfoMsg)
Q_LOGGING_CATEGORY(logChat, "lokal.chat", QtInfoMsg)
Q_LOGGING_CATEGORY(logEngine, "lokal.engine", QtInfoMsg)
Q_LOGGING_CATEGORY(logStorage, "lokal.storage", QtInfoMsg)
Q_LOGGING_CATEGORY(logSecurity, "lokal.security", QtInfoMsg)

} // namespace lokal
