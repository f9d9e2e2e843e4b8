package danger

import (
	"math"
)

// How much each sign counts for danger and, when there is danger, for danger of this moment. It lies between two logistic regressions over signs
// that were measured on messages that the classifier had not seen: one on the first batches of testdata/README.md, in plain words, and one on
// hands.jsonl, which is harder and alone would trust no rule. What the second opinion counts was taken from the first.
var (
	forDanger = evidence{bias: 0.5, whole: 0.63, part: 0.29, second: 1.2, concern: 0.53, acute: 0.3, asks: -0.1, idle: -0.4, length: 0.42}
	forNow    = evidence{bias: 0.4, whole: 0.6, part: 0.34, second: 0.96, concern: -0.28, acute: 0.54, asks: -0.1, idle: -0.1, length: 0.08}
)

// Thresholds. A concern stands above the answer; an acute card takes its place, so it needs more. They were chosen on messages of thirty hands that
// the classifier had not learnt from (testdata/hands.jsonl, writers.jsonl), so that no more ordinary questions get a card than before.
const (
	leastDanger  = 0.52
	leastUnruled = 0.524 // where no rule was met
	leastStrange = 0.59  // without a word of the kind that rules are about: unknown words are no sign of danger
	leastCertain = 0.65  // that there is danger at all, for an acute card
	leastNow     = 0.28
	alsoKind     = 0.5
)

// evidence is the weight of each sign.
type evidence struct {
	bias           float64
	whole, part    float64 // of the log odds that the classifier gives to the message, and to the sentence most like danger
	second         float64 // of the margin that the second opinion gives to the message
	concern, acute float64 // of what the rules say
	asks           float64 // of a question for information
	idle           float64 // of a rule whose words are there, but denied, past, told or asked
	length         float64 // of the logarithm of the number of words
}

// signs is what is seen in one message.
type signs struct {
	whole, part float64
	second      float64
	rules       Level
	asks, idle  bool
	words       int
}

func (e *evidence) weigh(s *signs) float64 {
	sum := e.bias + e.whole*s.whole + e.part*s.part + e.second*s.second + e.length*(math.Log(1+float64(s.words))-usualLength)
	switch s.rules {
	case Concern:
		sum += e.concern
	case Acute:
		sum += e.acute
	case None, weak:
	}
	if s.asks {
		sum += e.asks
	}
	if s.idle {
		sum += e.idle
	}
	return sigmoid(sum)
}

const (
	usualLength = 2.5 // logarithm of the number of words of a message
	surest      = 6   // log odds beyond which the classifier is not believed
)

// odds returns the log odds of a chance.
func odds(p float64) float64 {
	const tiny = 1e-6
	return max(-surest, min(surest, math.Log((p+tiny)/(1-p+tiny))))
}

