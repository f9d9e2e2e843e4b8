package dutch

import (
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
)

// maxMoment bounds what is read of one message, in tokens: nobody names a moment in more.
const maxMoment = 400

// MomentFrame is what a moment is read against.
type MomentFrame struct {
	Now         time.Time   // in the zone of the person
	Open, Close int         // minutes after midnight between which somebody is there; both 0 means 8:00 and 20:00
	Hour        bool        // an hour was asked for: a bare number is one
	Last        CalendarDay // the day spoken of before, for "de dag erna"
}

// ReadWish reads what a message says about when something may happen. It reads Dutch, English, and the names of days, parts of the day and
// hours in Turkish, Polish, Ukrainian, French, Arabic and Papiamento; digits in any script. It never fails: a message without a moment gives
// an empty wish.
func ReadWish(message string, frame MomentFrame) Wish {
	if frame.Open == 0 && frame.Close == 0 {
		frame.Open, frame.Close = 8*60, 20*60
	}
	r := &momentReader{frame: frame, today: DayOf(frame.Now), t: momentTokens(message)}
	r.read()
	return r.wish
}

// momentToken is a word in plain Dutch, or a number.
type momentToken struct {
	word       string // "" for a number in digits
	digits     string // 1 to 9 digits
	gap        string // what stood before it: "", " ", or the punctuation without spaces
	typed      string // as typed, folded
	ordinal    bool   // 14e, 27th, veertiende
	english    bool
	shortMonth bool
}

// momentTokens splits a message into words and numbers.
func momentTokens(message string) []momentToken {
	var raw []momentToken
	gap := strings.Builder{}
	folded := []rune(Fold(message))
	for i := 0; i < len(folded) && len(raw) < maxMoment; {
		c := folded[i]
		start := i
		switch {
		case unicode.IsDigit(c):
			var b strings.Builder
			for i < len(folded) && unicode.IsDigit(folded[i]) {
				b.WriteByte(byte('0' + digitValue(folded[i])))
				i++
			}
			if b.Len() <= 9 {
				raw = append(raw, momentToken{digits: b.String(), typed: b.String(), gap: squeeze(gap.String())})
			}
			gap.Reset()
		case unicode.IsLetter(c):
			var b strings.Builder
			for i < len(folded) && (unicode.IsLetter(folded[i]) || folded[i] == '\'' && i+1 < len(folded) && unicode.IsLetter(folded[i+1]) && i > start) {
				if folded[i] != '\'' {
					b.WriteRune(folded[i])
				}
				i++
			}
			raw = append(raw, momentToken{word: b.String(), typed: b.String(), gap: squeeze(gap.String())})
			gap.Reset()
		default:
			gap.WriteRune(c)
			i++
		}
	}
	return plainTokens(joinPhrases(raw))
}

// digitValue is the value of a decimal digit in any script: those of a script stand together, from nought to nine.
func digitValue(c rune) int {
	if c >= '0' && c <= '9' {
		return int(c - '0')
	}
	for _, t := range unicode.Digit.R16 {
		if c >= rune(t.Lo) && c <= rune(t.Hi) {
			return int(c-rune(t.Lo)) % 10
		}
	}
	for _, t := range unicode.Digit.R32 {
		if c >= rune(t.Lo) && c <= rune(t.Hi) {
			return int(c-rune(t.Lo)) % 10
		}
	}
	return 0
}

// squeeze leaves of what stands between two words a space, or the sign that matters.
func squeeze(gap string) string {
	bare := strings.TrimSpace(gap)
	if bare == "'" || bare == "’" {
		return " "
	}
	if bare == "" {
		if gap == "" {
			return ""
		}
		return " "
	}
	return bare
}

// joinPhrases replaces groups of words that mean one thing.
func joinPhrases(raw []momentToken) []momentToken {
	var out []momentToken
	for i := 0; i < len(raw); {
		best := momentPhrase{}
		for _, p := range moments().phrases[raw[i].typed] {
			if len(p.from) > len(best.from) && i+len(p.from) <= len(raw) && slices.EqualFunc(p.from, raw[i:i+len(p.from)], func(w string, t momentToken) bool { return w == t.typed }) {
				best = p
			}
		}
		if best.from == nil {
			out = append(out, raw[i])
			i++
			continue
		}
		for n, w := range best.to {
			t := momentToken{word: w, typed: w, gap: " ", english: englishWords[raw[i].typed]}
			if n == 0 {
				t.gap = raw[i].gap
			}
			if w[0] >= '0' && w[0] <= '9' {
				t.word, t.digits = "", w
			}
			out = append(out, t)
		}
		i += len(best.from)
	}
	return out
}

