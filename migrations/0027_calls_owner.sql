-- +goose Up
-- Whose newest calls these are is asked at each search of staff, and for the list of somebody's calls.
CREATE INDEX calls_owner ON calls (owner, kept_at DESC, id DESC) WHERE report_gone IS NULL;

-- +goose Down
DROP INDEX calls_owner;
