package assistant_test

import (
	"strings"
	"testing"

	"wegwijzer/assistant"
	"wegwijzer/assistant/danger"
	"wegwijzer/knowledge"
)

// ofDanger are pages that belong to a card, and those that its words would find.
var ofDanger = []knowledge.Document{
	page("https://site.example/bedreiging/", "Bedreigd worden", "Iemand zegt of schrijft dat hij jou iets gaat aandoen. Dat heet bedreiging. Bedreiging is strafbaar."),
	page("https://site.example/moord/", "Moord en doodslag", "Nabestaanden na moord of doodslag krijgen een vaste begeleider. De dood van wie je liefhad doet pijn."),
	page("https://site.example/zelfdoding/", "Zelfdoding van een naaste", "Je hebt iemand verloren door zelfdoding. De dood van een naaste is zwaar."),
	page("https://site.example/lijkvinding/", "Een overleden persoon vinden", "Je hebt iemand gevonden die dood was. Bel 112."),
	page("https://site.example/jeugd/", "Seksueel misbruik in je jeugd", "Hulp is er ook na tientallen jaren. Voor sommige feiten is er een uiterste termijn voor straf: verjaring. Stiefvader, kamer, nacht, pijn."),
	page("https://site.example/kindermishandeling/", "Kindermishandeling", "Ben je zelf jonger dan 18? Wat er gebeurt, is niet jouw schuld. Kies een volwassene die je vertrouwt."),
	page("https://site.example/thuis/", "Huiselijk geweld", "Huiselijk geweld is geweld door iemand die dicht bij je staat.",
		"Is weggaan de enige veilige optie? Veilig Thuis of de politie kan helpen zoeken naar opvang, een veilige plek om te slapen."),
	page("https://site.example/helpers/", "Iemand steunen na een overval", "Praat met opa over de overval. Veel helpers zijn bang om iets raars te zeggen."),
}

// Below the card for a threat of death stands what the site says of threats, in every language, and nothing for the bereaved.
func TestBelowAThreatOfDeathStandsNothingOfTheDead(t *testing.T) {
	t.Parallel()
	h := with(t, ofDanger...)
	for _, text := range []string{
		"ik krijg doodsbedreigingen", "ölüm tehdidi alıyorum", "eski erkek arkadaşım ölüm tehdidi gönderdi", "я отримую погрози вбивством", "мені погрожують смертю", "je reçois des menaces de mort",
		"dostaję groźby śmierci", "تصلني تهديدات بالقتل", "i get death threats",
	} {
		a := h.say(t, &assistant.Memory{}, text)
		if len(a.Notices) == 0 || a.Notices[0].Kind != assistant.DangerNotice {
			t.Errorf("%q gives no card", text)
		}
		for _, x := range a.Sentences {
			if title := x.Cites[0].Title; title != "Bedreigd worden" {
				t.Errorf("%q: below the card stands %q of %q", text, x.Text, title)
			}
		}
	}
}

// A child that tells what is done to them at night reads what is for who is young, and not of decades and terms.
func TestAChildInDangerReadsWhatIsForWhoIsYoung(t *testing.T) {
	t.Parallel()
	h := with(t, ofDanger...)
	for _, turns := range [][]string{{"ik ben 12 en mijn stiefvader komt 's nachts op mijn kamer en doet me pijn"}, {"ik ben 13", "mijn stiefvader zit 's nachts aan mij"}} {
		m := &assistant.Memory{}
		var a assistant.Answer
		for _, text := range turns {
			a = h.say(t, m, text)
		}
		if !strings.Contains(numbers(a), "0800-0432") || strings.Contains(a.Text(), "tientallen jaren") || strings.Contains(a.Text(), "verjaring") || !strings.Contains(a.Text(), "jonger dan 18") {
			t.Errorf("%q: %s %q", turns, numbers(a), a.Text())
		}
	}
}

// Who tells that somebody speaks oddly since a blow reads whom to call, and nothing that the words happen to find.
func TestBelowACardForADoctorStandsNothingElse(t *testing.T) {
	t.Parallel()
	h := with(t, ofDanger...)
	a := h.say(t, &assistant.Memory{}, "opa praat raar sinds de overval")
	if len(a.Notices) == 0 || !strings.Contains(a.Notices[0].Text, "huisarts") || len(a.Sentences) > 0 {
		t.Errorf("%v %q", a.Notices, a.Text())
	}
}

