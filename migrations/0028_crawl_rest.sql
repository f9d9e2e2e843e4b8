-- +goose Up
-- A crawl publishes without a host that asks for rest, keeps what it had of it, and a later one goes on there.

ALTER TABLE crawl_hosts
	ADD COLUMN failing_since timestamptz; -- it has answered nothing since but that it is too busy, or gave no rules

-- Which version of the extractor read a page, and learnt what a host repeats. What another one read is asked for in full.
ALTER TABLE crawl_pages
	ADD COLUMN extractor int NOT NULL DEFAULT 0;
ALTER TABLE crawl_hosts
	ADD COLUMN extractor int NOT NULL DEFAULT 0;

-- Set before the generation of a run is put into service. A run that was cut off in between is known by it to be published.
ALTER TABLE crawl_runs
	ADD COLUMN publishing boolean NOT NULL DEFAULT false;

-- Sites that show none of the pages that they had. Those stay for a day, in case it is a mistake of theirs, and then go.
CREATE TABLE crawl_sites (
	collection      text NOT NULL,
	site            text NOT NULL,
	withdrawn_since timestamptz NOT NULL,
	PRIMARY KEY (collection, site)
);

-- The next page to fetch from a host: one that went wrong comes after those that were not tried.
DROP INDEX crawl_pages_run_id_host_depth_urgency_url_idx;
CREATE INDEX crawl_pages_next ON crawl_pages (run_id, host, tries, depth, urgency DESC, url) WHERE state = 'due';
-- What runs that ended had to leave.
CREATE INDEX crawl_pages_left ON crawl_pages (collection, site, run_id) WHERE state = 'due';

-- +goose Down
DROP INDEX crawl_pages_left;
DROP INDEX crawl_pages_next;
CREATE INDEX ON crawl_pages (run_id, host, depth, urgency DESC, url) WHERE state = 'due';
DROP TABLE crawl_sites;
ALTER TABLE crawl_runs DROP COLUMN publishing;
ALTER TABLE crawl_hosts DROP COLUMN extractor;
ALTER TABLE crawl_pages DROP COLUMN extractor;
ALTER TABLE crawl_hosts DROP COLUMN failing_since;
