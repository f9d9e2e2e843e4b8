package main

import (
	"context"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"wegwijzer/transcribe"
)

// evalCalls drafts the conversations of the own halves and, where it lies beside the repository, of the shared set, and counts what was found.
// It counts as ../shared/score/calls.py does, and some more.
func evalCalls(_ context.Context, e *evaluation) ([]metric, error) {
	var metrics []metric
	for _, x := range []struct{ name, dir string }{
		{"eigen set, ontwikkelhelft", "transcribe/testdata/calls/dev"}, {"eigen set, bewaarde helft", "transcribe/testdata/calls/held"},
	} {
		set, err := ownCalls(filepath.Join(e.root, x.dir))
		if err != nil {
			return nil, err
		}
		metrics = append(metrics, callMetrics(x.name, set, nil)...)
	}
	shared := filepath.Join(e.root, "../shared/calls")
	if _, err := os.Stat(shared); err != nil {
		return metrics, nil //nolint:nilerr // the shared set is not everywhere
	}
	set, err := sharedCalls(shared)
	if err != nil {
		return nil, err
	}
	return append(metrics, callMetrics("gedeelde set", set, nil)...), nil
}

// callTally counts hits by class and tells every miss.
type callTally struct {
	set    string
	order  []string
	n, hit map[string]int
	missed func(class, call, what string)
}

func (t *callTally) add(class, call, what string, hit bool) {
	if t.n[class] == 0 {
		t.order = append(t.order, class)
	}
	t.n[class]++
	if hit {
		t.hit[class]++
	} else if t.missed != nil {
		t.missed(class, call, what)
	}
}

// callMetrics measures the drafts of a set; missed, when given, is told every miss.
func callMetrics(name string, set []goldCall, missed func(class, call, what string)) []metric {
	t := &callTally{set: name, n: map[string]int{}, hit: map[string]int{}, missed: missed}
	found, extra, lost := 0, 0, 0
	for _, g := range set {
		tr, err := transcribe.Parse(g.data)
		t.add("bestand gelezen", g.name, fmt.Sprint(err), err == nil)
		if err != nil {
			continue
		}
		r := transcribe.Draft(tr, g.held)
		for i, u := range tr.Utterances {
			if i < len(g.roles) {
				t.add("rol van de spreker", g.name, fmt.Sprintf("%d %s", i, u.Text), string(u.Role) == g.roles[i])
			}
		}
		if g.notice != "" {
			t.add("melding van de opname", g.name, string(r.Notice.Value), string(r.Notice.Value) == g.notice)
		}
		t.amounts(g, r)
		t.dates(g, r)
		for _, right := range r.Rights {
			want := g.rights[right.Right]
			class := "recht, besproken"
			if want == "" {
				want, class = "niet_besproken", "recht, niet besproken"
			}
			t.add(class, g.name, fmt.Sprintf("%s %s, want %s %v", right.Right, right.Value, want, right.Utt), string(right.Value) == want)
		}
		a, b, c := t.actions(g, r)
		found, extra, lost = found+a, extra+b, lost+c
		t.risks(g, r)
		t.sentences(g, r)
	}
	var metrics []metric
	for _, class := range t.order {
		metrics = append(metrics, share("calls", name, class, "goed", t.hit[class], t.n[class]))
	}
	f1 := 0.0
	if found > 0 {
		f1 = 2 * float64(found) / float64(2*found+extra+lost)
	}
	return append(metrics, metric{Suite: "calls", Set: name, Class: "actie (F1)", Name: "F1", N: found + lost, Value: f1})
}

func (t *callTally) amounts(g goldCall, r *transcribe.Report) {
	used := make([]bool, len(r.Amounts))
	for _, w := range g.amounts {
		hit := -1
		for k, a := range r.Amounts {
			if !used[k] && math.Abs(a.ValueEUR-w.value) < .005 && (hit < 0 || string(a.Kind) == w.kind && string(r.Amounts[hit].Kind) != w.kind) {
				hit = k
			}
		}
		t.add("bedrag exact", g.name, fmt.Sprint(w), hit >= 0)
		if hit < 0 {
			continue
		}
		used[hit] = true
		a := r.Amounts[hit]
		t.add("soort van het bedrag", g.name, fmt.Sprint(a.ValueEUR, " ", a.Kind, " want ", w.kind, " ", a.Item), string(a.Kind) == w.kind)
		t.add("bewijs bij het bedrag", g.name, fmt.Sprint(a.ValueEUR, " ", a.Evidence, " want ", w.evidence), string(a.Evidence) == w.evidence)
	}
	for k, a := range r.Amounts {
		if a.Kind != transcribe.OtherMoney {
			t.add("schade genoemd die schade is", g.name, fmt.Sprint(a.ValueEUR, " ", a.Kind, " ", a.Item), used[k])
		}
	}
}

