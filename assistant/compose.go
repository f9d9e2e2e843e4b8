package assistant

import (
	"slices"
	"sort"
	"strings"
	"time"

	"wegwijzer/assistant/gate"
	"wegwijzer/internal/dutch"
	"wegwijzer/knowledge"
)

// How the extractive composer chooses. Fitted on the demo's answer set.
const (
	maxUnits       = 4
	maxPassages    = 6    // looked at
	ofReport       = 3    // units of one passage of a report: its ranking is less sure than that of a help page
	passageShare   = 0.45 // a passage must score this share of the best to be drawn from
	unitShare      = 0.45 // and a unit this share of the best unit
	diversity      = 0.8  // lambda of maximal marginal relevance (Carbonell and Goldstein 1998)
	neighbourShare = 0.2
	notForMe       = 0.6  // it stands on a page for others: for helpers or professionals, when somebody asks for themselves
	ofSpared       = 0.2  // it stands below the words of who was spared what the question tells
	bySense        = 0.5  // what the question counts that it says with its heading, when words that are used of the same topics count too
	sameAsked      = 0.15 // its heading asks after the same: who, when, how long
	wantedKind     = 0.3  // the unit is of the kind the question asks for: an amount, a time, a list
	leadBonus      = 0.2  // it opens the passage
	underHeading   = 1.0  // what a word counts that only the nearest heading says
	underTitle     = 0.3  // or only the title or a heading above that one
	openBonus      = 0.2  // it is the first under a heading, times what the heading says of the question
	unaskedDeath   = 0.3  // it speaks of who is left behind, and who was hurt may live; or of something else than what happened
	overtaken      = 0.5  // it stands on a page that was old when another of those found was written
	repeated       = 0.2  // what a word of the question no longer counts once another unit says it
	pointing       = 0.6  // it only tells where to read on
	ofBefore       = 0.6  // it says only what the question leans on, and nothing that it asks
	shownBefore    = 0.3  // the conversation was shown it before
	ofUs           = 0.1  // somebody complains of another, and it names them not: that is how to complain of us
	unaskedChild   = 0.5  // it speaks of children, and nobody named one
	unaskedMoney   = 0.4  // it names a sum, and nobody asked about money: first what helps now
	restShare      = 0.8  // score of a passage of the best page that was not found itself, as a share of the best
	ofAnswer       = 1.0  // it stands below the heading that answers what is asked on in a talk, times how probable that is
	rankShare      = 0.5  // how much of a unit's score hangs on the rank of its passage
)

// compose chooses two to four units from the best passages by how much of the question they cover and how little they repeat each other,
// and returns them in the order of the pages, the section that answers best first, literally, each with its source. Nothing from two pages is ever spliced into one sentence.
func compose(question string, found knowledge.Result) []Sentence {
	return composeAt(B1, question, found, nil)
}

// composeAt is compose for a reading level: below B1, of two units that say as much the one that reads easier is chosen. What the conversation was
// shown already stands back: who asks on wants something else.
func composeAt(level Level, question string, found knowledge.Result, shown []uint32, fits ...fitness) []Sentence {
	return composeOf(level, question, found, shown, unitShare, fits...)
}

