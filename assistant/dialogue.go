package assistant

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"

	"wegwijzer/assistant/danger"
	"wegwijzer/assistant/injection"
	"wegwijzer/assistant/route"
	"wegwijzer/assistant/tone"
	"wegwijzer/internal/dutch"
	"wegwijzer/internal/learned"
	"wegwijzer/knowledge"
)

// reply is what the assistant says to a kind of message that the site is not asked about.
type reply struct {
	key    string // of the text
	status Status
	action Action
	topics bool              // offer topics after it
	kept   bool              // another text holds in a conversation that is kept: that of key + "_kept"
	search knowledge.TopicID // also answer from the site, on this topic
}

var replies = map[route.Kind]reply{
	route.Greeting:    {key: "hello", status: Told, action: ActionAnswer, topics: true},
	route.Thanks:      {key: "thanks", status: Told, action: ActionAnswer},
	route.Identity:    {key: "identity", status: Told, action: ActionAnswer},
	route.Capability:  {key: "capability", status: Told, action: ActionAnswer, topics: true, kept: true},
	route.Keeping:     {key: "keeping", status: Told, action: ActionAnswer, kept: true},
	route.Erasing:     {key: "erasing", status: Told, action: ActionAnswer, kept: true},
	route.Human:       {key: "human", status: HandedOver, action: ActionHandover},
	route.Prediction:  {key: "prediction", status: HandedOver, action: ActionHandover, topics: true},
	route.OwnCase:     {key: "own_case", status: RefusedUnsafe, action: ActionRefuse},
	route.OtherPerson: {key: "other_person", status: RefusedUnsafe, action: ActionRefuse},
	route.Perpetrator: {key: "perpetrator", status: RefusedUnsafe, action: ActionRefuse},
	route.Revenge:     {key: "revenge", status: RefusedUnsafe, action: ActionRefuse, search: "boosheid_wraak"},
	route.Complaint:   {key: "complaint", status: HandedOver, action: ActionHandover, search: "klacht_shn"},
	route.Abuse:       {key: "abuse", status: HandedOver, action: ActionHandover},
	route.OutOfScope:  {key: "out_of_scope", status: RefusedOutOfScope, action: ActionRefuse, topics: true},
	route.Distress:    {key: "distress", status: Clarify, action: ActionClarify},
	route.Unclear:     {key: "unclear", status: Clarify, action: ActionClarify, topics: true},
	route.Watched:     {key: "watched", status: Told, action: ActionAnswer, kept: true},
	route.Language:    {key: "language", status: Clarify, action: ActionClarify},
	route.Guilt:       {key: "guilt", status: Told, action: ActionAnswer, search: "schuld_schaamte"},
	route.Call:        {key: "call", status: HandedOver, action: ActionHandover},
}

// kindred are topics of the bank whose phrasings are themselves such messages, and so tell the router nothing about questions for the site.
var kindred = map[knowledge.TopicID]bool{
	"klacht_shn": true, "voortgang_onderzoek": true, "avatar_ai": true, "privacy_gegevens": true, "afspraak": true, "tolk_taal": true,
	"contact_bereikbaar": true, "chat_online": true, "gratis_werkwijze": true, "straffen_strafmaat": true, "boosheid_wraak": true,
	"somberheid": true, "suicidale_gedachten": true, "portaal": true, "anoniem_privacy": true, "beschuldigd_tegenaangifte": true,
	"zelf_geweld_plegen": true, "medewerkers_opleiding": true, "smartengeld": true, "normale_reacties": true,
}

// routers remembers a router per bank: it takes some seconds to learn, and banks do not change.
var routers sync.Map

// Ready learns what the assistant judges words by, or takes it from the shelf, so that the first message does not wait for it. Learning takes about
// four seconds, once.
func Ready(bank *knowledge.Bank, shelf *learned.Shelf) {
	var learning sync.WaitGroup
	learning.Go(func() { danger.Ready(shelf) })
	learning.Go(func() { injection.Learn(shelf) })
	learning.Go(func() { tone.Ready(shelf) })
	learning.Go(func() { routerOf(bank, shelf) })
	learning.Wait()
}

// RouterOf returns the router that tells messages apart from what people ask about the topics of bank.
func RouterOf(bank *knowledge.Bank) *route.Router { return routerOf(bank, nil) }

