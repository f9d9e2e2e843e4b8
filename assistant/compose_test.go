package assistant

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"wegwijzer/assistant/gate"
	"wegwijzer/internal/dutch"
	"wegwijzer/knowledge"
)

// found makes a result of passages, best first, searched by the words of the question.
func found(question string, passages ...knowledge.Passage) knowledge.Result {
	r := knowledge.Result{Confidence: 1}
	for i, p := range passages {
		if p.Kind == "" {
			p.Kind = knowledge.HelpPage
		}
		if p.URL == "" {
			p.URL = fmt.Sprintf("https://site.example/%d", i)
		}
		r.Hits = append(r.Hits, knowledge.Hit{Passage: p, Score: 2 - 0.1*float64(i)})
	}
	for _, t := range dutch.Terms(question) {
		r.Terms = append(r.Terms, knowledge.TermWeight{Term: t.Text, Weight: 2 * t.Weight, Word: t.Pos})
	}
	return r
}

func texts(sentences []Sentence) []string {
	var out []string
	for _, s := range sentences {
		out = append(out, s.Text)
	}
	return out
}

func composed(question string, passages ...knowledge.Passage) []string {
	return texts(compose(question, found(question, passages...)))
}

var joiningPage = knowledge.Passage{
	Title: "Schade vragen in de strafzaak",
	Text: `Schade vragen in de strafzaak heet voegen. Dat doe je met een formulier. Je vult het formulier in. Je stuurt het formulier binnen 14 dagen terug. Een advocaat is niet nodig. Je bewaart een kopie van het formulier. Het formulier is gratis.
# Wat doe je mee?
Bij het formulier doe je:
- bonnen van je kosten;
- een brief van je arts.
# Kosten
| Wat: Formulier | Kosten: Gratis
| Wat: Advocaat | Kosten: Soms gratis`,
}

func TestComposeShowsAtMostFourUnitsAllLiteral(t *testing.T) {
	t.Parallel()
	question := "wat moet ik met het formulier doen in de strafzaak"
	r := found(question, joiningPage, joiningPage)
	got := compose(question, r)
	if len(got) == 0 || len(got) > maxUnits {
		t.Fatalf("compose gave %d units, want 1 to %d", len(got), maxUnits)
	}
	for _, s := range got {
		if !strings.Contains(joiningPage.Text, s.Cites[0].Quote) {
			t.Errorf("the quote %q does not stand on the page", s.Cites[0].Quote)
		}
		if reasons := gate.Check(s.Text, s.Cites[0].Quote); reasons != nil {
			t.Errorf("gate.Check(%q) = %v, want nothing", s.Text, reasons)
		}
	}
}

// The section that answers best is read first, whatever stands above it on its page: who asks who may speak is not shown the articles of law first.
func TestTheSectionThatAnswersBestStandsFirst(t *testing.T) {
	t.Parallel()
	const url = "https://site.example/zitting"
	passage := func(ordinal int, heading, text string) knowledge.Passage {
		return knowledge.Passage{URL: url, Title: "De zitting", Heading: heading, Ordinal: ordinal, Text: text}
	}
	which := passage(1, "Bij welke zaken?", "Bij een ernstig misdrijf mag je op de zitting komen.")
	who := passage(2, "Wie mag er mee?", "Je zus of een vriend mag mee naar de zitting. Ook een begeleider van ons mag mee.")
	bring := passage(3, "Wat neem je mee?", "Neem je brief mee naar de zitting.")
	question := "mag mijn zus mee naar de zitting"
	if got := composed(question, which, who, bring); len(got) < 2 || !strings.Contains(got[0], "Je zus") {
		t.Errorf("composed(%q) = %q", question, got)
	}
	if got := composed("wat neem ik mee", which, who, bring); len(got) == 0 || !strings.Contains(got[0], "brief") {
		t.Errorf("what to bring: %q", got)
	}
}

