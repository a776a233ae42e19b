#pragma once

#include <QByteArray>

namespace lokal::api {

/// A fresh name for one request: 16 hexadecimal digits, in logs, problems and X-Request-Id.
QByteArray newRequestId();

} // namespace lokal::api
