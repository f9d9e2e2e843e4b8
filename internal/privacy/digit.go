package privacy

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// group is a run of digits in a text. What stands between it and the group before is its glue.
type group struct {
	start, end int
	digits     string
	glue       string // "" when the group does not continue the one before
}

// groupsOf returns the groups of digits in text. Digits of every script count.
func groupsOf(text string) []group {
	var groups []group
	for i := 0; i < len(text); {
		d, size := digitAt(text, i)
		if size == 0 {
			i++
			continue
		}
		g := group{start: i}
		plain := true
		var digits []byte
		for size > 0 {
			if plain = plain && size == 1; !plain {
				if digits == nil {
					digits = []byte(text[g.start:i])
				}
				digits = append(digits, d)
			}
			i += size
			d, size = digitAt(text, i)
		}
		g.end = i
		g.digits = string(digits)
		if plain {
			g.digits = text[g.start:g.end]
		}
		if len(groups) > 0 {
			g.glue = glue(text[groups[len(groups)-1].end:g.start])
		}
		groups = append(groups, g)
	}
	return groups
}

// digitAt returns the digit at text[i:] as ASCII and how many bytes it takes, 0 when there is none.
func digitAt(text string, i int) (digit byte, size int) {
	if i >= len(text) {
		return 0, 0
	}
	if c := text[i]; c < utf8.RuneSelf {
		if c >= '0' && c <= '9' {
			return c, 1
		}
		return 0, 0
	}
	r, size := utf8.DecodeRuneInString(text[i:])
	if unicode.IsDigit(r) {
		return byte(digitOf(r)), size //nolint:gosec // 0 to 9
	}
	return 0, 0
}

// glue returns s when it may stand between the groups of one number: up to three separators. Otherwise it returns "".
func glue(s string) string {
	rest := s
	for n := 0; rest != ""; n++ {
		size := separator(rest)
		if n == 3 || size == 0 {
			return ""
		}
		rest = rest[size:]
	}
	return s
}

// separator returns the size of the separator that s begins with, 0 when there is none.
func separator(s string) int {
	if s == "" {
		return 0
	}
	if s[0] < utf8.RuneSelf {
		if strings.IndexByte(" -./()", s[0]) >= 0 {
			return 1
		}
		return 0
	}
	switch r, size := utf8.DecodeRuneInString(s); r {
	case '\u00a0', '\u2007', '\u2009', '\u202f', // spaces that do not break
		'\u00ad', '\u200b', '\u200c', '\u200d', '\u2060', '\ufeff', // what cannot be seen
		'\u2010', '\u2011', '\u2012', '\u2013', '\u2212': // dashes
		return size
	}
	return 0
}

// phones returns the telephone numbers in text: Dutch ones, and those of other countries that begin with + or 00. Public numbers are left out.
func phones(text string, groups []group) []mark {
	var marks []mark
	for i := 0; i < len(groups); i++ {
		if i > 0 && groups[i].glue != "" && dated(groups[i-1:]) {
			continue // the month of a date
		}
		if start, last, ok := phone(text, groups[i:]); ok {
			marks = append(marks, mark{start, groups[i+last].end, Phone})
			i += last
		}
	}
	return marks
}

// mostGroups is in how many groups more a telephone number may stand: "+31 6 1 2 3 4 5 6 7 8" has nine.
const mostGroups = 11

// phone reads a telephone number that begins with the first group, and returns the place of its last.
func phone(text string, groups []group) (start, last int, ok bool) {
	g := groups[0]
	start = g.start
	before := strings.TrimRight(text[:start], " ")
	international := g.digits[0] != '0' && (strings.HasSuffix(before, "+") || strings.HasSuffix(before, "\uff0b"))
	if international {
		start = strings.LastIndexAny(text[:start], "+\uff0b")
	} else {
		if begunBefore(text, g) {
			return 0, 0, false
		}
		// The bracket of an area code belongs to the number.
		if strings.HasSuffix(text[:start], "(") {
			start--
		}
	}
	digits := ""
	best := -1
	for i, next := range groups {
		if i > 0 && next.glue == "" || i > mostGroups {
			break
		}
		if i == 2 && dated(groups) {
			break
		}
		digits += next.digits
		if len(digits) > 19 {
			break
		}
		whole, isPublic := complete(digits, international)
		if isPublic {
			return 0, 0, false
		}
		if whole && !followed(text, next) {
			best = i
		}
	}
	return start, best, best >= 0
}

// complete reports whether digits are a whole telephone number, and whether it is a public one.
func complete(digits string, international bool) (whole, isPublic bool) {
	if rest, ok := strings.CutPrefix(digits, "00"); ok && !international {
		international, digits = true, rest
	}
	switch {
	case !international:
		return len(digits) == 10 && digits[0] == '0' && digits[1] != '0', public(digits)
	case strings.HasPrefix(digits, "31"):
		national := "0" + strings.TrimPrefix(digits[2:], "0")
		return len(national) == 10, public(national)
	}
	// The shortest numbers have seven digits after a country of one or two.
	return len(digits) >= 8 && len(digits) <= 15 && digits[0] != '0', false
}

// begunBefore reports that the group is part of something larger: a word, a code, or the decimals of a number.
func begunBefore(text string, g group) bool {
	r, _ := utf8.DecodeLastRuneInString(text[:g.start])
	if r == ',' || r == '.' {
		inner, _ := utf8.DecodeLastRuneInString(text[:g.start-1])
		return inner >= '0' && inner <= '9'
	}
	return wordRune(r)
}

// followed reports that the group runs on into a word or a code.
func followed(text string, g group) bool {
	r, _ := utf8.DecodeRuneInString(text[g.end:])
	return wordRune(r)
}

// dated reports that three groups are a date: day, month and a year near ours.
func dated(groups []group) bool {
	return len(groups) > 2 && len(groups[0].digits) <= 2 && len(groups[1].digits) <= 2 && len(groups[2].digits) == 4 &&
		(strings.HasPrefix(groups[2].digits, "19") || strings.HasPrefix(groups[2].digits, "20"))
}

// bsns returns the citizen service numbers in text: nine digits that pass the eleven test, in one group or in a few with a dot, dash or
// space between. One in eleven other numbers of nine digits passes it too; only the words around can tell.
func bsns(text string, groups []group) []mark {
	var marks []mark
	for i := 0; i < len(groups); i++ {
		before := strings.TrimRight(text[:groups[i].start], " \u00a0")
		if begunBefore(text, groups[i]) || strings.HasSuffix(before, "€") || strings.HasSuffix(before, "+") {
			continue
		}
		digits := ""
		apart := oneByOne(groups, i)
		for j := i; j < len(groups) && (j < i+4 || apart); j++ {
			g := groups[j]
			if len(g.digits) < 2 && i != j && !apart || j > i && (g.glue == "" || separator(g.glue) != len(g.glue)) {
				break
			}
			if digits += g.digits; len(digits) > 9 {
				break
			}
			if !followed(text, g) && eleven(digits) && !strings.HasPrefix(strings.TrimLeft(text[g.end:], " "), "euro") {
				marks = append(marks, mark{groups[i].start, g.end, BSN})
				i = j
				break
			}
		}
	}
	return marks
}

// oneByOne reports that nine digits stand apart from group i, and no tenth.
func oneByOne(groups []group, i int) bool {
	const all = 9
	if i > 0 && groups[i].glue != "" || i+all > len(groups) || i+all < len(groups) && groups[i+all].glue != "" {
		return false
	}
	for j, g := range groups[i : i+all] {
		if len(g.digits) != 1 || j > 0 && g.glue == "" {
			return false
		}
	}
	return true
}