// plainTokens gives every word its plain Dutch one, and joins an ordinal's ending to its number.
func plainTokens(raw []momentToken) []momentToken {
	lexicon := moments()
	var out []momentToken
	for i, t := range raw {
		if t.digits != "" {
			out = append(out, t)
			continue
		}
		if n := len(out); n > 0 && out[n-1].digits != "" && !out[n-1].ordinal && len(out[n-1].digits) <= 2 {
			switch t.word {
			case "e", "de", "ste", "th", "st", "nd", "rd", "er", "en":
				if t.gap == "" || t.gap == " " && (t.word == "e" || t.word == "ste" || t.word == "de" && (i+1 == len(raw) || monthNames[raw[i+1].word] == 0 && raw[i+1].gap != " " || i+1 < len(raw) && monthNames[raw[i+1].word] > 0)) {
					out[n-1].ordinal = true
					continue
				}
			}
		}
		if _, ok := ordinalWords[t.word]; ok {
			t.ordinal = true
			out = append(out, t)
			continue
		}
		words := lexicon.word(t.word)
		if words == nil {
			out = append(out, t)
			continue
		}
		for n, w := range words {
			x := momentToken{word: w, typed: t.typed, gap: " ", english: englishWords[t.typed], shortMonth: monthNames[w] > 0 && len(t.typed) <= 3 && w != "mei"}
			if n == 0 {
				x.gap = t.gap
			}
			if w[0] >= '0' && w[0] <= '9' {
				x.word, x.digits = "", w
			}
			out = append(out, x)
		}
	}
	return out
}

var englishWords = func() map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq("monday tuesday wednesday thursday friday saturday sunday tomorrow today next week first half quarter mon tue wed thu fri") {
		m[w] = true
	}
	return m
}()

// momentReader reads the tokens of one message.
type momentReader struct {
	t     []momentToken
	frame MomentFrame
	today CalendarDay
	wish  Wish
	week  CalendarDay // the Monday of the week that was named, for the days after it
	last  CalendarDay // the last day that was read
	part  dayPart     // the part of the day the next time belongs to
}

// w returns the plain word at i, "" outside the message.
func (r *momentReader) w(i int) string {
	if i < 0 || i >= len(r.t) {
		return ""
	}
	return r.t[i].word
}

// number reads a number in digits or words at i.
func (r *momentReader) number(i int) (value, n int) {
	if i < 0 || i >= len(r.t) {
		return 0, 0
	}
	t := r.t[i]
	if t.digits != "" {
		v, err := strconv.Atoi(t.digits)
		if err != nil {
			return 0, 0
		}
		return v, 1
	}
	f, ok := NumberWord(t.word)
	if !ok || f != float64(int(f)) || f > 9999 {
		return 0, 0
	}
	v := int(f)
	if v >= 20 && v%10 == 0 && v < 100 { // twenty five
		if u, m := NumberWord(r.w(i + 1)); m && u >= 1 && u <= 9 && r.t[i+1].gap != "," && t.typed != t.word {
			return v + int(u), 2
		}
	}
	return v, 1
}

func (r *momentReader) numberAt(i int) bool {
	_, n := r.number(i)
	return n > 0
}

func (r *momentReader) uurAt(i int) bool {
	w := r.w(i)
	return w == "uur" || (w == "u" || w == "h") && i > 0 && r.t[i-1].digits != ""
}

// uur is the number of tokens that "uur" takes at i.
func (r *momentReader) uur(i int) int {
	if r.uurAt(i) {
		return 1
	}
	return 0
}

func (r *momentReader) monthAt(i int) bool { return monthNames[r.w(i)] > 0 }

// unit reports whether the word at i is a measure of time, so that the number before it is no hour.
func (r *momentReader) unit(i int) bool {
	switch r.w(i) {
	case "uur", "minuut", "dag", "week", "maand", "jaar", "kwartier", "mensen", "personen", "keer", "jaren", "euro", "personeel", "kinderen", "gesprekken", "afspraken", "afspraak", "keren", "jarige", "vrouw", "man", "medewerker", "gesprek", "advocaat", "andere":
		return true
	}
	return false
}

