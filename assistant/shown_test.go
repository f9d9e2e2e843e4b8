package assistant

import (
	"strings"
	"testing"

	"wegwijzer/knowledge"
)

// A number to call is shown with whose it is: below the sentence that says so, or with its own words.
func TestANumberIsShownWithWhoseItIs(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ text, alone string }{
		{"Je kunt praten met het Meldpunt Veilig. Bel 0800-4321, elke dag. Het is vrijwillig.", "Bel 0800-4321, elke dag."},
		{"Er is een fonds voor wie gewond is. Bel 070-1234567 voor advies.", "Bel 070-1234567 voor advies."},
	} {
		for _, u := range unitsOf(0, knowledge.Passage{Title: "Hulp", Text: c.text}) {
			if strings.HasPrefix(u.ground+u.text, c.alone) {
				t.Errorf("of %q stands alone: %q", c.text, u.ground+u.text)
			}
		}
	}
	for sentence, want := range map[string]bool{
		"Bel 0800-4321, dag en nacht.": true, "Bel 112 bij brand.": false, "Bel ons op 0900-0101.": false, "Bel de politie op 0900-8844.": false, "Bel Veilig Thuis: 0800-2000.": false, "Bel je bank.": false,
	} {
		if got := onlyNumber(sentence); got != want {
			t.Errorf("onlyNumber(%q) = %v", sentence, got)
		}
	}
}

// What a page says happened to its reader is for who told that, or something that may be that.
func TestWhatHappenedToTheReaderIsForWhoToldIt(t *testing.T) {
	t.Parallel()
	const abused, robbed, plain = "Je bent vroeger misbruikt door iemand van thuis.", "Je bent op straat beroofd.", "Je bent welkom bij ons."
	for _, c := range []struct {
		said, text string
		want       bool
	}{
		{"kan ik na twintig jaar nog aangifte doen", abused, true},
		{"mijn opa heeft mij verkracht", abused, false},
		{"er was seksueel geweld", abused, false},
		{"ze hebben mijn tas gestolen", robbed, false}, // who tells of theft may have been robbed
		{"ik ben gehackt", robbed, true},
		{"ik heb een vraag", plain, false},
	} {
		if got := toldReader(c.text, knowledge.ToldIn(c.said)); got != c.want {
			t.Errorf("after %q, %q is out of place: %v, want %v", c.said, c.text, got, c.want)
		}
	}
}

// Sums are of what was last spoken of, where the question names nothing itself.
func TestSumsAreOfWhatWasSpokenOf(t *testing.T) {
	t.Parallel()
	hits := []knowledge.Hit{
		{Passage: knowledge.Passage{Title: "Het fonds voor geweld", Text: "Het fonds geeft € 1.000 tot € 35.000."}},
		{Passage: knowledge.Passage{Title: "Shockschade vragen", Text: "Vaak is het tussen € 5.000 en € 20.000."}},
		{Passage: knowledge.Passage{Title: "Een advocaat", Text: "Vraag je advocaat om hulp."}},
	}
	for question, want := range map[string]int{
		"ik kreeg een brief over shockschade\nen hoeveel is dat": 2,
		"ik kreeg een brief over geld\nen hoeveel is dat":        3,
		"ik ben gewond\nhoeveel krijg ik van het fonds":          3,
		"ik kreeg een brief over shockschade\nwie helpt mij":     3,
	} {
		if got := ofSameSum(hits, question); len(got) != want {
			t.Errorf("after %q %d sections are left, want %d", question, len(got), want)
		}
	}
}

// Of who is missing nothing is said as of who died, unless that was told.
func TestWhoIsMissingIsNotSpokenOfAsDead(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"mijn broer is sinds gisteren spoorloos": true, "onze dochter is weggelopen": true, "mijn man is vermist en nu is hij dood gevonden": false, "mijn fiets is verdwenen": false,
	} {
		if got := ofAlive(text); got != want {
			t.Errorf("ofAlive(%q) = %v", text, got)
		}
	}
}

// How it is for a child is no reaction of who asks whether that is normal.
func TestAChildsReactionIsNotTheWriters(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text, told string
		want       bool
	}{
		{"hij wil niet meer naar school", "mijn zoon zag de overval", true},
		{"mijn dochtertje heeft elke nacht nachtmerries", "ik ben overvallen", true},
		{"ik slaap niet meer", "mijn zoon zag de overval", false},
		{"ze belt me elke dag", "mijn dochter is gepest", false},
		{"hij slaapt niet meer", "mijn man is overvallen", false},
	} {
		if got := ofChildsReaction(c.text, c.told); got != c.want {
			t.Errorf("%q after %q: %v", c.text, c.told, got)
		}
	}
}
