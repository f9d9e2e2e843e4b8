package assistant

import "testing"

func TestAPersonIsHeardBeforeAnythingIsExplained(t *testing.T) {
	t.Parallel()
	for question, want := range map[string]string{
		"mijn broer is doodgestoken, wat gebeurt er nu":           griefHeard,
		"Ik schaam me zo. Ik heb geld overgemaakt.":               shameHeard,
		"ik ben zo boos op die man, krijgt hij straf":             angerHeard,
		"ik durf niet meer naar buiten":                           fearHeard,
		"ik voel me schuldig omdat ik niets deed":                 tiredHeard,
		"Ik ben gisteren beroofd op straat. Hoe doe ik aangifte?": eventHeard,
		"wat is smartengeld":                                      "",
		"hoe vraag ik schadevergoeding aan":                       "",
		"wat als ik bedreigd word":                                "",
		"mijn cliënt is mishandeld, waar meld ik haar aan":        "",
		"welke straf krijgt iemand die zijn vrouw heeft vermoord": "",
		"voor mijn scriptie over angst zoek ik cijfers":           "",
		"mag mijn zus naast mij zitten":                           "",
		"de bank zegt dat hij boos is":                            "",
	} {
		if got := acknowledgement(question, question); got != want {
			t.Errorf("acknowledgement(%q) = %q, want %q", question, got, want)
		}
	}
	if got := acknowledgement("I am ashamed", "schuld schaamte"); got != shameHeard {
		t.Errorf("in English: %q", got)
	}
}

// In doubt whether it is asked, one true sentence about who speaks stands before the answer, once.
func TestWhoSpeaksIsSaidBeforeTheAnswer(t *testing.T) {
	t.Parallel()
	s := &state{memory: &Memory{}, program: Message("nl", "program")}
	if got := s.first(); got != Message("nl", "program")+" " || !s.memory.Program {
		t.Errorf("first() = %q", got)
	}
	if got := s.first(); got != "" {
		t.Errorf("said twice: %q", got)
	}
}

func TestTheSameIsSaidOnce(t *testing.T) {
	t.Parallel()
	s := &state{turn: Turn{}, memory: &Memory{}, question: "ik ben zo bang", search: "ik ben zo bang", answer: Answer{Lang: "nl"}}
	if s.heard() == "" || s.heard() != "" {
		t.Error("want it said the first time and not again")
	}
	s.answer.Notices = []Notice{{}}
	s.memory.Heard = ""
	if got := s.heard(); got != "" {
		t.Errorf("under a card: %q", got)
	}
}
