package assistant

import (
	"context"
	"slices"
	"strings"

	"wegwijzer/assistant/danger"
	"wegwijzer/assistant/route"
	"wegwijzer/internal/dutch"
	"wegwijzer/internal/privacy"
	"wegwijzer/knowledge"
)

// remark answers what somebody says of the talk itself: that they doubt, do not follow, need a moment, or yes or no to what was offered. The site is
// not asked. It comes before the question who speaks, which such remarks resemble, and leaves an appointment that is being made alone.
func (a *Assistant) remark(ctx context.Context, s *state) (verdict, error) {
	said, langs := route.RemarkOf(s.question)
	if said == route.NoRemark || reproaches(s.question) || s.memory.Booking != nil || s.stopsHitting() || s.turn.Retrieved != "" || s.turn.Chosen || !s.memory.Begun && !remarkOpening[said] && !(said == route.Bye && route.ToBed(s.question)) {
		return verdict{word: "none"}, nil
	}
	s.remarked = said
	s.speakAs(langs)
	word := string(said)
	if s.finding.Level > danger.None && said != route.Withholds {
		return verdict{done: true, word: word}, a.afterCard(s) // the card has said it
	}
	switch said {
	case route.Agrees:
		return a.agreed(ctx, s)
	case route.Doubts:
		return verdict{done: true, word: word}, a.source(s)
	case route.Known:
		if len(s.memory.Asked) > 0 && len(s.memory.Last) > 0 {
			s.onward, s.remarked = true, route.NoRemark
			return verdict{word: word}, nil
		}
	case route.Easier, route.Youth, route.Shorter:
		return verdict{done: true, word: word}, a.easier(s)
	case route.Again:
		return verdict{done: true, word: word}, a.again(s)
	}
	r := remarkReplies[said]
	if said == route.Joke && len(s.near()) == 0 {
		r = remarkReplies[route.Accepts] // nothing was said that could be taken in earnest
	}
	if said == route.Bye && len(s.near()) == 0 && route.ToBed(s.question) {
		r.key = "remark_night" // who told of danger is not wished a good night lightly
	}
	s.answer.Status, s.answer.Action = r.status, r.action
	s.program = ""
	if err := a.say(s, Message(s.answer.Lang, r.key)); err != nil {
		return verdict{}, err
	}
	if !r.topics {
		return verdict{done: true, word: word}, nil
	}
	s.found.Topics = a.nearestBefore(s)
	return verdict{done: true, word: word}, a.offer(s, "")
}

// nearestBefore returns the topics nearest to what was asked before. The nearest of all is what was answered: who did not mean that is shown the others, and who does not want
// it nothing that is near to it.
func (a *Assistant) nearestBefore(s *state) []knowledge.TopicScore {
	if s.remarked == route.Perhaps || s.remarked == route.Refuses || len(s.memory.Asked) == 0 {
		return nil
	}
	ranked := a.topics().Rank(s.memory.Asked[len(s.memory.Asked)-1], buttons+1)
	if s.remarked == route.Missed && len(ranked) > 0 {
		return ranked[1:]
	}
	return ranked[:min(buttons, len(ranked))]
}

// remarkOpening are remarks that can be made before anything was said.
var remarkOpening = map[route.Remark]bool{route.Easier: true, route.Shorter: true, route.Other: true, route.Youth: true, route.Wait: true, route.Withholds: true, route.Present: true, route.Sorry: true}

// remarkReplies are what is said to remarks that ask for nothing.
var remarkReplies = map[route.Remark]reply{
	route.Missed:    {key: "remark_missed", status: Clarify, action: ActionClarify, topics: true},
	route.Other:     {key: "remark_other", status: Clarify, action: ActionClarify, topics: true},
	route.Known:     {key: "remark_accepts", status: Told, action: ActionAnswer},
	route.Unhelped:  {key: "abuse", status: HandedOver, action: ActionHandover},
	route.Leave:     {key: "remark_leave", status: Told, action: ActionAnswer},
	route.Withholds: {key: "remark_withholds", status: Told, action: ActionAnswer},
	route.Wait:      {key: "remark_wait", status: Told, action: ActionAnswer},
	route.Present:   {key: "remark_present", status: Told, action: ActionAnswer},
	route.Joke:      {key: "remark_joke", status: Told, action: ActionAnswer},
	route.Sorry:     {key: "remark_sorry", status: Told, action: ActionAnswer},
	route.Perhaps:   {key: "remark_perhaps", status: Told, action: ActionAnswer, topics: true},
	route.Refuses:   {key: "remark_refuses", status: Told, action: ActionAnswer, topics: true},
	route.Declines:  {key: "remark_declines", status: Told, action: ActionAnswer},
	route.Bye:       {key: "remark_bye", status: Told, action: ActionAnswer},
	route.Accepts:   {key: "remark_accepts", status: Told, action: ActionAnswer},
}

