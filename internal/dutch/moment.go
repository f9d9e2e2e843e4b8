package dutch

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// Wish is what a person said about when something may happen: the moments that suit, best first, and those that do not. It is data to be
// read back, never a promise: a reader that was wrong is corrected by the person who hears the date.
type Wish struct {
	Options    []Moment // any of these, in order; none when no day and no time was said
	Not        []Moment // never
	Rather     []Moment // if it can be
	RatherNot  []Moment // only if nothing else can be
	Any        bool     // "maakt niet uit"
	Soon       bool     // "zo snel mogelijk"
	Late       bool     // as late as possible within what suits
	Shift      int      // minutes later than what was offered, negative for earlier; "iets later" without a measure is 60
	ShiftLoose bool     // no measure was said with Shift
	SameTime   bool     // "zelfde tijd"
	Past       bool     // the only moment that was said lies behind us
	Unreal     bool     // a day or hour that does not exist: 30 February, 25 o'clock
	Unsure     bool     // the words can be meant in two ways; the one chosen must be read back with its date
	Corrected  bool     // the person changed their mind within the message
}

// Moment is a set of moments: days and times of day. A field left zero excludes nothing.
type Moment struct {
	From, To CalendarDay // first and last day; both zero for any day
	Weekdays uint8       // bit n for time.Weekday n; 0 for every day
	Start    int         // minutes after midnight
	End      int         // the first minute that no longer suits; Start again for one exact time; 0 with Start 0 for any time
	Timed    bool        // Start and End mean something
	About    bool        // "rond", "ongeveer"

	plain bool // a bare weekday, that a week said later may move
}

// Exact reports whether the moment is one time of the day.
func (m Moment) Exact() bool { return m.Timed && m.Start == m.End }

// OneDay reports whether the moment lies on one day.
func (m Moment) OneDay() bool { return !m.From.IsZero() && m.From == m.To }

// Dated reports whether anything about the day was said.
func (m Moment) Dated() bool { return !m.From.IsZero() || m.Weekdays != 0 }

func (m Moment) onDay(d CalendarDay) bool {
	if !m.From.IsZero() && (d.Compare(m.From) < 0 || d.Compare(m.To) > 0) {
		return false
	}
	return m.Weekdays == 0 || m.Weekdays&(1<<d.Weekday()) != 0
}

// within reports whether a time of the day, in minutes, suits. Around a time is an hour on either side of it.
func (m Moment) within(minutes int) bool {
	switch {
	case !m.Timed:
		return true
	case m.Exact() && m.About:
		return minutes >= m.Start-60 && minutes <= m.Start+60
	case m.Exact():
		return minutes == m.Start
	}
	return minutes >= m.Start && minutes < m.End
}

// Holds reports whether t lies in the moment, on the clock of t's own zone.
func (m Moment) Holds(t time.Time) bool {
	return m.onDay(DayOf(t)) && m.within(t.Hour()*60+t.Minute())
}

// String returns the moment as a test compares it: 2026-12-14 14:30, 2026-12-14..2026-12-18 12:00-18:00, Wed, * ~10:00.
func (m Moment) String() string {
	var days []string
	if !m.From.IsZero() {
		days = append(days, m.From.String())
		if m.To != m.From {
			days[0] += ".." + m.To.String()
		}
	}
	if m.Weekdays != 0 {
		var names []string
		for d := range 7 {
			if m.Weekdays&(1<<d) != 0 {
				names = append(names, time.Weekday(d).String()[:3])
			}
		}
		days = append(days, strings.Join(names, ","))
	}
	if days == nil {
		days = []string{"*"}
	}
	text := strings.Join(days, " ")
	clock := func(m int) string { return fmt.Sprintf("%02d:%02d", m/60, m%60) }
	switch {
	case !m.Timed:
		return text
	case m.Exact() && m.About:
		return text + " ~" + clock(m.Start)
	case m.Exact():
		return text + " " + clock(m.Start)
	}
	return text + " " + clock(m.Start) + "-" + clock(m.End)
}

