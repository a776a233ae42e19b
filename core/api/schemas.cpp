#include "core/api/schemas.h"

using namespace Qt::StringLiterals;

namespace lokal::api {
namespace {

using enum FieldType;

Field of(const QString &name, FieldType type, const QString &summary = {})
{
    Field field;
    field.name = name;
    field.type = type;
    field.summary = summary;
    return field;
}

Field orNull(Field field)
{
    field.nullable = Nullable::Yes;
    return field;
}

Field within(Field field, double minimum, double maximum)
{
    field.minimum = minimum;
    field.maximum = maximum;
    return field;
}

Field name(const QString &fieldName, const QString &summary = {})
{
    Field field = within(of(fieldName, Text, summary), 1, 200);
    field.oneLine = true;
    return field;
}

QList<Field> stamps()
{
    return { of(u"created_at"_s, Timestamp), of(u"updated_at"_s, Timestamp) };
}

} // namespace

const Schema &userSchema()
{
    static const Schema schema {
        u"User"_s,
        QList<Field> {
            of(u"user_id"_s, Id), of(u"username"_s, Text), orNull(of(u"email"_s, Text)),
            of(u"permissions"_s, Text, u"Sorted words: admin, metrics, models, tools, user."_s),
            of(u"enabled"_s, Boolean), orNull(of(u"last_login_at"_s, Timestamp)) }
            + stamps()
    };
    return schema;
}

const Schema &loginSchema()
{
    static const Schema schema { u"Login"_s,
                                 { of(u"access_token"_s, Text), of(u"token_type"_s, Text),
                                   of(u"expires_in"_s, Integer, u"Seconds."_s),
                                   of(u"refresh_token"_s, Text, u"Works once."_s),
                                   of(u"user"_s, Object) } };
    return schema;
}

const Schema &keySchema()
{
    static const Schema schema {
        u"ApiKey"_s,
        { of(u"key_id"_s, Id), of(u"name"_s, Text), of(u"scopes"_s, TextList),
          of(u"prefix"_s, Text), of(u"created_at"_s, Timestamp),
          orNull(of(u"expires_at"_s, Timestamp)), orNull(of(u"last_used_at"_s, Timestamp)) }
    };
    return schema;
}

QList<Field> parameterFields()
{
    Field stops = orNull(within(of(u"stop_sequences"_s, TextList), 1, 256));
    stops.nullable = Nullable::No;
    stops.maximumItems = 16;
    Field strategy
        = of(u"context_strategy"_s, Text, u"What happens when the history does not fit."_s);
    strategy.oneOf = { u"truncate"_s, u"refuse"_s };
    QList<Field> fields { orNull(of(u"system_prompt"_s, Text)),
                          orNull(within(of(u"temperature"_s, Number), 0, 2)),
                          orNull(within(of(u"top_p"_s, Number), 0, 1)),
                          orNull(within(of(u"top_k"_s, Integer), 0, 1000)),
                          orNull(within(of(u"min_p"_s, Number), 0, 1)),
                          orNull(within(of(u"repeat_penalty"_s, Number), 0, 2)),
                          orNull(within(of(u"max_tokens"_s, Integer), 1, 9007199254740991.0)),
                          orNull(within(of(u"num_ctx"_s, Integer), 256, 2097152)),
                          orNull(within(of(u"seed"_s, Integer), -1, 2147483647)),
                          stops,
                          of(u"format"_s, Format,
                             u"text, json, or a JSON schema whose keys keep their order."_s),
                          of(u"raw"_s, Boolean, u"The prompt is exactly the new message."_s),
                          orNull(of(u"think"_s, Think)),
                          orNull(of(u"keep_alive"_s, KeepAlive)),
                          strategy };
    for (Field &field : fields)
        field.isParameter = true;
    return fields;
}

QList<Field> configFields(Presence needed)
{
    Field title = name(u"name"_s);
    title.presence = needed;
    Field model = name(u"model_name"_s, u"An installed model."_s);
    model.presence = needed;
    return QList<Field> { title, model } + parameterFields();
}

const Schema &configSchema()
{
    static const Schema schema { u"LLMModelConfig"_s,
                                 QList<Field> { of(u"config_id"_s, Id), of(u"user_id"_s, Id) }
                                     + configFields(Presence::Optional) + stamps() };
    return schema;
}

QList<Field> sessionFields(Presence needed)
{
    Field config = of(u"config_id"_s, Id);
    config.presence = needed;
    Field folder = orNull(name(u"folder"_s));
    return { config,
             name(u"name"_s),
             of(u"agent_mode"_s, Boolean),
             orNull(of(u"agent_config"_s, Object)),
             orNull(
                 of(u"overrides"_s, Options, u"Parameters put over those of the configuration."_s)),
             of(u"pinned"_s, Boolean),
             of(u"archived"_s, Boolean),
             folder };
}

const Schema &sessionSchema()
{
    static const Schema schema { u"ChatSession"_s,
                                 QList<Field> { of(u"session_id"_s, Id), of(u"user_id"_s, Id) }
                                     + sessionFields(Presence::Optional) + stamps()
                                     + QList<Field> { orNull(of(u"trashed_at"_s, Timestamp)),
                                                      orNull(of(u"active_message_id"_s, Id)),
                                                      orNull(of(u"last_message_at"_s, Timestamp)),
                                                      of(u"message_count"_s, Integer) } };
    return schema;
}

const Schema &messageSchema()
{
    static const Schema schema {
        u"ChatMessage"_s,
        { of(u"message_id"_s, Id), of(u"session_id"_s, Id), of(u"timestamp"_s, Timestamp),
          of(u"role"_s, Text), of(u"content"_s, Text), orNull(of(u"tokens"_s, Integer)),
          orNull(of(u"latency"_s, Number, u"Seconds, the whole answer."_s)),
          orNull(of(u"parent_id"_s, Id)), of(u"sibling_ids"_s, IdList), of(u"state"_s, Text),
          orNull(of(u"thinking"_s, Text)), orNull(of(u"model"_s, Text)),
          orNull(of(u"usage"_s, Object)), of(u"attachments"_s, List),
          orNull(of(u"error"_s, Object)) }
    };
    return schema;
}

const Schema &modelSchema()
{
    static const Schema schema {
        u"Model"_s,
        { of(u"name"_s, Text), of(u"size"_s, Integer, u"Bytes."_s), of(u"digest"_s, Text),
          orNull(of(u"modified_at"_s, Timestamp)), orNull(of(u"family"_s, Text)),
          orNull(of(u"parameter_size"_s, Text)), orNull(of(u"quantization"_s, Text)),
          orNull(of(u"context_length"_s, Integer)), orNull(of(u"capabilities"_s, TextList)),
          of(u"loaded"_s, Boolean),
          orNull(of(u"engines"_s, TextList, u"For administrators only."_s)) }
    };
    return schema;
}

const Schema &answerSchema()
{
    static const Schema schema { u"Answer"_s,
                                 { orNull(of(u"user_message"_s, Object)), of(u"message"_s, Object),
                                   orNull(of(u"usage"_s, Object)) } };
    return schema;
}

const Schema &healthSchema()
{
    static const Schema schema { u"Health"_s, { of(u"status"_s, Text) } };
    return schema;
}

const Schema &stoppedSchema()
{
    static const Schema schema { u"Stopped"_s, { orNull(of(u"message"_s, Object)) } };
    return schema;
}

} // namespace lokal::api
