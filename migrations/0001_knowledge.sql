-- +goose Up
-- What the assistant and the staff search lies on two shelves: the same tables twice, each in a schema of its own, so that the role
-- of the public assistant has no right at all to anything internal.

-- +goose StatementBegin
DO $$
DECLARE
	shelf text;
BEGIN
	FOREACH shelf IN ARRAY ARRAY['shelf_public', 'shelf_staff'] LOOP
		EXECUTE format('CREATE SCHEMA %I', shelf);
		EXECUTE format('SET LOCAL search_path = %I, public', shelf);

		-- A collection is what is searched together: one site, one folder.
		CREATE TABLE collections (
			id         int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
			name       text NOT NULL UNIQUE CHECK (name <> '' AND length(name) <= 100),
			generation bigint -- the one that is served; empty before the first is published
		);

		-- A generation is what one run of the indexer found. Readers see one whole generation; switching is one UPDATE.
		CREATE TABLE generations (
			id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
			collection   int NOT NULL REFERENCES collections ON DELETE CASCADE,
			state        text NOT NULL DEFAULT 'building' CHECK (state IN ('building', 'published', 'retired')),
			started_at   timestamptz NOT NULL DEFAULT now(),
			published_at timestamptz,
			CHECK ((state = 'building') = (published_at IS NULL))
		);
		-- At most one run is building a collection, and it is found again after a crash.
		CREATE UNIQUE INDEX ON generations (collection) WHERE state = 'building';

		-- One version of a page. A page that did not change is the same row in the next generation.
		CREATE TABLE documents (
			id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
			collection   int NOT NULL REFERENCES collections ON DELETE CASCADE,
			url          text NOT NULL CHECK (url <> ''),
			content_hash bytea NOT NULL,
			title        text NOT NULL,
			lang         text NOT NULL,
			dated        timestamptz, -- when the page says it was last changed
			audience     text NOT NULL,
			section      text NOT NULL,
			kind         text NOT NULL CHECK (kind IN ('help', 'report')),
			analyser     int NOT NULL, -- version that made its passages' terms
			UNIQUE (collection, url, content_hash)
		);

		CREATE TABLE generation_documents (
			generation bigint NOT NULL REFERENCES generations ON DELETE CASCADE,
			url        text NOT NULL,
			document   bigint NOT NULL REFERENCES documents,
			PRIMARY KEY (generation, url)
		);
		-- Finds versions that no generation holds any more.
		CREATE INDEX ON generation_documents (document);

		CREATE TABLE passages (
			id       text PRIMARY KEY,
			document bigint NOT NULL REFERENCES documents ON DELETE CASCADE,
			ordinal  int NOT NULL,
			heading  text NOT NULL,
			anchor   text NOT NULL,
			text     text NOT NULL CHECK (text <> ''),
			-- Made by our own analyser: A title and headings, B words, C parts of compounds. It is loaded into memory to be searched, and
			-- so has no index: ranking every row that shares a word took a hundred times longer in the database.
			terms    tsvector NOT NULL,
			UNIQUE (document, ordinal)
		);

		-- A model that turned passages into vectors. Vectors of two models are never compared.
		CREATE TABLE models (
			id             int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
			name           text NOT NULL,
			dimension      int NOT NULL CHECK (dimension BETWEEN 1 AND 2000),
			query_prefix   text NOT NULL,
			passage_prefix text NOT NULL,
			analyser       int NOT NULL,
			UNIQUE (name, dimension, query_prefix, passage_prefix, analyser)
		);

		CREATE TABLE vectors (
			model      int NOT NULL REFERENCES models ON DELETE CASCADE,
			passage    text NOT NULL REFERENCES passages ON DELETE CASCADE,
			collection int NOT NULL REFERENCES collections ON DELETE CASCADE,
			embedding  vector NOT NULL,
			PRIMARY KEY (model, passage)
		);
		-- Deleting a page's passages must find their vectors.
		CREATE INDEX ON vectors (passage);

		-- The topics of a page: guessed by the machine, or chosen by the content team (editor), whose choice wins.
		CREATE TABLE labels (
			collection int NOT NULL REFERENCES collections ON DELETE CASCADE,
			url        text NOT NULL,
			topic      text NOT NULL,
			weight     real NOT NULL CHECK (weight > 0 AND weight <= 1),
			editor     boolean NOT NULL DEFAULT false,
			bank       text NOT NULL DEFAULT '', -- the version of the bank that guessed it
			PRIMARY KEY (collection, url, topic, editor)
		);
	END LOOP;
	SET LOCAL search_path = public;

	IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'wegwijzer_public') THEN
		GRANT USAGE ON SCHEMA shelf_public TO wegwijzer_public;
		GRANT SELECT ON ALL TABLES IN SCHEMA shelf_public TO wegwijzer_public;
	END IF;
	IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'wegwijzer_staff') THEN
		GRANT USAGE ON SCHEMA shelf_public, shelf_staff TO wegwijzer_staff;
		GRANT SELECT ON ALL TABLES IN SCHEMA shelf_public, shelf_staff TO wegwijzer_staff;
	END IF;
END
$$;
-- +goose StatementEnd

-- +goose Down
DROP SCHEMA shelf_staff CASCADE;
DROP SCHEMA shelf_public CASCADE;
