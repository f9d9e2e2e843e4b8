package assistant_test

import (
	"slices"
	"strings"
	"testing"

	"wegwijzer/assistant"
	"wegwijzer/assistant/danger"
)

// What goes on in the midst of the sentence before it, and what a body does that was choked, belongs to the danger that was told.
func TestAFragmentKeepsTheCardOfTheDangerItGoesOnWith(t *testing.T) {
	t.Parallel()
	h := newHelper(t)
	carded := func(a assistant.Answer) bool {
		return slices.ContainsFunc(a.Notices, func(n assistant.Notice) bool {
			return slices.ContainsFunc(n.Contacts, func(c assistant.Reach) bool { return c.Line == danger.Emergency })
		})
	}
	for _, turns := range [][]string{
		{"hij staat nu voor mijn deur", "met een bijl"},
		{"hij slaat me nu", "met zijn riem"},
		{"he is at my door right now", "with a hammer"},
		{"mijn vriend heeft me net gewurgd", "ik ben duizelig en hees"},
	} {
		if a := h.last(t, turns...); !carded(a) {
			t.Errorf("%q: %s %q without a card", turns, a.Status, a.Text())
		}
	}
	if a := h.last(t, "hij slaat me nu", "hoe werkt het spreekrecht op een zitting?"); len(a.Sentences) == 0 {
		t.Errorf("a question of its own is not answered below the card: %s %q", a.Status, a.Text())
	}
}

// A page for who caused an accident is not for who lost somebody in one.
func TestWhoLostSomebodyIsNotToldThatTheyCausedIt(t *testing.T) {
	t.Parallel()
	h := newHelperWith(t,
		article("https://site.example/veroorzaakt", "Per ongeluk een ongeluk veroorzaakt", "", "Je hebt zonder opzet een ongeluk veroorzaakt. Iemand is overleden bij een ongeluk. Ook jij mag steun vragen."),
		article("https://site.example/rouw", "Rouw na een ongeluk", "", "Is je man of vrouw overleden bij een ongeluk? Rouw duurt zo lang als nodig is. Wij luisteren naar je."))
	if a := h.last(t, "ik voel me zo alleen", "mijn man is overleden bij een ongeluk"); strings.Contains(a.Text(), "Je hebt zonder opzet") {
		t.Errorf("the bereaved read %q", a.Text())
	}
	if a := h.ask(t, "ik heb een ongeluk veroorzaakt en iemand is overleden"); !strings.Contains(a.Text(), "zonder opzet") {
		t.Errorf("who caused it reads %q", a.Text())
	}
}

// A question of few words after something that was told is answered with reserve, rather than refused.
func TestABareQuestionIsAboutWhatWasTold(t *testing.T) {
	t.Parallel()
	h := newHelperWith(t, article("https://site.example/roof", "Straatroof en beroving", "", "Ben je beroofd op straat? Iemand pakt je spullen af met geweld. Dat is strafbaar. Bel de politie voor aangifte. Wij helpen je."))
	for _, asked := range []string{"is dat strafbaar", "wie kan mij helpen"} {
		if a := h.last(t, "ik ben beroofd op straat van mijn spullen", asked); len(a.Sentences) == 0 {
			t.Errorf("%q: %s %q", asked, a.Status, a.Text())
		}
	}
	if a := h.last(t, "ik ben beroofd op straat van mijn spullen", "hoeveel kost een vliegticket naar Suriname in december"); len(a.Sentences) > 0 {
		t.Errorf("another thing is answered by what was told: %q", a.Text())
	}
}

// What is said is remembered for the next message though it was not answered.
func TestWhatWasNotAnsweredIsStillUnderstoodWithTheNext(t *testing.T) {
	t.Parallel()
	h := newHelper(t)
	m := &assistant.Memory{}
	h.say(t, m, "mijn hamster heet Bommel en woont in een kartonnen kasteel")
	h.say(t, m, "er komt een zitting van de rechtbank")
	if len(m.Said) != 2 || !strings.Contains(m.Said[0], "hamster") || !strings.Contains(m.Said[1], "zitting") {
		t.Errorf("it remembers %q", m.Said)
	}
	if a := h.say(t, m, "mag ik daar iets zeggen"); len(a.Sentences) == 0 || !strings.Contains(a.Text(), "verhaal") {
		t.Errorf("%s %q", a.Status, a.Text())
	}
}

// A question that was answered is done with: what is asked next is about what was told, unless it goes on with it.
func TestWhatWasAskedIsDoneWithUnlessTheNextGoesOnWithIt(t *testing.T) {
	t.Parallel()
	m := &assistant.Memory{}
	h := newHelper(t)
	h.say(t, m, "ik ben op straat beroofd van mijn tas en telefoon")
	h.say(t, m, "hoe werkt het spreekrecht op de zitting?")
	if a := h.say(t, m, "en hoe lang mag dat?"); !strings.Contains(a.Text(), "zitting") && len(a.Sentences) > 0 {
		t.Errorf("what goes on with it is answered with %q", a.Text())
	}
	if a := h.last(t, "ik ben op straat beroofd van mijn tas en telefoon", "hoe werkt het spreekrecht op de zitting?", "waar kan ik heen vannacht"); strings.Contains(a.Text(), "zitting") {
		t.Errorf("what is asked next is answered with what was asked before: %q", a.Text())
	}
}

// Who thanks, or tells on where the site has nothing new to say, is offered a next step each time, and never the same line twice in a row.
func TestTheNextStepIsOfferedInOtherWordsTheSecondTime(t *testing.T) {
	t.Parallel()
	h := newHelper(t)
	for lang, thanks := range map[string]string{"nl": "dank je", "en": "thank you", "ar": "شكرا", "tr": "teşekkürler", "pl": "dziękuję", "uk": "дякую", "fr": "merci", "pap": "danki"} {
		m := &assistant.Memory{}
		h.say(t, m, asked)
		m.Lang = lang
		before := ""
		for range 3 {
			a := h.say(t, m, thanks)
			if a.Lead == before || !strings.Contains(a.Lead, "0900-0101") {
				t.Errorf("%s: thanks gives %q after %q", lang, a.Lead, before)
			}
			before = a.Lead
		}
	}
	m := &assistant.Memory{}
	before := ""
	told := 0
	for _, text := range []string{"ik slaap slecht na een schokkende gebeurtenis", "ik heb elke nacht nachtmerries", "het was een nachtmerrie vannacht", "ik was weer wakker van een nachtmerrie", "ik had vannacht weer een nachtmerrie", "ik sliep weer slecht"} {
		a := h.say(t, m, text)
		if a.Status != assistant.Told {
			before = ""
			continue
		}
		told++
		if a.Lead == before || !strings.Contains(a.Text(), "afspraak") {
			t.Errorf("%q gives %q after %q", text, a.Lead, before)
		}
		before = a.Lead
	}
	if told < 2 {
		t.Errorf("only %d were told on", told)
	}
}
