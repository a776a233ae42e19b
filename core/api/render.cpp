#include "core/api/render.h"

#include "core/common/publictext.h"

using namespace Qt::StringLiterals;

namespace lokal::api {
namespace {

void writeUserMembers(JsonWriter &json, const User &user)
{
    json.key("user_id").value(user.id.value);
    json.key("username").value(user.username);
    json.key("email").orNull(user.email);
    json.key("permissions").value(permissionsText(user.permissions));
    json.key("enabled").value(user.enabled);
    json.key("last_login_at").time(user.lastLoginAtUtc);
    json.key("created_at").time(user.createdAtUtc);
    json.key("updated_at").time(user.updatedAtUtc);
}

void writeKeyMembers(JsonWriter &json, const ApiKey &key)
{
    json.key("key_id").value(key.id.value);
    json.key("name").value(key.name);
    json.key("scopes").value(scopeNames(key.scopes));
    json.key("prefix").value(key.prefix);
    json.key("created_at").time(key.createdAtUtc);
    json.key("expires_at").time(key.expiresAtUtc);
    json.key("last_used_at").time(key.lastUsedAtUtc);
}

} // namespace

void writeUser(JsonWriter &json, const User &user)
{
    json.beginObject();
    writeUserMembers(json, user);
    json.endObject();
}

void writeKey(JsonWriter &json, const ApiKey &key)
{
    json.beginObject();
    writeKeyMembers(json, key);
    json.endObject();
}

void writeConfig(JsonWriter &json, const ModelConfig &config)
{
    json.beginObject();
    json.key("config_id").value(config.id.value);
    json.key("user_id").value(config.owner.value);
    json.key("name").value(config.name);
    json.key("model_name").value(config.modelName);
    json.members(parametersToJson(config.parameters));
    json.key("created_at").time(config.createdAtUtc);
    json.key("updated_at").time(config.updatedAtUtc);
    json.endObject();
}

void writeSession(JsonWriter &json, const ChatSession &session)
{
    json.beginObject();
    json.key("session_id").value(session.id.value);
    json.key("user_id").value(session.owner.value);
    json.key("config_id").idOrNull(session.config.value);
    json.key("name").value(session.name);
    json.key("created_at").time(session.createdAtUtc);
    json.key("updated_at").time(session.updatedAtUtc);
    json.key("agent_mode").value(session.agentMode);
    json.key("agent_config").raw(session.agentConfig);
    json.key("overrides")
        .raw(session.hasOverrides ? changeToJson(session.overrides) : QByteArray());
    json.key("pinned").value(session.pinned);
    json.key("archived").value(session.archived);
    json.key("folder").textOrNull(session.folder);
    json.key("trashed_at").time(session.trashedAtUtc);
    json.key("active_message_id").idOrNull(session.activeMessage.value);
    json.key("last_message_at").time(session.lastMessageAtUtc);
    json.key("message_count").value(session.messageCount);
    json.endObject();
}

void writeUsage(JsonWriter &json, const std::optional<Usage> &usage)
{
    if (!usage) {
        json.null();
        return;
    }
    json.beginObject();
    json.key("prompt_tokens").orNull(usage->promptTokens);
    json.key("completion_tokens").orNull(usage->completionTokens);
    json.key("load_ms").orNull(usage->loadMs);
    json.key("prompt_ms").orNull(usage->promptMs);
    json.key("eval_ms").orNull(usage->evalMs);
    json.key("total_ms").orNull(usage->totalMs);
    json.key("first_token_ms").orNull(usage->firstTokenMs);
    json.key("tokens_per_second").orNull(usage->tokensPerSecond);
    json.endObject();
}

void writeMessage(JsonWriter &json, const ChatMessage &message)
{
    json.beginObject();
    json.key("message_id").value(message.id.value);
    json.key("session_id").value(message.session.value);
    json.key("timestamp").time(message.timestampUtc);
    json.key("role").value(roleName(message.role));
    json.key("content").value(message.content);
    json.key("tokens").orNull(message.tokens);
    json.key("latency").orNull(message.latencySeconds);
    json.key("parent_id").idOrNull(message.parent.value);
    json.key("sibling_ids").beginArray();
    for (const MessageId sibling : message.siblings)
        json.value(sibling.value);
    json.endArray();
    json.key("state").value(stateName(message.state));
    json.key("thinking").textOrNull(message.thinking);
    json.key("model").textOrNull(message.model);
    json.key("usage");
    writeUsage(json, message.usage);
    json.key("attachments").beginArray();
    for (const Attachment &attachment : message.attachments) {
        json.beginObject()
            .key("attachment_id")
            .value(attachment.id.value)
            .key("kind")
            .value(attachment.kind);
        json.key("name").value(attachment.name).key("media_type").value(attachment.mediaType);
        json.key("bytes").value(attachment.bytes).endObject();
    }
    json.endArray();
    json.key("error");
    if (message.error)
        json.beginObject()
            .key("code")
            .value(message.error->code)
            .key("detail")
            .value(withoutPaths(message.error->detail))
            .endObject();
    else
        json.null();
    json.endObject();
}

void writeModel(JsonWriter &json, const Model &model, const std::optional<QStringList> &engines)
{
    json.beginObject();
    json.key("name").value(model.name);
    json.key("size").value(model.sizeBytes);
    json.key("digest").value(model.digest);
    json.key("modified_at").time(model.modifiedAtUtc);
    json.key("family").textOrNull(model.family);
    json.key("parameter_size").textOrNull(model.parameterSize);
    json.key("quantization").textOrNull(model.quantization);
    json.key("context_length").orNull(model.contextLength);
    json.key("capabilities").orNull(model.capabilities);
    json.key("loaded").value(model.loaded);
    json.key("engines").orNull(engines);
    json.endObject();
}

QByteArray userJson(const User &user)
{
    return textOf(writeUser, user);
}

QByteArray registeredJson(const RegisteredUser &registered)
{
    JsonWriter json;
    json.beginObject();
    writeUserMembers(json, registered.user);
    json.key("api_key").value(registered.apiKey).endObject();
    return json.take();
}

QByteArray loginJson(const LoginResult &login)
{
    JsonWriter json;
    json.beginObject();
    json.key("access_token").value(login.accessToken);
    json.key("token_type").value(u"Bearer"_s);
    json.key("expires_in").value(login.expiresInSeconds);
    json.key("refresh_token").value(login.refreshToken);
    json.key("user");
    writeUser(json, login.user);
    json.endObject();
    return json.take();
}

QByteArray createdKeyJson(const CreatedApiKey &created)
{
    JsonWriter json;
    json.beginObject();
    writeKeyMembers(json, created.key);
    json.key("api_key").value(created.secret).endObject();
    return json.take();
}

QByteArray configJson(const ModelConfig &config)
{
    return textOf(writeConfig, config);
}

QByteArray sessionJson(const ChatSession &session)
{
    return textOf(writeSession, session);
}

QByteArray messageJson(const ChatMessage &message)
{
    return textOf(writeMessage, message);
}

QByteArray pageEnd(qint64 total, int limit, qint64 offset)
{
    JsonWriter json;
    json.beginObject().key("total").value(total);
    json.key("limit").value(limit).key("offset").value(offset).endObject();
    return "]," + json.take().sliced(1);
}

HttpHeader eTag(qint64 revision)
{
    return { "ETag", "\"" + QByteArray::number(revision) + '"' };
}

qint64 revisionFromETag(const QByteArray &tag)
{
    if (tag.size() < 3 || !tag.startsWith('"') || !tag.endsWith('"'))
        return 0;
    bool ok = false;
    const qint64 revision = tag.mid(1, tag.size() - 2).toLongLong(&ok);
    return ok && revision > 0 ? revision : 0;
}

} // namespace lokal::api
