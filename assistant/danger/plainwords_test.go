package danger

import (
	"slices"
	"testing"
)

// Fear of going home tonight is of who is there, in every language.
func TestFearOfGoingHomeIsOfWhoIsThere(t *testing.T) {
	t.Parallel()
	for _, said := range []string{
		"j'ai peur de rentrer chez moi ce soir", "i am scared to go home tonight", "boję się wrócić do domu dzisiaj", "eve gitmeye korkuyorum bu akşam", "أخاف أن أعود إلى البيت الليلة", "я боюся йти додому сьогодні ввечері",
		"ik durf niet naar huis vanavond", "ik ben bang om vanavond naar huis te gaan",
	} {
		if f := Check(said); f.Level == None || !f.Ruled || !slices.Contains(f.Lines, SafeAtHome) {
			t.Errorf("Check(%q) = %v %v %v, ruled %v", said, f.Level, f.Kinds, f.Lines, f.Ruled)
		}
	}
}

// Somebody who is still in the house is there now, also for who only thinks so.
func TestSomebodyDownstairsIsThereNow(t *testing.T) {
	t.Parallel()
	for _, said := range []string{"il y a encore quelqu'un en bas", "je crois qu'il y a quelqu'un dans la maison", "ik denk dat er nog iemand beneden is", "I think there is still someone downstairs", "en vannacht hoor ik weer iets beneden"} {
		if f := Check(said); f.Level != Acute || !f.Ruled || f.Lines[0] != Emergency {
			t.Errorf("Check(%q) = %v %v %v, ruled %v", said, f.Level, f.Kinds, f.Lines, f.Ruled)
		}
	}
}

// Who writes that a parent will not see their children again threatens those children.
func TestAThreatThatChildrenAreNotSeenAgainIsOfTheChildren(t *testing.T) {
	t.Parallel()
	for _, said := range []string{"hij appte net dat ik ze nooit meer terugzie", "mijn ex zegt dat ik de kinderen nooit meer zie"} {
		if f := Check(said); !slices.Contains(f.Kinds, ChildInDanger) || slices.Contains(f.Lines, SuicideLine) || !slices.Contains(f.Lines, SafeAtHome) {
			t.Errorf("Check(%q) = %v %v %v", said, f.Level, f.Kinds, f.Lines)
		}
	}
}

// Who wants no more of a place, or woke up somewhere, has told of no wish to die; who wants no more at all, or to wake no more, has.
func TestWhoWantsNoMoreOfAPlaceWantsNoDeath(t *testing.T) {
	t.Parallel()
	for _, said := range []string{"ze wil niet meer naar buiten", "mn dochtertje wil niet meer in haar eigen kamer", "ik durf niet meer over straat", "ik ga terug naar hem", "ik werd wakker zonder broek"} {
		if f := Check(said); slices.Contains(f.Kinds, Suicidality) {
			t.Errorf("Check(%q) = %v %v %v", said, f.Level, f.Kinds, f.Lines)
		}
	}
	for _, said := range []string{"ik wil niet meer", "ik wil niet meer naar buiten, ik wil dood", "ik wil niet meer wakker worden", "ik wou dat ik niet meer wakker werd"} {
		if f := Check(said); !slices.Contains(f.Kinds, Suicidality) {
			t.Errorf("Check(%q) = %v %v %v", said, f.Level, f.Kinds, f.Lines)
		}
	}
}

// A child that is to meet somebody whom it knows from the internet is in danger in a later message too; an appointment with the school is none.
func TestAChildThatMeetsWhoItKnowsFromTheInternet(t *testing.T) {
	t.Parallel()
	for _, x := range []struct {
		told, text string
		danger     bool
	}{
		{"mijn zoon van 13 is online benaderd door een man", "ze hebben afgesproken", true},
		{"mijn dochter van 12 praat op snap met iemand", "hij wil afspreken", true},
		{"mijn dochter van 12 wordt gepest op snap", "we hebben afgesproken met school", false},
		{"mijn zoon van 14 is online opgelicht", "hij heeft met de politie afgesproken", false},
	} {
		f, ok := new(Reader).TellsOn(x.told, x.text)
		if ok != x.danger || ok && !slices.Equal(f.Lines, []Line{Police, SafeAtHome}) {
			t.Errorf("%q after %q: %v %v", x.text, x.told, ok, f.Lines)
		}
	}
}

// A nurse who sees bruises speaks of who has them.
func TestBruisesOfAClientAreOfTheClient(t *testing.T) {
	t.Parallel()
	if f := Check("ik ben wijkverpleegkundige en een client van 82 heeft blauwe plekken op haar armen"); f.Level == None || !slices.Equal(f.Lines, []Line{SafeAtHome}) {
		t.Errorf("%v %v %v", f.Level, f.Kinds, f.Lines)
	}
	if f := Check("hoe herken ik dat een client blauwe plekken heeft"); f.Level != None {
		t.Errorf("a question of a professional: %v %v", f.Level, f.Kinds)
	}
}

// Who is angry with themselves, lives on their own or calls no more is in no danger by those words.
func TestPlainWordsOfOneselfAreNoDanger(t *testing.T) {
	t.Parallel()
	for _, said := range []string{"ik ben zo boos op mezelf", "ik woon op mezelf", "aangifte 3x verzet, ik bel niet meer"} {
		if f := Check(said); f.Ruled {
			t.Errorf("Check(%q) = %v %v by a rule", said, f.Level, f.Kinds)
		}
	}
	for _, said := range []string{"ik ga het mes op mezelf zetten", "ik heb het pistool op mezelf gericht"} {
		if f := Check(said); f.Level != Acute || !slices.Contains(f.Kinds, Suicidality) {
			t.Errorf("Check(%q) = %v %v", said, f.Level, f.Kinds)
		}
	}
	if f := Check("bel me niet, hij hoort het"); !f.Silent {
		t.Error("who may not be called is called")
	}
}

