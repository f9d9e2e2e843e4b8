package appointment

// The statements on what is to be told of a booking.
const (
	insertOutbox = `
		INSERT INTO appointment_outbox (appointment, kind, act, dedupe, sealed, due_at, created_at)
		VALUES ($1::uuid, $2, $3, $4, $5, $6, $7)
		ON CONFLICT (dedupe) DO NOTHING`

	selectDue = `
		SELECT o.id, o.appointment::text AS appointment, o.kind, o.act, o.dedupe, o.sealed, o.attempts,
			a.starts, a.ends, a.state, a.sequence, a.channel, a.service, a.lang
		FROM appointment_outbox o
		JOIN appointments a ON a.id = o.appointment
		WHERE o.state = 'waiting'
			AND o.due_at <= $1
			AND o.kind = ANY ($2)
		ORDER BY o.id
		LIMIT 20
		FOR UPDATE OF o SKIP LOCKED`

	markSent = `
		UPDATE appointment_outbox
		SET state = 'sent', sent_at = $2, sealed = NULL, problem = ''
		WHERE id = $1`

	markLater = `
		UPDATE appointment_outbox
		SET attempts = attempts + 1, due_at = $2, problem = $3
		WHERE id = $1`

	markDropped = `
		UPDATE appointment_outbox
		SET state = 'dropped', sealed = NULL, problem = $2
		WHERE id = $1`

	selectOutbox = `
		SELECT kind, act, state, attempts, problem, due_at, coalesce(sent_at, 'epoch') AS sent_at, created_at
		FROM appointment_outbox
		ORDER BY id DESC
		LIMIT $1`

	dropUnsent = `
		UPDATE appointment_outbox
		SET state = 'dropped', sealed = NULL, problem = 'expired'
		WHERE appointment = $1::uuid
			AND state = 'waiting'`

	deleteOldMessages = `
		DELETE FROM appointment_outbox
		WHERE state <> 'waiting'
			AND created_at < $1`
)
