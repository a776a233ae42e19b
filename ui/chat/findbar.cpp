#include "ui/chat/findbar.h"

#include "ui/common/iconbutton.h"
#include "ui/common/label.h"
#include "ui/common/painting.h"

#include <QAction>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace lokal::ui {

FindBar::FindBar(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_edit(new QLineEdit)
    , m_count(new Label(theme, text::hint))
    , m_previous(new IconButton(theme, u"chevron-up"_s, tr("Previous hit")))
    , m_next(new IconButton(theme, u"chevron-down"_s, tr("Next hit")))
{
    m_edit->setObjectName(u"findText"_s);
    m_edit->setProperty("lokalLook", u"search"_s);
    m_edit->setAccessibleName(tr("Find in this chat"));
    m_edit->setPlaceholderText(tr("Find in this chat"));
    m_edit->installEventFilter(this);
    auto *close = new IconButton(theme, u"close"_s, tr("Close the search"));
    for (IconButton *button : { m_previous, m_next, close })
        button->setBoxSize(28, 16);
    auto *row = new QHBoxLayout(this);
    row->addWidget(m_edit, 1);
    row->addWidget(m_count);
    row->addWidget(m_previous);
    row->addWidget(m_next);
    row->addWidget(close);
    connect(m_edit, &QLineEdit::textChanged, this, &FindBar::queryChanged);
    connect(m_previous, &QToolButton::clicked, this, &FindBar::previous);
    connect(m_next, &QToolButton::clicked, this, &FindBar::next);
    connect(close, &QToolButton::clicked, this, &FindBar::close);
    hide();
    followTheme(theme, this, [this] { restyle(); });
}

void FindBar::restyle()
{
    layout()->setContentsMargins(m_theme.px(6), m_theme.px(5), m_theme.px(5), m_theme.px(5));
    layout()->setSpacing(m_theme.px(4));
    m_edit->setFixedHeight(m_theme.px(28));
    m_edit->setFont(m_theme.textFont(13.5));
    const auto actions = m_edit->actions();
    for (QAction *action : actions)
        delete action;
    m_edit->addAction(new QAction(m_theme.icon(u"search"_s), QString(), m_edit),
                      QLineEdit::LeadingPosition);
    m_count->setMinimumWidth(m_theme.px(64));
    m_count->setAlignment(Qt::AlignCenter);
    setFixedHeight(m_theme.px(38));
    update();
}

void FindBar::open()
{
    show();
    m_edit->setFocus(Qt::ShortcutFocusReason);
    m_edit->selectAll();
    Q_EMIT queryChanged(m_edit->text());
}

void FindBar::close()
{
    if (isHidden())
        return;
    hide();
    Q_EMIT closed();
}

void FindBar::setFound(int count, int current)
{
    m_found = count;
    m_current = current;
    showCount();
}

void FindBar::setSearching(bool searching)
{
    m_searching = searching;
    showCount();
}

void FindBar::showCount()
{
    const QString current = QLocale().toString(m_current + 1);
    const QString found = QLocale().toString(m_found);
    QString text;
    if (m_edit->text().isEmpty())
        text.clear();
    else if (m_found == 0)
        text = m_searching ? tr("searching…") : tr("no hits");
    else if (m_searching)
        //: Search hits: which one of how many so far; there may be more.
        text = tr("%1 of %2+").arg(current, found);
    else
        //: Search hits: which one of how many.
        text = tr("%1 of %2").arg(current, found);
    m_count->setText(text);
    m_previous->setEnabled(m_found > 0);
    m_next->setEnabled(m_found > 0);
}

bool FindBar::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_edit && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
            if (key->modifiers() & Qt::ShiftModifier)
                Q_EMIT previous();
            else
                Q_EMIT next();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void FindBar::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        return close();
    QWidget::keyPressEvent(event);
}

void FindBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    drawBox(painter, rect(), m_theme.px(10), m_theme.tokens().raised,
            m_theme.tokens().borderStrong);
}

} // namespace lokal::ui
