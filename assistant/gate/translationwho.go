package gate

import (
	"strings"

	"wegwijzer/internal/dutch"
)

// Who does what to whom, and whether it must or may be done, as far as the words of a language tell it for sure.

// has returns the number of the first word of a translation that is in a list, or -1. An entry of two words is found where the first of them stands.
func (t translation) has(list []string) int {
	for i, w := range t.words {
		for _, x := range list {
			end, within := strings.CutPrefix(x, "*")
			first, second, two := strings.Cut(x, " ")
			switch {
			case within && strings.Contains(w.fold, end), !two && w.fold == x,
				two && w.fold == first && i+1 < len(t.words) && t.words[i+1].fold == second:
				return i
			}
			if head, rest, ok := strings.Cut(w.fold, "'"); ok && (rest == x || head == x) {
				return i
			}
		}
	}
	return -1
}

// sameDuty reports whether a translation makes no duty of what somebody may do, and no choice of what they must.
func (t translation) sameDuty() bool {
	var said duty
	for _, s := range t.of.sentences {
		said |= t.of.dutyOf(s)
	}
	denied := t.denies()
	mustDo, mayDo := t.has(t.Must) >= 0, t.has(t.May) >= 0
	switch {
	case mustDo && said&(must|need|order) == 0 && !(denied && said&(may|can) != 0): // "may not" is "must not"
		return false
	case mustDo || !mayDo:
		return true
	}
	return said&(may|can) != 0 || said&(must|need) == 0
}

// samePersons reports whether a translation speaks of us and of somebody else only where the Dutch sentence does, and names those who act in its order.
func (t translation) samePersons() bool {
	ofUs, other := false, false
	for _, w := range t.of.words {
		ofUs = ofUs || roles[w.Text] == us
		other = other || harmers[w.Text] || othersNamed[w.Text] || roles[w.Text] != "" && roles[w.Text] != you && roles[w.Text] != us || len(w.stems) > 0 && roles[w.stems[0]] != ""
	}
	if t.has(t.Us) >= 0 && !ofUs || t.has(t.He) >= 0 && !other {
		return false
	}
	if len(t.By) == 0 || t.Lang == "tr" || t.Lang == "ar" || t.has(t.By) >= 0 || t.of.tells(turnedAbout) {
		return true // the order of the words says nothing, or another thing
	}
	first, last := actor{}, actor{}
	for i, w := range t.of.words {
		a := t.actorAt(i, w)
		switch {
		case a.there < 0:
		case first.key == "":
			first = a
		case a.key != first.key && last.key == "":
			last = a
		case a.key != first.key && a.key != last.key:
			return true // three of them
		}
	}
	return first.key == "" || last.key == "" || first.there < last.there
}

// actor is who the Dutch sentence names, with the place of their first name in the translation.
type actor struct {
	key   string
	there int
}

func (t translation) actorAt(i int, w word) actor {
	d := t.of
	key := d.party(i)
	switch {
	case key == you:
		if w.Text == "je" && i+1 < len(d.words) && len(d.words[i+1].stems) > 0 && !dutch.Finite(d.words[i+1].Text) && !d.isSubject(i, d.sentences[w.sentence]) {
			return actor{there: -1} // "je verhaal"
		}
		return actor{key, t.has(t.You)}
	case key == "" || key == us || len(w.stems) == 0:
		return actor{there: -1}
	}
	for j, said := range t.words {
		for _, bare := range t.Bare(said.fold) {
			for _, m := range t.Meanings([]string{bare}) {
				if !m.Harms && inColumn(m.Dutch, key, w.Text) {
					return actor{key, j}
				}
			}
		}
	}
	return actor{there: -1}
}

// inColumn reports whether one of the words of a column is a Dutch word, in one form or another.
func inColumn(column string, forms ...string) bool {
	for w := range strings.FieldsSeq(column) {
		begins, open := strings.CutSuffix(w, "*")
		for _, f := range forms {
			if w == f || open && strings.HasPrefix(f, begins) {
				return true
			}
		}
	}
	return false
}

var (
	othersNamed = words("hem haar zij ze die ander andere anderen man vrouw kind vader moeder partner")
	turnedAbout = words("wordt worden werd werden word door")
)
