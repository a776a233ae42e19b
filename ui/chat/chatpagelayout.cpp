// How a ChatPage is laid out, also where there is little room, and the order of its Tab stops.
#include "ui/chat/chatheader.h"
#include "ui/chat/chatpage.h"
#include "ui/chat/composer.h"
#include "ui/chat/emptychat.h"
#include "ui/common/label.h"
#include "ui/common/painting.h"
#include "ui/transcript/transcriptview.h"

#include <QStackedLayout>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace lokal::ui {
namespace {

constexpr int composerWidth = 792;
constexpr int lowPage = 330; // below it the transcript needs the hint line's room

/// What Tab stops at inside a widget, in the order in which it was built.
QList<QWidget *> tabStops(const QWidget *inside)
{
    QList<QWidget *> stops;
    const auto children = inside->findChildren<QWidget *>();
    for (QWidget *child : children) {
        if ((child->focusPolicy() & Qt::TabFocus) && !child->focusProxy())
            stops.append(child);
    }
    return stops;
}

} // namespace

void ChatPage::build()
{
    setObjectName(u"chatPage"_s);
    m_view->setObjectName(u"transcript"_s);
    m_hint->setObjectName(u"hintLine"_s);
    m_hint->setAlignment(Qt::AlignCenter);
    m_anchor->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_anchor->lower();
    m_composer->setMinimumWidth(0);
    m_view->setMinimumHeight(1); // it gives way before the composer does
    m_composerRow->addStretch(0);
    m_composerRow->addWidget(m_composer, 1);
    m_composerRow->addStretch(0);
    m_column->addWidget(m_header);
    m_column->addLayout(m_bannerRow);
    m_column->addLayout(m_stack, 1);
    m_column->addLayout(m_composerRow);
    // A stack shows its first widget at once: as a window of its own while it has no place.
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_view);
    m_column->addWidget(m_hint);
    chainTabs();
}

void ChatPage::setBanner(QWidget *banner)
{
    m_bannerRow->addWidget(banner);
    chainTabs();
}

/// Header, banner, chat, composer: as they stand on the screen, whenever they were made.
void ChatPage::chainTabs()
{
    QList<QWidget *> stops = tabStops(m_header);
    for (int i = 0; i < m_bannerRow->count(); ++i)
        stops += tabStops(m_bannerRow->itemAt(i)->widget());
    stops += tabStops(m_empty);
    stops.append(m_view);
    stops += tabStops(m_view); // an editor in place of a message
    stops += tabStops(m_composer);
    for (qsizetype i = 1; i < stops.size(); ++i)
        setTabOrder(stops[i - 1], stops[i]);
}

bool ChatPage::focusNextPrevChild(bool next)
{
    chainTabs(); // banners and editors come and go
    return QWidget::focusNextPrevChild(next);
}

void ChatPage::restyle()
{
    m_column->setSpacing(0);
    m_bannerRow->setContentsMargins(m_theme.px(16), 0, m_theme.px(16), 0);
    m_composer->setMaximumWidth(m_theme.px(composerWidth));
    m_hint->setContentsMargins(m_theme.px(12), 0, m_theme.px(12), 0);
    arrange();
    m_view->setAnimated(!m_theme.reducedMotion());
    update();
}

bool ChatPage::isLow() const
{
    return height() < m_theme.px(lowPage);
}

/// A low page keeps what one reads and writes; the hint line goes, unless it has news.
void ChatPage::arrange()
{
    const bool low = isLow();
    const bool hinted = !low || m_hasWarning;
    m_hint->setVisible(hinted);
    m_column->setContentsMargins(0, 0, 0, m_theme.px(hinted ? 10 : 4));
    m_composerRow->setContentsMargins(m_theme.px(12), 0, m_theme.px(12), m_theme.px(6));
    m_composer->setCompact(low);
    m_composer->setMostHeight(height() * 2 / 5);
}

void ChatPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void ChatPage::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.tokens().window);
}

} // namespace lokal::ui
