-- +goose Up
-- Records come in the order of time, so a summary of blocks finds those of some days; the privacy officer asks for them, and the first page counts since
-- yesterday.
CREATE INDEX audit_records_at ON audit_records USING brin (at);

-- +goose Down
DROP INDEX audit_records_at;
