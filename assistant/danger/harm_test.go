package danger

import (
	"slices"
	"testing"
)

// Who is hurt and about to do harm needs both: 112 and 113, Veilig Thuis where it is somebody of their home, and words that ask to wait.
func TestAVictimWhoWouldHarmIsHeardAsBoth(t *testing.T) {
	t.Parallel()
	for text, home := range map[string]bool{
		"mijn zus is neergestoken, ik ga hem vermoorden": false, "mijn broer is aangevallen op straat en ik steek die vent neer": false, "mijn zoon is beroofd, ik ga ze opzoeken en kapot maken": false, "my sister was stabbed, I am going to kill him": false,
		"mijn man slaat mij en ik denk eraan hem te vermoorden": true, "mijn vrouw mishandelt me. soms wil ik haar vermoorden": true, "mijn man slaat mij elke dag en soms wil ik hem doodsteken": true,
		"mijn vriend mishandelt me en ik ben bang dat ik hem iets aandoe": true, "mijn man slaat mij, ik wil hem dood": true, "my husband beats me and I think about killing him": true,
		"mąż mnie bije i myślę o tym, żeby go zabić": true, "mon mari me frappe et je pense à le tuer": true, "kocam beni dövüyor, onu öldüreceğim": true, "чоловік мене б'є, я його вб'ю": true,
		"زوجي يضربني وسوف أقتله": true, "mi kasá ta dal mi i mi ta bai mata é": true,
	} {
		f := Check(text)
		if !f.Harms || !slices.Contains(f.Kinds, ThreatByUser) || !slices.Contains(f.Lines, SuicideLine) || !slices.Contains(f.Lines, Emergency) || slices.Contains(f.Lines, SafeAtHome) != home {
			t.Errorf("Check(%q) = %v %v %v", text, f.Level, f.Kinds, f.Lines)
		}
		for _, lang := range CardLanguages() {
			w := cards()[lang].texts
			if got := CardFor(f, lang).Text; home && got != w["threat_home"] || !home && got != w["threat_acute"] {
				t.Errorf("the card in %s for %q says %q", lang, text, got)
			}
		}
	}
	f := new(Reader).CheckAfter("mijn man slaat mij", "ik ga hem vermoorden")
	if !slices.Contains(f.Lines, SafeAtHome) || CardFor(f, "nl").Text != cards()["nl"].texts["threat_home"] {
		t.Errorf("said after it: %v %v", f.Kinds, f.Lines)
	}
}

// A victim who repeats what another said, fears it, or only wants it to stop, threatens nobody.
func TestAVictimIsNoThreat(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"hij zei ik maak je af", "hij zegt: ik ga je vermoorden", "mijn ex zegt ik steek je neer", "mijn man slaat mij en ik denk dat hij mij gaat vermoorden", "mijn man slaat mij en ik wil dat hij stopt",
		"ik ben bang dat mijn ex mij iets aandoet en ik ga naar mijn zus", "hij zegt dat ik hem kapot maak en hij slaat mij", "mijn man slaat mij en ik heb hem weggestuurd", "my dad hits me and he wants to kill me",
		"mijn zus is neergestoken en ik ga morgen naar haar toe", "ik wil haar dood een plek geven", "mijn broer is vermoord en ik heb de uitvaart betaald", "mijn zus is vermoord en ik ga naar de zitting van die man",
	} {
		if f := Check(text); f.Harms || slices.Contains(f.Kinds, ThreatByUser) {
			t.Errorf("Check(%q) = %v %v", text, f.Level, f.Kinds)
		}
	}
	for _, text := range []string{"hij zei ik maak je af", "hij zegt: ik ga je vermoorden", "mijn ex appte: ik schiet je dood"} {
		if f := Check(text); f.Level == None || !slices.Contains(f.Kinds, AcuteDanger) {
			t.Errorf("Check(%q) = %v %v, want danger by another", text, f.Level, f.Kinds)
		}
	}
}

// What somebody would do if is no plan of this moment.
func TestHarmUnderAConditionIsAConcern(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"komt hij nog één keer bij mijn zus, dan breek ik zijn benen", "als hij mijn dochter nog eens aanraakt, dan maak ik hem af"} {
		if f := Check(text); f.Level != Concern || !f.Harms {
			t.Errorf("Check(%q) = %v %v", text, f.Level, f.Kinds)
		}
	}
}

