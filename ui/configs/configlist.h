#pragma once

#include "core/configs/modelconfig.h"
#include "ui/theme/theme.h"

#include <QAbstractListModel>
#include <QWidget>

class QLineEdit;
class QListView;
class QSortFilterProxyModel;

namespace lokal::ui {

class IconButton;
class Label;

/// Configurations as rows: name, and one line of what is special.
class ConfigListModel : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role
    {
        IdRole = Qt::UserRole + 1,
        MetaRole
    };

    using QAbstractListModel::QAbstractListModel;
    void setConfigs(const QList<ModelConfig> &configs);
    const QList<ModelConfig> &configs() const { return m_configs; }

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    static QString metaOf(const ModelConfig &config);
    QList<ModelConfig> m_configs;
};

/// The page's left side: back, title, new, search, and the list.
class ConfigList : public QWidget
{
    Q_OBJECT
public:
    explicit ConfigList(const Theme &theme, QWidget *parent = nullptr);

    void setConfigs(const QList<ModelConfig> &configs);
    const QList<ModelConfig> &configs() const { return m_model->configs(); }
    /// An invalid id: none.
    void setCurrent(ConfigId id);
    void focusList();
    void focusSearch();

Q_SIGNALS:
    void backRequested();
    void newRequested();
    /// Chosen by mouse or keyboard.
    void chosen(lokal::ConfigId id);

protected:
    void paintEvent(QPaintEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void build();
    void restyle();
    void showCurrent();
    void showEmptiness();

    const Theme &m_theme;
    ConfigListModel *m_model;
    QSortFilterProxyModel *m_filter;
    QListView *m_view;
    QLineEdit *m_search;
    IconButton *m_back;
    IconButton *m_new;
    QWidget *m_headRow;
    Label *m_nothing;
    ConfigId m_current;
};

} // namespace lokal::ui
