package gate

import "testing"

// What a sentence says of "daar" or "dat" it may say of its own beginning.
func TestASentenceThatPointsToItselfSpeaksOfNoOther(t *testing.T) {
	t.Parallel()
	for _, alone := range []string{
		"De jurist denkt dat je een kopie moet bewaren.", "Ga naar het loket van de gemeente en vraag daar om een brief.", "De politie werkt in teams die daar goed voor zijn opgeleid.", "Het Schadefonds betaalt een vast bedrag.",
	} {
		if Refers(alone) {
			t.Errorf("Refers(%q)", alone)
		}
	}
}
