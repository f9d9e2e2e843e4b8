package assistant_test

import (
	"strings"
	"testing"

	"wegwijzer/assistant"
	"wegwijzer/knowledge"
)

// free are pages on what a victim can ask for when they may run into whoever did it.
var free = []knowledge.Document{
	page("https://site.example/contactverbod/", "Contactverbod en gebiedsverbod", "De rechter kan een contactverbod geven. De dader mag dan geen contact met je zoeken en niet in je straat komen."),
	page("https://site.example/vrij/", "Bericht bij verlof en vrijlating na straf", "Je kunt vragen om bericht bij verlof en vrijlating van de dader na zijn straf."),
	page("https://site.example/veilig/", "Veilig in de rechtbank", "Je kunt vragen om een aparte wachtruimte in de rechtbank. Zo kom je de verdachte niet tegen."),
}

// A victim who would rather not meet, lose or harm whoever did it is not told that we do not help with revenge; who wants to harm them is.
func TestWhoSparesOrShunsTheOffenderWantsNoRevenge(t *testing.T) {
	t.Parallel()
	h := newHelperWith(t, free...)
	revenge := func(a assistant.Answer) bool {
		return strings.Contains(a.Text()+a.Lead+a.Closing, assistant.Message(a.Lang, "revenge"))
	}
	for _, says := range []string{
		"kom ik hem tegen", "loop ik hem daar tegen het lijf", "zie ik hem straks weer op school", "hoe ontloop ik hem", "ik wil hem uit de weg gaan", "ik wil niks meer met hem te maken hebben",
		"ik wil hem niet in moeilijkheden brengen", "ik wil hem niet kwijt", "ik wil hem geen pijn doen", "ik wil geen wraak", "ik wil niet dat hij zijn baan kwijtraakt", "ik wil het hem vergeven", "i don't want to hurt him",
	} {
		m := &assistant.Memory{}
		h.say(t, m, "ik ben vorig jaar mishandeld en de dader is vrijgesproken")
		if a := h.say(t, m, says); revenge(a) {
			t.Errorf("%q is refused: %q", says, a.Text()+a.Lead)
		}
	}
	for _, says := range []string{"hoe kan ik hem terugpakken", "ik wil wraak", "ik ga zijn ruiten ingooien", "hoe kan ik hem zwartmaken op zijn werk", "zal ik hem online te kijk zetten"} {
		if a := h.ask(t, says); !revenge(a) {
			t.Errorf("%q gives %s: %q", says, a.Status, a.Text()+a.Lead)
		}
	}
}

// Whether they run into whoever did it is answered with what can be asked for: in court, after a release, elsewhere.
func TestWhoMayRunIntoTheOffenderReadsWhatCanBeAskedFor(t *testing.T) {
	t.Parallel()
	h := newHelperWith(t, free...)
	for _, c := range []struct{ told, asks, want string }{
		{"ik ben mishandeld door een collega", "hoe ontwijk ik hem", "contactverbod"},
		{"ik ben vorig jaar mishandeld en de dader komt volgende week vrij", "kom ik hem dan tegen", "vrijlating"},
		{"ik moet volgende week naar de rechtbank als slachtoffer", "kom ik hem daar tegen", "wachtruimte"},
	} {
		m := &assistant.Memory{}
		h.say(t, m, c.told)
		if a := h.say(t, m, c.asks); !strings.Contains(a.Text(), c.want) {
			t.Errorf("%q after %q gives %s: %q %q", c.asks, c.told, a.Status, a.Text(), a.Lead)
		}
	}
}
