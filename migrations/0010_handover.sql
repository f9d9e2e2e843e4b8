-- +goose Up
-- A member of staff takes over a conversation. Who the visitor is stands nowhere; what the two write is sealed with a key of the talk's own, kept
-- outside the database, which is destroyed minutes after the talk ends. The rows themselves go an hour later.

-- Who of staff can be written with now. A row that is past its time is nobody.
CREATE TABLE handover_presence (
	person  text PRIMARY KEY,              -- id of the member of staff
	name    text NOT NULL CHECK (length(name) BETWEEN 1 AND 100), -- first name, told to the visitor
	until   timestamptz NOT NULL
);

CREATE TABLE handover_talks (
	id        uuid PRIMARY KEY,
	secret    bytea NOT NULL UNIQUE CHECK (length(secret) = 32), -- hash of what the visitor's page shows
	origin    bytea NOT NULL,              -- hash of the network it came from: nobody fills the queue alone
	state     text NOT NULL CHECK (state IN ('waiting', 'talking', 'ended')),
	lang      text NOT NULL CHECK (length(lang) <= 8),
	worried   boolean NOT NULL DEFAULT false, -- the check for danger saw something in what the visitor wrote here
	person    text,                        -- who of staff took it
	name      text NOT NULL DEFAULT '',
	asked_at  timestamptz NOT NULL,
	taken_at  timestamptz,
	ended_at  timestamptz,
	ended_by  text NOT NULL DEFAULT '' CHECK (ended_by IN ('', 'visitor', 'staff', 'silence')),
	seen_at   timestamptz NOT NULL,        -- the last sign of the visitor
	wiped     boolean NOT NULL DEFAULT false, -- the key is destroyed and the lines are gone
	CHECK ((state = 'ended') = (ended_at IS NOT NULL)),
	CHECK (state <> 'talking' OR person IS NOT NULL)
);
-- The queue, and what has to be tidied up.
CREATE INDEX ON handover_talks (asked_at) WHERE state = 'waiting';
CREATE INDEX ON handover_talks (person) WHERE state = 'talking';
CREATE INDEX ON handover_talks (ended_at) WHERE state = 'ended';

CREATE TABLE handover_lines (
	talk    uuid NOT NULL REFERENCES handover_talks ON DELETE CASCADE,
	n       int NOT NULL CHECK (n > 0),
	author  text NOT NULL CHECK (author IN ('visitor', 'staff')),
	client  text NOT NULL CHECK (length(client) BETWEEN 1 AND 64), -- the page's own id: sent twice is said once
	worried boolean NOT NULL,
	sealed  bytea NOT NULL,
	at      timestamptz NOT NULL,
	PRIMARY KEY (talk, n),
	UNIQUE (talk, author, client)
);

-- +goose Down
DROP TABLE handover_lines, handover_talks, handover_presence;