// A child of the writer's own that does not want to live is heard without a word for the child before the wish.
func TestAChildThatDoesNotWantToLiveIsHeard(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"mijn kind werd gepest en wil niet meer", "mijn dochter is mishandeld en kan niet meer", "mijn zoon werd gepest op school en wil dood", "mijn zoontje wil niet meer, hij is zo gepest",
		"my daughter was bullied and wants to die", "my child was bullied and doesn't want to anymore", "mon fils a été harcelé et ne veut plus", "moja córka była prześladowana i już nie chce",
	} {
		if f := Check(text); !slices.Contains(f.Kinds, Suicidality) || !slices.Contains(f.Lines, SuicideLine) {
			t.Errorf("Check(%q) = %v %v %v", text, f.Level, f.Kinds, f.Lines)
		}
	}
	for _, text := range []string{
		"mijn kind wil niet meer naar school", "mijn dochter werd gepest en wil niet meer naar buiten", "mijn zoon werd mishandeld en wil niet meer getuigen", "mijn kind wil niet meer eten",
		"mijn dochter is mishandeld maar wil niet meer aangifte doen", "my son was robbed and does not want to go to court anymore",
	} {
		if f := Check(text); slices.Contains(f.Kinds, Suicidality) {
			t.Errorf("Check(%q) = %v %v", text, f.Level, f.Kinds)
		}
	}
}

// Rape or assault of some weeks ago still gets the centre; of years ago, and what did not happen, no card.
func TestSomeWeeksAfterSexualViolence(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"ik ben 12 weken geleden aangerand", "ik ben drie weken geleden verkracht", "ik werd een paar weken terug betast", "vorige maand ben ik verkracht", "i was raped five weeks ago", "j'ai été violée il y a trois semaines",
		"trzy tygodnie temu zostałam zgwałcona", "üç hafta önce tecavüze uğradım", "мене зґвалтували три тижні тому", "تعرضت للاغتصاب قبل أسبوعين",
	} {
		if f := Check(text); f.Level == None || !slices.Contains(f.Kinds, SexualViolence) || !slices.Contains(f.Lines, SexualAssault) || f.Child {
			t.Errorf("Check(%q) = %v %v %v", text, f.Level, f.Kinds, f.Lines)
		}
	}
	for _, text := range []string{"ik ben 12 jaar geleden aangerand", "ik ben niet aangerand, dat was weken geleden een misverstand", "drie weken geleden is mijn fiets gestolen", "vorige maand ben ik verkracht, hij zit vast", "hoe lang kan ik aangifte doen van een aanranding van 12 weken geleden"} {
		if f := Check(text); f.Level != None {
			t.Errorf("Check(%q) = %v %v", text, f.Level, f.Kinds)
		}
	}
}

// What another said they would do is a threat to the writer in English too: "would kill me" is an idiom of parents only.
func TestWouldKillMeIsAThreat(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"my ex said he would kill me", "my husband told me he would kill me if I leave", "he said he would kill us"} {
		if f := Check(text); f.Level == None || f.Kinds[0] != AcuteDanger {
			t.Errorf("Check(%q) = %v %v", text, f.Level, f.Kinds)
		}
	}
	for _, text := range []string{"i would kill for a coffee", "i could kill my phone company", "my mum would kill me if she knew the price"} {
		if f := Check(text); f.Level != None {
			t.Errorf("Check(%q) = %v %v", text, f.Level, f.Kinds)
		}
	}
}

