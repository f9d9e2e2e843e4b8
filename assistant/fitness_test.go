package assistant

import (
	"testing"
	"time"

	"wegwijzer/assistant/danger"
	"wegwijzer/knowledge"
)

// listening returns what fits who says something, in a talk.
func listening(memory Memory, said string) []fitness {
	s := &state{turn: Turn{Question: said}, question: said, search: said, searched: said, memory: &memory, finding: danger.Finding{}}
	s.answer.Lang = "nl"
	return s.fits()
}

func fitOf(fits []fitness, text, heading string, p knowledge.Passage) float64 {
	return worth(fits, unit{text: text, heading: heading}, p)
}

// What may read as "too late" is not told unasked to who tells of long ago, and to who was a child and asks never without their own rule.
func TestNobodyIsToldUnaskedThatTheyAreTooLate(t *testing.T) {
	t.Parallel()
	const ten, minors, kind = "Bij het Schadefonds geldt een termijn van 10 jaar.", "Bij het Schadefonds geldt 10 jaar. Voor wie minderjarig was, is er een aparte regel voor de termijn.", "Hulp is er ook na jaren."
	for _, said := range []string{"mijn opa zat aan me, twintig jaar geleden", "ik was 8 toen de buurman dat deed", "ik was pas twaalf en het was mijn coach"} {
		fits := listening(Memory{Speaker: ofLongAgo}, said)
		if fitOf(fits, ten, "", knowledge.Passage{}) != 0 || fitOf(fits, kind, "", knowledge.Passage{}) == 0 {
			t.Errorf("%q is told of a term, or not of help", said)
		}
	}
	for _, said := range []string{"ik was 8, kan ik nog geld aanvragen", "ik was twaalf toen, is het te laat voor het fonds", "ik was 15, hoe lang kan ik aanvragen"} {
		fits := listening(Memory{Speaker: ofLongAgo}, said)
		if fitOf(fits, ten, "", knowledge.Passage{}) != 0 || fitOf(fits, minors, "", knowledge.Passage{}) == 0 {
			t.Errorf("%q is told of ten years alone, or not of their own rule", said)
		}
	}
	if fits := listening(Memory{}, "hoe lang kan ik aanvragen bij het schadefonds"); fitOf(fits, ten, "", knowledge.Passage{}) == 0 {
		t.Error("who asks of the term is not told it")
	}
}

// What is said to, or by, somebody who is not in the talk stands back.
func TestWhatIsSaidToAnotherStandsBack(t *testing.T) {
	t.Parallel()
	type said struct{ talk, heading string }
	for x, want := range map[said]bool{
		{"mijn moeder is beroofd, wat kan ik als zoon doen", "Ik wil mijn dochter niet in de problemen brengen."}: false,
		{"mijn dochter is beroofd", "Moeten mijn ouders het weten?"}:                                              false,
		{"mijn zus is mishandeld", "Ben je ouder van een kind dat is mishandeld?"}:                                false,
		{"ik ben mishandeld", "Ben je broer of zus van het slachtoffer?"}:                                         false,
		{"ik ben beroofd", "Ben je werkgever?"}:                                                                   false,
		{"ik ben beroofd", "Krijgt mijn medewerker ook hulp?"}:                                                    false,
		{"mijn zoon steelt van mij, hij is beroofd", "Ik wil mijn dochter niet in de problemen brengen."}:         true,
		{"mijn dochter is mishandeld", "Ben je ouder van een kind dat is mishandeld?"}:                            true,
		{"ik ben moeder en mijn meisje is beroofd", "Hoe vertel ik het mijn kinderen?"}:                           true,
		{"mijn broer is mishandeld", "Ben je broer of zus van het slachtoffer?"}:                                  true,
		{"ik ben werkgever en mijn personeel is beroofd", "Ben je werkgever?"}:                                    true,
		{"mijn vader is opgelicht", "Mijn moeder gelooft het niet. Hoe praat ik met haar?"}:                       true,
		{"ik ben beroofd", "Wie betaalt mijn hotel?"}:                                                             true,
		{"ik ben opgelicht", "Krijg ik mijn geld terug?"}:                                                         true,
	} {
		if got := fitOf(listening(Memory{}, x.talk), "Dat kan.", x.heading, knowledge.Passage{}) == 1; got != want {
			t.Errorf("%q fits who says %q: %v", x.heading, x.talk, got)
		}
	}
	employers := knowledge.Passage{Audience: "professional"}
	if fitOf(listening(Memory{}, "ik ben bedreigd door mijn baas"), "U kunt aangifte doen.", "", employers) == 1 {
		t.Error("who is hurt reads what is for employers")
	}
	if fitOf(listening(Memory{}, "ik ben leidinggevende, onze collega is bedreigd"), "U kunt aangifte doen.", "", employers) != 1 {
		t.Error("an employer does not read what is for employers")
	}
	if fitOf(listening(Memory{}, "wat biedt slachtofferhulp aan gemeenten"), "U kunt overleggen.", "", employers) != 1 {
		t.Error("who tells nothing of themselves may be anybody")
	}
}

