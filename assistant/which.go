package assistant

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"wegwijzer/assistant/danger"
	"wegwijzer/assistant/route"
	"wegwijzer/internal/dutch"
	"wegwijzer/knowledge"
)

//go:embed languages/which.tsv
var whichFile string

// kinds is what a bare word for what happened can be.
type kinds struct {
	of     string
	words  [][]string // the words of a telling, all of them
	topics []knowledge.TopicID
}

// open reports whether there is more than one to choose from.
func (k kinds) open() bool { return len(k.topics) > 1 }

// holds reports whether one of the tellings is in words, and returns what stands beside it.
func (k kinds) holds(words []string) (beside []string, ok bool) {
	for _, all := range k.words {
		if !slices.ContainsFunc(all, func(w string) bool { return !slices.Contains(words, w) }) {
			return slices.DeleteFunc(slices.Clone(words), func(w string) bool { return slices.Contains(all, w) }), true
		}
	}
	return nil, false
}

// whichKinds reads the table, those of most words first.
var whichKinds = sync.OnceValues(func() (all []kinds, beside map[string]bool) {
	for line := range strings.Lines(whichFile) {
		fields := strings.Split(strings.TrimRight(line, "\n"), "\t")
		switch {
		case strings.HasPrefix(line, "#") || len(fields) != 3:
		case fields[0] == "beside":
			beside = words(fields[1])
		default:
			k := kinds{of: fields[0]}
			for telling := range strings.SplitSeq(fields[1], ";") {
				k.words = append(k.words, strings.Fields(telling))
			}
			for id := range strings.SplitSeq(fields[2], ",") {
				k.topics = append(k.topics, knowledge.TopicID(id))
			}
			all = append(all, k)
		}
	}
	slices.SortStableFunc(all, func(a, b kinds) int { return len(b.words[0]) - len(a.words[0]) })
	return all, beside
})

// which returns what a message can be that tells what happened in a word that fits pages of different kinds, and says no more. Who told of it before, and who
// was asked just now, is not asked.
func (s *state) which() (kinds, bool) {
	m := s.memory
	if s.answer.Lang != "nl" || s.finding.Level > danger.None || m.Booking != nil || s.turn.Chosen || s.turn.Pressed != "" || s.turn.Retrieved != "" || m.Offered == "which" || len(m.earlier()) > 0 {
		return kinds{}, false
	}
	return whichOf(s.question)
}

// whichOf is which of a text alone.
func whichOf(text string) (kinds, bool) {
	all, beside := whichKinds()
	said := tokenTexts(text)
	for _, k := range all {
		if rest, ok := k.holds(said); ok && !slices.ContainsFunc(rest, func(w string) bool { return !beside[w] }) {
			return k, true
		}
	}
	return kinds{}, false
}

// kindTold returns which of the kinds it was, where a telling can be only one, or in a few words of who was asked that.
func (a *Assistant) kindTold(s *state) (topic knowledge.Topic, ok bool) {
	if k, one := s.which(); one && !k.open() {
		return a.topics().Lookup(k.topics[0])
	}
	if s.memory.Offered != "which" || s.turn.Chosen || s.answer.Lang != "nl" || len(dutch.Tokens(s.question)) > leanWords || route.Asks(s.question) {
		return topic, false
	}
	for _, told := range append(slices.Clone(s.memory.Said), s.memory.Told) {
		k, is := whichOf(told)
		if !is || told == s.question {
			continue
		}
		for _, t := range a.topics().Rank(s.searched, len(a.topics().Topics)) {
			if slices.Contains(k.topics, t.Topic) && t.P >= buttonLeast {
				return a.topics().Lookup(t.Topic)
			}
		}
	}
	return topic, false
}

// askWhich asks which of several kinds it was, with a button for each; where money can still be stopped, or somebody may still be inside, that is said too.
func (a *Assistant) askWhich(s *state, k kinds) (verdict, error) {
	s.answer.Status, s.answer.Action = Clarify, ActionClarify
	s.memory.asked(s.now()) // what is said next is about it
	s.found.Topics = nil
	for _, id := range k.topics {
		s.found.Topics = append(s.found.Topics, knowledge.TopicScore{Topic: id, P: 1})
	}
	text := Message(s.answer.Lang, "which")
	switch k.of {
	case "fraud", "money":
		text += " " + Message(s.answer.Lang, "which_money")
	case "burglary":
		text += " " + Message(s.answer.Lang, "which_burglary")
	}
	if err := a.say(s, text); err != nil {
		return verdict{}, err
	}
	return verdict{done: true, word: "which"}, a.offer(s, "")
}
