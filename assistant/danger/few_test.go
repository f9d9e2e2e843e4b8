package danger

import (
	"slices"
	"testing"
)

// told is what is said in one message, or after another.
type told struct{ before, text string }

func (x told) check() Finding {
	if f, ok := new(Reader).TellsOn(x.before, x.text); ok && !Check(x.text).Ruled {
		return f
	}
	return new(Reader).CheckAfter(x.before, x.text)
}

// What is told in few words, and needs a line of its own at once, is heard, in a message or after what was told; what only sounds like it is not.
func TestFewWordsThatDecideAlone(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		told
		level Level
		kind  Kind
		line  Line
	}{
		{told{"", "de wond bloedt weer erg"}, Acute, Medical, Emergency},
		{told{"", "mijn hechting is open en de wond bloedt nu heel hard"}, Acute, Medical, Emergency},
		{told{"", "er is nu een inbreker in huis"}, Acute, AcuteDanger, Emergency},
		{told{"", "er is nu een inbreker"}, Acute, AcuteDanger, Emergency},
		{told{"", "er loopt een inbreker in de tuin"}, Acute, AcuteDanger, Emergency},
		{told{"", "ik zou hem wel kunnen vermoorden na wat hij heeft gedaan"}, Concern, ThreatByUser, VictimSupport},
		{told{"", "na wat hij mijn dochter heeft aangedaan zou ik hem wel kunnen wurgen"}, Concern, ThreatByUser, SuicideLine},
		{told{"", "i could kill him after what he did"}, Concern, ThreatByUser, SuicideLine},
		{told{"", "mógłbym go zabić po tym co zrobił"}, Concern, ThreatByUser, SuicideLine},
		{told{"", "mój były mnie śledzi"}, Concern, Stalking, Police},
		{told{"", "moj byly maz mnie sledzi"}, Concern, Stalking, Police},
		{told{"mijn tweelingzus heeft zelfmoord gepleegd", "ik wil achter haar aan"}, Acute, Suicidality, SuicideLine},
		{told{"mijn man is vorig jaar overleden", "ik wil hem achterna"}, Acute, Suicidality, SuicideLine},
		{told{"my sister killed herself", "i want to join her"}, Acute, Suicidality, SuicideLine},
		{told{"mijn zoon is doodgestoken en de dader loopt vrij rond", "ik wil achter hem aan"}, Concern, Suicidality, SuicideLine},
		{told{"", "mijn zoon is zoek en hij was zo somber"}, Acute, Suicidality, Emergency},
		{told{"", "mijn dochter is vermist, ze heeft een briefje achtergelaten"}, Acute, Suicidality, Emergency},
		{told{"mijn zoon is de laatste tijd erg somber", "hij is niet thuisgekomen"}, Acute, Suicidality, Emergency},
		{told{"", "my son is missing and he left a note"}, Acute, Suicidality, Emergency},
		{told{"", "mijn ex hangt in het portiek"}, Acute, PerpetratorNear, Emergency},
		{told{"mijn ex stalkt me", "hij hangt in het portiek"}, Acute, PerpetratorNear, Emergency},
		{told{"", "ik ben 13 en ik ga vrijdag een jongen van snap ontmoeten die 25 is"}, Concern, ChildInDanger, ChildLine},
		{told{"ik ben 12", "ik ga hem morgen ontmoeten ik ken hem alleen van snapchat"}, Concern, ChildInDanger, ChildLine},
		{told{"", "mijn zoon gaat iemand ontmoeten die hij online heeft leren kennen"}, Concern, ChildInDanger, SafeAtHome},
	} {
		f := c.check()
		if f.Level != c.level || !slices.Contains(f.Kinds, c.kind) || !slices.Contains(f.Lines, c.line) || c.line == Emergency && f.Lines[0] != Emergency {
			t.Errorf("%q = %v %v %v, want %v %v with %v", c.told, f.Level, f.Kinds, f.Lines, c.level, c.kind, c.line)
		}
	}
	for _, c := range []told{
		{"", "mijn neus bloedde gisteren"},
		{"", "mijn hart bloedt"},
		{"", "er was vorige week een inbreker in huis"},
		{"", "er is een inbreker opgepakt"},
		{"", "de inbreker is gepakt"},
		{"", "wat moet ik doen als er een inbreker in huis is"},
		{"", "ik zou mijn zus wel kunnen vermoorden om die afwas haha"},
		{"", "ik kan hem wel schieten hij is weer te laat"},
		{"", "i could kill my sister she ate my cake"},
		{"", "policja śledzi sprawę"},
		{"mijn broer is overleden", "ik wil naar zijn graf"},
		{"", "mijn kat is zoek en ik ben somber"},
		{"mijn telefoon is gestolen en ik ben alles kwijt", "ik wil achter hem aan"},
		{"", "mijn fiets is verdwenen"},
		{"ik ben depressief", "mijn buurman is verdwenen"},
		{"mijn zoon is somber sinds de overval", "zijn fiets is weg"},
		{"", "de jongeren hangen in het portiek"},
		{"", "ik heb iets gekocht van iemand online en we hebben afgesproken"},
	} {
		if f := c.check(); f.Level != None {
			t.Errorf("%q = %v %v, want none", c, f.Level, f.Kinds)
		}
	}
}

// Who says to be at their sister's for safety is in no danger of this moment: "niet terug" is no word of who must be silent. Who is found there is.
func TestSafeWithOnesOwnIsNotAcute(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"we zitten nu bij mijn zus en ik krijg mezelf niet terug naar huis", "we zijn nu veilig bij mijn zus maar ik durf niet terug naar huis", "ik slaap bij een vriendin en durf nog niet terug",
		"de huisbaas geeft mijn borg niet terug", "en nou zit ik er ineens helemaal doorheen", "het is maanden geleden en nou zit ik er ineens helemaal doorheen",
	} {
		if f := Check(text); f.Level == Acute || f.Silent || f.Child {
			t.Errorf("Check(%q) = %v %v, silent %v, child %v", text, f.Level, f.Kinds, f.Silent, f.Child)
		}
	}
	for _, text := range []string{"ik zit bij een vriendin en hij staat voor de deur", "ik zit nu bij mijn zus en hij bonkt op de deur", "ik kan niet praten hij zit naast me", "niet bellen hij hoort me"} {
		if f := Check(text); f.Level != Acute {
			t.Errorf("Check(%q) = %v %v, want acute", text, f.Level, f.Kinds)
		}
	}
}
