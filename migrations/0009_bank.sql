-- +goose Up
-- The bank of rulings: what the courts published, what each injured party claimed and was awarded, and what a policy adviser thought of it.
-- It lies in a schema of its own, in which the role of the public assistant has no right at all. Staff work in it as wegwijzer_staff: a
-- policy adviser sees all of it, and legal staff only the views on what an adviser found suitable.
CREATE SCHEMA bank;

CREATE TABLE bank.rulings (
	ecli         text PRIMARY KEY CHECK (ecli ~ '^ECLI:NL:[A-Z]{1,7}:[0-9]{4}:[A-Z0-9.]{1,25}$'),
	court        text NOT NULL,
	level        text NOT NULL CHECK (level IN ('', 'rechtbank', 'gerechtshof', 'hoge raad', 'parket', 'caribisch', 'bestuursrechter')),
	kind         text NOT NULL CHECK (kind IN ('', 'criminal', 'civil', 'administrative', 'conclusion')),
	extent       text NOT NULL CHECK (extent IN ('metadata', 'summary', 'dictum', 'full')),
	type         text NOT NULL,
	title        text NOT NULL,
	procedures   text[] NOT NULL,
	subjects     text[] NOT NULL,
	cases        text[] NOT NULL,
	decided      date,        -- NULL when the court gave none, or an impossible one
	published    date,
	modified     timestamptz, -- as the court says; may lie in the future
	summary      text NOT NULL,
	body         text NOT NULL,  -- the whole text, in which every quote stands; empty when it was withdrawn, or is not worth keeping
	paragraphs   jsonb NOT NULL, -- how body is divided
	hash         bytea NOT NULL CHECK (length(hash) = 32), -- of everything that was published
	reader       int NOT NULL,   -- the version of the rules that read it
	currency     text NOT NULL CHECK (length(currency) = 3),
	finality     text NOT NULL CHECK (finality IN ('', 'final', 'appealed')),
	relation     text NOT NULL,  -- how offender and victim knew each other; '' when not said
	relation_at  int4range,      -- where in body that stands
	offences     jsonb NOT NULL, -- in the court's words, with their places in body
	injuries     jsonb NOT NULL,
	offence_kinds text[] NOT NULL, -- what is filtered on
	articles     text[] NOT NULL,
	injury_kinds text[] NOT NULL,
	flags        jsonb NOT NULL,
	usefulness   real NOT NULL,  -- orders the queue
	received_at  timestamptz NOT NULL DEFAULT now(),
	changed_at   timestamptz NOT NULL DEFAULT now(), -- of the text
	withdrawn_at timestamptz,    -- the court took its text back; ours is gone too
	replaced_by  text NOT NULL DEFAULT '',

	-- aside: no injured party in it, so that only its number and hash are kept. second: waits for another adviser.
	state     text NOT NULL CHECK (state IN ('aside', 'candidate', 'later', 'second', 'suitable', 'unsuitable')),
	again     text NOT NULL DEFAULT '' CHECK (again IN ('', 'changed', 'withdrawn', 'appealed')), -- why it came back to the queue
	theme     text NOT NULL DEFAULT '' CHECK (length(theme) <= 80),
	reason    text NOT NULL DEFAULT '' CHECK (length(reason) <= 40), -- one of a fixed list
	judged_by text NOT NULL DEFAULT '',
	judged_at timestamptz,
	second_by text NOT NULL DEFAULT '',

	CHECK (withdrawn_at IS NULL OR (body = '' AND state IN ('aside', 'candidate', 'unsuitable'))),
	CHECK ((state IN ('suitable', 'unsuitable', 'later', 'second')) = (judged_by <> '' AND judged_at IS NOT NULL)),
	CHECK (state <> 'suitable' OR (theme <> '' AND body <> '')),
	CHECK (state NOT IN ('unsuitable', 'later') OR reason <> ''),
	CHECK (second_by = '' OR second_by <> judged_by) -- nobody is their own second reader
);
-- The queue.
CREATE INDEX ON bank.rulings (usefulness DESC) WHERE state IN ('candidate', 'later', 'second');
-- Searching: by what most searches ask for, and by period.
CREATE INDEX ON bank.rulings (decided DESC, ecli) WHERE state = 'suitable';
CREATE INDEX ON bank.rulings USING gin (offence_kinds) WHERE state = 'suitable';
CREATE INDEX ON bank.rulings USING gin (injury_kinds) WHERE state = 'suitable';
CREATE INDEX ON bank.rulings USING gin (articles) WHERE state = 'suitable';

-- The same case before another court. The other ruling need not be in the bank.
CREATE TABLE bank.relations (
	ruling  text NOT NULL REFERENCES bank.rulings ON DELETE CASCADE,
	other   text NOT NULL CHECK (other <> ''),
	stage   text NOT NULL, -- earlier or later instance (aanleg), as published
	type    text NOT NULL,
	outcome text NOT NULL,
	PRIMARY KEY (ruling, other)
);
-- A chain is followed in both directions.
CREATE INDEX ON bank.relations (other);

