package assistant

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"log/slog"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"wegwijzer/assistant/danger"
	"wegwijzer/assistant/route"
	"wegwijzer/internal/dutch"
	"wegwijzer/internal/privacy"
	"wegwijzer/knowledge"
)

// Assistant answers turns. It is handed the public shelf only, so it cannot reach what is internal.
type Assistant struct {
	shelf *knowledge.Shelf
	bank  *knowledge.Bank // as it ships; the router learns from it
	log   *slog.Logger

	edited func() *knowledge.Bank // as the content team has it now; nil: as it ships
	sheet  *Sheet                 // nil: facts and lines as they ship

	writer func(conversation string) Writer // nil: literal sentences
	tone   func(sentence, lang string) bool // nil: not asked

	calendar Calendar // nil: no appointments
	honesty  *honesty

	kept *Conversations // nil: conversations are never kept

	names []byte // the key under which a conversation knows again the names that were left out

	gaps       *Store // nil: nothing is kept of what could not be answered
	vocabulary map[string]bool
}

// Follow makes the assistant name topics as bank returns them at each turn, and say the facts and lines of sheet. It returns the assistant.
func (a *Assistant) Follow(bank func() *knowledge.Bank, sheet *Sheet) *Assistant {
	a.edited, a.sheet = bank, sheet
	return a
}

// topics returns the bank as it is now.
func (a *Assistant) topics() *knowledge.Bank {
	if a.edited == nil {
		return a.bank
	}
	return a.edited()
}

// New returns an assistant that answers from shelf; bank gives the topics their names for people.
func New(shelf *knowledge.Shelf, bank *knowledge.Bank, log *slog.Logger) *Assistant {
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	names := make([]byte, sha256.Size)
	_, _ = rand.Read(names) // never fails, says its documentation
	return &Assistant{shelf: shelf, bank: bank, log: log, honesty: &honesty{}, names: names}
}

// KnowNames gives the assistant a secret that every copy of the program shares, so that each knows again a name that another left out. It returns the
// assistant.
func (a *Assistant) KnowNames(secret []byte) *Assistant {
	own := sha256.Sum256(append([]byte("names\n"), secret...))
	a.names = own[:]
	return a
}

// On returns an assistant like this one that answers from another shelf. They remember together which passages are honest: that is a matter of the
// text alone, whoever may read it.
func (a *Assistant) On(shelf *knowledge.Shelf) *Assistant {
	other := *a
	other.shelf = shelf
	return &other
}

// KeepGaps makes the assistant keep, without anybody in them, the questions that it could not answer. It returns the assistant.
func (a *Assistant) KeepGaps(store *Store) *Assistant {
	a.gaps, a.vocabulary = store, vocabulary(a.bank)
	return a
}

// Event is a piece of an answer as it becomes certain. Lang is the language of the answer; exactly one of the other fields is set.
type Event struct {
	Lang     string
	Notice   *Notice
	Lead     string
	Sentence *Sentence
	Closing  string
	Topics   []Button
	Choices  []string // words the person can answer with
}

// Confidence, as the search estimates it, from which an answer is shown, and from which it is shown with a warning. Below the lower one
// the assistant says that it does not know. Chosen on the development half of the demo's answer set.
const (
	sure     = 0.7
	possible = 0.55
	certain  = 0.85 // from which a question that looks out of scope is answered all the same
)

const (
	searched    = 8    // passages asked for
	buttons     = 5    // topics offered at most
	buttonLeast = 0.02 // probability a topic needs to be offered
	maxQuestion = 2000 // runes that are read; the rest of a longer message is left out of the search
)

