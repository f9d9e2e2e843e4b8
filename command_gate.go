package main

import (
	"context"

	"wegwijzer/assistant/gate"
	"wegwijzer/assistant/tone"
)

type gateOutput struct {
	ID      string   `json:"id"`
	Pass    bool     `json:"pass"`
	Reasons []string `json:"reasons"`
}

// gateCommand tells of sentences whether they may be shown: whether the passage supports them, when there is one, and whether their tone may be used.
func gateCommand(_ context.Context, args []string, s streams) error {
	f := flags("gate", s)
	f.Bool("jsonl", true, "lees zinnen met hun passage als JSON-regels van de standaardinvoer")
	if err := alone(f, args, s); err != nil {
		return err
	}
	learn(s, tone.Ready)
	out := lineWriter(s.out)
	return eachLine(s, reads{needed: []string{"sentence"}, others: []string{"passage", "lang"}}, func(in struct{ ID, Sentence, Passage, Lang string }) error {
		o := gateOutput{ID: in.ID, Reasons: []string{}}
		if in.Passage != "" {
			for _, r := range gate.Check(in.Sentence, in.Passage) {
				o.Reasons = append(o.Reasons, string(r))
			}
		}
		for _, r := range tone.Check(in.Sentence, in.Lang) {
			o.Reasons = append(o.Reasons, string(r))
		}
		o.Pass = len(o.Reasons) == 0
		return out.Encode(o)
	})
}
