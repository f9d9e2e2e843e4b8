package assistant

import (
	"context"
	"slices"
	"time"

	"wegwijzer/assistant/gate"
	"wegwijzer/internal/dutch"
	"wegwijzer/knowledge"
)

// Conflict is two sentences of different pages that say the same thing with another number, term or amount.
type Conflict struct {
	One, Other Sentence
}

// Pair names the two sentences.
func (c Conflict) Pair() []byte { return Pair(c.One.Text, c.Other.Text) }

// How alike two sentences must be to be compared, and from how many sentences on a word is too common to find a pair by.
const (
	sharedWords = 3
	commonWord  = 300
)

// Conflicts returns the sentences of help pages that contradict a sentence of another page, by the same test as an answer uses.
func Conflicts(ctx context.Context, passages []knowledge.Passage) ([]Conflict, error) {
	type claim struct {
		sentence Sentence
		page     string
		numbers  []dutch.Number
		words    map[string]bool
	}
	var claims []claim
	by := map[string][]int{} // claims by word
	for n, p := range passages {
		if p.Kind == knowledge.Report || p.URL == "" {
			continue
		}
		for _, u := range unitsOf(n, p) {
			numbers := dutch.Numbers(u.text)
			words := subject(u.text)
			if u.list && len(u.text) > 400 || len(numbers) == 0 || len(numbers) > 4 || len(words) < 4 {
				continue
			}
			for w := range words {
				by[w] = append(by[w], len(claims))
			}
			x := Sentence{Text: u.text, Cites: []Cite{{URL: p.Link(), Title: p.Title, Heading: p.Heading, Quote: u.quote, Date: p.Date}}}
			claims = append(claims, claim{x, p.URL, numbers, words})
		}
	}
	var found []Conflict
	for i, a := range claims {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		shared := map[int]int{}
		for w := range a.words {
			if len(by[w]) > commonWord {
				continue
			}
			for _, j := range by[w] {
				if j > i {
					shared[j]++
				}
			}
		}
		for j, n := range shared {
			b := claims[j]
			if n < sharedWords || a.page == b.page || a.sentence.Text == b.sentence.Text {
				continue
			}
			if contradicts(a.numbers, b.numbers) && oneSubject(a.words, b.words) && gate.OtherFigure(a.sentence.Text, b.sentence.Text) || limitsDiffer(a.sentence.Text, b.sentence.Text) {
				found = append(found, Conflict{a.sentence, b.sentence})
			}
		}
	}
	slices.SortFunc(found, func(a, b Conflict) int {
		return slices.Compare([]string{a.One.Cites[0].URL, a.One.Text, a.Other.Text}, []string{b.One.Cites[0].URL, b.One.Text, b.Other.Text})
	})
	return found, nil
}

// Standing is where a fact that must be said stands now.
type Standing struct {
	Said  *Sentence // as visitors read it; nil when no recent page says it, and then nobody is told
	Child *Sentence // as a child reads it, when that is another sentence
	Old   *Sentence // as a page says it that is too old to be believed
}

// Standing looks where a fact stands on the pages of a collection, as an answer does.
func (a *Assistant) Standing(ctx context.Context, collection string, f Fact, now time.Time) (Standing, error) {
	everyone := func(all []knowledge.Passage) []knowledge.Passage { return all }
	x, ok, err := a.saying(ctx, collection, f, everyone, now)
	if err != nil {
		return Standing{}, err
	}
	if !ok {
		x, ok, err = a.saying(ctx, collection, f, everyone, time.Time{})
		if err != nil || !ok {
			return Standing{}, err
		}
		return Standing{Old: &x}, nil
	}
	child, ok, err := a.saying(ctx, collection, f, childReads, now)
	if err != nil || !ok || child.Text == x.Text {
		return Standing{Said: &x}, err
	}
	return Standing{Said: &x, Child: &child}, nil
}

// Sure reports whether what was found is answered from without a warning.
func Sure(found knowledge.Result) bool { return found.Confidence >= sure }
