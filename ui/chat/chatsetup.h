#pragma once

#include "ui/shell/backend.h"

#include <QObject>

namespace lokal::ui {

/// What the open chat talks to: its configuration, that configuration's model and what the model
/// can do. For a chat that does not exist yet: what was chosen for it.
class ChatSetup : public QObject
{
    Q_OBJECT
public:
    ChatSetup(const Backend &backend, const Principal &who, QObject *parent = nullptr);

    /// Follows an existing chat.
    void useSession(const ChatSession &session);
    /// A chat that does not exist yet, with a model by name or a configuration.
    void startNew();
    void useModel(const QString &name);
    void useConfig(ConfigId config);

    QString modelName() const { return m_config ? m_config->modelName : m_model; }
    /// Empty when it is only named after its model.
    QString configName() const;
    ConfigId configId() const { return m_config ? m_config->id : ConfigId {}; }
    const std::optional<Model> &model() const { return m_details; }
    bool canThink() const;
    bool canSee() const;
    /// The chat exists, and the engine does not have its model.
    bool isModelMissing() const { return m_isMissing; }
    /// What the next answer will do, as far as is known.
    bool thinks() const;
    ContextStrategy contextStrategy() const;
    /// Tokens; 0 while unknown.
    qint64 window() const;
    /// Overrides of the chat; for a new one those it will get.
    const ParameterChange &overrides() const { return m_overrides; }
    void setOverrides(const ParameterChange &overrides);

    /// The configuration of that model which is named after it, made when there is none.
    Future<ModelConfig> configFor(const QString &model);
    /// The configuration that a new chat gets.
    Future<ModelConfig> chosenConfig();

Q_SIGNALS:
    void changed();

private:
    void loadConfig(ConfigId id);
    void loadDetails();
    void checkModel();
    void takeModels(const QList<Model> &models);

    const Backend m_backend;
    const Principal m_who;
    std::optional<ModelConfig> m_config;
    QString m_model; ///< chosen by name, no configuration yet
    std::optional<Model> m_details;
    ParameterChange m_overrides;
    bool m_isStored = false; ///< the chat exists: its model is its own and not replaced
    bool m_isMissing = false;
    quint64 m_binding = 0; ///< grows with each choice; late answers to older ones are dropped
};

} // namespace lokal::ui
