package assistant

import (
	"slices"
	"testing"

	"wegwijzer/assistant/gate"
)

func TestAModelsOwnSentenceThatReadsTooHardGivesWay(t *testing.T) {
	t.Parallel()
	const (
		page = "Je vraagt schadevergoeding met een formulier. De officier van justitie stuurt het formulier. Stuur het formulier terug. Een medewerker helpt je met invullen."
		hard = "Schadevergoeding vraag je via invullen van het formulier dat door de officier van justitie met medewerkers wordt gestuurd, terwijl je het formulier met hulp van een medewerker invult en het ingevulde formulier daarna weer terugstuurt."
		law  = "Benadeelden voegen zich terzake van schadevergoedingsvorderingen overeenkomstig bovengenoemde strafvorderlijke bepalingen."
	)
	cites := []Cite{{Quote: page}}
	for text, want := range map[string]bool{hard: true, law: true, "Je vraagt schadevergoeding met een formulier.": false, "Een medewerker helpt je met het formulier.": false} {
		if got := tooHard(text, cites); got != want {
			t.Errorf("tooHard(%q) = %v, want %v", text, got, want)
		}
	}
	if tooHard(law, []Cite{{Quote: law}}) {
		t.Error("the page's own words are held back as too hard")
	}
	// Everything the model says of this page is supported, but its second sentence reads like the law: it gives way.
	const formal = "Verontschuldigingsaanbiedingen, schadevergoedingsverplichtingen, herstelbemiddelingsmogelijkheden, ondersteuningsvoorzieningen bespreek je met een medewerker."
	const source = "Met een medewerker bespreek je: verontschuldigingsaanbiedingen. Met een medewerker bespreek je schadevergoedingsverplichtingen, herstelbemiddelingsmogelijkheden, verontschuldigingsaanbiedingen en ondersteuningsvoorzieningen, zoals je dat wilt. Wij luisteren naar je verhaal. Hulp van ons kost niets."
	if got := gate.Check(formal, source); len(got) > 0 {
		t.Fatalf("Check = %v: the sentence must be stopped for how it reads alone", got)
	}
	if shown, _ := saidBy(t, source, formal, "Wij luisteren naar je verhaal.", "Hulp van ons kost niets."); slices.Contains(shown, formal) || len(shown) < 2 {
		t.Errorf("shows %q", shown)
	}
}
