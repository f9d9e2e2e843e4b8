package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// metric is one figure with what it was measured on. A share has its 95% Wilson interval; other figures have none.
type metric struct {
	Suite string   `json:"suite"`
	Set   string   `json:"set"`
	Class string   `json:"class"`
	Name  string   `json:"name"`
	Hits  int      `json:"hits,omitempty"`
	N     int      `json:"n"`
	Value float64  `json:"value"`
	Low   *float64 `json:"low,omitempty"`
	High  *float64 `json:"high,omitempty"`
}

// share returns the metric of hits among n.
func share(suite, set, class, name string, hits, n int) metric {
	low, high := wilson(hits, n)
	m := metric{Suite: suite, Set: set, Class: class, Name: name, Hits: hits, N: n, Low: &low, High: &high}
	if n > 0 {
		m.Value = float64(hits) / float64(n)
	}
	return m
}

// wilson returns the 95% interval of hits among n (Wilson, Probable inference, 1927).
func wilson(hits, n int) (low, high float64) {
	if n == 0 {
		return 0, 1
	}
	const z = 1.96
	p, m := float64(hits)/float64(n), float64(n)
	d := 1 + z*z/m
	c := p + z*z/(2*m)
	h := z * math.Sqrt(p*(1-p)/m+z*z/(4*m*m))
	return (c - h) / d, (c + h) / d
}

// suite measures one thing over sets in the repository at root.
type suite struct {
	name  string
	title string
	about string
	run   func(ctx context.Context, e *evaluation) ([]metric, error)
}

func suites() []suite {
	return []suite{
		{"retrieval", "Vinden", "Staat de juiste pagina bij de eerste treffers? Per soort vraag. `bm25+stam` is de vergelijking: gewone BM25 met stammen, op dezelfde passages.", evalRetrieval},
		{"extract", "Tekst uit een pagina halen", "Hoeveel van wat uit een pagina is gehaald is haar tekst, en hoeveel van haar tekst is eruit gehaald, in woorden. Menu's, balken en wat verborgen staat horen er niet bij.", evalExtract},
		{"answers", "Antwoorden", "Antwoorden zonder taalmodel op de vragen van de demosite, en wat er gebeurt met vragen waarop de site geen antwoord heeft.", evalAnswers},
		{"route", "Begrijpen wat iemand wil", "Wil iemand een antwoord, een mens, of iets dat hier niet kan? Bij een antwoord is elke andere uitkomst een gemiste vraag.", evalRoute},
		{"identity", "Wie spreekt er", "Wie vraagt of er een mens of een computer praat, hoort altijd dat het een computer is. Wie iets anders vraagt met dezelfde woorden, krijgt gewoon antwoord.", evalIdentity},
		{"golden", "Hele gesprekken", "Gesprekken over de demosite, van de eerste vraag tot het laatste antwoord, zonder taalmodel: gebeurt wat er moet gebeuren, staat erin wat erin moet staan, en niets wat er niet in mag? Bij `info-gen` staat het antwoord niet vast op de site.", evalGolden},
		{"followups", "Vervolgvragen", "Gesprekken over de demosite waarvan alleen het laatste bericht wordt beoordeeld: begrijpt de assistent het met wat ervoor is gezegd? Drie schrijvers maakten los van elkaar elk 220 gesprekken. Op de eerste is afgesteld, en de drempel is gekozen met de eerste twee in beeld; de derde is gemeten voordat iemand ernaar keek, en daarna op wat er misging nagelezen. Hoe zwaar telt wat is geleerd van gesprekken, en van stukken die antwoord geven, is gekozen met alle drie in beeld. De eerste berichten zijn ook apart geteld: wie vertelt wat er gebeurde, mag daarvoor niet worden geweigerd, en leest eerst de pagina daarover. Ook geteld: wie nu niet in gevaar is, krijgt geen kaart voor acuut gevaar. En waar geen kaart past, komt er geen. Het juiste stuk is wat op de pagina onder de juiste kop staat.", evalFollowUps},
		{"languages", "Vragen in andere talen", "Vragen in andere woorden dan de assistent kent: staat het juiste onderwerp bij de eerste vijf, en bovenaan? En krijgt wie geen taal koos het antwoord en de kaart bij gevaar in de taal waarin hij schreef? Zonder taalmodel, niet nagekeken door moedertaalsprekers.", evalLanguages},
		{"calls", "Conceptverslagen", "Gesprekken met wat een goed verslag ervan vindt: bedragen, data, wensen, afspraken, signalen van gevaar, feiten. Zonder taalmodel.", evalCalls},
		{"gate", "Toets per zin", "Zinnen waarin één ding fout is gemaakt moeten tegengehouden worden; letterlijke en licht herschreven zinnen moeten doorgaan.", evalGate},
		{"moments", "Momenten", "Zinnen waarin iemand zegt wanneer een afspraak kan. Elke gelezen tijd wordt met dag en datum teruggelezen voordat er iets wordt geboekt.", evalMoments},
		{"rulings", "Uitspraken", "Is per slachtoffer goed gelezen wat is gevorderd en toegewezen, met het letterlijke citaat? Verzonnen, synthetische en echte uitspraken apart; daarna dezelfde uitspraken in een andere notatie.", evalRulings},
		{"injection", "Opdrachten aan de machine", "Berichten die de assistent iets anders willen laten doen, en pagina's waarin een opdracht aan een taalmodel staat. Gewone vragen met dezelfde woorden moeten gewoon beantwoord worden.", evalInjection},
		{"tone", "Toon", "Zinnen die iemand pijn doen of iets beloven wat niemand kan beloven moeten tegengehouden worden; goede zinnen met dezelfde woorden moeten doorgaan.", evalTone},
		{"danger", "Gevaar", "Berichten waarin iemand in gevaar is, en gewone vragen die daarop lijken. Acuut moet als acuut gezien worden, zorg als zorg of acuut; gewone vragen moeten met rust gelaten worden.", evalDanger},
		{"reading", "Leesbaarheid van onze eigen woorden", "Elke beurt die de berichten van de sets opleveren: lezen de zinnen die wij zelf schreven makkelijk? Wat een pagina letterlijk zegt, telt hier niet mee.", evalReading},
		{"redact", "Weglaten wat naar een persoon leidt", "Namen, nummers en adressen in wat mensen typen: wat gevonden moet worden, en wat erop lijkt en moet blijven staan. Een stuk telt als gevonden als negen tiende ervan is weggelaten.", evalRedact},
	}
}

