package main

import (
	"context"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"wegwijzer/assistant/gate"
	"wegwijzer/internal/dutch"
	"wegwijzer/knowledge"
)

// evalGate plants one mistake at a time in sentences of the demo's pages and counts what the gate lets through, and gives it sentences that
// are right, to count what it stops.
func evalGate(ctx context.Context, e *evaluation) ([]metric, error) {
	if err := e.open(ctx); err != nil {
		return nil, err
	}
	passages, err := e.library.store.For(knowledge.Public).Passages(ctx, demoCollection)
	if err != nil {
		return nil, err
	}
	var byHand []handRow
	for _, name := range []string{"gate.jsonl", "gate-2.jsonl"} {
		rows, err := readSet[handRow](filepath.Join(e.root, "demo/testdata", name))
		if err != nil {
			return nil, err
		}
		byHand = append(byHand, rows...)
	}
	return gateMetrics(passages, byHand, nil), nil
}

// handRow is a sentence that somebody wrote for the passage in which a text stands: one that may be shown, or one that may not.
type handRow struct {
	In, Class, Sentence string
	Good                bool
}

// gateMetrics measures the gate on passages. It is the same for the same passages, whatever their order of arrival in the index; missed, when
// given, is told every judgement that was wrong.
func gateMetrics(passages []knowledge.Passage, byHand []handRow, missed func(class, sentence, passage string, reasons []gate.Reason)) []metric {
	type tally struct{ n, hits int }
	caught, passed := map[string]*tally{}, map[string]*tally{}
	var mistakes, honest []string
	note := func(m map[string]*tally, order *[]string, class, sentence, passage string, stop bool) {
		reasons := gate.Check(sentence, passage)
		if m[class] == nil {
			m[class] = &tally{}
			*order = append(*order, class)
		}
		m[class].n++
		if len(reasons) > 0 == stop {
			m[class].hits++
		} else if missed != nil {
			missed(class, sentence, passage, reasons)
		}
	}
	for at, p := range passages {
		if p.Lang != "nl" {
			continue
		}
		sentences := plainSentences(p.Text)
		for i, s := range sentences {
			if len(strings.Fields(s)) < 5 {
				continue
			}
			for _, x := range plant(s, p.Text) {
				note(caught, &mistakes, x.class, x.text, p.Text, true)
			}
			note(passed, &honest, "letterlijk", s, p.Text, false)
			for _, x := range turn(i, s, p.Text) {
				note(caught, &mistakes, x.class, x.text, x.passage, true)
			}
			next := ""
			if i+1 < len(sentences) {
				next = sentences[i+1]
			}
			for _, x := range reword(s, next) {
				note(passed, &honest, x.class, x.text, p.Text, false)
			}
		}
		for _, x := range append(numbersElsewhere(p.Text), leaves(p.Text)...) {
			note(caught, &mistakes, x.class, x.text, x.passage, true)
		}
		for k := 1; k <= strangers; k++ {
			other := passages[(at+k*stride)%len(passages)]
			for _, s := range plainSentences(other.Text) {
				if other.Lang == "nl" && other.URL != p.URL && len(strings.Fields(s)) > 7 && !saidIn(s, p) {
					note(caught, &mistakes, "zin van een andere pagina", s, p.Text, true)
					break
				}
			}
		}
	}
	for _, x := range byHand {
		at := slices.IndexFunc(passages, func(p knowledge.Passage) bool { return strings.Contains(p.Text, x.In) })
		if at < 0 {
			continue
		}
		if x.Good {
			note(passed, &honest, "met de hand: "+x.Class, x.Sentence, passages[at].Text, false)
		} else {
			note(caught, &mistakes, "met de hand: "+x.Class, x.Sentence, passages[at].Text, true)
		}
	}
	var metrics []metric
	const suite = "gate"
	for _, class := range mistakes {
		metrics = append(metrics, share(suite, "fouten die tegengehouden moeten worden", class, "tegengehouden", caught[class].hits, caught[class].n))
	}
	for _, class := range honest {
		metrics = append(metrics, share(suite, "goede zinnen", class, "doorgelaten", passed[class].hits, passed[class].n))
	}
	return metrics
}

// Every passage is tried with a sentence of this many others, this far on in the index.
const strangers, stride = 5, 37

