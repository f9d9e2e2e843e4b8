// Package recording takes a call in: its sound in sealed pieces, its words as a recogniser gives them, and what staff types meanwhile, until it is a
// transcript with a draft report.
package recording

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"wegwijzer/internal/privacy"
	"wegwijzer/staff"
	"wegwijzer/transcribe"
	"wegwijzer/transcribe/sound"
)

// What is refused.
var (
	ErrUnknown = errors.New("no such recording")
	ErrConsent = errors.New("the sound of this call may not be kept")
	ErrOver    = errors.New("the recording is over")
	ErrFull    = errors.New("there is no room for more sound")
	ErrOffset  = errors.New("the piece does not follow on what there is")
	ErrLarge   = errors.New("the sound is larger than a call can be")
	ErrEmpty   = errors.New("there is nothing in it")
	ErrTaken   = errors.New("another page took this recording over")
	ErrBehind  = errors.New("another line of the same page was faster")
	ErrMissing = errors.New("frames before this one are missing")
	ErrGone    = errors.New("the sound is deleted")
	ErrDeaf    = errors.New("there is no recogniser for this")
)

// Way is how a call comes in.
type Way string

// The ways.
const (
	Live  Way = "live"
	File  Way = "bestand"
	Typed Way = "notities"
)

// State is how far the taking in has come.
type State string

// It is open while something may still come in, waits while a recogniser is to be heard, and is done when there is a report to review. One that can
// never be heard is stopped: Problem says why, and a person may still give it a transcript or a report of notes.
const (
	Open    State = "open"
	Waiting State = "wacht"
	Stopped State = "gestopt"
	Done    State = "klaar"
)

// How long sound is kept: until this long after the report was signed, and never longer than the second.
const (
	KeepAfterSigning = 7 * 24 * time.Hour
	KeepAtMost       = 30 * 24 * time.Hour
)

// MaxFile bounds a file of sound: ten hours of one channel in bare samples, or of music in a packed one.
const MaxFile int64 = 2 << 30

// defaultReserve is what stays free on the disk for sound, so that what is under way can be finished.
const defaultReserve int64 = 512 << 20

// Config is what a store needs.
type Config struct {
	DB      *pgxpool.Pool
	Keys    *privacy.Keys
	Calls   *transcribe.Store               // where the call ends up
	Dir     string                          // the folder for sound
	Reserve int64                           // bytes to leave free there; 0 is half a gigabyte
	Free    func(dir string) (int64, error) // bytes free in a folder; nil asks the system
	Ear     Ear                             // nil: there is no recogniser
	Follow  Follower                        // hears while somebody speaks; nil: phrases are cut and given to Ear
	Now     func() time.Time                // nil is the clock
	Logger  *slog.Logger                    // nil is silence
	Wake    func(ctx context.Context)       // starts Work somewhere, soon; nil: it comes by itself
}

// Store takes calls in.
type Store struct {
	Config
	db  *pgxpool.Pool
	now func() time.Time
	log *slog.Logger
}

