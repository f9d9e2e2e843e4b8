package assistant_test

import (
	"strings"
	"testing"
	"time"

	"wegwijzer/assistant"
)

var (
	photo = article("https://site.example/jongeren/naaktfoto", "Er is een naaktfoto van mij verspreid", "jongere", "Heeft iemand een naaktfoto van jou doorgestuurd? Jij hebt niets verkeerd gedaan.",
		"Moeten mijn ouders het weten?", "Niet als je alleen belt om te praten. Bij aangifte komen ouders er soms wel bij.",
		"Mijn kind wil er niet over praten. Wat doe ik als ouder?", "Laat je kind weten dat praten altijd mag.")
	talking = article("https://site.example/jongeren/praten", "Praten met iemand", "jongere", "Heb je iets naars meegemaakt? Praten kan helpen.",
		"Blijft het geheim?", "Vaak wel. Bij groot gevaar moet een volwassene soms iets doen.")
	abused = article("https://site.example/kindermishandeling", "Kindermishandeling en verwaarlozing", "", "Een kind wordt geslagen, bang gemaakt of misbruikt. Dat is kindermishandeling.",
		"Ben je ouder van een kind dat is mishandeld?", "Zorg eerst dat je kind veilig is. Doe je aangifte namens je kind? Dan mag je in een strafzaak ook schade vragen voor je kind. Bij feiten met spreekrecht mogen ouders spreken voor een minderjarige.")
	youngSuspect = article("https://site.example/minderjarige-verdachte", "Als de verdachte minderjarig is", "", "Is de verdachte jonger dan 18? Dan behandelt de kinderrechter de zaak. De ouders van de verdachte zijn erbij op de zitting.",
		"Wie betaalt de schade?", "Dat hangt af van de leeftijd. Bij jonge kinderen kunnen de ouders moeten betalen.")
)

// A question in which a child asks is shown to a child; one in which a parent asks is not.
func TestAChildReadsWhatAChildAsks(t *testing.T) {
	t.Parallel()
	h := newHelperWith(t, photo, talking, abused)
	for _, turns := range [][]string{{"ik ben 17, moeten mijn ouders het weten"}, {"ik ben 15", "moeten mijn ouders het weten van de naaktfoto"}, {"ik ben 16 en er gaat een naaktfoto van mij rond", "moeten mijn ouders dat weten"}} {
		if a := h.last(t, turns...); !strings.Contains(a.Text(), "Niet als je alleen belt om te praten.") {
			t.Errorf("%q: %s %q", turns, a.Status, a.Text())
		}
	}
	if a := h.last(t, "ik ben 13", "ik wil niet praten over de naaktfoto met mijn ouders, wat doe ik"); strings.Contains(a.Text(), "Laat je kind weten") {
		t.Errorf("a child is spoken to as a parent: %q", a.Text())
	}
}

// A child who asks whether we tell others hears what becomes of this talk, and what the page for young people says of it.
func TestAChildHearsWhetherWeTell(t *testing.T) {
	t.Parallel()
	h := newHelperWith(t, photo, talking)
	for _, asked := range []string{"ga je dit doorvertellen", "blijft dit geheim", "gaan jullie dit doorvertellen", "is dit vertrouwelijk"} {
		a := h.last(t, "ik ben 12", asked)
		if !strings.Contains(a.Lead, assistant.Message("nl", "keeping")) || !strings.Contains(a.Text(), "Vaak wel. Bij groot gevaar moet een volwassene soms iets doen.") {
			t.Errorf("%q: %s %q", asked, a.Status, a.Text())
		}
	}
	if a := h.last(t, "ik ben 12", "vertellen jullie het aan mijn ouders"); !strings.Contains(a.Text(), "Niet als je alleen belt om te praten.") {
		t.Errorf("whether parents are told: %q", a.Text())
	}
	for _, told := range []string{"mijn oom zegt dat het ons geheim is", "ik moet het geheim houden van mijn oom", "aan wie kan ik het vertellen", "moet ik het geheim houden", "mag hij zeggen dat het geheim is", "is het erg dat ik het geheim moet bewaren"} {
		if a := h.last(t, "ik ben 12", told); strings.Contains(a.Lead, assistant.Message("nl", "keeping")) {
			t.Errorf("%q is taken for the question whether we tell: %q", told, a.Text())
		}
	}
}

