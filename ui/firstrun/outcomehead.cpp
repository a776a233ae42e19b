#include "ui/firstrun/outcomehead.h"

#include "ui/common/accessible.h"
#include "ui/common/painting.h"
#include "ui/common/progress.h"
#include "ui/firstrun/engineoutcome.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace lokal::ui {
namespace {

constexpr int discSide = 44;
constexpr int iconSide = 21;

} // namespace

class OutcomeHead::Disc : public QWidget
{
public:
    explicit Disc(const Theme &theme)
        : m_theme(theme)
        , m_ring(new Spinner(theme))
    {
        auto *row = new QHBoxLayout(this);
        row->setContentsMargins(0, 0, 0, 0);
        row->addWidget(m_ring, 0, Qt::AlignCenter);
        followTheme(theme, this,
                    [this] { setFixedSize(m_theme.px(discSide), m_theme.px(discSide)); });
    }

    void showOutcome(const OutcomeText &text, bool waiting)
    {
        m_icon = waiting ? QString() : text.iconName;
        m_ground = text.ground;
        m_ink = text.ink;
        m_ring->setVisible(waiting);
        update();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        drawBox(painter, rect(), width() / 2.0, m_theme.tokens().*m_ground);
        if (!m_icon.isEmpty())
            drawIcon(painter, m_theme, m_icon, rect(), iconSide, m_theme.tokens().*m_ink);
    }

private:
    const Theme &m_theme;
    Spinner *m_ring;
    QString m_icon;
    QColor Tokens::*m_ground = &Tokens::inlineBg;
    QColor Tokens::*m_ink = &Tokens::text2;
};

OutcomeHead::OutcomeHead(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_disc(new Disc(theme))
    , m_title(new Label(theme, text::pageTitle, {}, Label::Overflow::Wrap))
    , m_sentence(new Label(theme, text::secondary, {}, Label::Overflow::Wrap))
{
    setAccessibleRole(this, QAccessible::Grouping);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(0);
    texts->addWidget(m_title);
    texts->addWidget(m_sentence);
    texts->addStretch();
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_disc, 0, Qt::AlignTop);
    row->addLayout(texts, 1);
    followTheme(theme, this, [&theme, row] { row->setSpacing(theme.px(16)); });
}

void OutcomeHead::showOutcome(const OutcomeText &text, bool waiting)
{
    const bool isNew = m_title->text() != text.title;
    m_disc->showOutcome(text, waiting);
    m_title->setText(text.title);
    m_sentence->setText(text.sentence);
    const QString whole = u"%1. %2"_s.arg(text.title, text.sentence);
    if (isNew)
        announce(this, whole);
    else
        setAccessibleName(whole);
}

} // namespace lokal::ui