func routerOf(bank *knowledge.Bank, shelf *learned.Shelf) *route.Router {
	learn, _ := routers.LoadOrStore(bank, sync.OnceValue(func() *route.Router {
		var questions []string
		for _, t := range bank.Topics {
			if !kindred[t.ID] {
				questions = append(questions, t.Lay...)
			}
		}
		for _, t := range phrasings().Topics {
			questions = append(questions, t.Lay...)
		}
		r, err := route.New(questions, danger.Told(), shelf)
		if err != nil {
			panic(fmt.Sprintf("assistant: reading the router's examples: %v", err))
		}
		return r
	}))
	return learn.(func() *route.Router)()
}

// who answers the question whether a person or a computer speaks before anything else makes something of it: an order not to be one, or a
// wish for a talk. The answer to it is never anything but true.
func (a *Assistant) who(_ context.Context, s *state) (verdict, error) {
	if s.memory.Booking != nil && s.memory.Booking.Offers(s.question) {
		return verdict{word: "button"}, nil // Chat, and not with whom
	}
	if s.settled = a.settle(s); s.settled != "" {
		return verdict{word: "settled"}, nil // whatever else the words resemble
	}
	if s.turn.Retrieved == "" && !s.choosesWay() {
		byText := asksByText(s.question)
		s.unheard = s.finding.Level == danger.None && route.Unheard(s.question) && !reproaches(s.question) && !route.Belittles(s.question)
		if s.unheard || byText {
			s.byText, s.again = true, false
			s.anyWay = !byText
			return verdict{word: "by text"}, nil // whether one can write, and not who writes back
		}
	}
	if s.memory.Booking == nil && s.asksPrice() {
		return verdict{word: "price"}, nil // what our help costs, in short words that sound like a question about this program
	}
	if asksIfTold(s.question) || route.MissedCall(s.question) {
		return verdict{word: "not asked"}, nil // whether we tell others or called, and not who we are
	}
	if s.asksHours() {
		return verdict{word: "hours"}, nil // when we are there, and not who is
	}
	if s.onward {
		return verdict{word: "onward"}, nil
	}
	if s.whereTo {
		return verdict{word: "where to"}, nil // with whom one can speak of it, and not with whom one speaks
	}
	router := RouterOf(a.bank)
	v := router.Route(s.question)
	if v.Kind == route.Identity && s.turn.Retrieved == "" && a.mayBeOfMatter(s, v) {
		s.program = Message(s.answer.Lang, "program") // in a talk both are answered
		return verdict{word: "perhaps"}, nil
	}
	if v.Kind != route.Identity || s.turn.Retrieved != "" {
		if s.finding.Level == danger.None && !s.memory.Program && s.turn.Retrieved == "" && router.PerhapsWho(s.question) && !route.OfRightPlace(s.question) && v.Kind != route.Thanks {
			s.program = Message(s.answer.Lang, "program") // in doubt both are answered
			return verdict{word: "perhaps"}, nil
		}
		return verdict{word: "not asked"}, nil
	}
	r := replies[route.Identity]
	s.answer.Status, s.answer.Action = r.status, r.action
	return verdict{done: true, word: "asked"}, a.say(s, Message(s.answer.Lang, r.key))
}

// choosesWay reports whether a way to speak is named for an appointment that is being made, and not asked whether there is one.
func (s *state) choosesWay() bool {
	m := bookingFold(s.question)
	return s.memory.Booking != nil && namesChannel(m) && !thereIs.MatchString(m)
}

