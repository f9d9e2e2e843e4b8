package danger

import (
	"slices"
	"testing"
)

// Where only the classifier hears a wish to die, and no word says it, the card asks and takes nothing for said; where somebody says it, it does not ask.
func TestAWishThatIsOnlyGuessedIsAskedAfter(t *testing.T) {
	t.Parallel()
	guessed := Finding{Level: Concern, Kinds: []Kind{Suicidality}, Lines: []Line{SuicideLine}}
	for _, lang := range CardLanguages() {
		w := cards()[lang].texts
		if w["suicide_guessed"] == "" || w["suicide_silent"] == "" {
			t.Fatalf("%s has no text", lang)
		}
		if c := CardFor(guessed, lang); c.Text != w["suicide_guessed"] {
			t.Errorf("%s: %q", lang, c.Text)
		}
		said := guessed
		said.Named = true
		if c := CardFor(said, lang); c.Text != w["suicide"] {
			t.Errorf("%s, said: %q", lang, c.Text)
		}
		said.Silent = true
		if c := CardFor(said, lang); c.Text != w["suicide_silent"] {
			t.Errorf("%s, while nobody may hear: %q", lang, c.Text)
		}
		said.Kinds = []Kind{Suicidality, PerpetratorNear}
		if c := CardFor(said, lang); c.Text != cards()[lang].Silent {
			t.Errorf("%s, while somebody reads along: %q", lang, c.Text)
		}
	}
	for _, text := range []string{"ik wil niet meer leven", "wat heeft het allemaal nog voor zin", "i cant go on", "j'en peux plus, je voudrais ne plus être là", "hij heeft nergens zin meer in, hij wil er niet meer zijn"} {
		if f := Check(text); f.Level == None || !f.Named && !f.Ruled {
			t.Errorf("Check(%q) = %v, named %v, ruled %v", text, f.Level, f.Named, f.Ruled)
		}
	}
}

// What goes on is not answered with the line for a wish to die of which nobody spoke.
func TestNobodyWhoFearsAnotherIsTakenForWhoWantsToDie(t *testing.T) {
	t.Parallel()
	for _, c := range [][2]string{
		{"my boyfriend says he will kill me", "i am so scared for my little girl"},
		{"ik heb mijn man een klap gegeven", "het moet ophouden"},
		{"mijn vader slaat mijn moeder elke week", "het moet nu echt stoppen"},
	} {
		var r Reader
		if f := r.CheckAfter(c[0], c[1]); len(f.Kinds) > 0 && f.Kinds[0] == Suicidality {
			t.Errorf("%q after %q = %v %v", c[1], c[0], f.Kinds, f.Lines)
		}
	}
	for _, text := range []string{"ik ben bang om mijn kinderen", "i'm afraid for my daughters", "boję się o córkę"} {
		if f := Check(text); slices.Contains(f.Kinds, Suicidality) {
			t.Errorf("Check(%q) = %v", text, f.Kinds)
		}
	}
	for _, text := range []string{"vanmiddag stond er een overvaller met een mes in onze zaak, ik beef nog", "net met een pistool beroofd bij de pomp, mijn hart bonst zo"} {
		if f := Check(text); slices.Contains(f.Lines, SexualAssault) {
			t.Errorf("Check(%q) = %v %v", text, f.Kinds, f.Lines)
		}
	}
}

// Whom somebody is by their work, or by the age of their mother, they are in what they tell of "papa" and "mama".
func TestWhoWorksWithChildrenIsNoChild(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"ik ben meester van groep 7 en een leerling zegt dat mama hem slaat", "ik ben huisarts, een jongen vertelde dat papa hem schopt", "I'm a teacher, a girl in my class says daddy hits her",
		"je suis institutrice, une élève dit que papa la frappe", "mijn vader van 79 wordt geslagen door mijn broer", "mama is 83 en mijn zus knijpt haar",
	} {
		f := Check(text)
		if f.Child || !f.Grown || slices.Contains(f.Lines, ChildLine) {
			t.Errorf("Check(%q): a child %v, grown %v, %v", text, f.Child, f.Grown, f.Lines)
		}
	}
	for _, text := range []string{"papa slaat mij", "ik ben 12 en mama slaat me", "juf weet dat papa me slaat"} {
		if f := Check(text); !f.Child || !slices.Contains(f.Lines, ChildLine) {
			t.Errorf("Check(%q): no child, %v", text, f.Lines)
		}
	}
}

// A child that was touched by somebody, said of the child; one of somebody else with bruises; a witness who is told to be silent.
func TestWhatIsDoneToAnotherIsSeenHoweverItIsSaid(t *testing.T) {
	t.Parallel()
	for text, line := range map[string]Line{
		"ons zoontje is op de voetbalclub betast door een begeleider": SexualAssault, "mijn dochter werd aangeraakt door haar zwemleraar": SexualAssault, "my son was touched by his coach": SexualAssault,
		"het kindje van hiernaast heeft overal blauwe plekken": SafeAtHome, "dzieci sąsiadki mają siniaki": SafeAtHome, "my neighbour's little boy has bruises": SafeAtHome,
		"zijn maten stuurden dat ik m'n mond moet houden over die avond": Police, "the guys who robbed me texted me to keep my mouth shut": Police,
	} {
		if f := Check(text); f.Level == None || !slices.Contains(f.Lines, line) {
			t.Errorf("Check(%q) = %v %v %v, want %v", text, f.Level, f.Kinds, f.Lines, line)
		}
	}
	for _, text := range []string{"ik moet mijn mond houden tijdens de zitting, mag ik iets zeggen", "ik ben de hele week aan het vechten met de verzekering", "de patiënt komt voor de tweede keer bij mij", "mijn zoon is gepakt door de politie"} {
		if f := Check(text); f.Level > None {
			t.Errorf("Check(%q) = %v %v", text, f.Level, f.Kinds)
		}
	}
}

