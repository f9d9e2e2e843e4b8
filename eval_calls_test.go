package main

import (
	"os"
	"testing"
)

// The floors are what was reached when they were set, less a little: a change that loses more is looked at.
func TestDraftsKeepWhatTheyFind(t *testing.T) {
	t.Parallel()
	for _, x := range []struct {
		name   string
		read   func() ([]goldCall, error)
		floors map[string]float64
	}{
		{"ontwikkelhelft", func() ([]goldCall, error) { return ownCalls("transcribe/testdata/calls/dev") }, map[string]float64{
			"bedrag exact": .97, "datum exact": .95, "datum exact, betrekkelijk": .95, "recht, besproken": .90, "recht, niet besproken": .97, "actie (F1)": .85,
			"gevaar gevonden": .85, "ontkend gevaar niet gemeld": 1, "feit in het verslag": .93, "zin met bewijs": 1, "verzwegen blijft verzwegen": 1,
		}},
		{"bewaarde helft", func() ([]goldCall, error) { return ownCalls("transcribe/testdata/calls/held") }, map[string]float64{
			"ontkend gevaar niet gemeld": 1, "zin met bewijs": 1, "verzwegen blijft verzwegen": 1, "recht, niet besproken": .95, "feit in het verslag": .90,
		}},
		{"gedeelde set", func() ([]goldCall, error) {
			if _, err := os.Stat("../shared/calls"); err != nil {
				return nil, nil //nolint:nilerr // the set is not here
			}
			return sharedCalls("../shared/calls")
		}, map[string]float64{
			"bedrag exact": .98, "datum exact": .95, "datum exact, betrekkelijk": .95, "recht, besproken": .90, "recht, niet besproken": .97, "actie (F1)": .82,
			"gevaar gevonden": .95, "ontkend gevaar niet gemeld": 1, "feit in het verslag": .90, "zin met bewijs": 1, "verzwegen blijft verzwegen": 1,
		}},
	} {
		t.Run(x.name, func(t *testing.T) {
			t.Parallel()
			set, err := x.read()
			if err != nil {
				t.Fatal(err)
			}
			if len(set) == 0 {
				t.Skip("../shared/calls is not here")
			}
			missed := map[string]string{}
			for _, m := range callMetrics(x.name, set, func(class, call, what string) { missed[class] += "\n\t" + call + ": " + what }) {
				if floor, ok := x.floors[m.Class]; ok && m.Value < floor {
					t.Errorf("%s: %s is %.3f of %d, want %.2f%s", x.name, m.Class, m.Value, m.N, floor, missed[m.Class])
				}
			}
		})
	}
}
