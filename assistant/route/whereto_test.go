package route

import "testing"

func TestWhereToIsAskedForOneself(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"waar moeten we vanavond heen":          true,
		"bij wie kan ik terecht":                true,
		"moet ik dit met iemand bespreken":      true,
		"where can we sleep":                    true,
		"nereye gidebilirim":                    true,
		"où est-ce que je peux aller":           true,
		"إلى أين أذهب":                          true,
		"waar is hij naartoe":                   false,
		"wie heeft dat bepaald":                 false,
		"ik heb het aan iemand verteld":         false,
		"waar vind ik het formulier":            false,
		"ik wil er niet meer met hem over doen": false,
	} {
		if got := WhereTo(text); got != want {
			t.Errorf("WhereTo(%q) = %v", text, got)
		}
	}
}

// What an office says of whose fault it is asks what to do about that office; what somebody thinks of themselves is guilt.
func TestAnOfficeThatGivesTheFaultIsNoGuilt(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]Kind{
		"volgens de bank is het mijn eigen schuld": Answer,
		"mijn baas zegt dat het mijn schuld is":    Answer,
		"het is allemaal mijn eigen schuld":        Guilt,
		"hij zegt dat het mijn eigen schuld is":    Guilt,
	} {
		if got, _ := ruled(segments(text)); got != want {
			t.Errorf("ruled(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestLosingSomethingByLeavingIsNoVerdict(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"als ik verhuis, verlies ik dan mijn uitkering?": false,
		"win ik mijn zaak?": true,
	} {
		if got, _ := ruled(segments(text)); (got == Prediction) != want {
			t.Errorf("ruled(%q) = %q", text, got)
		}
	}
}
