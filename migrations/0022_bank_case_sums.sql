-- +goose Up
-- The sums of a case lie with the case: figures over two thousand cases then read two thousand rows that they read anyway, and a bound on a sum
-- is looked at where the other filters are. What each injured party got stands in bank.victims, which is asked for the few cases that are shown.
DROP VIEW bank.suitable_sums;
DROP VIEW bank.suitable_cases;
DROP TABLE bank.sums;

-- What is compared, in cents, in no order: one for each injured party who was awarded such a sum. Smartengeld is without affection damage, which
-- is a fixed sum by decree and says nothing of how a court assesses.
ALTER TABLE bank.cases
	DROP COLUMN best,
	DROP COLUMN smart,
	ADD COLUMN total      bigint[] NOT NULL DEFAULT '{}',
	ADD COLUMN material   bigint[] NOT NULL DEFAULT '{}',
	ADD COLUMN immaterial bigint[] NOT NULL DEFAULT '{}',
	ADD COLUMN affection  bigint[] NOT NULL DEFAULT '{}',
	ADD COLUMN shock      bigint[] NOT NULL DEFAULT '{}',
	ADD COLUMN judged     int NOT NULL DEFAULT 0, -- injured parties on whose claim was decided
	ADD COLUMN refused    int NOT NULL DEFAULT 0; -- of those, who got nothing

UPDATE bank.cases c SET total = v.total, material = v.material, immaterial = v.immaterial, affection = v.affection, shock = v.shock, judged = v.judged, refused = v.refused
FROM (
	SELECT ruling,
		coalesce(array_agg(total) FILTER (WHERE total > 0), '{}') AS total,
		coalesce(array_agg(material) FILTER (WHERE material > 0), '{}') AS material,
		coalesce(array_agg(immaterial - coalesce(affection, 0)) FILTER (WHERE immaterial > coalesce(affection, 0)), '{}') AS immaterial,
		coalesce(array_agg(affection) FILTER (WHERE affection > 0), '{}') AS affection,
		coalesce(array_agg(shock) FILTER (WHERE shock > 0), '{}') AS shock,
		count(*) FILTER (WHERE decision <> '') AS judged,
		count(*) FILTER (WHERE decision IN ('afgewezen', 'niet-ontvankelijk')) AS refused
	FROM bank.victims
	WHERE NOT removed AND source <> 'model'
	GROUP BY ruling
) v
WHERE v.ruling = c.ruling;

-- Which courts there are to choose from, and the cases of one.
CREATE INDEX ON bank.cases (court);

-- An adviser adds a ruling a minute and searches should be quick: no list of what still has to be put in the index, which each search would read.
ALTER INDEX bank.cases_offences_idx SET (fastupdate = off);
ALTER INDEX bank.cases_injuries_idx SET (fastupdate = off);
ALTER INDEX bank.cases_articles_idx SET (fastupdate = off);
ALTER INDEX bank.texts_terms_idx SET (fastupdate = off);

CREATE VIEW bank.suitable_cases AS
	SELECT * FROM bank.cases WHERE (SELECT staff_has('legal', 'policy'));

-- +goose StatementBegin
DO $$
BEGIN
	IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'wegwijzer_staff') THEN
		GRANT SELECT ON bank.suitable_cases TO wegwijzer_staff;
	END IF;
END
$$;
-- +goose StatementEnd

-- +goose Down
ALTER INDEX bank.cases_offences_idx RESET (fastupdate);
ALTER INDEX bank.cases_injuries_idx RESET (fastupdate);
ALTER INDEX bank.cases_articles_idx RESET (fastupdate);
ALTER INDEX bank.texts_terms_idx RESET (fastupdate);
DROP VIEW bank.suitable_cases;
DROP INDEX bank.cases_court_idx;
ALTER TABLE bank.cases
	ADD COLUMN best  bigint NOT NULL DEFAULT 0,
	ADD COLUMN smart bigint NOT NULL DEFAULT 0;
UPDATE bank.cases c SET best = v.best, smart = v.smart
FROM (
	SELECT ruling, coalesce(max(total), 0) AS best, coalesce(max(immaterial), 0) AS smart
	FROM bank.victims
	WHERE NOT removed AND source <> 'model'
	GROUP BY ruling
) v
WHERE v.ruling = c.ruling;
ALTER TABLE bank.cases
	DROP COLUMN total,
	DROP COLUMN material,
	DROP COLUMN immaterial,
	DROP COLUMN affection,
	DROP COLUMN shock,
	DROP COLUMN judged,
	DROP COLUMN refused;
ALTER TABLE bank.cases
	ALTER COLUMN best DROP DEFAULT,
	ALTER COLUMN smart DROP DEFAULT;

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
INSERT INTO bank.sums (ruling, seq, claimed, total, material, immaterial, affection, shock, decision)
	SELECT v.ruling, v.seq, v.claimed, v.total, v.material, v.immaterial, v.affection, v.shock, v.decision
	FROM bank.victims v
	JOIN bank.cases c ON c.ruling = v.ruling
	WHERE NOT v.removed AND v.source <> 'model';
ALTER TABLE bank.sums ENABLE ROW LEVEL SECURITY;
CREATE POLICY adviser ON bank.sums USING ((SELECT staff_has('policy')));

CREATE VIEW bank.suitable_cases AS
	SELECT * FROM bank.cases WHERE (SELECT staff_has('legal', 'policy'));
CREATE VIEW bank.suitable_sums AS
	SELECT * FROM bank.sums WHERE (SELECT staff_has('legal', 'policy'));

-- +goose StatementBegin
DO $$
BEGIN
	IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'wegwijzer_staff') THEN
		GRANT SELECT, INSERT, DELETE ON bank.sums TO wegwijzer_staff;
		GRANT SELECT ON bank.suitable_cases, bank.suitable_sums TO wegwijzer_staff;
	END IF;
END
$$;
-- +goose StatementEnd
