-- +goose Up
-- How a call comes in: recorded live, from a file, or typed. The sound lies on disk, in sealed pieces with a key of their own, and not here: when the disk
-- for sound is full, the database goes on, and a backup of the database holds no sound.
ALTER TABLE call_erasures DROP CONSTRAINT call_erasures_what_check;
ALTER TABLE call_erasures ADD CONSTRAINT call_erasures_what_check CHECK (what IN ('transcript', 'report', 'audio'));

CREATE TABLE call_recordings (
	call          bigint PRIMARY KEY REFERENCES calls ON DELETE CASCADE,
	way           text NOT NULL CHECK (way IN ('live', 'bestand', 'notities')),
	kept          boolean NOT NULL, -- whether sound may be stored; without, it only passes through memory
	state         text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'wacht', 'klaar', 'gestopt')),
	kind          text CHECK (kind IN ('wav', 'mp3', 'm4a', 'webm', 'ogg', 'pcm')), -- told by the content; NULL until something came
	expected      bigint CHECK (expected > 0), -- bytes of the file, as the page announced them
	began_at      timestamptz NOT NULL, -- where the clock of the call is zero
	touched_at    timestamptz NOT NULL, -- when something last came in; one that nobody comes back to is closed
	ended_at      timestamptz,
	audio_until   timestamptz NOT NULL, -- at the latest; sooner when the report is signed
	audio_gone    timestamptz,
	failing_since timestamptz, -- since when the recogniser gives no words
	problem       text CHECK (length(problem) <= 40), -- the key of a text
	tries         int NOT NULL DEFAULT 0,
	next_try      timestamptz NOT NULL,
	CHECK (audio_until <= began_at + interval '30 days'),
	CHECK ((state = 'open') = (ended_at IS NULL))
);
-- The job looks for calls that wait for words, and for those that were left behind.
CREATE INDEX ON call_recordings (next_try) WHERE state IN ('open', 'wacht');
-- The job of retention looks for sound that is due.
CREATE INDEX ON call_recordings (audio_until) WHERE audio_gone IS NULL;

CREATE TABLE call_tracks (
	call     bigint NOT NULL REFERENCES call_recordings ON DELETE CASCADE,
	channel  smallint NOT NULL CHECK (channel IN (0, 1)),
	role     text NOT NULL CHECK (role IN ('geen', 'medewerker', 'client')), -- who speaks on it
	bytes    bigint NOT NULL DEFAULT 0 CHECK (bytes >= 0), -- how far it reaches, what was not recorded included
	next_seq bigint NOT NULL DEFAULT 0 CHECK (next_seq >= 0), -- the frame that is waited for
	heard    bigint NOT NULL DEFAULT 0 CHECK (heard >= 0 AND heard <= bytes), -- up to where it was recognised
	PRIMARY KEY (call, channel)
);

CREATE TABLE call_pieces (
	call    bigint NOT NULL,
	channel smallint NOT NULL,
	start   bigint NOT NULL CHECK (start >= 0),
	bytes   int NOT NULL CHECK (bytes > 0),
	file    text NOT NULL CHECK (file ~ '^[0-9a-z-]+$'),
	PRIMARY KEY (call, channel, start),
	FOREIGN KEY (call, channel) REFERENCES call_tracks ON DELETE CASCADE
);

-- What was not recorded because a line or a browser broke. It is shown in the transcript.
CREATE TABLE call_gaps (
	call    bigint NOT NULL,
	channel smallint NOT NULL,
	start   bigint NOT NULL CHECK (start >= 0),
	bytes   bigint NOT NULL CHECK (bytes > 0),
	PRIMARY KEY (call, channel, start),
	FOREIGN KEY (call, channel) REFERENCES call_tracks ON DELETE CASCADE
);

-- Words and notes as they come in. When the call is over they become its utterances, in order, and are removed here.
CREATE TABLE call_heard (
	id     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	call   bigint NOT NULL REFERENCES call_recordings ON DELETE CASCADE,
	token  text NOT NULL CHECK (length(token) BETWEEN 1 AND 40), -- the same note or phrase sent twice is one
	sealed bytea NOT NULL,
	UNIQUE (call, token)
);

-- What was told and asked about recording, and each answer: nothing here is ever changed.
CREATE TABLE call_consents (
	id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	call    bigint NOT NULL REFERENCES calls ON DELETE CASCADE,
	at      timestamptz NOT NULL,
	noted_by text NOT NULL CHECK (noted_by <> ''),
	basis   text NOT NULL CHECK (basis IN ('kennisgeving', 'toestemming')),
	lang    text NOT NULL CHECK (length(lang) BETWEEN 2 AND 3),
	notice  text NOT NULL CHECK (length(notice) BETWEEN 1 AND 2000),
	answer  text NOT NULL CHECK (answer IN ('akkoord', 'geweigerd', 'ingetrokken'))
);
CREATE INDEX ON call_consents (call, id); -- they are read per call, in order
-- +goose StatementBegin
CREATE FUNCTION call_consent_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION 'what was said about recording is never changed';
END $$;
-- +goose StatementEnd
CREATE TRIGGER stays BEFORE UPDATE ON call_consents FOR EACH ROW EXECUTE FUNCTION call_consent_stays();

-- No sound without a yes: neither a program with a mistake nor a person with a console gets around it.
-- +goose StatementBegin
CREATE FUNCTION call_sound_needs_consent() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NOT EXISTS (SELECT FROM calls c JOIN call_recordings r ON r.call = c.id WHERE c.id = NEW.call AND c.consent = 'akkoord' AND r.kept AND r.state = 'open') THEN
		RAISE EXCEPTION 'sound of call % may not be kept', NEW.call USING ERRCODE = 'check_violation';
	END IF;
	RETURN NEW;
END $$;
-- +goose StatementEnd
CREATE TRIGGER allowed BEFORE INSERT ON call_pieces FOR EACH ROW EXECUTE FUNCTION call_sound_needs_consent();

-- +goose Down
DROP TABLE call_consents;
DROP FUNCTION call_consent_stays;
DROP TABLE call_heard;
DROP TABLE call_gaps;
DROP TABLE call_pieces;
DROP FUNCTION call_sound_needs_consent;
DROP TABLE call_tracks;
DROP TABLE call_recordings;
DELETE FROM call_erasures WHERE what = 'audio';
ALTER TABLE call_erasures DROP CONSTRAINT call_erasures_what_check;
ALTER TABLE call_erasures ADD CONSTRAINT call_erasures_what_check CHECK (what IN ('transcript', 'report'));
