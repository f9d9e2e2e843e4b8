package tone

import (
	"strings"
	"unicode"

	"wegwijzer/internal/dutch"
)

// text is a text as the patterns see it.
type text struct {
	sentences []sentence
	visitor   bool // it speaks in the words of who asks: "Ik ben te laat. Wat kan ik doen?"
	referral  bool // it says where to go on: a number, a place, a person who can help
}

// sentence is a run of folded words, with "," for the marks that part clauses. What stands between quotation marks is left out.
type sentence struct {
	words    []string
	question bool
	after    bool // it follows a question, and is said for when the answer is yes
	negation []bool
	reported int  // words from here on are what someone else says or thinks; len(words) when nobody does
	depends  bool // it holds under a condition or is softened: if, when, may, sometimes
	open     bool // it says that nobody knows
}

const (
	maxWords    = 90 // read as one sentence
	overlapping = 20 // of them that begin the next, when a sentence goes on
)

func read(raw string) *text {
	t := &text{}
	visible, quoted := unquoted(dutch.Visible(raw))
	t.visitor = quoted
	question := false
	for _, span := range dutch.Sentences(visible) {
		for _, s := range newSentences(visible[span.Start:span.End]) {
			s.after = question
			s.judge()
			t.sentences = append(t.sentences, s)
		}
		if n := len(t.sentences); n > 0 {
			question = t.sentences[n-1].question
		}
	}
	for i := range t.sentences {
		s := &t.sentences[i]
		// A question of the speaker, or the title of what is told to a speaker: "Hoe ik mijn kind help".
		t.visitor = t.visitor || (s.question || asking[s.words[0]] && len(s.words) < 12) && s.has(first) && !s.has(second)
		t.referral = t.referral || s.refers()
	}
	return t
}

// unquoted takes out what stands between quotation marks. A text that is one quotation is what is said, but not of us.
func unquoted(s string) (plain string, whole bool) {
	s = strings.NewReplacer("“", `"`, "”", `"`, "„", `"`, "«", `"`, "»", `"`, "‘", `'`, "’", `'`).Replace(s)
	var b strings.Builder
	for len(s) > 0 {
		i := strings.IndexByte(s, '"')
		if j := opening(s); j >= 0 && (i < 0 || j < i) {
			i = j
		}
		if i < 0 {
			break
		}
		end := closing(s[i+1:], s[i])
		if end < 0 && s[i] == '"' && strings.TrimSpace(b.String()+s[:i]) != "" {
			s = s[:i] // the sentence was cut inside the quotation
			break
		}
		if end < 0 {
			break
		}
		end += i + 1
		if strings.TrimSpace(b.String()+s[:i]+strings.Trim(s[end+1:], " .")) == "" {
			return s[i+1 : end], true
		}
		b.WriteString(s[:i])
		b.WriteString(" … ")
		s = s[end+1:]
	}
	b.WriteString(s)
	return b.String(), false
}

// opening returns where a single quotation mark opens a quotation, behind a space and before a letter; -1 when none does. An apostrophe
// ('s avonds, zo'n, foto's) opens none.
func opening(s string) int {
	for i := 0; i+2 < len(s); i++ {
		if s[i] == '\'' && (i == 0 || s[i-1] == ' ' || s[i-1] == '(' || s[i-1] == ':') && s[i+1] != ' ' && s[i+2] != ' ' {
			return i
		}
	}
	return -1
}

func closing(s string, mark byte) int {
	for i := 0; i < len(s); i++ {
		if s[i] != mark {
			continue
		}
		if mark == '"' || i+1 == len(s) || !unicode.IsLetter(rune(s[i+1])) {
			return i
		}
	}
	return -1
}

// newSentences returns a sentence, or more of them when it is longer than any sentence is: nothing may hide behind its length.
func newSentences(raw string) []sentence {
	tokens := dutch.Tokens(raw)
	if len(tokens) == 0 {
		return nil
	}
	all := []sentence{{words: make([]string, 0, min(len(tokens), maxWords)+4)}}
	last := 0
	for _, t := range tokens {
		s := &all[len(all)-1]
		if len(s.words) >= maxWords {
			all = append(all, sentence{words: append([]string{}, s.words[len(s.words)-overlapping:]...)})
			s = &all[len(all)-1]
		}
		if len(s.words) > 0 && strings.ContainsAny(raw[last:t.Start], ",;:()–") {
			s.words = append(s.words, ",")
		}
		s.words = append(s.words, t.Text)
		last = t.End
	}
	if strings.ContainsAny(raw[last:], "?؟") {
		for i := range all {
			all[i].question = true
		}
	}
	return all
}

var (
	first        = set("ik mij me mijn m'n")
	second       = set("je jij jou jouw u uw jullie")
	negations    = set("niet geen nooit niemand niets niks noch nimmer zonder nee hoeft hoef hoeven not no never nobody nothing n't cannot without ne pas jamais nie не немає ніхто değil degil لا ليس ليست لن غير no")
	conditions   = set("wanneer indien mits tenzij mocht zodra of soms kan kun kunt kunnen kon misschien mogelijk mogelijke meestal veelal doorgaans gewoonlijk regelmatig vaak mag mogen bijvoorbeeld totdat alsof if when whether unless may might can could sometimes maybe perhaps often usually")
	likening     = set("klinkt klinken lijkt lijken voelt voelen net zoals even zo werk werkt ziet eruit gezien noem")
	verbsFirst   = set("wordt worden spreekt is zijn was heeft hebben krijgt beslist gaat komt wil stopt vindt legt wijst blijft overtreedt betaalt eist word raak heb ben hebt bent ga gaat voel voelt krijg blijf")
	reporting    = set("zegt zeggen zei zeiden denkt denken dacht vindt vinden vond vraagt vragen vroeg roept roepen beweert beweren belooft gelooft geloven verwijt verwijten noemt gedachte gedachten opmerking opmerkingen zin zinnen vragen reactie reacties vooroordeel vooroordelen mythe mythes misverstand says say said think thinks believe claims gevoel")
	ourselves    = set("ik wij we i iedereen")
	notKnown     = set("afhankelijk voorspellen voorspelling voorspelbaar verschilt verschillend verschillende unsure uncertain depends")
	unknownPairs = [][2]string{{"weet", "niet"}, {"niet", "zeker"}, {"niet", "zeggen"}, {"niemand", "kan"}, {"kan", "niemand"}, {"hangt", "af"}, {"hangt", "van"}, {"niet", "weten"}, {"niet", "beloven"}, {"geen", "garantie"}, {"not", "know"}, {"niet", "inschatten"}, {"kunnen", "beloven"}, {"niet", "iedere"}, {"niet", "elke"}, {"niet", "alle"}}
)