// Who steps out of a car, does not pick up, is smelt or was held by the hand is in no danger by that.
func TestWhatOnlySoundsLikeDyingIsNone(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"hij parkeert voor het huis en stapt uit", "daar is hij weer, hij stapt nu uit"} {
		if f := Check(text); slices.Contains(f.Kinds, Suicidality) {
			t.Errorf("Check(%q) = %v %v", text, f.Kinds, f.Lines)
		}
	}
	for _, text := range []string{"ze is bij haar zus en neemt niet op", "ik hield zijn hand vast tot de ambulance kwam, dat is een jaar geleden", "ik ruik het bloed nog steeds"} {
		if f := Check(text); slices.Contains(f.Kinds, Medical) || slices.Contains(f.Lines, SafeAtHome) {
			t.Errorf("Check(%q) = %v %v", text, f.Kinds, f.Lines)
		}
	}
	for _, text := range []string{"mijn broer wil eruit stappen", "hij ademt niet en reageert niet"} {
		if f := Check(text); f.Level != Acute {
			t.Errorf("Check(%q) = %v", text, f.Level)
		}
	}
}

// What the classifier alone hears as a wish to die now keeps its line, whatever was told before it: who hit somebody may have that wish.
func TestAWishOfNowThatIsGuessedKeepsItsLineAfterViolence(t *testing.T) {
	t.Parallel()
	n := 0
	for _, x := range readItems(t, "testdata/contrast.jsonl") {
		if f := Check(x.Text); x.Expected != "acute" || f.Level != Acute || len(f.Kinds) == 0 || f.Kinds[0] != Suicidality || f.Named || f.Ruled {
			continue
		}
		n++
		for _, told := range []string{"ik heb mijn vrouw geslagen", "mijn man slaat me elke week"} {
			var r Reader
			if f := r.CheckAfter(told, x.Text); f.Level == None || !slices.Contains(f.Lines, SuicideLine) {
				t.Errorf("%q after %q: %v %v", x.Text, told, f.Level, f.Lines)
			}
		}
	}
	if n == 0 {
		t.Error("no such message: the test shows nothing")
	}
}

// Who says no more than that they want no more may mean life; who says of what, does not.
func TestWantingNoMoreIsHeardWhereNothingElseIsSaid(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"ik wil echt niet meer", "nee ik wil gewoon niet meer", "ik wil eigenlijk niet meer.", "ik wil niet meer"} {
		if f := Check(text); f.Level == None || !slices.Contains(f.Kinds, Suicidality) || !slices.Contains(f.Lines, SuicideLine) {
			t.Errorf("Check(%q) = %v %v", text, f.Level, f.Kinds)
		}
	}
	for _, text := range []string{"ik wil niet meer bellen", "ik wil die afspraak niet meer", "dat wil ik niet meer", "ik wil niet meer naar school"} {
		if f := Check(text); f.Level > None {
			t.Errorf("Check(%q) = %v %v", text, f.Level, f.Kinds)
		}
	}
	after := (&Reader{}).CheckAfter("op school weet iedereen het van die foto, ik ben 15", "ik wil echt niet meer")
	if after.Level == None || !slices.Contains(after.Lines, SuicideLine) {
		t.Errorf("a child's foto that everybody saw, and then: %v %v", after.Kinds, after.Lines)
	}
}

// What somebody else said of dying keeps its line, also after what was told before it.
func TestAWishThatAnotherToldOfIsHeard(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"mijn zoon zegt dat hij dood wil", "hij zei vanmiddag dat hij dood wilde", "ze zegt dat ze echt niet meer leven wil", "hij zegt dat hij dood wil"} {
		if f := Check(text); f.Level == None || !slices.Contains(f.Lines, SuicideLine) {
			t.Errorf("Check(%q) = %v %v", text, f.Level, f.Lines)
		}
		if f := (&Reader{}).CheckAfter("mijn zoon is mishandeld op het station", text); f.Level == None || !slices.Contains(f.Lines, SuicideLine) {
			t.Errorf("%q in a talk: %v %v", text, f.Level, f.Lines)
		}
	}
	for _, text := range []string{"mijn man is vorig jaar overleden, hij zei dat hij dood wilde", "hij zei vroeger altijd dat hij dood wilde"} {
		if f := Check(text); slices.Contains(f.Kinds, Suicidality) && f.Ruled {
			t.Errorf("Check(%q) = %v %v by a rule", text, f.Level, f.Kinds)
		}
	}
}
