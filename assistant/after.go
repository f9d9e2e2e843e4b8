package assistant

import (
	"context"
	"regexp"
	"slices"
	"strings"

	"wegwijzer/assistant/danger"
	"wegwijzer/assistant/route"
	"wegwijzer/internal/dutch"
)

// check is the check of danger in a message of a conversation. Somebody beside the writer who reads along is near, and may not be heard of.
func (a *Assistant) check(r *danger.Reader, m *Memory, text string) danger.Finding {
	told := m.Told
	if m.ownWords() {
		told = m.asSaid()
	}
	if m.Hits && m.Booking == nil && route.WantsToStop(text) && r.Check(text).Level == danger.None {
		return danger.Finding{} // the hitting, of who told that they hit
	}
	f := r.CheckAfter(told, text)
	if inDanger := m.Card != nil && m.Card.Level == danger.Acute; !onlyWhen(text) && (f.Level > danger.None && !inDanger || f.Level == danger.None && m.tells(text)) {
		f = m.inTalk(r, f, text, a.ofAnything(text))
	}
	if on, ok := r.TellsOn(m.story(), text); ok && (on.Level > f.Level || !r.Check(text).Ruled) {
		f = on
	}
	f = m.byExploiter(m.onWish(m.ofWhoDidIt(m.besides(f), text), text))
	said := m.earlier()
	if f.Level > danger.None && danger.InCourt(strings.Join(append(said, m.Pieces...), ".\n"), text) && len(without(f.Kinds, fromAnother...)) == 0 {
		f = danger.Finding{Child: f.Child, Grown: f.Grown, Deaf: f.Deaf} // "zit hij naast mij", of the hearing of tomorrow
	}
	if f.Child && !m.Child && slices.ContainsFunc(said, func(text string) bool { return r.Check(text).Grown }) {
		f.Child, f.Grown = false, true
		f.Lines = without(f.Lines, danger.ChildLine) // "mama wil het niet", of whose mother is 82
	}
	f.Deaf = f.Deaf || f.Level > danger.None && m.Deaf && !f.Silent && !m.Silent || f.Level > danger.None && slices.ContainsFunc(said, func(text string) bool { return r.Check(text).Deaf })
	if f.Level > danger.None && onlyWhen(text) && !r.Check(text).Ruled {
		f = m.when(r, text)
	}
	if all, ok := m.together(r, text); ok && all.Level > f.Level {
		f = all
	}
	if f.Secret && slices.ContainsFunc(m.Kinds, func(k danger.Kind) bool { return slices.Contains(fromAnother, k) }) {
		if f.Silent = true; f.Level == danger.None { // kept from who is violent, as was told before
			f.Level, f.Kinds, f.Lines = danger.Concern, []danger.Kind{danger.AcuteDanger}, []danger.Line{danger.Emergency, danger.SafeAtHome}
		}
	}
	if !route.ReadsBeside(text) {
		return f
	}
	f.Silent = true
	if f.Level == danger.Acute {
		return f
	}
	f.Level, f.Ruled = danger.Acute, true
	f.Kinds = append([]danger.Kind{danger.PerpetratorNear}, without(f.Kinds, danger.PerpetratorNear)...)
	f.Lines = append([]danger.Line{danger.Emergency, danger.SafeAtHome}, without(f.Lines, danger.Emergency, danger.SafeAtHome)...)
	return f
}

// story returns what was told in the conversation, and in words that the rules of danger know what is remembered of it besides.
func (m *Memory) story() string {
	told := slices.Concat([]string{m.Told}, m.Said, m.Asked)
	if m.Child {
		told = append(told, "ik ben een kind")
	}
	if slices.ContainsFunc(m.Kinds, func(k danger.Kind) bool { return slices.Contains(fromAnother, k) }) {
		told = append(told, "er is een dader")
	}
	return strings.Join(slices.DeleteFunc(told, func(text string) bool { return text == "" }), ".\n")
}

// without returns the items that are none of some.
func without[T comparable](all []T, some ...T) []T {
	return slices.DeleteFunc(slices.Clone(all), func(x T) bool { return slices.Contains(some, x) })
}

