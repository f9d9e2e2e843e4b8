package danger

import (
	"fmt"
	"strconv"
	"strings"
)

// tense says which statements about the past take a rule's meaning away.
type tense int

const (
	present tense = iota // a past time in the sentence, unless the sentence also says now
	perfect              // a past time in the sentence, or in the message when the sentence names no time of its own
	always               // none: a wish to die is of now, whatever happened long ago
)

// rule is a row of classes that mean danger, or another class, when they stand together.
type rule struct {
	name  string
	kind  Kind
	level Level
	as    class // for a rule that derives a class
	near  [][]class
	// in the sentence and in the message
	sentence, message       [][]class
	notNear                 []class
	notSentence, notMessage []class
	window                  int
	tense                   tense
	plain                   bool // meant even in a question about facts or a story
	stands                  bool // at least a concern, however little the classifier makes of the words
	alone                   bool // decides the level and the kinds, whatever the classifier makes of the words, unless another rule sees more
	needs                   set  // of the first alternatives that have none beside them, to skip fast
}

// usualWindow is how many words the parts of a rule may span.
const usualWindow = 9

// readRules reads lines "kind level: CLASS A|B ^C $D !E !$F !^G w=N perfect plain stands alone" and "=CLASS: …". ^ is in the message, $ in the sentence, ! denies.
func (l *lexicon) readRules(name string) error {
	raw, err := lexiconFiles.ReadFile(name)
	if err != nil {
		return err
	}
	for n, line := range strings.Split(string(raw), "\n") {
		if line = strings.TrimSpace(line); line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		head, body, ok := strings.Cut(line, ":")
		if !ok {
			return fmt.Errorf("%s:%d: no colon", name, n+1)
		}
		x := rule{name: fmt.Sprintf("%s:%d", head, n+1), window: usualWindow}
		if as, ok := strings.CutPrefix(head, "="); ok {
			x.as = l.class(as)
		} else {
			kind, level, _ := strings.Cut(head, " ")
			if x.kind, ok = kindNamed(kind); !ok {
				return fmt.Errorf("%s:%d: unknown kind %q", name, n+1, kind)
			}
			if x.level, ok = levels[level]; !ok {
				return fmt.Errorf("%s:%d: unknown level %q", name, n+1, level)
			}
		}
		if err := l.readConditions(&x, strings.Fields(body)); err != nil {
			return fmt.Errorf("%s:%d: %w", name, n+1, err)
		}
		if x.as != 0 || strings.HasPrefix(head, "=") {
			l.derived = append(l.derived, x)
		} else {
			l.rules = append(l.rules, x)
		}
	}
	return nil
}

var levels = map[string]Level{"weak": weak, "concern": Concern, "acute": Acute}

func (l *lexicon) readConditions(x *rule, words []string) error {
	for _, w := range words {
		switch {
		case strings.HasPrefix(w, "w="):
			n, err := strconv.Atoi(w[2:])
			if err != nil {
				return err
			}
			x.window = n
		case w == "perfect":
			x.tense = perfect
		case w == "always":
			x.tense = always
		case w == "plain":
			x.plain = true
		case w == "stands":
			x.stands = true
		case w == "alone":
			x.stands, x.alone = true, true
		default:
			not := strings.HasPrefix(w, "!")
			w = strings.TrimPrefix(w, "!")
			where := byte(0)
			if w[0] == '^' || w[0] == '$' {
				where, w = w[0], w[1:]
			}
			var any []class
			if not {
				w = strings.ReplaceAll(w, "NEG|", "DENY|")
				if w == "NEG" {
					w = "DENY" // a denial that denies nothing ("can't take it") spoils no rule
				}
			}
			for a := range strings.SplitSeq(w, "|") {
				c, ok := l.numbers[a]
				if !ok {
					return fmt.Errorf("no word of any language means %q", a)
				}
				any = append(any, c)
			}
			switch {
			case not && where == '^':
				x.notMessage = append(x.notMessage, any...)
			case not && where == '$':
				x.notSentence = append(x.notSentence, any...)
			case not:
				x.notNear = append(x.notNear, any...)
			case where == '^':
				x.message = append(x.message, any)
			case where == '$':
				x.sentence = append(x.sentence, any)
			default:
				x.near = append(x.near, any)
			}
		}
	}
	for _, any := range x.near {
		if len(any) == 1 {
			x.needs.add(any[0])
		}
	}
	if len(x.near)+len(x.sentence)+len(x.message) == 0 {
		return fmt.Errorf("nothing required")
	}
	return nil
}
