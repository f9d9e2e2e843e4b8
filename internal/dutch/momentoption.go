package dutch

import (
	"slices"
)

// options joins days and times into what suits.
func (r *momentReader) options(wanted []said) {
	hard := false
	for _, s := range wanted {
		hard = hard || !s.soft
	}
	var out, rather []Moment
	open := -1 // the option that can still be filled
	for i, s := range wanted {
		m := s.moment
		list := &out
		if s.soft && hard {
			list = &rather
			// liever na tienen: a time preferred on the day that was said
			if !(len(rather) > 0 && i > 0 && wanted[i-1].soft && wanted[i-1].isDay && !s.isDay && wanted[i-1].end == s.at) {
				rather = append(rather, m)
				continue
			}
		}
		switch {
		case s.isDay && open >= 0 && !out[open].Dated():
			(*list)[open] = withTime(m, out[open])
		case s.isDay && open >= 0 && refines(out[open], m):
			out[open] = withTime(intersect(m, out[open]), out[open])
		case s.isDay && open >= 0 && r.joined(wanted, i) && narrows(out[open], m):
			out[open] = withTime(m, out[open])
		case s.isDay && open >= 0 && m.Weekdays != 0 && m.From.IsZero() && out[open].From.IsZero() && !out[open].Timed && out[open].Weekdays != 0:
			out[open].Weekdays |= m.Weekdays
		case s.isDay:
			out = append(out, m)
			open = len(out) - 1
		case open >= 0 && !(*list)[len(*list)-1].Timed:
			n := len(*list) - 1
			(*list)[n] = withTime((*list)[n], m)
			for k := n - 1; k >= 0 && list == &out && !out[k].Timed; k-- { // dinsdag of woensdag om tien uur
				out[k] = withTime(out[k], m)
			}
		case open >= 0 && i > 0 && r.alternative(wanted[i-1], s):
			out = append(out, withTime(untimed(out[open]), m))
			open = len(out) - 1
		case open >= 0 && r.w(s.at-1) == "dus": // na school, dus vanaf half vier
			out[open] = withTime(out[open], m)
		case open >= 0:
			out[open] = withTime(out[open], narrower(out[open], m))
		default:
			out = append(out, m)
			open = len(out) - 1
		}
	}
	for i, m := range out { // said twice, meant once
		m.plain = false
		if !slices.ContainsFunc(out[:i], func(o Moment) bool { o.plain = false; return o == m }) {
			r.wish.Options = append(r.wish.Options, out[i])
		}
	}
	r.wish.Rather = append(r.wish.Rather, rather...)
}

// refines reports whether weekdays and a stretch of days belong together: volgende week, op dinsdag of donderdag is told apart by joined.
func refines(old, m Moment) bool {
	return old.Weekdays != 0 && old.From.IsZero() && !m.From.IsZero() && m.From != m.To || m.Weekdays != 0 && m.From.IsZero() && !old.From.IsZero() && old.From != old.To
}

func intersect(a, b Moment) Moment {
	if a.From.IsZero() {
		a.From, a.To = b.From, b.To
	}
	a.Weekdays |= b.Weekdays
	return a
}

// narrows reports whether a day, or a shorter stretch, lies in the stretch that was said before.
func narrows(old, m Moment) bool {
	return old.From != old.To && !m.From.IsZero() && old.onDay(m.From) && old.onDay(m.To) && m.From.Until(m.To) < old.From.Until(old.To)
}

// joined reports whether the moment at i is no alternative to the one before it.
func (r *momentReader) joined(wanted []said, i int) bool {
	return i > 0 && !r.alternative(wanted[i-1], wanted[i])
}

// alternative reports whether two moments are a choice: with "of" or "en" between them, or a comma.
func (r *momentReader) alternative(a, b said) bool {
	for k := a.end; k < b.at; k++ {
		if r.w(k) == "of" || r.w(k) == "en" || r.t[k].typed == "anders" {
			return true
		}
	}
	return false
}

func withTime(day, time Moment) Moment {
	day.Start, day.End, day.Timed, day.About = time.Start, time.End, time.Timed, time.About
	return day
}

// narrower is the part of the day that both say, or the later said when they exclude each other.
func narrower(old, m Moment) Moment {
	switch {
	case m.Exact():
		return m
	case old.Exact() && m.within(old.Start):
		return old
	case old.Exact():
		if later := old.Start + 12*60; m.within(later) {
			old.Start, old.End = later, later
			return old
		}
		return m
	}
	from, to := max(old.Start, m.Start), min(old.End, m.End)
	if from < to {
		m.Start, m.End = from, to
	}
	return m
}

// dropPast leaves out what has passed, when something else was said besides; alone it makes the wish past.
func (r *momentReader) dropPast() {
	now := r.frame.Now.Hour()*60 + r.frame.Now.Minute()
	past := func(m Moment) bool {
		if m.From.IsZero() {
			return false
		}
		if c := m.To.Compare(r.today); c != 0 {
			return c < 0
		}
		return m.Timed && (m.Exact() && m.Start < now || m.End <= now)
	}
	if len(r.wish.Options) > 0 && r.wish.Unreal {
		r.wish.Options = nil
		return
	}
	left := slices.DeleteFunc(slices.Clone(r.wish.Options), past)
	if len(left) < len(r.wish.Options) {
		if len(left) == 0 {
			r.wish.Past = true
		}
		if r.frame.Last.IsZero() && len(left) == 0 {
			r.wish.Options = nil
		} else {
			r.wish.Options = left
		}
	}
	for i := range r.wish.Options {
		r.wish.Options[i].plain = false
	}
	for _, list := range [][]Moment{r.wish.Not, r.wish.Rather, r.wish.RatherNot} {
		for i := range list {
			list[i].plain = false
		}
	}
}
