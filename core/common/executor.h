#pragma once

#include "core/common/result.h"

#include <QFuture>
#include <QMetaObject>
#include <QObject>
#include <QPromise>
#include <QThread>

#include <memory>
#include <type_traits>
#include <utility>

namespace lokal {

/// Runs `work` in the thread of `home` and gives its result as a future. Runs at once when called
/// from that thread, else by a queued call. `work` returns Result<T> or Future<T>.
/// `home` must outlive the call or its thread's event loop must have ended (then the future never
/// finishes, as at shutdown).
template <typename Work> auto runOn(QObject *home, Work work)
{
    using Returned = std::invoke_result_t<Work>;
    if constexpr (requires(Returned r) { r.then(home, [](auto) {}); }) {
        using R = decltype(std::declval<Returned>().result());
        if (home->thread() == QThread::currentThread())
            return work();
        auto promise = std::make_shared<QPromise<R>>();
        promise->start();
        QMetaObject::invokeMethod(
            home,
            [home, promise, work = std::move(work)]() mutable {
                work().then(home, [promise](R result) {
                    promise->addResult(std::move(result));
                    promise->finish();
                });
            },
            Qt::QueuedConnection);
        return promise->future();
    } else {
        auto promise = std::make_shared<QPromise<Returned>>();
        promise->start();
        QFuture<Returned> future = promise->future();
        auto finish = [promise, work = std::move(work)]() mutable {
            promise->addResult(work());
            promise->finish();
        };
        if (home->thread() == QThread::currentThread())
            finish();
        else
            QMetaObject::invokeMethod(home, std::move(finish), Qt::QueuedConnection);
        return future;
    }
}

} // namespace lokal
