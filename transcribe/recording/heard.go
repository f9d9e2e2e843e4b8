package recording

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"wegwijzer/internal/dutch"
	"wegwijzer/internal/privacy"
	"wegwijzer/transcribe"
)

const (
	maxNote  = 4000 // bytes of a note
	maxWords = 5000 // stretches of words and notes that a page shows
)

// Word is what a page shows while a call comes in: words or a note, in the order in which they came.
type Word struct {
	Token      string // the same words sent twice have the same
	Channel    int
	Note       bool
	Start, End time.Duration
	Text       string
	Struck     string // why it is taken for invented; "" when it is not
}

func (x item) word(token string) Word {
	return Word{token, x.Channel, x.Note, x.Start, x.End, x.Text, x.Struck}
}

// Note keeps a note that staff typed at a moment of the call. The same token twice is one note. It returns ErrEmpty for nothing, ErrLarge for too much
// and ErrOver when the call is done.
func (s *Store) Note(ctx context.Context, call transcribe.CallID, token, text string, at time.Duration) error {
	text = strings.Join(strings.Fields(dutch.Visible(text)), " ")
	switch {
	case text == "":
		return ErrEmpty
	case len(text) > maxNote:
		return fmt.Errorf("keeping a note in call %d: %w", call, ErrLarge)
	}
	at = max(0, min(at, 24*time.Hour))
	err := pgx.BeginFunc(ctx, s.db, func(tx pgx.Tx) error {
		if _, state, _, err := hold(ctx, tx, call); err != nil {
			return err
		} else if state == Done {
			return ErrOver
		}
		if _, err := tx.Exec(ctx, touchRecording, call, s.now(), (*string)(nil)); err != nil {
			return err
		}
		return s.put(ctx, tx, call, "n"+token, item{Note: true, Start: at, End: at, Text: text})
	})
	if err != nil {
		return fmt.Errorf("keeping a note in call %d: %w", call, err)
	}
	return nil
}

func (s *Store) put(ctx context.Context, tx pgx.Tx, call transcribe.CallID, token string, x item) error {
	plain, err := json.Marshal(x)
	if err != nil {
		return err
	}
	b, err := s.Keys.Seal(heardKey(call), token, plain)
	if err != nil {
		return sealed(err)
	}
	_, err = tx.Exec(ctx, insertHeard, call, token, b)
	return err
}

// items returns what came into a call until now, in the order in which it came.
func (s *Store) items(ctx context.Context, call transcribe.CallID) (tokens []string, all []item, err error) {
	rows, err := s.db.Query(ctx, selectHeard, call)
	if err != nil {
		return nil, nil, fmt.Errorf("reading what was heard in call %d: %w", call, err)
	}
	var token string
	var b []byte
	_, err = pgx.ForEachRow(rows, []any{&token, &b}, func() error {
		plain, err := s.Keys.Open(heardKey(call), token, b)
		if err != nil {
			return err
		}
		var x item
		if err := json.Unmarshal(plain, &x); err != nil {
			return err
		}
		tokens, all = append(tokens, token), append(all, x)
		return nil
	})
	if err != nil {
		return nil, nil, fmt.Errorf("reading what was heard in call %d: %w", call, err)
	}
	return tokens, all, nil
}

// Words returns the words and notes of a call that is not done, in the order in which they came; of very many the last. There are none of a call whose
// words were erased.
func (s *Store) Words(ctx context.Context, call transcribe.CallID) ([]Word, error) {
	tokens, all, err := s.items(ctx, call)
	if errors.Is(err, privacy.ErrDestroyed) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var out []Word
	for i := max(0, len(all)-maxWords); i < len(all); i++ {
		out = append(out, all[i].word(tokens[i]))
	}
	return out, nil
}
