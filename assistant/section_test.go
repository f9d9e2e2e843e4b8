package assistant_test

import (
	"strings"
	"testing"
)

// What is asked on in a talk is answered with the section of the page that answers it, though no word of the message stands there.
func TestTheSectionThatAnswersIsShownInWhateverWordsItIsAskedFor(t *testing.T) {
	t.Parallel()
	h := newHelperWith(t,
		article("https://site.example/rechtbank", "Getuige in de rechtbank", "", "Ben je getuige? Dan krijg je een brief van de rechtbank. Daarin staat de datum. Lees op deze pagina hoe zo'n dag gaat en wat je nodig hebt.",
			"Voorbereiden", "Lees je verklaring nog eens door. Neem een geldig paspoort mee. Eet iets voordat je gaat. Zet je telefoon uit in de zaal. Bel het loket als je iets niet snapt, ook op de dag zelf. Daar zitten mensen die alles uitleggen.",
			"Wie mag er mee?", "Een familielid of vriendin mag naast je blijven. Ook een medewerker van ons kan je begeleiden. Je staat er zo niet in je eentje voor. Geef vooraf door wie er komt. In de zaal zit diegene achter je. In de pauze mag je samen praten.",
			"De verdachte", "Er is een aparte wachtruimte voor getuigen. Een bode brengt je via een andere ingang, zodat je de verdachte niet ontmoet. Vraag daar vooraf om. In de zaal kun je vragen om een scherm. Je hoeft hem niet aan te kijken.",
			"Reiskosten", "Getuigen krijgen de trein of de auto vergoed. Bewaar je kaartje en vul het formulier in. Het geld komt binnen een maand. Ook gemist loon kun je opgeven. Vraag je werkgever om een brief daarover. Die stuur je dan mee.",
			"Na afloop", "De rechter doet na twee weken uitspraak. Je mag daarbij zijn. Je kunt de uitspraak ook opvragen bij het loket. Heb je last van wat je vertelde? Praat erover met iemand. Klachten na een maand zijn een reden om naar de huisarts te gaan."),
		article("https://site.example/inbraak", "Woninginbraak", "", "Is er ingebroken in je huis? Bel de politie. Laat alles liggen. Meld de inbraak bij je verzekering."))
	told := "ik moet als getuige naar de rechtbank"
	for now, want := range map[string]string{
		"straks loop ik hem daar tegen het lijf": "aparte wachtruimte",
		"ik durf niet alleen":                    "naast je blijven",
	} {
		if a := h.last(t, told, now); len(a.Sentences) == 0 || !strings.Contains(a.Sentences[0].Text, want) {
			t.Errorf("%q: %s %q, want %q first", now, a.Status, a.Text(), want)
		}
	}
}
