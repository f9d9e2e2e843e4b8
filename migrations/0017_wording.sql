-- +goose Up
-- How often a model was asked to word a concept. It is asked until it did, or failed too often; a report that a person has taken up is left alone.
ALTER TABLE call_reports ADD COLUMN worded smallint NOT NULL DEFAULT 0;
-- What a model may still word.
CREATE INDEX ON call_reports (id) WHERE state = 'concept' AND worded < 3;

-- +goose Down
ALTER TABLE call_reports DROP COLUMN worded;
