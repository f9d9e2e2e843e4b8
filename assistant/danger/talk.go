package danger

import (
	_ "embed"
	"math"
	"slices"
	"strings"

	"wegwijzer/internal/learned"
	"wegwijzer/internal/svm"
)

// In a talk a message means what it means after what was told: "hij staat nu beneden" is said of the one who threatens and of the glazier. A machine of its
// own learnt that from authored talks. It sees what the classifier and the rules make of the message, of what was told before it, and of both as one; the
// words and concepts of each; and which of them come together.

//go:embed talks.tsv
var talksTSV string

// talk is what somebody told and the message that came then, with what that message is.
type talk struct {
	told, text string
	level      Level
}

// The size of the machine, as a power of two, and how much its signs count beside each other: all that is said together, each measure, and an example.
const (
	talkBits    = 19
	saidWeigh   = 4
	measured    = 0.3
	talkCost    = 0.03
	leastSeen   = 2 // examples that a sign is in, to be learnt from
	mostCrossed = 60
	ofOneWord   = -3 // log odds of danger in a single word
)

var talked = &learned.Lesson[*svm.Machine]{
	Name:   "gesprek",
	Learn:  func() *svm.Machine { return trainTalks(trained.Get(), talks()) },
	Write:  func(w *learned.Writer, m *svm.Machine) { m.Write(w) },
	Recall: func(r *learned.Reader) *svm.Machine { return svm.Recall(r, talkBits, deciding) },
}

// talks returns the authored talks.
func talks() []talk {
	var all []talk
	for line := range strings.Lines(talksTSV) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		fields := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		level := slices.Index([]string{"none", "concern", "acute"}, fields[0])
		if len(fields) != 3 || level < 0 {
			panic("danger: an embedded talk is not right: " + line)
		}
		said := strings.Split(fields[2], " | ")
		last := len(said) - 1
		all = append(all, talk{told: strings.Join(said[:last], ".\n"), text: said[last], level: Level(level)})
	}
	return all
}

// trainTalks fits the machine on talks, the same for the same talks.
func trainTalks(c *classifier, all []talk) *svm.Machine {
	seen := make([]*inTalk, len(all))
	each(len(all), func(i int) { seen[i] = (&Reader{c: c}).seeTalk(all[i].told, all[i].text) })
	in := map[uint32]int{}
	for _, s := range seen {
		for _, mark := range s.marks {
			in[mark]++
		}
	}
	signs := make([][]svm.Sign, len(all))
	for i, s := range seen {
		signs[i] = s.signs(func(mark uint32) bool { return in[mark] >= leastSeen })
	}
	weight := func(int) float64 { return talkCost }
	return svm.LearnSigns(signs, talkBits, []svm.Class{
		{Is: func(i int) bool { return all[i].level > None }, Weight: weight},
		{Is: func(i int) bool { return all[i].level == Acute }, Weight: weight},
	})
}

// inTalk is a message as it is seen after what was told.
type inTalk struct {
	alone, whole *view
	marks        []uint32   // what is said, and what comes together with what was told
	measures     []svm.Sign // what the classifier and the rules make of it
}

// hears returns the kinds of danger that the classifier hears in a text.
func (c *classifier) hears(v *view) []string {
	if v.f.Level == None {
		return []string{"none"}
	}
	heard := []string{"any"}
	for k, kind := range kinds {
		if c.kinds[k].chance(v.plain()) > alsoKind {
			heard = append(heard, string(kind))
		}
	}
	return heard
}

