package danger

import "slices"

// message is a text as it was understood.
type message struct {
	lex       *lexicon
	tokens    []token
	words     []word
	sentences []sentence
	has       set // classes in the whole message
	idle      []idleRule
	speaking  []int // the sentences that speak of danger, by their numbers
	reading   reading
}

// idleRule is a rule whose words are there but mean no danger, and why: denied, past, told, asked, or something else that stands elsewhere.
type idleRule struct {
	rule *rule
	why  string
}

// sentence is a part of the message that is read at once.
type sentence struct {
	from, to int
	tongues  tongues
	has      set
	asks     bool // a question about facts: no first person, no now
	told     bool // in a story, a film, a document
	likely   bool // has what some rule requires
}

// longest is how many words are read at once; a longer sentence is read in parts that overlap.
const (
	longest = 60
	overlap = 20
)

func readMessage(l *lexicon, text string) *message {
	m := &message{lex: l}
	m.reading.lex = l
	m.tokens = l.mend(l.skim(tokenise(fold(text))))
	seen := make(map[string]word, min(len(m.tokens), 4096))
	m.words = make([]word, len(m.tokens))
	for i, t := range m.tokens {
		w, ok := seen[t.word]
		if !ok {
			w = l.look(t.word)
			seen[t.word] = w
		}
		m.words[i] = w
	}
	for from := 0; from < len(m.tokens); {
		to := from + 1
		for to < len(m.tokens) && !m.tokens[to].strong {
			to++
		}
		for to-from > longest {
			m.sentences = append(m.sentences, sentence{from: from, to: from + longest})
			from += longest - overlap
		}
		m.sentences = append(m.sentences, sentence{from: from, to: to})
		from = to
	}
	m.listen()
	return m
}

// listen finds the language and the classes of every sentence. What a sentence means may depend on what another says, so rules come after.
func (m *message) listen() {
	l := m.lex
	var whole [languageCount]float64
	m.votes(&whole, 0, len(m.tokens))
	for i := range m.sentences {
		s := &m.sentences[i]
		var votes [languageCount]float64
		m.votes(&votes, s.from, s.to)
		votes[0] += 0.3 // who writes here writes Dutch, if nothing says otherwise
		for j := range votes {
			votes[j] += whole[j] / 4
		}
		s.tongues = mostVotes(votes[:])
		m.read(s)
		s.has = m.reading.has
		m.has.union(&s.has)
		s.asks = m.asksForFacts(s)
		s.told = s.has.has(l.k.story)
		for j := range l.rules {
			if s.has.covers(&l.rules[j].needs) {
				s.likely = true
				break
			}
		}
	}
	// A story goes on in the next sentence, unless the writer speaks of themselves there.
	for i := 1; i < len(m.sentences); i++ {
		if m.sentences[i-1].told && !m.sentences[i].has.has(l.k.self) && !m.sentences[i].has.has(l.k.me) {
			m.sentences[i].told = true
		}
	}
}

func (m *message) votes(votes *[languageCount]float64, from, to int) {
	if to-from > 400 {
		to = from + 400
	}
	for _, w := range m.words[from:to] {
		var in tongues
		for _, s := range w.senses {
			if !m.lex.quiet.has(s.class) {
				in |= s.in
			}
		}
		for _, p := range w.phrases {
			if !m.lex.quiet.has(p.class) {
				in |= p.in
			}
		}
		for j := range votes {
			if in&(1<<j) != 0 {
				votes[j]++
			}
		}
	}
}

// read finds the classes of a sentence, those included that follow from others.
func (m *message) read(s *sentence) {
	r := &m.reading
	r.reset(m.tokens[s.from:s.to], s.tongues)
	r.classify(m.words[s.from:s.to])
	k := &m.lex.k
	r.unless(k.childAge, k.lasts)
	r.unless(k.adult, k.lasts)
	r.unless(k.childWorld, k.elderKin)
	r.unless(k.says, k.iSay)
	r.apart(k.homeDoer, k.intim, k.harmedKin, k.boss, k.kinOwns)
	r.apart(k.homePartner, k.partner, k.harmedKin, k.kinOwns)
	r.apart(k.childSelf, k.childWorld, k.sibling)
	r.apart(k.childSure, k.childWorld, k.sibling, k.parentDoes)
	r.apart(k.controls, k.control, k.asleep, k.everyone)
	if r.has.has(k.neighbourDoes) && !r.has.has(k.homeDoer) && !r.has.has(k.homePartner) {
		r.see(k.neighbourOnly, r.spans[k.neighbourDoes][0].from, r.spans[k.neighbourDoes][0].to)
	}
	if len(m.tokens) <= 3 {
		r.see(m.lex.k.tiny, 0, len(r.tokens))
	}
	if len(m.tokens) <= 7 {
		r.see(m.lex.k.short, 0, len(r.tokens))
	}
	for i := range m.lex.derived {
		x := &m.lex.derived[i]
		if r.has.covers(&x.needs) && m.allowed(x, r) {
			if found, ok, _ := r.find(x); ok {
				r.see(x.as, found.from, found.to)
			}
		}
	}
}

