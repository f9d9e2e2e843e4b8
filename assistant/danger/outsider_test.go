package danger

import (
	"slices"
	"testing"
)

// Who is hit by a boss, a neighbour or a landlord is helped by the police, in every language; a partner or a parent stays of the home, whoever is named besides.
func TestABossWhoHitsIsNoPartner(t *testing.T) {
	t.Parallel()
	for _, said := range []string{
		"mijn werkgever slaat mij", "mijn baas schopt ons", "my boss hits me", "my employer hits me", "mon patron me bat", "mon employeur me frappe", "szef mnie bije", "praca na budowie szef bije",
		"pracodawca mnie bije", "patronum bana vuruyor", "işverenim beni dövüyor", "мій начальник мене б'є", "роботодавець мене б'є", "مديري يضربني", "صاحب العمل يضربني", "mi hefe ta bati mi", "mi bos ta dal mi",
		"my landlord hits me", "właściciel mieszkania mnie bije", "ev sahibim beni dövüyor", "орендодавець мене б'є", "صاحب السكن يضربني", "mi doño di kas ta bati mi", "my neighbour beats me", "komşum beni dövüyor",
	} {
		if f := Check(said); f.Level == None || !f.Outside || !slices.Contains(f.Lines, Police) || slices.Contains(f.Lines, SafeAtHome) {
			t.Errorf("Check(%q) = %v %v %v", said, f.Level, f.Kinds, f.Lines)
		}
	}
	for _, said := range []string{
		"my husband beats me", "my father beats me and my boss knows", "mój ojciec mnie bije, szef o tym wie", "mon père me frappe, mon patron est au courant", "babam beni dövüyor, patronum biliyor",
		"زوجي يضربني ومديري يعرف", "mi kasá ta bati mi", "mi casa ta batimi", "mi casá ta dalmi",
	} {
		if f := Check(said); f.Level == None || f.Outside || !slices.Contains(f.Lines, SafeAtHome) {
			t.Errorf("Check(%q) = %v %v %v", said, f.Level, f.Kinds, f.Lines)
		}
	}
	for _, said := range []string{"szef bije rekordy sprzedaży", "mijn baas slaat een vergadering over", "mon patron est en vacances"} {
		if f := Check(said); f.Level != None {
			t.Errorf("Check(%q) = %v %v %v", said, f.Level, f.Kinds, f.Lines)
		}
	}
}

// A boss who hits and keeps the papers is for who knows exploitation, also without the letters of the language.
func TestABossWhoKeepsThePapersExploits(t *testing.T) {
	t.Parallel()
	for _, said := range []string{"szef mnie bije i zabral paszport", "szef bije mnie, dokumenty zabrał", "szef mnie bije, paszport zabrał", "my boss hits me and took my papers", "mon patron me bat et garde mes papiers", "mi hefe ta bati mi i a kita mi pasport"} {
		if f := Check(said); !slices.Contains(f.Lines, TraffickingLine) || slices.Contains(f.Lines, SafeAtHome) {
			t.Errorf("Check(%q) = %v %v %v", said, f.Level, f.Kinds, f.Lines)
		}
	}
}

// Who told of violence at home and says that whoever did it is there now is in danger now; of a child that was hit at school it says no such thing.
func TestWhoHitsIsAtHomeNow(t *testing.T) {
	t.Parallel()
	for said, now := range map[string]string{"mon conjoint me frappe et je suis enceinte": "il est à la maison maintenant", "mon copain me bat": "il est ici maintenant", "mon mari m'a battue": "il est chez nous maintenant", "mąż mnie bije": "on jest teraz tutaj", "kocam bana vuruyor": "şimdi evde"} {
		if f, ok := new(Reader).TellsOn(said, now); !ok || f.Level != Acute || f.Lines[0] != Emergency {
			t.Errorf("%q > %q: %v %v", said, now, f.Level, f.Lines)
		}
	}
	for said, now := range map[string]string{"ma fille a été frappée à l'école": "elle est à la maison maintenant", "un voisin m'a frappé": "il est chez nous maintenant", "mon vélo a été volé": "il est ici maintenant"} {
		if f, ok := new(Reader).TellsOn(said, now); ok {
			t.Errorf("%q > %q: %v %v", said, now, f.Level, f.Lines)
		}
	}
}

