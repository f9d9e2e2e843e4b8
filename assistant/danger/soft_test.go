package danger

import (
	"fmt"
	"os"
	"sort"
	"testing"
)

func TestSoft(t *testing.T) {
	if os.Getenv("DANGER_SOFT") == "" {
		t.Skip()
	}
	l := loaded()
	all := examples()
	type fired struct{ good, bad, alone int }
	byRule := map[string]*fired{}
	type res struct {
		p  float64
		x  example
		lv Level
	}
	var results []res
	for f := range 10 {
		var in, out []example
		for i, x := range all {
			if i%10 == f {
				out = append(out, x)
			} else {
				in = append(in, x)
			}
		}
		c := train(l, in)
		for _, x := range out {
			m := readMessage(l, x.Text)
			lv := ruleLevel(m)
			results = append(results, res{c.danger.chance(m.features(m.judge())), x, lv})
			for _, h := range m.judge() {
				r := byRule[h.rule.name]
				if r == nil {
					r = &fired{}
					byRule[h.rule.name] = r
				}
				if x.Expected == "none" {
					r.bad++
				} else {
					r.good++
				}
			}
		}
	}
	for _, th := range []float64{0, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6} {
		var good, bad, n, neg int
		for _, r := range results {
			if r.x.Expected != "none" {
				n++
			} else {
				neg++
			}
			if r.lv == None || r.p < th {
				continue
			}
			if r.x.Expected == "none" {
				bad++
			} else {
				good++
			}
		}
		fmt.Printf("rules with p > %.2f: %d of %d found, %d of %d alarms\n", th, good, n, bad, neg)
	}
	for _, lo := range []float64{0.2, 0.25, 0.3, 0.35, 0.4, 0.5} {
		for _, hi := range []float64{0.6, 0.65, 0.7, 0.75, 0.8} {
			var good, bad, n, neg int
			for _, r := range results {
				seen := r.lv != None && r.p > lo || r.p > hi
				if r.x.Expected != "none" {
					n++
					if seen {
						good++
					}
				} else {
					neg++
					if seen {
						bad++
					}
				}
			}
			fmt.Printf("lo %.2f hi %.2f: recall %.3f alarms %.3f\n", lo, hi, float64(good)/float64(n), float64(bad)/float64(neg))
		}
	}
	var names []string
	for n := range byRule {
		names = append(names, n)
	}
	sort.Slice(names, func(i, j int) bool { return byRule[names[i]].bad > byRule[names[j]].bad })
	for _, n := range names {
		if byRule[n].bad > 1 {
			fmt.Printf("%-40s good %d bad %d\n", n, byRule[n].good, byRule[n].bad)
		}
	}
}