// A sentence below a heading is shown below what answers that, and never below the question that the answer depends on alone.
func TestAConditionIsNotShownWithoutWhatFollowsFromIt(t *testing.T) {
	t.Parallel()
	got := composed("wanneer betaalt het fonds een voorschot", knowledge.Passage{
		Title: "Beroep", Heading: "En mijn geld?",
		Text: "Is alles toegewezen? Dan loopt het vanzelf mee.\nZolang het beroep loopt betaalt het fonds geen voorschot.",
	})
	all := strings.Join(got, "\n")
	if !strings.Contains(all, "geen voorschot") || strings.Contains(all, "Is alles toegewezen?") && !strings.Contains(all, "Is alles toegewezen? Dan loopt het vanzelf mee.") {
		t.Errorf("composed %q", got)
	}
}

func TestComposeKeepsTheOrderOfThePagesAndSplicesNothing(t *testing.T) {
	t.Parallel()
	one := knowledge.Passage{URL: "https://site.example/a", Text: "Het voorschot komt van het CJIB. Daarna int het CJIB bij de dader."}
	two := knowledge.Passage{URL: "https://site.example/b", Text: "Een voorschot vraag je niet aan. Het CJIB betaalt het voorschot na acht maanden."}
	question := "wanneer betaalt het CJIB het voorschot"
	last := ""
	for _, s := range compose(question, found(question, one, two)) {
		if len(s.Cites) != 1 {
			t.Fatalf("%q has %d sources, want 1", s.Text, len(s.Cites))
		}
		if s.Cites[0].URL < last {
			t.Errorf("%q of %s comes after a sentence of %s", s.Text, s.Cites[0].URL, last)
		}
		last = s.Cites[0].URL
		for _, p := range []knowledge.Passage{one, two} {
			if p.URL == s.Cites[0].URL && !strings.Contains(p.Text, s.Text) {
				t.Errorf("%q does not stand literally on %s", s.Text, p.URL)
			}
		}
	}
	if last == "" {
		t.Error("compose gave nothing")
	}
}

func TestListsStayWholeWithTheirOpeningLine(t *testing.T) {
	t.Parallel()
	want := "Bij het formulier doe je:\n- bonnen van je kosten;\n- een brief van je arts."
	if got := composed("wat doe ik bij het formulier, een brief van mijn arts of bonnen", joiningPage); !contains(got, want) {
		t.Errorf("compose = %q, want it to hold %q", got, want)
	}
}

func TestRowsOfATableReadAsLines(t *testing.T) {
	t.Parallel()
	got := composed("wat kost een advocaat", joiningPage)
	want := "- Formulier: Gratis\n- Advocaat: Soms gratis"
	if !contains(got, want) {
		t.Errorf("compose = %q, want it to hold %q", got, want)
	}
}

func TestNumberedStepsStayTogether(t *testing.T) {
	t.Parallel()
	var rows, want strings.Builder
	for i, step := range []string{"Bel je bank", "Bel de politie", "Maak een foto van alles wat kapot is", "Schrijf op wat er weg is", "Vraag buren wat zij zagen"} {
		long := strings.Repeat("en doe dat rustig ", 4) + "aan"
		fmt.Fprintf(&rows, "\n| Stap: %d | Wat: %s %s | Wanneer: Vandaag", i+1, step, long)
		fmt.Fprintf(&want, "\n- Stap %d. %s %s. Wanneer: Vandaag", i+1, step, long)
	}
	p := knowledge.Passage{Text: "Zo pak je het aan." + rows.String()}
	if got := composed("moet ik de politie bellen of eerst de bank", p); !contains(got, strings.TrimPrefix(want.String(), "\n")) {
		t.Errorf("compose = %q, want all steps: %q", got, want.String())
	}
}

