package jurisprudence

// usefulness is how much a ruling would help legal staff if an adviser found it suitable: it orders the queue. A ruling helps when it says
// for which injury how much smartengeld was awarded, and why; when it is recent, and stands. The figures are a choice, not a measurement:
// each is about how many rulings of the next kind an adviser would rather see first.
func usefulness(r *Ruling, f Finding) float64 {
	score := 0.0
	best := 0.0
	for _, v := range f.Victims {
		one := 0.0
		switch {
		case v.Awarded():
			one += 3
		case v.Decision != Undecided:
			one++ // a refusal is worth knowing too
		}
		if v.Immaterial.Present() {
			one += 3
		}
		if v.Affection.Present() || v.Shock.Present() {
			one++
		}
		if v.Claimed.Present() {
			one++
		}
		for _, x := range v.Flags {
			if x.Kind == NoDictum || x.Kind == WithoutAmount || x.Kind == Approximate {
				one--
			}
		}
		best = max(best, one)
	}
	score += best
	if len(f.Injuries) > 0 {
		score += 2
	}
	if len(f.Offences) > 0 && f.Offences[0].Kind != "" {
		score++
	}
	switch r.Extent {
	case FullText:
		score += 2
	case OnlySummary:
		score -= 3
	}
	if r.Level == Appeal {
		score++
	}
	switch f.Finality.Value {
	case Final:
		score++
	case Appealed:
		score -= 2
	}
	if f.Currency != Euro {
		score -= 4
	}
	// One point for every five years after 2000.
	if y := r.Decided.Year(); y > 2000 {
		score += float64(y-2000) / 5
	}
	return score
}
