package assistant

import (
	"context"
	"slices"
	"strings"
	"time"

	"wegwijzer/assistant/danger"
	"wegwijzer/assistant/route"
	"wegwijzer/internal/dutch"
	"wegwijzer/knowledge"
)

// told remembers a message that stands alone and tells what happened: what is said later may be about that. That somebody cannot hear is no such thing,
// and is remembered apart.
func (s *state) told() {
	text := s.search
	if s.turn.Pressed != "" {
		text = s.turn.Pressed
	}
	if tellsOf(text) && !s.unheard {
		s.memory.Told = lastAsked(text)
	}
}

// toldUnderCard remembers what was told in a message that was answered with a card alone: what is asked once the person is safe is about that.
func (a *Assistant) toldUnderCard(s *state) {
	said, _ := route.RemarkOf(s.turn.said())
	if said != route.NoRemark || s.finding.Level != danger.Acute || s.search != "" || s.again || route.OfTalk(dutch.Visible(s.turn.said())) {
		return // "ja" and "sorry" tell nothing that could be asked about
	}
	if text := a.unsearched(s); s.memory.Told == "" || tellsOf(text) && !continues(text) {
		s.memory.Told = lastAsked(text)
	}
}

// brokenOff remembers what was said in a turn that was stopped, also where the conversation is kept: people in danger write in bursts, and the next
// message leans on this one.
func (a *Assistant) brokenOff(ctx context.Context, s *state) {
	const while = 5 * time.Second
	s.answer.Status = Stopped
	a.toldBefore(s)
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), while)
	defer cancel()
	_ = a.keep(ctx, s) // whoever would be told is gone or busy with the next message
}

// toldBefore remembers what was said in a turn that was stopped: what happened, or else what was asked.
func (a *Assistant) toldBefore(s *state) {
	a.toldUnderCard(s)
	text := s.search
	if text == "" {
		text = a.unsearched(s)
	}
	switch said := lastAsked(text); {
	case s.finding.Level == danger.Acute && s.search == "", s.memory.Told == said, s.memory.Booking != nil, !namesAnything(text):
	case tellsOf(text) && !continues(text):
		s.memory.Told = said
	case !slices.Contains(s.memory.Asked, said):
		s.memory.asked(text)
	}
}

// unsearched returns what a message that was not looked for says, without what points to a person.
func (a *Assistant) unsearched(s *state) string {
	text := searchable(a.leaveOut(s).text)
	if s.turn.Pressed != "" {
		text = searchable(s.turn.Pressed) // a button of ours points to nobody
	}
	if s.answer.Lang != "nl" && s.turn.Pressed == "" {
		text = InDutch(text, s.answer.Lang, a.bank)
	}
	return text
}

// withStory looks for a question that found nothing together with what was told before it: "wat kan de politie doen", of somebody who told of a
// stalker. What comes of it is shown with the warning that it may not be what was meant, and only when it speaks of what is asked.
func (a *Assistant) withStory(ctx context.Context, s *state) error {
	story := s.memory.Told
	if n := len(s.memory.Asked); story == "" && n > 0 {
		story = s.memory.Asked[n-1]
	}
	if story == "" || story == s.search || strings.Contains(s.search, "\n") || s.kind == route.OutOfScope || s.turn.Retrieved != "" || tellsOf(s.search) ||
		s.found.Confidence >= possible && !vague(s.search, s.found) {
		return nil
	}
	search := story + "\n" + s.search
	found, err := a.shelf.Search(ctx, s.turn.Collection, search, searched)
	if err != nil {
		return ctx.Err() // a search that is down leaves what was found
	}
	found = a.honesty.cleaned(found)
	if found.Confidence < sure || !speaksOf(composeAt(B1, search, found, s.memory.Shown), s.search) {
		return nil
	}
	found.Confidence = possible
	s.search, s.found = search, found
	return nil
}