// judge returns the rules that the message meets.
func (m *message) judge() []hit {
	var hits []hit
	m.idle = m.idle[:0]
	for i := range m.sentences {
		s := &m.sentences[i]
		if !s.likely {
			continue
		}
		m.read(s)
		r := &m.reading
		for j := range m.lex.rules {
			x := &m.lex.rules[j]
			if !r.has.covers(&x.needs) {
				continue
			}
			found, ok, spoilt := r.find(x)
			why := ""
			switch {
			case spoilt:
				why = "denied"
			case !ok:
				continue
			case m.past(x, s):
				why = "past"
			case !x.plain && s.told:
				why = "told"
			case !x.plain && s.asks:
				why = "asked"
			case !m.allowed(x, r):
				why = "elsewhere"
			}
			if why != "" {
				if !x.stands { // its silence says nothing: it is for few words, and others have seen what is denied or past
					m.idle = append(m.idle, idleRule{x, why})
				}
				continue
			}
			h := hit{rule: x, sentence: i, lang: m.lang(s)}
			from, to := r.clause(found)
			for k := from; k < to; k++ {
				h.self = h.self || r.at[k].has(m.lex.k.self) || r.at[k].has(m.lex.k.me)
				h.third = h.third || r.at[k].has(m.lex.k.kin) || r.at[k].has(m.lex.k.kid)
			}
			hits = append(hits, h)
		}
	}
	return hits
}

// allowed reports whether the sentence and the message have what the rule wants of them, and nothing that it may not.
func (m *message) allowed(x *rule, r *reading) bool {
	for _, any := range x.sentence {
		if !slices.ContainsFunc(any, r.has.has) {
			return false
		}
	}
	for _, any := range x.message {
		if !slices.ContainsFunc(any, m.has.has) {
			return false
		}
	}
	return !slices.ContainsFunc(x.notSentence, r.has.has) && !slices.ContainsFunc(x.notMessage, m.has.has)
}

// past reports whether what a rule sees is said to be long ago.
func (m *message) past(x *rule, s *sentence) bool {
	n := &m.lex.k
	recent := s.has.has(n.today) || s.has.has(n.days) || s.has.has(n.just)
	switch x.tense {
	case always:
		return false
	case perfect:
		return s.has.has(n.past) || m.has.has(n.past) && !recent
	case present:
	}
	return s.has.has(n.past) && (!s.has.has(n.now) || m.has.has(n.safe)) && !recent
}

// asksForFacts reports whether a sentence asks how things are in general: a question in which no first person and no present moment stands.
func (m *message) asksForFacts(s *sentence) bool {
	n := &m.lex.k
	for _, c := range [...]class{n.self, n.me, n.my, n.now, n.just, n.today, n.help} {
		if s.has.has(c) {
			return false
		}
	}
	return m.tokens[s.from].asked || s.has.has(n.ask)
}

// says reports whether a class stands anywhere in the message.
func (m *message) says(name string) bool { return m.has.has(m.lex.numbers[name]) }

// onlySecret takes for no danger a few words of who may not know, in which no rule sees any: people hide a picture or a loss from those they love.
func (m *message) onlySecret(all *found) {
	if m.says("SECRET") && !all.ruled && len(m.tokens) <= fewWords && (!m.says("HE") || m.says("INTIM") || m.says("KIN")) { // who is only "he" may be feared
		all.level = None
	}
}

// ownWords leaves out what is not meant: exploitation where a thief has the papers, danger of a child that a burglary frightened, and the harm in a sentence that tells what another would do to the writer, "hij zei: ik maak je af", or did to somebody: "mijn broer is
// vermoord en ik heb de uitvaart betaald". What the writer would do is then read in a clause of its own.
func (m *message) ownWords(hits []hit) []hit {
	toYou, told, killed := m.lex.numbers["TOYOU"], m.lex.numbers["TOLDYOU"], m.lex.numbers["KINKILLED"]
	return slices.DeleteFunc(hits, func(h hit) bool {
		of := &m.sentences[h.sentence].has
		return h.rule.kind == ThreatByUser && (of.has(toYou) || of.has(told) || of.has(killed)) || h.rule.kind == Trafficking && m.papersStolen() || h.rule.kind == ChildInDanger && (m.shaken() || m.says("PICTURE") && m.says("ME") && m.extorted()) ||
			h.rule.kind == SexualViolence && m.wasRobbed() && !m.hints(SexualViolence)
	})
}

