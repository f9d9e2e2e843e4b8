package assistant

import (
	"slices"
	"strings"

	"wegwijzer/internal/dutch"
	"wegwijzer/knowledge"
)

// oneFact is what a question is after that wants a figure, an address or the name of something, and nothing else: "hoeveel vrijwilligers hebben jullie",
// "vanaf welke leeftijd mag dat". However much a page speaks of the same, a sentence without such a fact does not answer it.
type oneFact struct {
	figure  func(quantities) bool // nil: none is asked for, only what it is of
	counted []string              // the stems of what the question counts or asks the name of, one of which must stand there; nil when it says none
	unit    string                // the unit of time it asks a number of: then such a number is enough
}

// quantities are the words and numbers of a sentence in which a fact is looked for.
type quantities struct {
	tokens  []dutch.Token
	numbers []dutch.Number
}

func (x quantities) one(of map[string]bool) bool {
	return slices.ContainsFunc(x.tokens, func(t dutch.Token) bool { return of[t.Text] })
}

func (x quantities) number(fits func(dutch.Number) bool) bool {
	return slices.ContainsFunc(x.numbers, func(n dutch.Number) bool { return n.Code == "" && fits(n) })
}

func (x quantities) sum() bool {
	return x.one(free) || x.number(func(n dutch.Number) bool { return n.Unit == "euro" || n.Unit == "procent" })
}

func (x quantities) share() bool {
	return x.number(func(n dutch.Number) bool { return n.Unit == "procent" })
}

func (x quantities) time() bool {
	return x.one(howLong) || x.number(func(n dutch.Number) bool { return timeUnits[n.Unit] })
}

func (x quantities) age() bool {
	return x.one(ageWords) && len(x.numbers) > 0 || x.number(func(n dutch.Number) bool { return n.Unit == "jaar" })
}

func (x quantities) year() bool {
	return x.number(func(n dutch.Number) bool { return n.Value >= 1900 && n.Value < 2100 })
}

// count is a number of something, which no line to call is, no year, no time and no age: "voor 8 tot en met 18 jaar".
func (x quantities) count() bool {
	ages := x.number(func(n dutch.Number) bool { return n.Unit == "jaar" })
	return x.number(func(n dutch.Number) bool {
		return !timeUnits[n.Unit] && n.Unit != "artikel" && n.Value != 112 && n.Value != 113 && (n.Unit != "" || !ages && (n.Value < 1900 || n.Value >= 2100))
	})
}

func (x quantities) often() bool { return x.one(oftenWords) || x.count() }

func (x quantities) mail() bool {
	return slices.ContainsFunc(x.tokens, func(t dutch.Token) bool { return strings.Contains(t.Text, "@") })
}

var (
	// Before the question word these leave it the first: "en hoe lang", "binnen hoeveel dagen".
	beforeAsking = words("en maar dus ok oke op bij in aan van voor met tegen binnen na vanaf tot over onder naar sinds hallo")
	sumWords     = words("geld euro bedrag kost kosten krijg krijgt krijgen betaal betaalt betalen vergoed vergoedt vergoeding schadevergoeding schade smartengeld verdien verdient")
	free         = words("gratis kosteloos kosteloze niets")
	howLong      = words("lang lange langer duurt direct meteen zodra altijd nooit onbeperkt vandaag eind einde")
	oftenWords   = words("elke elk iedere ieder dagelijks wekelijks maandelijks jaarlijks eenmalig vaak")
	ageWords     = words("jonger ouder onder boven vanaf leeftijd minderjarig volwassen")
	timeUnits    = words("minuut uur dag week maand jaar")
	// opensName opens what a question asks the name of: "hoe heet het fonds".
	opensName = words("de het een zijn haar hun ons onze je jouw uw deze dit die dat elke iedere door bij via van aan met tegen naar")
	// onlyByName are what a page that is about something else does not tell without naming it.
	onlyByName = words("straf straffen boete boetes land stad merk")
)

