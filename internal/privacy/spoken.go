package privacy

import (
	"strconv"
	"strings"

	"wegwijzer/internal/dutch"
)

// spoken returns the numbers of people that are given in words or in pieces, as people dictate them and as speech recognition writes them down: "nul zes
// twaalf vierendertig", "mijn bsn is 9184 en dan 24926".
func (s *scene) spoken() []mark {
	marks := append(s.spokenAccounts(), s.spokenPlates()...)
	for i := 0; i < len(s.words); {
		r, ok := s.runAt(i)
		if !ok {
			i++
			continue
		}
		if kind := s.dictatedCase(r.all, i, unitDigits(s.words[i]) != ""); kind != "" && r.inWords > 0 {
			end := r.ends[len(r.ends)-1]
			marks = append(marks, mark{s.words[i].start, s.words[end-1].end, kind})
			i = end
			continue
		}
		if kind, last := s.dictated(r, i); kind != "" && s.tellsApart(r, kind, i, last) {
			marks = append(marks, mark{s.words[i].start, s.words[last-1].end, kind})
			i = last
			continue
		}
		i++
	}
	return marks
}

// tellsApart reports whether a run of digits that other finders would see if it stood together is given in a way that hides it from them.
func (s *scene) tellsApart(r digitRun, kind Type, first, last int) bool {
	switch {
	case r.inWords > 0:
		return true
	case kind == Birth:
		return last-first >= 3
	}
	return s.filled(first, last) && (strings.HasPrefix(s.words[first].raw, "06") || s.phoneLabel(s.words[first].start) || kind == BSN || kind == IBAN)
}

// digitRun is a run of digits and numerals, with "en dan" and the like between.
type digitRun struct {
	all           string // its digits
	inWords       int    // how many of its words are numerals in letters
	ends, lengths []int  // behind each of its words: the number of the next word, and how many digits there are by then
}

// How many words may stand between two pieces of a number: more when it is announced.
const (
	betweenMost   = 2
	announcedMost = 5
)

// runAt reads the run that begins with word i.
func (s *scene) runAt(i int) (r digitRun, ok bool) {
	digits, isWord := spokenDigits(s.words[i])
	if digits == "" {
		digits = unitDigits(s.words[i])
	}
	if digits == "" {
		return r, false
	}
	r.all = digits
	if isWord {
		r.inWords++
	}
	end := i + 1
	r.ends, r.lengths = []int{end}, []int{len(r.all)}
	most, said := betweenMost, s.saidToCome(i)
	if said {
		most = announcedMost
	}
	for j := i + 1; j < len(s.words) && len(r.all) < 20; j++ {
		w := s.words[j]
		fills := between[w.text] || said && bridges[w.text]
		if w.gap == line || w.gap == colon || w.gap == finish && !(said && (fills || s.trailsOff(j))) {
			break
		}
		if fills && j < end+most {
			continue
		}
		if doubling[w.text] && j+1 < len(s.words) {
			continue
		}
		digits, isWord := spokenDigits(w)
		if digits == "" || r.all == "06" && strings.HasPrefix(digits, r.all) { // "mijn 06 is 06 ..."
			break
		}
		if doubling[s.words[j-1].text] && len(digits) == 1 {
			digits += digits
		}
		if tens(r.all, r.inWords) && isWord && len(digits) == 1 && english[s.words[j-1].text] && end == j {
			r.all = r.all[:len(r.all)-1] // thirty four
		}
		r.all += digits
		if isWord {
			r.inWords++
		}
		end = j + 1
		r.ends, r.lengths = append(r.ends, end), append(r.lengths, len(r.all))
	}
	return r, true
}

// saidToCome reports that a number of a person is announced before word i, or begins with it: its pieces may stand further apart.
func (s *scene) saidToCome(i int) bool {
	if strings.HasPrefix(s.words[i].raw, "06") {
		return true
	}
	switch s.announced(s.words[i].start) {
	case BSN, IBAN:
		return true
	case Phone:
		return s.phoneLabel(s.words[i].start)
	}
	return s.labelled(i, 4)
}

