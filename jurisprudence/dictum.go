package jurisprudence

import "strings"

// criminal reads a criminal ruling: the claims and the reasons, then the dictum, which outweighs them.
func (d *reading) criminal() {
	d.claims()
	d.dictum()
	if d.upholds() {
		d.confirm()
	}
}

// dictumState is where the reader of the dictum stands: the victims and the act that a clause without either goes on with.
type dictumState struct {
	victims []*entry
	act     act
	columns []column   // of the table that is being read
	list    bool       // the victims follow, one on a line
	listed  []*entry   // those that did
	joint   Fact[bool] // what the sentence above the list says of all

	// "Maatregel van schadevergoeding van EUR 985,00 subsidiair 19 dagen hechtenis" stands above the sentence that says for whom.
	pending     Fact[int]
	pendingKind string
}

func (d *reading) dictum() {
	var s dictumState
	for i, c := range d.list {
		if c.topic != DictumTopic {
			s.columns = nil
			continue
		}
		low := d.lower(c)
		if isSignature(low) || strings.Contains(low, "dit vonnis is gewezen door") || strings.Contains(low, "dit arrest is gewezen door") {
			return
		}
		if c.row {
			d.dictumRow(&s, c)
			continue
		}
		s.columns = nil
		d.dictumClause(&s, c, low, i)
	}
}

// dictumClause reads one act of the dictum, or what goes on with the act before it.
func (d *reading) dictumClause(s *dictumState, c clause, low string, i int) {
	kind := d.classify(low, s)
	names := d.claimants(c.Span)
	if kind == noAct && d.announced(s, c, low, &names) {
		return
	}
	if kind == noAct {
		kind = s.act
		if h := oneHead(low); h != noHead && len(inside(d.money, c.Span)) == 0 && starts(low, "het bedrag", "dit bedrag", "dat bedrag", "het toegewezen bedrag", "de vergoeding", "deze vergoeding", "dit betreft", "het betreft") {
			for _, e := range s.victims {
				if e.kindWord == noHead {
					e.kindWord = h // "Het bedrag betreft immateriële schade."
				}
			}
		}
		if s.list && len(names) == 0 {
			names = d.leading(c.Span)
		}
		if (kind == refuseAct || kind == rejectAct) && len(names) == 0 {
			return // it explains the refusal before it
		}
		if len(names) > 0 && (kind == grantAct || kind == measureAct) {
			s.victims = d.entriesOf(names)
			if s.list {
				s.enlist(s.victims)
			}
		}
	} else {
		d.address(s, kind, c, low, names, i)
		s.list = (kind == grantAct || kind == measureAct) && len(names) == 0 && (announces(low) || strings.HasSuffix(strings.TrimSpace(low), ":") || strings.HasSuffix(strings.TrimSpace(low), " aan"))
		if s.list {
			s.listed, s.joint = nil, Fact[bool]{}
			if hoofdelijk(low) {
				s.joint = Fact[bool]{true, quoteAround(d.low, c.Span, "hoofdelijk"), true}
			}
		}
		if kind != releaseAct && kind != interestAct {
			s.act = kind
		}
	}
	if len(s.listed) > 1 && len(names) == 0 && forAll(low) && kind == grantAct && len(inside(d.money, c.Span)) == 0 {
		for _, e := range s.listed {
			e.dates = append(e.dates, d.dated(c.Span, sums{})...)
		}
		return
	}
	switch kind {
	case grantAct:
		d.grant(s, c, low, names)
		d.alsoTurnsDown(s, c, low)
	case measureAct:
		d.take36f(s, c, low, names)
		d.alsoTurnsDown(s, c, low)
	case refuseAct, rejectAct:
		d.turnDown(s, c, low, kind)
	case costsAct:
		d.bear(s, c, low)
	case releaseAct:
		d.release(s, c, low)
	case interestAct:
		victims := s.victims
		if forAll(low) {
			victims = d.granted()
		}
		for _, e := range victims {
			if len(e.dates) == 0 {
				e.dates = d.dated(c.Span, sums{})
			}
		}
	case confiscateAct:
		d.flags = addFlag(d.flags, Flag{Confiscation, c.Span})
	case noAct, otherAct:
	}
}

