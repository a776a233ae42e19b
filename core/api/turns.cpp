#include "core/api/turns.h"

#include <QPointer>

namespace lokal::api {

void Turns::take(UserId user, Begin begin)
{
    if (const auto waiting = m_waiting.find(user); waiting != m_waiting.end()) {
        waiting->push_back(std::move(begin));
        return;
    }
    m_waiting.insert(user, {});
    begin(turnOf(user));
}

Turns::Turn Turns::turnOf(UserId user)
{
    // Not at once: whoever lets go is in the middle of an answer, and other people's input comes
    // before the next one.
    return Turn(this, [turns = QPointer(this), user](void *) {
        if (turns)
            QMetaObject::invokeMethod(
                turns, [turns, user] { turns->next(user); }, Qt::QueuedConnection);
    });
}

void Turns::next(UserId user)
{
    const auto waiting = m_waiting.find(user);
    if (waiting->empty()) {
        m_waiting.erase(waiting);
        return;
    }
    const Begin begin = std::move(waiting->front());
    waiting->pop_front();
    begin(turnOf(user));
}

} // namespace lokal::api