// route decides whether the site is asked at all.
func (a *Assistant) route(ctx context.Context, s *state) (verdict, error) {
	if s.settled != "" {
		return verdict{word: "settled"}, nil
	}
	if s.asksConsent() {
		return a.unknownConsent(s)
	}
	if s.byText {
		return verdict{word: "by text"}, nil
	}
	if s.onward {
		return verdict{word: "onward"}, nil
	}
	if s.finding.Level == danger.None && s.memory.Booking == nil && noCall.MatchString(bookingFold(s.question)) && !s.memory.Deaf {
		s.answer.Status, s.answer.Action, s.own = Told, ActionAnswer, true
		return verdict{done: true, word: "no call"}, a.say(s, Message(s.answer.Lang, "no_call"))
	}
	if s.confidential() {
		return verdict{word: "confidential"}, nil
	}
	if k, ok := s.which(); ok && k.open() {
		s.several, s.kind = &k, route.Answer
		return verdict{word: "which"}, nil
	}
	if s.withoutHearing() != "" {
		return verdict{word: "deaf"}, nil
	}
	if s.stopsHitting() {
		return a.whoHelpsToStop(s)
	}
	if s.ofWrong() {
		return a.forWrong(ctx, s)
	}
	if s.droveSomehow() {
		return a.toDriver(s)
	}
	if v, ok, err := a.ofKin(s); ok {
		return v, err
	}
	if key := a.ofOwnViolence(s); key != "" {
		s.answer.Status, s.answer.Action, s.own = Told, ActionAnswer, true
		return verdict{done: true, word: "own violence"}, a.say(s, Message(s.answer.Lang, key))
	}
	if told := s.deedWondered(); told != "" && s.turn.Retrieved == "" && !a.caused(s) {
		return a.ofDeed(ctx, s, told)
	}
	if r, ok := s.doubtsSelf(); ok {
		return a.ofDoubt(ctx, s, r)
	}
	if r, ok := s.spoken(); ok && !a.caused(s) {
		return a.sayTo(ctx, s, r)
	}
	if s.blamesBody() && !a.caused(s) {
		return a.reply(ctx, s, route.Guilt)
	}
	if a.blamesSelf(s) {
		return a.notToBlame(ctx, s)
	}
	if s.finding.Level == danger.None && reproaches(s.question) && !a.caused(s) {
		return a.reply(ctx, s, route.Guilt)
	}
	if route.WhereHeld(s.question) && s.turn.Retrieved == "" && s.memory.Booking == nil {
		return a.whereHeld(ctx, s)
	}
	if search, ofTalk := s.unnamed(); ofTalk {
		return a.reply(ctx, s, route.Keeping)
	} else if search != "" {
		return verdict{word: "answer"}, nil
	}
	if s.spares() {
		return a.ownSay(ctx, s)
	}
	if _, ok := s.besidesUs(); ok {
		return verdict{word: "answer"}, nil
	}
	v := RouterOf(a.bank).Route(s.question)
	if v.Kind == route.Language && a.besideTongue(s) != "" {
		v = route.Verdict{Kind: route.Answer, P: 1} // what is told besides
	}
	if v.Kind == route.Language {
		if told := a.besidesAsking(s); told != "" {
			s.question, v = told, route.Verdict{Kind: route.Answer, P: 1}
		}
	}
	if v.Kind == route.Complaint && v.P < 1 && s.onlyNamesUs() {
		v = route.Verdict{Kind: route.Answer, P: 1}
	}
	s.kind, s.perhaps = v.Kind, v.Perhaps
	word := string(v.Kind)
	if s.seeksWhoFled() {
		return a.reply(ctx, s, route.OtherPerson)
	}
	if s.sounds && v.Kind != route.Answer {
		return a.cardAlone(s)
	}
	if suspect := route.Accused(s.question); suspect != route.Nobody && v.Kind == route.Perpetrator && v.P == 1 {
		if len(dutch.Tokens(s.question)) > 2*leanWords {
			s.kind = route.Answer
			return verdict{word: "answer"}, nil // much was told besides
		}
		s.answer.Status, s.answer.Action, s.own = Told, ActionAnswer, true
		return verdict{done: true, word: "accused"}, a.say(s, Message(s.answer.Lang, string(suspect))) // the pages speak to whom it was done to
	}
	if _, term := a.termOf(s); s.again || term && termKinds[v.Kind] {
		return verdict{word: "answer"}, nil // about the danger that was told
	}
	if s.finding.Doer && !a.asksOn(s) {
		return verdict{done: true, word: "doer"}, a.afterCard(s) // who did it is told, and no more: pages on courts and offences answer nothing
	}
	if (v.Kind == route.Answer || v.P < 1) && route.OwnHand(s.question) {
		s.perhaps = "" // a death is told of, whatever the words resemble
		return verdict{word: "answer"}, nil
	}
	if v.Kind == route.Greeting && s.inTalk() && onlyWhen(s.question) {
		s.perhaps = ""
		return verdict{word: "answer"}, nil // "vanmiddag": when it was, of what was told
	}
	if !s.inTalk() && s.turn.Retrieved == "" && timeLeft(s.question) && onlyNames(s.ownDutch(), nil) {
		return a.ask(s, "clarify") // of what is not said
	}
	if s.wonders() || v.P < 1 && (timeLeft(s.question) || s.inTalk()) && a.askedOn(s) != "" {
		s.perhaps = ""
		return verdict{word: "answer"}, nil
	}
	if s.memory.Child && asksIfTold(s.question) {
		return verdict{done: true, word: "told on"}, a.toChild(ctx, s)
	}
	if len(s.near()) > 0 && !a.caused(s) && fearsPunishment(s.question) {
		return a.reply(ctx, s, route.Guilt)
	}
	if s.asksPrice() && !personalKind[v.Kind] {
		s.perhaps = ""
		return verdict{word: "answer"}, nil
	}
	if v.Kind == route.Answer || v.Kind == route.OutOfScope && v.P < 1 || s.turn.Retrieved != "" && !personalKind[v.Kind] {
		return verdict{word: "answer"}, nil // what may be out of scope is looked for all the same
	}
	if v.Kind == route.Unclear && len(s.memory.earlier()) > 0 {
		return verdict{word: "answer"}, nil // "wat moet ik doen": about what was told
	}
	if v.Kind == route.Guilt && (a.caused(s) || diedByFault(s.question)) {
		return verdict{word: "answer"}, nil // what was told before may be what the person did to another, and nobody did anything where a child drowned
	}
	about := v.Kind == route.Distress || v.Kind == route.Capability && continues(s.question) && !route.Addresses(s.question) || v.Kind == route.OwnCase && tellsOn(s.question)
	if about && v.P < 1 && len(s.memory.earlier()) > 0 {
		s.perhaps = v.Kind
		return verdict{word: "answer"}, nil // a feeling about what was told, "en voor mij dan", "ja dat was vorige week": the site may say something of it
	}
	if s.finding.Level > danger.None && v.Kind == route.Complaint && v.P < 1 {
		return verdict{word: "answer"}, nil // "lachen jullie me uit", of somebody who tells of violence, is no complaint
	}
	if s.finding.Level > danger.None && (!personalKind[v.Kind] || v.P < 1) {
		switch v.Kind {
		case route.Distress, route.Unclear, route.Greeting, route.Thanks, route.Revenge, route.Human, route.OutOfScope, route.Abuse:
			return verdict{done: true, word: word}, a.afterCard(s) // the card has said it
		case route.Identity, route.Complaint, route.Watched, route.Keeping, route.Erasing, route.Guilt, route.Call:
		default:
			return verdict{word: "answer"}, nil // whoever may be in danger gets an answer rather than a lecture
		}
	}
	if v.Kind == route.OtherPerson && doneToMe.MatchString(plainWords(s.question)) {
		return verdict{word: "answer"}, nil // "de zitting van de man die mij heeft mishandeld" is their own
	}
	if a.doubts(s, v) || (v.Kind == route.OtherPerson || v.Kind == route.OwnCase) && s.tellsOfViolence() {
		return verdict{word: "answer"}, nil
	}
	return a.reply(ctx, s, v.Kind)
}

