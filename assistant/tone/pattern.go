package tone

import (
	"embed"
	"fmt"
	"strings"
	"sync"

	"wegwijzer/internal/dutch"
)

// The patterns are data, one file a language, so that the content team can read and mend them.
//
//	@name = words          a class of words
//	$NAME = one // other   a phrase with its word orders; a pattern with it stands for one pattern each
//	[reason]               what the patterns below are signs of
//	had|was @you .. maar   a pattern, with behind " ; " what must hold
//
// In a pattern a word stands for itself, a|b for either, stem* and *stem for words that begin or end so, a-b also for the two words apart,
// _ for any word, .. for up to seven words of the same clause, ... for up to fourteen, (x) for x or nothing, ^ and $ for the begin and end of
// the sentence, !a|b for anything but those. Behind the semicolon: s only in statements, q only in questions; n no longer when the clause
// denies it, c when it is said under a condition, o when the sentence says that nobody knows, e when the text says where to go on; a also in questions that the speaker asks; !a|b
// when one of those words is in the sentence.
//
//go:embed patterns/*.txt
var patternFiles embed.FS

// book is the patterns of one language.
type book struct {
	lang    string
	byWord  map[string][]*pattern
	classes map[string]string
	anywise []*pattern // those that do not begin with whole words
}

type pattern struct {
	reason    int
	atStart   bool
	elements  []element
	statement bool
	question  bool
	negation  bool
	condition bool
	open      bool
	referral  bool
	anyMood   bool // also in a question, where what is said of the speaker counts for nothing else
	unless    element
	source    string
}

type kind int

const (
	word kind = iota
	anyWord
	gap  // up to seven words, within the clause
	wide // up to fourteen
	notWord
	end
)

// How far apart the parts of a pattern may be.
const (
	gapMost  = 7
	wideMost = 14
)

type element struct {
	kind     kind
	words    map[string]bool
	begins   []string
	ends     []string
	holds    []string
	phrases  [][]string
	optional bool
}

func (e *element) empty() bool {
	return len(e.words)+len(e.begins)+len(e.ends)+len(e.holds)+len(e.phrases) == 0
}

var books = sync.OnceValue(func() []*book {
	entries, err := patternFiles.ReadDir("patterns")
	if err != nil {
		panic("tone: listing the embedded patterns: " + err.Error())
	}
	var all []*book
	for _, e := range entries {
		raw, err := patternFiles.ReadFile("patterns/" + e.Name())
		if err != nil {
			panic("tone: reading the embedded patterns: " + err.Error())
		}
		b, err := parseBook(strings.TrimSuffix(e.Name(), ".txt"), string(raw))
		if err != nil {
			panic("tone: " + err.Error())
		}
		all = append(all, b)
	}
	return all
})

func (b *book) speaks(lang string) bool {
	return lang == "" || lang == b.lang || b.lang == "nl" || b.lang == "en"
}

// find marks what the patterns of the book find in s.
func (b *book) find(t *text, s *sentence, found *[reasons]bool) {
	for at, w := range s.words {
		for _, p := range b.byWord[w] {
			if !found[p.reason] && p.holds(t, s, at) {
				found[p.reason] = true
			}
		}
		for _, p := range b.anywise {
			if !found[p.reason] && p.holds(t, s, at) {
				found[p.reason] = true
			}
		}
	}
}

// holds reports whether the pattern is found at a word and nothing lifts it.
func (p *pattern) holds(t *text, s *sentence, at int) bool {
	if p.atStart && at != 0 || p.statement && s.question || p.question && !s.question ||
		p.condition && s.depends || p.open && s.open || p.referral && t.referral || p.reason == claimsHuman && (t.visitor || s.question && !p.anyMood) || at > s.reported {
		return false
	}
	var matched [24]int
	n, ok := p.match(s, 0, at, matched[:0])
	if !ok || p.negation && s.denied(n) {
		return false
	}
	if !p.unless.empty() {
		for i := range s.words {
			if p.unless.at(s.words, i) > 0 {
				return false
			}
		}
	}
	return true
}

