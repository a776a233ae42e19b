#pragma once

#include "core/common/ids.h"
#include "ui/shell/windowstate.h"

#include <optional>

namespace lokal::ui {

/// Edits of messages that were begun and are not stored yet, one for each message; they survive
/// another chat, and the end of the program. GUI thread.
class EditDrafts
{
public:
    EditDrafts(WindowState &state, UserId user);

    std::optional<QString> of(SessionId session, MessageId message) const;
    void keep(SessionId session, MessageId message, const QString &text);
    void drop(SessionId session, MessageId message);
    /// The messages of a chat that have one.
    QList<MessageId> in(SessionId session) const;

private:
    QString key(SessionId session) const;
    QVariantMap texts(SessionId session) const;
    void store(SessionId session, const QVariantMap &texts);

    WindowState &m_state;
    const UserId m_user;
};

} // namespace lokal::ui
