package assistant

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"wegwijzer/assistant/tone"
	"wegwijzer/internal/dutch"
)

func glossaryTerms(t *testing.T) []term {
	t.Helper()
	var all []term
	if err := json.Unmarshal(glossaryFile, &all); err != nil {
		t.Fatal(err)
	}
	return all
}

func TestGlossaryIsPlainAndSourced(t *testing.T) {
	t.Parallel()
	forms := map[string]string{}
	var whole strings.Builder
	for _, x := range glossaryTerms(t) {
		if x.Source == "" || x.B1 == "" || x.A2 == "" {
			t.Errorf("%q lacks an explanation or a source", x.Term)
		}
		for _, f := range x.Forms {
			if dutch.Fold(f) != f {
				t.Errorf("the form %q of %q is not folded", f, x.Term)
			}
			if other := forms[f]; other != "" {
				t.Errorf("%q is a form of %q and %q", f, x.Term, other)
			}
			forms[f] = x.Term
		}
		if n := len(strings.Fields(x.B1)); n > 14 {
			t.Errorf("%q is explained in %d words", x.Term, n)
		}
		if len(strings.Fields(x.A2)) > len(strings.Fields(x.B1)) {
			t.Errorf("%q is longer at A2 than at B1", x.Term)
		}
		whole.WriteString("Dat betekent: " + x.B1 + ".\nDat betekent: " + x.A2 + ".\n")
		for _, s := range []string{x.B1, x.A2} {
			if reasons := tone.Check("Dat is "+s+".", "nl"); reasons != nil {
				t.Errorf("%q is explained with %v: %s", x.Term, reasons, s)
			}
		}
	}
	if r := dutch.Readability(whole.String()); !r.Easy() {
		t.Errorf("the explanations read at %.0f, %.1f words a sentence, the longest %d", r.Douma, r.Mean, r.Longest)
	}
}

func TestTermsAreExplainedOnceAndFewAtB1(t *testing.T) {
	t.Parallel()
	text := "De benadeelde partij kan zich voegen. De officier van justitie kan seponeren. Wie zich heeft gevoegd, krijgt het vonnis. Smartengeld vraag je op de zitting."
	if got := Explain(text, B1); len(got) != glossesB1 || got[0].Term != "benadeelde partij" || got[1].Term != "voegen" || got[2].Term != "officier van justitie" {
		t.Errorf("Explain at B1 = %+v, want the first three terms", got)
	}
	seen := map[string]bool{}
	got := Explain(text, A2)
	for _, g := range got {
		if seen[g.Term] {
			t.Errorf("%q is explained twice", g.Term)
		}
		seen[g.Term] = true
	}
	if len(got) != glossesA2 || !seen["seponeren"] || !seen["vonnis"] {
		t.Errorf("Explain at A2 = %+v, want %d terms", got, glossesA2)
	}
	if d := cmp.Diff([]Gloss(nil), Explain("Je kunt ons altijd bellen.", A2)); d != "" {
		t.Error(d)
	}
}

func TestWhatTheTextExplainsIsNotExplainedAgain(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"De uitspraak moet vaststaan (onherroepelijk).",
		"Smartengeld is geld voor pijn, angst of verdriet.",
	} {
		if got := Explain(text, A2); len(got) != 0 {
			t.Errorf("Explain(%q) = %+v, want nothing", text, got)
		}
	}
}

func TestSimplerKeepsSentencesAndSources(t *testing.T) {
	t.Parallel()
	hard := Sentence{Text: "De benadeelde partij die rechtstreeks schade heeft geleden door het strafbare feit kan zich met een vordering tot schadevergoeding voegen in het strafproces bij de rechtbank.", Cites: []Cite{{URL: "https://site.example/a"}}}
	easy := Sentence{Text: "Je kunt je schade vragen in de strafzaak. Dat heet voegen.", Cites: []Cite{{URL: "https://site.example/b"}}}
	a, glosses := Simpler(Answer{Sentences: []Sentence{hard, easy}})
	if d := cmp.Diff([]Sentence{easy}, a.Sentences); d != "" {
		t.Error(d)
	}
	if len(glosses) != 1 || glosses[0].Term != "voegen" || glosses[0].Text != "in de strafzaak geld vragen" {
		t.Errorf("the explanations are %+v, want that of voegen", glosses)
	}
	if a, _ := Simpler(Answer{Sentences: []Sentence{hard}}); len(a.Sentences) != 1 {
		t.Error("an answer without an easier form became empty")
	}
}

func TestOfTwoUnitsThatSayAsMuchTheEasierIsChosenBelowB1(t *testing.T) {
	t.Parallel()
	hard := "Ter zake van het voorschot is het zo dat het centraal justitieel incassobureau dit na verloop van acht maanden na het onherroepelijk worden van de uitspraak aan het slachtoffer uitkeert."
	easy := "Je krijgt het voorschot van het CJIB na acht maanden."
	level := func(l Level) float64 { return plainness(l, easy) - plainness(l, hard) }
	if level(B1) != 0 || level(A2) <= 0 || level(Youth) <= 0 {
		t.Errorf("the easier unit gains %.2f at B1, %.2f at A2, %.2f for youth; want nothing, more, more", level(B1), level(A2), level(Youth))
	}
}

func TestLevelsByName(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]Level{"": B1, "b1": B1, "A2": A2, " youth": Youth, "jongeren": Youth, "C2": B1} {
		if got := LevelOf(name); got != want {
			t.Errorf("LevelOf(%q) = %q, want %q", name, got, want)
		}
	}
}

func FuzzExplain(f *testing.F) {
	f.Add("De officier van justitie (OvJ) seponeert.", "a2")
	f.Add("officier van", "")
	f.Fuzz(func(t *testing.T, text, level string) {
		if n := len(Explain(text, LevelOf(level))); n > glossesA2 {
			t.Errorf("Explain gave %d explanations", n)
		}
	})
}