// composeOf is composeAt where a unit must have a share of the score of the best.
func composeOf(level Level, question string, found knowledge.Result, shown []uint32, least float64, fits ...fitness) []Sentence {
	hits := append([]knowledge.Hit{}, found.Hits[:min(maxPassages, len(found.Hits))]...)
	if len(hits) == 0 {
		return nil
	}
	for _, p := range found.Rest {
		hits = append(hits, knowledge.Hit{Passage: p, Score: restShare * hits[0].Score})
	}
	var units []unit
	var skims []skimmed
	told := knowledge.ToldIn(question)
	for i, h := range hits {
		if h.Score < passageShare*hits[0].Score || teaser(h.Passage, found.Hits) {
			continue
		}
		for _, u := range unitsOf(i, h.Passage) {
			if l := skim(u.text); worth(fits, u, h.Passage) > 0 && !fragment(u, l) && !titles(u, h.Passage) && !toldReader(u.text, told) && !gate.Overturned(u.quote, h.Text) {
				units, skims = append(units, u), append(skims, l)
			}
		}
	}
	newest := time.Time{}
	for _, h := range hits {
		if h.Date.After(newest) {
			newest = h.Date
		}
	}
	weights := byTerm(found.Terms)
	now := question // without what it leans on
	if i := strings.LastIndex(question, "\n"); i >= 0 {
		now = question[i+1:]
	}
	var named, before map[string]bool // by the words of what is asked now, in a talk, and of what was said before it
	if now != question {
		named, before = weights.formsOf(now), weights.formsOf(question[:len(question)-len(now)])
	}
	wants, asksTerm := expectation(now), timeLeft(now) || strings.HasPrefix(now, untilWhen)
	askedNow := asksAfter(now)
	mine, ofMoney, ofChildren := asksForSelf(question) && !atWork[hits[0].Audience], asksOfMoney(question), namesYoung(question)
	yesOrNo, gotten := asksYesOrNo(now), wantsOf(now)
	if (yesOrNo || len(gotten) > 0) && !asksForSum(question) {
		ofMoney = false // "krijg ik geld": whether, and for whom
	}
	alive, against := ofAlive(question), complainsOf(question)
	wants.steps = wants.steps || tellsOf(now)
	candidates := make([]candidate, len(units))
	bags := headingBags{}
	for i, u := range units {
		h := hits[u.passage]
		heading := u.heading
		if heading == "" {
			heading = knowledge.NearestHeading(h.Heading)
		}
		if heading == "" && yesOrNo {
			heading = h.Title // the first sentences of a page are about that
		}
		c := candidate{unit: u, bag: bagOf(skims[i].tokens), report: h.Kind == knowledge.Report, rank: (1 - rankShare + rankShare*h.Score/hits[0].Score) * worth(fits, u, h.Passage)}
		c.says, c.extra = weights.covered(c.bag, bags.of(heading), bags.of(h.Title+" "+h.Heading))
		if u.first && u.passage < maxPassages {
			c.extra += leadBonus
		}
		if u.opens {
			says, _ := weights.covered(nil, bags.of(heading), nil)
			c.extra += openBonus * sum(says)
		}
		if of := asksAfter(heading); of&askedNow != 0 {
			c.extra += sameAsked
		}
		if h.Answers > 0 && u.heading == h.Below {
			c.extra += ofAnswer * h.Answers
		}
		c.extra += bySense * found.Sense.In(heading+"\n"+u.text)
		c.extra += wantedKind*wants.met(u, skims[i].numbers, heading) + plainness(level, u.text)
		if yesOrNo {
			c.extra += weights.answersYesOrNo(askedNow, u, skims[i], heading)
		}
		if len(gotten) > 0 && !u.list && !points(skims[i]) && saysWho(skims[i]) {
			c.extra += answersWhether(gotten, c.bag, bags.of(heading), bags.of(h.Title), bag(u.ground))
		}
		if len(named) > 0 && !sharesForm(named, c.bag) && !sharesForm(named, bags.of(heading)) {
			c.rank *= ofBefore
		}
		switch {
		case weights.denied(heading, question):
			c.rank *= ofSpared
		case weights.ofSomebody(heading, question), weights.ofOtherCase(u.text):
			c.rank *= notForMe
		}
		if len(against) > 0 && !sharesForm(against, c.bag) {
			c.rank *= ofUs
		}
		if points(skims[i]) {
			c.rank *= pointing
		}
		if stale(h.Date, newest) {
			c.rank *= overtaken
		}
		inTime := asksTerm && namesTerm(u.text)
		if inTime {
			c.extra += wantedKind
		}
		again := inTime || len(named) > 0 && (sharesForm(named, bags.of(heading)) || sharesLine(u.text, named, before)) // the very heading, or line, that is asked for now
		if !again && u.shownIn(shown) {
			c.rank *= shownBefore
		}
		if mine && (forOthers[h.Audience] || ofHelpers(skims[i])) {
			c.rank *= notForMe
		}
		if !ofChildren && !u.list && (ofChild(skims[i]) || ofMyChild(heading)) {
			c.rank *= unaskedChild
		}
		if alive && ofBereaved(skims[i]) || !u.list && !ofDespair(u.text) && told.Elsewhere(knowledge.ToldIn(u.ground+u.text).Named) {
			c.rank *= unaskedDeath
		}
		if !ofMoney && namesSum(skims[i].numbers) {
			c.rank *= unaskedMoney
		}
		candidates[i] = c
	}
	for i := range candidates {
		for _, j := range []int{i - 1, i + 1} {
			if j >= 0 && j < len(units) && units[j].passage == units[i].passage {
				candidates[i].lift += neighbourShare * (sum(candidates[j].says) + candidates[j].extra) * candidates[j].rank / 2
			}
		}
	}
	chosen := choose(candidates, least)
	chosen = weights.wholeTables(units, chosen, hits)
	page := map[string]int{} // the best page first, and each page in its own order
	for i, h := range hits {
		if _, ok := page[h.URL]; !ok {
			page[h.URL] = i
		}
	}
	despair, reach := asksOfDespair(question), asksOfReach(question)
	best := -1 // the section with what answers best: it stands first of its page, whatever stands above it there
	if len(chosen) > 0 {
		best = units[chosen[0]].passage
	}
	sort.Slice(chosen, func(a, b int) bool {
		x, y := units[chosen[a]], units[chosen[b]]
		p, q := hits[x.passage], hits[y.passage]
		switch last := ofDespair(x.text); {
		case !despair && last != ofDespair(y.text):
			return !last
		case !reach && onlyOfReach(x.text) != onlyOfReach(y.text):
			return onlyOfReach(y.text)
		case p.URL != q.URL:
			return page[p.URL] < page[q.URL]
		case p.Ordinal != q.Ordinal && (x.passage == best || y.passage == best):
			return x.passage == best
		case p.Ordinal != q.Ordinal:
			return p.Ordinal < q.Ordinal
		}
		return x.order < y.order
	})
	sentences := make([]Sentence, 0, len(chosen))
	above := map[int]string{} // what is shown of each passage
	for _, i := range chosen {
		u := units[i]
		if strings.Contains(above[u.passage], u.text) {
			continue // with what it turns, or the answer that it is a piece of
		}
		if u.item != "" {
			u.text, u.quote = u.item, u.item
		} else {
			ground := notYet(u.ground, above[u.passage])
			if told := leadIn(u); told > 0 && u.text == u.quote {
				rest := notYet(u.text[:told], above[u.passage]) + u.text[told:]
				u.text, u.quote = rest, rest
			}
			u.text, u.quote = ground+u.text+u.tail, ground+u.quote+u.tail
		}
		above[u.passage] += u.text + " "
		h := hits[u.passage]
		sentences = append(sentences, Sentence{
			Text:  u.text,
			Cites: []Cite{{URL: h.Link(), Title: h.Title, Heading: h.Heading, Quote: u.quote, Date: h.Date}},
		})
	}
	return sentences
}

