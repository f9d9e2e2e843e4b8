package main

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/riverqueue/river"

	"wegwijzer/assistant"
	"wegwijzer/internal/privacy"
	"wegwijzer/staff"
	"wegwijzer/transcribe"
	"wegwijzer/transcribe/recording"
	"wegwijzer/web"
)

// forgetEvery is how often it is looked what is past its term. A request to erase is not left to it: that is done at once.
const forgetEvery = time.Hour

// keepers are the rooms that keep something about people. A room that keeps something adds itself here: then the privacy officer can have it erased,
// and what is past its term goes by itself, with proof.
func keepers(desk *staff.Desk, l *library) []web.Keeper {
	all := []web.Keeper{
		{Kind: "staff", Forget: desk.Forget},
		{Kind: "audit", Forget: desk.Prune},
		{Kind: "gap", Forget: func(ctx context.Context) (int, error) {
			n, err := assistant.NewStore(l.db.Pool).ForgetGaps(ctx, time.Now())
			return int(n), err
		}},
	}
	if l.held != nil {
		all = append(all, web.Keeper{Kind: "page", Forget: func(ctx context.Context) (int, error) {
			_, err := l.held.Forget(ctx)
			return 0, err // of a page that nobody came for within minutes no proof is needed
		}})
	}
	if l.calendar != nil {
		all = append(all, web.Keeper{Kind: "appointment", Forget: l.calendar.Forget})
	}
	if l.kept != nil {
		all = append(all, web.Keeper{Kind: "conversation", Forget: l.kept.Forget})
	}
	if l.talks != nil {
		all = append(all, talkKeeper(l))
	}
	if l.recordings != nil {
		all = append(all, callKeeper(l.recordings))
	}
	return all
}

// callKeeper forgets calls: the sound, the transcript and the report each when its own term has come, or all when the client asks.
func callKeeper(calls *recording.Store) web.Keeper {
	return web.Keeper{
		Kind: "call",
		Forget: func(ctx context.Context) (int, error) {
			gone, err := calls.Expire(ctx)
			return len(gone), err
		},
		Erase: func(ctx context.Context, id string) (int, error) {
			n, err := strconv.ParseInt(id, 10, 64)
			if err != nil {
				return 0, nil //nolint:nilerr // nothing has such a number
			}
			gone, err := calls.Withdraw(ctx, transcribe.CallID(n))
			if errors.Is(err, privacy.ErrNoKey) || errors.Is(err, transcribe.ErrUnknown) {
				return 0, nil
			}
			return len(gone), err
		},
	}
}

// forgetArgs asks to forget what is past its term.
type forgetArgs struct{}

// Kind names the job.
func (forgetArgs) Kind() string { return "forget" }

// InsertOpts leaves what goes wrong to the next look.
func (forgetArgs) InsertOpts() river.InsertOpts { return river.InsertOpts{MaxAttempts: 1} }

type forgetWorker struct {
	river.WorkerDefaults[forgetArgs]
	work *work
}

// Work has every room forget, and writes down the proof.
func (w *forgetWorker) Work(ctx context.Context, _ *river.Job[forgetArgs]) error {
	return forgetAll(ctx, w.work.desk, keepers(w.work.desk, w.work.library))
}

// forgetAll has every keeper forget what is past its term. One that fails does not keep the others from it.
func forgetAll(ctx context.Context, desk *staff.Desk, all []web.Keeper) error {
	var wrong []error
	for _, k := range all {
		if k.Forget == nil {
			continue
		}
		n, err := k.Forget(ctx)
		if err != nil {
			wrong = append(wrong, fmt.Errorf("forgetting %s: %w", k.Kind, err))
		}
		if n > 0 {
			_, err := desk.Prove(ctx, k.Kind, staff.ByTerm, staff.Object{}, n, staff.Act{})
			wrong = append(wrong, err)
		}
	}
	return errors.Join(wrong...)
}