func TestALeaningSentenceBringsTheOneBeforeIt(t *testing.T) {
	t.Parallel()
	p := knowledge.Passage{Text: "De rechter kan een maatregel opleggen. Daardoor int het CJIB het geld. Wij zijn er ook in het weekend."}
	got := composed("wie int het geld", p)
	if !contains(got, "De rechter kan een maatregel opleggen. Daardoor int het CJIB het geld.") {
		t.Errorf("compose = %q, want the sentence with the one it leans on", got)
	}
}

func TestAQuestionIsNeverShownAlone(t *testing.T) {
	t.Parallel()
	p := knowledge.Passage{Text: "Heb je een tolk nodig? Vraag er dan om bij de politie. Een tolk is gratis. Wil je een tolk bij de rechter?"}
	for _, s := range composed("heb ik een tolk nodig bij de rechter of politie", p) {
		if strings.HasSuffix(s, "?") {
			t.Errorf("compose shows the question %q by itself", s)
		}
	}
}

func TestFragmentsAreNotShown(t *testing.T) {
	t.Parallel()
	p := knowledge.Passage{Heading: "Therapie", Text: "Ja.\nLaatst gewijzigd: 08-10-2024\nTherapie\nVoor therapie verwijzen wij je naar de huisarts."}
	if d := cmp.Diff([]string{"Voor therapie verwijzen wij je naar de huisarts."}, composed("geven jullie therapie", p)); d != "" {
		t.Error(d)
	}
}

func TestRepetitionIsShownOnce(t *testing.T) {
	t.Parallel()
	one := knowledge.Passage{Text: "Smartengeld is geld voor pijn en verdriet."}
	two := knowledge.Passage{Text: "Smartengeld is geld voor pijn en verdriet. De rechter bepaalt het bedrag van het smartengeld."}
	got := composed("wat is smartengeld", one, two)
	n := 0
	for _, s := range got {
		if strings.Contains(s, "pijn en verdriet") {
			n++
		}
	}
	if n != 1 {
		t.Errorf("compose = %q, want the definition once", got)
	}
}

func TestWhatIsAskedForIsPreferred(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ question, text, want string }{
		{"wat is smartengeld", "Je vraagt smartengeld aan de rechter. Soms is smartengeld hoog. Mensen vragen smartengeld na letsel. Artsen kennen smartengeld. Smartengeld is geld voor verdriet.", "Smartengeld is geld voor verdriet."},
		{"hoeveel geld krijg ik van het fonds", "Het fonds geeft geld na geweld. Het fonds geeft geld bij letsel. Het fonds geeft geld aan mensen. Het fonds betaalt geld uit. Je krijgt 5.000 euro van het fonds.", "Je krijgt 5.000 euro van het fonds."},
		{"hoe lang duurt de cursus", "De cursus is online. De cursus gaat over slapen. De cursus is voor jou. De cursus helpt. De cursus duurt 45 minuten.", "De cursus duurt 45 minuten."},
		{"wat is het nummer van de politie", "De politie helpt je. De politie luistert naar je. De politie komt bij spoed. De politie doet onderzoek. Je bereikt de politie op 0900-8844.", "Je bereikt de politie op 0900-8844."},
	} {
		if got := composed(c.question, knowledge.Passage{Text: c.text}); !contains(got, c.want) {
			t.Errorf("compose(%q) = %q, want it to hold %q", c.question, got, c.want)
		}
	}
}

func TestSingularAndPluralMeet(t *testing.T) {
	t.Parallel()
	for a, b := range map[string]string{"bedrijf": "bedrijven", "huis": "huizen", "organisatie": "organisaties", "brief": "brieven"} {
		if x, y := bag(a), bag(b); overlap(x, y) == 0 {
			t.Errorf("bag(%s) = %v, bag(%s) = %v, want a word in common", a, x, b, y)
		}
	}
}

func TestNothingComesOfNothing(t *testing.T) {
	t.Parallel()
	if got := compose("wat is smartengeld", knowledge.Result{}); got != nil {
		t.Errorf("compose of no hits = %v, want nothing", got)
	}
	if got := composed("wat", knowledge.Passage{Text: "Ja."}); got != nil {
		t.Errorf("compose of a fragment = %v, want nothing", got)
	}
}

