package assistant_test

import (
	"strings"
	"testing"

	"wegwijzer/assistant"
)

// Who hit somebody of theirs is not told that nothing is their fault, nor that their anger is right, whatever they feel or fear.
func TestWhoHitSomebodyOfTheirsReadsNothingForWhoWasHit(t *testing.T) {
	t.Parallel()
	h := newHelper(t)
	for _, c := range []struct {
		key   string
		turns []string
	}{
		{"wronged", []string{"ik heb mijn man geslagen, ik voel me zo schuldig"}},
		{"wronged", []string{"ik heb mijn dochter geschopt en ik schaam me dood"}},
		{"wronged", []string{"i hit my girlfriend and i feel so ashamed"}},
		{"accused", []string{"ik heb mijn vrouw geslagen", "moet ik nu naar de gevangenis"}},
		{"accused", []string{"ik heb mijn vrouw geslagen", "wat gebeurt er als zij aangifte doet"}},
		{"accused", []string{"i hit my wife", "will i go to jail"}},
		{"stop_hitting", []string{"ik heb mijn vriend een klap gegeven en geslagen", "ik wil dat dit nooit meer gebeurt"}},
	} {
		if a := h.last(t, c.turns...); !strings.Contains(a.Lead, assistant.Message(a.Lang, c.key)) || len(a.Sentences) > 0 {
			t.Errorf("%q: %s %q", c.turns, a.Status, a.Text())
		}
	}
	for _, turns := range [][]string{{"mijn vriendin heeft mij geslagen, ik schaam me"}, {"mijn man slaat mij", "wat gebeurt er als ik aangifte doe"}} {
		for _, key := range []string{"wronged", "accused"} {
			if a := h.last(t, turns...); strings.Contains(a.Lead, assistant.Message("nl", key)) {
				t.Errorf("%q, of who was hit: %q", turns, a.Text())
			}
		}
	}
}

// What if it happens again is asked of the danger that was told.
func TestWhatIfItHappensAgainIsAskedOfTheDanger(t *testing.T) {
	t.Parallel()
	h := newHelperInNeed(t)
	for _, turns := range [][]string{
		{"mijn man heeft me vanmorgen gewurgd", "wat als hij het weer doet"}, {"mijn ex sloeg me vorige week", "en als hij het nog eens doet"},
		{"my husband hit me last night", "what if he does it again"},
	} {
		if a := h.last(t, turns...); len(a.Notices) == 0 || !strings.Contains(numbers(a), "0800-2000") {
			t.Errorf("%q: %s %q", turns, a.Status, a.Text())
		}
	}
}

// Who says in whatever language that they are afraid, after a card of danger, gets it again; 112 stands first where another is the danger now.
func TestFearAfterACardOfDangerGetsItAgain(t *testing.T) {
	t.Parallel()
	h := newHelperInNeed(t)
	for _, turns := range [][]string{
		{"kocam beni odaya kilitledi", "korkuyorum"}, {"mąż zamknął mnie w pokoju i bije", "boję się"}, {"my husband locked me in and is hitting me", "i am scared"},
	} {
		if a := h.last(t, turns...); a.Status != assistant.CrisisAcute || a.Action != assistant.Action112 {
			t.Errorf("%q: %s %s", turns, a.Status, a.Action)
		}
	}
	if a := h.last(t, "mijn ex stuurt me elke dag tientallen berichten", "hij staat nu voor mijn deur te schreeuwen"); a.Action != assistant.Action112 {
		t.Errorf("who stands at the door now: %s, %q", a.Action, numbers(a))
	}
}

// Whose mother is old is no child, and who wants to die gets 113 first and its own words, though their parents may not know.
func TestWhoSaysMamaOfAnOldMotherIsNoChild(t *testing.T) {
	t.Parallel()
	h := newHelper(t)
	if a := h.last(t, "mijn vader van 85 wordt geslagen door mijn broer", "papa wil niet dat ik het zeg"); strings.Contains(a.Text()+numbers(a), "0800-0432") {
		t.Errorf("of an old father: %q", a.Text())
	}
	a := h.last(t, "er is een naaktfoto van mij rondgestuurd", "ik ben 14", "mijn ouders mogen dit niet weten", "ik wil niet meer leven")
	if a.Action != assistant.Action113 || !strings.Contains(numbers(a), "0800-0432") {
		t.Errorf("a child that wants to die: %s %s %q", a.Status, a.Action, a.Text())
	}
}
