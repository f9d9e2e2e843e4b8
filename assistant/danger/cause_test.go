package danger

import (
	"slices"
	"testing"
)

// Who was hurt, or lives with whom they fear, is never taken for somebody about to hurt another; who names what they would do is.
func TestOnlyWordsOfHarmMakeAThreatByTheWriter(t *testing.T) {
	t.Parallel()
	for _, said := range [][2]string{
		{"i was raped by my housemate last night", "i live with him, i can't go home"},
		{"mijn vriend slaat mij", "ik wil hem geen pijn doen"},
		{"ik ben aangerand door een collega", "ik wil niet dat hij zijn baan verliest"},
		{"mieszkam z nim i boję się go", ""},
		{"mijn vriend slaat mij", "ik woon bij hem"},
		{"mijn man mishandelt mij", "ik wil niet dat hij in de problemen komt"},
		{"mój chłopak mnie bije", "mieszkam u niego, boję się"},
	} {
		f := new(Reader).CheckAfter(said[0], said[1])
		if said[1] == "" {
			f = Check(said[0])
		}
		if slices.Contains(f.Kinds, ThreatByUser) {
			t.Errorf("after %q, %q = %v %v %v", said[0], said[1], f.Level, f.Kinds, f.Lines)
		}
	}
	for _, text := range []string{"ik ga hem vermoorden", "ik heb een mes en ik wacht op hem", "i am going to kill him", "ik steek zijn huis in brand vannacht"} {
		if f := Check(text); !slices.Contains(f.Kinds, ThreatByUser) {
			t.Errorf("Check(%q) = %v %v, want a threat", text, f.Level, f.Kinds)
		}
	}
}

// A number that counts years of marriage, weeks or times is nobody's age, a parent who died makes nobody a child, and a husband or children tell who is grown.
func TestANumberThatCountsSomethingElseIsNoAge(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"ik ben 12 jaar getrouwd en mijn man slaat mij", "ik ben 15 weken zwanger en mijn vriend slaat mij", "ik ben 8 maanden zwanger", "ik ben 16 jaar geleden verkracht", "ik ben 11 jaar geleden neergestoken", "ik ben 14 keer gebeld",
		"ik ben al 13 jaar bang voor mijn man", "mijn vader is overleden", "mijn ouders zijn vermoord", "mijn moeder is beroofd", "mijn vader overleed vorige week", "my father was murdered", "i am 12 weeks pregnant", "i am 15 years married",
		"j'ai 15 ans de mariage et mon mari me frappe", "mam 15 lat małżeństwa, mąż mnie bije",
	} {
		if f := Check(text); f.Child || slices.Contains(f.Lines, ChildLine) {
			t.Errorf("Check(%q) takes the writer for a child: %v", text, f.Lines)
		}
	}
	for _, text := range []string{
		"ik ben 14 en mijn vader slaat mij", "ik ben 12 jaar oud", "ik ben 12 jaar en mijn oom zit aan me", "ik ben 15", "ik ben 15 en 3 maanden zwanger", "mijn vader slaat mij", "papa slaat mama", "i am 13 and my dad hits me",
		"i am 12 years old", "j'ai 12 ans et papa me frappe", "mam 12 lat i tata mnie bije", "12 yaşındayım", "мені 12 років", "mijn vader is dronken en schreeuwt",
	} {
		if f := Check(text); !f.Child || f.Grown {
			t.Errorf("Check(%q) does not take the writer for a child", text)
		}
	}
	for _, text := range []string{"ik ben 48 en heb zelf kinderen", "mijn man is boos", "ik ben 34 jaar", "i am 40 and married", "mam 40 lat i męża", "ben 52 en alleen"} {
		if f := Check(text); !f.Grown || f.Child {
			t.Errorf("Check(%q) does not know who is grown", text)
		}
	}
	for _, text := range []string{"ik ben 20 weken zwanger", "ik ben 25 keer gebeld", "ik ben 14"} {
		if f := Check(text); f.Grown {
			t.Errorf("Check(%q) takes a number for the age of who is grown", text)
		}
	}
}

// An ambulance is for who is hurt: not for odd words of a child, and not for somebody whom a beating left on their feet.
func TestAnAmbulanceIsForWhoIsHurt(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"mijn kleindochter van 4 zegt rare dingen over opa", "mijn kleinzoon zegt rare dingen", "opa praat raar sinds de overval", "ik ben gisteren in elkaar geslagen bij de kroeg", "mijn zoon zegt rare dingen sinds de aanranding"} {
		f := Check(text)
		if c := CardFor(f, "nl"); c.Text == cards()["nl"].texts["medical"] || len(f.Kinds) > 0 && f.Kinds[0] == Medical && f.Level == Acute {
			t.Errorf("Check(%q) = %v %v %q", text, f.Level, f.Kinds, c.Text)
		}
	}
	for _, text := range []string{"mijn man ademt niet meer", "hij bloedt heel erg en wordt bewusteloos", "mijn vader zijn mond hangt scheef", "zij is op haar hoofd gevallen en praat onduidelijk"} {
		if f := Check(text); f.Level != Acute || !slices.Contains(f.Kinds, Medical) {
			t.Errorf("Check(%q) = %v %v, want an ambulance", text, f.Level, f.Kinds)
		}
	}
}

