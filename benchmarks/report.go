package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"os"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"
)

// figure is one thing that was measured.
type figure struct {
	Passages int     `json:"passages"`
	Who      string  `json:"who"`
	Name     string  `json:"name"`
	Unit     string  `json:"unit,omitempty"`
	Value    float64 `json:"value"`
	N        int     `json:"n"`
}

type report struct {
	began     time.Time
	took      time.Duration
	machine   string
	server    string
	questions int
	busy      []string
	figures   []figure
	bank      *bankFigures // nil: not measured
	staff     *staffFigures
	start     *startFigures
}

const (
	us        = "wegwijzer"
	langchain = "langchaingo pgvector"
	pgDutch   = "Postgres 'dutch'"
	bleveNL   = "bleve nl"
)

// of returns a figure, and false when it was not measured.
func (r *report) of(passages int, who, name string) (figure, bool) {
	for _, f := range r.figures {
		if f.Passages == passages && f.Who == who && f.Name == name {
			return f, true
		}
	}
	return figure{Value: math.NaN()}, false
}

// sizes returns the numbers of passages that were measured, smallest first.
func (r *report) sizes() []int {
	var sizes []int
	for _, f := range r.figures {
		sizes = append(sizes, f.Passages)
	}
	slices.Sort(sizes)
	return slices.Compact(sizes)
}

// target is a promise with the figure that keeps it or not.
type target struct {
	what, name string
	most       bool // the bound is an upper one
	bound      float64
	unit       string
}

var targets = []target{
	{"100.000 passages opslaan, met vectoren", "ingest: total", true, 180, "s"},
	{"zoeken op woorden en onderwerpen, p99, 1 tegelijk", "lexical, 1 clients p99", true, 10, "ms"},
	{"zoeken op woorden en onderwerpen, p99, 4 tegelijk", "lexical, 4 clients p99", true, 10, "ms"},
	{"hetzelfde tijdens herindexeren, p99, 1 tegelijk", "lexical, 1 clients, while indexing p99", true, 10, "ms"},
	{"hetzelfde tijdens herindexeren, p99, 4 tegelijk", "lexical, 4 clients, while indexing p99", true, 10, "ms"},
	{"zoeken met vectoren erbij, p99, 1 tegelijk", "hybrid, 1 clients p99", true, 20, "ms"},
	{"zoeken met vectoren erbij, p99, 4 tegelijk", "hybrid, 4 clients p99", true, 20, "ms"},
	{"hetzelfde tijdens herindexeren, p99, 1 tegelijk", "hybrid, 1 clients, while indexing p99", true, 20, "ms"},
	{"hetzelfde tijdens herindexeren, p99, 4 tegelijk", "hybrid, 4 clients, while indexing p99", true, 20, "ms"},
	{"de werkelijk dichtstbijzijnde tien, vragen, recall@10", "vectors: recall@10 of questions", false, 0.98, ""},
	{"de werkelijk dichtstbijzijnde tien, passages, recall@10", "vectors: recall@10 of passages", false, 0.98, ""},
	{"hetzelfde met HNSW (alleen voor verzamelingen die te groot zijn voor het geheugen), vragen", "HNSW: recall@10 of questions", false, 0.98, ""},
}

