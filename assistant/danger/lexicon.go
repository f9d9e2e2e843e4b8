package danger

import (
	"embed"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	"wegwijzer/internal/dutch"
)

//go:embed lexicon/*.txt
var lexiconFiles embed.FS

// languages are those with a lexicon, in the order of their bits. arq is Arabic in Latin letters.
var languages = [languageCount]string{"nl", "en", "ar", "tr", "pl", "uk", "fr", "pap", "de", "es", "arq"}

// languageCount is how many languages have a lexicon.
const languageCount = 11

// tongues is a set of languages.
type tongues uint16

// class is a concept: a column of words in every language that mean the same for a rule.
type class uint16

// maxClasses bounds the concepts, so that a set of them is eight words: twice what there are, and learning is no slower for it.
const maxClasses = 512

// set is a set of classes.
type set [maxClasses / 64]uint64

func (s *set) add(c class)      { s[c>>6] |= 1 << (c & 63) }
func (s *set) has(c class) bool { return s[c>>6]&(1<<(c&63)) != 0 }

func (s *set) covers(t *set) bool {
	for i := range s {
		if s[i]&t[i] != t[i] {
			return false
		}
	}
	return true
}

// meets reports whether one class is in both.
func (s *set) meets(t *set) bool {
	for i := range s {
		if s[i]&t[i] != 0 {
			return true
		}
	}
	return false
}

func (s *set) union(t *set) {
	for i := range s {
		s[i] |= t[i]
	}
}

// element is one place of a phrase.
type element struct {
	words    []string
	prefixes []string
	class    class
	isClass  bool
	gap      int  // a gap of up to so many words, when words, prefixes and class are empty
	ends     bool // nothing more is said here: the end of the sentence or of its clause, and no word
	optional bool // may be absent
}

// phrase is a row of elements that means a class.
type phrase struct {
	elements []element
	class    class
	shadows  bool // the words in it mean nothing else: an idiom
	denies   bool // a denial is part of it: "is not breathing" denies nothing
	in       tongues
}

// sense is what one word means in some languages.
type sense struct {
	class class
	in    tongues
}

// writtenOut is what a shorthand stands for in some languages.
type writtenOut struct {
	meant string
	in    tongues
}

// lexicon is what all languages say.
type lexicon struct {
	names   []string // of classes
	numbers map[string]class

	exact        map[string][]sense
	prefixes     map[string][]sense
	first        map[string][]*phrase  // by the first word
	firstPre     map[string][]*phrase  // by the first prefix
	longestStart int                   // in bytes, of a prefix
	firstCls     [maxClasses][]*phrase // by the first class
	leads        set                   // classes that a phrase may start with
	k            landmarks
	short        map[string][]writtenOut // shorthand, slips and dialect
	byDelete     map[string][]string     // keys of words with one letter left out
	vocab        map[string]bool         // words that glued text is split into
	hot          map[string]bool         // words of the danger classes, by which a very long text is skimmed
	rules        []rule
	derived      []rule
	quiet        set // classes for one rule alone: their words tell no language, and no slip is mended to them
	dying        set // the classes with which the rules of a wish to die in few words begin
}

// forOneRule are classes of one rule alone: their words tell no language and no slip is mended to them, they tell nothing of what a message is about, and a very
// long text is not skimmed by them.
var forOneRule = strings.Fields(`
	DEATHTOME NOTLIVE RELEASE TRAIN ANYAGE LASTS ADULT ELDERKIN SECRET KIDABUSED TOUCHEDKID HATED PICTURE PAYORSEND CANTHEAR ATCOURT OFHIM HARMWISH TOYOU
	WEEKSAGO ODDAFTER HURTSEEN HEAVYBLEED INTRUDER REFUGE DAYSSEX DEADONE FOLLOWDEAD MISSING SOMBRE LOITER MEETONLINE PAINBELOW NEXTYOU HESLEEPS BEFOREUS
	BITTEN PASSEDAWAY STABBER ENOUGH YESTERDAY SAYS ISAY YOURS SAIDYOU TOLDYOU YOUHARM KNOWSKIDS HARMEDKIN HOMEDOER HOMEPARTNER SIBLING PARENTDOES CHILDSELF CHILDSURE HITME
	FEARWAS ROBBERY BOSS UNTOLD AFTERIT DRIVEBY FETCHBACK BELT HEBACK CUTGIRL GIRL SOON WOUNDED CARRIED ONDAY ATLARGE MESSAGED THEYTHREATEN OTHERDIES
	FEARHOME ELSEWHERE WOKE KEPTFROM ONLINE MEETSET HEARSIN NOISE KINJAILED OTHERVICTIM KINKILLS BACKTO THEIRHOME
	ASLEEP EVERYONE NEIGHBOURDOES NEIGHBOURONLY SEXOTHER KINOWNS STRANGLEDME CONTROLS
`)

var loaded = sync.OnceValue(func() *lexicon {
	l, err := load()
	if err != nil {
		panic("danger: the embedded lexicon is not right: " + err.Error()) // at start-up, and TestLexiconLoads sees it first
	}
	dutch.Known("gevaar") // so that the word list is there before the first person is
	return l
})

