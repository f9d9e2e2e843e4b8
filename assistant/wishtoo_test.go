package assistant_test

import (
	"slices"
	"testing"

	"wegwijzer/assistant"
	"wegwijzer/assistant/danger"
)

// Who lost somebody to suicide and wants or thinks of it too gets the line of 113, in however few words; so does who wants no more while an appointment is
// made. Who wants something else too is answered for that.
func TestWhoWantsToDieTooIsHeard(t *testing.T) {
	t.Parallel()
	h := newHelper(t)
	h.Assistant = h.BookOn(assistant.OpenCalendar{})
	for _, talk := range []struct {
		before, says string
		line         bool
	}{
		{"mijn broer heeft zich opgehangen", "ik denk er ook steeds aan", true},
		{"mijn vrouw is voor de trein gesprongen", "ik begrijp haar wel, ik wil het zelf ook", true},
		{"mijn zoon heeft zelfmoord gepleegd", "ik overweeg hetzelfde", true},
		{"my brother killed himself", "I think about it too", true},
		{"ik wil een afspraak", "eigenlijk wil ik zelf ook niet meer", true},
		{"mijn broer heeft zich opgehangen", "ik wil dat zelf niet", false},
		{"mijn broer heeft zich opgehangen", "mag ik ook mee naar de uitvaart", false},
		{"mijn fiets is gestolen", "ik wil dat ook", false},
		{"ik wil een afspraak", "dat wil ik ook", false},
	} {
		m := &assistant.Memory{}
		h.say(t, m, talk.before)
		a := h.say(t, m, talk.says)
		line := slices.ContainsFunc(a.Notices, func(n assistant.Notice) bool {
			return slices.ContainsFunc(n.Contacts, func(r assistant.Reach) bool { return r.Line == danger.SuicideLine })
		})
		if line != talk.line {
			t.Errorf("%q > %q: 113 %v, %s %q", talk.before, talk.says, line, a.Status, a.Text())
		}
	}
}

// Who leaves a violent man, and who cannot sleep where they were robbed, is not in danger of their own hand.
func TestWhoLeavesOrCannotSleepDoesNotWantToDie(t *testing.T) {
	t.Parallel()
	h := newHelper(t)
	for _, talk := range [][2]string{{"mijn man slaat me, ik ben weggegaan", "ik ga niet meer terug naar hem"}, {"er is ingebroken", "ik kan niet meer slapen in dit huis"}} {
		m := &assistant.Memory{}
		h.say(t, m, talk[0])
		if a := h.say(t, m, talk[1]); a.Status == assistant.CrisisAcute && slices.ContainsFunc(a.Notices, func(n assistant.Notice) bool { return len(n.Contacts) > 0 && n.Contacts[0].Line == danger.SuicideLine }) {
			t.Errorf("%q: %q", talk[1], a.Text())
		}
	}
}

// Whoever may speak of leaving life keeps 113, and who would sleep and not wake up the card of this moment.
func TestWordsOfLeavingAndSleepKeepTheLineOf113(t *testing.T) {
	t.Parallel()
	h := newHelper(t)
	for _, says := range []string{"ik kom niet meer terug naar huis", "ik wil slapen en niet meer wakker worden", "ik kom niet terug naar hem"} {
		a := h.say(t, &assistant.Memory{}, says)
		if !slices.ContainsFunc(a.Notices, func(n assistant.Notice) bool {
			return slices.ContainsFunc(n.Contacts, func(r assistant.Reach) bool { return r.Line == danger.SuicideLine })
		}) {
			t.Errorf("%q: %v", says, a.Notices)
		}
	}
}
