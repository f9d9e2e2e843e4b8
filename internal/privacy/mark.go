// Package privacy takes out of a text what points to a person; it keeps and destroys the keys of what is kept.
package privacy

import (
	"cmp"
	"slices"
)

// Type says what a piece of text is.
type Type string

// What is recognised. The names are those of the interface: command redact, the notices of the assistant.
const (
	Email   Type = "email"
	IBAN    Type = "iban" // bank account
	Phone   Type = "phone"
	BSN     Type = "bsn"                 // citizen service number (burgerservicenummer)
	Card    Type = "creditcard"          // number of a credit card
	Case    Type = "parketnummer"        // number of a case at the prosecution service or a court
	Report  Type = "pv_nummer"           // number of a report at the police (aangifte, proces-verbaal)
	Plate   Type = "kenteken"            // number plate of a vehicle
	Birth   Type = "geboortedatum"       // date of birth
	Address Type = "postcode_huisnummer" // street, house number and postcode, as far as they are there
	Link    Type = "url"                 // a page that leads to a person
	Handle  Type = "social"              // a name on a social medium
	Name    Type = "name"
)

// precedence decides what a piece is when several readings of it overlap: the first.
var precedence = []Type{Email, Link, IBAN, Report, Case, Card, BSN, Phone, Plate, Birth, Address, Handle, Name, ip, query, quoted}

// rank turns precedence into a number, and zero is the first.
var rank = func() map[Type]int {
	m := map[Type]int{}
	for i, t := range precedence {
		m[t] = i
	}
	return m
}()

// mark is a piece of a text, from byte start up to byte end.
type mark struct {
	start, end int
	kind       Type
}

// forms returns what in text is recognised by its form alone: mail addresses, bank accounts, telephone numbers, citizen service numbers.
// Pieces that overlap become one: within a bank account number no telephone number is looked for.
func forms(text string, g glance) []mark {
	var marks []mark
	if g.at {
		marks = emails(text)
	}
	// No number that can be recognised has fewer.
	if g.digits >= 8 {
		marks = append(marks, asMeant(text, numbers)...)
	}
	return merge(marks)
}

// numbers returns the bank accounts, telephone numbers and citizen service numbers in text.
func numbers(text string) []mark {
	groups := groupsOf(text)
	return merge(slices.Concat(ibans(text), phones(text, groups), bsns(text, groups)))
}

// glance is what one quick pass sees of a text: enough to know that there is nothing to look for.
type glance struct {
	digits, dots, colons, marks int
	at, question                bool
}

// glances says what each byte is; most are nothing.
var glances = func() (table [256]byte) {
	for c, sign := range map[byte]byte{
		'@': 'a', '%': 'a', '?': '?', '.': '.', ':': ':', '"': '"', '\'': '"', '`': '"',
		0xC2: '"', 0xE2: '"', // what typographic quotation marks begin with
		0xD9: '0', 0xDB: '0', 0xE0: '0', 0xE1: '0', 0xEA: '0', 0xEF: '0', 0xF0: '0', // what digits of other scripts begin with
	} {
		table[c] = sign
	}
	for c := '0'; c <= '9'; c++ {
		table[c] = '0'
	}
	return table
}()

func glanceAt(text string) (g glance) {
	for i := range len(text) {
		switch glances[text[i]] {
		case 0:
		case '0':
			g.digits++
		case '.':
			g.dots++
		case ':':
			g.colons++
		case '"':
			g.marks++
		case '?':
			g.question = true
		case 'a':
			g.at = true
		}
	}
	return g
}

// merge orders marks and makes one of those that overlap: the longest says what it is, and of two that are as long the first in precedence.
func merge(marks []mark) []mark {
	slices.SortFunc(marks, func(a, b mark) int { return cmp.Or(a.start-b.start, a.end-b.end) })
	out := marks[:0]
	for _, m := range marks {
		if n := len(out); n > 0 && m.start < out[n-1].end {
			last := &out[n-1]
			longer, shorter := m.end-m.start > last.end-last.start, m.end-m.start < last.end-last.start
			if longer || !shorter && rank[m.kind] < rank[last.kind] {
				last.kind = m.kind
			}
			last.end = max(last.end, m.end)
			continue
		}
		out = append(out, m)
	}
	return out
}
