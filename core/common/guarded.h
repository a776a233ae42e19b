#pragma once

#include "core/common/result.h"

#include <QFuture>
#include <QObject>
#include <QPointer>

#include <utility>

namespace lokal {

/// Goes on with `next` in the thread of `home` when `future` is finished, unless `guard` is gone by
/// then. Not QFuture::then(guard, …): Qt 6.4 asserts that a context still lives when the future is
/// finished. So `home`, which may be the same thread's longest-lived object, must outlive it.
template <typename T, typename Next>
void continueGuarded(Future<T> future, QObject *home, QObject *guard, Next next)
{
    future.then(
        home, [guard = QPointer<QObject>(guard), next = std::move(next)](const Result<T> &result) {
            if (guard)
                next(result);
        });
}

} // namespace lokal