// seeTalk looks at a message after what was told.
func (r *Reader) seeTalk(told, text string) *inTalk {
	before := r.read(told)
	s := &inTalk{alone: r.read(text), whole: r.read(told + ".\n" + text)}
	for i, v := range []*view{s.alone, before, s.whole} {
		s.measure(string(rune('a'+i)), v)
	}
	s.add("length", math.Log1p(float64(len(s.alone.m.tokens))))
	words, then := stems(s.alone.m.written()), stems(before.m.written())
	said, saidThen := cut(s.alone.m.lex.said(&s.alone.m.has)), cut(before.m.lex.said(&before.m.has))
	groups, groupsThen := cut(s.alone.m.groups()), cut(before.m.groups())
	for i, w := range words {
		s.mark("w", w)
		if i > 0 {
			s.mark("b", words[i-1], w)
		}
	}
	for _, t := range s.alone.m.written() {
		pieces(t, letters, func(p string) { s.mark("l", p) })
	}
	for i, x := range said {
		s.mark("c", x)
		for _, y := range said[i+1:] {
			s.mark("cc", x, y)
		}
		for _, y := range saidThen {
			s.mark("c after", x, y)
		}
	}
	for _, x := range groups {
		s.mark("g", x)
		for _, y := range groupsThen {
			s.mark("g after", x, y)
		}
	}
	for _, k := range r.trained().hears(before) {
		s.mark("kind", k)
		for _, w := range words {
			s.mark("w after", k, w)
		}
		for _, x := range said {
			s.mark("c after kind", k, x)
		}
	}
	for sort, all := range map[string][]string{"told": then, "told c": saidThen, "told g": groupsThen} {
		for _, x := range all {
			s.mark(sort, x)
		}
	}
	slices.Sort(s.marks)
	s.marks = slices.Compact(s.marks)
	return s
}

// measure adds what the classifier and the rules make of one part of a talk.
func (s *inTalk) measure(part string, v *view) {
	sure, now := odds(v.all.sure), odds(v.all.now)
	if len(v.m.tokens) < 2 { // the classifier was not asked
		sure, now = ofOneWord, ofOneWord
	}
	s.add(part+" sure", sure)
	s.add(part+" now", now)
	s.add(part+" second", v.all.second[0])
	s.add(part+" second now", v.all.second[1])
	s.add(part+" "+v.f.Level.String(), 1)
	if v.f.Ruled {
		s.add(part+" rule "+v.f.Level.String(), 1)
	}
}

func (s *inTalk) add(name string, value float64) {
	s.measures = append(s.measures, svm.Sign{Number: hashed(talkBits, "measure", name), Value: float32(measured * value)})
}

func (s *inTalk) mark(parts ...string) { s.marks = append(s.marks, hashed(talkBits, parts...)) }

// signs returns what the machine is shown: the marks that it knows, together as long whatever their number, and the measures.
func (s *inTalk) signs(known func(mark uint32) bool) []svm.Sign {
	var all []svm.Sign
	for _, mark := range s.marks {
		if known(mark) {
			all = append(all, svm.Sign{Number: mark})
		}
	}
	each := float32(saidWeigh / math.Sqrt(float64(max(1, len(all)))))
	for i := range all {
		all[i].Value = each
	}
	return append(all, s.measures...)
}

// stems returns the first letters of words.
func stems(words []string) []string {
	all := make([]string, min(len(words), mostGrouped))
	for i := range all {
		r := []rune(words[i])
		all[i] = string(r[:min(len(r), 6)])
	}
	return all
}

func cut(all []string) []string { return all[:min(len(all), mostCrossed)] }

// groups returns the groups of meaning that the words of a message belong to.
func (m *message) groups() []string {
	var all []string
	for _, t := range m.tokens[:min(len(m.tokens), mostGrouped)] {
		grouped().of(t.word, func(g string) {
			if !slices.Contains(all, g) {
				all = append(all, g)
			}
		})
	}
	return all
}

// What the machine must say of a message, as margins. They were chosen on the authored talks of each hand after learning from the others, and on the talks of
// the demo, so that fewer ordinary messages get a card than before.
const (
	cardInTalk  = -0.2  // that there is danger, for a card, where the message alone is heard as danger
	foundInTalk = -0.12 // the same, where it is not
	wishInTalk  = -0.4  // the same, where it may be a wish to die: nobody who may have one is left without 113
	ofOther     = 0.15  // more, where the message surely speaks of something that is none
	foundOther  = 0.3   // for a card where only the machine hears danger in such a message
	nowInTalk   = -0.15 // that it is of this moment, for a card of acute danger
	nowOfRule   = 0.0   // the same, where a rule knows it as a concern
	nowOfSure   = 0.15  // the same, where only the classifier, which is sure, hears danger
	sureOfAlone = 0.93  // the chance of danger in a message alone from which it keeps a card
	surelyNone  = -0.45 // the margin below which it keeps none of those either
)