// ofStory sets what the page about what was told says of a short question first: "moet ik aangifte doen", of somebody who told of a rape, is answered
// from the page about rape, under its own heading, before the page about reports in general.
func (a *Assistant) ofStory(ctx context.Context, s *state) error {
	if s.memory.Told == "" || s.memory.Told == s.search || len(s.memory.Asked) == 0 || strings.Contains(s.search, "\n") || len(dutch.Tokens(s.search)) > leanWords || s.turn.Retrieved != "" ||
		s.kind == route.OutOfScope || len(s.found.Hits) == 0 {
		return nil
	}
	story, err := a.shelf.Search(ctx, s.turn.Collection, s.memory.Asked[0], searched) // as it was answered: by its care, where it has its own
	if err != nil {
		return ctx.Err() // a search that is down leaves what was found
	}
	story = a.honesty.cleaned(story)
	if story.Confidence < sure || len(story.Hits) == 0 || story.Hits[0].URL == s.found.Hits[0].URL {
		return nil
	}
	page := story.Rest // of the best page
	for _, h := range story.Hits {
		page = append(slices.Clip(page), h.Passage)
	}
	for _, p := range page {
		if p.URL == story.Hits[0].URL && names(lastOf(p.Heading), s.search) {
			s.found.Hits = slices.Insert(slices.Clone(s.found.Hits), 0, knowledge.Hit{Passage: p, Score: s.found.Hits[0].Score})
			s.found.Rest = nil
			return nil
		}
	}
	return nil
}

// names reports whether a heading has a word of what a question names.
func names(heading, question string) bool {
	in := bag(heading)
	return slices.ContainsFunc(dutch.Terms(question), func(t dutch.Term) bool { return !everyday[t.Text] && in[form(t.Text)] })
}

// speaksOf reports whether sentences have a word of what a question names.
func speaksOf(sentences []Sentence, question string) bool {
	for _, x := range sentences {
		said := bag(x.Text + " " + lastOf(x.Cites[0].Heading))
		for _, t := range dutch.Terms(question) {
			if !everyday[t.Text] && said[form(t.Text)] {
				return true
			}
		}
	}
	return false
}

// ofReactions are topics of how it is for somebody after what happened.
var ofReactions = words("normale_reacties lichamelijke_klachten angst_paniek herhaling_wantrouwen schuld_schaamte slaap_nachtmerries ouders_slachtoffer ptss_trauma somberheid moeilijke_dagen herbelevingen praten_met_kind rouw")

// ownPages returns what the site says of the last message alone, where a topic is plainly its own and it was not said yet: who told of a stalker and
// goes on that she does not sleep is told about sleep.
func (a *Assistant) ownPages(ctx context.Context, s *state) ([]Sentence, error) {
	alone := s.search[strings.LastIndex(s.search, "\n")+1:]
	if alone == s.search || !namesAnything(alone) {
		return nil, nil
	}
	top := a.topics().Rank(alone, 1)
	if len(top) == 0 || top[0].P < ownSubject || !ofReactions[string(top[0].Topic)] {
		return nil, nil
	}
	found, err := a.shelf.Search(ctx, s.turn.Collection, alone, searched)
	if err != nil {
		return nil, ctx.Err()
	}
	if found = a.honesty.cleaned(found); found.Confidence < sure || vague(alone, found) {
		return nil, nil
	}
	if s.memory.Child {
		found = forChild(found, a.caused(s))
	}
	s.search, s.found = alone, found
	if s.heardAlready() {
		return nil, nil
	}
	return supportedBy(composeAt(LevelOf(s.turn.Level), alone, found, s.memory.Shown)), nil
}

// heardAlready reports whether most of what the site says to a message was shown in this conversation: whoever tells on is then not given what is
// left over, but the way to somebody who listens.
func (s *state) heardAlready() bool {
	fits := composeAt(LevelOf(s.turn.Level), s.search, s.found, nil)
	shown := 0
	for _, x := range fits {
		if slices.Contains(s.memory.Shown, sentenceMark(x.Text)) {
			shown++
		}
	}
	return shown > 0 && shown*2 >= len(fits)
}
