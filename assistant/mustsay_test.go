package assistant

import (
	"html"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"wegwijzer/internal/dutch"
	"wegwijzer/knowledge"
)

func TestFactsNameTopicsPagesAndSources(t *testing.T) {
	t.Parallel()
	bank, err := knowledge.ShippedBank()
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, f := range facts() {
		if seen[f.ID] || f.Source == "" || len(f.Says) == 0 || len(f.Pages) == 0 {
			t.Errorf("fact %q is named twice or lacks a source, a page or what says it", f.ID)
		}
		seen[f.ID] = true
		for _, topic := range f.Topics {
			if _, ok := bank.Lookup(topic); !ok {
				t.Errorf("fact %q names the topic %q, which does not exist", f.ID, topic)
			}
		}
		if !f.saidIn(dutch.Fold(f.Fact)) {
			t.Errorf("fact %q does not say itself: %s", f.ID, f.Fact)
		}
		if r := dutch.Readability(f.Fact + " " + f.Condition); r.Longest > dutch.EasyLongest {
			t.Errorf("fact %q has a sentence of %d words", f.ID, r.Longest)
		}
		verified, err := time.Parse(time.DateOnly, f.Verified)
		if err != nil || time.Since(verified) > 365*24*time.Hour {
			t.Errorf("fact %q was last verified on %q; hold it against its source again", f.ID, f.Verified)
		}
	}
}

var (
	anyTag = regexp.MustCompile(`<(?:/?(?:p|li|td|tr|th|h[1-6])\b[^>]*)>`)
	tag    = regexp.MustCompile(`<[^>]+>`)
)

// Each fact must stand on the first page that is named for it: otherwise nobody would ever be told.
func TestFactsStandOnTheirPages(t *testing.T) {
	t.Parallel()
	for _, f := range facts() {
		name := "../demo/site/" + strings.ReplaceAll(strings.Trim(f.Pages[0], "/"), "/", "-") + ".html"
		raw, err := os.ReadFile(name)
		if err != nil {
			t.Errorf("fact %q: %v", f.ID, err)
			continue
		}
		found := false
		text := html.UnescapeString(tag.ReplaceAllString(anyTag.ReplaceAllString(string(raw), "\n"), ""))
		for _, line := range strings.Split(text, "\n") {
			found = found || f.saidIn(dutch.Fold(line))
		}
		if !found {
			t.Errorf("fact %q does not stand on %s", f.ID, f.Pages[0])
		}
	}
}

func TestAFactIsDueOnlyWhenItsTopicIsAskedFor(t *testing.T) {
	t.Parallel()
	ids := func(question string, topics ...knowledge.TopicScore) (out string) {
		for _, f := range due(facts(), question, knowledge.Result{Topics: topics}) {
			out += f.ID + " "
		}
		return out
	}
	if got := ids("hoe vraag ik geld aan", knowledge.TopicScore{Topic: "schadefonds", P: 0.4}, knowledge.TopicScore{Topic: "schadefonds_behandeling", P: 0.2}); got != "schadefonds-termijn " {
		t.Errorf("due = %q, want the term of the fund", got)
	}
	if got := ids("hoe vraag ik geld aan", knowledge.TopicScore{Topic: "schadefonds", P: 0.3}); got != "" {
		t.Errorf("due of a doubtful topic = %q, want nothing", got)
	}
	if got := ids("wanneer krijg ik het voorschot", knowledge.TopicScore{Topic: "cjib_voorschot", P: 0.9}); got != "cjib-acht-maanden " {
		t.Errorf("due = %q, want the months without the maximum, which was not asked for", got)
	}
}

func TestAFactIsShownAsAPageSaysIt(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)
	f := facts()[0]
	page := knowledge.Passage{URL: "https://site.example/schade/schadefonds/", Kind: knowledge.HelpPage, Date: now, Text: "Je vult een formulier in. De termijn om aan te vragen is tien jaar."}
	old := page
	old.Date = now.AddDate(-5, 0, 0)
	report := page
	report.Kind = knowledge.Report
	if x, ok := f.find([]knowledge.Passage{page}, now); !ok || !strings.Contains(page.Text, x.Text) || x.Cites[0].URL != page.URL {
		t.Errorf("find = %+v, %v, want a literal sentence of the page", x, ok)
	}
	for _, p := range []knowledge.Passage{old, report, {URL: page.URL, Kind: knowledge.HelpPage, Text: "Je kunt bellen."}} {
		if x, ok := f.find([]knowledge.Passage{p}, now); ok {
			t.Errorf("find = %+v, want nothing of an old page, a report or a page that does not say it", x)
		}
	}
}

// The question that a sentence stands under does not make it say a fact, and is not shown with one; what it leans on in its paragraph is.
func TestAFactIsSaidByItsParagraph(t *testing.T) {
	t.Parallel()
	page := knowledge.Passage{URL: "https://site.example/a/", Kind: knowledge.HelpPage, Heading: "Vragen › Mag ik nog afzien van spreken?", Text: "Ja, tot het laatst. Zeg het tegen de officier."}
	f := Fact{Says: []string{"officier", "spreken"}, Pages: []string{"/a/"}}
	if x, ok := f.find([]knowledge.Passage{page}, time.Now()); ok {
		t.Errorf("the fact is found in %q", x.Text)
	}
	page.Heading, page.Text = "Vragen › Hoelang duurt het?", "Dat verschilt.\nWorden klachten na zes weken niet minder? Dan is er een kans dat ze blijven. Ga dan naar je huisarts."
	f = Fact{Says: []string{"zes weken", "huisarts"}, Pages: []string{"/a/"}}
	const want = "Worden klachten na zes weken niet minder? Dan is er een kans dat ze blijven. Ga dan naar je huisarts."
	if x, ok := f.find([]knowledge.Passage{page}, time.Now()); !ok || x.Text != want || x.Cites[0].Quote != want {
		t.Errorf("the fact is said as %+v, want %q", x, want)
	}
}

func TestOldPagesAreMarked(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)
	x := markStale(Sentence{Cites: []Cite{{Date: now.AddDate(-4, 0, 0)}, {Date: now.AddDate(-1, 0, 0)}, {}}}, now)
	for i, want := range []bool{true, false, false} {
		if x.Cites[i].Stale != want {
			t.Errorf("source %d is stale: %v, want %v", i, x.Cites[i].Stale, want)
		}
	}
}