// enlist notes the victims of one line of a list, and what the sentence above says of all of them.
func (s *dictumState) enlist(victims []*entry) {
	for _, e := range victims {
		s.listed = append(s.listed, e)
		if s.joint.Set && !e.joint.Set {
			e.joint = s.joint
		}
	}
}

// forAll reports a clause that goes for every amount of a list above it.
func forAll(low string) bool {
	return hasAny(low, "telkens", "deze bedragen", "beide bedragen", "alle bedragen", "genoemde bedragen", "al deze bedragen", "de toegewezen bedragen")
}

// announced reads a line that does nothing itself but says whom or what the next acts are about: a heading, a label on its own line, a measure
// with its days.
func (d *reading) announced(s *dictumState, c clause, low string, names *[]label) bool {
	money := inside(d.money, c.Span)
	if len(*names) == 0 && len(money) == 0 {
		*names = d.labelLine(c.Span)
	}
	switch {
	case len(money) == 0 && len(*names) > 0 && len(low) < 160 && !hasWord(low, "dagen"):
		s.victims, s.act = d.entriesOf(*names), noAct
	case strings.Contains(low, "maatregel van schadevergoeding"):
		if n, at, word, ok := daysIn(d.low, c.Span); ok {
			s.pending, s.pendingKind = Fact[int]{n, at, true}, word
		}
	case !c.heading || len(*names) > 0:
		return false
	case hasAny(low, "ontneming", "voordeel"):
		s.act = confiscateAct
	case strings.Contains(low, "beslag"), strings.Contains(low, "straf") && !strings.Contains(low, "strafzaak"):
		s.act, s.victims = otherAct, nil
	default:
		s.act = noAct
	}
	return true
}

// address sets the victims whom an act is about.
func (d *reading) address(s *dictumState, kind act, c clause, low string, names []label, i int) {
	switch {
	case kind == otherAct && len(names) > 0 && strings.Contains(low, "vordering") && strings.Contains(low, "benadeelde"):
		s.victims = d.entriesOf(names) // "verklaart de vordering van [X] gegrond"; the award follows
	case kind == otherAct, kind == costsAct, kind == releaseAct, kind == interestAct:
	case kind == confiscateAct:
		s.victims = nil
	case len(names) == 0 && (kind == grantAct || kind == measureAct) && announces(low):
		s.victims = nil // a list or table of them follows
	case len(names) > 0:
		s.victims = d.addressed(kind, names, c, s)
	case (kind == refuseAct || kind == rejectAct) && hasAny(low, "vorderingen", "benadeelde partijen"), kind == measureAct && hasAny(low, "deze toewijzingen", "alle toegewezen", "elk van de toegewezen", "elk van deze bedragen", "ieder van deze bedragen", "al deze bedragen", "voor deze bedragen", "de toegewezen bedragen", "voor alle benadeelde partijen"):
		s.victims = d.granted()
	case len(s.victims) > 0:
	case kind == grantAct && d.namedNext(i) != nil:
		s.victims = d.namedNext(i)
	default:
		s.victims = d.unnamed(low)
	}
}

// leading returns the label with which a line of a list begins.
func (d *reading) leading(c Span) []label {
	for _, l := range naming(d.text, d.low, d.labels, c) {
		if !l.accused && l.Start < c.Start+12 {
			return []label{l}
		}
	}
	return nil
}

// announces reports an act whose victims are named below it.
func announces(low string) bool {
	return strings.Contains(low, "partijen") && hasAny(low, "die benadeelde partijen", "hierna te noemen", "de volgende", "volgende benadeelde", "onderstaande", "hieronder", "achter de naam", "hierna genoemde", "achter hun naam", "in de tabel")
}

func addFlag(list []Flag, f Flag) []Flag {
	for _, x := range list {
		if x.Kind == f.Kind {
			return list
		}
	}
	return append(list, f)
}
