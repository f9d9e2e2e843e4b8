package assistant_test

import (
	"strings"
	"testing"
	"time"

	"wegwijzer/assistant"
)

// turns are the messages of a talk, and the key of the text that the last is answered with, or that it must not be answered with.
type turns struct {
	talk string // parted by |
	lang string
	key  string
	not  bool
}

func (h helper) isTold(t *testing.T, all []turns) {
	t.Helper()
	for _, c := range all {
		m := &assistant.Memory{}
		var a assistant.Answer
		for _, text := range strings.Split(c.talk, "|") {
			a = h.answer(t, assistant.Turn{Question: strings.TrimSpace(text), Collection: "site", Lang: c.lang, Memory: m})
		}
		if told := strings.Contains(a.Lead, assistant.Message(a.Lang, c.key)); told == c.not {
			t.Errorf("%s: %s told is %v; %s: %q", c.talk, c.key, told, a.Status, a.Text())
		}
	}
}

// Whoever missed a call of ours is told how to reach us, and complains of nothing.
func TestAMissedCallIsNoComplaint(t *testing.T) {
	t.Parallel()
	h := newHelper(t)
	h.isTold(t, []turns{
		{talk: "een medewerker van slachtofferhulp belde maar ik was niet thuis", key: "missed_call"},
		{talk: "ik heb jullie oproep gemist, jullie belden vanmorgen", key: "missed_call"},
		{talk: "jullie hebben gebeld en ik durfde niet op te nemen | heb ik mijn kans nu verspeeld", key: "missed_call_more"},
		{talk: "slachtofferhulp had gebeld maar ik kon niet opnemen | ben ik nu te laat", key: "missed_call_more"},
		{talk: "you called me but i didn't answer", lang: "en", key: "missed_call"},
		{talk: "niemand belt mij terug", key: "missed_call", not: true},
		{talk: "jullie medewerker was heel onbeleefd", key: "complaint"},
		{talk: "de politie belde maar ik nam niet op", key: "missed_call", not: true},
		{talk: "ik ben beroofd | ben ik nu te laat", key: "missed_call_more", not: true},
	})
}

// Who complained of one of us and would rather have another is told how to ask for that; who would have another lawyer is not.
func TestWhoWantsAnotherOfUsIsToldHow(t *testing.T) {
	t.Parallel()
	h := newHelper(t)
	h.BookOn(assistant.OpenCalendar{})
	h.isTold(t, []turns{
		{talk: "jullie medewerker was heel onbeleefd | ik wil iemand anders", key: "other_worker"},
		{talk: "ik heb een klacht over jullie hulpverlener | kan ik iemand anders spreken", key: "other_worker"},
		{talk: "ik wil graag een andere medewerker", key: "other_worker"},
		{talk: "ik wil een andere advocaat", key: "other_worker", not: true},
		{talk: "ik ben beroofd | ik wil iemand anders", key: "other_worker", not: true},
		{talk: "mag ik een andere contactpersoon bij de politie", key: "other_worker", not: true},
	})
}

// Who says how unjust it was, or makes little of what they feel, is heard: no page is looked for that answers what was not asked.
func TestAngerAndShameAreHeard(t *testing.T) {
	t.Parallel()
	h := newHelper(t)
	h.isTold(t, []turns{
		{talk: "ik ben mishandeld | hij kreeg alleen een boete, schandalig", key: "resents"},
		{talk: "ik ben beroofd op straat | omstanders keken toe", key: "resents"},
		{talk: "ik ben beroofd op straat | de beveiliger deed helemaal niets", key: "resents"},
		{talk: "ik ben mishandeld | is dat niet veel te weinig straf?", key: "resents", not: true},
		{talk: "ik ben mishandeld | ik deed niks terug", key: "resents", not: true},
		{talk: "er is ingebroken | ik huil om die oude ring, kinderachtig hè", key: "belittles"},
		{talk: "ik ben beroofd | ik stel me aan", key: "belittles"},
		{talk: "ik ben opgelicht | ik gaf zelf mijn code, dom hè", key: "belittles", not: true},
		{talk: "ik ben beroofd | ik stel een vraag over aangifte", key: "belittles", not: true},
	})
}

// Who goes is wished well and reads no page; whom to reach stays for who told of danger. What is surely not wanted need not be.
func TestWhoGoesOrRefusesIsLetBe(t *testing.T) {
	t.Parallel()
	h := newHelper(t)
	h.isTold(t, []turns{
		{talk: "ik ben beroofd op straat | ik ga naar bed", key: "remark_night"},
		{talk: "ik ben beroofd op straat | prettige avond nog", key: "remark_bye"},
		{talk: "i was robbed | good night", lang: "en", key: "remark_night"},
		{talk: "ik ben beroofd op straat | ik kan niet slapen", key: "remark_night", not: true},
		{talk: asked + " | bah, dat zie ik echt niet zitten", key: "remark_refuses"},
		{talk: asked + " | dat wil hij niet", key: "remark_refuses", not: true},
	})
	m := &assistant.Memory{}
	h.say(t, m, "ik wil niet meer leven")
	m.Offered = ""
	if a := h.say(t, m, "welterusten"); a.Lead != assistant.Message("nl", "remark_bye") || !strings.Contains(a.Text(), "113") || len(a.Sentences) > 0 {
		t.Errorf("good night after a wish to die gives %s: %q", a.Status, a.Text())
	}
	m = &assistant.Memory{}
	h.say(t, m, "ik wil niet meer leven")
	if a := h.say(t, m, "absoluut niet"); len(a.Notices) == 0 { // to: are you safe
		t.Errorf("surely not safe gives %s: %q", a.Status, a.Text())
	}
}