// onlySaid takes for no danger a few words in which no rule sees any, and that sound like it for what they surely are: that somebody died.
func (m *message) onlySaid(all *found) {
	if m.says("PASSEDAWAY") && !m.says("SELF") && !all.ruled && len(m.tokens) <= fewWords {
		all.level = None
	}
}

// onlyBegun takes for no danger two words that begin to say something and name nothing: "hij staat". Where it goes on, the whole is read.
func (m *message) onlyBegun(all *found) {
	if len(m.tokens) == 2 && !all.ruled && unfinished[m.tokens[1].word] {
		all.level = None
	}
}

// unfinished are verbs behind which something has to follow.
var unfinished = either(`staat zit ligt loopt is was heeft had gaat wil kan zal moet has had will can stands sits est a va veut jest ma ta є стоїть`)

// withoutCause takes away the kinds that the classifier alone saw and that need more: a threat by the writer needs to be likely in itself, or words of
// harm to another that are not denied, an injury a sign of the body, and exploitation more than money asked for a picture.
func (m *message) withoutCause(c *classifier, all *found) {
	ruled := func(k Kind) bool {
		return slices.ContainsFunc(all.hits, func(h hit) bool { return h.rule.kind == k && h.rule.level != weak })
	}
	instead := func(k, by Kind) {
		level, ok := all.kinds[k]
		if !ok || ruled(k) {
			return
		}
		delete(all.kinds, k)
		if len(all.kinds) == 0 || by == Stalking {
			all.kinds[by] = max(all.kinds[by], level)
		}
		atLevel(all.kinds, all.level)
	}
	if _, ok := all.kinds[ThreatByUser]; ok {
		denied := slices.ContainsFunc(m.idle, func(x idleRule) bool { return x.rule.kind == ThreatByUser && x.why == "denied" })
		likely := c.kinds[slices.Index(kinds[:], ThreatByUser)].chance(m.features(all.hits, false)) > alsoKind // by itself, and not for want of another kind
		if denied || m.says("RELEASE") || m.says("TOYOU") || m.says("TOLDYOU") || !m.says("SELF") || !likely && !m.says("HARMHIM") && !m.says("WEAPON") || m.says("LEGALWORD") && m.asksSomething() && !m.says("HARMHIM") {
			instead(ThreatByUser, AcuteDanger)
		}
	}
	if _, ok := all.kinds[SelfHarm]; ok && !m.hints(SelfHarm) && !ruled(SelfHarm) {
		if len(all.kinds) == 1 {
			all.level = min(all.level, Concern)
		}
		instead(SelfHarm, Suicidality) // which is asked after, and named to nobody
	}
	if m.says("TOLDYOU") && !m.hints(Suicidality) {
		instead(Suicidality, AcuteDanger)
	}
	if m.says("PARTNER") && !m.says("BESIDEME") && !m.hints(SexualViolence) {
		instead(SexualViolence, AcuteDanger) // whose husband throws plates spoke of nothing else
	}
	for _, k := range [...]Kind{Trafficking, SexualViolence, SelfHarm} {
		if len(all.kinds) > 1 && !m.hints(k) && !(k == Trafficking && m.exploited()) {
			instead(k, AcuteDanger) // beside what was told, and in no word of its own
		}
	}
	if m.says("ROBBERY") && !m.says("PARTNER") && !m.says("HARMHIM") {
		if !m.hints(SexualViolence) {
			instead(SexualViolence, AcuteDanger) // who trembles after a robbery
		}
		instead(ThreatByUser, AcuteDanger)
	}
	if m.says("FEAR") && (m.says("KID") || m.says("KIN")) && !m.hints(Suicidality) {
		instead(Suicidality, AcuteDanger) // who fears for their children speaks of what another does
	}
	if m.says("MISSING") && !m.says("SEXDONE") {
		instead(SexualViolence, AcuteDanger) // who is gone is looked for by the police
	}
	if len(all.kinds) > 1 && !m.says("INJURED") && !m.says("BLEED") && !m.says("UNCONSCIOUS") && !m.says("NOTBREATH") && !m.says("MEDX") && !m.says("HEADHIT") {
		instead(Medical, AcuteDanger)
	}
	if m.says("PAYORSEND") && !m.says("INTIM") {
		instead(Trafficking, Stalking)
		instead(AcuteDanger, Stalking)
	}
}

// lang returns the language of a sentence when it is but one.
func (m *message) lang(s *sentence) string {
	for j, name := range languages {
		if s.tongues == 1<<j {
			if name == "arq" {
				return "ar"
			}
			return name
		}
	}
	return ""
}
