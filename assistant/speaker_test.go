package assistant_test

import (
	"strings"
	"testing"

	"wegwijzer/assistant"
	"wegwijzer/knowledge"
)

// Pages of which each speaks to another.
const (
	toStruck   = "https://site.example/aanrijding"
	toDrivers  = "https://site.example/bestuurder"
	toMourners = "https://site.example/dodelijk"
	toChildren = "https://site.example/kind"
	toRobbed   = "https://site.example/roof"
	toTrade    = "https://site.example/vak"
	toNoticing = "https://site.example/handel"
	toRapeAid  = "https://site.example/naast-seksueel"
	toWitness  = "https://site.example/getuige"
	toHit      = "https://site.example/mishandeling"
	toForced   = "https://site.example/mensenhandel"
	toHelpers  = "https://site.example/naast"
)

func newHelperOnSpeakers(t *testing.T) helper {
	t.Helper()
	pages := []knowledge.Document{
		article(toStruck, "Verkeersongeval met letsel", "",
			"Je bent gewond geraakt in het verkeer, met de auto, de motor of de fiets.",
			"Op de plek", "Schrijf het kenteken op van wie je aanreed, en bel bij gewonden 112.",
			"Ik droeg zelf ook schuld. Krijg ik mijn schade vergoed?", "Soms krijg je een deel van de schade vergoed, ook van een ongeluk waar je bij was."),
		article(toDrivers, "Een ongeluk veroorzaakt", "",
			"Heb jij iemand aangereden en was dat niet expres? Ook bestuurders die een ongeluk hebben veroorzaakt krijgen steun van ons.",
			"Schrijven aan de familie", "Stuur de familie van wie je aanreed niet zomaar een kaart. Vraag het eerst aan een bemiddelaar."),
		article(toMourners, "Nabestaanden na een dodelijk verkeersongeval", "",
			"Iemand van wie je hield is omgekomen in het verkeer. Nabestaanden krijgen hulp na een dodelijk verkeersongeval.",
			"Het ongeluk en de overledene", "Nabestaanden mogen de overledene zien. Vraag het de politie.",
			"Vergoeding", "Nabestaanden krijgen na een dodelijk verkeersongeval soms 20.000 euro."),
		article(toChildren, "Kindermishandeling", "",
			"Een kind wordt geslagen of niet goed verzorgd. Dat is kindermishandeling.",
			"Ben je ouder van een kind dat is mishandeld?", "Zorg als ouder dat je kind dat is mishandeld naar een arts gaat.",
			"Ben je nu volwassen en is het lang geleden?", "Ook wie lang geleden is mishandeld en nu volwassen is, krijgt hulp."),
		article(toRobbed, "Straatroof", "",
			"Je bent beroofd op straat. Dat heet een beroving.",
			"In het eerste uur", "Bel 112 als je net bent beroofd. Blokkeer je pas.",
			"Later nog last", "Ook als je lang geleden bent beroofd kun je er met ons over praten."),
		article(toTrade, "Advieslijn voor professionals", "professional",
			"Maakte uw cliënt, patiënt of leerling iets mee? Overleg als professional met de advieslijn, of laat ons uw cliënt of patiënt bellen na het verwijzen."),
		article(toNoticing, "Signaleren van mensenhandel", "professional",
			"Let op blauwe plekken bij een cliënt of klant. Wordt een cliënt mishandeld of bedreigd, denk dan aan mensenhandel."),
		article(toRapeAid, "Iemand steunen na seksueel geweld", "helper",
			"Luister en blijf erbij. Wat zeg je tegen iemand? Geloof wie seksueel geweld meemaakte en vertel waar hulp is. Help de familie."),
		article(toWitness, "Getuige van iets ergs", "",
			"Je zag of hoorde iets heftigs. Ook getuigen van iets ergs kunnen bij ons terecht.",
			"Wat kun je merken?", "Een getuige slaapt slecht of schrikt snel. Dat zijn gewone reacties.",
			"Ik verleende eerste hulp, maar diegene is overleden.", "Dat je als getuige hielp, telt."),
		article(toHit, "Mishandeling", "",
			"Iemand heeft je geslagen of met opzet pijn gedaan. Dat heet mishandeling.",
			"Naar de huisarts", "Ben je geslagen? Laat de huisarts opschrijven wat je hebt."),
		article(toForced, "Mensenhandel", "",
			"Iemand dwingt je tot sekswerk of prostitutie. Wie gedwongen wordt tot sekswerk is slachtoffer van mensenhandel."),
		article(toHelpers, "Wat zeg je tegen iemand", "helper",
			"Wat zeg je tegen iemand die iets ergs meemaakt? Luisteren en er zijn is genoeg."),
	}
	return newHelperWith(t, pages...)
}