// Several who threaten, or want money, are seldom of the home: the police comes first. Of one of whom nothing is told, both are named.
func TestAThreatOfStrangersIsForThePolice(t *testing.T) {
	t.Parallel()
	for said, lines := range map[string][]Line{
		"ze dreigen ons huis in de fik te steken als ik niet betaal": {Police, VictimSupport},
		"ze dreigen onze ramen in te slaan als we niet betalen":      {Police, VictimSupport, SafeAtHome},
		"ze bedreigen ons": {Police, VictimSupport, SafeAtHome},
		"ze hebben tegen mij gezegd dat ze me dood maken": {Emergency, Police, VictimSupport, SafeAtHome},
		"hij weet me te vinden":                           {SafeAtHome, Police},
		"ik word bedreigd":                                {SafeAtHome, Police},
		"mijn man dreigt alles kapot te slaan als ik de huur niet kan betalen": {SafeAtHome},
		"mijn vader bedreigt mij": {SafeAtHome},
	} {
		if f := Check(said); f.Level == None || !slices.Equal(f.Lines, lines) {
			t.Errorf("Check(%q) = %v %v %v, want %v", said, f.Level, f.Kinds, f.Lines, lines)
		}
	}
}

// Violence in the home of somebody who is no one of the writer's is known to who knows of homes; what a neighbour or colleague does to the writer is the police's.
func TestViolenceInAnothersHomeIsOfAHome(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"mijn buurvrouw wordt geslagen door haar man", "de buurman slaat zijn vrouw", "een collega vertelde dat haar man haar slaat", "mijn collega komt elke week met een blauw oog", "my neighbor beats his wife",
		"ma voisine est battue par son mari", "moja koleżanka jest bita przez chłopaka", "komşum karısını dövüyor", "сусід б'є дружину", "جارتي يضربها زوجها", "onze huurster moet weg vanwege huiselijk geweld, waar kan ze vannacht slapen",
	} {
		if f := Check(text); !slices.Contains(f.Lines, SafeAtHome) || slices.Contains(f.Lines, Police) {
			t.Errorf("%q: %s %v", text, f.Level, f.Lines)
		}
	}
	for _, text := range []string{"mijn collega slaat mij", "mijn buurman slaat mij"} {
		if f := Check(text); slices.Contains(f.Lines, SafeAtHome) || !slices.Contains(f.Lines, Police) {
			t.Errorf("%q: %s %v", text, f.Level, f.Lines)
		}
	}
}

// Who screams in their sleep, or at everybody since an accident, stays in or wets the bed since then has had something happen to them.
func TestWhoIsChangedByWhatHappenedIsNoDanger(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"hij doet alsof er niks is maar hij zweet snachts en schreeuwt in zijn slaap", "mijn man is anders sinds het ongeluk, hij snauwt tegen iedereen", "mijn zoontje plast weer in bed sinds hij het ongeluk gezien heeft",
		"de bovenburen pesten ons al jaren en schelden mijn kinderen uit",
	} {
		if f := Check(text); slices.Contains(f.Lines, SuicideLine) || f.Level == Acute || slices.Contains(f.Lines, SafeAtHome) {
			t.Errorf("%q: %s %v %v", text, f.Level, f.Kinds, f.Lines)
		}
	}
	for text, line := range map[string]Line{
		"mijn man schreeuwt elke nacht tegen mij": SafeAtHome, "hij schreeuwt tegen iedereen en slaat de kinderen": SafeAtHome, "ik hoop dat ik eindelijk mag gaan": SuicideLine,
		"mijn man schreeuwt naar iedereen en ik mag de deur niet uit van hem": SafeAtHome, "mijn zus gaat nooit meer naar buiten, haar vriend mishandelt haar": SafeAtHome, "mijn man slaat mijn kinderen en de buren schelden ons uit": SafeAtHome,
	} {
		if f := Check(text); !slices.Contains(f.Lines, line) {
			t.Errorf("%q: %s %v", text, f.Level, f.Lines)
		}
	}
}

