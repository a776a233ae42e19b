-- The turns of a path are counted in the index alone, so that a long chat costs no look at its messages.
DROP INDEX messages_on_path
--;
CREATE INDEX messages_on_path ON messages(session_id, depth, role) WHERE on_path = 1
