package assistant

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"wegwijzer/internal/dutch"
	"wegwijzer/knowledge"
)

// unnamedGroup is what a page counts that is about a group of people whom nobody named: who writes of "mishandeling" is not answered about that of
// children or the elderly, however much of the question those pages say.
const unnamedGroup = 0.3

// peopleNamed are people whose pages bear a title that begins with their name, as in "kindermishandeling", and who is taken to write of them.
var peopleNamed = []struct {
	title string
	named func(question string) bool
}{{"kinder", namesYoung}, {"ouderen", namesOld}}

// ofNamed puts pages about a group of people behind the others when the question names nobody of that group.
func ofNamed(found knowledge.Result, question string) knowledge.Result {
	if len(found.Hits) == 0 {
		return found
	}
	best := found.Hits[0].URL
	moved := false
	for _, g := range peopleNamed {
		if g.named(question) {
			continue
		}
		for i := range found.Hits {
			if first, _, _ := strings.Cut(strings.ToLower(found.Hits[i].Title), " "); strings.HasPrefix(first, g.title) && len(first) > len(g.title)+3 {
				if !moved {
					found.Hits, moved = slices.Clone(found.Hits), true
				}
				found.Hits[i].Score *= unnamedGroup
			}
		}
	}
	if !moved {
		return found
	}
	slices.SortStableFunc(found.Hits, func(a, b knowledge.Hit) int { return cmp.Compare(b.Score, a.Score) })
	if found.Hits[0].URL != best {
		found.Rest = nil // it is of the page that was the best
	}
	return found
}

// oldWords are those of who writes about an old person, or is one.
var oldWords = words("oma opa bejaard bejaarde bejaarden ouderen oudere senior senioren mantelzorg mantelzorger thuiszorg dement dementie rollator moeder vader pa ma tante oom buurvrouw buurman aow gepensioneerd pensioen oude oud volmacht bewindvoerder")

// oldAge is from which age somebody counts as old here.
const oldAge = 65

// namesOld reports whether a question is about an old person, or by one.
func namesOld(question string) bool {
	for _, t := range dutch.Tokens(question) {
		if oldWords[t.Text] || strings.HasPrefix(t.Text, "verpleeg") || strings.HasPrefix(t.Text, "verzorgingshui") || strings.Contains(t.Text, "ouderen") {
			return true
		}
		if age, err := strconv.Atoi(t.Text); err == nil && age >= oldAge && age < 110 {
			return true
		}
	}
	return false
}
