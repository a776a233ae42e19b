#pragma once

#include "core/common/result.h"

#include <QFuture>
#include <QObject>
#include <QPromise>

#include <memory>
#include <type_traits>
#include <utility>

namespace lokal {
namespace detail {

template <typename T> struct ChainAnswer;
template <typename T> struct ChainAnswer<Result<T>>
{
    using Type = Result<T>;
    static constexpr bool isLater = false;
};
template <typename T> struct ChainAnswer<QFuture<Result<T>>>
{
    using Type = Result<T>;
    static constexpr bool isLater = true;
};

} // namespace detail

/// Continues in the thread of `home` with what came out, success or failure. `next` takes Result<T>
/// and returns Result<U> or Future<U>. When `home` dies first, nothing more happens.
template <typename T, typename Next> auto whenDone(Future<T> first, QObject *home, Next next)
{
    using Answer = detail::ChainAnswer<std::invoke_result_t<Next, Result<T>>>;
    using Final = typename Answer::Type;
    auto promise = std::make_shared<QPromise<Final>>();
    promise->start();
    QFuture<Final> future = promise->future();
    const auto finish = [promise](Final final) {
        promise->addResult(std::move(final));
        promise->finish();
    };
    if constexpr (Answer::isLater) {
        first.then(home, [home, finish, next = std::move(next)](Result<T> result) mutable {
            next(std::move(result)).then(home, finish);
        });
    } else {
        first.then(home, [finish, next = std::move(next)](Result<T> result) mutable {
            finish(next(std::move(result)));
        });
    }
    return future;
}

/// Continues a success; an error goes straight to the end. `next` takes T.
template <typename T, typename Next> auto andThen(Future<T> first, QObject *home, Next next)
{
    using Answer = detail::ChainAnswer<std::invoke_result_t<Next, T>>;
    using Final = typename Answer::Type;
    return whenDone<T>(
        std::move(first), home,
        [next = std::move(next)](Result<T> result) mutable -> std::invoke_result_t<Next, T> {
            if (result)
                return next(std::move(*result));
            if constexpr (Answer::isLater)
                return ready(Final(result.error()));
            else
                return result.error();
        });
}

/// A future that has failed already.
template <typename T> Future<T> failed(Error error)
{
    return ready(Result<T>(std::move(error)));
}

} // namespace lokal
