#pragma once

#include "ui/configs/configdraft.h"
#include "ui/shell/backend.h"
#include "ui/theme/theme.h"

#include <QWidget>

#include <functional>

namespace lokal::ui {

class ConfigEditor;
class ConfigList;

/// The page of model configurations: list left, editor right; one after the other in a narrow
/// window. Unsaved changes are never lost without a question.
class ConfigsPage : public QWidget
{
    Q_OBJECT
public:
    ConfigsPage(const Backend &backend, Theme &theme, const Principal &who,
                QWidget *parent = nullptr);

    /// For closing the window: true when nothing would be lost.
    bool isSaved() const;
    /// Goes on with @p next once nothing unsaved is lost by it; asks in the page when something
    /// would be.
    void leaveThen(const std::function<void()> &next);
    /// One step back, as Escape asks for it: from the editor to the list where only one of them is
    /// shown, else to the chat.
    void goBack();

public Q_SLOTS:
    void openConfig(lokal::ConfigId id);
    /// A new one, with that model; empty: the first installed.
    void openNewFor(const QString &model);

Q_SIGNALS:
    /// Back to the chat.
    void closed();
    void saved(lokal::ConfigId id);

protected:
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    enum class Overwrite
    {
        No, ///< refuse when it was changed elsewhere
        Yes
    };

    void connectParts();
    void load();
    void takeConfigs(const QList<ModelConfig> &configs);
    void loadModels();
    void loadModelFacts(const QString &name);
    void showDraft(const ConfigDraft &saved, const ConfigDraft &draft);
    void showNewerVersion();
    void noticeRemoval();
    void showFirstOrNone();
    void showNone();
    void showDraftRow();
    void arrange();
    void showListOnly(bool list);
    void save(Overwrite overwrite = Overwrite::No, const std::function<void()> &next = {});
    /// @p wasSaved: the one that was saved; invalid for a new one.
    void saveDone(const Result<ModelConfig> &result, ConfigId wasSaved,
                  const std::function<void()> &next);
    void askAboutOtherVersion(const std::function<void()> &next);
    void discard();
    void duplicate();
    void askToDelete();
    void askWhereChatsMove(qint64 chats);
    void remove(std::optional<ConfigId> moveTo);

    const Backend &m_backend;
    Theme &m_theme;
    Principal m_who;
    ConfigList *m_list;
    QWidget *m_divider;
    ConfigEditor *m_editor;
    QString m_firstModel;
    std::optional<ConfigId> m_wanted; ///< to be opened when the list has come
    std::optional<QString> m_newFor; ///< likewise, a new one for this model
    int m_modelRound = 0;
    bool m_loaded = false;
    bool m_narrow = false;
    bool m_listShown = true; ///< in a narrow window
};

} // namespace lokal::ui
