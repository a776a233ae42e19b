#pragma once

#include "core/api/httprequest.h"
#include "core/common/clock.h"
#include "core/common/ids.h"

#include <QHash>

namespace lokal::api {

/// Token buckets, one per user (L1): so many requests a minute, half of them at once. An account's
/// keys share its bucket, so that more keys do not mean more requests. Monotonic time only.
class RateLimiter
{
public:
    RateLimiter(int perMinute, const Clock &clock);

    struct Verdict
    {
        bool allowed = true;
        int retryAfterSeconds = 0;
        HttpHeaders headers; ///< RateLimit-Policy and RateLimit
    };
    Verdict take(UserId user);

private:
    struct Bucket
    {
        double tokens = 0;
        std::chrono::milliseconds updated { 0 };
    };
    void forgetFull(std::chrono::milliseconds now);

    double m_perSecond;
    double m_burst;
    QByteArray m_policy;
    const Clock &m_clock;
    QHash<UserId, Bucket> m_buckets;
};

} // namespace lokal::api
