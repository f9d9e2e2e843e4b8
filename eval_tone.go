package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"wegwijzer/assistant/tone"
)

// toneDutch names the reasons for people.
var toneDutch = map[tone.Reason]string{
	tone.Blame: "verwijt", tone.Promise: "belofte", tone.Diagnosis: "diagnose", tone.Prediction: "voorspelling", tone.AsksDetail: "vraag naar details",
	tone.Cold: "kilheid", tone.ClaimsHuman: "doet zich voor als mens",
}

// evalTone measures the tone gate on its own set, of which the classifier learns one half and never sees the other, on the development set
// when that lies beside the checkout, and on the sentences of the demo's pages, which may all be said.
func evalTone(_ context.Context, e *evaluation) ([]metric, error) {
	metrics := toneMetrics("eigen set, waarvan geleerd is", tone.Examples())
	names, err := filepath.Glob(filepath.Join(e.root, "assistant/tone/testdata/*.tsv"))
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		examples, err := toneExamples(name)
		if err != nil {
			return nil, err
		}
		metrics = append(metrics, toneMetrics("eigen set, waarvan niet geleerd is: "+strings.TrimSuffix(filepath.Base(name), ".tsv"), examples)...)
	}
	shared, err := readSet[struct{ Text, Label string }](filepath.Join(e.root, "../shared/safety/tone.jsonl"))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	if len(shared) > 0 {
		var examples []tone.Example
		for _, x := range shared {
			examples = append(examples, tone.Example{Sentence: x.Text, Reason: toneReason(x.Label)})
		}
		metrics = append(metrics, toneMetrics("ontwikkelset", examples)...)
	}
	return metrics, nil
}

func toneReason(label string) tone.Reason {
	if label == "ok" {
		return ""
	}
	return tone.Reason(label)
}

// toneExamples reads lines of a label, a language and a sentence.
func toneExamples(name string) ([]tone.Example, error) {
	raw, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	var all []tone.Example
	for n, line := range strings.Split(strings.TrimSpace(string(raw)), "\n") {
		parts := strings.Split(line, "\t")
		if len(parts) != 3 {
			return nil, fmt.Errorf("reading line %d of %s: %d fields, want 3", n+1, name, len(parts))
		}
		all = append(all, tone.Example{Sentence: parts[2], Reason: toneReason(parts[0])})
	}
	return all, nil
}

func toneMetrics(set string, examples []tone.Example) []metric {
	n, right := map[tone.Reason]int{}, map[tone.Reason]int{}
	bad, caught := 0, 0
	for _, x := range examples {
		stopped := len(tone.Check(x.Sentence, "")) > 0
		n[x.Reason]++
		if stopped == (x.Reason != "") {
			right[x.Reason]++
		}
		if x.Reason != "" {
			bad++
			if stopped {
				caught++
			}
		}
	}
	var metrics []metric
	for _, r := range tone.All() {
		metrics = append(metrics, share("tone", set, toneDutch[r], "goed beoordeeld", right[r], n[r]))
	}
	return append(metrics,
		share("tone", set, "alle foute zinnen", "goed beoordeeld", caught, bad),
		share("tone", set, "goede zinnen", "goed beoordeeld", right[""], n[""]))
}
