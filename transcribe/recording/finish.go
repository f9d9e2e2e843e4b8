package recording

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"wegwijzer/transcribe"
	"wegwijzer/transcribe/sound"
)

// The formats of what is recorded here.
const (
	Recorded transcribe.Format = "opname"
	Noted    transcribe.Format = "notities"
)

// End says that nothing more comes in. A call without sound is finished at once; one with sound waits for its words. It returns ErrOver for one that
// ended before, and ErrEmpty for one in which nothing came in at all: that stays open.
func (s *Store) End(ctx context.Context, call transcribe.CallID) error {
	r, err := s.Read(ctx, call)
	if err != nil {
		return err
	}
	if r.State != Open {
		return fmt.Errorf("ending recording %d: %w", call, ErrOver)
	}
	sounds := r.Bytes > 0 && r.AudioGone.IsZero() && r.Kept
	if !sounds {
		return s.Finish(ctx, call)
	}
	tag, err := s.db.Exec(ctx, endRecording, call, s.now())
	if err == nil && tag.RowsAffected() == 0 {
		err = ErrOver
	}
	if err != nil {
		return fmt.Errorf("ending recording %d: %w", call, err)
	}
	if s.Wake != nil {
		s.Wake(ctx)
	}
	return nil
}

// Finish makes a transcript and a first report of what there is of a call: of its words, and else of its notes. The words as they came in are destroyed
// then; they are the utterances of the call from there on. It returns ErrEmpty when there is nothing, and ErrOver when it was done before.
func (s *Store) Finish(ctx context.Context, call transcribe.CallID) error {
	_, items, err := s.items(ctx, call)
	if err != nil {
		return err
	}
	_, held, err := s.Calls.Owner(ctx, call)
	if err != nil {
		return err
	}
	t, err := s.transcript(ctx, call, held, items)
	if errors.Is(err, transcribe.ErrEmpty) {
		err = ErrEmpty
	}
	if err != nil {
		return fmt.Errorf("finishing recording %d: %w", call, err)
	}
	return s.complete(ctx, call, t, held)
}

// Import takes a transcript that another made as the words of a call, and adds the notes that were typed. It returns the errors of transcribe.Parse.
func (s *Store) Import(ctx context.Context, call transcribe.CallID, data []byte) error {
	t, err := transcribe.Parse(data)
	if err != nil {
		return err
	}
	_, held, err := s.Calls.Owner(ctx, call)
	if err != nil {
		return err
	}
	return s.complete(ctx, call, t, held)
}

func (s *Store) complete(ctx context.Context, call transcribe.CallID, t *transcribe.Transcript, held time.Time) error {
	report := transcribe.Draft(t, held)
	err := pgx.BeginFunc(ctx, s.db, func(tx pgx.Tx) error {
		if _, state, _, err := hold(ctx, tx, call); err != nil {
			return err
		} else if state == Done {
			return ErrOver
		}
		if _, err := s.Calls.CompleteIn(ctx, tx, call, t, report); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, finishRecording, call, s.now()); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, deleteHeard, call)
		return err
	})
	if err != nil {
		return fmt.Errorf("finishing recording %d: %w", call, err)
	}
	if _, err := s.Keys.Destroy(heardKey(call)); err != nil {
		return fmt.Errorf("destroying the words of recording %d as they came in: %w", call, err)
	}
	return nil
}

// transcript puts words, notes and gaps in the order in which they were.
func (s *Store) transcript(ctx context.Context, call transcribe.CallID, held time.Time, items []item) (*transcribe.Transcript, error) {
	tracks, err := s.tracks(ctx, call)
	if err != nil {
		return nil, err
	}
	roles, channels := map[int]transcribe.Role{}, map[int]bool{}
	for _, t := range tracks {
		roles[t.Channel] = t.Role
	}
	for _, x := range items {
		if !x.Note {
			channels[x.Channel] = true
		}
	}
	format, fixed := Noted, true
	var said, noted []transcribe.Utterance
	for _, x := range items {
		u := transcribe.Utterance{Start: x.Start, End: x.End, Text: x.Text, Struck: x.Struck != "", Note: x.Note, Words: x.Words}
		if x.Note {
			u.Speaker, u.Role = transcribe.SpeakerOf(transcribe.Nobody, 0, true), transcribe.Staff
			noted = append(noted, u)
			continue
		}
		format = Recorded
		switch role := roles[x.Channel]; {
		case role == transcribe.Staff || role == transcribe.Client:
			u.Speaker, u.Role = transcribe.SpeakerOf(role, x.Channel, false), role
		case len(channels) > 1:
			u.Speaker, fixed = transcribe.SpeakerOf(role, x.Channel, false), false
		default:
			u.Speaker, fixed = x.Speaker, false
		}
		if u.Struck {
			u.Role = transcribe.Nobody
		}
		said = append(said, u)
	}
	order(said)
	if !fixed && len(said) > 0 {
		words := transcribe.Transcript{Format: format, Utterances: said}
		words.AssignRoles(nil)
	}
	gaps, err := s.gaps(ctx, call)
	if err != nil {
		return nil, err
	}
	all := slices.Concat(said, noted)
	if len(all) > 0 {
		all = append(all, gaps...)
	}
	order(all)
	return transcribe.NewTranscript(format, held, all)
}

// order sorts utterances by their beginning. What has no time stays behind what it came after.
func order(us []transcribe.Utterance) {
	last := time.Duration(0)
	at := make(map[int]time.Duration, len(us))
	for i := range us {
		if us[i].Start != transcribe.Unknown {
			last = us[i].Start
		}
		at[i] = last
	}
	index := make([]int, len(us))
	for i := range index {
		index[i] = i
	}
	slices.SortStableFunc(index, func(a, b int) int { return int(at[a] - at[b]) })
	sorted := make([]transcribe.Utterance, len(us))
	for i, from := range index {
		sorted[i] = us[from]
	}
	copy(us, sorted)
}

// gaps returns what was not recorded. What lacks on both channels at once is one gap.
func (s *Store) gaps(ctx context.Context, call transcribe.CallID) ([]transcribe.Utterance, error) {
	rows, err := s.db.Query(ctx, selectGaps, call)
	if err != nil {
		return nil, fmt.Errorf("reading the gaps of call %d: %w", call, err)
	}
	var out []transcribe.Utterance
	var channel int
	var start, bytes int64
	_, err = pgx.ForEachRow(rows, []any{&channel, &start, &bytes}, func() error {
		u := transcribe.Utterance{Start: sound.Length(start), End: sound.Length(start + bytes), Struck: true, Gap: true}
		if n := len(out); n > 0 && u.Start <= out[n-1].End {
			out[n-1].End = max(out[n-1].End, u.End)
			return nil
		}
		out = append(out, u)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("reading the gaps of call %d: %w", call, err)
	}
	for i := range out {
		out[i].Text = transcribe.GapText(out[i].End - out[i].Start)
	}
	return out, nil
}
