-- +goose Up
-- How far the harvest of the courts' open data is, so that one that was cut off goes on where it was and a ruling that did not change costs
-- nothing. It holds the numbers of published rulings, and nothing of what they say.

-- Whose rulings these are, and whether the service asked to be left alone. Rulings of the demo must never stand between real ones.
CREATE TABLE harvest_state (
	single       boolean PRIMARY KEY DEFAULT true CHECK (single),
	service      text NOT NULL CHECK (service <> ''),
	strikes      int NOT NULL DEFAULT 0 CHECK (strikes >= 0), -- how often in a row it did not answer well
	paused_until timestamptz,
	reason       text NOT NULL DEFAULT '',
	terms_at     timestamptz -- when the value lists were read last
);

-- A period is one question to the feed, asked page by page: what changed in it, or what was decided in it.
CREATE TABLE harvest_periods (
	id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	basis     text NOT NULL CHECK (basis IN ('changed', 'decided')),
	begins    timestamptz NOT NULL,
	ends      timestamptz NOT NULL,
	state     text NOT NULL DEFAULT 'documents' CHECK (state IN ('documents', 'records', 'fetching', 'done')),
	next_from int NOT NULL DEFAULT 0 CHECK (next_from >= 0), -- the first entry of the feed that was not read yet
	total     int NOT NULL DEFAULT 0 CHECK (total >= 0),     -- how many the service said there are
	asked_at  timestamptz NOT NULL,
	done_at   timestamptz,
	CHECK (begins <= ends),
	CHECK ((state = 'done') = (done_at IS NOT NULL))
);
-- Whoever asks twice for a period gets it once.
CREATE UNIQUE INDEX ON harvest_periods (basis, begins, ends) WHERE state <> 'done';

-- What is known of each ruling that the feed named. due_at makes it the list of what must still be fetched: new ones, changed ones, those that
-- failed and those whose summary is still to come.
CREATE TABLE harvest_rulings (
	ecli          text PRIMARY KEY CHECK (ecli ~ '^ECLI:NL:[A-Z]{1,7}:[0-9]{4}:[A-Z0-9.]{1,25}$'),
	standing      text NOT NULL DEFAULT 'new' CHECK (standing IN ('new', 'kept', 'bare', 'withdrawn', 'vanished', 'refused')),
	heard         timestamptz NOT NULL,                -- the change that the feed told of last
	settled       timestamptz,                         -- the change that was dealt with last; nothing is fetched while they are the same
	deleted       text NOT NULL DEFAULT '' CHECK (deleted IN ('', 'doc', 'ecli')),
	hash          bytea CHECK (length(hash) = 32),     -- of what was put into the bank
	period        bigint REFERENCES harvest_periods,   -- the period that made it due; NULL when another ruling led to it
	due_at        timestamptz,
	tries         int NOT NULL DEFAULT 0 CHECK (tries >= 0),
	reason        text NOT NULL DEFAULT '',
	failing_since timestamptz,
	first_at      timestamptz NOT NULL,
	fetched_at    timestamptz,
	CHECK (standing <> 'new' OR settled IS NULL)
);
-- The next ruling to fetch, those that must go before those that may come.
CREATE INDEX ON harvest_rulings ((deleted = ''), due_at, ecli) WHERE due_at IS NOT NULL;

-- The value lists of the courts: courts, fields of law, procedures, relations.
CREATE TABLE harvest_terms (
	list         text NOT NULL CHECK (list <> ''),
	id           text NOT NULL CHECK (id <> ''),
	name         text NOT NULL CHECK (name <> ''),
	abbreviation text NOT NULL,
	type         text NOT NULL,
	begins       date,
	ends         date,
	parent       text NOT NULL,
	PRIMARY KEY (list, id)
);

-- +goose Down
DROP TABLE harvest_terms;
DROP TABLE harvest_rulings;
DROP TABLE harvest_periods;
DROP TABLE harvest_state;
