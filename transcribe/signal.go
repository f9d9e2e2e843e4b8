package transcribe

import (
	_ "embed"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync"

	"wegwijzer/internal/dutch"
)

//go:embed data/signals.tsv
var signalsTable string

// signal is a kind of danger that is told by words of several kinds in one sentence.
type signal struct {
	category string
	kinds    []kind
	within   int  // characters from the first of the words to the last
	denies   bool // a denial in the sentence undoes it
}

// kind is a kind of words.
type kind struct {
	words *regexp.Regexp
	needs []string
}

var signals = sync.OnceValue(func() []signal {
	kinds := map[string]*kind{}
	for cells := range rows(signalsTable+"\n", 0) {
		if cells[0] == "class" {
			kinds[cells[1]] = &kind{regexp.MustCompile(`(?:^|[^\pL\pN])(` + cells[2] + `)(?:$|[^\pL\pN])`), needsOf(cells[2])}
		}
	}
	var out []signal
	for cells := range rows(signalsTable+"\n", 0) {
		if cells[0] != "signal" {
			continue
		}
		within, err := strconv.Atoi(cells[3])
		if err != nil {
			panic(fmt.Sprintf("transcribe: the table of signals has %q for a distance", cells[3]))
		}
		s := signal{category: cells[1], within: within, denies: cells[4] == "nee"}
		for name := range strings.SplitSeq(cells[2], "+") {
			if kinds[name] == nil {
				panic("transcribe: the table of signals has no class " + name)
			}
			s.kinds = append(s.kinds, *kinds[name])
		}
		out = append(out, s)
	}
	return out
})

// in returns where in a folded sentence the words of the signal stand together.
func (s signal) in(fold string) (from, to int, ok bool) {
	for _, x := range s.kinds {
		if !holdsOne(fold, x.needs) {
			return 0, 0, false
		}
	}
	from, to = len(fold), 0
	for k, x := range s.kinds {
		found := false
		for _, m := range x.words.FindAllStringSubmatchIndex(fold, 8) {
			// The nearest of the kind to what was found of the others.
			a, b := m[2], m[3]
			if k == 0 || max(to, b)-min(from, a) <= s.within {
				from, to, found = min(from, a), max(to, b), true
				break
			}
		}
		if !found {
			return 0, 0, false
		}
	}
	return from, to, to-from <= s.within
}

var (
	// A denial that belongs to the way of speaking and denies nothing.
	noDenial = regexp.MustCompile(`\b(?:niet meer|nooit meer|niet met rust|niet anders|niet alleen|niet eens|niet weg|niet meer weg|geen moment|weet (?:ik )?niet|niet normaal|laat (?:me|mij|ons) niet|niet zeker|kan (?:ik )?(?:de deur )?niet|niet los|nog niet (?:gepakt|opgepakt|aangehouden|vast)|niet (?:dood|geraakt)\b.{0,20}\bhad)\b`)
	// To be glad, or past it, takes back what was said.
	takesItBack = regexp.MustCompile(`\b(?:zou ik nooit|zou (?:mezelf|me) nooit|nooit (?:\w+ )?aandoen|denk ik niet aan|wil ik niet hebben|gelukkig niet|helemaal niet|zou hij niet|zal hij niet|om voor te leven|dat is (?:nu )?over|dat is voorbij)\b`)
)

// signalled finds signals of danger in line i by the kinds of words in its sentences. What a sentence denies is not raised.
func (c *call) signalled(i int, add func(Risk)) {
	l := c.lines[i]
	children := c.childBefore(i)
	asked := c.asksOf(i)
	for _, span := range dutch.Sentences(l.Text) {
		text := strings.TrimSpace(l.Text[span.Start:span.End])
		if strings.HasSuffix(text, "?") {
			continue
		}
		fold := dutch.Fold(text)
		bare := noDenial.ReplaceAllString(fold, " ")
		denied := denial.MatchString(bare) || denies.MatchString(fold)
		told := fold
		if c.children != nil {
			told = c.children.of(fold)
		}
		done := map[string]bool{}
		for _, s := range signals() {
			if done[s.category] {
				continue
			}
			words := told
			if s.category == RiskAbduct && children {
				words = told + " kind"
			}
			from, to, ok := s.in(words)
			if !ok || takesItBack.MatchString(fold) || s.denies && denied {
				continue
			}
			// An answer that begins with no, to a question about just this, is a denial whatever follows in the sentence.
			if denies.MatchString(fold) && asked[s.category] {
				continue
			}
			if s.category == RiskSuicide && deniesSelf.MatchString(fold) {
				continue
			}
			if s.category == RiskAbduct && !children && len(words) == len(told) && !childWord.MatchString(told) {
				continue
			}
			if s.category == RiskThreat && (quotedByClient(fold, s.category) || denied && denial.MatchString(bare[:min(len(bare), max(0, from))])) {
				continue
			}
			if s.category == RiskContact && to < len(fold) && leanOf(fold) == dutch.Past && narrative.MatchString(fold) {
				continue // how it happened, and not what goes on
			}
			done[s.category] = true
			add(Risk{Category: s.category, Speaker: l.Speaker, Utt: []int{i}, About: c.aboutWhom(i, s.category, l.fold), Past: leanOf(fold) == dutch.Past, Quote: shortened(text)})
		}
	}
}

var (
	deniesSelf = regexp.MustCompile(`\b(?:ik|dat) (?:\w+ ){0,2}(?:nooit|zeker niet|absoluut niet)\b|\bniet van plan\b|\bzo ver is het niet\b`)
	childWord  = regexp.MustCompile(`\b(?:kind|kindnaam|kinderen|kids|zoontje|dochtertje|baby|meisjes?|meiden|jongens|zoon|dochter|kleine|paspoort\w*)\b`)
	narrative  = regexp.MustCompile(`\b(?:toen|opeens|ineens|plotseling|die avond|die nacht|die dag|sloeg|stak|schopte|trapte|pakte|rende|viel)\b`)
)

// shortened cuts a quotation at a length that can be read; what is left is literal.
func shortened(text string) string {
	if r := []rune(text); len(r) > 220 {
		return strings.TrimSpace(string(r[:220]))
	}
	return text
}

// childBefore reports whether the few lines before i speak of a child.
func (c *call) childBefore(i int) bool {
	for j, steps := c.previous(i), 0; j >= 0 && steps < 3; j, steps = c.previous(j), steps+1 {
		if childWord.MatchString(c.children.of(c.lines[j].fold)) {
			return true
		}
	}
	return false
}

// asksOf returns the categories that the question of staff before line i is about.
func (c *call) asksOf(i int) map[string]bool {
	out := map[string]bool{}
	p := c.previous(i)
	if p < 0 || !c.lines[p].staff() {
		return out
	}
	for _, row := range risksByRow() {
		if row.asked && row.may(c.lines[p].fold) && row.words.MatchString(c.lines[p].fold) {
			out[row.category] = true
		}
	}
	return out
}

// signalIn reports whether a folded text holds a signal of a category by the kinds of its words.
func (c *call) signalIn(fold, category string) bool {
	for _, s := range signals() {
		if s.category == category {
			if _, _, ok := s.in(fold); ok {
				return true
			}
		}
	}
	return false
}