// speakAs answers in the language of a remark. One word may belong to several languages: the language of the conversation then goes first.
func (s *state) speakAs(langs []string) {
	if s.memory.Lang != "" && len(dutch.Tokens(s.question)) == 1 || slices.Contains(langs, s.answer.Lang) {
		return
	}
	s.answer.Lang = langs[0]
}

// admitted returns what a bare yes tells when danger was asked after, and the danger that stays when somebody says no to being safe.
func (s *state) admitted(f danger.Finding) danger.Finding {
	if f.Level > danger.None || s.memory.Offered == "" || s.memory.Booking != nil {
		return f
	}
	said, _ := route.RemarkOf(s.turn.Question)
	o := offerOf(s.memory.Offered)
	switch {
	case said == route.Agrees && o.told != "":
		f = s.reads.Check(o.told)
	case (said == route.Declines || said == route.Refuses) && o.key == "acute_next":
		f = danger.Finding{Level: danger.Acute, Kinds: []danger.Kind{danger.AcuteDanger}, Lines: s.near()}
		if f.Lines[0] == danger.SuicideLine {
			f.Kinds[0] = danger.Suicidality
		}
	default:
		return f
	}
	f.Silent = s.reads.Check(s.memory.Told).Silent
	return f
}

// agreed does what was offered. Yes to nothing is asked after.
func (a *Assistant) agreed(ctx context.Context, s *state) (verdict, error) {
	word := string(route.Agrees)
	switch offerOf(s.memory.Offered).yes {
	case yesBook:
		if a.calendar != nil {
			s.question, s.remarked = "afspraak", route.NoRemark
			return verdict{word: "book"}, nil
		}
		fallthrough
	case yesTalk:
		_, err := a.reply(ctx, s, route.Human)
		return verdict{done: true, word: word}, err
	case yesType:
		s.answer.Status, s.answer.Action = Told, ActionAnswer
		return verdict{done: true, word: word}, a.say(s, Message(s.answer.Lang, "remark_agrees"))
	}
	return a.reply(ctx, s, route.Unclear)
}

// source says where the last answer comes from: its pages by name with their date, and its sentences once more, above their sources.
func (a *Assistant) source(s *state) error {
	if len(s.memory.Last) == 0 {
		s.answer.Status, s.answer.Action = Told, ActionAnswer
		return a.say(s, Message(s.answer.Lang, "remark_doubts_none"))
	}
	var pages []string
	for _, x := range s.memory.Last {
		for _, c := range x.Cites {
			name := "‘" + c.Title + "’"
			if !c.Date.IsZero() {
				name += " (" + c.Date.Format("02-01-2006") + ")"
			}
			if !slices.Contains(pages, name) {
				pages = append(pages, name)
			}
		}
	}
	return a.showAgain(s, strings.ReplaceAll(Message(s.answer.Lang, "remark_doubts"), "{pages}", strings.Join(pages, ", ")), s.memory.Last, "")
}

// easier shows the last answer in its plainer form, and keeps to easier reading from then on.
func (a *Assistant) easier(s *state) error {
	level := A2
	if s.remarked == route.Youth {
		level = Youth
	}
	s.memory.Level = level
	if len(s.memory.Last) == 0 {
		s.answer.Status, s.answer.Action = Clarify, ActionClarify
		return a.say(s, Message(s.answer.Lang, "remark_easier_next"))
	}
	if s.remarked == route.Shorter {
		if few := briefly(s.memory.Last); few != nil {
			return a.showAgain(s, Message(s.answer.Lang, "remark_shorter"), few, "")
		}
		s.answer.Status, s.answer.Action = HandedOver, ActionHandover
		return a.say(s, Message(s.answer.Lang, "remark_easier_same"))
	}
	plain, glosses := Simpler(Answer{Sentences: s.memory.Last})
	s.answer.Glosses = glosses
	if len(plain.Sentences) == len(s.memory.Last) { // words can be explained, and that is all
		s.answer.Status, s.answer.Action = HandedOver, ActionHandover
		return a.say(s, Message(s.answer.Lang, "remark_easier_same"))
	}
	return a.showAgain(s, Message(s.answer.Lang, "remark_easier"), plain.Sentences, "")
}

