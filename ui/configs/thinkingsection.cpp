#include "ui/configs/thinkingsection.h"

#include "ui/common/painting.h"
#include "ui/common/segments.h"
#include "ui/common/selectbox.h"
#include "ui/common/visibletext.h"
#include "ui/configs/modelwords.h"

#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace lokal::ui {

ThinkingSection::ThinkingSection(const Theme &theme, QWidget *parent)
    : FormSection(parent)
    , m_theme(theme)
    , m_segments(new Segments(theme, tr("Thinking")))
    , m_narrowChoice(new SelectBox(theme))
    , m_remark(new Label(theme, text::hint, {}, Label::Overflow::Elide))
    , m_keepLoaded(new SelectField(theme, tr("Keep loaded")))
    , m_whenFull(new SelectField(theme, tr("When the context is full")))
{
    const QStringList levels { tr("Model default"), tr("Off"),  tr("On"), tr("Low"),
                               tr("Medium"),        tr("High"), tr("Max") };
    m_segments->setChoices(levels);
    m_segments->setObjectName(u"configThink"_s);
    m_narrowChoice->addItems(levels);
    m_narrowChoice->setAccessibleName(tr("Thinking"));
    m_keepLoaded->box()->setObjectName(u"configKeepLoaded"_s);
    m_whenFull->box()->setObjectName(u"configWhenFull"_s);
    m_whenFull->box()->addItem(tr("Leave out the oldest"));
    m_whenFull->box()->addItem(tr("Refuse and say so"));
    QVBoxLayout *column = sectionColumn(theme, this);
    column->addWidget(sectionTitle(theme, tr("Thinking and memory")));
    column->addWidget(thinkRow());
    column->addWidget(new FieldPair(theme, m_keepLoaded, m_whenFull));
    connect(m_segments, &Segments::chosen, this, &ThinkingSection::setThink);
    connect(m_narrowChoice, &QComboBox::activated, this, &ThinkingSection::setThink);
    connect(m_keepLoaded->box(), &QComboBox::activated, this, [this](int index) {
        m_keepLoaded->box()->setUnset(index == 0);
        Q_EMIT edited();
    });
    connect(m_whenFull->box(), &QComboBox::activated, this, &FormSection::edited);
}

QWidget *ThinkingSection::thinkRow()
{
    auto *widget = new QWidget;
    auto *head = new QHBoxLayout;
    auto *label = new Label(m_theme, text::label, tr("Thinking"));
    label->setBuddy(m_narrowChoice);
    head->addWidget(label);
    head->addWidget(m_remark, 1);
    auto *column = new QVBoxLayout(widget);
    column->setContentsMargins(0, 0, 0, 0);
    column->addLayout(head);
    column->addWidget(m_segments, 0, Qt::AlignLeft);
    column->addWidget(m_narrowChoice);
    m_narrowChoice->hide();
    followTheme(m_theme, widget, [this, head, column] {
        head->setSpacing(m_theme.px(9));
        column->setSpacing(m_theme.px(6));
    });
    return widget;
}

void ThinkingSection::resizeEvent(QResizeEvent *event)
{
    FormSection::resizeEvent(event);
    const bool fits = width() >= m_segments->sizeHint().width();
    m_segments->setVisible(fits);
    m_narrowChoice->setVisible(!fits);
}

void ThinkingSection::setThink(int index)
{
    m_think = index;
    refreshThink();
    Q_EMIT edited();
}

void ThinkingSection::refreshThink()
{
    m_segments->setCurrent(m_think);
    m_narrowChoice->setCurrentIndex(m_think);
    m_narrowChoice->setUnset(m_think == 0);
    // A value that was set before stays changeable: back to the model's own.
    const bool usable = m_canThink || m_think != 0;
    m_segments->setEnabled(usable);
    m_narrowChoice->setEnabled(usable);
}

void ThinkingSection::setModel(const std::optional<Model> &model)
{
    m_canThink = !model || ModelWords::mayThink(*model);
    //: Beside "Thinking"; %1 is the name of a model
    const QString reason = m_canThink ? tr("before it answers; slower, often better")
                                      : tr("%1 cannot think").arg(visibleText(model->name));
    m_remark->setText(reason);
    m_segments->setAccessibleDescription(reason);
    m_narrowChoice->setAccessibleDescription(reason);
    refreshThink();
}

void ThinkingSection::fillKeepLoaded(const std::optional<KeepAlive> &now)
{
    const QSignalBlocker quiet(m_keepLoaded->box());
    SelectBox *box = m_keepLoaded->box();
    box->clear();
    m_keepValues.clear();
    const auto add = [&](const QString &text, const std::optional<KeepAlive> &value) {
        box->addItem(text);
        m_keepValues.append(value);
    };
    add(tr("Model default, 5 minutes"), std::nullopt);
    add(tr("Unload at once"), KeepAlive { 0.0, {} });
    add(tr("5 minutes"), KeepAlive { std::nullopt, u"5m"_s });
    add(tr("30 minutes"), KeepAlive { std::nullopt, u"30m"_s });
    add(tr("2 hours"), KeepAlive { std::nullopt, u"2h"_s });
    add(tr("Until Ollama ends"), KeepAlive { -1.0, {} });
    if (!m_keepValues.contains(now)) {
        //: %1 is a number of seconds
        add(now->seconds ? tr("%1 seconds").arg(*now->seconds) : visibleText(now->duration), now);
    }
    box->setCurrentIndex(int(m_keepValues.indexOf(now)));
    box->setUnset(!now);
}

void ThinkingSection::showDraft(const ConfigDraft &draft)
{
    m_think = int(draft.parameters.think);
    refreshThink();
    fillKeepLoaded(draft.parameters.keepAlive);
    const bool refuses = draft.parameters.contextStrategy == ContextStrategy::Refuse;
    m_whenFull->box()->setCurrentIndex(refuses ? 1 : 0);
}

void ThinkingSection::writeTo(ConfigDraft *draft) const
{
    draft->parameters.think = Think(m_think);
    draft->parameters.keepAlive = m_keepValues.value(m_keepLoaded->box()->currentIndex());
    draft->parameters.contextStrategy = m_whenFull->box()->currentIndex() == 1
        ? ContextStrategy::Refuse
        : ContextStrategy::Truncate;
}

} // namespace lokal::ui