// A parent whose child was abused hears of the centre that keeps traces and looks after children, before the line for worries.
func TestAParentOfAnAbusedChildHearsOfTheCentre(t *testing.T) {
	t.Parallel()
	for text, lang := range map[string]string{
		"mijn zoontje van 9 is misbruikt door zijn trainer": "nl", "mijn kind is misbruikt door de buurman": "nl", "mijn dochter is verkracht": "nl", "mijn kleindochter is aangerand op school": "nl",
		"mijn zoon zegt dat de trainer aan hem heeft gezeten": "nl", "mijn zoontje van 6 zegt dat opa aan hem zit": "nl", "my daughter was raped": "en", "my little son was molested by his coach": "en", "ma fille a été violée": "fr", "moja córka została zgwałcona": "pl",
		"kızıma tecavüz ettiler": "tr", "мою доньку зґвалтували": "uk", "ابنتي تعرضت للاغتصاب": "ar",
	} {
		f := Check(text)
		i, j := slices.Index(f.Lines, SexualAssault), slices.Index(f.Lines, SafeAtHome)
		if f.Level == None || i < 0 || j < i {
			t.Errorf("Check(%q) = %v %v %v, want the centre before violence at home", text, f.Level, f.Kinds, f.Lines)
		}
		if c := CardFor(f, lang); f.Level == Concern && c.Text != cards()[lang].texts["child_abused"] {
			t.Errorf("the card for %q says %q", text, c.Text)
		}
	}
	for _, text := range []string{"ik ben als kind misbruikt", "mijn zoon heeft iemand verkracht", "mijn dochter is niet misbruikt", "mijn zoon van 9 is gepest", "mijn dochter is 20 jaar geleden verkracht", "hoe leer ik mijn kind over misbruik"} {
		if f := Check(text); f.Abused && f.Level > None && CardFor(f, "nl").Text == cards()["nl"].texts["child_abused"] {
			t.Errorf("Check(%q) = %v %v, of a child abused now", text, f.Level, f.Kinds)
		}
	}
}

// What is kept from somebody out of shame is no silence; what is kept from who is violent is.
func TestASecretIsNoSilence(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"mijn moeder mag het niet weten", "er is een naaktfoto van mij verspreid, mijn moeder mag het niet weten", "ik ben opgelicht, mijn man mag het niet weten", "mijn dochter mag het niet weten", "ailem bunu bilmesin",
		"mama mag het niet weten", "mijn ouders mogen niet weten dat ik een vriendje heb", "my mother can't know", "mes parents ne doivent pas savoir", "mama nie może się dowiedzieć",
	} {
		if f := Check(text); f.Silent || f.Level == Acute {
			t.Errorf("Check(%q) = %v %v, silent %v", text, f.Level, f.Kinds, f.Silent)
		}
	}
	for _, text := range []string{"mijn man slaat mij, hij mag niet weten dat ik dit typ", "hij mag me niet horen", "ik kan niet praten, hij zit naast me", "mijn man slaat mij en hij mag het niet weten"} {
		if f := Check(text); !f.Silent {
			t.Errorf("Check(%q) = %v, not silent", text, f.Level)
		}
	}
	silent := CardFor(Finding{Level: Acute, Kinds: []Kind{PerpetratorNear}, Lines: []Line{Emergency, SafeAtHome, ChildLine}, Silent: true, Child: true}, "nl")
	if len(silent.Lines) != 2 || silent.Lines[1].Line != ChildLine {
		t.Errorf("a child that must be silent hears of %v", silent.Lines)
	}
}

// The lines are those for this person: money asked for a picture is no trafficking, strangers who hit somebody for what they are do not live with them.
func TestLinesForThisPerson(t *testing.T) {
	t.Parallel()
	for text, not := range map[string]Line{
		"ze hebben een naaktfoto van mij en ze willen 500 euro anders sturen ze het": TraffickingLine, "ze willen 500 euro anders sturen ze het door": TraffickingLine, "ze dreigen mijn naaktfoto te delen als ik niet betaal": SafeAtHome,
		"ik ben in elkaar geslagen omdat ik homo ben": SafeAtHome, "ik ben bang dat zijn vrienden me vinden": SafeAtHome,
	} {
		if f := Check(text); slices.Contains(f.Lines, not) || f.Level > None && !slices.Contains(f.Lines, Police) && !slices.Contains(f.Lines, VictimSupport) {
			t.Errorf("Check(%q) = %v %v %v", text, f.Level, f.Kinds, f.Lines)
		}
	}
	for _, text := range []string{"ik ben gisteren in elkaar geslagen bij de kroeg"} {
		if f := Check(text); f.Level > None && !slices.Contains(f.Lines, VictimSupport) {
			t.Errorf("Check(%q) = %v %v %v", text, f.Level, f.Kinds, f.Lines)
		}
	}
	for text, line := range map[string]Line{"mijn vader slaat mij omdat ik homo ben": SafeAtHome, "ik word gedwongen tot seks met klanten en moet het geld afgeven": TraffickingLine} {
		if f := Check(text); !slices.Contains(f.Lines, line) {
			t.Errorf("Check(%q) = %v %v %v", text, f.Level, f.Kinds, f.Lines)
		}
	}
	for _, text := range []string{"ik kan niet bellen want ik ben doof, mijn man slaat mij", "ik ben slechthorend en mijn vriend slaat me nu"} {
		f := Check(text)
		if c := CardFor(f, "nl"); f.Level == None || c.Text != cards()["nl"].texts["deaf"] {
			t.Errorf("the card for %q says %q", text, c.Text)
		}
	}
}