// state is a turn on its way through the stages.
type state struct {
	turn     Turn
	memory   *Memory        // never nil
	question string         // as it may be searched, sent and remembered
	left     []privacy.Span // what was left out of it before it was cut
	apart    *apart         // the whole message without what points to a person, once that was made
	trail    privacy.Trail  // what was left out before this turn
	searched string         // what the message by itself is searched by
	joined   bool           // only together with what it leans on does it point to somebody
	search   string         // what is looked for: the question, behind what was said before it
	before   string         // what was said before, that the question is looked for with; "" when it stands alone
	finding  danger.Finding
	reads    danger.Reader // of the texts of this turn
	sounds   bool          // the classifier alone hears acute danger: what the site surely has is said below the card
	again    bool          // the card of before is shown again: the message names nothing, and is about that danger
	whereTo  bool          // and asks where to go, or with whom to speak
	waits    bool          // and tells that nobody answers the line
	kind     route.Kind
	perhaps  route.Kind // what the message rather is when the site holds no answer
	doubted  bool       // only what is surely found is believed before perhaps
	aside    string     // said first, beside what is found
	found    knowledge.Result
	answer   Answer
	emit     func(Event) error

	halfKnown   bool         // the message says something in another language that is not known, and may be about something else than what is
	partly      bool         // and goes on with what was told: what is found by that may not answer it
	guessed     bool         // the language of the message is not clear, and none was chosen or spoken
	settled     string       // what the site is asked, as what was told before decides
	byText      bool         // asked is whether one can write with us
	unheard     bool         // the writer cannot hear or speak
	anyWay      bool         // and names no way to write
	foreign     bool         // the message is in a language that is not spoken here
	poorly      bool         // its writer says to know little Dutch, and tells something besides
	own         bool         // what is said first is ours, whatever the site says behind it
	remarked    route.Remark // what the message says of the talk itself
	several     *kinds       // what the word can be that tells what happened
	onward      bool         // what else the site says to what was asked last is looked for
	says        speaker      // who it says that its writer is
	repeated    bool         // what is asked was asked before, in the same words
	program     string       // said first of who speaks, when that may be asked; "" when not, or once said
	unanswered  bool         // the site says nothing to what was told
	unsupported bool         // a model wrote sentences, and none could be shown
}

// verdict is what a stage decided: go on, or the turn is done.
type verdict struct {
	done bool
	word string // for the log and the counters
}

// Answer answers one turn. Each piece is handed to emit when it is certain, and emit may be nil; when emit fails, Answer stops and returns its
// error. A database that is down is no error: the answer then says so and shows how to reach a person, with status Failed.
func (a *Assistant) Answer(ctx context.Context, turn Turn, emit func(Event) error) (Answer, error) {
	if emit == nil {
		emit = func(Event) error { return nil }
	}
	s := &state{turn: turn, memory: turn.Memory}
	if s.memory == nil {
		s.memory = &Memory{}
	}
	s.trail = s.memory.Trail
	s.answer.Lang = s.language()
	s.ofAge()
	s.memory.Deaf = s.memory.Deaf || route.CannotHear(turn.said())
	s.memory.heedCalls(turn.said())
	s.hearSpeaker()
	a.hearAsker(s)
	if s.turn.Level == "" {
		s.turn.Level = string(s.memory.Level)
	}
	s.emit = func(e Event) error {
		e.Lang = s.answer.Lang
		if e.Closing != "" {
			e.Closing = s.withChildLine(s.whenOpen(s.inWords(e.Closing)))
			s.answer.Closing = e.Closing
		}
		return emit(e)
	}
	// The order is a promise (DESIGN section 6): danger before anything that can stop or change the message, redaction before anything that
	// keeps it or sends it on.
	stages := []struct {
		name string
		run  func(context.Context, *state) (verdict, error)
	}{
		{"danger", a.danger},
		{"normalise", a.normalise},
		{"remark", a.remark},
		{"who", a.who},
		{"orders", a.orders},
		{"press", a.press},
		{"open", a.open},
		{"book", a.book},
		{"redact", a.redact},
		{"route", a.route},
		{"standalone", a.about},
		{"retrieve", a.retrieve},
		{"sufficient", a.sufficient},
		{"compose", a.compose},
		{"close", a.close},
	}
	for _, stage := range stages {
		start := time.Now()
		v, err := stage.run(ctx, s)
		s.answer.Stages = append(s.answer.Stages, Stage{stage.name, time.Since(start), v.word})
		a.log.DebugContext(ctx, "stage", "stage", stage.name, "ms", time.Since(start).Milliseconds(), "verdict", v.word)
		if err != nil {
			if ctx.Err() != nil {
				a.brokenOff(ctx, s)
			}
			return s.answer, err
		}
		if v.done {
			break
		}
	}
	if err := a.below(s); err != nil {
		return s.answer, err
	}
	if err := a.afterBooking(s); err != nil {
		return s.answer, err
	}
	if err := s.nearChild(); err != nil {
		return s.answer, err
	}
	s.memory.Hits = s.memory.Hits || a.hits(s)
	a.leaveOut(s)
	a.toldUnderCard(s)
	a.pieced(s)
	a.saidOn(s)
	a.gap(ctx, s)
	s.ended()
	s.remember()
	if err := a.keep(ctx, s); err != nil {
		return s.answer, err
	}
	a.log.InfoContext(ctx, "turn answered", "status", string(s.answer.Status), "sentences", len(s.answer.Sentences))
	return s.answer, nil
}

