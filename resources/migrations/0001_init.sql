-- Schema 1. Times are milliseconds since 1970 in UTC, names of states and roles are those of the API.
-- AUTOINCREMENT everywhere: an id that was given out is never given out again.
CREATE TABLE settings (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID
--;
-- The key columns hold the case-folded text, because "unique ignoring case" must not depend on a collation.
CREATE TABLE users (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    username TEXT NOT NULL,
    username_key TEXT NOT NULL UNIQUE,
    email TEXT,
    email_key TEXT UNIQUE,
    password_hash TEXT NOT NULL,
    stamp TEXT NOT NULL,
    permissions TEXT NOT NULL,
    enabled INTEGER NOT NULL CHECK (enabled IN (0, 1)),
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    last_login_at INTEGER,
    revision INTEGER NOT NULL
) STRICT
--;
CREATE TABLE logins (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    user_id INTEGER NOT NULL REFERENCES users(id) ON DELETE CASCADE,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    revoked INTEGER NOT NULL CHECK (revoked IN (0, 1))
) STRICT
--;
CREATE INDEX logins_by_user ON logins(user_id)
--;
CREATE INDEX logins_by_expiry ON logins(expires_at)
--;
-- Used tokens stay until their login expires: seeing one again means that it was stolen.
CREATE TABLE refresh_tokens (
    hash BLOB NOT NULL PRIMARY KEY,
    login_id INTEGER NOT NULL REFERENCES logins(id) ON DELETE CASCADE,
    used INTEGER NOT NULL CHECK (used IN (0, 1))
) STRICT, WITHOUT ROWID
--;
CREATE INDEX refresh_tokens_by_login ON refresh_tokens(login_id, used)
--;
CREATE TABLE api_keys (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    owner_id INTEGER NOT NULL REFERENCES users(id) ON DELETE CASCADE,
    public_id TEXT NOT NULL UNIQUE,
    secret_hash BLOB NOT NULL,
    name TEXT NOT NULL,
    scopes TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER,
    last_used_at INTEGER
) STRICT
--;
CREATE INDEX api_keys_by_owner ON api_keys(owner_id)
--;
-- format_schema is the text as received: the model writes the keys of its answer in that order.
CREATE TABLE configs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    owner_id INTEGER NOT NULL REFERENCES users(id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    model_name TEXT NOT NULL,
    system_prompt TEXT,
    temperature REAL,
    top_p REAL,
    min_p REAL,
    top_k INTEGER,
    max_tokens INTEGER,
    repeat_penalty REAL,
    seed INTEGER,
    num_ctx INTEGER,
    stop_sequences TEXT NOT NULL,
    format TEXT NOT NULL CHECK (format IN ('text', 'json', 'schema')),
    format_schema BLOB NOT NULL,
    raw INTEGER NOT NULL CHECK (raw IN (0, 1)),
    think TEXT CHECK (think IN ('off', 'on', 'low', 'medium', 'high', 'max')),
    keep_alive_seconds REAL,
    keep_alive_duration TEXT,
    context_strategy TEXT NOT NULL CHECK (context_strategy IN ('truncate', 'summarize', 'retrieve', 'refuse')),
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    revision INTEGER NOT NULL
) STRICT
--;
CREATE INDEX configs_by_owner ON configs(owner_id)
--;
-- name_key: case-folded name, for the filter by a part of the name. sort_at and in_trash exist for the list index.
CREATE TABLE sessions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    owner_id INTEGER NOT NULL REFERENCES users(id) ON DELETE CASCADE,
    config_id INTEGER NOT NULL REFERENCES configs(id),
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    agent_mode INTEGER NOT NULL CHECK (agent_mode IN (0, 1)),
    agent_config BLOB NOT NULL,
    overrides BLOB,
    pinned INTEGER NOT NULL CHECK (pinned IN (0, 1)),
    archived INTEGER NOT NULL CHECK (archived IN (0, 1)),
    folder TEXT NOT NULL,
    trashed_at INTEGER,
    active_message_id INTEGER REFERENCES messages(id) ON DELETE SET NULL,
    last_message_at INTEGER,
    message_count INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    sort_at INTEGER GENERATED ALWAYS AS (coalesce(last_message_at, created_at)) VIRTUAL,
    in_trash INTEGER GENERATED ALWAYS AS (trashed_at IS NOT NULL) VIRTUAL
) STRICT
--;
CREATE INDEX sessions_in_order ON sessions(owner_id, in_trash, archived, pinned DESC, sort_at DESC, id)
--;
CREATE INDEX sessions_by_config ON sessions(config_id)
--;
CREATE INDEX sessions_by_active_message ON sessions(active_message_id)
--;
CREATE INDEX sessions_in_trash ON sessions(trashed_at) WHERE trashed_at IS NOT NULL
--;
-- A tree: parent_id is NULL for a root, depth counts from 0, on_path marks the one active path. On that path
-- the depths are 0, 1, 2 ... without gaps, so a page of it is a range of depths. The long columns come last, so
-- that reading the others does not walk through them. searchable: in the full-text index.
CREATE TABLE messages (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    session_id INTEGER NOT NULL REFERENCES sessions(id) ON DELETE CASCADE,
    owner_id INTEGER NOT NULL,
    parent_id INTEGER REFERENCES messages(id),
    depth INTEGER NOT NULL CHECK (depth >= 0),
    on_path INTEGER NOT NULL CHECK (on_path IN (0, 1)),
    searchable INTEGER NOT NULL CHECK (searchable IN (0, 1)),
    role TEXT NOT NULL CHECK (role IN ('user', 'assistant', 'system', 'tool')),
    state TEXT NOT NULL CHECK (state IN ('pending', 'streaming', 'awaiting_approval',
                                         'complete', 'stopped', 'error', 'interrupted')),
    created_at INTEGER NOT NULL,
    tokens INTEGER,
    latency REAL,
    model TEXT NOT NULL,
    reason TEXT NOT NULL,
    error_code TEXT,
    error_detail TEXT,
    usage TEXT,
    revision INTEGER NOT NULL,
    sent BLOB NOT NULL,
    content TEXT NOT NULL,
    thinking TEXT NOT NULL
) STRICT
--;
CREATE INDEX messages_by_parent ON messages(parent_id, session_id)
--;
CREATE INDEX messages_by_session ON messages(session_id)
--;
CREATE INDEX messages_on_path ON messages(session_id, depth) WHERE on_path = 1
--;
CREATE INDEX messages_unfinished ON messages(id) WHERE state IN ('pending', 'streaming', 'awaiting_approval')
--;
CREATE TABLE attachments (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    message_id INTEGER NOT NULL REFERENCES messages(id) ON DELETE CASCADE,
    owner_id INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('image', 'document')),
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size INTEGER NOT NULL,
    data BLOB NOT NULL
) STRICT
--;
CREATE INDEX attachments_by_message ON attachments(message_id)
--;
-- Full text. The owner is an indexed column (o:u7), so that a search costs what one's own data costs.
-- The views are the content behind the index; comparing both is part of the integrity check.
CREATE VIEW searchable_messages AS
    SELECT id, 'u' || owner_id AS o, content AS t FROM messages WHERE searchable = 1
