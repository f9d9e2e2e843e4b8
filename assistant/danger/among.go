package danger

import "slices"

// among returns a finding in a message as it is among what was told before: by whom it is done, of what kind it is, and whom to reach for that.
func (r *Reader) among(told, text string, f Finding) Finding {
	if told == "" || f.Level == None {
		return f
	}
	said, before, both := r.read(text), r.read(told), r.read(told+".\n"+text)
	as := f.clone()
	if both.m.papersStolen() {
		as.Kinds = slices.DeleteFunc(as.Kinds, func(k Kind) bool { return k == Trafficking })
	}
	if slices.Contains(as.Kinds, Trafficking) && !slices.Contains(before.f.Kinds, Trafficking) && before.f.Level > None && before.m.says("KID") && !before.m.child() && !both.m.exploited() {
		as.Kinds = append(slices.DeleteFunc(as.Kinds, func(k Kind) bool { return k == Trafficking || k == ChildInDanger }), ChildInDanger) // "il a leurs passeports", of who would take the children abroad
	}
	if len(as.Kinds) == 0 {
		return Finding{Child: f.Child, Grown: f.Grown, Deaf: f.Deaf}
	}
	held := slices.Contains(before.f.Kinds, Trafficking) && !before.m.atHome() && !said.m.atHome()
	if fear := said.m.says("FEAR") || f.Threatened || said.m.says("KILLFUT") || said.m.says("HITME"); held && fear && fromAnother(f) {
		as.Outside, as.Threatened = true, true
		if !slices.Contains(as.Kinds, Trafficking) {
			as.Kinds = append(as.Kinds, Trafficking)
		}
	}
	ofHome := !held && before.m.atHome() && !before.f.Outside && before.f.Level > None && (fromAnother(before.f) || before.f.Kinds[0] == Trafficking)
	switch named := said.f.Level > None && said.m.says("OUTSIDER") && !said.m.atHome(); {
	case ofHome && !named && fromAnother(f):
		as.Outside = false // who threatens now is who was told of
	case named && fromAnother(f), !said.m.atHome() && both.m.outside() && (f.Threatened || !said.m.goesOn()):
		as.Outside = true
	}
	guessed := r.guessed(said, before, both, as.Kinds)
	as.Kinds = slices.DeleteFunc(as.Kinds, func(k Kind) bool { return slices.Contains(guessed, k) })
	if !as.Threatened && as.Outside == f.Outside && slices.Equal(as.Kinds, f.Kinds) {
		return f
	}
	strongest := map[Kind]Level{}
	for _, k := range as.Kinds {
		strongest[k] = max(Concern, said.all.kinds[k])
	}
	atLevel(strongest, as.Level)
	as.Lines = both.m.lines(as, strongest)
	surely := r.trained().kinds[slices.Index(kinds[:], Suicidality)].chance(said.plain()) >= sureOfKind
	if slices.Contains(guessed, Suicidality) && (surely || as.Level == Acute || said.m.says("SELF") || before.m.hints(Suicidality)) { // nobody who may have that wish is left without it
		as.Kinds, as.Lines = append(as.Kinds, Suicidality), append(as.Lines, SuicideLine)
	}
	return as
}

// guessed returns the kinds that only the classifier hears in a message, where others are told by a rule, by the words, or by what was told before:
// they may be wrong, and their lines come first for nobody.
func (r *Reader) guessed(said, before, both *view, kinds []Kind) []Kind {
	thought := func(k Kind) bool {
		ruled := func(v *view) bool {
			return slices.ContainsFunc(v.all.hits, func(h hit) bool { return h.rule.kind == k && h.rule.level > None })
		}
		return !ruled(said) && !ruled(both) && !slices.Contains(before.f.Kinds, k) && !said.m.hints(k)
	}
	all := slices.DeleteFunc(slices.Clone(kinds), func(k Kind) bool { return !thought(k) })
	if len(all) == len(kinds) {
		return nil
	}
	return all
}

// calmAfter reports whether a message in which nothing is found is of none either after what was told, whatever it sounds like together.
func (r *Reader) calmAfter(told, text string) bool {
	m := r.read(text).m
	return m.calm() || m.says("PASSPORT") && m.says("TAKEN") && r.read(told+".\n"+text).m.papersStolen()
}

// ofAge returns the finding in a message that only says how old its writer is: that of what was told, for who that is.
func (r *Reader) ofAge(f Finding, told, text string) Finding {
	before, both := r.read(told).f, r.read(told+".\n"+text)
	if f.Level > None || before.Level == None {
		return f
	}
	as := before.clone()
	as.Child, as.Grown = before.Child || f.Child, f.Grown
	strongest := map[Kind]Level{}
	for _, k := range as.Kinds {
		strongest[k] = max(Concern, both.all.kinds[k])
	}
	atLevel(strongest, as.Level)
	as.Lines = both.m.lines(as, strongest)
	return as
}
