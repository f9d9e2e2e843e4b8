package transcribe

import (
	"math"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"wegwijzer/internal/dutch"
)

// Reason is why a sentence is set aside: what in it the cited utterances do not carry.
type Reason string

// The reasons, in the order in which they are looked for.
const (
	NoSource    Reason = "geen_bron"  // cites nothing that was said
	NotVerbatim Reason = "citaat"     // a quotation that nobody said in these words
	WrongNumber Reason = "getal"      // a number, amount, time or file number that was not said, or was corrected
	WrongDate   Reason = "datum"      // a day that was not said
	WrongName   Reason = "naam"       // a name that was not said
	WrongSense  Reason = "ontkenning" // says what was denied, or denies what was said
	WrongVoice  Reason = "rol"        // gives the words of one as those of another
	TooCertain  Reason = "zekerheid"  // leaves a doubt out
	NotSaid     Reason = "inhoud"     // speaks of something else
)

// Verify returns why a sentence of a report may not be shown with the utterances it cites, nothing when it may. held is the day of the call,
// from which relative dates count. Both the sentences that are put together from quotations and those that a model writes pass through here.
func Verify(sentence string, cited []Utterance, held time.Time) []Reason {
	var used []Utterance
	for _, u := range cited {
		if !u.Struck && strings.TrimSpace(u.Text) != "" {
			used = append(used, u)
		}
	}
	if len(used) == 0 || strings.TrimSpace(sentence) == "" {
		return []Reason{NoSource}
	}
	s := claim{text: sentence, held: held, cited: used}
	s.split()
	var reasons []Reason
	for _, check := range []struct {
		reason Reason
		holds  func() bool
	}{
		{NotVerbatim, s.quotesStand},
		{WrongNumber, s.numbersStand},
		{WrongDate, s.datesStand},
		{WrongName, s.namesStand},
		{WrongSense, s.senseStands},
		{WrongVoice, s.voiceStands},
		{TooCertain, s.doubtStands},
		{NotSaid, s.contentStands},
	} {
		if !check.holds() {
			reasons = append(reasons, check.reason)
		}
	}
	return reasons
}

// claim is a sentence being held against what was said.
type claim struct {
	text   string
	own    string   // the sentence without its quotations and the frame of the report around them
	quotes []string // what it quotes
	held   time.Time
	cited  []Utterance
	all    string // the cited texts, a line each
}

var (
	quotation = expressed(`[„"“]([^„"“”]*)[”"]`)
	// frame are the words of a report that say who speaks and what a row is, and claim nothing about the call.
	frame = wordSet("client clienten clients vertelt vertelde zegt zei geeft aan meldt medewerker naaste tolk via afspraak actie derde volgens op de vraag antwoordt antwoord schadepost bedrag bewijs aanwezig nodig onbekend materieel immaterieel uitkering overig signaal letterlijk ontkend gewenst niet_gewenst twijfel genoemd als wens na te vragen uiterlijk legt uit informatie over benoemt heeft hij zij haar zijn mevrouw meneer dhr mw euro circa ongeveer schatting verzekering ander nog bedragen datum deze aangegeven verklaart stelt bevestigt deelt mee ook dat er sprake is was waren betreft kreeg gaat gegeven gesprek wil wenst gesprekspartner slachtoffer verslag wordt door binnen")
)

func (c *claim) split() {
	for _, m := range quotation.FindAllStringSubmatch(c.text, -1) {
		c.quotes = append(c.quotes, m[1])
	}
	c.own = quotation.ReplaceAllString(c.text, " ")
	var b strings.Builder
	for _, u := range c.cited {
		b.WriteString(u.Text)
		b.WriteByte('\n')
	}
	c.all = b.String()
}

// quotesStand reports whether every quotation is said literally, save for fillers and what an ellipsis leaves out.
func (c *claim) quotesStand() bool {
	said := plainWords(c.all)
	for _, q := range c.quotes {
		for piece := range strings.SplitSeq(strings.ReplaceAll(q, "...", "…"), "…") {
			words := plainWords(piece)
			if len(words) > 0 && !strings.Contains(" "+strings.Join(said, " ")+" ", " "+strings.Join(words, " ")+" ") {
				return false
			}
		}
	}
	return true
}

var fillers = wordSet("eh ehm uh uhm hm hmm mhm euh")

// plainWords returns the folded words of a text without fillers and placeholders.
func plainWords(text string) []string {
	var out []string
	for _, t := range dutch.Tokens(text) {
		if !fillers[t.Text] {
			out = append(out, t.Text)
		}
	}
	return out
}