// The parent of a child that was harmed reads what there is for parents, and not what the parents of an offender pay.
func TestAParentOfAVictimIsNoParentOfAnOffender(t *testing.T) {
	t.Parallel()
	h := newHelperWith(t, abused, youngSuspect)
	const pays = "Bij jonge kinderen kunnen de ouders moeten betalen."
	for _, turns := range [][]string{{"mijn dochter van 9 is verkracht door haar oom", "moeten de ouders de schade betalen"}, {"mijn zoon van 12 is mishandeld", "wie betaalt de schade"}} {
		if a := h.last(t, turns...); strings.Contains(a.Text(), pays) {
			t.Errorf("%q: %q", turns, a.Text())
		}
	}
	for _, turns := range [][]string{{"de verdachte is minderjarig", "wie betaalt de schade"}, {"mijn zoon is mishandeld door een klasgenoot van 13", "wie betaalt de schade, de ouders?"}, {"mijn zoon van 13 heeft een jongen geslagen", "moeten ouders de schade betalen"}} {
		if a := h.last(t, turns...); !strings.Contains(a.Text(), "Dat hangt af van de leeftijd") {
			t.Errorf("%q: %s %q, want who pays for a young offender", turns, a.Status, a.Text())
		}
	}
	for asked, want := range map[string]string{"mag ik namens haar aangifte doen": "Doe je aangifte namens je kind?", "mag ik voor haar spreken bij de rechter": "mogen ouders spreken voor een minderjarige"} {
		if a := h.last(t, "mijn dochter is aangerand op school", asked); !strings.Contains(a.Text(), want) {
			t.Errorf("%q: %s %q", asked, a.Status, a.Text())
		}
	}
}

// Who asks what we do for them is not shown what we do for a municipality, and an employee no page for employers; those read their own.
func TestPagesForProfessionalsAreForWhoWorks(t *testing.T) {
	t.Parallel()
	h := newHelperWith(t,
		article("https://site.example/gemeenten/hic", "High Impact Crimes", "gemeente", "High Impact Crimes zijn misdrijven zoals een inbraak. Wat wij doen na een inbraak: wij bezoeken uw inwoners na de inbraak."),
		article("https://site.example/inbraak", "Woninginbraak", "", "Hulp na een inbraak: wij luisteren en denken mee over schade na de inbraak in je huis."),
		article("https://site.example/werkgever", "Als werkgever handelen na bedreiging", "professional", "Is uw medewerker bedreigd op het werk? De werkgever vangt de medewerker na een bedreiging op."),
		article("https://site.example/bedreiging", "Bedreiging", "", "Ben je bedreigd op je werk? Je werkgever moet na een bedreiging zorgen voor veiligheid."))
	for asked, without := range map[string]string{"wat doen jullie voor mij na een inbraak": "uw inwoners", "er is ingebroken, wat doen jullie voor mij": "uw inwoners", "ik ben bedreigd op mijn werk, wat moet mijn werkgever doen na de bedreiging": "uw medewerker"} {
		if a := h.ask(t, asked); len(a.Sentences) == 0 || strings.Contains(a.Text(), without) {
			t.Errorf("%q: %s %q", asked, a.Status, a.Text())
		}
	}
	for asked, want := range map[string]string{"ik werk bij de gemeente, wat doen jullie na een inbraak bij inwoners": "uw inwoners", "ik ben werkgever, mijn medewerker is bedreigd op het werk": "uw medewerker"} {
		if a := h.ask(t, asked); !strings.Contains(a.Text(), want) {
			t.Errorf("%q: %s %q, want %q", asked, a.Status, a.Text(), want)
		}
	}
}

// Whoever is hurt by a child of their own is hurt at home, and does not read what is for the parents of a child that was hurt, now or a question later.
func TestAParentWhoIsHitByTheirChildReadsOfViolenceAtHome(t *testing.T) {
	t.Parallel()
	h := newHelperWith(t,
		page("https://site.example/kind/", "Kindermishandeling", "Een kind wordt geslagen of mishandeld. Ben je ouder van een kind dat is mishandeld? Zorg dat je kind veilig is en vraag hulp."),
		page("https://site.example/thuis/", "Huiselijk geweld", "Huiselijk geweld is geweld door een familielid. Word je geslagen, dan krijg je hulp van Veilig Thuis."))
	for _, told := range []string{
		"mijn zoon slaat me", "ik word geschopt en geslagen door mijn dochter", "mijn kleinzoon mishandelt mij", "onze puber is zestien en hij bedreigt ons", "mijn dochter heeft mij gisteren weer geslagen",
	} {
		m := &assistant.Memory{}
		for _, text := range []string{told, "waar krijg ik hulp"} {
			if a := h.say(t, m, text); !cites(a, "https://site.example/thuis") || cites(a, "https://site.example/kind") {
				t.Errorf("%q: %q reads %q", told, text, a.Text())
			}
		}
	}
	for _, told := range []string{"mijn zoon is mishandeld", "mijn kind wordt geslagen door de oppas", "mijn dochter slaapt bij mij, ze is mishandeld"} {
		if a := h.ask(t, told); !cites(a, "https://site.example/kind") {
			t.Errorf("%q reads %q", told, a.Text())
		}
	}
}

