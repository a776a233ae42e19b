#include "ui/configs/identitysection.h"

#include "core/context/tokenestimate.h"
#include "core/models/modelname.h"
#include "ui/common/linefield.h"
#include "ui/common/selectbox.h"
#include "ui/common/textfield.h"
#include "ui/configs/modelwords.h"

#include <QSignalBlocker>
#include <QVBoxLayout>

#include <cmath>

using namespace Qt::StringLiterals;

namespace lokal::ui {

IdentitySection::IdentitySection(const Theme &theme, QWidget *parent)
    : FormSection(parent)
    , m_name(new LineField(theme, tr("Name")))
    , m_model(new SelectField(theme, tr("Model")))
    , m_prompt(new TextField(theme, tr("System prompt")))
{
    m_name->edit()->setObjectName(u"configName"_s);
    m_name->edit()->setMaxLength(200);
    m_model->box()->setObjectName(u"configModel"_s);
    m_model->box()->setIconName(u"box"_s);
    m_model->box()->setPlaceholderText(tr("Choose a model"));
    m_prompt->edit()->setObjectName(u"configPrompt"_s);
    m_prompt->setExplanation(tr("told to the model before every chat"));
    m_prompt->setPlaceholder(tr("For example: You are a patient teacher. Explain step by step."));
    m_prompt->setLines(5);
    QVBoxLayout *column = sectionColumn(theme, this);
    column->addWidget(sectionTitle(theme, tr("What it is")));
    column->addWidget(new FieldPair(theme, m_name, m_model));
    column->addWidget(m_prompt);
    connect(m_name->edit(), &QLineEdit::textEdited, this, &FormSection::edited);
    connect(m_prompt->edit(), &QPlainTextEdit::textChanged, this, [this] {
        countTokens();
        Q_EMIT edited();
    });
    connect(m_model->box(), &QComboBox::activated, this, [this](int index) {
        m_modelName = m_model->box()->itemData(index).toString();
        Q_EMIT edited();
    });
    countTokens();
}

void IdentitySection::setInstalled(const QList<Model> &models, bool reachable)
{
    m_installed = models;
    m_reachable = reachable;
    fillModels();
}

void IdentitySection::fillModels()
{
    SelectBox *box = m_model->box();
    const QSignalBlocker quiet(box);
    box->clear();
    for (const Model &model : std::as_const(m_installed)) {
        if (!ModelWords::isForSearchOnly(model))
            box->addItem(model.name, model.name);
    }
    int at = -1;
    for (int i = 0; i < box->count(); ++i) {
        if (isSameModel(box->itemData(i).toString(), m_modelName))
            at = i;
    }
    const bool isMissing = at < 0 && !m_modelName.isEmpty();
    if (isMissing) {
        box->addItem(m_modelName, m_modelName);
        at = box->count() - 1;
    }
    box->setCurrentIndex(at);
    m_model->setHint(!m_reachable    ? tr("Ollama does not answer, so its models are not listed.")
                         : isMissing ? tr("Not installed any more.")
                         : box->count() == 0 ? tr("No model is installed yet.")
                                             : QString());
}

void IdentitySection::countTokens()
{
    const QString text = m_prompt->text();
    const int tokens = int(std::lround(textTokens(text)));
    m_prompt->setTrailing(text.isEmpty()    ? QString()
                              : tokens == 1 ? tr("about one token")
                                            : tr("about %n tokens", nullptr, tokens));
}

void IdentitySection::showDraft(const ConfigDraft &draft)
{
    if (m_name->text() != draft.name)
        m_name->setText(draft.name);
    m_modelName = draft.modelName;
    fillModels();
    m_keptPrompt.show(m_prompt->edit(), draft.parameters.systemPrompt.value_or(QString()));
    countTokens();
}

void IdentitySection::writeTo(ConfigDraft *draft) const
{
    draft->name = m_name->text();
    draft->modelName = m_modelName;
    const QString prompt = m_keptPrompt.read(m_prompt->edit());
    draft->parameters.systemPrompt = prompt.isEmpty() ? std::nullopt : std::optional(prompt);
}

void IdentitySection::showErrors(const QHash<QString, QString> &errors)
{
    m_name->setError(errors.value(u"name"_s));
    m_model->setError(errors.value(u"model_name"_s));
    m_prompt->setError(errors.value(u"system_prompt"_s));
}

QWidget *IdentitySection::fieldFor(const QString &name) const
{
    if (name == "name"_L1)
        return m_name->edit();
    if (name == "model_name"_L1)
        return m_model->box();
    return name == "system_prompt"_L1 ? m_prompt->edit() : nullptr;
}

} // namespace lokal::ui
