#pragma once

#include "ui/configs/formsection.h"

namespace lokal::ui {

class LineField;
class SelectField;
class TextField;

/// Name, model and system prompt.
class IdentitySection : public FormSection
{
    Q_OBJECT
public:
    explicit IdentitySection(const Theme &theme, QWidget *parent = nullptr);

    /// @param reachable false: the engine does not answer, so the list says nothing.
    void setInstalled(const QList<Model> &models, bool reachable);

    void showDraft(const ConfigDraft &draft) override;
    void writeTo(ConfigDraft *draft) const override;
    void showErrors(const QHash<QString, QString> &errors) override;
    QWidget *fieldFor(const QString &name) const override;

private:
    void fillModels();
    void countTokens();

    LineField *m_name;
    SelectField *m_model;
    TextField *m_prompt;
    KeptText m_keptPrompt;
    QList<Model> m_installed;
    bool m_reachable = false;
    QString m_modelName;
};

} // namespace lokal::ui
