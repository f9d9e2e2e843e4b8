package jurisprudence

import "strings"

// upholds reports that a court of appeal leaves the judgment before it in force as far as the claims go.
func (d *reading) upholds() bool {
	if d.r.Level != Appeal {
		return false
	}
	for _, c := range d.list {
		if c.topic != DictumTopic {
			continue
		}
		low := d.lower(c)
		if strings.HasPrefix(strings.TrimLeft(low, "-– "), "bevestigt") || strings.Contains(low, "bekrachtigt het vonnis") {
			return !hasAny(low, "vordering van de benadeelde", "behalve ten aanzien van de vordering", "uitgezonderd de beslissing op de vordering", "behoudens ten aanzien van de beslissing op de vordering")
		}
	}
	return false
}

// confirm makes the award of the first court that of this ruling, for the victims about whom the dictum says nothing itself.
func (d *reading) confirm() {
	for _, e := range d.entries {
		if e.awarded || e.refused || e.rejected || !e.first.Present() {
			continue
		}
		e.award, e.awarded, e.grantedAt = e.firstSums, true, e.first.At
		e.dates = e.firstDates
		e.days, e.detention = e.firstDays, e.firstKind
		if !e.firstMeasure.Empty() {
			e.measure, e.measureAt = true, e.firstMeasure
		}
		e.flags = append(e.flags, Flag{Confirmed, e.first.At})
	}
}
