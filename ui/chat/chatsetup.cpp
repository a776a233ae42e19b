#include "ui/chat/chatsetup.h"

#include "core/common/deferred.h"
#include "core/context/contextfit.h"
#include "core/models/modelname.h"
#include "ui/common/answered.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lokal::ui {
namespace {

bool can(const std::optional<Model> &model, const QString &capability)
{
    return model && model->capabilities && model->capabilities->contains(capability);
}

// A chat needs a model that writes; one that only embeds does not.
bool writes(const Model &model)
{
    return !model.capabilities || model.capabilities->contains(u"completion"_s);
}

} // namespace

ChatSetup::ChatSetup(const Backend &backend, const Principal &who, QObject *parent)
    : QObject(parent)
    , m_backend(backend)
    , m_who(who)
{
    // Signals of the core come from another thread.
    connect(
        &backend.models, &Models::modelsChanged, this,
        [this] {
            checkModel();
            loadDetails();
        },
        Qt::QueuedConnection);
    connect(
        &backend.configs, &Configs::changed, this,
        [this](UserId owner) {
            if (owner == m_who.user && m_config)
                loadConfig(m_config->id);
        },
        Qt::QueuedConnection);
}

void ChatSetup::useSession(const ChatSession &session)
{
    m_overrides = session.overrides;
    m_isStored = true;
    if (m_config && m_config->id == session.config) {
        Q_EMIT changed();
        return;
    }
    loadConfig(session.config);
}

void ChatSetup::startNew()
{
    m_overrides = {};
    m_isStored = m_isMissing = false;
    checkModel();
    Q_EMIT changed();
}

void ChatSetup::useModel(const QString &name)
{
    ++m_binding;
    m_config.reset();
    m_details.reset();
    m_model = name;
    m_isMissing = false;
    loadDetails();
    Q_EMIT changed();
}

void ChatSetup::useConfig(ConfigId config)
{
    loadConfig(config);
}

QString ChatSetup::configName() const
{
    const bool hasOwnName = m_config && !isSameModel(m_config->name, m_config->modelName);
    return hasOwnName ? m_config->name : QString();
}

bool ChatSetup::canThink() const
{
    return can(m_details, u"thinking"_s);
}

bool ChatSetup::canSee() const
{
    return can(m_details, u"vision"_s);
}

bool ChatSetup::thinks() const
{
    const Parameters parameters
        = applied(m_config ? m_config->parameters : Parameters {}, m_overrides);
    return canThink() && willThink(parameters, m_details ? &*m_details : nullptr);
}

ContextStrategy ChatSetup::contextStrategy() const
{
    return applied(m_config ? m_config->parameters : Parameters {}, m_overrides).contextStrategy;
}

qint64 ChatSetup::window() const
{
    if (modelName().isEmpty())
        return 0;
    const Parameters parameters
        = applied(m_config ? m_config->parameters : Parameters {}, m_overrides);
    return contextWindow(parameters, m_details ? &*m_details : nullptr);
}

void ChatSetup::setOverrides(const ParameterChange &overrides)
{
    m_overrides = overrides;
    Q_EMIT changed();
}

void ChatSetup::loadConfig(ConfigId id)
{
    const quint64 binding = ++m_binding;
    whenAnswered(m_backend.configs.get(m_who, id), this,
                 [this, binding](const Result<ModelConfig> &config) {
                     if (binding != m_binding)
                         return;
                     const QString before = modelName();
                     m_config = config ? std::optional(*config) : std::nullopt;
                     if (!config || !isSameModel(before, m_config->modelName)) {
                         m_details.reset();
                         m_isMissing = false;
                     }
                     checkModel();
                     loadDetails();
                     Q_EMIT changed();
                 });
}

void ChatSetup::loadDetails()
{
    if (modelName().isEmpty())
        return;
    const quint64 binding = m_binding;
    whenAnswered(m_backend.models.details(m_who, modelName()), this,
                 [this, binding](const Result<Model> &model) {
                     if (binding != m_binding || !model)
                         return;
                     m_details = *model;
                     Q_EMIT changed();
                 });
}

/// Another engine has other models: a chat that does not exist yet goes over to one that is there,
/// one that exists says that its own is not.
void ChatSetup::checkModel()
{
    const quint64 binding = m_binding;
    whenAnswered(m_backend.models.list(m_who), this,
                 [this, binding](const Result<QList<Model>> &models) {
                     if (binding == m_binding && models)
                         takeModels(*models);
                 });
}

void ChatSetup::takeModels(const QList<Model> &models)
{
    const QString name = modelName();
    const bool isThere = std::any_of(models.cbegin(), models.cend(), [&](const Model &model) {
        return isSameModel(model.name, name);
    });
    if (!name.isEmpty() && (isThere || m_isStored)) {
        if (m_isMissing != !isThere) {
            m_isMissing = !isThere;
            Q_EMIT changed();
        }
        return;
    }
    // A model that is in memory answers at once.
    const auto loaded = std::find_if(models.cbegin(), models.cend(), [](const Model &model) {
        return model.loaded && writes(model);
    });
    const auto first = std::find_if(models.cbegin(), models.cend(), writes);
    const auto chosen = loaded != models.cend() ? loaded : first;
    if (chosen != models.cend())
        useModel(chosen->name);
    else if (!name.isEmpty())
        useModel({});
}

Future<ModelConfig> ChatSetup::configFor(const QString &model)
{
    constexpr int most = 200;
    const Deferred<ModelConfig> found;
    whenAnswered(m_backend.configs.list(m_who, { most, 0 }), this,
                 [this, model, found](const Result<Page<ModelConfig>> &page) {
                     if (!page)
                         return found.finish(page.error());
                     for (const ModelConfig &config : page->items) {
                         if (isSameModel(config.modelName, model)
                             && isSameModel(config.name, model))
                             return found.finish(config);
                     }
                     ConfigChange values;
                     values.name = model;
                     values.modelName = model;
                     whenAnswered(m_backend.configs.create(m_who, values), this,
                                  [found](const Result<ModelConfig> &made) { found.finish(made); });
                 });
    return found.future();
}

Future<ModelConfig> ChatSetup::chosenConfig()
{
    if (m_config)
        return ready<ModelConfig>(*m_config);
    if (m_model.isEmpty())
        return ready<ModelConfig>(makeError(ErrorCode::ModelNotInstalled));
    return configFor(m_model);
}

} // namespace lokal::ui