// duration reports whether the hours at i are a length of time and no moment.
func (r *momentReader) duration(i int) bool {
	switch r.w(i - 1) {
	case "over", "binnen", "duurt", "minstens", "per", "elke", "paar", "al", "hele", "half":
		return true
	case "een":
		return false
	}
	return false
}

// timeAt reports whether the number at i is part of a time of the day.
func (r *momentReader) timeAt(i int) bool {
	_, n := r.clock(i, false)
	return n > 0
}

// weekday returns the day of the week named at i, -1 for none. An abbreviation must stand beside something of a moment.
func (r *momentReader) weekday(i int) int {
	w := r.w(i)
	if d := weekdayOf(w); d >= 0 {
		return d
	}
	full, ok := shortDays[w]
	if !ok {
		return -1
	}
	switch r.w(i - 1) {
	case "op", "volgende", "komende", "week", "niet", "behalve", "liever", "doemaar":
		if w == "do" && (r.w(i-1) != "niet" || r.t[i-1].typed == "niet") && r.t[i-1].typed != "not" || w != "zo" && w != "do" || w == "zo" && r.w(i-1) == "op" {
			return weekdayOf(full)
		}
	}
	if i > 0 && (r.w(i-1) == "of" || r.w(i-1) == "en") && w != "zo" && w != "do" && i >= 2 && (weekdayOf(r.w(i-2)) >= 0 || shortDays[r.w(i-2)] != "") {
		return weekdayOf(full)
	}
	if w == "zo" {
		return -1
	}
	if i+1 < len(r.t) {
		next := r.t[i+1]
		if next.digits != "" || dayParts[next.word] != noPart || next.word == "om" || next.word == "half" || next.word == "kwart" || next.word == "rond" {
			return weekdayOf(full)
		}
		if (next.word == "of" || next.word == "en") && shortDays[r.w(i+2)] != "" {
			return weekdayOf(full)
		}
	}
	if len(r.t) <= 2 && w != "do" && w != "di" || len(r.t) == 1 {
		return weekdayOf(full)
	}
	return -1
}

// base is the day that "de dag erna" counts from.
func (r *momentReader) base() CalendarDay {
	if !r.last.IsZero() {
		return r.last
	}
	return r.frame.Last
}

// said is one thing that was said, with where and how.
type said struct {
	at, end int
	moment  Moment
	isDay   bool
	not     bool
	soft    bool
}

