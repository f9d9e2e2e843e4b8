-- +goose Up
-- What a run came to, kept when it ends: its pages belong to the next run as soon as that begins. NULL for a run that is under way or ended before.

ALTER TABLE crawl_runs
	ADD COLUMN known   int,
	ADD COLUMN done    int,
	ADD COLUMN indexed int,
	ADD COLUMN failed  int;

-- +goose Down
ALTER TABLE crawl_runs
	DROP COLUMN known,
	DROP COLUMN done,
	DROP COLUMN indexed,
	DROP COLUMN failed;
