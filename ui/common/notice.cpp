#include "ui/common/notice.h"

#include "ui/common/accessible.h"
#include "ui/common/button.h"
#include "ui/common/iconview.h"
#include "ui/common/painting.h"

#include <QEvent>
#include <QHBoxLayout>

using namespace Qt::StringLiterals;

namespace lokal::ui {
namespace {

constexpr int narrowBanner = 640;
constexpr int leastRemaining = 2000;

} // namespace

Banner::Banner(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_row(new QHBoxLayout(this))
    , m_icon(new IconView(theme, u"warning"_s, 17, &Tokens::warn))
    , m_sentence(new Label(theme, text::label, {}, Label::Overflow::Elide))
    , m_remark(new Label(theme, { 13, QFont::Normal, &Tokens::text2 }, {}, Label::Overflow::Elide))
{
    setAccessibleRole(this, QAccessible::AlertMessage);
    m_row->addWidget(m_icon);
    m_row->addWidget(m_sentence);
    m_row->addWidget(m_remark, 1);
    m_row->addStretch(0);
    followTheme(theme, this, [this] { restyle(); });
}

void Banner::setMessage(const QString &iconName, const QString &sentence, const QString &remark)
{
    const QString whole = u"%1. %2"_s.arg(sentence, remark);
    m_icon->setIconName(iconName);
    m_sentence->setText(sentence);
    m_remark->setText(remark);
    if (accessibleName() != whole)
        announce(this, whole); // the same again is no news
}

Button *Banner::addButton(const QString &text)
{
    auto *button = new Button(m_theme, Button::Kind::Ghost, text);
    button->setBoxHeight(32);
    m_row->addWidget(button);
    m_buttons.append({ button, true });
    arrange();
    return button;
}

void Banner::setOffered(const Button *button, bool offered)
{
    for (Offer &offer : m_buttons) {
        if (offer.button == button)
            offer.isMade = offered;
    }
    arrange();
}

/// Narrow: the sentence and one button.
void Banner::arrange()
{
    const bool narrow = width() < m_theme.px(narrowBanner);
    m_remark->setVisible(!narrow);
    bool isFirst = true;
    for (const Offer &offer : std::as_const(m_buttons)) {
        offer.button->setVisible(offer.isMade && (isFirst || !narrow));
        isFirst = isFirst && !offer.isMade;
    }
}

void Banner::restyle()
{
    setFixedHeight(m_theme.px(44));
    m_row->setContentsMargins(m_theme.px(14), 0, m_theme.px(6), 0);
    m_row->setSpacing(m_theme.px(8));
    update();
}

void Banner::resizeEvent(QResizeEvent *event)
{
    arrange();
    QWidget::resizeEvent(event);
}

void Banner::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    drawBox(painter, rect(), m_theme.px(12), m_theme.tokens().warnSoft);
}

WarningCard::WarningCard(const Theme &theme, const QString &title, const QString &sentence,
                         QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_row(new QHBoxLayout(this))
    , m_icon(new IconView(theme, u"warning"_s, 20, &Tokens::warn))
    , m_title(
          new Label(theme, { 13.5, QFont::DemiBold, &Tokens::text }, title, Label::Overflow::Wrap))
    , m_sentence(
          new Label(theme, { 13, QFont::Normal, &Tokens::text2 }, sentence, Label::Overflow::Wrap))
{
    setAccessibleRole(this, QAccessible::AlertMessage);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(0);
    texts->addWidget(m_title);
    texts->addWidget(m_sentence);
    m_row->addWidget(m_icon, 0, Qt::AlignTop);
    m_row->addLayout(texts, 1);
    followTheme(theme, this, [this] {
        const int side = m_theme.px(16);
        m_row->setContentsMargins(side, m_theme.px(11), m_theme.px(12), m_theme.px(11));
        m_row->setSpacing(m_theme.px(12));
        update();
    });
}

void WarningCard::setTexts(const QString &title, const QString &sentence)
{
    m_title->setText(title);
    m_sentence->setText(sentence);
}

Button *WarningCard::setButton(const QString &text)
{
    if (!m_button) {
        m_button = new Button(m_theme, Button::Kind::Plain, text);
        m_button->setBoxHeight(32);
        m_row->addWidget(m_button, 0, Qt::AlignVCenter);
    }
    m_button->setText(text);
    return m_button;
}

void WarningCard::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    drawBox(painter, rect(), m_theme.px(12), m_theme.tokens().warnSoft);
}

Toast::Toast(const Theme &theme, const QString &text, QWidget *window)
    : QWidget(window)
    , m_theme(theme)
    , m_undo(new Button(theme, Button::Kind::Ghost, tr("Undo")))
{
    setAccessibleRole(this, QAccessible::AlertMessage);
    auto *row = new QHBoxLayout(this);
    row->addWidget(new Label(theme, text::body, text, Label::Overflow::Elide), 1);
    row->addWidget(m_undo);
    m_undo->setIconName(u"undo"_s);
    m_undo->setBoxHeight(32);
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, [this] { finish(false); });
    connect(m_undo, &QPushButton::clicked, this, [this] { finish(true); });
    m_undo->installEventFilter(this);
    window->installEventFilter(this);
    followTheme(theme, this, [this, row] {
        row->setContentsMargins(m_theme.px(16), m_theme.px(6), m_theme.px(6), m_theme.px(6));
        row->setSpacing(m_theme.px(12));
        place();
    });
    announce(this, text);
    hide();
}

void Toast::start(int milliseconds)
{
    place();
    show();
    raise();
    m_timer.start(milliseconds);
}

void Toast::expireNow()
{
    finish(false);
}

void Toast::finish(bool undo)
{
    if (m_finished)
        return;
    m_finished = true;
    m_timer.stop();
    hide();
    if (undo)
        Q_EMIT undone();
    else
        Q_EMIT expired();
    deleteLater();
}

void Toast::place()
{
    const QSize room = parentWidget()->size();
    const int border = m_theme.px(16);
    const QSize size(qMin(sizeHint().width(), room.width() - 2 * border), sizeHint().height());
    QPoint below(room.width() / 2, room.height() - m_theme.px(24));
    if (m_above && m_above->isVisible())
        below = m_above->mapTo(parentWidget(), QPoint(m_above->width() / 2, -m_theme.px(12)));
    const int x = qBound(border, below.x() - size.width() / 2,
                         qMax(border, room.width() - border - size.width()));
    setGeometry(QRect(QPoint(x, below.y() - size.height()), size));
}

bool Toast::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize)
        place();
    else if (watched == m_undo && event->type() == QEvent::FocusIn)
        holdTime();
    else if (watched == m_undo && event->type() == QEvent::FocusOut)
        letTimeGoOn();
    return QWidget::eventFilter(watched, event);
}

void Toast::enterEvent(QEnterEvent *event)
{
    holdTime();
    QWidget::enterEvent(event);
}

void Toast::leaveEvent(QEvent *event)
{
    letTimeGoOn();
    QWidget::leaveEvent(event);
}

void Toast::holdTime()
{
    if (m_timer.isActive())
        m_remaining = qMax(m_timer.remainingTime(), leastRemaining);
    m_timer.stop();
}

void Toast::letTimeGoOn()
{
    if (!m_finished && !underMouse() && !m_undo->hasFocus() && !m_timer.isActive()
        && m_remaining > 0)
        m_timer.start(m_remaining);
}

void Toast::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Tokens &t = m_theme.tokens();
    drawBox(painter, rect(), m_theme.px(12), t.raised, t.borderStrong);
}

} // namespace lokal::ui
