-- +goose Up
-- Vectors of a collection are searched in the memory of each copy of the program, unless they are too many for it. So the copies must hear of
-- vectors that were added to what they serve, and the index over the vectors of all collections together is no longer needed: a collection
-- that is too large for memory gets one of its own.

-- +goose StatementBegin
DO $$
DECLARE
	shelf text;
	old   text;
BEGIN
	FOREACH shelf IN ARRAY ARRAY['shelf_public', 'shelf_staff'] LOOP
		EXECUTE format('ALTER TABLE %I.collections ADD COLUMN embedded bigint NOT NULL DEFAULT 0', shelf);
		FOR old IN SELECT indexname FROM pg_indexes WHERE schemaname = shelf AND tablename = 'vectors' AND indexname ~ '^vectors_model_[0-9]+$' LOOP
			EXECUTE format('DROP INDEX %I.%I', shelf, old);
		END LOOP;
	END LOOP;
END
$$;
-- +goose StatementEnd

-- +goose Down
ALTER TABLE shelf_public.collections DROP COLUMN embedded;
ALTER TABLE shelf_staff.collections DROP COLUMN embedded;
