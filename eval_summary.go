package main

import (
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
)

// gist is a sentence of the summary on top of the accuracy page, for who does not read tables. Its figures are filled in from what was measured.
type gist struct {
	suite, set, class, name string // the figure; the set by a part of its name
	sentence                string // with {keer}, of each hundred, and {n}
	weak                    string // what goes wrong, when this goes wrong most
}

// gists are what a visitor wants to know first: is it right, is it honest, does it see danger, does it leave other people alone.
var gists = []gist{
	{
		"answers", "demosite", "te beantwoorden", "juist feit in het antwoord",
		"Staat het antwoord op de website? Dan stond het juiste feit in {keer} van de 100 keer in het antwoord (n = {n} vragen).",
		"vragen die de website wel beantwoordt",
	},
	{
		"answers", "demosite", "niet te beantwoorden: zelfde onderwerp", "eerlijk geweigerd of teruggevraagd",
		"Staat het antwoord er niet? Dan zei Wegwijzer dat in {keer} van de 100 keer eerlijk, of het vroeg door (n = {n} vragen).",
		"vragen die de website net niet beantwoordt",
	},
	{
		"followups", "derde hand", "Nederlands", "juiste pagina eerst",
		"Vraag je door? Dan was de eerste bron in {keer} van de 100 keer goed (n = {n}).",
		"wie doorvraagt",
	},
	{
		"danger", "berichten van drieënveertig andere schrijvers", "alles", "acuut gezien (ook als zorg)",
		"Is er nu gevaar? Dan kwam er in {keer} van de 100 keer een kaart met wie je kunt bellen (n = {n} berichten).",
		"berichten over gevaar van nu",
	},
	{
		"danger", "berichten van drieënveertig andere schrijvers", "alles", "zorg gezien",
		"Is er zorg, maar geen haast? Dan kwam die kaart er in {keer} van de 100 keer (n = {n}).",
		"berichten over zorgen die nog geen spoed zijn",
	},
	{
		"danger", "berichten van drieënveertig andere schrijvers", "alles", "lastige gewone vraag met rust gelaten",
		"Lijkt een gewone vraag op gevaar? Dan bleef die kaart in {keer} van de 100 keer terecht weg (n = {n} vragen).",
		"gewone vragen die op gevaar lijken",
	},
	{
		"danger", "gesprekken van zes andere schrijvers", "alles", "acuut gezien (ook als zorg)",
		"Komt het gevaar pas later in een gesprek? Dan kwam de kaart er in {keer} van de 100 keer (n = {n}).",
		"gevaar dat pas later in een gesprek komt",
	},
	{
		"danger", "gesprekken van zes andere schrijvers", "alles", "lastige gewone vraag met rust gelaten",
		"Leek dat maar zo, en was er geen nood? Dan bleef de kaart weg in {keer} van de 100 keer (n = {n}).",
		"gesprekken die alleen op gevaar lijken",
	},
}

// What stands before and after the sentences.
const (
	gistLead = "Wij legden Wegwijzer vragen en berichten voor. Ze zijn voor deze proef geschreven. Ze zijn dus niet van echte slachtoffers. Dit kwam eruit:"
	gistWeak = "Het ging het vaakst mis bij %s. Dat was in %s van de 100 keer. Kijk dus altijd naar de bron. Bel bij gevaar zelf 112."
)

// summarise writes the summary of figures. A sentence whose figure was not measured is left out.
func summarise(w io.Writer, all []metric) {
	var lines []string
	weak, worst := "", 0.0
	for _, g := range gists {
		for _, m := range all {
			if m.Suite != g.suite || !strings.Contains(m.Set, g.set) || m.Class != g.class || m.Name != g.name || m.N == 0 {
				continue
			}
			lines = append(lines, "- "+strings.NewReplacer("{keer}", ofHundred(m.Value), "{n}", grouped(int64(m.N))).Replace(g.sentence))
			if 1-m.Value > worst {
				weak, worst = g.weak, 1-m.Value
			}
		}
	}
	if len(lines) == 0 {
		return
	}
	fmt.Fprintf(w, "%s\n\n%s\n\n", gistLead, strings.Join(lines, "\n"))
	if weak != "" {
		fmt.Fprintf(w, gistWeak+"\n\n", weak, ofHundred(worst))
	}
}

// ofHundred tells a share as people say it. What is not always so is not told as a hundred, and what happens is not told as none.
func ofHundred(share float64) string {
	times := int(math.Round(100 * share))
	if share < 1 {
		times = min(times, 99)
	}
	if share > 0 {
		times = max(times, 1)
	}
	return strconv.Itoa(times)
}
