package gate

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"wegwijzer/internal/dutch"
)

// In a flat text, edge stands where a line, an item or a cell ends, and pause for the comma between parts of a sentence.
const (
	edge   = '\x1f'
	pause  = '\x1e'
	breaks = " \x1e\x1f"
)

// flat makes a text comparable letter by letter: folded, single spaces, the marks of lists and tables as edges, the commas between words as pauses.
func flat(s string) string {
	folded := []rune(dutch.Fold(s))
	var b strings.Builder
	var parted rune // what parts the next letter from the last one
	opening := true
	for i, r := range folded {
		inNumber := i > 0 && i+1 < len(folded) && unicode.IsDigit(folded[i-1]) && unicode.IsDigit(folded[i+1])
		switch {
		case r == '\n' || r == '|' || r == '•' || r == edge || opening && (r == '-' || r == '#'):
			parted = edge
			opening = opening || r == '\n'
			continue
		case r == pause || (r == ',' || r == ';') && !inNumber:
			if parted != edge {
				parted = pause
			}
			continue
		case unicode.IsSpace(r):
			if parted == 0 {
				parted = ' '
			}
			continue
		}
		if parted != 0 {
			b.WriteRune(parted)
		}
		b.WriteRune(r)
		opening, parted = false, 0
	}
	return strings.Trim(b.String(), breaks)
}

// Holds reports whether a text holds a piece, letter by letter, but for accents, capitals, spaces, commas and the marks of lists. It holds no empty piece.
func Holds(text, piece string) bool { return piece != "" && strings.Contains(flat(text), flat(piece)) }

// Literal reports whether the sentence stands in the passage as a whole: a line, a cell, or a sentence from its beginning to its end. A part of
// a sentence is not, since what is left out may be what it hangs on; nor is what the passage tells as somebody's mistake.
func Literal(sentence, passage string) bool {
	s, p := flat(sentence), flat(passage)
	if s == "" {
		return false
	}
	for from := 0; ; {
		i := strings.Index(p[from:], s)
		if i < 0 {
			return false
		}
		i += from
		if begins(p[:i]) && closes(p[i+len(s):], s) {
			return true
		}
		_, n := utf8.DecodeRuneInString(p[i:])
		from = i + n
	}
}

// begins reports whether a sentence begins behind the text before it. Behind a colon it does when what stands before that only announces it.
func begins(before string) bool {
	trimmed := strings.TrimRight(before, breaks+`"'‘“`)
	if trimmed == "" {
		return true
	}
	gap := before[len(trimmed):]
	last, n := utf8.DecodeLastRuneInString(trimmed)
	switch {
	case last == ':' && gap != "":
		lead := trimmed[:len(trimmed)-n]
		return announces(lead[strings.LastIndexAny(lead, ".!?\x1f")+1:], strings.ContainsRune(gap, edge))
	case strings.ContainsRune(gap, edge):
		return true
	}
	return gap != "" && !strings.ContainsRune(gap, pause) && strings.ContainsRune(".!?…)", last)
}

// announces reports whether words before a colon do not doubt what they open, nor narrow it where it stands on the same line.
func announces(lead string, list bool) bool {
	r := read(lead)
	if r.doubted(stretch{0, len(r.words)}) {
		return false
	}
	if list {
		return true
	}
	for _, s := range r.sentences {
		if len(r.limits(s)) > 0 {
			return false
		}
	}
	return true
}

// closes reports whether a sentence that ends in s is closed by the text after it, and not denied there.
func closes(after, s string) bool {
	trimmed := strings.TrimLeft(after, " ")
	if trimmed == "" {
		return true
	}
	first, n := utf8.DecodeRuneInString(trimmed)
	switch {
	case first == edge:
	case len(trimmed) < len(after): // a space: s itself must have ended
		if !strings.ContainsAny(s[len(s)-1:], ".!?\")") {
			return false
		}
	case strings.ContainsRune(`.!?"')’”`, first):
		rest := strings.TrimLeft(trimmed[n:], `.!?"')’”`)
		if next, _ := utf8.DecodeRuneInString(rest); rest != "" && next != ' ' && next != edge {
			return false
		}
		trimmed = rest
	default:
		return false
	}
	next := strings.TrimLeft(trimmed, breaks)
	if i := strings.IndexAny(next, ".!?\x1f"); i >= 0 {
		next = next[:i]
	}
	r := read(next)
	return len(r.sentences) == 0 || !r.denies(r.sentences[0])
}