// judge reads from the words what softens or turns around what they say.
func (s *sentence) judge() {
	s.negation = make([]bool, len(s.words))
	s.reported = len(s.words)
	for i, w := range s.words {
		switch {
		case negations[w]:
			s.negation[i] = true
		case reporting[w] && s.reported == len(s.words) && !s.said(i):
			s.reported = i
		}
		s.depends = s.depends || conditions[w] || w == "als" && !(i > 0 && likening[s.words[i-1]])
		s.open = s.open || notKnown[w]
	}
	// A commission to say nothing, or to say it to someone: "Vraag niet waarom …", "Zeg niet dat …".
	if len(s.words) > 2 && (s.words[0] == "vraag" || s.words[0] == "zeg") && (s.words[1] == "niet" || s.words[1] == "nooit" || s.words[1] == "geen") {
		s.reported = 0
	}
	if len(s.words) > 2 && s.words[0] == "zeg" && s.words[1] == "tegen" {
		s.reported = 0
	}
	if len(s.words) > 2 && s.words[0] == "misschien" && (s.words[1] == "denk" || s.words[1] == "vraag" || s.words[1] == "voel" || s.words[1] == "denkt" || s.words[1] == "voelt") {
		s.reported = 1
	}
	s.depends = s.depends || s.after || !s.question && len(s.words) > 3 && opensCondition(s.words[0]) && s.hasMark()
	for i := 0; i+1 < len(s.words); i++ {
		for _, p := range unknownPairs {
			if s.words[i] == p[0] && (s.words[i+1] == p[1] || i+2 < len(s.words) && s.words[i+2] == p[1] || i+3 < len(s.words) && s.words[i+3] == p[1]) {
				s.open = true
			}
		}
	}
}

// opensCondition reports whether a word may be a verb that opens a condition: "Leidt dit tot niets, dan …".
func opensCondition(w string) bool {
	return verbsFirst[w] || len(w) > 3 && w[len(w)-1] == 't' && !noVerb[w]
}

var noVerb = set("niet just juist laat liefst eerst best altijd omdat zodat doordat nadat voordat totdat gericht sinds recht bericht misschient ongetwijfeld past")

var neverSo = set("niet nooit geen")

// said reports whether the verb of saying at i is ours: then what follows is said by us after all.
func (s *sentence) said(i int) bool {
	if s.words[i] == "vragen" && i+1 < len(s.words) && neverSo[s.words[i+1]] { // "Wij vragen nooit waarom …": we do not
		return false
	}
	for j := max(0, i-2); j <= i+1 && j < len(s.words); j++ {
		if ourselves[s.words[j]] {
			return true
		}
	}
	if w := s.words[i]; (w == "zegt" || w == "vraagt") && i > 0 && second[s.words[i-1]] { // "Alles wat u zegt, blijft …"
		return true
	}
	// "Waarom vindt u …" and "kun je zeggen" ask; they report nothing.
	if s.question {
		for j := max(0, i-2); j <= i+2 && j < len(s.words); j++ {
			if second[s.words[j]] {
				return true
			}
		}
	}
	return false
}

func (s *sentence) hasMark() bool {
	for _, w := range s.words {
		if w == "," || w == "dan" {
			return true
		}
	}
	return false
}

// has reports whether one of the words is in the set.
func (s *sentence) has(words map[string]bool) bool {
	for _, w := range s.words {
		if words[w] {
			return true
		}
	}
	return false
}

var helping = set("bel bellen belt helpen helpt terecht verwijzen verwijst doorverwijzen meedenken doorverbinden uitzoeken call help")

// refers reports whether a sentence says where to go on.
func (s *sentence) refers() bool {
	for _, w := range s.words {
		if helping[w] || w == "112" || w == "113" || len(w) > 8 && w[0] == '0' && strings.Contains(w, "-") {
			return true
		}
	}
	return false
}

// denied reports whether the clause around what was matched denies it: a negation that the pattern itself does not hold.
func (s *sentence) denied(matched []int) bool {
	if len(matched) == 0 || s.question { // "Bent u niet te goed van vertrouwen?" denies nothing
		return false
	}
	from, to := matched[0], matched[len(matched)-1]
	for from > 0 && s.words[from-1] != "," {
		from--
	}
	for to+1 < len(s.words) && s.words[to+1] != "," && s.words[to+1] != "dat" {
		to++
	}
	for i := from; i <= to; i++ {
		if !s.negation[i] {
			continue
		}
		own := false
		for _, m := range matched {
			own = own || m == i
		}
		if !own {
			return true
		}
	}
	return false
}

func set(list string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(list) {
		m[w] = true
	}
	return m
}
