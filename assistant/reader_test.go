package assistant

import (
	"strings"
	"testing"

	"wegwijzer/knowledge"
)

// Who tells what happened to them is spoken to themselves; a page for who works with victims is left to those who ask for their work.
func TestPagesForWorkAreNotForWhoTellsOfThemselves(t *testing.T) {
	t.Parallel()
	forTowns := knowledge.Passage{URL: "https://site.example/gemeenten", Title: "Nazorg na een overval", Audience: "gemeente", Text: "Leg na een overval vooraf vast wie contactpersoon is voor de winkel."}
	forAll := knowledge.Passage{URL: "https://site.example/overval", Title: "Overval", Text: "Na een overval op je winkel kun je in de war zijn."}
	says := func(question string, told ...string) string {
		return strings.Join(texts(compose(question, forOneself(found(question, forTowns, forAll), append(told, question)...))), " ")
	}
	for question, work := range map[string]bool{
		"gisteravond is mijn winkel overvallen":                 false,
		"mijn winkel is overvallen, wie is nu contactpersoon":   false,
		"als gemeente: wie is contactpersoon na een overval":    true,
		"ik werk bij de gemeente, wie regelt nazorg na overval": true,
		"wie is contactpersoon na een overval":                  true,
	} {
		if got := strings.Contains(says(question), "contactpersoon is"); got != work {
			t.Errorf("%q shows the page for towns: %v, want %v", question, got, work)
		}
	}
	if !strings.Contains(says("mijn winkel is overvallen, wie is contactpersoon", "ik ben wijkagent"), "contactpersoon is") {
		t.Error("who told to be a police officer is not spoken to as one")
	}
	only := knowledge.Result{Hits: []knowledge.Hit{{Passage: forTowns, Score: 1}}}
	if len(forOneself(only, "mijn winkel is overvallen").Hits) != 1 {
		t.Error("the only page that was found is lost")
	}
}

// The line for who thinks of death is below the answer of whoever did not ask for it.
func TestTheLineForDespairStandsLast(t *testing.T) {
	t.Parallel()
	page := knowledge.Passage{Title: "Moord en doodslag", Text: "Denk je na een moord zelf aan de dood? Bel dag en nacht 113.\nNa een moord belt onze casemanager je."}
	if got := composed("mijn zoon is vermoord wat doet de casemanager na een moord", page); len(got) < 2 || strings.Contains(got[0], "113") || !strings.Contains(strings.Join(got, " "), "113") {
		t.Errorf("want 113 last, got %q", got)
	}
	if got := composed("denk aan zelfmoord na de moord, bel ik 113 of de casemanager", page); len(got) == 0 || !strings.Contains(got[0], "113") {
		t.Errorf("asked for, want 113 in its place, got %q", got)
	}
}

// Of somebody who was shot nobody says yet that they died.
func TestWhoWasHurtMayLive(t *testing.T) {
	t.Parallel()
	for question, want := range map[string]bool{
		"mijn broer is neergeschoten\nadvocaat voor hem": true, "mijn broer is neergeschoten en overleden": false, "mijn broer is doodgeschoten": false, "ik ben beroofd op straat gisteren": false,
		"krijg ik als nabestaande een advocaat, mijn broer is neergestoken": false,
	} {
		if got := ofAlive(question); got != want {
			t.Errorf("ofAlive(%q) = %v", question, got)
		}
	}
}

func TestAChildIsToldOfItsOwnLine(t *testing.T) {
	t.Parallel()
	s := &state{memory: &Memory{Child: true}, answer: Answer{Lang: "nl"}}
	if got := s.childLine(); !strings.Contains(got, "0800-0432") {
		t.Errorf("childLine() = %q", got)
	}
	s.memory.Child = false
	if got := s.childLine(); got != "" {
		t.Errorf("an adult is told %q", got)
	}
}
