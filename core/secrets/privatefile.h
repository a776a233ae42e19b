#pragma once

#include "core/common/result.h"

#include <QByteArray>
#include <QString>

namespace lokal {

/// Files that only their owner may read, whatever the umask (D1). They touch the disk: not for the
/// GUI or engine thread, except a few bytes at start.

/// Makes `directory` with 0700, or tightens it. Errors: storage_error.
Status makePrivateDirectory(const QString &directory);
/// Replaces the file as a whole or leaves it as it was; 0600 before the first byte is in it.
/// Errors: storage_full, storage_error.
Status writePrivateFile(const QString &path, const QByteArray &content);
/// Tightens the file when it is wider. Errors: not_found, storage_error.
Result<QByteArray> readPrivateFile(const QString &path);
/// Errors: not_found, storage_error.
Status removePrivateFile(const QString &path);

} // namespace lokal
