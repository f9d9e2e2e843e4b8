package dutch

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Said is a piece of a text as it is to be spoken: Text says what stands from Start to End, in bytes. A text in pieces is spoken with a space
// between them.
type Said struct {
	Start, End int
	Text       string
}

// Aloud returns how a Dutch text is read aloud: "€ 1.250,50" as an amount, "20:30 uur" as a time, "art. 51f Sv" as an article, telephone
// numbers figure by figure, abbreviations in full. What has no sound (quotation marks, bullets, pictures) is left out. The pieces are in order
// and do not overlap.
func Aloud(text string) []Said { return read(text, dutchRules) }

// AloudElsewhere is Aloud for a text in another language: telephone numbers and addresses of the web are made speakable, and what has no sound
// is left out. Other numbers a voice reads in its own language.
func AloudElsewhere(text string) []Said { return read(text, commonRules) }

// rule reads one kind of writing. It gets what its pattern found and the text before and after it, and returns what is said, or "" when this
// is something else.
type rule struct {
	pattern *regexp.Regexp
	say     func(found []string, before, after string) string
}

// maxRuleText is how many bytes a rule may look at: the longest thing that is read as one.
const maxRuleText = 160

func read(text string, rules []rule) []Said {
	var all []Said
	shouted := mostlyCapitals(text)
	wordBefore := false // a letter or figure ends right here
	for at := 0; at < len(text); {
		r, size := utf8.DecodeRuneInString(text[at:])
		if unicode.IsSpace(r) {
			at, wordBefore = at+size, false
			continue
		}
		if !wordBefore {
			if said, end := apply(text, at, rules); end > at {
				all = append(all, Said{at, end, said})
				at, wordBefore = end, false
				continue
			}
		}
		if isWordRune(r) {
			end := wordEnd(text, at)
			word := text[at:end]
			if !shouted {
				word = spelled(word)
			}
			all = append(all, Said{at, end, word})
			at, wordBefore = end, true
			continue
		}
		wordBefore = false
		if mark := audible(text, at, r, size); mark != "" {
			if n := len(all); n == 0 || strings.Trim(mark, ".,;:!?") != "" {
				if strings.Trim(mark, ".,;:!?") != "" {
					all = append(all, Said{at, at + size, mark})
				}
			} else if last := all[n-1].Text; strings.Trim(last[len(last)-1:], ".,;:!?") != "" {
				all[n-1].Text += mark // it is a pause, and no word of its own
			}
		}
		at += size
	}
	return all
}

// apply returns what the first rule that fits says of the text at a place, and where that ends.
func apply(text string, at int, rules []rule) (said string, end int) {
	window := text[at:min(at+maxRuleText, len(text))]
	for _, rule := range rules {
		found := rule.pattern.FindStringSubmatch(window)
		if found == nil || found[0] == "" {
			continue
		}
		end := at + len(found[0])
		if last, _ := utf8.DecodeLastRuneInString(found[0]); isWordRune(last) && end < len(text) {
			if next, _ := utf8.DecodeRuneInString(text[end:]); isWordRune(next) {
				continue
			}
		}
		if said := rule.say(found, text[max(0, at-24):at], text[end:min(end+24, len(text))]); said != "" {
			return said, end
		}
	}
	return "", at
}

func isWordRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
}

// wordEnd returns where the word at a place ends: letters, figures, and what holds them together. Letters and figures are read apart.
func wordEnd(text string, at int) int {
	first, _ := utf8.DecodeRuneInString(text[at:])
	figure := unicode.IsDigit(first)
	for end := at; ; {
		r, size := utf8.DecodeRuneInString(text[end:])
		switch {
		case size == 0 || size == 1 && r == utf8.RuneError:
			return max(end, at+1)
		case isWordRune(r) && (unicode.IsDigit(r) == figure || unicode.IsMark(r)):
		case !figure && strings.ContainsRune("'’-", r) && end > at && end+size < len(text):
			if next, _ := utf8.DecodeRuneInString(text[end+size:]); !unicode.IsLetter(next) {
				return end
			}
		default:
			return end
		}
		end += size
	}
}

// audible returns what a mark does to the voice: a pause as a mark, a word, or nothing.
func audible(text string, at int, r rune, size int) string {
	switch r {
	case '.', ',', ';', ':', '!', '?':
		return string(r)
	case '…':
		return "."
	case '(', ')', '–', '—', '[', ']':
		return ","
	case '&':
		return "en"
	case '+':
		return "plus"
	case '=':
		return "is"
	case '%':
		return "procent"
	case '§':
		return "paragraaf"
	case '€':
		return "euro"
	case '-': // between words it is a pause, at the start of a line a bullet
		if at > 0 && text[at-1] == ' ' && at+size < len(text) && text[at+size] == ' ' {
			return ","
		}
	}
	return ""
}

// speakable are words in capitals that are said as words.
var speakable = set("HALT NAVO MIND COA UWV-er AIDS PIN KLM-er SIRE VIER")

// spelled returns a word as it is said: one of two to five capitals letter by letter.
func spelled(word string) string {
	if len(word) < 2 || len(word) > 5 || speakable[word] {
		return word
	}
	for _, r := range word {
		if r < 'A' || r > 'Z' {
			return word
		}
	}
	return letters(word)
}

func letters(word string) string { return strings.Join(strings.Split(word, ""), " ") }

func mostlyCapitals(text string) bool {
	upper, lower := 0, 0
	for _, r := range text {
		switch {
		case unicode.IsUpper(r):
			upper++
		case unicode.IsLower(r):
			lower++
		}
	}
	return upper > 8 && upper > lower
}

// sayNumber reads figures with dots between thousands and a decimal comma.
func sayNumber(text string) string {
	whole, decimal, hasDecimal := strings.Cut(text, ",")
	digits := strings.NewReplacer(".", "", " ", "", "\u00a0", "", "\u202f", "").Replace(whole)
	n, err := strconv.ParseInt(digits, 10, 64)
	if err != nil || len(digits) > 1 && digits[0] == '0' || n >= 1e12 {
		return figures(text)
	}
	said := Numeral(n)
	if !hasDecimal || decimal == "" {
		return said
	}
	if d, err := strconv.ParseInt(decimal, 10, 64); err == nil && decimal[0] != '0' && len(decimal) < 3 {
		return said + " komma " + Numeral(d)
	}
	return said + " komma " + figures(decimal)
}