// match matches the elements from e on at word i, and returns which words it took.
func (p *pattern) match(s *sentence, e, i int, matched []int) ([]int, bool) {
	if e == len(p.elements) {
		return matched, true
	}
	x := &p.elements[e]
	switch x.kind {
	case end:
		if i < len(s.words) {
			return nil, false
		}
		return p.match(s, e+1, i, matched)
	case notWord:
		if i < len(s.words) && x.at(s.words, i) > 0 {
			return nil, false
		}
		return p.match(s, e+1, i, matched)
	case gap, wide:
		most := gapMost
		if x.kind == wide {
			most = wideMost
		}
		for skip := 0; skip <= most && i+skip <= len(s.words); skip++ {
			if m, ok := p.match(s, e+1, i+skip, matched); ok {
				return m, true
			}
			if x.kind == gap && i+skip < len(s.words) && s.words[i+skip] == "," {
				break
			}
		}
		return nil, false
	}
	n := 0
	if i < len(s.words) {
		n = x.at(s.words, i)
	}
	if n > 0 {
		taken := matched
		for k := range n {
			taken = append(taken, i+k)
		}
		if m, ok := p.match(s, e+1, i+n, taken); ok {
			return m, true
		}
	}
	if x.optional {
		return p.match(s, e+1, i, matched)
	}
	return nil, false
}

// at returns how many words from i on the element takes: 0 when it does not match.
func (x *element) at(words []string, i int) int {
	w := words[i]
	if x.kind == anyWord {
		return 1
	}
	if x.words[w] {
		return 1
	}
	for _, b := range x.begins {
		if strings.HasPrefix(w, b) {
			return 1
		}
	}
	for _, b := range x.ends {
		if strings.HasSuffix(w, b) {
			return 1
		}
	}
	for _, b := range x.holds {
		if strings.Contains(w, b) {
			return 1
		}
	}
	for _, phrase := range x.phrases {
		if i+len(phrase) > len(words) {
			continue
		}
		same := true
		for k, part := range phrase {
			same = same && words[i+k] == part
		}
		if same {
			return len(phrase)
		}
	}
	return 0
}

// parseBook reads a file of patterns.
func parseBook(lang, raw string) (*book, error) {
	classes := map[string]string{}
	b := &book{lang: lang, byWord: map[string][]*pattern{}, classes: classes}
	phrases := map[string][]string{}
	reason := -1
	for n, line := range strings.Split(raw, "\n") {
		line = strings.TrimSpace(line)
		name, value, defines := strings.Cut(line, " = ")
		switch {
		case line == "" || line[0] == '#':
		case defines && name[0] == '@':
			classes[name] = strings.Join(strings.Fields(value), "|")
		case defines && name[0] == '$':
			for _, v := range strings.Split(value, "//") {
				phrases[name] = append(phrases[name], strings.TrimSpace(v))
			}
		case line[0] == '[':
			r, ok := numberOf(strings.Trim(line, "[]"))
			if !ok {
				return nil, fmt.Errorf("reading line %d of the patterns of %s: unknown reason %s", n+1, lang, line)
			}
			reason = r
		case reason < 0:
			return nil, fmt.Errorf("reading line %d of the patterns of %s: a pattern before a reason", n+1, lang)
		default:
			for _, variant := range variants(line, phrases) {
				p, err := parsePattern(variant, classes)
				if err != nil {
					return nil, fmt.Errorf("reading line %d of the patterns of %s: %w", n+1, lang, err)
				}
				p.reason, p.source = reason, line
				b.add(p)
			}
		}
	}
	return b, nil
}

// variants writes a line out for each word order of the phrases in it.
func variants(line string, phrases map[string][]string) []string {
	for name, orders := range phrases {
		if !strings.Contains(line, name) {
			continue
		}
		var all []string
		for _, o := range orders {
			all = append(all, variants(strings.Replace(line, name, o, 1), phrases)...)
		}
		return all
	}
	return []string{line}
}