// leadIn returns how long the beginning of a unit of several sentences is, up to the last of them, which is what it is shown for.
func leadIn(u unit) int {
	if u.list {
		return 0
	}
	spans := dutch.Sentences(u.text)
	if len(spans) == 0 {
		return 0
	}
	return spans[len(spans)-1].Start
}

// notYet returns the end of ground that was not shown above.
func notYet(ground, above string) string {
	spans := dutch.Sentences(ground)
	for i := len(spans) - 1; i >= 0; i-- {
		from := spans[i].Start
		if i > 0 && !strings.Contains(ground[from:spans[i].End], " ") {
			from = spans[i-1].Start // "Nee." stands below many questions
		}
		if strings.Contains(above, ground[from:spans[i].End]) {
			if i+1 == len(spans) {
				return ""
			}
			return ground[spans[i+1].Start:]
		}
	}
	return ground
}

// youngWords are those of who writes about a child, or is one.
var youngWords = words("kind kinderen kindje kids zoon zoontje dochter dochtertje baby kleinkind kleinzoon kleindochter kleinkinderen broertje zusje jongen meisje tiener puber minderjarig minderjarige jongeren jeugd jeugdige leerling leerlingen school klas juf meester mama papa ouders ouder gezin nichtje neefje schoolkind opvang")

// namesYoung reports whether a question is about a child, or by one.
func namesYoung(question string) bool {
	for _, t := range dutch.Tokens(question) {
		if youngWords[t.Text] || strings.Contains(t.Text, "kind") || strings.Contains(t.Text, "jarig") {
			return true
		}
	}
	return false
}

// ofMyChild reports a heading in which a parent asks.
func ofMyChild(heading string) bool {
	return slices.ContainsFunc(dutch.Tokens(heading), func(t dutch.Token) bool {
		return t.Text == "kind" || t.Text == "kinderen" || t.Text == "zoon" || t.Text == "dochter" || t.Text == "ouder"
	})
}

// ofChild reports a sentence that speaks of children.
func ofChild(l skimmed) bool {
	return slices.ContainsFunc(l.tokens, func(t dutch.Token) bool {
		return t.Text == "kind" || t.Text == "kinderen" || strings.HasPrefix(t.Text, "minderjarig")
	})
}

// forOthers are the readers of pages that speak of whoever was hurt as of somebody else.
var forOthers = map[string]bool{"helper": true, "professional": true, "gemeente": true}

// ofHelpers reports a sentence that is about what there is for those who stand by somebody.
func ofHelpers(l skimmed) bool {
	return slices.ContainsFunc(l.tokens, func(t dutch.Token) bool { return t.Text == "helper" || t.Text == "helpers" })
}

// asksForSelf reports whether somebody tells or asks what happened to themselves, and names nobody else to whom it may have happened and no work.
func asksForSelf(question string) bool {
	self := false
	for _, t := range dutch.Tokens(question) {
		if slices.Contains(workWords, t.Text) || slices.Contains(kinWords, t.Text) || helping[t.Text] {
			return false
		}
		self = self || slices.Contains(mineWords, t.Text)
	}
	return self
}