-- One injured party (benadeelde partij) of a ruling. The sums are what counts now, in cents: what an adviser confirmed or corrected, or else
-- what the rules read. They are made anew from bank.facts in every transaction that changes one.
CREATE TABLE bank.victims (
	ruling        text NOT NULL REFERENCES bank.rulings ON DELETE CASCADE,
	seq           int NOT NULL CHECK (seq > 0),
	label         text NOT NULL CHECK (length(label) <= 200), -- as the ruling calls it
	source        text NOT NULL CHECK (source IN ('rule', 'model', 'adviser')),
	removed       boolean NOT NULL DEFAULT false, -- an adviser says that this is nobody
	flags         jsonb NOT NULL,
	claimed       bigint CHECK (claimed >= 0),
	material      bigint CHECK (material >= 0),
	immaterial    bigint CHECK (immaterial >= 0),
	total         bigint CHECK (total >= 0),
	affection     bigint CHECK (affection >= 0), -- a fixed sum by decree: a class of its own
	shock         bigint CHECK (shock >= 0),
	interest_from date,
	days          int CHECK (days >= 0),
	joint         boolean,
	measure       boolean,
	decision      text NOT NULL DEFAULT '',
	PRIMARY KEY (ruling, seq)
);

-- One thing that a ruling says of an injured party, with its literal words. A value without words is never kept. Each source says a thing
-- once: what the rules read stays beside what an adviser made of it, so that both can be compared. What a model proposes counts for nothing.
CREATE TABLE bank.facts (
	ruling  text NOT NULL,
	victim  int NOT NULL,
	field   text NOT NULL CHECK (field IN ('claimed_total', 'claimed_material', 'claimed_immaterial', 'awarded_total', 'awarded_material',
		'awarded_immaterial', 'awarded_affection', 'awarded_shock', 'interest_from', 'joint', 'measure_36f', 'measure_amount', 'gijzeling_days',
		'decision', 'rest', 'costs', 'payer', 'first_instance_total')),
	source  text NOT NULL CHECK (source IN ('rule', 'model', 'adviser')),
	value   text NOT NULL CHECK (value = '' OR field NOT IN ('claimed_total', 'claimed_material', 'claimed_immaterial', 'awarded_total', 'awarded_material',
		'awarded_immaterial', 'awarded_affection', 'awarded_shock', 'measure_amount', 'gijzeling_days', 'costs', 'first_instance_total') OR value ~ '^[0-9]{1,13}$'),
	derived boolean NOT NULL DEFAULT false, -- the sum itself does not stand in the ruling; its parts do
	start_at int NOT NULL CHECK (start_at >= 0), -- byte places of quote in body
	end_at   int NOT NULL,
	quote   text NOT NULL,
	PRIMARY KEY (ruling, victim, field, source),
	FOREIGN KEY (ruling, victim) REFERENCES bank.victims ON DELETE CASCADE,
	CHECK (length(quote) > 0 OR (source = 'adviser' AND value = '')), -- only an adviser may say that something is not there
	CHECK (end_at >= start_at)
);

-- What advisers did, with what it was before, so that it can be undone and counted. A correction of a value is an act too: the accuracy page
-- counts them.
CREATE TABLE bank.acts (
	id     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	ruling text NOT NULL REFERENCES bank.rulings ON DELETE CASCADE,
	at     timestamptz NOT NULL DEFAULT now(),
	person text NOT NULL CHECK (person <> ''),
	act    text NOT NULL CHECK (act IN ('judge', 'second', 'correct', 'add', 'remove')),
	field  text NOT NULL DEFAULT '',
	victim int NOT NULL DEFAULT 0,
	before jsonb NOT NULL,
	after  jsonb NOT NULL,
	undone boolean NOT NULL DEFAULT false
);
-- The last act of someone, to undo it; the acts on a ruling, to show them.
CREATE INDEX ON bank.acts (person, id DESC);
CREATE INDEX ON bank.acts (ruling, id);

-- What a suitable ruling is found by: the words of our own analyser, and a vector. A ruling that is not suitable has no row here.
CREATE TABLE bank.texts (
	ruling text PRIMARY KEY REFERENCES bank.rulings ON DELETE CASCADE,
	terms  tsvector NOT NULL,
	analyser int NOT NULL
);
CREATE INDEX ON bank.texts USING gin (terms);

CREATE TABLE bank.models (
	id        int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	name      text NOT NULL,
	dimension int NOT NULL CHECK (dimension BETWEEN 1 AND 2000),
	UNIQUE (name, dimension)
);

