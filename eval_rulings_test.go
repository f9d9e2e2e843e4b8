package main

import (
	"path/filepath"
	"strings"
	"testing"
)

// TestRulingsAreReadAsLabelled keeps the figures of the invented rulings where they are: whoever changes a rule sees here what it costs.
func TestRulingsAreReadAsLabelled(t *testing.T) {
	t.Parallel()
	const floor = 0.97
	for _, half := range []string{"dev", "held", "fresh"} {
		dir := filepath.Join("jurisprudence/testdata/rulings", half)
		items, err := readSet[rulingGold](filepath.Join(dir, "gold.jsonl"))
		if err != nil {
			t.Fatal(err)
		}
		if err := findRulings(items, dir); err != nil {
			t.Fatal(err)
		}
		metrics, err := rulingMetrics(half, items)
		if err != nil {
			t.Fatal(err)
		}
		if len(metrics) < 13 {
			t.Errorf("%s: %d figures, want them all", half, len(metrics))
		}
		for _, m := range metrics {
			least := floor
			if strings.Contains(m.Name, "verzonnen") || strings.Contains(m.Name, "te veel") || strings.Contains(m.Name, "citaat") {
				least = 1
			}
			if m.Value < least {
				t.Errorf("%s, %s, %s = %d of %d, want at least %.2f", half, m.Class, m.Name, m.Hits, m.N, least)
			}
		}
	}
}

func TestAmountsAreRewordedWithTheSameValue(t *testing.T) {
	t.Parallel()
	for i, want := range []string{"EUR 1.250,50 en EUR 80,00", "1250,50 euro en 80 euro", "€1.250,50 en €80,="} {
		if got := rewordings[i].change("€ 1.250,50 en € 80,-"); got != want {
			t.Errorf("%s: %q, want %q", rewordings[i].name, got, want)
		}
	}
}