// Who means now, in the night, is told who is there at night, also while an appointment is made.
func TestNowInTheNightIsNoTimeForAnAppointment(t *testing.T) {
	t.Parallel()
	h := newHelper(t)
	h.BookOn(assistant.OpenCalendar{})
	zone, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		t.Fatal(err)
	}
	night := time.Date(2026, time.March, 15, 3, 0, 0, 0, zone)
	for text, want := range map[string]bool{
		"ik bedoel nu": true, "nee, nu bedoel ik": true, "het is 3 uur 's nachts": true, "maar het is midden in de nacht": true,
		"morgen om 3 uur": false, "om 2 uur": false, "nu niet": false,
	} {
		m := &assistant.Memory{}
		for _, said := range []string{"ik wil graag een afspraak", text} {
			a := h.answer(t, assistant.Turn{Question: said, Collection: "site", Now: night, Memory: m})
			if told := strings.Contains(a.Text(), assistant.Message("nl", "open_closed")); said == text && told != want {
				t.Errorf("%q > %s: %q", said, a.Status, a.Text())
			}
		}
		if m.Booking == nil && want {
			t.Errorf("after %q the appointment is gone", text)
		}
	}
}

// Who asked for the press is answered as the press when they ask on, and who was a victim is not.
func TestThePressThatAsksOn(t *testing.T) {
	t.Parallel()
	h := newHelper(t)
	h.BookOn(assistant.OpenCalendar{})
	h.isTold(t, []turns{
		{talk: "ik ben verslaggever en wil iemand van jullie spreken | wanneer kan ik iemand spreken", key: "press"},
		{talk: "ik heb een vraag voor jullie persvoorlichter", key: "press"},
		{talk: "ik wil contact met iemand van de pers", key: "press"},
		{talk: "ik ben verslaggever en wil iemand van jullie spreken | ik ben zelf beroofd en wil iemand spreken", key: "press", not: true},
		{talk: "de pers belt mij steeds, wie kan met de pers praten", key: "press", not: true},
		{talk: "ik wil iemand spreken", key: "press", not: true},
	})
}

// What is said of anyone with "je" is no question to this program, and no deed of another.
func TestAnyoneIsNotTheProgram(t *testing.T) {
	t.Parallel()
	h := newHelper(t)
	for _, key := range []string{"identity", "deed_wonder"} {
		h.isTold(t, []turns{
			{talk: "ik ben gisteren beroofd | is het gek dat je dan steeds achterom kijkt", key: key, not: true},
			{talk: "er is bij ons ingebroken | is het normaal dat je je zo leeg voelt", key: key, not: true},
			{talk: "ik ben mishandeld | kom je daar ooit overheen", key: key, not: true},
		})
	}
	h.isTold(t, []turns{
		{talk: "ben je een mens", key: "identity"},
		{talk: "heb je gevoel", key: "identity"},
		{talk: "mijn broer knijpt mij | is dat normaal", key: "deed_wonder"},
	})
}

// How something ends is told and not asked: nobody is refused a prediction for it. Who may see a file is no question about one's own.
func TestWhatIsToldOrAskedOfAnyoneIsNotRefused(t *testing.T) {
	t.Parallel()
	h := newHelper(t)
	h.isTold(t, []turns{
		{talk: "mijn zoon is gebeten | hij houdt er een litteken aan over", key: "prediction", not: true},
		{talk: "mijn zoon is gebeten | hij krijgt een litteken op zijn wang", key: "prediction", not: true},
		{talk: "hoeveel smartengeld krijg ik voor mijn litteken", key: "prediction"},
		{talk: "win ik mijn zaak", key: "prediction"},
		{talk: "wie mag mijn dossier inzien", key: "own_case", not: true},
		{talk: "komt mijn nieuwe adres in de stukken", key: "own_case", not: true},
		{talk: "wat gebeurt er met mijn gegevens", key: "complaint", not: true},
		{talk: "wat staat er in mijn dossier", key: "own_case"},
		{talk: "ik rijd op de tram en er sprong iemand voor mijn tram | ik voel me schuldig", key: "self_blame"},
		{talk: "ik ben aangerand | ik voel me schuldig", key: "guilt"},
	})
}
