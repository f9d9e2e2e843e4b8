package assistant_test

import (
	"strings"
	"testing"
)

// What is asked on in a talk is answered with the section of the page that answers it, though no word of the message stands there.
func TestTheSectionThatAnswersIsShownInWhateverWordsItIsAskedFor(t *testing.T) {
	t.Parallel()
	h := newHelperWith(t,
		article("https://site.example/rechtbank", "Getuige in de rechtbank", "", "Ben je getuige? Dan krijg je een brief van de rechtbank.",
			"Wie mag er mee?", "Een familielid of vriendin mag de hele dag naast je blijven. Ook een medewerker van ons kan je begeleiden. Zo sta je er niet alleen voor.",
			"De verdachte", "Er is een aparte wachtruimte voor getuigen. Een bode brengt je via een andere ingang, zodat je de verdachte niet ontmoet.",
			"Reiskosten", "Getuigen krijgen de trein of de auto vergoed. Bewaar je kaartje en vul het formulier in. Het geld komt binnen een maand."),
		article("https://site.example/inbraak", "Woninginbraak", "", "Is er ingebroken in je huis? Bel de politie. Laat alles liggen. Meld de inbraak bij je verzekering."))
	told := "ik moet als getuige naar de rechtbank"
	for now, want := range map[string]string{
		"straks loop ik hem daar tegen het lijf": "aparte wachtruimte",
		"wie betaalt mijn benzine":               "vergoed",
	} {
		if a := h.last(t, told, now); !strings.Contains(a.Text(), want) {
			t.Errorf("%q: %s %q", now, a.Status, a.Text())
		}
	}
}

// What a page says to who thinks of death is not put before who said nothing of that.
func TestWhatIsForWhoThinksOfDeathIsForNobodyElse(t *testing.T) {
	t.Parallel()
	h := newHelperWith(t, article("https://site.example/oplichting", "Oplichting", "", "Is iemand opgelicht? Bel meteen de bank en de politie. Bewaar de berichten.",
		"Ik heb gedachten dat ik er niet meer wil zijn.", "Bel 113, dag en nacht, gratis en anoniem.",
		"Samen praten", "Iemand die is opgelicht, vertelt dat niet graag. Zeg dat dit iedereen kan gebeuren. Vraag wat de ander prettig vindt."))
	if a := h.last(t, "mijn moeder is opgelicht door een valse agent", "ze is 81 en praat er niet over"); strings.Contains(a.Text(), "113") {
		t.Errorf("%s %q", a.Status, a.Text())
	}
}
