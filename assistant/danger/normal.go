package danger

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// fold returns s as the recogniser compares it: compatibility forms opened, lower case, without diacritics or characters that nobody sees,
// letters of another script that only look like those of their word put back, and typographic marks made plain. Lexicons are folded by the same
// function, so that a spelling never depends on the keyboard.
func fold(s string) string {
	ascii, latin := true, false
	for i := 0; i < len(s); i++ {
		ascii = ascii && s[i] < utf8.RuneSelf
		latin = latin || s[i]|0x20 >= 'a' && s[i]|0x20 <= 'z'
	}
	if ascii {
		return strings.ToLower(s)
	}
	table := foldTable()
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range s {
		switch {
		case int(r) < len(table):
			b.WriteString(table[r])
		case r == utf8.RuneError, r == 0xFEFF, r >= 0xE0000 && r <= 0xE0FFF:
			// a broken byte, and characters that nobody sees
		case r == '🆘':
			b.WriteString(" sos ")
		case r >= 0x1F000 && r < 0xE0000:
			b.WriteByte(' ') // pictures stand between words
		default:
			b.WriteString(foldRune(r))
		}
	}
	if !latin {
		if s := b.String(); !hasLetters(s) {
			return s // one script: nothing can be mixed
		}
	}
	return unmix(b.String())
}

// foldTable holds what every character up to general punctuation folds to.
var foldTable = sync.OnceValue(func() []string {
	table := make([]string, 0x2100)
	for r := range table {
		table[r] = foldRune(rune(r))
	}
	return table
})

// foldRune returns what one character folds to. Marks are left out, so the order in which a letter comes apart does not matter.
func foldRune(r rune) string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(string(r)) {
		if r == 'İ' {
			r = 'i'
		}
		r = unicode.ToLower(r)
		switch {
		case r < utf8.RuneSelf:
			b.WriteByte(byte(r))
		case unicode.Is(unicode.Mn, r), unicode.Is(unicode.Cf, r), r == 'ـ', r >= 0xE0000 && r <= 0xE0FFF, r == 0x115F, r == 0x3164, r == 0x2800:
			// marks, format characters (zero width, bidirectional, tags), the Arabic stretch and blanks that are letters
		default:
			if plain, ok := plainLetters[r]; ok {
				b.WriteString(plain)
			} else {
				b.WriteRune(r)
			}
		}
	}
	return b.String()
}

// plainLetters are letters and marks that have no decomposition in Unicode but have a plain reading.
var plainLetters = map[rune]string{
	'ı': "i", 'ł': "l", 'ø': "o", 'đ': "d", 'ß': "ss", 'œ': "oe", 'æ': "ae", 'ð': "d", 'ĳ': "ij", 'ŋ': "n", 'ə': "e",
	'’': "'", '‘': "'", 'ʼ': "'", '´': "'", '′': "'", '＇': "'", 'ʹ': "'",
	'“': "\"", '”': "\"", '„': "\"", '«': "\"", '»': "\"", '‟': "\"", '‹': "\"", '›': "\"",
	'–': " ", '—': ", ", '‑': "-", '‐': "-", '−': "-", '…': ".", '。': ".", '！': "!", '؟': "?", '،': ",", '؛': ";", '·': " ", '•': "\n",
	'أ': "ا", 'إ': "ا", 'آ': "ا", 'ٱ': "ا", 'ى': "ي", 'ئ': "ي", 'ؤ': "و", 'ة': "ه", 'ک': "ك", 'ی': "ي", 'ڤ': "ف", 'گ': "ك", 'پ': "ب",
	'ё': "е", 'є': "е", 'ґ': "г", 'ы': "и", 'ъ': "", 'э': "е",
}

// twins are letters of Cyrillic and Greek that look like a Latin one.
var twins = map[rune]byte{
	'а': 'a', 'е': 'e', 'о': 'o', 'р': 'p', 'с': 'c', 'у': 'y', 'х': 'x', 'і': 'i', 'ј': 'j', 'ѕ': 's', 'ԁ': 'd', 'ԛ': 'q', 'ԝ': 'w', 'к': 'k', 'м': 'm', 'т': 't', 'в': 'b', 'н': 'h', 'г': 'r', 'п': 'n', 'и': 'u',
	'α': 'a', 'ε': 'e', 'ο': 'o', 'ρ': 'p', 'ι': 'i', 'κ': 'k', 'ν': 'v', 'τ': 't', 'υ': 'u', 'χ': 'x', 'ω': 'w', 'η': 'n', 'ϲ': 'c', 'ɑ': 'a', 'ɡ': 'g', 'ⅼ': 'l', 'օ': 'o', 'ո': 'n', 'һ': 'h', 'ⲟ': 'o', 'ᴏ': 'o', 'ᴅ': 'd', 'ᴇ': 'e', 'ʟ': 'l',
}

// unmix turns look-alikes into Latin in words that hold both scripts: nobody writes such a word but to hide it, or by a broken keyboard.
func unmix(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	start, latin, twin := 0, false, false
	flush := func(end int) {
		word := s[start:end]
		if !latin || !twin {
			b.WriteString(word)
		} else {
			for _, r := range word {
				if t, ok := twins[r]; ok {
					b.WriteByte(t)
				} else {
					b.WriteRune(r)
				}
			}
		}
		latin, twin = false, false
	}
	for i, r := range s {
		if !unicode.IsLetter(r) {
			flush(i)
			start = i
			continue
		}
		if r < utf8.RuneSelf {
			latin = true
		} else if _, ok := twins[r]; ok {
			twin = true
		}
	}
	flush(len(s))
	return b.String()
}