// "Mijn moeder heeft" is said by anybody who tells of no danger.
func TestWhoTellsOfAParentIsNoChildByThat(t *testing.T) {
	t.Parallel()
	for text, child := range map[string]bool{
		"mijn moeder heeft haar spaargeld verloren": false, "mijn vader wil geen aangifte doen": false,
		"mijn vader slaat mij": true, "ik ben 13 en mijn moeder heeft haar spaargeld verloren": true, "mama zegt dat ik moet bellen": true, "mijn vader slaat mijn zusje elke dag, zij is 9": true,
	} {
		if f := Check(text); f.Child != child {
			t.Errorf("%q: child %v", text, f.Child)
		}
	}
}

// Who tells of somebody else who was raped reads what they can do, and is not told that it is not their own fault.
func TestWhoStandsByAfterARapeHasACardOfTheirOwn(t *testing.T) {
	t.Parallel()
	for lang, texts := range map[string][]string{
		"nl": {"mijn vriendin is verkracht wat zeg ik tegen haar", "een vriendin van mij is verkracht", "mijn zus is aangerand"}, "en": {"my friend was raped"}, "fr": {"mon amie a été violée"},
		"tr": {"arkadaşım tecavüze uğradı"}, "pl": {"koleżanka została zgwałcona", "moja siostra została zgwałcona"}, "uk": {"мою подругу зґвалтували"}, "pap": {"mi amiga a wordu violá"},
	} {
		for _, text := range texts {
			if f := Check(text); f.Level == None || !slices.Contains(f.Lines, SexualAssault) || CardFor(f, lang).Text != cards()[lang].texts["sexual_near"] {
				t.Errorf("%q: %s %v %v %v", text, f.Level, f.Kinds, f.Lines, f.ThirdParty)
			}
		}
	}
	if f := Check("mijn dochter van 8 is gisteren verkracht"); CardFor(f, "nl").Text != cards()["nl"].texts["child_abused"] {
		t.Errorf("of a child: %s %v %q", f.Level, f.Kinds, CardFor(f, "nl").Text)
	}
	for _, text := range []string{"ik ben verkracht door mijn vriend", "mijn vriend heeft mij verkracht", "ik ben verkracht en mijn zus weet het"} {
		if f := Check(text); f.Level == None || CardFor(f, "nl").Text != cards()["nl"].texts["sexual"] {
			t.Errorf("%q: %s %v %v", text, f.Level, f.Kinds, f.ThirdParty)
		}
	}
}

// Hands round the neck in these days are danger of now, for what they do may come later; of long ago they are not, and who did it is no victim by it.
func TestStranglingOfTheseDaysIsDangerOfNow(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"gisteren had hij zn handen om mn keel", "mijn ex heeft me eergisteren gewurgd", "vannacht heeft hij me bij mijn keel gepakt"} {
		if f := Check(text); f.Level != Acute || f.Lines[0] != Emergency {
			t.Errorf("%q: %s %v", text, f.Level, f.Lines)
		}
	}
	for _, text := range []string{"het is vandaag tien jaar geleden dat hij mij wurgde", "hij wurgde mij twaalf jaar geleden, gisteren zag ik hem"} {
		if f := Check(text); f.Level == Acute {
			t.Errorf("%q: %s %v", text, f.Level, f.Lines)
		}
	}
	if f := Check("ik heb mijn vrouw vannacht gewurgd, ze is nog bij bewustzijn"); !slices.Contains(f.Kinds, Medical) {
		t.Errorf("who did it: %s %v", f.Level, f.Kinds)
	}
}
