package recording

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"wegwijzer/internal/dutch"
	"wegwijzer/transcribe"
)

const (
	maxNote  = 4000 // bytes of a note
	maxNotes = 5000 // words and notes of a call that are still to become a transcript, by page
)

// Word is what a page shows while a call comes in: words or a note, in the order in which they came.
type Word struct {
	ID         int64         `json:"n"`
	Channel    int           `json:"channel"`
	Note       bool          `json:"note"`
	Start, End time.Duration `json:"-"`
	Text       string        `json:"text"`
	Struck     string        `json:"struck"` // why it is taken for invented
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
		if _, _, state, _, err := hold(ctx, tx, call); err != nil {
			return err
		} else if state == Done {
			return ErrOver
		}
		if _, err := tx.Exec(ctx, touchRecording, call, s.now(), nil); err != nil {
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

// items returns what came in after a number, in the order in which it came.
func (s *Store) items(ctx context.Context, call transcribe.CallID, after int64) (ids []int64, all []item, err error) {
	rows, err := s.db.Query(ctx, selectHeard, call, after)
	if err != nil {
		return nil, nil, fmt.Errorf("reading what was heard in call %d: %w", call, err)
	}
	var id int64
	var token string
	var b []byte
	_, err = pgx.ForEachRow(rows, []any{&id, &token, &b}, func() error {
		plain, err := s.Keys.Open(heardKey(call), token, b)
		if err != nil {
			return err
		}
		var x item
		if err := json.Unmarshal(plain, &x); err != nil {
			return err
		}
		ids, all = append(ids, id), append(all, x)
		return nil
	})
	if err != nil {
		return nil, nil, fmt.Errorf("reading what was heard in call %d: %w", call, err)
	}
	return ids, all, nil
}

// Words returns the words and notes that came in after a number, in the order in which they came; 0 is from the beginning.
func (s *Store) Words(ctx context.Context, call transcribe.CallID, after int64) ([]Word, error) {
	ids, all, err := s.items(ctx, call, after)
	if err != nil {
		return nil, err
	}
	out := make([]Word, 0, min(len(all), maxNotes))
	for i, x := range all[max(0, len(all)-maxNotes):] {
		out = append(out, Word{ids[max(0, len(ids)-maxNotes)+i], x.Channel, x.Note, x.Start, x.End, x.Text, x.Struck})
	}
	return out, nil
}
