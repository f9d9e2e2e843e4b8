package assistant_test

import (
	"slices"
	"strings"
	"testing"

	"wegwijzer/assistant"
	"wegwijzer/assistant/danger"
)

// Pages of which a few words in a talk ask a sentence.
var (
	sexualViolence = article("https://site.example/verkrachting", "Verkrachting en aanranding", "", "Iemand heeft seks met je gehad of je aangeraakt terwijl jij dat niet wilde. Wat er is gebeurd, is niet jouw schuld.",
		"Centrum Seksueel Geweld", "Bij dit centrum werken artsen, verpleegkundigen, politie en hulpverleners samen. Je vindt er alle hulp op één plek. Je hoeft geen aangifte te doen om hulp te krijgen.",
		"Sporen bewaren", "Deze dingen helpen om sporen te bewaren. Wacht als het kan met douchen en tanden poetsen. Moet je plassen? Vang het op in een schoon potje als dat lukt. Stop kleren en lakens ongewassen in een papieren zak.",
		"Aangifte: jij kiest", "Bij de politie werken rechercheurs die speciaal zijn opgeleid voor zedenzaken. Eerst is er een gesprek waarin zij alles uitleggen. Je hoeft niet meteen te kiezen.",
		"Moeten mijn ouders het weten?", "Ben je jonger dan 18? Bespreek dit met het Centrum Seksueel Geweld. Zij leggen uit wat bij jouw leeftijd geldt.")
	overTheLine = article("https://site.example/grensoverschrijdend", "Seksuele intimidatie en grensoverschrijdend gedrag", "", "Iemand gaat over jouw grens. Het gebeurt op het werk, op school of bij de sportclub.",
		"Steun van ons", "Bij ons praat je met iemand van buiten. Dat kan prettig zijn als je bang bent voor gevolgen op je werk.",
		"Ik ben bang dat ik mijn baan kwijtraak.", "Bespreek dat met een vakbond, jurist of vertrouwenspersoon voordat je een klacht indient.")
	panicking = article("https://site.example/angst", "Angst en paniek", "", "Na iets ergs kun je bang zijn. Je hart klopt snel en je wilt weg.",
		"Ik ben bang dat het weer gebeurt.", "Die gedachte komt vaak voor. Adem rustig en zoek een plek waar je je veilig voelt.")
	standingBy = article("https://site.example/helpers/seksueel-geweld", "Iemand steunen na seksueel geweld", "helper", "Vertelt iemand je over een aanranding, verkrachting of misbruik? Dan ben jij belangrijk.",
		"Wat je nu kunt doen", "Luister. Blijf rustig. Geloof. Stel geen vragen over wat er precies is gebeurd. Vraag wat de ander nodig heeft.",
		"Moet ik de ander overhalen om aangifte te doen?", "Nee. Die keuze is aan de ander.")
	whatToSay = article("https://site.example/helpers/wat-zeg-je", "Wat zeg je wel en wat niet?", "helper", "Veel helpers zijn bang om iets verkeerds te zeggen. Het belangrijkste is dat je er bent en luistert zonder oordeel.",
		"Zinnen die vaak helpen", "Zeg bijvoorbeeld: fijn dat je het vertelt. Dat laat merken dat praten mag.",
		"Dit kun je beter laten", "Vragen naar een reden of naar details. Zelf beslissen wat de ander moet doen.")
	missing   = article("https://site.example/vermissing", "Vermissing van een naaste", "", "Is iemand vermist? Bel de politie. Praat met je familie over wie de pers te woord staat.")
	guarantee = article("https://site.example/schade/waarborgfonds", "Waarborgfonds", "", "Heb je schade door een voertuig dat is doorgereden? Of was de ander niet verzekerd? Dan kun je misschien terecht bij het Waarborgfonds. Vraag het fonds of jouw schade eronder valt.",
		"Ik weet het kenteken niet. Heeft melden zin?", "Ja. Een onbekend voertuig is juist een reden om het fonds te vragen wat er kan.")
	injured   = article("https://site.example/schade/letselschade-verkeer", "Letselschade na een verkeersongeval", "", "Ben je gewond geraakt in het verkeer en had een ander schuld? Dan betaalt meestal de verzekeraar van die ander. Dat heet letselschade.")
	referring = article("https://site.example/professionals/verwijzen", "Verwijzen en de Advieslijn voor professionals", "professional", "Heeft uw cliënt, patiënt of leerling iets ingrijpends meegemaakt? U kunt gratis overleggen met onze Advieslijn.",
		"Zo verwijst u", "Vertel uw cliënt wat wij doen. Vraag toestemming om gegevens te delen.")
)