// Who speaks oddly since a blow is to be seen by a doctor, and gets no ambulance for it; a small child's odd words are no injury.
func TestWhoSpeaksOddlySinceABlowSeesADoctor(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"opa praat raar sinds de overval", "mijn vader praat verward sinds de klap op zijn hoofd", "sinds de beroving spreekt mijn buurman onduidelijk", "hij zegt rare dingen sinds hij gevallen is",
		"my grandfather talks confused since the robbery", "mon père parle bizarrement depuis l'agression", "dziadek mówi niewyraźnie od napadu", "дідусь говорить дивно після нападу",
	} {
		f := Check(text)
		if got := CardFor(f, "nl").Text; f.Level == None || f.Kinds[0] != Medical || f.Level == Concern && got != cards()["nl"].texts["hurt"] {
			t.Errorf("Check(%q) = %v %v %q", text, f.Level, f.Kinds, got)
		}
	}
	for _, text := range []string{"mijn peuter zegt rare dingen", "mijn dochtertje praat raar sinds de scheiding", "mijn kleinkind zegt rare dingen over opa", "mijn man praat er moeilijk over sinds de zitting"} {
		if f := Check(text); slices.Contains(f.Kinds, Medical) {
			t.Errorf("Check(%q) = %v %v", text, f.Level, f.Kinds)
		}
	}
}

// Who has the marks of violence is no doer: who tells of a patient gets advice from Veilig Thuis, and no police.
func TestAPatientWithBruisesIsNoDoer(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"ik zie hier een vrouw met blauwe plekken op de spoed", "ik ben verpleegkundige, ik zie een patiente met blauwe plekken die bang is voor haar man", "ik heb een meisje met striemen in mijn klas", "ik zie nu een vrouw met blauwe plekken op de spoedeisende hulp", "een vrouw op de spoed zit onder de blauwe plekken",
	} {
		if f := Check(text); f.Level != Concern || f.Outside || !slices.Contains(f.Lines, SafeAtHome) || slices.Contains(f.Lines, Police) {
			t.Errorf("Check(%q) = %v %v %v", text, f.Level, f.Kinds, f.Lines)
		}
	}
}

// Who was given marks by a stranger tells of a doer, though the words are the same.
func TestWhoGotMarksFromAStrangerGetsThePolice(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"een vrouw heeft mij blauwe plekken geslagen op straat", "een onbekende man sloeg mij op straat, ik heb blauwe plekken"} {
		if f := Check(text); f.Level != None && (!f.Outside || slices.Contains(f.Lines, SafeAtHome)) {
			t.Errorf("Check(%q) = %v %v %v", text, f.Level, f.Kinds, f.Lines)
		}
	}
}

// Two words that only begin to say something are no danger yet; with what follows they are.
func TestTwoWordsThatOnlyBegin(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]Level{"hij staat": None, "ze zit": None, "he is": None, "hij komt": Acute, "hij slaat": Acute, "hij staat buiten": Acute, "help hij": Acute} {
		if f := Check(text); f.Level != want {
			t.Errorf("Check(%q) = %v, want %v", text, f.Level, want)
		}
	}
}

// Who wishes another dead is angry, and thinks of no death of their own; who leaves a board or a train leaves no life.
func TestAWishThatAnotherDiesIsNoWishToDie(t *testing.T) {
	t.Parallel()
	for _, said := range []string{"ik wil gewoon dat die klootzak doodgaat", "ik wil dat hij doodgaat", "ik wil dat ze creperen", "ik wil die viezerik dood"} {
		if f := Check(said); f.Level == None || !slices.Equal(f.Kinds, []Kind{ThreatByUser}) {
			t.Errorf("Check(%q) = %v %v", said, f.Level, f.Kinds)
		}
	}
	for _, said := range []string{"ik wil dat ik doodga", "ik wil dat het stopt, ik wil dood", "ik wil dood", "ik stap eruit", "vanavond stap ik uit", "ik stap uit het leven"} {
		if f := Check(said); f.Level != Acute || !slices.Contains(f.Kinds, Suicidality) {
			t.Errorf("Check(%q) = %v %v", said, f.Level, f.Kinds)
		}
	}
	for _, said := range []string{"ik stap uit het bestuur", "ik stap uit de trein"} {
		if f := Check(said); f.Level != None {
			t.Errorf("Check(%q) = %v %v", said, f.Level, f.Kinds)
		}
	}
	if f := Check("mijn zoon ligt in coma, ik hoop dat hij niet doodgaat"); slices.Contains(f.Kinds, ThreatByUser) {
		t.Errorf("who hopes that somebody lives threatens: %v", f.Kinds)
	}
}
