package transcribe

import (
	_ "embed"
	"fmt"
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
	words *expression
}

var signals = sync.OnceValue(func() []signal {
	kinds := map[string]*kind{}
	for cells := range rows(signalsTable+"\n", 0) {
		if cells[0] == "class" {
			kinds[cells[1]] = &kind{expressed(`(?:^|[^\pL\pN])(` + cells[2] + `)(?:$|[^\pL\pN])`)}
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
		if !holdsOne(fold, x.words.needs) {
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
	noDenial = expressed(`\b(?:niet meer|nooit meer|niet met rust|niet anders|niet alleen|niet eens|niet weg|niet meer weg|geen moment|weet (?:ik )?niet|niet normaal|laat (?:me|mij|ons) niet|niet zeker|kan (?:ik )?(?:de deur )?niet|niet los|nog niet (?:gepakt|opgepakt|aangehouden|vast)|niet (?:dood|geraakt)\b.{0,20}\bhad)\b`)
	// To be glad, or past it, takes back what was said.
	takesItBack = expressed(`\b(?:zou ik nooit|zou (?:mezelf|me) nooit|nooit (?:\w+ )?aandoen|denk ik niet aan|wil ik niet hebben|gelukkig niet|helemaal niet|zou hij niet|zal hij niet|om voor te leven|dat is (?:nu )?over|dat is voorbij)\b`)
)

// signalled finds signals of danger in line i by the kinds of words in its sentences, and by their likeness to the examples. What a sentence denies
// is not raised.
func (c *call) signalled(i int, add func(Risk)) {
	l := c.lines[i]
	children := c.childBefore(i)
	asked := c.asksOf(i)
	before := ""
	settled := false // the question was answered with a plain no, or a yes that means that all is well
	for _, span := range dutch.Sentences(l.Text) {
		text := strings.TrimSpace(l.Text[span.Start:span.End])
		if strings.HasSuffix(text, "?") {
			continue
		}
		fold := dutch.Fold(text)
		told := fold
		if c.children != nil {
			told = c.children.of(fold)
		}
		done := map[string]bool{}
		raise := func(category string) {
			if !done[category] {
				done[category] = true
				add(Risk{Category: category, Speaker: l.Speaker, Utt: []int{i}, About: c.aboutWhom(i, category, l.fold), Past: leanOf(fold) == dutch.Past, Quote: shortened(text)})
			}
		}
		s := spokenSentence{fold: fold, told: told, children: children}
		s.denied = denial.MatchString(noDenial.ReplaceAllString(fold, " ")) || denies.MatchString(fold)
		s.refuses = denies.MatchString(fold)
		if before == "" && len(asked.categories) > 0 {
			settled = s.refuses && len(told) < 24 && !asked.turned || asked.turned && allWell(l.fold)
		}
		for _, x := range signals() {
			words := told
			if x.category == RiskAbduct && children {
				words = told + " kind"
			}
			from, to, ok := x.in(words)
			if !ok || x.denies && s.denied || s.undone(x.category, asked) {
				continue
			}
			if x.category == RiskThreat && (quotedByClient(fold, x.category) || s.denied && denial.MatchString(noDenial.ReplaceAllString(fold, " ")[:min(len(noDenial.ReplaceAllString(fold, " ")), max(0, from))])) {
				continue
			}
			if x.category == RiskContact && to < len(fold) && leanOf(fold) == dutch.Past && narrative.MatchString(fold) {
				continue // how it happened, and not what goes on
			}
			raise(x.category)
		}
		words := wordsIn(told)
		chances := risksTold.Get().chances(riskFeatures(told))
		if before != "" { // what it began with may stand in the sentence before
			both := risksTold.Get().chances(riskFeatures(before + " " + told))
			for k := range chances {
				chances[k] = max(chances[k], both[k])
			}
		}
		for k, category := range riskCategories {
			least := soundsLike
			switch {
			case len(words) < 3:
				least = soundsAlone
			case asked.categories[category] && !s.denied && !settled:
				least = soundsAsked
			case (asked.open || asked.half[category]) && !s.denied:
				least = soundsOpen
			case s.denied:
				least = soundsDespite
			case len(words) < fewWords:
				least = soundsBriefly
			}
			if settled && asked.categories[category] {
				least = soundsLike
				if s.denied {
					least = soundsDespite
				}
			}
			if chances[k] >= least && !s.undone(category, asked) && !(category == RiskSuicide && strings.Contains(fold, "hoef") && c.declines(i)) {
				raise(category)
			}
		}
		before = told
	}
}

// How like the examples a sentence must be to be raised, measured on the halves that may be looked at: lower finds hardly more and raises much more.
const (
	soundsLike    = 0.45
	soundsOpen    = 0.3  // when staff asked how somebody is, or may have asked for it
	soundsAsked   = 0.25 // when staff asked for it
	soundsBriefly = 0.6  // in a sentence of less than fewWords
	soundsDespite = 0.6  // when the sentence holds a denial
	soundsAlone   = 0.8  // in one word or two, which say little by themselves

	fewWords = 5
)

// spokenSentence is a sentence of the client's side that is looked at for danger.
type spokenSentence struct {
	fold, told string // told has words for child where their names stand
	denied     bool   // a denial stands in it
	refuses    bool   // it begins with no
	children   bool   // the lines before speak of a child
}

// undone reports whether the sentence takes back a signal of a category, or cannot be one.
func (s spokenSentence) undone(category string, asked lookout) bool {
	switch {
	case takesItBack.MatchString(s.fold):
		return true
	case s.refuses && asked.categories[category] && !asked.turned:
		// An answer that begins with no, to a question about just this, is a denial whatever follows in the sentence.
		return true
	case category == RiskSuicide:
		return deniesSelf.MatchString(s.fold) || asked.categories[category] && deniesIt.MatchString(s.fold) || noNeed.MatchString(s.fold)
	case category == RiskRevenge && keepsPeace.MatchString(s.fold):
		return true
	case category == RiskAbduct:
		return !s.children && !childWord.MatchString(s.told)
	}
	return false
}

var (
	deniesSelf = expressed(`\b(?:ik|dat) (?:\w+ ){0,2}(?:nooit|zeker niet|absoluut niet)\b|\bniet van plan\b|\bzo ver is het niet\b`)
	keepsPeace = expressed(`\b(?:handen thuis\w*|(?:laat|laten|doet|doen) (?:hem |haar |ze )?(?:met rust|niks|niets)|(?:laat|laten) het (?:aan|over)|houdt? zich (?:in|rustig)|beloofd|belooft|gezworen niets)\b`)
	noNeed     = expressed(`\b(?:dat|het|die|zo'n \w+) hoeft? (?:dan |echt |ook |voor mij |voor ons |van mij |van ons |allemaal )*niet(?: hoor)?[.,!]?$`)
	childWord  = expressed(`\b(?:kind|kindnaam|kinderen|kids|zoontje|dochtertje|baby|meisjes?|meiden|jongens|zoon|dochter|kleine|paspoort\w*)\b`)
	narrative  = expressed(`\b(?:toen|opeens|ineens|plotseling|die avond|die nacht|die dag|sloeg|stak|schopte|trapte|pakte|rende|viel)\b`)
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

// asksOf returns what the question of staff that line i answers looks for.
func (c *call) asksOf(i int) lookout {
	q := c.question(i)
	if q < 0 {
		return lookout{}
	}
	return c.looksFor(q)
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
