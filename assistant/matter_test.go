package assistant_test

import (
	"slices"
	"strings"
	"testing"

	"wegwijzer/assistant"
	"wegwijzer/knowledge"
)

// matters are pages on what may have happened.
var matters = []knowledge.Document{
	page("https://site.example/aankoop/", "Aankoopfraude op Marktplaats", "Gekocht op Marktplaats en niets gekregen? Doe aangifte van oplichting. Vraag je geld terug bij de bank. Wat kun je doen: meld de fraude."),
	page("https://site.example/inbraak/", "Woninginbraak", "Is er ingebroken en zijn spullen gestolen? Doe aangifte van de inbraak. Meld het bij je verzekering."),
	page("https://site.example/mishandeling/", "Mishandeling", "Is je dochter, je zoon of ben jij zelf geslagen? Dat is mishandeling. Wat kun je doen: bel de politie en laat de huisarts kijken."),
	page("https://site.example/verkeer/", "Verkeersongeval", "Is je zoon of jijzelf aangereden op de fiets? Na een verkeersongeval helpt de verzekering. Wat kun je doen: bewaar de rekeningen van het ongeval."),
}

func newHelperOnMatters(t *testing.T) helper {
	t.Helper()
	h := newHelper(t)
	g, err := h.store.Begin(t.Context(), knowledge.Public, "site")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := g.PutAll(t.Context(), append(slices.Clone(site), matters...)); err != nil {
		t.Fatal(err)
	}
	if err := g.Publish(t.Context()); err != nil {
		t.Fatal(err)
	}
	return h
}

// Who tells of another matter in the midst of a talk reads of that, then and in what is asked next. What goes on with the first stays with it.
func TestAnotherMatterTakesTheFirstOnesPlace(t *testing.T) {
	t.Parallel()
	h := newHelperOnMatters(t)
	for _, c := range []struct {
		turns     []string
		old, page string // not cited by the last answer, and cited
	}{
		{[]string{"ik heb iets gekocht op marktplaats en het komt niet", "mijn dochter wordt geslagen door haar vriend"}, "aankoop", ""},
		{[]string{"ik heb iets gekocht op marktplaats en het komt niet", "mijn dochter wordt geslagen door haar vriend", "wat kunnen we doen"}, "aankoop", "mishandeling"},
		{[]string{"ik ben opgelicht op marktplaats", "mijn zoon is gisteren aangereden op zijn fiets", "wat kan ik doen"}, "aankoop", "verkeer"},
		{[]string{"er is bij ons ingebroken", "mijn broer is op straat geslagen door mijn ex", "wat kan ik doen"}, "inbraak", "mishandeling"},
		{[]string{"er is bij ons ingebroken", "ze hebben mijn laptop gestolen", "wat kan ik doen"}, "", "inbraak"},
		{[]string{"ik ben opgelicht op marktplaats", "mijn man vindt het heel erg", "wat kan ik doen"}, "", "aankoop"},
		{[]string{"ik ben opgelicht op marktplaats", "ik heb driehonderd euro betaald", "wat kan ik doen"}, "", "aankoop"},
	} {
		m, a := &assistant.Memory{}, assistant.Answer{}
		for _, turn := range c.turns {
			a = h.say(t, m, turn)
		}
		if c.old != "" && cites(a, "https://site.example/"+c.old) || c.page != "" && !cites(a, "https://site.example/"+c.page) {
			t.Errorf("%q gives %s %q", strings.Join(c.turns, " > "), a.Status, a.Text())
		}
	}
}