// String returns the wish as a test compares it.
func (w Wish) String() string {
	var parts []string
	for _, o := range w.Options {
		parts = append(parts, o.String())
	}
	list := func(sign string, all []Moment) {
		for _, m := range all {
			parts = append(parts, sign+m.String())
		}
	}
	list("!", w.Not)
	list("+", w.Rather)
	list("-", w.RatherNot)
	for _, f := range []struct {
		set  bool
		name string
	}{{w.Any, "any"}, {w.Soon, "soon"}, {w.Late, "late"}, {w.Shift > 0, fmt.Sprintf("later %d", w.Shift)}, {w.Shift < 0, fmt.Sprintf("earlier %d", -w.Shift)}, {w.SameTime, "same"}, {w.Past, "past"}, {w.Unreal, "unreal"}} {
		if f.set {
			parts = append(parts, f.name)
		}
	}
	return strings.Join(parts, " | ")
}

// Empty reports whether nothing about a moment was said.
func (w Wish) Empty() bool {
	return len(w.Options) == 0 && len(w.Not) == 0 && len(w.Rather) == 0 && len(w.RatherNot) == 0 && !w.Any && !w.Soon && !w.Late && w.Shift == 0 && !w.SameTime && !w.Past && !w.Unreal
}

// Exact returns the moment when the wish names one day and one time and nothing else.
func (w Wish) Exact() (CalendarDay, int, bool) {
	if len(w.Options) != 1 || !w.Options[0].OneDay() || !w.Options[0].Exact() {
		return CalendarDay{}, 0, false
	}
	return w.Options[0].From, w.Options[0].Start, true
}

// Then returns the wish after a later message: what was said anew holds, the rest stays. Someone who named a day and then an hour means that
// hour on that day; someone who names another day keeps the hour.
func (w Wish) Then(next Wish) Wish {
	if next.Any && len(next.Options) == 0 && !next.Corrected {
		next.Not = append(slices.Clone(w.Not), next.Not...)
		return next
	}
	out := next
	out.Not = keepUnsaid(w.Not, next)
	for _, m := range next.Not {
		if !slices.Contains(out.Not, m) {
			out.Not = append(out.Not, m)
		}
	}
	if n := len(out.Not) - maxNot; n > 0 { // a wish is carried from message to message: it may not grow without end
		out.Not = slices.Clone(out.Not[n:])
	}
	if len(next.Rather) == 0 {
		out.Rather = keepUnsaid(w.Rather, next)
	}
	if len(next.RatherNot) == 0 {
		out.RatherNot = keepUnsaid(w.RatherNot, next)
	}
	if len(next.Options) == 0 {
		out.Options = w.Options
		for _, not := range next.Not { // what is excluded now is no longer wished
			out.Options = slices.DeleteFunc(slices.Clone(out.Options), func(o Moment) bool { return o.OneDay() && !not.Timed && not.onDay(o.From) })
		}
		if len(next.Rather) > 0 && len(w.Options) == 1 && w.Options[0].Exact() && next.Rather[0].Timed {
			out.Options = []Moment{untimed(w.Options[0])}
		}
	} else {
		out.Options = slices.Clone(next.Options)
		for i, o := range out.Options {
			out.Options[i] = complete(o, w.Options, next.SameTime)
		}
	}
	if next.Any || next.Soon {
		out.Any = next.Any
	}
	out.SameTime = false
	return out
}

// maxNot is how many exclusions are remembered.
const maxNot = 12

// complete fills what a new moment leaves open from the old ones.
func complete(o Moment, old []Moment, sameTime bool) Moment {
	switch {
	case !o.Dated():
		for _, b := range old {
			if b.Dated() {
				o.From, o.To, o.Weekdays = b.From, b.To, b.Weekdays
				break
			}
		}
	case !o.Timed:
		for _, b := range old {
			if b.Timed && (sameTime || len(old) == 1) {
				o.Start, o.End, o.Timed, o.About = b.Start, b.End, true, b.About
				break
			}
		}
	}
	return o
}

