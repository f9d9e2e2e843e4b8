package danger

import (
	"fmt"
	"os"
	"sort"
	"sync"
	"testing"
)

func TestROC(t *testing.T) {
	if os.Getenv("DANGER_ROC") == "" {
		t.Skip()
	}
	l := loaded()
	all := examples()
	type res struct {
		p, a float64
		x    example
	}
	results := make([]res, len(all))
	const folds = 8
	var wait sync.WaitGroup
	for f := range folds {
		wait.Add(1)
		go func() {
			defer wait.Done()
			var in []example
			for i, x := range all {
				if i%folds != f {
					in = append(in, x)
				}
			}
			c := train(l, in)
			for i, x := range all {
				if i%folds == f {
					m := readMessage(l, x.Text)
					g := m.features(m.judge())
					results[i] = res{c.danger.chance(g), c.acute.chance(g), x}
				}
			}
		}()
	}
	wait.Wait()
	sort.Slice(results, func(i, j int) bool { return results[i].p > results[j].p })
	var pos, neg, acutes float64
	for _, r := range results {
		if r.x.Expected == "none" {
			neg++
		} else {
			pos++
		}
		if r.x.Expected == "acute" {
			acutes++
		}
	}
	var p, n, ac float64
	next := 0.01
	for _, r := range results {
		if r.x.Expected == "none" {
			n++
			for n/neg >= next && next < 0.2 {
				fmt.Printf("alarms %.2f: recall %.3f acute as danger %.3f at p %.3f\n", next, p/pos, ac/acutes, r.p)
				next += 0.01
			}
		} else {
			p++
			if r.x.Expected == "acute" {
				ac++
			}
		}
	}
	if os.Getenv("DANGER_ROC") == "2" {
		for _, r := range results {
			m := readMessage(l, r.x.Text)
			lv := ruleLevel(m)
			if r.x.Expected == "none" && (lv != None || r.p > raiseToConcern) {
				names := ""
				for _, h := range m.judge() {
					names += " " + h.rule.name
				}
				fmt.Printf("ALARM %.2f %s [%s]\n", r.p, r.x.Text, names)
			}
			if r.x.Expected != "none" && r.p < raiseToConcern && lv == None {
				fmt.Printf("MISS %.2f %s %s\n", r.p, r.x.Expected, r.x.Text)
			}
		}
	}
}
