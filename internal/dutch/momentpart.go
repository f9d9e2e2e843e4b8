package dutch

// dayPart names a part of the day; 0 for none.
type dayPart int

var dayParts = map[string]dayPart{"ochtend": morning, "middag": afternoon, "avond": evening, "nacht": night}

// bounds are those of the parts of a day; for a time that is said with a part, and for the part alone within opening hours.
func (p dayPart) bounds() (from, to int) {
	switch p {
	case morning:
		return 6 * 60, 12 * 60
	case afternoon:
		return 12 * 60, 18 * 60
	case evening:
		return 18 * 60, 24 * 60
	case night:
		return 0, 6 * 60
	}
	return 0, 24 * 60
}

// partAfter reads a part of the day that goes with the time before it: 's middags, in de avond, pm.
func (r *momentReader) partAfter(i int) (dayPart, int) {
	k := i
	if r.w(k) == "pm" {
		return afternoon, 1
	}
	if r.w(k) == "am" {
		return morning, 1
	}
	for k < len(r.t) && k < i+3 {
		switch r.w(k) {
		case "s", "in", "de", "the", "di", "du", "vroeg", "op", "dans", "l", "pa":
			k++
			continue
		}
		break
	}
	if p, ok := dayParts[r.w(k)]; ok && !(r.w(k) == "ochtend" && false) {
		return p, k - i + 1
	}
	return noPart, 0
}

// readPart reads a part of the day, or a habit that stands for one.
func (r *momentReader) readPart(i int) (Moment, int) {
	k := i
	within := func(from, to, n int) (Moment, int) {
		return Moment{Start: from, End: to, Timed: true}, n
	}
	// in de, aan het, op de
	for k < len(r.t) && k < i+3 && (r.w(k) == "in" || r.w(k) == "aan" || r.w(k) == "op" || r.w(k) == "s" || r.w(k) == "de" || r.w(k) == "het" || r.w(k) == "the" || r.w(k) == "tijdens" || r.w(k) == "onder") {
		k++
	}
	lead := k - i
	if r.w(i) == "onder" || r.w(i) == "tijdens" {
		if r.w(k) == "school" || r.w(k) == "werk" {
			return within(9*60, 15*60, lead+1)
		}
	}
	switch {
	case r.w(k) == "overdag":
		return within(9*60, 17*60, lead+1)
	case r.w(k) == "lunch":
		return within(12*60, 14*60, lead+1)
	case r.w(k) == "vroegst":
		r.wish.Soon = true
		return within(r.frame.Open, 12*60, lead+1)
	case r.w(k) == "na" || r.w(k) == "voor":
		j := k + 1
		for j < k+4 && (r.w(j) == "mijn" || r.w(j) == "mn" || r.w(j) == "het" || r.w(j) == "de" || r.w(j) == "m" || r.w(j) == "n" || r.w(j) == "t" || r.w(j) == "my") {
			j++
		}
		after := r.w(k) == "na"
		n := j - i + 1
		switch r.w(j) {
		case "middag":
			if j > k+1 && after {
				return within(12*60, 18*60, n)
			}
			if j > k+1 {
				return within(r.frame.Open, 12*60, n)
			}
		case "school":
			if after {
				return within(15*60, 18*60, n)
			}
			return within(r.frame.Open, 9*60, n)
		case "werk":
			if after {
				return within(17*60, r.frame.Close, n)
			}
			return within(r.frame.Open, 9*60, n)
		case "eten":
			if after {
				return within(18*60+30, r.frame.Close, n)
			}
			return within(16*60, 18*60, n)
		case "lunch":
			if after {
				return within(13*60, 15*60, n)
			}
			return within(10*60, 12*60, n)
		}
	}
	// begin van de middag, eind van de ochtend, vroeg in de avond, laat op de middag
	edge := r.w(k)
	if edge == "begin" || edge == "eind" || edge == "midden" || edge == "vroeg" || edge == "laat" {
		j := k + 1
		for j < k+4 && (r.w(j) == "van" || r.w(j) == "in" || r.w(j) == "de" || r.w(j) == "op" || r.w(j) == "s" || r.w(j) == "the" || r.w(j) == "ve") {
			j++
		}
		if p, ok := dayParts[r.w(j)]; ok {
			return r.edge(p, edge), j - i + 1
		}
		if edge == "vroeg" && r.edgeAlone(k) {
			return within(r.frame.Open, 10*60, lead+1)
		}
		if edge == "laat" && r.edgeAlone(k) && r.w(k-1) != "hoe" {
			return within(17*60, r.frame.Close, lead+1)
		}
		return Moment{}, 0
	}
	p, ok := dayParts[r.w(k)]
	if !ok {
		return Moment{}, 0
	}
	if r.w(k+1) == "vroeg" || r.w(k+1) == "laat" {
		return r.edge(p, r.w(k+1)), lead + 2
	}
	// 's middags om drie uur, in de avond om half acht: the part belongs to the time that follows
	j := k + 1
	if r.w(j) == "om" || r.w(j) == "rond" || r.w(j) == "ongeveer" {
		for r.w(j) == "om" || r.w(j) == "rond" || r.w(j) == "ongeveer" {
			j++
		}
		if c, n := r.clock(j, true); n > 0 {
			m := r.settle(c, p)
			about := r.w(k+1) != "om"
			return Moment{Start: m, End: m, Timed: true, About: about}, j + n - i
		}
	} else if c, n := r.clock(j, false); n > 0 {
		m := r.settle(c, p)
		return Moment{Start: m, End: m, Timed: true}, j + n - i
	}
	// 's avonds na zevenen
	r.part = p
	if m, n := r.readSpanOfHours(j); n > 0 {
		r.part = noPart
		return m, j + n - i
	}
	r.part = noPart
	from, to := p.bounds()
	if p != night {
		from, to = max(from, r.frame.Open), min(to, r.frame.Close)
	}
	return within(from, to, lead+1)
}

// edgeAlone reports whether vroeg or laat stands for a part of the day: not in "te vroeg", "hoe laat", "vroeg of laat".
func (r *momentReader) edgeAlone(k int) bool {
	switch r.w(k - 1) {
	case "te", "hoe", "zo", "too", "heel", "vroeg":
		return false
	}
	return r.w(k+1) != "of"
}

// edge is the early or late side of a part of the day.
func (r *momentReader) edge(p dayPart, side string) Moment {
	from, to := p.bounds()
	from, to = max(from, r.frame.Open), min(to, r.frame.Close)
	if p == night {
		from, to = p.bounds()
	}
	switch side {
	case "begin", "vroeg":
		to = from + 120
	case "eind", "laat":
		from = to - 120
		if p == morning {
			from = to - 90
		}
	case "midden":
		from, to = from+90, to-90
	}
	if from >= to {
		from, to = p.bounds()
	}
	return Moment{Start: from, End: min(to, 24*60), Timed: true}
}
