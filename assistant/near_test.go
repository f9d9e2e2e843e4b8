package assistant_test

import (
	"slices"
	"strings"
	"testing"

	"wegwijzer/assistant"
	"wegwijzer/assistant/danger"
	"wegwijzer/knowledge"
)

// Whoever spoke of danger reads whom to reach below whatever we say ourselves afterwards; nobody else does.
func TestLinesStayBelowWhatWeSayOurselves(t *testing.T) {
	t.Parallel()
	h := newHelper(t)
	for _, said := range []string{
		"dank je wel", "hallo", "wat kun jij", "bewaar je dit", "welke talen spreken jullie", "wat is de hoofdstad van peru", "ik wil een klacht indienen over jullie", "je bent een domme bot",
		"hoeveel geld krijg ik voor mijn gebroken kaak", "merci", "thank you",
	} {
		m := &assistant.Memory{}
		if a := h.say(t, m, said); strings.Contains(a.Closing, strings.Split(assistant.Message(a.Lang, "remark_near"), "{")[0]) {
			t.Errorf("%q without danger ends with %q", said, a.Closing)
		}
		m = &assistant.Memory{}
		h.say(t, m, acute)
		if a := h.say(t, m, said); !strings.Contains(a.Closing+numbers(a), "112") {
			t.Errorf("%q after danger lost the lines: %s %q %q", said, a.Status, a.Lead, a.Closing)
		}
	}
}

// Whether there is a chat is answered in the midst of an appointment, which waits; a chat for the appointment is a wish for it.
func TestWhetherThereIsAChatIsAnsweredWhileAnAppointmentWaits(t *testing.T) {
	t.Parallel()
	h := newHelperInWriting(t)
	for said, answered := range map[string]bool{"is er een chat": true, "hebben jullie een chat": true, "do you have a chat": true, "liever chatten": false, "kan het via de chat": false} {
		m := &assistant.Memory{}
		h.say(t, m, "ik wil een afspraak")
		a := h.say(t, m, said)
		byText := slices.ContainsFunc(a.Stages, func(s assistant.Stage) bool { return s.Verdict == "by text" })
		if byText != answered || m.Booking == nil || answered && !strings.Contains(a.Closing, assistant.Message(a.Lang, "appointment_waits")) {
			t.Errorf("%q in an appointment: answered %v, open %v, %s %q %q", said, byText, m.Booking != nil, a.Status, a.Text(), a.Closing)
		}
	}
}

// forAll are pages on who cannot hear, on what help costs, and on who comes free.
var forAll = []knowledge.Document{
	page("https://site.example/toegankelijk/", "Toegankelijkheid", "Doof, slechthorend of niet kunnen praten: je hoeft ons niet te bellen. Typ met de digitale assistent op deze site, dan bereik je ons ook zonder bellen."),
	page("https://site.example/contact/", "Contact en openingstijden", "Bel Slachtofferhulp Nederland op 0900-0101 van 8 tot 20 uur, dan bereik je ons."),
	page("https://site.example/gratis/", "Onze hulp is gratis", "Hulp van Slachtofferhulp Nederland kost niets. Jullie hulp is gratis voor iedereen."),
	page("https://site.example/vrij/", "Bericht bij verlof en vrijlating na straf", "Je kunt vragen om bericht bij verlof en vrijlating van de dader na zijn straf."),
}

func newHelperForAll(t *testing.T) helper {
	t.Helper()
	h := newHelper(t)
	g, err := h.store.Begin(t.Context(), knowledge.Public, "site")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := g.PutAll(t.Context(), append(slices.Clone(site), forAll...)); err != nil {
		t.Fatal(err)
	}
	if err := g.Publish(t.Context()); err != nil {
		t.Fatal(err)
	}
	return h
}

// Who cannot hear or speak reads how to reach us in writing, and not when the telephone is answered. Who asks about the police or for an interpreter asks
// something else, and who may not be heard is in danger.
func TestWhoCannotHearReadsHowToWrite(t *testing.T) {
	t.Parallel()
	h := newHelperForAll(t)
	for _, said := range []string{
		"ik ben doof, hoe kan ik jullie bereiken", "ik ben slechthorend en kan niet bellen", "ik stotter en durf niet te bellen", "ik kan niet praten door mijn stem", "ik heb geen stem, hoe krijg ik contact",
		"i am deaf, how can i contact you", "je suis sourde, comment vous contacter", "jestem głucha, jak mogę się skontaktować", "я глуха, як з вами зв'язатися", "sağırım, size nasıl ulaşabilirim", "أنا أصم كيف يمكنني التواصل معكم",
	} {
		a := h.say(t, &assistant.Memory{}, said)
		if len(a.Notices) > 0 || !strings.Contains(a.Text(), "Doof, slechthorend") || strings.Contains(a.Text(), "8 tot 20") || strings.Contains(a.Closing, "0900-0101") {
			t.Errorf("%q: %s, %d cards, %q", said, a.Status, len(a.Notices), a.Text())
		}
	}
	for _, said := range []string{"mijn moeder is doof en wil aangifte doen bij de politie", "kan ik een gebarentolk krijgen bij de rechtbank", "ik kan niet praten, hij is hier"} {
		a := h.say(t, &assistant.Memory{}, said)
		if slices.ContainsFunc(a.Stages, func(s assistant.Stage) bool { return s.Verdict == "by text" }) {
			t.Errorf("%q is taken for a question how to write", said)
		}
	}
}

