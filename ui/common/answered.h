#pragma once

#include <QFuture>
#include <QFutureWatcher>
#include <QObject>

#include <utility>

namespace lokal::ui {

/// Calls @p take with the result in the thread of @p context, in a later turn of the event loop.
/// When @p context dies first, nothing happens: for widgets that may be gone before the answer
/// comes. (QFuture::then() with a context asserts in that case on Qt 6.4, and asks from another
/// thread whether the context still lives.)
template <typename T, typename Take>
void whenAnswered(const QFuture<T> &future, QObject *context, Take take)
{
    auto *watcher = new QFutureWatcher<T>(context);
    QObject::connect(watcher, &QFutureWatcherBase::finished, context,
                     [watcher, take = std::move(take)]() mutable {
                         watcher->deleteLater();
                         if (watcher->future().resultCount() > 0)
                             take(watcher->result());
                     });
    watcher->setFuture(future);
}

} // namespace lokal::ui
