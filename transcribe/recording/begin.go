package recording

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"wegwijzer/internal/privacy"
	"wegwijzer/staff"
	"wegwijzer/transcribe"
)

// Basis is on what ground a call is recorded. With a notice (kennisgeving) the client was told and did not object; with permission (toestemming, AVG
// article 6, first paragraph, under a) the client was asked and said yes.
type Basis string

// The grounds.
const (
	ByNotice     Basis = "kennisgeving"
	ByPermission Basis = "toestemming"
)

// Beginning is what must be known before anything of a call may come in.
type Beginning struct {
	Way      Way
	Kept     bool // sound may be stored; without, a live call is heard in memory only
	Channels int  // of a live call: one, or two when the call audio comes beside the microphone
	Held     time.Time
	Owner    staff.PersonID
	Basis    Basis
	Consent  transcribe.ConsentRecord
}

// Begin makes a call that may come in now. It returns ErrConsent when there would be sound and the client has not said yes, and ErrDeaf for a call that
// is to be heard without being stored while there is no recogniser: it would leave nothing.
func (s *Store) Begin(ctx context.Context, b Beginning) (call transcribe.CallID, err error) {
	silent := b.Way == Typed || b.Way == File && !b.Kept
	switch {
	case !silent && b.Consent.Answer != transcribe.Agreed:
		return 0, fmt.Errorf("beginning a recording: %w", ErrConsent)
	case b.Way == Live && !b.Kept && s.Ear == nil:
		return 0, fmt.Errorf("beginning a recording that is not stored: %w", ErrDeaf)
	case b.Channels < 1 || b.Channels > 2:
		b.Channels = 1
	}
	now := s.now()
	err = pgx.BeginFunc(ctx, s.db, func(tx pgx.Tx) error {
		if call, err = s.Calls.BeginIn(ctx, tx, transcribe.Format(b.Way), b.Held, b.Consent, b.Owner); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, insertRecording, call, b.Way, b.Kept && !silent, now, now.Add(KeepAtMost)); err != nil {
			return err
		}
		for channel := range b.Channels {
			role := transcribe.Nobody
			if b.Way == Live && b.Channels == 2 {
				role = [2]transcribe.Role{transcribe.Staff, transcribe.Client}[channel%2]
			}
			if _, err := tx.Exec(ctx, insertTrack, call, channel, role); err != nil {
				return err
			}
		}
		if b.Consent.Answer == transcribe.NotAsked {
			return nil
		}
		_, err := tx.Exec(ctx, insertConsent, call, b.Consent.At, b.Consent.By, b.Basis, b.Consent.Lang, b.Consent.Notice, b.Consent.Answer)
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("beginning a recording: %w", err)
	}
	return call, nil
}

// Answer is one thing that was said about recording.
type Answer struct {
	At     time.Time
	By     staff.PersonID
	Basis  Basis
	Lang   string
	Notice string
	Answer transcribe.Consent
}

// Answers returns what was told and answered about recording a call, in order.
func (s *Store) Answers(ctx context.Context, call transcribe.CallID) ([]Answer, error) {
	rows, err := s.db.Query(ctx, selectConsents, call)
	if err == nil {
		var all []Answer
		if all, err = pgx.CollectRows(rows, pgx.RowToStructByPos[Answer]); err == nil {
			return all, nil
		}
	}
	return nil, fmt.Errorf("reading the answers in call %d: %w", call, err)
}

// Refuse takes back the client's yes half way. From then on no sound comes in, and what there was is destroyed at once: without the yes there is no
// ground to keep it (AVG article 17, first paragraph, under b). The words and notes until then stay, for the file that staff must keep of a call is not
// built on that yes (article 7, third paragraph); the client may ask to have them erased too. Notes may still be typed.
func (s *Store) Refuse(ctx context.Context, call transcribe.CallID, by staff.PersonID) error {
	said, err := s.Answers(ctx, call)
	if err != nil {
		return err
	}
	last := Answer{Basis: ByPermission, Lang: "nl", Notice: "-"}
	if len(said) > 0 {
		last = said[len(said)-1]
	}
	err = pgx.BeginFunc(ctx, s.db, func(tx pgx.Tx) error {
		if _, state, _, err := hold(ctx, tx, call); err != nil {
			return err
		} else if state == Done {
			return ErrOver
		}
		if _, err := tx.Exec(ctx, stopKeeping, call, s.now()); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, insertConsent, call, s.now(), by, last.Basis, last.Lang, last.Notice, transcribe.Withdrawn); err != nil {
			return err
		}
		return s.Calls.ConsentIn(ctx, tx, call, transcribe.Withdrawn, by)
	})
	if err != nil {
		return fmt.Errorf("stopping recording %d: %w", call, err)
	}
	return s.eraseSound(ctx, call, "verzoek")
}

func audioKey(call transcribe.CallID) string { return fmt.Sprintf("call/%d/audio", call) }
func heardKey(call transcribe.CallID) string { return fmt.Sprintf("call/%d/heard", call) }

// sealed makes the error of a destroyed key one that whoever records understands.
func sealed(err error) error {
	if errors.Is(err, privacy.ErrDestroyed) {
		return ErrConsent
	}
	return err
}
