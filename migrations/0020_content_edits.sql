-- +goose Up
-- What the content team changes: the words of topics, synonyms, the questions by which a change is measured, facts and help lines. What the
-- program ships stays as it is; edits lie over it. They are only added to: undoing is an edit as well, so that every state can be told again.

CREATE TABLE wording_edits (
	version bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	undoes  bigint REFERENCES wording_edits,
	word    text NOT NULL CHECK (word IN ('name', 'formal', 'lay', 'synonym', '')),
	topic   text NOT NULL CHECK (length(topic) <= 100),
	text    text NOT NULL CHECK (length(text) <= 200),
	dropped boolean NOT NULL DEFAULT false, -- takes the text away
	person  text NOT NULL, -- who did it
	at      timestamptz NOT NULL DEFAULT now(),
	CHECK ((undoes IS NULL) = (word <> '')),
	CHECK (undoes < version)
);

-- Questions of which the content team says where the answer stands.
CREATE TABLE golden_questions (
	id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	collection text NOT NULL CHECK (collection <> ''),
	question   text NOT NULL CHECK (question <> '' AND length(question) <= 500),
	kind       text NOT NULL CHECK (length(kind) <= 40),
	pages      text[] NOT NULL CHECK (cardinality(pages) BETWEEN 1 AND 20), -- ends of addresses; one of them is right
	UNIQUE (collection, question)
);

-- Facts that must be said and help lines, as the content team changed them: one row a change, the last that was not undone counts.
CREATE TABLE sheet_edits (
	version bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	undoes  bigint REFERENCES sheet_edits,
	kind    text NOT NULL CHECK (kind IN ('fact', 'line', '')),
	name    text NOT NULL CHECK (length(name) <= 100), -- which fact or line
	value   jsonb, -- as it is now; empty when it was taken away
	person  text NOT NULL,
	at      timestamptz NOT NULL DEFAULT now(),
	CHECK ((undoes IS NULL) = (kind <> '')),
	CHECK (undoes < version)
);

-- Two pages that seem to contradict each other and, somebody looked, do not.
CREATE TABLE settled_conflicts (
	pair   bytea PRIMARY KEY CHECK (length(pair) = 32), -- hash of the two sentences: when one of them changes it is a new pair
	person text NOT NULL,
	at     timestamptz NOT NULL DEFAULT now()
);

-- Running copies of the program hear of a change at once.
-- +goose StatementBegin
CREATE FUNCTION tell_content() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM pg_notify('wegwijzer_content', TG_TABLE_NAME);
	RETURN NULL;
END
$$;
-- +goose StatementEnd
CREATE TRIGGER tell AFTER INSERT ON wording_edits FOR EACH STATEMENT EXECUTE FUNCTION tell_content();
CREATE TRIGGER tell AFTER INSERT ON sheet_edits FOR EACH STATEMENT EXECUTE FUNCTION tell_content();

-- +goose Down
DROP TABLE settled_conflicts, sheet_edits, golden_questions, wording_edits;
DROP FUNCTION tell_content;
