package route

import (
	"fmt"
	"strings"

	"wegwijzer/internal/dutch"
)

// Whether a person or a computer speaks is asked in more ways than rules can name, and the law asks for a true answer each time (Regulation (EU)
// 2024/1689, article 50). A model of its own, of two kinds only, tells that question from all that resembles it.

// How sure that model must be, of any sentence and of one whose grammar is that of the question. A true answer too much costs a sentence; one too
// few breaks a promise.
const (
	sureOfWho     = 0.3
	sureOfGrammar = 0.15
	perhapsWho    = 0.003

	whoQuestionWeight = 6000 // what all questions of the bank count together, beside examples that count one
)

// asksWho reports whether one of the sentences asks whether a person or a computer speaks.
func (r *Router) asksWho(pieces []string) bool {
	for _, s := range pieces {
		if p := r.who.probabilities(s)[Identity]; p >= sureOfWho || p >= sureOfGrammar && grammar(wordsOf(s)) {
			return true
		}
	}
	return false
}

// PerhapsWho reports whether a message might ask whether a person or a computer speaks, though it more likely asks something else: then both deserve an
// answer.
func (r *Router) PerhapsWho(message string) bool {
	for _, s := range segments(trimmed(dutch.Visible(message))) {
		words := wordsOf(s)
		if p := r.who.probabilities(s)[Identity]; len(words) > 1 && (p >= perhapsWho || grammar(words)) {
			return true
		}
	}
	return false
}

// drawn is how many messages are learnt of one line with alternatives.
const drawn = 14

// whoExamples returns the examples of identity.tsv, and every example of another kind as what is no such question.
func whoExamples(others []example) ([]example, error) {
	lines, err := readLines("identity.tsv")
	if err != nil {
		return nil, err
	}
	var all []example
	for _, fields := range lines {
		if len(fields) != 2 {
			return nil, fmt.Errorf("reading identity.tsv: %q is no kind and text", fields[0])
		}
		texts, err := drawnFrom(fields[1])
		if err != nil {
			return nil, err
		}
		for _, t := range texts {
			all = append(all, example{kind: Kind(fields[0]), text: t})
		}
	}
	for _, e := range others {
		if e.loose {
			continue // a greeting or an insult may ask it on the way: nobody looked whether it does
		}
		if e.kind != Identity {
			e.kind = Answer
		}
		all = append(all, e)
	}
	return all, nil
}

// drawnFrom returns messages in which one alternative stands for each {a|b} of a line, the same each time, so that every alternative is used.
func drawnFrom(line string) ([]string, error) {
	var fixed []string
	var choices [][]string
	rest := line
	total := 1
	for {
		before, after, ok := strings.Cut(rest, "{")
		fixed = append(fixed, before)
		if !ok {
			break
		}
		inside, next, closed := strings.Cut(after, "}")
		if !closed {
			return nil, fmt.Errorf("reading identity.tsv: %q does not close", line)
		}
		c := strings.Split(inside, "|")
		choices = append(choices, c)
		total *= len(c)
		rest = next
	}
	draw := uint64(11)
	seen := map[string]bool{}
	var all []string
	for n := range min(total, drawn) {
		var b strings.Builder
		for i, c := range choices {
			b.WriteString(fixed[i])
			at := n % len(c)
			if i > 0 && total > len(c) {
				draw = draw*6364136223846793005 + 1442695040888963407
				at = (n + int(draw>>33)) % len(c)
			}
			b.WriteString(c[at])
		}
		b.WriteString(fixed[len(fixed)-1])
		text := strings.Join(strings.Fields(b.String()), " ")
		if !seen[text] {
			seen[text] = true
			all = append(all, text)
		}
	}
	return all, nil
}
