-- +goose Up
-- Which roles may search a collection for staff. Nobody may until it is said: a collection that someone forgot about shows nothing.
ALTER TABLE shelf_staff.collections ADD COLUMN roles text[] NOT NULL DEFAULT '{}';

-- +goose Down
ALTER TABLE shelf_staff.collections DROP COLUMN roles;