// inDanger returns what danger there is in the message, as one of this conversation.
func (a *Assistant) inDanger(s *state) danger.Finding {
	f := a.check(&s.reads, s.memory, s.turn.said())
	if again, ok := s.wishAgain(f); ok {
		return again
	}
	only := danger.Finding{Child: f.Child, Silent: f.Silent}
	if s.memory.Booking != nil && f.Level == danger.Concern && !f.Ruled && (hasMoment(s.turn.said()) || s.memory.Booking.Offers(s.turn.said())) {
		return only // "liever niet op woensdag": when somebody can come, or a button of ours
	}
	if s.memory.Booking != nil && f.Level > danger.None && !s.memory.Danger && s.reads.Check(s.memory.Told).Level == danger.None && s.memory.Booking.answersWhen(s.turn.said()) {
		return only // "de laatste" of the times that were offered, "zo snel mogelijk"
	}
	if f.Level > danger.None && (f.Level == danger.Concern || !f.Ruled) && !s.memory.Danger && s.reads.Check(s.memory.Told).Level == danger.None && route.OnlyOfTalk(s.turn.said()) {
		return only // "wis dit gesprek": what is asked is answered, and says how to leave unseen
	}
	if f.Level > danger.None && s.ratherNoCall() && s.safeSoFar() {
		return only // "nee, niet bellen": how somebody would rather be helped
	}
	if s.ratherNoCall() && s.nobodyNear() {
		return danger.Finding{Level: danger.Concern, Kinds: s.memory.Kinds, Lines: s.memory.Near, Child: f.Child} // after a rape: whom to reach stays
	}
	if f.Level > danger.None && s.memory.Booking != nil && !s.memory.Danger && s.reads.Check(s.memory.Told).Level == danger.None && s.memory.Booking.onlyNoCall(s.turn.said()) {
		return danger.Finding{} // "nee niet terugbellen": no appointment any more
	}
	if f.Level > danger.None && !f.Ruled && route.OnlyOfLoss(s.turn.said()) && !s.memory.Danger {
		return only // "my husband jumped in front of a train": a loss, and no danger of who tells it
	}
	if f.Silent && slices.Equal(f.Kinds, []danger.Kind{danger.PerpetratorNear}) && route.Unheard(s.turn.said()) && !s.memory.Danger && !route.NamesAnother(s.turn.said()) {
		return danger.Finding{Child: f.Child} // "ik kan niet praten door mijn stem": nobody near keeps them silent
	}
	if f.Level == danger.Concern && asksVisit(s.turn.said()) && s.safeSoFar() {
		return only // "komt er iemand bij mij thuis langs": one of ours
	}
	return f
}

// ratherNoCall reports whether a message says no more than that its writer would rather not call, or not be called.
func (s *state) ratherNoCall() bool {
	text := s.turn.said()
	return route.OnlyOfCalling(text) || len(dutch.Tokens(text)) <= pieceWords && noCall.MatchString(bookingFold(text))
}

// ownCare are kinds of danger with a line of their own, and without somebody who may hear.
var ownCare = []danger.Kind{danger.SexualViolence, danger.Suicidality, danger.SelfHarm}

// nobodyNear reports whether danger was told of, and nobody who may hear that the writer speaks: no partner did it, and the writer can speak.
func (s *state) nobodyNear() bool {
	m := s.memory
	return len(m.Kinds) > 0 && len(m.Near) > 0 && !m.Silent && len(without(m.Kinds, ownCare...)) == 0 && !ofHome(m.story())
}

