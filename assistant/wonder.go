package assistant

import (
	"context"
	"regexp"
	"slices"
	"strings"

	"wegwijzer/assistant/danger"
	"wegwijzer/assistant/route"
	"wegwijzer/internal/dutch"
	"wegwijzer/knowledge"
)

// Whoever tells what another does to them may ask whether that is normal, or whether they are mad to mind. They are not told that it is common, as of a
// reaction of their own, but that nobody may do so.

// wonder matches what asks whether something is normal: "is dat normaal", "ben ik gek", "misschien hoort het zo", "stel ik me aan".
var wonder = regexp.MustCompile(`\b(is|ben|zijn|vind|was)\b[^.?!\n]{0,30}\b(normaal|gek|raar|vreemd|abnormaal|logisch|gewoon|overdreven)\b|\bhoor(t|de) (het|dat|dit|zo)\b|\boverdrijf ik\b|\bik overdrijf\b|\bik me\b[^.?!\n]{0,15}\baan\b`)

// likely is how probable the topic of such a deed must be.
const likely = 0.3

// leastDeed is how many words tell at least who does what to whom.
const leastDeed = 3

// deedWondered returns the deed of another that a message asks of whether it is normal, as it was told: in the message itself, before or behind the question,
// or in the one before it. It is "" for a reaction of the writer's own, and for what asks nothing of the kind.
func (s *state) deedWondered() string {
	text := strings.ToLower(dutch.Visible(s.turn.said()))
	at := wonder.FindStringIndex(text)
	if at == nil || s.answer.Lang != "nl" {
		return ""
	}
	if route.OfAnyone(text) {
		return "" // "is het gek dat je dan schrikt": a reaction, whatever was done before it
	}
	if behind := strings.TrimPrefix(strings.TrimSpace(text[at[1]:]), "dat "); len(dutch.Tokens(behind)) >= leastDeed && byOther(behind) {
		return behind
	}
	if before := text[:at[0]]; len(dutch.Tokens(before)) >= leastDeed {
		return deedOf(before)
	}
	if len(dutch.Tokens(text)) > leanWords {
		return ""
	}
	for _, told := range [][]string{s.memory.Said, {s.memory.Told}, s.memory.Asked} {
		if n := len(told); n > 0 && told[n-1] != "" {
			return deedOf(told[n-1])
		}
	}
	return ""
}

// deedOf returns a text that ends with what another does to its writer, and "" for one that ends with how it is for them.
func deedOf(text string) string {
	told := slices.DeleteFunc(clausesOf(text), func(x clause) bool { return len(x.words) == 0 || clauseOpeners[x.words[0]] && !x.toWriter() })
	if len(told) == 0 {
		return ""
	}
	last := told[len(told)-1]
	if last.toWriter() || last.undergone() {
		return text
	}
	f := danger.Check(text)
	if f.Ruled && last.of(writerWords) < 0 && slices.ContainsFunc(f.Kinds, func(k danger.Kind) bool {
		return slices.Contains(fromAnother, k) || k == danger.SexualViolence || k == danger.ChildInDanger
	}) {
		return text
	}
	return ""
}

// tellsOfViolence reports whether a message tells of what another does to its writer, and asks nothing: whom or what it names besides is not looked up.
func (s *state) tellsOfViolence() bool {
	byThem := slices.ContainsFunc(s.finding.Kinds, func(k danger.Kind) bool { return slices.Contains(fromAnother, k) || k == danger.SexualViolence })
	return s.finding.Level > danger.None && byThem && !slices.Contains(s.finding.Kinds, danger.ThreatByUser) && !route.Asks(s.question) && !asksOf(s.question, dutch.Tokens(s.question))
}

func byOther(text string) bool { return slices.ContainsFunc(clausesOf(text), clause.toWriter) }

// toWriter reports whether in a clause another does something to the writer: "mijn man slaat me", "mijn arts wilde mijn borsten zien".
func (x clause) toWriter() bool {
	if len(x.words) > 0 && leading[x.words[0]] || slices.ContainsFunc(x.words, func(w string) bool { return begins(w, kindly) }) {
		return false
	}
	who := -1
	for i, w := range x.words {
		switch {
		case slices.Contains(writerWords, w):
			who = -1
		case x.subject(i) == another, slices.Contains(people, w), carers[w], ownChild[w]:
			who = i
		case who >= 0 && (slices.Contains(meWords, w) || bodily[w] && slices.Contains(ownerWords, x.words[i-1])):
			return true
		}
	}
	return false
}

