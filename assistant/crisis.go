package assistant

import (
	"context"
	"regexp"
	"slices"
	"strings"
	"time"

	"wegwijzer/assistant/danger"
	"wegwijzer/assistant/route"
	"wegwijzer/internal/dutch"
	"wegwijzer/knowledge"
)

// danger looks for danger in the message as it came, before anything that could stop, change or delay it: limits, redaction, search, a model.
// The card is shown at once. Acute danger ends the turn, unless the person may want to know more and is not waiting for rescue: the first days
// after sexual violence, what this page shows of them, and what they ask when they have the card already. What only sounds like it, to the classifier and
// to no rule, is answered below the card where the site surely has it. Concern is shown above the answer.
func (a *Assistant) danger(_ context.Context, s *state) (verdict, error) {
	f := s.byOutsider(s.admitted(a.inDanger(s)))
	s.memory.Wish = s.memory.Wish && !danger.TakesBack(s.turn.said())
	if f.Level == danger.None {
		s.memory.longAgo(s.turn.said())
	}
	over := s.saidOver(f)
	f = s.carried(f, over)
	if over {
		f = calmed(*s.memory.Card)
	} else if again, ok := s.notReached(f); ok {
		f, s.again, s.waits = s.carried(again, false), true, true
	} else if again, ok := a.askedAgain(s, f); ok {
		f, s.again = s.carried(again, false), true
	}
	s.finding = f
	if f.Level == danger.None {
		return verdict{word: "none"}, nil
	}
	s.answer.Lang = s.speaking(f)
	only := s.again && !a.asksOn(s) && !s.blamesBody() && s.deedWondered() == ""
	goesOn := !only && (s.again || s.goesOn(f)) && !route.ReadsBeside(s.turn.said()) // nothing of an offender stands on a screen that another reads
	n := card(f, s.answer.Lang, a.lines(), s.turn.Now)
	if goesOn && s.shownCard(f) {
		n.Text = "" // it was read: now the numbers at once, and what was asked
	}
	s.memory.carded(f, over) // also where the person is gone before it is read
	s.answer.Notices = append(s.answer.Notices, n)
	if err := s.emit(Event{Notice: &n}); err != nil {
		return verdict{}, err
	}
	s.memory.Unclear = 0
	switch {
	case over:
		return verdict{done: true, word: "over"}, a.say(s, Message(s.answer.Lang, "danger_over"))
	case s.waits:
		return verdict{done: true, word: "not reached"}, a.say(s, Message(s.answer.Lang, "not_reached"))
	case only:
		return verdict{done: true, word: "again"}, a.afterCard(s)
	case f.Level == danger.Concern && f.Kinds[0] == danger.Medical && !route.Asks(dutch.Visible(s.turn.said())) && s.turn.Retrieved == "":
		return verdict{done: true, word: "hurt"}, a.afterCard(s) // who is getting worse reads of nothing else
	case f.Level == danger.Concern:
		return verdict{word: "concern"}, nil
	}
	s.answer.Status, s.answer.Action = CrisisAcute, action(f)
	if s.sounds = !goesOn && !f.Ruled && !f.Silent && !f.Child && s.memory.Booking == nil; goesOn || s.sounds {
		return verdict{word: "acute"}, nil
	}
	return a.cardAlone(s)
}

// cardAlone ends a turn with the card of acute danger, and a way to go on for who is safe.
func (a *Assistant) cardAlone(s *state) (verdict, error) {
	s.answer.Closing = s.inAbroad() + Message(s.answer.Lang, "acute_next")
	return verdict{done: true, word: "acute"}, s.emit(Event{Closing: s.answer.Closing})
}

// safeSoFar reports whether something was said before in the conversation, and none of it was danger.
func (s *state) safeSoFar() bool {
	said := s.memory.earlier()
	return !s.memory.Danger && len(said) > 0 &&
		!slices.ContainsFunc(said, func(text string) bool { return s.reads.Check(text).Level > danger.None })
}

// careTopics say what the site is asked about when somebody tells of what has its own care, and asks nothing else: not what is worth money or
// what the law says, but where they are looked after.
var careTopics = map[danger.Kind]knowledge.TopicID{danger.SexualViolence: "centrum_seksueel_geweld", danger.AcuteDanger: "huiselijk_geweld"}

// partners are who makes violence that of a home, in a message that says whose they are.
var partners = tokensOf("man vrouw vriend vriendin partner echtgenoot echtgenote husband wife boyfriend girlfriend kocam eşim sevgilim mąż чоловік mari conjoint copain chłopak esposo kasá زوجي خطيبي جوزي راجلي حبيبي شريكي")

