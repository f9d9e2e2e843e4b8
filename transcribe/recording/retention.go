package recording

import (
	"context"
	"fmt"
	"os"

	"github.com/jackc/pgx/v5"

	"wegwijzer/transcribe"
)

// Expire deletes what is past its clock: sound seven days after signing and after thirty at most, and the transcript and the report by their own. It
// returns the proofs. As everywhere the key goes first: after a crash in between nothing can be read, and the next run finishes.
func (s *Store) Expire(ctx context.Context) ([]transcribe.Erasure, error) {
	gone, err := s.Calls.Expire(ctx)
	if err != nil {
		return gone, err
	}
	for _, e := range gone {
		if e.What == "transcript" {
			if err := s.eraseHeard(ctx, e.Call); err != nil {
				return gone, err
			}
		}
	}
	now := s.now()
	rows, err := s.db.Query(ctx, soundDue, now, now.Add(-KeepAfterSigning))
	if err != nil {
		return gone, fmt.Errorf("looking for sound past its term: %w", err)
	}
	calls, err := pgx.CollectRows(rows, pgx.RowTo[transcribe.CallID])
	if err != nil {
		return gone, fmt.Errorf("looking for sound past its term: %w", err)
	}
	for _, call := range calls {
		e, err := s.destroySound(ctx, call, "termijn")
		if err != nil {
			return gone, err
		}
		if e.Hash != "" {
			gone = append(gone, e)
		}
	}
	return gone, nil
}

// Withdraw deletes all of a call at once, at the client's request: its sound, its words as they came in, its transcript and its report. The proofs stay.
// It returns transcribe.ErrUnknown for a call that never was: the keys of a number that is yet to be given out must not be destroyed.
func (s *Store) Withdraw(ctx context.Context, call transcribe.CallID) ([]transcribe.Erasure, error) {
	gone, err := s.Calls.Withdraw(ctx, call)
	if err != nil {
		return gone, err
	}
	if err := s.eraseHeard(ctx, call); err != nil {
		return gone, err
	}
	e, err := s.destroySound(ctx, call, "verzoek")
	if e.Hash != "" {
		gone = append(gone, e)
	}
	return gone, err
}

func (s *Store) eraseSound(ctx context.Context, call transcribe.CallID, rule string) error {
	_, err := s.destroySound(ctx, call, rule)
	return err
}

// destroySound destroys the sound of a call that is known. The proof has no hash when there never was any.
func (s *Store) destroySound(ctx context.Context, call transcribe.CallID, rule string) (transcribe.Erasure, error) {
	e := transcribe.Erasure{Call: call, What: "audio", Rule: rule}
	proof, err := s.Keys.Destroy(audioKey(call))
	if err != nil {
		return e, fmt.Errorf("destroying the key of the sound of call %d: %w", call, err)
	}
	if err := os.RemoveAll(s.folder(call)); err != nil {
		return e, fmt.Errorf("deleting the sound of call %d: %w", call, err)
	}
	err = pgx.BeginFunc(ctx, s.db, func(tx pgx.Tx) error {
		tag, err := tx.Exec(ctx, deletePieces, call)
		if err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, markSoundGone, call, proof.At); err != nil {
			return err
		}
		if tag.RowsAffected() == 0 {
			return nil // nothing was kept: there is nothing to prove
		}
		e.Hash = proof.Subject
		return s.Calls.ProveIn(ctx, tx, e, proof.At)
	})
	if err != nil {
		return e, fmt.Errorf("deleting the sound of call %d: %w", call, err)
	}
	return e, nil
}

// eraseHeard destroys words as they came in that never became a transcript.
func (s *Store) eraseHeard(ctx context.Context, call transcribe.CallID) error {
	if _, err := s.Keys.Destroy(heardKey(call)); err != nil {
		return fmt.Errorf("destroying the words of recording %d: %w", call, err)
	}
	if _, err := s.db.Exec(ctx, deleteHeard, call); err != nil {
		return fmt.Errorf("deleting the words of recording %d: %w", call, err)
	}
	return nil
}
