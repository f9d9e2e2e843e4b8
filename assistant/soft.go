package assistant

import (
	"strings"

	"wegwijzer/assistant/danger"
	"wegwijzer/internal/dutch"
)

// softLines are the beginnings of words that speak of what has its own line, in every language, and the text with that line. Who speaks of it
// without being in danger (bereaved, at work, long afterwards) is told of the line in one sentence below the answer, and sees no card.
var softLines = []struct {
	key    string
	starts []string
}{
	{"soft_suicide", strings.Fields("zelfmoord zelfdod suicid suicied zelfgekozen verhang intihar samobojst самогуб суицид suicide suisid انتحار الانتحار")},
	{"soft_sexual", strings.Fields("verkracht aangerand aanrand zeden zedendelict zedenmisdrijf drogering rape raped rapist viol violee violation tecavuz gwalt zgwalc згвалт зґвалт violashon اغتصاب اغتصبني اغتصبوني")},
}

// soft returns the sentence with the line that belongs to what a message speaks of; "" when a card was shown or there is none.
func (s *state) soft() string {
	if s.finding.Level != danger.None {
		return ""
	}
	for _, t := range dutch.Tokens(s.question) {
		word := dutch.Fold(t.Text)
		for _, l := range softLines {
			for _, start := range l.starts {
				if strings.HasPrefix(word, start) {
					return Message(s.answer.Lang, l.key)
				}
			}
		}
	}
	return ""
}

// childLine returns the sentence with the line for children, with a space before it, for who said to be one; "" for others.
func (s *state) childLine() string {
	if !s.memory.Child {
		return ""
	}
	return " " + Message(s.answer.Lang, "child_line")
}
