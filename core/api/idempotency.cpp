#include "core/api/idempotency.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace lokal::api {
namespace {

constexpr auto remembered = 24h;
constexpr qint64 bytesAltogether = 16 << 20;
constexpr qint64 bytesPerScope = bytesAltogether / 4;
constexpr qint64 bytesOfAnEntry = 256; // beside its texts
constexpr qsizetype smallBody = 1024; // kept as it is; of larger ones their place, if they have one
constexpr qsizetype largestBody = 64 * 1024;
constexpr qsizetype longestKey = 255;

QByteArray locationOf(const Reply &reply)
{
    const auto header = std::find_if(reply.headers.begin(), reply.headers.end(),
                                     [](const HttpHeader &one) { return one.name == "Location"; });
    return header == reply.headers.end() ? QByteArray() : header->value;
}

/// What is kept of an outcome; nullopt when a repeated request shall be tried afresh.
std::optional<Outcome> keptOf(const Outcome &outcome)
{
    const auto *reply = std::get_if<Reply>(&outcome);
    if (!reply)
        return outcome;
    // Failures that pass are not worth remembering: the same request may succeed later.
    if (reply->status >= 500 || reply->status == 429 || reply->status == 408)
        return std::nullopt;
    if (reply->body.size() <= smallBody)
        return outcome;
    if (const QByteArray location = locationOf(*reply); !location.isEmpty())
        return MadeObject { location };
    return reply->body.size() <= largestBody ? std::optional(outcome) : std::nullopt;
}

qint64 bytesOf(const Outcome &outcome)
{
    if (const auto *made = std::get_if<MadeObject>(&outcome))
        return made->location.size();
    const auto *reply = std::get_if<Reply>(&outcome);
    if (!reply)
        return 0;
    qint64 bytes = reply->body.size();
    for (const HttpHeader &header : reply->headers)
        bytes += header.name.size() + header.value.size();
    return bytes;
}

} // namespace

IdempotencyStore::IdempotencyStore(const Clock &clock)
    : m_clock(clock)
{
}

bool IdempotencyStore::begin(const CallPtr &call, const QByteArray &scope, const QByteArray &key,
                             const QByteArray &fingerprint, Replay replay)
{
    if (key.isEmpty() || key.size() > longestKey) {
        call->fail(makeError(ErrorCode::BadRequest,
                             u"An Idempotency-Key has 1 to %1 characters."_s.arg(longestKey)));
        return false;
    }
    Shelf &shelf = m_shelves[scope];
    forgetExpired(shelf);
    if (auto it = shelf.entries.find(key); it != shelf.entries.end()) {
        if (it->fingerprint != fingerprint) {
            call->fail(makeError(ErrorCode::IdempotencyMismatch));
        } else if (it->outcome) {
            const Outcome outcome = *it->outcome;
            replay(outcome);
        } else {
            it->waiting.append(std::move(replay));
        }
        return false;
    }
    Entry entry;
    entry.fingerprint = fingerprint;
    entry.begun = m_clock.monotonic();
    entry.serial = ++m_serial;
    entry.bytes = bytesOfAnEntry + 2 * key.size() + fingerprint.size();
    shelf.bytes += entry.bytes;
    m_bytes += entry.bytes;
    shelf.entries.insert(key, entry);
    shelf.order.append({ key, entry.serial });
    watch(call, scope, key, entry.serial);
    makeRoom(scope);
    return true;
}

void IdempotencyStore::watch(const CallPtr &call, const QByteArray &scope, const QByteArray &key,
                             qint64 serial)
{
    call->onReply
        = [this, scope, key, serial](const Reply &reply) { finish(scope, key, serial, reply); };
    // What counts from then on is the answer itself, not how the first client read it.
    call->onAnswerStarted
        = [this, scope, key, serial, weak = call->weak_from_this()](const StartedAnswer &started) {
              if (const CallPtr first = weak.lock())
                  first->onReply = nullptr;
              finish(scope, key, serial, started);
          };
}

void IdempotencyStore::finish(const QByteArray &scope, const QByteArray &key, qint64 serial,
                              const Outcome &outcome)
{
    Shelf &shelf = m_shelves[scope];
    auto it = shelf.entries.find(key);
    if (it == shelf.entries.end() || it->serial != serial)
        return;
    const QList<Replay> waiting = std::exchange(it->waiting, {});
    if (auto kept = keptOf(outcome)) {
        const qint64 bytes = bytesOf(*kept);
        it->outcome = std::move(kept);
        it->bytes += bytes;
        shelf.bytes += bytes;
        m_bytes += bytes;
        makeRoom(scope);
    } else {
        remove(shelf, key);
    }
    for (const Replay &replay : waiting)
        replay(outcome);
}

void IdempotencyStore::remove(Shelf &shelf, const QByteArray &key)
{
    const Entry entry = shelf.entries.take(key);
    shelf.bytes -= entry.bytes;
    m_bytes -= entry.bytes;
}

void IdempotencyStore::forgetExpired(Shelf &shelf)
{
    const auto now = m_clock.monotonic();
    while (!shelf.order.isEmpty()) {
        const auto &[key, serial] = shelf.order.first();
        const auto it = shelf.entries.constFind(key);
        const bool isCurrent = it != shelf.entries.cend() && it->serial == serial;
        if (isCurrent && (!it->outcome || now - it->begun < remembered))
            return;
        if (isCurrent)
            remove(shelf, QByteArray(key));
        shelf.order.removeFirst();
    }
}

/// False when all that is left is awaited.
bool IdempotencyStore::forgetOldest(Shelf &shelf)
{
    for (qsizetype i = 0; i < shelf.order.size();) {
        const auto [key, serial] = shelf.order.at(i);
        const auto it = shelf.entries.constFind(key);
        const bool isCurrent = it != shelf.entries.cend() && it->serial == serial;
        if (isCurrent && !it->outcome) {
            ++i;
            continue;
        }
        shelf.order.removeAt(i);
        if (!isCurrent)
            continue;
        remove(shelf, key);
        return true;
    }
    return false;
}

void IdempotencyStore::makeRoom(const QByteArray &scope)
{
    Shelf &own = m_shelves[scope];
    while (own.bytes > bytesPerScope && forgetOldest(own)) { }
    while (m_bytes > bytesAltogether) {
        const auto fullest
            = std::max_element(m_shelves.begin(), m_shelves.end(),
                               [](const Shelf &a, const Shelf &b) { return a.bytes < b.bytes; });
        if (!forgetOldest(*fullest))
            return;
        if (fullest->entries.isEmpty() && fullest.key() != scope)
            m_shelves.erase(fullest);
    }
}

} // namespace lokal::api
