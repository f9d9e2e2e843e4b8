package danger

import (
	"os"
	"strings"
	"testing"
	"time"
)

// A question behind what is told takes nothing from it, with or without what ends a sentence between the two.
func TestQuestionBehindACryTakesNothingFromIt(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile("testdata/questions.tsv")
	if err != nil {
		t.Fatal(err)
	}
	told := map[string][]string{
		"nl":  {"mijn man wil me vermoorden", "mijn opa zit 's nachts aan mij", "mijn vriend slaat me bijna elke dag", "ik wil niet meer leven", "mijn ex volgt me overal"},
		"en":  {"my husband wants to kill me", "my uncle touches me at night", "i want to kill myself", "my boyfriend beats me"},
		"fr":  {"mon mari veut me tuer", "mon mari me frappe"},
		"pl":  {"mąż chce mnie zabić", "mąż mnie bije"},
		"tr":  {"kocam beni öldürmek istiyor", "kocam beni dövüyor"},
		"uk":  {"чоловік хоче мене вбити", "чоловік мене б'є"},
		"ar":  {"زوجي يريد قتلي", "زوجي يضربني"},
		"pap": {"mi kasá ta bati mi"},
	}
	for line := range strings.Lines(string(data)) {
		lang, question, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		if !ok || line[0] == '#' {
			continue
		}
		for _, cry := range told[lang] {
			for _, text := range []string{cry + question, strings.TrimRight(cry+question, "?؟")} {
				if alone := Check(cry).Level; Check(text).Level == None || alone == None {
					t.Errorf("%q is %v, and %q %v", text, Check(text).Level, cry, alone)
				}
			}
		}
	}
	if text := "waar kan ik heen, mijn man slaat me elke dag?"; Check(text).Level == None {
		t.Errorf("%q gets no card", text)
	}
}

func TestQuestionsAboutTheLawStayQuestions(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"Als iemand mij bedreigt, wat kan ik dan doen?", "Mijn fiets is gestolen, waar kan ik aangifte doen?", "Ik ben opgelicht via een website, wie kan me helpen?",
		"De zitting is in mei, mag ik iemand meenemen?", "Ik heb een brief van de rechtbank, wat moet ik nu doen?", "Wanneer krijg ik bericht, de zaak is al in maart geweest?",
		"I got a letter from the court, what should I do?", "Ukradli mi rower, co mam robić?",
	} {
		if f := Check(text); f.Level != None {
			t.Errorf("%q is %v %v", text, f.Level, f.Kinds)
		}
	}
}

// A word without end holds nobody up.
func TestEndlessWordsAreReadNoFurtherThanTheyNeed(t *testing.T) {
	t.Parallel()
	for _, piece := range []string{"0", "1a", "aaaa0", "ж", "@"} {
		text := strings.Repeat(piece, 900_000/len(piece))
		start := time.Now()
		if f := Check(text + " hij staat nu voor de deur met een mes"); f.Level != Acute {
			t.Errorf("behind %d bytes of %q: %v", len(text), piece, f.Level)
		}
		if took := time.Since(start); took > 20*time.Second { // it took minutes; this says nothing of speed
			t.Errorf("%d bytes of %q took %v", len(text), piece, took)
		}
	}
}
