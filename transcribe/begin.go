package transcribe

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/jackc/pgx/v5"

	"wegwijzer/staff"
)

// BeginIn makes a call of which nothing was said yet, in a transaction of whoever records it.
func (s *Store) BeginIn(ctx context.Context, tx pgx.Tx, format Format, held time.Time, consent ConsentRecord, owner staff.PersonID) (CallID, error) {
	var day *time.Time
	if !held.IsZero() {
		day = &held
	}
	now := s.now()
	var call CallID
	err := tx.QueryRow(ctx, insertCall, day, format, owner, now, consent.Answer, consent.At, consent.By, consent.Lang, consent.Notice,
		now.Add(KeepTranscript), now.Add(KeepReport)).Scan(&call)
	if err != nil {
		return 0, fmt.Errorf("beginning a call: %w", err)
	}
	return call, nil
}

// CompleteIn stores what was said in a call that was begun, with the first version of its report.
func (s *Store) CompleteIn(ctx context.Context, tx pgx.Tx, call CallID, t *Transcript, r *Report) (ReportID, error) {
	rows := make([][]any, len(t.Utterances))
	for i, u := range t.Utterances {
		sealed, err := s.seal(transcriptKey(call), fmt.Sprint("utterance/", i), u)
		if err != nil {
			return 0, err
		}
		rows[i] = []any{call, i, sealed}
	}
	if _, err := tx.CopyFrom(ctx, pgx.Identifier{"call_utterances"}, []string{"call", "seq", "sealed"}, pgx.CopyFromRows(rows)); err != nil {
		return 0, fmt.Errorf("keeping what was said in call %d: %w", call, err)
	}
	if _, err := tx.Exec(ctx, setFormat, call, t.Format); err != nil {
		return 0, fmt.Errorf("keeping what was said in call %d: %w", call, err)
	}
	return s.add(ctx, tx, call, 1, r, rowsOf(r, t.Utterances))
}

// ConsentIn changes the answer to being recorded. Each answer itself is kept by whoever records the call.
func (s *Store) ConsentIn(ctx context.Context, tx pgx.Tx, call CallID, answer Consent, by staff.PersonID) error {
	if _, err := tx.Exec(ctx, changeConsent, call, answer, s.now(), by); err != nil {
		return fmt.Errorf("noting the answer in call %d: %w", call, err)
	}
	return nil
}

// ProveIn keeps the proof that something of a call is gone.
func (s *Store) ProveIn(ctx context.Context, tx pgx.Tx, e Erasure, at time.Time) error {
	if _, err := tx.Exec(ctx, insertErasure, e.Call, e.What, e.Rule, at, e.Hash); err != nil {
		return fmt.Errorf("keeping the proof for call %d: %w", e.Call, err)
	}
	return nil
}

// Drop forgets a call that was begun and in which nothing was ever said. One that has a report stays.
func (s *Store) Drop(ctx context.Context, call CallID) error {
	if _, err := s.db.Exec(ctx, dropCall, call); err != nil {
		return fmt.Errorf("forgetting call %d: %w", call, err)
	}
	return nil
}

// Owner returns whose call it is, and the day on which it was held: zero when nobody knows. It returns ErrUnknown for none.
func (s *Store) Owner(ctx context.Context, call CallID) (staff.PersonID, time.Time, error) {
	var owner staff.PersonID
	var day *time.Time
	err := s.db.QueryRow(ctx, readOwner, call).Scan(&owner, &day)
	if errors.Is(err, pgx.ErrNoRows) {
		err = ErrUnknown
	}
	if err != nil {
		return "", time.Time{}, fmt.Errorf("looking for call %d: %w", call, err)
	}
	if day == nil {
		return owner, time.Time{}, nil
	}
	return owner, *day, nil
}

// NewTranscript makes a transcript of what was recorded: cleaned, numbered, and with what is odd about it. It returns ErrEmpty when nothing was said.
func NewTranscript(format Format, held time.Time, us []Utterance) (*Transcript, error) {
	t := &Transcript{Format: format, Held: held, Utterances: us}
	t.clean()
	if len(t.Utterances) == 0 {
		return nil, fmt.Errorf("putting a transcript together: %w", ErrEmpty)
	}
	t.inspect()
	return t, nil
}

// GapText says in a transcript that nothing was recorded for so long.
func GapText(d time.Duration) string {
	return fmt.Sprintf(phrases()["onderbreking"], strconv.FormatInt(max(1, int64(d.Round(time.Second)/time.Second)), 10))
}

// SpeakerOf names a speaker who is known by the channel they speak on, or the writer of notes.
func SpeakerOf(role Role, channel int, note bool) string {
	switch {
	case note:
		return phrases()["spreker_notitie"]
	case role == Staff || role == Client:
		return phrases()["spreker_"+string(role)]
	}
	return fmt.Sprintf(phrases()["spreker_kanaal"], strconv.Itoa(channel+1))
}

// Invented reports whether a text is one that recognisers make up in silence, as the words of a recogniser.
func Invented(text string) bool {
	t := Transcript{Format: Whisper, Utterances: []Utterance{{Text: text}}}
	t.strike()
	return t.Utterances[0].Struck
}
