package privacy

import (
	"strings"
	"unicode/utf8"
)

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

// ibans returns the bank account numbers in text whose check digits are right (mod 97), in any grouping, also where they run into a word.
func ibans(text string) []mark {
	var marks []mark
	for i := 0; i+4 <= len(text); i++ {
		second := i + 1
		if text[second] == ' ' {
			second++
		}
		if !asciiLetter(text[i]) || !asciiLetter(text[second]) {
			continue
		}
		length, ok := ibanLength[strings.ToUpper(string([]byte{text[i], text[second]}))]
		if !ok {
			continue
		}
		if end, ok := iban(text, i, length); ok {
			marks = append(marks, mark{i, end, IBAN})
			i = end - 1
		}
	}
	return marks
}

// iban reads an account number of a certain length at text[start:]. One that runs into a word or that is broken in an odd way must have the
// plain build of most countries: digits, or the four letters of a bank and digits.
func iban(text string, start, length int) (end int, ok bool) {
	var account [34]byte
	before, _ := utf8.DecodeLastRuneInString(text[:start])
	digits, letters, bank, n := 0, 0, 0, 0
	odd, gaps := wordRune(before), 0
	for end = start; n < length && end < len(text); {
		c := text[end]
		switch {
		case asciiLetter(c):
			account[n] = c &^ 0x20
		case c >= '0' && c <= '9':
			account[n] = c
		default:
			size := separator(text[end:])
			if size == 0 && n >= 4 {
				size = looseSeparator(text[end:])
				odd = true
			}
			if gaps++; size == 0 || gaps > 3 || n == 0 || n == 1 && c != ' ' {
				return 0, false
			}
			odd = odd || gaps > 1 || n == 1
			end += size
			continue
		}
		gaps = 0
		isDigit := c <= '9'
		if n < 2 && isDigit || (n == 2 || n == 3) && !isDigit {
			return 0, false
		}
		switch {
		case n < 4:
		case isDigit:
			digits++
		default:
			if letters++; n < 8 {
				bank++
			}
		}
		end++
		n++
	}
	// Every country's numbers hold eight digits or more, and a run of words after "is 12" does not.
	if n < length || digits < 8 {
		return 0, false
	}
	after, _ := utf8.DecodeRuneInString(text[end:])
	if after >= '0' && after <= '9' {
		return 0, false
	}
	if odd = odd || wordRune(after); odd && (digits < 10 || letters != bank || bank != 0 && bank != 4) {
		return 0, false
	}
	return end, mod97(string(account[:n]))
}

// looseSeparator returns the size of what people put between the groups of one number besides the separators, 0 when s begins with none.
func looseSeparator(s string) int {
	switch r, size := utf8.DecodeRuneInString(s); r {
	case ',', '_', '\n', '\r', '\t', '*', ';', '\u00b7', '\u2026':
		return size
	}
	return 0
}

func asciiLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// mod97 reports whether the check digits of a bank account number are right (ISO 7064). It takes capitals and digits without spaces.
func mod97(account string) bool {
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

// eleven reports whether nine digits pass the test of a citizen service number: 9·a + 8·b + … + 2·h − i is a multiple of eleven.
func eleven(digits string) bool {
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