// What it costs is asked in short words of every language, and is of what was spoken of only when that has a price.
func TestWhatHelpCostsIsAnsweredInEveryLanguage(t *testing.T) {
	t.Parallel()
	h := newHelperForAll(t)
	for _, said := range []string{
		"wat kost het", "is dat gratis", "what does it cost", "is it free", "bu ücretli mi", "ne kadar tutar", "هل هذا مجاني", "كم يكلف ذلك", "ile to kosztuje", "czy to jest darmowe", "combien ça coûte", "c'est gratuit", "скільки це коштує", "це безкоштовно",
	} {
		for _, before := range []string{"", "ik slaap slecht en heb nachtmerries"} {
			m := &assistant.Memory{}
			if before != "" {
				h.say(t, m, before)
			}
			if a := h.say(t, m, said); !strings.Contains(a.Text(), "kost niets") && !strings.Contains(a.Text(), "gratis voor iedereen") {
				t.Errorf("%q after %q: %s %q", said, before, a.Status, a.Text())
			}
		}
	}
}

// Below the card for who hears that somebody comes free stands what can be asked for then.
func TestBelowACardOfSomebodyWhoComesFree(t *testing.T) {
	t.Parallel()
	h := newHelperForAll(t)
	a := h.say(t, &assistant.Memory{}, "de man die mij heeft neergestoken komt binnenkort vrij")
	if len(a.Notices) != 1 || a.Notices[0].Level != danger.Concern || !strings.Contains(numbers(a), "0900-8844") || strings.Contains(numbers(a), "0800-2000") || !strings.Contains(a.Text(), "bericht bij verlof") {
		t.Errorf("%s: %v %q", a.Status, numbers(a), a.Text())
	}
}

// Who tells of a death by somebody's own hand, or that they cannot hear or speak, and of a danger of their own beside it gets the card for that.
func TestALossOrADeafEarHidesNoDanger(t *testing.T) {
	t.Parallel()
	h := newHelper(t)
	for said, card := range map[string]bool{
		"my husband jumped in front of a train": false, "mijn man is voor de trein gesprongen": false, "mijn broer heeft zich voor de trein gegooid": false,
		"mijn man is voor de trein gesprongen en ik wil ook dood": true, "ik ben doof en ik wil dood": true, "ik ben doof en mijn man slaat me nu": true, "ik kan niet praten, hij zit naast me": true,
	} {
		if a := h.say(t, &assistant.Memory{}, said); len(a.Notices) > 0 != card {
			t.Errorf("%q has %d cards, want one: %v", said, len(a.Notices), card)
		}
	}
	if a := h.say(t, &assistant.Memory{}, "mijn man is voor de trein gesprongen"); !strings.Contains(a.Text(), "113") {
		t.Errorf("the line for the bereaved is not named: %q", a.Text())
	}
}

// Below each site answer after a card of acute danger by another stand its lines, until the writer says to be safe. No other talk ends with them.
func TestAcuteDangerKeepsItsLinesBelowWhatTheSiteSays(t *testing.T) {
	t.Parallel()
	h := newHelper(t)
	questions := []string{"ik slaap slecht en heb nachtmerries", "kan ik geld krijgen voor mijn schade"}
	for _, c := range []struct{ told, line, safe string }{
		{acute, "112", "ik ben nu veilig"},
		{"mijn ex staat in de tuin", "112", "hij is opgepakt door de politie"},
		{"my husband is beating me right now", "0800-2000", "i am safe now"},
	} {
		m := &assistant.Memory{}
		h.say(t, m, c.told)
		for _, q := range []string{questions[0], "hoe werkt het spreekrecht"} {
			if a := h.say(t, m, q); len(a.Sentences) == 0 || strings.Count(a.Closing+numbers(a), c.line) != 1 {
				t.Errorf("%q after %q: %s ends with %q and %q", q, c.told, a.Status, a.Closing, numbers(a))
			}
		}
		h.say(t, m, c.safe)
		if a := h.say(t, m, questions[1]); len(a.Sentences) == 0 || strings.Contains(a.Closing, c.line) {
			t.Errorf("%q after %q is over: %s %q", questions[1], c.told, a.Status, a.Closing)
		}
	}
	for _, told := range []string{"ik ben vorige week beroofd", "mijn man sloeg me vorig jaar", "hij stuurt me steeds berichten"} {
		m := &assistant.Memory{}
		h.say(t, m, told)
		for _, q := range questions {
			if a := h.say(t, m, q); strings.Contains(a.Closing, "112") {
				t.Errorf("%q after %q ends with %q", q, told, a.Closing)
			}
		}
	}
}