// normalise takes out what cannot be seen and cuts what is too long; nothing said is refused for its length. What points to a person is left out
// before: of a number that is cut in two nobody sees any more that it is one.
func (a *Assistant) normalise(_ context.Context, s *state) (verdict, error) {
	q := strings.TrimSpace(dutch.Visible(s.turn.Question))
	if utf8.RuneCountInString(q) > maxQuestion {
		out := a.leaveOut(s)
		q, s.left = readable(out.text), out.spans
	}
	s.question = q
	if len(dutch.Tokens(q)) == 0 {
		return a.ask(s, "empty")
	}
	return verdict{word: "ok"}, nil
}

// standalone sets what was asked before in front of a question that leans on it: "en hoe lang duurt dat?".
func (a *Assistant) standalone(_ context.Context, s *state) (verdict, error) {
	if s.onward {
		s.lookOn()
		return verdict{word: "onward"}, nil
	}
	v := a.leaning(s)
	s.apartTogether()
	if just, ok := s.askedBefore(); ok && !s.halfKnown {
		if s.repeated = true; just && len(s.memory.Last) > 0 {
			s.remarked = route.Again
			return verdict{done: true, word: "again"}, a.again(s)
		}
		return verdict{word: "asked before"}, nil
	}
	if s.settled != "" {
		s.search, s.before, s.partly, v.word = s.settled, "", false, "settled"
	} else if search := s.ofShelter(); search != "" {
		s.search, s.before, v.word = search, "", "shelter"
	} else if topic, ok := a.kindTold(s); ok {
		s.search, s.before, v.word = topic.Name, "", "kind"
	} else if topic, ok := a.ofWish(s); ok {
		s.search, s.before, v.word = topic.Name+": "+s.now(), "", "wish"
	} else if s.confidential() {
		s.search, s.before, v.word = sharing, "", "confidential"
	} else if s.anyWay {
		s.search, v.word = inWriting, "unheard"
	} else if search := s.withoutHearing(); search != "" {
		s.search, v.word = search, "deaf"
	} else if search, _ := s.unnamed(); search != "" {
		s.search, v.word = search, "unnamed"
	} else if topic, ok := a.besidesUs(s); ok {
		s.search, v.word = topic.Name+": "+s.search, "besides us"
	} else if topic, ok := a.confides(s); ok {
		s.search, v.word = topic.Name+", durf het niet te vertellen: "+s.search, "confides"
	} else if route.ShotOnDuty(s.question) {
		s.search, s.before, v.word = afterShooting, "", "on duty"
	} else if route.HowGot(s.question) {
		s.search, s.before, v.word = ofOurData, "", "data"
	} else if s.onDuty() {
		s.search, v.word = dutyAtWork, "duty"
	} else if search, ok := a.asksAbout(s); ok {
		s.search, s.before, v.word = search, "", "about"
	} else if topic, ok := a.topics().Lookup(byText); ok && s.byText {
		s.search, v.word = topic.Name, "by text"
	} else if search, ok := s.afterAbuse(); ok {
		s.search, v.word = search, "after abuse"
	} else if search, ok := s.asksDoctor(); ok {
		s.search, v.word = search, "doctor"
	} else if search, ok := s.complains(); ok {
		s.search, v.word = search, "complaint"
	} else if topic, ok := a.careFirst(s); ok && !s.says.is(standsBy) {
		s.search, v.word = careSearch(topic), "care"
	} else if topic, ok := a.topics().Lookup(byOwnHand); ok && route.OwnHand(s.question) {
		s.search, v.word = s.ofLoss(topic), "own hand"
	} else if topic, ok := a.topics().Lookup(byText); ok && route.OnlyOfCalling(s.question) {
		s.search, v.word = topic.Name, "by text"
	} else if topic, ok := a.topics().Lookup(s.inTouch()); ok {
		s.search, v.word = topic.Name+": "+s.search, "contact"
	} else if topic, ok := a.topics().Lookup(reactions); ok && (asksIfNormal(s.question) || s.wonders()) {
		s.search, v.word = topic.Name+": "+s.search, "reactions"
	} else if s.before != "" && onlyIfNormal(s.searched) {
		s.search, s.before = s.before, "" // "is dat normaal", of what others do: it names nothing
	}
	s.halfKnown = s.halfKnown && v.word == knownByHalf
	return v, nil
}

