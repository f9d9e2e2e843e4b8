package assistant

import (
	"slices"
	"strings"

	"wegwijzer/internal/dutch"
)

// clause is a piece of a message with at most one who does or feels something, as far as its words tell.
type clause struct {
	words []string
	joins bool // it goes on with the one before it: "en", "maar", a comma
}

type clauses []clause

var (
	// clauseOpeners are words that begin a clause with a subject of its own, joining those that may go on with the subject before them.
	clauseOpeners = words("dat omdat doordat zodat nadat voordat totdat sinds zolang zodra terwijl hoewel toen want dus als indien wanneer of waarom hoe wie wat waar die")
	joinsOn       = words("en maar")

	// writerWords are the writer as who does or feels something, othersWords others as such, strangerWords people who are nobody's.
	writerWords   = strings.Fields("ik wij we")
	othersWords   = strings.Fields("hij ie ze zij iedereen mensen ex exman ex-man exvriend ex-vriend exvrouw ex-vrouw exvriendin ex-vriendin stiefvader stiefmoeder schoonvader schoonmoeder schoonouders stalker agent agenten politie rechter baas docent leraar juf buren bank")
	strangerWords = strings.Fields("iemand dader daders verdachte verdachten jongen jongens meisje meisjes mannen vrouwen vent kerel kerels gast gasten")
	meWords       = strings.Fields("me mij ons")
	ownerWords    = strings.Fields("mijn m'n mn onze ons")
	// upon are prepositions: who stands behind one does and feels nothing.
	upon     = words("op voor van met door bij tegen aan naar om over tussen naast achter")
	having   = strings.Fields("heb heeft hebben had hadden")
	theirOwn = words("zijn haar hun")
)

// clausesOf cuts a message into its clauses.
func clausesOf(text string) clauses {
	all := clauses{{}}
	end := 0
	for _, t := range dutch.Tokens(text) {
		gap := text[end:t.Start]
		end = t.End
		last := &all[len(all)-1]
		stop := strings.ContainsAny(gap, ".!?;:\n()")
		if stop || strings.Contains(gap, ",") || clauseOpeners[t.Text] || joinsOn[t.Text] {
			if joins := !stop && !clauseOpeners[t.Text]; len(last.words) > 0 {
				all = append(all, clause{joins: joins})
			} else {
				last.joins = joins
			}
			last = &all[len(all)-1]
		}
		last.words = append(last.words, t.Text)
	}
	return all
}

func (c clauses) has(list []string) bool {
	return slices.ContainsFunc(c, func(x clause) bool { return x.of(list) >= 0 })
}

// of returns where the first of a list of words stands in a clause, or -1.
func (x clause) of(list []string) int {
	return slices.IndexFunc(x.words, func(w string) bool { return slices.Contains(list, w) })
}

// whose is who feels something.
type whose int

const (
	nobodys whose = iota // it is not said
	writers
	another
)

// subject returns whom the word at at i is: the writer, another, or nobody. It does not say of whom stands behind a preposition: "bang voor mijn man".
func (x clause) subject(i int) whose {
	if slices.Contains(writerWords, x.words[i]) {
		return writers
	}
	if !slices.Contains(othersWords, x.words[i]) && !slices.Contains(strangerWords, x.words[i]) && !slices.Contains(kinWords, x.words[i]) {
		return nobodys
	}
	for j := i - 1; j >= max(0, i-3); j-- {
		if upon[x.words[j]] {
			return nobodys
		}
	}
	return another
}

// feelerOf returns who feels what word at names: who stands nearest to it in its clause, of two as near the one before it.
func (x clause) feelerOf(at int) whose {
	if at > 0 && theirOwn[x.words[at-1]] && x.of(writerWords) < 0 {
		return another // zijn woede
	}
	if at > 0 && slices.Contains(ownerWords, x.words[at-1]) {
		return writers // mijn angst
	}
	if x.of(meWords) >= 0 && slices.ContainsFunc(x.words, func(w string) bool { return strings.HasPrefix(w, "maak") || strings.HasPrefix(w, "mak") }) {
		return writers // hij maakt me bang
	}
	for d := 1; d < len(x.words); d++ {
		for _, i := range []int{at - d, at + d} {
			if i >= 0 && i < len(x.words) {
				if w := x.subject(i); w != nobodys {
					return w
				}
			}
		}
	}
	switch {
	case slices.Contains(x.words, "zich"):
		return another
	case x.of(meWords) >= 0:
		return writers
	}
	return nobodys
}

// feels reports whether it is the writer who feels what one of the words names. Where a clause names nobody, it is of who the one before it is of, and
// of the writer when that names nobody either.
func (c clauses) feels(feelings map[string]bool) bool {
	before := nobodys
	for _, x := range c {
		if !x.joins {
			before = nobodys
		}
		first := nobodys
		for i, w := range x.words {
			if first == nobodys {
				first = x.subject(i)
			}
			if !feelings[w] || x.does() {
				continue
			}
			of := x.feelerOf(i)
			if of == nobodys {
				of = before
			}
			if of != another {
				return true
			}
		}
		if first != nobodys {
			before = first
		}
	}
	return false
}

// does reports whether in a clause the writer, or somebody of theirs, has done something to another who is nobody of the writer's: "mijn broer heeft
// iemand vermoord", "ik heb mijn kind geslagen".
func (x clause) does() bool {
	if !slices.ContainsFunc(x.words, func(w string) bool { return deathWords[w] || eventWords[w] }) || x.of(meWords) >= 0 {
		return false
	}
	aux := x.of(having)
	if aux < 0 {
		return false
	}
	after := clause{words: x.words[aux+1:]}
	if i := x.of(writerWords); i >= 0 {
		return x.of(kinWords) >= 0 || x.of(strangerWords) >= 0 || x.of(othersWords) >= 0
	}
	if len(after.words) > 0 && slices.Contains(othersWords, after.words[0]) {
		return false // mijn zoon hebben ze beroofd
	}
	doer := clause{words: x.words[:aux]}.of(kinWords)
	if doer < 0 { // gisteren heeft mijn zoon iemand beroofd
		at := after.of(kinWords)
		return at >= 0 && at <= 1 && clause{words: after.words[at+1:]}.of(append(slices.Clone(strangerWords), "een")) >= 0
	}
	for i, w := range after.words {
		if slices.Contains(kinWords, w) && i > 0 && slices.Contains(ownerWords, after.words[i-1]) {
			return false // mijn vader heeft mijn moeder vermoord
		}
	}
	return true
}

// The same in the languages of the catalogue other than Dutch: who writes, and others.
var (
	foreignWriter = words("i im i'm ive i've we je j'ai ben ja я ми mi nos nosotros انا أنا")
	foreignOthers = words("he she they husband wife boyfriend girlfriend father mother brother sister son daughter il elle ils mari femme copain père mère frère soeur fils fille o onlar kocam eşim karım babam annem kardeşim oğlum kızım on ona oni mąż żona chłopak ojciec matka brat siostra syn córka він вона вони чоловік дружина батько мати брат сестра син дочка kasá esposo esposa tata mama ruman yu هو هي هم زوجي زوجتي ابي أبي امي أمي اخي أخي ابني ابنتي")
)

// byAnother reports whether the first who is named in a message in another language as who does or feels something is not who writes.
func byAnother(question string) bool {
	for _, w := range tokenTexts(question) {
		switch {
		case foreignWriter[w]:
			return false
		case foreignOthers[w]:
			return true
		}
	}
	return false
}
