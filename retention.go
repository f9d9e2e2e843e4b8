package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/riverqueue/river"

	"wegwijzer/appointment"
	"wegwijzer/staff"
	"wegwijzer/web"
)

// forgetEvery is how often it is looked what is past its term. A request to erase is not left to it: that is done at once.
const forgetEvery = time.Hour

// keepers are the rooms that keep something about people. A room that keeps something adds itself here: then the privacy officer can have it erased,
// and what is past its term goes by itself, with proof.
func keepers(desk *staff.Desk, calendar *appointment.Store) []web.Keeper {
	all := []web.Keeper{
		{Kind: "staff", Forget: desk.Forget},
	}
	if calendar != nil {
		all = append(all, web.Keeper{Kind: "appointment", Forget: calendar.Forget})
	}
	return all
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
	return forgetAll(ctx, w.work.desk, keepers(w.work.desk, w.work.library.calendar))
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
