package main

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"wegwijzer/internal/dutch"
)

// turned is a sentence that takes the words of a page and turns what they mean, with the page's words as they then are: those of the page
// itself, or with one thing put to them that makes the sentence untrue.
type turned struct{ class, text, passage string }

// The classes of turn, each a way in which the words of a page become dangerous.
const (
	conditionGone  = "voorwaarde weg"
	numberElse     = "nummer bij iets anders"
	denialBare     = "ontkend en dan kaal"
	beliefAsTruth  = "misverstand als waarheid"
	subjectWidened = "beperking weg"
	leaveInvented  = "toestemming of plicht verzonnen"
	hedgeGone      = "voorbehoud weg"
)

// turn returns what s, the sentence at number i of those of a passage, becomes when what it hangs on is left out.
func turn(i int, s, passage string) []turned {
	var out []turned
	folded := dutch.Fold(passage)
	add := func(class, text string) {
		text = upperFirst(text)
		if len(strings.Fields(text)) >= 3 && !strings.Contains(folded, dutch.Fold(strings.TrimRight(text, "."))) {
			out = append(out, turned{class, text, passage})
		}
	}
	// with shows s where the passage says it otherwise.
	with := func(class, instead string) {
		out = append(out, turned{class, s, strings.Replace(passage, s, instead, 1)})
	}
	bare := strings.TrimRight(s, ".!")
	if m := conditionLast.FindStringSubmatch(s); m != nil && !atWill.MatchString(m[2]) {
		add(conditionGone, m[1]+".")
	}
	if m := conditionFirst.FindStringSubmatch(s); m != nil && !atWill.MatchString(m[1]) {
		add(conditionGone, m[3]+" "+asSecond(m[2])+" "+m[4])
	}
	if m := thenFirst.FindStringSubmatch(s); m != nil && conditional(s, passage) {
		add(conditionGone, m[2]+" "+asSecond(m[1])+" "+m[3])
	}
	for _, cut := range narrowed {
		if x := cut.ReplaceAllString(s, "$1"); x != s {
			add(subjectWidened, x)
		}
	}
	for _, w := range []string{"soms", "vaak", "meestal", "misschien"} {
		if x, ok := replaceWord(s, w+" ", ""); ok {
			add(hedgeGone, x)
			break
		}
	}
	if m := denied.FindStringSubmatch(s); m != nil {
		add(denialBare, m[1]+" "+m[3]+".")
		add(denialBare, m[1]+" "+m[3]+" "+strings.TrimRight(m[4], ".")+".")
	}
	for _, pair := range [][2]string{{"hoeft niet", "mag niet"}, {"hoef je niet", "mag je niet"}, {"mag niet", "hoeft niet"}, {"hoeft geen", "mag geen"}, {"mag geen", "hoeft geen"}, {"moet je niet", "hoef je niet"}, {"kan niet", "hoeft niet"}} {
		if strings.Contains(s, pair[0]) {
			add(leaveInvented, strings.Replace(s, pair[0], pair[1], 1))
		}
	}
	if strings.HasSuffix(s, ".") && len(strings.Fields(s)) >= 6 && strings.Count(passage, s) == 1 {
		switch low := lowerFirst(s); i % 12 {
		case 0:
			with(beliefAsTruth, beliefs[(i/12+len(s))%len(beliefs)](s, low))
		case 4:
			with(conditionGone, bare+conditions[(i/12+len(s))%len(conditions)]+".")
		case 8:
			with(subjectWidened, limits[(i/12+len(s))%len(limits)]+": "+low)
		}
		if m := subject.FindStringSubmatch(s); m != nil {
			with(subjectWidened, m[1]+groups[len(s)%len(groups)]+m[2])
		}
	}
	return out
}

// conditional reports whether a question stands before a sentence that begins with "dan" and is its condition.
func conditional(s, passage string) bool {
	at := strings.Index(passage, s)
	spans := dutch.Sentences(passage[:max(at, 0)])
	if len(spans) == 0 {
		return false
	}
	last := spans[len(spans)-1]
	question := strings.TrimPrefix(passage[last.Start:last.End], "- ")
	return yesNo.MatchString(question) && !atWill.MatchString(question)
}

