#pragma once

#include "core/configs/modelconfig.h"
#include "ui/common/popup.h"
#include "ui/shell/backend.h"

class QScrollArea;

namespace lokal::ui {

class CommandLine;
class Label;
class ModelRow;
class SearchField;

/// The popup in which a model or a configuration is chosen. The search field has the focus; Up and
/// Down walk through the rows, Enter takes the first one that fits.
class ModelPicker : public Popup
{
    Q_OBJECT
public:
    ModelPicker(const Backend &backend, Theme &theme, const Principal &who,
                QWidget *parent = nullptr);

    /// Which model has the tick.
    void setCurrentModel(const QString &name);
    void openBelow(QWidget *anchor);
    void openAbove(QWidget *anchor);

    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    void modelChosen(const QString &name);
    void configChosen(lokal::ConfigId id);
    void manageConfigs();

private:
    void build();
    void restyle();
    void open(QWidget *anchor, Side side);
    void load();
    void rebuild();
    void addModels(const QString &wanted);
    void addConfigs(const QString &wanted);
    void addRow(ModelRow *row);
    void addTitle(const QString &text);
    void showUnknown(const QString &wanted);
    void offerCommand(const QString &remark, const QString &command);
    void showRemark(const QString &text);
    bool handleKey(int key);
    void moveFocus(int step);
    void fitList();

    const Backend &m_backend;
    Theme &m_look;
    Principal m_who;
    SearchField *m_search;
    QScrollArea *m_area;
    QWidget *m_list;
    QVBoxLayout *m_column;
    Label *m_remark;
    CommandLine *m_command;
    ModelRow *m_manage;
    QList<ModelRow *> m_rows;
    QList<Model> m_models;
    QList<ModelConfig> m_configs;
    QString m_currentModel;
    QString m_problem; ///< why there are no models; empty when there are
    bool m_modelsCame = false;
};

} // namespace lokal::ui
