package privacy

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"slices"
	"strings"
	"unicode/utf8"

	"wegwijzer/internal/dutch"
)

// Trail is what a conversation knows of what was left out of it, so that what goes on in a later message is left out as well: the rest of a number that
// was begun, and a name without the given name beside it. It holds no name: only hashes, under a key that is kept elsewhere. Its zero value is that of a
// conversation that begins.
type Trail struct {
	Names []uint64 `json:"n,omitempty"` // hashes of the parts of names that were left out, the latest last
	Open  Type     `json:"o,omitempty"` // a number that the last message began: its first digits were left out, or it was only announced
	Tail  string   `json:"d,omitempty"` // the digits that the last messages ended with, which by themselves point to nobody
}

// mostNames bounds the parts of names that a conversation knows.
const mostNames = 24

// Redact is the function Redact for a message in the midst of a conversation: it leaves out as well a number that this message begins or goes on with, and
// the names of earlier messages. whole says what number the digits of Tail became with this message, if they did: those must go too.
func (t Trail) Redact(key []byte, text string) (redacted string, spans []Span, whole Type) {
	redacted, spans, whole, _ = t.redact(key, text)
	return redacted, spans, whole
}

// redact is Redact; open is the kind of number of which more digits may follow.
func (t Trail) redact(key []byte, text string) (redacted string, spans []Span, whole, open Type) {
	found := marksIn(text)
	redacted, spans = text, spansOf(text, found)
	if n := len(found); n > 0 {
		redacted, _ = replace(text, found)
		if last := found[n-1]; short(sceneOf(text), last) {
			open = last.kind
		}
	}
	s := sceneOf(redacted)
	marks, more := t.goesOn(s)
	if more {
		open = t.Open
	}
	if len(marks) > 0 && t.Open == "" {
		whole = marks[0].kind
	}
	if m, ok := s.begun(); ok {
		marks, open = append(marks, m), m.kind
	}
	if marks = s.outside(merge(append(marks, t.named(key, s)...))); len(marks) > 0 {
		spans = append(spans, spansOf(redacted, marks)...)
		redacted, _ = replace(redacted, marks)
	}
	return redacted, spans, whole, open
}

// After returns the trail of a conversation in which text was said last.
func (t Trail) After(key []byte, text string) Trail {
	next := Trail{Names: slices.Clone(t.Names)}
	for _, m := range marksIn(text) {
		if m.kind == Name {
			next.learn(key, wordsOf(text[m.start:m.end]))
		}
	}
	redacted, _, _, open := t.redact(key, text)
	if next.Open = open; open == "" {
		next.Open, next.Tail = t.unfinished(sceneOf(redacted))
	}
	return next
}

// learn adds the parts of a name. A family name that is an ordinary word is known with what stands before it only: de Wit.
func (t *Trail) learn(key []byte, name []word) {
	for i, w := range name {
		if !nameable(w) {
			continue
		}
		from := i
		for from > 0 && particles[name[from-1].text] {
			from--
		}
		if from < i {
			t.add(hashOf(key, phraseOf(name[from:i+1])))
		}
		if !dutch.Known(w.text) || from == i && i > 0 {
			t.add(hashOf(key, w.text))
		}
	}
}

func (t *Trail) add(hash uint64) {
	t.Names = append(slices.DeleteFunc(t.Names, func(h uint64) bool { return h == hash }), hash)
	t.Names = t.Names[max(0, len(t.Names)-mostNames):]
}

// nameable reports a word that alone may tell who somebody is.
func nameable(w word) bool {
	return w.held == "" && w.letters() && !particles[w.text] && utf8.RuneCountInString(w.raw) > 2
}

func phraseOf(words []word) string {
	all := make([]string, len(words))
	for i, w := range words {
		all[i] = w.text
	}
	return strings.Join(all, " ")
}

// hashOf returns a number that stands for a part of a name, to whoever has the key.
func hashOf(key []byte, part string) uint64 {
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte("name\n" + part))
	return binary.BigEndian.Uint64(mac.Sum(nil))
}

// named returns the places in a text of names that were left out before.
func (t Trail) named(key []byte, s *scene) []mark {
	if len(t.Names) == 0 {
		return nil
	}
	n := &namer{scene: s}
	var marks []mark
	for i, w := range s.words {
		if !nameable(w) || s.traits[i]&stopping != 0 {
			continue
		}
		from := i
		for from > 0 && particles[s.words[from-1].text] && s.words[from].gap == space {
			from--
			if t.knows(key, phraseOf(s.words[from:i+1])) {
				marks = append(marks, mark{s.words[from].start, w.end, Name})
			}
		}
		bare, _ := strings.CutSuffix(w.text, "s") // Jansens broer
		if (t.knows(key, w.text) || t.knows(key, bare)) && (!dutch.Known(w.text) || n.stands(i)) {
			marks = append(marks, mark{w.start, w.end, Name})
		}
	}
	return merge(marks)
}

func (t Trail) knows(key []byte, part string) bool {
	return slices.Contains(t.Names, hashOf(key, part))
}

// stands reports that word i, which is an ordinary word too, stands where a name does: with a capital in a sentence, before what persons do, or behind
// what asks about a person.
func (n *namer) stands(i int) bool {
	w := n.words[i]
	switch {
	case n.traits[i]&(acting|mixed|kin|place|body) != 0:
		return false
	case w.upper && !w.first || n.does(i+1):
		return i == 0 || !pointing[n.words[i-1].text]
	case i > 0 && w.gap == space:
		return n.traits[i-1]&toward != 0 || askers[n.words[i-1].text]
	}
	return false
}

var (
	pointing = words(`de het een geen mijn je jouw zijn haar ons onze hun die dat deze dit elke iedere welke the a an my his her this that`)
	askers   = words(`kan mag moet krijgt heeft zal gaat komt zou kon mocht moest had can may must will does did has`)
)
