package knowledge

import (
	"slices"
	"strings"
	"testing"
)

// What a page supposes is read from what it says, of any site: a page that speaks to the bereaved throughout does, and one that names them in a table
// does not.
func TestWhatAPageSupposesIsReadFromWhatItSays(t *testing.T) {
	t.Parallel()
	const filler = " Lees alleen wat je nu nodig hebt. De rest kan later."
	question := func(q, a string) []Block {
		return []Block{{Kind: Question, Text: q}, {Kind: Paragraph, Text: a + filler}}
	}
	opening := func(text string) []Block { return []Block{{Kind: Paragraph, Text: text + filler}} }
	for _, c := range []struct {
		title  string
		blocks []Block
		want   Supposition
	}{
		{"Moord en doodslag", opening("Er zijn geen woorden die daarbij passen."), Loss},
		{"Rouw en verlies", opening("Verdriet komt en gaat."), Loss},
		{"Na een geweldsdelict", slices.Concat(
			opening("Je partner of kind is overleden door geweld."), question("Wie helpt mij?", "Als nabestaande krijg je een casemanager."),
			question("Wat kost de uitvaart?", "Bewaar de rekeningen van de uitvaart."), question("Waar lees ik meer?", "Op onze site."),
		), Loss},
		{"Schadefonds", slices.Concat(
			opening("Het Schadefonds helpt wie zwaar gewond raakte, en nabestaanden."), question("Hoeveel krijg ik?", "Dat hangt af van het letsel."),
			question("Wat krijgen nabestaanden?", "Nabestaanden krijgen een vast bedrag."), question("Hoe vraag ik aan?", "Met een formulier."), question("Hoe lang duurt het?", "Een half jaar."),
		), 0},
		{"Vast bedrag voor naasten en nabestaanden", opening("Voor naasten van wie zwaar gewond is."), 0},
		{"Bedreigd met moord", opening("Iemand dreigt je te vermoorden. Bel 112."), 0},
		{"Iemand dood aantreffen (lijkvinding)", opening("Je hebt iemand gevonden."), FoundDead},
		{"Slachtoffer zonder verblijfspapieren", opening("Ook jij hebt rechten."), Papers},
		{"Steek- of schietincident", opening("Eerst gaat het om zorg voor je lichaam."), Wounds},
		{"Vrijwilliger worden", opening("Wil je met ons werken?"), Joining},
		{"Papieren bewaren", opening("Bewaar je papieren."), 0},
		{"Een ongeluk veroorzaakt", opening("Ook jij mag steun vragen."), Deed},
	} {
		doc := Document{URL: "https://site.example/", Title: c.title, Lang: "nl", Blocks: c.blocks}
		b := newSnapshotBuilder(1, 1)
		for _, p := range Passages(doc) {
			b.add(indexed{ID: p.ID, URL: p.URL, Title: p.Title, Kind: p.Kind, Terms: analysePassage(p)})
		}
		if got := b.snapshot.pages[0].supposes; got != c.want {
			t.Errorf("%q supposes %d, want %d", c.title, got, c.want)
		}
	}
}

func TestReadSupposersRefusesBrokenLines(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"loss\ttitle\n", "iets\ttitle\twoord\n", "loss\tergens\twoord\n"} {
		if _, err := readSupposers(text); err == nil {
			t.Errorf("readSupposers(%q) succeeded", strings.TrimSpace(text))
		}
	}
}
