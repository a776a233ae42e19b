#pragma once

#include "core/common/result.h"

#include <QTest>

namespace lokal {

/// What a future came to, waiting with the event loop running.
template <typename T> Result<T> outcome(Future<T> future)
{
    constexpr int patienceMs = 30000;
    if (!QTest::qWaitFor([&] { return future.isFinished(); }, patienceMs))
        return makeError(ErrorCode::Internal, QStringLiteral("the future never finished"));
    return future.result();
}

/// The code of a failure; nullopt for success.
template <typename T> std::optional<ErrorCode> failureOf(const Result<T> &result)
{
    return result ? std::nullopt : std::optional(result.error().code);
}

template <typename T> std::optional<ErrorCode> failureOf(const Future<T> &future)
{
    return failureOf(outcome(future));
}

} // namespace lokal

/// Compares the failure of a future or result with a code by name, so that a red test says which.
#define LOKAL_COMPARE_FAILURE(actual, expected)                                                    \
    do {                                                                                           \
        const auto failure = lokal::failureOf(actual);                                             \
        QCOMPARE(failure ? lokal::codeName(*failure) : QStringLiteral("success"),                  \
                 lokal::codeName(expected));                                                       \
    } while (false)
