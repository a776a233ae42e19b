#pragma once

#include "ui/configs/formsection.h"

class QBoxLayout;

namespace lokal::ui {

class IdentitySection;

/// All fields of a configuration, checked while they are edited. Two columns where there is room.
class ConfigForm : public QWidget
{
    Q_OBJECT
public:
    explicit ConfigForm(const Theme &theme, QWidget *parent = nullptr);

    void setDraft(const ConfigDraft &draft);
    const ConfigDraft &draft() const { return m_draft; }
    /// Names, for people, of the fields that have to be corrected; empty when it can be saved.
    QStringList problems() const { return m_problems; }
    /// What the core found wrong; stays until the next edit.
    void showErrors(const QList<FieldError> &errors);
    void focusFirstProblem();
    void focusName();

    void setInstalled(const QList<Model> &models, bool reachable);
    /// What is known of the chosen model.
    void setModel(const std::optional<Model> &model);
    void setTwoColumns(bool two);

Q_SIGNALS:
    void edited();
    void modelNameChanged(const QString &name);

private:
    void take();
    void check();
    QHash<QString, QString> findErrors() const;
    static QString sentenceFor(const QString &field);
    struct FieldName
    {
        QString field; ///< as in the API
        QString name; ///< for people
    };
    static QList<FieldName> fieldsFromTop();

    const Theme &m_theme;
    QBoxLayout *m_columns;
    IdentitySection *m_identity;
    QList<FormSection *> m_sections;
    ConfigDraft m_draft;
    QStringList m_problems;
    QString m_firstProblem; ///< field name of the API
    bool m_busy = false; ///< what the sections tell now comes from here
};

} // namespace lokal::ui