// carried adds to a finding what the person said before and has not taken back: that a child writes, that nobody may hear them.
func (s *state) carried(f danger.Finding, over bool) danger.Finding {
	m := s.memory
	f.Grown = f.Grown && LevelOf(s.turn.Level) != Youth // who chose to read as a child is one
	m.Child = m.Child && !f.Grown || f.Child
	if f.Level > danger.None || m.Danger {
		m.Silent = m.Silent || f.Silent
	}
	if over || !f.Silent && route.CanTalk(s.turn.said()) {
		m.Silent = false
	}
	if f.Level == danger.None {
		return f
	}
	f.Silent = f.Silent || m.Silent
	if (f.Harms || f.Kinds[0] == danger.ThreatByUser) && slices.Contains(m.Near, danger.SafeAtHome) && !slices.Contains(f.Lines, danger.SafeAtHome) {
		f.Lines = append(slices.Clone(f.Lines), danger.SafeAtHome) // who would harm the one who hits them is still hit, and who hit their child spoke of it
	}
	if slices.Contains(m.Kinds, danger.SexualViolence) && slices.Contains(fromAnother, f.Kinds[0]) && !slices.Contains(f.Lines, danger.SexualAssault) {
		f.Lines = append(slices.Clone(f.Lines), danger.SexualAssault) // who was raped, and is not safe, still needs to be looked after
	}
	if m.Wish && !slices.Contains(f.Lines, danger.SuicideLine) {
		f.Lines = append(slices.Clone(f.Lines), danger.SuicideLine) // who wishes to die, and is in another danger, still wishes it
	}
	if m.Child && !f.Child { // who said to be a child is one in the next turn too
		f.Child = true
		if !slices.Contains(f.Lines, danger.ChildLine) {
			f.Lines = slices.Insert(slices.Clone(f.Lines), min(1, len(f.Lines)), danger.ChildLine)
			if f.Level == danger.Concern {
				f.Lines[0], f.Lines[1] = f.Lines[1], f.Lines[0]
			}
		}
	}
	return inOrder(f)
}

// inOrder puts the line that danger of now asks for before those that stay of earlier: 112 where another is the danger, and 113 for a wish to die.
func inOrder(f danger.Finding) danger.Finding {
	first := danger.Emergency
	switch {
	case f.Kinds[0] == danger.Suicidality && !(f.Level == danger.Acute && slices.Index(f.Lines, danger.Emergency) == 0):
		first = danger.SuicideLine
	case f.Level < danger.Acute || !slices.Contains(fromAnother, f.Kinds[0]) && f.Kinds[0] != danger.ChildInDanger:
		return f
	}
	f.Lines = append([]danger.Line{first}, without(f.Lines, first)...)
	return f
}

// carded remembers a card that is shown.
func (m *Memory) carded(f danger.Finding, over bool) {
	for _, k := range f.Kinds {
		if !slices.Contains(m.Kinds, k) {
			m.Kinds = append(m.Kinds, k)
		}
	}
	m.Wish = m.Wish || f.Wish || f.Weighs() && f.Kinds[0] != danger.ThreatByUser && (f.Ruled || f.Named)
	if f.Level == danger.Acute || over {
		f.Silent = false // that is remembered apart: it may end before the danger does
		m.Danger, m.Card, m.Calm = true, &f, false
	}
}

// fromAnother are kinds of danger that are over when somebody else is gone.
var fromAnother = []danger.Kind{danger.AcuteDanger, danger.PerpetratorNear, danger.Stalking}

// goneWords is how many words a message has in which nothing else can be told of than that somebody is gone.
const goneWords = 4

// saidOver reports whether a message says, after a card of danger by another, that this danger is over. What tells of acute danger is never over;
// a few words that only sound like it may be.
func (s *state) saidOver(f danger.Finding) bool {
	c := s.memory.Card
	if c == nil || f.Level == danger.Acute && (len(dutch.Tokens(s.turn.said())) > goneWords || s.reads.Check(s.turn.said()).Ruled) || len(c.Kinds) == 0 || !slices.Contains(fromAnother, c.Kinds[0]) || s.memory.Booking != nil {
		return false
	}
	said, open := route.Over(dutch.Visible(s.turn.said()))
	return said && !open
}

// longAgo remembers that a rape for which the card of the first days was shown is longer ago: whom to reach stays, and the moment is no danger.
func (m *Memory) longAgo(text string) {
	if c := m.Card; c != nil && c.Level == danger.Acute && len(without(c.Kinds, danger.SexualViolence)) == 0 && danger.LongAgo(text) {
		past := calmed(*c)
		m.Card = &past
	}
}

