#pragma once

#include "core/common/deferred.h"

#include <QObject>

#include <optional>
#include <utility>

namespace lokal::test {

/// A result that arrives in a later turn of the event loop, as everything from the core does.
template <typename T> Future<T> later(QObject *home, Result<T> result)
{
    const Deferred<T> deferred;
    QMetaObject::invokeMethod(
        home, [deferred, result] { deferred.finish(result); }, Qt::QueuedConnection);
    return deferred.future();
}

/// The error that the next call gets, once.
struct NextError
{
    std::optional<Error> error;
    bool isSet() const { return error.has_value(); }
    Error take() { return *std::exchange(error, std::nullopt); }
};

} // namespace lokal::test
