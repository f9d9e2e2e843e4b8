package main

import (
	"bytes"
	"context"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"time"

	"wegwijzer/internal/dutch"
	"wegwijzer/jurisprudence"
)

// rulingGold is what a person read in one ruling. A field that is null was not stated, and is not scored.
type rulingGold struct {
	ECLI     string              `json:"ecli"`
	TextKind string              `json:"text_kind"`
	Victims  []victimGold        `json:"victims"`
	Tags     []string            `json:"tags"`
	file     string              // the file that holds it
	variant  func(string) string // how the file is reworded before it is read; nil for as it is
}

type victimGold struct {
	Victim            string   `json:"victim"`
	ClaimedTotal      *float64 `json:"claimed_total"`
	AwardedMaterial   *float64 `json:"awarded_material"`
	AwardedImmaterial *float64 `json:"awarded_immaterial"`
	AwardedTotal      *float64 `json:"awarded_total"`
	InterestFrom      *string  `json:"interest_from"`
	Joint             *bool    `json:"joint"`
	Measure           *bool    `json:"measure_36f"`
	Days              *int     `json:"gijzeling_days"`
	Decision          *string  `json:"decision"`
}

// evalRulings reads labelled rulings and compares; it also reads every ruling at hand and looks for awards that nobody labelled and for amounts
// without their words. The shared sets are skipped where they are not.
func evalRulings(_ context.Context, e *evaluation) ([]metric, error) {
	shared := filepath.Join(e.root, "..", "shared")
	sets := []struct{ name, gold, files string }{
		{"uitspraken, verzonnen, ontwikkeling", filepath.Join(e.root, "jurisprudence/testdata/rulings/dev/gold.jsonl"), filepath.Join(e.root, "jurisprudence/testdata/rulings/dev")},
		{"uitspraken, verzonnen, apart gehouden", filepath.Join(e.root, "jurisprudence/testdata/rulings/held/gold.jsonl"), filepath.Join(e.root, "jurisprudence/testdata/rulings/held")},
		{"uitspraken, verzonnen, later geschreven", filepath.Join(e.root, "jurisprudence/testdata/rulings/later/gold.jsonl"), filepath.Join(e.root, "jurisprudence/testdata/rulings/later")},
		{"uitspraken, verzonnen, laatst geschreven", filepath.Join(e.root, "jurisprudence/testdata/rulings/fresh/gold.jsonl"), filepath.Join(e.root, "jurisprudence/testdata/rulings/fresh")},
		{"uitspraken, echt", filepath.Join(shared, "rulings/gold.jsonl"), filepath.Join(shared, "rulings")},
		{"uitspraken, synthetisch (gedeelde set)", filepath.Join(shared, "rulings-synthetic/gold.jsonl"), filepath.Join(shared, "rulings-synthetic")},
	}
	var metrics []metric
	for _, s := range sets {
		items, err := readSet[rulingGold](s.gold)
		if os.IsNotExist(err) {
			fmt.Fprintf(e.streams.err, "wegwijzer: de set %q is hier niet en wordt overgeslagen\n", s.name)
			continue
		}
		if err != nil {
			return nil, err
		}
		if err := findRulings(items, s.files); err != nil {
			return nil, err
		}
		m, err := rulingMetrics(s.name, items)
		if err != nil {
			return nil, err
		}
		metrics = append(metrics, m...)
		if strings.Contains(s.name, "verzonnen") {
			for _, v := range rewordings {
				var changed []rulingGold
				for _, g := range items {
					if !has(g.Tags, "ocr") { // its amounts are torn on purpose
						g.variant = v.change
						changed = append(changed, g)
					}
				}
				m, err := rulingMetrics(s.name+", "+v.name, changed)
				if err != nil {
					return nil, err
				}
				metrics = append(metrics, m...)
			}
		}
	}
	whole, err := wholeMetrics(filepath.Join(shared, "rulings"))
	return append(metrics, whole...), err
}

// findRulings gives every labelled ruling its file.
func findRulings(items []rulingGold, dir string) error {
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			if id := jurisprudence.FindECLI(d.Name()); id != "" {
				files[string(id)] = path
			}
		}
		return err
	})
	if err != nil {
		return err
	}
	for i := range items {
		if items[i].file = files[items[i].ECLI]; items[i].file == "" {
			return fmt.Errorf("there is no file of %s in %s", items[i].ECLI, dir)
		}
	}
	return nil
}