// page returns docs/performance.md.
func (r *report) page() string {
	var w strings.Builder
	sizes := r.sizes()
	fmt.Fprintf(&w, "# Prestaties\n\nGeschreven door `make bench` op %s; de meting duurde %s. Alles is gemeten in één run, op dezelfde teksten, met dezelfde %d vragen, "+
		"dezelfde vectoren en dezelfde databaseserver, ook de vergelijkingen.\n\n", r.began.Format("2006-01-02 15:04 MST"), r.took.Round(time.Second), r.questions)
	fmt.Fprintf(&w, "- Machine: %s. Belasting (gemiddelde over een minuut) vóór de meting en na elke grootte: %s.\n- Database: %s; de eigen server van `make run`, met dezelfde instellingen.\n",
		r.machine, strings.Join(r.busy, ", "), r.server)
	fmt.Fprintf(&w, "- Teksten: door een vast zaad gemaakte Nederlandse passages van ongeveer 100 woorden, uit zinnen van de demosite en de onderwerpenbank waarin woorden zijn vervangen "+
		"door andere woorden, samenstellingen, verzonnen namen en getallen; 1 tot 4 passages per pagina. Vragen: de eerste %d van `demo/testdata/retrieval.jsonl`.\n", r.questions)
	fmt.Fprint(&w, "- *Zoeken* is de hele zoekopdracht die het product doet: de vraag ontleden, corrigeren, onderwerpen bepalen, rangschikken, teksten van 30 passages uit de database lezen, "+
		"herschikken en de zekerheid bepalen. De vergelijkingen zoeken 10 passages met hun tekst.\n- *Tijdens herindexeren*: in hetzelfde proces worden alle pagina's opnieuw aangeboden "+
		"(1 op de 50 veranderd), vectoren gemaakt en een nieuwe generatie gepubliceerd.\n"+
		"- *Processor* is de processortijd van het proces en van zijn verbindingen met de databaseserver samen. Die hangt nauwelijks af van ander werk op de machine; tijden doen dat wel, "+
		"en bij een belasting boven het aantal kernen zeggen zij vooral iets over dat andere werk.\n")
	if r.crowded() {
		fmt.Fprint(&w, crowdedNote)
	}
	if n := sizes[len(sizes)-1]; n >= goalSize {
		r.goals(&w, n)
	} else {
		fmt.Fprintf(&w, "\n## Doelen\n\nDe doelen gelden bij %s passages; deze run mat er hoogstens %s.\n", thousands(goalSize), thousands(n))
	}
	r.searching(&w, sizes)
	r.ratios(&w, sizes)
	r.storing(&w, sizes)
	fmt.Fprint(&w, repeating)
	w.WriteString(r.startPage() + r.staffPage() + r.bankPage())
	return w.String()
}

// goalSize is the number of passages for which the targets were set.
const goalSize = 100_000

const crowdedNote = "- **De machine deed tijdens deze meting veel ander werk.** De tijden zijn daardoor bovengrenzen en geen oordeel over de doelen; de processortijd en de verhoudingen " +
	"zijn wel te gebruiken. Herhaal de meting op een machine die verder niets doet.\n"

// crowded tells whether the machine had more to do than it has processors for: a run of this program alone keeps about as many busy.
func (r *report) crowded() bool {
	for _, text := range r.busy {
		if x, err := strconv.ParseFloat(text, 64); err == nil && x > 2.5*float64(runtime.NumCPU()) {
			return true
		}
	}
	return false
}

const largeHeading = "\n## Een miljoen passages\n"

// largePage is the part of the page about more passages than the targets were set for, without the peers.
func (r *report) largePage() string {
	var w strings.Builder
	sizes := r.sizes()
	r.searching(&w, sizes)
	r.storing(&w, sizes)
	crowded := ""
	if r.crowded() {
		crowded = "\n" + crowdedNote
	}
	return largeHeading + fmt.Sprintf("\nZonder de vergelijkingen, gemeten op %s in %s; verder als boven. %s; %s. Belasting vóór en na de meting: %s.\n",
		r.began.Format("2006-01-02 15:04 MST"), r.took.Round(time.Second), r.machine, r.server, strings.Join(r.busy, ", ")) +
		crowded + strings.ReplaceAll(w.String(), "\n## ", "\n### ")
}

func (r *report) goals(w io.Writer, n int) {
	fmt.Fprintf(w, "\n## Doelen, bij %s passages\n\n| doel | grens | gemeten | n | gehaald |\n|---|---|---|---|---|\n", thousands(n))
	for _, t := range targets {
		f, ok := r.of(n, us, t.name)
		if !ok {
			continue
		}
		sign, kept := "≥", f.Value >= t.bound
		if t.most {
			sign, kept = "≤", f.Value <= t.bound
		}
		row(w, t.what, strings.TrimSpace(sign+" "+number(t.bound)+" "+t.unit), strings.TrimSpace(number(f.Value)+" "+t.unit), strconv.Itoa(f.N), yes(kept))
	}
	ours, _ := r.of(n, us, "vector alone, 1 clients p50")
	if theirs, ok := r.of(n, langchain, "vector alone, 1 clients p50"); ok {
		row(w, "vectorvraag tegenover langchaingo, p50", "≥ 100 keer sneller", number(theirs.Value/ours.Value)+" keer", strconv.Itoa(theirs.N), yes(theirs.Value/ours.Value >= 100))
	}
}

