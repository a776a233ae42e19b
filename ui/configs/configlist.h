#pragma once

#include "core/configs/modelconfig.h"
#include "ui/theme/theme.h"

#include <QAbstractListModel>
#include <QWidget>

#include <optional>

class QListView;
class QSortFilterProxyModel;

namespace lokal::ui {

class IconButton;
class Label;
class SearchField;

/// Configurations as rows: name, and one line of what is special. One that is not stored yet stands
/// first, with an invalid id.
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
    /// The name of the one that is not stored yet; empty: there is none.
    void setDraft(const std::optional<QString> &name);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    static QString metaOf(const ModelConfig &config);
    QVariant draftData(int role) const;
    QList<ModelConfig> m_configs;
    std::optional<QString> m_draft;
};

/// The page's left side: back, title, new, search, and the list.
class ConfigList : public QWidget
{
    Q_OBJECT
public:
    explicit ConfigList(const Theme &theme, QWidget *parent = nullptr);

    void setConfigs(const QList<ModelConfig> &configs);
    /// Why there is nothing to list; until the next setConfigs().
    void showProblem(const QString &sentence);
    const QList<ModelConfig> &configs() const { return m_model->configs(); }
    /// See ConfigListModel.
    void setDraft(const std::optional<QString> &name);
    /// An invalid id: the one that is not stored yet, or none.
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
    SearchField *m_search;
    IconButton *m_back;
    IconButton *m_new;
    QWidget *m_headRow;
    Label *m_nothing;
    ConfigId m_current;
    QString m_problem;
};

} // namespace lokal::ui
