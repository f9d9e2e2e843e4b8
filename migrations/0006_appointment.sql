-- +goose Up
-- Appointments: who can be spoken with, when, and what was booked. Who the person is stands nowhere in the clear: contact is sealed with a key of
-- the booking's own, kept outside the database, and the code that opens a booking is here as a hash only.

CREATE TABLE appointment_advisers (
	id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	staff     text UNIQUE,                 -- the id of the member of staff, by whom the adviser signs in; NULL for who does not
	name      text NOT NULL CHECK (length(name) BETWEEN 1 AND 100), -- first name; told after a booking, never before
	gender    text NOT NULL DEFAULT '' CHECK (gender IN ('', 'v', 'm', 'x')), -- for who prefers a woman or a man
	languages text[] NOT NULL DEFAULT '{nl}',
	skills    text[] NOT NULL DEFAULT '{}',
	regions   text[] NOT NULL DEFAULT '{}',
	channels  text[] NOT NULL CHECK (channels <@ '{phone,video,visit,home,chat}'),
	active    boolean NOT NULL DEFAULT true,
	feed      bytea UNIQUE CHECK (length(feed) = 32) -- hash of the secret in the address of the private calendar feed
);

CREATE TABLE appointment_services (
	id       text PRIMARY KEY CHECK (id ~ '^[a-z][a-z0-9_]{0,40}$'),
	name     text NOT NULL CHECK (name <> ''),
	minutes  int NOT NULL CHECK (minutes BETWEEN 5 AND 240),
	buffer   int NOT NULL DEFAULT 0 CHECK (buffer BETWEEN 0 AND 120), -- minutes kept free after it
	channels text[] NOT NULL CHECK (channels <@ '{phone,video,visit,home,chat}'),
	skill    text NOT NULL DEFAULT '',     -- what the adviser must be able to do; '' for everyone
	active   boolean NOT NULL DEFAULT true
);

CREATE TABLE appointment_places (
	id      text PRIMARY KEY CHECK (id ~ '^[a-z][a-z0-9_-]{0,60}$'),
	name    text NOT NULL,
	address text NOT NULL,                 -- told after a booking only
	region  text NOT NULL DEFAULT ''
);

-- When an adviser can be booked, in local time: a nine o'clock in March is not the hour of UTC that it is in April.
CREATE TABLE appointment_rules (
	id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	adviser   bigint NOT NULL REFERENCES appointment_advisers ON DELETE CASCADE,
	weekday   int NOT NULL CHECK (weekday BETWEEN 0 AND 6), -- 0 is Sunday
	opens     int NOT NULL CHECK (opens BETWEEN 0 AND 1440), -- minutes after midnight
	closes    int NOT NULL CHECK (closes BETWEEN 0 AND 1440),
	place     text REFERENCES appointment_places, -- where visits are received; NULL for none
	since     date NOT NULL DEFAULT '-infinity',
	until     date NOT NULL DEFAULT 'infinity',
	CHECK (opens < closes)
);
CREATE INDEX ON appointment_rules (adviser);

-- A day that differs: away (kind off), or there besides (kind extra). Without an adviser it holds for all.
CREATE TABLE appointment_exceptions (
	id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	adviser bigint REFERENCES appointment_advisers ON DELETE CASCADE,
	day     date NOT NULL,
	opens   int NOT NULL DEFAULT 0 CHECK (opens BETWEEN 0 AND 1440),
	closes  int NOT NULL DEFAULT 1440 CHECK (closes BETWEEN 0 AND 1440),
	kind    text NOT NULL CHECK (kind IN ('off', 'extra')),
	place   text REFERENCES appointment_places,
	CHECK (opens < closes)
);
CREATE INDEX ON appointment_exceptions (day);