// series are the measurements of searches, in the order of the page.
var series = []struct{ who, name, label string }{
	{us, "lexical, 1 clients", "wegwijzer, woorden en onderwerpen, 1 tegelijk"},
	{us, "lexical, 4 clients", "wegwijzer, woorden en onderwerpen, 4 tegelijk"},
	{us, "lexical, 1 clients, while indexing", "wegwijzer, idem, 1 tegelijk, tijdens herindexeren"},
	{us, "lexical, 4 clients, while indexing", "wegwijzer, idem, 4 tegelijk, tijdens herindexeren"},
	{us, "hybrid, 1 clients", "wegwijzer, met vectoren, 1 tegelijk"},
	{us, "hybrid, 4 clients", "wegwijzer, met vectoren, 4 tegelijk"},
	{us, "hybrid, 1 clients, while indexing", "wegwijzer, idem, 1 tegelijk, tijdens herindexeren"},
	{us, "hybrid, 4 clients, while indexing", "wegwijzer, idem, 4 tegelijk, tijdens herindexeren"},
	{us, "vector alone, 1 clients", "wegwijzer, alleen vectoren, 1 tegelijk"},
	{us, "vector alone, 4 clients", "wegwijzer, alleen vectoren, 4 tegelijk"},
	{langchain, "vector alone, 1 clients", "langchaingo pgvector, alleen vectoren, 1 tegelijk"},
	{bleveNL, "lexical, 1 clients", "bleve \"nl\", woorden, 1 tegelijk"},
	{bleveNL, "lexical, 4 clients", "bleve \"nl\", woorden, 4 tegelijk"},
	{pgDutch, "lexical, 1 clients", "Postgres 'dutch', woorden, 1 tegelijk"},
	{pgDutch, "lexical, 4 clients", "Postgres 'dutch', woorden, 4 tegelijk"},
}

func (r *report) searching(w io.Writer, sizes []int) {
	for _, n := range sizes {
		fmt.Fprintf(w, "\n## Zoeken in %s passages (milliseconden)\n\n| | p50 | p95 | p99 | langst | processor per vraag | n |\n|---|---|---|---|---|---|---|\n", thousands(n))
		for _, s := range series {
			p50, ok := r.of(n, s.who, s.name+" p50")
			if !ok {
				continue
			}
			cells := []string{s.label, number(p50.Value)}
			for _, p := range []string{" p95", " p99", " max", " processor"} {
				f, _ := r.of(n, s.who, s.name+p)
				cells = append(cells, number(f.Value))
			}
			row(w, append(cells, strconv.Itoa(p50.N))...)
		}
	}
}

func (r *report) ratios(w io.Writer, sizes []int) {
	fmt.Fprint(w, "\n## Verhoudingen in dezelfde run\n\nTijd van de ander gedeeld door die van wegwijzer: boven 1 is wegwijzer sneller. Wegwijzer doet per zoekopdracht meer "+
		"(onderwerpen, samenstellingen, spelling, herschikken, zekerheid); wat dat oplevert staat in accuracy.md.\n\n| passages | vergelijking | p50 | p95 | p99 |\n|---|---|---|---|---|\n")
	for _, n := range sizes {
		for _, c := range []struct{ label, theirs, their, ours string }{
			{"langchaingo tegenover alleen vectoren, 1 tegelijk", langchain, "vector alone, 1 clients", "vector alone, 1 clients"},
			{"Postgres 'dutch' tegenover woorden en onderwerpen, 1 tegelijk", pgDutch, "lexical, 1 clients", "lexical, 1 clients"},
			{"Postgres 'dutch' tegenover woorden en onderwerpen, 4 tegelijk", pgDutch, "lexical, 4 clients", "lexical, 4 clients"},
			{"bleve \"nl\" tegenover woorden en onderwerpen, 1 tegelijk", bleveNL, "lexical, 1 clients", "lexical, 1 clients"},
			{"bleve \"nl\" tegenover woorden en onderwerpen, 4 tegelijk", bleveNL, "lexical, 4 clients", "lexical, 4 clients"},
		} {
			cells := []string{thousands(n), c.label}
			for _, p := range []string{" p50", " p95", " p99"} {
				theirs, ok := r.of(n, c.theirs, c.their+p)
				ours, ours2 := r.of(n, us, c.ours+p)
				if !ok || !ours2 {
					cells = nil
					break
				}
				cells = append(cells, number(theirs.Value/ours.Value))
			}
			if cells != nil {
				row(w, cells...)
			}
		}
	}
}

