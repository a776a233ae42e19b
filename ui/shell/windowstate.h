#pragma once

#include <QObject>
#include <QTimer>
#include <QVariant>

namespace lokal::ui {

/// What the window remembers between starts: geometry, theme, last chat, drafts. Small; kept in
/// memory and written by another thread half a second after a change, atomically, mode 0600.
/// GUI thread only.
class WindowState : public QObject
{
    Q_OBJECT
public:
    /// @param file JSON; read once, here. A missing or damaged file is an empty state.
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
    void save();

    QString m_file;
    QVariantMap m_values;
    QTimer m_saveTimer;
    bool m_dirty = false;
};

} // namespace lokal::ui