// plainSentences returns the sentences of a passage that say something: no rows, headings or questions.
func plainSentences(text string) []string {
	var sentences []string
	for _, span := range dutch.Sentences(text) {
		s := strings.TrimLeft(text[span.Start:span.End], "- ")
		if s != "" && !strings.HasPrefix(s, "|") && !strings.HasPrefix(s, "#") && !strings.Contains(s, " | ") && !strings.HasSuffix(s, "?") {
			sentences = append(sentences, s)
		}
	}
	return sentences
}

// saidIn reports whether a passage says a sentence of another page too: nearly all its words, in one of its own.
func saidIn(s string, p knowledge.Passage) bool {
	mine := map[string]bool{}
	for _, t := range dutch.Terms(s) {
		mine[t.Text] = true
	}
	for _, other := range plainSentences(p.Text) {
		both := 0
		seen := map[string]bool{}
		for _, t := range dutch.Terms(other) {
			if mine[t.Text] && !seen[t.Text] {
				seen[t.Text] = true
				both++
			}
		}
		if 5*both >= 4*len(mine) {
			return true
		}
	}
	return false
}

type variant struct{ class, text string }

// swaps are words that turn a sentence into another one when they are exchanged.
var swaps = []struct {
	class string
	pairs [][2]string
}{
	{"maand of dag", [][2]string{{"januari", "augustus"}, {"juli", "maart"}, {"maandag", "donderdag"}, {"zaterdag", "woensdag"}, {"oktober", "februari"}, {"november", "mei"}}},
	{"binnen of na", [][2]string{{"binnen", "na"}, {"Binnen", "Na"}, {"vanaf", "tot"}, {"na", "voor"}}},
	{"minimaal of maximaal", [][2]string{{"minimaal", "maximaal"}, {"maximaal", "minimaal"}, {"minstens", "hoogstens"}, {"meer dan", "minder dan"}, {"Meer dan", "Minder dan"}, {"langer dan", "korter dan"}, {"ouder dan", "jonger dan"}, {"of ouder", "of jonger"}, {"hoogstens", "minstens"}, {"of langer", "of korter"}}},
	{"grens weggelaten", [][2]string{{"maximaal ", ""}, {"minimaal ", ""}, {"minstens ", ""}, {"hoogstens ", ""}}},
	{"tegendeel", [][2]string{{"alleen", "ook"}, {"altijd", "nooit"}, {"altijd", "soms"}, {"mag", "moet"}, {"kunt", "moet"}, {"moet", "hoeft"}, {"gratis", "betaald"}, {"verplicht", "vrijwillig"}, {"vooraf", "achteraf"}, {"iedereen", "niemand"}, {"Iedereen", "Niemand"}, {"zonder", "met"}, {"Zonder", "Met"}, {"nooit", "altijd"}, {"Niemand", "Iedereen"}, {"niemand", "iedereen"}, {"schriftelijk", "mondeling"}, {"veilig", "onveilig"}, {"mogelijk", "onmogelijk"}}},
	{"naam", [][2]string{{"Schadefonds", "Waarheidscommissie"}, {"CJIB", "UWV"}, {"OM", "CBR"}, {"Slachtofferhulp", "Waarheidscommissie"}, {"Openbaar Ministerie", "Rode Kruis"}, {"Veilig Thuis", "Rode Kruis"}, {"Fraudehelpdesk", "Rekenkamer"}, {"Slachtofferloket", "Huurteam"}}},
	{"artikel", [][2]string{{"51e", "51f"}, {"51f", "51e"}, {"51a", "51h"}, {"51b", "51d"}}},
}

