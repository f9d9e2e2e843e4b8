-- +goose Up
-- What the site did not answer, and whether the assistant is switched off.

-- A question without an answer, so reduced that nobody can be found in it: only words that many people use about these subjects (those of
-- the bank of topics), in the order of the alphabet, with the week and no time. conversation is a number drawn by lot, so that one person
-- who asks ten times does not look like ten people.
CREATE TABLE gaps (
	id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	week         date NOT NULL CHECK (extract(isodow FROM week) = 1),
	conversation bigint NOT NULL,
	lang         text NOT NULL CHECK (length(lang) <= 3),
	outcome      text NOT NULL CHECK (outcome IN ('refused_no_source', 'refused_unsupported', 'answered_partial', 'clarify')),
	topic        text NOT NULL, -- the bank's best guess; '' when it has none
	terms        text[] NOT NULL CHECK (cardinality(terms) <= 40)
);
-- Old rows are thrown away by week, and clusters are made of the recent ones.
CREATE INDEX ON gaps (week);

-- A channel that is switched off answers with telephone numbers only. Switching is kept in the audit of the staff desk.
CREATE TABLE switches (
	channel    text PRIMARY KEY CHECK (channel IN ('all', 'socket', 'stream', 'form', 'model')),
	off        boolean NOT NULL,
	changed_at timestamptz NOT NULL DEFAULT now()
);

-- +goose Down
DROP TABLE switches;
DROP TABLE gaps;
