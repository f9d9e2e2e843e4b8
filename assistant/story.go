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

// told remembers a message that tells what happened: what is said later may be about that. That somebody cannot hear is no such thing, and is remembered
// apart.
func (s *state) told() {
	text := s.searched
	if s.turn.Pressed != "" {
		text = s.turn.Pressed
	}
	if tellsOf(text) && !s.unheard {
		s.memory.Told = lastAsked(text)
	}
}

// ofTheMatter are the kinds of message that say something of what happened or is wanted, and not of the talk itself.
var ofTheMatter = map[route.Kind]bool{"": true, route.Answer: true, route.OutOfScope: true, route.Distress: true, route.OwnCase: true, route.Prediction: true, route.Guilt: true, route.Revenge: true, route.OtherPerson: true, route.Unclear: true, route.Complaint: true}

// saidOn remembers what was said for what is said next, whatever was answered to it.
func (a *Assistant) saidOn(s *state) {
	unnamed, _, _ := route.Anonymous(s.question)
	if s.memory.Booking != nil || s.again || s.remarked != route.NoRemark || !unnamed && (!ofTheMatter[s.kind] || s.kind == "" && s.finding.Level < danger.Acute) {
		return
	}
	text := a.unsearched(s)
	if foreign := s.answer.Lang != "nl" && s.turn.Pressed == ""; foreign || len(s.memory.Spoken) > 0 {
		if len(s.memory.Spoken) == 0 && len(s.memory.Said) > 0 {
			s.memory.spoke(strings.Join(s.memory.Said, "\n")) // in Dutch, before this
		}
		if foreign {
			s.memory.spoke(searchable(a.leaveOut(s).text))
		} else {
			s.memory.spoke(text)
		}
	}
	if namesAnything(text) {
		s.memory.said(text)
	}
}