var (
	conditionLast  = regexp.MustCompile(`^(.+?),? (?:alleen |behalve |maar alleen |ook niet )?(?:als|tenzij|mits|zolang|zodra|indien) ((?:je|u|er|de|het|een|iemand|hij|zij|ze|dat|die|jij|jouw|wij|iets) [^,.]+)\.$`)
	conditionFirst = regexp.MustCompile(`^(?:Als|Wanneer|Zolang|Zodra|Indien) ([^,]+), (?:dan )?(\pL+) (je|u|wij|(?:het|de) \pL+|dat|ze|hij|jij) (.+\.)$`)
	thenFirst      = regexp.MustCompile(`^Dan (\pL+) (je|u|wij|(?:het|de) \pL+|dat|ze|hij|er|jij) (.+\.)$`)
	yesNo          = regexp.MustCompile(`^(?:Is|Ben|Bent|Heb|Hebt|Heeft|Kun|Kan|Wil|Word|Wordt|Zijn|Was|Komt|Krijg|Krijgt|Ga|Gaat|Mag|Moet|Staat|Woon|Dreigt|Leeft|Zit|Gebeurde|Worden|Zegt) [^?]+\?$`)
	// A condition that only says that somebody may, and no more than that, can be left out.
	atWill   = regexp.MustCompile(`(?i)\b(wil|wilt|vragen|vraag|twijfelt|twijfel|liever|mogelijk|kan|kunt)\b`)
	denied   = regexp.MustCompile(`^((?:\pL+ ){0,4}?\pL+) (niet|geen|nooit) ((?:\pL+ )*?\pL+ \pL+)((?: (?:zonder|met|in|op|voor|over|van|door|als|tot|bij|aan)\b.*)?\.?)$`)
	narrowed = []*regexp.Regexp{
		regexp.MustCompile(`() (?:vanaf|tot en met|onder de|boven de|jonger dan|ouder dan|van) \d+(?: (?:tot|tot en met|t/m) \d+)? jaar`),
		regexp.MustCompile(`() (?:met|na|bij) (?:ernstig|zwaar|blijvend|opzettelijk|seksueel|direct|groot|minder zware|zware|ernstige)e? \pL+`),
		regexp.MustCompile(`()(?: |\b)[Aa]lleen (?:als|bij|voor|met|na) [^,.;:]+`),
		regexp.MustCompile(`^(\pL+ )(?:die|van wie) [^,.]+, `),
	}
	subject = regexp.MustCompile(`^((?:De |Het |Een )?(?:[Kk]inderen|[Kk]ind|[Ss]lachtoffers?|[Nn]abestaanden?|[Pp]artner|[Oo]uders?|[Jj]ongeren|[Gg]etuigen?|[Mm]ensen|[Mm]edewerkers?|[Aa]dvocaat|[Ff]onds|[Ss]chadefonds|[Rr]echter|[Pp]olitie|[Vv]erzekeraar|[Ww]erkgever|[Ff]amilie|[Nn]aasten|[Hh]uisarts|[Cc]asemanager|[Oo]fficier))( (?:is|zijn|kan|kunnen|krijgt|krijgen|mag|mogen|heeft|hebben|betaalt|helpt|geeft|wordt|worden|beslist|moet) .+)$`)
)

// beliefs are ways in which a page says what is not so.
var beliefs = []func(s, low string) string{
	func(_, low string) string { return "Misverstand: " + low },
	func(_, low string) string { return "Veel mensen denken: " + low + " Dat klopt niet." },
	func(s, _ string) string { return s + " Dat is niet waar." },
	func(_, low string) string { return "Fabel: " + low },
	func(_, low string) string { return "Daders zeggen vaak: " + low },
	func(s, _ string) string { return "‘" + s + "’ Dat is een misverstand." },
	func(_, low string) string { return "Soms hoor je: " + low + " Dat is een fabel." },
	func(_, low string) string { return "Fout: " + low },
	func(s, _ string) string { return s + " Zo is het niet." },
	func(_, low string) string { return "Oplichters zeggen: " + low },
	func(_, low string) string { return "Niet waar: " + low },
	func(s, _ string) string { return s + " Dat klopt niet." },
}

