#include "ui/common/passwordfield.h"

#include "ui/common/iconbutton.h"
#include "ui/common/painting.h"

#include <QBoxLayout>
#include <QKeyEvent>

using namespace Qt::StringLiterals;

namespace lokal::ui {

PasswordField::PasswordField(const Theme &theme, const QString &label, QWidget *parent)
    : LineField(theme, label, parent)
    , m_eye(new IconButton(theme, u"eye"_s, {}, edit()))
    , m_capsLine(new Label(theme, { 12.5, QFont::Normal, &Tokens::warn }, tr("Caps lock is on")))
{
    m_eye->setBoxSize(28, 16);
    m_eye->setCursor(Qt::ArrowCursor);
    edit()->setInputMethodHints(Qt::ImhHiddenText | Qt::ImhSensitiveData | Qt::ImhNoPredictiveText
                                | Qt::ImhNoAutoUppercase);
    edit()->installEventFilter(this);
    column()->addWidget(m_capsLine);
    m_capsLine->hide();
    connect(m_eye, &QToolButton::clicked, this, [this] { setRevealed(!isRevealed()); });
    setRevealed(false);
    followTheme(theme, this, [this] { PasswordField::restyle(); });
}

bool PasswordField::isRevealed() const
{
    return edit()->echoMode() == QLineEdit::Normal;
}

void PasswordField::setRevealed(bool revealed)
{
    edit()->setEchoMode(revealed ? QLineEdit::Normal : QLineEdit::Password);
    m_eye->setIconName(revealed ? u"eye-off"_s : u"eye"_s);
    m_eye->setName(revealed ? tr("Hide password") : tr("Show password"));
}

void PasswordField::restyle()
{
    LineField::restyle();
    edit()->setTextMargins(0, 0, theme().px(28), 0);
    placeEye();
}

void PasswordField::placeEye()
{
    m_eye->resize(m_eye->sizeHint());
    const int gap = (edit()->height() - m_eye->height()) / 2;
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    m_eye->move(mirrored ? gap : edit()->width() - m_eye->width() - gap, gap);
}

void PasswordField::noticeCapsLock(const QKeyEvent &event)
{
    const QString typed = event.text();
    if (event.key() == Qt::Key_CapsLock) {
        // Pressed while on: it goes off. While off nobody knows, the next letter tells.
        m_capsLock = false;
    } else if (typed.size() == 1 && typed[0].isLetter() && typed[0].toLower() != typed[0].toUpper()
               && !(event.modifiers() & (Qt::ControlModifier | Qt::AltModifier))) {
        const bool shift = event.modifiers() & Qt::ShiftModifier;
        m_capsLock = typed[0].isUpper() != shift;
    }
    m_capsLine->setVisible(m_capsLock);
}

bool PasswordField::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == edit()) {
        if (event->type() == QEvent::Resize)
            placeEye();
        else if (event->type() == QEvent::KeyPress)
            noticeCapsLock(*static_cast<QKeyEvent *>(event));
        else if (event->type() == QEvent::FocusOut)
            m_capsLine->hide();
    }
    return LineField::eventFilter(watched, event);
}

} // namespace lokal::ui
