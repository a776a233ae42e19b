#pragma once

#include "core/common/result.h"

#include <QTest>

namespace lokal {

/// The result of a future, with events processed meanwhile. An internal error after ten seconds.
template <typename T> Result<T> waitFor(const Future<T> &future)
{
    if (!QTest::qWaitFor([&] { return future.isFinished(); }, 10'000) || future.resultCount() == 0)
        return makeError(ErrorCode::Internal, QStringLiteral("the future did not finish"));
    return future.result();
}

} // namespace lokal
