package danger

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"sort"
	"testing"
)

type item struct {
	ID, Lang, Register, Text, Expected, Stratum string
	Kinds                                       []string
	Lines                                       []string `json:"expected_lines"`
	Hard                                        bool     `json:"hard_negative"`
}

func readItems(t testing.TB, name string) []item {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Skipf("no %s here: %v", name, err)
	}
	defer f.Close()
	var all []item
	s := bufio.NewScanner(f)
	for s.Scan() {
		var x item
		if err := json.Unmarshal(s.Bytes(), &x); err != nil {
			t.Fatal(err)
		}
		all = append(all, x)
	}
	return all
}

// TestReport prints what went wrong; run with -v and DANGER_SET.
func TestReport(t *testing.T) {
	name := os.Getenv("DANGER_SET")
	if name == "" {
		t.Skip("DANGER_SET names no set")
	}
	blind := os.Getenv("DANGER_BLIND") != ""
	type tally struct{ hits, n int }
	tallies := map[string]*tally{}
	add := func(key string, ok bool) {
		if tallies[key] == nil {
			tallies[key] = &tally{}
		}
		tallies[key].n++
		if ok {
			tallies[key].hits++
		}
	}
	for _, x := range readItems(t, name) {
		f, hits := check(x.Text)
		got := f.Level.String()
		ok := got == x.Expected
		measure := "acute"
		switch {
		case x.Expected == "concern":
			ok, measure = got != "none", "concern"
		case x.Expected == "none" && x.Hard:
			measure = "hard"
		case x.Expected == "none":
			measure = "plain"
		}
		add("0 "+measure, ok)
		if x.Expected == "concern" {
			add("1 concern raised", got == "acute")
		}
		add("2 "+measure+" "+x.Lang, ok)
		add("3 "+x.Expected+" "+x.Stratum, ok)
		for _, k := range x.Kinds {
			add("4 "+x.Expected+" "+k, ok)
		}
		line := true
		if len(x.Lines) > 0 {
			line = slices.Contains(f.Lines, Line(x.Lines[0]))
			add("0 line", line)
		}
		if (!ok || !line) && !blind {
			var names []string
			for _, h := range hits {
				names = append(names, h.rule.name)
			}
			fmt.Printf("%s %-7s got %-7s %v [%s] %v %v\n    %s\n", x.ID, x.Expected, got, x.Kinds, x.Stratum, names, f.Lines, x.Text)
		}
	}
	var keys []string
	for k := range tallies {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	for _, k := range keys {
		x := tallies[k]
		fmt.Printf("%-40s %d/%d %.3f\n", k, x.hits, x.n, float64(x.hits)/float64(x.n))
	}
}
