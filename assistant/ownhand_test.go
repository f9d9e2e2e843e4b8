package assistant_test

import (
	"strings"
	"testing"

	"wegwijzer/assistant"
)

// Who lost somebody to suicide is heard first, in whatever words it is told, and reads nothing of murder or of a school.
func TestASuicideInOtherWordsIsMourned(t *testing.T) {
	t.Parallel()
	h := newHelper(t)
	for _, text := range []string{
		"mijn zoon heeft zichzelf gedood", "mijn broer heeft zichzelf vorige week opgehangen", "mijn vader heeft zich verhangen", "mijn dochter heeft zich van het leven beroofd",
		"my son killed himself", "oğlum intihar etti", "mój syn się powiesił", "мій син повісився", "ابني انتحر", "mon fils s'est suicidé",
	} {
		a := h.ask(t, text)
		if said := a.Text(); len(a.Notices) == 0 && !strings.Contains(said, strings.TrimSpace(assistant.Message(a.Lang, "heard_grief"))) {
			t.Errorf("%q gives %s: %q", text, a.Status, said)
		}
	}
	for _, text := range []string{"mijn zoon wil zich verhangen", "ik wil mezelf ophangen", "mijn zus heeft zich aangemeld"} {
		if a := h.ask(t, text); strings.Contains(a.Text(), assistant.Message(a.Lang, "heard_grief")) {
			t.Errorf("%q is mourned: %q", text, a.Text())
		}
	}
}
