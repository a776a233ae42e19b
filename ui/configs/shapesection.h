#pragma once

#include "ui/configs/formsection.h"

namespace lokal::ui {

class ChipList;
class Segments;
class Switch;
class TextField;

/// Format with schema, stop sequences, raw.
class ShapeSection : public FormSection
{
    Q_OBJECT
public:
    explicit ShapeSection(const Theme &theme, QWidget *parent = nullptr);

    void showDraft(const ConfigDraft &draft) override;
    void writeTo(ConfigDraft *draft) const override;
    void showErrors(const QHash<QString, QString> &errors) override;
    QWidget *fieldFor(const QString &name) const override;

private:
    QWidget *formatRow(const Theme &theme);
    QWidget *rawRow(const Theme &theme);
    void showSchema();

    Segments *m_format;
    TextField *m_schema;
    KeptText m_keptSchema;
    ChipList *m_stop;
    Switch *m_raw;
};

} // namespace lokal::ui