// weigh gives what was found the level that the rules and the classifier together give it, and the kinds that are left then.
func (m *message) weigh(c *classifier, rules Level, all *found) {
	all.second = c.second.Margins(m.written())
	if len(m.tokens) < 2 {
		all.level = rules
		return
	}
	features := m.features(all.hits, true)
	danger := signs{whole: odds(c.danger.chance(features)), rules: rules, asks: m.asksSomething(), words: len(m.tokens)}
	for _, x := range m.idle {
		danger.idle = danger.idle || x.why != "elsewhere"
	}
	now := danger
	now.whole = odds(c.acute.chance(features))
	danger.part, now.part = m.parts(c, danger.whole, now.whole)
	danger.second, now.second = all.second[0], all.second[1]
	all.sure, all.now = forDanger.weigh(&danger), forNow.weigh(&now)
	least := leastDanger
	switch {
	case rules == None && m.hot() == 0:
		least = leastStrange
	case rules == None:
		least = leastUnruled
	}
	switch {
	case all.sure >= max(least, leastCertain) && all.now > leastNow:
		all.level = Acute
	case all.sure >= least:
		all.level = Concern
	}
	if rules == Acute && (!danger.idle || danger.part > plainDespite) {
		all.level = max(all.level, plainly(&danger, &now))
	}
	if all.level == Acute && rules < Acute && (m.fearsLater() || m.wasFollowed() || m.says("ATLARGE") && !m.has.has(m.lex.k.now) || m.says("RELEASE") && (!m.says("NEARBY") || m.says("COMES") && m.says("DAYS")) || m.says("HURTSEEN") || m.says("ATCOURT") && !m.has.has(m.lex.k.now) || m.says("REFUGE") && !m.says("HE") && !m.says("OFFENDER")) {
		all.level = Concern
	}
	if all.level == Acute && m.wasRobbed() && all.kinds[Suicidality] == None && all.kinds[Medical] == None && all.kinds[ThreatByUser] == None {
		all.level = Concern
	}
	seen := all.level > None
	if all.stands && danger.whole > standing {
		all.level = max(all.level, Concern)
	}
	if rules == Acute && all.kinds[Suicidality] == Acute && danger.whole > plainlySaid {
		all.level = max(all.level, Concern) // a wish to die in so many words, whatever stands beside it
	}
	if all.alone > None {
		all.level = max(all.alone, min(all.level, rules))
		atLevel(all.kinds, all.level)
		return
	}
	if all.level == None {
		clear(all.kinds)
		return
	}
	plain := m.features(all.hits, false)
	for k, kind := range kinds {
		if (seen || len(all.kinds) == 0) && c.kinds[k].chance(plain) > alsoKind { // who saw no danger cannot tell of what kind it is
			all.kinds[kind] = max(all.kinds[kind], Concern)
		}
	}
	if len(all.kinds) == 0 {
		best, _ := c.likeliest(plain)
		all.kinds[best] = Concern
	}
	atLevel(all.kinds, all.level)
}

// atLevel takes kinds down to a level, and lifts all of them to it when none reaches it.
func atLevel(strongest map[Kind]Level, level Level) {
	any := false
	for k := range strongest {
		strongest[k] = min(strongest[k], level)
		any = any || strongest[k] == level
	}
	if !any {
		for k := range strongest {
			strongest[k] = level
		}
	}
}

// likeliest returns the kind of danger that features speak of most, and its chance.
func (c *classifier) likeliest(features []uint32) (Kind, float64) {
	best, most := kinds[0], -1.0
	for k, kind := range kinds {
		if p := c.kinds[k].chance(features); p > most {
			best, most = kind, p
		}
	}
	return best, most
}

// What the classifier must at least think, as log odds, of a message that rules call acute without anything against it, for the card of an acute
// message and for a card at all: "ik wil dood" and a friendly word behind it stays what it is. On hands.jsonl it costs nothing.
const (
	plainlyNow   = -1.0
	plainlySaid  = -2.0
	standing     = -6.0 // for a card when a rule stands by itself: "mijn man sloeg me" is told, and of nothing else
	plainDespite = 2.5  // of a sentence, when something elsewhere in the message is denied, past, told or asked
)

// plainly returns the level of danger that is said in so many words.
func plainly(danger, now *signs) Level {
	switch most := max(danger.whole, danger.part); {
	case most > plainlyNow && max(now.whole, now.part) > 0:
		return Acute
	case most > plainlySaid:
		return Concern
	}
	return None
}

// fearsLater reports a few words that ask whether somebody will come, and not that they do: "zal hij achter mij aan komen".
func (m *message) fearsLater() bool {
	k := &m.lex.k
	return m.says("WOULD") && len(m.tokens) <= fewWords && !m.has.has(k.now) && !m.has.has(k.today)
}

// fewWords is how many words a message may have that is nothing but such a question.
const fewWords = 10

// asksSomething reports whether a message asks for information: those who are in danger now seldom do.
func (m *message) asksSomething() bool {
	for i := range m.sentences {
		if m.tokens[m.sentences[i].from].asked {
			return true
		}
	}
	return m.says("ASK") || m.says("LEGALWORD") || m.says("OFFICE") || m.says("QUESTION")
}
