package recording

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"wegwijzer/internal/privacy"
	"wegwijzer/transcribe"
	"wegwijzer/transcribe/sound"
)

// How long the work waits: for a copy of the program that died in the midst of a call, and for people who do not come back to a recording.
const (
	lease        = 10 * time.Minute
	leftLive     = time.Hour
	leftFile     = 24 * time.Hour
	noTryForSuch = "kan_niet"
)

// Work hears what waits for words, and closes what was left behind. It returns when nothing is due. What the recogniser does not give now is tried again
// by a later call: after seconds, then minutes, for as long as it takes, and nothing is lost meanwhile.
func (s *Store) Work(ctx context.Context) error {
	if err := s.closeLeft(ctx); err != nil {
		return err
	}
	if s.Ear == nil {
		return nil // it waits, and the page says so
	}
	for {
		var call transcribe.CallID
		err := s.db.QueryRow(ctx, claimCall, s.now(), s.now().Add(lease)).Scan(&call)
		if errors.Is(err, pgx.ErrNoRows) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("looking for calls that wait for words: %w", err)
		}
		err = s.hear(ctx, call)
		switch {
		case err == nil, ctx.Err() != nil:
			if err != nil {
				return err
			}
		case errors.Is(err, ErrBehind), errors.Is(err, ErrOver):
			// another copy is at it, or a person finished it
		default:
			note := noteFailure // and it is tried again later
			problem, final := problemOf(err)
			if final {
				note = stopRecording
			}
			s.log.WarnContext(ctx, "call not heard", "call", int64(call), "for_good", final, "error", err)
			if _, err := s.db.Exec(ctx, note, call, s.now(), problem); err != nil {
				return fmt.Errorf("noting that call %d was not heard: %w", call, err)
			}
		}
	}
}

// problemOf returns the key of the text that tells staff what is the matter, and whether it is so for ever: then trying again would only hide it.
func problemOf(err error) (key string, final bool) {
	switch {
	case errors.Is(err, ErrDeaf): // another recogniser may come
		return noTryForSuch, false
	case errors.Is(err, transcribe.ErrGone), errors.Is(err, privacy.ErrDestroyed), errors.Is(err, ErrConsent):
		return "gewist", true
	case errors.Is(err, ErrGone):
		return "geluid_weg", true
	case errors.Is(err, sound.ErrBroken), errors.Is(err, sound.ErrKind):
		return "kapot", true
	case errors.Is(err, ErrEmpty), errors.Is(err, transcribe.ErrEmpty):
		return "niets_gezegd", true
	}
	return "onbereikbaar", false
}

// closeLeft ends recordings that nobody came back to: what came in is not lost because a browser died.
func (s *Store) closeLeft(ctx context.Context) error {
	rows, err := s.db.Query(ctx, selectLeft, s.now().Add(-leftLive), s.now().Add(-leftFile))
	if err != nil {
		return fmt.Errorf("looking for recordings that were left: %w", err)
	}
	calls, err := pgx.CollectRows(rows, pgx.RowTo[transcribe.CallID])
	if err != nil {
		return fmt.Errorf("looking for recordings that were left: %w", err)
	}
	for _, call := range calls {
		err := s.End(ctx, call)
		if errors.Is(err, ErrEmpty) {
			err = s.dropEmpty(ctx, call)
		}
		if err != nil && !errors.Is(err, ErrOver) {
			return err
		}
	}
	return nil
}

// dropEmpty forgets a call in which nothing came in for a day: there is nothing to review, and nothing to keep.
func (s *Store) dropEmpty(ctx context.Context, call transcribe.CallID) error {
	tag, err := s.db.Exec(ctx, deleteLeft, call, s.now().Add(-leftFile))
	if err == nil && tag.RowsAffected() > 0 {
		err = s.Calls.Drop(ctx, call)
	}
	if err == nil && tag.RowsAffected() > 0 {
		_, err = s.Keys.Destroy(heardKey(call))
	}
	if err != nil {
		return fmt.Errorf("forgetting a call in which nothing came in: %w", err)
	}
	return nil
}