// trailsOff reports that nothing but full stops stands before word j: "918 ... 424".
func (s *scene) trailsOff(j int) bool {
	return strings.Trim(s.text[s.words[j-1].end:s.words[j].start], " .\u2026") == ""
}

// dictated says what a run of digits is and where it ends, trying the longest first.
func (s *scene) dictated(r digitRun, first int) (kind Type, last int) {
	ends := r.ends
	for k := len(r.lengths) - 1; k >= 0; k-- {
		digits := r.all[:min(r.lengths[k], len(r.all))]
		whole, isPublic := complete(digits, false)
		if isPublic || publicPrefix(digits) {
			return "", 0
		}
		if whole || len(digits) == 11 && digits[:3] == "316" {
			return Phone, ends[k]
		}
		at := s.words[first].start
		if len(digits) == 10 && s.announced(at) == IBAN {
			return IBAN, ends[k]
		}
		if len(digits) == 9 && digits[0] == '6' && s.phoneLabel(at) && !s.announces(at, BSN) {
			return Phone, ends[k] // zes twaalf vierendertig ...
		}
		if len(digits) == 9 && (eleven(digits) && s.announces(at, BSN) || s.announced(at) == BSN || eleven(digits) && s.nearBehind(s.words[ends[k]-1].end, 6, citizenWords)) {
			return BSN, ends[k]
		}
		if bornIn(digits) && s.labelled(first, 4) {
			return Birth, ends[k]
		}
	}
	return "", 0
}

// bornIn reports whether digits are a day, a month and a year.
func bornIn(digits string) bool {
	if len(digits) != 6 && len(digits) != 8 {
		return false
	}
	day, month, year := number3([]string{digits[:2], digits[2:4], digits[4:]})
	return day >= 1 && day <= 31 && month >= 1 && month <= 12 && (len(digits) == 6 || year >= 1900 && year <= 2100)
}

// unitDigits returns the digits behind PL, with which the number of a police report begins.
func unitDigits(w word) string {
	if rest, ok := strings.CutPrefix(w.text, "pl"); ok && len(rest) == 4 && digitsIn(rest) == 4 {
		return rest
	}
	return ""
}

// dictatedCase says whether a run of digits is the number of a case or report: because PL begins it, or it is announced as one.
func (s *scene) dictatedCase(all string, first int, unit bool) Type {
	if unit && len(all) >= 10 {
		return Report
	}
	if kind := s.announced(s.words[first].start); (kind == Case || kind == Report) && len(all) >= 8 && !s.announces(s.words[first].start, Phone) {
		return kind
	}
	return ""
}

var citizenWords = words(`bsn burgerservicenummer sofinummer bsn-nummer`)

// filled reports that words such as "en dan", or more than the separators of one number, stand within a run.
func (s *scene) filled(first, last int) bool {
	for j := first; j < last; j++ {
		if w := s.words[j]; between[w.text] || bridges[w.text] || j > first && glue(s.text[s.words[j-1].end:w.start]) == "" {
			return true
		}
	}
	return false
}

var (
	between = words(`en dan daarna vervolgens eh euh uh uhm ehm um komma streepje streep schuine slash punt koppelteken min and then ve sonra i potem plus nog
		et puis ensuite a potim tem despues und dann ثم و`)
	// bridges stand between the pieces of a number that was announced.
	bridges = words(`eerst eerste tot slot ten slotte tenslotte laatste de het rest is zijn was eindigt eindigend op met begint gevolgd door erachter daarachter komt cijfers cijfer toen of
		the rest last ends ending with followed by first is le la reste est suivi de se termine par koniec konczy sie na reszta to jest koncu kalan ile biter
		ta dali kinets zakinchuietsia ke su fin kaba`)
)

var doubling = words(`dubbel dubbele double`)

func tens(all string, inWords int) bool {
	return inWords > 0 && len(all) > 1 && all[len(all)-1] == '0'
}

