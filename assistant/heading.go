package assistant

import (
	"slices"
	"strings"

	"wegwijzer/internal/dutch"
	"wegwijzer/knowledge"
)

// ofSomebody reports whether a heading tells of somebody or something, as a question of a visitor does, of whom the question says nothing: what stands below
// "Ik ben broer of zus. Kan ik dat vragen?" is for brothers and sisters.
func (w termWeights) ofSomebody(heading string) bool {
	tokens := dutch.Tokens(heading)
	if len(tokens) < 3 || tokens[0].Text != "ik" && tokens[0].Text != "wij" && !slices.Contains(ownerWords, tokens[0].Text) {
		return false
	}
	told := firstSentence(heading)
	if told == heading && !slices.Contains(ownerWords, tokens[0].Text) {
		return false // it asks at once
	}
	names := false
	for _, t := range dutch.Terms(told) {
		if everyday[t.Text] {
			continue
		}
		if _, ok := w.forms[dutch.Singular(t.Text)]; ok {
			return false
		}
		names = true
	}
	return names
}

// teaser reports whether a passage stands below the title of another page that was found: an overview that only leads there.
func teaser(p knowledge.Passage, hits []knowledge.Hit) bool {
	above := lastOf(p.Heading)
	return above != "" && !strings.HasSuffix(above, "?") && slices.ContainsFunc(hits, func(h knowledge.Hit) bool { return h.URL != p.URL && h.Title == above })
}
