#pragma once

#include "core/common/result.h"

#include <QFuture>
#include <QMetaObject>
#include <QObject>
#include <QPointer>
#include <QThread>

#include <memory>
#include <utility>

namespace lokal::api {

/// Hands the result over in the thread of `context`, which is the calling one: at once when it is
/// there already, else in the call that finishes it or, from another thread, by a queued call. Not
/// at all when `context` dies before. (QFuture::then() asserts in that case on Qt 6.4, and a
/// QFutureWatcher waits for two turns of the event loop, while a person waits for the first token.)
template <typename T, typename Use>
void whenFinished(QObject *context, const Future<T> &future, Use use)
{
    struct Relay : QObject
    {
        QPointer<QObject> context;
    };
    const auto resultOf = [](const QFuture<Result<T>> &done) {
        return done.resultCount() > 0 ? done.result() : Result<T>(makeError(ErrorCode::Cancelled));
    };
    if (future.isFinished())
        return use(resultOf(future));
    const std::shared_ptr<Relay> relay(new Relay, [](Relay *last) {
        // Not deleteLater() in its own thread: an event that ~QCoreApplication drops may be the
        // last holder, and the list of events is locked then.
        if (QThread::currentThread() == last->thread())
            delete last;
        else
            last->deleteLater();
    });
    relay->context = context;
    // What `use` holds goes with its one delivery: the future's state may live far longer, and with
    // it everything that its continuation keeps.
    const auto shared
        = std::make_shared<std::unique_ptr<Use>>(std::make_unique<Use>(std::move(use)));
    QFuture<Result<T>>(future).then([relay, shared, resultOf](const QFuture<Result<T>> &done) {
        const auto deliver = [relay, shared, result = resultOf(done)] {
            const std::unique_ptr<Use> once = std::move(*shared);
            if (relay->context)
                (*once)(result);
        };
        if (QThread::currentThread() == relay->thread())
            deliver();
        else
            QMetaObject::invokeMethod(relay.get(), deliver, Qt::QueuedConnection);
    });
}

} // namespace lokal::api
