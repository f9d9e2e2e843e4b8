package assistant_test

import (
	"strings"
	"testing"

	"wegwijzer/assistant"
)

// Whoever asks whether what another does to them is normal reads that nobody may do that, and of who cares for people no verdict.
func TestWhoIsHurtAndAsksIfItIsNormalHearsThatNobodyMay(t *testing.T) {
	t.Parallel()
	h := newHelperWith(t,
		page("https://site.example/reacties/", "Gewone reacties", "Is het normaal dat ik huil of schrik? Ja, dat komt vaker voor. Dat zijn gewone reacties."),
		page("https://site.example/thuis/", "Huiselijk geweld", "Huiselijk geweld is geweld door iemand die dicht bij je staat. Word je geslagen, dan krijg je hulp van Veilig Thuis."))
	for told, key := range map[string]string{"mijn man schopt me soms": "deed_wonder", "mijn opa zit steeds aan mij": "deed_wonder", "mijn masseur raakte mijn borsten aan": "deed_care"} {
		for _, asked := range []string{"is dat normaal", "ben ik gek dat ik dit raar vind", "misschien hoort het zo"} {
			a := h.last(t, told, asked)
			if !strings.Contains(a.Lead, assistant.Message("nl", key)) || strings.Contains(a.Text(), "komt vaker voor") {
				t.Errorf("%q > %q: %q", told, asked, a.Text())
			}
		}
	}
	if a := h.last(t, "ik schrik van elk geluid", "is dat normaal"); strings.Contains(a.Text(), assistant.Message("nl", "deed_wonder")) {
		t.Errorf("of a reaction is said %q", a.Text())
	}
}

// Who had an accident is not taken for who caused it, and who blames themselves for one or for a death reads neither of another who did it, nor of money.
func TestWhoBlamesThemselvesAfterAnAccidentIsNotBlamed(t *testing.T) {
	t.Parallel()
	h := newHelperWith(t, byAccident...)
	for _, told := range []string{"ik heb een ongeluk gehad", "wij hebben een ongeval gehad", "ik ben gewond geraakt bij een ongeluk in het verkeer", "ik ben slachtoffer van een ongeluk"} {
		if a := h.ask(t, told); strings.Contains(a.Text(), "Je hebt zonder opzet") {
			t.Errorf("%q reads %q", told, a.Text())
		}
	}
	blame, guilt := assistant.Message("nl", "self_blame"), assistant.Message("nl", "guilt")
	for told, asked := range map[string]string{
		"ik ben geschept op de rotonde": "is het mijn schuld", "mijn broer heeft zelfmoord gepleegd": "ligt het aan mij", "onze zoon is verongelukt": "had ik hem maar thuis gehouden", "mijn vrouw is doodgereden": "had ik haar maar opgehaald",
	} {
		if a := h.last(t, told, asked); !strings.Contains(a.Lead, blame) || strings.Contains(a.Text(), "betalen") {
			t.Errorf("%q > %q: %q", told, asked, a.Text())
		}
	}
	for told, asked := range map[string]string{"ik heb een fietser aangereden": "is het mijn schuld", "ik ben bestolen": "is het mijn schuld", "mijn zoon is vermoord": "had ik hem maar gebeld"} {
		if a := h.last(t, told, asked); strings.Contains(a.Text(), blame) {
			t.Errorf("%q > %q: %q", told, asked, a.Text())
		}
	}
	for _, asked := range []string{"mijn lichaam reageerde", "ik bevroor helemaal", "ik kreeg een erectie dus misschien wilde ik het wel"} {
		if a := h.last(t, "ik ben vorige maand verkracht", asked); !strings.Contains(a.Lead, guilt) {
			t.Errorf("%q: %q", asked, a.Text())
		}
	}
}

