package assistant

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// Store keeps what the assistant leaves behind: questions that the site did not answer, without anybody in them, and its switches.
type Store struct {
	db *pgxpool.Pool
}

// NewStore returns a store in db.
func NewStore(db *pgxpool.Pool) *Store { return &Store{db} }

// gapsLast is how long a gap is kept: long enough to see what keeps coming back.
const gapsLast = 180 * 24 * time.Hour

const addGap = `
	INSERT INTO gaps (week, conversation, lang, outcome, topic, terms)
	VALUES (date_trunc('week', $1::timestamptz AT TIME ZONE 'Europe/Amsterdam')::date, $2, $3, $4, $5, $6)`

// AddGap keeps a gap.
func (s *Store) AddGap(ctx context.Context, g Gap) error {
	if _, err := s.db.Exec(ctx, addGap, g.At, g.Conversation, g.Lang, string(g.Outcome), string(g.Topic), g.Terms); err != nil {
		return fmt.Errorf("keeping a gap: %w", err)
	}
	return nil
}

const recentGaps = `
	SELECT conversation, lang, outcome, topic, terms, week AS at
	FROM gaps
	WHERE week >= $1::date
	ORDER BY week DESC, id DESC
	LIMIT 20000`

// Gaps returns what was kept since a day, the newest first.
func (s *Store) Gaps(ctx context.Context, since time.Time) ([]Gap, error) {
	rows, err := s.db.Query(ctx, recentGaps, since)
	if err != nil {
		return nil, fmt.Errorf("reading the gaps: %w", err)
	}
	gaps, err := pgx.CollectRows(rows, pgx.RowToStructByName[Gap])
	if err != nil {
		return nil, fmt.Errorf("reading the gaps: %w", err)
	}
	return gaps, nil
}

// ForgetGaps throws away the gaps that are older than they may be kept, and returns how many those were.
func (s *Store) ForgetGaps(ctx context.Context, now time.Time) (int64, error) {
	tag, err := s.db.Exec(ctx, "DELETE FROM gaps WHERE week < $1::date", now.Add(-gapsLast))
	if err != nil {
		return 0, fmt.Errorf("forgetting old gaps: %w", err)
	}
	return tag.RowsAffected(), nil
}

// ErrChannel says that there is no such channel to switch.
var ErrChannel = errors.New("unknown channel")

// Channels are what can be switched off: the ways a question comes in, the model that writes, or everything.
func Channels() []string { return []string{"all", "socket", "stream", "form", "model"} }

const setSwitch = `
	INSERT INTO switches (channel, off)
	VALUES ($1, $2)
	ON CONFLICT (channel) DO UPDATE SET off = $2, changed_at = now()`

// Switch switches a channel off or on. Copies of the program follow within seconds. It returns ErrChannel for one that does not exist.
func (s *Store) Switch(ctx context.Context, channel string, off bool) error {
	for _, c := range Channels() {
		if c != channel {
			continue
		}
		if _, err := s.db.Exec(ctx, setSwitch, channel, off); err != nil {
			return fmt.Errorf("switching a channel: %w", err)
		}
		return nil
	}
	return ErrChannel
}

// SwitchedOff returns the channels that are off.
func (s *Store) SwitchedOff(ctx context.Context) (map[string]bool, error) {
	rows, err := s.db.Query(ctx, "SELECT channel FROM switches WHERE off")
	if err != nil {
		return nil, fmt.Errorf("reading the switches: %w", err)
	}
	names, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		return nil, fmt.Errorf("reading the switches: %w", err)
	}
	off := map[string]bool{}
	for _, n := range names {
		off[n] = true
	}
	return off, nil
}

const (
	insertConversation = `
		INSERT INTO conversations (id, code, sealed, created_at, expires_at)
		VALUES ($1::uuid, $2, $3, $4, $5)
		ON CONFLICT DO NOTHING`

	sameConversation = `
		SELECT EXISTS (SELECT FROM conversations WHERE id = $1::uuid AND code = $2 AND created_at > $3)`

	lockConversation = `
		SELECT sealed
		FROM conversations
		WHERE id = $1::uuid AND expires_at > $2
		FOR UPDATE`

	updateConversation = `
		UPDATE conversations
		SET sealed = $2, expires_at = $3
		WHERE id = $1::uuid`

	conversationByCode = `
		SELECT id::text AS id, sealed
		FROM conversations
		WHERE code = $1 AND expires_at > $2`

	deleteConversation = `
		DELETE FROM conversations
		WHERE id = $1::uuid`

	overConversations = `
		SELECT id::text AS id
		FROM conversations
		WHERE expires_at <= $1
		LIMIT 1000`

	countConversationTries = `
		SELECT
			(SELECT count(*) FROM conversation_tries WHERE client = $1 AND wrong AND at > $2),
			(SELECT count(*) FROM conversation_tries WHERE wrong AND at > $2)`

	insertConversationTry = `
		INSERT INTO conversation_tries (client, at, wrong)
		VALUES ($1, $2, $3)`

	deleteConversationTries = `
		DELETE FROM conversation_tries
		WHERE at < $1`
)
