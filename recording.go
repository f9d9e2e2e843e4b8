package main

import (
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"github.com/riverqueue/river"

	"wegwijzer/transcribe/recording"
)

// hearEvery is how often it is looked whether a call waits for words. One that just ended does not wait for that.
const hearEvery = time.Minute

// hearTime is how long one look may take: ten hours of sound on a slow recogniser.
const hearTime = 12 * time.Hour

// audioFolder returns where the sealed sound of calls lies: on a disk of its own when the operator says so, so that a full one stops nothing else.
func (c config) audioFolder() (string, error) {
	if c.audioDir != "" {
		return c.audioDir, nil
	}
	keys, err := c.keysFolder()
	if err != nil {
		return "", err
	}
	return filepath.Join(filepath.Dir(keys), "audio"), nil
}

// openRecordings opens the store that takes calls in. talk is the demo's calls, which are heard where there is no recogniser; nil outside the demo.
func (c config) openRecordings(l *library, talk *demoTalks, log *slog.Logger) error {
	keys, err := c.keys()
	if err != nil {
		return err
	}
	dir, err := c.audioFolder()
	if err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return advise(err, "de map voor geluid %s is niet te maken; kies met WEGWIJZER_AUDIO een andere", dir)
	}
	config := recording.Config{DB: l.db.Pool, Keys: keys, Calls: l.calls, Dir: dir, Logger: log}
	if talk != nil {
		config.Ear = talk
	}
	if ear := c.recogniser(); ear != nil {
		config.Ear = callEar{ear}
		if ear.Follows() {
			config.Follow = ear
		}
	}
	l.recordings = recording.NewStore(config)
	return nil
}

// hearArgs asks to have the calls recognised that wait for it.
type hearArgs struct{}

// Kind names the job.
func (hearArgs) Kind() string { return "hear" }

// InsertOpts leaves what goes wrong to the next look: which call is tried again when stands with the call.
func (hearArgs) InsertOpts() river.InsertOpts { return river.InsertOpts{MaxAttempts: 1} }

type hearWorker struct {
	river.WorkerDefaults[hearArgs]
	work *work
}

// Timeout is that of one look.
func (*hearWorker) Timeout(*river.Job[hearArgs]) time.Duration { return hearTime }

// Work hears what waits.
func (w *hearWorker) Work(ctx context.Context, _ *river.Job[hearArgs]) error {
	if w.work.library.recordings == nil {
		return nil
	}
	return w.work.library.recordings.Work(ctx)
}

// wake has the calls that wait heard now.
func (w *work) wake(ctx context.Context) {
	if _, err := w.client.Insert(context.WithoutCancel(ctx), hearArgs{}, nil); err != nil {
		w.log.WarnContext(ctx, "hearing not begun; it is looked at again soon", "error", err)
	}
}
