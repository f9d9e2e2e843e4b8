package assistant

import (
	"cmp"
	"context"
	"slices"
	"time"

	"wegwijzer/internal/dutch"
	"wegwijzer/knowledge"
)

// Gap is a question that the site did not answer well, reduced to what cannot point to anybody: words that the bank of topics has too, in
// alphabetical order, and the week.
type Gap struct {
	At           time.Time // read back, the Monday of its week
	Conversation int64     // drawn by lot; the same for questions of one conversation
	Lang         string
	Outcome      Status
	Topic        knowledge.TopicID
	Terms        []string
}

// known is in how many phrasings of the bank a word must stand to be one that anybody could have used. Names stand in none.
const (
	knownPhrasings = 3
	maxTerms       = 40
)

// vocabulary returns the stems of the words that may be kept of a question.
func vocabulary(bank *knowledge.Bank) map[string]bool {
	count := map[string]int{}
	for _, t := range bank.Topics {
		for _, phrasing := range t.Lay {
			seen := map[string]bool{}
			for _, term := range dutch.Terms(phrasing) {
				if !term.Part && !seen[term.Text] && !hasDigit(term.Text) {
					seen[term.Text] = true
					count[term.Text]++
				}
			}
		}
	}
	known := map[string]bool{}
	for term, n := range count {
		if n >= knownPhrasings {
			known[term] = true
		}
	}
	return known
}

func hasDigit(s string) bool {
	for _, r := range s {
		if r >= '0' && r <= '9' {
			return true
		}
	}
	return false
}

// reduced returns the words of a question that may be kept, in alphabetical order, each once.
func reduced(known map[string]bool, question string) []string {
	terms := []string{}
	for _, t := range dutch.Terms(searchable(question)) {
		if !t.Part && known[t.Text] {
			terms = append(terms, t.Text)
		}
	}
	slices.Sort(terms)
	terms = slices.Compact(terms)
	return terms[:min(maxTerms, len(terms))]
}

// gap keeps what the site did not answer. Nothing is lost to the person when that fails.
func (a *Assistant) gap(ctx context.Context, s *state) {
	outcome := s.answer.Status
	if s.unanswered {
		outcome = RefusedNoSource
	}
	switch outcome {
	case RefusedNoSource, AnsweredPartial:
	case Clarify:
		if s.found.Hits == nil {
			return // asked back before anything was looked for
		}
	default:
		return
	}
	terms := reduced(a.vocabulary, s.question)
	if a.gaps == nil || len(terms) == 0 || s.finding.Level > 0 {
		return
	}
	g := Gap{At: s.turn.Now, Conversation: s.memory.number(), Lang: s.answer.Lang, Outcome: outcome, Terms: terms}
	if g.At.IsZero() {
		g.At = time.Now()
	}
	if len(s.found.Topics) > 0 {
		g.Topic = s.found.Topics[0].Topic
	}
	if err := a.gaps.AddGap(ctx, g); err != nil {
		a.log.WarnContext(ctx, "gap not kept", "error", err)
	}
}

// Cluster is a subject that at least Anonymous conversations asked about in vain.
type Cluster struct {
	Topic         knowledge.TopicID
	Terms         []string // that at least Anonymous of its conversations used, most used first
	Conversations int
	Questions     int
	Newest        time.Time // Monday of the week
}

// Anonymous is how many conversations must share something before anybody may see it (k-anonymity: Sweeney 2002).
const Anonymous = 5

// sameGap is the share of words two gaps of one topic have in common to be about the same thing.
const sameGap = 0.25

// Clusters puts gaps that are about the same together, the largest first. What fewer than Anonymous conversations asked, and words that
// fewer of them used, are left out.
func Clusters(gaps []Gap) []Cluster {
	byTopic := map[knowledge.TopicID][]Gap{}
	for _, g := range gaps {
		byTopic[g.Topic] = append(byTopic[g.Topic], g)
	}
	var all []Cluster
	for topic, of := range byTopic {
		for _, group := range groups(of) {
			if c, ok := cluster(topic, group); ok {
				all = append(all, c)
			}
		}
	}
	slices.SortFunc(all, func(a, b Cluster) int {
		return cmp.Or(cmp.Compare(b.Conversations, a.Conversations), cmp.Compare(a.Topic, b.Topic), slices.Compare(a.Terms, b.Terms))
	})
	return all
}

// groups joins gaps that share enough words with one already in the group.
func groups(gaps []Gap) [][]Gap {
	var all [][]Gap
	left := slices.Clone(gaps)
	for len(left) > 0 {
		group := []Gap{left[0]}
		left = left[1:]
		for at := 0; at < len(group); at++ {
			rest := left[:0]
			for _, g := range left {
				if jaccard(group[at].Terms, g.Terms) >= sameGap {
					group = append(group, g)
				} else {
					rest = append(rest, g)
				}
			}
			left = rest
		}
		all = append(all, group)
	}
	return all
}

// jaccard returns the share of two sorted lists that is in both.
func jaccard(a, b []string) float64 {
	both := 0
	for _, x := range a {
		if _, ok := slices.BinarySearch(b, x); ok {
			both++
		}
	}
	if len(a)+len(b) == both {
		return 0
	}
	return float64(both) / float64(len(a)+len(b)-both)
}

func cluster(topic knowledge.TopicID, group []Gap) (Cluster, bool) {
	c := Cluster{Topic: topic, Questions: len(group)}
	who := map[int64]bool{}
	users := map[string]map[int64]bool{}
	for _, g := range group {
		who[g.Conversation] = true
		if g.At.After(c.Newest) {
			c.Newest = g.At
		}
		for _, t := range g.Terms {
			if users[t] == nil {
				users[t] = map[int64]bool{}
			}
			users[t][g.Conversation] = true
		}
	}
	c.Conversations = len(who)
	for t, by := range users {
		if len(by) >= Anonymous {
			c.Terms = append(c.Terms, t)
		}
	}
	slices.SortFunc(c.Terms, func(a, b string) int {
		return cmp.Or(cmp.Compare(len(users[b]), len(users[a])), cmp.Compare(a, b))
	})
	return c, c.Conversations >= Anonymous && len(c.Terms) > 0
}