// numbersStand reports whether each number of the sentence was said and not taken back.
func (c *claim) numbersStand() bool {
	want, codes, clocks := figures(c.own)
	if len(want)+len(codes)+len(clocks) == 0 {
		return true
	}
	said, _, saidClocks := figures(c.all)
	gone := takenBack(c.cited)
	for _, w := range want {
		found := c.saysYear(w)
		for _, s := range said {
			if math.Abs(s-w) < 0.005 {
				found = true
			}
		}
		for _, g := range gone {
			if math.Abs(g-w) < 0.005 {
				found = false
			}
		}
		if !found {
			return false
		}
	}
	digits := digitsOf(c.all)
	for _, code := range codes {
		if d := digitsOf(code); d != "" && !strings.Contains(digits, d) {
			return false
		}
	}
	for _, w := range clocks {
		if !slices.ContainsFunc(saidClocks, func(s dutch.Clock) bool { return s.Hour%12 == w.Hour%12 && s.Minute == w.Minute }) {
			return false
		}
	}
	return true
}

// saysYear reports whether a number is a year that was said: the reader of days takes those, so they are no figures.
func (c *claim) saysYear(w float64) bool {
	if w < 1900 || w > 2100 || w != math.Trunc(w) {
		return false
	}
	var b strings.Builder
	writeInt(&b, int(w))
	return strings.Contains(digitsOf(c.all), b.String())
}

// figures returns the quantities of a text, the numbers that are names, and the times of day. Days are left to the dates.
func figures(text string) (values []float64, codes []string, clocks []dutch.Clock) {
	tokens := dutch.Tokens(text)
	taken := make([]bool, len(tokens)+1)
	mark := func(a, b int) {
		for k, t := range tokens {
			if t.Start < b && t.End > a {
				taken[k] = true
			}
		}
	}
	for _, d := range dutch.Days(text) {
		mark(d.Start, d.End)
	}
	clocks = dutch.Clocks(text)
	for _, k := range clocks {
		mark(k.Start, k.End)
	}
	for k := 0; k < len(tokens); {
		if taken[k] {
			k++
			continue
		}
		w := tokens[k].Text
		if strings.ContainsAny(w, "0123456789") && (strings.Trim(w, "0123456789.,") != "" || len(w) > 7 && !strings.ContainsAny(w, ".,") || w[0] == '0' && len(w) > 1 && w[1] != ',') {
			codes = append(codes, w)
			k++
			continue
		}
		s, ok := dutch.SpokenAt(text, tokens, k)
		if !ok {
			k++
			continue
		}
		values = append(values, math.Round(s.Value*100)/100)
		if cents, ok := dutch.CentsAfter(text, tokens, s); ok { // both readings were said
			values = append(values, math.Round(cents.Value*100)/100)
		}
		next := s.Next
		if next < len(tokens) && euro[tokens[next].Text] { // "twaalf euro vijftig"
			j := next + 1
			if j < len(tokens) && tokens[j].Text == "en" {
				j++
			}
			if cents, ok := dutch.SpokenAt(text, tokens, j); ok && cents.Value < 100 && cents.Value >= 5 {
				values = append(values, math.Round((s.Value+cents.Value/100)*100)/100)
			}
		}
		if next < len(tokens) && notes[tokens[next].Text] > 0 {
			values = append(values, s.Value*notes[tokens[next].Text])
		}
		k = next
	}
	return values, codes, clocks
}

// digitsOf spells the figures of a text, said or written, one after another.
func digitsOf(text string) string {
	var b strings.Builder
	for _, t := range dutch.Tokens(text) {
		if v, ok := dutch.NumberWord(t.Text); ok && v < 1e6 {
			writeInt(&b, int(v))
			continue
		}
		for _, r := range t.Text {
			if r >= '0' && r <= '9' {
				b.WriteRune(r)
			}
		}
	}
	return b.String()
}

func writeInt(b *strings.Builder, n int) {
	var digits []byte
	for {
		digits = append(digits, byte('0'+n%10))
		if n /= 10; n == 0 {
			break
		}
	}
	slices.Reverse(digits)
	b.Write(digits)
}

// takenBack returns the numbers that a speaker corrected within the cited utterances: the one before "nee," or "pardon" and another number.
func takenBack(cited []Utterance) []float64 {
	var gone []float64
	type spoken struct {
		value float64
		end   int
	}
	var last *spoken
	text := ""
	for _, u := range cited {
		text += u.Text + "\n"
	}
	tokens := dutch.Tokens(text)
	for k := 0; k < len(tokens); {
		s, ok := dutch.SpokenAt(text, tokens, k)
		if !ok || s.Value < 2 {
			k++
			continue
		}
		if last != nil && last.value != s.Value {
			between := dutch.Fold(text[last.end:s.Start])
			if len(between) < 40 && takesBack.MatchString(between) && !strings.Contains(between, "?") {
				gone = append(gone, last.value)
			}
		}
		last = &spoken{s.Value, s.End}
		k = s.Next
	}
	// Said again afterwards, it stands.
	return slices.DeleteFunc(gone, func(g float64) bool {
		values, _, _ := figures(cited[len(cited)-1].Text)
		return len(cited) > 1 && slices.Contains(values, g) && !takesBack.MatchString(dutch.Fold(cited[len(cited)-1].Text))
	})
}

