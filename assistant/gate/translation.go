package gate

import (
	_ "embed"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"wegwijzer/assistant/tongue"
	"wegwijzer/internal/dutch"
)

// translation is a sentence in another language beside the Dutch one that it should say.
type translation struct {
	tongue.Tongue
	words []foreignWord
	of    *reading
}

// Translates reports whether a sentence in another language is a translation of a Dutch one that a passage holds, in what can be compared: every number,
// amount, date, time, day, telephone number and address of the translation stands in the Dutch sentence, numbers with the same unit and on the same side of
// a limit; no number is written in words; every name in Latin letters stands in the passage; one denies when the other does; most words that carry a meaning
// are known to be a translation of one of the Dutch sentence, and none that may harm is another; what must be done is not what may, nor the reverse; and who
// is named stands in the same order, with nobody beside them. Which word is denied, and more of who does what, is not compared: therefore the Dutch sentence
// is always shown with it, and the answer says that a computer translated it. What nothing is known of is no translation.
func Translates(text, lang, sentence, passage string) bool {
	in, known := tongue.Of(lang)
	if !known || !inScript(text, lang) || len(strings.Fields(text)) > 3*len(strings.Fields(sentence))+6 {
		return false
	}
	t := translation{in, foreignWords(text), read(sentence)}
	if !t.means() {
		return false
	}
	for i, f := range t.words {
		if t.Numbers[f.fold] && !f.digits {
			return false
		}
		if day := t.Days[f.fold]; day != "" && !holdsDay(t.of, day) && !t.of.tokens[day+"en"] {
			return false
		}
		if f.digits && !t.numberStands(i) {
			return false
		}
		if f.name && !holds(passage, f.raw) {
			return false
		}
	}
	if !linksStand(text, sentence) {
		return false
	}
	return t.denies() == (t.of.denials(stretch{0, len(t.of.words)}, nil) > 0) && t.sameDuty() && t.samePersons()
}

func holdsDay(d *reading, day string) bool {
	for _, m := range d.marks {
		if m.kind == aDay && m.key == day {
			return true
		}
	}
	return false
}

// foreignWord is a word or number of a sentence in another language.
type foreignWord struct {
	raw, fold string
	digits    bool
	name      bool // written with a capital within the sentence, or with Latin letters in a language that has others
}

var foreignToken = regexp.MustCompile(`\+?\p{Nd}[\p{Nd}.,:/\-\x{00A0} ]*\p{Nd}|\p{Nd}+|[\pL\p{Mn}][\pL\p{Mn}\p{Nd}'’ʼ-]*`)

func foreignWords(text string) []foreignWord {
	text = strings.Map(westernDigit, text)
	latin := strings.IndexFunc(text, func(r rune) bool { return unicode.Is(unicode.Cyrillic, r) || unicode.Is(unicode.Arabic, r) }) < 0
	var words []foreignWord
	for _, at := range foreignToken.FindAllStringIndex(text, -1) {
		raw := text[at[0]:at[1]]
		f := foreignWord{raw: raw, fold: dutch.Fold(raw), digits: unicode.IsDigit(rune(raw[0])) || raw[0] == '+'}
		if !f.digits {
			first := []rune(raw)[0]
			opens := at[0] == 0 || strings.HasSuffix(strings.TrimRight(text[:at[0]], " \"'“„«("), ".") || strings.HasSuffix(strings.TrimRight(text[:at[0]], " "), ":")
			isLatin := unicode.Is(unicode.Latin, first)
			f.name = isLatin && !latin && len(raw) > 1 || latin && unicode.IsUpper(first) && !opens && len(raw) > 1 || abbreviated(raw)
		}
		words = append(words, f)
	}
	return words
}

// westernDigit makes the digits of Arabic script those of Latin script.
func westernDigit(r rune) rune {
	switch {
	case r >= '٠' && r <= '٩':
		return '0' + r - '٠'
	case r >= '۰' && r <= '۹':
		return '0' + r - '۰'
	}
	return r
}

// otherNames are words with a capital that are no name of a body: languages, peoples and places that any translation may hold.
var otherNames = words("dutch netherlands english i i'm i'd i'll pays-bas neerlandais holandii niderlandach holandia hollanda hollandaca ulanda hulandes papiamentu")

