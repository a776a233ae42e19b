#include "core/api/idempotency.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace lokal::api {
namespace {

constexpr auto remembered = 24h;
constexpr qsizetype entriesPerScope = 256;
constexpr qsizetype entriesAltogether = 4096;
constexpr qsizetype longestKey = 255;

/// Failures that pass are not worth remembering: the same request may succeed later.
bool isWorthKeeping(const Outcome &outcome)
{
    const auto *reply = std::get_if<Reply>(&outcome);
    return !reply || (reply->status < 500 && reply->status != 429 && reply->status != 408);
}

} // namespace

IdempotencyStore::IdempotencyStore(const Clock &clock)
    : m_clock(clock)
{
}

bool IdempotencyStore::begin(const CallPtr &call, const QByteArray &scope, const QByteArray &key,
                             const QByteArray &fingerprint, Replay replay)
{
    if (key.size() > longestKey) {
        call->fail(makeError(ErrorCode::BadRequest,
                             u"An Idempotency-Key has at most %1 characters."_s.arg(longestKey)));
        return false;
    }
    forgetOld(scope);
    const Key name { scope, key };
    if (auto it = m_entries.find(name); it != m_entries.end()) {
        if (it->fingerprint != fingerprint)
            call->fail(makeError(ErrorCode::IdempotencyMismatch));
        else if (it->outcome)
            replay(*it->outcome);
        else
            it->waiting.append(std::move(replay));
        return false;
    }
    Entry entry;
    entry.fingerprint = fingerprint;
    entry.begun = m_clock.monotonic();
    entry.serial = ++m_serial;
    m_entries.insert(name, entry);
    m_order.append({ name, entry.serial });
    call->onReply
        = [this, name, serial = m_serial](const Reply &reply) { finish(name, serial, reply); };
    // What counts from then on is the answer itself, not how the first client read it.
    call->onAnswerStarted = [this, name, serial = m_serial,
                             weak = call->weak_from_this()](const StartedAnswer &started) {
        if (const CallPtr first = weak.lock())
            first->onReply = nullptr;
        finish(name, serial, started);
    };
    return true;
}

void IdempotencyStore::finish(const Key &key, qint64 serial, const Outcome &outcome)
{
    auto it = m_entries.find(key);
    if (it == m_entries.end() || it->serial != serial)
        return;
    const QList<Replay> waiting = std::exchange(it->waiting, {});
    if (isWorthKeeping(outcome))
        it->outcome = outcome;
    else
        m_entries.erase(it);
    for (const Replay &replay : waiting)
        replay(outcome);
}

void IdempotencyStore::forgetOld(const QByteArray &scope)
{
    const auto now = m_clock.monotonic();
    const auto isOfScope = [&scope](const auto &entry) { return entry.first.first == scope; };
    while (!m_order.isEmpty()) {
        const auto it = m_entries.constFind(m_order.first().first);
        const bool isCurrent = it != m_entries.cend() && it->serial == m_order.first().second;
        if (isCurrent && now - it->begun < remembered && m_order.size() < entriesAltogether)
            break;
        if (isCurrent)
            m_entries.erase(it);
        m_order.removeFirst();
    }
    if (std::count_if(m_order.begin(), m_order.end(), isOfScope) < entriesPerScope)
        return;
    const auto oldest = std::find_if(m_order.begin(), m_order.end(), isOfScope);
    m_entries.remove(oldest->first);
    m_order.erase(oldest);
}

} // namespace lokal::api
