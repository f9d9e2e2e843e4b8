package assistant

import (
	_ "embed"
	"encoding/json"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"unicode"

	"wegwijzer/internal/dutch"
)

//go:embed translation.json
var translationFile []byte

// tongue is what the gate knows of a language that a model translates into. Not checked by native speakers.
type tongue struct {
	units     map[string]string // a word of the language to the Dutch unit
	months    map[string]int
	days      map[string]string
	numbers   map[string]bool // numbers in words: not allowed, because they are not compared
	negations map[string]bool
	denying   []string        // what denies within a word, in a language that does so
	light     map[string]bool // words that carry no meaning of their own
	asking    map[string]bool // verbs with which somebody asks for anything
	most      []string        // "at most", and of the other side "at least"
	least     []string
	must, may []string // what somebody has to do, and what they can; a star stands for any beginning
	us, you   []string // who speaks, and who is spoken to where the language always says so
	he        []string // somebody else, where that is always a person
	by        []string // before who does it in a sentence that is turned about
}

var tongues = sync.OnceValue(func() map[string]tongue {
	var raw map[string]struct {
		Units                                                                                             map[string]string
		Months, Days, Numbers, Negations, Denying, Light, Asking, Most, Least, Must, May, We, You, He, By string
	}
	if err := json.Unmarshal(translationFile, &raw); err != nil {
		panic("assistant: translation.json: " + err.Error())
	}
	all := map[string]tongue{}
	weekdays := strings.Fields("maandag dinsdag woensdag donderdag vrijdag zaterdag zondag")
	for lang, r := range raw {
		t := tongue{units: map[string]string{}, months: map[string]int{}, days: map[string]string{}, numbers: map[string]bool{}, negations: map[string]bool{}, light: map[string]bool{}, asking: map[string]bool{}, denying: strings.Fields(r.Denying)}
		for unit, forms := range r.Units {
			for f := range strings.FieldsSeq(forms) {
				t.units[dutch.Fold(f)] = unit
			}
		}
		for i, m := range strings.Fields(r.Months) {
			t.months[dutch.Fold(m)] = i + 1
		}
		for i, d := range strings.Fields(r.Days) {
			t.days[dutch.Fold(d)] = weekdays[i]
		}
		for w := range strings.FieldsSeq(r.Numbers) {
			t.numbers[dutch.Fold(w)] = true
		}
		for w := range strings.FieldsSeq(r.Negations) {
			t.negations[dutch.Fold(w)] = true
		}
		for w := range strings.FieldsSeq(r.Light) {
			t.light[dutch.Fold(w)] = true
		}
		for w := range strings.FieldsSeq(r.Asking) {
			t.asking[dutch.Fold(w)] = true
		}
		for w := range strings.FieldsSeq(r.Most) {
			t.most = append(t.most, strings.ReplaceAll(dutch.Fold(w), "_", " "))
		}
		for w := range strings.FieldsSeq(r.Least) {
			t.least = append(t.least, strings.ReplaceAll(dutch.Fold(w), "_", " "))
		}
		for list, words := range map[*[]string]string{&t.must: r.Must, &t.may: r.May, &t.us: r.We, &t.you: r.You, &t.he: r.He, &t.by: r.By} {
			for w := range strings.FieldsSeq(words) {
				*list = append(*list, strings.ReplaceAll(dutch.Fold(w), "_", " "))
			}
		}
		all[lang] = t
	}
	return all
})

func (w *writing) translates() bool { return languageNames[w.lang] != "" }

// speaksDutch reports whether a sentence that should be a translation is a Dutch one that its sources bear out.
func (w *writing) speaksDutch(text string, cited []source) bool {
	for _, src := range cited {
		if len(Check(text, src.proof)) == 0 {
			return true
		}
	}
	return false
}

