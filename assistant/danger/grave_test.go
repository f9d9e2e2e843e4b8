package danger

import (
	"slices"
	"testing"
)

// What is told in few words gets the line it needs first, and words that only look like it are left alone.
func TestFewWordsGetTheLineTheyNeed(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text  string
		level Level
		line  Line
	}{
		{"er zit een vreemde man in onze woonkamer", Acute, Emergency},
		{"there is a stranger in our kitchen", Acute, Emergency},
		{"jij wordt de volgende, schreef hij", Concern, SafeAtHome},
		{"he texted me: you are next", Concern, SafeAtHome},
		{"chłopak groził że mnie zabije", Concern, SafeAtHome},
		{"onze dochter van 19 is sinds gisteravond weg", Concern, Emergency},
	} {
		if f := Check(c.text); f.Level < c.level || !slices.Contains(f.Lines, c.line) {
			t.Errorf("%q: %v %v, want %s", c.text, f.Level, f.Lines, c.line)
		}
	}
	if f := Check("onze dochter van 19 is sinds gisteravond weg"); f.Level > None && f.Lines[0] == SexualAssault {
		t.Errorf("who is gone is sent to the care after a rape: %v", f.Lines)
	}
	for _, text := range []string{
		"mijn vriendin is aangerand lang voor ik haar ontmoette", "zij is gisteren overleden", "my father passed away", "wie is de volgende die mag spreken", "pijn van onderen na mijn bevalling",
		"de baby slaapt nu",
	} {
		if f := Check(text); f.Level > None {
			t.Errorf("%q: %v %v", text, f.Level, f.Lines)
		}
	}
	if f := Check("hij wordt voor de rechter gebracht, ik ben gestoken in mijn arm"); f.Level == Acute {
		t.Errorf("who tells of a judge is in danger now: %v", f.Lines)
	}
}

// What was told before tells what a remark is: of who was drugged, of who sleeps and is feared, of a scar that a dog left.
func TestWhatWasToldTellsWhatARemarkIs(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		told, text string
		line       Line
	}{
		{"ik ben gisteren dronken gevoerd op een feest", "ik heb pijn daar beneden", SexualAssault},
		{"mijn vriend dreigt me te vermoorden", "hij slaapt nu", SafeAtHome},
		{"onze zoon is sinds vannacht weg", "hij was de laatste tijd erg somber", Emergency},
		{"de man die mij aanrandde komt vrij", "ik ben bang", Police},
		{"mijn broer is er niet meer, hij koos er zelf voor", "ik wil hem achterna", SuicideLine},
	} {
		if f, ok := new(Reader).TellsOn(c.told, c.text); !ok || !slices.Contains(f.Lines, c.line) {
			t.Errorf("%q after %q: %v %v, want %s", c.text, c.told, f.Level, f.Lines, c.line)
		}
	}
	if f, ok := new(Reader).TellsOn("mijn man dreigt me te vermoorden", "hij slaapt nu"); !ok || !f.Silent {
		t.Errorf("who sleeps may wake: %+v", f)
	}
	for _, c := range [][2]string{{"ik ben geopereerd", "ik heb pijn daar beneden"}, {"mijn man is aangereden", "hij slaapt nu"}, {"onze zoon is aangereden", "hij was de laatste tijd erg somber"}, {"mijn tas is gestolen", "ik ben bang"}} {
		if f, ok := new(Reader).TellsOn(c[0], c[1]); ok {
			t.Errorf("%q after %q: %v %v", c[1], c[0], f.Level, f.Lines)
		}
	}
	if f := new(Reader).CheckAfter("mijn dochter is gebeten door de hond van de buren", "ze heeft littekens op haar arm"); f.Level > None {
		t.Errorf("a scar that a dog left: %v %v", f.Level, f.Lines)
	}
	if f := new(Reader).CheckAfter("mijn dochter wordt gepest", "ze heeft littekens op haar arm"); f.Level == None {
		t.Error("scars of who is bullied get no card")
	}
}