// load reads the lexicons and the rules.
func load() (*lexicon, error) {
	l := &lexicon{
		numbers: map[string]class{}, exact: map[string][]sense{}, prefixes: map[string][]sense{}, first: map[string][]*phrase{}, firstPre: map[string][]*phrase{},
		short: map[string][]writtenOut{}, byDelete: map[string][]string{}, vocab: map[string]bool{},
	}
	for _, name := range slices.Concat(forOneRule, strings.Fields("SEXME VICTIMOF BYOTHER NOSENSE HUSHED OTHERKID WENTAFTER EXTORTED")) {
		l.quiet.add(l.class(name))
	}
	for i, lang := range languages {
		if err := l.read("lexicon/"+lang+".txt", lang, 1<<i); err != nil {
			return nil, err
		}
	}
	l.k.fill(l)
	if err := l.readRules("lexicon/rules.txt"); err != nil {
		return nil, err
	}
	for _, x := range l.rules {
		if x.kind == Suicidality && x.level > None && len(x.near) > 0 && len(x.message) > 0 {
			for _, c := range x.near[0] {
				l.dying.add(c)
			}
		}
	}
	l.findDenials()
	l.findHot()
	return l, nil
}

// landmarks are the classes that the code itself asks for.
type landmarks struct {
	self, me, my, subject, but, verb, neg, deny, notNeg, now, just, today, days, past, safe, ask, help, story, kin, kid, tiny, short class
	childAge, childWorld, adult, lasts, elderKin, harm, harmWish, supposed                                                           class
	says, iSay, intim, partner, harmedKin, boss, homeDoer, homePartner, sibling, childSelf, parentDoes, childSure, kinOwns           class
	control, controls, asleep, everyone, neighbourDoes, neighbourOnly                                                                class
}

// fill looks the landmarks up, in one order: those that no lexicon has get their numbers here, and what is learnt of two classes depends on which comes first.
func (k *landmarks) fill(l *lexicon) {
	of := map[string]*class{
		"SELF": &k.self, "ME": &k.me, "MY": &k.my, "SUBJ": &k.subject, "BUT": &k.but, "VERB": &k.verb, "NEG": &k.neg, "DENY": &k.deny, "NOTNEG": &k.notNeg,
		"NOW": &k.now, "JUST": &k.just, "TODAY": &k.today, "DAYS": &k.days, "PAST": &k.past, "SAFE": &k.safe, "ASK": &k.ask, "HELP": &k.help, "STORY": &k.story,
		"KIN": &k.kin, "KID": &k.kid, "TINY": &k.tiny, "SHORTMSG": &k.short,
		"CHILDAGE": &k.childAge, "CHILDWORLD": &k.childWorld, "ADULT": &k.adult, "LASTS": &k.lasts, "ELDERKIN": &k.elderKin, "HARMHIM": &k.harm, "HARMWISH": &k.harmWish, "IF": &k.supposed,
		"SAYS": &k.says, "ISAY": &k.iSay, "INTIM": &k.intim, "PARTNER": &k.partner, "HARMEDKIN": &k.harmedKin, "BOSS": &k.boss, "HOMEDOER": &k.homeDoer, "HOMEPARTNER": &k.homePartner, "SIBLING": &k.sibling, "CHILDSELF": &k.childSelf, "PARENTDOES": &k.parentDoes, "CONTROL": &k.control, "CONTROLS": &k.controls, "ASLEEP": &k.asleep, "EVERYONE": &k.everyone, "NEIGHBOURDOES": &k.neighbourDoes, "NEIGHBOURONLY": &k.neighbourOnly, "KINOWNS": &k.kinOwns, "CHILDSURE": &k.childSure,
	}
	for _, name := range slices.Sorted(maps.Keys(of)) {
		*of[name] = l.class(name)
	}
}

// findHot collects the words that the rules are about.
func (l *lexicon) findHot() {
	common := classNames(forOneRule, strings.Fields("LANG VERB SELF ME MY HE HIM YOU NUM AGO NEG DENY BUT IF SUBJ US WANT MUST HABIT ASK SUSPECT TARGET GOODWISH HAVEPRES BYME TAKEN FORCED OFFICE HELPWITH TALK COOP WORK JOB LEGALWORD STORY DOCUMENT GENERAL PROCEDURE SELFDO LIVEWITH AWAY STOPPED MYSELF KIN INTIM ME_OR_KIN PARTNER KID HITTER BLOW BLOWN HOMEHIT INPLAY ELDER OWNONE ELDERDID OWNDID DIDWELL NOSENSE OTHERKID WENTAFTER EXTORTED"))
	l.hot = map[string]bool{}
	for w, senses := range l.exact {
		for _, s := range senses {
			if !common[l.names[s.class]] {
				l.hot[w] = true
			}
		}
	}
	for w, phrases := range l.first {
		if _, known := l.exact[w]; known || len(w) < 4 {
			continue
		}
		for _, p := range phrases {
			if !p.shadows && !common[l.names[p.class]] {
				l.hot[w] = true
			}
		}
	}
}