func contains(texts []string, want string) bool {
	for _, x := range texts {
		if strings.Contains(x, want) {
			return true
		}
	}
	return false
}

func dated(url, text string, year int) knowledge.Passage {
	return knowledge.Passage{URL: url, Title: "Crisis", Text: text, Date: time.Date(year, 5, 1, 0, 0, 0, 0, time.UTC)}
}

func TestPagesThatContradictEachOtherAreShownTogether(t *testing.T) {
	t.Parallel()
	older := dated("https://site.example/oud", "Bij een crisis staat ons team binnen 2 uur klaar voor de gemeente.", 2021)
	newer := dated("https://site.example/nieuw", "Bij een crisis staat ons team binnen 24 uur klaar voor de gemeente.", 2025)
	question := "hoe snel staat jullie team klaar bij een crisis"
	r := found(question, older, newer)
	// Only one of them is chosen; the other must come beside it.
	got, conflict := withConflicts(compose(question, found(question, older)), r)
	if !conflict || len(got) != 2 {
		t.Fatalf("withConflicts = %q, %v, want both sentences", texts(got), conflict)
	}
	if got[0].Cites[0].Date.Year() != 2021 || got[1].Cites[0].Date.Year() != 2025 {
		t.Errorf("the dates are %v and %v, want those of the pages", got[0].Cites[0].Date, got[1].Cites[0].Date)
	}
}

func TestDifferentPeopleAreNoConflict(t *testing.T) {
	t.Parallel()
	for _, c := range [][2]string{
		{"De partner van het slachtoffer krijgt een vergoeding van 20.000 euro.", "Een volwassen kind van het slachtoffer krijgt een vergoeding van 17.500 euro."},
		{"Wij zijn op werkdagen bereikbaar van 8 tot 20 uur.", "Wij zijn op zaterdag bereikbaar van 10 tot 17 uur."},
		{"De cursus over slapen duurt 45 minuten per deel.", "De cursus over rouw duurt 30 minuten per deel."},
		{"Je stuurt het formulier binnen 14 dagen terug.", "Je stuurt het formulier binnen 14 dagen terug, of binnen 6 weken als je ziek bent."},
	} {
		one, two := dated("https://site.example/a", c[0], 2024), dated("https://site.example/b", c[1], 2025)
		sentences := []Sentence{{Text: c[0], Cites: []Cite{{URL: one.URL}}}}
		if got, conflict := withConflicts(sentences, found("x", one, two)); conflict {
			t.Errorf("withConflicts = %q, want no conflict", texts(got))
		}
	}
}

func TestAConflictKeepsToFourUnits(t *testing.T) {
	t.Parallel()
	said := make([]Sentence, maxUnits)
	for i := range said {
		said[i] = Sentence{Text: fmt.Sprint(i)}
	}
	for i := range said {
		got := texts(beside(said, i, Sentence{Text: "anders"}))
		if len(got) != maxUnits || !contains(got, "anders") || !contains(got, said[i].Text) {
			t.Errorf("beside %d = %q, want %d with both sides", i, got, maxUnits)
		}
	}
}

// A chain of sentences that goes on where the last one shown ended repeats nothing of it.
func TestChainGoesOnWhereTheLastOneEnded(t *testing.T) {
	t.Parallel()
	u := unit{text: "Is er na acht maanden nog niet alles betaald? Dan betaalt het CJIB soms een voorschot. Zonder die maatregel moet je het geld zelf vragen."}
	above := "Jij hoeft niets te innen. Is er na acht maanden nog niet alles betaald? Dan betaalt het CJIB soms een voorschot. "
	if got := notYet(u.text[:leadIn(u)], above) + u.text[leadIn(u):]; got != "Zonder die maatregel moet je het geld zelf vragen." {
		t.Errorf("shown: %q", got)
	}
	if got := notYet(u.text[:leadIn(u)], "Iets anders. ") + u.text[leadIn(u):]; got != u.text {
		t.Errorf("shown where nothing of it was: %q", got)
	}
	for _, whole := range []unit{{text: "Een zin."}, {text: ""}, {text: "Opening:\n- een\n- twee", list: true}} {
		if n := leadIn(whole); n != 0 {
			t.Errorf("%q begins with %d of another", whole.text, n)
		}
	}
}

