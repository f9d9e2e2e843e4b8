-- +goose Up
-- The desk where the draft of a call becomes a signed report: what staff know the call by, who speaks, what was set aside, and what goes out.
ALTER TABLE calls
	ADD COLUMN label     bytea,                            -- what staff know the call by, sealed with the key of the report
	ADD COLUMN four_eyes boolean NOT NULL DEFAULT false;   -- somebody else than who signs must lock the report

-- The labels of the file, and whom each stands for: named once, right everywhere.
CREATE TABLE call_speakers (
	call   bigint NOT NULL REFERENCES calls ON DELETE CASCADE,
	seq    int NOT NULL CHECK (seq >= 0),
	role   text NOT NULL CHECK (role IN ('geen', 'medewerker', 'client', 'tolk', 'naaste')),
	sealed bytea NOT NULL, -- the label and the name, with the key of the transcript
	PRIMARY KEY (call, seq)
);

ALTER TABLE call_sentences
	ADD COLUMN aside     text NOT NULL DEFAULT '' CHECK (aside IN ('', 'zin', 'bedrag', 'datum', 'afspraak', 'passage')), -- not in the report, and what it is
	ADD COLUMN why       text[] NOT NULL DEFAULT '{}', -- what the words that it cites do not carry
	ADD COLUMN moments   int[] NOT NULL DEFAULT '{}',  -- when the cited words were said, in seconds; -1 is not known. They outlive the transcript
	ADD COLUMN drafted   bytea,                        -- as it was before a person put it in other words
	ADD COLUMN came_from int,                          -- which sentence of the version before it was
	DROP CONSTRAINT call_sentences_check,
	ADD CONSTRAINT a_machine_cites CHECK (source = 'medewerker' OR aside <> '' OR cardinality(evidence) > 0);

-- What has to be told to the case system, put here in the transaction that signs. What is told is made when it is sent: nothing personal lies here.
CREATE TABLE call_outbox (
	id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	report     bigint NOT NULL REFERENCES call_reports ON DELETE CASCADE,
	dedupe     text NOT NULL UNIQUE, -- the receiver drops a second copy by it
	state      text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sent')),
	attempts   int NOT NULL DEFAULT 0,
	problem    text NOT NULL DEFAULT '' CHECK (length(problem) <= 80), -- in one word; never an answer of a server
	due_at     timestamptz NOT NULL,
	sent_at    timestamptz,
	created_at timestamptz NOT NULL
);
-- What is due next.
CREATE INDEX ON call_outbox (due_at) WHERE state = 'waiting';
CREATE INDEX ON call_outbox (report);

-- The copy of a signed report that a client reads with a code and, by another way that was agreed in the call, a number.
CREATE TABLE call_copies (
	id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	call       bigint NOT NULL REFERENCES calls ON DELETE CASCADE,
	report     bigint NOT NULL REFERENCES call_reports ON DELETE CASCADE,
	code       bytea NOT NULL UNIQUE CHECK (length(code) = 32), -- keyed hash of the code
	way        text NOT NULL CHECK (way IN ('gesproken', 'sms', 'mail')), -- how the number comes to the client
	number     bytea NOT NULL CHECK (length(number) = 32), -- keyed hash of the number that was told; of nothing when it is sent at each opening
	sealed     bytea,  -- what the client reads, and where the number is sent; NULL when it has expired
	made_by    text NOT NULL,
	made_at    timestamptz NOT NULL,
	expires_at timestamptz NOT NULL,
	read_at    timestamptz, -- when it was last opened
	wrong      int NOT NULL DEFAULT 0 -- numbers that were wrong in a row: too many close it
);
CREATE INDEX ON call_copies (call);
-- What the night's round has to forget.
CREATE INDEX ON call_copies (expires_at) WHERE sealed IS NOT NULL;

-- Numbers that are sent when a code is typed. One is made for a wrong code too, so that both take the same time; it goes nowhere.
CREATE TABLE call_numbers (
	id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	copy       bigint REFERENCES call_copies ON DELETE CASCADE, -- NULL: the code opens nothing
	number     bytea NOT NULL CHECK (length(number) = 32),      -- keyed hash
	sealed     bytea,                                           -- the number itself, until it was sent
	state      text NOT NULL CHECK (state IN ('waiting', 'sent', 'used')),
	attempts   int NOT NULL DEFAULT 0,
	made_at    timestamptz NOT NULL,
	expires_at timestamptz NOT NULL
);
CREATE INDEX ON call_numbers (copy);
CREATE INDEX ON call_numbers (id) WHERE state = 'waiting';
CREATE INDEX ON call_numbers (expires_at);

-- Tries at codes, for a day: by a keyed hash of the network that tries.
CREATE TABLE call_tries (
	client bytea NOT NULL,
	at     timestamptz NOT NULL,
	wrong  boolean NOT NULL
);
CREATE INDEX ON call_tries (client, at) WHERE wrong;
CREATE INDEX ON call_tries (at);

-- +goose Down
DROP TABLE call_tries, call_numbers, call_copies, call_outbox, call_speakers;
DELETE FROM call_sentences WHERE aside <> '';
ALTER TABLE call_sentences
	DROP CONSTRAINT a_machine_cites,
	DROP COLUMN aside, DROP COLUMN why, DROP COLUMN moments, DROP COLUMN drafted, DROP COLUMN came_from,
	ADD CONSTRAINT call_sentences_check CHECK (source = 'medewerker' OR cardinality(evidence) > 0);
ALTER TABLE calls DROP COLUMN label, DROP COLUMN four_eyes;