func (b *book) add(p *pattern) {
	x := &p.elements[0]
	if len(x.begins)+len(x.ends)+len(x.holds) > 0 || x.kind != word {
		b.anywise = append(b.anywise, p)
		return
	}
	starts := map[string]bool{}
	for w := range x.words {
		starts[w] = true
	}
	for _, phrase := range x.phrases {
		starts[phrase[0]] = true
	}
	for w := range starts {
		b.byWord[w] = append(b.byWord[w], p)
	}
}

func parsePattern(line string, classes map[string]string) (*pattern, error) {
	p := &pattern{}
	body, flags, _ := strings.Cut(line, " ;")
	for _, f := range strings.Fields(flags) {
		switch {
		case f == "s":
			p.statement = true
		case f == "q":
			p.question = true
		case f == "n":
			p.negation = true
		case f == "c":
			p.condition = true
		case f == "o":
			p.open = true
		case f == "e":
			p.referral = true
		case f == "a":
			p.anyMood = true
		case len(f) > 1 && f[0] == '!':
			x, err := parseElement(f[1:], classes)
			if err != nil {
				return nil, err
			}
			p.unless.join(x)
		default:
			return nil, fmt.Errorf("unknown condition %q", f)
		}
	}
	for _, f := range strings.Fields(body) {
		if f == "^" {
			p.atStart = true
			continue
		}
		x, err := parseElement(f, classes)
		if err != nil {
			return nil, err
		}
		p.elements = append(p.elements, x)
	}
	for len(p.elements) > 0 && (p.elements[len(p.elements)-1].kind == gap || p.elements[len(p.elements)-1].kind == wide) {
		p.elements = p.elements[:len(p.elements)-1]
	}
	if len(p.elements) == 0 {
		return nil, fmt.Errorf("nothing to find in %q", line)
	}
	if first := p.elements[0]; first.kind != word || first.optional {
		return nil, fmt.Errorf("%q must begin with words", line)
	}
	return p, nil
}

func (x *element) join(y element) {
	if x.words == nil {
		x.words = map[string]bool{}
	}
	for w := range y.words {
		x.words[w] = true
	}
	x.begins, x.ends, x.holds, x.phrases = append(x.begins, y.begins...), append(x.ends, y.ends...), append(x.holds, y.holds...), append(x.phrases, y.phrases...)
}

func parseElement(f string, classes map[string]string) (element, error) {
	x := element{words: map[string]bool{}}
	switch f {
	case "..":
		x.kind = gap
		return x, nil
	case "...":
		x.kind = wide
		return x, nil
	case "_":
		x.kind = anyWord
		return x, nil
	case "$":
		x.kind = end
		return x, nil
	}
	if strings.HasPrefix(f, "(") {
		f, x.optional = strings.Trim(f, "()"), true
	}
	if f[0] == '!' {
		f, x.kind = f[1:], notWord
	}
	for _, w := range strings.Split(f, "|") {
		w = dutch.Fold(w) // as the words it meets are
		switch {
		case w == "":
			return x, fmt.Errorf("empty word in %q", f)
		case w[0] == '@':
			words, ok := classes[w]
			if !ok {
				return x, fmt.Errorf("unknown class %s", w)
			}
			y, err := parseElement(words, classes)
			if err != nil {
				return x, err
			}
			x.join(y)
		case len(w) > 2 && w[0] == '*' && w[len(w)-1] == '*':
			x.holds = append(x.holds, w[1:len(w)-1])
		case len(w) > 1 && w[0] == '*':
			x.ends = append(x.ends, w[1:])
		case len(w) > 1 && w[len(w)-1] == '*':
			x.begins = append(x.begins, w[:len(w)-1])
		case strings.Contains(w, "*") || strings.ContainsAny(w, "!$^="):
			return x, fmt.Errorf("no word: %q", w)
		default:
			x.words[w] = true
			if strings.Contains(w, "-") {
				x.phrases = append(x.phrases, strings.Split(w, "-"))
			}
		}
	}
	return x, nil
}
