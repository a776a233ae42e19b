#include "core/api/ratelimiter.h"

#include <cmath>

namespace lokal::api {
namespace {

constexpr qsizetype manyBuckets = 4096;

} // namespace

RateLimiter::RateLimiter(int perMinute, const Clock &clock)
    : m_perSecond(qMax(1, perMinute) / 60.0)
    , m_burst(qMax(1, perMinute / 2))
    , m_policy("\"default\";q=" + QByteArray::number(perMinute) + ";w=60")
    , m_clock(clock)
{
}

RateLimiter::Verdict RateLimiter::take(UserId user)
{
    const auto now = m_clock.monotonic();
    if (m_buckets.size() >= manyBuckets)
        forgetFull(now);
    auto it = m_buckets.find(user);
    if (it == m_buckets.end())
        it = m_buckets.insert(user, { m_burst, now });
    const double elapsed = std::chrono::duration<double>(now - it->updated).count();
    it->tokens = qMin(m_burst, it->tokens + elapsed * m_perSecond);
    it->updated = now;
    Verdict verdict;
    verdict.allowed = it->tokens >= 1;
    if (verdict.allowed)
        it->tokens -= 1;
    else
        verdict.retryAfterSeconds = qMax(1, int(std::ceil((1 - it->tokens) / m_perSecond)));
    const int untilFull = int(std::ceil((m_burst - it->tokens) / m_perSecond));
    verdict.headers.append(HttpHeader { "RateLimit-Policy", m_policy });
    verdict.headers.append(HttpHeader { "RateLimit",
                                        "\"default\";r=" + QByteArray::number(int(it->tokens))
                                            + ";t=" + QByteArray::number(untilFull) });
    return verdict;
}

void RateLimiter::forgetFull(std::chrono::milliseconds now)
{
    m_buckets.removeIf([this, now](const QHash<UserId, Bucket>::iterator &it) {
        return it->tokens + std::chrono::duration<double>(now - it->updated).count() * m_perSecond
            >= m_burst;
    });
}

} // namespace lokal::api
