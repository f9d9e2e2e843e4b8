package gate

import (
	"strings"

	"wegwijzer/internal/dutch"
)

// roles are those who do something, or to whom it is done, in what a page about crime and help says: a sentence may not say of the one what
// the passage says of the other ("de rechter" for "de bank"). Words on a line are one role.
var roles = func() map[string]string {
	m := map[string]string{}
	for line := range strings.SplitSeq(`politie agent politieagent
wijkagent
rechercheur recherche
rechter rechtbank
gerechtshof hof
officier
advocaat raadsman
jurist
notaris
deurwaarder
huisarts
arts dokter
psycholoog therapeut
bedrijfsarts
bank
verzekeraar verzekering
werkgever baas
leidinggevende
school
docent leraar
mentor
gemeente burgemeester
woningcorporatie verhuurder
ministerie minister
dader pleger
verdachte
veroordeelde
slachtoffer
nabestaande
naaste
getuige
ouder
vader
moeder
kind
partner
voogd
bemiddelaar
mediator
casemanager
vrijwilliger
tolk
deskundige expert
reclassering
griffier
bode
journalist
uitzendbureau
vakbond
platform
belangenbehartiger
bewindvoerder
gevangenis
fonds
loket
112
113`, "\n") {
		words := strings.Fields(line)
		for _, w := range words {
			m[roleStem(w)] = words[0]
		}
	}
	for _, w := range strings.Fields("je jij jou jouw u uw jullie") {
		m[w] = you
	}
	for _, w := range strings.Fields("wij we ons onze") {
		m[w] = us
	}
	return m
}()

// Who is spoken to and who speaks stand for each other in no sentence; they are compared with only, because every other sentence has them.
const (
	you = "je"
	us  = "wij"
)

// absent is how well a sentence may fit the place of another when who it speaks of is in the passage only as a part of a word.
const absent = 0.4

func roleStem(w string) string {
	if terms := dutch.WordTerms(w); len(terms) > 0 {
		return dutch.Singular(terms[0].Text)
	}
	return w
}

// findRoles marks who does what.
func (r *reading) findRoles() {
	for i, w := range r.words {
		key := roles[w.Text]
		if key == "" && len(w.stems) > 0 {
			key = roles[w.stems[0]]
		}
		if key != "" && !r.named[i] && !r.dated[i] {
			r.marks = append(r.marks, mark{kind: aRole, key: key, at: i})
		}
	}
}

// rolesStand reports whether everyone in the sentence stands in the passage, and does there what the sentence says.
func rolesStand(sentence, passage *reading) bool {
	for _, m := range sentence.marks {
		if m.kind == aRole && m.key != you && m.key != us && passage.exchanged(m, sentence) {
			return false
		}
	}
	return true
}

// exchanged reports whether the passage says of someone else what the sentence says of m, or does not speak of m at all.
func (r *reading) exchanged(m mark, sentence *reading) bool {
	said := map[string]bool{}
	for _, p := range sentence.marks {
		said[p.key] = true
	}
	mine := sentence.neighbours(m.at, true)
	own, other := -1.0, -1.0
	for i, p := range r.marks {
		switch {
		case (p.kind == aRole || p.kind == aName) && oneName(p.key, m.key):
			own = max(own, fit(mine, r.around(i)))
		case (p.kind == aRole || p.kind == aName) && !said[p.key]:
			other = max(other, fit(mine, r.around(i)))
		}
	}
	if own < 0 {
		return other > absent || !r.holdsAny(sentence.words[m.at].stems)
	}
	return other > own+astray
}

// callsStand reports whether every telephone number in the sentence is, in the passage, the number of who the sentence says it is of: one
// who stands in the same line or sentence there, or in the one before.
func callsStand(sentence, passage *reading) bool {
	for _, m := range sentence.marks {
		if m.kind != aNumber || !calls(m.number) {
			continue
		}
		if owner := sentence.owner(m.at); owner != "" && !passage.answers(m, owner) {
			return false
		}
	}
	return true
}

// owner returns who stands shortly before word at, in the same part of the sentence.
func (r *reading) owner(at int) string {
	for i := at - 1; i >= 0 && i >= at-ownerReach && r.words[i].sentence == r.words[at].sentence; i-- {
		if w := r.words[i].Text; w == "en" || w == "of" {
			return ""
		}
		for _, p := range r.marks {
			if p.at == i && (p.kind == aName || p.kind == aRole && p.key != you && p.key != us && !emergency[p.key]) {
				return p.key
			}
		}
	}
	return ""
}

const ownerReach = 5 // words

var emergency = words("112 113")

func calls(n number) bool {
	return len(n.code) >= 8 && n.code[0] == '0' && digitsOnly(n.code) || n.code == "" && n.unit == "" && (n.value == 112 || n.value == 113)
}

// answers reports whether an owner stands beside a number.
func (r *reading) answers(m mark, owner string) bool {
	near := false
	for _, p := range r.marks {
		if p.kind != aNumber || p.key != m.key {
			continue
		}
		line := r.words[p.at].sentence
		for _, o := range r.marks {
			if s := r.words[o.at].sentence; (o.kind == aName || o.kind == aRole && o.key != you && o.key != us) && (s == line || s == line-1) {
				near = near || !emergency[o.key]
				if oneName(o.key, owner) {
					return true
				}
			}
		}
		for i := range r.words {
			if s := r.words[i].sentence; (s == line || s == line-1) && r.words[i].Text == owner {
				return true
			}
		}
	}
	return !near // the passage gives the number without saying whose it is
}
