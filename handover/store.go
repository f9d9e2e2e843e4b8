package handover

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"log/slog"
	"strconv"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// Config is what a store needs.
type Config struct {
	Vault  Vault                    // seals what is written; required
	Open   func(now time.Time) bool // whether it is within the hours; nil means always
	Now    func() time.Time         // nil means the clock
	Logger *slog.Logger             // nil means silence
}

// Store keeps the talks that go on.
type Store struct {
	db     *pgxpool.Pool
	config Config
	hub    *hub
}

// The limits. A visitor who gives no sign for silenceTime has gone; a member of staff who falls away leaves the talk to a colleague after the time
// that presence lasts by itself.
const (
	silenceTime = 2 * time.Minute
	seenEvery   = 15 * time.Second // how often a follower shows that it is there, and looks although nothing was said
	wipeAfter   = time.Minute      // between the end of a talk and the destruction of its key, so that both sides read the last line
	rowTime     = time.Hour        // that the row of an ended talk stays
	maxWaiting  = 60               // in the queue
	maxOrigin   = 8                // of those from one network
	maxRunes    = 20_000           // of a line
	maxMinute   = 30               // lines of one side in a minute
	maxLines    = 2000             // of a talk
)

// NewStore returns a store on db. Its Work has to run for what is written to arrive at once.
func NewStore(db *pgxpool.Pool, config Config) *Store {
	if config.Now == nil {
		config.Now = time.Now
	}
	if config.Open == nil {
		config.Open = func(time.Time) bool { return true }
	}
	if config.Logger == nil {
		config.Logger = slog.New(slog.DiscardHandler)
	}
	return &Store{db: db, config: config, hub: newHub()}
}

// Every statement of this package stands here.
const (
	tell = `SELECT pg_notify('handover', $1)`

	upsertPresence = `
		INSERT INTO handover_presence (person, name, until)
		VALUES ($1, $2, $3)
		ON CONFLICT (person) DO UPDATE
		SET name = excluded.name, until = greatest(handover_presence.until, excluded.until)`

	// Only who is there already: a page that stays open does not bring back who went away.
	prolongPresence = `
		UPDATE handover_presence
		SET until = greatest(until, $2)
		WHERE person = $1
			AND until > $3`

	deletePresence = `
		DELETE FROM handover_presence
		WHERE person = $1`

	countPresent = `
		SELECT count(*), coalesce(bool_or(person = $2), false)
		FROM handover_presence
		WHERE until > $1`

	countWaiting = `
		SELECT count(*), count(*) FILTER (WHERE origin = $1)
		FROM handover_talks
		WHERE state = 'waiting'`

	insertTalk = `
		INSERT INTO handover_talks (id, secret, origin, state, lang, worried, asked_at, seen_at)
		VALUES (gen_random_uuid(), $1, $2, 'waiting', $3, $4, $5, $5)
		RETURNING id::text`

	talkColumns = `
		SELECT t.id::text AS id, t.state, t.lang, coalesce(t.person, '') AS person, t.name, t.worried, t.asked_at, t.ended_by, t.seen_at,
			CASE WHEN t.state = 'waiting' THEN (SELECT count(*) FROM handover_talks o WHERE o.state = 'waiting' AND o.asked_at < t.asked_at) ELSE 0 END AS before
		FROM handover_talks t`

	selectBySecret = talkColumns + `
		WHERE t.secret = $1`

	// Only who took it may read it.
	selectForStaff = talkColumns + `
		WHERE t.id = $1::uuid
			AND t.person = $2`

	selectQueue = talkColumns + `
		WHERE t.state = 'waiting'
			OR t.state = 'talking' AND t.person = $1
		ORDER BY t.asked_at
		LIMIT 100`

	selectLines = `
		SELECT n, author, worried, sealed, at
		FROM handover_lines
		WHERE talk = $1::uuid
			AND n > $2
		ORDER BY n`

	markSeen = `
		UPDATE handover_talks
		SET seen_at = $2
		WHERE id = $1::uuid
			AND seen_at < $2
			AND state <> 'ended'`

	lockTalk = `
		SELECT state
		FROM handover_talks
		WHERE id = $1::uuid
			AND ($2 = '' OR person = $2)
		FOR UPDATE`

	selectClient = `
		SELECT n
		FROM handover_lines
		WHERE talk = $1::uuid
			AND author = $2
			AND client = $3`

	countLines = `
		SELECT coalesce(max(n), 0), count(*) FILTER (WHERE author = $2 AND at > $3)
		FROM handover_lines
		WHERE talk = $1::uuid`

	insertLine = `
		INSERT INTO handover_lines (talk, n, author, client, worried, sealed, at)
		VALUES ($1::uuid, $2, $3, $4, $5, $6, $7)`

	markWorried = `
		UPDATE handover_talks
		SET worried = true
		WHERE id = $1::uuid`

	takeTalk = `
		UPDATE handover_talks
		SET state = 'talking', person = $2, name = $3, taken_at = $4
		WHERE id = $1::uuid
			AND state = 'waiting'`

	endTalk = `
		UPDATE handover_talks
		SET state = 'ended', ended_at = $2, ended_by = $3
		WHERE id = $1::uuid
			AND state <> 'ended'
			AND ($4 = '' OR person = $4)`

	// The talks of staff who fell away wait again, at their old place in the queue.
	requeue = `
		UPDATE handover_talks
		SET state = 'waiting', person = NULL, name = ''
		WHERE state = 'talking'
			AND NOT EXISTS (SELECT FROM handover_presence p WHERE p.person = handover_talks.person AND p.until > $1)
		RETURNING id::text`

	endSilent = `
		UPDATE handover_talks
		SET state = 'ended', ended_at = $1, ended_by = 'silence'
		WHERE state <> 'ended'
			AND seen_at < $2
		RETURNING id::text`

	selectUnwiped = `
		SELECT id::text
		FROM handover_talks
		WHERE state = 'ended'
			AND NOT wiped
			AND ended_at <= $1
		LIMIT 200`

	deleteLines = `
		DELETE FROM handover_lines
		WHERE talk = $1::uuid`

	markWiped = `
		UPDATE handover_talks
		SET wiped = true
		WHERE id = $1::uuid`

	deleteOld = `
		DELETE FROM handover_talks
		WHERE wiped
			AND ended_at < $1`

	deletePast = `
		DELETE FROM handover_presence
		WHERE until < $1`
)