// Money and forms are no answer to a feeling; to who asks for them they are.
func TestAFeelingIsNotAnsweredWithMoney(t *testing.T) {
	t.Parallel()
	const sum, claim, kind = "Je krijgt 5.000 euro.", "Vraag een vergoeding aan met het formulier.", "Veel mensen slapen slecht."
	for _, said := range []string{"ik slaap al dagen niet", "mijn zoontje durft niet meer naar buiten", "ik huil elke avond", "mijn man eet niet meer", "we weten niet hoe we het oma moeten vertellen", "ik ben zo bang", "ik droom er steeds over", "ik schaam me kapot", "ik mis haar zo", "ik pieker de hele nacht"} {
		fits := listening(Memory{}, said)
		if fitOf(fits, sum, "", knowledge.Passage{}) == 1 || fitOf(fits, claim, "", knowledge.Passage{}) == 1 || fitOf(fits, kind, "", knowledge.Passage{}) != 1 {
			t.Errorf("%q is answered with money", said)
		}
	}
	for _, said := range []string{"ik ben bang dat ik de schade zelf betaal", "ik slaap niet, krijg ik daar geld voor", "hoeveel smartengeld is er voor angst", "wie vergoedt mijn kosten", "hoe vul ik het formulier in", "waar vraag ik een vergoeding aan"} {
		if fits := listening(Memory{}, said); fitOf(fits, claim, "", knowledge.Passage{}) != 1 {
			t.Errorf("%q is not told of money", said)
		}
	}
}

// A visitor is not sent to what only who lives here can do.
func TestAVisitorIsNotSentToTheTownHall(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"I am a tourist and my bag is gone", "my flight is tomorrow", "we are here on holiday", "can I report it from Ireland", "ik ben toerist", "kan ik aangifte doen vanuit Duitsland", "je suis en vacances",
		"jestem turystą", "turistim, çantam çalındı", "я турист", "أنا سائح",
	} {
		if !speakerOf(text, 0, time.Time{}).is(visitor) {
			t.Errorf("%q is no visitor", text)
		}
	}
	for _, text := range []string{"I am afraid to go home", "my landlord threatens me", "I work from home", "ik ben op vakantie bestolen door mijn ex", "I want to report my neighbour", "ik woon in Friesland", "je rentre chez moi", "mieszkam w Holandii", "ik vlieg tegen de muren op", "nous avons peur"} {
		if speakerOf(text, 0, time.Time{}).is(visitor) {
			t.Errorf("%q is a visitor", text)
		}
	}
	fits := listening(Memory{Speaker: visitor}, "mijn tas is gestolen")
	for text, want := range map[string]float64{"Vraag bij de gemeente een nieuw paspoort aan.": 0, "Bel 0900-8844 voor een afspraak.": 0, "Bel 112 bij gevaar.": 1, "Bel je bank.": 1} {
		if got := fitOf(fits, text, "", knowledge.Passage{}); got != want {
			t.Errorf("a visitor is told %q: %v", text, got)
		}
	}
}

