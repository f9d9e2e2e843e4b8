package jurisprudence

import "strings"

// civil reads a civil ruling in which someone who was hurt claims from who hurt them. Other civil awards (a price, wages, a defect) are no
// compensation of a victim and are left out, however large.
func (d *reading) civil() {
	if !d.hurt() {
		return
	}
	d.claims()
	d.dictum()
	var kept []*entry
	for _, e := range d.entries {
		if e.reasons.immaterial.Present() || e.claim.immaterial.Present() || e.award.immaterial.Present() || e.kindWord == immaterialHead {
			kept = append(kept, e)
		}
	}
	d.entries = kept
}

// hurt reports that the case is about injury: the words for it, and a claim for the suffering.
func (d *reading) hurt() bool {
	if !hasAny(d.low, "smartengeld", "immateriële schade", "affectieschade", "shockschade") {
		return false
	}
	n := strings.Count(d.low, "smartengeld")*2 + strings.Count(d.low, "letsel") + strings.Count(d.low, "mishandel") + strings.Count(d.low, "verkracht") + strings.Count(d.low, "misbruik") + strings.Count(d.low, "gewond") + strings.Count(d.low, "slachtoffer") + strings.Count(d.low, "overlijden") + strings.Count(d.low, "affectieschade")*2 + strings.Count(d.low, "ongeval")
	return n >= 4 && hasAny(d.low, "onrechtmatig", "aansprakelijk", "mishandel", "strafbaar", "strafrechter", "politierechter", "strafvonnis", "strafkamer", "strafzaak", "veroordeeld wegens", "ongeval", "letselschade")
}
