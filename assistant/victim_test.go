package assistant_test

import (
	"slices"
	"strings"
	"testing"

	"wegwijzer/assistant"
	"wegwijzer/knowledge"
)

// Who asks for a human being hears at once how to reach one, and is asked nothing about an appointment; who asks to talk with somebody still makes one.
func TestAHumanBeingIsOfferedAndNotBooked(t *testing.T) {
	t.Parallel()
	h := newHelper(t)
	h.BookOn(&assistant.OpenCalendar{})
	for _, text := range []string{
		"kan ik met een echt mens praten", "ik wil een levend mens spreken", "ik wil een echt iemand spreken", "can i talk to a real person", "mogę porozmawiać z prawdziwym człowiekiem",
		"чи можу я поговорити з живою людиною", "هل يمكنني التحدث مع شخص حقيقي", "mi por papia ku un hende di berdat", "je veux parler à une vraie personne", "je voudrais parler à quelqu'un, une vraie personne",
	} {
		if a := h.ask(t, text); a.Status != assistant.HandedOver || !strings.Contains(a.Lead, "0900-0101") {
			t.Errorf("%q gives %s: %q", text, a.Status, a.Lead)
		}
	}
	for _, text := range []string{"ik wil graag met iemand praten", "ik wil een afspraak met een mens", "kan ik morgen om 10 uur met een mens praten"} {
		if a := h.ask(t, text); a.Status != assistant.Appointment {
			t.Errorf("%q gives %s: %q", text, a.Status, a.Lead)
		}
	}
}

// The way to a person says that an appointment can be made: who then only names a moment wants one, and who asks about that moment does not.
func TestAMomentAfterTheWayToAPersonIsAnAppointment(t *testing.T) {
	t.Parallel()
	h := newHelper(t)
	h.BookOn(&assistant.OpenCalendar{})
	for text, want := range map[string]bool{"morgen": true, "vrijdag om 10 uur": true, "wat moet ik morgen meenemen naar de rechter": false} {
		var memory assistant.Memory
		for _, turn := range []string{"kan ik met een echt mens praten", text} {
			a, err := h.Answer(t.Context(), assistant.Turn{Question: turn, Memory: &memory, Collection: "site"}, nil)
			if err != nil {
				t.Fatal(err)
			}
			if turn == text && (a.Status == assistant.Appointment) != want {
				t.Errorf("%q gives %s: %q", text, a.Status, a.Lead)
			}
		}
	}
}

// Whether somebody can know of this talk is no wish for a talk.
func TestWhetherHeKnowsOfThisTalkIsNoWishForOne(t *testing.T) {
	t.Parallel()
	h := newHelper(t)
	h.BookOn(&assistant.OpenCalendar{})
	for _, text := range []string{"kan hij erachter komen dat ik met jullie praat", "kan mijn ex zien dat ik met jullie chat", "can he find out that i talk to you"} {
		if a := h.ask(t, text); a.Status == assistant.Appointment || !strings.Contains(a.Lead, assistant.Message(a.Lang, "watched")) {
			t.Errorf("%q gives %s: %q", text, a.Status, a.Lead)
		}
	}
}

