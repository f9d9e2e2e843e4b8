package web

import (
	"fmt"
	"strings"
	"testing"

	"wegwijzer/assistant"
	"wegwijzer/assistant/danger"
)

// TestAChildWhoTapsIsHeardAsOneWhoTypes presses each of the buttons for young people, and types the same words at their level: what is told is the
// danger that the words on the button tell of, and every answer names the line for children and speaks to the child.
func TestAChildWhoTapsIsHeardAsOneWhoTypes(t *testing.T) {
	t.Parallel()
	a := world(t, nil)
	if _, err := a.Answer(t.Context(), assistant.Turn{Question: "eerst leren", Collection: "demo"}, nil); err != nil { // which may take longer than an answer may
		t.Fatal(err)
	}
	pressed, acute := 0, 0
	for _, place := range youngPlaces {
		for _, id := range place.topics {
			pressed++
			words := textIn("nl", youngKey(id))
			tapped := youngTurn(t, New(Config{Assistant: a, Collection: "demo"}), fmt.Sprintf(`{"type":"ask","id":"a","topic":%q,"level":"jong","lang":"nl"}`, id))
			typed := youngTurn(t, New(Config{Assistant: a, Collection: "demo"}), fmt.Sprintf(`{"type":"ask","id":"a","question":%q,"level":"jong","lang":"nl"}`, words))
			if tapped.level != typed.level {
				t.Errorf("%q tapped has a card of %q, typed of %q", words, tapped.level, typed.level)
			}
			if tapped.level == danger.Acute.String() {
				acute++
			}
			for how, got := range map[string]youngAnswer{"tapped": tapped, "typed": typed} {
				if !strings.Contains(got.text, "0800-0432") {
					t.Errorf("%q %s names no line for children:\n%s", words, how, got.text)
				}
			}
			for _, wrong := range []string{"het kind ", "je kind ", "Dan praten kinderen", "Vertelt iemand je"} {
				if strings.Contains(tapped.text, wrong) {
					t.Errorf("%q is answered as to somebody around a child:\n%s", words, tapped.text)
				}
			}
		}
	}
	if pressed != 19 || acute == 0 {
		t.Errorf("%d buttons, %d with acute danger", pressed, acute)
	}
}

// TestAChildIsNotSpokenToAsAParent asks the same at the level of young people and at the common one: what is for those around a child is shown to them only.
func TestAChildIsNotSpokenToAsAParent(t *testing.T) {
	t.Parallel()
	a := world(t, nil)
	for _, question := range []string{"wat moet ik doen als een kind wordt mishandeld", "wat kan ik doen bij kindermishandeling, ik maak me zorgen om een kind"} {
		said := func(level string) string {
			answer, err := a.Answer(t.Context(), assistant.Turn{Question: question, Collection: "demo", Level: level, Lang: "nl"}, nil)
			if err != nil {
				t.Fatal(err)
			}
			return answer.Text() + answer.Closing
		}
		around := func(said string) bool {
			return strings.Contains(said, "je kind") || strings.Contains(said, "het kind ") || strings.Contains(said, "als ouder")
		}
		if got := said("youth"); around(got) {
			t.Errorf("a child who asks %q is told:\n%s", question, got)
		}
		if got := said("b1"); !around(got) {
			t.Errorf("somebody around a child who asks %q is told:\n%s", question, got)
		}
	}
}

// youngAnswer is what a child hears on the line.
type youngAnswer struct {
	level string // of the card
	text  string // all of it
}

func youngTurn(t *testing.T, s *Server, message string) (heard youngAnswer) {
	t.Helper()
	v := visit(t, s)
	v.say(message)
	for _, f := range v.hear("end") {
		heard.level += f.Level
		heard.text += strings.Join(append([]string{f.Title, f.Text}, f.Texts...), " ") + "\n"
		for _, c := range f.Contacts {
			heard.text += c.Name + " " + c.Number + "\n"
		}
	}
	return heard
}
