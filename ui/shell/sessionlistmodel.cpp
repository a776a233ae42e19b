#include "ui/shell/sessionlistmodel.h"

#include "ui/common/answered.h"
#include "ui/common/visibletext.h"

#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lokal::ui {
namespace {

constexpr int pageSize = 100;

QDateTime lastTime(const ChatSession &session)
{
    return session.lastMessageAtUtc.isValid() ? session.lastMessageAtUtc : session.createdAtUtc;
}

// The order of the core's lists.
bool comesBefore(const ChatSession &a, const ChatSession &b)
{
    if (a.pinned != b.pinned)
        return a.pinned;
    if (lastTime(a) != lastTime(b))
        return lastTime(a) > lastTime(b);
    return a.id > b.id;
}

} // namespace

QString sessionGroup(const ChatSession &session, const QDate &today)
{
    if (session.pinned)
        return SessionListModel::tr("Pinned");
    const QDate day = lastTime(session).toLocalTime().date();
    const qint64 ago = day.daysTo(today);
    if (ago <= 0)
        return SessionListModel::tr("Today");
    if (ago == 1)
        return SessionListModel::tr("Yesterday");
    if (ago <= 7)
        return SessionListModel::tr("Previous 7 days");
    // Month and year above a group of chats.
    return QLocale().toString(day, day.year() == today.year() ? u"MMMM"_s : u"MMMM yyyy"_s);
}

SessionListModel::SessionListModel(const Backend &backend, const Principal &who, QObject *parent)
    : QAbstractListModel(parent)
    , m_backend(backend)
    , m_who(who)
{
    // Signals of the core come from another thread.
    connect(
        &backend.sessions, &Sessions::changed, this,
        [this](UserId owner, SessionId session) {
            if (owner != m_who.user)
                return;
            if (session.isValid())
                refresh(session);
            else
                reload();
        },
        Qt::QueuedConnection);
    connect(
        &backend.sessions, &Sessions::removed, this,
        [this](UserId owner, SessionId session) {
            if (owner == m_who.user)
                take(session);
        },
        Qt::QueuedConnection);
    connect(
        &backend.chat, &Chat::runningChanged, this,
        [this](UserId owner, SessionId session, bool isRunning) {
            if (owner == m_who.user)
                onRunningChanged(session, isRunning);
        },
        Qt::QueuedConnection);
    reload();
    loadRunning();
}

void SessionListModel::setQuery(const QString &query)
{
    if (m_query == query.trimmed())
        return;
    m_query = query.trimmed();
    reload();
}

void SessionListModel::setOpen(SessionId session)
{
    const SessionId before = m_open;
    m_open = session;
    m_marks.remove(session);
    touch(before);
    touch(session);
}

void SessionListModel::setHidden(SessionId session, bool hidden)
{
    if (hidden) {
        m_hidden.insert(session);
        take(session);
    } else if (m_hidden.remove(session)) {
        refresh(session);
    }
}

int SessionListModel::waitingCount() const
{
    return int(
        std::count_if(m_running.cbegin(), m_running.cend(), [](int place) { return place > 0; }));
}

const ChatSession *SessionListModel::session(const QModelIndex &index) const
{
    return index.isValid() && index.row() < m_sessions.size() ? &m_sessions[index.row()] : nullptr;
}

int SessionListModel::rowOf(SessionId id) const
{
    for (int i = 0; i < m_sessions.size(); ++i) {
        if (m_sessions[i].id == id)
            return i;
    }
    return -1;
}

QModelIndex SessionListModel::indexOf(SessionId session) const
{
    const int row = rowOf(session);
    return row < 0 ? QModelIndex() : index(row);
}

// Loading.

void SessionListModel::reload()
{
    ++m_round;
    m_loading = false;
    loadPage(0);
}

void SessionListModel::loadPage(qint64 offset)
{
    if (m_loading)
        return;
    m_loading = true;
    SessionFilter filter;
    filter.query = m_query;
    whenAnswered(m_backend.sessions.list(m_who, filter, { pageSize, offset }), this,
                 [this, offset, round = m_round](const Result<Page<ChatSession>> &page) {
                     if (round != m_round)
                         return;
                     m_loading = false;
                     if (!page)
                         return Q_EMIT failed(page.error());
                     m_total = page->total;
                     m_fetched = offset + page->items.size();
                     if (offset == 0) {
                         beginResetModel();
                         m_sessions.clear();
                         std::copy_if(
                             page->items.cbegin(), page->items.cend(),
                             std::back_inserter(m_sessions),
                             [this](const ChatSession &session) { return belongs(session); });
                         endResetModel();
                     } else {
                         for (const ChatSession &session : page->items)
                             put(session);
                     }
                     m_loaded = true;
                     Q_EMIT loaded();
                 });
}

bool SessionListModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && !m_loading && m_fetched < m_total;
}

void SessionListModel::fetchMore(const QModelIndex &parent)
{
    if (canFetchMore(parent))
        loadPage(m_fetched);
}

bool SessionListModel::belongs(const ChatSession &session) const
{
    return !session.trashedAtUtc.isValid() && !session.archived && !m_hidden.contains(session.id)
        && session.name.contains(m_query, Qt::CaseInsensitive);
}

void SessionListModel::refresh(SessionId id)
{
    whenAnswered(m_backend.sessions.get(m_who, id), this,
                 [this, id](const Result<ChatSession> &session) {
                     if (!session || !belongs(*session))
                         take(id);
                     else
                         put(*session);
                 });
}

