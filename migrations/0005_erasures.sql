-- +goose Up
-- Proof of what was forgotten: because its term had ended, or because someone asked. Each row stands in the audit too, by its hash, so that
-- neither can be changed by itself.
CREATE TABLE erasures (
	id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	at        timestamptz NOT NULL,
	kind      text NOT NULL CHECK (kind <> '' AND length(kind) <= 40), -- what was kept, such as 'call'
	cause     text NOT NULL CHECK (cause IN ('term', 'request')),
	subject   bytea NOT NULL CHECK (length(subject) IN (0, 32)), -- hash of which one, on request; it points to nobody without the id
	forgotten int NOT NULL CHECK (forgotten >= 0),
	person    text NOT NULL, -- who asked for it here; '' for the program itself
	audit     bigint NOT NULL UNIQUE REFERENCES audit_records
);

-- +goose Down
DROP TABLE erasures;
