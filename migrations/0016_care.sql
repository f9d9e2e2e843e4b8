-- +goose Up
-- An adviser who falls ill leaves appointments for which nobody else was found: they are marked until they are moved, taken over or cancelled.
ALTER TABLE appointments ADD unstaffed_at timestamptz;
-- What still has to be arranged with people.
CREATE INDEX ON appointments (starts) WHERE state = 'booked' AND unstaffed_at IS NOT NULL;

ALTER TABLE appointment_events DROP CONSTRAINT appointment_events_act_check;
ALTER TABLE appointment_events ADD CONSTRAINT appointment_events_act_check
	CHECK (act IN ('held', 'booked', 'moved', 'cancelled', 'done', 'noshow', 'reassigned', 'unstaffed', 'forgotten', 'expired'));

-- +goose Down
ALTER TABLE appointments DROP unstaffed_at;
ALTER TABLE appointment_events DROP CONSTRAINT appointment_events_act_check;
-- Events are only added to, so those of a kind that was not known before stay, unchecked.
ALTER TABLE appointment_events ADD CONSTRAINT appointment_events_act_check
	CHECK (act IN ('held', 'booked', 'moved', 'cancelled', 'done', 'noshow', 'reassigned', 'forgotten', 'expired')) NOT VALID;
