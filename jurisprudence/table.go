package jurisprudence

import "strings"

// column is what stands in one column of a table of claims or awards.
type column int

const (
	noColumn column = iota
	nameColumn
	claimedColumn
	awardedColumn
	materialColumn
	immaterialColumn
	claimedMaterialColumn
	claimedImmaterialColumn
	daysColumn
	interestColumn
)

// cells returns the cells of a row with their place.
func (d *reading) cells(c clause) []Span {
	var out []Span
	start := c.Start
	for i := c.Start; i <= c.End; i++ {
		if i == c.End || d.text[i] == '\t' {
			out = append(out, Span{start, i})
			start = i + 1
		}
	}
	return out
}

// columnsOf reads a row as the head of a table; nil when it is none.
func (d *reading) columnsOf(cells []Span) []column {
	var out []column
	known := 0
	for _, s := range cells {
		low := d.low[s.Start:s.End]
		k := noColumn
		switch {
		case len(inside(d.money, s)) > 0:
			return nil
		case hasAny(low, "gevorderd", "vordering", "geclaimd") && hasAny(low, "immateri", "smartengeld"):
			k = claimedImmaterialColumn
		case hasAny(low, "gevorderd", "vordering", "geclaimd") && hasAny(low, "materieel", "materië"):
			k = claimedMaterialColumn
		case hasAny(low, "immateri", "smartengeld"):
			k = immaterialColumn
		case hasAny(low, "materieel", "materië"):
			k = materialColumn
		case hasAny(low, "gijzeling", "hechtenis", "dagen"):
			k = daysColumn
		case hasAny(low, "rente"):
			k = interestColumn
		case hasAny(low, "gevorderd", "vordering", "geclaimd"):
			k = claimedColumn
		case hasAny(low, "toegewezen", "toewijsbaar", "toe te wijzen", "bedrag", "totaal", "oordeel", "toewijzing"):
			k = awardedColumn
		case hasAny(low, "naam", "benadeelde", "slachtoffer", "partij"):
			k = nameColumn
		}
		if k != noColumn {
			known++
		}
		out = append(out, k)
	}
	if known < 2 {
		return nil
	}
	return out
}

// rowVictim returns the victim of a row: the label in it, or a name in the first cell.
func (d *reading) rowVictim(cells []Span) *entry {
	for _, s := range cells {
		for _, l := range naming(d.text, d.low, d.labels, s) {
			if !l.accused {
				return d.entry(l)
			}
		}
	}
	if len(cells) > 0 {
		if l, ok := nameAt(d.text, d.low, cells[0].Start, cells[0].End); ok && l.End >= cells[0].End-1 && d.find(l.key) != nil {
			return d.find(l.key)
		}
	}
	return nil
}

// dictumRow reads a row of a table in the dictum: a victim, the award and the days.
func (d *reading) dictumRow(s *dictumState, c clause) {
	cells := d.cells(c)
	if head := d.columnsOf(cells); head != nil {
		s.columns = head
		return
	}
	if s.act != grantAct && s.act != measureAct {
		return
	}
	columns := s.columns
	if len(columns) == 0 {
		columns = d.plainColumns(cells)
	}
	e := d.rowVictim(cells)
	if e == nil {
		return
	}
	x := d.rowSums(columns, cells, c)
	if x.total.Present() && x.total.Cents > 0 {
		if d.grantsAbove(c) || e.awarded {
			e.awarded = true
			e.merge(&e.award, x, c.Span, "")
			e.grantedAt = c.Span
		} else {
			e.measure, e.measureAt, e.measured = true, c.Span, x.total
		}
	}
	for i, k := range columns {
		if i >= len(cells) {
			break
		}
		low := d.low[cells[i].Start:cells[i].End]
		switch k {
		case daysColumn:
			n, _, ok := numberBefore(low, len(strings.TrimRight(strings.TrimRight(strings.TrimRight(low, " "), "en"), "dag")))
			if !ok {
				n, _, ok = numberBefore(low, len(low))
			}
			if ok {
				e.days, e.detention = Fact[int]{n, c.Span, true}, "gijzeling"
				e.measure, e.measureAt = true, c.Span
			}
		case interestColumn:
			if day, _, _ := dateAt(low); !day.IsZero() {
				e.dates = append(e.dates, Interest{From: day, At: c.Span})
			}
		}
	}
	d.tableContext(e)
}