// plant returns s with one mistake each; a change that the passage happens to bear out is no mistake and is left out.
func plant(s, passage string) []variant {
	var out []variant
	folded := dutch.Fold(passage)
	add := func(class, text string) {
		if text != s && !strings.Contains(folded, dutch.Fold(text)) {
			out = append(out, variant{class, text})
		}
	}
	numbers := dutch.Numbers(s)
	plantNumbers(add, s, passage, numbers)
	for _, group := range swaps {
		for _, pair := range group.pairs {
			if x, ok := replaceWord(s, pair[0], pair[1]); ok && (pair[1] == "" || group.class == "tegendeel" || !holdsWord(passage, pair[1]) || strings.HasPrefix(group.class, "minimaal")) && !(pair[0] == "kunt" && len(numbers) > 0) {
				if pair[0] == "alleen" && strings.Contains(strings.ToLower(s), "ook") || pair[0] == "na" && len(numbers) == 0 || group.class == "grens weggelaten" && len(numbers) == 0 || pair[0] == "vanaf" && len(numbers) == 0 || strings.EqualFold(pair[0], "binnen") && len(numbers) == 0 {
					continue
				}
				add(group.class, x)
				break
			}
		}
	}
	plantNegation(add, s)
	if words := strings.Fields(s); len(words) > 0 && strings.HasPrefix(words[0], "Het") && len(words) > 2 {
		add("afkorting aan het begin", "UWV "+strings.Join(words[1:], " "))
	}
	for _, pair := range namePairs(s, passage) {
		if x, done := replaceWord(s, pair[0], pair[1]); done {
			add("naam van een ander", x)
		}
	}
	if len(s) > 20 {
		bare := strings.TrimRight(s, ".!")
		add("link", bare+" via www.snelgeld.example.")
		add("verzonnen bijzin", bare+", en het kabinet betaalt daarna jouw vakantie.")
	}
	return out
}

// plantNumbers plants mistakes in the numbers of a sentence: another value, another unit, the value of something else in the passage.
func plantNumbers(add func(class, text string), s, passage string, numbers []dutch.Number) {
	put := func(n dutch.Number, text string) string { return s[:n.Start] + text + s[n.End:] }
	for i, n := range numbers {
		old := s[n.Start:n.End]
		switch {
		case n.Code != "" && strings.Contains(n.Code, "-") && strings.HasPrefix(n.Code, "0"):
			add("telefoonnummer", put(n, swapDigit(old)))
			continue
		case n.Code != "":
			if strings.Contains(n.Code, ".") {
				add("openingstijd", put(n, swapDigit(old)))
			}
			continue
		}
		if !standsAlready(passage, 37) && i == 0 {
			add("getal", put(n, "37"))
		}
		if n.Value >= 1990 && n.Value < 2100 && n.Unit == "" && !standsAlready(passage, n.Value+1) {
			add("jaar", put(n, strconv.Itoa(int(n.Value)+1)))
		}
		if n.Unit == "uur" && !standsAlready(passage, n.Value+1) {
			add("openingstijd", put(n, strconv.Itoa(int(n.Value)+1)))
		}
		rest := s[n.End:]
		for _, unit := range [][2]string{{"dagen", "maanden"}, {"weken", "jaren"}, {"uur", "weken"}, {"maanden", "dagen"}, {"jaar", "weken"}, {"euro", "procent"}, {"procent", "euro"}, {"minuten", "uur"}} {
			if strings.HasPrefix(rest, " "+unit[0]) && !strings.Contains(passage, old+" "+unit[1]) {
				add("eenheid", s[:n.End]+" "+unit[1]+rest[1+len(unit[0]):])
				break
			}
		}
		tried := map[float64]bool{n.Value: true}
		for _, other := range dutch.Numbers(passage) {
			if n.Unit != "" && other.Unit == n.Unit && !tried[other.Value] && other.Code == "" && len(tried) <= othersMost {
				tried[other.Value] = true
				add("getal van iets anders", put(n, passage[other.Start:other.End]))
			}
		}
		if i+1 < len(numbers) && numbers[i+1].Unit == n.Unit && numbers[i+1].Code == "" && numbers[i+1].Value != n.Value && !enumerated(s[n.End:numbers[i+1].Start]) {
			m := numbers[i+1]
			add("twee getallen verwisseld", s[:n.Start]+s[m.Start:m.End]+s[n.End:m.Start]+old+s[m.End:])
		}
	}
}

// enumerated reports that nothing but a comma or "of" stands between two numbers: their order then says nothing.
func enumerated(between string) bool {
	b := strings.TrimSpace(between)
	return b == "," || b == "of" || b == "en"
}

func plantNegation(add func(class, text string), s string) {
	for _, no := range [][2]string{{" niet ", " "}, {" geen ", " een "}, {" nooit ", " "}, {" niets ", " iets "}} {
		if strings.Contains(s, no[0]) {
			if !strings.Contains(s, " niet alleen ") {
				add("ontkenning weg", strings.Replace(s, no[0], no[1], 1))
			}
			return
		}
	}
	for _, verb := range []string{" kunt ", " kan ", " krijgt ", " mag ", " moet ", " is ", " helpt ", " hoeft ", " wordt ", " zijn "} {
		if strings.Contains(s, verb) {
			add("ontkenning erbij", strings.Replace(s, verb, verb+"niet ", 1))
			break
		}
	}
	if strings.Contains(s, " een ") {
		add("ontkenning erbij", strings.Replace(s, " een ", " geen ", 1))
	}
}

