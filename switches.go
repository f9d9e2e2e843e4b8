package main

import (
	"context"
	_ "embed" // the accuracy page
	"log/slog"
	"sync/atomic"
	"time"

	"wegwijzer/assistant"
)

// accuracyPage is shown at /nauwkeurigheid: what wegwijzer eval last wrote.
//
//go:embed docs/accuracy.md
var accuracyPage []byte

// followTime is the time between two looks at the switches.
const followTime = 2 * time.Second

// switches follows which channels are switched off, for all copies of the program alike. While the database cannot be asked they stay as
// they were.
type switches struct {
	off atomic.Pointer[map[string]bool]
}

// channel reports whether a channel is off, by itself or with all others.
func (s *switches) channel(name string) bool {
	off := s.off.Load()
	return off != nil && ((*off)[name] || (*off)["all"])
}

// writer is a model that writes as long as it is not switched off; nil when there is none.
func (s *switches) writer(model func(conversation string) assistant.Writer) func(conversation string) assistant.Writer {
	if model == nil {
		return nil
	}
	return func(conversation string) assistant.Writer {
		if s.channel(byModel) {
			return silent{}
		}
		return model(conversation)
	}
}

// byModel is the switch of the model that writes answers.
const byModel = "model"

// silent is a writer that writes nothing: the answer is then one of literal sentences.
type silent struct{}

// Write implements assistant.Writer.
func (silent) Write(context.Context, string, string, func(string) error) error { return nil }

// follow looks at the switches until ctx ends.
func (s *switches) follow(ctx context.Context, store *assistant.Store, log *slog.Logger) error {
	tick := time.NewTicker(followTime)
	defer tick.Stop()
	failing := false // a database that is away is told once
	for {
		off, err := store.SwitchedOff(ctx)
		switch {
		case ctx.Err() != nil:
			return nil
		case err == nil:
			s.off.Store(&off)
		case !failing:
			log.WarnContext(ctx, "switches cannot be read", "error", err)
		}
		failing = err != nil
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
	}
}
