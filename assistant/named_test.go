package assistant

import (
	"testing"

	"wegwijzer/knowledge"
)

func TestPagesOfAGroupAreForWhoNamesIt(t *testing.T) {
	t.Parallel()
	hit := func(title string, score float64) knowledge.Hit {
		return knowledge.Hit{Passage: knowledge.Passage{URL: title, Title: title}, Score: score}
	}
	found := func() knowledge.Result {
		return knowledge.Result{Hits: []knowledge.Hit{hit("Ouderenmishandeling", 1), hit("Kindermishandeling herkennen", 0.9), hit("Mishandeling", 0.8), hit("Kinderen na een misdrijf", 0.1)}}
	}
	for question, want := range map[string]string{
		"schadevergoeding na mishandeling":             "Mishandeling",
		"mijn moeder van 82 is mishandeld":             "Ouderenmishandeling",
		"ik ben 71 en word geslagen door de thuiszorg": "Ouderenmishandeling",
		"mijn zoontje is mishandeld op de opvang":      "Kindermishandeling herkennen",
		"wat is ouderenmishandeling":                   "Ouderenmishandeling",
		"kan een kind schadevergoeding vragen":         "Kindermishandeling herkennen",
	} {
		if got := ofNamed(found(), question); got.Hits[0].Title != want {
			t.Errorf("%q: first is %q, want %q", question, got.Hits[0].Title, want)
		}
	}
	if got := ofNamed(knowledge.Result{}, "mishandeling"); len(got.Hits) != 0 {
		t.Error("something was found in nothing")
	}
}
