#pragma once

#include "ui/theme/theme.h"

#include <QPushButton>

namespace lokal {
struct Model;
}

namespace lokal::ui {

/// One row of the model picker: tick, name, loaded dot, what it can do, quantisation and size.
class ModelRow : public QPushButton
{
    Q_OBJECT
public:
    ModelRow(const Theme &theme, const Model &model, QWidget *parent = nullptr);
    /// A row with an icon, a name and a remark: a configuration, or a way elsewhere.
    ModelRow(const Theme &theme, const QString &iconName, const QString &name,
             const QString &remark, QWidget *parent = nullptr);

    void setTicked(bool ticked);
    /// Enter in the search field would choose this one.
    void setFirst(bool first);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return QSize(0, sizeHint().height()); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void build();
    void describe();

    const Theme &m_theme;
    QString m_iconName;
    QString m_name;
    QString m_remark;
    QStringList m_abilityIcons;
    QStringList m_abilityNames;
    bool m_loaded = false;
    bool m_ticked = false;
    bool m_first = false;
};

} // namespace lokal::ui
