package assistant

import (
	"slices"
	"strings"

	"wegwijzer/assistant/danger"
	"wegwijzer/assistant/route"
	"wegwijzer/internal/dutch"
	"wegwijzer/internal/privacy"
)

// softLines are the beginnings of words that speak of what has its own line, in every language, words that do so only whole ("viol" is rape,
// "violence" is not), and the text with that line. Who speaks of it
// without being in danger (bereaved, at work, long afterwards) is told of the line in one sentence below the answer, and sees no card.
var softLines = []struct {
	key    string
	starts []string
	words  []string
}{
	{"soft_suicide", strings.Fields("zelfmoord zelfdod suicid suicied zelfgekozen verhang intihar samobojst самогуб суицид suisid انتحار الانتحار"), nil},
	{
		"soft_sexual", strings.Fields("verkracht aangerand aanrand zeden drogering raped rapist tecavuz zgwalc згвалт зґвалт violashon اغتصاب اغتصبني اغتصبوني"),
		strings.Fields("rape rapes raping viol viols viole violee violees violer violeur violeurs gwalt gwaltu gwaltem gwalcie gwalcil gwalciciel"),
	},
}

// soft returns the sentence with the line that belongs to what a message speaks of; "" when a card was shown or there is none.
func (s *state) soft() string {
	if s.finding.Level != danger.None {
		return ""
	}
	if route.OwnHand(s.question) {
		return Message(s.answer.Lang, "soft_suicide")
	}
	for _, t := range dutch.Tokens(s.question) {
		word := dutch.Fold(t.Text)
		for _, l := range softLines {
			if slices.Contains(l.words, word) {
				return Message(s.answer.Lang, l.key)
			}
			for _, start := range l.starts {
				if strings.HasPrefix(word, start) {
					return Message(s.answer.Lang, l.key)
				}
			}
		}
	}
	return ""
}

// whenOpen returns the end of an answer, with when our number is answered if it names that and nobody is there now.
func (s *state) whenOpen(closing string) string {
	hours := Message(s.answer.Lang, "closed_now")
	if s.turn.Now.IsZero() || OfficeOpen(s.turn.Now) || s.memory.Booking != nil || !strings.Contains(closing, privacy.VictimSupport) || strings.Contains(closing, hours) {
		return closing
	}
	return closing + " " + hours
}

// childLine returns the sentence with the line for children, with a space before it, for who said to be one; "" for others.
func (s *state) childLine() string {
	if !s.memory.Child {
		return ""
	}
	return " " + Message(s.answer.Lang, "child_line")
}
