package assistant

import (
	"slices"

	"wegwijzer/knowledge"
)

// How many sections answer a message in a talk, and how many units of them together.
const (
	sectionsShown = 2
	mostInTalk    = 5
	ofSection     = 0.38 // what a unit of it scores at least, as a share of its best
	otherPage     = 0.8  // what a section of another page scores at least, as a share of the best
)

// composeInTalk is composeAt for a message in a talk: first what answers in the section that was found best, and then in the next. What is asked in a
// talk has often no word in common with what answers it: the place tells more than a sentence does, and sentences of many places tell nothing together.
func composeInTalk(level Level, question string, found knowledge.Result, shown []uint32, fits ...fitness) []Sentence {
	var all []Sentence
	of := found
	of.Rest = nil
	hits := byTerm(found.Terms).forAnother(found.Hits, question)
	for _, h := range hits[:min(sectionsShown, len(hits))] {
		if h.URL != found.Hits[0].URL && h.Score < otherPage*found.Hits[0].Score {
			break
		}
		of.Hits = []knowledge.Hit{h}
		for _, x := range composeOf(level, question, of, shown, ofSection, fits...) {
			if len(all) < mostInTalk && !slices.ContainsFunc(all, func(y Sentence) bool { return y.Text == x.Text }) {
				all = append(all, x)
			}
		}
	}
	return all
}

// leading returns the key of what is said before the sentences.
func (s *state) leading() string {
	switch {
	case s.answer.Conflict:
		return "conflict"
	case s.answer.Status == AnsweredPartial:
		return "partial"
	case s.onward:
		return "remark_more"
	case s.repeated:
		return "remark_again"
	}
	return "intro"
}

// besides reports whether a message in a talk names something, and none of the sentences that were chosen speaks of it: they come from what was said before.
func (s *state) besides(sentences []Sentence) bool {
	if s.before == "" || s.onward || s.repeated || len(sentences) == 0 {
		return false
	}
	now := s.now()
	if len(naming(now)) == 0 {
		return false
	}
	named := byTerm(s.found.Terms).formsOf(now)
	return !slices.ContainsFunc(sentences, func(x Sentence) bool {
		above := x.Cites[0].Title + "\n" + knowledge.NearestHeading(x.Cites[0].Heading)
		return sharesForm(named, bag(x.Text)) || sharesForm(named, bag(above)) || s.found.Sense.In(above+"\n"+x.Text) > 0
	})
}
