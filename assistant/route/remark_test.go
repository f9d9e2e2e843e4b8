package route

import (
	"slices"
	"testing"
)

func TestRemarksAreHeardInEveryLanguage(t *testing.T) {
	t.Parallel()
	heard := map[Remark]map[string]bool{}
	for _, p := range phrases().phrases {
		for _, lang := range p.langs {
			if !slices.Contains(Languages(), lang) {
				t.Errorf("a phrase is of %q", lang)
			}
			if heard[p.remark] == nil {
				heard[p.remark] = map[string]bool{}
			}
			heard[p.remark][lang] = true
		}
	}
	for _, remark := range remarks {
		for _, lang := range Languages() {
			if !heard[remark][lang] && remark != Youth {
				t.Errorf("nobody can say %q in %s", remark, lang)
			}
		}
	}
}

func TestRemarksAreNoQuestions(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]Remark{
		"klopt dat wel?": Doubts, "Maar weet je dat dan zeker": Doubts, "en wie zegt dat?": Doubts, "are you sure about that?": Doubts, "Bu doğru mu?": Doubts, "هل هذا صحيح؟": Doubts,
		"Hoe bedoel je dat dan": Easier, "sorry, hoe bedoel je": Easier, "kan dat ook wat korter": Shorter, "kan dat": NoRemark, "leg het uit in makkelijke taal": Easier, "graag in A2": Easier, "nie rozumiem": Easier, "не розумію": Easier,
		"leg het uit voor kinderen": Youth, "nog een keer graag": Again, "dat is niet wat ik bedoelde": Missed, "laat me met rust!!": Leave,
		"wacht even": Wait, "wacht nou even hoor": Wait, "Wait a moment please": Wait, "bir dakika": Wait, "ben je er nog?": Present, "mag ik nog iets vragen": Present,
		"sorry": Sorry, "sorry dat ik zo boos ben": Sorry, "przepraszam": Sorry, "nee, sorry": Sorry, "ik weet het niet": Perhaps, "misschien wel": Perhaps,
		"nee": Declines, "nee hoor, liever niet": Declines, "Ні": Declines, "ja": Agrees, "Ja graag!": Agrees, "نعم": Agrees, "так": Agrees, "ok": Accepts, "ok duidelijk": Accepts, "dat wist ik niet": Accepts,
		"kun je bij me blijven": Present, "Blijf alsjeblieft even bij me": Present, "can you stay with me?": Present, "reste avec moi": Present, "yanımda kal": Present, "zostań ze mną": Present, "побудь зі мною": Present, "ابق معي": Present,
		"keda serka mi": Present, "snapt u dat?": Present, "begrijp je me": Present, "do you understand?": Present,
		"mag mijn moeder bij me blijven": NoRemark, "kan mijn zus bij me blijven tijdens het verhoor": NoRemark, "blijf ik anoniem": NoRemark, "snapt u waarom ik geen aangifte doe": NoRemark,
		// What looks like one and asks or tells of its own.
		"klopt het dat ik recht heb op een advocaat": NoRemark, "klopt het bedrag": NoRemark, "hij laat me niet met rust": NoRemark, "ja dat was vorige week": NoRemark, "wat betekent voegen": NoRemark,
		"sorry dat ik het vraag maar hoe doe ik aangifte": NoRemark, "hij zei sorry": NoRemark, "wacht even met aangifte": NoRemark, "nee hij woont hier niet meer": NoRemark, "nee niet bellen": NoRemark,
		"wie zegt dat ik aangifte moet doen": NoRemark, "ben je een mens": NoRemark, "nog een inbraak": NoRemark, "ik snap mijn man niet": NoRemark, "stop met bellen": NoRemark, "hoe lang moet ik wachten": NoRemark,
		"hallo": NoRemark, "en": NoRemark, "": NoRemark, "ja en": Agrees, "wat moet ik doen": NoRemark, "wat nu": NoRemark, "help": NoRemark,
	} {
		if got, _ := RemarkOf(text); got != want {
			t.Errorf("RemarkOf(%q) = %q, want %q", text, got, want)
		}
	}
}

// Who goes, and who surely does not want what was told of, say no more than that.
func TestGoingAndRefusingAreRemarks(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]Remark{
		"ik ga zo slapen": Bye, "nou, welterusten": Bye, "ok ik ga naar bed": Bye, "ik kap ermee voor vandaag": Bye, "genoeg voor vandaag": Bye, "ik kijk morgen verder": Bye, "prettige avond nog": Bye, "tot morgen!": Bye,
		"doei": Bye, "good night": Bye, "i'm going to bed": Bye, "bonne nuit": Bye, "je vais me coucher": Bye, "iyi geceler": Bye, "dobranoc": Bye, "на добраніч": Bye, "تصبح على خير": Bye, "mi ta bai drumi": Bye,
		"dat wil ik echt niet": Refuses, "nee daar heb ik echt geen zin in": Refuses, "bah nee dat nooit": NoRemark, "dat zie ik niet zitten hoor": Refuses, "brr, daar moet ik niet aan denken": Refuses,
		"absolutely not": Refuses, "pas question": Refuses, "asla istemem": Refuses, "nie ma mowy": Refuses, "нізащо": Refuses, "مستحيل": Refuses, "ni pensa": Refuses,
		// These tell something, or ask it.
		"ik ga niet slapen": NoRemark, "ik ga slapen en word niet meer wakker": NoRemark, "ik kan niet slapen": NoRemark, "ik ga nu weg bij hem": NoRemark, "ik stop ermee": Leave, "ik ga slapen bij mijn moeder": NoRemark,
		"morgen moet ik verder": NoRemark, "hij gaat nu slapen": NoRemark, "welke dag is de zitting": NoRemark, "tot morgen is hij weg": NoRemark, "goedenavond": NoRemark, "ik ga naar bed met pijn": NoRemark,
		"nee dat wil ik niet": Declines, "dat wil hij helemaal niet": NoRemark, "ik wil dat hij stopt": NoRemark, "dat wil ik echt niet meer meemaken": NoRemark, "ik wil echt niet meer": NoRemark, "ik wil helemaal niet meer": NoRemark,
	} {
		if got, _ := RemarkOf(text); got != want {
			t.Errorf("RemarkOf(%q) = %q, want %q", text, got, want)
		}
	}
}

// Who does not want to tell what happened says no more than that; who may not tell it, or asks about telling, says something else.
func TestNotTellingIsARemark(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]Remark{
		"ik wil er liever niet over praten": Withholds, "Daar wil ik het niet over hebben.": Withholds, "ik ga daar liever niet op in": Withholds, "dat vertel ik liever niet": Withholds, "sorry ik kan er nog niet over praten": Withholds,
		"I'd rather not go into it": Withholds, "i don't want to talk about it": Withholds, "je préfère ne pas en parler": Withholds, "bunu anlatmak istemiyorum": Withholds,
		"wolę o tym nie mówić": Withholds, "я не хочу про це говорити": Withholds, "لا أريد التحدث عن ذلك": Withholds, "mi no ke papia di esei": Withholds,
		"ik mag er niet over praten van hem": NoRemark, "met wie kan ik erover praten": NoRemark, "hij wil er niet over praten": NoRemark, "ik wil niet met hem praten": NoRemark, "moet ik alles vertellen": NoRemark,
		"ik wil er niet over praten met de politie": NoRemark, "ik wil hier niet meer zijn": NoRemark,
	} {
		if got, _ := RemarkOf(text); got != want {
			t.Errorf("RemarkOf(%q) = %q, want %q", text, got, want)
		}
	}
}