var institutions = []string{
	"Schadefonds", "CJIB", "Slachtofferhulp", "Openbaar Ministerie", "Veilig Thuis", "Fraudehelpdesk", "Slachtofferloket", "Kindertelefoon", "Centrum Seksueel Geweld", "politie", "rechter", "officier van justitie",
	"advocaat", "huisarts", "Perspectief Herstelbemiddeling", "Waarborgfonds", "Juridisch Loket", "reclassering", "113", "Raad voor Rechtsbijstand", "bank", "gemeente", "verzekeraar",
}

// othersMost is how many other numbers or names of the passage are tried in the place of one.
const othersMost = 4

// namePairs returns institutions that the sentence names, each with those that only the rest of the passage does.
func namePairs(s, passage string) [][2]string {
	var pairs [][2]string
	for _, x := range institutions {
		if !strings.Contains(s, " "+x) {
			continue
		}
		for _, other := range institutions {
			if strings.Contains(passage, other) && !strings.Contains(s, other) && len(pairs) < othersMost {
				pairs = append(pairs, [2]string{x, other})
			}
		}
	}
	return pairs
}

func holdsWord(text, w string) bool {
	_, ok := replaceWord(text, w, "x")
	return ok
}

// replaceWord replaces the first occurrence of words that stands by itself.
func replaceWord(s, old, with string) (string, bool) {
	for from := 0; ; {
		i := strings.Index(s[from:], old)
		if i < 0 {
			return s, false
		}
		i += from
		end := i + len(old)
		whole := strings.HasSuffix(old, " ") || end == len(s) || !unicode.IsLetter(rune(s[end])) && s[end] != '-' && s[end] < 0x80
		if whole && (i == 0 || !unicode.IsLetter(rune(s[i-1])) && s[i-1] < 0x80 && s[i-1] != '-') {
			return s[:i] + with + s[end:], true
		}
		from = end
	}
}

func standsAlready(passage string, value float64) bool {
	for _, n := range dutch.Numbers(passage) {
		if n.Value == value {
			return true
		}
	}
	return false
}

// swapDigit changes the last digit of a telephone number or time that is no nought.
func swapDigit(number string) string {
	b := []byte(number)
	for i := len(b) - 1; i >= 0; i-- {
		if b[i] >= '1' && b[i] <= '9' {
			b[i] = '0' + (b[i]-'0'+3)%10
			break
		}
	}
	return string(b)
}

// smallWords are changes that a careful writer makes without another meaning.
var smallWords = [][2]string{{"Je ", "U "}, {" je ", " u "}, {"Dan kun je", "Je kunt dan"}, {"Wij ", "We "}, {" ook ", " daarnaast ook "}, {" en ", " en ook "}, {"jouw", "je"}, {"Je kunt", "U kunt"}, {" bij ", " via "}, {"Ook ", "Verder "}}

var (
	// hangsOn is what may not be left out of a sentence.
	hangsOn    = regexp.MustCompile(`\b(?:als|tenzij|mits|behalve|alleen|zolang|zodra|wanneer|na ernstig|uitgezonderd|niet|geen)\b`)
	inBrackets = regexp.MustCompile(` \([^()]*\)`)
	condition  = regexp.MustCompile(`^(Als|Wanneer) ([^,]+), (\pL+) (je|u|wij|het|dat) (.+)\.$`)
	numberRe   = regexp.MustCompile(`(?:^| )(2|3|4|5|6|7|8|9|10|12|14|18|20) (uur|dagen|weken|maanden|jaar|keer|minuten)\b`)
	euroAfter  = regexp.MustCompile(`\b(\d{1,3}(?:\.\d{3})*) euro\b`)
	hours      = regexp.MustCompile(`\b(\d{1,2}) tot (\d{1,2}) uur`)
	fullDate   = regexp.MustCompile(`\b(\d{1,2}) (januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december) (\d{4})\b`)
	passive    = regexp.MustCompile(`^(De [a-z]+|Het [A-Za-z]+|Wij) (bekijkt|beoordeelt|stuurt|regelt|betaalt|neemt|geeft|leest|bespreekt) (.+)\.$`)
)