--;
CREATE VIRTUAL TABLE message_search USING fts5(o, t, content='searchable_messages', content_rowid='id',
                                               tokenize='unicode61 remove_diacritics 2')
--;
CREATE VIEW searchable_titles AS
    SELECT id, 'u' || owner_id AS o, name AS t FROM sessions WHERE trashed_at IS NULL
--;
CREATE VIRTUAL TABLE title_search USING fts5(o, t, content='searchable_titles', content_rowid='id',
                                             tokenize='unicode61 remove_diacritics 2')
--;
CREATE TRIGGER message_search_insert AFTER INSERT ON messages WHEN new.searchable = 1
BEGIN
    INSERT INTO message_search(rowid, o, t) VALUES (new.id, 'u' || new.owner_id, new.content);
END
--;
-- One trigger with both halves: the order of two triggers is not defined, and the old words have to go first.
CREATE TRIGGER message_search_update AFTER UPDATE OF content, searchable ON messages
    WHEN old.searchable = 1 OR new.searchable = 1
BEGIN
    INSERT INTO message_search(message_search, rowid, o, t)
        SELECT 'delete', old.id, 'u' || old.owner_id, old.content WHERE old.searchable = 1;
    INSERT INTO message_search(rowid, o, t)
        SELECT new.id, 'u' || new.owner_id, new.content WHERE new.searchable = 1;
END
--;
CREATE TRIGGER message_search_delete AFTER DELETE ON messages WHEN old.searchable = 1
BEGIN
    INSERT INTO message_search(message_search, rowid, o, t)
        VALUES ('delete', old.id, 'u' || old.owner_id, old.content);
END
--;
CREATE TRIGGER title_search_insert AFTER INSERT ON sessions WHEN new.trashed_at IS NULL
BEGIN
    INSERT INTO title_search(rowid, o, t) VALUES (new.id, 'u' || new.owner_id, new.name);
END
--;
CREATE TRIGGER title_search_update AFTER UPDATE OF name, trashed_at ON sessions
    WHEN (old.name IS NOT new.name) OR (old.trashed_at IS NOT new.trashed_at)
BEGIN
    INSERT INTO title_search(title_search, rowid, o, t)
        SELECT 'delete', old.id, 'u' || old.owner_id, old.name WHERE old.trashed_at IS NULL;
    INSERT INTO title_search(rowid, o, t)
        SELECT new.id, 'u' || new.owner_id, new.name WHERE new.trashed_at IS NULL;
END
--;
CREATE TRIGGER title_search_delete AFTER DELETE ON sessions WHEN old.trashed_at IS NULL
BEGIN
    INSERT INTO title_search(title_search, rowid, o, t)
        VALUES ('delete', old.id, 'u' || old.owner_id, old.name);
END
