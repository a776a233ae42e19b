#include "core/storage/configqueries.h"

#include "core/storage/fillpage.h"
#include "core/storage/query.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace lokal::sql {
namespace {

const auto configColumns = "id, owner_id, name, model_name, created_at, updated_at, revision, "
                           "system_prompt, temperature, top_p, min_p, "
                           "top_k, max_tokens, repeat_penalty, seed, num_ctx, stop_sequences, "
                           "format, format_schema, raw, think, "
                           "keep_alive_seconds, keep_alive_duration, context_strategy"_L1;

// The words stand in the order of their enums.
constexpr std::array formatWords { "text"_L1, "json"_L1, "schema"_L1 };
constexpr std::array thinkWords { ""_L1,       "off"_L1,  "on"_L1, "low"_L1,
                                  "medium"_L1, "high"_L1, "max"_L1 };
constexpr std::array strategyWords { "truncate"_L1, "summarize"_L1, "retrieve"_L1, "refuse"_L1 };

template <typename Enum, size_t count>
QString wordOf(Enum value, const std::array<QLatin1StringView, count> &words)
{
    return words[size_t(value)];
}

/// The first of the enum for an unknown word; the table's CHECK lets none in.
template <typename Enum, size_t count>
Enum valueOf(const QString &word, const std::array<QLatin1StringView, count> &words)
{
    const auto found = std::find(words.begin(), words.end(), word);
    return found == words.end() ? Enum(0) : Enum(found - words.begin());
}

QString toText(const QStringList &list)
{
    return QString::fromUtf8(
        QJsonDocument(QJsonArray::fromStringList(list)).toJson(QJsonDocument::Compact));
}

QStringList toList(const QString &text)
{
    QStringList list;
    const QJsonArray array = QJsonDocument::fromJson(text.toUtf8()).array();
    for (const QJsonValue &value : array)
        list.append(value.toString());
    return list;
}

std::optional<KeepAlive> keepAliveOf(std::optional<double> seconds,
                                     const std::optional<QString> &duration)
{
    if (!seconds && !duration)
        return std::nullopt;
    return KeepAlive { seconds, duration.value_or(QString()) };
}

ModelConfig readConfig(const Query &query)
{
    ModelConfig config;
    Parameters &p = config.parameters;
    QString stopSequences, format, think, strategy;
    std::optional<double> keepAliveSeconds;
    std::optional<QString> keepAliveDuration;
    query.read(config.id, config.owner, config.name, config.modelName, config.createdAtUtc,
               config.updatedAtUtc, config.revision, p.systemPrompt, p.temperature, p.topP, p.minP,
               p.topK, p.maxTokens, p.repeatPenalty, p.seed, p.numCtx, stopSequences, format,
               p.format.schema, p.raw, think, keepAliveSeconds, keepAliveDuration, strategy);
    p.stopSequences = toList(stopSequences);
    p.format.kind = valueOf<AnswerFormat::Kind>(format, formatWords);
    p.think = valueOf<Think>(think, thinkWords);
    p.keepAlive = keepAliveOf(keepAliveSeconds, keepAliveDuration);
    p.contextStrategy = valueOf<ContextStrategy>(strategy, strategyWords);
    return config;
}

qint64 charactersOf(const ModelConfig &config)
{
    const Parameters &parameters = config.parameters;
    return parameters.systemPrompt.value_or(QString()).size() + parameters.format.schema.size();
}

void writeParameters(SqliteDatabase &database, ConfigId id, const Parameters &p)
{
    const std::optional<double> seconds = p.keepAlive ? p.keepAlive->seconds : std::nullopt;
    const std::optional<QString> duration
        = p.keepAlive && !seconds ? std::optional(p.keepAlive->duration) : std::nullopt;
    const std::optional<QString> think = p.think == Think::ModelDefault
        ? std::nullopt
        : std::optional(wordOf(p.think, thinkWords));
    change(
        database,
        u"UPDATE configs SET system_prompt = ?, temperature = ?, top_p = ?, min_p = ?, top_k = ?, "
        "max_tokens = ?, repeat_penalty = ?, seed = ?, num_ctx = ?, stop_sequences = ?, format = "
        "?, "
        "format_schema = ?, raw = ?, think = ?, keep_alive_seconds = ?, keep_alive_duration = ?, "
        "context_strategy = ? WHERE id = ?"_s,
        p.systemPrompt, p.temperature, p.topP, p.minP, p.topK, p.maxTokens, p.repeatPenalty, p.seed,
        p.numCtx, toText(p.stopSequences), wordOf(p.format.kind, formatWords), p.format.schema,
        p.raw, think, seconds, duration, wordOf(p.contextStrategy, strategyWords), id);
}

/// `moveTo` differs from `id` and belongs to the owner, or there is nothing to move.
Result<Done> moveSessions(SqliteDatabase &database, UserId owner, ConfigId id,
                          std::optional<ConfigId> moveTo, const QDateTime &now)
{
    if (moveTo) {
        if (const auto target = config(database, owner, *moveTo); !target || *moveTo == id)
            return makeError(ErrorCode::NotFound);
    }
    const Result<qint64> sessions = configUsage(database, owner, id);
    if (!sessions)
        return sessions.error();
    if (*sessions == 0)
        return Done {};
    if (!moveTo)
        return makeError(ErrorCode::ConfigInUse, {}, { { u"sessions"_s, *sessions } });
    change(
        database,
        u"UPDATE sessions SET config_id = ?, updated_at = ?, revision = revision + 1 WHERE config_id = ?"_s,
        *moveTo, now, id);
    return Done {};
}

} // namespace