// Who was raped and asks whether they may wash, brush their teeth or go to the toilet reads what keeps the traces, in whatever words and language; of other
// things that happened nobody is told so.
func TestWhoAsksOfWashingAfterARapeReadsOfTraces(t *testing.T) {
	t.Parallel()
	h := newHelperWith(t, sexualViolence, panicking, standingBy)
	const wanted = "Wacht als het kan met douchen en tanden poetsen."
	for _, turns := range [][]string{
		{"ik ben vannacht verkracht", "ik beef helemaal", "mag ik onder de douche of liever niet"},
		{"ik ben aangerand in het park", "moet ik nu eerst mijn gebit poetsen of wachten"},
		{"ik ben gisteren verkracht", "is het erg dat ik al gewassen ben"},
		{"mijn zus is verkracht", "mag zij zich verschonen"},
		{"ik ben verkracht", "ik moet heel nodig naar het toilet, kan dat"},
		{"ik ben verkracht door mijn buurman", "moet ik mijn ondergoed bewaren"},
		{"I was raped", "can I wash myself"},
		{"j'ai été violée", "est-ce que je peux prendre une douche"},
		{"zostałam zgwałcona", "czy mogę wziąć prysznic"},
		{"мене зґвалтували", "чи можна мені в душ"},
	} {
		if a := h.last(t, turns...); !strings.Contains(a.Text(), wanted) || cites(a, standingBy.URL) {
			t.Errorf("%q: %s %q", turns, a.Status, a.Text())
		}
	}
	for _, turns := range [][]string{{"mijn tas is gestolen", "mag ik mijn haar wassen"}, {"ik ben verkracht", "ik was er niet bij met mijn hoofd"}, {"ik ben verkracht", "krijg ik mijn kleding terug van de politie"}} {
		if a := h.last(t, turns...); len(a.Sentences) > 0 && strings.HasPrefix(a.Sentences[0].Text, "Deze dingen helpen") {
			t.Errorf("%q: %q", turns, a.Text())
		}
	}
}

// Who was raped and asks whether they must report it, or whether the police hear of it, reads that one need not to get help.
func TestNobodyNeedReportARapeToGetHelp(t *testing.T) {
	t.Parallel()
	h := newHelperWith(t, sexualViolence, panicking, standingBy)
	const wanted = "Je hoeft geen aangifte te doen om hulp te krijgen."
	for _, turns := range [][]string{
		{"ik ben verkracht", "ben ik dan verplicht aangifte te doen"},
		{"ik ben aangerand", "moet ik echt naar de politie"},
		{"ik ben verkracht", "wordt de politie ingelicht als ik bel"},
		{"ik ben verkracht door mijn oom", "ik wil geen aangifte"},
		{"ik ben verkracht", "vertellen ze het dan door aan de politie"},
		{"ik ben verkracht", "komt de politie dan automatisch"},
	} {
		if a := h.last(t, turns...); !strings.Contains(a.Text(), wanted) || cites(a, standingBy.URL) {
			t.Errorf("%q: %s %q", turns, a.Status, a.Text())
		}
	}
	if a := h.last(t, "mijn fiets is gestolen", "moet ik aangifte doen"); strings.Contains(a.Text(), wanted) {
		t.Errorf("of a theft: %q", a.Text())
	}
	if a := h.last(t, "ik ben verkracht", "kunnen jullie voor mij de politie bellen"); strings.Contains(a.Text(), wanted) {
		t.Errorf("who asks us to call reads %q", a.Text())
	}
}

