-- +goose Up
-- What a crawl knows, so that the next one asks only for what changed, and so that one that was cut off goes on where it was.
-- It holds addresses and hashes of published pages, and nothing about people who visit.

-- A run is one pass over all sites of a collection. Its generation is where the knowledge store gathers what it finds.
CREATE TABLE crawl_runs (
	id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	collection  text NOT NULL CHECK (collection <> ''),
	generation  bigint NOT NULL,
	state       text NOT NULL DEFAULT 'running' CHECK (state IN ('running', 'done', 'failed')),
	reason      text NOT NULL DEFAULT '',
	started_at  timestamptz NOT NULL DEFAULT now(),
	finished_at timestamptz,
	CHECK ((state = 'running') = (finished_at IS NULL))
);
-- At most one run of a collection is under way, and it is found again after a crash.
CREATE UNIQUE INDEX ON crawl_runs (collection) WHERE state = 'running';

-- One address, over all runs. state is where it stands in run_id; what was learnt in earlier runs stays until it is replaced.
CREATE TABLE crawl_pages (
	collection    text NOT NULL,
	url           text NOT NULL CHECK (length(url) BETWEEN 8 AND 2100),
	site          text NOT NULL,
	host          text NOT NULL,
	run_id        bigint NOT NULL REFERENCES crawl_runs,
	state         text NOT NULL CHECK (state IN ('due', 'held', 'indexed', 'skipped', 'moved', 'gone', 'failed')),
	depth         int NOT NULL CHECK (depth >= 0),
	hops          int NOT NULL DEFAULT 0 CHECK (hops >= 0), -- redirects that led here
	urgency       int NOT NULL DEFAULT 0,                   -- higher is fetched first within a depth
	tries         int NOT NULL DEFAULT 0,
	next_try      timestamptz NOT NULL DEFAULT now(),
	etag          text NOT NULL DEFAULT '',
	last_modified text NOT NULL DEFAULT '',
	content_hash  bytea,                                    -- of what was extracted; NULL while the store does not hold the page
	links         text[] NOT NULL DEFAULT '{}',             -- an unchanged page is not sent again, and still leads on
	moved_to      text,
	permanent     boolean NOT NULL DEFAULT false,
	status        int NOT NULL DEFAULT 0,
	reason        text NOT NULL DEFAULT '',
	fetched_at    timestamptz,                              -- when it was last had, changed or not
	failing_since timestamptz,
	PRIMARY KEY (collection, url)
);
-- The next page to fetch from a host.
CREATE INDEX ON crawl_pages (run_id, host, depth, urgency DESC, url) WHERE state = 'due';
-- Whether another page of this run has the same text.
CREATE INDEX ON crawl_pages (run_id, content_hash) WHERE state = 'indexed';

-- What was learnt about a host.
CREATE TABLE crawl_hosts (
	collection   text NOT NULL,
	host         text NOT NULL,
	boilerplate  bytea NOT NULL DEFAULT '', -- hashes of the blocks that it repeats on its pages
	paused_until timestamptz,               -- it asked to be left alone until then
	PRIMARY KEY (collection, host)
);

-- +goose Down
DROP TABLE crawl_hosts;
DROP TABLE crawl_pages;
DROP TABLE crawl_runs;
