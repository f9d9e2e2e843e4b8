package assistant_test

import (
	"slices"
	"strings"
	"testing"

	"wegwijzer/assistant"
	"wegwijzer/assistant/danger"
)

// lastLevel returns how much danger the cards of the last answer in a talk speak of.
func (h helper) lastLevel(t *testing.T, turns ...string) (danger.Level, assistant.Answer) {
	t.Helper()
	level, a := danger.None, h.last(t, turns...)
	for _, n := range a.Notices {
		if n.Kind == assistant.DangerNotice {
			level = max(level, n.Level)
		}
	}
	return level, a
}

// Who tells what happened, and then how it is since, is not asked whether they are wounded; what is surely of something else gets no card at all.
func TestHowItIsSinceIsNoDangerOfThisMoment(t *testing.T) {
	t.Parallel()
	h := newHelperInNeed(t)
	for _, turns := range [][]string{
		{"mijn fiets met de boodschappen is van me afgepakt bij de brug", "als er iemand achter me fietst stap ik af en laat ik hem voorgaan"},
		{"iemand heeft een nepaccount van mij gemaakt", "ik weet wie het is, ze zit bij mij in de klas"},
		{"ik stond op het station toen er iemand voor de trein sprong", "ik ga nu met de auto, ik kan die fluit niet horen"},
		{"mijn moeder is opgelicht aan de deur", "ze doet niet meer open, ook niet voor mij"},
		{"j'ai été cambriolée le mois dernier", "ma fille ne veut plus dormir dans sa chambre"},
	} {
		if level, _ := h.lastLevel(t, turns...); level == danger.Acute {
			t.Errorf("%q gets a card of acute danger", turns)
		}
	}
	for _, turns := range [][]string{
		{"mijn dochter is aangereden door een vrachtwagen", "ze zit in haar examenjaar en kan haar hoofd er niet bij houden"},
		{"mijn oma is van haar tasje beroofd", "ze durft met haar rollator de straat niet meer op"},
		{"mijn pinpas is gestolen bij de automaat", "die man stond zo dicht achter me, ik ril ervan"},
	} {
		if level, a := h.lastLevel(t, turns...); level > danger.None {
			t.Errorf("%q gets a card: %+v", turns, a.Notices)
		}
	}
}

// Whatever was told before, danger keeps its card: of this moment where a rule or every sign says so, and with 112 on it where only some do.
func TestDangerAfterWhatIsNoneKeepsItsCard(t *testing.T) {
	t.Parallel()
	h := newHelperInNeed(t)
	for _, turns := range [][]string{
		{"vorige week ben ik beroofd", "hij staat nu weer aan de overkant en kijkt omhoog"},
		{"er is bij mij ingebroken vorige maand", "ik hoor gerommel in de gang en ik ben alleen"},
		{"mijn fiets is gestolen", "ik wil niet meer verder leven"},
		{"ik heb ruzie met de buurman over een schutting", "hij beukt nu met een bijl op mijn voordeur"},
		{"ik ben bedreigd op mijn werk", "hij is nu binnen en gooit met stoelen"},
		{"ik kreeg klappen in de kroeg", "die gasten rijden nu door mijn straat en roepen mijn naam"},
		{"my car was hit", "i don't want to be alive anymore"},
		{"çantam çalındı", "kocam şu an kapının arkasında bıçakla bekliyor"},
		{"мене обікрали", "він зараз ламає двері"},
		{"on m'a volé mon sac", "il est en bas et il hurle qu'il va me tuer"},
		{"سرقوا حقيبتي", "زوجي يضربني الآن"},
	} {
		if level, _ := h.lastLevel(t, turns...); level != danger.Acute {
			t.Errorf("%q: level %v", turns, level)
		}
	}
	for _, turns := range [][]string{
		{"mijn broertje is vorig jaar uit het leven gestapt", "ik wil eigenlijk gewoon bij hem zijn"},
		{"mijn dochter is aangerand", "ze snijdt zichzelf elke avond"},
		{"er is ingebroken", "mijn stiefvader komt 's nachts bij mijn zusje in bed"},
		{"mijn oma is opgelicht", "mijn oom sluit haar op en geeft haar geen eten"},
		{"ik ben verkeersslachtoffer", "ik mag van mijn man niet naar buiten en hij houdt mijn pas"},
	} {
		if level, _ := h.lastLevel(t, turns...); level == danger.None {
			t.Errorf("%q gets no card", turns)
		}
	}
	_, a := h.lastLevel(t, "I got my bag stolen", "my husband is locking me in the bedroom right now")
	if len(a.Notices) == 0 || !slices.ContainsFunc(a.Notices[0].Contacts, func(c assistant.Reach) bool { return c.Line == danger.Emergency }) {
		t.Errorf("who is locked up is not told of 112: %+v", a.Notices)
	}
}

// Who took pills, and is sorry for it, is still in danger; who is sorry for a report to the police is not.
func TestWhoIsSorryForWhatTheyTookKeepsTheAmbulance(t *testing.T) {
	t.Parallel()
	h := newHelperInNeed(t)
	for _, turns := range [][]string{{"ik heb twee strips pillen geslikt", "ik heb nu spijt"}, {"I took a whole bottle of pills", "I regret it"}} {
		if level, a := h.lastLevel(t, turns...); level != danger.Acute || a.Notices[0].Contacts[0].Line != danger.Emergency {
			t.Errorf("%q: %v %+v", turns, level, a.Notices)
		}
	}
	if level, _ := h.lastLevel(t, "ik heb aangifte gedaan van diefstal", "ik heb spijt"); level > danger.None {
		t.Errorf("who is sorry for a report gets a card: %v", level)
	}
}

// Who is afraid of somebody who comes free is told whom to reach, and who sleeps beside a threat is not called for aloud.
func TestFearAndSleepAreOfWhatWasTold(t *testing.T) {
	t.Parallel()
	h := newHelperInNeed(t)
	if level, a := h.lastLevel(t, "de man die mij aanrandde komt vrij", "ik ben doodsbang"); level == danger.None || !strings.Contains(numbers(a), "0900-8844") {
		t.Errorf("%v %+v", level, a.Notices)
	}
	for _, turns := range [][]string{{"mąż groził że mnie zabije", "śpi teraz"}, {"mijn man dreigt me te vermoorden", "hij slaapt nu"}} {
		if level, a := h.lastLevel(t, turns...); level == danger.None || !a.Notices[0].Silent {
			t.Errorf("%q: %v %+v", turns, level, a.Notices)
		}
	}
}

// Who told of violence at home is in danger when whoever did it is there now, whatever was answered between.
func TestWhoHitsAndIsThereNowIsDangerOfThisMoment(t *testing.T) {
	t.Parallel()
	h := newHelperInNeed(t)
	for _, turns := range [][]string{{"mon mari me bat et j'attends un bébé", "il est à la maison maintenant"}, {"mąż mnie bije", "on jest teraz tutaj"}, {"kocam bana vurdu", "şimdi evde"}} {
		if level, a := h.lastLevel(t, turns...); level != danger.Acute || a.Notices[0].Contacts[0].Line != danger.Emergency {
			t.Errorf("%q: %v %+v", turns, level, a.Notices)
		}
	}
}