// Who was raped by somebody who has their home or their work in hand, and fears to lose it, reads of what happened, and not how one breathes.
func TestWhoFearsToLoseHomeOrWorkReadsOfWhatHappened(t *testing.T) {
	t.Parallel()
	h := newHelperWith(t, sexualViolence, overTheLine, panicking, standingBy)
	for _, x := range []struct {
		turns []string
		url   string
	}{
		{[]string{"ik ben verkracht door mijn verhuurder", "als ik iets zeg gooit hij me op straat"}, sexualViolence.URL},
		{[]string{"mijn huisbaas heeft mij aangerand", "dan ben ik mijn kamer kwijt"}, sexualViolence.URL},
		{[]string{"mijn chef heeft me verkracht", "als ik het meld word ik ontslagen"}, overTheLine.URL},
		{[]string{"mijn coach heeft me aangerand", "dan mag ik niet meer meedoen"}, overTheLine.URL},
		{[]string{"my landlord raped me", "if I tell anyone he kicks me out"}, sexualViolence.URL},
		{[]string{"mon chef m'a violée", "si je parle je vais perdre mon emploi"}, overTheLine.URL},
		{[]string{"szef mnie zgwałcił", "boję się że stracę pracę"}, overTheLine.URL},
	} {
		if a := h.last(t, x.turns...); !cites(a, x.url) || cites(a, panicking.URL) {
			t.Errorf("%q: %s %q", x.turns, a.Status, a.Text())
		}
	}
	if a := h.last(t, "mijn verhuurder liegt", "als ik iets zeg gooit hij me op straat"); cites(a, sexualViolence.URL) {
		t.Errorf("who told of no sexual violence reads %q", a.Text())
	}
}

// Who fears that somebody of theirs is exploited, or told that they were raped, and asks how to speak with them, reads how one does that.
func TestWhoAsksHowToSpeakWithSomebodyOfTheirs(t *testing.T) {
	t.Parallel()
	h := newHelperWith(t, sexualViolence, standingBy, whatToSay, missing)
	for _, x := range []struct {
		turns []string
		url   string
	}{
		{[]string{"ik denk dat onze dochter door een loverboy wordt uitgebuit", "hoe begin ik hierover met haar"}, whatToSay.URL},
		{[]string{"mijn broertje wordt uitgebuit door een bende", "wat kan ik tegen hem zeggen"}, whatToSay.URL},
		{[]string{"mijn zus is verkracht", "wat zeg ik tegen haar"}, standingBy.URL},
	} {
		if a := h.last(t, x.turns...); !cites(a, x.url) || cites(a, missing.URL) {
			t.Errorf("%q: %s %q", x.turns, a.Status, a.Text())
		}
	}
	if a := h.last(t, "mijn vriendin is aangerand", "moet ik haar overhalen om naar de politie te gaan"); !cites(a, standingBy.URL) {
		t.Errorf("who would urge a friend: %s %q", a.Status, a.Text())
	}
	if a := h.last(t, "ik word uitgebuit door mijn vriend", "hoe praat ik met hem"); cites(a, whatToSay.URL) {
		t.Errorf("who is exploited herself reads %q", a.Text())
	}
}

// A threat, or a way of speaking, tells of no death: what was told before says what it is about.
func TestWhoFearsTheirParentsReadsOfNoMurder(t *testing.T) {
	t.Parallel()
	h := newHelperWith(t, append(whatHappened, sexualViolence, photo, talking)...)
	for _, x := range []struct {
		turns []string
		url   string
	}{
		{[]string{"mijn ouders vermoorden mij als ze dit ontdekken"}, talking.URL},
		{[]string{"mn vader vermoordt me als hij dit hoort"}, talking.URL},
		{[]string{"ik ben aangerand", "mijn moeder maakt me af als ze het hoort"}, sexualViolence.URL},
		{[]string{"er gaat een naaktfoto van mij rond", "mijn vader vermoordt me als hij het ziet"}, photo.URL},
	} {
		a := h.last(t, x.turns...)
		if strings.Contains(a.Text(), "om het leven gebracht") || !cites(a, x.url) {
			t.Errorf("%q: %s %q", x.turns, a.Status, a.Text())
		}
	}
	for _, told := range []string{"ze hebben mijn zus vermoord", "mijn vader heeft mijn moeder vermoord"} {
		m := &assistant.Memory{}
		if h.say(t, m, told); !m.Loss {
			t.Errorf("%q tells of a death", told)
		}
	}
}

// Whether a report by a professional needs consent is on no page; of consent for a referral to us they are not told instead.
func TestConsentForAReportIsNoConsentForAReferral(t *testing.T) {
	t.Parallel()
	h := newHelperWith(t, referring)
	for _, turns := range [][]string{
		{"ik ben huisarts en maak me zorgen om een patiënt", "heb ik haar toestemming nodig om te melden"},
		{"ik werk op een basisschool, moeten ouders instemmen met een melding bij Veilig Thuis"},
		{"geldt het beroepsgeheim als ik een cliënt meld bij Veilig Thuis"},
	} {
		if a := h.last(t, turns...); a.Status != assistant.RefusedNoSource || !strings.Contains(a.Text(), assistant.Message("nl", "unknown")) {
			t.Errorf("%q: %s %q", turns, a.Status, a.Text())
		}
	}
	if a := h.last(t, "ik ben huisarts, is toestemming van de patiënt nodig als ik naar jullie verwijs"); !cites(a, referring.URL) {
		t.Errorf("of a referral: %s %q", a.Status, a.Text())
	}
}

