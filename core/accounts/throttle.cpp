#include "core/accounts/throttle.h"

#include <QHostAddress>

#include <algorithm>

namespace lokal {
namespace {

using std::chrono::milliseconds;
constexpr std::chrono::minutes attemptWindow { 1 };

std::chrono::seconds roundedUp(milliseconds time)
{
    return std::max(std::chrono::ceil<std::chrono::seconds>(time), std::chrono::seconds(1));
}

milliseconds lastOf(const QList<milliseconds> &attempts)
{
    return attempts.last();
}

// Makes room for one entry: what has expired goes first, then whatever was quiet longest.
template <typename Value, typename LastUse>
void makeRoom(QHash<QString, Value> &entries, milliseconds expiredBefore, LastUse lastUse)
{
    if (entries.size() < Throttle::mostEntries)
        return;
    entries.removeIf([&](const auto &entry) { return lastUse(entry.value()) <= expiredBefore; });
    if (entries.size() < Throttle::mostEntries)
        return;
    entries.erase(std::min_element(
        entries.cbegin(), entries.cend(),
        [&](const Value &left, const Value &right) { return lastUse(left) < lastUse(right); }));
}

} // namespace

QString throttleAddress(const QString &address)
{
    const QHostAddress host(address);
    if (host.isNull())
        return address;
    bool isIpv4 = false;
    const quint32 ipv4 = host.toIPv4Address(&isIpv4);
    if (isIpv4)
        return QHostAddress(ipv4).toString();
    Q_IPV6ADDR prefix = host.toIPv6Address();
    std::fill(std::begin(prefix.c) + 8, std::end(prefix.c), quint8(0));
    return QHostAddress(prefix).toString();
}

Throttle::Throttle(const Clock &clock, int attemptsPerMinute)
    : m_clock(clock)
    , m_attemptsPerMinute(attemptsPerMinute)
{
}

std::optional<std::chrono::seconds> Throttle::admit(const QString &address)
{
    const milliseconds now = m_clock.monotonic();
    const QString key = throttleAddress(address);
    if (!m_attempts.contains(key))
        makeRoom(m_attempts, now - attemptWindow, lastOf);
    QList<milliseconds> &attempts = m_attempts[key];
    attempts.removeIf([&](milliseconds at) { return at + attemptWindow <= now; });
    if (attempts.size() >= m_attemptsPerMinute && !attempts.isEmpty())
        return roundedUp(attempts.first() + attemptWindow - now);
    attempts.append(now);
    return std::nullopt;
}

std::optional<std::chrono::seconds> Throttle::lockedFor(const QString &account,
                                                        const QString &address) const
{
    const Failures failures = m_failures.value(pairKey(account, address));
    const milliseconds opens = failures.last + lockTime;
    const milliseconds now = m_clock.monotonic();
    if (failures.count < failuresAllowed || now >= opens)
        return std::nullopt;
    return roundedUp(opens - now);
}

void Throttle::noteFailure(const QString &account, const QString &address)
{
    // While it is locked nothing counts, so that knocking on does not prolong it.
    if (lockedFor(account, address))
        return;
    const milliseconds now = m_clock.monotonic();
    const QString key = pairKey(account, address);
    if (!m_failures.contains(key))
        makeRoom(m_failures, now - lockTime,
                 [](const Failures &failures) { return failures.last; });
    Failures &failures = m_failures[key];
    if (failures.last + lockTime <= now)
        failures.count = 0;
    ++failures.count;
    failures.last = now;
}

void Throttle::noteSuccess(const QString &account, const QString &address)
{
    m_failures.remove(pairKey(account, address));
}

QString Throttle::pairKey(const QString &account, const QString &address)
{
    return throttleAddress(address) + u'\n' + account;
}

} // namespace lokal