// findDenials marks the phrases that hold a denial of their own.
func (l *lexicon) findDenials() {
	neg := l.class("NEG")
	denial := func(w string) bool {
		return slices.ContainsFunc(l.exact[w], func(s sense) bool { return s.class == neg })
	}
	for _, index := range []map[string][]*phrase{l.first, l.firstPre} {
		for _, phrases := range index {
			for _, p := range phrases {
				p.denies = p.denies || slices.ContainsFunc(p.elements, func(e element) bool { return !e.optional && slices.ContainsFunc(e.words, denial) })
			}
		}
	}
	for _, phrases := range l.firstCls {
		for _, p := range phrases {
			p.denies = slices.ContainsFunc(p.elements, func(e element) bool { return !e.optional && slices.ContainsFunc(e.words, denial) })
		}
	}
}

func (l *lexicon) class(name string) class {
	if c, ok := l.numbers[name]; ok {
		return c
	}
	if len(l.names) >= maxClasses {
		panic("danger: the lexicon has more classes than their numbers can tell apart")
	}
	c := class(len(l.names)) //nolint:gosec // looked at above
	l.names = append(l.names, name)
	l.numbers[name] = c
	return c
}

// read reads one language: lines "CLASS: entry; entry", a # for a remark, a further line of a class after a space. "~CLASS" shadows.
// SHORT holds "written=meant".
func (l *lexicon) read(name, lang string, bit tongues) error {
	raw, err := lexiconFiles.ReadFile(name)
	if err != nil {
		return err
	}
	var c class
	var shadows bool
	head := ""
	for n, line := range strings.Split(string(raw), "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if line[0] != ' ' {
			before, after, ok := strings.Cut(line, ":")
			if !ok {
				return fmt.Errorf("%s:%d: no class", name, n+1)
			}
			head, shadows = strings.CutPrefix(before, "~")
			if head != "SHORT" {
				c = l.class(head)
			}
			line = after
		}
		for entry := range strings.SplitSeq(line, ";") {
			entry = strings.TrimSpace(entry)
			if entry == "" {
				continue
			}
			if head == "SHORT" {
				from, to, ok := strings.Cut(entry, "=")
				if !ok {
					return fmt.Errorf("%s:%d: %q is no shorthand", name, n+1, entry)
				}
				l.short[fold(from)] = append(l.short[fold(from)], writtenOut{fold(to), bit})
				continue
			}
			if err := l.add(entry, lang, phrase{class: c, shadows: shadows, in: bit}); err != nil {
				return fmt.Errorf("%s:%d: %w", name, n+1, err)
			}
		}
	}
	return nil
}

// add compiles one entry.
func (l *lexicon) add(entry, lang string, p phrase) error {
	rows, err := l.parsePhrase(entry)
	if err != nil {
		return err
	}
	for _, row := range rows {
		for _, e := range row {
			for _, w := range e.words {
				if !l.quiet.has(p.class) {
					l.learn(w, lang)
				}
			}
		}
		for len(row) > 0 && (row[0].gap != 0 || row[0].optional) {
			row = row[1:] // what may be absent at the start says nothing
		}
		if len(row) == 0 {
			return fmt.Errorf("%q may stand for nothing", entry)
		}
		q := p
		q.elements = row
		l.place(&q)
	}
	return nil
}

// place puts a phrase where its first word finds it.
func (l *lexicon) place(p *phrase) {
	head := p.elements[0]
	if len(p.elements) == 1 && !head.isClass && !p.shadows {
		for _, w := range head.words {
			l.exact[w] = append(l.exact[w], sense{p.class, p.in})
			if p.class == l.class("NEG") {
				l.exact[w] = append(l.exact[w], sense{l.class("DENY"), p.in})
			}
		}
		for _, w := range head.prefixes {
			l.prefixes[w] = append(l.prefixes[w], sense{p.class, p.in})
			l.longestStart = max(l.longestStart, len(w))
		}
		return
	}
	if head.isClass {
		l.firstCls[head.class] = append(l.firstCls[head.class], p)
		l.leads.add(head.class)
	}
	for _, w := range head.words {
		l.first[w] = append(l.first[w], p)
	}
	for _, w := range head.prefixes {
		l.firstPre[w] = append(l.firstPre[w], p)
		l.longestStart = max(l.longestStart, len(w))
	}
}

// learn makes a word one that slips of the pen are mended to, and that glued text is split into.
func (l *lexicon) learn(w, lang string) {
	if l.vocab[w] || strings.ContainsAny(w, "'-") {
		return
	}
	if lang == "nl" || lang == "en" {
		l.vocab[w] = true
	}
	if len(w) < 4 || lang != "nl" {
		return
	}
	key := sound(w)
	for d := range deletions(key) {
		if !slices.Contains(l.byDelete[d], w) {
			l.byDelete[d] = append(l.byDelete[d], w)
		}
	}
}
