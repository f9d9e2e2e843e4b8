package assistant

import (
	"slices"
	"strings"

	"wegwijzer/internal/dutch"
	"wegwijzer/internal/privacy"
)

// Who said that they cannot hear or speak is sent to no telephone: our own texts leave our number out and say how one can write, and of the site is shown what
// can be done without a call.

// inWords returns a text of ours for who talks here. For whoever cannot call it says how they can write to us, instead of our number and when it is answered.
func (s *state) inWords(text string) string {
	if !s.memory.Deaf || !strings.Contains(text, privacy.VictimSupport) {
		return text
	}
	way := Message(s.answer.Lang, "deaf_way")
	var lines []string
	for line := range strings.SplitSeq(text, "\n") {
		var kept []string
		for _, span := range dutch.Sentences(line) {
			x := strings.TrimSpace(line[span.Start:span.End])
			if !strings.Contains(x, privacy.VictimSupport) && !ofHours(x) && !slices.Contains(callOffers(s.answer.Lang), x) && !strings.Contains(way, x) {
				kept = append(kept, x)
			}
		}
		if len(kept) > 0 {
			lines = append(lines, strings.Join(kept, " "))
		}
	}
	text = strings.Join(lines, "\n")
	if !strings.Contains(s.answer.Lead+text, way) {
		text = strings.TrimSpace(text + " " + way)
	}
	return text
}

// ofHours reports a sentence that says when our number is answered: what stands behind it in our texts, such as "op zaterdag kan het van 10 tot 17 uur".
func ofHours(sentence string) bool {
	numbers := map[string]bool{}
	for _, t := range dutch.Tokens(sentence) {
		for n := range strings.FieldsFuncSeq(t.Text, func(r rune) bool { return r < '0' || r > '9' }) {
			numbers[n] = true
		}
	}
	return numbers["8"] && numbers["20"] || numbers["10"] && numbers["17"]
}

// callOffers are the sentences of ours that ask whether somebody would rather talk, and end with our number in the next.
func callOffers(lang string) []string {
	var all []string
	for _, key := range []string{"next", "concern_next"} {
		text := Message(lang, key)
		if spans := dutch.Sentences(text); len(spans) > 1 {
			all = append(all, strings.TrimSpace(text[spans[0].Start:spans[0].End]))
		}
	}
	return all
}

// withoutCalls returns the sentences of the site without those that say whom to call, where others are left, for who cannot. In danger 112 stays.
func (s *state) withoutCalls(sentences []Sentence) []Sentence {
	if !s.memory.Deaf {
		return sentences
	}
	left := slices.DeleteFunc(slices.Clone(sentences), func(x Sentence) bool {
		return !strings.Contains(x.Text, "112") && slices.ContainsFunc(dutch.Sentences(x.Text), func(span dutch.Span) bool {
			return callsFirst(x.Text[span.Start:span.End])
		})
	})
	if len(left) == 0 {
		return sentences
	}
	return left
}

// callsFirst reports a sentence that begins with calling: "bel ons als je niet weet of dat mag".
func callsFirst(sentence string) bool {
	for line := range strings.SplitSeq(sentence, "\n") {
		if tokens := dutch.Tokens(line); len(tokens) > 0 && tokens[0].Text == "bel" && !strings.HasPrefix(strings.TrimSpace(line), "-") {
			return true
		}
	}
	return false
}