var english = words(`twenty thirty forty fifty sixty seventy eighty ninety yirmi otuz kirk elli altmis yetmis seksen doksan dwadziescia trzydziesci czterdziesci piecdziesiat
	szescdziesiat siedemdziesiat osiemdziesiat dziewiecdziesiat dvadtsiat trydtsiat sorok piatdesiat shistdesiat simdesiat visimdesiat devianosto vingt trente quarante
	cinquante soixante`)

// spokenDigits returns the digits that a word stands for, and whether it is a numeral in letters.
func spokenDigits(w word) (digits string, inLetters bool) {
	if w.held != "" {
		return "", false
	}
	if w.digits {
		for i := range len(w.raw) {
			if w.raw[i] < '0' || w.raw[i] > '9' {
				return "", false
			}
		}
		if len(w.raw) > 12 {
			return "", false
		}
		return w.raw, false
	}
	if d, ok := digitWords[w.text]; ok {
		return d, true
	}
	if d := strungDigits(w.text); d != "" {
		return d, true
	}
	if v, ok := dutch.NumberWord(w.text); ok && v == float64(int(v)) && v >= 0 && v < 1000 {
		return strconv.Itoa(int(v)), true
	}
	return "", false
}

// strungDigits returns the digits of a word that is nothing but their names: "nul-zes-een", "nulzeseen". One name is no string.
func strungDigits(w string) string {
	var digits []byte
	for w != "" {
		d, size := leadingDigit(w)
		if size == 0 {
			return ""
		}
		digits = append(digits, d)
		w = strings.TrimLeft(w[size:], "-\u2010\u2011")
	}
	if len(digits) < 2 {
		return ""
	}
	return string(digits)
}

func leadingDigit(w string) (digit byte, size int) {
	for i, name := range [...]string{"nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen"} {
		if strings.HasPrefix(w, name) {
			return '0' + byte(i), len(name) //nolint:gosec // 0 to 9
		}
	}
	return 0, 0
}

var digitWords = func() map[string]string {
	m := map[string]string{"oh": "0", "o": "0", "null": "0", "zwo": "2", "eén": "1", "één": "1", "nulzes": "06", "nul-zes": "06", "eene": "1", "sifir": "0"}
	for _, list := range [][]string{
		{"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"},
		{"sifir", "bir", "iki", "uc", "dort", "bes", "alti", "yedi", "sekiz", "dokuz", "on"},
		{"zero", "jeden", "dwa", "trzy", "cztery", "piec", "szesc", "siedem", "osiem", "dziewiec", "dziesiec", "jedenascie", "dwanascie", "trzynascie", "czternascie", "pietnascie", "szesnascie", "siedemnascie", "osiemnascie", "dziewietnascie"},
		{"nul", "odyn", "dva", "try", "chotyry", "piat", "shist", "sim", "visim", "deviat", "desiat"},
		{"zero", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize", "quatorze", "quinze", "seize"},
		{"null", "eins", "zwei", "drei", "vier", "funf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwolf"},
		{"صفر", "واحد", "اثنان", "ثلاثه", "اربعه", "خمسه", "سته", "سبعه", "ثمانيه", "تسعه"},
	} {
		for i, w := range list {
			if w != "onze" { // "ours" in Dutch
				m[w] = strconv.Itoa(i)
			}
		}
	}
	for w, v := range map[string]int{
		"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
		"yirmi": 20, "otuz": 30, "kirk": 40, "elli": 50, "altmis": 60, "yetmis": 70, "seksen": 80, "doksan": 90,
		"dwadziescia": 20, "trzydziesci": 30, "czterdziesci": 40, "piecdziesiat": 50, "szescdziesiat": 60, "siedemdziesiat": 70, "osiemdziesiat": 80, "dziewiecdziesiat": 90,
		"dvadtsiat": 20, "trydtsiat": 30, "sorok": 40, "piatdesiat": 50, "shistdesiat": 60, "simdesiat": 70, "visimdesiat": 80, "devianosto": 90,
		"vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60,
	} {
		m[w] = strconv.Itoa(v)
	}
	return m
}()
