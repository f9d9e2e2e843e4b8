package assistant_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"wegwijzer/assistant"
	"wegwijzer/knowledge"
)

// weeks are pages that say when to go to a doctor: one of those where that is known to stand, and one that is found as well, where it leans on what is before it.
var (
	knownWeeks = page("https://site.example/gevolgen/gewone-reacties/", "Gewone reacties",
		"Schrikken en piekeren is heel gewoon. Worden klachten na 4 tot 6 weken niet minder? Dan is er een kans dat ze blijven. Ga dan naar je huisarts.")
	foundWeeks = page("https://site.example/gevolgen/weken", "De eerste weken",
		"Bij een deel van de mensen worden klachten in de eerste weken vanzelf minder. Is dat na 4 tot 6 weken niet zo? Ga dan naar je huisarts. Ga eerder als je de dag niet doorkomt.")
)

// with is a helper on a site with more pages.
func with(t *testing.T, more ...knowledge.Document) helper {
	t.Helper()
	h := newHelper(t)
	g, err := h.store.Begin(t.Context(), knowledge.Public, "site")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := g.PutAll(t.Context(), append(slices.Clone(site), more...)); err != nil {
		t.Fatal(err)
	}
	if err := g.Publish(t.Context()); err != nil {
		t.Fatal(err)
	}
	return h
}

// What the content team reads on its page is what visitors read below an answer, whatever they asked; and no sentence stands there that begins in the middle.
func TestTheContentTeamSeesTheSentenceThatVisitorsRead(t *testing.T) {
	t.Parallel()
	fact := assistant.Fact{
		Fact: "Worden de klachten na vier tot zes weken niet minder, ga dan naar de huisarts.", Says: []string{"6 weken|zes weken", "huisarts"},
		Pages: []string{"/gevolgen/gewone-reacties/", "/gevolgen/slecht-slapen/", "/gevolgen/angst-en-paniek/"},
	}
	for want, pages := range map[string][]knowledge.Document{
		"Worden klachten na 4 tot 6 weken niet minder? Dan is er een kans dat ze blijven. Ga dan naar je huisarts.":                               {knownWeeks, foundWeeks},
		"Bij een deel van de mensen worden klachten in de eerste weken vanzelf minder. Is dat na 4 tot 6 weken niet zo? Ga dan naar je huisarts.": {foundWeeks},
	} {
		h := with(t, pages...)
		standing, err := h.Standing(t.Context(), "site", fact, time.Now())
		if err != nil || standing.Said == nil || standing.Said.Text != want {
			t.Fatalf("the content team reads %+v, %v; want %q", standing.Said, err, want)
		}
		told := 0
		for _, q := range []string{"ik slaap slecht en heb nachtmerries, is dat normaal", "heeft iedereen nachtmerries na zoiets", "ik lig elke nacht wakker van wat er gebeurd is"} {
			for _, x := range h.ask(t, q).Sentences {
				if !strings.Contains(x.Text, "6 weken") {
					continue
				}
				if told++; x.Text != want {
					t.Errorf("%q: visitors read %q, want %q", q, x.Text, want)
				}
			}
		}
		if told == 0 {
			t.Error("nobody was told")
		}
	}
}