// sufficient decides whether what was found is enough to answer from.
func (a *Assistant) sufficient(ctx context.Context, s *state) (verdict, error) {
	unknown := len(s.found.Hits) == 0 || s.found.Confidence < possible
	switch {
	case s.sounds && (unknown || vague(s.search, s.found) || s.found.Confidence < sure || s.finding.Weighs() && s.found.Confidence < certain):
		return a.cardAlone(s)
	case s.doubted && (unknown || s.found.Confidence < a.enough(s) || vague(s.search, s.found)):
		if s.perhaps == route.Capability && !route.Addresses(s.question) || s.perhaps == route.Identity && s.program != "" && s.ofMatter(a) {
			return a.unsure(ctx, s)
		}
		if s.perhaps == route.Watched && s.ofHearing() {
			return verdict{done: true, word: "unknown"}, a.unknown(ctx, s)
		}
		return a.reply(ctx, s, s.perhaps)
	case s.finding.Level > danger.None && (unknown || vague(s.search, s.found) || s.finding.Weighs() && s.found.Confidence < certain):
		return verdict{done: true, word: "card"}, a.afterCard(s)
	case s.halfKnown && s.turn.Retrieved == "" && personalKind[s.perhaps]:
		return a.reply(ctx, s, s.perhaps)
	case s.halfKnown && s.turn.Retrieved == "":
		if s.search == s.searched && translate(s.question, s.answer.Lang).dutch == "" {
			s.found.Topics = nil // found by words that are not Dutch
		}
		return a.ask(s, "half_known")
	case s.kind == route.OutOfScope && s.found.Confidence < certain:
		return a.reply(ctx, s, route.OutOfScope)
	case s.rather(unknown, vague(s.search, s.found)):
		if s.perhaps == route.Capability && s.inTalk() && !route.Addresses(s.question) {
			return a.unsure(ctx, s)
		}
		return a.reply(ctx, s, s.perhaps)
	case s.turn.Retrieved == "" && vague(s.search, s.found):
		if namesAnything(s.question) && s.onlyTells() {
			return verdict{done: true, word: "told"}, a.unknown(ctx, s)
		}
		return a.ask(s, "clarify")
	case unknown:
		if x, ok := a.answeringFact(ctx, s); ok {
			s.answer.Status, s.answer.Action = AnsweredPartial, ActionAnswer
			s.memory.asked(s.now())
			if err := a.say(s, Message(s.answer.Lang, "partial")); err != nil {
				return verdict{}, err
			}
			s.answer.Sentences = append(s.answer.Sentences, x)
			return verdict{done: true, word: "fact"}, s.emit(Event{Sentence: &x})
		}
		if a.answeredAlone(ctx, s) {
			s.answer.Status, s.answer.Action = AnsweredPartial, ActionAnswer
			return verdict{word: "alone"}, nil
		}
		return verdict{done: true, word: "unknown"}, a.unknown(ctx, s)
	case s.found.Confidence < sure || s.partly:
		s.answer.Status, s.answer.Action = AnsweredPartial, ActionAnswer
		return verdict{word: "partial"}, nil
	}
	s.answer.Status, s.answer.Action = Answered, ActionAnswer
	return verdict{word: "sure"}, nil
}

