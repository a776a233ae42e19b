#pragma once

#include "core/common/result.h"

#include <QPromise>

#include <memory>

namespace lokal {

/// The giving end of a Future: copies share it, and the first finish() counts. For steps that one
/// chain of continuations cannot express. Not for use from several threads at once.
template <typename T> class Deferred
{
public:
    Deferred()
        : m_promise(std::make_shared<QPromise<Result<T>>>())
    {
        m_promise->start();
    }

    Future<T> future() const { return m_promise->future(); }
    void finish(Result<T> result) const
    {
        if (m_promise->future().isFinished())
            return;
        m_promise->addResult(std::move(result));
        m_promise->finish();
    }

private:
    std::shared_ptr<QPromise<Result<T>>> m_promise;
};

} // namespace lokal