// grantsAbove reports that the sentences right above a table award, and do not only impose the measure.
func (d *reading) grantsAbove(row clause) bool {
	for i := len(d.list) - 1; i >= 0; i-- {
		c := d.list[i]
		if c.Start >= row.Start || c.row || c.heading {
			continue
		}
		if c.topic != DictumTopic {
			return false
		}
		switch d.classifyPlain(d.lower(c)) {
		case grantAct:
			return true
		case measureAct, noAct:
		default:
			return false
		}
	}
	return false
}

// plainColumns reads a table without a head: one amount in a row is the award, a number of days the detention.
func (d *reading) plainColumns(cells []Span) []column {
	out := make([]column, len(cells))
	amounts := 0
	for i, s := range cells {
		switch {
		case len(inside(d.money, s)) == 1:
			out[i] = awardedColumn
			amounts++
		case hasAny(d.low[s.Start:s.End], " dagen", " dag"):
			out[i] = daysColumn
		}
	}
	if amounts != 1 {
		return nil
	}
	return out
}

// tableContext gives a victim of a table what the sentence above it says for all: interest, a joint debt, the measure.
func (d *reading) tableContext(e *entry) {
	for i := len(d.list) - 1; i >= 0; i-- {
		c := d.list[i]
		if c.topic != DictumTopic || c.row || c.heading || c.Start > e.grantedAt.Start && !e.grantedAt.Empty() || c.Start > e.measureAt.Start && !e.measureAt.Empty() {
			continue
		}
		low := d.lower(c)
		if d.classifyPlain(low) != grantAct && d.classifyPlain(low) != measureAct {
			return
		}
		if list := d.dated(c.Span, sums{}); len(list) > 0 && len(e.dates) == 0 {
			e.dates = list
		}
		if hoofdelijk(low) && !e.joint.Set {
			e.joint = Fact[bool]{true, quoteAround(d.low, c.Span, "hoofdelijk"), true}
		}
		if hasAny(low, "schadevergoedingsmaatregel", "maatregel tot schadevergoeding", "aan de staat") && !e.measure {
			e.measure, e.measureAt = true, quoteAround(d.low, c.Span, "schadevergoedingsmaatregel", "maatregel tot schadevergoeding", "aan de staat")
		}
		if d.classifyPlain(low) == grantAct {
			return
		}
	}
}

// classifyPlain is classify without a state.
func (d *reading) classifyPlain(low string) act {
	s := dictumState{act: noAct, victims: []*entry{{}}}
	return d.classify(low, &s)
}

// claimRow reads a row of a table before the dictum: what was claimed and what the court holds of it.
func (d *reading) claimRow(c clause, about []*entry) []*entry {
	cells := d.cells(c)
	columns := d.headAbove(c)
	if d.columnsOf(cells) != nil {
		return about
	}
	e := d.rowVictim(cells)
	if e == nil {
		return d.postRow(c, cells, columns, about)
	}
	if columns == nil {
		return about
	}
	for i, k := range columns {
		if i < len(cells) && (k == claimedMaterialColumn || k == claimedImmaterialColumn) {
			d.claimCell(e, k, cells[i], c)
		}
		if i >= len(cells) || k != claimedColumn || e.claimSet {
			continue
		}
		if list := inside(d.money, cells[i]); len(list) == 1 && !list[0].broken {
			e.claim.total = Amount{Cents: list[0].cents, At: c.Span}
			e.claim.count, e.claimSet = 1, true
		}
	}
	if x := d.rowSums(columns, cells, c); x.total.Present() && e.reasons.count == 0 {
		e.reasons, e.reasonsSet = x, true
	}
	return about
}

