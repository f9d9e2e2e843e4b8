package indexer

import (
	"strings"

	"wegwijzer/internal/dutch"
	"wegwijzer/knowledge"
)

// template is how often a heading comes back before it counts as a part of a fixed form ("Beschrijving", "Belofte") and no subject.
const template = 3

// rankGuessed gives the guessed headings of a plain text their places below each other, which their shape alone does not tell: under a
// numbered chapter comes a named subject, and under that the headings that come back with every subject. So each part of a form is found by
// the subject it belongs to.
func rankGuessed(pieces []piece) {
	times := map[string]int{}
	for _, p := range pieces {
		if p.Kind == knowledge.Heading {
			times[dutch.Fold(p.Text)]++
		}
	}
	chapterRank := 1
	for i := range pieces {
		p := &pieces[i]
		if p.Kind != knowledge.Heading || p.Level == 1 {
			continue
		}
		if m := chapter.FindStringSubmatch(p.Text); m != nil {
			chapterRank = min(2+strings.Count(m[1], "."), 4)
			p.Level = chapterRank
			continue
		}
		p.Level = chapterRank + 1
		if times[dutch.Fold(p.Text)] >= template {
			p.Level++
		}
	}
}