// What a sentence says of "daar" or "dat" it says of the sentence before it, however far into the sentence that word stands.
func TestWhatPointsBackIsShownBelowWhatItPointsTo(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ before, points, question string }{
		{"Het Schadefonds is er voor opzettelijk geweld.", "Een gewoon verkeersongeluk met letsel valt daar niet onder.", "valt een gewoon verkeersongeluk met letsel eronder"},
		{"Is je schade groot of ingewikkeld, dan is een advocaat soms beter.", "Onze eigen jurist zegt dat eerlijk.", "is de jurist eerlijk"},
		{"De rechter kan een maatregel opleggen.", "De veroordeelde betaalt het bedrag aan het CJIB daarmee in delen.", "in hoeveel delen betaalt de veroordeelde aan het CJIB"},
	} {
		page := knowledge.Passage{Title: "Een pagina", Text: c.before + " " + c.points}
		for _, text := range composed(c.question, page) {
			if strings.Contains(text, c.points) && !strings.Contains(text, c.before) && !strings.Contains(strings.Join(composed(c.question, page), " "), c.before) {
				t.Errorf("%q stands alone", text)
			}
		}
	}
}

// A question of the page stands above its own first sentence, however short that is: another sentence of the section would seem to be the answer.
func TestAQuestionIsShownWithItsOwnAnswer(t *testing.T) {
	t.Parallel()
	costs := knowledge.Passage{Title: "Kosten", Text: "Hier lees je over kosten na een misdrijf.\n# Kan ik reiskosten terugvragen?\nSoms. Vraag het na bij je verzekeraar. Bewaar altijd je bonnen van de reiskosten.\nReiskosten met de auto tellen per kilometer."}
	report := knowledge.Passage{Title: "Fonds", Text: "Het fonds betaalt na geweld.\n# Moet ik eerst aangifte doen voor het fonds?\nNee. Het fonds kijkt naar de aangifte of naar een brief van de arts.\n# Helpt het fonds bij inbraak?\nNee. Het fonds is er voor geweld en niet voor inbraak."}
	for question, p := range map[string]knowledge.Passage{
		"kan ik mijn reiskosten terugvragen en hoe tel ik kilometers": costs, "krijg ik bonnen van reiskosten terug": costs,
		"moet ik aangifte doen voor het fonds": report, "helpt het fonds bij inbraak zonder aangifte": report,
	} {
		shown := strings.Join(composed(question, p), "\n")
		for heading, first := range map[string]string{"Kan ik reiskosten terugvragen?": "Soms.", "Moet ik eerst aangifte doen voor het fonds?": "Nee.", "Helpt het fonds bij inbraak?": "Nee."} {
			if strings.Contains(shown, heading) && !strings.Contains(shown, heading+"\n"+first) {
				t.Errorf("%q: %q stands without %q:\n%s", question, heading, first, shown)
			}
		}
		if !strings.Contains(shown, "?\n") {
			t.Errorf("%q: no question of the page in:\n%s", question, shown)
		}
	}
}