// How much of an answer is left when it has to be short: sentences, and lines of a list with what stands above it.
const (
	mostShort = 3
	mostLines = 4
)

// briefly returns the beginning of an answer, and of a list in it; nil when there is no shorter form.
func briefly(all []Sentence) []Sentence {
	few, cut := slices.Clone(all[:min(mostShort, len(all))]), len(all) > mostShort
	for i := range few {
		if lines := strings.Split(few[i].Text, "\n"); len(lines) > mostLines {
			few[i].Text, cut = strings.Join(lines[:mostLines], "\n"), true
		}
	}
	if !cut {
		return nil
	}
	return few
}

// lookOn looks for what else the site says to what was asked last.
func (s *state) lookOn() {
	s.search, s.before = s.memory.Asked[len(s.memory.Asked)-1], ""
	s.searched = s.search
}

// noMore says that nothing is left to say of what was asked last, and asks what then.
func (a *Assistant) noMore(s *state) error {
	s.answer.Status, s.answer.Action, s.own = Clarify, ActionClarify, true
	s.found.Topics = a.nearestBefore(s)
	if err := a.say(s, Message(s.answer.Lang, "remark_no_more")); err != nil {
		return err
	}
	return a.offer(s, "")
}

// again repeats the last answer and offers a person: who asks twice was not helped the first time.
func (a *Assistant) again(s *state) error {
	if len(s.memory.Last) > 0 {
		return a.showAgain(s, Message(s.answer.Lang, "remark_again"), s.memory.Last, Message(s.answer.Lang, "remark_again_next"))
	}
	s.answer.Status, s.answer.Action = Told, ActionAnswer
	key := s.memory.Offered
	if key == "" {
		key = "remark_agrees"
	}
	return a.say(s, Message(s.answer.Lang, key))
}

// showAgain shows sentences that were shown before, with their sources, under words of ours.
func (a *Assistant) showAgain(s *state, lead string, sentences []Sentence, closing string) error {
	s.answer.Status, s.answer.Action = Answered, ActionAnswer
	if err := a.say(s, lead); err != nil {
		return err
	}
	for _, x := range sentences {
		x = markStale(x, s.turn.Now)
		s.answer.Sentences = append(s.answer.Sentences, x)
		if err := s.emit(Event{Sentence: &x}); err != nil {
			return err
		}
	}
	if closing != "" {
		s.answer.Closing = closing
		return s.emit(Event{Closing: closing})
	}
	return nil
}

// nearWords repeats whom to reach below what we say ourselves to somebody who spoke of danger before: no word of theirs is answered lightly. What the
// site says ends with a way to a person of its own; below that too stand the lines of who wishes to die, and of who was in acute danger, until it is over.
func (a *Assistant) nearWords(s *state) error {
	own := s.byText || s.own || s.remarked != route.NoRemark || len(s.answer.Sentences) == 0
	var lines []danger.Line
	switch {
	case s.finding.Level > danger.None: // the card names them
	case own:
		lines = s.near()
	default:
		lines = s.memory.lasting()
	}
	if s.own && s.kind == route.Call {
		lines = append([]danger.Line{danger.Emergency, danger.Police}, without(lines, danger.Emergency, danger.Police)...)
	}
	if reach := a.reaching(s, lines); reach != "" && !strings.Contains(s.answer.Lead+s.answer.Closing, reach) {
		s.answer.Closing = strings.TrimSpace(s.answer.Closing + "\n" + strings.ReplaceAll(Message(s.answer.Lang, "remark_near"), "{lines}", reach))
		return s.emit(Event{Closing: s.answer.Closing})
	}
	return nil
}