// A victim in danger is not taken for whoever hits: "zodat dit stopt" is about what was told, and whether there is punishment is asked in shame.
func TestAVictimIsNotTakenForWhoeverHits(t *testing.T) {
	t.Parallel()
	h := newHelper(t)
	m := &assistant.Memory{}
	h.say(t, m, "mijn ex staat elke avond voor mijn huis en stuurt honderden berichten")
	a := h.say(t, m, "wat kan ik doen zodat dit stopt")
	if slices.ContainsFunc(a.Topics, func(b assistant.Button) bool { return b.Topic == "zelf_geweld_plegen" }) {
		t.Errorf("a victim of stalking is pointed to %v", a.Topics)
	}
	m = &assistant.Memory{}
	h.say(t, m, "hoi ik ben 13")
	h.say(t, m, "mijn trainer stuurt me steeds vieze foto's")
	if a := h.say(t, m, "krijg ik straf"); !strings.Contains(a.Lead, assistant.Message("nl", "guilt")) || strings.Count(a.Text(), "0800-0432") > 1 {
		t.Errorf("a child that was approached asks whether it is punished: %s %q", a.Status, a.Text())
	}
	m = &assistant.Memory{}
	h.say(t, m, "mijn man heeft me vorige week geslagen")
	if a := h.say(t, m, "krijgt hij straf"); strings.Contains(a.Lead, assistant.Message("nl", "guilt")) {
		t.Errorf("whether he is punished gives %q", a.Lead)
	}
	m = &assistant.Memory{}
	h.say(t, m, "ik heb gisteren mijn vriendin geslagen en ze is bang voor me")
	if a := h.say(t, m, "krijg ik straf"); strings.Contains(a.Lead, assistant.Message("nl", "guilt")) {
		t.Errorf("whoever hit somebody hears %q", a.Lead)
	}
}

// The line for a child stands once below an answer.
func TestTheLineForAChildStandsOnce(t *testing.T) {
	t.Parallel()
	h := newHelper(t)
	a := h.say(t, &assistant.Memory{Child: true}, asked)
	if n := strings.Count(a.Text(), "0800-0432"); n != 1 || len(a.Sentences) == 0 {
		t.Errorf("it stands %d times: %q", n, a.Text())
	}
}

// byAccident are pages on accidents: for who lives, who lost somebody and who caused it.
var byAccident = []knowledge.Document{
	page("https://site.example/veroorzaakt/", "Per ongeluk een ongeluk veroorzaakt", "Je hebt zonder opzet een ongeluk veroorzaakt in het verkeer. Iemand is overleden. Over een uitvaart of begrafenis betalen praat je met je verzekering."),
	page("https://site.example/nabestaanden/", "Nabestaande na een verkeersongeval", "Je hebt iemand verloren door een ongeluk in het verkeer. Wie schuld heeft, moet de uitvaart of begrafenis betalen."),
}

// Whoever lost somebody in traffic is not told, in any language, that they caused it; whoever did is.
func TestWhoLostSomebodyDidNotCauseTheAccident(t *testing.T) {
	t.Parallel()
	h := newHelperWith(t, byAccident...)
	const blamed = "Je hebt zonder opzet"
	for _, told := range []string{"my daughter was killed by a lorry in an accident", "mon mari a été tué dans un accident de la route", "mijn broer is doodgereden door een vrachtwagen", "moja żona zginęła w wypadku samochodowym"} {
		m := &assistant.Memory{}
		said := h.say(t, m, told).Text()
		asked := "wie betaalt de begrafenis"
		if strings.HasPrefix(told, "my") {
			asked = "who pays for the burial"
		}
		if said += h.say(t, m, asked).Text(); strings.Contains(said, blamed) || !strings.Contains(said, "de uitvaart of begrafenis betalen") {
			t.Errorf("%q: %q", told, said)
		}
	}
	for _, told := range []string{"ik heb een ongeluk veroorzaakt en iemand is overleden"} {
		if said := h.ask(t, told).Text(); !strings.Contains(said, blamed) {
			t.Errorf("%q: %q", told, said)
		}
	}
}

// Where nobody else did anything, nobody is told that it is not their fault what another did to them.
func TestADeathByAnAccidentIsNotBlamedOnAnother(t *testing.T) {
	t.Parallel()
	h := newHelper(t)
	guilt := assistant.Message("nl", "guilt")
	for _, told := range []string{"onze baby is door mijn schuld gestikt", "mijn neefje is verdronken, het is mijn schuld"} {
		if said := h.ask(t, told).Text(); strings.Contains(said, guilt) {
			t.Errorf("%q: %q", told, said)
		}
	}
	if said := h.ask(t, "het is mijn schuld dat ik ben aangerand").Text(); !strings.Contains(said, guilt) {
		t.Errorf("a victim is told %q", said)
	}
}
