#include "ui/firstrun/foundmodels.h"

#include "ui/common/accessible.h"
#include "ui/common/divider.h"
#include "ui/common/iconview.h"
#include "ui/common/label.h"
#include "ui/common/painting.h"
#include "ui/configs/modelwords.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace lokal::ui {
namespace {

constexpr qsizetype mostRows = 5;
constexpr int rowHeight = 38;
constexpr int leastFacts = 110;

} // namespace

FoundModels::FoundModels(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_rows(new QVBoxLayout(this))
{
    m_rows->setSpacing(0);
    setAccessibleRole(this, QAccessible::Grouping);
    setAccessibleName(tr("Installed models"));
    followTheme(theme, this, [this] {
        m_rows->setContentsMargins(m_theme.px(16), m_theme.px(5), m_theme.px(16), m_theme.px(5));
        setModels(m_models);
    });
}

void FoundModels::clear()
{
    while (QLayoutItem *item = m_rows->takeAt(0)) {
        delete item->widget();
        delete item;
    }
}

void FoundModels::setModels(const QList<Model> &models)
{
    m_models = models;
    clear();
    // One more row costs no more room than the words "and one more".
    const qsizetype shown = models.size() > mostRows + 1 ? mostRows : models.size();
    for (qsizetype i = 0; i < shown; ++i) {
        if (i > 0)
            m_rows->addWidget(new Divider(m_theme));
        m_rows->addWidget(row(models[i]));
    }
    if (shown < models.size()) {
        m_rows->addWidget(new Divider(m_theme));
        auto *more = new Label(m_theme, text::hint,
                               tr("and %n more", nullptr, int(models.size() - shown)));
        more->setFixedHeight(m_theme.px(rowHeight));
        m_rows->addWidget(more);
    }
    update();
}

QWidget *FoundModels::row(const Model &model) const
{
    auto *widget = new QWidget;
    widget->setFixedHeight(m_theme.px(rowHeight));
    auto *line = new QHBoxLayout(widget);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(m_theme.px(11));
    const bool embeds = ModelWords::isForSearchOnly(model);
    line->addWidget(new IconView(m_theme, embeds ? u"nodes"_s : u"box"_s, 17, &Tokens::text2));
    line->addWidget(new Label(m_theme, text::strong, model.name, Label::Overflow::Elide));
    QStringList facts { model.parameterSize, model.quantization };
    facts.removeAll(QString());
    facts.removeAll(u"none"_s); // the demo's
    if (embeds)
        facts.append(tr("for search only"));
    auto *remark = new Label(m_theme, text::hint, facts.join(u" · "_s), Label::Overflow::Elide);
    // A long name gives way before what tells models apart.
    remark->setMinimumWidth(qMin(remark->sizeHint().width(), m_theme.px(leastFacts)));
    line->addWidget(remark, 1);
    line->addWidget(new Label(m_theme, text::hint, ModelWords::size(model.sizeBytes)));
    return widget;
}

void FoundModels::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Tokens &t = m_theme.tokens();
    drawBox(painter, rect(), m_theme.px(12), t.surface, t.border);
}

} // namespace lokal::ui
