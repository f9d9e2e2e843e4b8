package assistant

import (
	"regexp"
	"strings"
	"unicode"

	"wegwijzer/internal/dutch"
)

// Reason says why a sentence may not be shown.
type Reason string

// The reasons of the support gate.
const (
	Unsupported Reason = "unsupported" // says something the passage does not
	WrongNumber Reason = "number"
	WrongDate   Reason = "date"
	WrongSign   Reason = "negation" // says yes where the passage says no, or the reverse
	WrongName   Reason = "name"
	WrongLink   Reason = "link"
)

// coverage is the share of a sentence's content words that must stand in the passage, in one form or another.
const coverage = 0.6

// Check returns why sentence is not supported by passage, the text it cites; nothing when it is. Every number, amount, date, code, telephone
// number, link and named body in the sentence must stand in the passage, a number with the same unit; most of its words must, and where the
// passage speaks of the same thing it must say yes or no alike. A literal part of the passage always passes.
func Check(sentence, passage string) []Reason {
	if literal(sentence, passage) {
		return nil
	}
	var reasons []Reason
	if !numbersStand(sentence, passage) {
		reasons = append(reasons, WrongNumber)
	}
	if !datesStand(sentence, passage) {
		reasons = append(reasons, WrongDate)
	}
	if !linksStand(sentence, passage) {
		reasons = append(reasons, WrongLink)
	}
	if !namesStand(sentence, passage) {
		reasons = append(reasons, WrongName)
	}
	if !sameSign(sentence, passage) {
		reasons = append(reasons, WrongSign)
	}
	if !covered(sentence, passage) {
		reasons = append(reasons, Unsupported)
	}
	return reasons
}

var spaces = regexp.MustCompile(`[\s|•]+`)

func flat(s string) string {
	s = strings.TrimSpace(spaces.ReplaceAllString(dutch.Fold(s), " "))
	return strings.ReplaceAll(strings.ReplaceAll(s, ", - ", " - "), ",", "")
}

func literal(sentence, passage string) bool {
	s := flat(sentence)
	return s != "" && strings.Contains(flat(passage), s)
}

func numbersStand(sentence, passage string) bool {
	stand := dutch.Numbers(passage)
	for _, n := range dutch.Numbers(sentence) {
		ok := false
		for _, p := range stand {
			if n.Code != "" || p.Code != "" {
				ok = plainCode(n.Code) == plainCode(p.Code) && n.Code != ""
			} else {
				// A number may go without its unit, but not with another.
				ok = n.Value == p.Value && (n.Unit == p.Unit || n.Unit == "")
			}
			if ok {
				break
			}
		}
		if !ok {
			return false
		}
	}
	return true
}

func plainCode(code string) string { return strings.NewReplacer("-", "", " ", "").Replace(code) }

var months = words("januari februari maart april mei juni juli augustus september oktober november december maandag dinsdag woensdag donderdag vrijdag zaterdag zondag gisteren vandaag morgen overmorgen ochtend middag avond nacht weekend kwartaal")

func words(s string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(s) {
		m[w] = true
	}
	return m
}

func datesStand(sentence, passage string) bool {
	in := tokenSet(passage)
	for _, t := range dutch.Tokens(sentence) {
		if months[t.Text] && !in[t.Text] {
			return false
		}
	}
	return true
}

func tokenSet(text string) map[string]bool {
	m := map[string]bool{}
	for _, t := range dutch.Tokens(text) {
		m[t.Text] = true
	}
	return m
}

var links = regexp.MustCompile(`(?i)\b(?:https?://|www\.)\S+|\b[\w.+-]+@[\w-]+\.[\w.-]+|\b[a-z0-9-]{2,}(?:\.[a-z0-9-]+)*\.(?:nl|com|org|eu|net|be|de|info|example|test)\b(?:/\S*)?`)

func linksStand(sentence, passage string) bool {
	in := strings.ToLower(passage)
	for _, l := range links.FindAllString(sentence, -1) {
		l = strings.ToLower(strings.TrimRight(l, ".,;:)!?"))
		bare := strings.TrimPrefix(strings.TrimPrefix(strings.TrimPrefix(l, "https://"), "http://"), "www.")
		if i := strings.Index(in, bare); i < 0 || i+len(bare) < len(in) && hostGoesOn(in[i+len(bare):]) {
			return false
		}
	}
	return true
}

