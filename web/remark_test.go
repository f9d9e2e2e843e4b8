package web

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// What a person hears on the line when they doubt, do not follow, or say yes: the page by name with its date and quote, the easier form with its words
// explained, and how to reach somebody.
func TestRemarksOnTheLine(t *testing.T) {
	t.Parallel()
	s := New(Config{Assistant: world(t, nil), Collection: "demo"})
	v := visit(t, s)
	n, state := 0, ""
	say := func(words string) map[string][]frame {
		n++
		v.say(fmt.Sprintf(`{"type":"ask","id":"r%d","question":%q,"state":%q}`, n, words, state))
		heard := map[string][]frame{}
		for {
			var f frame
			if err := v.line.ReadJSON(&f); err != nil {
				t.Fatal(err)
			}
			heard[f.Type] = append(heard[f.Type], f)
			if f.Type == "end" {
				state = f.State
				return heard
			}
		}
	}
	first := say("hoe vraag ik een vergoeding bij het schadefonds aan")
	if len(first["sentence"]) == 0 || len(first["lead"]) == 0 {
		t.Fatalf("the question is answered with %+v", first)
	}
	doubt := say("klopt dat wel?")
	if got := doubt["source"]; len(got) != len(first["source"]) || got[0].Quote != first["source"][0].Quote || !strings.Contains(doubt["lead"][0].Text, got[0].Title) {
		t.Errorf("doubt is answered with %+v", doubt)
	}
	easy := say("dat snap ik niet")
	if len(easy["words"]) == 0 || len(easy["sentence"]) >= len(first["sentence"]) && len(easy["sentence"]) > 0 {
		t.Errorf("what was not understood is answered with %+v", easy)
	}
	if again := say("hoe vraag ik een vergoeding bij het schadefonds aan?"); !slices.EqualFunc(again["sentence"], first["sentence"], func(a, b frame) bool { return a.Text == b.Text }) || !strings.HasPrefix(again["lead"][0].Text, "Hier staat het nog eens") {
		t.Errorf("asked again: %+v", again)
	}
	if yes := say("ja"); len(yes["sentence"]) > 0 || yes["end"][0].Status != "handover" || !strings.Contains(yes["lead"][0].Text, "0900-0101") {
		t.Errorf("yes is answered with %+v", yes)
	}
}
