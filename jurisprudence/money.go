package jurisprudence

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"wegwijzer/internal/dutch"
)

// Currency is the unit of an amount, by its code.
type Currency string

// The currencies that occur. Guilders are from before 2002 or from the Caribbean; neither enters a figure in euros.
const (
	Euro     Currency = "EUR"
	Guilder  Currency = "NLG"
	Florin   Currency = "ANG" // Antillean guilder, also Caribbean guilder
	Aruban   Currency = "AWG"
	Dollar   Currency = "USD"
	Sterling Currency = "GBP"
)

// money is one amount in a text.
type money struct {
	start, end int // the amount with its sign or unit
	cents      int64
	currency   Currency
	vague      bool // "ruim", "bijna", "maximaal": not the amount itself
	rate       bool // per day, per kilometre, a piece
	words      bool // in words only
	broken     bool // digits that are no amount as written ("1.4574,50")
}

// amounts returns the amounts of money in text, in order. An amount in words that repeats the digits before it ("€ 32,- (tweeëndertig euro)")
// is left out; one that contradicts them is kept.
func amounts(text, low string) []money {
	var found []money
	for i := 0; i < len(text); i++ {
		c := text[i]
		if c < '0' || c > '9' {
			if c == 'e' || c == 'E' {
				if m, ok := inWords(low, i, found); ok {
					found = append(found, m)
				}
			}
			continue
		}
		if i > 0 && joinsNumber(text[i-1]) {
			i = skipDigits(text, i) - 1
			continue
		}
		taken := 0
		if len(found) > 0 {
			taken = found[len(found)-1].end
		}
		m, next := inDigits(text, low, i, taken)
		if m.end > 0 {
			found = append(found, m)
		}
		i = max(next, i+1) - 1
	}
	return found
}

// joinsNumber reports a byte that makes the digits behind it part of a name or code: "05/216680-21", "A1".
func joinsNumber(b byte) bool {
	return b >= '0' && b <= '9' || b >= 'a' && b <= 'z' && b != 'f' || b >= 'A' && b <= 'Z' && b != 'R' && b != 'f' || b == '/' || b == '_'
}

func skipDigits(text string, i int) int {
	for i < len(text) && text[i] >= '0' && text[i] <= '9' {
		i++
	}
	return i
}

// inDigits reads the amount whose digits begin at i; m.end is 0 when they are no money. next is where reading goes on.
func inDigits(text, low string, i, taken int) (m money, next int) {
	cents, end, broken := digits(text, i)
	start, currency := signBefore(low, i, taken)
	if currency == "" {
		n := i
		if start, cur := n, Currency(""); start >= 0 {
			cur, end = unitBehind(low, end)
			currency = cur
		}
		start = i
	} else if after, e := unitBehind(low, end); after == Euro && currency == Euro {
		end = e
	}
	if currency == "" {
		return money{}, end
	}
	if factor, e := million(low, end); factor > 1 {
		cents, end = cents*factor, e
		if cur, e2 := unitBehind(low, end); cur != "" {
			end = e2
		}
	}
	if c, e := centsBehind(low, end); c > 0 {
		cents, end = cents+c, e
	}
	m = money{start: start, end: end, cents: cents, currency: currency, broken: broken}
	m.vague = vagueBefore(low, start) || between(low, start)
	m.rate = rateBehind(low, end) || rateBefore(low, start)
	return m, end
}