// saidSoFar returns what was said in this talk, one message each, with the one that is looked for now.
func (s *state) saidSoFar() []string {
	return append(s.memory.earlier(), s.search)
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

// ofNeeds are topics of how it is for somebody after what happened, and of what they need then.
var ofNeeds = words("schade_onderbouwen inboedelverzekering verzekering_medische_kosten rechtsbijstandverzekering herstelbemiddeling toegankelijk chat_online tolk_taal inkomen_ziekmelden zzp_inkomensverlies schulden omgeving_onbegrip victim_blaming relatie_intimiteit rijangst verslaving_coping " +
	"normale_reacties lichamelijke_klachten angst_paniek herhaling_wantrouwen schuld_schaamte slaap_nachtmerries ouders_slachtoffer ptss_trauma somberheid moeilijke_dagen herbelevingen praten_met_kind rouw")

// ownPages returns what the site says of the last message alone, where a topic is plainly its own and it was not said yet: who told of a stalker and
// goes on that she does not sleep is told about sleep.
func (a *Assistant) ownPages(ctx context.Context, s *state) ([]Sentence, error) {
	alone := s.now()
	if s.before == "" || !namesAnything(alone) {
		return nil, nil
	}
	top := a.topics().Rank(alone, 1)
	if len(top) == 0 || top[0].P < ownSubject || !ofNeeds[string(top[0].Topic)] {
		return nil, nil
	}
	found, err := a.shelf.Search(ctx, s.turn.Collection, alone, searched)
	if err != nil {
		return nil, ctx.Err()
	}
	if found = a.forWhoTold(s, a.honesty.cleaned(found)); found.Confidence < sure || vague(alone, found) {
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

// newSection returns what the first of the sections that fit best says of which nothing was shown yet: it may say the very thing that is told on.
func (s *state) newSection() []Sentence {
	of := s.found
	of.Rest = nil
	for _, h := range s.found.Hits[:min(sectionsShown, len(s.found.Hits))] {
		if h.Score < otherPage*s.found.Hits[0].Score {
			break
		}
		of.Hits = []knowledge.Hit{h}
		says := supportedBy(composeInTalk(LevelOf(s.turn.Level), s.search, of, nil))
		if !slices.ContainsFunc(says, func(x Sentence) bool { return slices.Contains(s.memory.Shown, sentenceMark(x.Text)) }) {
			return says
		}
	}
	return nil
}

// toldOn offers who tells on, when the site has nothing new to say to it, somebody who listens, and after that what can be done next.
func (a *Assistant) toldOn(s *state) error {
	s.answer.Status = Told
	key := s.another("told_on")
	if err := a.say(s, strings.TrimSpace(s.heard()+Message(s.answer.Lang, key)+s.childLine()+" "+s.soft())); err != nil || key == "told_on" {
		return err
	}
	return a.offer(s, "")
}

// onlyTells reports whether a message tells something of its writer or of what happened, and asks and seeks nothing.
func (s *state) onlyTells() bool {
	tokens := dutch.Tokens(s.question)
	switch {
	case s.turn.Retrieved != "" || s.turn.Chosen || s.turn.Pressed != "" || s.halfKnown || s.foreign || len(tokens) < leastDeed:
		return false
	case route.Asks(s.question) || asksOf(s.question, tokens):
		return false
	case s.answer.Lang != "nl":
		return tellsOf(s.question)
	}
	told := clausesOf(s.question)
	has := func(of map[string]bool) bool {
		return slices.ContainsFunc(tokens, func(t dutch.Token) bool { return of[t.Text] })
	}
	if has(seeking) {
		return false
	}
	last := tokens[len(tokens)-1].Text
	done := has(undergoes) && len(last) >= leastStory && (strings.HasSuffix(last, "d") || strings.HasSuffix(last, "t") || strings.HasSuffix(last, "en")) // "de zitting is uitgesteld"
	return done || told.has(mineWords) && (has(eventWords) || slices.ContainsFunc(tokens, func(t dutch.Token) bool { return dutch.Finite(t.Text) || pastVerb(t.Text) }))
}

// pastVerb reports a word that looks like what somebody did: "begon", "dwong", "raakte", "pakte".
func pastVerb(w string) bool {
	return strongPast[w] || len(w) >= leastStory && (strings.HasSuffix(w, "te") || strings.HasSuffix(w, "de"))
}

var (
	// seeking are words of who wants to know or have something, whether they ask it or not.
	seeking    = words("weet snap begrijp bedoel wil willen graag zoek zoeken vraag vragen weten nodig zou informatie info uitleg adres nummer telefoonnummer vertel geef stuur leg hoe wat waar wie wanneer welke welk waarom hoeveel hoelang")
	strongPast = words("begon gaf nam kwam ging zat lag stond riep zei sloeg schoot stak trok duwde kreeg liet hield deed dwong greep pakte raakte keek liep viel vond verloor brak sprak schreef bleef reed dreef vroeg")
)

// another returns the key of a text of ours, or, where that text was the last thing said, of the one that goes on with it: nobody hears the same line twice in
// a row.
func (s *state) another(key string) string {
	if s.memory.Offered == key {
		return key + "_more"
	}
	return key
}

// newOf returns the sentences that were not shown yet and speak of what the message says now.
func (s *state) newOf(kept []Sentence) []Sentence {
	named := byTerm(s.found.Terms).formsOf(s.searched)
	return slices.DeleteFunc(slices.Clone(kept), func(x Sentence) bool {
		return slices.Contains(s.memory.Shown, sentenceMark(x.Text)) || !sharesForm(named, bag(x.Text)) && !sharesForm(named, bag(knowledge.NearestHeading(x.Cites[0].Heading)))
	})
}

// inTalk returns what a finding in a message is after what was told. Where it speaks of another whom its writer asked to have kept away, what sounds like danger is
// not taken back.
func (m *Memory) inTalk(r *danger.Reader, f danger.Finding, text string, other bool) danger.Finding {
	heard := r.InTalk(f, m.asSaid(), text, other)
	if heard.Level < f.Level && (clause{words: tokenTexts(text)}).holds(ofOthers) && slices.ContainsFunc(m.earlier(), route.SeeksBan) {
		return f
	}
	return heard
}