// movedMoney is what somebody tells who gave their money to a thief just now, or may have.
var movedMoney = regexp.MustCompile(`\b(overgemaakt|overmaakte|gepind|pincode|inloggegevens|betaald|ingevuld|bankpas|transferred|wired|paid|viré|przelałam|przelałem)\b`)

// doneToMe names somebody by what they did to the writer.
var doneToMe = regexp.MustCompile(`\b(die|wie|dat) (mij|me|ons) (heeft|hebben|had|\S+(de|te)n?)\b|\bwho (robbed|hit|attacked|assaulted|stabbed|raped|stalked|threatened) (me|us)\b`)

// reply says what belongs to a kind of message.
func (a *Assistant) reply(ctx context.Context, s *state, kind route.Kind) (verdict, error) {
	word := string(kind)
	r := replies[kind]
	if kind == route.Unclear || kind == route.Distress {
		if s.memory.Unclear++; s.memory.Unclear > askBackTwice {
			s.memory.Unclear = 0
			r = reply{key: "give_up", status: HandedOver, action: ActionHandover}
		}
	}
	if r.kept && a.keeps(s) {
		r.key += "_kept"
	}
	switch kind {
	case route.Guilt:
		if top := a.topics().Rank(searchable(s.question), 1); movedMoney.MatchString(plainWords(s.question)) && len(top) > 0 {
			r.search = top[0].Topic // every minute counts, and then what they feel
		}
	case route.Thanks:
		r.key = s.another(r.key)
	case route.Greeting:
		r.key += partOfDay(s.question)
		fallthrough
	case route.Capability, route.Abuse, route.Identity, route.Call:
		s.program = "" // they say themselves what speaks
	case route.Watched:
		s.aside = ""
	case route.Language:
		s.foreign = false // it says itself that an interpreter can be arranged
		if s.inTalk() && (s.answer.Lang == "nl" || hasToken(s.question, interpreters)) {
			r.search = ofInterpreter // "ik spreek slecht Nederlands", of who told of the police or the court: what is arranged there
		}
	}
	s.answer.Status, s.answer.Action, s.own = r.status, r.action, true
	if r.search != "" {
		return verdict{done: true, word: word}, a.withSite(ctx, s, r)
	}
	if err := a.say(s, Message(s.answer.Lang, r.key)); err != nil {
		return verdict{}, err
	}
	if kept := a.ofDamage(ctx, s); kind == route.Prediction && len(kept) > 0 {
		return verdict{done: true, word: word}, a.showBelow(s, kept)
	}
	if r.topics {
		if kind != route.Greeting && kind != route.Capability && kind != route.Unclear { // those say nothing of a subject
			s.found.Topics = a.topics().Rank(searchable(s.question), buttons)
		}
		if kind == route.OutOfScope { // what is hardly about a subject is not led to a body or a murder
			s.found.Topics = slices.DeleteFunc(s.found.Topics, func(t knowledge.TopicScore) bool { return t.P < likely })
		}
		key := ""
		if kind == route.Prediction {
			key = "prediction_topics"
		}
		return verdict{done: true, word: word}, a.offer(s, key)
	}
	return verdict{done: true, word: word}, nil
}