// token is one word of a message.
type token struct {
	word   string
	soft   bool // a comma or the like stands before it
	strong bool // a sentence starts here
	quoted bool
	asked  bool // its sentence ends in a question mark
	asks   bool // a question starts here that belongs to what is told beside it
}

// maxTokens bounds the words that are looked at: about 200 kB of Dutch. The end of a longer text is looked at too.
const maxTokens = 30_000

// tokenise splits folded text. Sentences end at . ! ? ; and line breaks; a full stop inside a number or an address ends nothing.
func tokenise(s string) []token {
	tokens := make([]token, 0, min(len(s)/5+4, maxTokens))
	strong, soft, quoted := true, false, false
	first := 0 // of the sentence
	for i := 0; i < len(s); {
		r, n := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(s[i:])
		}
		if isWord(r) {
			j := i + n
			for j < len(s) {
				r, n := rune(s[j]), 1
				if r >= utf8.RuneSelf {
					r, n = utf8.DecodeRuneInString(s[j:])
				}
				if !isWord(r) && (r != '\'' || j+1 >= len(s) || !isLetterAt(s, j+1)) {
					break
				}
				j += n
			}
			if w := s[i:shortened(s, i, j)]; strings.IndexByte(w, '\'') < 0 {
				tokens = append(tokens, token{word: w, soft: soft, strong: strong, quoted: quoted})
			} else {
				for _, w := range apostrophe(w) {
					tokens = append(tokens, token{word: w, soft: soft, strong: strong, quoted: quoted})
					soft, strong = false, false
				}
			}
			soft, strong = false, false
			i = j
			continue
		}
		switch r {
		case '.', '!', '?', ';', '\n':
			if r == '.' && i > 0 && i+1 < len(s) && isWord(rune(s[i-1])) && isWord(rune(s[i+1])) && s[i+1] != ' ' && !longWordsAround(s, i) {
				break // 3.5, p.v.
			}
			if r == '?' {
				for k := first; k < len(tokens); k++ {
					tokens[k].asked = true
				}
			}
			cutQuestions(tokens, first)
			strong, first = true, len(tokens)
		case ',', ':', '(', ')', '/':
			soft = true
		case '"':
			quoted = !quoted
			soft = true
		case '\'':
			// A single quote that opens or closes: one beside a space.
			if i == 0 || i+1 >= len(s) || !isWord(rune(s[i-1])) || !isWord(rune(s[i+1])) {
				if !quoted && i+1 < len(s) && isWord(rune(s[i+1])) && (i == 0 || !isWord(rune(s[i-1]))) && strings.IndexByte(s[i+1:min(len(s), i+200)], '\'') > 3 {
					quoted, soft = true, true
				} else if quoted {
					quoted, soft = false, true
				}
			}
		}
		i += n
	}
	cutQuestions(tokens, first)
	if len(tokens) > maxTokens {
		tokens = append(tokens[:maxTokens-2000:maxTokens-2000], tokens[len(tokens)-2000:]...)
	}
	return tokens
}

// mostLetters is how many bytes of a word are read. Words are compared with the lexicon by each of their beginnings, so one of a million letters would
// hold up everybody; glued sentences are shorter.
const mostLetters = 240

// shortened returns where the word from i to j ends when it is read no further than mostLetters.
func shortened(s string, i, j int) int {
	if j-i <= mostLetters {
		return j
	}
	for j = i + mostLetters; !utf8.RuneStart(s[j]); j-- {
	}
	return j
}

// longWordsAround reports whether the full stop at i stands between two words of three letters or more, as in "help.hij komt".
func longWordsAround(s string, i int) bool {
	letters := func(from, step int) int {
		n := 0
		for k := from; k >= 0 && k < len(s) && (s[k] >= 'a' && s[k] <= 'z' || s[k] >= utf8.RuneSelf); k += step {
			n++
		}
		return n
	}
	return letters(i-1, -1) > 1 && letters(i+1, 1) > 1
}

func isWord(r rune) bool {
	if r < utf8.RuneSelf {
		return r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '@' || r == '$'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

func isLetterAt(s string, i int) bool {
	r, _ := utf8.DecodeRuneInString(s[i:])
	return unicode.IsLetter(r)
}

// apostrophe splits French elisions (j'ai, m'étrangle) and joins everything else (m'n, don't, б'є).
func apostrophe(w string) []string {
	i := strings.IndexByte(w, '\'')
	if i < 0 {
		return []string{w}
	}
	head, tail := w[:i], strings.ReplaceAll(w[i+1:], "'", "")
	switch head {
	case "j", "n", "l", "d", "m", "s", "t", "c", "qu", "jusqu":
		if len(tail) > 2 || tail == "ai" || tail == "en" || tail == "il" || tail == "y" || tail == "a" || tail == "es" || tail == "on" {
			return []string{head, tail}
		}
	}
	return []string{head + tail}
}
