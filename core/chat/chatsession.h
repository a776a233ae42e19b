#pragma once

#include "core/common/ids.h"
#include "core/configs/parameters.h"

#include <QDateTime>

namespace lokal {

/// A conversation: a tree of messages of which one path is active.
struct ChatSession
{
    SessionId id;
    UserId owner;
    ConfigId config;
    QString name;
    QDateTime createdAtUtc, updatedAtUtc;
    bool agentMode = false;
    QByteArray agentConfig; ///< JSON text of an object, empty for null
    ParameterChange overrides;
    bool hasOverrides = false; ///< false: null in the API
    bool pinned = false;
    bool archived = false;
    QString folder; ///< empty for none
    QDateTime trashedAtUtc; ///< invalid: not in the trash
    MessageId activeMessage; ///< leaf of the active path; invalid while empty
    QDateTime lastMessageAtUtc;
    qint64 messageCount = 0;
    qint64 revision = 1;
    bool operator==(const ChatSession &) const = default;
};

/// The name of a session that nobody has named; the first message replaces it.
QString defaultSessionName();

struct SessionChange
{
    std::optional<QString> name;
    std::optional<ConfigId> config;
    std::optional<bool> agentMode;
    std::optional<QByteArray> agentConfig; ///< inner empty: null
    std::optional<std::optional<ParameterChange>> overrides;
    std::optional<bool> pinned, archived, trashed;
    std::optional<std::optional<QString>> folder;
    std::optional<MessageId>
        activeMessage; ///< chooses the path through it (down to its newest leaf)
    std::optional<qint64> expectedRevision;
};

struct SessionFilter
{
    bool archived = false;
    bool trashed = false; ///< true ignores `archived`
    std::optional<QString> folder;
    QString query; ///< part of the name, ignoring case
};

} // namespace lokal
