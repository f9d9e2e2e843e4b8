package assistant

import (
	"context"
	"regexp"
	"strings"

	"wegwijzer/appointment"
	"wegwijzer/internal/dutch"
	"wegwijzer/internal/privacy"
)

// redact takes out of the question what points to a person, before it is searched, sent or remembered, and tells the person.
func (a *Assistant) redact(_ context.Context, s *state) (verdict, error) {
	if coded := withoutCode(s.question); coded != s.question {
		if s.question = coded; len(dutch.Tokens(searchable(coded))) <= maxCoded { // it asks for nothing else
			s.answer.Status, s.answer.Action = Told, ActionAnswer
			return verdict{done: true, word: "code"}, a.say(s, Message(s.answer.Lang, "remark_code"))
		}
	}
	a.leaveOut(s)
	redacted, spans, _ := s.trail.Redact(a.names, s.question)
	if spans = append(s.left, spans...); len(spans) == 0 {
		return verdict{word: "nothing"}, nil
	}
	s.question = redacted
	n := Notice{Kind: PrivacyNotice, Text: privacy.Left(spans, s.answer.Lang)}
	s.answer.Notices = append(s.answer.Notices, n)
	return verdict{word: "redacted"}, s.emit(Event{Notice: &n})
}

// apart is a message without what points to a person.
type apart struct {
	text  string
	spans []privacy.Span
	whole privacy.Type // what number the digits of earlier messages became with this one; "" when none
	ends  []string     // those digits
}

// leaveOut takes out of the whole message what points to a person, and out of the memory the digits that only with this message are a number. It does so
// once a turn.
func (a *Assistant) leaveOut(s *state) *apart {
	if s.apart != nil {
		return s.apart
	}
	said := withoutCode(strings.TrimSpace(dutch.Visible(s.turn.Question)))
	out := &apart{}
	out.text, out.spans, out.whole = s.trail.Redact(a.names, said)
	s.apart, s.memory.Trail = out, s.trail.After(a.names, said)
	if out.whole != "" {
		out.ends = strings.Fields(s.trail.Tail)
		s.memory.Told = out.without(s.memory.Told)
		for i := range s.memory.Asked {
			s.memory.Asked[i] = out.without(s.memory.Asked[i])
		}
		for i := range s.memory.Said {
			s.memory.Said[i] = out.without(s.memory.Said[i])
		}
	}
	return out
}

// without returns an earlier message without the digits that became a number.
func (o *apart) without(text string) string {
	for _, piece := range o.ends {
		text = strings.ReplaceAll(text, piece, " ")
	}
	return text
}

// apartTogether looks at a question once more together with what it leans on: what points to nobody in either may do so in both.
func (s *state) apartTogether() {
	if redacted, spans := privacy.Redact(strings.Join(strings.Fields(s.search), " ")); len(spans) > 0 {
		s.search, s.joined = searchable(redacted), true
	}
}

// maxCoded is how many words stand beside a code in a message that wants nothing but to use it.
const maxCoded = 12

// withoutCode takes the four words that open a conversation or an appointment out of a text: they are for one person only.
func withoutCode(text string) string { return appointment.Without(text, "[code]") }

// readable returns as much of a redacted text as is read, and no half of what stands for something that was left out.
func readable(text string) string {
	r := []rune(text)
	if len(r) <= maxQuestion {
		return text
	}
	cut := string(r[:maxQuestion])
	for _, at := range placeholder.FindAllStringIndex(text, -1) {
		if at[0] < len(cut) && at[1] > len(cut) {
			return cut[:at[0]]
		}
	}
	return cut
}

// placeholder is what stands in a question for what was left out.
var placeholder = regexp.MustCompile(`\[[a-z -]+( [0-9]+)?\]`)

// howLongApart matches "hoe lang", which is written as one word as well.
var howLongApart = regexp.MustCompile(`(?i)\bhoe lang\b`)

// searchable returns a question without its placeholders and what announced them, which no page is about, and with one way to write how long.
func searchable(question string) string {
	return howLongApart.ReplaceAllString(placeholder.ReplaceAllString(privacy.Unannounced(question), " "), "hoelang")
}