void SessionListModel::put(const ChatSession &session)
{
    if (!belongs(session))
        return;
    const int old = rowOf(session.id);
    int place = 0;
    while (place < m_sessions.size() && (place == old || comesBefore(m_sessions[place], session)))
        ++place;
    if (old < 0) {
        beginInsertRows({}, place, place);
        m_sessions.insert(place, session);
        endInsertRows();
    } else {
        if (place != old && place != old + 1) {
            beginMoveRows({}, old, old, {}, place);
            m_sessions.move(old, place > old ? place - 1 : place);
            endMoveRows();
        }
        m_sessions[rowOf(session.id)] = session;
        touch(session.id);
    }
    // The titles of groups are drawn by their first rows, which may be others now.
    if (!m_sessions.isEmpty())
        Q_EMIT dataChanged(index(0), index(int(m_sessions.size()) - 1), { GroupRole });
}

void SessionListModel::take(SessionId id)
{
    const int row = rowOf(id);
    if (row < 0)
        return;
    beginRemoveRows({}, row, row);
    m_sessions.removeAt(row);
    endRemoveRows();
    // What comes behind moves up: the next page begins one earlier. What is then fetched twice is
    // put where it is.
    m_fetched = qMax<qint64>(0, m_fetched - 1);
    if (!m_sessions.isEmpty())
        Q_EMIT dataChanged(index(0), index(int(m_sessions.size()) - 1), { GroupRole });
}

// Marks.

void SessionListModel::loadRunning()
{
    // Only the newest answer counts: an older one may tell of an answer that ended meanwhile.
    const quint64 round = ++m_runningRound;
    whenAnswered(m_backend.chat.running(m_who), this,
                 [this, round](const Result<QList<RunningAnswer>> &running) {
                     if (!running || round != m_runningRound)
                         return;
                     m_running.clear();
                     for (const RunningAnswer &answer : *running)
                         m_running.insert(answer.session, answer.queuePosition);
                     for (const RunningAnswer &answer : *running)
                         touch(answer.session);
                     Q_EMIT runningChanged();
                 });
}

void SessionListModel::onRunningChanged(SessionId session, bool isRunning)
{
    if (isRunning) {
        m_marks.remove(session);
        if (!m_running.contains(session))
            m_running.insert(session, 0);
    } else if (m_running.remove(session) > 0 && session != m_open) {
        judgeEnd(session);
    }
    loadRunning(); // the places in the queue are others now
    touch(session);
    Q_EMIT runningChanged();
}

void SessionListModel::judgeEnd(SessionId session)
{
    MessagePage last;
    last.limit = 1;
    last.newest = true;
    whenAnswered(m_backend.sessions.messages(m_who, session, last), this,
                 [this, session](const Result<Page<ChatMessage>> &page) {
                     if (!page || page->items.isEmpty() || session == m_open)
                         return;
                     setMark(session,
                             page->items.constLast().state == MessageState::Failed ? Mark::Failed
                                                                                   : Mark::Unread);
                 });
}

void SessionListModel::setMark(SessionId session, Mark mark)
{
    m_marks.insert(session, mark);
    touch(session);
}

SessionListModel::Mark SessionListModel::markOf(SessionId session) const
{
    return m_running.contains(session) ? Mark::Running : m_marks.value(session, Mark::None);
}

void SessionListModel::touch(SessionId session)
{
    const QModelIndex at = indexOf(session);
    if (at.isValid())
        Q_EMIT dataChanged(at, at);
}

// The model.

int SessionListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_sessions.size());
}

QVariant SessionListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ChatSession &session = m_sessions[index.row()];
    const Mark mark = markOf(session.id);
    switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole:
        return session.name == defaultSessionName() ? tr("New chat") : session.name;
    case Qt::AccessibleTextRole: {
        const QString name = visibleText(data(index, Qt::DisplayRole).toString());
        switch (mark) {
        case Mark::Running:
            return tr("%1, an answer is being written").arg(name);
        case Mark::Unread:
            return tr("%1, new answer").arg(name);
        case Mark::Failed:
            return tr("%1, the answer failed").arg(name);
        case Mark::None:
            return name;
        }
        return name;
    }
    case IdRole:
        return session.id.value;
    case GroupRole:
        return sessionGroup(session, QDate::currentDate());
    case MarkRole:
        return int(mark);
    case PinnedRole:
        return session.pinned;
    default:
        return {};
    }
}

bool SessionListModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    const ChatSession *renamed = session(index);
    const QString name = value.toString().trimmed();
    if (!renamed || role != Qt::EditRole || name.isEmpty()
        || name == data(index, Qt::EditRole).toString())
        return false;
    SessionChange change;
    change.name = name;
    const SessionId id = renamed->id;
    m_sessions[index.row()].name = name; // shown at once; the stored name follows
    Q_EMIT dataChanged(index, index);
    whenAnswered(m_backend.sessions.update(m_who, id, change), this,
                 [this, id](const Result<ChatSession> &stored) {
                     if (!stored)
                         Q_EMIT failed(stored.error());
                     refresh(id);
                 });
    return true;
}

Qt::ItemFlags SessionListModel::flags(const QModelIndex &index) const
{
    return index.isValid()
        ? Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsEditable | Qt::ItemNeverHasChildren
        : Qt::NoItemFlags;
}

} // namespace lokal::ui