func untimed(m Moment) Moment {
	m.Start, m.End, m.Timed, m.About = 0, 0, false, false
	return m
}

// keepUnsaid returns the old exclusions that the new wish does not contradict: who first said not on Wednesday and then asks for a
// Wednesday means the Wednesday.
func keepUnsaid(old []Moment, next Wish) []Moment {
	var kept []Moment
	for _, m := range old {
		against := false
		for _, o := range next.Options {
			if o.OneDay() && m.Dated() && m.onDay(o.From) && (!m.Timed || o.Exact() && m.within(o.Start)) || !m.Dated() && o.Exact() && m.within(o.Start) {
				against = true
			}
		}
		if !against {
			kept = append(kept, m)
		}
	}
	return kept
}

// Rank returns the free moments that suit the wish, best first: on the days and at the times that were said, in the order they were said,
// what is preferred before what is not, sooner before later. With none that suits, it returns the nearest to what was said and met is false.
// What was excluded is never among them. The zone of the free moments is the zone of the person.
func (w Wish) Rank(free []time.Time) (ranked []time.Time, met bool) {
	type scored struct {
		t      time.Time
		option int
		cost   time.Duration
	}
	var good, near []scored
	for _, t := range free {
		if slices.ContainsFunc(w.Not, func(m Moment) bool { return m.Holds(t) }) {
			continue
		}
		s := scored{t: t, option: -1}
		for i, o := range w.Options {
			if o.Holds(t) {
				s.option = i
				break
			}
		}
		s.cost = w.cost(t)
		if len(w.Options) == 0 || s.option >= 0 {
			good = append(good, s)
		} else {
			near = append(near, s)
		}
	}
	met = len(good) > 0
	if !met {
		good = near
		for i := range good {
			good[i].cost += w.miss(good[i].t)
		}
	}
	slices.SortStableFunc(good, func(a, b scored) int {
		if a.option != b.option && len(w.Options) > 1 && a.cost == b.cost {
			return a.option - b.option
		}
		if a.cost != b.cost {
			return int(min(max(a.cost-b.cost, -1), 1))
		}
		if w.Late && DayOf(a.t) == DayOf(b.t) {
			return b.t.Compare(a.t)
		}
		return a.t.Compare(b.t)
	})
	for _, s := range good {
		ranked = append(ranked, s.t)
	}
	return ranked, met
}

// cost is what speaks against a moment that suits: a broken preference, the distance to a time that was said loosely.
func (w Wish) cost(t time.Time) time.Duration {
	const broken = 1000 * time.Hour
	var cost time.Duration
	if len(w.Rather) > 0 && !slices.ContainsFunc(w.Rather, func(m Moment) bool { return m.Holds(t) }) {
		cost += broken
	}
	if slices.ContainsFunc(w.RatherNot, func(m Moment) bool { return m.Holds(t) }) {
		cost += broken
	}
	for _, o := range w.Options {
		if o.About && o.onDay(DayOf(t)) {
			return cost + time.Duration(abs(t.Hour()*60+t.Minute()-o.Start))*time.Minute
		}
	}
	return cost
}

// miss is how far a moment lies from the nearest that was wished: a day costs more than any time of that day.
func (w Wish) miss(t time.Time) time.Duration {
	least := time.Duration(1<<62 - 1)
	day, minutes := DayOf(t), t.Hour()*60+t.Minute()
	for _, o := range w.Options {
		var d time.Duration
		switch {
		case o.From.IsZero():
			if !o.onDay(day) {
				d += 24 * time.Hour
			}
		case day.Compare(o.From) < 0:
			d += time.Duration(day.Until(o.From)) * 30 * time.Hour // a little before is worse than a little after
		case day.Compare(o.To) > 0:
			d += time.Duration(o.To.Until(day)) * 24 * time.Hour
		case !o.onDay(day):
			d += 24 * time.Hour
		}
		if o.Timed && !o.within(minutes) {
			d += time.Duration(min(abs(minutes-o.Start), abs(minutes-o.End))) * time.Minute
		}
		least = min(least, d)
	}
	return least
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}
