#pragma once

#include "core/common/result.h"

#include <QSslConfiguration>

namespace lokal::api {

/// The certificate chain and the key (RSA or elliptic curve, PEM) as a server uses them: TLS 1.2
/// and later. bad_request with a reason in `detail` when a file cannot be used.
Result<QSslConfiguration> loadTls(const QString &certificateFile, const QString &keyFile);

} // namespace lokal::api
