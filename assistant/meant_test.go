package assistant_test

import (
	"strings"
	"testing"
	"time"

	"wegwijzer/assistant"
)

// Who asks that we call hears that we cannot, and whom to call, in each language; the lines of a danger that was told stand there too.
func TestWhoAsksThatWeCallHearsWhomToCall(t *testing.T) {
	t.Parallel()
	h := newHelper(t)
	for _, text := range []string{
		"kun je de politie bellen voor mij", "kunnen jullie 112 bellen", "can you call the police for me", "peux-tu appeler la police", "benim için polisi arar mısın", "możesz zadzwonić na policję", "можете викликати поліцію",
		"هل يمكنك الاتصال بالشرطة", "bo por yama polis",
	} {
		a := h.ask(t, text)
		if a.Lead != assistant.Message(a.Lang, "call") || !strings.Contains(a.Closing, "112") || !strings.Contains(a.Closing, "0900-8844") {
			t.Errorf("%q: %s %q, ends with %q", text, a.Status, a.Lead, a.Closing)
		}
	}
	if a := h.last(t, "mijn man slaat me", "kun je de politie bellen"); !strings.Contains(a.Closing, "0900-8844") || strings.Count(a.Closing, "0800-2000") != 1 {
		t.Errorf("after violence: %s %q", a.Status, a.Closing)
	}
	for _, text := range []string{"kan ik de politie bellen", "wanneer bel je de politie", "mijn buurman wil de politie bellen", "kun je de politie bellen zonder aangifte te doen"} {
		if a := h.ask(t, text); a.Lead == assistant.Message(a.Lang, "call") {
			t.Errorf("%q: %q", text, a.Lead)
		}
	}
}

// Who wishes not to be alone hears that somebody answers, and not what this program can do.
func TestWhoAsksUsToStayIsAnswered(t *testing.T) {
	t.Parallel()
	h := newHelper(t)
	for _, turns := range [][]string{{"kun je bij me blijven"}, {"mijn man slaat me", "blijf bij me"}, {"my husband hits me", "stay with me"}} {
		if a := h.last(t, turns...); a.Lead != assistant.Message(a.Lang, "remark_present") {
			t.Errorf("%q: %s %q", turns, a.Status, a.Lead)
		}
	}
}

// When we are there is asked in every language, and is no question who speaks. Below a wish to die its line comes before the hours.
func TestWhenWeAreThereIsAnsweredInEveryLanguage(t *testing.T) {
	t.Parallel()
	h := newHelper(t)
	night := time.Date(2026, time.November, 30, 2, 0, 0, 0, time.UTC)
	for _, text := range []string{"when are you open", "what are your opening hours?", "quand êtes-vous ouvert ?", "ne zaman açıksınız", "kiedy jesteście otwarci", "коли ви працюєте", "متى تفتحون", "ki ora boso ta habri", "wanneer zijn jullie open"} {
		a := h.answer(t, assistant.Turn{Question: text, Collection: "site", Now: night})
		if !strings.Contains(a.Lead, "0900-0101") || strings.Contains(a.Lead, assistant.Message(a.Lang, "identity")) || a.Status != assistant.HandedOver {
			t.Errorf("%q: %s %q", text, a.Status, a.Lead)
		}
	}
	for _, turns := range [][]string{{"ik wil dood", "wanneer zijn jullie open"}, {"I want to die", "when are you open"}} {
		a := h.last(t, turns...)
		if at := strings.Index(a.Lead, "113"); at < 0 || at > strings.Index(a.Lead, "0900-0101") || strings.Contains(a.Closing, "113") {
			t.Errorf("%q: %q, ends with %q", turns, a.Lead, a.Closing)
		}
	}
	for _, text := range []string{"when are the courts open", "wanneer is de politie open"} {
		if a := h.ask(t, text); strings.Contains(a.Lead, assistant.Message(a.Lang, "hours")) {
			t.Errorf("%q: %q", text, a.Lead)
		}
	}
}

// Whether one can stay without a name is of this talk, and just after it of what the next message names.
func TestWithoutANameWithThePoliceToo(t *testing.T) {
	t.Parallel()
	h := newHelperWith(t,
		article("https://site.example/afschermen", "Aangifte en je naam", "", "Anoniem aangifte doen kan bijna nooit. Je naam kan soms uit de stukken blijven. Vraag de politie daarom, voor je de aangifte tekent."),
		article("https://site.example/aangifte", "Aangifte doen", "", "Aangifte doen betekent dat je de politie officieel vertelt wat er is gebeurd."))
	for _, turns := range [][]string{{"kan ik anoniem blijven", "ook bij aangifte"}, {"kan ik anoniem blijven", "en bij de politie?"}, {"ik ben bedreigd door mijn buurman", "kan ik anoniem blijven", "ook bij aangifte"}} {
		if a := h.last(t, turns...); !strings.Contains(a.Text(), "Anoniem aangifte doen kan bijna nooit") {
			t.Errorf("%q: %s %q", turns, a.Status, a.Text())
		}
	}
	if a := h.last(t, "hoe doe ik aangifte", "en bij de politie?"); strings.HasPrefix(a.Text(), "Anoniem") {
		t.Errorf("nobody asked for it: %q", a.Text())
	}
}