var spelled = map[string]string{"2": "twee", "3": "drie", "4": "vier", "5": "vijf", "6": "zes", "7": "zeven", "8": "acht", "9": "negen", "10": "tien", "12": "twaalf", "14": "veertien", "18": "achttien", "20": "twintig"}

var participles = map[string]string{"bekijkt": "bekeken", "beoordeelt": "beoordeeld", "stuurt": "gestuurd", "regelt": "geregeld", "betaalt": "betaald", "neemt": "genomen", "geeft": "gegeven", "leest": "gelezen", "bespreekt": "besproken"}

// reword returns s as a careful writer might put it: the same facts in other small words, another notation or another order, or shortened,
// or joined with the sentence that follows it.
func reword(s, next string) []variant {
	var out []variant
	add := func(class, text string) {
		if text != s {
			out = append(out, variant{class, text})
		}
	}
	for _, pair := range smallWords {
		add("licht herschreven", strings.Replace(s, pair[0], pair[1], 1))
		if len(out) == 2 {
			break
		}
	}
	add("ingekort: zonder haakjes", inBrackets.ReplaceAllString(s, ""))
	if i := strings.LastIndex(s, ", "); i > 0 && len(strings.Fields(s[:i])) >= 5 && !strings.ContainsAny(s[:i], ":(") && !hangsOn.MatchString(s[i:]) {
		add("ingekort: zonder slot", s[:i]+".")
	}
	if words := strings.Fields(s); len(words) > 7 {
		for _, w := range []string{"daarna", "zelf", "altijd ook", "nog"} {
			if x, ok := replaceWord(s, w+" ", ""); ok {
				add("ingekort: zonder bijwoord", x)
				break
			}
		}
	}
	if m := condition.FindStringSubmatch(s); m != nil {
		add("andere volgorde", strings.ToUpper(m[4][:1])+m[4][1:]+" "+m[3]+" "+m[5]+" "+strings.ToLower(m[1])+" "+m[2]+".")
	}
	if m := passive.FindStringSubmatch(s); m != nil {
		by := strings.ToLower(m[1][:1]) + m[1][1:]
		if by == "wij" {
			by = "ons"
		}
		add("lijdende vorm", strings.ToUpper(m[3][:1])+m[3][1:]+" wordt door "+by+" "+participles[m[2]]+".")
	}
	if next != "" && len(strings.Fields(next)) >= 4 && strings.HasSuffix(s, ".") {
		add("twee zinnen samen", strings.TrimSuffix(s, ".")+" en "+strings.ToLower(next[:1])+next[1:])
		add("twee zinnen na elkaar", next+" "+s)
	}
	if m := numberRe.FindStringSubmatch(s); m != nil {
		add("getal in letters", strings.Replace(s, m[0], strings.Replace(m[0], m[1], spelled[m[1]], 1), 1))
	}
	for _, n := range dutch.Numbers(s) {
		if w := s[n.Start:n.End]; n.Code == "" && n.Value >= 2 && n.Value < 100 && w[0] > '9' && n.Value == float64(int(n.Value)) {
			add("getal in cijfers", s[:n.Start]+strconv.Itoa(int(n.Value))+s[n.End:])
			break
		}
	}
	if m := euroAfter.FindStringSubmatch(s); m != nil {
		add("ander teken voor euro", strings.Replace(s, m[0], "€ "+m[1]+",-", 1))
		add("ander teken voor euro", strings.Replace(s, m[0], "€"+strings.ReplaceAll(m[1], ".", "")+",00", 1))
	}
	if m := hours.FindStringSubmatch(s); m != nil {
		add("andere tijdnotatie", strings.Replace(s, m[0], m[1]+".00 tot "+m[2]+".00 uur", 1))
		add("andere tijdnotatie", strings.Replace(s, m[0], m[1]+":00 - "+m[2]+":00 uur", 1))
	}
	if m := fullDate.FindStringSubmatch(s); m != nil {
		for i, name := range strings.Fields("januari februari maart april mei juni juli augustus september oktober november december") {
			if name == m[2] {
				add("andere datumnotatie", strings.Replace(s, m[0], m[1]+"-"+strconv.Itoa(i+1)+"-"+m[3], 1))
			}
		}
	}
	add("telefoonnummer met spatie", strings.Replace(s, "0900-0101", "0900 0101", 1))
	return out
}