// Nobody is told to write to who harmed them but who has a judgment.
func TestOnlyWhoHasAJudgmentWritesToWhoMustPay(t *testing.T) {
	t.Parallel()
	const text = "Stuur de dader een brief met het bedrag."
	if fitOf(listening(Memory{}, "mijn baas betaalt me niet en ik woon bij hem"), text, "", knowledge.Passage{}) != 0 {
		t.Error("who lives with him is told to write to him")
	}
	if fitOf(listening(Memory{}, "er is een vonnis en hij betaalt niet"), text, "", knowledge.Passage{}) != 1 {
		t.Error("who has a judgment is not told of a letter")
	}
}

// Who asks "how much", or until when, in a talk is answered with that, or told that it is not known.
func TestHowMuchAndUntilWhenAreNotAnsweredWithWhatElseAPageSays(t *testing.T) {
	t.Parallel()
	said := func(text string) []Sentence {
		return []Sentence{{Text: text, Cites: []Cite{{Title: "De brief", Heading: "Zo gaat het"}}}}
	}
	for x, want := range map[[2]string]bool{
		{"hoeveel mag ik vragen", "Schrijf in je eigen woorden."}:            false,
		{"hoeveel krijg ik dan", "Lees de brief goed door."}:                 false,
		{"tot wanneer kan dat", "Schrijf een brief aan het hof."}:            false,
		{"hoeveel mag ik vragen", "De rechter bepaalt het bedrag."}:          true,
		{"hoeveel krijg ik dan", "Het is 500 euro."}:                         true,
		{"tot wanneer kan dat", "Doe het binnen drie maanden."}:              true,
		{"tot wanneer kan dat", "Wacht niet te lang. Er geldt een termijn."}: true,
		{"hoeveel mensen hebben dat", "Veel mensen hebben het."}:             true,
		{"mag ik daar iets vragen", "Je mag iets vragen."}:                   true,
		{"hoeveel brieven krijg ik", "Je krijgt brieven."}:                   true,
	} {
		if got := carried("ik kreeg een brief\n"+x[0], said(x[1])); got != want {
			t.Errorf("carried(%q, %q) = %v", x[0], x[1], got)
		}
	}
}

// What stands below what somebody else tells is not for who says nothing of it.
func TestWhatAHeadingTellsIsNotForWhoTellsNothingOfIt(t *testing.T) {
	t.Parallel()
	weights := func(question string) termWeights { return byTerm(found(question).Terms) }
	for x, want := range map[[2]string]bool{
		{"De dader zit bij mij op school.", "kan ik nog aangifte doen"}:       true,
		{"Mijn verzekering wil niet betalen.", "kan ik nog aangifte doen"}:    true,
		{"De politie wil mijn aangifte niet opnemen.", "politie weigert het"}: false,
		{"Het gebeurde op vakantie.", "ik ben op vakantie beroofd"}:           false,
		{"Wat kost een advocaat?", "kan ik nog aangifte doen"}:                false,
		{"Vandaag", "kan ik nog aangifte doen"}:                               false,
	} {
		if got := weights(x[1]).ofSomebody(x[0], x[1]); got != want {
			t.Errorf("ofSomebody(%q, %q) = %v", x[0], x[1], got)
		}
	}
	const other = "Wil je familie dat je met iemand trouwt? Bespreek het met een hulpverlener."
	if !weights("mijn tas is weg").ofOtherCase(other) || weights("mijn familie wil dat ik trouw met iemand").ofOtherCase(other) ||
		weights("mijn tas is weg").ofOtherCase("Ben je in gevaar of gewond? Bel 112.") {
		t.Error("a case that nobody told of is for everybody, or the line for danger is not")
	}
}
