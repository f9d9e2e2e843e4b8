package danger

import (
	"reflect"
	"slices"
	"strings"
	"testing"
)

// Of the talks that were kept apart, danger that came out in the last message gets its card, and what only sounds like it none. The bounds lie just below
// what was measured: more is told in testdata/README.md.
func TestDangerInATalkIsSeen(t *testing.T) {
	t.Parallel()
	for _, set := range []struct {
		file  string
		least map[string]float64 // of danger, with a card; of none, left alone
	}{
		{"talks.jsonl", map[string]float64{"acute": 0.89, "concern": 0.85, "none": 0.67}},
		{"lookalike-talks.jsonl", map[string]float64{"acute": 0.93, "concern": 0.88, "none": 0.84}},
	} {
		t.Run(set.file, func(t *testing.T) {
			t.Parallel()
			n, seen, now := map[string]int{}, map[string]int{}, map[string]int{}
			lines, fitting := 0, 0
			for _, x := range readTalks(t, "testdata/"+set.file) {
				last := len(x.Turns) - 1
				told, text := strings.Join(x.Turns[:last], "\n"), x.Turns[last]
				f := new(Reader).InTalk(new(Reader).CheckAfter(told, text), told, text, false)
				if on, ok := new(Reader).TellsOn(told, text); ok {
					f = on
				}
				n[x.Expected]++
				if f.Level > None {
					seen[x.Expected]++
				}
				if f.Level == Acute {
					now[x.Expected]++
				}
				if f.Level > None && len(x.Lines) > 0 {
					lines++
					if slices.ContainsFunc(f.Lines, func(l Line) bool { return slices.Contains(x.Lines, string(l)) }) {
						fitting++
					}
				}
			}
			share := func(of map[string]int, what string) float64 { return float64(of[what]) / float64(max(1, n[what])) }
			t.Logf("a fitting line for %d of %d", fitting, lines)
			for what, least := range set.least {
				right := share(seen, what)
				if what == "none" {
					right = 1 - right
				}
				t.Logf("%s: right for %.3f of %d, as acute %.3f", what, right, n[what], share(now, what))
				if right < least {
					t.Errorf("%s: right for %.3f, want %.2f", what, right, least)
				}
			}
		})
	}
}

// The same last message is danger or none, as what was told before it says.
func TestAMessageMeansWhatWasToldBefore(t *testing.T) {
	t.Parallel()
	for _, x := range []struct {
		told, text string
		danger     bool
	}{
		{"Mijn ex zei dat hij me weet te vinden. Ik heb vorige week aangifte gedaan.", "hij loopt nu beneden in de hal", true},
		{"Ik heb een gesprek met de arts van de verzekering.", "morgen moet ik naar hem toe", false},
		{"Mijn oom wil dat ik met zijn zoon trouw. Ik ben 16.", "morgen moet ik naar hem toe", true},
		{"Als ik niet betaal pakt hij mijn dochter.", "ze is nu niet van school gekomen", true},
		{"Ik heb over hem gepraat met de politie. Hij heeft vrienden.", "nu zoeken ze mij", true},
		{"Mijn ouders willen dat ik ga trouwen met een man in Turkije, ik ben zestien.", "zaterdag gaat het vliegtuig", true},
		{"We zijn op vakantie beroofd van onze tassen.", "zaterdag gaat het vliegtuig", false},
		{"Mijn vader heeft mijn moeder vorige week geslagen.", "ik hoor haar nu gillen", true},
	} {
		f := new(Reader).InTalk(new(Reader).CheckAfter(x.told, x.text), x.told, x.text, false)
		if got := f.Level > None; got != x.danger {
			t.Errorf("%q > %q: %v", x.told, x.text, f.Level)
		}
		if x.danger && len(f.Lines) == 0 {
			t.Errorf("%q > %q: nobody to reach", x.told, x.text)
		}
	}
}

// What a rule sees keeps its card in a talk, whatever was told.
func TestWhatARuleSeesKeepsItsCardInATalk(t *testing.T) {
	t.Parallel()
	for _, told := range []string{"Mijn fiets is gestolen bij het station.", "Ik wacht al maanden op een brief van de rechtbank."} {
		for _, text := range []string{"ik wil dood", "hij staat met een mes voor de deur", "mijn vriend slaat me"} {
			if f := new(Reader).InTalk(new(Reader).CheckAfter(told, text), told, text, true); f.Level == None {
				t.Errorf("%q > %q: no card", told, text)
			}
		}
	}
}

// A baby that was shaken needs a doctor now, whoever did it.
func TestAShakenBabyNeedsADoctorNow(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"De oppas heeft onze baby door elkaar geschud.": true, "mijn vriend schudde de baby hard door elkaar": true,
		"mijn auto is flink door elkaar geschud bij de botsing, onze baby zat er niet in": false, "hoe troost ik een baby die veel huilt": false,
	} {
		f := Check(text)
		if got := f.Level == Acute && slices.Contains(f.Lines, Emergency); got != want {
			t.Errorf("%q: %v %v", text, f.Level, f.Lines)
		}
	}
}

func TestWhatTalksTaughtIsRecalledAsItWas(t *testing.T) {
	t.Parallel()
	if again, whole := talked.Recalled(); !whole || !reflect.DeepEqual(again, talked.Get()) {
		t.Error("the next start would read something else of what talks taught")
	}
}

func BenchmarkInTalk(b *testing.B) {
	Ready(nil)
	told, text := "Mijn ex zei dat hij me weet te vinden. Ik heb vorige week aangifte gedaan bij de politie, en sindsdien slaap ik bij mijn zus.", "hij loopt nu beneden in de hal en ik durf niet te kijken"
	for b.Loop() {
		new(Reader).InTalk(new(Reader).CheckAfter(told, text), told, text, false)
	}
}

// saidInTalk is a talk of which the last message is judged.
type saidInTalk struct {
	ID, Expected string
	Turns        []string
	Lines        []string `json:"expected_lines"`
}

func readTalks(t testing.TB, name string) []saidInTalk {
	t.Helper()
	return readLines[saidInTalk](t, name)
}
