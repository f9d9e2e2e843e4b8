package main

import (
	"context"

	"wegwijzer/internal/privacy"
)

type redactOutput struct {
	ID    string         `json:"id"`
	Spans []privacy.Span `json:"spans"`
}

// redact tells for texts what points to a person, in code points.
func redact(_ context.Context, args []string, s streams) error {
	f := flags("redact", s)
	f.Bool("jsonl", true, "lees teksten als JSON-regels van de standaardinvoer")
	if err := alone(f, args, s); err != nil {
		return err
	}
	out := lineWriter(s.out)
	return eachLine(s, reads{needed: []string{"text"}}, func(in struct{ ID, Text string }) error {
		o := redactOutput{ID: in.ID, Spans: privacy.Find(in.Text)}
		if o.Spans == nil {
			o.Spans = []privacy.Span{}
		}
		return out.Encode(o)
	})
}
