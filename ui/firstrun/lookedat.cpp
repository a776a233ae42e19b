#include "ui/firstrun/lookedat.h"

#include "ui/common/iconview.h"
#include "ui/common/painting.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace lokal::ui {

LookedAt::LookedAt(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_column(new QVBoxLayout(this))
    , m_title(new Label(theme, text::section, tr("Looked at")))
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->addWidget(m_title);
    followTheme(theme, this, [this] {
        m_column->setSpacing(m_theme.px(4));
        rebuild();
    });
}

void LookedAt::setTitleShown(bool shown)
{
    m_title->setVisible(shown);
}

void LookedAt::setRows(const QList<Row> &rows)
{
    if (rows == m_rows)
        return;
    const bool sameShape = rows.size() == m_rows.size()
        && std::equal(rows.begin(), rows.end(), m_rows.begin(), [](const Row &a, const Row &b) {
                               return a.iconName == b.iconName && a.address == b.address;
                           });
    m_rows = rows;
    if (!sameShape)
        return rebuild();
    // Only the seconds count down: no new widgets for that.
    for (qsizetype i = 0; i < rows.size(); ++i)
        m_results[i]->setText(rows[i].result);
}

void LookedAt::rebuild()
{
    qDeleteAll(m_lines);
    m_lines.clear();
    m_results.clear();
    for (const Row &row : std::as_const(m_rows)) {
        auto *widget = new QWidget;
        auto *line = new QHBoxLayout(widget);
        line->setContentsMargins(0, 0, 0, 0);
        line->setSpacing(m_theme.px(10));
        line->addWidget(new IconView(m_theme, row.iconName, 15, row.ink));
        line->addWidget(new Label(m_theme, { 13, QFont::Normal, &Tokens::text2, true }, row.address,
                                  Label::Overflow::Elide),
                        1);
        auto *result = new Label(m_theme, text::hint, row.result);
        line->addWidget(result);
        m_column->addWidget(widget);
        m_results.append(result);
        m_lines.append(widget);
    }
}

} // namespace lokal::ui