CREATE TABLE bank.vectors (
	model     int NOT NULL REFERENCES bank.models ON DELETE CASCADE,
	ruling    text NOT NULL REFERENCES bank.texts ON DELETE CASCADE,
	embedding vector NOT NULL,
	PRIMARY KEY (model, ruling)
);
CREATE INDEX ON bank.vectors (ruling);

-- A search that someone wants to hear news of. seen_at is up to when its news was looked at.
CREATE TABLE bank.searches (
	id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	person  text NOT NULL CHECK (person <> ''),
	name    text NOT NULL CHECK (name <> '' AND length(name) <= 100),
	query   text NOT NULL CHECK (length(query) <= 2000), -- as in the address of the page: conditions from lists, never what a client told
	made_at timestamptz NOT NULL DEFAULT now(),
	seen_at timestamptz NOT NULL DEFAULT now(),
	UNIQUE (person, name)
);

-- What legal staff can reach: views that hold only what an adviser found suitable, for people with the role. They are plain views, not
-- policies on the tables, because a policy keeps the database from using its indexes for words and lists (these operators are not leakproof).
CREATE VIEW bank.suitable AS
	SELECT ecli, court, level, kind, extent, type, title, procedures, subjects, cases, decided, published, modified, summary, body, paragraphs, currency, finality,
		relation, relation_at, offences, injuries, offence_kinds, articles, injury_kinds, flags, theme, judged_at
	FROM bank.rulings
	WHERE state = 'suitable' AND (SELECT staff_has('legal', 'policy'));

CREATE VIEW bank.suitable_victims AS
	SELECT v.*
	FROM bank.victims v
	JOIN bank.rulings r ON r.ecli = v.ruling
	WHERE r.state = 'suitable' AND NOT v.removed AND v.source <> 'model' AND (SELECT staff_has('legal', 'policy'));

CREATE VIEW bank.suitable_facts AS
	SELECT f.*
	FROM bank.facts f
	JOIN bank.rulings r ON r.ecli = f.ruling
	WHERE r.state = 'suitable' AND f.source <> 'model' AND (SELECT staff_has('legal', 'policy'));

CREATE VIEW bank.suitable_relations AS
	SELECT x.*
	FROM bank.relations x
	JOIN bank.rulings r ON r.ecli = x.ruling
	WHERE r.state = 'suitable' AND (SELECT staff_has('legal', 'policy'));

CREATE VIEW bank.suitable_texts AS
	SELECT * FROM bank.texts WHERE (SELECT staff_has('legal', 'policy'));

CREATE VIEW bank.suitable_vectors AS
	SELECT * FROM bank.vectors WHERE (SELECT staff_has('legal', 'policy'));

ALTER TABLE bank.rulings ENABLE ROW LEVEL SECURITY;
ALTER TABLE bank.relations ENABLE ROW LEVEL SECURITY;
ALTER TABLE bank.victims ENABLE ROW LEVEL SECURITY;
ALTER TABLE bank.facts ENABLE ROW LEVEL SECURITY;
ALTER TABLE bank.acts ENABLE ROW LEVEL SECURITY;
ALTER TABLE bank.texts ENABLE ROW LEVEL SECURITY;
ALTER TABLE bank.vectors ENABLE ROW LEVEL SECURITY;
ALTER TABLE bank.searches ENABLE ROW LEVEL SECURITY;
CREATE POLICY adviser ON bank.rulings USING ((SELECT staff_has('policy')));
CREATE POLICY adviser ON bank.relations USING ((SELECT staff_has('policy')));
CREATE POLICY adviser ON bank.victims USING ((SELECT staff_has('policy')));
CREATE POLICY adviser ON bank.facts USING ((SELECT staff_has('policy')));
CREATE POLICY adviser ON bank.acts USING ((SELECT staff_has('policy')));
CREATE POLICY adviser ON bank.texts USING ((SELECT staff_has('policy')));
CREATE POLICY adviser ON bank.vectors USING ((SELECT staff_has('policy')));
CREATE POLICY own ON bank.searches USING (person = staff_person() AND (SELECT staff_has('legal', 'policy')));

-- +goose StatementBegin
DO $$
BEGIN
	IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'wegwijzer_staff') THEN
		GRANT USAGE ON SCHEMA bank TO wegwijzer_staff;
		GRANT SELECT ON ALL TABLES IN SCHEMA bank TO wegwijzer_staff;
		GRANT UPDATE ON bank.rulings, bank.victims, bank.facts, bank.texts TO wegwijzer_staff;
		GRANT INSERT, DELETE ON bank.victims, bank.facts, bank.texts, bank.vectors TO wegwijzer_staff;
		GRANT INSERT ON bank.acts TO wegwijzer_staff;
		GRANT UPDATE (undone) ON bank.acts TO wegwijzer_staff;
		GRANT INSERT, UPDATE, DELETE ON bank.searches TO wegwijzer_staff;
	END IF;
END
$$;
-- +goose StatementEnd

-- +goose Down
DROP SCHEMA bank CASCADE;