// read reads the whole message.
func (r *momentReader) read() {
	var all []said
	var breaks []int // where the person changes their mind
	not, soft := false, false
	for i := 0; i < len(r.t); {
		if g := r.t[i].gap; g != "" && strings.ContainsAny(g, ".?!;,\n") && !(len(g) == 1 && g[0] == '.' && r.t[i].digits != "") {
			if strings.ContainsAny(g, ".?!;") {
				r.week = CalendarDay{}
				soft = false
			}
			not = not && strings.TrimSpace(g) == "," && r.listGoesOn(i)
		}
		switch r.w(i) {
		case "niet", "geen", "behalve":
			if n := r.refusal(i); n > 0 && len(all) > 0 && !r.wanted(all[len(all)-1].end, i) {
				r.refuse(all, i)
				i += n
				not = false
				continue
			}
			if r.w(i) == "niet" && r.w(i+1) == "te" && (r.w(i+2) == "vroeg" || r.w(i+2) == "laat") {
				m := Moment{Start: r.frame.Open, End: 10 * 60, Timed: true}
				if r.w(i+2) == "laat" {
					m.Start, m.End = 17*60, max(r.frame.Close, 20*60)
				}
				all = append(all, said{at: i, end: i + 3, moment: m, not: true, soft: soft})
				i += 3
				continue
			}
			not = true
			i++
			continue
		case "wel", "maar", "mits", "doemaar":
			if r.w(i) != "wel" || !not || true {
				not = false
			}
			if r.w(i) == "doemaar" {
				breaks = append(breaks, i)
			}
			i++
			continue
		case "liever":
			if r.later(i) {
				i++
				continue
			}
			soft = true
			not = r.w(i+1) == "niet" || r.w(i+1) == "geen" || r.w(i+1) == "no"
			if r.w(i-1) == "niet" { // niet liever
				not = true
			}
			if r.correction(i) {
				breaks = append(breaks, i)
				soft = false
			}
			i++
			continue
		case "werk": // ik werk op maandag en dinsdag
			if r.w(i-1) == "ik" && (r.w(i+1) == "op" && r.weekday(i+2) >= 0 || r.weekday(i+1) >= 0 && !r.wantedDay(i+1)) {
				not = true
			}
		case "nee", "toch":
			breaks = append(breaks, i)
			not = false
			i++
			continue
		case "zsm":
			r.wish.Soon = true
			i++
			continue
		case "laatst":
			r.wish.Late = true
			i++
			continue
		}
		if r.any(i) {
			r.wish.Any = true
			not = false
			i++
			continue
		}
		if n := r.shift(i); n > 0 {
			i += n
			continue
		}
		if r.w(i) == "zelfde" && (r.w(i+1) == "tijd" || r.w(i+1) == "tijdstip" || r.w(i+1) == "uur" || r.w(i+1) == "time" || r.w(i+1) == "moment") {
			r.wish.SameTime = true
			i += 2
			continue
		}
		if m, n := r.hoursOn(i); n > 0 {
			all = append(all, m...)
			i += n
			continue
		}
		m, n, day := r.one(i)
		if n == 0 {
			i++
			continue
		}
		s := said{at: i, end: i + n, moment: m, isDay: day, not: not, soft: soft}
		// "niet voor tien uur" excludes what lies before, from the first hour on.
		if not && !day && m.Timed && (r.w(i) == "voor") {
			s.moment.Start = 0
		}
		if not && !day && m.Timed && (r.w(i) == "na") {
			s.moment.End = 24 * 60
		}
		if not && day && m.plain {
			s.moment = Moment{Weekdays: 1 << m.From.Weekday()}
		}
		if r.w(s.end) == "wel" && !r.momentAt(s.end+1) {
			s.not = false
			not = false
		}
		// volgende week stands behind the days it belongs to
		if day && m.OneDay() {
			r.last = m.From
		}
		all = append(all, s)
		i = s.end
	}
	if len(all) == 0 && r.frame.Hour {
		all = r.bareHour()
	}
	r.combine(all, breaks)
}

// bareHour reads a message that is nothing but a number with small words around it as the hour that was asked for: "9", "of toch 9", "doe maar tien".
func (r *momentReader) bareHour() []said {
	at := -1
	for i, t := range r.t {
		switch {
		case r.numberAt(i) && t.typed != "een" && at < 0 && len(t.digits) <= 2:
			at = i
		case t.digits != "" || len(r.t) > 6 || !besideHour[t.word]:
			return nil
		}
	}
	if at < 0 {
		return nil
	}
	h, n := r.hour(at)
	if n == 0 {
		return nil
	}
	m := r.settle(r.spoken(h, 0), noPart)
	return []said{{at: at, end: at + n, moment: Moment{Start: m, End: m, Timed: true}}}
}

var besideHour = map[string]bool{"of": true, "nee": true, "toch": true, "doe": true, "doemaar": true, "maar": true, "dan": true, "om": true, "ja": true, "graag": true, "liever": true, "wel": true, "is": true, "goed": true}

// one reads a day or a time at i, the longer of the two.
func (r *momentReader) one(i int) (m Moment, n int, day bool) {
	saved := r.wish
	d, nd := r.readDay(i)
	dayWish := r.wish
	r.wish = saved
	t, nt := r.readTime(i)
	switch {
	case nd == 0 && nt == 0:
		r.wish = saved
		return Moment{}, 0, false
	case nd >= nt && nd > 0:
		r.wish = dayWish
		return d, nd, true
	}
	return t, nt, false
}

// momentAt reports whether a moment begins at i, or behind a preposition there.
func (r *momentReader) momentAt(i int) bool {
	if i >= len(r.t) || r.t[i].gap != " " {
		return false
	}
	saved := r.wish
	_, n, _ := r.one(i)
	r.wish = saved
	return n > 0
}

