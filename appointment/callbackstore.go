package appointment

// The statements on who wants to be called.
const (
	insertCallback = `
		INSERT INTO appointment_callbacks (id, code, wished, summary, lang, interpreter, gender, sealed, created_at, expires_at)
		VALUES ($1::uuid, $2, $3, $4, $5, $6, $7, $8, $9, $10)
		ON CONFLICT DO NOTHING`

	selectCallbackState = `
		SELECT state
		FROM appointment_callbacks
		WHERE id = $1::uuid`

	selectCallbacks = `
		SELECT id::text AS id, state, wished, lang, interpreter, gender, created_at, sealed
		FROM appointment_callbacks
		WHERE state = 'open'
			AND sealed IS NOT NULL
		ORDER BY created_at
		LIMIT 200`

	countCallbacks = `
		SELECT count(*)
		FROM appointment_callbacks
		WHERE state = 'open'
			AND sealed IS NOT NULL`

	selectCallbackByCode = `
		SELECT id::text AS id, state, wished, lang, interpreter, gender, created_at, sealed
		FROM appointment_callbacks
		WHERE code = $1`

	changeCallback = `
		UPDATE appointment_callbacks
		SET wished = $2, summary = $3, sealed = $4
		WHERE id = $1::uuid
			AND state = 'open'`

	withdrawCallback = `
		UPDATE appointment_callbacks
		SET state = 'withdrawn', sealed = NULL
		WHERE id = $1::uuid
			AND state = 'open'`

	closeCallback = `
		UPDATE appointment_callbacks
		SET state = 'done'
		WHERE id = $1::uuid
			AND state = 'open'`

	selectExpiredCallbacks = `
		SELECT id::text
		FROM appointment_callbacks
		WHERE sealed IS NOT NULL
			AND expires_at <= $1
		LIMIT 200`

	forgetCallback = `
		UPDATE appointment_callbacks
		SET sealed = NULL
		WHERE id = $1::uuid`

	deleteOldCallbacks = `
		DELETE FROM appointment_callbacks
		WHERE sealed IS NULL
			AND created_at < $1`
)