// ofHome reports whether a message names a partner of who writes.
func ofHome(text string) bool {
	tokens := dutch.Tokens(text)
	for i, t := range tokens {
		if (partners[t.Text] || partners[afterAnd(t.Text)]) && (i > 0 && owners[tokens[i-1].Text] || !plainPartner[t.Text]) {
			return true
		}
	}
	return false
}

// afterAnd returns a word without the Arabic "and" or "so" that is written at its start.
func afterAnd(word string) string {
	for _, and := range []string{"و", "ف"} {
		if rest, ok := strings.CutPrefix(word, and); ok {
			return rest
		}
	}
	return word
}

// plainPartner are partners that are anybody's without a word of whose: de man, a husband.
var plainPartner = words("man vrouw vriend vriendin partner echtgenoot echtgenote husband wife boyfriend girlfriend")

var owners = tokensOf("mijn mn me m'n my mi mon mój")

// careKin are topics whose questions tell what happened and ask for nothing else.
var careKin = []knowledge.TopicID{"mishandeling", "huiselijk_geweld", "verkrachting", "aanranding", "centrum_seksueel_geweld", "drogering", "seksueel_geweld_mannen", "mannen_huiselijk_geweld"}

// ofHarassment are topics of who is touched or spoken to in ways they do not want, at work or in a club.
var ofHarassment = []knowledge.TopicID{"seksuele_intimidatie", "seksuele_intimidatie_werk"}

// harassed reports whether a message is rather of harassment than of anything else.
func (a *Assistant) harassed(s *state) bool {
	var p float32
	for _, top := range a.topics().Rank(s.ownDutch(), len(ofHarassment)+1) {
		if slices.Contains(ofHarassment, top.Topic) {
			p += top.P
		}
	}
	return p >= ownSubject
}

// careFirst returns the topic of the care that belongs to what a message tells, or to what was told before a bare "wat nu".
func (a *Assistant) careFirst(s *state) (knowledge.Topic, bool) {
	told := s.finding
	if len(told.Kinds) == 0 && s.search != s.question && s.answer.Lang == "nl" { // words put into Dutch say what is sought, not what happened
		told = s.reads.Check(s.search)
	}
	for _, k := range told.Kinds {
		id, ok := careTopics[k]
		if !ok || asksOfMoney(s.question) || k == danger.AcuteDanger && !byTheirPartner.MatchString(plainWords(s.question)) && (told.Outside || !ofHome(s.question) && !s.byPartner() || slices.Contains(told.Kinds, danger.ChildInDanger) || slices.Contains(told.Kinds, danger.Trafficking)) {
			continue
		}
		if top := a.topics().Rank(s.ownDutch(), 1); len(top) > 0 && top[0].P >= ownSubject && !slices.Contains(careKin, top[0].Topic) {
			continue // it asks for something of its own
		}
		if k == danger.SexualViolence && told.ThirdParty && len(s.finding.Kinds) == 0 {
			continue // what is asked on about somebody else is asked of who stands by
		}
		if k == danger.SexualViolence && !told.Ruled && a.harassed(s) {
			continue // "mijn chef legt steeds zijn hand op mijn rug": not what keeps the traces of a rape
		}
		topic, ok := a.topics().Lookup(id)
		if ok && !slices.Contains(s.memory.Asked, careSearch(topic)) {
			return topic, true
		}
	}
	return knowledge.Topic{}, false
}

// byTheirPartner matches who is hurt by a partner of theirs, told by somebody else: "mijn dochter heeft een vriend die haar slaat".
var byTheirPartner = regexp.MustCompile(`\b(dochter|zoon|zus|zusje|broer|vriendin|nicht|nichtje|kleindochter|moeder|collega|buurvrouw|huurster|buurman) (\S+ ){0,7}(vriend|vriendje|man|partner|ex|vrouw|vriendin) (\S+ ){0,3}(slaat|sloeg|mishandelt|schopt|wurgt|bedreigt)\b|\b(geslagen|mishandeld|bedreigd) door (haar|zijn) (man|vriend|vriendje|partner|ex|vrouw|vriendin)\b`)

// byPartner reports whether a rule saw violence by somebody whom the message does not name, after a partner was spoken of.
func (s *state) byPartner() bool {
	return s.finding.Ruled && !s.finding.Outside && ofHome(s.memory.story()) && hasToken(s.question, byOne)
}

// byOne are words for one who was named before.
var byOne = tokensOf("hij zij ze he she il elle on ona вона він o هو هي")

// onRelease is for who hears that somebody they fear comes free.
const onRelease knowledge.TopicID = "vrijlating_verlof_idv"

