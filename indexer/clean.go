package indexer

import (
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// clean makes text what a reader sees: composed letters, plain spaces, and none of the characters that show
// nothing. Those are dropped because instructions to a model can be hidden in them.
func clean(s string) string {
	plain := true
	for i := range len(s) {
		if c := s[i]; c >= 0x80 || (c < 0x20 && c != '\n' && c != '\t') || c == 0x7f {
			plain = false
			break
		}
	}
	if plain {
		return s
	}
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case r == '\r':
			return '\n'
		case r == '\u2028' || r == '\u2029' || r == '\u0085' || r == '\f' || r == '\v':
			return '\n'
		case r == '\uf0b7' || r == '\uf0a7' || r == '\uf02d': // bullets of symbol fonts
			return '•'
		case invisible(r):
			return -1
		case unicode.Is(unicode.Zs, r):
			return ' '
		}
		return r
	}, s)
	if strings.ContainsRune(s, '\ufffd') {
		s = stray.ReplaceAllString(s, "$1")
	}
	return norm.NFC.String(s)
}

// stray is a character that was lost beside white space, where it was most likely a space itself.
var stray = regexp.MustCompile(`(^|\s)\x{fffd}+`)

// invisible reports whether a character shows nothing: controls, zero-width and direction marks, Unicode tags,
// variation selectors, private letters and the object mark.
func invisible(r rune) bool {
	switch {
	case r == '\u00ad', r == '\u034f', r == '\u061c', r == '\u115f', r == '\u1160', r == '\u3164', r == '\uffa0',
		r == '\u17b4', r == '\u17b5', r == '\ufffc', r == '\ufeff',
		r >= '\u180b' && r <= '\u180e',
		r >= '\u200b' && r <= '\u200f',
		r >= '\u202a' && r <= '\u202e',
		r >= '\u2060' && r <= '\u206f',
		r >= '\ufe00' && r <= '\ufe0f',
		r >= '\ufff0' && r <= '\ufffb',
		r >= '\U000e0000' && r <= '\U000e0fff',
		r >= '\ue000' && r <= '\uf8ff':
		return true
	}
	return unicode.IsControl(r) && r != '\n' && r != '\t'
}

// lineBreak stands for a line break that the author meant, among text that has white space of its own. It is none of the characters that the
// text itself may bring: see outside.
const lineBreak = '\u001e'

// outside returns text of a document without what stands for a line break here.
func outside(s string) string {
	return strings.ReplaceAll(s, string(lineBreak), " ")
}

// linesAsMeant cleans text and squeezes its white space, and puts the lines that the author meant below each other.
func linesAsMeant(s string) string {
	var lines []string
	for l := range strings.SplitSeq(s, string(lineBreak)) {
		if l = squeeze(clean(l)); l != "" {
			lines = append(lines, l)
		}
	}
	return strings.Join(lines, "\n")
}

// squeeze turns every run of white space into one space.
func squeeze(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	space := false
	for _, r := range s {
		if unicode.IsSpace(r) {
			space = true
			continue
		}
		if space && b.Len() > 0 {
			b.WriteByte(' ')
		}
		space = false
		b.WriteRune(r)
	}
	return b.String()
}

// fold makes two texts that read the same compare as equal.
func fold(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	space := false
	for _, r := range norm.NFD.String(s) {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if space && b.Len() > 0 {
				b.WriteByte(' ')
			}
			space = false
			b.WriteRune(unicode.ToLower(r))
		case unicode.Is(unicode.Mn, r):
		default:
			space = true
		}
	}
	return b.String()
}

// words counts the words of a text.
func words(s string) int {
	n, in := 0, false
	for _, r := range s {
		letter := unicode.IsLetter(r) || unicode.IsDigit(r)
		if letter && !in {
			n++
		}
		in = letter
	}
	return n
}
