package assistant_test

import (
	"strings"
	"testing"

	"wegwijzer/assistant"
)

var (
	withATolk = article("https://site.example/rechten/tolk", "Een tolk bij de politie en de rechtbank", "",
		"Spreek je geen Nederlands? Dan kun je een tolk krijgen. Een tolk vertaalt wat jij zegt en wat de ander zegt. De tolk kost je niets.",
		"Hoe vraag ik een tolk aan?", "Zeg het aan de politie of de rechtbank. Zeg welke taal je spreekt.")
	withSomebody = article("https://site.example/rechten/iemand-meenemen", "Iemand meenemen", "",
		"Je mag iemand meenemen naar de politie en de rechtbank. Dat kan een vriend, een familielid of een buur zijn.",
		"Mag ik mijn zus meenemen naar de zitting?", "Ja. Iemand meenemen mag. Is de persoon ook getuige? Dan kan het soms niet.")
	whoDroveOn = article("https://site.example/schade/waarborgfonds", "De veroorzaker reed door: het Waarborgfonds", "",
		"Is de bestuurder doorgereden na een ongeluk? Dan kun je schade vragen bij het Waarborgfonds.",
		"Wie betaalt als de ander is doorgereden?", "Het Waarborgfonds kan je letsel en je schade betalen. Doe aangifte bij de politie.")
	inTraffic = article("https://site.example/gebeurtenissen/verkeersongeval", "Verkeersongeval", "",
		"Je bent aangereden of je had een ongeluk in het verkeer.",
		"Wat doe je na een aanrijding?", "Bel 112 bij letsel. Schrijf de naam van de ander op. Meld de schade bij je verzekering.")
)

// What the last message of a talk asks is found by its words in every language, however they are typed.
func TestALaterMessageInAnotherLanguageFindsItsOwnPage(t *testing.T) {
	t.Parallel()
	h := newHelperWith(t, dropped, withATolk, withSomebody, whoDroveOn, inTraffic)
	for talk, page := range map[string]string{
		"i was beaten at the bus stop > they dropped the case":                        "rechten/sepot",
		"dun otobuste dayak yedim > dosyam kapandi":                                   "rechten/sepot",
		"pobili mnie w autobusie > sprawe umorzyli":                                   "rechten/sepot",
		"мене побили в автобусі > справу закрили":                                     "rechten/sepot",
		"on m'a tabassé dans le bus > mon affaire est classée":                        "rechten/sepot",
		"سرقوا شنطتي بالباص > اغلقوا القضية":                                          "rechten/sepot",
		"nan a bati mi den bùs > nan a sera e kaso":                                   "rechten/sepot",
		"i have to go to court in may > can i bring my neighbour":                     "rechten/iemand-meenemen",
		"mam rozprawe w maju > moge wziac ze soba meza":                               "rechten/iemand-meenemen",
		"у мене суд у травні > можна взяти з собою подругу":                           "rechten/iemand-meenemen",
		"عندي جلسة بالمحكمة > ممكن يجي معي اخوي":                                      "rechten/iemand-meenemen",
		"a van hit me on the crossing > he drove off > who pays the damage":           "schade/waarborgfonds",
		"mam rozprawe w sadzie w maju > slabo mowie po holendersku":                   "rechten/tolk",
		"j'ai une audience au tribunal > je voudrais un interprète":                   "rechten/tolk",
		"i made aangifte at the police > i don't speak dutch, is there a tolk for me": "rechten/tolk",
	} {
		a := h.last(t, strings.Split(talk, " > ")...)
		if len(a.Sentences) == 0 || !strings.HasPrefix(a.Sentences[0].Cites[0].URL, "https://site.example/"+page) {
			t.Errorf("%q gives %s %q", talk, a.Status, a.Text())
		}
	}
}

// Who says in another language to speak no Dutch is told of an interpreter in that language, also in a talk, and reads no page in Dutch; who says it in Dutch does.
func TestWhoSpeaksNoDutchReadsOfAnInterpreterInTheirLanguage(t *testing.T) {
	t.Parallel()
	h := newHelperWith(t, withATolk, withSomebody)
	for _, turns := range [][]string{{"mam rozprawę w sądzie", "nie mówię po niderlandzku"}, {"nie mówię po niderlandzku"}} {
		if a := h.last(t, turns...); a.Lead != assistant.Message("pl", "language") || len(a.Sentences) > 0 {
			t.Errorf("%q: %s %q", turns, a.Lang, a.Text())
		}
	}
	if a := h.last(t, "ik heb een zitting bij de rechtbank", "ik spreek slecht nederlands"); !cites(a, "https://site.example/rechten/tolk") {
		t.Errorf("in Dutch: %q", a.Text())
	}
}

// What is only half known is never shown as a sure answer, and what is not known at all not as one.
func TestWhatIsHalfKnownInATalkIsNoSureAnswer(t *testing.T) {
	t.Parallel()
	h := newHelperWith(t, inTraffic, whoDroveOn)
	if a := h.last(t, "i had an accident with my car", "my parakeet pays the carwash"); a.Status == assistant.Answered {
		t.Errorf("half known: %s %q", a.Status, a.Text())
	}
	a := h.last(t, "miałem wypadek samochodowy", "gżegżółka wykluła pisklęta")
	if a.Status != assistant.Clarify || len(a.Sentences) > 0 || !strings.HasPrefix(a.Lead, assistant.Message("pl", "half_known")) {
		t.Errorf("not known: %s %q", a.Status, a.Text())
	}
}

// A later word of a few letters is in no language: what stands around the answer stays in that of the talk.
func TestAShortWordKeepsTheLanguageOfATalk(t *testing.T) {
	t.Parallel()
	h := newHelperWith(t, inTraffic)
	for lang, turns := range map[string][]string{
		"en":  {"a car hit me", "ok", "no", "and then?", "thx", "are you human"},
		"tr":  {"bana araba carpti", "evet", "ok", "peki sonra", "hayir", "insan misin"},
		"pl":  {"potracil mnie samochod", "nie", "tak", "co dalej", "ok", "jestes czlowiekiem"},
		"uk":  {"мене збила машина", "так", "ok", "що далі", "ні", "ти людина"},
		"fr":  {"une voiture m'a renversé", "oui", "non", "et après", "ok", "tu es un robot"},
		"ar":  {"صدمتني سيارة", "نعم", "ok", "وبعدين", "لا", "هل انت انسان"},
		"pap": {"un outo a dal mi", "si", "no", "i despues", "ok", "bo ta un hende"},
	} {
		m := &assistant.Memory{}
		for _, says := range turns {
			if a := h.say(t, m, says); a.Lang != lang {
				t.Errorf("after %q the answer is in %s, want %s", says, a.Lang, lang)
			}
		}
	}
}