// digits reads a number in Dutch notation at i, as cents.
func digits(text string, i int) (cents int64, end int, broken bool) {
	j := skipDigits(text, i)
	whole := text[i:j]
	grouped := false
	for len(whole) <= 12 {
		sep := 0
		switch {
		case j < len(text) && text[j] == '.' && threeDigits(text, j+1):
			sep = 1
		case j+1 < len(text) && text[j] == '.' && text[j+1] == ' ' && threeDigits(text, j+2) && j+5 < len(text) && text[j+5] == ',':
			sep = 2 // a space that a scanner put in: 1. 250,00
		case j < len(text) && text[j] == ' ' && threeDigits(text, j+1) && j+4 < len(text) && text[j+4] == ',' && len(whole) <= 3:
			sep = 1
		}
		if sep == 0 {
			break
		}
		if !grouped && len(whole) > 3 {
			break
		}
		grouped = true
		whole += text[j+sep : j+sep+3]
		j += sep + 3
	}
	if j+1 < len(text) && text[j] == '.' && isDigit(text[j+1]) {
		// Two digits behind a point are cents in a careless hand; any other number of them makes no amount.
		k := skipDigits(text, j+1)
		if k == j+3 && (k >= len(text) || text[k] != '.' && text[k] != ',' && text[k] != '-') {
			v, _ := strconv.ParseInt(whole, 10, 64)
			f, _ := strconv.ParseInt(text[j+1:k], 10, 64)
			return v*100 + f, k, false
		}
		if k < len(text) && text[k] == ',' {
			k = skipDigits(text, k+1)
		}
		return 0, k, true
	}
	if len(whole) > 13 {
		return 0, j, true
	}
	v, _ := strconv.ParseInt(whole, 10, 64)
	cents = v * 100
	k := j
	if k < len(text) && text[k] == ' ' && k+2 < len(text) && text[k+1] == ',' && (text[k+2] == '-' || text[k+2] == '=') {
		k++
	}
	if k < len(text) && text[k] == ',' {
		switch {
		case k+2 < len(text) && isDigit(text[k+1]) && isDigit(text[k+2]) && (k+3 >= len(text) || !isDigit(text[k+3])):
			f, _ := strconv.ParseInt(text[k+1:k+3], 10, 64)
			return cents + f, k + 3, false
		case k+3 < len(text) && threeDigits(text, k+1) && !grouped && k+4 < len(text) && text[k+4] == '.':
			// 1,250.50: the other notation
			f := text[k+1 : k+4]
			rest, e, _ := digits(text, k+1)
			t, _ := strconv.ParseInt(f, 10, 64)
			return v*100000 + t*100 + rest%100, e, false
		case k+1 < len(text) && isDigit(text[k+1]) && (k+2 >= len(text) || !isDigit(text[k+2])):
			return cents + int64(text[k+1]-'0')*10, k + 2, false
		case k+1 < len(text) && isDigit(text[k+1]):
			return 0, skipDigits(text, k+1), true
		}
		e := k + 1
		for e < len(text) {
			r, n := utf8.DecodeRuneInString(text[e:])
			if r != '-' && r != '=' && r != '–' && r != '—' && r != '_' {
				break
			}
			e += n
		}
		if e > k+1 {
			return cents, e, false
		}
		return cents, j, false
	}
	if j+1 < len(text) && text[j] == '.' && (text[j+1] == '-' || text[j+1] == '=') {
		return cents, j + 2, false
	}
	return cents, j, false
}

func isDigit(b byte) bool { return b >= '0' && b <= '9' }

// threeDigits reports exactly three digits at i.
func threeDigits(s string, i int) bool {
	return i+2 < len(s) && isDigit(s[i]) && isDigit(s[i+1]) && isDigit(s[i+2]) && (i+3 >= len(s) || !isDigit(s[i+3]))
}

// signs stand before an amount. Letters need a boundary before them.
var signs = []struct {
	sign     string
	currency Currency
}{
	{"€", Euro},
	{"eur", Euro},
	{"euro", Euro},
	{"eur.", Euro},
	{"ƒ", Guilder},
	{"f", Guilder},
	{"f.", Guilder},
	{"fl", Guilder},
	{"fl.", Guilder},
	{"hfl", Guilder},
	{"hfl.", Guilder},
	{"nlg", Guilder},
	{"nlg.", Guilder},
	{"naf", Florin},
	{"naf.", Florin},
	{"na f", Florin},
	{"nafl", Florin},
	{"nafl.", Florin},
	{"ang", Florin},
	{"xcg", Florin},
	{"cg", Florin},
	{"afl", Aruban},
	{"afl.", Aruban},
	{"awg", Aruban},
	{"usd", Dollar},
	{"us$", Dollar},
	{"$", Dollar},
	{"£", Sterling},
	{"gbp", Sterling},
}

