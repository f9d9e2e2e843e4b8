package assistant

import (
	"context"
	_ "embed"
	"encoding/json"
	"strings"
	"sync"
	"time"

	"wegwijzer/internal/dutch"
	"wegwijzer/knowledge"
)

//go:embed facts/facts.json
var factFile []byte

// Fact is something that must be said with a topic: a term, a condition, a number. It is never said from here: it is looked up on the pages
// and shown as they say it, or left out when they do not.
type Fact struct {
	ID        string              `json:"id"`
	Topics    []knowledge.TopicID `json:"topics"`
	Fact      string              `json:"fact"`      // in plain words; what the pages are searched by
	Condition string              `json:"condition"` // when it holds, for who reviews
	Says      []string            `json:"says"`      // a text says it that holds one of a|b of each
	Asked     string              `json:"asked"`     // only when the question holds one of a|b; "" is always
	Pages     []string            `json:"pages"`     // where it stands, best first, as the end of the address
	Source    string              `json:"source"`
	Verified  string              `json:"verified"` // the day someone last held it against its source
}

var facts = sync.OnceValue(func() []Fact {
	var all []Fact
	if err := json.Unmarshal(factFile, &all); err != nil {
		panic("assistant: reading the embedded facts: " + err.Error())
	}
	return all
})

const (
	factTopic = 0.5  // how probable the topics of a fact must be together: then the question asks about it
	factNear  = 0.25 // or this probable, when the best page is one that the fact stands on
	factMost  = 2    // facts that are added to one answer
	factWords = 45   // of the longest passage that is shown for one
	factHits  = 4    // passages looked at when the answer's own do not say it
)

// mustSay completes an answer with the facts that belong to what was asked and that it does not say yet.
func (a *Assistant) mustSay(ctx context.Context, s *state, show func(Sentence) error) error {
	if len(s.answer.Sentences) == 0 || s.answer.Status != Answered && s.answer.Status != AnsweredPartial {
		return nil
	}
	said := dutch.Fold(s.answer.Text())
	now := s.turn.Now
	if now.IsZero() {
		now = time.Now()
	}
	added := 0
	for _, f := range due(a.mustSays(), s.search, s.found) {
		if f.saidIn(said) || added == factMost {
			continue
		}
		x, ok := a.lookUp(ctx, s, f, now)
		if !ok {
			continue
		}
		if err := show(x); err != nil {
			return err
		}
		said += "\n" + dutch.Fold(x.Text)
		added++
	}
	return nil
}

// lookUp finds the sentence in which a page says a fact to who reads.
func (a *Assistant) lookUp(ctx context.Context, s *state, f Fact, now time.Time) (Sentence, bool) {
	x, ok, err := a.saying(ctx, s.turn.Collection, f, s.forReader, now)
	return x, ok && err == nil // the answer stands without it; the search of the question has told what is wrong with the database
}

// saying finds the sentence in which a page says a fact: on the pages where it is known to stand, the best first, else by a search for it. What was asked
// does not change it, so that the content team sees the very sentence that visitors read. Of the pages only what read leaves is looked at.
func (a *Assistant) saying(ctx context.Context, collection string, f Fact, read func([]knowledge.Passage) []knowledge.Passage, now time.Time) (Sentence, bool, error) {
	known, err := a.shelf.PagesEnding(ctx, collection, f.Pages)
	if err != nil {
		return Sentence{}, false, err
	}
	if x, ok := f.find(read(known), now); ok {
		return x, true, nil
	}
	found, err := a.shelf.Search(ctx, collection, f.Fact, factHits)
	if err != nil {
		return Sentence{}, false, err
	}
	x, ok := f.find(read(passagesOf(found)), now)
	return x, ok, nil
}

// answeringFact returns the fact that a question asks for by its topic and its kind, when the search alone is not sure enough to answer.
func (a *Assistant) answeringFact(ctx context.Context, s *state) (Sentence, bool) {
	now := s.turn.Now
	if now.IsZero() {
		now = time.Now()
	}
	wants := expectation(s.search)
	wants.number, wants.list, wants.subjects, wants.steps = false, false, nil, false // too wide to answer from one fact
	for _, f := range due(a.mustSays(), s.search, s.found) {
		if len(s.found.Hits) == 0 || f.rank(s.found.Hits[0].URL) == len(f.Pages) {
			continue // the page that fits best is about something else
		}
		if x, ok := a.lookUp(ctx, s, f, now); ok && wants.met(unit{text: x.Text}, dutch.Numbers(x.Text), x.Cites[0].Heading) >= 1 {
			return x, true
		}
	}
	return Sentence{}, false
}

// mustSays returns the facts as they are now.
func (a *Assistant) mustSays() []Fact {
	if a.sheet == nil {
		return facts()
	}
	return a.sheet.Facts()
}

// due returns those of the facts that belong to a question for which this was found.
func due(facts []Fact, question string, found knowledge.Result) []Fact {
	var out []Fact
	folded := dutch.Fold(question)
	for _, f := range facts {
		p := 0.0
		for _, t := range found.Topics {
			for _, mine := range f.Topics {
				if t.Topic == mine {
					p += float64(t.P)
				}
			}
		}
		near := p >= factNear && len(found.Hits) > 0 && f.rank(found.Hits[0].URL) < len(f.Pages)
		if (p >= factTopic || near) && (f.Asked == "" || holdsOne(folded, f.Asked)) {
			out = append(out, f)
		}
	}
	return out
}

func holdsOne(folded, alternatives string) bool {
	for w := range strings.SplitSeq(alternatives, "|") {
		if strings.Contains(folded, w) {
			return true
		}
	}
	return false
}

// saidIn reports whether a folded text says the fact.
func (f Fact) saidIn(folded string) bool {
	for _, s := range f.Says {
		if !holdsOne(folded, s) {
			return false
		}
	}
	return true
}

func passagesOf(found knowledge.Result) []knowledge.Passage {
	var all []knowledge.Passage
	for _, h := range found.Hits {
		all = append(all, h.Passage)
	}
	return append(all, found.Rest...)
}

// find returns the sentence of the passages that says the fact, below what it leans on: from the best of the pages it is known to stand on, and the shortest
// of a page. What a report or an old page says of it is not taken.
func (f Fact) find(passages []knowledge.Passage, now time.Time) (Sentence, bool) {
	var best Sentence
	least := 0
	for _, p := range passages {
		if p.Kind == knowledge.Report || stale(p.Date, now) {
			continue
		}
		for _, u := range unitsOf(0, p) {
			above := u.leaningOn()
			whole := above + u.text
			if len(strings.Fields(u.text)) > factWords || strings.HasSuffix(u.text, "?") || fragment(u, skim(u.text)) || !f.saidIn(dutch.Fold(whole)) {
				continue
			}
			if cost := len(strings.Fields(whole)) + farther*f.rank(p.URL); least == 0 || cost < least {
				least = cost
				best = Sentence{Text: whole, Cites: []Cite{{URL: p.Link(), Title: p.Title, Heading: p.Heading, Quote: above + u.quote, Date: p.Date}}}
			}
		}
	}
	return best, least > 0
}

// farther is what each page that would be better costs a sentence, in words.
const farther = 1000

// rank returns the place of a page among those the fact is known to stand on; their number when it is none of them.
func (f Fact) rank(url string) int {
	for i, p := range f.Pages {
		if strings.HasSuffix(url, p) {
			return i
		}
	}
	return len(f.Pages)
}