// Who told of violence at home and asks where to sleep reads of a safe place, in their own language, and is not asked about death.
func TestWhereToSleepAfterViolenceIsAnswered(t *testing.T) {
	t.Parallel()
	h := with(t, ofDanger...)
	for _, turns := range [][]string{
		{"mijn man slaat mij", "waar ik slapen vandaag"},
		{"mijn man slaat mij", "ik heb geen slaapplek"},
		{"my husband hits me", "where can i sleep tonight"},
		{"mon mari me frappe", "où dormir ce soir"},
		{"mąż mnie bije", "gdzie mogę dziś spać"},
		{"чоловік мене б'є", "де мені сьогодні ночувати"},
	} {
		m := &assistant.Memory{}
		h.say(t, m, turns[0])
		a := h.say(t, m, turns[1])
		if !strings.Contains(numbers(a), "0800-2000") || !strings.Contains(a.Text(), "opvang") || strings.Contains(a.Lead, assistant.Message(a.Lang, "distress")) {
			t.Errorf("%q: %s %q", turns, numbers(a), a.Text())
		}
	}
	m := &assistant.Memory{}
	if a := h.say(t, m, "mijn fiets is gestolen"); len(a.Notices) > 0 {
		t.Errorf("%v", a.Notices)
	}
	if a := h.say(t, m, "ik kan niet slapen, waar komt dat door"); len(a.Notices) > 0 {
		t.Errorf("who sleeps badly gets %s", numbers(a))
	}
}

// Where somebody will sit in court is told of as it is asked: no card, unless of harm or of now.
func TestWhereSomebodyWillSitInCourtIsTold(t *testing.T) {
	t.Parallel()
	h := newHelperInNeed(t)
	for _, said := range [][2]string{
		{"morgen moet ik naar de zitting", "hij zit straks naast mij in de zaal"},
		{"wat gebeurt er op de zitting", "dan zit hij tegenover mij"},
		{"wat gebeurt er op de zitting", "hij staat"},
		{"what happens at the hearing in court?", "tomorrow he sits next to me in the courtroom"},
	} {
		m := &assistant.Memory{}
		h.say(t, m, said[0])
		for _, n := range h.say(t, m, said[1]).Notices {
			if n.Kind == assistant.DangerNotice {
				t.Errorf("%q after %q: %v %q", said[1], said[0], n.Level, n.Text)
			}
		}
	}
	for _, said := range [][2]string{
		{"morgen is de zitting", "hij staat nu voor mijn deur"}, {"morgen is de zitting", "hij zit nu naast mij en leest mee"}, {"mijn man slaat mij", "hij zit straks naast mij"}, {"morgen is de zitting", "morgen vermoordt hij mij in de zaal"},
	} {
		m := &assistant.Memory{}
		h.say(t, m, said[0])
		if a := h.say(t, m, said[1]); len(a.Notices) == 0 || a.Notices[0].Kind != assistant.DangerNotice {
			t.Errorf("%q after %q: no card", said[1], said[0])
		}
	}
}

// Who told of a partner that hits, and then of harm to them, still gets Veilig Thuis, with 113 and words that ask to wait.
func TestHarmToldAfterViolenceKeepsBoth(t *testing.T) {
	t.Parallel()
	h := newHelperInNeed(t)
	m := &assistant.Memory{}
	h.say(t, m, "mijn man slaat mij")
	a := h.say(t, m, "soms wil ik hem vermoorden")
	if got := numbers(a); !strings.Contains(got, "0800-2000") || !strings.Contains(got, "113") || !strings.Contains(a.Notices[0].Text, "Wacht nog even") || strings.Contains(a.Notices[0].Text, "boos") {
		t.Errorf("%s %q", got, a.Notices[0].Text)
	}
}