// rulingCount counts successes by class and figure, in order of first appearance.
type rulingCount struct {
	suite, set string
	order      []string
	hits, n    map[string]int
}

func (t *rulingCount) add(class, name string, ok bool) {
	key := class + "\x00" + name
	if t.n == nil {
		t.hits, t.n = map[string]int{}, map[string]int{}
	}
	if t.n[key] == 0 {
		t.order = append(t.order, key)
	}
	t.n[key]++
	if ok {
		t.hits[key]++
	}
}

func (t *rulingCount) metrics() []metric {
	var out []metric
	for _, key := range t.order {
		class, name, _ := strings.Cut(key, "\x00")
		out = append(out, share(t.suite, t.set, class, name, t.hits[key], t.n[key]))
	}
	return out
}

// rulingMetrics scores one set: summaries apart from rulings with their dictum.
func rulingMetrics(set string, items []rulingGold) ([]metric, error) {
	t := &rulingCount{suite: "rulings", set: set}
	for _, g := range items {
		data, err := os.ReadFile(g.file)
		if err != nil {
			return nil, err
		}
		if g.variant != nil {
			data = []byte(g.variant(string(data)))
		}
		r, err := jurisprudence.Parse(bytes.NewReader(data), filepath.Base(g.file))
		if err != nil {
			return nil, err
		}
		class := "volledige tekst of dictum"
		if g.TextKind == "official_summary" {
			class = "samenvatting"
		}
		scoreRuling(t, class, g, describeRuling(g.file, r))
	}
	return t.metrics(), nil
}

// scoreRuling compares one ruling with its labels: victims by label, then by the sum awarded.
func scoreRuling(t *rulingCount, class string, g rulingGold, o rulingOutput) {
	left := append([]victimOutput{}, o.Victims...)
	awarded := false
	for _, w := range g.Victims {
		awarded = awarded || w.AwardedTotal != nil && *w.AwardedTotal > 0
	}
	if !awarded {
		invented := false
		for _, v := range o.Victims {
			invented = invented || v.AwardedTotal != nil && *v.AwardedTotal > 0
		}
		t.add(class, "geen toewijzing verzonnen", !invented)
	}
	for _, w := range g.Victims {
		at := matchVictim(left, w)
		t.add(class, "slachtoffer gevonden", at >= 0)
		v := victimOutput{}
		if at >= 0 {
			v = left[at]
			left = append(left[:at:at], left[at+1:]...)
		}
		found := at >= 0
		sums := func(name, field string, want, got *float64) {
			if want == nil {
				return
			}
			t.add(class, name, found && got != nil && math.Abs(*want-*got) < 0.005)
			if found && got != nil {
				t.add(class, "bedrag met citaat", v.Quotes[field] != "")
			}
		}
		sums("gevorderd", "claimed_total", w.ClaimedTotal, v.ClaimedTotal)
		sums("materieel", "awarded_material", w.AwardedMaterial, v.AwardedMaterial)
		sums("immaterieel", "awarded_immaterial", w.AwardedImmaterial, v.AwardedImmaterial)
		sums("totaal toegewezen", "awarded_total", w.AwardedTotal, v.AwardedTotal)
		if w.InterestFrom != nil {
			t.add(class, "rente vanaf", found && v.InterestFrom != nil && *v.InterestFrom == *w.InterestFrom)
		}
		if w.Joint != nil {
			t.add(class, "hoofdelijk", found && (v.Joint != nil && *v.Joint) == *w.Joint)
		}
		if w.Measure != nil {
			t.add(class, "maatregel 36f", found && (v.Measure != nil && *v.Measure) == *w.Measure)
		}
		if w.Days != nil {
			t.add(class, "dagen gijzeling", found && v.Days != nil && *v.Days == *w.Days)
		}
		if w.Decision != nil {
			t.add(class, "beslissing", found && v.Decision == *w.Decision)
		}
	}
	extra := false
	for _, v := range left {
		extra = extra || v.AwardedTotal != nil && *v.AwardedTotal > 0
	}
	t.add(class, "niemand te veel", !extra)
}