// claimCell reads the claim for one kind of damage.
func (d *reading) claimCell(e *entry, k column, cell Span, c clause) {
	list := inside(d.money, cell)
	if len(list) != 1 || list[0].broken {
		return
	}
	a := Amount{Cents: list[0].cents, At: c.Span}
	x := evidence{a.Cents, materialHead, c.Span, []*entry{e}, false, false, false}
	if k == claimedImmaterialColumn {
		x.head = immaterialHead
		fill(&e.claim.immaterial, a)
	} else {
		fill(&e.claim.material, a)
	}
	d.evidence = append(d.evidence, x)
	e.claim.total, e.claim.count, e.claimSet = addUp(e.claim.material, e.claim.immaterial), 1, true
}

// postRow reads a row of a table of one claimant's posts: what each is for, how much was claimed, and often how much of it the court grants. It
// returns whom the table is about.
func (d *reading) postRow(c clause, cells []Span, columns []column, about []*entry) []*entry {
	if len(cells) < 2 || len(inside(d.money, cells[0])) > 0 {
		return about
	}
	if len(about) == 0 {
		about = d.unnamed("benadeelde partij")
	}
	if len(about) != 1 {
		return about
	}
	if columns == nil {
		columns = d.plainColumns(cells)
		for i, k := range columns {
			if k == awardedColumn {
				columns[i] = claimedColumn // without a head it says what is asked
			}
		}
	}
	e, name := about[0], d.low[cells[0].Start:cells[0].End]
	kind := oneHead(name)
	for i, k := range columns {
		if i == 0 || i >= len(cells) || k != claimedColumn && k != awardedColumn {
			continue
		}
		list := inside(d.money, cells[i])
		if len(list) != 1 || list[0].broken || list[0].vague {
			continue
		}
		a := Amount{Cents: list[0].cents, At: c.Span}
		h := kind
		if h == noHead && !strings.Contains(name, "totaal") {
			h = materialHead
		}
		if !strings.Contains(name, "totaal") {
			d.evidence = append(d.evidence, evidence{a.Cents, h, c.Span, about, k == awardedColumn, false, false})
		}
		x := sums{total: a, count: 1}
		switch h {
		case immaterialHead:
			x.immaterial = a
		case materialHead:
			x.material = a
		}
		if k == claimedColumn {
			e.post(name, x)
			continue
		}
		e.reasonsSet = true
		switch {
		case strings.Contains(name, "totaal"):
			e.reasons.total = a
			e.reasons.count++
		case h == immaterialHead:
			e.reasons.immaterial = a
		}
	}
	return about
}

// headAbove returns the columns of the table that a row stands in.
func (d *reading) headAbove(c clause) []column {
	for i := c.paragraph; i >= 0 && i > c.paragraph-60; i-- {
		p := d.r.Paragraphs[i]
		if !p.Row {
			return nil
		}
		head := d.columnsOf(d.cells(clause{Span: Span{p.Start, p.End()}}))
		if head != nil {
			return head
		}
	}
	return nil
}

// rowSums returns the awarded amounts of a row.
func (d *reading) rowSums(columns []column, cells []Span, c clause) sums {
	var s sums
	for i, k := range columns {
		if i >= len(cells) {
			break
		}
		list := inside(d.money, cells[i])
		if len(list) != 1 || list[0].broken || list[0].vague {
			continue
		}
		a := Amount{Cents: list[0].cents, At: c.Span}
		switch k {
		case awardedColumn:
			s.total = a
			s.count++
		case materialColumn:
			s.material = a
			s.count++
		case immaterialColumn:
			s.immaterial = a
			s.count++
		}
	}
	if !s.total.Present() {
		s.total = addUp(s.material, s.immaterial)
	}
	return s
}
