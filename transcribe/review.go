package transcribe

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"wegwijzer/staff"
)

// Decide records what a person thinks of a sentence. With Reworded, text is the new sentence; it is the person's own then. A signed report takes
// no decisions: ErrSigned.
func (s *Store) Decide(ctx context.Context, report ReportID, seq int, verdict Verdict, text string, by staff.PersonID) error {
	err := pgx.BeginFunc(ctx, s.db, func(tx pgx.Tx) error {
		call, err := s.working(ctx, tx, report)
		if err != nil {
			return err
		}
		var sealed []byte // nil leaves the words
		if verdict == Reworded {
			if sealed, err = s.seal(reportKey(call), fmt.Sprint("sentence/", report, "/", seq), text); err != nil {
				return err
			}
		}
		tag, err := tx.Exec(ctx, decideSentence, report, seq, verdict, by, s.now(), sealed)
		if err == nil && tag.RowsAffected() == 0 {
			err = ErrUnknown
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("deciding on sentence %d of report %d: %w", seq, report, err)
	}
	return nil
}

// working returns the call of a report that may still be changed, and holds it until the transaction ends, so that signing waits for it.
func (s *Store) working(ctx context.Context, tx pgx.Tx, report ReportID) (CallID, error) {
	var call CallID
	var state State
	err := tx.QueryRow(ctx, holdReport, report).Scan(&call, &state)
	switch {
	case errors.Is(err, pgx.ErrNoRows):
		return 0, ErrUnknown
	case err != nil:
		return 0, err
	case state == Signed || state == Locked:
		return 0, ErrSigned
	}
	return call, nil
}

// Correct puts other words in the place of an utterance, beside the original, and looks again at every sentence of the report that cites it:
// what no longer stands is open again. It returns their numbers.
func (s *Store) Correct(ctx context.Context, report ReportID, seq int, text string, by staff.PersonID) (reopened []int, err error) {
	err = pgx.BeginFunc(ctx, s.db, func(tx pgx.Tx) error {
		call, err := s.working(ctx, tx, report)
		if err != nil {
			return err
		}
		sealed, err := s.seal(transcriptKey(call), fmt.Sprint("edit/", seq), text)
		if err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, insertEdit, call, seq, s.now(), by, sealed); err != nil {
			return err
		}
		us, err := s.utterances(ctx, tx, call)
		if err != nil {
			return err
		}
		var held *time.Time
		if err := tx.QueryRow(ctx, readDay, call).Scan(&held); err != nil {
			return err
		}
		day := time.Time{}
		if held != nil {
			day = *held
		}
		sentences, _, err := s.sentences(ctx, tx, report)
		if err != nil {
			return err
		}
		for _, x := range sentences {
			if !slices.Contains(x.Evidence, seq) || x.Verdict == Rejected {
				continue
			}
			var cited []Utterance
			for _, i := range x.Evidence {
				if i < len(us) {
					cited = append(cited, us[i])
				}
			}
			if len(Verify(x.Text, cited, day)) > 0 {
				reopened = append(reopened, x.Seq)
			}
		}
		_, err = tx.Exec(ctx, reopenSentences, report, reopened)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("correcting utterance %d for report %d: %w", seq, report, err)
	}
	return reopened, nil
}

// Review takes a concept up. Another who has done so gets ErrState.
func (s *Store) Review(ctx context.Context, report ReportID, by staff.PersonID) error {
	return s.step(ctx, "taking up", report, takeUp, by)
}

// Sign makes a report the word of a person. It returns ErrUnresolved while sentences are undecided, ErrSigned when it was signed before and
// ErrState when nobody has taken it up.
func (s *Store) Sign(ctx context.Context, report ReportID, by staff.PersonID) error {
	err := pgx.BeginFunc(ctx, s.db, func(tx pgx.Tx) error {
		if _, err := s.working(ctx, tx, report); err != nil {
			return err
		}
		var n int
		if err := tx.QueryRow(ctx, countUndecided, report).Scan(&n); err != nil {
			return err
		}
		if n > 0 {
			return ErrUnresolved
		}
		tag, err := tx.Exec(ctx, signReport, report, by, s.now())
		if err == nil && tag.RowsAffected() == 0 {
			err = ErrState
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("signing report %d: %w", report, err)
	}
	return nil
}

// Lock closes a signed report for good.
func (s *Store) Lock(ctx context.Context, report ReportID) error {
	return s.step(ctx, "locking", report, lockReport, s.now())
}

func (s *Store) step(ctx context.Context, what string, report ReportID, sql string, arg any) error {
	tag, err := s.db.Exec(ctx, sql, report, arg)
	if err == nil && tag.RowsAffected() == 0 {
		err = ErrState
	}
	if err != nil {
		return fmt.Errorf("%s report %d: %w", what, report, err)
	}
	return nil
}

// Reopen makes a new version of a signed report to work on; the signed one stays as it was signed. Rejected sentences stay behind, and what was
// accepted is to be accepted anew.
func (s *Store) Reopen(ctx context.Context, report ReportID) (next ReportID, err error) {
	err = pgx.BeginFunc(ctx, s.db, func(tx pgx.Tx) error {
		var call CallID
		var version int
		var sealed []byte
		if err := tx.QueryRow(ctx, readSigned, report).Scan(&call, &version, &sealed); errors.Is(err, pgx.ErrNoRows) {
			return ErrState
		} else if err != nil {
			return err
		}
		var found Report
		if err := s.open(reportKey(call), fmt.Sprint("report/", version), sealed, &found); err != nil {
			return err
		}
		judged, _, err := s.sentences(ctx, tx, report)
		if err != nil {
			return err
		}
		var kept []Sentence
		for _, j := range judged {
			if j.Verdict != Rejected {
				kept = append(kept, j.Sentence)
			}
		}
		next, err = s.add(ctx, tx, call, version+1, &found, kept)
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("reopening report %d: %w", report, err)
	}
	return next, nil
}