// hostGoesOn reports that what follows a found address makes it another: "shn.nl" does not stand in "shn.nl.example".
func hostGoesOn(rest string) bool {
	return len(rest) > 1 && (rest[0] == '.' || rest[0] == '-') && (unicode.IsLetter(rune(rest[1])) || unicode.IsDigit(rune(rest[1])))
}

// namesStand checks words with a capital that do not open the sentence, and abbreviations: bodies, persons, places.
func namesStand(sentence, passage string) bool {
	in := dutch.Fold(passage)
	set := tokenSet(passage)
	for _, s := range dutch.Sentences(sentence) {
		text := sentence[s.Start:s.End]
		for i, t := range dutch.Tokens(text) {
			raw := text[t.Start:t.End]
			first := []rune(raw)[0]
			if !unicode.IsUpper(first) {
				continue
			}
			abbreviation := len(raw) > 1 && raw == strings.ToUpper(raw)
			if i == 0 && !abbreviation || openers[t.Text] {
				continue
			}
			if !set[t.Text] && !strings.Contains(in, t.Text) {
				return false
			}
		}
	}
	return true
}

// openers are written with a capital after a quotation mark, a bracket or a colon without being a name.
var openers = words("u je jij wij ik dit dat de het een er hier daar bel ja nee")

// negations turn what is said around. "Zonder" and "on-" words are left to the words themselves.
var negations = words("niet geen nooit nergens niemand niets noch nimmer evenmin")

// opposites are pairs of which a sentence may not say the one where the passage says the other.
var opposites = func() map[string][]string {
	m := map[string][]string{}
	for _, pair := range []string{
		"altijd nooit", "verplicht vrijwillig", "gratis betaald", "binnen na", "meer minder", "minimaal maximaal", "minstens hoogstens", "voor na",
		"met zonder", "wel niet", "mag moet", "kan moet", "iedereen niemand", "alleen ook", "eerder later", "begin einde", "hoger lager", "vooraf achteraf",
		"open gesloten", "toegewezen afgewezen", "meerderjarig minderjarig", "slachtoffer verdachte", "strafrechter burgerlijke",
	} {
		f := strings.Fields(pair)
		m[f[0]] = append(m[f[0]], f[1])
		m[f[1]] = append(m[f[1]], f[0])
	}
	return m
}()

// sameSign compares the sentence with the sentence of the passage that is most like it: both deny or neither does, and no word stands
// where the passage has its opposite.
func sameSign(sentence, passage string) bool {
	words := bag(sentence)
	best, likeness := "", 0.0
	for _, s := range dutch.Sentences(passage) {
		text := passage[s.Start:s.End]
		if o := contained(words, bag(text)); o > likeness {
			best, likeness = text, o
		}
	}
	if likeness < 0.4 {
		return true // the passage says nothing like it; whether it is supported is for the other checks
	}
	if count(sentence, negations)%2 != count(best, negations)%2 {
		return false
	}
	mine, theirs := tokenSet(sentence), tokenSet(best)
	for w, others := range opposites {
		if !mine[w] || theirs[w] {
			continue
		}
		for _, o := range others {
			if theirs[o] && !mine[o] {
				return false
			}
		}
	}
	return true
}

func contained(a, b map[string]bool) float64 {
	if len(a) == 0 {
		return 0
	}
	n := 0
	for t := range a {
		if b[t] {
			n++
		}
	}
	return float64(n) / float64(len(a))
}

func count(text string, in map[string]bool) int {
	n := 0
	for _, t := range dutch.Tokens(text) {
		if in[t.Text] {
			n++
		}
	}
	return n
}

// covered reports whether most content words of the sentence stand in the passage, whole or as a part of a compound.
func covered(sentence, passage string) bool {
	in := bag(passage)
	total, found := 0.0, 0.0
	for _, t := range dutch.Tokens(sentence) {
		terms := dutch.WordTerms(t.Text)
		if len(terms) == 0 {
			continue
		}
		total++
		if in[terms[0].Text] {
			found++
			continue
		}
		parts := 0
		for _, p := range terms[1:] {
			if in[p.Text] {
				parts++
			}
		}
		if parts > 0 {
			found += float64(parts) / float64(len(terms)-1)
		}
	}
	return total == 0 || found/total >= coverage
}