// How much time there is, with nothing told, is asked back after; in a talk it is looked for.
func TestHowMuchTimeIsOfWhatWasTold(t *testing.T) {
	t.Parallel()
	h := newHelperWith(t, article("https://site.example/beklag", "Sepot en beklag", "", "De officier stopt je zaak: dat heet een sepot. Na een sepot kun je een klacht sturen aan het gerechtshof. Doe dat binnen drie maanden, dat is de termijn. Tot wanneer dat kan, staat in de brief over het sepot."))
	for _, text := range []string{"hoeveel tijd heb ik", "hoe lang heb ik de tijd"} {
		if a := h.ask(t, text); a.Status != assistant.Clarify {
			t.Errorf("%q: %s %q", text, a.Status, a.Text())
		}
	}
	if a := h.last(t, "mijn zaak is geseponeerd, ik wil een klacht sturen over het sepot", "hoeveel tijd heb ik nog"); !strings.Contains(a.Text(), "drie maanden") {
		t.Errorf("after a case that was dropped: %s %q", a.Status, a.Text())
	}
}

// Who tells again what they did hears something that helps, and not the same once more.
func TestWhoTellsAgainWhatTheyDidHearsWhatHelps(t *testing.T) {
	t.Parallel()
	h := newHelperWith(t, article("https://site.example/herstel", "Herstelbemiddeling", "", "Wil je iets vragen of vertellen? Dat kan met een bemiddelaar. Dat heet herstelbemiddeling."))
	a := h.last(t, "ik heb vorig jaar een meisje aangerand", "ik heb haar aangerand op een feestje")
	if !strings.Contains(a.Text(), assistant.Message("nl", "wronged_more")) || !strings.Contains(a.Text(), "0900-0101") {
		t.Errorf("%s %q", a.Status, a.Text())
	}
}

// Who leaves a violent home, or asks where to go, reads of leaving safely. Who speaks of a claim, or told of no violence at home, does not.
func TestWhoLeavesAViolentHomeReadsOfShelter(t *testing.T) {
	t.Parallel()
	h := newHelperWith(t,
		article("https://site.example/thuis", "Huiselijk geweld", "", "Huiselijk geweld is geweld door iemand die dicht bij je staat.", "Een plan voor je veiligheid", "Bedenk waar je heen kunt, overdag en in de nacht. Is weggaan de enige veilige optie? Veilig Thuis of de politie kan helpen zoeken naar opvang. Weggaan kan juist een gevaarlijk moment zijn."),
		article("https://site.example/man", "Huiselijk geweld bij mannen", "", "Ik ben een man. Is dit ook voor mij? Ja, mijn man of vrouw slaat me: iedereen kan dit meemaken."))
	for _, turns := range [][]string{
		{"mijn man slaat me", "waar kan ik vannacht naartoe"},
		{"mijn man slaat me", "ik heb een kamer gevonden"},
		{"mijn man slaat me", "ik kom niet terug naar hem"},
		{"mijn vriend bedreigt me thuis", "ik ben weggegaan bij hem"},
		{"my husband hits me", "where can I go tonight"},
	} {
		if a := h.last(t, turns...); !strings.Contains(a.Text(), "zoeken naar opvang") || strings.Contains(a.Text(), "Ik ben een man") {
			t.Errorf("%q: %s %q", turns, a.Status, a.Text())
		}
	}
	for _, turns := range [][]string{{"mijn man slaat me", "waar kan ik heen met mijn schadeclaim"}, {"ik ben op straat beroofd", "ik heb een kamer gevonden"}, {"ik ben op straat beroofd", "ik ben verhuisd"}} {
		if a := h.last(t, turns...); strings.Contains(a.Text(), "zoeken naar opvang") {
			t.Errorf("%q: %s %q", turns, a.Status, a.Text())
		}
	}
}

