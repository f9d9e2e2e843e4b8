package assistant_test

import (
	"strings"
	"testing"

	"wegwijzer/assistant"
)

// Who tells that they did somebody wrong hears to whom they can talk and that a mediator can help to say sorry: no page for victims or helpers is read to
// them. Who tells that it was done to somebody of theirs hears none of it.
func TestWhoDidSomebodyWrongHearsWhomToTalkTo(t *testing.T) {
	t.Parallel()
	h := newHelper(t)
	wronged := assistant.Message("nl", "wronged")
	for text, want := range map[string]bool{
		"ik heb een jaar geleden mijn nichtje misbruikt": true,
		"ik heb een zus die is verkracht":                false, "ik heb pijn en ben mishandeld": false, "ik heb gehoord dat zij een meisje hebben aangerand": false, "ik heb haar niet aangerand": false,
	} {
		if a := h.ask(t, text); strings.Contains(a.Text(), wronged) != want {
			t.Errorf("%q: %s %q", text, a.Status, a.Text())
		}
	}
	m := &assistant.Memory{}
	h.say(t, m, "ik heb een jaar geleden een jongen aangerand")
	if a := h.say(t, m, "mag ik hem mijn excuses aanbieden"); !strings.Contains(a.Text(), wronged) {
		t.Errorf("who would say sorry reads %s %q", a.Status, a.Text())
	}
	m = &assistant.Memory{}
	h.say(t, m, "mijn zus is aangerand")
	if a := h.say(t, m, "hij heeft spijt"); strings.Contains(a.Text(), wronged) {
		t.Errorf("a victim's sister reads %q", a.Text())
	}
}

// Who is said to have done something and denies it is told whom this is for, and reads no page for whom it was done to.
func TestWhoIsWronglySuspectedIsNoVictimAndNoStalker(t *testing.T) {
	t.Parallel()
	h := newHelper(t)
	for text, want := range map[string]bool{
		"mijn collega's beweren dat ik geld heb weggenomen, dat is gelogen": true, "ze denken dat ik heb ingebroken maar ik was het niet": true, "ik word nu ook nog verdacht": true,
		"ze zeggen dat ik het zelf wilde maar dat is niet waar": false, "hij zegt dat ik lieg over de inbraak maar dat is niet waar": false,
	} {
		if a := h.ask(t, text); (a.Lead == assistant.Message("nl", "accused")) != want {
			t.Errorf("%q: %s %q", text, a.Status, a.Text())
		}
	}
}
