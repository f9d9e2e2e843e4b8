package route

import "testing"

func TestADeathByTheirOwnHandIsHeardInAnyWords(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"mijn zoon heeft zichzelf gedood": true, "mijn broer heeft zichzelf vorige week op zolder opgehangen": true, "mijn vader heeft zich verhangen": true,
		"mijn dochter heeft zich van het leven beroofd": true, "mijn man is voor de trein gesprongen": true, "onze kleinzoon sprong voor een trein": true,
		"mijn zus heeft een einde aan haar leven gemaakt": true, "Gisteren heeft mijn oom zich doodgeschoten. Wat nu?": true, "mijn moeder is van een flat gesprongen": true,
		"my husband took his own life": true, "my son hanged himself": true, "my dad killed himself last week": true, "my sister jumped in front of a train": true,
		"oğlum intihar etti": true, "babam kendini astı": true, "kardeşim trenin önüne atladı": true,
		"mój syn się powiesił": true, "mój ojciec popełnił samobójstwo": true, "moja córka odebrała sobie życie": true,
		"мій син повісився": true, "мій брат наклав на себе руки": true, "моя дочка вчинила самогубство": true,
		"ابني انتحر": true, "أخي شنق نفسه": true, "ابنتي انتحرت": true,
		"mon fils s'est suicidé": true, "mon frère s'est pendu": true, "mon mari s’est jeté sous un train": true, "ma sœur a mis fin à ses jours": true,
		"mi yiu a kita su bida": true,

		"ik wil mezelf ophangen": false, "mijn zoon wil zich verhangen": false, "hij heeft zijn hond gedood": false, "mijn zoon is gedood door zijn ex": false,
		"mijn vriend heeft geprobeerd zich op te hangen": false, "mijn zoon heeft zich opgehangen maar hij heeft het overleefd": false, "mijn broer is voor de trein gesprongen en ligt in het ziekenhuis": false,
		"mijn man heeft mijn kind en zichzelf gedood": false, "de dader van de moord op mijn zus heeft zichzelf gedood": false, "een leerling heeft zichzelf opgehangen, wat doet de school": false,
		"mijn vader is van zijn telefoon beroofd": false, "mijn zoon is beroofd bij de trein": false, "ik ben bang dat mijn dochter zich heeft verhangen": false,
		"my son wants to kill himself": false, "my brother tried to hang himself": false, "my son was killed by his ex": false, "oğlum intihar etmek istiyor": false, "mój syn chce się powiesić": false,
		"mijn zus heeft zich aangemeld": false, "mijn moeder werd vermoord": false,
	} {
		if got := OwnHand(text); got != want {
			t.Errorf("OwnHand(%q) = %v", text, got)
		}
	}
}
