-- +goose Up
-- Where in body a name or number stands that the courts overlooked. It is hidden from legal staff and from searching.
ALTER TABLE bank.rulings ADD COLUMN residue jsonb NOT NULL DEFAULT '[]';

CREATE OR REPLACE VIEW bank.suitable AS
	SELECT ecli, court, level, kind, extent, type, title, procedures, subjects, cases, decided, published, modified, summary, body, paragraphs, currency, finality,
		relation, relation_at, offences, injuries, offence_kinds, articles, injury_kinds, flags, theme, judged_at, residue
	FROM bank.rulings
	WHERE state = 'suitable' AND (SELECT staff_has('legal', 'policy'));

-- +goose Down
DROP VIEW bank.suitable;
CREATE VIEW bank.suitable AS
	SELECT ecli, court, level, kind, extent, type, title, procedures, subjects, cases, decided, published, modified, summary, body, paragraphs, currency, finality,
		relation, relation_at, offences, injuries, offence_kinds, articles, injury_kinds, flags, theme, judged_at
	FROM bank.rulings
	WHERE state = 'suitable' AND (SELECT staff_has('legal', 'policy'));
ALTER TABLE bank.rulings DROP COLUMN residue;
-- +goose StatementBegin
DO $$
BEGIN
	IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'wegwijzer_staff') THEN
		GRANT SELECT ON bank.suitable TO wegwijzer_staff;
	END IF;
END
$$;
-- +goose StatementEnd