// What a site keeps in its archive is not told as if it were so now: a newer page is read, and the old one by who asks how it was.
func TestAnArchivedPageIsForWhoAsksHowItWas(t *testing.T) {
	t.Parallel()
	old := page("https://site.example/archief/spreken-2012/", "Spreken op de zitting (uitleg 2012)", "Op de zitting mag u alleen spreken over de gevolgen. Een gesprek met de officier vraagt u zelf aan.")
	old.Date = time.Date(2012, 3, 1, 0, 0, 0, 0, time.UTC)
	now := page("https://site.example/spreken/", "Spreken op de zitting", "Op de zitting mag je spreken over alles. Een gesprek met de officier kan ook.")
	now.Date = time.Now().AddDate(-1, 0, 0)
	h := newHelperWith(t, old, now)
	for _, asked := range []string{"waarover mag ik spreken op de zitting", "ik heb een gesprek met de officier"} {
		if a := h.ask(t, asked); cites(a, old.URL) || !cites(a, now.URL) {
			t.Errorf("%q reads %q", asked, a.Text())
		}
	}
	if a := h.ask(t, "wat was in 2012 de uitleg over spreken op de zitting"); !cites(a, old.URL) {
		t.Errorf("of then: %q", a.Text())
	}
}

// A question that the site surely answers is answered with reserve behind what it has no page on, and what it has no page on is not.
func TestAQuestionIsAnsweredAloneBehindWhatHasNoPage(t *testing.T) {
	t.Parallel()
	h := newHelperWith(t, page("https://site.example/rechten/", "Aangifte doen", "Aangifte doen betekent dat je de politie vertelt wat er is gebeurd. Het is jouw keuze. Niemand mag je dwingen."))
	for _, told := range []string{"mijn hond is vergiftigd", "de kat van hiernaast krabt steeds mijn auto kapot en de eigenaar lacht"} {
		if a := h.last(t, told, "wie helpt bij aangifte"); a.Status != assistant.AnsweredPartial || !cites(a, "https://site.example/rechten") {
			t.Errorf("%q: %s %q", told, a.Status, a.Text())
		}
		if a := h.last(t, told, "hoe leer ik vliegen"); len(a.Sentences) > 0 {
			t.Errorf("%q: %s %q", told, a.Status, a.Text())
		}
	}
}

// Who saw a stranger go to their death is a witness, and not somebody who was followed in a train.
func TestWhoSawAStrangerLeapIsAWitness(t *testing.T) {
	t.Parallel()
	h := newHelperWith(t,
		page("https://site.example/getuige/", "Getuige van iets ergs", "Was je getuige van een ongeluk of zag je iets ergs? Ook dan is er hulp. Het beeld kan blijven hangen."),
		page("https://site.example/straat/", "Straatintimidatie", "Loopt iemand achter je aan in de trein, of springt een man voor je? Roep om hulp. Een man die je naroept, meld je."))
	for _, told := range []string{"ik was getuige, een vrouw sprong voor de metro", "wij hebben gezien dat een jongen van het dak sprong", "ik zag hoe een man voor de trein liep"} {
		if a := h.ask(t, told); !cites(a, "https://site.example/getuige") || cites(a, "https://site.example/straat") {
			t.Errorf("%q reads %q", told, a.Text())
		}
	}
	for _, told := range []string{"een man liep achter mij aan in de trein", "in de trein sprong een man voor mij en riep me na", "ik zag hoe een man in de trein achter me aan liep"} {
		if a := h.ask(t, told); !cites(a, "https://site.example/straat") {
			t.Errorf("%q reads %q", told, a.Text())
		}
	}
}
