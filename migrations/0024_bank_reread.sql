-- +goose Up
-- A judged ruling also comes back to the queue when newer rules read other sums in it.
ALTER TABLE bank.rulings
	DROP CONSTRAINT rulings_again_check,
	ADD CONSTRAINT rulings_again_check CHECK (again IN ('', 'changed', 'withdrawn', 'appealed', 'reread'));

-- +goose Down
UPDATE bank.rulings SET again = 'changed' WHERE again = 'reread';
ALTER TABLE bank.rulings
	DROP CONSTRAINT rulings_again_check,
	ADD CONSTRAINT rulings_again_check CHECK (again IN ('', 'changed', 'withdrawn', 'appealed'));