// comesFree returns the topic of what can be asked for when somebody comes free, for a card that is about that, unless the message asks for something else.
func (a *Assistant) comesFree(s *state) (knowledge.Topic, bool) {
	if !s.finding.Released && !((s.before != "" || s.memory.Loss) && route.ComesFree(s.question)) {
		return knowledge.Topic{}, false
	}
	if top := a.topics().Rank(s.ownDutch(), 1); route.Asks(s.question) && len(top) > 0 && top[0].P >= ownSubject && top[0].Topic != onRelease {
		return knowledge.Topic{}, false
	}
	return a.topics().Lookup(onRelease)
}

// byOwnHand is for who lost somebody to suicide, in whatever words they say it: not for who reads of murder.
const byOwnHand knowledge.TopicID = "zelfdoding"

// ofLoss is what the site is asked for who tells of such a loss: where the bereaved are looked after, and what they ask besides.
func (s *state) ofLoss(t knowledge.Topic) string {
	if route.Asks(s.question) {
		return careSearch(t) + ": " + s.search
	}
	return t.Name
}

// careSearch is what the site is asked about a topic of care: the official name of who gives it.
func careSearch(t knowledge.Topic) string {
	if len(t.Formal) > 0 {
		return t.Formal[0]
	}
	return t.Name
}

// Danger returns the card for a message, and whether there is danger in it; for where no answer can be given and the card must be shown all
// the same. lang is the language of the page, "" that of the message.
func (a *Assistant) Danger(message, lang string) (Notice, bool) {
	return a.DangerAfter(Turn{Question: message, Lang: lang})
}

// DangerAfter is Danger for a message of a conversation, which keeps what was said of who writes: a child, or somebody whom nobody may hear. It changes
// nothing in the memory of the turn.
func (a *Assistant) DangerAfter(turn Turn) (Notice, bool) {
	s := state{turn: turn, memory: &Memory{}}
	if turn.Memory != nil {
		*s.memory = *turn.Memory
	}
	s.ofAge()
	f := s.carried(s.byOutsider(a.check(&s.reads, s.memory, turn.said())), false)
	if f.Level == danger.None {
		return Notice{}, false
	}
	s.answer.Lang = s.language()
	return card(f, s.speaking(f), a.lines(), time.Now()), true
}

// Danger is the method of that name, with the lines as they ship.
func Danger(message, lang string) (Notice, bool) { return (*Assistant)(nil).Danger(message, lang) }

// lines returns whom to reach, as the content team has it now.
func (a *Assistant) lines() []danger.Contact {
	if a == nil || a.sheet == nil {
		return danger.Contacts()
	}
	return a.sheet.Lines()
}

// Card returns the notice for a finding, in the language lang, with the lines as they ship. It needs no database and no model, so that it can be shown when both are gone.
func Card(f danger.Finding, lang string) Notice { return card(f, lang, danger.Contacts(), time.Now()) }

func card(f danger.Finding, lang string, lines []danger.Contact, now time.Time) Notice {
	c := danger.CardWith(f, lang, lines, now)
	n := Notice{Kind: DangerNotice, Level: f.Level, Silent: f.Silent, Lang: c.Lang, Title: c.Title, Text: c.Text, Leave: c.LeaveHint}
	for _, x := range c.Lines {
		n.Contacts = append(n.Contacts, Reach{x.Line, in(x.Names, lang), x.Number, x.Tel, x.Chat, in(x.Hours, lang)})
	}
	for _, x := range c.Actions {
		if x.Kind == "leave" && f.Silent {
			n.Exit = x.Label
		}
	}
	return n
}

// in returns a text in a language, or in Dutch where that lacks it.
func in(texts map[string]string, lang string) string {
	if t := texts[lang]; t != "" {
		return t
	}
	return texts["nl"]
}

// action returns what a card does for the person: the line that comes first says it.
func action(f danger.Finding) Action {
	if len(f.Lines) == 0 {
		return ActionAnswer
	}
	switch f.Lines[0] {
	case "112":
		return Action112
	case "113":
		return Action113
	case "veilig_thuis":
		return ActionVeiligThuis
	}
	return ActionAnswer
}

// ended gives the answer of a turn with a card the status and the action of that card.
func (s *state) ended() {
	switch s.finding.Level {
	case danger.Acute:
		s.answer.Status = CrisisAcute
	case danger.Concern:
		s.answer.Status = CrisisConcern
		if s.answer.Action == ActionBook { // the card stands above, and the appointment went on
			return
		}
	default:
		s.moved()
		return
	}
	s.answer.Action = action(s.finding)
	for _, k := range s.finding.Kinds {
		if k == "threat_by_user" { // a person must speak with whoever threatens
			s.answer.Action = ActionHandover
		}
	}
}
