package assistant_test

import (
	"strings"
	"testing"

	"wegwijzer/assistant"
)

// Who wishes to die and cannot or dares not call reads the card of 113 again, which can be written to. Only where somebody is named may they be overheard.
func TestWhoWishesToDieAndCannotCallKeeps113(t *testing.T) {
	t.Parallel()
	h := newHelper(t)
	for _, turns := range [][]string{
		{"ik wil niet meer leven", "ik kan niet bellen"},
		{"ik wil dood", "ik durf niet te bellen"},
		{"ik wil dood", "ik durf nu niet te praten"},
		{"ik wil niet meer leven", "ik ben doof, ik kan niet bellen"},
		{"mijn man is overleden en ik wil niet meer leven", "ik kan niet bellen"},
		{"I want to kill myself", "I can't call"},
		{"nie chcę już żyć", "nie mogę dzwonić"},
		{"ölmek istiyorum", "telefonla konuşamam"},
		{"je veux mourir", "je ne peux pas appeler"},
	} {
		a := h.last(t, turns...)
		if !strings.HasPrefix(numbers(a), "113") || strings.Contains(numbers(a), "0800-2000") || len(a.Notices) == 0 || a.Notices[0].Silent {
			t.Errorf("%q: %s, the card has %q", turns, a.Status, numbers(a))
			continue
		}
		if c := a.Notices[0].Contacts[0]; c.Chat == "" || !strings.Contains(a.Notices[0].Text, "113") {
			t.Errorf("%q: %q, chat %q", turns, a.Notices[0].Text, c.Chat)
		}
	}
	for _, turns := range [][]string{
		{"ik wil dood", "ik kan niet praten, mijn man zit hier"},
		{"mijn man slaat me en hij is nu thuis, ik wil niet meer leven", "ik kan niet praten"},
		{"mijn man slaat me en hij is nu thuis", "ik kan niet bellen"},
	} {
		if a := h.last(t, turns...); !strings.HasPrefix(numbers(a), "112") || len(a.Notices) == 0 || !a.Notices[0].Silent {
			t.Errorf("%q: %s, the card has %q", turns, a.Status, numbers(a))
		}
	}
}

// Whom to reach in a danger that was told stays below every step of an appointment, in the language of the talk.
func TestAnAppointmentKeepsTheLinesOfADanger(t *testing.T) {
	t.Parallel()
	h := newHelper(t)
	h.Assistant = h.BookOn(assistant.OpenCalendar{})
	for _, c := range []struct {
		lang, line string
		turns      []string
	}{
		{"nl", "0800-2000", []string{"mijn man slaat me en hij is nu thuis", "kan ik een afspraak maken", "praten over wat er is gebeurd", "bellen"}},
		{"nl", "0800-0188", []string{"ik ben gisteren verkracht", "ik wil een afspraak maken", "chatten"}},
		{"nl", "0800-0432", []string{"ik ben 13 en mijn vader slaat me", "ik wil een afspraak maken"}},
		{"en", "0800-2000", []string{"my husband beats me", "I want to make an appointment"}},
		{"tr", "0800-2000", []string{"kocam beni dövüyor", "randevu almak istiyorum"}},
	} {
		m := &assistant.Memory{}
		for i, text := range c.turns {
			a, err := h.Answer(t.Context(), assistant.Turn{Question: text, Lang: c.lang, Collection: "site", Memory: m}, nil)
			if err != nil {
				t.Fatal(err)
			}
			if i > 0 && (a.Status != assistant.Appointment || strings.Count(a.Closing, c.line) != 1) {
				t.Errorf("%q: %s ends with %q", c.turns[:i+1], a.Status, a.Closing)
			}
		}
	}
	m := &assistant.Memory{}
	for _, text := range []string{"er is bij mij ingebroken", "ik wil een afspraak maken"} {
		h.say(t, m, text)
	}
	if a := h.say(t, m, "bellen"); strings.Contains(a.Closing, "112") || strings.Contains(a.Closing, "0800-") {
		t.Errorf("after no danger: %q", a.Closing)
	}
}

// Danger that goes on keeps its lines: how to get away from it, what was swallowed, whom one hit.
func TestDangerThatGoesOnKeepsItsLines(t *testing.T) {
	t.Parallel()
	h := newHelper(t)
	for _, turns := range [][]string{
		{"mijn man houdt me vast en pakt mijn paspoort af, ik moet zonder loon werken", "hoe kom ik hier weg"},
		{"my husband beats me", "how do I get away"},
		{"kocam beni dövüyor", "nasıl kaçabilirim"},
	} {
		if a := h.last(t, turns...); len(a.Notices) == 0 {
			t.Errorf("%q: no card, %s", turns, a.Status)
		}
	}
	if a := h.last(t, "ik heb te veel pillen geslikt", "ik heb spijt"); !strings.Contains(a.Closing+numbers(a), "112") {
		t.Errorf("after pills: %q", a.Closing)
	}
	for _, turns := range [][]string{{"ik heb mijn kind net geslagen"}, {"ik heb mijn kind net geslagen", "ik schrik van mezelf"}} {
		if a := h.last(t, turns...); !strings.Contains(numbers(a), "0800-2000") {
			t.Errorf("%q: the card has %q", turns, numbers(a))
		}
	}
	if a := h.last(t, "mijn auto is gestolen", "hoe kom ik er weg"); len(a.Notices) > 0 {
		t.Errorf("after no danger: %q", numbers(a))
	}
}
