package assistant_test

import (
	"testing"

	"wegwijzer/assistant"
)

func TestAFigureThatNoPageGivesIsNotAnsweredWithTheRest(t *testing.T) {
	t.Parallel()
	h := newHelper(t)
	for _, c := range []struct {
		question string
		status   assistant.Status
	}{
		{asked, assistant.Answered},
		{"binnen hoeveel dagen stuur ik het voegingsformulier voor schadevergoeding in het strafproces terug", assistant.Answered},
		{"hoeveel mensen sturen het voegingsformulier voor schadevergoeding in het strafproces terug", assistant.RefusedNoSource},
		{"naar welk e-mailadres stuur ik het voegingsformulier voor schadevergoeding in het strafproces terug", assistant.RefusedNoSource},
	} {
		a := h.ask(t, c.question)
		if a.Status != c.status && !(c.status == assistant.Answered && a.Status == assistant.AnsweredPartial) {
			t.Errorf("%q ends as %s with %q, want %s", c.question, a.Status, a.Text(), c.status)
		}
		if c.status == assistant.RefusedNoSource {
			if len(a.Sentences) > 0 || len(a.Topics) == 0 {
				t.Errorf("%q shows %d sentences and %d topics to choose from, want none and some", c.question, len(a.Sentences), len(a.Topics))
			}
			if word := a.Stages[len(a.Stages)-1].Verdict; word != "not said there" {
				t.Errorf("%q was stopped by %q", c.question, word)
			}
		}
	}
}
