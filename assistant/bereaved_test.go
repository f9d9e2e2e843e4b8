package assistant_test

import (
	"slices"
	"strings"
	"testing"

	"wegwijzer/assistant"
	"wegwijzer/knowledge"
)

// bereaved is the address of a page of which every sentence says that somebody of the reader's was killed.
const bereaved = "https://site.example/na-een-levensdelict/"

// whatHappened are pages on violence, of which one is for the bereaved and says so in its text alone.
var whatHappened = []knowledge.Document{
	{URL: bereaved, Title: "Na een levensdelict", Lang: "nl", Blocks: []knowledge.Block{
		{Kind: knowledge.Paragraph, Text: "Iemand van wie je hield is vermoord en overleden. Nabestaanden krijgen bij ons hulp van een casemanager."},
		{Kind: knowledge.Question, Text: "Wie helpt mij na een moord?"},
		{Kind: knowledge.Paragraph, Text: "Nabestaanden krijgen een casemanager. Die helpt je met de politie, de kinderen en de rechtszaak."},
		{Kind: knowledge.Question, Text: "Waar kan ik heen na de moord?"},
		{Kind: knowledge.Paragraph, Text: "Je kunt als nabestaande heen naar onze lotgenotengroep. De dader zit vast of is vrij."},
		{Kind: knowledge.Question, Text: "Wat kan ik doen na het overlijden?"},
		{Kind: knowledge.Paragraph, Text: "Je kunt als nabestaande spreken op de zitting. Bewaar de rekeningen van de uitvaart."},
	}},
	page("https://site.example/bedreiging/", "Bedreigd worden", "Word je bedreigd, ook met de dood? Dat is bedreiging. Bel bij gevaar 112 en doe aangifte van de bedreiging. Schrijf op wat hij zegt."),
	page("https://site.example/thuis/", "Geweld thuis", "Slaat je partner of ex jou of je zus? Dat is huiselijk geweld. Veilig Thuis denkt mee over een veilige plek om heen te gaan, dag en nacht."),
	page("https://site.example/mishandeling/", "Mishandeling", "Ben je geslagen of is er een poging tot doodslag geweest? Dat is mishandeling. Wie helpt: de huisarts, de politie en wij."),
}

func newHelperOnViolence(t *testing.T) helper {
	t.Helper()
	h := newHelper(t)
	g, err := h.store.Begin(t.Context(), knowledge.Public, "site")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := g.PutAll(t.Context(), append(slices.Clone(site), whatHappened...)); err != nil {
		t.Fatal(err)
	}
	if err := g.Publish(t.Context()); err != nil {
		t.Fatal(err)
	}
	return h
}

func cites(a assistant.Answer, url string) bool {
	return slices.ContainsFunc(a.Sentences, func(x assistant.Sentence) bool { return strings.HasPrefix(x.Cites[0].URL, url) })
}

// Nobody reads that somebody they loved was killed who did not tell of a death, whatever was done to them and whatever they ask.
func TestNobodyIsTakenForBereavedWhoDidNotTellOfADeath(t *testing.T) {
	t.Parallel()
	h := newHelperOnViolence(t)
	questions := []string{"en nu", "waar kan ik heen", "hij zit vast", "wat kan ik doen", "wie helpt mij", "hoe gaat de rechtszaak", "en de kinderen", "hij is weer vrij"}
	for _, told := range []string{
		"hij gaat me vermoorden", "mijn ex zegt dat hij me dood gaat maken", "mijn buurman dreigt mij te doden", "mijn zus wordt geslagen door haar man", "ik ben op straat in elkaar geslagen",
		"mijn ex volgt me overal", "ik ben verkracht door mijn oom", "ze hebben me overvallen met een mes", "mijn broer is neergestoken maar hij leeft nog", "poging tot doodslag op mijn zoon", "ik was bijna vermoord",
		"my husband threatens to kill me", "mąż mówi że mnie zabije", "kocam beni öldürmekle tehdit ediyor", "mon mari menace de me tuer", "زوجي يهددني بالقتل", "чоловік погрожує мене вбити", "mi kasá ta bisa ku e ta bai mata mi",
	} {
		if a := h.ask(t, told); cites(a, bereaved) {
			t.Errorf("%q reads %q", told, a.Text())
		}
		for _, question := range questions {
			m := &assistant.Memory{}
			h.say(t, m, told)
			if a := h.say(t, m, question); cites(a, bereaved) {
				t.Errorf("%q > %q reads %q", told, question, a.Text())
			}
		}
	}
}