func (a *Assistant) compose(ctx context.Context, s *state) (verdict, error) {
	choose := composeAt
	if s.before != "" {
		choose = composeInTalk
	}
	fits := s.fits()
	s.found = fitting(s.found, fits)
	var kept []Sentence
	if a.wantsSteps(s) {
		kept = supportedBy(composeTold(s.question, s.found, s.named()))
	}
	told := len(kept) > 0
	if s.onward {
		if kept = supportedBy(choose(LevelOf(s.turn.Level), s.search, s.found, s.memory.Shown, fits...)); len(kept) == 0 {
			kept = s.newSection()
		}
		kept = slices.DeleteFunc(kept, func(x Sentence) bool { return slices.Contains(s.memory.Shown, sentenceMark(x.Text)) })
		if len(kept) == 0 {
			return verdict{done: true, word: "no more"}, a.noMore(s)
		}
	} else if !told {
		kept = withGiven(s.search, supportedBy(choose(LevelOf(s.turn.Level), s.search, s.found, s.shownBefore(), fits...)), s.found)
	}
	if !told && !s.onward && s.finding.Level == danger.None && s.turn.Retrieved == "" && (!carried(s.search, kept) || len(kept) > 0 && !tellsFact(s.search, s.found, kept)) {
		return a.notThere(ctx, s)
	}
	if s.settled == "" && tellsOn(s.question) && s.answer.Status != CrisisConcern && s.ofShelter() == "" && s.inTouch() == "" && s.heardAlready() {
		own, err := a.ownPages(ctx, s)
		if err != nil {
			return verdict{word: "cancelled"}, err
		}
		if len(own) == 0 {
			own = s.newOf(kept)
		}
		if len(own) == 0 && s.answer.Status == Answered {
			own = s.newSection()
		}
		if len(own) == 0 {
			s.memory.asked(s.now())
			return verdict{done: true, word: "told on"}, a.toldOn(s)
		}
		kept = own
	}
	kept = s.ofSettledPage(onlyFitting(s.forSpeaker(s.withoutCalls(a.termFirst(ctx, s, kept))), fits))
	var conflict bool
	if len(kept) > 0 {
		kept, conflict = withConflicts(kept, s.found)
	}
	s.answer.Conflict = conflict
	if s.answer.Status == Answered && s.besides(kept) {
		s.answer.Status = AnsweredPartial
	}
	lead := s.leading()
	show := func(x Sentence) error {
		if misleads(x, fits) {
			return nil
		}
		if len(s.answer.Sentences) == 0 {
			s.answer.Lead = s.first() + s.heard() + Message(s.answer.Lang, lead)
			if err := s.emit(Event{Lead: s.answer.Lead}); err != nil {
				return err
			}
		}
		x = markStale(x, s.turn.Now)
		s.answer.Sentences = append(s.answer.Sentences, x)
		return s.emit(Event{Sentence: &x})
	}
	word := "extractive"
	// Sources that contradict each other are shown in their own words, both: a model would make one answer of them.
	if a.writer != nil && !conflict && !s.turn.Plain {
		whole, err := a.write(ctx, s, show)
		if err != nil {
			return verdict{word: "stopped"}, err
		}
		left := notSaid(kept, s.answer.Sentences)
		if word = "taken over"; whole {
			word = "written"
			left = omitted(s.question, kept, left)
		}
		kept = left
	}
	for i := range kept {
		if err := show(kept[i]); err != nil {
			return verdict{}, err
		}
	}
	if err := a.mustSay(ctx, s, show); err != nil {
		return verdict{}, err
	}
	s.answer.Glosses = glosses(s.answer.Sentences, LevelOf(s.turn.Level))
	if len(s.answer.Sentences) == 0 {
		return verdict{done: true, word: "nothing left"}, a.unknown(ctx, s)
	}
	s.memory.Unclear = 0
	if !s.repeated && !s.onward {
		s.memory.asked(s.now())
	}
	s.memory.showed(s.answer.Sentences)
	if word == "taken over" && len(kept) == 0 {
		s.answer.Status = AnsweredPartial
	}
	return verdict{word: word}, nil
}
