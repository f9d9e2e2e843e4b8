-- +goose Up
-- Pages that wait for the browser that asked for them with a form. They are sealed with a key of which half is in the address of the page and
-- nowhere else. The table is unlogged: it is in no backup and in no journal of the database, and a crash empties it.
CREATE UNLOGGED TABLE held_pages (
	name   bytea PRIMARY KEY CHECK (length(name) = 32), -- made of the token; the token cannot be made of it
	sealed bytea NOT NULL CHECK (length(sealed) BETWEEN 16 AND 1100000),
	again  boolean NOT NULL,                            -- may be seen again until its time is over; else it goes when it is shown
	until  timestamptz NOT NULL
);
-- What is past its time goes.
CREATE INDEX ON held_pages (until);

-- +goose Down
DROP TABLE held_pages;