func (r *report) storing(w io.Writer, sizes []int) {
	table := func(title, about string, rows []struct{ who, name, label string }) {
		fmt.Fprintf(w, "\n## %s\n\n%s\n\n| |", title, about)
		for _, n := range sizes {
			fmt.Fprintf(w, " %s |", thousands(n))
		}
		fmt.Fprintf(w, "\n|---|%s\n", strings.Repeat("---|", len(sizes)))
		for _, x := range rows {
			cells := []string{x.label}
			any := false
			for _, n := range sizes {
				f, ok := r.of(n, x.who, x.name)
				any = any || ok
				if ok {
					cells = append(cells, strings.TrimSpace(number(f.Value)+" "+f.Unit))
				} else {
					cells = append(cells, "niet gemeten")
				}
			}
			if any {
				row(w, cells...)
			}
		}
	}
	table("Opslaan", "Passages per kolom. Zoals `wegwijzer index` het doet: 64 pagina's per transactie, waarvan na elke niets meer verloren gaat. De tijd om de teksten te maken telt nergens mee.",
		[]struct{ who, name, label string }{
			{us, "ingest: analyse and store", "wegwijzer: ontleden, onderwerpen, opslaan"},
			{us, "ingest: vectors", "wegwijzer: vectoren"},
			{us, "ingest: publish", "wegwijzer: publiceren"},
			{us, "ingest: total", "wegwijzer: samen"},
			{us, "ingest: total processor", "wegwijzer: samen, processortijd (met het maken van de teksten)"},
			{langchain, "ingest: total", "langchaingo pgvector (alleen vectoren; HNSW alleen bij de kleine maat, zie onder)"},
			{bleveNL, "ingest: total", "bleve \"nl\" (alleen tekst)"},
			{pgDutch, "ingest: total", "Postgres 'dutch' (alleen tekst)"},
		})
	table("Geheugen, schijf en eerste zoekopdracht", "Een verzameling wordt bij de eerste zoekopdracht in het geheugen gelezen; een nieuwe generatie wordt naast de oude gelezen terwijl het zoeken doorgaat.",
		[]struct{ who, name, label string }{
			{us, "opening the store", "openen van de winkel (onderwerpen leren)"},
			{us, "cold first search", "eerste zoekopdracht (inlezen)"},
			{us, "memory: heap of a loaded collection", "geheugen van de ingelezen verzameling"},
			{us, "memory: resident, settled", "hele proces (RSS), in rust na inlezen"},
			{us, "memory: resident at most while loading", "hele proces (RSS), hoogste tijdens inlezen"},
			{us, "disk: texts and terms", "schijf: teksten, termen, indexen"},
			{us, "disk: vectors", "schijf: vectoren"},
			{langchain, "disk", "langchaingo pgvector: schijf"},
			{bleveNL, "disk", "bleve \"nl\": schijf"},
			{pgDutch, "disk", "Postgres 'dutch': schijf"},
		})
	about := "Recall: welk deel van de werkelijk dichtstbijzijnde tien passages gevonden wordt, vergeleken met het langslopen van alle vectoren. De vectoren van een verzameling staan in het " +
		"geheugen zodra iemand ermee zoekt: van elke vector een schets van 768 bits, en de vector zelf in getallen van 16 bits. Een vraag wordt met alle schetsen vergeleken, met de " +
		"beste 2% (minstens 1.000) nauwkeuriger, en met de beste 0,5% (minstens 500) precies. Alleen een verzameling waarvan de vectoren samen meer dan 1 GiB kosten (1,7 miljoen passages met de ingebouwde embedder, een half miljoen met een model van " +
		"1.024 getallen) krijgt een HNSW-index in Postgres; die is hier op dezelfde vectoren gemeten, met 1.000 kandidaten, het meeste dat pgvector toestaat. De vectoren van de ingebouwde " +
		"embedder (256 getallen) liggen dicht bij elkaar en zijn de moeilijkste. *Geclusterd* zijn vectoren uit een vast zaad die liggen zoals die van een neuraal model."
	type line = struct{ who, name, label string }
	var rows []line
	for _, leg := range []struct{ name, label string }{
		{"vectors", "ingebouwde embedder"}, {"vectors of 384", "geclusterd, 384 getallen"}, {"vectors of 1024", "geclusterd, 1.024 getallen"}, {"HNSW", "ingebouwde embedder met HNSW"},
	} {
		rows = append(rows,
			line{us, leg.name + ": recall@10 of questions", leg.label + ": recall@10 van vragen"},
			line{us, leg.name + ": recall@10 of passages", leg.label + ": recall@10 van passages"},
			line{us, leg.name + ": of questions p50", leg.label + ": vraag, p50"},
			line{us, leg.name + ": of questions p99", leg.label + ": vraag, p99"},
			line{us, leg.name + ": first search", leg.label + ": eerste vraag (inlezen)"},
			line{us, leg.name + ": memory", leg.label + ": geheugen"},
		)
	}
	rows = append(rows, line{us, "HNSW: made", "HNSW: bouwen"}, line{us, "HNSW: disk", "HNSW: schijf"})
	table("Vectoren", about, rows)
}

