#pragma once

#include "ui/common/sliderrow.h"
#include "ui/configs/formsection.h"

namespace lokal::ui {

/// All numbers of a configuration, each with "model default" as a state of its own.
class NumbersSection : public FormSection
{
    Q_OBJECT
public:
    explicit NumbersSection(const Theme &theme, QWidget *parent = nullptr);

    void showDraft(const ConfigDraft &draft) override;
    void writeTo(ConfigDraft *draft) const override;
    void setModel(const std::optional<Model> &model) override;
    void showErrors(const QHash<QString, QString> &errors) override;
    QStringList unreadable() const override;
    QWidget *fieldFor(const QString &name) const override;

private:
    void addRows(QVBoxLayout *column, const QList<QPair<QString, SliderSpec>> &specs);
    void showContextHint();
    void showDefaults();
    SliderRow *row(const QString &field) const { return m_rows.value(field); }

    const Theme &m_theme;
    QHash<QString, SliderRow *> m_rows;
    QStringList m_order;
    Label *m_contextHint;
    std::optional<Model> m_model;
};

} // namespace lokal::ui
