package tone

import (
	"bufio"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The least that the sets may show: what the issue asks, and a little below what is reached for the half that is not learnt from.
const (
	leastCaught = 0.95
	mostStopped = 0.03
)

type figures struct{ bad, caught, good, stopped int }

// measured judges examples and tells what went wrong.
func measured(t *testing.T, examples []Example) map[Reason]*figures {
	t.Helper()
	all := map[Reason]*figures{}
	for _, r := range append(All(), "") {
		all[r] = &figures{}
	}
	for _, e := range examples {
		f := all[e.Reason]
		if f == nil {
			t.Fatalf("%q has the unknown reason %q", e.Sentence, e.Reason)
		}
		got := Check(e.Sentence, "")
		switch {
		case e.Reason == "":
			f.good++
			if got != nil {
				f.stopped++
				t.Logf("stopped for %v: %s\n\t%s", got, e.Sentence, strings.Join(trace(e.Sentence), "\n\t"))
			}
		default:
			f.bad++
			if got != nil {
				f.caught++
			} else {
				t.Logf("missed %s: %s", e.Reason, e.Sentence)
			}
		}
	}
	return all
}

func demand(t *testing.T, all map[Reason]*figures, leastEach float64) {
	t.Helper()
	for r, f := range all {
		if r == "" {
			t.Logf("stopped %d of %d good sentences", f.stopped, f.good)
			if float64(f.stopped) > mostStopped*float64(f.good) {
				t.Errorf("stopped %d of %d good sentences, want at most %.0f%%", f.stopped, f.good, 100*mostStopped)
			}
			continue
		}
		t.Logf("caught %d of %d for %s", f.caught, f.bad, r)
		if float64(f.caught) < leastEach*float64(f.bad) {
			t.Errorf("caught %d of %d for %s, want %.0f%%", f.caught, f.bad, r, 100*leastEach)
		}
	}
}

func TestExamplesAreHeard(t *testing.T) {
	t.Parallel()
	demand(t, measured(t, Examples()), leastCaught)
}

func TestSentencesThatWereNotLearntAreHeard(t *testing.T) {
	t.Parallel()
	for name, least := range map[string]float64{"held": leastCaught, "batch5": leastCaught, "batch7": 0.9, "languages": 0.9} {
		demand(t, measured(t, heldExamples(t, "testdata/"+name+".tsv")), least)
	}
}

func heldExamples(t *testing.T, name string) []Example {
	t.Helper()
	raw, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var all []Example
	for line := range strings.SplitSeq(strings.TrimSpace(string(raw)), "\n") {
		parts := strings.SplitN(line, "\t", 3)
		if parts[0] == "ok" {
			parts[0] = ""
		}
		all = append(all, Example{parts[2], Reason(parts[0])})
	}
	return all
}

func TestDevelopmentSetIsHeard(t *testing.T) {
	t.Parallel()
	f, err := os.Open("../../../shared/safety/tone.jsonl")
	if err != nil {
		t.Skip("the development set is not beside this checkout")
	}
	defer f.Close() //nolint:errcheck // read only
	var all []Example
	for lines := bufio.NewScanner(f); lines.Scan(); {
		var e struct{ Text, Label string }
		if err := json.Unmarshal(lines.Bytes(), &e); err != nil {
			t.Fatal(err)
		}
		if e.Label == "ok" {
			e.Label = ""
		}
		all = append(all, Example{e.Text, Reason(e.Label)})
	}
	demand(t, measured(t, all), leastCaught)
}

func TestReasonsByName(t *testing.T) {
	t.Parallel()
	for sentence, want := range map[string][]Reason{
		"Had u de ramen maar dichtgedaan.":                {Blame},
		"Je krijgt je geld gegarandeerd terug.":           {Promise},
		"U hebt een depressie.":                           {Diagnosis},
		"De rechter zal hem vrijspreken.":                 {Prediction},
		"Waar op uw lichaam sloeg hij u?":                 {AsksDetail},
		"Stel je niet aan.":                               {Cold},
		"Ik ben zelf vader.":                              {ClaimsHuman},
		"":                                                nil,
		"...":                                             nil,
		"De rechter beslist over het bedrag.":             nil,
		"Zeg nooit ‘had je maar’ tegen iemand.":           nil,
		"Anderen zeggen soms dat het je eigen schuld is.": nil,
		"Wordt de dader veroordeeld? Dan hoor je dat van het OM.": nil,
	} {
		if d := cmp.Diff(want, Check(sentence, "nl")); d != "" {
			t.Errorf("Check(%q): %s", sentence, d)
		}
	}
}

func TestInvisibleCharactersAndCapitalsHideNothing(t *testing.T) {
	t.Parallel()
	for _, s := range []string{"HET IS JE EIGEN SCHULD.", "Het is je ei\u200bgen schuld.", "Het is je eigen\u00a0schuld.", "Hét ís jé éígen schúld."} {
		if Check(s, "") == nil {
			t.Errorf("Check(%q) = nil, want blame", s)
		}
	}
}

func TestNothingHidesBehindLength(t *testing.T) {
	t.Parallel()
	for _, s := range []string{
		strings.Repeat("de fiets en de auto en ", 40) + "het is je eigen schuld",
		strings.Repeat("Je kunt bellen. ", 60) + "Het is je eigen schuld.",
		strings.Repeat("a ", maxText),
	} {
		if Check(s, "nl") == nil {
			t.Errorf("Check of %d bytes = nil, want what stands at their end", len(s))
		}
	}
}

func TestTheSameSentenceIsAlwaysJudgedTheSame(t *testing.T) {
	t.Parallel()
	again := train(lessonsOf(Examples(), exampleLines(siteFile)))
	for _, e := range Examples() {
		x := read(e.Sentence)
		for i := range x.sentences {
			f := x.sentences[i].features()
			if again.probabilities(f) != taught.Get().probabilities(f) {
				t.Fatalf("%q is judged differently by a second training", e.Sentence)
			}
		}
	}
}

func FuzzCheck(f *testing.F) {
	for i, e := range Examples() {
		if i%50 == 0 {
			f.Add(e.Sentence, "nl")
		}
	}
	f.Add("\"'\" ‘ „", "")
	f.Add(strings.Repeat("had je maar ", 2000), "ar")
	f.Fuzz(func(t *testing.T, sentence, lang string) {
		for _, r := range Check(sentence, lang) {
			if _, ok := numberOf(string(r)); !ok {
				t.Errorf("Check gave the unknown reason %q", r)
			}
		}
	})
}

func BenchmarkCheck(b *testing.B) {
	sentences := []string{
		"De rechter beslist of je een vergoeding krijgt.",
		"Je hoeft niet te vertellen wat er is gebeurd, en je mag altijd iemand meenemen naar het gesprek met de politie.",
		"Had dan niet in je eentje gefietst.",
		"Heeft de rechter een schadevergoeding opgelegd en betaalt de dader niet? Na acht maanden betaalt het CJIB een voorschot.",
	}
	Check(sentences[0], "nl")
	for i := 0; b.Loop(); i++ {
		Check(sentences[i%len(sentences)], "nl")
	}
}

func BenchmarkTraining(b *testing.B) {
	lessons := lessonsOf(Examples(), exampleLines(siteFile))
	for b.Loop() {
		train(lessons)
	}
}
