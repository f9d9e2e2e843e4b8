package assistant

import "testing"

func TestWhetherAReactionIsNormalIsAskedOfPeople(t *testing.T) {
	t.Parallel()
	for question, want := range map[string]bool{
		"Ik slaap niet meer sinds de overval. Is dat normaal?":               true,
		"is het gek dat ik niks voel":                                        true,
		"ben ik raar dat ik er om moet lachen":                               true,
		"Is het normaal dat ik van de politie niets meer hoor?":              false,
		"mijn fiets is gewoon weg":                                           false,
		"Is dat normaal?":                                                    false,
		"is het normaal dat een zitting zo lang duurt, ik wacht al een jaar": false,
	} {
		if got := asksIfNormal(question); got != want {
			t.Errorf("asksIfNormal(%q) = %v", question, got)
		}
	}
}
