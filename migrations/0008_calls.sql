-- +goose Up
-- Conversations and the reports that are drafted from them. What was said and written lies here sealed only, with keys that are kept outside
-- the database: one for the transcript and one for the report, because their clocks differ.
CREATE TABLE calls (
	id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	held_on          date, -- NULL when nobody knows: then nothing is counted from it
	format           text NOT NULL CHECK (length(format) <= 20),
	owner            text NOT NULL CHECK (owner <> ''), -- who may see it, a person of staff
	kept_at          timestamptz NOT NULL DEFAULT now(),
	-- What was said about recording, before it could start.
	consent          text NOT NULL CHECK (consent IN ('niet_gevraagd', 'akkoord', 'geweigerd', 'ingetrokken')),
	consent_at       timestamptz NOT NULL,
	consent_by       text NOT NULL,
	consent_lang     text NOT NULL CHECK (length(consent_lang) BETWEEN 2 AND 3),
	consent_notice   text NOT NULL CHECK (length(consent_notice) <= 2000), -- the words of the notice
	transcript_until timestamptz NOT NULL,
	report_until     timestamptz NOT NULL,
	transcript_gone  timestamptz,
	report_gone      timestamptz,
	CHECK (report_until >= transcript_until)
);
-- The job of retention looks for what is due.
CREATE INDEX ON calls (transcript_until) WHERE transcript_gone IS NULL;
CREATE INDEX ON calls (report_until) WHERE report_gone IS NULL;

-- What was recorded or recognised. It never changes: a correction is an edit beside it.
CREATE TABLE call_utterances (
	call   bigint NOT NULL REFERENCES calls ON DELETE CASCADE,
	seq    int NOT NULL CHECK (seq >= 0),
	sealed bytea NOT NULL,
	PRIMARY KEY (call, seq)
);
-- +goose StatementBegin
CREATE FUNCTION call_utterance_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION 'an utterance is never changed';
END $$;
-- +goose StatementEnd
CREATE TRIGGER stays BEFORE UPDATE ON call_utterances FOR EACH ROW EXECUTE FUNCTION call_utterance_stays();

CREATE TABLE call_edits (
	id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	call    bigint NOT NULL,
	seq     int NOT NULL,
	made_at timestamptz NOT NULL,
	made_by text NOT NULL,
	sealed  bytea NOT NULL,
	FOREIGN KEY (call, seq) REFERENCES call_utterances ON DELETE CASCADE
);
-- The last edit of each utterance is what is read.
CREATE INDEX ON call_edits (call, seq, id DESC);

CREATE TABLE call_reports (
	id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	call        bigint NOT NULL REFERENCES calls ON DELETE CASCADE,
	version     int NOT NULL CHECK (version > 0),
	state       text NOT NULL DEFAULT 'concept' CHECK (state IN ('concept', 'in_controle', 'akkoord', 'vergrendeld')),
	made_at     timestamptz NOT NULL,
	reviewed_by text,
	signed_by   text,
	signed_at   timestamptz,
	locked_at   timestamptz,
	sealed      bytea NOT NULL, -- what was found in the call
	UNIQUE (call, version),
	CHECK ((state IN ('akkoord', 'vergrendeld')) = (signed_by IS NOT NULL AND signed_at IS NOT NULL)),
	CHECK ((state = 'vergrendeld') = (locked_at IS NOT NULL))
);
-- One version of a report is worked on at a time.
CREATE UNIQUE INDEX ON call_reports (call) WHERE state IN ('concept', 'in_controle');

CREATE TABLE call_sentences (
	report     bigint NOT NULL REFERENCES call_reports ON DELETE CASCADE,
	seq        int NOT NULL CHECK (seq >= 0),
	section    text NOT NULL CHECK (length(section) <= 30),
	evidence   int[] NOT NULL,
	source     text NOT NULL CHECK (source IN ('regel', 'model', 'medewerker')),
	verdict    text NOT NULL DEFAULT 'open' CHECK (verdict IN ('open', 'aanvaard', 'gewijzigd', 'verworpen')),
	decided_by text,
	decided_at timestamptz,
	sealed     bytea NOT NULL,
	PRIMARY KEY (report, seq),
	CHECK (source = 'medewerker' OR cardinality(evidence) > 0), -- a machine never writes without evidence
	CHECK ((verdict = 'open') = (decided_by IS NULL))
);

-- Proof that something is gone, without a word of what it was.
CREATE TABLE call_erasures (
	id     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	call   bigint NOT NULL, -- no reference: the proof outlives the call
	what   text NOT NULL CHECK (what IN ('transcript', 'report')),
	rule   text NOT NULL CHECK (rule IN ('termijn', 'verzoek')),
	gone_at timestamptz NOT NULL,
	key_hash text NOT NULL CHECK (key_hash ~ '^[0-9a-f]{64}$'),
	UNIQUE (call, what)
);

-- +goose Down
DROP TABLE call_erasures;
DROP TABLE call_sentences;
DROP TABLE call_reports;
DROP TABLE call_edits;
DROP TABLE call_utterances;
DROP FUNCTION call_utterance_stays;
DROP TABLE calls;
