// Package injection recognises who tries to steer the assistant: a person who orders it about, and a page that speaks to a machine.
package injection

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"wegwijzer/internal/dutch"
)

// Attack is what a message tries to have the assistant do instead of answering a question.
type Attack string

// The attacks that are told apart. None of them can have an effect: nothing here has hands, knows another person or holds internal
// documents. They are recognised so that the person gets a plain word about it and not an answer to something else.
const (
	None        Attack = ""
	Override    Attack = "override"     // other rules than its own
	RolePlay    Attack = "role_play"    // being someone else
	Prompt      Attack = "prompt"       // showing its rules
	Authority   Attack = "authority"    // a claim of power, to get what nobody gets
	OtherPerson Attack = "other_person" // what another told, where another is, whether another is known here
	Internal    Attack = "internal"     // what is only for staff
	OtherBook   Attack = "booking"      // the appointment of another, or all of them
	Smuggling   Attack = "smuggling"    // an order that cannot be seen or is in code
	Split       Attack = "split"        // an order in pieces
	Markup      Attack = "markup"       // code, pictures or links in the answer
	Defame      Attack = "defame"       // an accusation to be said after
)

// maxLooked is how much of a message is looked at: a person's own words come first.
const maxLooked = 2000

// Detect reports what a message tries, if it does, and the part of it that is a question of its own and can be answered. earlier are the
// messages before it that may hold the beginning of an order that is given in pieces. It looks at forms of speech and at nothing a victim
// tells: it is a matter of an order to the machine, not of words such as negeren, vergeten, systeem or regels.
func Detect(text string, earlier ...string) (Attack, string) {
	if r := []rune(text); len(r) > maxLooked {
		text = string(r[:maxLooked])
	}
	hidden := hiddenText(text)
	seen := dutch.Visible(norm.NFKC.String(text))
	plain := undisguised(seen)
	kind, rest := spoken(plain)
	if kind == None && hidden {
		kind, rest = Smuggling, strings.TrimSpace(withoutReversed(text))
		if k, r := spoken(undisguised(dutch.Visible(rest))); k != None {
			rest = r
		}
	}
	if kind == None && (inCode.MatchString(plain) || plain != seen && spelled(seen)) {
		kind, rest = Smuggling, ""
	}
	if kind == None {
		kind, rest = inPieces(plain, earlier)
	}
	if kind == None {
		if kind = trained.Get().kind(plain); kind != None {
			rest = ""
		}
	}
	if kind == None {
		return None, text
	}
	return kind, rest
}

// spoken looks for an order in each sentence, and in each with the one before it; what is left over is the honest part.
func spoken(text string) (Attack, string) {
	kind := None
	var kept []string
	before := ""
	for _, s := range dutch.Sentences(text) {
		sentence := text[s.Start:s.End]
		k := orderIn(sentence)
		if k == None && before != "" {
			if k = orderIn(before + " " + sentence); k != None && len(kept) > 0 {
				kept = kept[:len(kept)-1]
			}
		}
		if k == None {
			kept = append(kept, sentence)
			before = sentence
			continue
		}
		before = ""
		if kind == None {
			kind = k
		}
	}
	if kind == None {
		return None, text
	}
	return kind, honestPart(kept)
}

// honestPart returns what of the other sentences is a question or a wish of its own, or "".
func honestPart(kept []string) string {
	rest := strings.TrimSpace(htmlTag.ReplaceAllString(strings.Join(kept, " "), " "))
	meaning := 0
	for _, t := range dutch.Tokens(rest) {
		if len(dutch.WordTerms(t.Text)) > 0 {
			meaning++
		}
	}
	if meaning == 0 || meaning < 2 && !strings.Contains(rest, "?") {
		return ""
	}
	return rest
}

// orderIn returns what a sentence orders; of the given kinds alone, when some are given.
func orderIn(sentence string, only ...Attack) Attack {
	if markupOrder.MatchString(sentence) {
		return Markup
	}
	s := dutch.Fold(sentence)
	in := runsIn(s)
	for _, o := range orderForms {
		if len(only) > 0 && !slices.Contains(only, o.kind) {
			continue
		}
		if o.form.match(s, in) && (o.unless == nil || !o.unless.MatchString(s)) {
			return o.kind
		}
	}
	return None
}