// signBefore returns the currency whose sign stands before i, and where it begins. What lies before taken belongs to another amount.
func signBefore(low string, i, taken int) (int, Currency) {
	j := i
	for j > taken && (low[j-1] == ' ' || low[j-1] == '\n' || low[j-1] == '\t') && i-j < 6 {
		j--
	}
	best, currency := -1, Currency("")
	for _, s := range signs {
		at := j - len(s.sign)
		if at < taken || low[at:j] != s.sign {
			continue
		}
		letter := s.sign[0] >= 'a' && s.sign[0] <= 'z'
		if letter && at > 0 && (low[at-1] >= 'a' && low[at-1] <= 'z' || isDigit(low[at-1]) || low[at-1] >= utf8.RuneSelf) {
			continue
		}
		if best < 0 || at < best {
			best, currency = at, s.currency
		}
	}
	return best, currency
}

// unitsBehind stand behind an amount.
var unitsBehind = []struct {
	unit     string
	currency Currency
}{
	{"euro's", Euro},
	{"euro", Euro},
	{"eur", Euro},
	{"€", Euro},
	{"antilliaanse gulden", Florin},
	{"caribische gulden", Florin},
	{"arubaanse florin", Aruban},
	{"naf", Florin},
	{"xcg", Florin},
	{"gulden", Guilder},
	{"nlg", Guilder},
	{"amerikaanse dollar", Dollar},
	{"dollar", Dollar},
	{"usd", Dollar},
	{"pond", Sterling},
}

// unitBehind returns the currency that is named right behind end, and where the name ends; end itself when there is none.
func unitBehind(low string, end int) (Currency, int) {
	j := end
	for j < len(low) && low[j] == ' ' && j-end < 3 {
		j++
	}
	for _, u := range unitsBehind {
		if !strings.HasPrefix(low[j:], u.unit) {
			continue
		}
		e := j + len(u.unit)
		if e < len(low) {
			r, _ := utf8.DecodeRuneInString(low[e:])
			if unicode.IsLetter(r) && u.unit != "€" {
				continue
			}
			// "feit 1 EUR 500": a sign that belongs to the next amount is no unit of this one.
			if (u.unit == "€" || u.unit == "eur") && e < len(low) && (isDigit(low[e]) || low[e] == ' ' && e+1 < len(low) && isDigit(low[e+1])) {
				continue
			}
		}
		return u.currency, e
	}
	return "", end
}

func million(low string, end int) (int64, int) {
	rest := strings.TrimLeft(low[end:min(len(low), end+14)], " ")
	skipped := len(low[end:min(len(low), end+14)]) - len(rest)
	for word, factor := range map[string]int64{"miljoen": 1e6, "mln": 1e6, "miljard": 1e9} {
		if strings.HasPrefix(rest, word) {
			return factor, end + skipped + len(word)
		}
	}
	return 1, end
}

// centsBehind reads "en veertig cent" behind an amount.
func centsBehind(low string, end int) (int64, int) {
	if end >= len(low) || low[end] != ' ' {
		return 0, end
	}
	rest := low[end:min(len(low), end+60)]
	i := strings.Index(rest, "cent")
	if i < 0 {
		return 0, end
	}
	words := strings.Fields(strings.Trim(rest[:i], " "))
	if len(words) > 0 && words[0] == "en" {
		words = words[1:]
	}
	if len(words) > 0 && words[len(words)-1] == "euro" {
		words = words[:len(words)-1]
	}
	if len(words) == 0 || len(words) > 2 {
		return 0, end
	}
	stop := end + i + len("cent")
	if strings.HasPrefix(low[stop:], "en") {
		stop += 2
	}
	joined := strings.Join(words, "")
	if v, err := strconv.Atoi(joined); err == nil && v < 100 {
		return int64(v), stop
	}
	v, ok := wordNumber(words)
	if !ok || v >= 100 {
		return 0, end
	}
	return v, stop
}

// wordNumber reads a numeral of one or more words: "vierduizend achthonderdvijfenzeventig".
func wordNumber(words []string) (int64, bool) {
	var total int64
	last := int64(1 << 40)
	for _, w := range words {
		f, ok := dutch.NumberWord(dutch.Fold(strings.Trim(w, "-,")))
		v := int64(f)
		if !ok || float64(v) != f {
			return 0, false
		}
		switch {
		case (w == "duizend" || w == "honderd") && total > 0 && total < v:
			total *= v
		case total > 0 && (v >= last || !fits(total, v)):
			return 0, false
		default:
			total += v
		}
		last = v
	}
	return total, len(words) > 0
}

