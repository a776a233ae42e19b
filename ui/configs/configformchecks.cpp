// What is right and wrong in the form; see configform.h.
#include "core/common/names.h"
#include "ui/configs/configform.h"

#include <QScopedValueRollback>

using namespace Qt::StringLiterals;

namespace lokal::ui {
namespace {

/// "stop_sequences[2]" -> "stop_sequences"
QString plainField(const QString &field)
{
    return field.section(u'[', 0, 0).section(u'.', 0, 0);
}

} // namespace

QHash<QString, QString> ConfigForm::findErrors() const
{
    QHash<QString, QString> errors;
    if (!checkName(u"name"_s, m_draft.name))
        errors.insert(u"name"_s, sentenceFor(u"name"_s));
    if (m_draft.modelName.isEmpty())
        errors.insert(u"model_name"_s, sentenceFor(u"model_name"_s));
    for (const FieldError &error : validate(m_draft.parameters)) {
        const QString field = plainField(error.field);
        errors.insert(field, sentenceFor(field));
    }
    return errors;
}

void ConfigForm::check()
{
    const QHash<QString, QString> errors = findErrors();
    QStringList wrong = errors.keys();
    {
        const QScopedValueRollback<bool> quiet(m_busy, true);
        for (FormSection *section : std::as_const(m_sections)) {
            section->showErrors(errors);
            wrong += section->unreadable();
        }
    }
    m_problems.clear();
    m_firstProblem.clear();
    const auto fields = fieldsFromTop();
    for (const auto &[field, name] : fields) {
        if (wrong.removeAll(field) == 0)
            continue;
        m_problems.append(name);
        if (m_firstProblem.isEmpty())
            m_firstProblem = field;
    }
    m_problems += wrong; // without a place in the form, but it cannot be saved either
}

void ConfigForm::showErrors(const QList<FieldError> &errors)
{
    QHash<QString, QString> sentences;
    for (const FieldError &error : errors) {
        const QString field = plainField(error.field);
        sentences.insert(field, sentenceFor(field));
    }
    if (!errors.isEmpty())
        m_firstProblem = plainField(errors.first().field);
    const QScopedValueRollback<bool> quiet(m_busy, true);
    for (FormSection *section : std::as_const(m_sections))
        section->showErrors(sentences);
    focusFirstProblem();
}

QString ConfigForm::sentenceFor(const QString &field)
{
    if (field == "name"_L1)
        return tr("Give it a name of up to 200 characters.");
    if (field == "model_name"_L1)
        return tr("Choose one of the installed models.");
    if (field == "format"_L1)
        return tr("The schema has to be one JSON object, with no key twice.");
    if (field == "stop_sequences"_L1)
        return tr("At most 16, each of 1 to 256 characters.");
    if (field == "num_ctx"_L1)
        return tr("Between 256 and 2,097,152.");
    if (field == "max_tokens"_L1)
        return tr("At least 1.");
    return tr("This value is not possible here.");
}

QList<ConfigForm::FieldName> ConfigForm::fieldsFromTop()
{
    return {
        { u"name"_s, tr("Name") },
        { u"model_name"_s, tr("Model") },
        { u"system_prompt"_s, tr("System prompt") },
        { u"format"_s, tr("JSON schema") },
        { u"stop_sequences"_s, tr("Stop sequences") },
        { u"temperature"_s, tr("Temperature") },
        { u"top_p"_s, tr("Top P") },
        { u"top_k"_s, tr("Top K") },
        { u"min_p"_s, tr("Min P") },
        { u"repeat_penalty"_s, tr("Repeat penalty") },
        { u"seed"_s, tr("Seed") },
        { u"num_ctx"_s, tr("Context length") },
        { u"max_tokens"_s, tr("Max answer") },
    };
}

} // namespace lokal::ui
