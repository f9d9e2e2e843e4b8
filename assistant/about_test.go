package assistant_test

import (
	"strings"
	"testing"

	"wegwijzer/assistant"
)

// What only sounds like a question about this program is looked for first in a talk, and where the site does not know, who speaks is told in one sentence and
// not in our whole text. Who asks what we can do reads it.
func TestWhatOnlySoundsLikeAQuestionAboutUsIsLookedForFirst(t *testing.T) {
	t.Parallel()
	h := newHelper(t)
	capability := assistant.Message("nl", "capability")
	for _, talk := range [][]string{
		{"ik ben bedreigd door mijn baas", "straks raak ik mijn werk kwijt"}, {"mijn zaak is geseponeerd", "hoeveel tijd heb ik"}, {"hier aangifte doen, kan dat"},
	} {
		m := &assistant.Memory{}
		var a assistant.Answer
		for _, turn := range talk {
			a = h.say(t, m, turn)
		}
		if strings.Contains(a.Text(), capability) {
			t.Errorf("%q: %s %q", talk, a.Status, a.Text())
		}
	}
	m := &assistant.Memory{}
	h.say(t, m, "er is bij mij ingebroken")
	if a := h.say(t, m, "wat kun jij voor mij doen"); !strings.Contains(a.Text(), capability) {
		t.Errorf("what we can do: %s %q", a.Status, a.Text())
	}
	watched := assistant.Message("nl", "watched")
	for talk, want := range map[string]bool{"ik moet getuigen in de rechtszaak|ziet hij mij dan": false, "ik ben weg bij mijn man|krijgt hij mijn adres te zien": false, "er is bij mij ingebroken|kan mijn man dit gesprek zien": true} {
		m := &assistant.Memory{}
		first, second, _ := strings.Cut(talk, "|")
		h.say(t, m, first)
		if a := h.say(t, m, second); strings.Contains(a.Text(), watched) != want {
			t.Errorf("%q: %s %q", talk, a.Status, a.Text())
		}
	}
}
