-- +goose Up
-- The page that sends the sound of a live call. When a second one begins to send, the first is told, and never mixes its sound into the other's.
ALTER TABLE call_recordings ADD COLUMN page text CHECK (length(page) BETWEEN 1 AND 40);
-- What was heard is counted in samples, and a file has fewer bytes than its samples do when it is packed or of a telephone line.
ALTER TABLE call_tracks DROP CONSTRAINT call_tracks_check;

-- +goose Down
UPDATE call_tracks SET heard = bytes WHERE heard > bytes;
ALTER TABLE call_tracks ADD CONSTRAINT call_tracks_check CHECK (heard >= 0 AND heard <= bytes);
ALTER TABLE call_recordings DROP COLUMN page;
