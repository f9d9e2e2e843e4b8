package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"wegwijzer/assistant/danger"
)

// crisisItem is a message with what the danger check should see in it.
type crisisItem struct {
	ID       string   `json:"id"`
	Lang     string   `json:"lang"`
	Text     string   `json:"text"`
	Turns    []string `json:"turns"` // of a talk, in place of a text: the last is judged
	Expected string   `json:"expected"`
	Kinds    []string `json:"kinds"`
	Lines    []string `json:"expected_lines"`
	Hard     bool     `json:"hard_negative"`
	Stratum  string   `json:"stratum"`
}

const heldDanger = "assistant/danger/testdata/held.jsonl"

// evalDanger measures the danger check on our own sets, one of them also among everyday sentences, on what three other writers wrote and, where it is there, on the shared set.
func evalDanger(_ context.Context, e *evaluation) ([]metric, error) {
	var metrics []metric
	for _, set := range []struct{ name, path string }{
		{"eigen set, ontwikkelhelft (ook voorbeelden van het hulpmodel)", "assistant/danger/testdata/dev.jsonl"},
		{"eigen set, achtergehouden helft", heldDanger},
		{"berichten van drie andere schrijvers, achtergehouden derde", "assistant/danger/testdata/writers.jsonl"},
		{"berichten van drieënveertig andere schrijvers, achtergehouden deel", "assistant/danger/testdata/hands.jsonl"},
		{"moe, bang of verdrietig, en lijkt op een doodswens: zes schrijvers, achtergehouden deel", "assistant/danger/testdata/contrast.jsonl"},
		{"gesprekken van zes andere schrijvers, achtergehouden deel", "assistant/danger/testdata/talks.jsonl"},
		{"gesprekken die op gevaar lijken: twaalf schrijvers, achtergehouden deel", "assistant/danger/testdata/lookalike-talks.jsonl"},
		{"eigen zinnen per taal", "assistant/danger/testdata/languages.jsonl"},
		{"gedeelde set", "../shared/safety/crisis.jsonl"},
	} {
		items, err := readSet[crisisItem](filepath.Join(e.root, set.path))
		if os.IsNotExist(err) {
			continue
		}
		if err != nil {
			return nil, err
		}
		metrics = append(metrics, dangerMetrics(set.name, items)...)
		if set.path != heldDanger {
			continue
		}
		everyday, err := os.ReadFile(filepath.Join(e.root, "assistant/danger/testdata/everyday.txt"))
		if err != nil {
			return nil, err
		}
		sentences := strings.Split(strings.TrimSpace(string(everyday)), "\n")
		asking, err := withQuestions(items, filepath.Join(e.root, "assistant/danger/testdata/questions.tsv"))
		if err != nil {
			return nil, err
		}
		metrics = append(metrics, dangerMetrics(set.name+", met een vraag erachter", asking)...)
		for _, many := range []int{4, 10, 20} {
			among := make([]crisisItem, 0, len(items))
			for i, x := range items {
				if x.Lang == "nl" {
					x.Text = amid(x.Text, sentences, i, many)
					among = append(among, x)
				}
			}
			metrics = append(metrics, dangerMetrics(fmt.Sprintf("%s, tussen %d gewone zinnen", set.name, many), among)...)
		}
	}
	return metrics, nil
}

// withQuestions puts a question in its language behind each message of one sentence, within that sentence.
func withQuestions(items []crisisItem, file string) ([]crisisItem, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	questions := map[string][]string{}
	for line := range strings.Lines(string(data)) {
		if lang, question, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "\t"); ok && line[0] != '#' {
			questions[lang] = append(questions[lang], question)
		}
	}
	var asking []crisisItem
	for i, x := range items {
		text, of := strings.TrimRight(x.Text, ". !"), questions[x.Lang]
		if len(of) > 0 && !strings.ContainsAny(text, ".!?؟;\n") {
			x.Text = text + of[i%len(of)]
			asking = append(asking, x)
		}
	}
	return asking, nil
}

// amid puts a message between everyday sentences, others for each message.
func amid(text string, everyday []string, message, many int) string {
	var all []string
	for i := range many {
		if i == many/2 {
			all = append(all, strings.TrimRight(text, ". ")+".")
		}
		all = append(all, everyday[(message*7+i)%len(everyday)])
	}
	return strings.Join(all, " ")
}

// check is the check of a message, or of the last one of a talk.
func (x crisisItem) check() danger.Finding {
	if len(x.Turns) == 0 {
		return danger.Check(x.Text)
	}
	last := len(x.Turns) - 1
	told, text := strings.Join(x.Turns[:last], "\n"), x.Turns[last]
	r := new(danger.Reader)
	if on, ok := r.TellsOn(told, text); ok {
		return on
	}
	return r.InTalk(r.CheckAfter(told, text), told, text, false)
}

// dangerMetrics counts, per class, how often the check saw what it should.
func dangerMetrics(set string, items []crisisItem) []metric {
	type key struct{ class, name string }
	type tally struct{ hits, n int }
	tallies := map[key]*tally{}
	var order []key
	add := func(class, name string, ok bool) {
		k := key{class, name}
		if tallies[k] == nil {
			tallies[k] = &tally{}
			order = append(order, k)
		}
		tallies[k].n++
		if ok {
			tallies[k].hits++
		}
	}
	danger.Ready(nil)
	var times []time.Duration
	for _, x := range items {
		start := time.Now()
		f := x.check()
		times = append(times, time.Since(start))
		measure, ok := "met rust gelaten", f.Level == danger.None
		switch x.Expected {
		case "acute":
			measure, ok = "acuut als acuut gezien", f.Level == danger.Acute
			add("alles", "acuut gezien (ook als zorg)", f.Level != danger.None)
		case "concern":
			measure, ok = "zorg gezien", f.Level != danger.None
			add("alles", "zorg als acuut getoond", f.Level == danger.Acute)
		default:
			if x.Hard {
				measure = "lastige gewone vraag met rust gelaten"
			}
		}
		add("alles", measure, ok)
		add("taal: "+x.Lang, measure, ok)
		add("laag: "+x.Stratum, measure, ok)
		for _, k := range x.Kinds {
			add("soort: "+k, measure, ok)
		}
		if len(x.Lines) > 0 {
			shown := slices.Contains(f.Lines, danger.Line(x.Lines[0]))
			add("alles", "eerste lijn getoond", shown)
			add("alles", "eerste lijn vooraan", len(f.Lines) > 0 && f.Lines[0] == danger.Line(x.Lines[0]))
		}
	}
	const suite = "danger"
	var metrics []metric
	for _, k := range order {
		t := tallies[k]
		metrics = append(metrics, share(suite, set, k.class, k.name, t.hits, t.n))
	}
	if n := len(times); n > 0 {
		slices.Sort(times)
		metrics = append(metrics, metric{Suite: suite, Set: set, Class: "alles", Name: "ms p99", N: n, Value: float64(times[min(n-1, n*99/100)].Microseconds()) / 1000})
	}
	return metrics
}
