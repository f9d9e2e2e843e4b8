package danger

import (
	"fmt"
	"os"
	"slices"
	"sort"
	"testing"
)

// TestThresholds prints, for folds at random and for whole phenomena held out, what the classifier would add to the rules.
func TestThresholds(t *testing.T) {
	if os.Getenv("DANGER_CV") == "" {
		t.Skip("DANGER_CV is not set")
	}
	l := loaded()
	all := examples()
	type scored struct {
		p, a  float64
		x     example
		rules Level
	}
	for _, byPhenomenon := range []bool{false, true} {
		var results []scored
		groups := map[string]int{}
		fold := func(i int) int {
			if !byPhenomenon {
				return i % 10
			}
			key := all[i].Expected + all[i].Stratum
			if len(all[i].Kinds) > 0 {
				key += all[i].Kinds[0]
			}
			if _, ok := groups[key]; !ok {
				groups[key] = len(groups)
			}
			return groups[key] % 10
		}
		for f := range 10 {
			var in, out []example
			for i, x := range all {
				if fold(i) == f {
					out = append(out, x)
				} else {
					in = append(in, x)
				}
			}
			c := train(l, in)
			for _, x := range out {
				m := readMessage(l, x.Text)
				features := m.features(m.judge())
				results = append(results, scored{c.danger.chance(features), c.acute.chance(features), x, ruleLevel(m)})
			}
		}
		fmt.Println("by phenomenon:", byPhenomenon)
		sort.Slice(results, func(i, j int) bool { return results[i].p > results[j].p })
		for _, th := range []float64{0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95} {
			var missed, gained, alarms, quiet int
			for _, r := range results {
				if r.rules != None {
					continue
				}
				if r.x.Expected != "none" {
					missed++
					if r.p > th {
						gained++
					}
				} else {
					quiet++
					if r.p > th {
						alarms++
					}
				}
			}
			fmt.Printf("danger > %.2f: of %d missed by the rules %d found; of %d quiet %d raised\n", th, missed, gained, quiet, alarms)
		}
		for _, th := range []float64{0.5, 0.6, 0.7, 0.8, 0.9} {
			var n, hit, wrong, w int
			for _, r := range results {
				if r.x.Expected == "acute" {
					n++
					if r.a > th {
						hit++
					}
				} else if r.x.Expected == "concern" {
					w++
					if r.a > th {
						wrong++
					}
				}
			}
			fmt.Printf("acute > %.2f: %d of %d acute, %d of %d concern\n", th, hit, n, wrong, w)
		}
		for _, r := range results[:0] {
			fmt.Println(r.p, r.x.Text)
		}
		_ = slices.Max[[]int]
	}
}