var takesBack = expressed(`\b(?:nee|neen|pardon|sorry|wacht|ik bedoel|bedoel ik|correctie|of nee|excuus|moet zijn|dat was|het was|dat waren|verkeerd)\b`)

// datesStand reports whether each day of the sentence was said, in these or other words.
func (c *claim) datesStand() bool {
	want := dutch.Days(c.own)
	if len(want) == 0 {
		return true
	}
	said := map[string]bool{}
	weekdays := map[time.Weekday]bool{}
	words := c.all
	given := c.held
	if given.IsZero() {
		given = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	anchor := time.Time{}
	gone := takenBack(c.cited)
	for _, d := range dutch.Days(words) {
		for _, lean := range []dutch.Lean{dutch.Past, dutch.Open, dutch.Ahead} {
			if t, _, ok := d.Resolve(given, lean, anchor); ok {
				if slices.Contains(gone, float64(t.Day())) && !d.Relative {
					continue
				}
				said[t.Format(time.DateOnly)] = true
				weekdays[t.Weekday()] = true
				if lean == dutch.Open {
					anchor = t
				}
			}
		}
	}
	for _, d := range want {
		if y := strings.TrimSpace(c.own[d.Start:d.End]); len(y) == 4 && strings.Trim(y, "0123456789") == "" { // a year alone
			if strings.Contains(digitsOf(words), y) {
				continue
			}
			return false
		}
		if strings.Contains(dutch.Fold(words), dutch.Fold(c.own[d.Start:d.End])) && !slices.Contains(gone, dayNumber(c.own[d.Start:d.End])) {
			continue
		}
		found := false
		for _, lean := range []dutch.Lean{dutch.Open, dutch.Past, dutch.Ahead} {
			t, precision, ok := d.Resolve(given, lean, anchor)
			if !ok {
				continue
			}
			switch {
			case d.Weekday:
				found = found || weekdays[t.Weekday()]
			case precision == dutch.InMonth:
				for iso := range said {
					found = found || iso[5:7] == t.Format("01")
				}
			default:
				found = found || said[t.Format(time.DateOnly)]
			}
		}
		if !found {
			return false
		}
	}
	return true
}

func dayNumber(text string) float64 {
	tokens := dutch.Tokens(text)
	for k := range tokens {
		if s, ok := dutch.SpokenAt(text, tokens, k); ok {
			return s.Value
		}
	}
	return -1
}

// namesStand reports whether each name of the sentence was said, or labels a speaker that is cited.
func (c *claim) namesStand() bool {
	said := map[string]bool{}
	for _, t := range dutch.Tokens(c.all) {
		said[t.Text] = true
		for part := range strings.SplitSeq(t.Text, "-") {
			said[part] = true
		}
	}
	for _, u := range c.cited {
		for _, t := range dutch.Tokens(u.Speaker) {
			said[t.Text] = true
		}
	}
	first := true
	for _, t := range dutch.Tokens(c.own) {
		r, _ := utf8.DecodeRuneInString(c.own[t.Start:])
		starts := first || startsSentence(c.own, t.Start)
		first = false
		if !unicode.IsUpper(r) || frame[t.Text] || starts && dutch.Stop(t.Text) || strings.ContainsAny(t.Text, "0123456789") { // file numbers are held against the figures
			continue
		}
		if said[t.Text] || said[strings.TrimSuffix(t.Text, "s")] || said[t.Text+"s"] || calendarWord(t.Text) || institutions[t.Text] {
			continue
		}
		if starts {
			if c.carries(t.Text) || !nameShaped(c.own, t) {
				continue
			}
		}
		if !starts || !c.carries(t.Text) {
			return false
		}
	}
	return true
}

// nameShaped reports whether a word at the start of a sentence is a name rather than a word that opens it: another capital follows.
func nameShaped(text string, t dutch.Token) bool {
	rest := strings.TrimLeft(text[t.End:], " ")
	r, _ := utf8.DecodeRuneInString(rest)
	return unicode.IsUpper(r)
}

func startsSentence(text string, at int) bool {
	before := strings.TrimRight(text[:at], " \n")
	return before == "" || strings.ContainsAny(before[len(before)-1:], ".!?:")
}

func calendarWord(w string) bool {
	return dutch.PartOf(w) != dutch.NoPart || len(dutch.Days(w)) > 0
}

// institutions are the bodies that a report calls by their own name when the speaker used an everyday word.
var institutions = wordSet("spreekrecht schadefonds geweldsmisdrijven herstelbemiddeling sv wetboek shn slachtofferhulp")

// carries reports whether a word, by its stem or a part of it, was said.
func (c *claim) carries(word string) bool {
	stems := stemsOf(c.all)
	for _, t := range dutch.WordTerms(word) {
		if stems[t.Text] {
			return true
		}
	}
	return dutch.Stop(word)
}

func stemsOf(text string) map[string]bool {
	set := map[string]bool{}
	for _, t := range dutch.Terms(text) {
		set[t.Text] = true
	}
	return set
}
