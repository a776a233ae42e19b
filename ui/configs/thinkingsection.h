#pragma once

#include "ui/configs/formsection.h"

namespace lokal::ui {

class Segments;
class SelectBox;
class SelectField;

/// Thinking, keep loaded, and what happens when the context is full.
class ThinkingSection : public FormSection
{
    Q_OBJECT
public:
    explicit ThinkingSection(const Theme &theme, QWidget *parent = nullptr);

    void showDraft(const ConfigDraft &draft) override;
    void writeTo(ConfigDraft *draft) const override;
    void setModel(const std::optional<Model> &model) override;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *thinkRow();
    void fillKeepLoaded(const std::optional<KeepAlive> &now);
    void setThink(int index);
    void refreshThink();

    const Theme &m_theme;
    Segments *m_segments;
    SelectBox *m_narrowChoice; ///< the same choice where the segments have no room
    Label *m_remark;
    SelectField *m_keepLoaded;
    SelectField *m_whenFull;
    QList<std::optional<KeepAlive>> m_keepValues;
    int m_think = 0;
    bool m_canThink = true;
};

} // namespace lokal::ui
