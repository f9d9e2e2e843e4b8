package appointment

import (
	"context"
	"errors"
	"fmt"
	"time"
	_ "time/tzdata" // the zone of the rules, on machines that lack it

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// Config is what a store needs.
type Config struct {
	Vault  Vault                    // seals contact; required to book
	Key    []byte                   // at least 32 secret bytes, the same for every copy of the program; codes are hashed with it
	Closed func(day time.Time) bool // whether nobody works on a date; nil means every day is as the rules say
	Now    func() time.Time         // nil means the clock
	Zone   *time.Location           // of the rules; nil means Europe/Amsterdam

	Silent bool // nobody is told of what is booked, not even another system: for what is invented
}

// Store keeps appointments in a database.
type Store struct {
	db     *pgxpool.Pool
	config Config
}

// How long a hold lasts, how long contact is kept after the talk, how soon from now somebody can be there, and how many holds one
// conversation has.
const (
	holdTime = 5 * time.Minute
	keepTime = 30 * 24 * time.Hour
	leadTime = 30 * time.Minute
	maxAhead = 120 * 24 * time.Hour
)

// NewStore returns a store on db. It refuses a key that is too short.
func NewStore(db *pgxpool.Pool, config Config) (*Store, error) {
	if len(config.Key) < 32 {
		return nil, errors.New("appointment: the key of the codes is shorter than 32 bytes")
	}
	if config.Closed == nil {
		config.Closed = func(time.Time) bool { return false }
	}
	if config.Now == nil {
		config.Now = time.Now
	}
	if config.Zone == nil {
		zone, err := time.LoadLocation("Europe/Amsterdam")
		if err != nil {
			return nil, fmt.Errorf("loading the zone of the calendar: %w", err)
		}
		config.Zone = zone
	}
	return &Store{db: db, config: config}, nil
}

type ruleRow struct {
	Adviser       AdviserID
	Weekday       int
	Opens, Closes int
	Place         string
	Since, Until  time.Time
}

type busyRow struct {
	Adviser    AdviserID
	Start, End time.Time
}

type serviceRow struct {
	Minutes, Buffer int
	Channels        []string
	Skill           string
	ID, Name        string
}

// Every statement of this package stands here.
const (
	selectServices = `
		SELECT minutes, buffer, channels, skill, id, name
		FROM appointment_services
		WHERE active
		ORDER BY id`

	selectPlaces = `
		SELECT id, name, address, region
		FROM appointment_places
		ORDER BY name`

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

	insertOutbox = `
		INSERT INTO appointment_outbox (appointment, kind, act, dedupe, sealed, due_at, created_at)
		VALUES ($1::uuid, $2, $3, $4, $5, $6, $7)
		ON CONFLICT (dedupe) DO NOTHING`

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

	insertCallback = `
		INSERT INTO appointment_callbacks (id, code, wished, summary, lang, interpreter, gender, sealed, created_at, expires_at)
		VALUES ($1::uuid, $2, $3, $4, $5, $6, $7, $8, $9, $10)`

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

	insertAdviser = `
		INSERT INTO appointment_advisers (staff, name, gender, languages, skills, regions, channels, active, feed)
		VALUES (nullif($1, ''), $2, $3, $4, $5, $6, $7, true, $8)
		RETURNING id`

	upsertService = `
		INSERT INTO appointment_services (id, name, minutes, buffer, channels, skill)
		VALUES ($1, $2, $3, $4, $5, $6)
		ON CONFLICT (id) DO UPDATE
		SET name = excluded.name, minutes = excluded.minutes, buffer = excluded.buffer, channels = excluded.channels, skill = excluded.skill`

	upsertPlace = `
		INSERT INTO appointment_places (id, name, address, region)
		VALUES ($1, $2, $3, $4)
		ON CONFLICT (id) DO UPDATE
		SET name = excluded.name, address = excluded.address, region = excluded.region`

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

	sumTaken = `
		SELECT coalesce(sum(extract(epoch FROM upper(during) - lower(during)) / 60), 0)::int
		FROM appointments
		WHERE state IN ('booked', 'done', 'noshow')
			AND starts >= $1
			AND starts < $2`

	insertRule = `
		INSERT INTO appointment_rules (adviser, weekday, opens, closes, place)
		VALUES ($1, $2, $3, $4, nullif($5, ''))`

	insertException = `
		INSERT INTO appointment_exceptions (adviser, day, opens, closes, kind, place)
		VALUES (nullif($1, 0), $2, $3, $4, $5, nullif($6, ''))`

	countAdvisers = `
		SELECT count(*)
		FROM appointment_advisers`

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

	setFeed = `
		UPDATE appointment_advisers
		SET feed = $2
		WHERE id = $1`

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

	selectByFeed = `
		SELECT id
		FROM appointment_advisers
		WHERE feed = $1`

	selectByStaff = `
		SELECT id
		FROM appointment_advisers
		WHERE staff = $1`

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

	dropUnsent = `
		UPDATE appointment_outbox
		SET state = 'dropped', sealed = NULL, problem = 'expired'
		WHERE appointment = $1::uuid
			AND state = 'waiting'`

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

	deleteOldRows = `
		DELETE FROM appointments
		WHERE state <> 'hold'
			AND sealed IS NULL
			AND ends < $1`

	deleteOldMessages = `
		DELETE FROM appointment_outbox
		WHERE state <> 'waiting'
			AND created_at < $1`

	deleteOldCallbacks = `
		DELETE FROM appointment_callbacks
		WHERE sealed IS NULL
			AND created_at < $1`

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

// Products returns the kinds of talk that can be booked: the products of Open Forms.
func (s *Store) Products(ctx context.Context) ([]Service, error) {
	return services(ctx, s.db)
}

func services(ctx context.Context, db querier) ([]Service, error) {
	rows, err := db.Query(ctx, selectServices)
	if err != nil {
		return nil, fmt.Errorf("listing services: %w", err)
	}
	found, err := pgx.CollectRows(rows, pgx.RowToStructByName[serviceRow])
	if err != nil {
		return nil, fmt.Errorf("listing services: %w", err)
	}
	all := make([]Service, len(found))
	for i, r := range found {
		all[i] = Service{ID: r.ID, Name: r.Name, Minutes: r.Minutes, Buffer: r.Buffer, Channels: r.Channels, Skill: r.Skill}
	}
	return all, nil
}

// Locations returns where visits are received: the locations of Open Forms.
func (s *Store) Locations(ctx context.Context) ([]Place, error) {
	rows, err := s.db.Query(ctx, selectPlaces)
	if err != nil {
		return nil, fmt.Errorf("listing places: %w", err)
	}
	places, err := pgx.CollectRows(rows, pgx.RowToStructByName[Place])
	if err != nil {
		return nil, fmt.Errorf("listing places: %w", err)
	}
	return places, nil
}

// service reads one kind of talk through db: inside a transaction that is the transaction, for a second connection of the pool could be waited for by
// all who hold the first.
func service(ctx context.Context, db querier, id string) (Service, error) {
	all, err := services(ctx, db)
	if err != nil {
		return Service{}, err
	}
	for _, x := range all {
		if x.ID == id {
			return x, nil
		}
	}
	return Service{}, ErrUnknown
}