// calmed returns the finding for a danger that is said to be over: it may come back, so every line stays, and those to talk to come first.
func calmed(f danger.Finding) danger.Finding {
	f.Level, f.Silent = danger.Concern, false
	f.Lines = append(without(f.Lines, danger.Emergency), danger.Emergency)
	return f
}

// askedAgain returns the card that a message asks on about in which there is no danger of its own, or which is no more than a cry.
func (a *Assistant) askedAgain(s *state, f danger.Finding) (danger.Finding, bool) {
	if s.sleeps() && !(f.Ruled && s.reads.Check(s.turn.said()).Ruled) {
		return danger.Finding{Level: danger.Concern, Kinds: []danger.Kind{danger.AcuteDanger}, Lines: []danger.Line{danger.SafeAtHome, danger.Emergency}}, true
	}
	if f, ok := a.whereTo(s, f); ok {
		s.whereTo = true
		return f, true
	}
	if again, ok := s.fearsAgain(); ok && !f.Weighs() && f.Level < danger.Acute {
		return again, true
	}
	tokens := dutch.Tokens(s.turn.said())
	cry := f.Level == danger.Concern && (len(tokens) <= 2 || ofBody(tokens) && !s.reads.Check(s.turn.said()).Ruled) && s.memory.Card != nil && s.memory.Card.Level == danger.Acute
	if f.Level > danger.None && !cry && (s.reads.Check(s.turn.said()).Ruled || f.Weighs() || !a.namesNothing(s)) {
		return f, false // and not "en als hij het nog eens doet", which is about what was told
	}
	if f, ok := a.ofTerm(s); ok {
		return f, true
	}
	if s.regrets() || a.namesNothing(s) || s.asksOfWound() {
		return *s.memory.Card, true
	}
	return f, false
}

// fearsAgain returns the card for who asks in few words what if it happens again, after what another did: the one that was shown, or whom to reach for what
// goes on.
func (s *state) fearsAgain() (danger.Finding, bool) {
	m := s.memory
	if m.Booking != nil || len(dutch.Tokens(s.turn.said())) > leanWords || !againDone.MatchString(plainWords(s.turn.said())) {
		return danger.Finding{}, false
	}
	if c := m.Card; c != nil {
		return *c, len(c.Kinds) > 0 && slices.Contains(fromAnother, c.Kinds[0])
	}
	return danger.Finding{Level: danger.Concern, Kinds: m.Kinds, Lines: m.Lasts, Child: m.Child}, len(m.Lasts) > 0 && len(m.Kinds) > 0 && slices.Contains(fromAnother, m.Kinds[0])
}

// againDone is what is feared to be done again: "en als hij het nog een keer doet", "en als ze hierheen komt".
var againDone = regexp.MustCompile(`\b(als|wat als|stel dat) (hij|zij|ze|die|het) (\S+ ){0,4}?(weer|opnieuw|nog een keer|nog eens|nog es|nogmaals|straks weer)\b|\b(als|wat als|stel dat) ` + comesHere + `|\b(if|when) (he|she|they|it) (\S+ ){0,3}?again\b|\b(s il|s'il|si elle|si il) (\S+ ){0,3}?(recommence|encore)\b`)

// comesHere matches who comes to the writer.
const comesHere = `(hij|zij|ze|die) (\S+ )?(terugkomt|langskomt|terug komt|langs komt|hierheen komt|hier komt|hier staat|naar (mij|me|ons) (toe )?komt|bij (mij|me|ons) komt|(voor|aan) (de|mijn|mn|onze) deur (staat|komt))\b`

// asksOn reports whether a message that is about the danger of before asks what to do. "Ja", "sorry", "ik ben bang" and "ik kan nu praten" do not, and get the card alone.
func (a *Assistant) asksOn(s *state) bool {
	if _, ok := a.ofTerm(s); ok || s.whereTo {
		return true
	}
	text := dutch.Visible(s.turn.said())
	said, _ := route.Over(text)
	_, again := s.fearsAgain()
	return said || s.sleeps() || again || route.Asks(text) || route.WhatNow(text) || followUp(text, s.answer.Lang) != "" || asksAfter(text) != 0
}