// What tells and asks nothing is thanked for, where the site says nothing of it.
func TestATellingIsNeverMetWithNotKnowing(t *testing.T) {
	t.Parallel()
	h := newHelper(t)
	for _, told := range []string{"ik ben brandweerman en gekrabd tijdens een inzet", "mijn coach begon een verhouding met mij", "de zitting van morgen is verplaatst", "mijn vrouw is verdronken in Spanje"} {
		if a := h.ask(t, told); a.Status != assistant.Told || strings.Contains(a.Lead, "Dat weet ik niet") || !strings.Contains(a.Lead, "0900-0101") {
			t.Errorf("%q: %s %q", told, a.Status, a.Text())
		}
	}
	if a := h.ask(t, "hoeveel ijsbeentjes heeft een pinguïn volgens het schadefonds"); a.Status == assistant.Told {
		t.Errorf("a question is thanked for: %q", a.Text())
	}
}

// Nobody who tells of violence, thanks, or may not complain of another is turned away.
func TestWhoIsInTheRightIsNotTurnedAway(t *testing.T) {
	t.Parallel()
	h := newHelper(t)
	for text, without := range map[string]string{
		"de verdachte heeft ons adres gevonden en dreigt mijn kinderen op te zoeken":    assistant.Message("nl", "other_person"),
		"mijn vriend is agent en slaat mij, bij een aangifte zien zijn collega's alles": assistant.Message("nl", "own_case"),
		"dankjewel, je bent lief":                         assistant.Message("nl", "injection"),
		"u helpt mij echt goed":                           assistant.Message("nl", "abuse"),
		"ik mag nooit klagen van mijn man":                assistant.Message("nl", "complaint"),
		"ik weet niet of ik hier aan het goede adres ben": assistant.Message("nl", "program"),
	} {
		if a := h.ask(t, text); strings.Contains(a.Text(), without) {
			t.Errorf("%q: %q", text, a.Text())
		}
	}
	for text, with := range map[string]string{"hoe vind ik het adres van mijn ex": assistant.Message("nl", "other_person"), "je helpt me helemaal niet": assistant.Message("nl", "abuse"), "ik wil klagen over jullie": assistant.Message("nl", "complaint")} {
		if a := h.ask(t, text); !strings.Contains(a.Text(), with) {
			t.Errorf("%q: %q", text, a.Text())
		}
	}
}

// Whether to pay is asked of a blackmail, and of nothing that has a price.
func TestWhoIsBlackmailedReadsNotToPay(t *testing.T) {
	t.Parallel()
	h := newHelperWith(t, article("https://site.example/sextortion", "Sextortion en chantage", "", "Word je afgeperst of gechanteerd met een naaktfoto? Jij hebt niets verkeerd gedaan.", "Doe dit nu", "Betaal niet en stuur niets extra's. Na betaling gaat het dreigen vaak door."))
	for _, asked := range []string{"moet ik betalen", "zal ik maar betalen", "kan ik beter betalen"} {
		if a := h.last(t, "ik word gechanteerd met een naaktfoto", asked); !strings.Contains(a.Text(), "Betaal niet") {
			t.Errorf("%q: %s %q", asked, a.Status, a.Text())
		}
	}
	if a := h.last(t, "ik ben bestolen", "moet ik betalen voor jullie hulp"); strings.Contains(a.Text(), "Betaal niet") {
		t.Errorf("what our help costs: %q", a.Text())
	}
}

// A heading that asks how long something takes answers who asks that, with a figure below it or without, however the question is written.
func TestHowLongIsAnsweredByAHeadingThatAsksIt(t *testing.T) {
	t.Parallel()
	h := newHelperWith(t, article("https://site.example/strafzaak", "Van aangifte tot uitspraak", "", "Na een aangifte kan er een strafzaak komen.", "Hoelang duurt een strafzaak?", "Dat is per zaak anders. Niemand kan dat vooraf zeggen."))
	for _, asked := range []string{"hoe lang duurt een strafzaak", "hoelang duurt een strafzaak", "Hoe lang duurt een strafzaak?", "Hoelang duurt een strafzaak?"} {
		if a := h.ask(t, asked); !strings.Contains(a.Text(), "Dat is per zaak anders") {
			t.Errorf("%q: %s %q", asked, a.Status, a.Text())
		}
	}
	if a := h.ask(t, "hoeveel jaar duurt een strafzaak in Japan"); strings.Contains(a.Text(), "Dat is per zaak anders") && a.Status == assistant.Answered {
		t.Errorf("%q", a.Text())
	}
}
