#include "ui/chat/composeredit.h"

#include "ui/common/painting.h"

#include <QKeyEvent>
#include <QTextDocument>

namespace lokal::ui {
namespace {

constexpr int mostLines = 8;

} // namespace

ComposerEdit::ComposerEdit(const Theme &theme, QWidget *parent)
    : PlainEdit(parent)
    , m_theme(theme)
{
    setProperty("lokalBare", true);
    setTabChangesFocus(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    document()->setDocumentMargin(0);
    setAccessibleName(tr("Message"));
    connect(this, &QPlainTextEdit::textChanged, this, [this] { updateOverflow(); });
    followTheme(theme, this, [this] { restyle(); });
}

void ComposerEdit::restyle()
{
    setFont(m_theme.textFont(15));
    fitPlaceholder();
    updateGeometry();
}

// The plain text layout counts in lines, wrapped ones included.
int ComposerEdit::lines() const
{
    return qBound(1, qRound(document()->size().height()), m_mostLines);
}

void ComposerEdit::setMostHeight(int pixels)
{
    m_mostLines = qBound(1, pixels / qMax(1, fontMetrics().lineSpacing()), mostLines);
    updateOverflow();
}

void ComposerEdit::setPlaceholder(const QString &text)
{
    m_placeholder = text;
    fitPlaceholder();
}

// Qt would wrap it into lines that have no room.
void ComposerEdit::fitPlaceholder()
{
    const QString shown
        = fontMetrics().elidedText(m_placeholder, Qt::ElideRight, viewport()->width());
    if (shown == placeholderText())
        return;
    setPlaceholderText(shown);
    viewport()->update(); // Qt 6.4 repaints only when the placeholder comes or goes
}

void ComposerEdit::updateOverflow()
{
    const bool overflows = document()->size().height() > m_mostLines + 0.5;
    setVerticalScrollBarPolicy(overflows ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
    updateGeometry();
}

QSize ComposerEdit::sizeHint() const
{
    return QSize(m_theme.px(400), lines() * fontMetrics().lineSpacing() + m_theme.px(2));
}

QSize ComposerEdit::minimumSizeHint() const
{
    return QSize(m_theme.px(80), sizeHint().height());
}

void ComposerEdit::keyPressEvent(QKeyEvent *event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    const Qt::KeyboardModifiers breaks = Qt::ShiftModifier | Qt::AltModifier;
    if (isEnter && !m_composing && !(event->modifiers() & breaks)) {
        event->accept();
        return Q_EMIT submitted();
    }
    if (isEnter && (event->modifiers() & breaks)) {
        insertPlainText(QStringLiteral("\n"));
        return ensureCursorVisible();
    }
    if (event->key() == Qt::Key_Up && document()->isEmpty() && !m_composing) {
        event->accept();
        return Q_EMIT recallWanted();
    }
    if (event->key() == Qt::Key_Escape)
        return event->ignore(); // stops the answer, one level up
    PlainEdit::keyPressEvent(event);
}

void ComposerEdit::inputMethodEvent(QInputMethodEvent *event)
{
    m_composing = !event->preeditString().isEmpty();
    PlainEdit::inputMethodEvent(event);
}

void ComposerEdit::focusInEvent(QFocusEvent *event)
{
    PlainEdit::focusInEvent(event);
    Q_EMIT focusChanged();
}

void ComposerEdit::focusOutEvent(QFocusEvent *event)
{
    m_composing = false;
    PlainEdit::focusOutEvent(event);
    Q_EMIT focusChanged();
}

void ComposerEdit::resizeEvent(QResizeEvent *event)
{
    PlainEdit::resizeEvent(event);
    updateOverflow();
    fitPlaceholder();
}

} // namespace lokal::ui