func (t *callTally) dates(g goldCall, r *transcribe.Report) {
	for _, w := range g.dates {
		class := "datum exact"
		if w.relative {
			class = "datum exact, betrekkelijk"
		}
		day := w.iso[:min(10, len(w.iso))]
		var all []string
		right := false
		for _, d := range r.Dates {
			all = append(all, d.ISO)
			right = right || d.ISO[:min(10, len(d.ISO))] == day
		}
		t.add(class, g.name, w.iso+" not in "+strings.Join(all, " "), right)
		if len(w.iso) > 10 && right {
			t.add("tijdstip bij de datum", g.name, w.iso+" not in "+strings.Join(all, " "), slices.Contains(all, w.iso))
		}
	}
}

func nearTo(a, b []int, within int) bool {
	for _, i := range a {
		for _, j := range b {
			if i-j <= within && j-i <= within {
				return true
			}
		}
	}
	return false
}

func (t *callTally) actions(g goldCall, r *transcribe.Report) (found, extra, lost int) {
	used := make([]bool, len(r.Actions))
	for _, w := range g.actions {
		hit := -1
		for k, a := range r.Actions {
			if !used[k] && a.Who == w.who && nearTo(a.Utt, w.utt, 3) {
				same := a.When != nil && *a.When == w.when || a.When == nil && w.when == ""
				if hit < 0 || same {
					hit = k
				}
				if same {
					break
				}
			}
		}
		t.add("actie gevonden (wie, waar)", g.name, fmt.Sprint(w), hit >= 0)
		if hit < 0 {
			lost++
			continue
		}
		used[hit] = true
		found++
		when := ""
		if r.Actions[hit].When != nil {
			when = *r.Actions[hit].When
		}
		t.add("actie, wanneer", g.name, fmt.Sprintf("%q want %q: %s", when, w.when, r.Actions[hit].What), when == w.when)
	}
	for k, a := range r.Actions {
		if !used[k] {
			extra++
			if t.missed != nil {
				t.missed("actie te veel", g.name, fmt.Sprint(a.Who, " ", a.Utt, " ", a.What))
			}
		}
	}
	return found, extra, lost
}

func (t *callTally) risks(g goldCall, r *transcribe.Report) {
	var real []int
	for _, w := range g.risks {
		if !w.denied {
			real = append(real, w.utt...)
		}
	}
	used := make([]bool, len(r.Risks))
	for _, w := range g.risks {
		if w.denied {
			raised := ""
			for k, x := range r.Risks {
				if x.Category != w.category {
					continue
				}
				if x.Negated {
					used[k] = used[k] || nearTo(x.Utt, w.utt, 0)
					continue
				}
				for _, i := range x.Utt {
					if slices.Contains(w.utt, i) && !slices.Contains(real, i) {
						raised = x.Quote
					}
				}
			}
			t.add("ontkend gevaar niet gemeld", g.name, w.category+": "+raised, raised == "")
			continue
		}
		hit := false
		for k, x := range r.Risks {
			if x.Category == w.category && !x.Negated && nearTo(x.Utt, w.utt, 3) {
				hit, used[k] = true, true
			}
		}
		t.add("gevaar gevonden", g.name, fmt.Sprint(w), hit)
	}
	for k, x := range r.Risks {
		if !x.Negated {
			t.add("gevaar gemeld dat er is", g.name, fmt.Sprint(x.Category, x.Utt, x.Quote), used[k])
		}
	}
}

func (t *callTally) sentences(g goldCall, r *transcribe.Report) {
	cited := map[int]bool{}
	for _, s := range r.Sentences {
		t.add("zin met bewijs", g.name, s.Text, len(s.Evidence) > 0)
		for _, i := range s.Evidence {
			cited[i] = true
		}
	}
	for _, f := range g.facts {
		hit := false
		for _, i := range f {
			hit = hit || cited[i] || cited[i-1] || cited[i+1]
		}
		t.add("feit in het verslag", g.name, fmt.Sprint(f), hit)
	}
	for _, i := range g.hidden {
		t.add("verzwegen blijft verzwegen", g.name, fmt.Sprint(i), !cited[i])
	}
}