// Who cannot hear and then tells what happened reads about that, and who asks how to report reads of interpreters; neither is told to call us.
func TestWhoIsDeafTellsWhatHappenedAndReports(t *testing.T) {
	t.Parallel()
	h := with(t, page("https://site.example/straatroof/", "Straatroof en beroving", "Iemand pakt op straat je spullen af. Dat heet straatroof of beroving. Blokkeer je pas als die weg is."),
		page("https://site.example/doof/", "Doof of slechthorend", "Ben je doof of slechthorend? Dan hoef je ons niet te bellen. Typ met ons.", "Vraag om een gebarentolk of schrijftolk. Dat kan ook bij de politie en de rechter. Iemand die je vertrouwt mag voor je bellen."),
	)
	m := &assistant.Memory{}
	h.say(t, m, "ik ben doof")
	if a := h.say(t, m, "ik ben beroofd"); !strings.Contains(a.Text(), "beroving") || strings.Contains(a.Text(), "0900-0101") {
		t.Errorf("who is robbed reads %s %q", a.Status, a.Text())
	}
	if a := h.say(t, m, "hoe doe ik aangifte"); !strings.Contains(a.Text(), "gebarentolk") || strings.Contains(a.Text(), "Bel 0900") {
		t.Errorf("who reports reads %s %q", a.Status, a.Text())
	}
	m = &assistant.Memory{}
	h.say(t, m, "ik ben doof")
	if a := h.say(t, m, "hij komt eraan"); len(a.Notices) == 0 || a.Notices[0].Level != danger.Acute || strings.Contains(a.Notices[0].Text, "Bel 112") {
		t.Errorf("who is deaf and in danger reads %v", a.Notices)
	}
}

// Who calls themselves a fool hears that it is not their fault: it is no wish to die, no word against us, and no loss of speech.
func TestWhoCallsThemselvesAFoolIsToldItIsNotTheirFault(t *testing.T) {
	t.Parallel()
	h := newHelper(t)
	for _, text := range []string{
		"wat ben ik toch een oude ezel", "ik ben zo'n sukkel", "wat ben ik toch dom geweest", "ik voel me zo stom", "i am such an idiot", "quel idiot je suis", "ale jestem głupia", "ne aptalım", "який я дурень", "mi ta un tonto",
	} {
		for _, before := range []string{"", "ik ben opgelicht aan de telefoon"} {
			m := &assistant.Memory{}
			if before != "" {
				h.say(t, m, before)
				m.Lang = ""
			}
			if a := h.say(t, m, text); !strings.Contains(a.Lead, assistant.Message(a.Lang, "guilt")) {
				t.Errorf("%q after %q gives %s %q", text, before, a.Status, a.Lead)
			}
		}
	}
	for _, text := range []string{"jullie zijn dom", "je bent een sukkel", "ik ben niet dom", "hij noemt mij een domme koe", "ik ben doof en stom", "ik ben een last voor iedereen", "ik was zo dom te betalen, krijg ik mijn geld terug"} {
		if a := h.say(t, &assistant.Memory{}, text); strings.Contains(a.Lead, assistant.Message(a.Lang, "guilt")) {
			t.Errorf("%q gives %q", text, a.Lead)
		}
	}
	h = newHelper(t)
	m := &assistant.Memory{}
	h.say(t, m, "ik heb mijn vriendin geslagen")
	if a := h.say(t, m, "wat ben ik toch een idioot"); strings.Contains(a.Lead, assistant.Message("nl", "guilt")) {
		t.Errorf("whoever hit somebody hears %q", a.Lead)
	}
}

// Hours never stand without what they are of, and how to reach us comes behind what was asked.
func TestHoursStandBehindTheNumberThatTheyAreOf(t *testing.T) {
	t.Parallel()
	h := with(t, page("https://site.example/moord/", "Moord en doodslag",
		"Iemand van wie je hield, is door een ander vermoord. Bel ons op 0900-0101. Maandag tot en met vrijdag van 8 tot 20 uur, zaterdag van 10 tot 17 uur.",
		"Nabestaanden na een moord krijgen bij ons een vaste begeleider, de casemanager. De casemanager luistert en denkt mee."))
	a := h.say(t, &assistant.Memory{}, "mijn man is vermoord")
	if len(a.Sentences) == 0 || !strings.Contains(a.Lead, assistant.Message("nl", "heard_grief")) {
		t.Fatalf("%s %q", a.Status, a.Text())
	}
	for i, x := range a.Sentences {
		if strings.HasPrefix(x.Text, "Maandag") || i == 0 && strings.HasPrefix(x.Text, "Bel ons") {
			t.Errorf("it says %q at %d", x.Text, i)
		}
	}
}