CREATE TABLE appointments (
	id          uuid PRIMARY KEY,
	adviser     bigint NOT NULL REFERENCES appointment_advisers,
	service     text NOT NULL REFERENCES appointment_services,
	channel     text NOT NULL CHECK (channel IN ('phone', 'video', 'visit', 'home', 'chat')),
	place       text REFERENCES appointment_places,
	starts      timestamptz NOT NULL,
	ends        timestamptz NOT NULL,
	during      tstzrange NOT NULL,           -- with the buffer: the time in which the adviser is taken
	state       text NOT NULL CHECK (state IN ('hold', 'booked', 'cancelled', 'done', 'noshow')),
	hold_until  timestamptz,
	secret      bytea NOT NULL CHECK (length(secret) = 32), -- hash of what the holder shows to book
	holder      bytea NOT NULL,               -- hash of the conversation that holds: one hold each, so that nobody blocks the calendar
	code        bytea CHECK (length(code) = 32), -- keyed hash of the four words
	code_try    smallint NOT NULL DEFAULT 0,
	interpreter text NOT NULL DEFAULT '' CHECK (length(interpreter) <= 8),
	gender      text NOT NULL DEFAULT '',     -- what the person prefers
	helper      boolean NOT NULL DEFAULT false,
	for_other   boolean NOT NULL DEFAULT false,
	lang        text NOT NULL DEFAULT 'nl' CHECK (length(lang) <= 8),
	sequence    int NOT NULL DEFAULT 0,       -- of the calendar entry: one more each time it moves
	sealed      bytea,                        -- contact; NULL after its time
	created_at  timestamptz NOT NULL,
	expires_at  timestamptz NOT NULL,         -- when contact is forgotten and its key destroyed
	CHECK (starts < ends),
	CHECK ((state = 'hold') = (hold_until IS NOT NULL)),
	CHECK (state = 'hold' OR code IS NOT NULL),
	-- The promise: an adviser is never in two talks at once, whoever asks, from how many machines at the same time.
	CONSTRAINT appointments_never_overlap EXCLUDE USING gist (adviser WITH =, during WITH &&) WHERE (state IN ('hold', 'booked'))
);
-- A code opens one booking; it is looked up by it.
CREATE UNIQUE INDEX ON appointments (code) WHERE code IS NOT NULL;
-- The weeks of staff, and what is taken in the weeks that are offered.
CREATE INDEX ON appointments (starts) WHERE state IN ('hold', 'booked');
CREATE INDEX ON appointments (adviser, starts);
CREATE INDEX ON appointments (holder) WHERE state = 'hold';
-- What the night's round has to forget.
CREATE INDEX ON appointments (expires_at) WHERE sealed IS NOT NULL;

-- What happened to each booking; only ever added to. It names no person and outlives the booking's contact.
CREATE TABLE appointment_events (
	id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	appointment uuid NOT NULL,
	at          timestamptz NOT NULL,
	act         text NOT NULL CHECK (act IN ('held', 'booked', 'moved', 'cancelled', 'done', 'noshow', 'reassigned', 'forgotten', 'expired')),
	actor       text NOT NULL CHECK (actor IN ('client', 'staff', 'system')),
	starts      timestamptz
);
CREATE INDEX ON appointment_events (appointment);

-- +goose StatementBegin
CREATE FUNCTION appointment_events_stand() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION 'the events of appointments are only added to';
END $$;
-- +goose StatementEnd
CREATE TRIGGER appointment_events_stand BEFORE UPDATE OR DELETE ON appointment_events
	FOR EACH ROW EXECUTE FUNCTION appointment_events_stand();

-- What has to be told to the world outside, put here in the transaction that makes it due. Each is sent at least once, and carries its key so that a
-- receiver can drop the second copy.
CREATE TABLE appointment_outbox (
	id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	appointment uuid NOT NULL,
	kind        text NOT NULL CHECK (kind IN ('mail', 'sms', 'webhook')),
	act         text NOT NULL,
	dedupe      text NOT NULL UNIQUE,
	sealed      bytea,              -- to whom; NULL for the webhook and after sending
	state       text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sent', 'dropped')),
	attempts    int NOT NULL DEFAULT 0,
	problem     text NOT NULL DEFAULT '' CHECK (length(problem) <= 80), -- in one word; never an address or an answer of a server
	due_at      timestamptz NOT NULL,
	sent_at     timestamptz,
	created_at  timestamptz NOT NULL
);
-- What is due next.
CREATE INDEX ON appointment_outbox (due_at) WHERE state = 'waiting';
CREATE INDEX ON appointment_outbox (appointment);

-- Tries at codes, for a day: by a salted hash of who tries.
CREATE TABLE appointment_tries (
	client bytea NOT NULL,
	at     timestamptz NOT NULL,
	wrong  boolean NOT NULL
);
-- How many a client and all together had in the last hour.
CREATE INDEX ON appointment_tries (client, at) WHERE wrong;
CREATE INDEX ON appointment_tries (at);

-- People who want to be called because no time suited.
CREATE TABLE appointment_callbacks (
	id         uuid PRIMARY KEY,
	code       bytea NOT NULL UNIQUE CHECK (length(code) = 32),
	state      text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'done', 'withdrawn')),
	wished     text NOT NULL CHECK (length(wished) <= 500), -- when, as the reader of moments wrote it
	summary    boolean NOT NULL,      -- whether the sealed part holds a summary that the person approved
	lang       text NOT NULL DEFAULT 'nl',
	interpreter text NOT NULL DEFAULT '',
	gender     text NOT NULL DEFAULT '',
	sealed     bytea,
	created_at timestamptz NOT NULL,
	expires_at timestamptz NOT NULL
);
CREATE INDEX ON appointment_callbacks (created_at) WHERE state = 'open';

-- +goose Down
DROP TABLE appointment_callbacks, appointment_tries, appointment_outbox, appointment_events, appointments, appointment_exceptions, appointment_rules,
	appointment_places, appointment_services, appointment_advisers;
DROP FUNCTION appointment_events_stand();