// namesNothing reports whether a message names nothing of its own after a card of acute danger, when nothing else was answered since: "wat nu", "weg".
// It is about that danger, and whatever a search would make of it is not.
func (a *Assistant) namesNothing(s *state) bool {
	m := s.memory
	if m.Card == nil || m.Calm || m.Booking != nil || s.turn.Chosen || s.turn.Retrieved != "" {
		return false
	}
	text := dutch.Visible(s.turn.said())
	tokens := dutch.Tokens(text)
	if len(tokens) == 0 || s.ofCourt(text) {
		return false
	}
	switch RouterOf(a.bank).Route(text).Kind {
	case route.Unclear, route.Distress:
		return true
	case route.Answer:
	default:
		return false
	}
	if said, _ := route.Over(text); said {
		return true
	}
	if route.ComesBack(text) || route.CanTalk(text) {
		return true
	}
	if route.Asks(text) || asksOf(text, tokens) {
		return s.answer.Lang != "nl" && (route.WhatNow(text) || followUp(text, s.answer.Lang) != "") || s.answer.Lang == "nl" && !namesAnything(text) && len(tokens) <= leanWords
	}
	if len(tokens) <= fragmentWords && goesOnFrom[tokens[0].Text] || ofBody(tokens) || len(tokens) <= 2 && danger.NamesWeapon(text) {
		return true // "met een mes", "bıçakla", "ik ben schor", of who was choked
	}
	if s.answer.Lang != "nl" {
		return len(tokens) <= fragmentWords && route.Fears(text) || len(tokens) <= 2 && !a.ownSubject(text) || route.WhatNow(text) || followUp(text, s.answer.Lang) != ""
	}
	if !namesAnything(text) {
		return len(tokens) <= leanWords
	}
	return len(tokens) <= 2 && !a.ownSubject(text)
}

// fragmentWords is how many words a message has that goes on in the midst of the sentence before it.
const fragmentWords = 4

var (
	// goesOnFrom are words that go on in the midst of a sentence.
	goesOnFrom = tokensOf("met door onder bij naast achter voor with by from under avec par chez sous z ze przez od з із від بـ مع من ku pa for_di")
	// hurts are what a body does that was choked or beaten, and may be grave.
	hurts = tokensOf("hoofdpijn schor hees keel keelpijn slikken duizelig misselijk overgeven gebraakt braak spuug wazig flauwgevallen flauw bewusteloos buikpijn bloed bloeden bloedt benauwd headache hoarse dizzy vomiting bleeding throat vertiges vomi saigne krwawi wymiotuję başım kanıyor голова кров دوخة نزيف")
)

// ofBody reports whether a message tells in few words of a complaint of the body.
func ofBody(tokens []dutch.Token) bool {
	return len(tokens) <= leanWords && slices.ContainsFunc(tokens, func(t dutch.Token) bool { return hurts[t.Text] })
}

// goesOn reports whether something is said below a card of acute danger. A first cry is answered with the card alone: who cries does not read. Who
// asks what this page shows of them, what would be, or something more with the card in hand is answered below it, and so is who gave a bank card away.
func (s *state) goesOn(f danger.Finding) bool {
	if f.Level != danger.Acute || action(f) == ActionAnswer {
		return true
	}
	text := dutch.Visible(s.turn.said())
	return s.memory.Booking == nil && (route.OfTalk(text) || route.Asks(text) && (s.memory.Danger || route.WhatIf(text)) || gaveAway(text, f))
}

// shownCard reports whether the words of a card were shown before in this conversation. Those on an emergency and a wish to die, and those for who cannot speak, are short
// and always said.
func (s *state) shownCard(f danger.Finding) bool {
	c := s.memory.Card
	if c == nil || f.Level != danger.Acute || c.Level != danger.Acute || f.Silent || len(f.Kinds) == 0 || len(c.Kinds) == 0 || f.Kinds[0] == danger.Medical || f.Weighs() {
		return false
	}
	return theme(f) == theme(*c)
}