// translated returns the cite of a sentence in another language, or none. What is checked in code: the Dutch sentence that the model says it
// translated stands literally in a passage it names; every number, amount, date, time, day, telephone number and address of the translation
// stands in that Dutch sentence, numbers with the same unit and on the same side of a limit; no number is written in words; every name in
// Latin letters stands in the passage; one denies when the other does; most words that carry a meaning are known to be a translation of one of
// the Dutch sentence, and none that may harm is another; it speaks of no danger that the Dutch sentence does not; what must be done is not what may, nor the
// reverse; and who is named stands in the same order, with nobody beside them. Which word is denied, and more of who does what, is not compared: therefore the Dutch sentence is always shown with it, and the answer says that a computer translated it.
func (w *writing) translated(text, quote string, cited []source) []Cite {
	t, known := tongues()[w.lang]
	quote = strings.Join(strings.Fields(dutch.Visible(quote)), " ")
	if !known || len(dutch.Tokens(quote)) < 3 || !inScript(text, w.lang) || len(strings.Fields(text)) > 3*len(strings.Fields(quote))+6 {
		return nil
	}
	for _, src := range cited {
		if !literal(quote, src.hit.Text) && !literal(w.prompt.resolve(quote), src.hit.Text) {
			continue
		}
		if said := w.prompt.resolve(quote); t.bornOut(text, w.lang, said, src) && !endangers(text, said) {
			return []Cite{src.cite(said)}
		}
	}
	return nil
}

// bornOut compares a translated sentence with the Dutch one, in what can be compared.
func (t tongue) bornOut(text, lang, quote string, src source) bool {
	d := read(quote)
	words := foreignWords(text)
	if !t.means(words, lang, d) {
		return false
	}
	for i, f := range words {
		if t.numbers[f.fold] && !f.digits {
			return false
		}
		if day := t.days[f.fold]; day != "" && !holdsDay(d, day) && !d.tokens[day+"en"] {
			return false
		}
		if f.digits && !t.numberStands(words, i, d) {
			return false
		}
		if f.name && !src.holds(f.raw) {
			return false
		}
	}
	if !linksStand(text, quote) {
		return false
	}
	return t.denies(words) == (d.denials(stretch{0, len(d.words)}, nil) > 0) && t.sameDuty(words, d) && t.samePersons(words, lang, d)
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

// holds reports whether a name stands in the passage, its heading or its title.
func (s source) holds(name string) bool {
	folded := dutch.Fold(name)
	if otherNames[folded] {
		return true
	}
	tongueWord := false
	for _, t := range tongues() {
		_, month := t.months[folded]
		_, day := t.days[folded]
		tongueWord = tongueWord || month || day
	}
	if tongueWord {
		return true // compared as a date
	}
	proof := read(s.proof)
	base := folded
	if i := strings.IndexAny(folded, "'’"); i > 2 { // Slachtofferhulp'a
		base = folded[:i]
	}
	return proof.tokens[folded] || proof.tokens[base] || proof.tokens[strings.TrimSuffix(base, "s")] || proof.names(name, folded) && (abbreviated(name) || dutch.Known(folded))
}

// numberStands reports whether a number of the translation is one of the Dutch sentence, with the same unit.
func (t tongue) numberStands(words []foreignWord, i int, d *reading) bool {
	raw := words[i].raw
	plain := digitsOf(raw)
	unit, month := "", 0
	for _, j := range []int{i + 1, i + 2, i - 1} {
		if j < 0 || j >= len(words) || words[j].digits {
			continue
		}
		if u := t.units[words[j].fold]; u != "" && unit == "" {
			unit = u
		}
		if m := t.months[words[j].fold]; m != 0 && month == 0 {
			month = m
		}
	}
	way := 0
	if i > 0 {
		before := joinFolded(words[max(0, i-3):i])
		for _, m := range t.most {
			if strings.Contains(before, m) {
				way = -1
			}
		}
		for _, m := range t.least {
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

// denies reports whether a sentence denies, by the words that do so in its language.
func (t tongue) denies(words []foreignWord) bool {
	for _, w := range words {
		if t.negations[w.fold] || strings.HasSuffix(w.fold, "n't") {
			return true
		}
		if head, _, ok := strings.Cut(w.fold, "'"); ok && t.negations[head+"'"] {
			return true
		}
		for _, piece := range t.denying {
			if strings.LastIndex(w.fold, piece) > 1 {
				return true
			}
		}
	}
	return false
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