// factOf returns the fact that a question asks for from its first words on, if it is one that can be seen in a sentence.
func factOf(question string) (oneFact, bool) {
	tokens := dutch.Tokens(question)
	at := 0
	for at < len(tokens) && at < 2 && beforeAsking[tokens[at].Text] {
		at++
	}
	word := func(i int) string {
		if i < len(tokens) {
			return tokens[i].Text
		}
		return ""
	}
	next := word(at + 1)
	switch word(at) {
	case "hoeveel", "aantal":
		switch unit := unitOf(next); {
		case unit == "procent":
			return oneFact{figure: quantities.share}, true
		case timeUnits[unit] || next == "tijd":
			return oneFact{figure: quantities.time, unit: unit}, true
		case slices.ContainsFunc(tokens[at+1:min(at+4, len(tokens))], func(t dutch.Token) bool { return sumWords[t.Text] }):
			return oneFact{figure: quantities.sum}, true
		case next == "" || dutch.Stop(next) || dutch.Finite(next):
			return oneFact{figure: quantities.count}, true
		}
		return oneFact{figure: quantities.count, counted: stemsOf(tokens[at+1:], 2)}, true
	case "hoelang":
		return oneFact{figure: quantities.time}, true
	case "hoe":
		switch next {
		case "lang", "snel":
			return oneFact{figure: quantities.time}, true
		case "vaak":
			return oneFact{figure: quantities.often}, true
		case "hoog":
			return oneFact{figure: quantities.sum}, true
		case "oud":
			return oneFact{figure: quantities.age}, true
		case "heet":
			if opensName[word(at+2)] && !dutch.Finite(word(at+3)) && word(at+3) != "als" {
				return oneFact{counted: stemsOf(tokens[at+2:], 1)}, true
			}
		}
	case "wie":
		if next == "is" || next == "zijn" {
			return oneFact{counted: stemsOf(tokens[at+2:], 1)}, true
		}
	case "welk", "welke":
		switch {
		case next == "leeftijd":
			return oneFact{figure: quantities.age}, true
		case next == "jaar":
			return oneFact{figure: quantities.year}, true
		case next == "e-mailadres", next == "mailadres", next == "emailadres":
			return oneFact{figure: quantities.mail}, true
		case onlyByName[next]:
			return oneFact{counted: stemsOf(tokens[at+1:], 1)}, true
		}
	}
	return oneFact{}, false
}

// unitOf returns the unit that a word asks a number of, also when it is one letter off.
func unitOf(word string) string {
	if unit := dutch.Unit(word); unit != "" || !length(word) {
		return unit
	}
	for _, l := range lengths {
		if word[0] == l[0] && dutch.Distance(word, l, 1) <= 1 {
			return dutch.Unit(l)
		}
	}
	return ""
}

// stemsOf returns the stems of the first so many words that mean something.
func stemsOf(tokens []dutch.Token, n int) []string {
	var stems []string
	for _, t := range tokens {
		terms := dutch.WordTerms(t.Text)
		if len(terms) == 0 {
			continue
		}
		for _, x := range terms { // "websitebezoeken" are "bezoeken aan de website"
			stems = append(stems, dutch.Singular(x.Text))
		}
		if n--; n == 0 {
			break
		}
	}
	return stems
}

// What of a question must be said where the fact stands or above it, its weight in words; less where the thing that it counts stands there too.
const (
	aboutIt   = 0.3
	aboutTwo  = 0.2 // of which two words or more: a long question says much besides
	countedIt = 0.15
)

// tellsFact reports whether one of the sentences gives the fact that a question asks for, of the thing that it asks it of. A question for no such fact is
// met by whatever was chosen.
func tellsFact(question string, found knowledge.Result, sentences []Sentence) bool {
	f, ok := factOf(question)
	if !ok {
		return true
	}
	weights := byTerm(found.Terms)
	for _, x := range sentences {
		heading := bag(knowledge.NearestHeading(x.Cites[0].Heading))
		above := bag(x.Cites[0].Title + " " + x.Cites[0].Heading)
		if asksAfter(question)&asksAfter(knowledge.NearestHeading(x.Cites[0].Heading))&askedHowLong != 0 { // what stands below the same question answers it, with a figure or without
			if says, _ := weights.covered(heading, nil, nil); sum(says) >= aboutIt {
				return true
			}
		}
		for line := range strings.SplitSeq(x.Text, "\n") {
			for _, span := range dutch.Sentences(line) {
				part := line[span.Start:span.End]
				tokens := dutch.Tokens(part)
				here := quantities{tokens, dutch.NumbersOf(part, tokens)}
				in := bagOf(tokens)
				says, _ := weights.covered(in, above, nil)
				switch {
				case f.figure == nil:
					if f.of(weights, in) || f.of(weights, heading) {
						return true
					}
				case !f.figure(here):
				case f.counted == nil && (sum(says) >= aboutIt || sum(says) >= aboutTwo && said(says) > 1), f.counted != nil && sum(says) >= countedIt && (f.of(weights, in) || f.of(weights, heading)),
					timeUnits[f.unit] && sum(says) >= countedIt && here.number(func(n dutch.Number) bool { return n.Unit == f.unit }),
					slices.ContainsFunc(tokens, func(t dutch.Token) bool { return t.Text == "termijn" }):
					return true
				}
			}
		}
	}
	return false
}

// said returns how many words of the question are said.
func said(says []float64) int {
	n := 0
	for _, x := range says {
		if x > 0 {
			n++
		}
	}
	return n
}

// of reports whether a text says what is counted, or a word that was looked for in its place.
func (f oneFact) of(weights termWeights, in map[string]bool) bool {
	for _, c := range f.counted {
		if in[c] {
			return true
		}
		for _, own := range weights.forms[c] {
			for other, ts := range weights.forms {
				if in[other] && slices.ContainsFunc(ts, func(t knowledge.TermWeight) bool { return own.Word >= 0 && t.Word == own.Word }) {
					return true
				}
			}
		}
	}
	return len(f.counted) == 0
}
