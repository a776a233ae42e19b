#pragma once

#include "ui/shell/backend.h"

#include <QAbstractListModel>
#include <QDate>
#include <QHash>
#include <QSet>

namespace lokal::ui {

/// The title under which a session stands: "Pinned", "Today" … "October 2025".
QString sessionGroup(const ChatSession &session, const QDate &today);

/// The sessions of one user, newest first, pinned ones on top; loads more as one scrolls. Follows
/// what changes elsewhere.
class SessionListModel : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role
    {
        IdRole = Qt::UserRole + 1, ///< qint64
        GroupRole, ///< QString
        MarkRole, ///< Mark as int
        PinnedRole,
    };
    enum class Mark
    {
        None,
        Running,
        Unread, ///< an answer was finished while another chat was open
        Failed,
    };

    SessionListModel(const Backend &backend, const Principal &who, QObject *parent = nullptr);

    void setQuery(const QString &query);
    QString query() const { return m_query; }
    /// The chat that is open: what it brings has been seen.
    void setOpen(SessionId session);
    SessionId openSession() const { return m_open; }
    /// Takes a session out of sight until it is shown again or really gone.
    void setHidden(SessionId session, bool hidden);
    const ChatSession *session(const QModelIndex &index) const;
    QModelIndex indexOf(SessionId session) const;
    int runningCount() const { return int(m_running.size()); }
    int waitingCount() const;
    bool isLoaded() const { return m_loaded; }

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

Q_SIGNALS:
    void loaded();
    void runningChanged();
    void failed(const lokal::Error &error);

private:
    void reload();
    void loadPage(qint64 offset);
    void refresh(SessionId id);
    void put(const ChatSession &session);
    void take(SessionId id);
    bool belongs(const ChatSession &session) const;
    int rowOf(SessionId id) const;
    void onRunningChanged(SessionId session, bool isRunning);
    void loadRunning();
    void judgeEnd(SessionId session);
    void setMark(SessionId session, Mark mark);
    Mark markOf(SessionId session) const;
    void touch(SessionId session);

    const Backend m_backend;
    const Principal m_who;
    QList<ChatSession> m_sessions;
    QHash<SessionId, int> m_running; ///< with the place in the queue, 0: not waiting
    QHash<SessionId, Mark> m_marks;
    QSet<SessionId> m_hidden;
    QString m_query;
    SessionId m_open;
    qint64 m_total = 0;
    qint64 m_fetched = 0;
    bool m_loading = false;
    bool m_loaded = false;
    quint64 m_runningRound = 0;
    quint64 m_round = 0; ///< grows with each reload; answers to older questions are dropped
};

} // namespace lokal::ui
