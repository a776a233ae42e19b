#include "ui/chat/editdrafts.h"

using namespace Qt::StringLiterals;

namespace lokal::ui {

EditDrafts::EditDrafts(WindowState &state, UserId user)
    : m_state(state)
    , m_user(user)
{
}

QString EditDrafts::key(SessionId session) const
{
    return u"edit/%1/%2"_s.arg(m_user.value).arg(session.value);
}

QVariantMap EditDrafts::texts(SessionId session) const
{
    return m_state.value(key(session)).toMap();
}

void EditDrafts::store(SessionId session, const QVariantMap &texts)
{
    m_state.setValue(key(session), texts.isEmpty() ? QVariant() : QVariant(texts));
}

std::optional<QString> EditDrafts::of(SessionId session, MessageId message) const
{
    const QVariantMap all = texts(session);
    const auto found = all.constFind(QString::number(message.value));
    return found == all.cend() ? std::nullopt : std::optional(found->toString());
}

void EditDrafts::keep(SessionId session, MessageId message, const QString &text)
{
    QVariantMap all = texts(session);
    all.insert(QString::number(message.value), text);
    store(session, all);
}

void EditDrafts::drop(SessionId session, MessageId message)
{
    QVariantMap all = texts(session);
    if (all.remove(QString::number(message.value)) > 0)
        store(session, all);
}

QList<MessageId> EditDrafts::in(SessionId session) const
{
    QList<MessageId> messages;
    const QVariantMap all = texts(session);
    for (auto it = all.cbegin(); it != all.cend(); ++it)
        messages.append(MessageId { it.key().toLongLong() });
    return messages;
}

} // namespace lokal::ui
