// Package privacy takes out of a text what points to a person; it keeps and destroys the keys of what is kept.
package privacy

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Kind says what a piece of text is.
type Kind string

// What can be recognised by its form alone.
const (
	Email Kind = "email"
	IBAN  Kind = "iban"
	Phone Kind = "phone"
	BSN   Kind = "bsn" // citizen service number (burgerservicenummer)
)

// Span is a piece of a text, from byte Start up to byte End.
type Span struct {
	Start, End int
	Kind       Kind
}

// Find returns everything in text that Emails, IBANs, Phones and BSNs find, in order. Spans that overlap become one, of the first kind in
// that list: within a bank account number no telephone number is looked for.
func Find(text string) []Span { return find(text, glanceAt(text)) }

func find(text string, g glance) []Span {
	var spans []Span
	if g.at {
		spans = Emails(text)
	}
	// No number that can be recognised has fewer.
	if g.digits >= 8 {
		spans = append(spans, IBANs(text)...)
		groups := groupsOf(text)
		spans = append(spans, phones(text, groups)...)
		spans = append(spans, bsns(text, groups)...)
	}
	return merge(spans)
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
		0xD9: '0', 0xDB: '0', 0xEF: '0', // what digits of other scripts begin with
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

// merge orders spans and makes one of those that overlap.
func merge(spans []Span) []Span {
	slices.SortFunc(spans, func(a, b Span) int { return cmp.Or(a.Start-b.Start, a.End-b.End) })
	out := spans[:0]
	for _, s := range spans {
		if n := len(out); n > 0 && s.Start < out[n-1].End {
			last := &out[n-1]
			last.End = max(last.End, s.End)
			if slices.Index(precedence, s.Kind) < slices.Index(precedence, last.Kind) {
				last.Kind = s.Kind
			}
			continue
		}
		out = append(out, s)
	}
	return out
}

var precedence = []Kind{Email, IBAN, Phone, BSN}

// longestLocal bounds how far before an at sign an address is looked for; the standard allows 64.
const longestLocal = 320

// Emails returns the mail addresses in text, also where a URL has %40 for the at sign.
func Emails(text string) []Span {
	var spans []Span
	for i := 0; i < len(text); i++ {
		sign := 0
		switch {
		case text[i] == '@':
			sign = 1
		case strings.HasPrefix(text[i:], "%40"):
			sign = 3
		default:
			continue
		}
		start := i
		for start > 0 && i-start < longestLocal {
			r, size := utf8.DecodeLastRuneInString(text[:start])
			if !wordRune(r) && !strings.ContainsRune("._%+-'", r) {
				break
			}
			start -= size
		}
		for start < i && strings.IndexByte(".-'%", text[start]) >= 0 {
			start++
		}
		end, dot := i+sign, false
		for end < len(text) {
			r, size := utf8.DecodeRuneInString(text[end:])
			if r == '.' {
				next, _ := utf8.DecodeRuneInString(text[end+1:])
				if !wordRune(next) {
					break
				}
				dot = true
			} else if !wordRune(r) && r != '-' {
				break
			}
			end += size
		}
		if start < i && dot && topLevel(text[i+sign:end]) {
			spans = append(spans, Span{start, end, Email})
			i = end - 1
		}
	}
	return spans
}

// topLevel reports that a part of a domain after the first can be its end: it begins with a letter. "module@v0.1.14" is no address.
func topLevel(domain string) bool {
	_, parts, _ := strings.Cut(domain, ".")
	for part := range strings.SplitSeq(parts, ".") {
		if r, size := utf8.DecodeRuneInString(part); len(part) > size && unicode.IsLetter(r) {
			return true
		}
	}
	return false
}

// wordRune reports a letter or a digit of any script; what is not UTF-8 is neither.
func wordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'
	}
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r))
}

// ibanLength says how long the account numbers of a country are.
var ibanLength = func() map[string]int {
	const all = "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DK18 DO28 EE20 EG29 ES24 FI18 FO18 FR27 GB22 " +
		"GE22 GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 " +
		"MR27 MT31 MU30 NL18 NO15 PK24 PL28 PS29 PT25 QA29 RO24 RS22 SA24 SC31 SE24 SI19 SK24 SM27 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20"
	m := map[string]int{}
	for _, f := range strings.Fields(all) {
		m[f[:2]] = int(f[2]-'0')*10 + int(f[3]-'0')
	}
	return m
}()

// IBANs returns the bank account numbers in text whose check digits are right (mod 97), in any grouping.
func IBANs(text string) []Span {
	var spans []Span
	for i := 0; i+4 <= len(text); i++ {
		if !asciiLetter(text[i]) || !asciiLetter(text[i+1]) {
			continue
		}
		if before, _ := utf8.DecodeLastRuneInString(text[:i]); wordRune(before) {
			continue
		}
		length, ok := ibanLength[strings.ToUpper(text[i:i+2])]
		if !ok {
			continue
		}
		if end, ok := iban(text, i, length); ok {
			spans = append(spans, Span{i, end, IBAN})
			i = end - 1
		}
	}
	return spans
}

// iban reads an account number of a certain length at text[start:].
func iban(text string, start, length int) (end int, ok bool) {
	var account [34]byte
	digits, n := 0, 0
	for end = start; n < length && end < len(text); {
		c := text[end]
		switch {
		case asciiLetter(c):
			account[n] = c &^ 0x20
		case c >= '0' && c <= '9':
			account[n] = c
			if n >= 4 {
				digits++
			}
		default:
			// One separator at a time, and none within the country's two letters.
			size := separator(text[end:])
			if _, before := utf8.DecodeLastRuneInString(text[:end]); size == 0 || n < 2 || separator(text[end-before:]) != 0 {
				return 0, false
			}
			end += size
			continue
		}
		isDigit := c <= '9'
		if (n == 2 || n == 3) && !isDigit {
			return 0, false
		}
		end++
		n++
	}
	// Every country's numbers hold eight digits or more, and a run of words after "is 12" does not.
	if n < length || digits < 8 {
		return 0, false
	}
	if after, _ := utf8.DecodeRuneInString(text[end:]); wordRune(after) {
		return 0, false
	}
	return end, Mod97(string(account[:n]))
}

func asciiLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// Mod97 reports whether the check digits of a bank account number are right (ISO 7064). It takes capitals and digits without spaces.
func Mod97(account string) bool {
	if len(account) < 5 {
		return false
	}
	rest := 0
	for i := range len(account) {
		switch c := account[(i+4)%len(account)]; {
		case c >= '0' && c <= '9':
			rest = (rest*10 + int(c-'0')) % 97
		case c >= 'A' && c <= 'Z':
			rest = (rest*100 + int(c-'A') + 10) % 97
		default:
			return false
		}
	}
	return rest == 1
}

// Eleven reports whether nine digits pass the test of a citizen service number: 9·a + 8·b + … + 2·h − i is a multiple of eleven.
func Eleven(digits string) bool {
	if len(digits) != 9 || digits == "000000000" {
		return false
	}
	sum := 0
	for i := range 9 {
		d := int(digits[i]) - '0'
		if d < 0 || d > 9 {
			return false
		}
		if i == 8 {
			sum -= d
		} else {
			sum += (9 - i) * d
		}
	}
	return sum%11 == 0
}
