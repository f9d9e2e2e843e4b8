package danger

import (
	"slices"
	"strings"
	"testing"
)

// inATalk returns the finding in the last of the messages of a talk, " | " between them, as a conversation finds it.
func inATalk(talk string) Finding {
	said := strings.Split(talk, " | ")
	last := len(said) - 1
	told, text := strings.Join(said[:last], ".\n"), said[last]
	r := new(Reader)
	if on, ok := r.TellsOn(told, text); ok {
		return on
	}
	return r.InTalk(r.CheckAfter(told, text), told, text, false)
}

// What another says they would do to whoever they speak to is a threat against the writer, in every language; what writers say that they would do is theirs.
func TestAThreatThatIsToldIsNoThreatByTheWriter(t *testing.T) {
	t.Parallel()
	for _, talk := range []string{
		"mijn buurvrouw heeft mijn fiets vernield | ze riep net als je mij aangeeft steek ik je schuur in brand", "die vent van de overkant zei: ik breek je benen als je nog een keer belt", "ze appten we steken je auto in de fik",
		"mijn collega zei als je dit meldt sla ik je in elkaar", "twee jongens hebben mij beroofd | ze zeiden als je naar de politie stapt weten we je te vinden",
		"my neighbour wrote: you are dead if you call the cops", "he said if you talk i will find you and your kids", "ils ont dit on va te retrouver et brûler ta maison", "powiedzieli że jak powiesz policji to spalimy ci dom",
		"komşum bana polise gidersen evini yakarım dedi", "вони написали ми спалимо твій дім якщо ти підеш у поліцію", "كتب لي سنحرق بيتك إذا تكلمت", "er hat gesagt wenn du zur polizei gehst bringe ich dich um",
	} {
		if f := inATalk(talk); f.Level == None || slices.Contains(f.Kinds, ThreatByUser) || !f.Threatened || !slices.Contains(f.Lines, Police) || !slices.Contains(f.Lines, Emergency) {
			t.Errorf("%q: %v %v %v, want a threat by another", talk, f.Level, f.Kinds, f.Lines)
		}
	}
	for _, text := range []string{
		"ik steek vannacht zijn auto in de fik", "ik appte hem dat ik hem weet te vinden en ik doe hem wat", "ik ga hem kapot maken en dat heb ik hem gezegd", "i am going to burn his house down tonight", "je vais le tuer", "zabiję go dziś w nocy",
	} {
		if f := Check(text); !slices.Contains(f.Kinds, ThreatByUser) {
			t.Errorf("Check(%q) = %v %v, want a threat by the writer", text, f.Level, f.Kinds)
		}
	}
	for _, text := range []string{
		"de politie zei dat je aangifte kunt doen", "mijn advocaat zegt dat je binnen drie maanden moet voegen", "de agent zei dat ze weten waar ik woon", "mijn moeder zei ik vind je sterk", "the police said you can help me with a claim",
	} {
		if f := Check(text); f.Level != None {
			t.Errorf("Check(%q) = %v %v", text, f.Level, f.Kinds)
		}
	}
	for _, text := range []string{"de verdachte zei tegen haar: we breken je benen, telt dat als bedreiging", "de getuige zei: wij pakken je kinderen, mag dat worden voorgelezen"} { // a record quotes
		if f := Check(text); f.Ruled || f.Level == Acute {
			t.Errorf("Check(%q) = %v %v, by a rule %v", text, f.Level, f.Kinds, f.Ruled)
		}
	}
	if f := inATalk("mijn man slaat me | hij zei als je weggaat maak ik je dood"); !slices.Contains(f.Lines, SafeAtHome) || slices.Contains(f.Kinds, ThreatByUser) {
		t.Errorf("threatened at home: %v %v", f.Kinds, f.Lines)
	}
}