// hoursOn reads "over een uur" and "over een half uur", which are a day and a time at once.
func (r *momentReader) hoursOn(i int) ([]said, int) {
	if r.w(i) != "over" && r.w(i) != "in" && r.w(i) != "binnen" {
		return nil, 0
	}
	k, minutes := i+1, 0
	if r.w(k) == "een" || r.w(k) == "a" || r.w(k) == "an" {
		if r.w(k+1) == "half" || r.w(k+1) == "kwartier" || r.w(k+1) == "uur" {
			k++
		}
	}
	switch {
	case r.w(k) == "half" && r.w(k+1) == "uur":
		minutes, k = 30, k+2
	case r.w(k) == "kwartier":
		minutes, k = 15, k+1
	case r.w(k) == "uur" && r.w(k-1) != r.w(i):
		minutes, k = 60, k+1
	case r.w(k) == "anderhalf" && r.w(k+1) == "uur":
		minutes, k = 90, k+2
	default:
		v, n := r.number(k)
		if n == 0 || v > 90 {
			return nil, 0
		}
		switch r.w(k + n) {
		case "uur":
			minutes = 60 * v
		case "minuut":
			minutes = v
		default:
			return nil, 0
		}
		k += n + 1
	}
	at := r.frame.Now.Add(time.Duration(minutes) * time.Minute)
	m := at.Hour()*60 + at.Minute()
	d := DayOf(at)
	return []said{{at: i, end: k, moment: Moment{From: d, To: d}, isDay: true}, {at: i, end: k, moment: Moment{Start: m, End: m, Timed: true, About: true}}}, k - i
}

// any reports whether the word at i says that every moment suits.
func (r *momentReader) any(i int) bool {
	switch r.t[i].typed {
	case "uit":
		return r.w(i-1) == "niet" && (r.w(i-2) == "maakt" || r.w(i-3) == "maakt" || r.w(i-4) == "maakt") || r.w(i-1) == "niks" || r.w(i-1) == "niets" || (r.w(i-1) == "me" || r.w(i-1) == "mij") && false
	case "whenever", "anytime", "altijd":
		return !r.negatedBefore(i)
	case "ook":
		return r.w(i-1) == "dan" && r.t[max(0, i-2)].typed == "wanneer"
	case "matter":
		return i > 0 && strings.HasPrefix(r.t[i-1].typed, "doesn") || r.w(i-1) == "not" || r.w(i-1) == "niet"
	case "iets":
		return r.t[max(0, i-1)].typed == "boek" || i > 1 && r.w(i-1) == "maar" && (r.w(i-2) == "boek" || r.w(i-2) == "plan")
	case "elk":
		return r.w(i+1) == "moment"
	case "egal", "obojetnie", "fark":
		return true
	case "time":
		return i > 0 && r.t[i-1].typed == "any"
	case "keuze":
		return false
	}
	return false
}

func (r *momentReader) negatedBefore(i int) bool {
	return r.w(i-1) == "niet" || r.w(i-1) == "geen"
}

// shift reads iets later, een uur eerder, half uurtje later, and returns the number of tokens.
func (r *momentReader) shift(i int) int {
	at := func(k, minutes int) int {
		switch r.w(k) {
		case "later":
			r.wish.Shift = minutes
		case "eerder":
			r.wish.Shift = -minutes
		default:
			return 0
		}
		if r.w(k+1) == "dan" || r.w(k) == "eerder" && (r.w(k+1) == "gebeld" || r.w(k-1) == "al" || r.w(k-1) == "had") {
			r.wish.Shift = 0
			return 0
		}
		return k + 1 - i
	}
	switch r.w(i) {
	case "iets", "wat", "ietsje", "beetje", "bit", "slightly", "little", "nog":
		n := at(i+1, 60)
		r.wish.ShiftLoose = r.wish.ShiftLoose || n > 0
		return n
	case "uur":
		return at(i+1, 60)
	case "kwartier":
		return at(i+1, 15)
	case "half":
		if r.w(i+1) == "uur" {
			return at(i+2, 30)
		}
	case "later", "eerder":
		if r.w(i-1) == "dag" || r.w(i-1) == "week" {
			return 0
		}
		if r.w(i+1) == "die" || r.w(i+1) == "op" || len(r.t) <= 6 || r.later(i-1) {
			n := at(i, 60)
			r.wish.ShiftLoose = r.wish.ShiftLoose || n > 0
			return n
		}
	}
	if v, n := r.number(i); n > 0 {
		switch r.w(i + n) {
		case "uur":
			return at(i+n+1, 60*v)
		case "minuut":
			return at(i+n+1, v)
		}
	}
	if r.w(i) == "een" && r.w(i+1) == "half" && r.w(i+2) == "uur" {
		return at(i+3, 30)
	}
	return 0
}