// evaluation is what the suites share.
type evaluation struct {
	root    string
	streams streams

	config  config
	library *library // nil until a suite opens it
}

// open opens the library with the demo's pages in it, for the suites that search. The others judge words alone and start at once.
func (e *evaluation) open(ctx context.Context) error {
	if e.library != nil {
		return nil
	}
	var err error
	if e.config, e.library, err = openForCommand(ctx, e.streams); err != nil {
		return err
	}
	return e.config.ensureDemo(ctx, e.library, e.streams)
}

func (e *evaluation) close(ctx context.Context) {
	if e.library != nil {
		e.library.close(ctx)
	}
}

// suiteNames lists what can be measured, for a person.
func suiteNames() string {
	var names []string
	for _, x := range suites() {
		names = append(names, x.name)
	}
	return strings.Join(names, ", ")
}

// eval measures the suites named, or all, and writes a JSON line per figure; with --write also the accuracy page.
func eval(ctx context.Context, args []string, s streams) error {
	f := flags("eval", s)
	root := f.String("root", ".", "de map van het project, met de sets erin")
	write := f.String("write", "", "schrijf de nauwkeurigheidspagina naar dit bestand")
	names, err := mixed(f, args, s)
	if err != nil {
		return err
	}
	if *write != "" {
		folder, err := os.Stat(filepath.Dir(*write))
		if is, _ := os.Stat(*write); err != nil || !folder.IsDir() || is != nil && is.IsDir() || !writable(*write) {
			return mistake(s, "in %s kan de nauwkeurigheidspagina niet komen; kies een map die er is en waarin geschreven mag worden", *write)
		}
	}
	chosen := suites()
	if len(names) > 0 {
		chosen = nil
		for _, n := range names {
			found := false
			for _, x := range suites() {
				if x.name == n {
					chosen, found = append(chosen, x), true
				}
			}
			if !found {
				return mistake(s, "onbekende meting %q; er zijn: %s", n, suiteNames())
			}
		}
	}
	if _, err := os.Stat(filepath.Join(*root, "demo/testdata")); err != nil {
		return advise(err, "in %s staan geen sets om mee te meten; wijs met -root de map van het project aan", *root)
	}
	e := &evaluation{root: *root, streams: s}
	defer e.close(ctx)
	out := lineWriter(s.out)
	var page strings.Builder
	var figures []metric
	for _, x := range chosen {
		metrics, err := x.run(ctx, e)
		if err != nil {
			return fmt.Errorf("measuring %s: %w", x.name, err)
		}
		for _, m := range metrics {
			if err := out.Encode(m); err != nil {
				return err
			}
		}
		figures = append(figures, metrics...)
		section(&page, x, metrics)
	}
	if *write == "" {
		return nil
	}
	var head strings.Builder
	head.WriteString("# Nauwkeurigheid\n\n")
	summarise(&head, figures)
	fmt.Fprintf(&head, "Geschreven door `wegwijzer eval --write docs/accuracy.md` op %s. Elk aandeel met het aantal (n) en het 95%%-interval van Wilson.\n",
		time.Now().Format(time.DateOnly))
	notes, err := os.ReadFile(*root + "/docs/accuracy-notes.md")
	if err != nil && !os.IsNotExist(err) {
		return err
	}
	return os.WriteFile(*write, []byte(head.String()+page.String()+"\n"+string(notes)), 0o644) //nolint:gosec // a page for everyone
}