// Who was hit by somebody who drove on, or was not insured, and asks who pays reads of the fund for that; who was hit by somebody who is known does not.
func TestWhoWasHitByAnUnknownDriverReadsOfTheFund(t *testing.T) {
	t.Parallel()
	h := newHelperWith(t, guarantee, injured)
	for _, turns := range [][]string{
		{"een auto heeft me aangereden en is ervandoor gegaan", "wie vergoedt mijn kosten"},
		{"ik ben van mijn fiets gereden door een scooter", "ik weet het kenteken niet, wie betaalt mijn schade"},
		{"ik ben aangereden en de bestuurder had geen verzekering", "krijg ik mijn schade vergoed"},
		{"ik ben aangereden en hij is doorgereden, wie betaalt dit"},
		{"a car hit me and the driver drove off", "who pays for my damage"},
	} {
		if a := h.last(t, turns...); !cites(a, guarantee.URL) || cites(a, injured.URL) {
			t.Errorf("%q: %s %q", turns, a.Status, a.Text())
		}
	}
	for _, turns := range [][]string{{"ik ben aangereden door mijn buurman", "wie betaalt de schade"}, {"ik ben aangereden en hij reed door", "kost jullie hulp geld"}} {
		if a := h.last(t, turns...); cites(a, guarantee.URL) {
			t.Errorf("%q: %s %q", turns, a.Status, a.Text())
		}
	}
}

// Who may come along to the police or to court is told where that was spoken of; to a hospital that page says nothing.
func TestWhoAsksForCompanyReadsThatItMay(t *testing.T) {
	t.Parallel()
	along := article("https://site.example/rechten/iemand-meenemen", "Iemand meenemen naar politie of rechter", "", "Je hoeft niet alleen te gaan. Naar de politie, de officier van justitie en de rechtbank mag je iemand meenemen. Dat kan een vriend, een familielid of een hulpverlener zijn.")
	h := newHelperWith(t, along)
	for _, turns := range [][]string{
		{"volgende week is de zitting", "mag mijn tante mee"},
		{"ik word verhoord door de politie", "kan er iemand mee"},
		{"ik ga aangifte doen van mishandeling", "moet ik daar alleen heen"},
		{"ik moet getuigen bij de rechter", "mag ik iemand meenemen"},
	} {
		if a := h.last(t, turns...); !cites(a, along.URL) || a.Status != assistant.Answered {
			t.Errorf("%q: %s %q", turns, a.Status, a.Text())
		}
	}
	if a := h.last(t, "ik ben mishandeld en ga naar het ziekenhuis", "mag er iemand mee"); cites(a, along.URL) {
		t.Errorf("to a hospital: %q", a.Text())
	}
}

// Who hit first and was hurt reads what is said to who was hurt.
func TestWhoHitFirstWasHurtAllTheSame(t *testing.T) {
	t.Parallel()
	beaten := article("https://site.example/mishandeling", "Mishandeling en geweld", "", "Iemand heeft je met opzet pijn gedaan. Dat heet mishandeling, en het is strafbaar. Laat je lichaam nakijken in de eerste uren en dagen.",
		"Ik heb teruggeslagen. Kan ik dan nog hulp krijgen?", "Ja. Bij ons kun je altijd terecht. De politie en de officier van justitie beoordelen wat er is gebeurd.")
	h := newHelperWith(t, beaten)
	if a := h.last(t, "ik gaf hem een klap en toen sloeg hij mij tegen de grond", "ben ik dan nog wel een slachtoffer"); !strings.Contains(a.Text(), "Bij ons kun je altijd terecht.") {
		t.Errorf("who hit first is not told that there is help: %s %q", a.Status, a.Text())
	}
	for _, text := range []string{"ik gaf hem een klap en toen sloeg hij mij tegen de grond", "ik heb gescholden en toen heeft hij me een blauw oog geslagen", "ik trapte hem en toen stompte hij mij een tand uit mijn mond"} {
		if a := h.ask(t, text); !cites(a, beaten.URL) {
			t.Errorf("%q: %s %q", text, a.Status, a.Text())
		}
	}
}