// Who speaks decides what is read, in one message or spread over several: what is said to who was hit is not for who drove, and what is said to parents not for
// who was a child then.
func TestWhoSpeaksReadsWhatIsForThem(t *testing.T) {
	t.Parallel()
	h := newHelperOnSpeakers(t)
	for _, c := range []struct {
		talk, reads string
		not         []string
	}{
		{"ik heb een oude man aangereden en hij is overleden", toDrivers, []string{toStruck, toMourners}},
		{"ik zat achter het stuur > er liep een meisje over en ik kon niet meer remmen", toDrivers, []string{toStruck}},
		{"ik was aan het rijden > een wandelaar is overleden, zij was 60", toDrivers, []string{toMourners}},
		{"er sprong een jongen voor mijn vrachtwagen", toDrivers, []string{toStruck}},
		{"ik ben machinist en gisteren sprong een vrouw voor de trein", toWitness, []string{toDrivers, toStruck}},
		{"er kwam iemand onder mijn tram", toWitness, []string{toDrivers, toStruck}},
		{"een man heeft zich voor mijn metro gegooid", toWitness, []string{toDrivers, toStruck}},
		{"ik ben buschauffeur, een jongen is voor mijn bus gesprongen", toWitness, []string{toDrivers, toStruck}},
		{"ik ben trambestuurder, ik lette niet op en er liep een man voor mijn tram", toDrivers, []string{toWitness}},
		{"ik ben buschauffeur en ik heb een fietser aangereden", toDrivers, []string{toWitness}},
		{"ik werk als prostituee en een klant heeft mij geslagen", toHit, []string{toForced}},
		{"ik ben escort, gisteren ben ik door een klant geslagen", toHit, []string{toForced}},
		{"ik word door een man gedwongen tot sekswerk", toForced, nil},
		{"door mijn haast is een wielrenner verongelukt", toDrivers, []string{toMourners}},
		{"ik ben gisteren door een taxi aangereden", toStruck, []string{toDrivers}},
		{"ik reed op mijn motor en werd van achter aangereden", toStruck, []string{toDrivers}},
		{"ik reed zelf en mijn dochter is overleden bij dat ongeluk", toMourners, []string{toStruck, toDrivers}},
		{"ik ben als kind mishandeld door mijn oom", toChildren + "#", nil},
		{"mijn moeder sloeg me vroeger thuis", toChildren + "#", nil},
		{"mijn nichtje is overleden, hoe help ik haar vader", toHelpers, []string{toRapeAid}},
		{"een collega is verongelukt > ik weet niet wat ik tegen zijn vrouw moet zeggen", toHelpers, []string{toRapeAid, toMourners}},
		{"een cliënt van mij wordt bedreigd door haar buurman", toTrade, []string{toNoticing}},
		{"mijn klant wordt mishandeld", toTrade, []string{toNoticing}},
		{"ik ben beroofd op straat", toRobbed, []string{toTrade}},
	} {
		m, a := &assistant.Memory{}, assistant.Answer{}
		for turn := range strings.SplitSeq(c.talk, " > ") {
			a = h.say(t, m, turn)
		}
		url, _, _ := strings.Cut(c.reads, "#")
		if !cites(a, url) {
			t.Errorf("%q reads %q, want what stands on %s", c.talk, a.Text(), url)
		}
		for _, other := range c.not {
			if cites(a, other) {
				t.Errorf("%q reads %q of %s", c.talk, a.Text(), other)
			}
		}
		if c.reads != url && (strings.Contains(a.Text(), "als ouder") || !strings.Contains(a.Text(), "nu volwassen")) {
			t.Errorf("%q reads %q, want what is for the grown up", c.talk, a.Text())
		}
	}
}

