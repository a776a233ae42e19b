#include "ui/shell/overlaycard.h"

#include "ui/common/label.h"
#include "ui/common/painting.h"
#include "ui/common/popup.h"

#include <QApplication>
#include <QKeyEvent>
#include <QVBoxLayout>

namespace lokal::ui {

OverlayCard::OverlayCard(const Theme &theme, const QString &title, int width, QWidget *window)
    : QWidget(window)
    , m_theme(theme)
    , m_width(width)
    , m_card(new QWidget(this))
    , m_content(new QVBoxLayout(m_card))
{
    setObjectName(QStringLiteral("overlayCard"));
    setAccessibleName(title);
    m_content->addWidget(new Label(theme, text::heading, title, Label::Overflow::Wrap));
    window->installEventFilter(this);
    hide();
    followTheme(theme, this, [this] {
        const int side = m_theme.px(24);
        m_content->setContentsMargins(side, m_theme.px(20), side, m_theme.px(20));
        m_content->setSpacing(m_theme.px(12));
        place();
    });
}

OverlayCard *OverlayCard::openIn(const QWidget *window)
{
    const auto cards = window->findChildren<OverlayCard *>();
    for (OverlayCard *card : cards) {
        if (!card->isHidden())
            return card;
    }
    return nullptr;
}

void OverlayCard::open(QWidget *focus)
{
    // One of both has the keys; what opened the popup gets the focus back afterwards.
    const auto popups = window()->findChildren<Popup *>();
    for (Popup *popup : popups)
        popup->closePopup();
    m_before = QApplication::focusWidget();
    place();
    show();
    raise();
    focus->setFocus(Qt::PopupFocusReason);
}

void OverlayCard::closeCard()
{
    if (isHidden())
        return;
    hide();
    if (m_before)
        m_before->setFocus(Qt::PopupFocusReason);
    Q_EMIT closed();
    deleteLater();
}

void OverlayCard::place()
{
    const QRect room = parentWidget()->rect();
    setGeometry(room);
    const int border = m_theme.px(16);
    const int width = qMin(m_theme.px(m_width), room.width() - 2 * border);
    const int wanted = m_content->hasHeightForWidth() ? m_content->totalHeightForWidth(width)
                                                      : m_card->sizeHint().height();
    const int height = qMin(wanted, room.height() - 2 * border);
    m_card->setGeometry((room.width() - width) / 2, (room.height() - height) * 2 / 5, width,
                        height);
}

bool OverlayCard::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize)
        place();
    return QWidget::eventFilter(watched, event);
}

void OverlayCard::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        closeCard();
    event->accept(); // nothing typed in here is meant for what lies below
}

void OverlayCard::mousePressEvent(QMouseEvent *event)
{
    if (!m_card->geometry().contains(event->position().toPoint()))
        closeCard();
}

bool OverlayCard::focusNextPrevChild(bool next)
{
    QList<QWidget *> stops;
    const auto children = m_card->findChildren<QWidget *>();
    for (QWidget *child : children) {
        if (child->focusPolicy() & Qt::TabFocus && child->isEnabled() && child->isVisible())
            stops.append(child);
    }
    if (stops.isEmpty())
        return true;
    const qsizetype now = stops.indexOf(QApplication::focusWidget());
    const qsizetype step = next ? 1 : stops.size() - 1;
    stops[(qMax(qsizetype(0), now) + step) % stops.size()]->setFocus(next ? Qt::TabFocusReason
                                                                          : Qt::BacktabFocusReason);
    return true;
}

void OverlayCard::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Tokens &t = m_theme.tokens();
    painter.fillRect(rect(), QColor(0, 0, 0, m_theme.isDark() ? 120 : 60));
    drawBox(painter, m_card->geometry(), m_theme.px(18), t.raised,
            m_theme.isDark() ? t.borderStrong : t.border);
}

} // namespace lokal::ui
