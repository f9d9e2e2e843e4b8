package knowledge_test

import (
	"cmp"
	"slices"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"wegwijzer/knowledge"
)

// Searching several collections at once finds what searching each of them finds, with numbers in the question and without, and among pages of any age.
func TestSearchingAllIsSearchingEach(t *testing.T) {
	t.Parallel()
	store := newStore(t)
	dated := func(d knowledge.Document, year int) knowledge.Document {
		d.Date = time.Date(year, 3, 14, 0, 0, 0, 0, time.UTC)
		return d
	}
	names := []string{"werkwijze", "juridisch", "leeg"}
	publish(t, store, knowledge.Staff, names[0],
		dated(page("a/overdragen.md", "Een cliënt overdragen", "Overdragen gaat warm: je belt de collega die het overneemt.", "Dat doe je binnen 5 werkdagen."), 2025),
		dated(page("a/klacht.md", "Een klacht", "Een cliënt met een klacht krijgt binnen 6 weken antwoord."), 2012))
	publish(t, store, knowledge.Staff, names[1],
		dated(page("b/voegen.md", "Voegen in de strafzaak", "De cliënt vraagt schadevergoeding in de strafzaak.", "Artikel 51f regelt wie dat mag."), 2024),
		page("b/zonder-datum.md", "Klacht over een advocaat", "Een klacht over een advocaat van de cliënt gaat naar de deken."))
	shelf := store.For(knowledge.Staff)
	for _, question := range []string{"een cliënt overdragen aan een collega", "binnen hoeveel weken antwoord op een klacht van een cliënt", "artikel 51f schadevergoeding", "binnen 6 weken", "kroket met mosterd", ""} {
		for _, since := range []time.Time{{}, time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)} {
			for _, limit := range []int{1, 12} {
				found, err := shelf.SearchAll(t.Context(), append(names, "bestaat niet"), question, since, limit)
				if err != nil {
					t.Fatal(err)
				}
				var want knowledge.Findings
				surest := -1.0
				for _, name := range names[:2] {
					r, err := shelf.Search(t.Context(), name, question, 2*limit)
					if err != nil {
						t.Fatal(err)
					}
					if len(r.Hits) > 0 && r.Confidence > surest {
						surest, want.Best = r.Confidence, name
					}
					for _, h := range r.Hits {
						if since.IsZero() || h.Date.After(since) {
							want.Finds = append(want.Finds, knowledge.Find{Hit: h, Collection: name})
						}
					}
				}
				slices.SortStableFunc(want.Finds, func(a, b knowledge.Find) int { return cmp.Compare(b.Score, a.Score) })
				want.Finds = want.Finds[:min(limit, len(want.Finds))]
				if want.Best != "" {
					if want.Whole, err = shelf.Search(t.Context(), want.Best, question, limit); err != nil {
						t.Fatal(err)
					}
				}
				if d := gocmp.Diff(want, found, cmpopts.EquateEmpty(), cmpopts.IgnoreTypes(&knowledge.Sense{})); d != "" {
					t.Errorf("%q since %v, at most %d (-each +all):\n%s", question, since, limit, d)
				}
			}
		}
	}
}
