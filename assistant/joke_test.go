package assistant_test

import (
	"strings"
	"testing"

	"wegwijzer/assistant"
)

// Who takes back what sounded like danger is not thanked: it is taken seriously, and whom to reach stays. Where there was none, the talk goes on.
func TestAJokeAboutDangerIsTakenSeriously(t *testing.T) {
	t.Parallel()
	h := newHelper(t)
	for _, turns := range [][]string{
		{"ik ga hem vermoorden", "dat was een grapje"},
		{"ik steek die vent neer vanavond", "grapje"},
		{"ik maak haar kapot", "nee hoor, ik meende het niet"},
		{"ik wil dood", "dat was maar een grapje"},
		{"i will kill him tonight", "it was just a joke"},
		{"zabiję go", "to był tylko żart"},
		{"onu öldüreceğim", "şakaydı"},
		{"я вб'ю його", "це був жарт"},
		{"je vais le tuer", "c'était une blague"},
		{"سأقتله", "كانت مزحة"},
	} {
		a := h.last(t, turns...)
		cardAgain := len(a.Notices) > 0 && a.Status == assistant.CrisisAcute
		if !cardAgain && (!strings.Contains(a.Lead, assistant.Message(a.Lang, "remark_joke")) || !strings.Contains(a.Closing, "112")) {
			t.Errorf("%q: %s %q", turns, a.Status, a.Text())
		}
	}
	if a := h.last(t, asked, "dat was een grapje"); a.Lead != assistant.Message("nl", "remark_accepts") {
		t.Errorf("a joke about nothing gives %q", a.Text())
	}
	if a := h.last(t, "mijn baas zit aan me en zegt dat het een grapje is", "het was een grapje zei hij"); strings.Contains(a.Text(), assistant.Message("nl", "remark_joke")) {
		t.Errorf("what another called a joke gives %q", a.Text())
	}
}
