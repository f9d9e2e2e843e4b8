package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"wegwijzer/assistant"
)

// switchChannel switches a channel of the assistant off or on, in every copy of the program.
func switchChannel(ctx context.Context, args []string, s streams) error {
	f := flags("switch", s)
	if err := parse(f, args, s); err != nil {
		return err
	}
	if f.NArg() != 2 || f.Arg(1) != "off" && f.Arg(1) != "on" {
		return mistake(s, "geef een kanaal (%s) en on of off", strings.Join(assistant.Channels(), ", "))
	}
	if !slices.Contains(assistant.Channels(), f.Arg(0)) {
		return mistake(s, "er is geen kanaal %q; er zijn: %s", f.Arg(0), strings.Join(assistant.Channels(), ", "))
	}
	_, l, err := openForCommand(ctx, s)
	if err != nil {
		return err
	}
	defer l.close(ctx)
	err = assistant.NewStore(l.db.Pool).Switch(ctx, f.Arg(0), f.Arg(1) == "off")
	if errors.Is(err, assistant.ErrChannel) {
		return mistake(s, "er is geen kanaal %q", f.Arg(0))
	}
	if err == nil {
		fmt.Fprintf(s.err, "Kanaal %s is nu %s.\n", f.Arg(0), map[string]string{"off": "uit", "on": "aan"}[f.Arg(1)])
	}
	return err
}

type gapOutput struct {
	Topic         string   `json:"topic"`
	Name          string   `json:"name"`
	Terms         []string `json:"terms"`
	Conversations int      `json:"conversations"`
	Questions     int      `json:"questions"`
	Week          string   `json:"week"`
}

// gapsSince is how far back gaps are looked at.
const gapsSince = 90 * 24 * time.Hour

// gaps lists the subjects that people asked about in vain.
func gaps(ctx context.Context, args []string, s streams) error {
	f := flags("gaps", s)
	if err := alone(f, args, s); err != nil {
		return err
	}
	_, l, err := openForCommand(ctx, s)
	if err != nil {
		return err
	}
	defer l.close(ctx)
	kept, err := assistant.NewStore(l.db.Pool).Gaps(ctx, time.Now().Add(-gapsSince))
	if err != nil {
		return err
	}
	out := lineWriter(s.out)
	for _, c := range assistant.Clusters(kept) {
		o := gapOutput{Topic: string(c.Topic), Terms: c.Terms, Conversations: c.Conversations, Questions: c.Questions, Week: c.Newest.Format(time.DateOnly)}
		if t, ok := l.bank.Lookup(c.Topic); ok {
			o.Name = t.Name
		}
		if err := out.Encode(o); err != nil {
			return err
		}
	}
	return nil
}
