package assistant_test

import (
	"slices"
	"strings"
	"testing"

	"wegwijzer/assistant"
	"wegwijzer/assistant/danger"
)

// cardLines returns whom the card of an answer says to reach, the first of them first.
func cardLines(a assistant.Answer) []danger.Line {
	var lines []danger.Line
	for _, n := range a.Notices {
		for _, c := range n.Contacts {
			lines = append(lines, c.Line)
		}
	}
	return lines
}

// What is said in another language is danger for what was told in that language, and is kept without what points to a person.
func TestDangerInATalkIsHeardInItsOwnWords(t *testing.T) {
	t.Parallel()
	h := newHelper(t)
	for _, turns := range [][]string{
		{"زوجي يهددني انه ياخذ الاولاد لبلده", "هو عنده جوازاتهم"},
		{"kocam bana vuruyor", "çocuklar da görüyor"},
		{"mon mari me menace de prendre les enfants au maroc", "il a leurs passeports"},
	} {
		m := &assistant.Memory{}
		h.say(t, m, turns[0])
		if lines := cardLines(h.say(t, m, turns[1])); !slices.Contains(lines, danger.SafeAtHome) || slices.Contains(lines, danger.TraffickingLine) {
			t.Errorf("%q: %v", turns, lines)
		}
	}
	mixed := &assistant.Memory{}
	for _, said := range []string{"mijn man slaat me", "he called me yesterday about the money", "hij komt er zo aan"} {
		lines := cardLines(h.say(t, mixed, said))
		if said == "hij komt er zo aan" && !slices.Contains(lines, danger.Emergency) {
			t.Errorf("what was told in Dutch is forgotten for a message in English: %v", lines)
		}
	}
	m := &assistant.Memory{}
	h.say(t, m, "my husband Willem Dekker hits me, call me on 0612345678")
	kept, err := m.Encode()
	if err != nil || strings.Contains(string(kept), "Dekker") || strings.Contains(string(kept), "0612345678") || !strings.Contains(string(kept), "hits me") {
		t.Errorf("kept of a message in English: %v %s", err, kept)
	}
}

// After danger by another was told, what only sounds like a wish to die or a rape in a message about that one is of them first.
func TestWhatOnlySoundsLikeAnotherDangerIsOfWhoWasToldOf(t *testing.T) {
	t.Parallel()
	h := newHelper(t)
	for _, x := range []struct {
		turns []string
		first danger.Line
		then  danger.Line
	}{
		{[]string{"my husband said he would call immigration if i leave him", "he is coming home soon and he is drunk"}, danger.Emergency, danger.SafeAtHome},
		{[]string{"mijn vriend zegt dat ik met andere mannen mee moet gaan voor geld", "wat als ik vanavond niet ga"}, danger.Emergency, danger.TraffickingLine},
	} {
		m := &assistant.Memory{}
		var a assistant.Answer
		for _, said := range x.turns {
			a = h.say(t, m, said)
		}
		if lines := cardLines(a); len(lines) < 2 || lines[0] != x.first || lines[1] != x.then {
			t.Errorf("%q: %v, want %v and then %v", x.turns, lines, x.first, x.then)
		}
	}
}