// What only sounds like a wish to die, of whom nothing like it was told, comes before no line that was found by what was said.
func TestAGuessComesFirstForNobody(t *testing.T) {
	t.Parallel()
	for _, talk := range []string{
		"mijn buurmeisje wordt geslagen door haar vader | ze is 9 en heeft het alleen aan mij verteld", "een kind uit mijn klas zei vandaag dat haar oom haar slaat | ze is 12 en wil dat ik zwijg",
		"mijn leerling wordt thuis geslagen door zijn stiefvader | hij is 10 en vroeg me om niks te zeggen",
	} {
		if f := inATalk(talk); f.Level == None || f.Lines[0] == SuicideLine || !slices.Contains(f.Lines, SafeAtHome) {
			t.Errorf("%q: %v %v %v", talk, f.Level, f.Kinds, f.Lines)
		}
	}
	for _, talk := range []string{
		"ik ben 20.000 euro kwijt aan een nepvriend | niemand weet het, mijn man ook niet", "ik ben opgelicht via whatsapp | niemand weet dit", "i was scammed online | nobody knows about it, my wife neither",
		"ik heb een gesprek bij de officier | hij staat op maandag", "de zitting is verplaatst | die is op vrijdag",
	} {
		if f := inATalk(talk); f.Level != None {
			t.Errorf("%q: %v %v %v, want no card", talk, f.Level, f.Kinds, f.Lines)
		}
	}
	for _, talk := range []string{"mijn man slaat me | ik wil niet meer leven", "ik ben opgelicht voor 30.000 euro | ik zie het niet meer zitten", "niemand weet dat ik dood wil", "niemand weet het dat ik pillen heb gespaard"} {
		if f := inATalk(talk); f.Level == None || f.Kinds[0] != Suicidality || f.Lines[0] != SuicideLine {
			t.Errorf("%q: %v %v %v, want 113", talk, f.Level, f.Kinds, f.Lines)
		}
	}
}

// Who is threatened, a little sister too, is no sign that a child writes, and did nothing; and who does it is who was told of.
func TestWhoIsThreatenedDidNothing(t *testing.T) {
	t.Parallel()
	for _, talk := range []string{
		"ik word gechanteerd door een oude klasgenoot | als ik niet betaal doet hij mijn moeder wat", "ik heb aangifte gedaan | zijn familie belt me steeds | ze zeiden dat ze weten waar mijn kinderen naar school gaan",
		"een jongen van vroeger perst me af | als ik stop slaat hij mijn vriend in elkaar", "i am being extorted by a guy i used to know | if i stop paying he will hurt my girlfriend",
	} {
		if f := inATalk(talk); f.Level == None || !f.Outside || f.Child || !slices.Contains(f.Lines, Police) || !slices.Contains(f.Lines, Emergency) || slices.Contains(f.Lines, SafeAtHome) {
			t.Errorf("%q: %v %v %v, outside %v", talk, f.Level, f.Kinds, f.Lines, f.Outside)
		}
	}
	for _, talk := range []string{"mijn vriend dwingt me met mannen te slapen voor geld | als ik wegga doet hij mijn broertje wat", "mijn zusje wordt geslagen door haar vriend", "mijn ex bedreigt me | hij zegt dat hij mijn broertje pakt"} {
		if f := inATalk(talk); f.Child || slices.Contains(f.Lines, ChildLine) || !slices.Contains(f.Lines, SafeAtHome) {
			t.Errorf("%q: %v %v %v, child %v", talk, f.Level, f.Kinds, f.Lines, f.Child)
		}
	}
	for _, text := range []string{"papa slaat mijn zusje elke dag", "ik ben 12 en mijn vader slaat mijn zusje", "mijn vader slaat mijn broertje"} {
		if f := Check(text); !f.Child || !slices.Contains(f.Lines, ChildLine) {
			t.Errorf("Check(%q) = %v %v, child %v", text, f.Level, f.Lines, f.Child)
		}
	}
}

