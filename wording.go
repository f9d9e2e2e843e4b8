package main

import (
	"context"
	"fmt"
	"time"

	"github.com/riverqueue/river"

	"wegwijzer/transcribe"
)

// wordEvery is how often it is looked whether a model may word the concept of a report; wordTime how long one look may take on a slow model.
const (
	wordEvery = 20 * time.Second
	wordTime  = 30 * time.Minute
)

// wordArgs asks to have concepts worded by the model.
type wordArgs struct{}

// Kind names the job.
func (wordArgs) Kind() string { return "word" }

// InsertOpts keeps it to one look at a time; what goes wrong stands with the report.
func (wordArgs) InsertOpts() river.InsertOpts {
	return river.InsertOpts{MaxAttempts: 1, UniqueOpts: river.UniqueOpts{ByArgs: true}}
}

type wordWorker struct {
	river.WorkerDefaults[wordArgs]
	work *work
}

// Timeout is that of one look.
func (*wordWorker) Timeout(*river.Job[wordArgs]) time.Duration { return wordTime }

// Work words what waits. What goes to the model is without names and numbers of persons, and each sentence that comes back is checked in code.
func (w *wordWorker) Work(ctx context.Context, _ *river.Job[wordArgs]) error {
	if w.work.library.calls == nil {
		return nil
	}
	n, err := w.work.library.calls.Reword(ctx, func(call transcribe.CallID) transcribe.Writer { return w.work.writer(fmt.Sprint("call-", call)) })
	if n > 0 {
		w.work.log.InfoContext(ctx, "reports worded", "reports", n)
	}
	return err
}