// fits reports whether v can follow total in one numeral: hundreds after thousands, units after hundreds.
func fits(total, v int64) bool {
	switch {
	case total%1000 == 0:
		return v < 1000
	case total%100 == 0:
		return v < 100
	}
	return false
}

// inWords reads the amount in words that ends with the "euro" at i.
func inWords(low string, i int, found []money) (money, bool) {
	if !strings.HasPrefix(low[i:], "euro") || i == 0 || low[i-1] != ' ' {
		return money{}, false
	}
	end := i + 4
	if end < len(low) {
		if r, _ := utf8.DecodeRuneInString(low[end:]); unicode.IsLetter(r) {
			return money{}, false
		}
	}
	start := i - 1
	var words []string
	for len(words) < 6 && start > 0 {
		j := start
		for j > 0 && low[j-1] != ' ' && low[j-1] != '(' && low[j-1] != '\n' && low[j-1] != '\t' {
			j--
		}
		w := low[j:start]
		if _, ok := dutch.NumberWord(dutch.Fold(strings.Trim(w, "-,"))); !ok {
			break
		}
		words = append([]string{w}, words...)
		start = j
		if j == 0 || low[j-1] != ' ' {
			break
		}
		start--
	}
	if start < i-1 && start < len(low) && low[start] == ' ' {
		start++
	}
	for len(words) > 0 {
		v, ok := wordNumber(words)
		if ok {
			m := money{start: start, end: end, cents: v * 100, currency: Euro, words: true}
			if c, e := centsBehind(low, end); c > 0 {
				m.cents, m.end = m.cents+c, e
			}
			m.vague = vagueBefore(low, start)
			m.rate = rateBehind(low, m.end)
			if len(found) > 0 {
				before := found[len(found)-1]
				if start < before.end {
					return money{}, false
				}
				if between := low[before.end:start]; before.cents == m.cents && len(between) < 14 && (strings.Contains(between, "(") || strings.Contains(between, "zegge")) {
					return money{}, false
				}
			}
			return m, true
		}
		start += len(words[0]) + 1
		words = words[1:]
	}
	return money{}, false
}

// vagueBefore reports a word before the amount that makes it a bound or a guess.
func vagueBefore(low string, start int) bool {
	before := strings.TrimRight(low[max(0, start-24):start], " (")
	for _, w := range []string{"ruim", "bijna", "ongeveer", "circa", "ca.", "zo'n", "zo’n", "rond de", "hooguit", "maximaal", "ten hoogste", "minstens", "minimaal", "meer dan", "minder dan", "niet hoger dan", "dik", "krap", "een kleine", "omstreeks"} {
		if strings.HasSuffix(before, w) {
			return true
		}
	}
	return false
}

// between reports one end of a range: "tussen € 1.500 en € 6.000".
func between(low string, start int) bool {
	before := strings.TrimRight(low[max(0, start-40):start], " ")
	if strings.HasSuffix(before, "tussen") || strings.HasSuffix(before, "variërend van") {
		return true
	}
	i := strings.LastIndex(before, "tussen")
	return i >= 0 && (strings.HasSuffix(before, " en") || strings.HasSuffix(before, " en de")) && !strings.Contains(before[i:], ". ")
}

func rateBehind(low string, end int) bool {
	rest := strings.TrimLeft(low[end:min(len(low), end+24)], " ")
	for _, w := range []string{"per dag", "per uur", "per kilometer", "per km", "per maand", "per week", "per jaar", "per nacht", "per stuk", "per half jaar", "per sessie", "per keer", "x "} {
		if strings.HasPrefix(rest, w) {
			return true
		}
	}
	return false
}

func rateBefore(low string, start int) bool {
	before := strings.TrimRight(low[max(0, start-8):start], " ")
	return strings.HasSuffix(before, " à") || strings.HasSuffix(before, " a") || strings.HasSuffix(before, " x") || strings.HasSuffix(before, "×")
}
