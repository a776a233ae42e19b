#pragma once

#include "core/models/model.h"
#include "ui/theme/theme.h"

#include <QWidget>

class QVBoxLayout;

namespace lokal::ui {

/// The models that the engine has, as rows of one card; the first few, then how many more.
class FoundModels : public QWidget
{
    Q_OBJECT
public:
    explicit FoundModels(const Theme &theme, QWidget *parent = nullptr);
    void setModels(const QList<Model> &models);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QWidget *row(const Model &model) const;
    void clear();

    const Theme &m_theme;
    QVBoxLayout *m_rows;
    QList<Model> m_models;
};

} // namespace lokal::ui