// asksOfMoney reports whether a question is about what something costs or yields.
func asksOfMoney(question string) bool {
	for _, t := range dutch.Tokens(question) {
		for _, start := range []string{"geld", "schade", "vergoed", "kost", "betaal", "betal", "euro", "bedrag", "smartengeld", "claim", "voorschot", "hoeveel", "verzeker", "gratis", "rekening", "boete", "affectie", "money", "compensat"} {
			if strings.HasPrefix(t.Text, start) {
				return true
			}
		}
	}
	return strings.Contains(question, "€")
}

// namesSum reports whether one of the numbers of a text is a sum of money.
func namesSum(numbers []dutch.Number) bool {
	for _, n := range numbers {
		if n.Unit == "euro" {
			return true
		}
	}
	return false
}

// helping are the words of those who ask how to stand by somebody.
var helping = words("helper helpers steunen ondersteunen helpen bijstaan doorverwijzen verwijzen werk werken school bedrijf organisatie team")

type termWeights struct {
	forms map[string][]knowledge.TermWeight
	total float64
	words int
}

func byTerm(terms []knowledge.TermWeight) termWeights {
	w := termWeights{forms: map[string][]knowledge.TermWeight{}}
	best := map[int]float64{}
	for _, t := range terms {
		w.forms[dutch.Singular(t.Term)] = append(w.forms[dutch.Singular(t.Term)], t)
		if t.Word >= 0 {
			best[t.Word] = max(best[t.Word], float64(t.Weight))
			w.words = max(w.words, t.Word+1)
		}
	}
	for _, b := range best {
		w.total += b
	}
	w.total = max(w.total, 1)
	return w
}

// covered returns how much of each word of the question, by weight, a unit says, and how much of the formal terms of its topics; what only
// its heading or the title says counts less.
func (w termWeights) covered(in, heading, title map[string]bool) (says []float64, formal float64) {
	says = make([]float64, w.words)
	count := func(term string, share float64) {
		for _, f := range w.forms[term] {
			if f.Word < 0 {
				formal += share * float64(f.Weight)
			} else {
				says[f.Word] = max(says[f.Word], share*float64(f.Weight)/w.total)
			}
		}
	}
	for term := range in {
		count(term, 1)
	}
	for term := range heading {
		if !in[term] {
			count(term, underHeading)
		}
	}
	for term := range title {
		if !in[term] && !heading[term] {
			count(term, underTitle)
		}
	}
	return says, min(0.3, 0.3*formal)
}

// formsOf returns every form that was looked for in the place of a word of a text that names something.
func (w termWeights) formsOf(text string) map[string]bool {
	of := map[int]bool{}
	for _, t := range dutch.Terms(text) {
		if everyday[t.Text] && !namesSomething[t.Text] {
			continue
		}
		for _, x := range w.forms[dutch.Singular(t.Text)] {
			of[x.Word] = x.Word >= 0
		}
	}
	forms := map[string]bool{}
	for f, all := range w.forms {
		if slices.ContainsFunc(all, func(x knowledge.TermWeight) bool { return of[x.Word] }) {
			forms[f] = true
		}
	}
	return forms
}

// namesSomething are words of every day that say what is asked all the same: "moet ik komen", "kost dat iets".
var namesSomething = words("kom kost")

// sharesLine reports whether one line of a text has a form of both.
func sharesLine(text string, a, b map[string]bool) bool {
	if len(a) == 0 || len(b) == 0 {
		return false
	}
	return slices.ContainsFunc(strings.Split(text, "\n"), func(line string) bool {
		in := bag(line)
		return sharesForm(a, in) && sharesForm(b, in)
	})
}

func sharesForm(a, b map[string]bool) bool {
	for f := range a {
		if b[f] {
			return true
		}
	}
	return false
}

func bag(text string) map[string]bool {
	m := map[string]bool{}
	dutch.EachTerm(text, func(term string) { m[dutch.Singular(term)] = true })
	return m
}

// bagOf is bag for a text whose tokens are known.
func bagOf(tokens []dutch.Token) map[string]bool {
	m := make(map[string]bool, len(tokens))
	for _, t := range tokens {
		dutch.EachForm(t.Text, func(term string, _ bool) { m[dutch.Singular(term)] = true })
	}
	return m
}

// headingBags are the bags of headings, under each of which stand many units.
type headingBags map[string]map[string]bool

func (b headingBags) of(heading string) map[string]bool {
	m, ok := b[heading]
	if !ok {
		m = bag(heading)
		b[heading] = m
	}
	return m
}

func overlap(a, b map[string]bool) float64 {
	if len(a) == 0 || len(b) == 0 {
		return 0
	}
	n := 0
	for t := range a {
		if b[t] {
			n++
		}
	}
	return float64(n) / float64(len(a)+len(b)-n)
}
