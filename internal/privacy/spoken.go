package privacy

import (
	"strconv"
	"strings"

	"wegwijzer/internal/dutch"
)

// spoken returns telephone numbers and citizen service numbers of which at least a part is spelt in words, as people dictate them and as
// speech recognition writes them down: "nul zes twaalf vierendertig".
func (s *scene) spoken() []mark {
	var marks []mark
	for i := 0; i < len(s.words); {
		digits, isWord := spokenDigits(s.words[i])
		unit := unitDigits(s.words[i])
		if digits == "" {
			digits = unit
		}
		if digits == "" {
			i++
			continue
		}
		// A run of digits and numerals, with "en dan" and the like between.
		all, inWords, end := digits, 0, i+1
		if isWord {
			inWords++
		}
		ends := []int{i + 1}
		lengths := []int{len(all)}
		for j := i + 1; j < len(s.words) && len(all) < 20; j++ {
			w := s.words[j]
			if w.gap == finish || w.gap == line || w.gap == colon {
				break
			}
			if between[w.text] && j < end+3 {
				continue
			}
			if doubling[w.text] && j+1 < len(s.words) {
				continue
			}
			digits, isWord := spokenDigits(w)
			if digits == "" {
				break
			}
			if doubling[s.words[j-1].text] && len(digits) == 1 {
				digits += digits
			}
			if tens(all, inWords) && isWord && len(digits) == 1 && english[s.words[j-1].text] && end == j {
				all = all[:len(all)-1] // thirty four
			}
			all += digits
			if isWord {
				inWords++
			}
			end = j + 1
			ends, lengths = append(ends, end), append(lengths, len(all))
		}
		if kind := s.dictatedCase(all, i, unit != ""); kind != "" && inWords > 0 {
			marks = append(marks, mark{s.words[i].start, s.words[end-1].end, kind})
			i = end
			continue
		}
		if kind, last := s.dictated(all, lengths, ends, i); kind != "" && (inWords > 0 || s.filled(i, last) && (s.words[i].raw == "06" || s.phoneLabel(s.words[i].start))) {
			marks = append(marks, mark{s.words[i].start, s.words[last-1].end, kind})
			i = last
			continue
		}
		i++
	}
	return marks
}

// dictated says what a run of digits is and where it ends, trying the longest first.
func (s *scene) dictated(all string, lengths, ends []int, first int) (kind Type, last int) {
	for k := len(lengths) - 1; k >= 0; k-- {
		digits := all[:min(lengths[k], len(all))]
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
	}
	return "", 0
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

// filled reports that words such as "en dan" stand within a run.
func (s *scene) filled(first, last int) bool {
	for _, w := range s.words[first:last] {
		if between[w.text] {
			return true
		}
	}
	return false
}

var between = words(`en dan daarna vervolgens eh euh uh uhm ehm um komma streepje streep schuine slash punt koppelteken min and then ve sonra i potem plus nog`)

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