// Whether somebody comes, and with whom a case can be talked over, is read on the site before an appointment is made; who wants a talk makes one.
func TestWhoAsksForAVisitReadsWhatTheSiteSays(t *testing.T) {
	t.Parallel()
	h := newHelperWith(t,
		article("https://site.example/waar", "Locaties en hulp bij je thuis", "", "Soms is er een gesprek bij jou in de buurt of thuis. Wij hebben locaties in het hele land."),
		article("https://site.example/advieslijn", "Overleggen met de Advieslijn", "", "Overleggen met de Advieslijn voor professionals kan gratis, zonder naam van je cliënt."))
	h.Assistant = h.BookOn(assistant.OpenCalendar{})
	for _, c := range []struct {
		said  string
		turns []string
	}{
		{"in de buurt of thuis", []string{"er is bij mij ingebroken", "kan er iemand bij mij op de koffie komen"}},
		{"in de buurt of thuis", []string{"er is bij mij ingebroken", "ik loop slecht. Komt er ook iemand bij mij aan huis?"}},
		{"Advieslijn", []string{"ik ben huisarts en een patient is aangerand", "kan ik dit met u doorspreken"}},
	} {
		if a := h.last(t, c.turns...); !strings.Contains(a.Text(), c.said) || a.Closing == "" {
			t.Errorf("%q: %s %q", c.turns, a.Status, a.Text())
		}
	}
	for _, turns := range [][]string{{"er is bij mij ingebroken", "ik wil met iemand praten"}, {"er is bij mij ingebroken", "kan ik hier iemand spreken"}, {"ik ben beroofd", "kan ik dit met u doorspreken"}} {
		if a := h.last(t, turns...); strings.Contains(a.Text(), "in de buurt of thuis") || strings.Contains(a.Text(), "Advieslijn") {
			t.Errorf("%q: %s %q", turns, a.Status, a.Text())
		}
	}
}

// A need that lies in what somebody tells on is met by the page on it: a receipt that is lost, a husband who knows nothing yet. Children are told otherwise.
func TestANeedThatIsToldIsMet(t *testing.T) {
	t.Parallel()
	h := newHelperWith(t,
		article("https://site.example/bank", "Bankhelpdeskfraude", "", "Je bent gebeld door een nepmedewerker van de bank en je bent geld kwijt door fraude. Bel je bank, laat alles blokkeren en doe aangifte."),
		article("https://site.example/schaamte", "Schuld en schaamte", "", "Schuld en schaamte komen vaak voor.", "Ik ben opgelicht en durf het mijn man niet te vertellen.", "Je kunt het eerst bij ons oefenen. Schrijf op wat je wilt zeggen."),
		article("https://site.example/bewijs", "Je schade onderbouwen", "", "Onderbouwen betekent laten zien dat je schade hebt.", "Geen bon? Dit kan ook", "Geen bon of bonnetje van je spullen meer? Een foto van het voorwerp of een verklaring van iemand kan ook."))
	for _, c := range []struct {
		said  string
		turns []string
	}{
		{"eerst bij ons oefenen", []string{"ik ben opgelicht door een nepmedewerker van de bank", "mijn man weet nog van niks"}},
		{"eerst bij ons oefenen", []string{"ik ben opgelicht door een nepmedewerker van de bank", "hoe vertel ik dit aan mijn vrouw"}},
	} {
		if a := h.last(t, c.turns...); !strings.Contains(a.Text(), c.said) {
			t.Errorf("%q: %s %q", c.turns, a.Status, a.Text())
		}
	}
	for _, turns := range [][]string{{"ik ben opgelicht door een nepmedewerker van de bank", "mijn man weet niets van de dader"}, {"ik ben opgelicht door een nepmedewerker van de bank", "mijn bank weet van niks"}} {
		if a := h.last(t, turns...); strings.Contains(a.Text(), "eerst bij ons oefenen") {
			t.Errorf("%q: %s %q", turns, a.Status, a.Text())
		}
	}
}

// Who had to shoot on duty reads what is for helpers, and no page for whom it was done to.
func TestWhoShotOnDutyReadsNoPageForVictims(t *testing.T) {
	t.Parallel()
	h := newHelperWith(t,
		article("https://site.example/schieten", "Steek- en schietincident", "", "Bij een schietpartij is iemand neergeschoten. Je wordt gehoord als slachtoffer. Vraag het Schadefonds om een vergoeding."),
		article("https://site.example/ramp", "Ramp of aanslag", "", "Na een ramp is er hulp.", "Ik was daar als hulpverlener of ambtenaar.", "Vraag je organisatie naar opvang voor collega's. Ook een hulpverlener of ambtenaar kan klachten krijgen."))
	if a := h.ask(t, "ik ben agent en heb iemand neergeschoten in dienst"); !strings.Contains(a.Text(), "opvang voor collega") || strings.Contains(a.Text(), "als slachtoffer") {
		t.Errorf("%s %q", a.Status, a.Text())
	}
}
