package assistant_test

import (
	"strings"
	"testing"

	"wegwijzer/assistant"
)

// Who told that they hit somebody and wants to stop is shown who helps with that; who wants to stop the talk, or a case, is not.
func TestWhoHitsAndWantsToStopIsHelpedToStop(t *testing.T) {
	t.Parallel()
	h := newHelper(t)
	for _, turns := range [][]string{
		{"ik heb mijn vriendin geslagen", "ik wil stoppen"},
		{"ik heb mijn vriendin geslagen", "ik wil ermee stoppen"},
		{"ik sla mijn vrouw soms", "hoe kan ik stoppen"},
		{"als ik boos ben sla ik mijn zoon", "ik wil dit nooit meer doen"},
		{"ik heb mijn man geschopt", "dank je", "hoe krijg ik dit onder controle"},
		{"i hit my girlfriend", "i want to stop"},
		{"j'ai frappé ma femme", "je veux arrêter"},
		{"uderzyłem żonę", "chcę przestać"},
		{"karımı dövdüm", "durmak istiyorum"},
		{"я вдарив дружину", "хочу зупинитися"},
		{"ضربت زوجتي", "أريد أن أتوقف"},
		{"mi a dal mi kasá", "mi ke stòp"},
	} {
		if a := h.last(t, turns...); !strings.Contains(a.Lead, assistant.Message(a.Lang, "stop_hitting")) || a.Action != assistant.ActionVeiligThuis || !strings.Contains(a.Text(), "0800-2000") {
			t.Errorf("%q: %s %s %q", turns, a.Status, a.Action, a.Text())
		}
	}
	if a := h.last(t, "ik heb mijn vriendin geslagen", "ik wil ophouden met dit gesprek"); a.Lead != assistant.Message("nl", "remark_leave") {
		t.Errorf("who wants to stop the talk hears %q", a.Text())
	}
	for _, turns := range [][]string{
		{"ik heb mijn vriendin geslagen", "ik wil stoppen met praten"},
		{"ik heb mijn vriendin geslagen", "laat me met rust"},
		{"ik heb mijn vriendin geslagen", "ik wil stoppen met de aangifte"},
		{"mijn vriend heeft mij geslagen", "ik wil stoppen"},
		{"ik heb mijn hoofd gestoten toen hij mij sloeg", "ik wil stoppen"},
		{"ik sla mijn man van me af als hij me slaat", "ik wil stoppen"},
		{asked, "ik wil stoppen"},
		{"my boyfriend hit me", "i want to stop"},
	} {
		if a := h.last(t, turns...); strings.Contains(a.Text(), assistant.Message(a.Lang, "stop_hitting")) {
			t.Errorf("%q is helped to stop hitting: %q", turns, a.Text())
		}
	}
}