// wantedDay reports whether the day at i begins something else: ik werk, dinsdag kan ik.
func (r *momentReader) wantedDay(i int) bool {
	return r.t[i].gap != " " || r.w(i+1) == "kan" || r.w(i+1) == "wel"
}

// later reports whether the "liever" at i is about a shift: liever iets later.
func (r *momentReader) later(i int) bool {
	if r.w(i) != "liever" {
		return false
	}
	for k := i + 1; k <= i+3; k++ {
		if r.w(k) == "later" || r.w(k) == "eerder" {
			return true
		}
	}
	return false
}

// correction reports whether "liever" at i takes back the day before it: "woensdag, nee liever donderdag"; not in "woensdag liever na tienen".
func (r *momentReader) correction(i int) bool {
	for k := i - 2; k < i; k++ {
		if r.w(k) == "nee" || r.w(k) == "toch" || r.w(k) == "bij" {
			return true
		}
	}
	return false
}

// listGoesOn reports whether after a comma at i the list of what does not suit goes on: niet op maandag, dinsdag of woensdag.
func (r *momentReader) listGoesOn(i int) bool {
	if r.weekday(i) < 0 && dayParts[r.w(i)] == noPart {
		return false
	}
	for k := i + 1; k < min(i+4, len(r.t)); k++ {
		if r.w(k) == "of" || r.w(k) == "en" {
			return true
		}
		if r.t[k].gap != " " {
			continue
		}
		if r.weekday(k) < 0 {
			break
		}
	}
	return false
}

// refusal reads what follows a moment that does not suit: "woensdag niet", "dan kan ik niet", "werk ik". It returns the number of tokens of
// the refusal at i, 0 when the word belongs to what comes.
func (r *momentReader) refusal(i int) int {
	if r.w(i) != "niet" {
		if r.w(i) == "geen" && (r.w(i+1) == "tijd" || r.w(i+1) == "optie" || r.w(i+1) == "time") {
			return 2
		}
		return 0
	}
	k := i + 1
	for k < len(r.t) && r.t[k].gap == " " {
		switch r.w(k) {
		case "op", "de", "voor", "na", "in", "s", "tussen", "te", "aan", "om", "before", "on":
			k++
			continue
		}
		break
	}
	if k < len(r.t) && r.t[k].gap == " " {
		saved := r.wish
		_, n, _ := r.one(k)
		if k > i+1 && n == 0 {
			_, n, _ = r.one(i + 1)
		}
		next := k + n
		r.wish = saved
		if n > 0 && r.w(next) != "wel" && !(r.w(next) == "kan" || r.w(next) == "gaat" || r.w(next) == "lukt" && r.w(next+1) == "wel") {
			return 0
		}
	}
	return 1
}

// wanted reports whether the words between a moment and a "niet" keep them apart.
func (r *momentReader) wanted(from, to int) bool {
	if to-from > 5 {
		return true
	}
	for k := from; k < to; k++ {
		if !refusing[r.w(k)] {
			return true
		}
		if k > from && r.t[k].gap != " " && strings.ContainsAny(r.t[k].gap, ".!?;") {
			return true
		}
	}
	return to < len(r.t) && strings.ContainsAny(r.t[to].gap, ".!?;,")
}

// refusing are the words that may stand between a moment and the "niet" that refuses it.
var refusing = func() map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq("kan kun kunt kunnen ik dan lukt me mij gaat het t past komt hij zij ze we wij i can dat dus zou ook even helaas echt eigenlijk gewoon mijn man vrouw moeder vader zoon dochter m n zal do does work werkt is schikt je u") {
		m[w] = true
	}
	return m
}()

// refuse makes the moments that the refusal at i closes unsuitable: the last one, and those listed with it.
func (r *momentReader) refuse(all []said, i int) {
	for k := len(all) - 1; k >= 0; k-- {
		s := &all[k]
		s.not = true
		if s.isDay && s.moment.plain {
			s.moment = Moment{Weekdays: 1 << s.moment.From.Weekday()}
		}
		if k == 0 {
			return
		}
		gap := s.at - all[k-1].end
		listed := gap == 1 && (r.w(s.at-1) == "en" || r.w(s.at-1) == "of") || gap == 0 && s.isDay != all[k-1].isDay || gap == 0 && r.t[s.at].gap == ","
		if !listed {
			return
		}
	}
}