func matchVictim(list []victimOutput, w victimGold) int {
	key := func(s string) string {
		return strings.Map(func(r rune) rune {
			if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
				return r
			}
			return -1
		}, dutch.Fold(s))
	}
	for i, v := range list {
		if k := key(w.Victim); k != "" && key(v.Victim) == k {
			return i
		}
	}
	for i, v := range list {
		if w.AwardedTotal != nil && *w.AwardedTotal > 0 && v.AwardedTotal != nil && math.Abs(*v.AwardedTotal-*w.AwardedTotal) < 0.005 {
			return i
		}
	}
	return -1
}

// wholeMetrics reads all real rulings: in those without a label that names an award none may be found, every amount must stand in its quote,
// and it must go fast enough for a back-fill.
func wholeMetrics(dir string) ([]metric, error) {
	items, err := readSet[rulingGold](filepath.Join(dir, "gold.jsonl"))
	if os.IsNotExist(err) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	labelled := map[string]bool{}
	for _, g := range items {
		labelled[g.ECLI] = true
	}
	t := &rulingCount{suite: "rulings", set: "alle echte documenten"}
	read, start := 0, processorTime()
	for _, sub := range []string{"xml", "json"} {
		files, err := filepath.Glob(filepath.Join(dir, sub, "*."+sub))
		if err != nil {
			return nil, err
		}
		for _, file := range files {
			r, err := readRuling(file)
			t.add("alle", "leesbaar", err == nil)
			if err != nil {
				continue
			}
			read++
			o := describeRuling(file, r)
			awarded := false
			for _, v := range o.Victims {
				awarded = awarded || v.AwardedTotal != nil && *v.AwardedTotal > 0
				for field, got := range map[string]*float64{"claimed_total": v.ClaimedTotal, "awarded_material": v.AwardedMaterial, "awarded_immaterial": v.AwardedImmaterial, "awarded_total": v.AwardedTotal} {
					if got != nil {
						t.add("alle", "bedrag met letterlijk citaat", v.Quotes[field] != "" && strings.Contains(r.Text, v.Quotes[field]))
					}
				}
			}
			if !labelled[string(r.ECLI)] {
				t.add("zonder label", "geen toewijzing verzonnen", !awarded)
			}
		}
	}
	metrics := t.metrics()
	seconds := (processorTime() - start).Seconds()
	return append(metrics, metric{Suite: "rulings", Set: "alle echte documenten", Class: "alle", Name: "uitspraken per seconde rekentijd", N: read, Value: float64(read) / seconds}), nil
}

// processorTime returns the time that the processors have worked for this program. On a busy machine the clock on the wall measures the others.
func processorTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// rewordings write the same ruling in another notation. Whoever only knows the notation of the set fails them.
var rewordings = []struct {
	name   string
	change func(string) string
}{
	{"EUR 1.250,00", amountsAs(func(whole, cents string) string { return "EUR " + whole + "," + cents })},
	{"1250 euro", amountsAs(func(whole, cents string) string {
		if whole = strings.ReplaceAll(whole, ".", ""); cents == "00" {
			return whole + " euro"
		}
		return whole + "," + cents + " euro"
	})},
	{"€1.250,=", amountsAs(func(whole, cents string) string {
		if cents == "00" {
			return "€" + whole + ",="
		}
		return "€" + whole + "," + cents
	})},
	{"dagen en data in cijfers", func(s string) string {
		return fullDate.ReplaceAllStringFunc(s, func(d string) string {
			m := fullDate.FindStringSubmatch(d)
			for i, name := range strings.Fields("januari februari maart april mei juni juli augustus september oktober november december") {
				if name == m[2] {
					return fmt.Sprintf("%02s-%02d-%s", m[1], i+1, m[3])
				}
			}
			return d
		})
	}},
}

var euroAmount = regexp.MustCompile(`(?:€|EUR) ?(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d{2})\b|,--|,-|,=)?`)

// amountsAs returns a function that writes every amount in euros of a text as write does.
func amountsAs(write func(whole, cents string) string) func(string) string {
	return func(s string) string {
		return euroAmount.ReplaceAllStringFunc(s, func(a string) string {
			m := euroAmount.FindStringSubmatch(a)
			whole, cents := m[1], m[2]
			if cents == "" {
				cents = "00"
			}
			if n, err := strconv.ParseInt(strings.ReplaceAll(whole, ".", ""), 10, 64); err == nil && n >= 1000 {
				whole = grouped(n)
			}
			return write(whole, cents)
		})
	}
}

// grouped writes a whole number with a point before every three digits.
func grouped(n int64) string {
	s := strconv.FormatInt(n, 10)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "." + s[i:]
	}
	return s
}
