#include "core/api/schemas.h"

#include "core/api/problem.h"

using namespace Qt::StringLiterals;

namespace lokal::api {
namespace {

using enum FieldType;

Field of(const QString &name, FieldType type, const QString &summary = {})
{
    return makeField(name, type, summary);
}

/// An object, or a list of objects, with a schema of its own.
Field like(Field field, const Schema &schema)
{
    field.schema = schema.name;
    return field;
}

Field among(Field field, const QStringList &words)
{
    field.oneOf = words;
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
        u"User"_s, u"An account."_s,
        QList<Field> {
            of(u"user_id"_s, Id), of(u"username"_s, Text), orNull(of(u"email"_s, Text)),
            of(u"permissions"_s, Text, u"Sorted words: admin, metrics, models, tools, user."_s),
            of(u"enabled"_s, Boolean), orNull(of(u"last_login_at"_s, Timestamp)) }
            + stamps()
    };
    return schema;
}

const Schema &registeredSchema()
{
    static const Schema schema {
        u"RegisteredUser"_s, u"A new account with its first API key."_s,
        userSchema().fields + QList<Field> { of(u"api_key"_s, Text, u"Shown this once."_s) }
    };
    return schema;
}

const Schema &loginSchema()
{
    static const Schema schema { u"Login"_s,
                                 u"A pair of tokens and whom they stand for."_s,
                                 { of(u"access_token"_s, Text, u"A JWT."_s),
                                   among(of(u"token_type"_s, Text), { u"Bearer"_s }),
                                   of(u"expires_in"_s, Integer, u"Seconds."_s),
                                   of(u"refresh_token"_s, Text, u"Works once."_s),
                                   like(of(u"user"_s, Object), userSchema()) } };
    return schema;
}

QStringList scopeWords()
{
    return { u"read"_s, u"chat"_s, u"models"_s, u"tools"_s, u"metrics"_s, u"all"_s };
}

const Schema &keySchema()
{
    static const Schema schema {
        u"ApiKey"_s,
        u"An API key without its secret."_s,
        { of(u"key_id"_s, Id), of(u"name"_s, Text), among(of(u"scopes"_s, TextList), scopeWords()),
          of(u"prefix"_s, Text, u"How the key begins."_s), of(u"created_at"_s, Timestamp),
          orNull(of(u"expires_at"_s, Timestamp)), orNull(of(u"last_used_at"_s, Timestamp)) }
    };
    return schema;
}

const Schema &createdKeySchema()
{
    static const Schema schema { u"CreatedApiKey"_s, u"A new API key."_s,
                                 keySchema().fields
                                     + QList<Field> { of(u"api_key"_s, Text,
                                                         u"The whole key; shown this once."_s) } };
    return schema;
}

QList<Field> parameterFields()
{
    Field stops = orNull(
        within(of(u"stop_sequences"_s, TextList, u"The answer ends before these."_s), 1, 256));
    stops.nullable = Nullable::No;
    stops.maximumItems = 16;
    Field strategy
        = of(u"context_strategy"_s, Text, u"What happens when the history does not fit."_s);
    strategy.oneOf = { u"truncate"_s, u"refuse"_s };
    QList<Field> fields {
        orNull(of(u"system_prompt"_s, Text, u"Put before every conversation."_s)),
        orNull(within(of(u"temperature"_s, Number, u"How freely words are chosen."_s), 0, 2)),
        orNull(within(
            of(u"top_p"_s, Number, u"Only the likeliest words that make up this share."_s), 0, 1)),
        orNull(within(of(u"top_k"_s, Integer, u"Only so many of the likeliest words."_s), 0, 1000)),
        orNull(within(
            of(u"min_p"_s, Number, u"Only words this likely, compared with the likeliest."_s), 0,
            1)),
        orNull(within(of(u"repeat_penalty"_s, Number, u"Above 1: fewer repetitions."_s), 0, 2)),
        orNull(within(of(u"max_tokens"_s, Integer, u"The answer ends there."_s), 1,
                      9007199254740991.0)),
        orNull(within(of(u"num_ctx"_s, Integer, u"Size of the context window in tokens."_s), 256,
                      2097152)),
        orNull(within(of(u"seed"_s, Integer,
                         u"The same seed gives the same answer; -1: another each time."_s),
                      -1, 2147483647)),
        stops,
        of(u"format"_s, Format,
           u"What the answer has to look like; the keys of a schema keep their order."_s),
        of(u"raw"_s, Boolean, u"The prompt is exactly the new message."_s),
        orNull(of(u"think"_s, Think, u"Whether the model thinks first; null: as it likes."_s)),
        orNull(of(u"keep_alive"_s, KeepAlive, u"How long the model stays loaded afterwards."_s)),
        strategy
    };
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
    static const Schema schema { u"LLMModelConfig"_s, u"A model with its parameters."_s,
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

/// The configuration can be gone, which an answer may say and a request may repeat.
QList<Field> shownSessionFields()
{
    QList<Field> fields = sessionFields(Presence::Optional);
    fields[0] = orNull(fields[0]);
    return fields;
}

const Schema &sessionSchema()
{
    static const Schema schema { u"ChatSession"_s, u"A conversation."_s,
                                 QList<Field> { of(u"session_id"_s, Id), of(u"user_id"_s, Id) }
                                     + shownSessionFields() + stamps()
                                     + QList<Field> { orNull(of(u"trashed_at"_s, Timestamp)),
                                                      orNull(of(u"active_message_id"_s, Id)),
                                                      orNull(of(u"last_message_at"_s, Timestamp)),
                                                      of(u"message_count"_s, Integer) } };
    return schema;
}

const Schema &usageSchema()
{
    static const Schema schema {
        u"Usage"_s,
        u"What an answer cost, as the engine counted."_s,
        { orNull(of(u"prompt_tokens"_s, Integer)), orNull(of(u"completion_tokens"_s, Integer)),
          orNull(of(u"load_ms"_s, Number)), orNull(of(u"prompt_ms"_s, Number)),
          orNull(of(u"eval_ms"_s, Number)), orNull(of(u"total_ms"_s, Number)),
          orNull(of(u"first_token_ms"_s, Number)), orNull(of(u"tokens_per_second"_s, Number)) }
    };
    return schema;
}

const Schema &attachmentSchema()
{
    static const Schema schema {
        u"Attachment"_s,
        u"A picture or a text that was sent along; its bytes are at /attachments/{attachment_id}."_s,
        { of(u"attachment_id"_s, Id), among(of(u"kind"_s, Text), { u"image"_s, u"document"_s }),
          of(u"name"_s, Text), of(u"media_type"_s, Text), of(u"bytes"_s, Integer) }
    };
    return schema;
}

const Schema &messageErrorSchema()
{
    static const Schema schema { u"MessageError"_s,
                                 u"Why an answer ended early."_s,
                                 { of(u"code"_s, Text, u"As in problems."_s),
                                   of(u"detail"_s, Text) } };
    return schema;
}

const Schema &messageSchema()
{
    static const Schema schema {
        u"ChatMessage"_s,
        u"A message. Those of a session are a tree; one path through it is active."_s,
        { of(u"message_id"_s, Id), of(u"session_id"_s, Id), of(u"timestamp"_s, Timestamp),
          among(of(u"role"_s, Text), { u"user"_s, u"assistant"_s, u"system"_s, u"tool"_s }),
          of(u"content"_s, Text), orNull(of(u"tokens"_s, Integer)),
          orNull(of(u"latency"_s, Number, u"Seconds, the whole answer."_s)),
          orNull(of(u"parent_id"_s, Id)),
          of(u"sibling_ids"_s, IdList, u"In order, itself included."_s),
          among(of(u"state"_s, Text),
                { u"pending"_s, u"streaming"_s, u"awaiting_approval"_s, u"complete"_s, u"stopped"_s,
                  u"error"_s, u"interrupted"_s }),
          orNull(of(u"thinking"_s, Text)), orNull(of(u"model"_s, Text)),
          orNull(like(of(u"usage"_s, Object), usageSchema())),
          like(of(u"attachments"_s, List), attachmentSchema()),
          orNull(like(of(u"error"_s, Object), messageErrorSchema())) }
    };
    return schema;
}

const Schema &modelSchema()
{
    static const Schema schema {
        u"Model"_s,
        u"A model of the engine."_s,
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
                                 u"A whole answer, with \"stream\": false."_s,
                                 { orNull(like(of(u"user_message"_s, Object), messageSchema())),
                                   like(of(u"message"_s, Object), messageSchema()),
                                   orNull(like(of(u"usage"_s, Object), usageSchema())) } };
    return schema;
}

const Schema &healthSchema()
{
    static const Schema schema { u"Health"_s,
                                 {},
                                 { among(of(u"status"_s, Text), { u"ok"_s, u"degraded"_s }) } };
    return schema;
}

const Schema &stoppedSchema()
{
    static const Schema schema { u"Stopped"_s,
                                 u"The answer that was stopped; null when none ran."_s,
                                 { orNull(like(of(u"message"_s, Object), messageSchema())) } };
    return schema;
}

const Schema &fieldErrorSchema()
{
    static const Schema schema { u"FieldError"_s,
                                 {},
                                 { of(u"field"_s, Text, u"Its path: stop_sequences[2]."_s),
                                   of(u"message"_s, Text, u"What would be right."_s) } };
    return schema;
}

namespace {

QList<Field> problemFields()
{
    return { required(of(u"type"_s, Text, u"urn:lokal-ai:problem:<code>"_s)),
             required(of(u"title"_s, Text)),
             required(of(u"status"_s, Integer)),
             required(of(u"detail"_s, Text)),
             required(of(u"instance"_s, Text, u"The path of the request."_s)),
             required(among(of(u"code"_s, Text), problemCodes())),
             required(of(u"request_id"_s, Text, u"Also in the log and in X-Request-Id."_s)),
             like(of(u"errors"_s, List, u"The wrong fields."_s), fieldErrorSchema()),
             of(u"window"_s, Integer, u"Of context_exceeded: what the model can see."_s),
             of(u"needed"_s, Integer, u"Of context_exceeded: what it would have to see."_s) };
}

} // namespace

const Schema &problemSchema()
{
    static const Schema schema {
        u"Problem"_s, u"A failure (RFC 9457)."_s,
        problemFields()
            + QList<Field> { orNull(
                like(of(u"message"_s, Object, u"The answer that failed, with the text so far."_s),
                     messageSchema())) },
        true
    };
    return schema;
}

const QList<StreamEvent> &streamEvents()
{
    static const QList<StreamEvent> events {
        { u"message.start"_s,
          { u"MessageStart"_s,
            u"The first: what is answered, and the answer while it is still empty."_s,
            { of(u"session_id"_s, Id), orNull(like(of(u"user_message"_s, Object), messageSchema())),
              like(of(u"message"_s, Object), messageSchema()), of(u"model"_s, Text) } } },
        { u"queued"_s,
          { u"Queued"_s,
            u"The answer waits for its turn; again when the place changes."_s,
            { of(u"position"_s, Integer) } } },
        { u"status"_s,
          { u"Status"_s,
            u"What the engine is doing."_s,
            { of(u"phase"_s, Text, u"loading_model, reading_prompt, ..."_s) } } },
        { u"context"_s,
          { u"Context"_s,
            u"What the model gets to see."_s,
            { among(of(u"strategy"_s, Text),
                    { u"truncate"_s, u"summarize"_s, u"retrieve"_s, u"refuse"_s }),
              of(u"window"_s, Integer), of(u"used_estimate"_s, Integer),
              of(u"dropped_turns"_s, Integer), orNull(of(u"first_message_id"_s, Id)) } } },
        { u"thinking"_s,
          { u"Thinking"_s, u"A piece of the model's thoughts."_s, { of(u"text"_s, Text) } } },
        { u"token"_s, { u"Token"_s, u"A piece of the answer."_s, { of(u"text"_s, Text) } } },
        { u"done"_s,
          { u"DoneEvent"_s,
            u"The last of an answer that ended or was stopped."_s,
            { among(of(u"status"_s, Text), { u"completed"_s, u"stopped"_s }),
              of(u"reason"_s, Text, u"stop, length, user, disconnected, length_limit, shutdown"_s),
              like(of(u"message"_s, Object), messageSchema()),
              orNull(like(of(u"usage"_s, Object), usageSchema())) } } },
        { u"error"_s,
          { u"ErrorEvent"_s, u"The last of an answer that failed: the members of a problem."_s,
            problemSchema().fields, true } },
    };
    return events;
}

QList<const Schema *> allSchemas()
{
    QList<const Schema *> all { &userSchema(),       &registeredSchema(),   &loginSchema(),
                                &keySchema(),        &createdKeySchema(),   &configSchema(),
                                &sessionSchema(),    &messageSchema(),      &usageSchema(),
                                &attachmentSchema(), &messageErrorSchema(), &answerSchema(),
                                &stoppedSchema(),    &modelSchema(),        &healthSchema(),
                                &problemSchema(),    &fieldErrorSchema() };
    for (const StreamEvent &event : streamEvents())
        all.append(&event.data);
    return all;
}

} // namespace lokal::api
