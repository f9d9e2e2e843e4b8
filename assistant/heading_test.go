package assistant

import (
	"slices"
	"strings"
	"testing"

	"wegwijzer/knowledge"
)

func TestAListStandsBelowTheHeadingThatItAnswers(t *testing.T) {
	t.Parallel()
	p := knowledge.Passage{
		Title: "Schade vragen", Heading: "Wie kan schade vragen?",
		Text: "- Jij, als je zelf schade hebt.\n- Ouders, namens een kind.\n# Wat vraag je?\nVan de schade vraag je alles:\n- de kosten van de schade;\n- de pijn.",
	}
	got := composed("wie kan schade vragen, en welke kosten", p)
	if want := "Wie kan schade vragen?\n- Jij, als je zelf schade hebt.\n- Ouders, namens een kind."; !contains(got, want) {
		t.Errorf("compose = %q, want the list below its heading: %q", got, want)
	}
	if want := "Van de schade vraag je alles:\n- de kosten van de schade;\n- de pijn."; !contains(got, want) {
		t.Errorf("compose = %q, want the list with its own opening line only: %q", got, want)
	}
}

func TestATeaserOfAPageThatWasFoundIsNoAnswer(t *testing.T) {
	t.Parallel()
	overview := knowledge.Passage{URL: "https://site.example/archief", Title: "Archief", Heading: "Spreekrecht in 2014", Text: "Oude uitleg over het spreekrecht van toen."}
	old := knowledge.Passage{URL: "https://site.example/archief/2014", Title: "Spreekrecht in 2014", Text: "Met het spreekrecht mocht u iets zeggen tegen de rechter."}
	question := "wat was het spreekrecht"
	if got := composed(question, overview, old); contains(got, overview.Text) || !contains(got, old.Text) {
		t.Errorf("compose = %q, want what the page says, and not the line that leads there", got)
	}
	if got := composed(question, overview); !contains(got, overview.Text) {
		t.Errorf("compose = %q, want the line where the page was not found", got)
	}
}

func TestWhatStandsBelowAnothersQuestionStandsBack(t *testing.T) {
	t.Parallel()
	p := knowledge.Passage{
		Title: "Affectieschade",
		Text: `# Ik ben broer of zus. Kan ik affectieschade vragen?
Voor affectieschade staan zij niet in de lijst van naasten.
# Wie krijgt affectieschade?
Naasten die in de lijst staan krijgen affectieschade.`,
	}
	first := func(question string) string {
		r := found(question, p)
		units := unitsOf(0, r.Hits[0].Passage)
		best := compose(question, knowledge.Result{Hits: r.Hits, Terms: r.Terms})
		if len(units) == 0 || len(best) == 0 {
			t.Fatalf("compose(%q) gives nothing", question)
		}
		return best[0].Text
	}
	if w := byTerm(found("wie van de naasten krijgt affectieschade", p).Terms); !w.ofSomebody("Ik ben broer of zus. Kan ik affectieschade vragen?", "wie van de naasten krijgt affectieschade") {
		t.Error("a heading of brothers and sisters is taken for the question of whoever asks")
	}
	if w := byTerm(found("mijn broer is overleden, krijg ik affectieschade", p).Terms); w.ofSomebody("Ik ben broer of zus. Kan ik affectieschade vragen?", "mijn broer is overleden, krijg ik affectieschade") {
		t.Error("a heading of brothers is not taken for the question of who tells of a brother")
	}
	if got := first("mijn broer is overleden kan ik affectieschade vragen"); !strings.Contains(got, "staan zij niet") {
		t.Errorf("who tells of a brother is first shown %q", got)
	}
}

func TestAQuestionThatIsATitleFindsItsPage(t *testing.T) {
	t.Parallel()
	numbers := knowledge.Passage{URL: "https://site.example/nummers", Title: "Noodnummers en hulplijnen", Text: "Bel 112 bij gevaar."}
	duty := knowledge.Passage{URL: "https://site.example/piket", Title: "Crisis en piket", Text: "De hulplijnen en noodnummers zijn voor gemeenten."}
	for _, c := range []struct {
		question string
		first    string
		certain  bool
	}{
		{"welke noodnummers en hulplijnen zijn er", numbers.URL, true},
		{"noodnummers", numbers.URL, false},
		{"welke noodnummers heeft de gemeente voor een ramp", duty.URL, false},
		{"crisis en piket", duty.URL, true},
	} {
		r := found(c.question, duty, numbers)
		r.Confidence = possible / 2
		got := titled(r, c.question)
		if got.Hits[0].URL != c.first || (got.Confidence >= sure) != c.certain {
			t.Errorf("titled(%q) begins with %s at %.2f, want %s, certain: %t", c.question, got.Hits[0].URL, got.Confidence, c.first, c.certain)
		}
		if !slices.IsSortedFunc(got.Hits, func(a, b knowledge.Hit) int { return int(100 * (b.Score - a.Score)) }) {
			t.Errorf("titled(%q) does not keep the best first", c.question)
		}
	}
}

// What a page says to who thinks of death is for who speaks of that, in whatever words, and put before nobody else.
func TestWhatIsForWhoThinksOfDeathIsForThem(t *testing.T) {
	t.Parallel()
	page := func(heading string) []knowledge.Passage {
		return []knowledge.Passage{
			{URL: "https://site.example/hulp", Title: "Hulp", Heading: heading, Text: "Bel 113, dag en nacht."},
			{URL: "https://site.example/hulp", Title: "Hulp", Heading: "Slapen", Text: "Na iets ergs slaap je soms slecht. Dat gaat vaak over."},
		}
	}
	for _, c := range []struct {
		heading, question string
		want              int
	}{
		{"Mijn puber zegt dat hij dood wil.", "mijn zoon van 15 is geslagen\nhij zegt dat hij dood wil", 2},
		{"Mijn puber zegt dat hij dood wil.", "mijn moeder is beroofd\nze slaapt niet meer", 1},
		{"Ik denk er vaak aan dat ik er niet meer wil zijn.", "mijn moeder is opgelicht\nze is 81 en praat er met niemand over", 1},
		{"Ik ben bang dat hij zichzelf iets aandoet.", "mijn broer is vermist\nik ben zo bang dat hij zich iets aandoet", 2},
	} {
		r := found(c.question, page(c.heading)...)
		r.Hits[0].Answers = 0.9
		if got := byTerm(r.Terms).forAnother(r.Hits, c.question); len(got) != c.want {
			t.Errorf("%q below %q: %d sections are left, want %d", c.question, c.heading, len(got), c.want)
		}
	}
}
