package danger

import "slices"

// fromAnother reports danger that another person is.
func fromAnother(f Finding) bool { return ofAnother(f.Kinds[0]) }

// ofAnother reports whether a kind is danger that another person is.
func ofAnother(k Kind) bool {
	switch k {
	case AcuteDanger, PerpetratorNear, ChildInDanger, SexualViolence, Stalking:
		return true
	case Medical, ThreatByUser, Suicidality, Trafficking, SelfHarm:
	}
	return false
}

// lines returns whom to reach, the most fitting first. Danger of this moment goes before everything; then the line that knows the kind best.
func (m *message) lines(f Finding, strongest map[Kind]Level) []Line {
	var first, then []Line
	add := func(to *[]Line, lines ...Line) {
		for _, l := range lines {
			if !slices.Contains(first, l) && !slices.Contains(then, l) {
				*to = append(*to, l)
			}
		}
	}
	for _, k := range f.Kinds {
		acute := strongest[k] == Acute
		to := &then
		if acute || f.Level == Concern {
			to = &first
		}
		switch k {
		case Medical:
			add(to, Emergency)
			if f.Outside || !acute && !m.says("INTIM") {
				add(&then, Police, VictimSupport)
			}
		case AcuteDanger, PerpetratorNear:
			if acute || m.says("BARECRY") && len(m.tokens) <= 3 { // a bare cry for help tells of nothing at home
				add(to, Emergency)
			}
			if f.Child && !acute {
				add(to, ChildLine)
			}
			if f.Threatened && slices.Contains(f.Kinds, Trafficking) { // whoever is held is nearest to who threatens
				add(to, Emergency, TraffickingLine)
				add(&then, Police)
			}
			if f.Outside && !(slices.Contains(f.Kinds, ChildInDanger) && m.says("KID") && !m.says("PARENT")) {
				add(&then, Police)
				if f.Threatened || m.says("FETCHBACK") {
					add(&then, Emergency)
				}
				add(&then, VictimSupport)
				if m.threatened() {
					add(&then, SafeAtHome)
				}
			} else { // at home, as a child of another is that somebody fears for
				add(&then, SafeAtHome)
				if m.threatened() && !f.Child {
					add(&then, Police)
				}
			}
		case ChildInDanger:
			if m.says("SEXME") && !f.Child && !m.says("KID") && slices.Contains(f.Kinds, SexualViolence) {
				break // who is touched at work, or was raped, is no child for it
			}
			if acute {
				add(to, Emergency)
			}
			// Who names no child and says "me" is the child, also when no age is told.
			if f.Child || !f.Grown && !m.says("KID") && m.says("ME") && !m.says("PARENT") {
				add(to, ChildLine)
			}
			if f.Abused {
				add(to, SexualAssault)
			}
			if m.says("MEETSET") && m.says("ONLINE") {
				add(&then, Police) // somebody whom nobody of the home knows
			}
			add(&then, SafeAtHome)
		case ThreatByUser:
			if acute || f.Harms && len(f.Kinds) > 1 {
				add(to, Emergency)
			}
			if !f.Harms && m.says("KID") {
				add(&then, SafeAtHome) // who hit their child speaks of it with who knows homes
			}
			add(&then, VictimSupport, SuicideLine)
		case Suicidality:
			if acute && (m.says("UNDERWAY") || f.Missing || f.ThirdParty && m.heardOf()) { // nobody is with who is heard of by a message
				add(to, Emergency)
			}
			add(to, SuicideLine)
			if acute {
				add(&then, Emergency)
			}
		case SexualViolence:
			add(to, SexualAssault)
			if acute {
				add(&then, Emergency)
			}
			if !acute && m.says("OUTSIDER") && m.says("SEXME") {
				add(&then, Police, VictimSupport)
			}
		case Trafficking:
			if acute {
				add(to, Emergency)
			}
			add(to, TraffickingLine)
			add(&then, VictimSupport) // the other has no number to call
		case SelfHarm:
			add(to, SuicideLine)
		case Stalking:
			if acute {
				add(to, Emergency)
			}
			add(to, Police)
			add(&then, VictimSupport)
		}
	}
	if f.Released && fromAnother(f) {
		add(&then, Police, VictimSupport) // they know what somebody who comes free may not do
	}
	if f.Child || !f.Grown && (m.says("PARENTDOER") || m.says("ELDERDID")) && slices.Contains(f.Kinds, AcuteDanger) {
		add(&then, ChildLine)
	}
	if len(first)+len(then) == 0 {
		add(&then, VictimSupport)
	}
	all := slices.Concat(first, then)
	if fromAnother(f) && m.extorted() { // the police, and nobody of the home
		all = slices.DeleteFunc(all, func(l Line) bool {
			return l == SafeAtHome || l == Police || l == VictimSupport || l == ChildLine || l == TraffickingLine && !m.exploited()
		})
		all = append(all, Police, VictimSupport)
		if f.Child {
			all = append([]Line{ChildLine}, all...)
		} else if m.says("KID") && !m.says("ME") {
			all = append(all, ChildLine)
		}
	}
	return all
}
