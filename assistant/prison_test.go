package assistant_test

import (
	"strings"
	"testing"

	"wegwijzer/assistant"
)

// Nobody is looked up, and who asks in which prison somebody is hears what can be asked for instead.
func TestWhoAsksWhereSomebodyIsHeldHearsWhatCanBeAsked(t *testing.T) {
	t.Parallel()
	h := newHelperWith(t, article("https://site.example/vrij", "Bericht als de dader vrijkomt of met verlof gaat", "", "Je kunt vragen om bericht als de dader vrijkomt. Soms krijg je ook bericht over verlof. Kruis het aan op het wensenformulier."))
	for _, turns := range [][]string{
		{"in welke gevangenis zit hij"},
		{"de dader is veroordeeld voor de overval", "in welke gevangenis zit hij"},
		{"waar zit de dader vast"},
		{"mijn ex heeft mij geslagen", "in welke bajes zit mijn ex nu"},
		{"which prison is he in"},
		{"w jakim więzieniu on siedzi"},
		{"dans quelle prison est-il"},
		{"в якій тюрмі він"},
	} {
		a := h.last(t, turns...)
		if !strings.Contains(a.Lead, assistant.Message(a.Lang, "whereabouts")) || a.Action != assistant.ActionRefuse {
			t.Errorf("%q: %s %q", turns, a.Status, a.Text())
		}
	}
	for _, text := range []string{"waar kan ik heen nu hij in de gevangenis zit", "hoe lang zit hij vast", "mag ik hem in de gevangenis bezoeken", "waar staat dat hij de cel in moet"} {
		if a := h.ask(t, text); strings.Contains(a.Lead, assistant.Message("nl", "whereabouts")) {
			t.Errorf("%q: %q", text, a.Text())
		}
	}
}

// Who does not want somebody punished asks for no prediction: they hear what they have a say in.
func TestWhoSparesSomebodyHearsWhatTheyHaveASayIn(t *testing.T) {
	t.Parallel()
	h := newHelperWith(t,
		article("https://site.example/herstel", "Herstelbemiddeling", "", "Wil je de dader iets vragen of vertellen? Dat kan met een bemiddelaar. Dat heet herstelbemiddeling."),
		article("https://site.example/mishandeling", "Mishandeling", "", "Iemand heeft je met opzet pijn gedaan. Dat heet mishandeling. Laat je lichaam nakijken bij de huisarts."))
	for _, turns := range [][]string{
		{"mijn buurman heeft mij geduwd", "ik wil niet dat hij de bak in gaat"},
		{"ik wil niet dat hij de gevangenis in moet"},
		{"ik wil niet dat de dader de cel in gaat"},
		{"ik wil geen celstraf voor hem"},
		{"i don't want him to go to prison"},
		{"ik wil niet dat mijn zoon straf krijgt"},
		{"je ne veux pas qu'il aille en prison"},
	} {
		if a := h.last(t, turns...); !strings.Contains(a.Lead, assistant.Message(a.Lang, "own_say")) || !strings.Contains(a.Text(), "Dat heet herstelbemiddeling") {
			t.Errorf("%q: %s %q", turns, a.Status, a.Text())
		}
	}
	for _, text := range []string{"ik wil niet dat hij uit de gevangenis komt", "gaat hij de bak in", "ik wil niet naar de zitting"} {
		if a := h.ask(t, text); strings.Contains(a.Text(), "zeggen wat jij wilt") {
			t.Errorf("%q: %s %q", text, a.Status, a.Text())
		}
	}
}