// busy are the words with which people say that they cannot come: "op woensdag werk ik".
var busy = map[string]bool{"werk": true, "school": true, "moet": true, "zit": true}

// combine makes the wish of what was said.
func (r *momentReader) combine(all []said, breaks []int) {
	for i := range all {
		s := &all[i]
		if s.not || !s.isDay {
			continue
		}
		// op woensdag werk ik, dinsdag heb ik les, vrijdag ben ik er niet
		w1, w2 := r.w(s.end), r.w(s.end+1)
		if busy[w1] && (w2 == "ik" || w2 == "i") || (w1 == "heb" && w2 == "ik" && (r.w(s.end+2) == "geen" || r.w(s.end+2) == "les" || r.w(s.end+2) == "school")) || w1 == "ben" && w2 == "ik" && (r.w(s.end+2) == "weg" || r.w(s.end+2) == "vrij" && false || r.w(s.end+2) == "bezet") {
			s.not = true
			if s.moment.plain {
				s.moment = Moment{Weekdays: 1 << s.moment.From.Weekday()}
			}
		}
	}
	var wanted []said
	for i, s := range all {
		switch {
		case s.not:
			m := s.moment
			// niet woensdag voor tien uur: both at once
			if i+1 < len(all) && all[i+1].not && s.isDay && !all[i+1].isDay && all[i+1].at == s.end && s.soft == all[i+1].soft {
				m.Start, m.End, m.Timed = all[i+1].moment.Start, all[i+1].moment.End, true
				all[i+1].moment = m
				continue
			}
			if s.soft {
				r.wish.RatherNot = append(r.wish.RatherNot, m)
			} else {
				r.wish.Not = append(r.wish.Not, m)
			}
		default:
			wanted = append(wanted, s)
		}
	}
	wanted = r.dropTakenBack(wanted, breaks)
	r.moveToWeek(wanted)
	r.options(wanted)
	r.dropPast()
}

// dropTakenBack leaves out what the person took back: of two days with a change of mind between them the later holds, and so of two times.
func (r *momentReader) dropTakenBack(wanted []said, breaks []int) []said {
	kept := slices.Clone(wanted)
	for _, b := range breaks {
		day, timed := false, false
		for _, s := range kept {
			if s.at >= b {
				day = day || s.isDay
				timed = timed || !s.isDay
			}
		}
		if !day && !timed {
			continue
		}
		kept = slices.DeleteFunc(kept, func(s said) bool {
			gone := s.at < b && (s.isDay && day || !s.isDay && timed)
			r.wish.Corrected = r.wish.Corrected || gone
			return gone
		})
	}
	return kept
}

// moveToWeek gives bare days the week that is named behind them: maandag of dinsdag volgende week.
func (r *momentReader) moveToWeek(wanted []said) {
	for i := 1; i < len(wanted); i++ {
		a, b := &wanted[i-1], wanted[i]
		if a.isDay && b.isDay && a.moment.plain && !b.moment.plain && b.moment.OneDay() && b.at-a.end <= 1 && r.weekNamed(b) {
			a.moment.From = mondayOf(b.moment.From).Add((int(a.moment.From.Weekday()) + 6) % 7)
			a.moment.To, a.moment.plain = a.moment.From, false
		}
	}
}

func (r *momentReader) weekNamed(s said) bool {
	for k := s.at; k < s.end; k++ {
		if r.w(k) == "week" {
			return true
		}
	}
	return false
}

