package appointment

import "time"

type ruleRow struct {
	Adviser       AdviserID
	Weekday       int
	Opens, Closes int
	Place         string
	Since, Until  time.Time
}

// The statements on who works when: advisers, their hours, and the days that differ.
const (
	// Who can take a talk: the channel and the skill are needed; the language too, unless there is an interpreter.
	selectCandidates = `
		SELECT id, gender
		FROM appointment_advisers
		WHERE active
			AND $1 = ANY (channels)
			AND ($2 = '' OR $2 = ANY (skills))
			AND ($3 = ANY (languages) OR $4)`

	// The dates are cut to what Go can hold: a rule without an end is one of far away.
	selectRules = `
		SELECT adviser, weekday, opens, closes, coalesce(place, '') AS place,
			greatest(since, '0001-01-01')::date AS since, least(until, '9999-12-31')::date AS until
		FROM appointment_rules
		WHERE adviser = ANY ($1)`

	selectExceptions = `
		SELECT adviser, day, opens, closes, kind, place
		FROM appointment_exceptions
		WHERE day BETWEEN $1 AND $2
			AND (adviser IS NULL OR adviser = ANY ($3))`

	insertAdviser = `
		INSERT INTO appointment_advisers (staff, name, gender, languages, skills, regions, channels, active, feed)
		VALUES (nullif($1, ''), $2, $3, $4, $5, $6, $7, true, $8)
		RETURNING id`

	selectAdvisers = `
		SELECT id, coalesce(staff, '') AS staff, name, gender, languages, skills, regions, channels, active
		FROM appointment_advisers
		WHERE active
		ORDER BY name, id`

	changeAdviser = `
		UPDATE appointment_advisers
		SET staff = nullif($2, ''), name = $3, gender = $4, languages = $5, skills = $6, channels = $7
		WHERE id = $1
			AND active`

	retireAdviser = `
		UPDATE appointment_advisers
		SET active = false, staff = NULL, feed = NULL
		WHERE id = $1
			AND active`

	selectDaysOff = `
		SELECT id, day, opens, closes, kind = 'off' AS away, coalesce(place, '') AS place, true AS everybody
		FROM appointment_exceptions
		WHERE adviser IS NULL
			AND day >= $1
		ORDER BY day, opens
		LIMIT 200`

	deleteDayOff = `
		DELETE FROM appointment_exceptions
		WHERE id = $1
			AND adviser IS NULL`

	selectHours = `
		SELECT adviser, sum(closes - opens)::int AS week
		FROM appointment_rules
		GROUP BY adviser`

	selectActive = `
		SELECT id
		FROM appointment_advisers
		WHERE active`

	employAdviser = `
		INSERT INTO appointment_advisers (staff, name, gender, languages, skills, regions, channels, active)
		VALUES ($1, $2, $3, $4, $5, $6, $7, true)
		ON CONFLICT (staff) DO UPDATE
		SET name = excluded.name, gender = excluded.gender, languages = excluded.languages, skills = excluded.skills, regions = excluded.regions,
			channels = excluded.channels, active = true
		RETURNING id`

	selectRulesOf = `
		SELECT id, weekday, opens, closes, coalesce(place, '') AS place
		FROM appointment_rules
		WHERE adviser = $1
		ORDER BY (weekday + 6) % 7, opens`

	selectDifferencesOf = `
		SELECT id, day, opens, closes, kind = 'off' AS away, coalesce(place, '') AS place, adviser IS NULL AS everybody
		FROM appointment_exceptions
		WHERE day >= $2
			AND (adviser IS NULL OR adviser = $1)
		ORDER BY day, opens
		LIMIT 200`

	deleteRule = `
		DELETE FROM appointment_rules
		WHERE id = $1
			AND adviser = $2`

	deleteException = `
		DELETE FROM appointment_exceptions
		WHERE id = $1
			AND adviser = $2`

	insertRule = `
		INSERT INTO appointment_rules (adviser, weekday, opens, closes, place)
		VALUES ($1, $2, $3, $4, nullif($5, ''))`

	insertException = `
		INSERT INTO appointment_exceptions (adviser, day, opens, closes, kind, place)
		VALUES (nullif($1, 0), $2, $3, $4, $5, nullif($6, ''))`

	countAdvisers = `
		SELECT count(*)
		FROM appointment_advisers`

	setFeed = `
		UPDATE appointment_advisers
		SET feed = $2
		WHERE id = $1`

	selectByFeed = `
		SELECT id
		FROM appointment_advisers
		WHERE feed = $1`

	selectByStaff = `
		SELECT id
		FROM appointment_advisers
		WHERE staff = $1`
)