// undergone reports whether a clause tells what was done to the writer, and not by whom: "ik word geslagen", "ik ben betast".
func (x clause) undergone() bool {
	i := x.of(writerWords)
	return i >= 0 && x.holds(undergoes) && slices.ContainsFunc(x.words, func(w string) bool { return eventWords[w] || handled[w] })
}

var (
	// leading begin a clause that tells since when or why: what stands in it is the cause of how it is for the writer.
	leading = words("dat sinds nadat omdat doordat")
	// kindly begin words of what is done for somebody.
	kindly = strings.Fields("help hielp geholp steun luister troost begrijp begreep gelooft geloofde mis leer leert houd hield")
	// carers are people who may have to touch or undress somebody: whether they did so rightly is not for us to say.
	carers  = words("arts huisarts dokter tandarts gynaecoloog fysiotherapeut fysio masseur masseuse verpleger verpleegkundige verloskundige osteopaat chiropractor haptonoom psycholoog psychiater therapeut behandelaar hulpverlener begeleider verzorger zorgverlener thuiszorg")
	bodily  = words("lichaam borst borsten billen kont benen been buik haar hals nek keel mond vagina penis piemel kruis schaamstreek onderlijf dij dijen kleren broek bh onderbroek ondergoed beha rok")
	handled = words("betast aangeraakt gezoend gekust uitgekleed vastgehouden opgesloten uitgescholden vernederd gewurgd geknepen gestreeld gefilmd gefotografeerd gedwongen")
)

// ofDeed answers who asks whether what another does is normal: nobody may do that, and what the site says of it. Of who cares for people it is not said
// whether they were right.
func (a *Assistant) ofDeed(ctx context.Context, s *state, told string) (verdict, error) {
	key := "deed_wonder"
	if hasToken(told, carers) {
		key = "deed_care"
	}
	s.answer.Status, s.answer.Action, s.own = Told, ActionAnswer, true
	if err := a.say(s, Message(s.answer.Lang, key)+s.childLine()); err != nil {
		return verdict{}, err
	}
	done := verdict{done: true, word: key}
	search := ""
	if topic, ok := a.topics().Lookup(byCarer); ok && key == "deed_care" {
		search = topic.Name
	}
	top := a.topics().Rank(told, 1)
	topic, ok := a.topics().Lookup(careTopics[danger.AcuteDanger])
	switch {
	case key == "deed_care":
	case s.memory.Child:
		search = toYoung
	case len(top) > 0 && top[0].P >= likely && (top[0].Topic == longAgo || slices.Contains(ofViolence, top[0].Topic)):
		topic, _ = a.topics().Lookup(top[0].Topic)
		search = topic.Name
	case ok && ofHome(told):
		search = topic.Name
	}
	if search == "" {
		return done, nil
	}
	if err := a.fromSite(ctx, s, search); err != nil || key != "deed_care" || len(s.answer.Sentences) > 0 {
		return done, err
	}
	s.found.Topics = []knowledge.TopicScore{{Topic: byCarer, P: 1}} // no page is sure of it: they can choose it
	return done, a.offer(s, "")
}

// byCarer is the topic of what those who care for people may not do.
const byCarer knowledge.TopicID = "misbruik_gezag_zorg"

// longAgo is the topic of sexual violence of long ago, as of a child by family.
const longAgo knowledge.TopicID = "seksueel_geweld_verleden"

// fromSite shows what the site says of something, behind words of ours that stand when nothing is found or the search is down.
func (a *Assistant) fromSite(ctx context.Context, s *state, search string) error {
	found, err := a.shelf.Search(ctx, s.turn.Collection, search, searched)
	if err != nil || found.Confidence < sure {
		return ctx.Err()
	}
	found = a.fitting(s, found, search, s.saidSoFar())
	if s.memory.Child {
		found = forChild(found, false)
	}
	for _, x := range supportedBy(composeAt(LevelOf(s.turn.Level), search, found, nil)) {
		s.answer.Sentences = append(s.answer.Sentences, x)
		if err := s.emit(Event{Sentence: &x}); err != nil {
			return err
		}
	}
	return nil
}