// Who saw a stranger being killed mourns nobody; who saw it happen to somebody of theirs does.
func TestWhoSawAKillingIsAWitness(t *testing.T) {
	t.Parallel()
	saw := article("https://site.example/getuige", "Getuige van iets ergs", "", "Je zag of hoorde iets heftigs. Een ongeluk, een vechtpartij, een reanimatie of erger. Ook getuigen kunnen bij ons terecht, gratis.")
	h := newHelperWith(t, append(whatHappened, saw)...)
	for _, turns := range [][]string{{"ik zag hoe een man werd doodgestoken bij het station"}, {"ik was erbij toen een jongen werd doodgeschoten", "wie kan mij helpen"}, {"er was een liquidatie, ik heb alles gezien"}} {
		if a := h.last(t, turns...); !cites(a, saw.URL) || strings.Contains(a.Text(), "om het leven gebracht") {
			t.Errorf("%q: %s %q", turns, a.Status, a.Text())
		}
	}
	m := &assistant.Memory{}
	if h.say(t, m, "ik zag hoe mijn zoon werd doodgeschoten"); !m.Loss {
		t.Error("who saw their son being shot mourns him")
	}
}

// That somebody of ours called or wrote is no complaint; that nobody did, or was rude, is.
func TestToSpeakOfUsIsNoComplaint(t *testing.T) {
	t.Parallel()
	h := newHelper(t)
	complaint := assistant.Message("nl", "complaint")
	for text, want := range map[string]bool{
		"jullie hebben mij gisteren gebeld": false, "jullie hebben mij een mail gestuurd": false, "ik heb met jullie gesproken en dat was fijn": false,
		"jullie reageren nooit op mijn berichten": true, "ik ben ontevreden over jullie": true,
	} {
		if a := h.last(t, "ik ben mishandeld", text); strings.Contains(a.Text(), complaint) != want {
			t.Errorf("%q: %s %q", text, a.Status, a.Text())
		}
	}
}

// Who finds it hard to speak on the telephone reads how else to reach us, and not that they may call; who is overheard has a card.
func TestWhoFindsCallingHardReadsOfWriting(t *testing.T) {
	t.Parallel()
	typing := article("https://site.example/contact", "Contact en openingstijden", "", "Wil je met een medewerker praten? Bel ons.",
		"Wil of kun je niet bellen? Je kunt ook typen.", "Typ met de digitale assistent op deze site. Je kunt ook een afspraak maken om te chatten met een medewerker.")
	h := newHelperWith(t, typing)
	for _, text := range []string{"ik vind bellen met de telefoon heel eng", "praten aan de telefoon lukt mij niet", "ik stotter dus aan de telefoon praten is lastig"} {
		if a := h.last(t, "ik ben bestolen", text); !strings.Contains(a.Text(), "chatten") {
			t.Errorf("%q: %s %q", text, a.Status, a.Text())
		}
	}
}

// The line for who is not safe at home stands on no card for danger by a robber or a killer who is nobody's, and on every card for danger by one who is.
func TestTheLineOfTheHomeIsForTheHome(t *testing.T) {
	t.Parallel()
	h := newHelperInNeed(t)
	for _, x := range []struct {
		turns []string
		home  bool
	}{
		{[]string{"ik ben thuis overvallen door mannen met maskers", "ik durf thuis niet meer te slapen"}, false},
		{[]string{"mijn neef is vermoord door een bende", "ze bedreigen mij nu ook"}, false},
		{[]string{"mijn ex heeft mij beroofd", "ik ben bang voor hem"}, true},
		{[]string{"mijn zus is vermoord door haar man", "hij bedreigt mij nu ook"}, true},
		{[]string{"ik ben beroofd", "mijn man slaat me"}, true},
	} {
		_, a := h.lastLevel(t, x.turns...)
		home := slices.ContainsFunc(a.Notices, func(n assistant.Notice) bool {
			return slices.ContainsFunc(n.Contacts, func(c assistant.Reach) bool { return c.Line == danger.SafeAtHome })
		})
		if home != x.home {
			t.Errorf("%q: the line of the home %t, want %t: %+v", x.turns, home, x.home, a.Notices)
		}
		if !x.home && len(a.Notices) > 0 && !strings.Contains(numbers(a), "0900-8844") {
			t.Errorf("%q: the police are not named: %+v", x.turns, a.Notices)
		}
	}
}
