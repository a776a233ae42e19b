#pragma once

#include "core/common/ids.h"

#include <QHash>
#include <QObject>

#include <deque>
#include <functional>
#include <memory>

namespace lokal::api {

/// Lets each user have one thing at a time: who asks for many large lists at once waits for their
/// own, and everybody else is served in between. Engine thread only.
class Turns : public QObject
{
    Q_OBJECT
public:
    /// Whoever holds it has the turn.
    using Turn = std::shared_ptr<void>;
    using Begin = std::function<void(const Turn &)>;

    using QObject::QObject;

    /// Calls `begin` at once, or when those before have let go of their turns.
    void take(UserId user, Begin begin);

private:
    Turn turnOf(UserId user);
    void next(UserId user);

    QHash<UserId, std::deque<Begin>> m_waiting; ///< of users who have a turn
};

} // namespace lokal::api