// NewStore returns a store.
func NewStore(c Config) *Store {
	if c.Reserve == 0 {
		c.Reserve = defaultReserve
	}
	if c.Free == nil {
		c.Free = freeBytes
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Logger == nil {
		c.Logger = slog.New(slog.DiscardHandler)
	}
	return &Store{c, c.DB, c.Now, c.Logger}
}

// Recording is a call that is or was taken in.
type Recording struct {
	Call         transcribe.CallID
	Owner        staff.PersonID
	Held         time.Time
	Way          Way
	Kept         bool
	State        State
	Kind         sound.Kind
	Channels     int
	Bytes        int64 // that came in, of all channels
	Expected     int64 // 0 when nobody said
	Heard        time.Duration
	Length       time.Duration // of a live call
	BeganAt      time.Time
	EndedAt      time.Time
	AudioUntil   time.Time
	AudioGone    time.Time
	FailingSince time.Time
	NextTry      time.Time
	Problem      string
	Consent      transcribe.Consent
}

const (
	insertRecording = `
		INSERT INTO call_recordings (call, way, kept, began_at, touched_at, audio_until, next_try)
		VALUES ($1, $2, $3, $4, $4, $5, $4)`
	insertTrack = `
		INSERT INTO call_tracks (call, channel, role)
		VALUES ($1, $2, $3)
		ON CONFLICT DO NOTHING`
	insertConsent = `
		INSERT INTO call_consents (call, at, noted_by, basis, lang, notice, answer)
		VALUES ($1, $2, $3, $4, $5, $6, $7)`
	selectConsents = `
		SELECT at, noted_by, basis, lang, notice, answer
		FROM call_consents
		WHERE call = $1
		ORDER BY id`
	selectRecording = `
		SELECT r.way, r.kept, r.state, coalesce(r.kind, ''), coalesce(r.expected, 0), r.began_at, r.ended_at, r.audio_until, r.audio_gone, r.failing_since,
			r.next_try, coalesce(r.problem, ''), coalesce(sum(t.bytes), 0)::bigint, coalesce(max(t.bytes), 0), coalesce(sum(t.heard), 0)::bigint, count(t.call)
		FROM call_recordings r
		LEFT JOIN call_tracks t ON t.call = r.call
		WHERE r.call = $1
		GROUP BY r.call`
	holdRecording = `
		SELECT kept, state, coalesce(page, '')
		FROM call_recordings
		WHERE call = $1
		FOR UPDATE`
	// With the first sound of a live call its clock begins.
	touchRecording = `
		UPDATE call_recordings
		SET touched_at = $2, kind = coalesce(kind, $3), began_at = CASE WHEN way = 'live' AND kind IS NULL AND $3::text IS NOT NULL THEN $2 ELSE began_at END
		WHERE call = $1 AND state = 'open'`
	claimPage = `
		UPDATE call_recordings
		SET page = $2
		WHERE call = $1 AND state = 'open'`
	announceFile = `
		UPDATE call_recordings
		SET expected = $2, kind = $3, touched_at = $4
		WHERE call = $1 AND state = 'open' AND kind IS NULL`
	selectTracks = `
		SELECT channel, role, bytes, next_seq, heard
		FROM call_tracks
		WHERE call = $1
		ORDER BY channel`
	growTrack = `
		UPDATE call_tracks
		SET bytes = $4, next_seq = $5
		WHERE call = $1 AND channel = $2 AND bytes = $3`
	insertPiece = `
		INSERT INTO call_pieces (call, channel, start, bytes, file)
		VALUES ($1, $2, $3, $4, $5)`
	selectPieces = `
		SELECT start, bytes, file
		FROM call_pieces
		WHERE call = $1 AND channel = $2
		ORDER BY start`
	insertGap = `
		INSERT INTO call_gaps (call, channel, start, bytes)
		VALUES ($1, $2, $3, $4)`
	selectGaps = `
		SELECT channel, start, bytes
		FROM call_gaps
		WHERE call = $1
		ORDER BY start, channel`
	insertHeard = `
		INSERT INTO call_heard (call, token, sealed)
		VALUES ($1, $2, $3)
		ON CONFLICT (call, token) DO NOTHING`
	selectHeard = `
		SELECT token, sealed
		FROM call_heard
		WHERE call = $1
		ORDER BY id`
	moveHeard = `
		UPDATE call_tracks
		SET heard = $4
		WHERE call = $1 AND channel = $2 AND heard = $3`
	endRecording = `
		UPDATE call_recordings
		SET state = 'wacht', ended_at = $2, next_try = $2
		WHERE call = $1 AND state = 'open'`
	finishRecording = `
		UPDATE call_recordings
		SET state = 'klaar', ended_at = coalesce(ended_at, $2), problem = NULL, failing_since = NULL
		WHERE call = $1 AND state <> 'klaar'`
	deleteHeard = `
		DELETE FROM call_heard
		WHERE call = $1`
	stopKeeping = `
		UPDATE call_recordings
		SET kept = false, way = 'notities', touched_at = $2
		WHERE call = $1`
	// One call at a time to whoever asks, for as long as the lease lasts: a copy of the program that dies leaves it to another.
	claimCall = `
		UPDATE call_recordings
		SET next_try = $2
		WHERE call = (
			SELECT call FROM call_recordings
			WHERE state = 'wacht' AND next_try <= $1
			ORDER BY next_try
			LIMIT 1
			FOR UPDATE SKIP LOCKED)
		RETURNING call`
	extendLease = `
		UPDATE call_recordings
		SET next_try = $2, problem = NULL, failing_since = NULL, tries = 0
		WHERE call = $1 AND state = 'wacht'`
	noteFailure = `
		UPDATE call_recordings
		SET tries = tries + 1, failing_since = coalesce(failing_since, $2), problem = $3,
			next_try = $2::timestamptz + least(interval '10 minutes', interval '15 seconds' * power(2, least(tries, 10)))
		WHERE call = $1`
	stopRecording = `
		UPDATE call_recordings
		SET state = 'gestopt', tries = tries + 1, failing_since = coalesce(failing_since, $2), problem = $3
		WHERE call = $1 AND state = 'wacht'`
	selectLeft = `
		SELECT call
		FROM call_recordings
		WHERE state = 'open' AND touched_at < CASE way WHEN 'live' THEN $1::timestamptz ELSE $2::timestamptz END
		LIMIT 100`
	deleteLeft = `
		DELETE FROM call_recordings
		WHERE call = $1 AND state = 'open' AND touched_at < $2`
	// The clock of sound: thirty days, or seven after signing when no newer version is being worked on.
	soundDue = `
		SELECT r.call
		FROM call_recordings r
		WHERE r.audio_gone IS NULL AND (r.audio_until <= $1 OR (
			SELECT bool_and(p.state IN ('akkoord', 'vergrendeld')) AND max(p.signed_at) <= $2
			FROM call_reports p
			WHERE p.call = r.call))
		ORDER BY r.call`
	markSoundGone = `
		UPDATE call_recordings
		SET audio_gone = $2, kept = false
		WHERE call = $1 AND audio_gone IS NULL`
	deletePieces = `
		DELETE FROM call_pieces
		WHERE call = $1`
)

// Read returns a recording. It returns ErrUnknown for none.
func (s *Store) Read(ctx context.Context, call transcribe.CallID) (Recording, error) {
	owner, held, err := s.Calls.Owner(ctx, call)
	if errors.Is(err, transcribe.ErrUnknown) {
		return Recording{}, fmt.Errorf("looking for recording %d: %w", call, ErrUnknown)
	}
	if err != nil {
		return Recording{}, err
	}
	r := Recording{Call: call, Owner: owner, Held: held}
	var ended, gone, failing *time.Time
	var most, heard int64
	err = s.db.QueryRow(ctx, selectRecording, call).Scan(&r.Way, &r.Kept, &r.State, &r.Kind, &r.Expected, &r.BeganAt, &ended, &r.AudioUntil, &gone, &failing,
		&r.NextTry, &r.Problem, &r.Bytes, &most, &heard, &r.Channels)
	if errors.Is(err, pgx.ErrNoRows) {
		err = ErrUnknown
	}
	if err != nil {
		return Recording{}, fmt.Errorf("looking for recording %d: %w", call, err)
	}
	for from, to := range map[**time.Time]*time.Time{&ended: &r.EndedAt, &gone: &r.AudioGone, &failing: &r.FailingSince} {
		if *from != nil {
			*to = **from
		}
	}
	if r.Kind == sound.PCM {
		r.Length = sound.Length(most)
	}
	r.Heard = sound.Length(heard)
	return r, nil
}

// track is one channel of a recording.
type track struct {
	Channel int
	Role    transcribe.Role
	Bytes   int64
	NextSeq int64
	Heard   int64
}

func (s *Store) tracks(ctx context.Context, call transcribe.CallID) ([]track, error) {
	rows, err := s.db.Query(ctx, selectTracks, call)
	if err == nil {
		var all []track
		if all, err = pgx.CollectRows(rows, pgx.RowToStructByPos[track]); err == nil {
			return all, nil
		}
	}
	return nil, fmt.Errorf("reading the channels of recording %d: %w", call, err)
}

// hold returns the recording's row, held until the transaction ends, so that whatever changes it waits.
func hold(ctx context.Context, tx pgx.Tx, call transcribe.CallID) (kept bool, state State, page string, err error) {
	err = tx.QueryRow(ctx, holdRecording, call).Scan(&kept, &state, &page)
	if errors.Is(err, pgx.ErrNoRows) {
		err = ErrUnknown
	}
	return kept, state, page, err
}
