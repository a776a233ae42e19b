#include "ui/configs/configdraft.h"

namespace lokal::ui {
namespace {

template <typename T> void differ(std::optional<T> &change, const T &from, const T &to)
{
    if (from != to)
        change = to;
}

ParameterChange difference(const Parameters &from, const Parameters &to)
{
    ParameterChange change;
    differ(change.systemPrompt, from.systemPrompt, to.systemPrompt);
    differ(change.temperature, from.temperature, to.temperature);
    differ(change.topP, from.topP, to.topP);
    differ(change.minP, from.minP, to.minP);
    differ(change.repeatPenalty, from.repeatPenalty, to.repeatPenalty);
    differ(change.topK, from.topK, to.topK);
    differ(change.maxTokens, from.maxTokens, to.maxTokens);
    differ(change.seed, from.seed, to.seed);
    differ(change.numCtx, from.numCtx, to.numCtx);
    differ(change.stopSequences, from.stopSequences, to.stopSequences);
    differ(change.format, from.format, to.format);
    differ(change.raw, from.raw, to.raw);
    differ(change.think, from.think, to.think);
    differ(change.keepAlive, from.keepAlive, to.keepAlive);
    differ(change.contextStrategy, from.contextStrategy, to.contextStrategy);
    return change;
}

} // namespace

ConfigDraft ConfigDraft::of(const ModelConfig &config)
{
    return { config.id, config.revision, config.name, config.modelName, config.parameters };
}

ConfigChange difference(const ConfigDraft &from, const ConfigDraft &to)
{
    ConfigChange change;
    differ(change.name, from.name, to.name);
    differ(change.modelName, from.modelName, to.modelName);
    change.parameters = difference(from.parameters, to.parameters);
    return change;
}

ParameterChange setParameters(const Parameters &parameters)
{
    // What equals the defaults is either unset or goes without saying.
    return difference(Parameters {}, parameters);
}

} // namespace lokal::ui
