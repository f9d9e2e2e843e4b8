package route

import (
	"slices"
	"strings"
	"sync"

	"wegwijzer/internal/dutch"
)

// Remark is what somebody says about the talk itself and what was said last in it: no question that the site could answer.
type Remark string

// The remarks, the most asking first: of several in one message the first decides.
const (
	NoRemark  Remark = ""
	Doubts    Remark = "doubts"    // whether it is true, and who says so
	Youth     Remark = "youth"     // that a child must be able to read it
	Easier    Remark = "easier"    // that it was not understood, or is too much
	Shorter   Remark = "shorter"   // that it is too long
	Again     Remark = "again"     // to say it once more
	Missed    Remark = "missed"    // that it was not what was asked
	Unhelped  Remark = "unhelped"  // that it does not help
	Known     Remark = "known"     // that it was known already
	Other     Remark = "other"     // that something else is to be asked
	Leave     Remark = "leave"     // to say no more
	Withholds Remark = "withholds" // not to tell what happened
	Wait      Remark = "wait"      // for a moment
	Present   Remark = "present"   // whether somebody is still there, or may go on asking
	Joke      Remark = "joke"      // that what was said was no earnest
	Sorry     Remark = "sorry"     // an excuse
	Perhaps   Remark = "perhaps"   // not knowing yet
	Bye       Remark = "bye"       // that its writer goes, to bed too
	Refuses   Remark = "refuses"   // surely not what was told of
	Declines  Remark = "declines"  // no
	Agrees    Remark = "agrees"    // yes
	Accepts   Remark = "accepts"   // that it was heard
)

var remarks = []Remark{Doubts, Youth, Shorter, Easier, Again, Missed, Unhelped, Known, Other, Leave, Withholds, Wait, Present, Joke, Sorry, Perhaps, Refuses, Declines, Bye, Agrees, Accepts}

const (
	maxRemark = 12 // words of a message that is nothing but remarks
	maxOpen   = 5  // words behind a phrase with an open end
	fillers   = "filler"
)

// RemarkOf returns what a message remarks, and in which languages one does so, when it is made of nothing but remarks: the whole message, so that
// "klopt dat" asks for the source and "klopt het dat ik recht heb op een advocaat" is searched for.
func RemarkOf(message string) (Remark, []string) {
	text := dutch.Visible(message)
	words := wordsOf(text)
	if len(words) == 0 || len(words) > maxRemark {
		return NoRemark, nil
	}
	said, ok := phrases().split(words, read(text))
	if !ok || len(said) == 0 {
		return NoRemark, nil
	}
	slices.SortStableFunc(said, func(a, b phrase) int { return slices.Index(remarks, a.remark) - slices.Index(remarks, b.remark) })
	return said[0].remark, said[0].langs
}

// ToBed reports whether who goes says to go to bed, or wishes a good night.
func ToBed(message string) bool { return namesAny(dutch.Visible(message), "tobed") }

// phrase is a way to make a remark.
type phrase struct {
	remark Remark
	langs  []string
	open   bool // a few words may follow: sorry dat ik zo boos ben
}

// phrasebook holds the phrases by their words, and the words that may stand between them.
type phrasebook struct {
	phrases map[string]phrase
	fillers map[string]bool
}

// split returns the phrases that words are made of, the longest first at each place, and whether nothing else is said.
func (b *phrasebook) split(words []string, s sentence) ([]phrase, bool) {
	if len(words) == 0 {
		return nil, true
	}
	for n := len(words); n > 0; n-- {
		p, ok := b.phrases[strings.Join(words[:n], " ")]
		if !ok {
			p, ok = b.phrases[b.bare(words[:n])]
		}
		if !ok {
			continue
		}
		if rest := words[n:]; p.open && len(rest) <= maxOpen && !s.has(need{concept: "howask"}) {
			return []phrase{p}, true
		}
		if more, ok := b.split(words[n:], s); ok && !p.open {
			return append([]phrase{p}, more...), true
		}
	}
	if b.fillers[words[0]] {
		return b.split(words[1:], s)
	}
	return nil, false
}

// bare returns words without the fillers among them: weet je dat dan wel zeker.
func (b *phrasebook) bare(words []string) string {
	return strings.Join(slices.DeleteFunc(slices.Clone(words), func(w string) bool { return b.fillers[w] }), " ")
}

var phrases = sync.OnceValue(func() *phrasebook {
	lines, err := readLines("remarks.tsv")
	if err != nil {
		panic("route: reading the remarks: " + err.Error())
	}
	b := &phrasebook{phrases: map[string]phrase{}, fillers: map[string]bool{}}
	for _, fields := range lines {
		kind, lang := fields[0], fields[1]
		for entry := range strings.SplitSeq(fields[2], ";") {
			for _, text := range alternatives(strings.TrimSpace(entry)) {
				text, open := strings.CutSuffix(text, "*")
				words := wordsOf(text)
				if kind == fillers {
					b.fillers[words[0]] = true
					continue
				}
				key := strings.Join(words, " ")
				p := b.phrases[key]
				if p.remark != NoRemark && p.remark != Remark(kind) {
					panic("route: reading the remarks: " + key + " is of two kinds")
				}
				b.phrases[key] = phrase{Remark(kind), append(p.langs, lang), open}
			}
		}
	}
	return b
})

// alternatives writes out the {a|b} of an entry.
func alternatives(entry string) []string {
	before, rest, ok := strings.Cut(entry, "{")
	if !ok {
		return []string{entry}
	}
	inside, after, _ := strings.Cut(rest, "}")
	var all []string
	for choice := range strings.SplitSeq(inside, "|") {
		for _, end := range alternatives(after) {
			all = append(all, before+choice+end)
		}
	}
	return all
}