// options joins days and times into what suits.
func (r *momentReader) options(wanted []said) {
	hard := false
	for _, s := range wanted {
		hard = hard || !s.soft
	}
	var out, rather []Moment
	open := -1 // the option that can still be filled
	for i, s := range wanted {
		m := s.moment
		list := &out
		if s.soft && hard {
			list = &rather
			// liever na tienen: a time preferred on the day that was said
			if !(len(rather) > 0 && i > 0 && wanted[i-1].soft && wanted[i-1].isDay && !s.isDay && wanted[i-1].end == s.at) {
				rather = append(rather, m)
				continue
			}
		}
		switch {
		case s.isDay && open >= 0 && !out[open].Dated():
			(*list)[open] = withTime(m, out[open])
		case s.isDay && open >= 0 && refines(out[open], m):
			out[open] = withTime(intersect(m, out[open]), out[open])
		case s.isDay && open >= 0 && !m.plain && r.joined(wanted, i) && narrows(out[open], m):
			out[open] = withTime(m, out[open])
		case s.isDay && open >= 0 && m.Weekdays != 0 && m.From.IsZero() && out[open].From.IsZero() && !out[open].Timed && out[open].Weekdays != 0:
			out[open].Weekdays |= m.Weekdays
		case s.isDay:
			out = append(out, m)
			open = len(out) - 1
		case open >= 0 && !(*list)[len(*list)-1].Timed:
			n := len(*list) - 1
			(*list)[n] = withTime((*list)[n], m)
			for k := n - 1; k >= 0 && list == &out && !out[k].Timed; k-- { // dinsdag of woensdag om tien uur
				out[k] = withTime(out[k], m)
			}
		case open >= 0 && i > 0 && r.alternative(wanted[i-1], s):
			out = append(out, withTime(untimed(out[open]), m))
			open = len(out) - 1
		case open >= 0:
			out[open] = withTime(out[open], narrower(out[open], m))
		default:
			out = append(out, m)
			open = len(out) - 1
		}
	}
	r.wish.Options, r.wish.Rather = append(r.wish.Options, out...), append(r.wish.Rather, rather...)
}

// refines reports whether weekdays and a stretch of days belong together: volgende week, op dinsdag of donderdag is told apart by joined.
func refines(old, m Moment) bool {
	return old.Weekdays != 0 && old.From.IsZero() && !m.From.IsZero() && m.From != m.To || m.Weekdays != 0 && m.From.IsZero() && !old.From.IsZero() && old.From != old.To
}

func intersect(a, b Moment) Moment {
	if a.From.IsZero() {
		a.From, a.To = b.From, b.To
	}
	a.Weekdays |= b.Weekdays
	return a
}

// narrows reports whether a day lies in the stretch that was said before.
func narrows(old, m Moment) bool {
	return old.From != old.To && m.OneDay() && old.onDay(m.From)
}

// joined reports whether the moment at i is no alternative to the one before it.
func (r *momentReader) joined(wanted []said, i int) bool {
	return i > 0 && !r.alternative(wanted[i-1], wanted[i])
}

// alternative reports whether two moments are a choice: with "of" or "en" between them, or a comma.
func (r *momentReader) alternative(a, b said) bool {
	for k := a.end; k < b.at; k++ {
		if r.w(k) == "of" || r.w(k) == "en" || r.t[k].typed == "anders" {
			return true
		}
	}
	return false
}

func withTime(day, time Moment) Moment {
	day.Start, day.End, day.Timed, day.About = time.Start, time.End, time.Timed, time.About
	return day
}

// narrower is the part of the day that both say, or the later said when they exclude each other.
func narrower(old, m Moment) Moment {
	switch {
	case m.Exact():
		return m
	case old.Exact() && m.within(old.Start):
		return old
	case old.Exact():
		if later := old.Start + 12*60; m.within(later) {
			old.Start, old.End = later, later
			return old
		}
		return m
	}
	from, to := max(old.Start, m.Start), min(old.End, m.End)
	if from < to {
		m.Start, m.End = from, to
	}
	return m
}

// dropPast leaves out what has passed, when something else was said besides; alone it makes the wish past.
func (r *momentReader) dropPast() {
	now := r.frame.Now.Hour()*60 + r.frame.Now.Minute()
	past := func(m Moment) bool {
		if m.From.IsZero() {
			return false
		}
		if c := m.To.Compare(r.today); c != 0 {
			return c < 0
		}
		return m.Timed && (m.Exact() && m.Start < now || m.End <= now)
	}
	if len(r.wish.Options) > 0 && r.wish.Unreal {
		r.wish.Options = nil
		return
	}
	left := slices.DeleteFunc(slices.Clone(r.wish.Options), past)
	if len(left) < len(r.wish.Options) {
		if len(left) == 0 {
			r.wish.Past = true
		}
		if r.frame.Last.IsZero() && len(left) == 0 {
			r.wish.Options = nil
		} else {
			r.wish.Options = left
		}
	}
	for i := range r.wish.Options {
		r.wish.Options[i].plain = false
	}
	for _, list := range [][]Moment{r.wish.Not, r.wish.Rather, r.wish.RatherNot} {
		for i := range list {
			list[i].plain = false
		}
	}
}
