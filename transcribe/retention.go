package transcribe

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"
)

// Erasure is the proof that the words of a call are gone: what, when, by which rule, and the hash of the key that was destroyed.
type Erasure struct {
	Call CallID
	What string // transcript, report, audio
	Rule string // termijn, verzoek
	Hash string
}

// Expire deletes what is past its clock, the transcript and the report of a call each by their own, and returns the proofs. The key goes first:
// after a crash in between, the words can no longer be read, and the next run finishes.
func (s *Store) Expire(ctx context.Context) ([]Erasure, error) {
	rows, err := s.db.Query(ctx, callsDue, s.now())
	if err != nil {
		return nil, fmt.Errorf("looking for calls past their term: %w", err)
	}
	list, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (Erasure, error) {
		e := Erasure{Rule: "termijn"}
		return e, row.Scan(&e.Call, &e.What)
	})
	if err != nil {
		return nil, fmt.Errorf("looking for calls past their term: %w", err)
	}
	for i := range list {
		if err := s.erase(ctx, &list[i]); err != nil {
			return list[:i], err
		}
	}
	return list, s.forgetCopies(ctx)
}

// Withdraw deletes all words of a call at once, at the client's request. The proof stays. It returns ErrUnknown for a call that never was: the key
// of a number that is yet to be given out must not be destroyed.
func (s *Store) Withdraw(ctx context.Context, call CallID) ([]Erasure, error) {
	var known bool
	if err := s.db.QueryRow(ctx, callKnown, call).Scan(&known); err != nil {
		return nil, fmt.Errorf("looking for call %d: %w", call, err)
	}
	if !known {
		return nil, fmt.Errorf("withdrawing call %d: %w", call, ErrUnknown)
	}
	list := []Erasure{{Call: call, What: "transcript", Rule: "verzoek"}, {Call: call, What: "report", Rule: "verzoek"}}
	for i := range list {
		if err := s.erase(ctx, &list[i]); err != nil {
			return list[:i], err
		}
	}
	return list, nil
}

func (s *Store) erase(ctx context.Context, e *Erasure) error {
	subject := transcriptKey(e.Call)
	if e.What == "report" {
		subject = reportKey(e.Call)
	}
	proof, err := s.keys.Destroy(subject)
	if err != nil {
		return fmt.Errorf("destroying the key of the %s of call %d: %w", e.What, e.Call, err)
	}
	e.Hash = proof.Subject
	err = pgx.BeginFunc(ctx, s.db, func(tx pgx.Tx) error {
		words, mark := deleteTranscript, markTranscript
		if e.What == "report" {
			words, mark = deleteReports, markReport
		}
		if _, err := tx.Exec(ctx, words, e.Call); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, mark, e.Call, proof.At); err != nil {
			return err
		}
		return s.ProveIn(ctx, tx, *e, proof.At)
	})
	if err != nil {
		return fmt.Errorf("deleting the %s of call %d: %w", e.What, e.Call, err)
	}
	return nil
}
