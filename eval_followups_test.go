package main

import (
	"slices"
	"strings"
	"testing"

	"wegwijzer/assistant"
	"wegwijzer/assistant/danger"
	"wegwijzer/knowledge"
)

func TestTheSetOfFollowUpsIsAsItsReadmeSays(t *testing.T) {
	t.Parallel()
	items, err := readSet[followUp]("demo/testdata/followups.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	ids, hands, unknown, fitting := map[string]bool{}, map[int]int{}, 0, 0
	lines := strings.Fields("112 113 csg veilig_thuis kindertelefoon politie")
	for _, x := range items {
		hands[x.Hand]++
		if ids[x.ID] || len(x.Turns) < 2 || x.Lang == "" || askers[x.Who] == "" || slices.ContainsFunc(x.Lines, func(l string) bool { return !slices.Contains(lines, l) }) {
			t.Errorf("%q is not as the format says: %+v", x.ID, x)
		}
		if x.Card && len(x.Lines) > 0 {
			t.Errorf("%s needs a card, and is marked as if it did not", x.ID)
		}
		ids[x.ID] = true
		fitting += count(x.Card)
		if len(x.Pages) == 0 {
			unknown++
		}
	}
	if hands[1] != 220 || hands[2] != 220 || hands[3] != 220 || unknown != 71 || fitting != 119 {
		t.Errorf("hands %v, %d without a page, %d in which a card is fitting", hands, unknown, fitting)
	}
}

func TestFollowUpFiguresSayWhatTheLastTurnWasAnsweredWith(t *testing.T) {
	t.Parallel()
	const site = "https://site.example"
	from := func(path, quote string) assistant.Sentence {
		return assistant.Sentence{Text: quote, Cites: []assistant.Cite{{URL: site + path + "#place", Quote: quote}}}
	}
	items := []followUp{
		{ID: "right", Hand: 1, Who: "victim", Lang: "nl", Pages: []string{"/roof/", "/polis/"}, Heading: "Geld terug"},
		{ID: "later", Hand: 1, Who: "victim", Lang: "nl", Pages: []string{"/polis/"}, Heading: "Anders"},
		{ID: "none", Hand: 1, Who: "victim", Lang: "nl", Pages: []string{"/roof/"}},
		{ID: "refused", Hand: 1, Who: "parent", Lang: "nl"},
		{ID: "card", Hand: 2, Who: "child", Lang: "pl", Pages: []string{"/kind/"}, Lines: []string{"113"}},
	}
	answers := map[string]assistant.Answer{
		"right": {Sentences: []assistant.Sentence{from("/roof/", "Vraag het je verzekering.")}},
		"later": {Sentences: []assistant.Sentence{from("/roof/", "Bel de politie."), from("/polis/", "Een polis.")}},
		"card":  {Notices: []assistant.Notice{{Kind: assistant.DangerNotice, Contacts: []assistant.Reach{{Line: danger.SuicideLine}}}}},
	}
	passages := []knowledge.Passage{
		{URL: site + "/roof/", Heading: "Straatroof › Geld terug", Text: "Vraag het je verzekering. Dat kan ook later."},
		{URL: site + "/polis/", Heading: "Polis", Text: "Een polis.\n# Anders\nIets anders."},
	}
	metrics, err := followUpMetrics(items, passages, func(x followUp) (assistant.Answer, error) { return answers[x.ID], nil })
	if err != nil {
		t.Fatal(err)
	}
	want := map[string][2]int{
		"eerste hand Nederlands juiste pagina eerst":               {1, 3},
		"eerste hand Nederlands juiste pagina erbij":               {2, 3},
		"eerste hand Nederlands juiste stuk erbij":                 {1, 2},
		"eerste hand Nederlands geen pagina":                       {1, 3},
		"eerste hand Nederlands niet te beantwoorden: geen pagina": {1, 1},
		"tweede hand andere talen kaart met de juiste lijn":        {1, 1},
		"alle handen kind of jongere kaart met de juiste lijn":     {1, 1},
		"alle handen ouder niet te beantwoorden: geen pagina":      {1, 1},
		"alle handen wie het overkwam juiste pagina eerst":         {1, 3},
	}
	for _, m := range metrics {
		if w, ok := want[m.Set+" "+m.Class+" "+m.Name]; ok && (w[0] != m.Hits || w[1] != m.N) {
			t.Errorf("%s, %s, %s: %d of %d, want %v", m.Set, m.Class, m.Name, m.Hits, m.N, w)
		}
		delete(want, m.Set+" "+m.Class+" "+m.Name)
	}
	if len(want) > 0 {
		t.Errorf("not counted: %v", want)
	}
}

// A card where none belongs is counted: one of acute danger for everybody who is in none, and any other where nothing that was told goes on.
func TestCardsWhereNoneBelongsAreCounted(t *testing.T) {
	t.Parallel()
	card := func(level danger.Level) assistant.Answer {
		return assistant.Answer{Notices: []assistant.Notice{{Kind: assistant.DangerNotice, Level: level}}}
	}
	items := []followUp{
		{ID: "frightened", Hand: 1, Who: "victim", Lang: "nl", Pages: []string{"/roof/"}},
		{ID: "plasterer", Hand: 1, Who: "victim", Lang: "nl", Pages: []string{"/roof/"}},
		{ID: "driver", Hand: 1, Who: "victim", Lang: "nl"},
		{ID: "hit at home", Hand: 1, Who: "victim", Lang: "nl", Pages: []string{"/huis/"}, Card: true},
		{ID: "in danger", Hand: 1, Who: "victim", Lang: "nl", Lines: []string{"112"}},
	}
	answers := map[string]assistant.Answer{"frightened": {}, "plasterer": card(danger.Acute), "driver": card(danger.Concern), "hit at home": card(danger.Concern), "in danger": card(danger.Acute)}
	metrics, err := followUpMetrics(items, nil, func(x followUp) (assistant.Answer, error) { return answers[x.ID], nil })
	if err != nil {
		t.Fatal(err)
	}
	want := map[string][2]int{"geen gevaar van nu: geen acute kaart": {3, 4}, "geen kaart nodig: geen kaart": {1, 3}}
	for _, m := range metrics {
		if w, ok := want[m.Name]; ok && (m.Hits != w[0] || m.N != w[1]) {
			t.Errorf("%s, %s, %s: %d of %d, want %v", m.Set, m.Class, m.Name, m.Hits, m.N, w)
		}
		if m.Class == "Nederlands" {
			delete(want, m.Name)
		}
	}
	if len(want) > 0 {
		t.Errorf("not counted: %v", want)
	}
}

// Whoever is refused for what they tell, and whoever gets a page or a card, are counted over the first messages alone.
func TestFirstMessagesAreCountedByThemselves(t *testing.T) {
	t.Parallel()
	told := []followUp{{ID: "a", Turns: []string{"ik ben beroofd", "wat nu"}, First: []string{"/beroving/"}}, {ID: "b", Turns: []string{"hij sloeg me", "en toen"}, First: []string{"/mishandeling/"}}, {ID: "c", Turns: []string{"er is iets", "nou ja"}}}
	got, err := firstMessageMetrics(told, func(x followUp) (assistant.Answer, error) {
		switch {
		case len(x.Turns) != 1:
			t.Errorf("%s is asked %q", x.ID, x.Turns)
		case x.ID == "a":
			return assistant.Answer{Status: assistant.Answered, Sentences: []assistant.Sentence{{Text: "Bel je bank.", Cites: []assistant.Cite{{URL: "https://site.example/beroving/#nu"}}}}}, nil
		case x.ID == "b":
			return assistant.Answer{Status: assistant.RefusedUnsafe}, nil
		}
		return assistant.Answer{Status: assistant.Clarify}, nil
	})
	if err != nil || len(got) != 3 || got[0].Hits != 2 || got[0].N != 3 || got[1].Hits != 1 || got[2].Hits != 1 || got[2].N != 2 {
		t.Errorf("%+v, %v", got, err)
	}
}