type talkRow struct {
	ID, State, Lang, Person, Name string
	Worried                       bool
	AskedAt, SeenAt               time.Time
	EndedBy                       string
	Before                        int
}

func (r talkRow) talk() Talk {
	return Talk{ID: r.ID, State: State(r.State), Lang: r.Lang, Person: r.Person, Name: r.Name, Worried: r.Worried, Before: r.Before, AskedAt: r.AskedAt, EndedBy: Author(r.EndedBy)}
}

func (s *Store) talkBy(ctx context.Context, statement string, args ...any) (talkRow, error) {
	rows, err := s.db.Query(ctx, statement, args...)
	if err != nil {
		return talkRow{}, fmt.Errorf("looking for a talk: %w", err)
	}
	r, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[talkRow])
	if errors.Is(err, pgx.ErrNoRows) {
		return talkRow{}, ErrUnknown
	}
	if err != nil {
		return talkRow{}, fmt.Errorf("looking for a talk: %w", err)
	}
	return r, nil
}

// linesAfter opens the lines of a talk after n.
func (s *Store) linesAfter(ctx context.Context, id string, n int) ([]Line, error) {
	rows, err := s.db.Query(ctx, selectLines, id, n)
	if err != nil {
		return nil, fmt.Errorf("reading a talk: %w", err)
	}
	type row struct {
		N       int
		Author  string
		Worried bool
		Sealed  []byte
		At      time.Time
	}
	found, err := pgx.CollectRows(rows, pgx.RowToStructByName[row])
	if err != nil {
		return nil, fmt.Errorf("reading a talk: %w", err)
	}
	lines := make([]Line, 0, len(found))
	for _, r := range found {
		plain, err := s.config.Vault.Open(subject(id), field(r.N), r.Sealed)
		if err != nil {
			return nil, fmt.Errorf("opening a line: %w", err)
		}
		lines = append(lines, Line{r.N, Author(r.Author), string(plain), r.Worried, r.At})
	}
	return lines, nil
}

// subject is the name of a talk's key, and field that of a line: a line cannot be put in the place of another.
func subject(id string) string { return "handover/" + id }

func field(n int) string { return "line " + strconv.Itoa(n) }

func newSecret() string {
	var b [24]byte
	_, _ = rand.Read(b[:]) // it never fails; the program ends when the system has no randomness
	return base64.RawURLEncoding.EncodeToString(b[:])
}

func hash(text string) []byte {
	sum := sha256.Sum256([]byte(text))
	return sum[:]
}

// isID reports whether a text has the form of an id, so that a guessed address is no error of the database.
func isID(id string) bool {
	if len(id) != 36 {
		return false
	}
	for i, c := range id {
		if dash := i == 8 || i == 13 || i == 18 || i == 23; dash != (c == '-') || !dash && !(c >= '0' && c <= '9' || c >= 'a' && c <= 'f') {
			return false
		}
	}
	return true
}
