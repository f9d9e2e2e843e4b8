package route

import (
	"fmt"
	"strconv"
	"strings"
	"sync"

	"wegwijzer/internal/dutch"
)

// lexicon gives words their concepts, so that what is said of a sister holds for a brother, and in Polish as in Dutch.
type lexicon struct {
	words   map[string][]string // of a word, or of words with spaces between
	starts  []start             // of words with any ending
	longest int                 // words in the longest entry
}

type start struct{ prefix, concept string }

// concepts are those that the model learns of too.
var concepts = sync.OnceValue(func() *lexicon { return readLexicon("concepts.tsv") })

// asked are those that only rules look at.
var asked = sync.OnceValue(func() *lexicon { return readLexicon("asked.tsv") })

func readLexicon(name string) *lexicon {
	lines, err := readLines(name)
	if err != nil {
		panic("route: reading the concepts: " + err.Error())
	}
	l := &lexicon{words: map[string][]string{}}
	for _, fields := range lines {
		for _, entry := range strings.Fields(fields[1]) {
			entry = strings.ReplaceAll(entry, "_", " ")
			if prefix, ok := strings.CutSuffix(entry, "*"); ok {
				l.starts = append(l.starts, start{dutch.Fold(prefix), fields[0]})
				continue
			}
			entry = strings.Join(wordsOf(entry), " ") // as it is read in a message: "j'ai honte" are three words there
			l.words[entry] = append(l.words[entry], fields[0])
			l.longest = max(l.longest, strings.Count(entry, " ")+1)
		}
	}
	return l
}

// mark is a concept in a sentence: at the words from to to, half-open.
type mark struct {
	concept  string
	from, to int
}

// marks returns every concept in a sentence, in order of place.
func (l *lexicon) marks(words []string) []mark {
	var all []mark
	for i := range words {
		for n := 1; n <= l.longest && i+n <= len(words); n++ {
			for _, c := range l.words[strings.Join(words[i:i+n], " ")] {
				all = append(all, mark{c, i, i + n})
			}
		}
		for _, s := range l.starts {
			if strings.HasPrefix(words[i], s.prefix) {
				all = append(all, mark{s.concept, i, i + 1})
			}
		}
	}
	return all
}

// rule is what one sentence must have for a kind, and for what it says besides; "" for none.
type rule struct {
	kind  Kind
	says  string
	needs []need
}

type need struct {
	concept   string // or, after =, a word
	then      string // a second concept behind it
	within    int    // words between the two at most
	absent    bool
	first     bool
	question  bool
	statement bool
	most      int
	least     int
}

var rules = sync.OnceValue(func() []rule {
	lines, err := readLines("rules.tsv")
	if err != nil {
		panic("route: reading the rules: " + err.Error())
	}
	var all []rule
	for _, fields := range lines {
		kind, says, _ := strings.Cut(fields[0], ":")
		r := rule{kind: Kind(kind), says: says}
		for item := range strings.FieldsSeq(fields[1]) {
			n, err := parseNeed(item)
			if err != nil {
				panic("route: reading the rules: " + err.Error())
			}
			r.needs = append(r.needs, n)
		}
		all = append(all, r)
	}
	return all
})

func parseNeed(item string) (need, error) {
	var n need
	var err error
	switch {
	case item == "?":
		n.question = true
		return n, nil
	case strings.HasPrefix(item, "<="):
		n.most, err = strconv.Atoi(item[2:])
		return n, err
	case strings.HasPrefix(item, ">="):
		n.least, err = strconv.Atoi(item[2:])
		return n, err
	}
	if item == "!?" {
		n.statement = true
		return n, nil
	}
	item, n.absent = strings.CutPrefix(item, "!")
	item, n.first = strings.CutPrefix(item, "^")
	if a, b, ok := strings.Cut(item, ".."); ok {
		n.concept, n.then, n.within = a, b, 6
	} else if a, b, ok := strings.Cut(item, "+"); ok {
		n.concept, n.then, n.within = a, b, 1
	} else {
		n.concept = item
	}
	if n.concept == "" {
		return n, fmt.Errorf("an empty need")
	}
	return n, nil
}

// sentence is what rules look at.
type sentence struct {
	words    []string
	marks    []mark
	question bool
}

func read(text string) sentence {
	s := sentence{words: wordsOf(text)}
	s.marks = append(concepts().marks(s.words), asked().marks(s.words)...)
	s.question = strings.ContainsAny(text, "?؟") || s.inverted()
	return s
}

// inverted reports a sentence that begins as questions do: with a question word, or a verb before its subject.
func (s sentence) inverted() bool {
	if len(s.words) < 2 {
		return false
	}
	for _, m := range s.marks {
		if m.from == 0 && (m.concept == "howask" || m.concept == "verdictverb") {
			return true
		}
	}
	return verbFirst[s.words[0]]
}

var verbFirst = set("is", "ben", "bent", "kan", "kun", "kunt", "kunnen", "mag", "mogen", "moet", "moeten", "wil", "zal", "zou", "heb", "heeft", "hebben", "had", "krijg", "krijgt", "krijgen", "wordt", "word",
	"gaat", "gaan", "komt", "maak", "maken", "win", "weet", "denk", "denkt", "staat", "zit", "lukt", "does", "do", "can", "will", "is", "are", "has", "have", "czy", "чи", "est-ce", "هل")

func (s sentence) has(n need) bool {
	if word, ok := strings.CutPrefix(n.concept, "="); ok {
		word = strings.ReplaceAll(word, "_", " ")
		return strings.Contains(" "+strings.Join(s.words, " ")+" ", " "+word+" ")
	}
	for _, m := range s.marks {
		if m.concept != n.concept || n.first && m.from > 1 {
			continue
		}
		if n.then == "" {
			return true
		}
		for _, o := range s.marks {
			if o.concept == n.then && o.from >= m.to && o.from-m.to <= n.within {
				return true
			}
		}
	}
	return false
}

func (s sentence) fits(r rule) bool {
	for _, n := range r.needs {
		switch {
		case n.question:
			if !s.question {
				return false
			}
		case n.statement:
			if s.question {
				return false
			}
		case n.most > 0:
			if len(s.words) > n.most {
				return false
			}
		case n.least > 0:
			if len(s.words) < n.least {
				return false
			}
		case s.has(n) == n.absent:
			return false
		}
	}
	return true
}