// Who tells of years ago is not told to call the alarm number now; who was robbed just now is.
func TestTheAlarmNumberIsNotForYearsAgo(t *testing.T) {
	t.Parallel()
	h := newHelperOnSpeakers(t)
	for text, alarm := range map[string]bool{
		"ik ben beroofd op straat": true, "acht jaar geleden ben ik beroofd op straat": false, "in 2011 ben ik beroofd op straat": false,
	} {
		a := h.ask(t, text)
		if got := strings.Contains(a.Text(), "112"); got != alarm || !cites(a, toRobbed) {
			t.Errorf("%q names the alarm number: %v; %q", text, got, a.Text())
		}
	}
}

// Who lost somebody reads of no fault that they did not name, and of no sum that they did not ask for.
func TestWhoLostSomebodyReadsOfNoFaultAndNoSum(t *testing.T) {
	t.Parallel()
	h := newHelperOnSpeakers(t)
	for _, talk := range []string{"mijn zoon is omgekomen bij een ongeluk, ik was erbij", "mijn vrouw is verongelukt > ik zat naast haar toen het gebeurde"} {
		m, a := &assistant.Memory{}, assistant.Answer{}
		for turn := range strings.SplitSeq(talk, " > ") {
			a = h.say(t, m, turn)
		}
		if text := a.Text(); strings.Contains(text, "schuld") || strings.Contains(text, "euro") {
			t.Errorf("%q reads %q", talk, text)
		}
	}
	m := &assistant.Memory{}
	h.say(t, m, "mijn zoon is omgekomen bij een ongeluk")
	if a := h.say(t, m, "hoeveel vergoeding krijgen nabestaanden"); !strings.Contains(a.Text(), "euro") {
		t.Errorf("who asks for the sum reads %q", a.Text())
	}
}

// The family of who is suspected reads what we are for, and nothing that is said to victims; who was hurt, or whose family was, is no such family.
func TestTheFamilyOfASuspectReadsNoRightsOfVictims(t *testing.T) {
	t.Parallel()
	h := newHelperOnSpeakers(t)
	first, more := assistant.Message("nl", "accused_kin"), assistant.Message("nl", "accused_kin_more")
	for _, text := range []string{
		"mijn broer van 17 is aangehouden", "mijn zus heeft iemand beroofd", "mijn kleinzoon is dader van een steekpartij", "wij zijn de ouders van de dader", "mijn neef is opgepakt voor doodslag",
		"mijn man zit vast omdat hij een agent heeft geslagen",
	} {
		m := &assistant.Memory{}
		if a := h.say(t, m, text); a.Lead != first || len(a.Sentences) > 0 {
			t.Errorf("%q reads %q", text, a.Text())
		}
		if a := h.say(t, m, "moet hij naar de rechter"); a.Lead != more || len(a.Sentences) > 0 {
			t.Errorf("%q > his case: reads %q", text, a.Text())
		}
	}
	for _, talk := range []string{
		"mijn broer is beroofd en de dader is opgepakt", "mijn ex is aangehouden omdat hij mij sloeg", "mijn vriend is aangehouden door een nepagent", "ik ben beroofd door mijn neef > mijn neef is aangehouden",
		"mijn zus is mishandeld en haar man is opgepakt", "mijn vriend zit vast, ik ben slachtoffer van hem",
	} {
		m, a := &assistant.Memory{}, assistant.Answer{}
		for turn := range strings.SplitSeq(talk, " > ") {
			a = h.say(t, m, turn)
		}
		if a.Lead == first || a.Lead == more {
			t.Errorf("%q is taken for the family of who did it", talk)
		}
	}
}

