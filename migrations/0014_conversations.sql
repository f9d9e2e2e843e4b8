-- +goose Up
-- Conversations that their people want to go on with later. What was said is sealed with a key of the conversation's own, after everything that
-- points to a person was taken out; of the code there is only a keyed hash.
CREATE TABLE conversations (
	id         uuid PRIMARY KEY,
	code       bytea NOT NULL UNIQUE CHECK (length(code) = 32),
	sealed     bytea NOT NULL CHECK (length(sealed) <= 300000),
	created_at timestamptz NOT NULL,
	expires_at timestamptz NOT NULL CHECK (expires_at > created_at)
);
-- Those whose time has come are looked for every hour.
CREATE INDEX ON conversations (expires_at);

-- Tries at codes, for a day: by a hash of the network that tries.
CREATE TABLE conversation_tries (
	client bytea NOT NULL,
	at     timestamptz NOT NULL,
	wrong  boolean NOT NULL
);
-- How many a network and all together had in the last hour.
CREATE INDEX ON conversation_tries (client, at) WHERE wrong;
CREATE INDEX ON conversation_tries (at);

-- +goose Down
DROP TABLE conversation_tries, conversations;