// hear has the whole of a call recognised, from where an earlier try came to, and finishes it.
func (s *Store) hear(ctx context.Context, call transcribe.CallID) error {
	r, err := s.Read(ctx, call)
	if err != nil {
		return err
	}
	p, err := s.Play(ctx, call)
	gone := errors.Is(err, ErrGone)
	if errors.Is(err, ErrEmpty) || gone {
		return s.finishLeft(ctx, call, gone) // what was heard along, and notes
	}
	if err != nil {
		return err
	}
	if r.Kind != sound.PCM {
		if err := s.hearFile(ctx, call, r.Kind, p); err != nil {
			return err
		}
		return s.Finish(ctx, call)
	}
	for i := range p.channels {
		err := s.hearChannel(ctx, call, p.channels[i].number, stored{p, i})
		if gone = errors.Is(err, ErrGone); gone { // it was deleted meanwhile: what was heard of it stays
			break
		}
		if err != nil {
			return err
		}
	}
	return s.finishLeft(ctx, call, gone)
}

// finishLeft makes a report of what there is of a call. When there is nothing because its sound is gone, that is what it returns: ErrGone, or
// privacy.ErrDestroyed when the words went with it.
func (s *Store) finishLeft(ctx context.Context, call transcribe.CallID, gone bool) error {
	err := s.Finish(ctx, call)
	if !gone || !errors.Is(err, ErrEmpty) {
		return err
	}
	if _, erased := s.Keys.Open(heardKey(call), "", nil); errors.Is(erased, privacy.ErrDestroyed) {
		return fmt.Errorf("finishing recording %d: %w", call, erased)
	}
	return fmt.Errorf("finishing recording %d: %w", call, ErrGone)
}

// hearChannel hears a channel to its end.
func (s *Store) hearChannel(ctx context.Context, call transcribe.CallID, number int, src source) error {
	t, err := s.trackOf(ctx, call, number)
	for done := false; err == nil && !done; {
		if t, done, err = s.round(ctx, call, t, src, afterCutting, false, nil); err == nil {
			_, err = s.db.Exec(ctx, extendLease, call, s.now().Add(lease))
		}
	}
	return err
}

// trackOf returns a channel, and makes it when a file turns out to have it.
func (s *Store) trackOf(ctx context.Context, call transcribe.CallID, number int) (track, error) {
	if _, err := s.db.Exec(ctx, insertTrack, call, number, transcribe.Nobody); err != nil {
		return track{}, fmt.Errorf("adding a channel to call %d: %w", call, err)
	}
	all, err := s.tracks(ctx, call)
	if err != nil {
		return track{}, err
	}
	for _, t := range all {
		if t.Channel == number {
			return t, nil
		}
	}
	return track{}, fmt.Errorf("looking for a channel of call %d: %w", call, ErrUnknown)
}

// hearFile hears a file channel by channel: people who have one each need not be told apart. One that cannot be unpacked here goes to the recogniser as
// it is; then nothing is known of how loud it was, and words that were made up in a silence are told by their text only.
func (s *Store) hearFile(ctx context.Context, call transcribe.CallID, kind sound.Kind, p *Sound) error {
	channels := 1
	for number := 0; number < channels; number++ {
		w, err := reopen(kind, p)
		if errors.Is(err, sound.ErrKind) {
			return s.hearWhole(ctx, call, kind, p)
		}
		if err != nil {
			return err
		}
		if number == 0 && w.Channels > 1 {
			same, err := sound.SameChannels(w)
			if err != nil {
				return err
			}
			if !same {
				channels = sound.MaxChannels
			}
			if w, err = reopen(kind, p); err != nil {
				return err
			}
		}
		if err := s.hearChannel(ctx, call, number, &unpacking{stream: w, channel: number}); err != nil {
			return err
		}
	}
	return nil
}

// reopen unpacks a file from its beginning.
func reopen(kind sound.Kind, p *Sound) (*sound.Stream, error) {
	if _, err := p.Seek(0, 0); err != nil {
		return nil, err
	}
	return sound.Open(kind, p)
}

// hearWhole gives a packed file to the recogniser as it is.
func (s *Store) hearWhole(ctx context.Context, call transcribe.CallID, kind sound.Kind, p *Sound) error {
	t, err := s.trackOf(ctx, call, 0)
	if err != nil || t.Heard >= t.Bytes {
		return err
	}
	if _, err := p.Seek(0, 0); err != nil {
		return err
	}
	all, err := s.Ear.Hear(ctx, kind, p, nil)
	if err != nil {
		return err
	}
	_, err = s.moved(ctx, call, t, t.Bytes, s.itemsOf(0, 0, all, nil), nil)
	return err
}