// lasting returns whom to reach as long as a danger lasts: after a card of danger by another, or of an injury of this moment, until the writer says to be safe,
// after one of violence, abuse or exploitation that goes on, and after a wish to die until it is taken back. What the classifier alone heard may have been none,
// and ends with the first answer to something else.
func (m *Memory) lasting() []danger.Line {
	var lines []danger.Line
	if c := m.Card; c != nil && c.Level == danger.Acute && len(c.Kinds) > 0 {
		switch {
		case slices.Contains(fromAnother, c.Kinds[0]) && (c.Ruled || !m.Calm):
			lines = slices.Clone(c.Lines)
		case c.Kinds[0] == danger.Medical && c.Ruled:
			lines = []danger.Line{danger.Emergency}
		}
	}
	lines = append(lines, without(m.Lasts, lines...)...)
	if m.Wish {
		lines = append(lines, without(m.underWay(), lines...)...)
	}
	return lines
}

// goingOn are kinds of danger that seldom end with the message in which they are told.
var goingOn = append([]danger.Kind{danger.SexualViolence, danger.Trafficking, danger.ChildInDanger}, fromAnother...)

// lasts remembers whom to reach for a danger that is not of this moment, for the answers below which no card stands: one that a rule knows, or that was
// heard before.
func (m *Memory) lasts(f danger.Finding) {
	over := m.Card != nil && m.Card.Level < danger.Acute
	again := len(m.Near) > 0 && len(f.Lines) > 0 && m.Near[0] == f.Lines[0]
	switch {
	case over:
		m.Lasts = nil
	case f.Level == danger.Concern && (f.Ruled || again) && len(f.Kinds) > 0 && slices.Contains(goingOn, f.Kinds[0]) && !m.Speaker.is(ofLongAgo):
		m.Lasts = without(f.Lines, danger.VictimSupport) // which stands below every answer
	}
}

// reaching returns the names and numbers of lines in the language of the answer.
func (a *Assistant) reaching(s *state, lines []danger.Line) string {
	var reach []string
	for _, line := range lines {
		for _, c := range a.lines() {
			if c.Line != line || line == danger.ChildLine && s.memory.Child && s.answer.Status != Appointment || s.memory.Deaf && c.Number == privacy.VictimSupport { // a child reads that line below every other answer
				continue
			}
			name := in(c.Names, s.answer.Lang)
			if c.Number != "" && !strings.Contains(name, c.Number) {
				name += " " + c.Number
			}
			reach = append(reach, name)
		}
	}
	return strings.Join(reach, ", ")
}

// near returns the lines of the last card; none when no danger was told.
func (s *state) near() []danger.Line {
	if len(s.memory.Near) == 0 && s.memory.Danger {
		return []danger.Line{danger.Emergency, danger.SuicideLine}
	}
	return s.memory.Near
}

// remember keeps what a remark in the next turn may be about: what was shown, what was asked, and whom to reach.
func (s *state) remember() {
	if s.finding.Level > danger.None && len(s.finding.Lines) > 0 {
		s.memory.lasts(s.finding)
		s.memory.Near = s.finding.Lines
	}
	key := ""
	if s.answer.Status != Appointment {
		text := s.answer.Lead + "\n" + s.answer.Closing
		for _, o := range offers {
			if m := Message(s.answer.Lang, o.key); strings.Contains(text, m) || s.memory.Deaf && strings.Contains(text, s.inWords(m)) {
				key = o.key
				break
			}
		}
	}
	if s.remarked == route.NoRemark || key != "" {
		s.memory.Offered = key
	}
	if s.remarked == route.NoRemark && s.kind != route.Thanks {
		s.memory.last(s.answer.Sentences)
	}
}

// maxLast bounds what is remembered of the last answer, in bytes of its words and addresses.
const maxLast = 4 << 10

// last remembers the sentences of an answer, as many of the first as there is room for.
func (m *Memory) last(sentences []Sentence) {
	m.Last = nil
	size := 0
	for _, x := range sentences {
		size += len(x.Text)
		for _, c := range x.Cites {
			size += len(c.URL) + len(c.Title) + len(c.Heading) + len(c.Quote)
		}
		if size > maxLast {
			return
		}
		m.Last = append(m.Last, x)
	}
}
