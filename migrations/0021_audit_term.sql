-- +goose Up
-- What is past its term may go from the audit, and nothing younger: the database itself holds the five years. Taking the trigger off needs the owner
-- of the table, and shows in the chain.

-- +goose StatementBegin
CREATE OR REPLACE FUNCTION audit_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF TG_OP = 'DELETE' AND OLD.at < now() - interval '5 years' THEN
		RETURN OLD;
	END IF;
	RAISE EXCEPTION 'the audit is only added to' USING ERRCODE = 'insufficient_privilege';
END
$$;
-- +goose StatementEnd

-- +goose Down
-- +goose StatementBegin
CREATE OR REPLACE FUNCTION audit_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION 'the audit is only added to' USING ERRCODE = 'insufficient_privilege';
END
$$;
-- +goose StatementEnd