// A threat of death by whoever else is in the place is seen in every language, and what a family would do to who is ashamed.
func TestAThreatOfDeathIsSeenInEveryLanguage(t *testing.T) {
	t.Parallel()
	for _, said := range []string{"вони сказали що вб'ють мене якщо розкажу", "they said they will kill me if i talk", "powiedzieli że mnie zabiją jeśli powiem", "beni öldüreceklerini söylediler", "ils ont dit qu'ils me tueront si je parle"} {
		if f := Check(said); f.Level == None || !f.Ruled || !slices.Contains(f.Lines, Police) {
			t.Errorf("Check(%q) = %v %v %v, ruled %v", said, f.Level, f.Kinds, f.Lines, f.Ruled)
		}
	}
	if f := Check("لا اريد ان تعرف عائلتي سيقتلونني"); f.Level == None || !slices.Contains(f.Lines, SafeAtHome) {
		t.Errorf("%v %v %v", f.Level, f.Kinds, f.Lines)
	}
}

// Danger is whose it is: the offender's parent was not raped, a worker is no child, a witness was not hit, who is pressed with pictures is not exploited, and the
// passports of children are no worker's.
func TestDangerIsTheirsWhoAreInIt(t *testing.T) {
	t.Parallel()
	for said, kind := range map[string]Kind{"mijn baas zit steeds aan mijn billen op het werk": SexualViolence, "iemand heeft naaktfotos van mij en wil 500 euro": AcuteDanger} {
		if f := Check(said); f.Level == None || !slices.Equal(f.Kinds, []Kind{kind}) {
			t.Errorf("Check(%q) = %v %v, want %v", said, f.Level, f.Kinds, kind)
		}
	}
	for said, not := range map[string]Kind{
		"mijn zoon zit vast hij heeft een meisje verkracht": SexualViolence,
		"szef dotyka mnie w pracy i mówi że mnie zwolni":    ChildInDanger,
		"mijn baas zit steeds aan mijn billen op het werk":  ChildInDanger,
		"ik hoor steeds die klap":                           AcuteDanger,
		"iemand heeft naaktfotos van mij en wil 500 euro":   Trafficking,
	} {
		if f := Check(said); slices.Contains(f.Kinds, not) {
			t.Errorf("Check(%q) = %v %v", said, f.Level, f.Kinds)
		}
	}
	for said, kind := range map[string]Kind{
		"mijn vader zit vast hij heeft mij verkracht":      SexualViolence,
		"mijn baas slaat mij, ik ben 14":                   ChildInDanger,
		"mijn baas heeft mijn paspoort en wil 500 euro":    Trafficking,
		"mijn baas laat mij tippelen en houdt mijn pas in": Trafficking,
	} {
		if f := Check(said); !slices.Contains(f.Kinds, kind) {
			t.Errorf("Check(%q) = %v %v, want %v", said, f.Level, f.Kinds, kind)
		}
	}
	told, said := "mon mari me menace de prendre les enfants au maroc", "il a leurs passeports"
	if f := new(Reader).CheckAfter(told, said); f.Level == None || !slices.Equal(f.Lines, []Line{SafeAtHome}) {
		t.Errorf("%q after %q: %v %v %v", said, told, f.Level, f.Kinds, f.Lines)
	}
}

// Rules that take danger away take none where it is meant, and those that see it see none in everyday words.
func TestRulesOfPlainWordsGoNoFurther(t *testing.T) {
	t.Parallel()
	for said, kind := range map[string]Kind{
		"ik durf niet meer naar huis vanavond":                  AcuteDanger,
		"ik wil dat dit ophoudt en doodgaan":                    Suicidality,
		"mijn dochter zegt dat ze wil dat ze dood is":           Suicidality,
		"werd ik morgen maar niet meer wakker":                  Suicidality,
		"ik stap er vanavond uit":                               Suicidality,
		"mijn zoon is opgepakt, hij heeft zijn zusje misbruikt": SexualViolence,
		"de baas van mijn dochter wil naaktfotos van haar":      ChildInDanger,
		"أخي سيقتل نفسه":                                        Suicidality,
	} {
		if f := Check(said); f.Level == None || !slices.Contains(f.Kinds, kind) {
			t.Errorf("Check(%q) = %v %v, want %v", said, f.Level, f.Kinds, kind)
		}
	}
	if told, said := "mijn man slaat me", "ik durf niet meer naar huis"; new(Reader).InTalk(new(Reader).CheckAfter(told, said), told, said, false).Level == None {
		t.Error("who dares not go home after violence there is calm")
	}
	if f := Check("mijn zoon dreigt alles kapot te maken als ik niet betaal"); !slices.Contains(f.Lines, SafeAtHome) {
		t.Errorf("of one's own child: %v", f.Lines)
	}
	for _, said := range []string{
		"ik hoor graag snel iets, het liefst binnen een week", "ik heb de politie gebeld, ze zeiden dat ze naar mij komen", "ze eisen een medische verklaring van mij",
		"iedereen zegt dat het slijt, maar dat ik mijn zoon nooit meer zie doet zo'n pijn", "ik heb fotos van de schade en wil geld terug", "il y a quelqu'un qui peut venir chez moi ?",
	} {
		if f := Check(said); f.Ruled {
			t.Errorf("Check(%q) = %v %v by a rule", said, f.Level, f.Kinds)
		}
	}
}
