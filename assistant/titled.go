package assistant

import (
	"slices"

	"wegwijzer/internal/dutch"
	"wegwijzer/knowledge"
)

// How long a question may be that is taken for the name of a page, and how much of the name it must say.
const (
	titleWords = 8
	titleShare = 0.5
)

// titled sets the page first whose title a question says: "welke noodnummers en hulplijnen zijn er" is answered by "Noodnummers en hulplijnen", whatever
// else the question is about. Who says the whole of a title, or of a heading, has found the page for certain.
func titled(found knowledge.Result, question string) knowledge.Result {
	asked := naming(question)
	if len(found.Hits) == 0 || len(asked) == 0 || len(dutch.Tokens(question)) > titleWords {
		return found
	}
	best, share := -1, 0.0
	for i, h := range found.Hits {
		if h.Kind == knowledge.Report {
			continue
		}
		if s := sayingOf(asked, naming(h.Title)); s >= titleShare && s > share {
			best, share = i, s
		}
		if s := sayingOf(asked, naming(knowledge.NearestHeading(h.Heading))); s == 1 && len(asked) > 1 && share < 1 {
			best, share = i, s
		}
	}
	if best < 0 {
		return found
	}
	if share == 1 {
		found.Confidence = max(found.Confidence, sure)
	}
	url := found.Hits[best].URL
	if found.Hits[0].URL == url {
		return found
	}
	top := found.Hits[0].Score
	behind := top - found.Hits[best].Score
	var first, others []knowledge.Hit
	for _, h := range found.Hits {
		if h.URL == url {
			h.Score += behind
			first = append(first, h)
		} else {
			others = append(others, h)
		}
	}
	found.Hits, found.Rest = slices.Concat(first, others), nil
	return found
}

// naming returns the stems of the words of a text that name something, each once.
func naming(text string) []string {
	var stems []string
	for _, t := range dutch.Tokens(text) {
		terms := dutch.WordTerms(t.Text)
		if len(terms) > 0 && !everyday[terms[0].Text] && t.Text != "welke" && t.Text != "welk" && !slices.Contains(stems, dutch.Singular(terms[0].Text)) {
			stems = append(stems, dutch.Singular(terms[0].Text))
		}
	}
	return stems
}

// sayingOf returns how much of a title words say that are all in it; 0 when one is not.
func sayingOf(asked, title []string) float64 {
	for _, w := range asked {
		if !slices.Contains(title, w) {
			return 0
		}
	}
	return float64(len(asked)) / float64(len(title))
}
