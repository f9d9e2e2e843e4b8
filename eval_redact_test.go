package main

import (
	"bytes"
	"context"
	"strings"
	"testing"
)

// The floors are below what was measured, so that a change that costs something real is seen.
func TestRedactionHoldsItsFigures(t *testing.T) {
	t.Parallel()
	metrics, err := evalRedact(context.Background(), &evaluation{root: "."})
	if err != nil {
		t.Fatal(err)
	}
	floors := map[string]float64{
		"namen": .93, "nummers, adressen en andere vormen": .93, "teksten zonder te veel weggelaten": .97, "alles wat erop lijkt": .94, "public_number": .93,
	}
	seen := map[string]bool{}
	for _, m := range metrics {
		if floor, ok := floors[m.Class]; ok {
			seen[m.Class] = true
			if m.Value < floor {
				t.Errorf("%s, %s: %d of %d, want %.2f", m.Set, m.Class, m.Hits, m.N, floor)
			}
		}
	}
	if len(seen) != len(floors) {
		t.Errorf("measured %v only", seen)
	}
}

func TestRedactCommandCountsCodePoints(t *testing.T) {
	t.Parallel()
	var out, told bytes.Buffer
	in := `{"id":"1","text":"😀 ik ben Samira"}` + "\n" + `{"id":"2","text":""}` + "\nrommel\n"
	err := redact(context.Background(), nil, streams{in: strings.NewReader(in), out: &out, err: &told})
	want := `{"id":"1","spans":[{"start":9,"end":15,"type":"name"}]}` + "\n" + `{"id":"2","spans":[]}` + "\n"
	if out.String() != want {
		t.Errorf("out = %s, want %s", out.String(), want)
	}
	if err == nil || !strings.Contains(told.String(), "regel 3") {
		t.Errorf("a line that is no JSON is not told: %v, %q", err, told.String())
	}
}
