-- +goose Up
-- Who works here, who is signed in, and what each did. No password is kept: people sign in with the organisation's own service.

-- Whether this database is the demo's. The demo has accounts of its own, and must never open a database with real people in it.
CREATE TABLE staff_mode (
	single boolean PRIMARY KEY DEFAULT true CHECK (single),
	issuer text NOT NULL CHECK (issuer <> '') -- the service by which people sign in; 'demo' for the demo's own accounts
);

CREATE TABLE staff_people (
	id      text PRIMARY KEY CHECK (id <> ''),
	issuer  text NOT NULL CHECK (issuer <> ''),
	subject text NOT NULL CHECK (subject <> '' AND length(subject) <= 255),
	name    text NOT NULL CHECK (length(name) <= 200),
	roles   text[] NOT NULL,
	seen_at timestamptz NOT NULL, -- someone who was not seen for a year is forgotten; the audit keeps the id
	UNIQUE (issuer, subject)
);

-- Someone who is signed in, on one device. The token is in the browser's cookie only; here is its hash, so that a copy of this table opens
-- nothing. refresh is what the sign-in service gave to ask after the account, sealed by a key that is made of the token.
CREATE TABLE staff_sessions (
	token      bytea PRIMARY KEY CHECK (length(token) = 32),
	person     text NOT NULL REFERENCES staff_people ON DELETE CASCADE,
	issuer     text NOT NULL,
	sid        text NOT NULL CHECK (length(sid) <= 255), -- what the sign-in service calls this session; '' when it does not
	roles      text[] NOT NULL CHECK (cardinality(roles) > 0),
	refresh    bytea NOT NULL,
	started_at timestamptz NOT NULL,
	used_at    timestamptz NOT NULL,
	asking_until timestamptz, -- until when one request has the task of asking the sign-in service again
	checked_at timestamptz NOT NULL, -- when the sign-in service last said that the account and its roles are still so
	proven_at  timestamptz NOT NULL, -- when the person last showed who it is
	proven_by  text NOT NULL CHECK (length(proven_by) <= 255), -- how strongly, as the sign-in service calls it (acr)
	expires_at timestamptz NOT NULL,
	CHECK (started_at < expires_at)
);
-- Ending all sessions of a person, and by the sign-in service's own number.
CREATE INDEX ON staff_sessions (person);
CREATE INDEX ON staff_sessions (sid) WHERE sid <> '';

-- A sign-in that was begun: the browser was sent to the sign-in service and has not come back yet. It can be used once.
CREATE TABLE staff_attempts (
	cookie     bytea PRIMARY KEY CHECK (length(cookie) = 32), -- hash of what that browser holds
	state      bytea NOT NULL CHECK (length(state) = 32),     -- hash of what must come back in the address
	nonce      text NOT NULL,
	verifier   text NOT NULL,
	return_to  text NOT NULL CHECK (return_to LIKE '/%' AND length(return_to) <= 500),
	renews     bytea, -- the session whose person must show anew who it is; empty for a new session
	begun_at   timestamptz NOT NULL,
	expires_at timestamptz NOT NULL
);

-- A reason that someone gave for opening what is not theirs (need to know). It lets that person in for a few hours, and nobody else.
CREATE TABLE staff_reasons (
	person     text NOT NULL,
	object     bytea NOT NULL CHECK (length(object) = 32), -- hash of kind and id
	reason     text NOT NULL CHECK (reason <> '' AND length(reason) <= 40), -- one of a fixed list: free words would hold what a client told
	given_at   timestamptz NOT NULL,
	expires_at timestamptz NOT NULL,
	PRIMARY KEY (person, object)
);

-- What each did, one row an act, each row chained to the one before by its hash. Its fields are those of NEN 7513; it never holds content.
CREATE TABLE audit_records (
	seq       bigint PRIMARY KEY CHECK (seq > 0), -- without gaps
	at        timestamptz NOT NULL,
	person    text NOT NULL,  -- '' when nobody was signed in
	role      text NOT NULL,  -- in which it was done
	act       text NOT NULL CHECK (act <> '' AND length(act) <= 60),
	object    text NOT NULL CHECK (length(object) <= 40), -- what kind of thing it was done to; '' when to nothing in particular
	object_id bytea NOT NULL CHECK (length(object_id) IN (0, 32)), -- hash of kind and id
	reason    text NOT NULL CHECK (length(reason) <= 40),
	outcome   text NOT NULL CHECK (outcome IN ('done', 'granted', 'refused', 'failed')),
	origin    text NOT NULL CHECK (length(origin) <= 60), -- the network it came from
	before    bytea NOT NULL CHECK (length(before) = 32),
	hash      bytea NOT NULL UNIQUE CHECK (length(hash) = 32)
);
-- Who opened this client's file; what did this person do.
CREATE INDEX ON audit_records (object_id, at) WHERE object_id <> '';
CREATE INDEX ON audit_records (person, at);

-- +goose StatementBegin
CREATE FUNCTION audit_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION 'the audit is only added to' USING ERRCODE = 'insufficient_privilege';
END
$$;
-- +goose StatementEnd
CREATE TRIGGER audit_is_final BEFORE UPDATE OR DELETE ON audit_records FOR EACH ROW EXECUTE FUNCTION audit_is_final();
CREATE TRIGGER audit_is_whole BEFORE TRUNCATE ON audit_records FOR EACH STATEMENT EXECUTE FUNCTION audit_is_final();

-- The second wall. Work on personal data is done in the role wegwijzer_staff, with who does it set for the transaction (staff.As in the
-- program); policies on the tables ask these functions. Where nothing is set they answer no.
CREATE FUNCTION staff_person() RETURNS text LANGUAGE sql STABLE
RETURN coalesce(current_setting('wegwijzer.person', true), '');

CREATE FUNCTION staff_has(VARIADIC wanted text[]) RETURNS boolean LANGUAGE sql STABLE
RETURN staff_person() <> '' AND string_to_array(coalesce(current_setting('wegwijzer.roles', true), ''), ',') && wanted;

CREATE FUNCTION staff_opened(kind text, id text) RETURNS boolean LANGUAGE sql STABLE
RETURN EXISTS (
	SELECT FROM staff_reasons r
	WHERE r.person = staff_person() AND r.object = sha256(convert_to(kind || ':' || id, 'UTF8')) AND r.expires_at > now()
);

ALTER TABLE staff_reasons ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON staff_reasons FOR SELECT USING (person = staff_person());

-- +goose StatementBegin
DO $$
BEGIN
	IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'wegwijzer_staff') THEN
		GRANT SELECT, INSERT ON audit_records TO wegwijzer_staff;
		GRANT SELECT ON staff_reasons TO wegwijzer_staff;
	END IF;
END
$$;
-- +goose StatementEnd

-- +goose Down
DROP TABLE audit_records;
DROP FUNCTION audit_is_final;
DROP TABLE staff_attempts;
DROP TABLE staff_sessions;
DROP TABLE staff_people;
DROP TABLE staff_mode;
DROP FUNCTION staff_opened;
DROP TABLE staff_reasons;
DROP FUNCTION staff_has;
DROP FUNCTION staff_person;
