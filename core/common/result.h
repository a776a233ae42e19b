#pragma once

#include "core/common/error.h"

#include <QFuture>

#include <utility>
#include <variant>

namespace lokal {

struct Done
{
    bool operator==(const Done &) const = default;
};

/// A value or the reason why there is none. (std::expected is C++23; Debian 12's clang has none.)
template <typename T> class [[nodiscard]] Result
{
public:
    Result(T value) // NOLINT: implicit on purpose, `return value;`
        : m_state(std::in_place_index<0>, std::move(value))
    {
    }
    Result(Error error) // NOLINT: implicit on purpose, `return error;`
        : m_state(std::in_place_index<1>, std::move(error))
    {
    }
    Result()
        : Result(makeError(ErrorCode::Internal))
    {
    }

    bool ok() const { return m_state.index() == 0; }
    explicit operator bool() const { return ok(); }

    const T &value() const { return std::get<0>(m_state); }
    T &value() { return std::get<0>(m_state); }
    const T &operator*() const { return value(); }
    T &operator*() { return value(); }
    const T *operator->() const { return &value(); }
    T *operator->() { return &value(); }
    const Error &error() const { return std::get<1>(m_state); }

private:
    std::variant<T, Error> m_state;
};

/// Result of something that has no value.
using Status = Result<Done>;

/// One answer later. Continue with `.then(context, …)`; a future of ours is always finished with a
/// Result, never cancelled by the giver and never left unfinished.
template <typename T> using Future = QFuture<Result<T>>;

/// A future that is finished already.
template <typename T> Future<T> ready(Result<T> result)
{
    QPromise<Result<T>> promise;
    promise.start();
    promise.addResult(std::move(result));
    promise.finish();
    return promise.future();
}

} // namespace lokal