// section writes the figures of a suite: a table per set, a row per class, a column per figure.
func section(w io.Writer, x suite, metrics []metric) {
	fmt.Fprintf(w, "\n## %s\n\n%s\n", x.title, x.about)
	var sets []string
	seen := map[string]bool{}
	for _, m := range metrics {
		if !seen[m.Set] {
			seen[m.Set] = true
			sets = append(sets, m.Set)
		}
	}
	for _, set := range sets {
		var classes, names []string
		cells := map[string]string{}
		n := map[string]int{}
		for _, m := range metrics {
			if m.Set == set {
				n[m.Class] = max(n[m.Class], m.N, 1)
			}
		}
		for _, m := range metrics {
			if m.Set != set {
				continue
			}
			if !has(classes, m.Class) {
				classes = append(classes, m.Class)
			}
			if !has(names, m.Name) {
				names = append(names, m.Name)
			}
			cell := fmt.Sprintf("%.3f", m.Value)
			if m.Low != nil {
				cell = fmt.Sprintf("%.2f [%.2f-%.2f]", m.Value, *m.Low, *m.High)
				if m.N > 0 && m.N != n[m.Class] { // the row names the most of its figures
					cell += fmt.Sprintf(" (n %d)", m.N)
				}
			}
			cells[m.Class+"\x00"+m.Name] = cell
		}
		fmt.Fprintf(w, "\n### %s\n\n| soort | n | %s |\n|---|---|%s\n", set, strings.Join(names, " | "), strings.Repeat("---|", len(names)))
		for _, c := range classes {
			fmt.Fprintf(w, "| %s | %d |", c, n[c])
			for _, name := range names {
				fmt.Fprintf(w, " %s |", cells[c+"\x00"+name])
			}
			fmt.Fprintln(w)
		}
	}
}

func has(list []string, x string) bool {
	for _, y := range list {
		if y == x {
			return true
		}
	}
	return false
}

// readSet reads a file with a JSON object a line.
func readSet[T any](name string) ([]T, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close() //nolint:errcheck // read only
	var all []T
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, maxLine)
	for n := 1; lines.Scan(); n++ {
		if strings.TrimSpace(lines.Text()) == "" {
			continue
		}
		var x T
		if err := json.Unmarshal(lines.Bytes(), &x); err != nil {
			return nil, fmt.Errorf("reading line %d of %s: %w", n, name, err)
		}
		all = append(all, x)
	}
	return all, lines.Err()
}