// Who told of a death finds that page, also some turns later.
func TestWhoToldOfADeathFindsThePageForTheBereaved(t *testing.T) {
	t.Parallel()
	h := newHelperOnViolence(t)
	for _, told := range []string{
		"mijn broer is vermoord", "ze hebben mijn man doodgeschoten bij een moord", "hij dreigde er al mee en nu is mijn zus vermoord", "my brother was murdered", "mój brat został zamordowany", "kardeşim öldürüldü",
		"mon frère a été tué", "قتل أخي", "мого брата вбили", "nan a mata mi ruman",
	} {
		m := &assistant.Memory{}
		h.say(t, m, told)
		h.say(t, m, "ik kan niet slapen")
		if a := h.say(t, m, "wie helpt mij na een moord"); !cites(a, bereaved) {
			t.Errorf("%q does not find the page: %s %q", told, a.Status, a.Text())
		}
	}
	if a := h.ask(t, "wat kunnen nabestaanden doen na een moord"); !cites(a, bereaved) {
		t.Errorf("who asks for it does not find the page: %s %q", a.Status, a.Text())
	}
}

// Who misses somebody may read of grief, and who speaks of their own sorrow beside a threat is taken for nobody's widow.
func TestSorrowBesideAThreatIsNoDeath(t *testing.T) {
	t.Parallel()
	h := newHelperOnViolence(t)
	m := &assistant.Memory{}
	h.say(t, m, "mijn ex zegt dat hij me dood gaat maken en ik heb veel verdriet")
	for _, question := range []string{"wie helpt mij", "waar kan ik heen", "hoe gaat de rechtszaak"} {
		if a := h.say(t, m, question); cites(a, bereaved) {
			t.Errorf("%q reads %q", question, a.Text())
		}
	}
}

// supposing are pages that take something for true of who reads, which few tell.
var supposing = []knowledge.Document{
	page("https://site.example/lijkvinding/", "Iemand dood vinden (lijkvinding)", "Je hebt iemand gevonden die was overleden, in een kamer, een schuur of buiten. Wie iemand heeft gevonden, schrikt."),
	page("https://site.example/papieren/", "Slachtoffer zonder verblijfspapieren", "Ben je beroofd en heb je geen papieren? Je mag aangifte doen van de beroving. Slaap je slecht, praat dan met ons."),
	page("https://site.example/roof/", "Straatroof", "Ben je beroofd op straat? Blokkeer je passen en doe aangifte van de beroving, ook als je de dader kent."),
	page("https://site.example/vrijwilliger/", "Vrijwilliger worden", "Wil je vrijwilliger worden? Ook met pensioen kan dat. We pakken je aanmelding snel op."),
	page("https://site.example/steken/", "Steekincident of schietincident", "Eerst gaat het om zorg voor je lichaam in het ziekenhuis. Vraag het ziekenhuis om je gegevens. Was het steken of schieten, dan helpt een arts."),
	page("https://site.example/nep/", "Datingfraude", "Mijn moeder gelooft niet dat het nep is. Praat met je moeder over de fout en val haar niet aan."),
	page("https://site.example/moord/", "Moord en doodslag", "Je hebt iemand verloren. De dader heeft iemand vermoord of doodgemaakt. Nabestaanden krijgen een casemanager."),
}

// A page that takes something for true of who reads it is for who told that, and is found by who did.
func TestAPageThatSupposesIsForWhoToldThat(t *testing.T) {
	t.Parallel()
	h := newHelperWith(t, supposing...)
	for talk, not := range map[string]string{
		"ik heb een schuur gevonden": "lijkvinding", "ik ben beroofd en kan niet slapen": "papieren", "mijn vrouw is overleden > hoe zit het met haar pensioen": "vrijwilliger",
		"mijn moeder is overleden door een fout van het ziekenhuis": "steken", "mijn buurman heeft mijn kat doodgemaakt": "moord", "iemand heeft onze paarden vermoord": "moord",
	} {
		var turns []string
		for turn := range strings.SplitSeq(talk, " > ") {
			turns = append(turns, turn)
		}
		if a := h.last(t, turns...); cites(a, "https://site.example/"+not) || cites(a, "https://site.example/nep") {
			t.Errorf("%q reads %q", talk, a.Text())
		}
	}
	h.leadsTo(t, map[string]string{
		"ik heb mijn buurvrouw gevonden, ze was overleden": "lijkvinding", "ik ben beroofd en heb geen verblijfsvergunning": "papieren", "hoe word ik vrijwilliger": "vrijwilliger",
		"mijn broer is neergestoken en ligt in het ziekenhuis": "steken",
	})
}
