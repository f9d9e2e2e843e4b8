package route

import "testing"

// "Je" is anyone where something is asked of people, and whoever speaks where something is asked of them.
func TestAnyoneIsToldFromWhoSpeaks(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"is het gek dat je dan van alles schrikt", "is dat normaal dat je je zo rot voelt", "is het logisch als je daarna niemand meer vertrouwt", "hoe kan het dat je je schuldig voelt", "is het raar om je boos te voelen dat je je schaamt",
		"word je daar gek van", "hoe lang blijf je daar bang door", "kom je daar ooit overheen", "krijg je daar ptss van", "blijf je na zoiets altijd bang", "kan je daar depressief van worden", "heb je daar later nog last van", "is it normal that you feel nothing", "can you get sick from this", "do you ever get over it",
	} {
		if !OfAnyone(text) {
			t.Errorf("OfAnyone(%q) is false", text)
		}
	}
	for _, text := range []string{
		"heb je gevoelens", "ben je bang", "is het normaal dat je een robot bent", "is het gek dat je geen mens bent", "kun je me helpen", "word je moe van mij", "voel jij je wel eens rot", "ben je een mens", "kun je daar iets over zeggen", "wat ben je", "do you have feelings", "is het normaal dat hij slaat",
	} {
		if OfAnyone(text) {
			t.Errorf("OfAnyone(%q) is true", text)
		}
	}
}