// Who drove and does not say how it came is welcomed, and chooses; once.
func TestWhoDroveIsWelcomedWithoutBlame(t *testing.T) {
	t.Parallel()
	h := newHelperOnSpeakers(t)
	welcome := assistant.Message("nl", "at_wheel")
	for _, text := range []string{"ik reed", "ik zat achter het stuur", "ik was de bestuurder van de auto", "ik heb een ongeluk gehad en de ander ligt in coma", "mijn zoon heeft een voetganger aangereden"} {
		m := &assistant.Memory{}
		if a := h.say(t, m, text); a.Lead != welcome || len(a.Topics) != 2 || len(a.Sentences) > 0 {
			t.Errorf("%q reads %q with %d to choose from", text, a.Text(), len(a.Topics))
		}
		if a := h.say(t, m, "ik reed"); a.Lead == welcome {
			t.Errorf("%q > again: is welcomed twice", text)
		}
	}
	for _, text := range []string{"ik reed mee met mijn vader", "ik reed naar huis en werd beroofd", "wij zijn een school en een leerling is overleden door een ongeluk", "ik zat achter het stuur en een bus ramde mij"} {
		if a := h.ask(t, text); a.Lead == welcome {
			t.Errorf("%q is welcomed as who drove", text)
		}
	}
}

// Who makes news is not offered a talk that is for victims; of whom they write, and who is threatened for it, is.
func TestWhoMakesNewsIsOfferedNoTalkForVictims(t *testing.T) {
	t.Parallel()
	h := newHelperOnSpeakers(t)
	press := assistant.Message("nl", "press")
	for text, want := range map[string]bool{
		"ik ben verslaggever en wil iemand van jullie spreken": true, "wij maken een documentaire, met wie kunnen we praten": true, "ik werk voor een dagblad en heb een vraag": true,
		"ik wil iemand spreken": false, "een verslaggever wil mij spreken": false, "ik ben journalist en ben bedreigd, ik wil iemand spreken": false, "ik las in de krant over jullie, ik wil iemand spreken": false,
	} {
		if a := h.ask(t, text); (a.Lead == press) != want {
			t.Errorf("%q is answered as the press: %v; %q", text, !want, a.Text())
		}
	}
}

// Who may still be in another country is told, once and in their own language, whom to call there, also below a card; who lives here, or mourns, is not.
func TestWhoIsAbroadIsToldWhomToCallThere(t *testing.T) {
	t.Parallel()
	h := newHelperOnSpeakers(t)
	there := assistant.Message("nl", "abroad")
	for text, want := range map[string]bool{
		"ik ben in Portugal beroofd op straat": true, "we zijn op Kreta en mijn vriend is geslagen": true, "ik zit in Egypte en mijn man slaat me nu": true, "mijn dochter is in het buitenland mishandeld": true,
		"ik ben beroofd in Utrecht": false, "mijn ex woont in Polen en bedreigt mij": false, "ik kom uit Syrië en ben beroofd": false, "vorig jaar ben ik in Portugal beroofd": false, "mijn man is in Spanje vermoord": false,
	} {
		m := &assistant.Memory{}
		a := h.say(t, m, text)
		if got := strings.Contains(a.Text(), there); got != want {
			t.Errorf("%q is told whom to call abroad: %v; %q", text, got, a.Text())
		}
		if a := h.say(t, m, "ik ben beroofd op straat"); strings.Contains(a.Text(), there) {
			t.Errorf("%q > on: is told twice", text)
		}
	}
}

// A heading in which a visitor says that somebody died is for who tells of a death.
func TestAHeadingOfADeathIsForWhoToldOfOne(t *testing.T) {
	t.Parallel()
	h := newHelperOnSpeakers(t)
	for text, death := range map[string]bool{
		"ik was getuige van iets ergs, ik schrik snel en ik denk steeds aan de hulp die ik gaf": false, "ik was getuige, ik verleende eerste hulp maar de man is overleden": true,
	} {
		a := h.ask(t, text)
		if got := strings.Contains(a.Text(), "diegene is overleden"); got != death || !cites(a, toWitness) {
			t.Errorf("%q reads %q, want the death told: %v", text, a.Text(), death)
		}
	}
}