// theme is what the words of a card are about.
func theme(f danger.Finding) danger.Kind {
	if f.Kinds[0] == danger.PerpetratorNear {
		return danger.AcuteDanger
	}
	return f.Kinds[0]
}

// safety is what the site is asked when somebody in danger asks on and names nothing: one after the other, as long as the danger is not over.
var safety = map[danger.Kind][]string{
	danger.AcuteDanger: {inNeed, "veilig weggaan uit een relatie"}, danger.PerpetratorNear: {inNeed, "veilig weggaan uit een relatie"}, danger.Stalking: {inNeed, "welke stappen kun je zetten bij stalking"},
	danger.ChildInDanger: {"maak je je zorgen om een kind, kindermishandeling"}, danger.SexualViolence: {"Centrum Seksueel Geweld"}, danger.Trafficking: {"mensenhandel"},
	danger.Suicidality: {"suïcidale gedachten"}, danger.SelfHarm: {"suïcidale gedachten"},
}

const inNeed = "direct gevaar, veilige plek, 112"

// safetySearch returns what the site is asked for who asks on after a card, or "" when the lines say all there is.
func (s *state) safetySearch() string {
	f := s.finding
	if len(f.Kinds) == 0 {
		return ""
	}
	kind := f.Kinds[0]
	if slices.Contains(fromAnother, kind) && slices.Contains(f.Kinds, danger.Stalking) {
		kind = danger.Stalking
	}
	searches := safety[kind]
	if f.Child && kind != danger.SexualViolence && kind != danger.Suicidality && kind != danger.SelfHarm {
		searches = []string{inNeed, "ben je zelf jonger dan 18, kindermishandeling"}
	}
	for _, search := range searches {
		switch {
		case slices.Contains(s.memory.Asked, search):
		case search == inNeed && f.Level < danger.Acute: // it is over
		case search != inNeed && f.Outside && (kind == danger.AcuteDanger || kind == danger.PerpetratorNear): // who does it is no relation
		default:
			return search
		}
	}
	return ""
}

// about decides what the site is asked: what belongs to a danger that was told and is asked on about, before what the words alone would find.
func (a *Assistant) about(ctx context.Context, s *state) (verdict, error) {
	if f, ok := a.termOf(s); ok && s.finding.Level > danger.None {
		s.search = f.Fact
		return verdict{word: "term"}, nil
	}
	if s.finding.Level == danger.Acute && gaveAway(s.question, s.finding) {
		s.search = blockAll
		return verdict{word: "bank"}, nil
	}
	if s.settled != "" || s.byText || s.whereTo || !s.again && (s.finding.Level != danger.Acute || action(s.finding) == ActionAnswer || a.ownSubject(s.question)) {
		v, err := a.standalone(ctx, s)
		if err != nil || v.done {
			return v, err
		}
		return a.ofCard(s, v)
	}
	if s.sleeps() {
		s.search = toSleep
		return verdict{word: "shelter"}, nil
	}
	if s.search = s.safetySearch(); s.search == "" {
		return verdict{done: true, word: "lines"}, a.afterCard(s)
	}
	return verdict{word: "safety"}, nil
}

// ownSubject reports whether a message surely has a subject of its own.
func (a *Assistant) ownSubject(text string) bool {
	top := a.topics().Rank(searchable(text), 1)
	return len(top) > 0 && top[0].P >= ownSubject
}

// closing returns the key of what is said last: after is what is said after a card that is not one of an emergency.
func (s *state) closing(after string) string {
	if s.finding.Level == danger.Acute && action(s.finding) != ActionAnswer {
		return "acute_next"
	}
	return after
}

// ownDutch returns the words of a question in Dutch, without the topic that its language has for it: who asks how long names no topic.
func (s *state) ownDutch() string {
	if s.answer.Lang == "nl" {
		return searchable(s.question)
	}
	return translate(searchable(s.question), s.answer.Lang).dutch
}
