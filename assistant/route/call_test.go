package route

import "testing"

// A line for people in need that cannot be reached is told from a person who does not answer, and from a call that the writer missed.
func TestALineThatIsNotReached(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"de kindertelefoon neemt niet op": "kindertelefoon", "ik heb 112 gebeld maar kwam er niet doorheen": "112", "bij veilig thuis krijg ik niemand te pakken": "veilig_thuis", "centrum seksueel geweld was niet bereikbaar": "csg",
		"jullie nemen niet op": "slachtofferhulp", "0900-0101 is bezet": "slachtofferhulp", "de politie neemt de telefoon niet, ik sta al een half uur in de wacht": "politie", "113 hing op": "113", "bij 113 ben ik in de wacht gezet": "113", "ik werd steeds in de wacht gezet": "", "nobody answers at veilig thuis": "veilig_thuis",
		"i called 113 but was put on hold": "113", "113 ne répond pas": "113", "veilig thuis nie odbiera": "veilig_thuis", "113 açmıyor": "113", "поліція не бере трубку": "politie", "الشرطة لا ترد": "politie", "113 no ta kontestá": "113",
		"ik krijg geen gehoor": "", "niemand neemt op": "", "ik sta al een uur in de wacht": "", "die lijn is overbelast": "", "i can't get through": "", "personne ne répond": "", "nikt nie odbiera": "", "kimse açmıyor": "",
		"ніхто не бере трубку": "", "لا أحد يرد": "", "ningun hende no ta kontestá": "", "dat nummer doet het niet": "", "ik hang al een kwartier aan de lijn": "", "er wordt niet opgenomen bij de kindertelefoon": "kindertelefoon",
	} {
		if line, ok := NotReached(text); !ok || line != want {
			t.Errorf("NotReached(%q) = %q, %v, want %q", text, line, ok, want)
		}
	}
	for _, text := range []string{
		"mijn zus neemt niet op", "hij neemt niet op", "mijn advocaat neemt niet op", "ik krijg mijn verzekering niet te pakken", "de politie neemt mijn aangifte niet op", "de politie heeft mijn aangifte niet opgenomen",
		"slachtofferhulp belde maar ik nam niet op", "ik neem niet op als hij belt", "mijn aanvraag staat in de wacht", "ik heb 113 gebeld", "kan ik 113 ook bellen", "wanneer is veilig thuis open", "ik heb hem in de wacht gezet",
		"she does not answer my calls", "mon mari ne répond pas", "mąż nie odbiera", "чоловік не відповідає", "زوجي لا يرد", "ik wacht op de politie", "ik zit met mijn moeder aan de telefoon", "ik heb mijn aangifte aan de telefoon gedaan", "de politie kwam niet", "een nepagent hing aan de lijn",
	} {
		if line, ok := NotReached(text); ok {
			t.Errorf("NotReached(%q) = %q", text, line)
		}
	}
}

// Whoever missed a call of ours complains of nothing.
func TestACallOfOursThatWasMissed(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"een medewerker van jullie belde maar ik was niet thuis", "ik heb jullie oproep gemist", "ik heb het telefoontje van slachtofferhulp gemist", "jullie belden gisteren, mijn telefoon stond uit en ik heb niet opgenomen",
		"slachtofferhulp heeft gebeld en ik kon niet opnemen", "iemand van slachtofferhulp belde maar ik hoorde mijn telefoon niet", "you called me but i didn't pick up", "i missed a call from victim support", "j'ai raté votre appel, vous avez appelé",
		"beni aradınız ama açamadım", "dzwoniliście ale nie odebrałam", "ви дзвонили а я не почула", "اتصلتم ولم أرد", "boso a yama ma mi no a tuma",
	} {
		if !MissedCall(text) {
			t.Errorf("MissedCall(%q) is false", text)
		}
	}
	for _, text := range []string{
		"niemand van jullie belt terug", "slachtofferhulp neemt niet op", "jullie zouden bellen en ik heb niks gehoord", "de politie belde maar ik nam niet op", "mijn ex belde en ik nam niet op", "ik wil door jullie gebeld worden", "hij belt steeds maar ik neem niet op",
		"jullie hebben mijn telefoontje nooit beantwoord", "ik mis mijn man", "wanneer bellen jullie", "kan slachtofferhulp mij bellen",
	} {
		if MissedCall(text) {
			t.Errorf("MissedCall(%q) is true", text)
		}
	}
	for text, want := range map[string]bool{
		"is mijn kans nu weg": true, "heb ik mijn kans verspeeld": true, "heb ik mijn kans nu verkeken": true, "have i lost my chance": true, "ben ik nu te laat": true, "bellen jullie nog een keer": true, "bellen jullie nog": true, "kan het nog": true, "too late now?": true, "is het te laat voor het schadefonds": false, "wat kan ik doen": false,
	} {
		if LostChance(text) != want {
			t.Errorf("LostChance(%q) = %v", text, !want)
		}
	}
}
