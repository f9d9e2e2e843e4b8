package main

import (
	"testing"

	"wegwijzer/assistant"
	"wegwijzer/knowledge"
)

// A question of a page that is shown above something else than its own answer would seem to be answered by that.
func TestAQuestionThatIsShownWithoutItsAnswerIsCounted(t *testing.T) {
	t.Parallel()
	below := belowQuestions([]knowledge.Passage{
		{Heading: "Vragen › Kost het iets?", Text: "Nee. Het is gratis.\n# Wie mag komen?\n- Jij.\n- Je ouders.\n# Contact\nBel ons."},
		{Heading: "Wat kost het?", Text: "| Wat: Formulier | Kosten: Gratis"},
	})
	for _, c := range []struct {
		shown           string
		questions, torn int
	}{
		{"Kost het iets?\nNee. Het is gratis.", 1, 0},
		{"Kost het iets?\nHet is gratis.", 1, 1},
		{"Kost het iets?", 1, 1},
		{"Wie mag komen?\n- Jij.\n- Je ouders.", 1, 0},
		{"Wie mag komen?\n- Je ouders.", 1, 1},
		{"Wat kost het?\n- Formulier: Gratis", 1, 0},
		{"Contact\nBel ons.", 0, 0},
		{"Het is gratis.", 0, 0},
	} {
		questions, torn := below.shown(assistant.Answer{Sentences: []assistant.Sentence{{Text: c.shown}}})
		if questions != c.questions || torn != c.torn {
			t.Errorf("shown(%q) = %d questions, %d without what stands under it, want %d and %d", c.shown, questions, torn, c.questions, c.torn)
		}
	}
}
