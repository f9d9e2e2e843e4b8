package transcribe

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"wegwijzer/staff"
)

// Review takes a concept up. Another who has done so gets ErrState; TakeOver is for who goes on in their place.
func (s *Store) Review(ctx context.Context, report ReportID, by staff.PersonID) error {
	return s.step(ctx, "taking up", report, takeUp, by)
}

// TakeOver makes somebody else the reviewer of a report that is being reviewed. Who had it is told so at their next step.
func (s *Store) TakeOver(ctx context.Context, report ReportID, by staff.PersonID) error {
	return s.step(ctx, "taking over", report, takeOver, by)
}

// Sign makes a report the word of a person. It returns ErrUnresolved while something is undecided, ErrSigned when it was signed before, and ErrTaken
// when somebody else reviews it.
func (s *Store) Sign(ctx context.Context, report ReportID, by staff.PersonID) error {
	return s.change(ctx, "signing", report, by, func(tx pgx.Tx, w working) error {
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
		if err == nil && !w.fourEyes {
			err = s.tell(ctx, tx, w)
		}
		return err
	})
}

// Lock closes a signed report for good. Where four eyes are asked for, who signed it cannot: ErrAlone. It returns ErrState for a report that is not
// signed, or was locked before.
func (s *Store) Lock(ctx context.Context, report ReportID, by staff.PersonID) error {
	err := pgx.BeginFunc(ctx, s.db, func(tx pgx.Tx) error {
		w, err := s.hold(ctx, tx, report)
		switch {
		case err != nil:
			return err
		case w.fourEyes && w.signer == by:
			return ErrAlone
		}
		tag, err := tx.Exec(ctx, lockReport, report, s.now())
		if err == nil && tag.RowsAffected() == 0 {
			err = ErrState
		}
		if err == nil && w.fourEyes {
			err = s.tell(ctx, tx, w)
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("locking report %d: %w", report, err)
	}
	return nil
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

// Reopen makes a new version of a signed report to work on; the signed one stays as it was signed. What was rejected stays behind, and what was
// accepted is to be accepted anew. It returns ErrState for a report that is not signed, and for one of which a newer version is being worked on.
func (s *Store) Reopen(ctx context.Context, report ReportID, by staff.PersonID) (next ReportID, err error) {
	err = pgx.BeginFunc(ctx, s.db, func(tx pgx.Tx) error {
		w, err := s.hold(ctx, tx, report)
		if err != nil {
			return err
		}
		rows, err := tx.Query(ctx, selectVersions, []CallID{w.call})
		if err != nil {
			return err
		}
		versions, err := pgx.CollectRows(rows, pgx.RowToStructByName[Version])
		if err != nil {
			return err
		}
		if versions[0].ID != report || versions[0].Working() {
			return ErrState
		}
		found, err := s.found(ctx, tx, report)
		if err != nil {
			return err
		}
		judged, err := s.sentences(ctx, tx, w.call, report)
		if err != nil {
			return err
		}
		var kept []Judged
		for _, j := range judged {
			if j.Stands() || j.Aside == "passage" {
				from := j.Seq
				kept = append(kept, Judged{Sentence: j.Sentence, Moments: j.Moments, CameFrom: &from, Aside: j.Aside, Why: j.Why})
			}
		}
		if next, err = s.add(ctx, tx, w.call, w.version+1, found, kept); err != nil {
			return err
		}
		_, err = tx.Exec(ctx, takeUp, next, by)
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("reopening report %d: %w", report, err)
	}
	return next, nil
}
