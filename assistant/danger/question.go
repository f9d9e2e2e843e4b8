package danger

import (
	"slices"
	"strings"
)

// A cry and a question are often one sentence: "hij wil me vermoorden, waar kan ik heen?". Weighed as one it asks for information, as somebody does who
// is in no danger. So a question that begins behind what is told is a sentence of its own, and so is what is told behind a question.

// The words with which a question begins. Some also join a clause to another ("het huis waar hij woont"), so they need a verb or
// a subject behind them, as in a question.
var (
	asking = either(`waar waarheen waarmee wat wie hoe wanneer welk welke where what who whom how when which ou que quoi qui comment quand quel quelle
		gdzie dokad co kto kogo komu jak kiedy куди де що хто кого кому як коли unda kiko ken kon`)
	askingNext = either(`kan kun kunt moet mag zal ga doe is krijg vind heb word kunnen moeten mogen can should do could are will may must shall to
		puis peux peut dois doit est faire aller trouver faut mam moge mozna moze zrobic robic powinnam powinienem isc mi musze
		мени я можна можу може маю треба робити йти звернутися por mi`)
	// plainAsking are those that need nothing behind them.
	plainAsking = either(`czy чи اين وين ماذا كيف متى هل nereye nerede kim kime nasil`)
	// turned are verbs that stand before their subject in a question, behind a comma: "is dat strafbaar".
	turned     = either(`is mag kan moet heb krijg kun kunt word can should am could may est puis peux dois`)
	turnedNext = either(`dat dit ik je u het iemand er we wij jullie it this that i you there someone anyone we ce il je`)
	// teller is who does something in what is told.
	teller = either(`ik hij zij ze mijn mn i he she my they il elle je mon ma on moj moja maz on ona він вона мій моя я o kocam babam هو هي زوجي ابي mi e`)
	// supposing begins what may be.
	supposing = either(`als indien stel wat if suppose si jesli gdyby якщо eger اذا ora`)
)

func either(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(fold(words)) {
		m[w] = true
	}
	return m
}

// Words before a question without a comma for what stands before it to be something that is told.
const leastTold = 3

// asks reports whether a question begins at the token i of what ends before end.
func asks(tokens []token, i, end int) bool {
	w, next := tokens[i].word, ""
	if i+1 < end {
		next = tokens[i+1].word
	}
	return plainAsking[w] || asking[w] && askingNext[next] || turned[w] && turnedNext[next]
}

// cutQuestions makes sentences of what is told and what is asked in one sentence, the tokens of which are the last of tokens, from first.
func cutQuestions(tokens []token, first int) {
	if len(tokens) <= first || supposing[tokens[first].word] {
		return
	}
	asked, starts := tokens[first].asked, asks(tokens, first, len(tokens))
	for i := first + 2; i < len(tokens); i++ {
		t := &tokens[i]
		switch {
		case t.quoted || t.strong:
		case !starts && (t.soft || i-first >= leastTold && asking[t.word] && i+2 < len(tokens) && turnedNext[tokens[i+2].word]) && asks(tokens, i, len(tokens)):
			t.strong, t.asks = true, true
			for k := first; k < i; k++ {
				tokens[k].asked = false
			}
			return
		case starts && asked && t.soft && teller[t.word] && i+1 < len(tokens):
			t.strong, tokens[first].asks = true, true
			for k := i; k < len(tokens); k++ {
				tokens[k].asked = false
			}
			return
		}
	}
}

// later are words for a moment that is still to come, as a hearing that is spoken of is.
var later = either(`straks morgen overmorgen dan later volgende maandag dinsdag woensdag donderdag vrijdag tomorrow then later next monday tuesday wednesday thursday friday
	demain apres bientot jutro potem yarin sonra завтра потім غدا بعد manan despues`)

// InCourt reports whether a message asks where somebody will be, in a court that was spoken of before it, or tells where they will be there: neither "zit
// hij naast mij", before a hearing, nor "hij zit straks naast mij in de zaal" says that anybody is near.
func InCourt(before, text string) bool {
	l := loaded()
	m := readMessage(l, text)
	if len(m.sentences) != 1 || m.says("HELP") || m.says("SILENCE") || len(m.tokens) > fewWords {
		return false
	}
	inCourt := func() bool { return readMessage(l, before).says("ATCOURT") }
	if m.saysLater() && !slices.ContainsFunc(harms[:], m.says) && (m.says("ATCOURT") || inCourt()) {
		return true
	}
	if m.says("NOW") {
		return false
	}
	begins := false
	for _, s := range m.reading.spans[l.numbers["OFHIM"]] {
		begins = begins || s.from == 0 || m.tokens[0].asked
	}
	return begins && inCourt()
}

// harms are classes of violence: what is told of it is of danger, wherever it will be.
var harms = [...]string{"HITPRES", "KILLFUT", "STRANGLE", "WEAPON", "THREATEN", "CHASE", "DEATHTOME"}

// saysLater reports a word for a moment to come, and none for this one.
func (m *message) saysLater() bool {
	said := false
	for i, t := range m.tokens {
		said = said || later[t.word]
		if !later[t.word] && slices.ContainsFunc(m.words[i].senses, func(s sense) bool { return s.class == m.lex.k.now }) {
			return false
		}
	}
	return said
}
