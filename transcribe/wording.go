package transcribe

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"
)

// mostWordings is how often a model is asked about one report, and worded marks one that it did.
const (
	mostWordings = 3
	worded       = 100
)

// Reword lets a model word the concepts that nobody has taken up yet, and returns how many it worded. writer gives the model for a call. A report that
// a person begins to review meanwhile stays as that person saw it; one for which the model fails stays as it was and is tried a few times.
func (s *Store) Reword(ctx context.Context, writer func(call CallID) Writer) (int, error) {
	rows, err := s.db.Query(ctx, selectUnworded, mostWordings)
	if err != nil {
		return 0, fmt.Errorf("looking for reports to word: %w", err)
	}
	type due struct {
		ID   ReportID
		Call CallID
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByName[due])
	if err != nil {
		return 0, fmt.Errorf("looking for reports to word: %w", err)
	}
	n := 0
	for _, d := range list {
		said, _, err := s.said(ctx, s.db, d.Call)
		if errors.Is(err, ErrGone) {
			continue
		}
		if err != nil {
			return n, fmt.Errorf("reading call %d to word it: %w", d.Call, err)
		}
		f, err := s.File(ctx, d.Call)
		if err != nil {
			return n, err
		}
		us := utterancesOf(said)
		r := Draft(&Transcript{Format: f.Format, Utterances: us}, f.Day())
		failed := r.Word(ctx, writer(d.Call))
		if ctx.Err() != nil {
			return n, ctx.Err()
		}
		if err := s.replace(ctx, d.ID, r, us, failed == nil); err != nil {
			return n, err
		}
		if failed == nil {
			n++
		}
	}
	return n, nil
}

// replace puts the worded sentences in the place of the literal ones of a concept. They get numbers of their own: who has the page open and decides
// on a sentence that is no longer there is told so, and never decides on another.
func (s *Store) replace(ctx context.Context, report ReportID, r *Report, us []Utterance, whole bool) error {
	err := pgx.BeginFunc(ctx, s.db, func(tx pgx.Tx) error {
		w, err := s.hold(ctx, tx, report)
		if errors.Is(err, ErrUnknown) || err == nil && w.state != Concept {
			return nil
		}
		if err != nil {
			return err
		}
		list, err := s.sentences(ctx, tx, w.call, report)
		if err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, deleteSentences, report); err != nil {
			return err
		}
		if err := s.addRows(ctx, tx, w.call, report, nextSeq(list), rowsOf(r, us)); err != nil {
			return err
		}
		step := 1
		if whole {
			step = worded
		}
		_, err = tx.Exec(ctx, markWorded, report, step)
		return err
	})
	if err != nil {
		return fmt.Errorf("wording report %d: %w", report, err)
	}
	return nil
}