// "Dat heet" and "deze bedragen" name what stands before them on the page; where that is a title, or a paragraph without figures, they are left out.
func TestANameIsNotGivenToATitle(t *testing.T) {
	t.Parallel()
	for question, p := range map[string]knowledge.Passage{
		"wat is sextortion, afpersing met naaktbeelden": {Title: "Naaktbeelden verspreid of afpersing", Text: "Dat heet sextortion, afpersing met naaktbeelden. Betaal nooit na afpersing met naaktbeelden."},
		"waar komen de bedragen van het fonds vandaan":  {Title: "Bedragen van het fonds", Text: "Nabestaanden krijgen soms geld voor de uitvaart.\nDeze bedragen van het fonds komen uit de letsellijst. Het fonds betaalt de bedragen in een keer."},
	} {
		shown := strings.Join(composed(question, p), "\n")
		if strings.Contains(shown, "sextortion\nDat heet") || strings.Contains(shown, "afpersing\nDat heet") || strings.Contains(shown, "uitvaart.\nDeze bedragen") {
			t.Errorf("%q: a name is given to what it does not name:\n%s", question, shown)
		}
		if shown == "" {
			t.Errorf("%q: nothing is shown", question)
		}
	}
	p := knowledge.Passage{Title: "Naaktbeelden en dreigen", Text: "Iemand dreigt met foto's. Daarna vraagt hij geld. Dan vraagt hij meer geld. Dat heet sextortion. Dat is strafbaar."}
	for _, u := range unitsOf(0, p) {
		if strings.HasPrefix(u.ground+u.text, p.Title) {
			t.Errorf("%q leans on the title, want the sentence before it", u.ground+u.text)
		}
	}
	table := knowledge.Passage{Title: "Fonds", Text: "Het fonds betaalt € 1.000 tot € 35.000.\nDeze bedragen staan vast."}
	if shown := strings.Join(composed("staan de bedragen van het fonds vast", table), "\n"); !strings.Contains(shown, "€ 35.000.\nDeze bedragen staan vast.") {
		t.Errorf("figures above lost what is said of them: %q", shown)
	}
}

// A sentence that says what one will read in a leaflet is no answer to who does not hold the leaflet.
func TestAnnouncementsAreNoAnswer(t *testing.T) {
	t.Parallel()
	for sentence, want := range map[string]bool{
		"In dit vouwblad lees je wat je de eerste dagen kunt verwachten.": true,
		"Je leest ook wat helpt en wie je kunt bellen.":                   true,
		"Op deze pagina vind je de adressen.":                             true,
		"Lees meer over de zitting.":                                      true,
		"Neem dit document mee naar de politie.":                          false,
		"Vertel aan één of twee mensen wat je nodig hebt.":                false,
		"Drink weinig alcohol.":                                           false,
		"Je krijgt een vouwblad mee van de politie.":                      false,
	} {
		if got := points(skim(sentence)); got != want {
			t.Errorf("%q only announces: %t, want %t", sentence, got, want)
		}
	}
}

func TestWhatALineOfFiguresSaysIsShownAndATableOfContentsIsNot(t *testing.T) {
	t.Parallel()
	contents := "Voorwoord 2 1 Wie wij zijn 3 2 De piket in cijfers 5 3 Onze hulp 6 4 Het nummer van de piket 9"
	for question, want := range map[string]string{
		"op welk nummer bereik ik de piket":      "Piketnummer voor professionals: 088-010 44 90",
		"hoeveel vrijwilligers heeft de piket":   "212 vrijwilligers bij de piket, 14 auto's",
		"kan ik de piket ook mailen":             "Mail de piket op piket@voorbeeld.example.",
		"hoe gauw belt de piket terug":           "De piket belt binnen vijftien minuten terug.",
		"wat houdt de piketdienst eigenlijk in?": "De piketdienst is een ploeg die dag en nacht klaarstaat.",
	} {
		p := knowledge.Passage{Heading: "De piketdienst", Text: contents + "\nInwoners bellen de piket niet zelf.\nDe piket werkt samen met de gemeente.\nDe piketdienst groeide in dit jaar.\nDe piket staat dag en nacht klaar.\n" +
			"De piketdienst wil vrijwilligers werven.\nDe piket belt met de politie.\n" + want}
		got := composed(question, p)
		if !slices.Contains(got, want) || slices.Contains(got, contents) {
			t.Errorf("%q shows %q, want %q", question, got, want)
		}
	}
}