// hiddenText reports characters that hide or turn text around where no writing system needs them.
func hiddenText(text string) bool {
	tags, zero, turns, struck := 0, 0, 0, 0
	previous := rune(0)
	for _, r := range text {
		switch {
		case r >= 0xE0020 && r <= 0xE007E:
			tags++
		case r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069:
			turns++
		case (r == 0x200B || r == 0x2060 || r == 0xFEFF) && unicode.IsLetter(previous):
			zero++
		case r == 0x0336 || r == 0x0335:
			struck++
		}
		previous = r
	}
	return tags > 3 || turns > 0 || zero > 2 || struck > 2
}

var reversed = regexp.MustCompile("[\u202A-\u202E\u2066-\u2069][^\u202A-\u202E\u2066-\u2069]*[\u202A-\u202E\u2066-\u2069]?")

func withoutReversed(text string) string { return dutch.Visible(reversed.ReplaceAllString(text, " ")) }

// lookalikes are letters of other scripts that are drawn as Latin ones.
var lookalikes = strings.NewReplacer("а", "a", "е", "e", "о", "o", "р", "p", "с", "c", "у", "y", "х", "x", "і", "i", "ј", "j", "ѕ", "s", "һ", "h", "ԁ", "d", "ԛ", "q", "ԝ", "w",
	"А", "A", "В", "B", "Е", "E", "К", "K", "М", "M", "Н", "H", "О", "O", "Р", "P", "С", "C", "Т", "T", "Х", "X", "І", "I", "Ѕ", "S", "Ј", "J", "α", "a", "ο", "o", "ν", "v", "ι", "i", "ε", "e", "Α", "A", "Ε", "E", "Ι", "I", "Ο", "O", "Ν", "N")

var (
	dotted = regexp.MustCompile(`(?:\b\pL[.·_\-*]){3,}\pL?`)
	spaced = regexp.MustCompile(`(?:\b\pL ){3,}\pL\b`)
)

// undisguised writes a message as it is meant to be read: letters of other scripts within Latin words, letters with dots or spaces between.
func undisguised(text string) string {
	fields := strings.FieldsFunc(text, unicode.IsSpace)
	for _, f := range fields {
		latin, other := false, false
		for _, r := range f {
			latin = latin || unicode.Is(unicode.Latin, r)
			other = other || unicode.Is(unicode.Cyrillic, r) || unicode.Is(unicode.Greek, r)
		}
		if latin && other {
			text = strings.ReplaceAll(text, f, lookalikes.Replace(f))
		}
	}
	// A word whose letters are all lookalikes stands among words that are Latin.
	if strings.IndexFunc(text, func(r rune) bool { return unicode.Is(unicode.Latin, r) }) >= 0 {
		for _, f := range fields {
			if plain := lookalikes.Replace(f); plain != f && strings.IndexFunc(plain, func(r rune) bool { return r > 0x7F && unicode.IsLetter(r) }) < 0 {
				text = strings.ReplaceAll(text, f, plain)
			}
		}
	}
	text = dotted.ReplaceAllStringFunc(text, func(s string) string {
		return strings.Map(func(r rune) rune {
			if unicode.IsLetter(r) {
				return r
			}
			return -1
		}, s) + " "
	})
	return spaced.ReplaceAllStringFunc(text, func(s string) string { return strings.ReplaceAll(s, " ", "") })
}

// spelled reports that a message was written in single letters and is no abbreviation such as "t.a.v." or "i.v.m.".
func spelled(text string) bool {
	for _, f := range dotted.FindAllString(text, -1) {
		if len([]rune(f)) > 12 {
			return true
		}
	}
	return false
}

// inPieces looks for an order that is given over several messages, or in pieces within one.
func inPieces(text string, earlier []string) (Attack, string) {
	if piecewise.MatchString(dutch.Fold(text)) {
		return Split, ""
	}
	if len(earlier) == 0 {
		return None, text
	}
	if n := len(earlier); n > 4 {
		earlier = earlier[n-4:]
	}
	all := append(append([]string{}, earlier...), text)
	for i := range all {
		all[i] = strings.Trim(dutch.Visible(all[i]), " .!\"'")
	}
	// Only a message that goes on with what came before can complete an order: a question of its own is answered.
	folded := dutch.Fold(text)
	if completes.MatchString(folded) && (orderIn(strings.Join(all, " ")) != None || piecewise.MatchString(dutch.Fold(strings.Join(all, ". ")))) {
		return Split, ""
	}
	for _, e := range earlier {
		if k, _ := Detect(e); k != None && goesOn.MatchString(folded) {
			return Split, ""
		}
	}
	return None, text
}
