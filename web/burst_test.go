package web

import (
	"fmt"
	"strings"
	"testing"

	"wegwijzer/assistant"
)

// People in danger write in bursts: two messages on the line before the first is answered. The first gets its card, under its own id, and the second is
// answered as one that comes after it, whatever state the page sends along.
func TestBurstOnTheLineKeepsTheCardAndTheStory(t *testing.T) {
	t.Parallel()
	s := New(Config{Assistant: world(t, nil), Collection: "demo"})
	const danger, next = "mijn ex staat nu voor de deur met een mes", "wat moet ik doen"
	answer := func(frames []frame) (words string) {
		for _, f := range frames {
			if f.Type == "lead" || f.Type == "sentence" {
				words += f.Text + "\n"
			}
		}
		return words
	}

	slow := visit(t, s) // the usual way: the page heard the end, and sends what it ended with
	slow.say(fmt.Sprintf(`{"type":"ask","id":"a1","question":%q}`, danger))
	state := slow.end()
	slow.say(fmt.Sprintf(`{"type":"ask","id":"a2","question":%q,"state":%q}`, next, state))
	want := slow.hear("end")

	quick := visit(t, s)
	quick.say(fmt.Sprintf(`{"type":"ask","id":"b1","question":%q}`, danger))
	quick.say(fmt.Sprintf(`{"type":"ask","id":"b2","question":%q}`, next))
	var first, second []frame
	for _, f := range append(quick.hear("end"), quick.hear("end")...) {
		switch f.ID {
		case "b1":
			first = append(first, f)
		case "b2":
			second = append(second, f)
		default:
			t.Errorf("the frame %+v belongs to no message", f)
		}
	}
	card := false
	for _, f := range first {
		card = card || f.Type == "notice" && f.Kind == string(assistant.DangerNotice)
	}
	if !card {
		t.Errorf("the first message gets no card: %+v", first)
	}
	if got := answer(second); got != answer(want) || got == "" {
		t.Errorf("in a burst the second message is answered with\n%s\nand by itself with\n%s", got, answer(want))
	}

	// A third with the old state comes after both.
	quick.say(`{"type":"ask","id":"b3","question":"ben je een mens?"}`)
	m := s.sealer.open(quick.end())
	if !m.Danger || !strings.Contains(m.Told, "mes") {
		t.Errorf("after the burst the conversation remembers %+v", m)
	}
}

// end hears an answer to its end and returns the state it ended with.
func (v *visitor) end() string {
	v.t.Helper()
	for {
		var f frame
		if err := v.line.ReadJSON(&f); err != nil {
			v.t.Fatal(err)
		}
		if f.Type == "end" {
			return f.State
		}
	}
}