// holds reports whether a name stands in a passage.
func holds(passage, name string) bool {
	folded := dutch.Fold(name)
	if otherNames[folded] {
		return true
	}
	if tongue.OfCalendar(folded) {
		return true // compared as a date
	}
	proof := read(passage)
	base := folded
	if i := strings.IndexAny(folded, "'’"); i > 2 { // Slachtofferhulp'a
		base = folded[:i]
	}
	return proof.tokens[folded] || proof.tokens[base] || proof.tokens[strings.TrimSuffix(base, "s")] || proof.names(name, folded) && (abbreviated(name) || dutch.Known(folded))
}

// numberStands reports whether a number of the translation is one of the Dutch sentence, with the same unit.
func (t translation) numberStands(i int) bool {
	words, d := t.words, t.of
	raw := words[i].raw
	plain := digitsOf(raw)
	unit, month := "", 0
	for _, j := range []int{i + 1, i + 2, i - 1} {
		if j < 0 || j >= len(words) || words[j].digits {
			continue
		}
		if u := t.Units[words[j].fold]; u != "" && unit == "" {
			unit = u
		}
		if m := t.Months[words[j].fold]; m != 0 && month == 0 {
			month = m
		}
	}
	way := 0
	if i > 0 {
		before := joinFolded(words[max(0, i-3):i])
		for _, m := range t.Most {
			if strings.Contains(before, m) {
				way = -1
			}
		}
		for _, m := range t.Least {
			if strings.Contains(before, m) {
				way = 1
			}
		}
	}
	if month != 0 {
		for _, m := range d.marks {
			if m.kind == aDate && m.date.month == month && (m.date.day == atoi(plain) || m.date.year == atoi(plain)) {
				return true
			}
		}
		if len(plain) <= 2 {
			return false
		}
	}
	for _, m := range d.marks {
		switch m.kind {
		case aDate:
			if strconv.Itoa(m.date.year) == plain || strconv.Itoa(m.date.day) == plain && unit == "" {
				return true
			}
		case aNumber:
			n := m.number
			same := n.code != "" && digitsOf(n.code) == plain || n.code == "" && sameValue(raw, plain, n.value)
			if same && (unit == "" || n.unit == "" || unit == n.unit) && way*n.way >= 0 && (way == 0 || n.way != 0) {
				return true
			}
		case aDay, aName, aRole:
		}
	}
	return unit == "" && way == 0 && d.tokens[dutch.Fold(raw)]
}

func joinFolded(words []foreignWord) string {
	var parts []string
	for _, w := range words {
		parts = append(parts, w.fold)
	}
	return strings.Join(parts, " ")
}

// digitsOf returns the digits of a number and nothing else; a leading +31 becomes a nought.
func digitsOf(s string) string {
	s = strings.Replace(s, "+31", "0", 1)
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, s)
}

// sameValue compares a number as another language writes it (20,000; 20 000; 8:00; 2.50) with a value.
func sameValue(raw, plain string, value float64) bool {
	if plain == "" || len(plain) > 12 {
		return false
	}
	for _, candidate := range []string{plain, strings.TrimSuffix(plain, "00")} { // 8:00 and 500.00
		if candidate == plain || len(raw) > 3 && !unicode.IsDigit(rune(raw[len(raw)-3])) {
			if v, err := strconv.ParseFloat(candidate, 64); err == nil && v == value {
				return true
			}
		}
	}
	v, err := strconv.ParseFloat(strings.Replace(raw, ",", ".", 1), 64)
	return err == nil && v == value
}

// denies reports whether the translation denies, by the words that do so in its language.
func (t translation) denies() bool {
	return slices.ContainsFunc(t.words, func(w foreignWord) bool { return t.Denies(w.fold) })
}

// inScript reports whether a text is written in the letters of a language.
func inScript(text, lang string) bool {
	table := unicode.Latin
	switch lang {
	case "ar":
		table = unicode.Arabic
	case "uk":
		table = unicode.Cyrillic
	}
	in, all := 0, 0
	for _, r := range text {
		if unicode.IsLetter(r) {
			all++
			if unicode.Is(table, r) {
				in++
			}
		}
	}
	return all > 0 && 2*in > all
}