var (
	conditions = []string{", als je ernstig letsel hebt", ", tenzij de zaak al is gesloten", ", mits je binnen een maand belt", " als de dader bekend is", ", zolang je minderjarig bent", ", behalve als er een tolk bij is", ", maar alleen na een uitspraak", " zodra de rechter heeft beslist"}
	limits     = []string{"Alleen voor inwoners van Utrecht", "Alleen na een verkeersongeval", "Vanaf 1 januari 2031", "Alleen met een medische verklaring", "Tot 16 jaar", "Alleen op Bonaire"}
	groups     = []string{" vanaf 16 jaar", " met blijvend letsel", " van een overval", " onder de 12 jaar", " uit een ander land", " met een geheim adres"}
)

// numbersElsewhere returns what a passage says of one telephone number, said of another, and a number with the reason to call of another sentence.
func numbersElsewhere(passage string) []turned {
	var numbers []string
	for _, n := range telephone.FindAllString(passage, -1) {
		if !containsWord(numbers, n) {
			numbers = append(numbers, n)
		}
	}
	var sentences []string
	for _, span := range dutch.Sentences(passage) {
		sentences = append(sentences, passage[span.Start:span.End])
	}
	var out []turned
	for i, s := range sentences {
		reason := ""
		if m := conditionLast.FindStringSubmatch(s); m != nil {
			reason = m[2]
		} else if yesNo.MatchString(s) {
			verb, rest, _ := strings.Cut(strings.TrimSuffix(s, "?"), " ")
			reason = rest + " " + asSecond(lowerFirst(verb))
		}
		for _, n := range numbers {
			if mine := telephone.FindString(s); mine != "" && mine != n && len(telephone.FindAllString(s, -1)) == 1 && len(strings.Fields(s)) >= 4 && !strings.HasPrefix(s, "|") {
				out = append(out, turned{numberElse, strings.TrimPrefix(strings.Replace(s, mine, n, 1), "- "), passage})
			}
			near := s
			if i+1 < len(sentences) {
				near += sentences[i+1]
			}
			if i+2 < len(sentences) && yesNo.MatchString(s) {
				near += sentences[i+2]
			}
			if reason != "" && !strings.Contains(near, n) {
				out = append(out, turned{numberElse, "Bel " + n + " als " + reason + ".", passage})
			}
		}
	}
	return out
}

var (
	telephone  = regexp.MustCompile(`\b(?:0\d{2,3}-\d{4,8}|112|113)\b`)
	conjugated = map[string]string{"heb": "hebt", "ben": "bent", "word": "wordt", "kun": "kunt", "wil": "wilt", "krijg": "krijgt", "ga": "gaat", "woon": "woont", "betaal": "betaalt", "hoef": "hoeft"}
)

// asSecond returns a verb as it is behind "je".
func asSecond(verb string) string {
	if with, ok := conjugated[verb]; ok {
		return with
	}
	return verb
}

func containsWord(list []string, w string) bool {
	for _, x := range list {
		if x == w {
			return true
		}
	}
	return false
}

// leaves returns what nobody allowed or asked, of a body that the passage speaks of.
func leaves(passage string) []turned {
	var out []turned
	for k, body := range institutions {
		if !strings.Contains(passage, body) || !unicode.IsUpper([]rune(body)[0]) {
			continue
		}
		for j, form := range []string{"Je mag bij %s blijven slapen.", "Je moet eerst %s om toestemming vragen.", "Je hoeft %s niet te bellen bij gevaar.", "%s mag jouw naam aan de dader geven.", "Je kunt bij %s geld lenen.", "Je moet %s eerst betalen.", "Je mag zonder %s geen aangifte doen."} {
			if (k+j+len(passage))%3 == 0 {
				out = append(out, turned{leaveInvented, strings.Replace(form, "%s", body, 1), passage})
			}
		}
	}
	return out
}

func lowerFirst(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToLower(r)) + s[n:]
}

func upperFirst(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}
