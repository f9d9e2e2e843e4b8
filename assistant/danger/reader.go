package danger

import (
	"maps"
	"slices"
)

// Reader reads the texts of one turn: the message, what was told before it, and both as one. Each is looked at from several sides, and read once. Its zero
// value is ready. It is for one goroutine, and keeps what it read for as long as it lives.
type Reader struct {
	c    *classifier // nil for the one that was learnt
	seen map[string]*view
}

// view is what a text is to the rules and to the classifier.
type view struct {
	m   *message
	f   Finding
	all *found
	of  []uint32 // its features without the rules, once they were asked for
}

func (r *Reader) trained() *classifier {
	if r.c == nil {
		r.c = trained.Get()
	}
	return r.c
}

func (r *Reader) read(text string) *view {
	if v := r.seen[text]; v != nil {
		return v
	}
	v := &view{}
	v.m, v.f, v.all = read(r.trained(), text)
	if r.seen == nil {
		r.seen = map[string]*view{}
	}
	r.seen[text] = v
	return v
}

// plain returns the features that tell of what kind the danger is.
func (v *view) plain() []uint32 {
	if v.of == nil {
		v.of = v.m.features(v.all.hits, false)
	}
	return v.of
}

// Check is [Check].
func (r *Reader) Check(text string) Finding { return r.read(text).f.clone() }

func (f Finding) clone() Finding {
	f.Kinds, f.Lines = slices.Clone(f.Kinds), slices.Clone(f.Lines)
	return f
}

// CheckAfter is Check of a remark in a conversation in which something was told before. What no rule knows but sounds like danger in itself, of whatever
// kind ("ik heb alles al gewassen"), is danger of the kind that was told. It takes nothing from the level, but where what was told shows that there is
// no danger: papers that a thief took.
func (r *Reader) CheckAfter(told, text string) Finding {
	return r.among(told, text, r.checkAfter(told, text))
}

func (r *Reader) checkAfter(told, text string) Finding {
	said := r.read(text)
	f := r.Check(text)
	if f.Harms && told != "" && !slices.Contains(f.Lines, SafeAtHome) && slices.Contains(r.Check(told).Lines, SafeAtHome) {
		f.Lines = append(f.Lines, SafeAtHome) // who would harm the one who hits them is still hit
	}
	if slices.Equal(f.Kinds, []Kind{SelfHarm}) && r.read(told).m.says("BITTEN") {
		return Finding{Child: f.Child, Grown: f.Grown, Deaf: f.Deaf} // "hij heeft littekens op zijn arm", of who was bitten
	}
	if f.Level == None || told == "" || f.Ruled {
		return f
	}
	before := r.Check(told)
	guessed := f.Level == Concern && !f.Named && !f.Wish && !before.Wish && before.Level > None // a wish to die: "ik wil dat het stopt", of who told what goes on
	if before.Abused && f.Level == Acute {
		f = f.lowered(said.m) // a child told today of what was done to it
	}
	if k, p := r.trained().likeliest(said.plain()); p >= sureOfKind && slices.Contains(f.Kinds, k) && !guessed {
		return f
	}
	if guessed && f.Kinds[0] == Suicidality && slices.Contains(before.Kinds, ThreatByUser) {
		return Finding{Child: f.Child, Grown: f.Grown, Deaf: f.Deaf} // "ik wil ermee stoppen", of who told that they hit
	}
	story := r.Check(told + ".\n" + text)
	if story.Level == None || guessed && slices.Equal(story.Kinds, []Kind{Suicidality}) {
		if !guessed {
			return f
		}
		before.Lines = append(slices.DeleteFunc(before.Lines, func(l Line) bool { return l == SuicideLine }), SuicideLine) // it may be that after all
		return before
	}
	both := r.read(told + ".\n" + text)
	strongest := maps.Clone(both.all.kinds)
	story.Kinds = slices.DeleteFunc(story.Kinds, func(k Kind) bool {
		if slices.Contains(f.Kinds, k) && !(guessed && k == Suicidality) || slices.Contains(before.Kinds, k) || slices.ContainsFunc(both.all.hits, func(h hit) bool { return h.rule.kind == k && h.rule.level > None }) {
			return false
		}
		delete(strongest, k) // what neither tells, and only sounds like it together: "ik weet niet of het erg genoeg is", "hij heeft me alleen geduwd"
		return true
	})
	if len(story.Kinds) == 0 {
		return f
	}
	atLevel(strongest, f.Level)
	for _, k := range f.Kinds { // it may be what it sounded like after all
		if _, ok := strongest[k]; !ok && !(guessed && k == Suicidality) {
			strongest[k] = Concern
			story.Kinds = append(story.Kinds, k)
		}
	}
	story.Level, story.Child, story.Silent = f.Level, !f.Grown && (story.Child || f.Child), f.Silent
	story.Lines = both.m.lines(story, strongest)
	return story
}

// TellsOn returns the danger that a rule which decides alone sees in a message because of what was told before it: "ik wil achter haar aan", after the
// death of a sister. ok is false when there is none.
func (r *Reader) TellsOn(told, text string) (f Finding, ok bool) {
	if told == "" {
		return Finding{}, false
	}
	own := len(r.read(text).m.sentences)
	both := r.read(told + ".\n" + text)
	level := None
	for _, h := range both.all.hits {
		if h.rule.alone && h.sentence >= len(both.m.sentences)-own {
			level = max(level, h.rule.level)
		}
	}
	if level == None {
		return Finding{}, false
	}
	strongest := maps.Clone(both.all.kinds)
	atLevel(strongest, level)
	f = both.f.clone()
	f.Level = level
	f.Lines = both.m.lines(f, strongest)
	return f, true
}

// sureOfKind is how sure the classifier must be of the kind of danger in a remark to need nothing of what was told.
const sureOfKind = 0.9
