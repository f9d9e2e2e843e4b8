package assistant

import (
	"testing"

	"wegwijzer/knowledge"
)

// What to do first is for whom it has just happened to, or their family: not for who did it, meets victims at work, stands by a friend, tells of years ago, or
// is already in court.
func TestWhatToDoFirstIsForWhomItJustHappenedTo(t *testing.T) {
	t.Parallel()
	bank, err := knowledge.ShippedBank()
	if err != nil {
		t.Fatal(err)
	}
	a := New(nil, bank, nil)
	for text, want := range map[string]bool{
		"ik word gestalkt": true, "gisteren ingebroken": true, "mijn dochter is aangereden": true, "mijn vriend slaat me": true, "mijn oma is beroofd in de flat": true,
		"mijn cliënt wordt gestalkt": false, "een leerling van mij is beroofd": false, "ik heb mijn vriendin geslagen": false, "mijn vriendin wordt gestalkt": false,
		"ik ben in 2009 overvallen": false, "vroeger thuis geslagen": false, "ik ben zes jaar geleden verkracht": false, "ik ben als kind misbruikt": false,
		"de man die mij beroofde moet voorkomen": false, "hoe doe ik aangifte van inbraak": false, "ik wil weten wat er na een inbraak gebeurt": false, "mijn vrouw ligt in coma na een aanrijding": false,
	} {
		s := &state{memory: &Memory{}, question: text, searched: text, answer: Answer{Lang: "nl"}}
		if got := a.wantsSteps(s); got != want {
			t.Errorf("wantsSteps(%q) = %v", text, got)
		}
	}
}
