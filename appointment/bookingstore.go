package appointment

import "time"

type busyRow struct {
	Adviser    AdviserID
	Start, End time.Time
}

// The statements on what is held and booked, on what happened to it, and on who tried a code.
const (
	// A hold that is over blocks nothing.
	selectBusy = `
		SELECT adviser, lower(during) AS start, upper(during) AS "end"
		FROM appointments
		WHERE state IN ('hold', 'booked')
			AND adviser = ANY ($1)
			AND starts < $3
			AND during && tstzrange($2, $3)
			AND (state = 'booked' OR hold_until > $4)`

	// Rows that another transaction is already removing are left to it: two that wait for each other would be a deadlock.
	deleteExpiredHolds = `
		DELETE FROM appointments
		WHERE id IN (
			SELECT id
			FROM appointments
			WHERE state = 'hold'
				AND hold_until <= $1
				AND during && tstzrange($2, $3)
			ORDER BY id
			FOR UPDATE SKIP LOCKED)`

	deleteHoldsOf = `
		DELETE FROM appointments
		WHERE id IN (
			SELECT id
			FROM appointments
			WHERE state = 'hold'
				AND holder = $1
			ORDER BY id
			FOR UPDATE SKIP LOCKED)`

	deleteHold = `
		DELETE FROM appointments
		WHERE state = 'hold'
			AND secret = $1`

	// Whoever is second gets no row, and no error: the constraint decides, and waits for who is under way.
	insertHold = `
		INSERT INTO appointments (id, adviser, service, channel, place, starts, ends, during, state, hold_until, secret, holder,
			interpreter, gender, helper, for_other, lang, created_at, expires_at)
		VALUES (gen_random_uuid(), $1, $2, $3, nullif($4, ''), $5, $6, tstzrange($5, $7), 'hold', $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
		ON CONFLICT DO NOTHING
		RETURNING id::text`

	// How many talks an adviser has that day: who has the fewest is asked first.
	selectLoad = `
		SELECT adviser, count(*)
		FROM appointments
		WHERE adviser = ANY ($1)
			AND state IN ('hold', 'booked')
			AND starts BETWEEN $2 AND $3
		GROUP BY adviser`

	lockBySecret = `
		SELECT id::text, state, coalesce(hold_until, 'epoch') AS hold_until, code_try, starts, ends
		FROM appointments
		WHERE secret = $1
		FOR UPDATE`

	codeExists = `
		SELECT EXISTS (SELECT FROM appointments WHERE code = $1 AND id <> $2::uuid)
			OR EXISTS (SELECT FROM appointment_callbacks WHERE code = $1)`

	bookHold = `
		UPDATE appointments
		SET state = 'booked', hold_until = NULL, code = $2, code_try = $3, sealed = $4, interpreter = $5, gender = $6, helper = $7,
			for_other = $8, lang = $9
		WHERE id = $1::uuid
			AND state = 'hold'
			AND hold_until > $10`

	insertEvent = `
		INSERT INTO appointment_events (appointment, at, act, actor, starts)
		VALUES ($1::uuid, $2, $3, $4, $5)`

	selectByCode = `
		SELECT a.id::text AS id, a.starts, a.ends, a.state, a.channel, a.service, coalesce(a.place, '') AS place, d.name AS adviser, a.sequence,
			a.interpreter, a.gender, a.helper, a.for_other, a.lang, coalesce(p.name, '') AS place_name, coalesce(p.address, '') AS place_address,
			a.unstaffed_at IS NOT NULL AS unstaffed, a.sealed
		FROM appointments a
		JOIN appointment_advisers d ON d.id = a.adviser
		LEFT JOIN appointment_places p ON p.id = a.place
		WHERE a.code = $1`

	lockByCode = `
		SELECT id::text, state, starts, sequence, sealed
		FROM appointments
		WHERE code = $1
		FOR UPDATE`

	lockByID = `
		SELECT id::text, state, starts, sequence, sealed
		FROM appointments
		WHERE id = $1::uuid
		FOR UPDATE`

	cancelBooked = `
		UPDATE appointments
		SET state = 'cancelled', sequence = sequence + 1, unstaffed_at = NULL
		WHERE id = $1::uuid
			AND state = 'booked'
			AND starts > $2
		RETURNING sequence`

	takeHold = `
		DELETE FROM appointments
		WHERE secret = $1
			AND state = 'hold'
			AND hold_until > $2
		RETURNING adviser, coalesce(place, '') AS place, starts, ends, lower(during) AS from, upper(during) AS to`

	// The same booking, another time.
	moveBooked = `
		UPDATE appointments
		SET adviser = $2, place = nullif($3, ''), starts = $4, ends = $5, during = tstzrange($6, $7), sequence = sequence + 1,
			expires_at = $8, unstaffed_at = NULL
		WHERE id = $1::uuid
			AND state = 'booked'
		RETURNING sequence`

	insertTry = `
		INSERT INTO appointment_tries (client, at, wrong)
		VALUES ($1, $2, $3)`

	countTries = `
		SELECT
			(SELECT count(*) FROM appointment_tries WHERE client = $1 AND wrong AND at > $2),
			(SELECT count(*) FROM appointment_tries WHERE wrong AND at > $2)`

	sumTaken = `
		SELECT coalesce(sum(extract(epoch FROM upper(during) - lower(during)) / 60), 0)::int
		FROM appointments
		WHERE state IN ('booked', 'done', 'noshow')
			AND starts >= $1
			AND starts < $2`

	selectWeek = `
		SELECT a.id::text AS id, a.starts, a.ends, a.state, a.channel, a.service, coalesce(p.name, '') AS place, coalesce(a.place, '') AS place_id,
			d.name AS adviser, d.id AS adviser_id, a.interpreter, a.gender, a.helper, a.for_other, a.lang, a.sequence,
			a.state = 'booked' AND a.unstaffed_at IS NOT NULL AS unstaffed
		FROM appointments a
		JOIN appointment_advisers d ON d.id = a.adviser
		LEFT JOIN appointment_places p ON p.id = a.place
		WHERE a.starts >= $1
			AND a.starts < $2
			AND a.state <> 'hold'
			AND ($3 = 0 OR a.adviser = $3)
		ORDER BY a.starts, d.name`

	selectUnstaffed = `
		SELECT a.id::text AS id, a.starts, a.ends, a.state, a.channel, a.service, coalesce(p.name, '') AS place, coalesce(a.place, '') AS place_id,
			d.name AS adviser, d.id AS adviser_id, a.interpreter, a.gender, a.helper, a.for_other, a.lang, a.sequence, true AS unstaffed
		FROM appointments a
		JOIN appointment_advisers d ON d.id = a.adviser
		LEFT JOIN appointment_places p ON p.id = a.place
		WHERE a.state = 'booked'
			AND a.unstaffed_at IS NOT NULL
			AND a.starts > $1
		ORDER BY a.starts
		LIMIT 200`

	selectOne = `
		SELECT a.id::text AS id, a.starts, a.ends, a.state, a.channel, a.service, coalesce(p.name, '') AS place, coalesce(a.place, '') AS place_id,
			d.name AS adviser, d.id AS adviser_id, a.interpreter, a.gender, a.helper, a.for_other, a.lang, a.sequence,
			a.state = 'booked' AND a.unstaffed_at IS NOT NULL AS unstaffed, a.sealed
		FROM appointments a
		JOIN appointment_advisers d ON d.id = a.adviser
		LEFT JOIN appointment_places p ON p.id = a.place
		WHERE a.id = $1::uuid
			AND a.state <> 'hold'`

	closeBooked = `
		UPDATE appointments
		SET state = $2
		WHERE id = $1::uuid
			AND state = 'booked'
			AND starts <= $3
		RETURNING starts`

	reassignBooked = `
		UPDATE appointments
		SET adviser = $2, sequence = sequence + 1, unstaffed_at = NULL
		WHERE id = $1::uuid
			AND state = 'booked'
		RETURNING sequence`

	markUnstaffed = `
		UPDATE appointments
		SET unstaffed_at = $2, sequence = sequence + 1
		WHERE id = $1::uuid
			AND state = 'booked'
			AND unstaffed_at IS NULL
		RETURNING sequence`

	setContact = `
		UPDATE appointments
		SET sealed = $2
		WHERE id = $1::uuid`

	selectExpired = `
		SELECT id::text
		FROM appointments
		WHERE sealed IS NOT NULL
			AND expires_at <= $1
		ORDER BY expires_at
		LIMIT 200`

	forgetContact = `
		UPDATE appointments
		SET sealed = NULL
		WHERE id = $1::uuid
		RETURNING starts`

	deleteOldRows = `
		DELETE FROM appointments
		WHERE state <> 'hold'
			AND sealed IS NULL
			AND ends < $1`

	deleteOldTries = `
		DELETE FROM appointment_tries
		WHERE at < $1`

	deleteOldHolds = `
		DELETE FROM appointments
		WHERE id IN (
			SELECT id
			FROM appointments
			WHERE state = 'hold'
				AND hold_until < $1
			ORDER BY id
			FOR UPDATE SKIP LOCKED)`
)
