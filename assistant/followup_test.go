package assistant

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"wegwijzer/knowledge"
)

func TestADayNamesNothing(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{"hoe lang duurt dat": false, "dat was vorige week dinsdag geloof ik": false, "en de huur": true} {
		if got := namesAnything(text); got != want {
			t.Errorf("namesAnything(%q) = %v", text, got)
		}
	}
}

func TestFollowUpsOfOtherLanguages(t *testing.T) {
	t.Parallel()
	for _, c := range [][3]string{
		{"en", "And how long does that take?", "hoe lang duurt dat"},
		{"en", "and then?", "en daarna"},
		{"tr", "Param yok", "en als ik dat niet kan betalen"},
		{"fr", "et après ?", "en daarna"},
		{"ar", "أين يمكنني الذهاب", "waar kan ik heen"},
		{"pl", "a dokąd mam iść?", "waar kan ik heen"},
		{"en", "my bike was stolen", ""},
	} {
		if got := followUp(c[1], c[0]); got != c[2] {
			t.Errorf("followUp(%q) = %q, want %q", c[1], got, c[2])
		}
	}
}

func TestASentenceIsShownBelowWhatItLeansOn(t *testing.T) {
	t.Parallel()
	faq := knowledge.Passage{URL: "https://example.nl/a", Title: "Vragen", Heading: "Vragen › Raak ik mijn huis kwijt?", Text: "Veel mensen zijn daar bang voor. Een huurcontract blijft gewoon gelden."}
	plain := knowledge.Passage{URL: "https://example.nl/b", Title: "Slapen", Text: "Slaap je na een maand nog slecht. Ga dan naar je huisarts."}
	grounds := func(p knowledge.Passage) map[string]string {
		m := map[string]string{}
		for _, u := range unitsOf(0, p) {
			m[u.text] = u.ground
		}
		return m
	}
	want := map[string]string{
		"Veel mensen zijn daar bang voor.":                                        "Raak ik mijn huis kwijt?\n",
		"Veel mensen zijn daar bang voor. Een huurcontract blijft gewoon gelden.": "Raak ik mijn huis kwijt?\n",
	}
	if diff := cmp.Diff(want, grounds(faq)); diff != "" {
		t.Errorf("an answer to a question (-want +got):\n%s", diff)
	}
	want = map[string]string{"Slaap je na een maand nog slecht.": "", "Ga dan naar je huisarts.": "Slaap je na een maand nog slecht. "}
	if diff := cmp.Diff(want, grounds(plain)); diff != "" {
		t.Errorf("a sentence that goes on (-want +got):\n%s", diff)
	}
}

func TestAGroundIsShownOnce(t *testing.T) {
	t.Parallel()
	const ground = "Sommige mensen lopen gevaar. De politie kijkt daarnaar. "
	for above, want := range map[string]string{
		"": ground, "Sommige mensen lopen gevaar.": "De politie kijkt daarnaar. ", "De politie kijkt daarnaar.": "",
	} {
		if got := notYet(ground, above); got != want {
			t.Errorf("below %q: %q, want %q", above, got, want)
		}
	}
}

func TestChildrenAreSpokenOfToWhoNamesThem(t *testing.T) {
	t.Parallel()
	for question, want := range map[string]bool{"mijn dochter slaapt niet": true, "mijn man slaat mij": false, "hoi ik zit op school en word geslagen": true, "een 14-jarige": true} {
		if got := namesYoung(question); got != want {
			t.Errorf("namesYoung(%q) = %v", question, got)
		}
	}
}

// Who says that they dare not is still speaking of what was told.
func TestDaringNamesNothing(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{"ik durf het niet te geloven": false, "ik durf niemand meer te vertrouwen": true, "ik durf niet te slapen": true} {
		if got := namesAnything(text); got != want {
			t.Errorf("namesAnything(%q) = %v", text, got)
		}
	}
}

// That many fear something is no answer to who asks whether it happens: it is shown with the sentence that answers.
func TestThatOthersHaveItTooIsNotShownAlone(t *testing.T) {
	t.Parallel()
	p := knowledge.Passage{Title: "Geweld thuis", Text: "# Raak ik mijn kinderen kwijt?\nVeel ouders zijn daar bang voor. Wij willen eerst dat iedereen veilig is. Bel voor advies."}
	for _, u := range unitsOf(0, p) {
		if !u.lost && strings.HasSuffix(u.text, "daar bang voor.") {
			t.Errorf("shown alone: %q", u.text)
		}
	}
	if u := unitsOf(0, p)[1]; u.text != "Veel ouders zijn daar bang voor. Wij willen eerst dat iedereen veilig is." || !u.opens || u.ground != "Raak ik mijn kinderen kwijt?\n" {
		t.Errorf("the answer is %q below %q", u.text, u.ground)
	}
	p.Text = "# Is dat gewoon?\nVeel mensen slapen na een inbraak slecht. Bel je huisarts als het blijft."
	if u := unitsOf(0, p)[0]; u.lost {
		t.Errorf("left out, and it is an answer: %q", u.text)
	}
}