// ofInterpreter is the topic of what an interpreter is there for.
const ofInterpreter knowledge.TopicID = "tolk_taal"

// interpreters are what who asks for one calls them. Who writes in another language and only asks whether that may is told so, and reads no page in Dutch of it.
var interpreters = tokensOf("tolk tolken interpreter interpreters translator tercüman tercümana tercümanı çevirmen tłumacz tłumacza tlumacz tlumacza tłumaczem перекладач перекладача переводчик переводчика interprète interprètes interprete traducteur مترجم مترجما ومترجم لمترجم tradukto traduktor intérprete tolki dolmetscher")

// sociable are kinds that turn nothing away: where the site is not sure of an answer, they are the better guess.
var sociable = map[route.Kind]bool{
	route.Greeting: true, route.Thanks: true, route.Capability: true, route.Human: true, route.Abuse: true, route.Distress: true, route.Watched: true, route.Language: true,
}

// rather reports whether a message is more likely of another kind than a question that the site answers, now that is known what the site holds.
func (s *state) rather(unknown, vague bool) bool {
	switch {
	case s.perhaps == "" || s.finding.Level > danger.None || s.turn.Retrieved != "":
		return false
	case s.perhaps == route.Abuse && s.inTalk() && !route.Addresses(s.question) && !route.Insults(s.question):
		return false // what is told on in anger or haste is not said to us
	case s.perhaps == route.Watched && s.ofHearing():
		return false
	case s.perhaps == route.Unclear && len(s.memory.earlier()) > 0:
		return false
	case s.perhaps == route.OutOfScope: // no page is sure of it, and nothing was said that it could be about: none of 792 questions for the site was taken for it
		return !s.inTalk() && (unknown || vague || s.found.Confidence < sure)
	case (s.perhaps == route.Distress || s.perhaps == route.Capability) && len(s.memory.earlier()) > 0:
		return unknown
	}
	return unknown || vague && personalKind[s.perhaps] || sociable[s.perhaps] && (vague || s.found.Confidence < sure)
}

// personalKind are kinds that are never answered from the site, whatever passage is at hand.
var personalKind = map[route.Kind]bool{route.OwnCase: true, route.OtherPerson: true, route.Perpetrator: true}

// partOfDay returns the ending of the greeting that mirrors the person's own.
func partOfDay(question string) string {
	for _, t := range dutch.Tokens(question) {
		switch {
		case strings.HasSuffix(t.Text, "morgen") && len(t.Text) > len("morgen"), t.Text == "morning":
			return "_morning"
		case strings.HasSuffix(t.Text, "middag"), t.Text == "afternoon":
			return "_afternoon"
		case strings.HasSuffix(t.Text, "avond"), t.Text == "evening":
			return "_evening"
		}
	}
	return ""
}

// afterCard ends a turn in which the card said what was to be said.
func (a *Assistant) afterCard(s *state) error {
	s.answer.Closing = Message(s.answer.Lang, s.closing("concern_next"))
	return s.emit(Event{Closing: s.answer.Closing})
}

// withSite says a text of ours and then what the site says about a topic.
func (a *Assistant) withSite(ctx context.Context, s *state, r reply) error {
	if err := a.say(s, Message(s.answer.Lang, r.key)); err != nil {
		return err
	}
	topic, ok := a.topics().Lookup(r.search)
	if !ok {
		return nil
	}
	return a.fromSite(ctx, s, topic.Name)
}