// Who is held by an employer and threatened, or fears to be hit, needs 112, who knows exploitation, and the police.
func TestWhoIsHeldAndThreatened(t *testing.T) {
	t.Parallel()
	for _, talk := range []string{
		"mijn werkgever heeft mijn paspoort afgepakt | als ik naar de politie ga slaat hij me in elkaar", "szef zabrał mi paszport i śpimy w magazynie | boję się że mnie uderzy", "mój pracodawca zabrał mi dokumenty | grozi że mnie zabije",
		"my boss keeps my passport and i sleep in the warehouse | i'm scared he will beat me", "mon patron a pris mon passeport | j'ai peur qu'il me frappe", "patronum pasaportumu aldı | polise gidersem beni öldürecekmiş",
		"роботодавець забрав мій паспорт | боюся що він мене поб'є", "صاحب العمل أخذ جوازي | أخاف أن يضربني",
	} {
		if f := inATalk(talk); f.Level == None || len(f.Lines) < 3 || f.Lines[0] != Emergency || f.Lines[1] != TraffickingLine || !slices.Contains(f.Lines, Police) || slices.Contains(f.Lines, SafeAtHome) {
			t.Errorf("%q: %v %v %v", talk, f.Level, f.Kinds, f.Lines)
		}
	}
	for _, text := range []string{
		"ik ben bang dat hij me gaat slaan", "i am afraid he will hit me", "j'ai peur qu'il me frappe", "boję się że mnie pobije", "beni dövecek diye korkuyorum", "боюся що він мене поб'є", "أخاف أن يضربني",
	} {
		if f := Check(text); f.Level == None || !f.Ruled {
			t.Errorf("Check(%q) = %v, by a rule %v", text, f.Level, f.Ruled)
		}
	}
	for _, text := range []string{"ik ben bang dat hij niet betaalt", "boję się iść do sądu", "ik ben bang dat de verdachte vrijkomt"} {
		if f := Check(text); f.Level != None {
			t.Errorf("Check(%q) = %v %v", text, f.Level, f.Kinds)
		}
	}
}

// Papers that a thief took are gone and nobody is held; an employer or a partner who has them holds somebody.
func TestAThiefHoldsNobody(t *testing.T) {
	t.Parallel()
	for _, talk := range []string{
		"ik ben op het perron beroofd | ze hebben mijn rugzak met mijn paspoort en sleutels", "er is bij ons ingebroken | ze hebben onze paspoorten meegenomen", "a pickpocket took my wallet | he has my id and keys",
		"on m'a volé mon sac hier | ils ont pris mon passeport", "okradli mnie na dworcu | zabrali mi paszport", "мене пограбували | вони забрали мій паспорт", "soyuldum | pasaportumu aldılar", "me robaron en la calle | tienen mi pasaporte",
	} {
		if f := inATalk(talk); f.Level != None {
			t.Errorf("%q: %v %v %v, want no card", talk, f.Level, f.Kinds, f.Lines)
		}
	}
	for _, talk := range []string{"mijn baas heeft mijn paspoort en ik mag niet weg", "ik ben beroofd | en nu heeft mijn werkgever mijn paspoort en ik krijg geen loon", "my boss took my passport"} {
		if f := inATalk(talk); !slices.Contains(f.Lines, TraffickingLine) {
			t.Errorf("%q: %v %v %v, want CoMensha", talk, f.Level, f.Kinds, f.Lines)
		}
	}
}

// Blows in a robbery of yesterday are past, and no violence of a home, in every language; a robber who is still there is danger.
func TestARobberyIsNoViolenceAtHome(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"on m'a frappé et volé mon portable hier soir dans le métro", "j'ai été agressé dans la rue hier, ils m'ont frappé et pris mon téléphone", "gestern abend wurde ich auf der straße ausgeraubt und geschlagen",
		"wczoraj napadli mnie i pobili, zabrali telefon", "gisteren ben ik overvallen en ze sloegen me", "i was robbed and punched last night",
	} {
		if f := Check(text); f.Level == Acute || slices.Contains(f.Lines, SafeAtHome) {
			t.Errorf("Check(%q) = %v %v %v", text, f.Level, f.Kinds, f.Lines)
		}
	}
	for text, line := range map[string]Line{
		"ben net beroofd en hij staat nog buiten": Emergency, "ik word nu overvallen": Emergency, "ze hebben mijn telefoon gestolen en ze staan nog voor de deur met een mes": Emergency,
		"mon mari m'a frappé hier soir": SafeAtHome, "mijn man heeft mijn telefoon gestolen en slaat me elke dag": SafeAtHome,
	} {
		if f := Check(text); f.Level == None || !slices.Contains(f.Lines, line) {
			t.Errorf("Check(%q) = %v %v %v, want %s", text, f.Level, f.Kinds, f.Lines, line)
		}
	}
}
