package main

import (
	"context"
	"time"

	"wegwijzer/assistant/danger"
)

type dangerOutput struct {
	ID     string        `json:"id"`
	Level  string        `json:"level"`
	Kinds  []danger.Kind `json:"kinds"`
	Lines  []danger.Line `json:"lines"`
	Silent bool          `json:"silent"`
	Child  bool          `json:"child"`
	Lang   string        `json:"lang"`
	MS     float64       `json:"ms"`
}

// dangerCommand tells for each message whether someone is in danger, and whom they can reach.
func dangerCommand(_ context.Context, args []string, s streams) error {
	f := flags("danger", s)
	f.Bool("jsonl", true, "lees berichten als JSON-regels van de standaardinvoer")
	if err := alone(f, args, s); err != nil {
		return err
	}
	learn(s, danger.Ready) // before the clock runs
	out := lineWriter(s.out)
	return eachLine(s, reads{needed: []string{"text"}}, func(in struct{ ID, Text string }) error {
		start := time.Now()
		found := danger.Check(in.Text)
		o := dangerOutput{
			ID: in.ID, Level: found.Level.String(), Kinds: append([]danger.Kind{}, found.Kinds...), Lines: append([]danger.Line{}, found.Lines...),
			Silent: found.Silent, Child: found.Child, Lang: found.Lang, MS: float64(time.Since(start).Microseconds()) / 1000,
		}
		return out.Encode(o)
	})
}
