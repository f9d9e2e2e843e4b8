package assistant

import (
	"strings"
	"testing"

	"wegwijzer/knowledge"
)

// Nobody gets half an answer: below a question of a visitor stands all of a short answer, whichever of its sentences was asked for.
func TestAShortAnswerIsShownWhole(t *testing.T) {
	t.Parallel()
	page := knowledge.Passage{Title: "Op reis", Text: "# Helpt een pil tegen wagenziekte?\nJe wordt er minder misselijk van. Rijden mag je dan niet.\n# Ik heb mijn kaartje verloren.\nKoop een nieuw kaartje. Vraag om een bewijs.\n# Wat neem ik mee?\nNeem water mee. Neem brood mee. Neem een jas mee. Neem je kaart mee."}
	for question, want := range map[string]string{
		"helpt een pil tegen wagenziekte, minder misselijk": "Helpt een pil tegen wagenziekte?\nJe wordt er minder misselijk van. Rijden mag je dan niet.",
		"mag ik rijden met een pil tegen wagenziekte":       "Helpt een pil tegen wagenziekte?\nJe wordt er minder misselijk van. Rijden mag je dan niet.",
		"ik heb mijn kaartje verloren":                      "Ik heb mijn kaartje verloren.\nKoop een nieuw kaartje. Vraag om een bewijs.",
	} {
		if got := composed(question, page); !contains(got, want) {
			t.Errorf("composed(%q) = %q, want %q", question, got, want)
		}
	}
	for _, x := range composed("neem ik water mee", page) {
		if strings.Contains(x, "water") && strings.Contains(x, "jas") {
			t.Errorf("a long answer is shown whole: %q", x)
		}
	}
}

// A sentence is shown with the next one where that turns or limits it, and without it elsewhere.
func TestWhatTurnsASentenceIsShownWithIt(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"Maar dat geldt niet voor iedereen.": true, "Toch kan het later terugkomen.": true, "Later slaap je juist onrustiger.": true, "Alleen bij ernstig letsel kan dat.": true,
		"Doe dat alleen met iemand erbij.": true, "Je kunt wel zeggen wat jij wilt.": true, "Verander wel je wachtwoord.": true, "Behalve als je getuige bent.": true,
		"Ben je wel eens bang?": false, "Je bent niet alleen.": false, "Wij luisteren en denken mee.": false, "Bel ons op werkdagen.": false, "Neem een kopie mee.": false,
		"Slaap je alleen thuis?": false, "Vraag het aan een medewerker.": false, "De rechter kijkt naar de zaak.": false,
	} {
		if got := turns(text); got != want {
			t.Errorf("turns(%q) = %v", text, got)
		}
	}
	page := knowledge.Passage{Title: "Bewaren", Text: "Bewaar de kleren in een zak van papier. Was ze juist niet. Wij helpen je verder.\nGooi de doos weg. De winkel heeft een nieuwe."}
	if got := composed("kleren bewaren in een zak van papier", page); !contains(got, "Bewaar de kleren in een zak van papier. Was ze juist niet.") {
		t.Errorf("without what turns it: %q", got)
	}
	if got := composed("gooi ik de doos weg", page); !contains(got, "Gooi de doos weg.") {
		t.Errorf("with what only stands behind it: %q", got)
	}
}

// What names by a pronoun what stands before it is shown with that.
func TestWhatHangsOnASentenceIsShownWithIt(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"Het is vrijwillig en vertrouwelijk.": true, "Het kost je niets.": true, "Vul hem een paar keer in.": true, "Neem ze mee naar de politie.": true, "Meld het bij de app.": true,
		"Bewaar dit goed.": true, "Een brand, een val of erger.": true, "De buren, een vriend of je zus.": true, "Stuur het niet op.": true, "Zeg het tegen de bode.": true,
		"Het is goed om te praten.": false, "Het helpt als je slaapt.": false, "Bel het fonds.": false, "Vul het formulier in.": false, "Vraag of het kan.": false, "Lees deze folder.": false,
		"Wij luisteren.": false, "Een advocaat is gratis, soms.": false, "Het is belangrijk dat je rust.": false, "Neem brood, water en fruit mee.": false,
	} {
		if got := hangs(text); got != want {
			t.Errorf("hangs(%q) = %v", text, got)
		}
	}
	page := knowledge.Passage{Title: "De meter", Text: "Met de Slaapmeter zie je hoe je slaapt. Vul hem een week lang in, dan zie je een lijn.\n# Geldt dit niet voor jou?\nDan betaal je zelf de kosten van de meting."}
	if got := strings.Join(composed("hoe zie ik een lijn, een week invullen", page), " "); !strings.Contains(got, "Met de Slaapmeter zie je hoe je slaapt. Vul hem een week lang in, dan zie je een lijn.") {
		t.Errorf("without what it points to: %q", got)
	}
	for _, x := range composed("betaal ik zelf de kosten van de meting", page) {
		if strings.Contains(x, "Geldt dit niet") || strings.HasPrefix(x, "Dan ") {
			t.Errorf("below a heading that points to what is not shown: %q", x)
		}
	}
}

// A condition within one is shown with the one that it stands in.
func TestMoneyBehindAConditionIsShownWithIt(t *testing.T) {
	t.Parallel()
	page := knowledge.Passage{Title: "Geld terug", Text: "Vraag het eerst aan de winkel. Kent de jury een bedrag toe? De gemeente haalt het op. Heeft de winkel na een maand niets betaald, dan krijg je een voorschot."}
	for _, x := range composed("krijg ik een voorschot na een maand", page) {
		if strings.Contains(x, "voorschot") && !strings.Contains(x, "Kent de jury een bedrag toe?") {
			t.Errorf("half of it: %q", x)
		}
	}
	for text, want := range map[string]bool{"Heb je een auto, dan kun je komen.": true, "Heb je een auto?": false, "Je hebt een auto, dan is het goed.": false} {
		if got := ifWithin(text, "Is er een feest? Dat is bij ons."); got != want {
			t.Errorf("ifWithin(%q) = %v", text, got)
		}
	}
	if ifWithin("Heb je een auto, dan kun je komen.", "Er is een feest.") {
		t.Error("a condition that stands in none")
	}
}

// Ten years are never told without the rule for who was a child, where the page says that behind it.
func TestATermIsShownWithTheRuleForWhoWasAChild(t *testing.T) {
	t.Parallel()
	page := knowledge.Passage{Title: "Het fonds", Text: "Bij het fonds geldt een termijn van tien jaar. Was je toen minderjarig? Dan geldt een andere regel. Bel het fonds."}
	if got := composed("welke termijn geldt bij het fonds", page); !contains(got, "Bij het fonds geldt een termijn van tien jaar. Was je toen minderjarig? Dan geldt een andere regel.") {
		t.Errorf("the term alone: %q", got)
	}
}