// InTalk returns what a finding in a message is after what was told: danger that neither of them tells alone is found, and what only sounds like danger is
// none. other says whether the message surely speaks of something in which nobody is in danger. What a rule sees is never without a card.
func (r *Reader) InTalk(f Finding, before, text string, other bool) Finding {
	if before == "" || f.Level == None && r.calmAfter(before, text) {
		return f
	}
	return r.among(before, text, r.inTalk(f, before, text, other))
}

func (r *Reader) inTalk(f Finding, before, text string, other bool) Finding {
	if r.read(text).m.onlyAge() {
		return r.ofAge(f, before, text)
	}
	s, m := r.seeTalk(before, text), talked.Get()
	margins := m.Weigh(s.signs(m.Knows))
	sure, now := margins[0], margins[1]
	least := cardInTalk
	if slices.Contains(f.Kinds, Suicidality) {
		least = wishInTalk
	}
	switch {
	case other && f.Level == None:
		least = foundOther
	case f.Level == None:
		least = foundInTalk
	case other:
		least += ofOther
	}
	switch {
	case f.Ruled && f.Level == Concern && sure > least && now > nowOfRule:
		return r.raised(s, f, Acute)
	case f.Ruled:
		return f
	case sure <= least && (f.Level == None || s.alone.all.sure < sureOfAlone || sure < surelyNone):
		return Finding{Child: f.Child, Grown: f.Grown, Deaf: f.Deaf}
	case now > nowInTalk && sure > least && f.Level < Acute && !(r.Check(before).Abused && !s.alone.f.Ruled):
		return r.raised(s, f, Acute)
	case (now <= nowInTalk || sure <= least && now <= nowOfSure) && f.Level == Acute:
		return f.lowered(s.alone.m)
	case f.Level == None:
		return r.raised(s, f, Concern)
	}
	return f
}

// raised returns a finding at a higher level: of its own kinds, or, where there was none, of those that are heard in the message and in what was told.
func (r *Reader) raised(s *inTalk, f Finding, level Level) Finding {
	v, strongest := s.whole, map[Kind]Level{}
	if f.Level == None {
		f = v.f.clone()
		for k, l := range v.all.kinds {
			strongest[k] = l
		}
		if len(f.Kinds) > 1 && v.f.Ruled && !v.f.Wish && !v.m.hints(Suicidality) {
			f.Kinds = slices.DeleteFunc(f.Kinds, func(k Kind) bool { return k == Suicidality }) // nobody spoke of it
			delete(strongest, Suicidality)
		}
		if f.Level == None {
			best, _ := r.trained().likeliest(v.plain())
			f.Kinds = []Kind{best}
		}
		f.Ruled, f.Named, f.Outside = false, v.m.hints(Suicidality), v.m.outside()
	}
	if len(strongest) == 0 {
		for _, k := range f.Kinds {
			strongest[k] = level
		}
	}
	atLevel(strongest, level)
	f.Level = level
	f.Lines = v.m.lines(f, strongest)
	return f
}

// lowered returns a finding of acute danger as one of concern: whom to reach for that, and 112 before them, for it may be of this moment all the same.
func (f Finding) lowered(m *message) Finding {
	f.Level = Concern
	strongest := map[Kind]Level{}
	for _, k := range f.Kinds {
		strongest[k] = Concern
	}
	before := f.Lines
	f.Lines = m.lines(f, strongest)
	if slices.Contains(before, Emergency) {
		f.Lines = append([]Line{Emergency}, slices.DeleteFunc(f.Lines, func(l Line) bool { return l == Emergency })...)
	}
	return f
}
