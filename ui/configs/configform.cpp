#include "ui/configs/configform.h"

#include "ui/common/painting.h"
#include "ui/configs/identitysection.h"
#include "ui/configs/numberssection.h"
#include "ui/configs/shapesection.h"
#include "ui/configs/thinkingsection.h"

#include <QScopedValueRollback>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace lokal::ui {

ConfigForm::ConfigForm(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_columns(new QBoxLayout(QBoxLayout::LeftToRight, this))
    , m_identity(new IdentitySection(theme))
{
    auto *numbers = new NumbersSection(theme);
    m_sections = { m_identity, new ShapeSection(theme), new ThinkingSection(theme), numbers };
    auto *left = new QVBoxLayout;
    for (FormSection *section : std::as_const(m_sections)) {
        connect(section, &FormSection::edited, this, &ConfigForm::take);
        if (section != numbers)
            left->addWidget(section);
    }
    left->addStretch();
    auto *right = new QVBoxLayout;
    right->addWidget(numbers);
    right->addStretch();
    m_columns->addLayout(left, 1);
    m_columns->addLayout(right, 1);
    // Ignored: both columns get half, whatever the words inside want.
    for (FormSection *section : std::as_const(m_sections))
        section->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    followTheme(theme, this, [this, left] {
        left->setSpacing(m_theme.px(24));
        m_columns->setSpacing(
            m_theme.px(m_columns->direction() == QBoxLayout::LeftToRight ? 56 : 24));
    });
}

void ConfigForm::setTwoColumns(bool two)
{
    m_columns->setDirection(two ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    m_columns->setSpacing(m_theme.px(two ? 56 : 24));
}

void ConfigForm::setDraft(const ConfigDraft &draft)
{
    m_draft = draft;
    {
        const QScopedValueRollback<bool> quiet(m_busy, true);
        for (FormSection *section : std::as_const(m_sections))
            section->showDraft(draft);
    }
    check();
}

void ConfigForm::take()
{
    if (m_busy)
        return;
    const QString before = m_draft.modelName;
    for (const FormSection *section : std::as_const(m_sections))
        section->writeTo(&m_draft);
    check();
    if (m_draft.modelName != before)
        Q_EMIT modelNameChanged(m_draft.modelName);
    Q_EMIT edited();
}

void ConfigForm::setInstalled(const QList<Model> &models, bool reachable)
{
    m_identity->setInstalled(models, reachable);
}

void ConfigForm::setModel(const std::optional<Model> &model)
{
    const QScopedValueRollback<bool> quiet(m_busy, true);
    for (FormSection *section : std::as_const(m_sections))
        section->setModel(model);
}

void ConfigForm::focusName()
{
    m_identity->fieldFor(u"name"_s)->setFocus();
}

void ConfigForm::focusFirstProblem()
{
    for (const FormSection *section : std::as_const(m_sections)) {
        if (QWidget *field = section->fieldFor(m_firstProblem))
            return field->setFocus();
    }
}

} // namespace lokal::ui
