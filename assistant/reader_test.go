package assistant

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

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
		"gisteravond is mijn winkel overvallen":                   false,
		"mijn winkel is overvallen, wie is nu contactpersoon":     false,
		"ik ben overvallen door een klant, wie is contactpersoon": false,
		"er is gisteren overvallen, wie is nu contactpersoon":     false,
		"een klant van ons is overvallen, wie is contactpersoon":  true,
		"als gemeente: wie is contactpersoon na een overval":      true,
		"ik werk bij de gemeente, wie regelt nazorg na overval":   true,
		"wie is contactpersoon na een overval":                    true,
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

// A page on suicide is shown to who asks for it, and one in another language to who does not ask in Dutch.
func TestPagesOnSuicideAndForeignPagesStandApart(t *testing.T) {
	t.Parallel()
	school := knowledge.Passage{URL: "https://site.example/school", Title: "Nazorg op school na een zelfdoding", Lang: "nl", Audience: "professional", Text: "Noem geen manier en geen plaats. Informeer het team op school eerst."}
	class := knowledge.Passage{URL: "https://site.example/klas", Title: "Een leerling is slachtoffer", Lang: "nl", Text: "Luister naar de leerling op school en bel de Advieslijn."}
	english := knowledge.Passage{URL: "https://site.example/en", Title: "Robbed", Lang: "en", Text: "Robbed at school? Call us."}
	for question, want := range map[string][]string{
		"ik ben docent en een meisje op school is verkracht":     {class.URL},
		"op onze school is een meisje aangerand":                 {class.URL},
		"mijn collega is verongelukt":                            {class.URL},
		"nazorg op school na een zelfdoding":                     {school.URL, class.URL},
		"een leerling van onze school is overleden":              {school.URL, class.URL},
		"een jongen op school heeft een einde gemaakt, wat doen": {school.URL, class.URL},
	} {
		var got []string
		for _, h := range setApart(found(question, school, class, english), "nl", question).Hits {
			got = append(got, h.URL)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", question, diff)
		}
	}
	if got := setApart(found("robbed at school", english, class), "en", "robbed at school").Hits; len(got) != 2 {
		t.Errorf("in English %d pages are left, want both", len(got))
	}
	if got := setApart(found("robbed", english), "nl", "robbed").Hits; len(got) != 1 {
		t.Error("the only page that was found is lost")
	}
}
