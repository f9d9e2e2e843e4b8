package dutch

// readSpanOfHours reads a stretch of the day: na tienen, voor half drie, tussen 12 en 2, van 9 tot 11, 9-12 uur, vanaf vier uur.
func (r *momentReader) readSpanOfHours(i int) (Moment, int) {
	k := i
	span := func(from, to, n int) (Moment, int) {
		if from >= to {
			return Moment{}, 0
		}
		return Moment{Start: from, End: to, Timed: true}, n
	}
	skip := func(k int) int {
		for r.w(k) == "om" || r.w(k) == "ongeveer" || r.w(k) == "rond" {
			k++
		}
		return k
	}
	point := func(k int) (hour, int) {
		if c, n := r.hourOrSo(k); n > 0 {
			return c, n
		}
		return r.clock(k, true)
	}
	part := r.part
	switch w := r.w(k); {
	case w == "tussen" || w == "van":
		k = skip(k + 1)
		a, n := point(k)
		if n == 0 {
			return Moment{}, 0
		}
		k += n
		if k < len(r.t) && (r.t[k].typed == "onwards" || r.t[k].typed == "on") { // from two onwards
			from := r.settle(a, part)
			return span(from, max(r.frame.Close, min(from+60, 24*60)), k+1-i)
		}
		if r.w(k) != "en" && !r.untilAt(k) {
			return Moment{}, 0
		}
		k = skip(k + 1)
		b, n := point(k)
		if n == 0 {
			return Moment{}, 0
		}
		k += n
		if p, more := r.partAfter(k); more > 0 {
			part, k = p, k+more
		}
		from, to := r.stretch(a, b, part)
		return span(from, to, k-i)
	case w == "na" || w == "vanaf":
		k = skip(k + 1)
		a, n := point(k)
		if n == 0 || r.unit(k+n) && !r.uurAt(k+n) {
			return Moment{}, 0
		}
		k += n
		if p, more := r.partAfter(k); more > 0 {
			part, k = p, k+more
		}
		from := r.settle(a, part)
		if r.w(k) == "tot" { // vanaf 9 tot 12
			if b, m := point(skip(k + 1)); m > 0 {
				from, to := r.stretch(a, b, part)
				return span(from, to, skip(k+1)+m-i)
			}
		}
		return span(from, max(r.frame.Close, min(from+60, 24*60)), k-i)
	case w == "voor" || w == "tot" || w == "uiterlijk":
		k = skip(k + 1)
		if r.w(k) == "de" {
			return Moment{}, 0
		}
		a, n := point(k)
		if n == 0 || r.monthAt(k+n) || r.unit(k+n) && !r.uurAt(k+n) {
			return Moment{}, 0
		}
		k += n
		if p, more := r.partAfter(k); more > 0 {
			part, k = p, k+more
		}
		to := r.settle(a, part)
		if w == "uiterlijk" {
			to++
		}
		if w == "tot" && (r.w(i-1) == "werk" || r.w(i-2) == "werk") { // ik werk tot vijf uur: after it
			return span(to, max(r.frame.Close, min(to+60, 24*60)), k-i)
		}
		return span(min(r.frame.Open, max(0, to-60)), to, k-i)
	}
	// 9-12 uur, 9:00 - 11:30, 9 tot 12
	a, n := r.clock(k, false)
	bare := false
	if n == 0 && k < len(r.t) && r.t[k].digits != "" {
		if h, m := r.hour(k); m > 0 {
			a, n, bare = r.spoken(h, 0), m, true
		}
	}
	if n == 0 || k+n >= len(r.t) {
		return Moment{}, 0
	}
	j := k + n
	dash := r.t[j].gap == "-"
	if !dash && r.w(j) != "tot" {
		return Moment{}, 0
	}
	if !dash {
		j++
	}
	b, m := r.clock(j, bare || !dash)
	if m == 0 {
		return Moment{}, 0
	}
	if bare && dash && !r.uurAt(j+m-1) && !r.uurAt(j+m) && len(r.t[j].digits) <= 2 && m == 1 {
		return Moment{}, 0 // 12-1 is a date
	}
	j += m
	if p, more := r.partAfter(j); more > 0 {
		part, j = p, j+more
	}
	from, to := r.stretch(a, b, part)
	return span(from, to, j-i)
}

// stretch settles both ends of a stretch of hours so that the second lies after the first.
func (r *momentReader) stretch(a, b hour, part dayPart) (from, to int) {
	to = r.settle(b, part)
	from = r.settle(a, noPart)
	if part != noPart {
		from = r.settle(a, part)
	}
	if from >= to && a.either {
		from = a.minutes
	}
	if from >= to && b.either {
		to = b.minutes + 12*60
	}
	if from >= to && a.either && a.minutes+12*60 < to {
		from = a.minutes + 12*60
	}
	return from, to
}