const repeating = `
## Zo herhaal je het

` + "```" + `
make bench
cd benchmarks && go run . -write ../docs/performance.md -sizes 10k,100k   # hetzelfde
cd benchmarks && go run . -only-start -write ../docs/performance.md       # alleen starten en antwoorden
cd benchmarks && go run . -quick                                          # een minuut, kleine aantallen
cd benchmarks && go run . -only-large -write ../docs/performance.md       # een miljoen passages
` + "```" + `

Elke gemeten waarde komt ook als JSON-regel op de standaarduitvoer. ` + "`-cpuprofile NAAM`" + ` schrijft profielen van het zoeken.

## Wat hier niet staat

- Een miljoen passages staan in een eigen deel, zonder de vergelijkingen, die daar uren zouden duren.
- Hoe lang de tests duren, en hoe vaak het programma is afgebroken terwijl mensen boekten: zie *How the other figures were measured* in ` + "`docs/operations.md`" + `.
- Een neuraal model: de vectoren zijn die van de ingebouwde embedder, en onder *Vectoren* ook nagebootste. De tijd van een model of embedding-server komt bij elke zoekopdracht met vectoren.
- bleve v2.6.3 bouwt hier niet; gemeten is v2.5.7. langchaingo is v0.1.14. Postgres 'dutch' zoekt met OF tussen de woorden en ` + "`ts_rank`" + `.
- langchaingo krijgt zijn HNSW-index alleen tot 20.000 passages: zijn zoekvraag gebruikt die niet (hij leest een kopie van de hele tabel), zoals de tijd bij de kleine maat laat zien.
- p99 en langste tijd zijn bovengrenzen: op dezelfde kernen draaien de metende klanten, het zoeken en de databaseserver.
`

func row(w io.Writer, cells ...string) { fmt.Fprintf(w, "| %s |\n", strings.Join(cells, " | ")) }

func yes(b bool) string {
	if b {
		return "ja"
	}
	return "**nee**"
}

// number writes a figure with three digits that tell, the Dutch way.
func number(x float64) string {
	switch {
	case math.IsNaN(x):
		return "–"
	case x >= 1000:
		return thousands(int(math.Round(x)))
	case x >= 100 || x == math.Trunc(x):
		return strconv.FormatFloat(x, 'f', 0, 64)
	case x >= 10:
		return strings.Replace(strconv.FormatFloat(x, 'f', 1, 64), ".", ",", 1)
	case x >= 1:
		return strings.Replace(strconv.FormatFloat(x, 'f', 2, 64), ".", ",", 1)
	}
	return strings.Replace(strconv.FormatFloat(x, 'f', 3, 64), ".", ",", 1)
}

func thousands(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "." + s[i:]
	}
	return s
}

// writePage writes a page of which everything was measured but what takes hours: that part of the page that was there before stays, at the end.
func writePage(name, page string) error {
	if name == "" {
		return nil
	}
	old, err := os.ReadFile(name) //nolint:gosec // the operator names it
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if _, large, ok := strings.Cut(string(old), largeHeading); ok {
		large, _, _ = strings.Cut(large, "\n## ")
		page += largeHeading + large
	}
	return os.WriteFile(name, []byte(page), 0o644) //nolint:gosec // a page for everyone
}

// replacePart puts a part that was measured anew in a page that was written before: in its place, or at the end. A part begins with a heading of the
// second level.
func replacePart(name, heading, part string) error {
	if name == "" {
		return nil
	}
	page, err := os.ReadFile(name) //nolint:gosec // the operator names it
	if err != nil {
		return err
	}
	before, rest, _ := strings.Cut(string(page), heading)
	if i := strings.Index(rest, "\n## "); i >= 0 {
		part += rest[i:]
	}
	return os.WriteFile(name, []byte(before+part), 0o644) //nolint:gosec // a page for everyone
}
