package assistant

import (
	"wegwijzer/assistant/gate"
	"wegwijzer/internal/dutch"
	"wegwijzer/knowledge"
)

// sameSubject is how alike two sentences of different pages must be, numbers aside, to speak of the same thing.
const sameSubject = 0.45

// oneSubject reports whether two bags of words speak of one thing: they are alike, and not each of something the other leaves out. What a
// partner gets and what a child gets differ without contradiction, however alike the sentences are.
func oneSubject(a, b map[string]bool) bool {
	return overlap(a, b) >= sameSubject && (allIn(a, b) || allIn(b, a))
}

// allIn reports whether everything that one bag holds is in another.
func allIn(a, b map[string]bool) bool {
	for t := range a {
		if !b[t] {
			return false
		}
	}
	return len(a) > 0
}

// withConflicts looks in the passages that were found for a sentence of another page that says the same with another number, and puts it
// beside the sentence it contradicts. Nobody is left with one source's figure as if all agreed.
func withConflicts(sentences []Sentence, found knowledge.Result) ([]Sentence, bool) {
	for i, s := range sentences {
		said := dutch.Numbers(s.Text)
		if len(said) == 0 || len(said) > 4 {
			continue
		}
		words := subject(s.Text)
		if len(words) < 4 {
			continue
		}
		for p, h := range found.Hits {
			if h.Link() == s.Cites[0].URL || h.URL == base(s.Cites[0].URL) {
				continue
			}
			for _, u := range unitsOf(p, h.Passage) {
				if u.list && len(u.text) > 400 || !contradicts(said, dutch.Numbers(u.text)) || !oneSubject(words, subject(u.text)) || !gate.OtherFigure(s.Text, u.text) {
					continue
				}
				other := Sentence{Text: u.text, Cites: []Cite{{URL: h.Link(), Title: h.Title, Heading: h.Heading, Quote: u.quote, Date: h.Date}}}
				return beside(sentences, i, other), true
			}
		}
	}
	return withLimits(sentences, found)
}

// withLimits looks for a unit of another page that sets another limit to the same thing, however differently it is worded.
func withLimits(sentences []Sentence, found knowledge.Result) ([]Sentence, bool) {
	for i, s := range sentences {
		if len(limits(s.Text)) == 0 {
			continue
		}
		for j, other := range sentences {
			if i < j && base(s.Cites[0].URL) != base(other.Cites[0].URL) && limitsDiffer(s.Text, other.Text) {
				return sentences, true
			}
		}
		for p, h := range found.Hits {
			if h.URL == base(s.Cites[0].URL) {
				continue
			}
			for _, u := range unitsOf(p, h.Passage) {
				if limitsDiffer(s.Text, u.text) {
					other := Sentence{Text: u.text, Cites: []Cite{{URL: h.Link(), Title: h.Title, Heading: h.Heading, Quote: u.quote, Date: h.Date}}}
					return beside(sentences, i, other), true
				}
			}
		}
	}
	return sentences, false
}

func beside(sentences []Sentence, i int, other Sentence) []Sentence {
	out := append([]Sentence{}, sentences[:i+1]...)
	out = append(out, other)
	for _, s := range sentences[i+1:] {
		if s.Text != other.Text && len(out) < maxUnits {
			out = append(out, s)
		}
	}
	return out[max(0, len(out)-maxUnits):]
}

// contradicts reports whether two sets of numbers speak of the same unit with different values, none of them shared.
func contradicts(a, b []dutch.Number) bool {
	differs := false
	for _, x := range a {
		for _, y := range b {
			if x.Unit == "" || x.Unit != y.Unit || x.Unit == "artikel" {
				continue
			}
			if x.Value == y.Value {
				return false
			}
			differs = true
		}
	}
	return differs
}

// subject is the bag of a sentence without its numbers.
func subject(text string) map[string]bool {
	m := bag(text)
	for t := range m {
		if t[0] >= '0' && t[0] <= '9' {
			delete(m, t)
		}
	}
	return m
}

func base(link string) string {
	for i := range link {
		if link[i] == '#' {
			return link[:i]
		}
	}
	return link
}
