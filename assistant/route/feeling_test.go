package route

import "testing"

// Who says how unjust it was asks nothing.
func TestWhatWasUnjustIsToldAndNotAsked(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"hij kreeg maar een boete, schandalig", "een half jaar cel is veel te weinig", "dat is toch niet eerlijk", "de beveiliger keek weg", "de buschauffeur deed helemaal niks", "niemand greep in", "omstanders stonden erbij en filmden", "de juf geloofde me niet",
		"hij komt er mooi vanaf", "het is een lachertje", "the driver did nothing", "that is so unfair", "personne n'a aidé", "nikt nie pomógł", "kimse yardım etmedi", "ніхто не допоміг", "هذا غير عادل",
	} {
		if !Resents(text) {
			t.Errorf("Resents(%q) is false", text)
		}
	}
	for _, text := range []string{
		"ik deed niks", "ik riep niet en deed niks", "is dat niet te weinig", "wat kan ik doen als de politie niks doet", "jullie deden niks", "dit antwoord is belachelijk", "kan ik een klacht indienen omdat het oneerlijk is", "mijn man vindt het belachelijk",
		"ik ben beroofd", "hij kreeg een taakstraf", "ik weet niet of dat te weinig is", "mag ik in beroep, de straf is te laag", "what can i do, nobody helped", "waarom deed niemand iets",
	} {
		if Resents(text) {
			t.Errorf("Resents(%q) is true", text)
		}
	}
}

// Who thinks to make too much of it is no fool, and does not blame themselves for what another did.
func TestWhoMakesLittleOfWhatTheyFeel(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"ik zeur maar", "ik stel me aan geloof ik", "ik mis mijn oude fiets zo, kinderachtig he", "ik moest ervan huilen, stom hè", "het klinkt stom maar ik durf niet naar de kelder", "ik ben een aansteller", "ik stel me vast weer aan", "silly of me", "je me plains trop", "przesadzam chyba",
		"abartıyorum galiba", "я мабуть перебільшую", "ربما أبالغ",
	} {
		if !Belittles(text) {
			t.Errorf("Belittles(%q) is false", text)
		}
	}
	for _, text := range []string{"ik gaf mijn pincode, stom hè", "dom he dat ik hem geloofde", "stomme chatbot", "jullie zeuren", "hij zegt dat ik niet zo moet doen", "ik ben doofstom", "wat stom dat hij dat doet", "mijn kind is gepest", "ik stel me voor aan de rechter", "ik stel me een vraag"} {
		if Belittles(text) {
			t.Errorf("Belittles(%q) is true", text)
		}
	}
}
