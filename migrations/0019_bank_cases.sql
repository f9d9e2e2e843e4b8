-- +goose Up
-- What legal staff search: one narrow row for each suitable ruling, apart from the text, so that filters over a hundred thousand rulings read
-- little; and the sums in it, one row for each injured party. Both are written when a ruling becomes suitable and gone when it no longer is.
CREATE TABLE bank.cases (
	ruling   text PRIMARY KEY REFERENCES bank.rulings ON DELETE CASCADE,
	decided  date,
	court    text NOT NULL,
	level    text NOT NULL,
	kind     text NOT NULL,
	finality text NOT NULL,
	relation text NOT NULL,
	currency text NOT NULL,
	theme    text NOT NULL,
	offences text[] NOT NULL,
	injuries text[] NOT NULL,
	articles text[] NOT NULL,
	best     bigint NOT NULL, -- the highest sum awarded, in cents
	smart    bigint NOT NULL, -- the highest smartengeld
	since    timestamptz NOT NULL -- when it became suitable, for the news of saved searches
);
-- Results come newest first; the rest is what most searches ask for.
CREATE INDEX ON bank.cases (decided DESC NULLS LAST, ruling);
CREATE INDEX ON bank.cases USING gin (offences);
CREATE INDEX ON bank.cases USING gin (injuries);
CREATE INDEX ON bank.cases USING gin (articles);
CREATE INDEX ON bank.cases (since);

CREATE TABLE bank.sums (
	ruling     text NOT NULL REFERENCES bank.cases ON DELETE CASCADE,
	seq        int NOT NULL,
	claimed    bigint,
	total      bigint,
	material   bigint,
	immaterial bigint,
	affection  bigint,
	shock      bigint,
	decision   text NOT NULL,
	PRIMARY KEY (ruling, seq)
);

ALTER TABLE bank.cases ENABLE ROW LEVEL SECURITY;
ALTER TABLE bank.sums ENABLE ROW LEVEL SECURITY;
CREATE POLICY adviser ON bank.cases USING ((SELECT staff_has('policy')));
CREATE POLICY adviser ON bank.sums USING ((SELECT staff_has('policy')));

CREATE VIEW bank.suitable_cases AS
	SELECT * FROM bank.cases WHERE (SELECT staff_has('legal', 'policy'));
CREATE VIEW bank.suitable_sums AS
	SELECT * FROM bank.sums WHERE (SELECT staff_has('legal', 'policy'));

-- The chain of a case shows the number of a later judgment also before an adviser has seen that.
CREATE OR REPLACE VIEW bank.suitable_relations AS
	SELECT x.*
	FROM bank.relations x
	WHERE EXISTS (SELECT FROM bank.cases c WHERE c.ruling IN (x.ruling, x.other)) AND (SELECT staff_has('legal', 'policy'));

-- +goose StatementBegin
DO $$
BEGIN
	IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'wegwijzer_staff') THEN
		GRANT SELECT, INSERT, DELETE ON bank.cases, bank.sums TO wegwijzer_staff;
		GRANT SELECT ON bank.suitable_cases, bank.suitable_sums TO wegwijzer_staff;
	END IF;
END
$$;
-- +goose StatementEnd

-- +goose Down
CREATE OR REPLACE VIEW bank.suitable_relations AS
	SELECT x.*
	FROM bank.relations x
	JOIN bank.rulings r ON r.ecli = x.ruling
	WHERE r.state = 'suitable' AND (SELECT staff_has('legal', 'policy'));
DROP VIEW bank.suitable_sums;
DROP VIEW bank.suitable_cases;
DROP TABLE bank.sums;
DROP TABLE bank.cases;