Result<Page<ModelConfig>> configs(SqliteDatabase &database, UserId owner, const PageRequest &page)
{
    Page<ModelConfig> result { {}, 0, page.limit, page.offset };
    result.total
        = queryValue<qint64>(database, u"SELECT count(*) FROM configs WHERE owner_id = ?"_s, owner)
              .value_or(0);
    const auto select = [&](QLatin1StringView columns, int limit, qint64 offset) {
        return Query(
            database,
            u"SELECT %1 FROM configs WHERE owner_id = ? ORDER BY id LIMIT ? OFFSET ?"_s.arg(
                columns),
            owner, limit, offset);
    };
    fillPage(result, page, configColumns, select, readConfig, charactersOf);
    return result;
}

Result<ModelConfig> config(SqliteDatabase &database, UserId owner, ConfigId id)
{
    Query query(database,
                u"SELECT %1 FROM configs WHERE id = ? AND owner_id = ?"_s.arg(configColumns), id,
                owner);
    if (!query.next())
        return makeError(ErrorCode::NotFound);
    return readConfig(query);
}

Result<ModelConfig> insertConfig(SqliteDatabase &database, const ModelConfig &values,
                                 const QDateTime &now)
{
    if (!queryValue<qint64>(database, u"SELECT 1 FROM users WHERE id = ?"_s, values.owner))
        return makeError(ErrorCode::NotFound);
    change(database,
           u"INSERT INTO configs(owner_id, name, model_name, stop_sequences, format, "
           u"format_schema, raw, "
           "context_strategy, created_at, updated_at, revision) "
           "VALUES (?, ?, ?, '[]', 'text', x'', 0, 'truncate', ?, ?, 1)"_s,
           values.owner, values.name, values.modelName, now, now);
    if (database.failed())
        return database.failure();
    const ConfigId id { database.lastInsertId() };
    writeParameters(database, id, values.parameters);
    return config(database, values.owner, id);
}

Result<ModelConfig> updateConfig(SqliteDatabase &database, UserId owner, ConfigId id,
                                 const ConfigChange &values, const QDateTime &now)
{
    const Result<ModelConfig> stored = config(database, owner, id);
    if (!stored)
        return stored.error();
    if (values.expectedRevision && *values.expectedRevision != stored->revision)
        return makeError(ErrorCode::Stale);
    ModelConfig updated = *stored;
    updated.name = values.name.value_or(updated.name);
    updated.modelName = values.modelName.value_or(updated.modelName);
    updated.parameters = applied(updated.parameters, values.parameters);
    if (updated == *stored)
        return updated;
    change(
        database,
        u"UPDATE configs SET name = ?, model_name = ?, updated_at = ?, revision = revision + 1 WHERE id = ?"_s,
        updated.name, updated.modelName, now, id);
    writeParameters(database, id, updated.parameters);
    return config(database, owner, id);
}

Result<Done> deleteConfig(SqliteDatabase &database, UserId owner, ConfigId id,
                          std::optional<ConfigId> moveTo, const QDateTime &now)
{
    if (const Result<Done> moved = moveSessions(database, owner, id, moveTo, now); !moved)
        return moved;
    change(database, u"DELETE FROM configs WHERE id = ?"_s, id);
    return Done {};
}

Result<qint64> configUsage(SqliteDatabase &database, UserId owner, ConfigId id)
{
    if (const auto stored = config(database, owner, id); !stored)
        return stored.error();
    return queryValue<qint64>(database, u"SELECT count(*) FROM sessions WHERE config_id = ?"_s, id)
        .value_or(0);
}

} // namespace lokal::sql
