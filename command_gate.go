package main

import (
	"context"

	"wegwijzer/assistant"
)

type gateOutput struct {
	ID      string             `json:"id"`
	Pass    bool               `json:"pass"`
	Reasons []assistant.Reason `json:"reasons"`
}

// gate tells for pairs of a sentence and a passage whether the sentence may be shown.
func gate(_ context.Context, args []string, s streams) error {
	f := flags("gate", s)
	f.Bool("jsonl", true, "lees paren als JSON-regels van de standaardinvoer")
	if err := parse(f, args, s); err != nil {
		return err
	}
	out := lineWriter(s.out)
	return eachLine(s, func(in struct{ ID, Sentence, Passage string }) error {
		o := gateOutput{ID: in.ID, Reasons: []assistant.Reason{}}
		if in.Passage != "" {
			o.Reasons = append(o.Reasons, assistant.Check(in.Sentence, in.Passage)...)
		}
		o.Pass = len(o.Reasons) == 0
		return out.Encode(o)
	})
}
