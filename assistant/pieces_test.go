package assistant_test

import (
	"strings"
	"testing"

	"wegwijzer/assistant"
	"wegwijzer/assistant/danger"
)

// Whoever writes one sentence as several messages gets the card that the sentence would have had; short messages that say no danger together get none.
func TestDangerToldInPiecesGetsItsCard(t *testing.T) {
	t.Parallel()
	h := newHelperInNeed(t)
	for _, pieces := range []string{
		"geslagen/door mijn man/vanavond", "bang/voor mijn man/slaat me/nu", "dood/wil/ik", "verkracht/gisteren", "hij heeft/een mes/en is hier", "ik wil/niet meer/leven", "hit/by my husband", "mąż/mnie bije/teraz",
	} {
		m := &assistant.Memory{}
		most := danger.None
		for said := range strings.SplitSeq(pieces, "/") {
			for _, n := range h.say(t, m, said).Notices {
				most = max(most, n.Level)
			}
		}
		if most == danger.None {
			t.Errorf("%q got no card", pieces)
		}
	}
	for _, pieces := range []string{"hallo/dank je/wat nu", "aangifte/doen/morgen", "mijn man/is aangereden/gisteren", "schadefonds/hoeveel geld/krijg ik", "fiets gestolen/gisteren/wat nu", "niet bang/dank je/doei"} {
		m := &assistant.Memory{}
		for said := range strings.SplitSeq(pieces, "/") {
			for _, n := range h.say(t, m, said).Notices {
				if n.Kind == assistant.DangerNotice {
					t.Errorf("%q got a card at %q: %q", pieces, said, n.Text)
				}
			}
		}
	}
}

// Whether somebody will sit beside the writer is asked of a hearing that was spoken of; without one, or told of now, it is danger.
func TestWhereSomebodySitsInCourtIsNoDanger(t *testing.T) {
	t.Parallel()
	h := newHelperInNeed(t)
	for _, said := range [][2]string{{"morgen is de zitting", "zit hij naast mij"}, {"ik moet volgende week naar de rechtbank", "komt hij naast mij zitten"}, {"what happens at the hearing in court?", "will he sit next to me"}} {
		m := &assistant.Memory{}
		h.say(t, m, said[0])
		for _, n := range h.say(t, m, said[1]).Notices {
			if n.Kind == assistant.DangerNotice {
				t.Errorf("%q after %q: %v %q", said[1], said[0], n.Level, n.Text)
			}
		}
	}
	for _, said := range [][2]string{{"morgen is de zitting", "hij staat nu voor mijn deur"}, {"mijn man slaat mij", "hij zit naast mij"}} {
		m := &assistant.Memory{}
		h.say(t, m, said[0])
		if a := h.say(t, m, said[1]); len(a.Notices) == 0 || a.Notices[0].Level != danger.Acute {
			t.Errorf("%q after %q: no card", said[1], said[0])
		}
	}
}

// Who turns out to be grown is no child in the rest of the conversation; who chose the words for young people stays one.
func TestWhoIsGrownIsNoChildAnyMore(t *testing.T) {
	t.Parallel()
	h := newHelperInNeed(t)
	m := &assistant.Memory{Child: true}
	h.say(t, m, "ik ben 48 en heb zelf kinderen")
	if a := h.say(t, m, "mijn man slaat mij"); m.Child || strings.Contains(numbers(a), "0800-0432") {
		t.Errorf("who is 48 hears of %s", numbers(a))
	}
	m = &assistant.Memory{}
	h.say(t, m, "ik ben 14")
	if a := h.say(t, m, "mijn vader slaat mij"); !m.Child || !strings.Contains(numbers(a), "0800-0432") {
		t.Errorf("who is 14 hears of %s", numbers(a))
	}
	m = &assistant.Memory{}
	h.say(t, m, "mijn vader is overleden")
	if m.Child {
		t.Error("whose father died is taken for a child")
	}
}

// Who said to be deaf is told how to reach help without a call, also in a later turn.
func TestWhoIsDeafIsNotToldToCall(t *testing.T) {
	t.Parallel()
	h := newHelperInNeed(t)
	a := h.say(t, &assistant.Memory{}, "ik kan niet bellen want ik ben doof, mijn man slaat mij")
	if len(a.Notices) == 0 || !strings.Contains(a.Notices[0].Text, "Laat iemand anders 112 bellen") {
		t.Errorf("the card says %+v", a.Notices)
	}
}

// Who was raped and cannot go home hears of the centre beside the number for danger, and is not told to calm down.
func TestTheCentreStaysWhenSomebodyIsNotSafe(t *testing.T) {
	t.Parallel()
	h := newHelperInNeed(t)
	for _, said := range [][2]string{{"i was raped by my housemate last night", "i live with him, i can't go home"}, {"ik ben vannacht verkracht door mijn huisgenoot", "ik woon met hem, ik kan niet naar huis"}} {
		m := &assistant.Memory{}
		h.say(t, m, said[0])
		if a := h.say(t, m, said[1]); len(a.Notices) == 0 || !strings.Contains(numbers(a), "0800-0188") || strings.Contains(numbers(a), "113") {
			t.Errorf("after %q: %q is answered with %q", said[0], said[1], numbers(a))
		}
	}
}

// What may not be known by who was told to be violent is kept silent; what is kept from family out of shame shows nothing but the answer.
func TestOnlyAfterViolenceASecretIsSilent(t *testing.T) {
	t.Parallel()
	h := newHelperInNeed(t)
	for told, silent := range map[string]bool{"mijn man slaat mij": true, "ik ben opgelicht op internet": false} {
		m := &assistant.Memory{}
		h.say(t, m, told)
		a := h.say(t, m, "mijn man mag het niet weten")
		if got := len(a.Notices) > 0 && a.Notices[0].Silent; got != silent {
			t.Errorf("after %q: silent %v", told, got)
		}
	}
}
