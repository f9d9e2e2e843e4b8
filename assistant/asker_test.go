package assistant_test

import (
	"strings"
	"testing"

	"wegwijzer/assistant"
	"wegwijzer/assistant/danger"
)

// Who asks for those they meet at work reads what is said to them, with whom to think along and no word of comfort; who tells that it happened to themselves is
// no professional by then, nor is whose father fell at work.
func TestWhoAsksForTheirWorkReadsWhatIsSaidToThem(t *testing.T) {
	t.Parallel()
	h := with(t,
		article("https://site.example/verwijzen", "Verwijzen en de Advieslijn voor professionals", "professional", "Zo verwijst u: uw huurder, cliënt of patiënt is overvallen. Verwijst u iemand na een overval? Bel de Advieslijn."),
		article("https://site.example/overval", "Overval op winkel of woning", "", "Je bent overvallen in je eigen huis. Na een overval in huis durf je daar misschien niet te slapen. Slaap ergens anders."))
	work, next := assistant.Message("nl", "next_work"), assistant.Message("nl", "next")
	for _, asked := range []string{"Wij zijn een woningcorporatie, een huurder is overvallen in haar eigen flat. hoe verwijs ik haar door?", "een cliënt van ons is thuis overvallen, hoe kunnen wij verwijzen"} {
		a := h.ask(t, asked)
		if first(a) != "verwijzen" || !strings.Contains(a.Closing, work) || strings.Contains(a.Lead, assistant.Message("nl", "heard_event")) {
			t.Errorf("%q: %s from %q: %q", asked, a.Status, first(a), a.Text())
		}
	}
	for _, talk := range [][]string{
		{"ik ben overvallen in mijn huis"},
		{"mijn vader is overvallen op zijn werk, wat kan hij doen"},
		{"wij zijn de ouders van een jongen die is overvallen"},
		{"een cliënt van ons is thuis overvallen, hoe kunnen wij verwijzen", "ik ben zelf vorige week ook overvallen in mijn huis"},
	} {
		if a := h.last(t, talk...); strings.Contains(a.Closing, work) || len(a.Notices) == 0 && !strings.Contains(a.Closing, next) {
			t.Errorf("%q: %q", talk, a.Text())
		}
	}
}

// Who told that they hurt a partner is not told where that one is; who asks for a place of their own, or is afraid, is not refused for it.
func TestWhoHurtSomebodyIsNotToldWhereTheyAre(t *testing.T) {
	t.Parallel()
	h := newHelper(t)
	refused := assistant.Message("nl", "other_person")
	for _, talk := range [][2]string{
		{"ik heb mijn vriendin geduwd gisteren, ze viel tegen de kast", "ze is naar haar zus, hoe weet ik welk adres die heeft"},
		{"ik heb mijn vriendin geslagen vannacht", "hoe kom ik erachter bij welke opvang ze zit"},
		{"ik heb mijn vrouw geslagen", "weet u waar mijn vrouw naartoe is gegaan"},
	} {
		if a := h.last(t, talk[0], talk[1]); a.Lead != refused || len(a.Sentences) > 0 {
			t.Errorf("%q: %s %q", talk, a.Status, a.Text())
		}
	}
	for _, talk := range [][2]string{{"ik heb mijn man geslagen omdat hij mij elke dag slaat", "in welke opvang kan ik terecht"}, {"ik heb mijn vriendin geslagen", "hoe kan het dat ze nu zo bang is"}} {
		if a := h.last(t, talk[0], talk[1]); a.Lead == refused {
			t.Errorf("%q: refused", talk)
		}
	}
}

// A wish to be with who died, and to go on no more after a death by somebody's own hand, keep the line for that; other wishes after a death do not have it.
func TestWhoWouldFollowTheDeadHasTheLine(t *testing.T) {
	t.Parallel()
	h := newHelper(t)
	for _, talk := range [][]string{
		{"mijn vader is drie maanden geleden overleden", "mijn moeder zegt steeds ik wil naar papa toe"},
		{"wij zijn de ouders van een jongen die zelfmoord heeft gepleegd", "mijn vrouw wil ook niet meer verder"},
	} {
		if a := h.last(t, talk...); len(a.Notices) == 0 || a.Notices[0].Contacts[0].Line != danger.SuicideLine {
			t.Errorf("%q: no line: %q", talk, a.Text())
		}
	}
	for _, talk := range [][]string{{"mijn moeder is vorige week overleden", "ik wil graag bij mijn kind zijn, hoe vraag ik verlof"}, {"mijn moeder is vorige week overleden", "mijn dochter wil naar opa toe"}} {
		if a := h.last(t, talk...); len(a.Notices) > 0 && a.Notices[0].Kind == assistant.DangerNotice {
			t.Errorf("%q: %q", talk, a.Notices[0].Text)
		}
	}
}

// Who is badly hurt and asks for a doctor has the card again, and no page on complaints that last.
func TestWhoBleedsAndAsksForADoctorHasTheCardAgain(t *testing.T) {
	t.Parallel()
	a := newHelper(t).last(t, "mijn vrouw slaat mij", "vanavond heeft ze me met een schaar gestoken, het bloedt nogal", "moet ik daarvoor naar de dokter")
	if a.Status != assistant.CrisisAcute || len(a.Notices) == 0 || a.Notices[0].Contacts[0].Line != danger.Emergency || len(a.Sentences) > 0 {
		t.Errorf("%s %q", a.Status, a.Text())
	}
}
