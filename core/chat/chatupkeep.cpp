#include "core/chat/chatupkeep.h"

#include "core/common/chain.h"
#include "core/common/log.h"

namespace lokal {
namespace {

constexpr int trashDays = 30;

} // namespace

ChatUpkeep::ChatUpkeep(ChatStore &store, const Clock &clock, QObject *parent)
    : ChatUpkeep(store, clock, Timing {}, parent)
{
}

ChatUpkeep::ChatUpkeep(ChatStore &store, const Clock &clock, const Timing &timing, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_clock(clock)
    , m_timing(timing)
    , m_trashTimer(this) // a child, so that it moves to another thread with us
{
    connect(&m_trashTimer, &QTimer::timeout, this, &ChatUpkeep::emptyTrash);
}

Future<Done> ChatUpkeep::start()
{
    emptyTrash();
    m_trashTimer.start(m_timing.betweenEmptyings);
    return andThen(m_store.newestMessage(), this, [this](MessageId newest) -> Status {
        endOrphans(newest); // nobody waits for it: readers see them as interrupted already
        return Done {};
    });
}

void ChatUpkeep::endOrphans(MessageId last)
{
    m_store.interruptOrphans(last).then(this, [this, last](const Result<int> &count) {
        if (count && *count > 0)
            qCInfo(logChat) << "marked" << *count << "answers as interrupted";
        if (!count && count.error().code != ErrorCode::StorageReadOnly)
            QTimer::singleShot(m_timing.nextAttempt, this, [this, last] { endOrphans(last); });
    });
}

void ChatUpkeep::emptyTrash()
{
    emptyNext(m_clock.nowUtc().addDays(-trashDays));
}

/// One chat at a time, so that nobody's writes wait for all of them.
void ChatUpkeep::emptyNext(const QDateTime &beforeUtc)
{
    m_store.purgeTrash(beforeUtc).then(this, [this, beforeUtc](const Result<int> &count) {
        if (!count || *count == 0)
            return;
        qCInfo(logStorage) << "removed a chat that was long in the trash";
        emptyNext(beforeUtc);
    });
}

} // namespace lokal
