package assistant

import "testing"

// A death is told of when it happened. Who is threatened with death, fears it or escaped it has lost nobody.
func TestADeathIsToldOfWhenItHappened(t *testing.T) {
	t.Parallel()
	for _, told := range []string{
		"mijn broer is vermoord", "hij is overleden aan zijn verwondingen", "ze hebben mijn man doodgeschoten", "mijn zus is doodgestoken door haar ex", "mijn dochter is door haar vriend om het leven gebracht",
		"mijn ex heeft onze zoon gedood", "mijn vader is omgebracht", "mijn man heeft het niet overleefd", "mijn vriendin is dood gevonden", "mijn moeder is dood", "moord en doodslag", "ik ben weduwe",
		"wat krijgen nabestaanden", "hij bedreigde haar al langer en nu is ze vermoord", "mijn zoon leeft niet meer", "ik heb mijn kind verloren", "we hebben een lijk gevonden", "mijn oma is gestorven", "wie krijgt de voogdij als hun moeder is vermoord", "als je man is doodgeschoten", "er wordt iemand dood gevonden in het dorp", "ik vond de buurman dood op de bank", "lichaam gevonden in het bos", "ik hoor hem nog terwijl hij dood is", "wie regelt de uitvaart", "ze hebben me broer vermoord",
		"my brother was murdered", "they killed my son", "my husband died from his injuries", "she is dead", "mój brat został zamordowany", "zabili mojego syna", "mój mąż nie żyje",
		"kardeşim öldürüldü", "oğlumu öldürdüler", "babam öldü", "mon frère a été tué", "ils ont tué mon fils", "mon mari est mort", "قتلوا ابني", "مات زوجي", "قتل أخي",
		"мого брата вбили", "мій чоловік помер", "nan a mata mi ruman", "mi ruman a muri",
	} {
		if !tellsLoss(told) {
			t.Errorf("%q tells of no death", told)
		}
	}
	for _, told := range []string{
		"hij gaat me vermoorden", "mijn ex zegt dat hij me dood gaat maken", "mijn broer dreigt me te vermoorden", "hij heeft geprobeerd me te vermoorden", "hij heeft me bijna vermoord", "poging tot doodslag op mijn zoon",
		"ik word nog eens vermoord", "hij vermoordt me als ik praat", "ik ben doodsbang", "ik ben bedreigd met de dood", "ik ga dood van angst", "ik wil dood", "mijn broer is neergeschoten, hij ligt in het ziekenhuis",
		"mijn zus wordt geslagen door haar man", "hij is niet overleden", "mijn man leeft nog", "als hij me vermoordt is het te laat", "wat als hij haar vermoordt", "hij had me bijna doodgestoken", "ik was bijna doodgebloed", "mijn zoon is bijna overleden", "ik lijk wel gek", "ik heb zoveel verdriet door mijn ex", "ze hadden ons bijna doodgeschoten", "ik heb mijn baan verloren", "ik dacht dat ik dood ging", "ik ben verkracht", "hij zit vast", "ik ben bang dat hij haar vermoordt",
		"he is going to kill me", "he almost killed me", "he tried to kill me", "my husband threatens to kill me", "i am scared to death", "mój mąż mnie bije i mówi że mnie zabije", "prawie mnie zabił", "grozi mi śmiercią",
		"kocam beni öldürmekle tehdit ediyor", "beni öldürecek", "mon mari menace de me tuer", "il va me tuer", "il m'a presque tuée", "زوجي يهددني بالقتل", "سيقتلني",
		"чоловік погрожує мене вбити", "він мене вб'є", "mi kasá ta bisa ku e ta bai mata mi", "e ta menasá di mata mi",
	} {
		if tellsLoss(told) {
			t.Errorf("%q tells of a death", told)
		}
	}
}

// A page for who caused an accident is for who drove, and for nobody who was hit.
func TestWhoDroveIsTakenForWhoCausedIt(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"ik heb per ongeluk een fietser aangereden": true, "als machinist heb ik een aanrijding met een persoon meegemaakt": true, "het was mijn schuld dat hij viel": true, "mag ik naar de begrafenis van degene die door mij is overleden": true,
		"ik ben aangereden door een auto": false, "mijn man is verongelukt": false, "mijn zoon is aangereden": false,
	} {
		if got := ofCause(text); got != want {
			t.Errorf("ofCause(%q) = %v", text, got)
		}
	}
}
