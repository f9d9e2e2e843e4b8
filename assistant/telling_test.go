package assistant_test

import (
	"strings"
	"testing"

	"wegwijzer/assistant"
	"wegwijzer/knowledge"
)

// stolenFrom is a page that says with many words what few ask, and in a list what whoever was robbed does first.
var stolenFrom = func() knowledge.Document {
	d := article("https://site.example/beroving", "Beroving", "",
		"Iemand pakte op straat je spullen af. Dat is een schok.",
		"Wat kun je verwachten?", "Sinds een tijd werken wij samen met de politie na een beroving, een beroofd kind of een beroofde zoon.",
		"In het eerste uur", "Doe dit in het eerste uur:")
	for _, step := range []string{"Bel je bank en blokkeer je passen.", "Laat je sloten vervangen.", "Bewaar wat kapot is."} {
		d.Blocks = append(d.Blocks, knowledge.Block{Kind: knowledge.Item, Level: 1, Text: step})
	}
	more := article("", "", "", "", "Mijn oma is beroofd en gevallen. Wat nu?", "Ga met haar naar de huisarts.", "Ik ben een man. Is dit ook voor mij?", "Ja, ook mannen worden beroofd.")
	d.Blocks = append(d.Blocks, more.Blocks[1:]...)
	return d
}()

// Who only tells what happened reads how the page about that begins and what to do first, and not whatever has a word in common with how it was told.
func TestWhoOnlyTellsReadsWhatToDoFirst(t *testing.T) {
	t.Parallel()
	h := newHelperWith(t, stolenFrom, article("https://site.example/eiland", "Wonen op een eiland", "",
		"Woon je alleen op een eiland? Vorige maand kwam er een bureau bij, op straat bij de haven.", "Ben je daar beroofd?", "Ga naar het bureau op straat."))
	for _, told := range []string{"ik ben beroofd", "Zonet ben ik op straat beroofd, ik woon alleen", "mijn zoon is beroofd van zijn telefoon", "mijn man is beroofd"} {
		a := h.ask(t, told)
		if len(a.Sentences) == 0 || !strings.HasPrefix(a.Sentences[0].Cites[0].URL, stolenFrom.URL) || !strings.Contains(a.Text(), "Iemand pakte op straat") || !strings.Contains(a.Text(), "blokkeer je passen") {
			t.Errorf("%q reads %q", told, a.Text())
		}
		if strings.Contains(a.Text(), "Ik ben een man") || strings.Contains(a.Text(), "Mijn oma") {
			t.Errorf("%q reads what is for others: %q", told, a.Text())
		}
	}
	if a := h.ask(t, "Vorige maand ben ik op straat beroofd, ik woon alleen"); len(a.Sentences) == 0 || !strings.HasPrefix(a.Sentences[0].Cites[0].URL, stolenFrom.URL) {
		t.Errorf("who tells of last month reads %q", a.Text())
	}
	if a := h.ask(t, "mijn oma is beroofd en gevallen"); !strings.Contains(a.Text(), "huisarts") {
		t.Errorf("the very story that the page knows is answered %q", a.Text())
	}
	for _, asked := range []string{"wat kun je verwachten na een beroving", "moet ik mijn sloten vervangen na een beroving?"} {
		if a := h.ask(t, asked); strings.Contains(a.Text(), "Iemand pakte op straat") && strings.Contains(a.Text(), "blokkeer je passen") {
			t.Errorf("%q is a question, and is answered as if it were told: %q", asked, a.Text())
		}
	}
}

// What stands below "Ik ben een man" is for who says to be one, and not for whoever tells of her husband; nor is what stands below "Er zijn geen klappen"
// for whoever is hit.
func TestAHeadingInAVisitorsWordsIsForWhoSaysThem(t *testing.T) {
	t.Parallel()
	h := newHelperWith(t, article("https://site.example/thuis", "Geweld thuis", "",
		"Geweld thuis is geweld door iemand dicht bij je. Er is hulp, waar je ook heen gaat.",
		"Ik ben een man. Is dit ook voor mij?", "Ja, dit is ook voor mannen. Een man kan hier heen.",
		"Er zijn geen klappen, maar ik word kleingehouden.", "Dat kan geweld zijn zonder klappen. Ook daarvoor kun je hier heen."))
	talk := func(turns ...string) string {
		m, a := &assistant.Memory{}, assistant.Answer{}
		for _, turn := range turns {
			a = h.say(t, m, turn)
		}
		return a.Text()
	}
	if got := talk("mijn man geeft mij klappen thuis", "wat voor hulp is er dan"); strings.Contains(got, "Ik ben een man") || strings.Contains(got, "geen klappen") {
		t.Errorf("who is hit by her husband reads %q", got)
	}
	if got := talk("ik ben een man en mijn vrouw geeft mij klappen thuis", "is dit ook voor mij"); !strings.Contains(got, "ook voor mannen") {
		t.Errorf("a man reads %q", got)
	}
}
