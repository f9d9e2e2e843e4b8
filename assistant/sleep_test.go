package assistant_test

import (
	"strings"
	"testing"

	"wegwijzer/assistant"
)

// Who cannot sleep reads what helps, whatever happened to them; what they ask beside it, and whoever else sleeps badly, is answered as before.
func TestWhoCannotSleepReadsWhatHelps(t *testing.T) {
	t.Parallel()
	h := newHelperWith(t,
		article("https://site.example/slapen", "Slecht slapen", "", "Lig je wakker of kun je niet slapen? Sta even op en doe iets rustigs. Ga elke dag om dezelfde tijd naar bed."),
		article("https://site.example/beroving", "Beroofd op straat", "", "Na een beroving op straat bel je de politie. Blokkeer je passen na een beroving."))
	for said, want := range map[string]bool{
		"ik kan niet meer slapen sinds de beroving": true, "sinds de beroving lig ik elke nacht wakker": true, "ik slaap slecht": true,
		"welke passen moet ik blokkeren na een beroving?": false,
	} {
		a := h.say(t, &assistant.Memory{}, said)
		if got := strings.Contains(a.Text(), "iets rustigs"); got != want {
			t.Errorf("%q: %s %q", said, a.Status, a.Text())
		}
	}
}
