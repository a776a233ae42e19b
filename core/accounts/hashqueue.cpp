#include "core/accounts/hashqueue.h"

#include <QHash>
#include <QMutexLocker>

#include <algorithm>

namespace lokal {

HashQueue::HashQueue()
{
    m_pool.setMaxThreadCount(running);
}

HashQueue::~HashQueue()
{
    {
        const QMutexLocker lock(&m_lock);
        m_waiting.clear();
    }
    m_pool.waitForDone();
}

void HashQueue::submit(Piece piece)
{
    if (const std::optional<Piece> refused = enqueue(std::move(piece)))
        refused->refuse();
}

/// Gives back the piece for which there is no room.
std::optional<HashQueue::Piece> HashQueue::enqueue(Piece piece)
{
    const QMutexLocker lock(&m_lock);
    std::optional<Piece> refused;
    if (m_busy + qsizetype(m_waiting.size()) >= running + waiting) {
        refused = takePlaceFor(piece);
        if (!refused)
            return piece;
    }
    m_waiting.push_back(std::move(piece));
    if (m_threads < running) {
        ++m_threads;
        m_pool.start([this] { work(); });
    }
    return refused;
}

/// The latest piece of the stranger who holds most places; none when `piece` has no better claim.
std::optional<HashQueue::Piece> HashQueue::takePlaceFor(const Piece &piece)
{
    QHash<QString, int> places;
    for (const Piece &waits : m_waiting)
        ++places[waits.stranger];
    const int own = places.value(piece.stranger);
    places.remove({}); // accounts keep theirs
    const auto most = std::max_element(places.cbegin(), places.cend());
    if (most == places.cend() || (!piece.stranger.isEmpty() && *most <= own + 1))
        return std::nullopt;
    const auto latest
        = std::find_if(m_waiting.rbegin(), m_waiting.rend(),
                       [&most](const Piece &waits) { return waits.stranger == most.key(); });
    Piece taken = std::move(*latest);
    m_waiting.erase(std::next(latest).base());
    return taken;
}

/// What is to be done next; none: this thread ends.
std::optional<HashQueue::Piece> HashQueue::next()
{
    const QMutexLocker lock(&m_lock);
    if (m_waiting.empty()) {
        --m_threads;
        return std::nullopt;
    }
    auto chosen = std::find_if(m_waiting.begin(), m_waiting.end(),
                               [](const Piece &piece) { return piece.stranger.isEmpty(); });
    if (chosen == m_waiting.end())
        chosen = m_waiting.begin();
    Piece piece = std::move(*chosen);
    m_waiting.erase(chosen);
    ++m_busy;
    return piece;
}

void HashQueue::work()
{
    while (const std::optional<Piece> piece = next()) {
        piece->run();
        const QMutexLocker lock(&m_lock);
        --m_busy;
    }
}

} // namespace lokal
