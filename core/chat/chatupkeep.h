#pragma once

#include "core/chat/chatstore.h"
#include "core/common/clock.h"

#include <QObject>
#include <QTimer>

namespace lokal {

/// What the stored chats need without anybody asking: at the start the answers that an earlier
/// process left unfinished are ended (D5), and from time to time old trash is emptied. What the
/// store does not take now (locked, full) is tried again. Engine thread.
class ChatUpkeep : public QObject
{
    Q_OBJECT
public:
    struct Timing
    {
        std::chrono::milliseconds nextAttempt { 5'000 }; ///< after one that failed
        std::chrono::milliseconds betweenEmptyings { 3'600'000 };
    };

    /// Both must outlive it, and what is under way.
    ChatUpkeep(ChatStore &store, const Clock &clock, const Timing &timing,
               QObject *parent = nullptr);
    ChatUpkeep(ChatStore &store, const Clock &clock, QObject *parent = nullptr);

    /// Call once. Finishes when it is known which answers are not of this process: then the first
    /// may begin.
    Future<Done> start();

private:
    void endOrphans(MessageId last);
    void emptyTrash();
    void emptyNext(const QDateTime &beforeUtc);

    ChatStore &m_store;
    const Clock &m_clock;
    const Timing m_timing;
    QTimer m_trashTimer;
};

} // namespace lokal
