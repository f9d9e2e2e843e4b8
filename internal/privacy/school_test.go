package privacy_test

import (
	"strings"
	"testing"

	"wegwijzer/internal/privacy"
)

// The school of a child, with an age and a town, is the child.
func TestTheSchoolSomebodyGoesToIsLeftOut(t *testing.T) {
	t.Parallel()
	for text, name := range map[string]string{
		"mijn dochter van 12 zit op de Willem de Zwijgerschool in Assen":                 "Zwijger",
		"Ze is 9 en gaat naar het Van Maerlant College, haar gymleraar raakt haar aan":   "Maerlant",
		"de gymleraar van het Sint Jozefcollege zit aan mijn zoon":                       "Jozef",
		"mijn zoon zit in groep 4 op de Klimopschool in Zwolle en wordt daar mishandeld": "Klimop",
	} {
		redacted, _ := privacy.Redact(text)
		if strings.Contains(redacted, name) || !strings.Contains(redacted, "[naam]") {
			t.Errorf("Redact(%q) = %q", text, redacted)
		}
	}
	for _, text := range []string{
		"mijn dochter zit op school in Assen", "hij zit op de middelbare school", "ik zit op de Hogeschool in Utrecht", "zij gaat naar de basisschool",
		"het gebeurde bij de Albert Schweitzerschool", "wie betaalt de schade aan de school", "Ik zit op de Albert Schweitzerschool.", "mijn zoon gaat naar een sportschool",
	} {
		if redacted, _ := privacy.Redact(text); redacted != text {
			t.Errorf("Redact(%q) = %q", text, redacted)
		}
	}
}
