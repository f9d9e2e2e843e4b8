package route

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"wegwijzer/internal/dutch"
)

// Whether a person or a computer speaks is asked in more ways than rules can name, and the law asks for a true answer each time (Regulation (EU)
// 2024/1689, article 50). A model of its own, of two kinds only, tells that question from all that resembles it.

// How sure that model must be, of any sentence and of one whose grammar is that of the question. A true answer too much costs a sentence; one too
// few breaks a promise.
const (
	certainOfWho  = 0.97
	sureOfWho     = 0.15
	sureOfGrammar = 0.15
	perhapsWho    = 0.001

	whoQuestionWeight = 6000 // what all questions of the bank count together, beside examples that count one
)

// asksWho returns how sure it is that one of the sentences asks whether a person or a computer speaks, and 1 where its grammar says so too.
func (r *Router) asksWho(pieces []string) float64 {
	most := 0.0
	for _, s := range pieces {
		if fears(s) || ofAnyone(s) {
			continue
		}
		p := r.who.probabilities(s)[Identity]
		if p >= sureOfGrammar && grammar(wordsOf(s)) {
			return 1
		}
		most = max(most, p)
	}
	return most
}

// besideWho are kinds that are often said to what speaks, and in whose answer it is told too: an insult, what this can do, a wish for a person, a call.
var besideWho = []Kind{Abuse, Capability, Human, Unclear}

// ratherThanWho returns the kind that a message is surely of, though it might ask who speaks: that is then told beside the answer (PerhapsWho).
func ratherThanWho(whole map[Kind]float64) (Kind, bool) {
	kind := slices.MaxFunc(besideWho, func(a, b Kind) int { return cmp.Compare(whole[a], whole[b]) })
	return kind, whole[kind] >= least[kind]
}

// PerhapsWho reports whether a message might ask whether a person or a computer speaks, though it more likely asks something else: then both deserve an
// answer.
func (r *Router) PerhapsWho(message string) bool {
	for _, s := range segments(untagged(trimmed(dutch.Visible(message)))) {
		if ofOwn(s) {
			continue
		}
		words := wordsOf(s)
		if p := r.who.probabilities(s)[Identity]; len(words) > 1 && !fears(s) && !ofAnyone(s) && (p >= perhapsWho || grammar(words)) {
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
		if e.loose && (e.kind != Abuse || ofSpeaker(e.text)) {
			continue // a greeting or an insult may ask it on the way: nobody looked whether it does, but for insults that name nothing of it
		}
		if e.kind != Identity {
			e.kind = Answer
		}
		all = append(all, e)
	}
	return all, nil
}

// ofSpeaker reports a message that could ask who or what speaks: it asks something, or names what a speaker is.
func ofSpeaker(text string) bool {
	return slices.ContainsFunc(segments(text), func(piece string) bool {
		s := read(piece)
		return s.question || grammar(s.words)
	}) || namesAny(text, speakers...)
}

// speakers are the concepts of what a speaker is.
var speakers = []string{"machine", "bot", "humanbeing", "behindscreen", "womanman", "likeness", "realness", "canned", "selfbeing", "selfexp", "selfask", "seeming"}

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
