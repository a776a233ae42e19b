#pragma once

#include <QObject>
#include <QThreadPool>
#include <QTimer>
#include <QVariant>

#include <atomic>

namespace lokal::ui {

/// What the window remembers between starts: geometry, theme, last chat, drafts. Small; kept in
/// memory and written by another thread half a second after a change, atomically, mode 0600, one
/// state after the other. What could not be written is tried again. GUI thread only.
class WindowState : public QObject
{
    Q_OBJECT
public:
    /// @param file JSON; read once, here. A missing or damaged file is an empty state; the damaged
    /// one is kept beside it, as ".bad".
    explicit WindowState(const QString &file, QObject *parent = nullptr);
    /// Writes what is not written yet and waits for it.
    ~WindowState() override;

    QVariant value(const QString &key, const QVariant &otherwise = {}) const;
    /// A null variant removes the key.
    void setValue(const QString &key, const QVariant &value);

    /// The draft of a chat; session 0 is the chat that does not exist yet.
    QString draft(qint64 user, qint64 session) const;
    void setDraft(qint64 user, qint64 session, const QString &text);

private:
    void load();
    void save();

    const QString m_file;
    QVariantMap m_values;
    QTimer m_saveTimer;
    QThreadPool m_writer; ///< one thread, so that no older state is written last
    std::atomic<bool> m_dirty = false;
};

} // namespace lokal::ui
