package assistant

import (
	"slices"
	"strings"
	"testing"

	"wegwijzer/knowledge"
)

var hearingPage = knowledge.Passage{
	Title: "De zitting bij de rechter",
	Text: `De zitting is de dag van de rechter. Je mag erbij zijn, maar het hoeft niet.
# Tijdens de zitting
Op de zitting hoor je dingen die zwaar zijn. De zitting begint met de rechter. Op de zitting zijn foto's te zien. De zitting kan lang duren. Neem voor de zitting iets te drinken mee.`,
}

func TestADutyThatIsAskedAfterIsShown(t *testing.T) {
	t.Parallel()
	const free = "Je mag erbij zijn, maar het hoeft niet."
	if got := strings.Join(composed("moet ik naar de zitting komen", hearingPage), " "); !strings.Contains(got, free) {
		t.Errorf("compose = %q, want it to hold %q", got, free)
	}
}

func TestSumsAreForWhoAsksHowMuch(t *testing.T) {
	t.Parallel()
	p := knowledge.Passage{
		Title: "Het fonds",
		Text: `# Wat geeft het fonds?
Van het fonds krijg je een bedrag van € 1.000 tot € 35.000 aan geld.
# Er is geld gestolen. Geeft het fonds dan iets?
Nee. Van het fonds krijgen alleen mensen geld die ernstig gewond zijn.`,
	}
	got := compose("krijg ik geld van het fonds als er geld is gestolen", found("krijg ik geld van het fonds als er geld is gestolen", p))
	if len(got) == 0 || !strings.Contains(strings.Join(texts(got), "\n"), "Nee. Van het fonds krijgen alleen mensen") {
		t.Errorf("compose = %q, want the answer with its condition", texts(got))
	}
	if strings.Contains(strings.Join(texts(got), "\n"), "€ 35.000") && strings.Contains(got[0].Text, "€") && len(got) == 1 {
		t.Errorf("compose = %q, want no sum alone", texts(got))
	}
	much := composed("hoeveel geld krijg ik van het fonds", p)
	if !strings.Contains(strings.Join(much, "\n"), "€ 1.000 tot € 35.000") {
		t.Errorf("compose = %q, want the sums for who asks how much", much)
	}
}

func TestAQuestionThatNamesNoRowGetsThemAll(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("en dat geldt ook als het langer geleden is gebeurd ", 5)
	p := knowledge.Passage{
		Title: "Vergoeding voor naasten",
		Text: "De vergoeding is een vast bedrag.\n# Bedragen\n| Wie: Partner | Vergoeding: € 20.000 " + long + "| Later: € 17.500\n| Wie: Ouder | Vergoeding: € 17.500 " + long +
			"| Later: € 15.000\n| Wie: Buurkind | Vergoeding: € 12.500 " + long + "| Later: € 10.000",
	}
	all := func(got []string) bool { // in one piece
		return slices.ContainsFunc(got, func(text string) bool {
			return strings.Contains(text, "Partner") && strings.Contains(text, "Ouder") && strings.Contains(text, "Buurkind")
		})
	}
	if got := composed("hoe hoog is de vergoeding", p); !all(got) {
		t.Errorf("compose = %q, want every row", got)
	}
	if got := composed("hoe hoog is de vergoeding voor een partner", p); all(got) || !strings.Contains(strings.Join(got, "\n"), "Partner") {
		t.Errorf("compose = %q, want the row of a partner and not the whole table", got)
	}
}

func TestAWordOfTheTitleNamesNoRow(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("en dat is zo op iedere dag van de week en ook in de nacht ", 4)
	p := knowledge.Passage{
		Title: "Noodnummers en hulplijnen",
		Text: "Dit zijn de nummers.\n| Waarvoor: Gevaar | Nummer: 112 " + long + "| Wie: Politie\n| Waarvoor: Hulp bij geldzorgen | Nummer: 0800-1234 " + long +
			"| Wie: Gemeente\n| Waarvoor: Kinderen | Nummer: 0800-5678 " + long + "| Wie: Kindertelefoon",
	}
	question := "welke noodnummers en hulplijnen zijn er"
	r := found(question, p)
	r.Terms = append(r.Terms, knowledge.TermWeight{Term: "hulp", Weight: 0.8, Word: r.Terms[len(r.Terms)-1].Word}) // a part of the compound
	for _, x := range r.Terms {
		if x.Term == "hulplijn" {
			r.Terms[len(r.Terms)-1].Word = x.Word
		}
	}
	if got := strings.Join(texts(compose(question, r)), "\n"); !strings.Contains(got, "Gevaar") || !strings.Contains(got, "geldzorgen") || !strings.Contains(got, "Kindertelefoon") {
		t.Errorf("compose = %q, want every line to call", got)
	}
}

func TestARowThatBeginsWithANumberIsShown(t *testing.T) {
	t.Parallel()
	p := knowledge.Passage{Title: "Bedragen", Text: "Het fonds werkt met vaste bedragen.\n| Categorie: 1 | Bedrag: € 1.000\n| Categorie: 2 | Bedrag: € 2.500\n| Categorie: 3 | Bedrag: € 5.000"}
	question := "hoeveel krijg ik in categorie 2"
	if got := texts(supportedBy(compose(question, found(question, p)))); !strings.Contains(strings.Join(got, "\n"), "Categorie 2: € 2.500") {
		t.Errorf("shown is %q, want the row of the category", got)
	}
}

// A question whether one gets something for what happened is answered by the sentence that says for whom it is.
func TestWhetherOneGetsItIsAnsweredByWhoGetsIt(t *testing.T) {
	t.Parallel()
	const who = "Het fonds is er voor geweld en zedenmisdrijven met ernstig letsel."
	p := knowledge.Passage{
		Title: "Schadefonds",
		Text: `Bij het Schadefonds vraag je geld aan met een formulier. Het geld van het Schadefonds komt op je rekening. Krijg je later geld van de dader? Meld dat geld bij het Schadefonds. Het Schadefonds rekent met vast geld. Geld van het Schadefonds is geen inkomen.
# Voorwaarden
` + who,
	}
	for _, asked := range []string{"krijg ik geld van het Schadefonds bij inbraak", "krijg ik geld van het Schadefonds als ik ben opgelicht", "kan ik geld van het Schadefonds krijgen na diefstal", "heb ik recht op geld van het Schadefonds bij diefstal", "mijn tas is gestolen, krijg ik iets van het Schadefonds"} {
		if got := strings.Join(composed(asked, p), "\n"); !strings.Contains(got, who) {
			t.Errorf("compose(%q) = %q, want who gets it", asked, got)
		}
	}
	for _, asked := range []string{"hoe vraag ik geld van het Schadefonds aan met een formulier", "wanneer krijg ik geld van het Schadefonds op mijn rekening", "hoeveel geld krijg ik van het Schadefonds"} {
		if got := wantsOf(asked); len(got) > 0 {
			t.Errorf("%q is taken for a question whether: %q", asked, got)
		}
	}
}
