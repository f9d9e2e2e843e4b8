package assistant

import (
	"errors"
	"regexp"
	"slices"
	"strings"
	"time"

	"wegwijzer/internal/dutch"
)

// find looks for what is wished: one time is held and read back, of several the best three are offered.
func (t *turn) find() (BookingReply, error) {
	b := t.b
	wish := b.Wish
	if t.said.Shift != 0 {
		wish = t.shifted(wish)
	}
	if len(wish.Options) == 0 && b.Need.Channel == "" && t.said.Empty() {
		return t.next("")
	}
	start, one := t.single(wish)
	free, err := t.free(wish)
	if err != nil {
		return BookingReply{}, err
	}
	if len(free) == 0 {
		return t.full()
	}
	if one {
		ranked, met := wish.Rank(free)
		if met && (start.IsZero() || ranked[0].Equal(start) || wish.Options[0].About) {
			return t.take(ranked[0])
		}
		return t.offer(t.closed(wish), wish)
	}
	return t.offer("", wish)
}

// single reports whether a wish comes down to one time: a day with an hour, or an hour on one of two days. start is that time, or the zero time
// when the calendar has to choose.
func (t *turn) single(wish dutch.Wish) (start time.Time, one bool) {
	if len(wish.Options) == 0 {
		return time.Time{}, false
	}
	for _, o := range wish.Options {
		if !o.Exact() || o.From.IsZero() || o.From.Until(o.To) > 1 {
			return time.Time{}, false
		}
	}
	if d, m, ok := wish.Exact(); ok && !wish.Options[0].About {
		return d.At(m, amsterdam()), true
	}
	return time.Time{}, true
}

// shifted is the wish for a time later or earlier than what was offered.
func (t *turn) shifted(wish dutch.Wish) dutch.Wish {
	base := t.b.Chosen
	if base.IsZero() && len(t.b.Offered) > 0 {
		base = t.b.Offered[0]
		if t.said.Shift > 0 {
			base = t.b.Offered[len(t.b.Offered)-1]
		}
	}
	if base.IsZero() {
		return wish
	}
	o := momentOf(base)
	if t.said.ShiftLoose {
		if t.said.Shift > 0 {
			o.Start, o.End = o.Start+15, 24*60
		} else {
			o.Start, o.End = 0, o.Start
		}
	} else {
		at := momentOf(base.Add(time.Duration(t.said.Shift) * time.Minute))
		o = at
	}
	wish.Options = []dutch.Moment{o}
	t.b.Wish.Options = wish.Options
	return wish
}

// free asks the calendar for the times from now on.
func (t *turn) free(wish dutch.Wish) ([]time.Time, error) {
	from, to := t.now, t.now.Add(horizon)
	for _, o := range wish.Options {
		if !o.To.IsZero() {
			if end := o.To.Add(2).At(0, amsterdam()); end.After(to) {
				to = end
			}
		}
	}
	if limit := t.now.Add(400 * 24 * time.Hour); to.After(limit) {
		to = limit
	}
	free, err := t.b.calendar.Free(t.ctx, t.b.Need, from, to)
	if err != nil {
		return nil, err
	}
	free = slices.DeleteFunc(free, func(s time.Time) bool { return slices.ContainsFunc(t.lost, s.Equal) })
	for i, s := range free {
		free[i] = s.In(amsterdam())
	}
	return free, nil
}

// closed says why a time that was asked for cannot be had.
func (t *turn) closed(wish dutch.Wish) string {
	d, m, ok := wish.Exact()
	if !ok {
		return t.text("not_free")
	}
	at := d.At(m, amsterdam())
	if at.Before(t.now) {
		return t.text("past")
	}
	when := WhenText(t.lang, at)
	from, to := officeHours(d)
	switch {
	case dutch.Holiday(d):
		return t.text("holiday", "{when}", when)
	case from == to || m < from || m > to-lastStart:
		return t.text("shut", "{when}", when)
	}
	return t.text("taken", "{when}", when)
}

// closedDay says why a day that was asked for, without an hour, cannot be had.
func (t *turn) closedDay(wish dutch.Wish) string {
	if o := wish.Options[0]; len(wish.Options) == 1 && o.OneDay() {
		when := DayText(t.lang, o.From.At(12*60, amsterdam()))
		switch from, to := officeHours(o.From); {
		case dutch.Holiday(o.From):
			return t.text("holiday", "{when}", when)
		case from == to:
			return t.text("shut", "{when}", when)
		}
	}
	return t.text("not_free")
}

// answersWhen reports whether a message does no more than say when, where that was asked: one of the times that were offered by its place among them, "de
// laatste", or "zo snel mogelijk". Alone those words can sound like something else.
func (b *Booking) answersWhen(message string) bool {
	m := bookingFold(message)
	return (b.Asked == askMoment || b.Asked == askWhen) && b.Chosen.IsZero() && (len(b.Offered) > 0 && pickAlone.MatchString(m) || soonAlone.MatchString(m))
}

var soonAlone = regexp.MustCompile(`^((graag|liefst|maar|,) )*(zo (snel|spoedig|gauw|vlug) mogelijk|zsm|asap|as soon as possible)( (graag|aub|alsjeblieft|alstublieft|please|\.))*$`)

// tooEarly says of the times that were offered which way others should lie.
var (
	tooEarly = regexp.MustCompile(`\b(te vroeg|too early)\b`)
	tooLate  = regexp.MustCompile(`\b(te laat|too late)\b`)
	// Not earlier, or not later, than what was offered: that stays.
	noShift = regexp.MustCompile(`^((nee|maar|ik|kan|dan|,) )*((eerder|vroeger|later)( (dan|kan|lukt|gaat|ik|het|dat|mij|me|voor|echt|helaas))* niet|niet (eerder|vroeger|later))( (lukken|kan|meer|hoor|helaas|,|\.))*$|^(no|not) (earlier|later)( \.)?$`)
)

// shift reads that what was offered is too early or too late.
func (t *turn) shift() {
	b := t.b
	if t.said.Shift != 0 && noShift.MatchString(t.m) {
		t.said = dutch.Wish{}
		return
	}
	if b.Asked != askMoment && b.Asked != askConfirm || len(b.Offered) == 0 && b.Chosen.IsZero() || !t.said.Empty() || strings.Contains(t.raw, "?") {
		return
	}
	switch {
	case tooEarly.MatchString(t.m):
		t.said.Shift, t.said.ShiftLoose = 60, true
	case tooLate.MatchString(t.m):
		t.said.Shift, t.said.ShiftLoose = -60, true
	}
}

var pickAlone = regexp.MustCompile(`^((ja|ok|oke|nou|dan|doe|maar|ik|kies|neem|wil|graag|liever|voor|okay|i|take|,|\.) )*((de|die|het|the) )?(eerste|tweede|derde|middelste|laatste|first|second|third|last)( (tijd|optie|moment|keuze|is|goed|graag|maar|lijkt|me|mij|alsjeblieft|alstublieft|dan|past|van|de|drie|lijst|prima|fijn|beste?|one|please|,|\.))*$`)

// offer gives the person at most three times to choose from.
func (t *turn) offer(lead string, wish dutch.Wish) (BookingReply, error) {
	b := t.b
	if err := t.release(); err != nil {
		return BookingReply{}, err
	}
	free, err := t.free(wish)
	if err != nil {
		return BookingReply{}, err
	}
	if rest := slices.DeleteFunc(slices.Clone(free), func(s time.Time) bool { return slices.ContainsFunc(b.Passed, s.Equal) }); len(rest) > 0 {
		free = rest
	}
	ranked, met := wish.Rank(free)
	if len(ranked) == 0 {
		return t.full()
	}
	if lead == "" && !met && len(wish.Options) > 0 {
		lead = t.closedDay(wish)
	}
	b.Offered = spread(ranked, wish, met)
	b.Asked = askMoment
	reply := BookingReply{Action: ActionClarify, Slots: slices.Clone(b.Offered)}
	lines := []string{}
	for _, s := range b.Offered {
		lines = append(lines, "- "+WhenText(t.lang, s))
	}
	reply.keys = []string{"choice_other"}
	reply.Text = paragraphs(lead, t.once(), t.text("offer"), strings.Join(lines, "\n"), t.text("offer_ask"))
	return reply, nil
}

// spread takes three times that differ enough to be a choice: on whole and half hours where that can be, more than an hour apart or on other days,
// unless there is no more to choose from.
func spread(ranked []time.Time, wish dutch.Wish, met bool) []time.Time {
	exact := len(wish.Options) > 0 && wish.Options[0].Exact()
	pick := func(fits func(s time.Time, picked []time.Time) bool) []time.Time {
		var picked []time.Time
		for i, s := range ranked {
			if i > 2000 || len(picked) == maxChoice {
				break
			}
			if fits(s, picked) {
				picked = append(picked, s)
			}
		}
		return picked
	}
	suits := func(s time.Time) bool {
		return !met || len(wish.Options) == 0 || slices.ContainsFunc(wish.Options, func(o dutch.Moment) bool { return o.Holds(s) })
	}
	apart := func(gap time.Duration, grid int) func(time.Time, []time.Time) bool {
		return func(s time.Time, picked []time.Time) bool {
			if s.Minute()%grid != 0 && !(exact && len(picked) == 0) || !suits(s) {
				return false
			}
			return !slices.ContainsFunc(picked, func(p time.Time) bool { return p.Sub(s).Abs() < gap })
		}
	}
	for _, try := range []struct {
		gap  time.Duration
		grid int
	}{{2 * time.Hour, 30}, {time.Hour, 30}, {30 * time.Minute, 15}} {
		if picked := pick(apart(try.gap, try.grid)); len(picked) == maxChoice {
			return picked
		}
	}
	if picked := pick(apart(15*time.Minute, 5)); len(picked) > 0 {
		return picked
	}
	return ranked[:min(maxChoice, len(ranked))]
}

// take holds a time and asks for what is still missing, with the time read back.
func (t *turn) take(start time.Time) (BookingReply, error) {
	b := t.b
	if err := t.release(); err != nil {
		return BookingReply{}, err
	}
	hold, err := b.calendar.Hold(t.ctx, b.Need, start)
	if errors.Is(err, ErrTaken) {
		t.lost = append(t.lost, start)
		return t.offer(t.text("taken", "{when}", WhenText(t.lang, start)), b.Wish)
	}
	if err != nil {
		return BookingReply{}, err
	}
	b.Hold, b.HeldFor, b.Chosen, b.Offered = hold, b.Need, start, nil
	b.Wish.Options = []dutch.Moment{momentOf(start)}
	return t.next(t.text("held", "{when}", WhenText(t.lang, start)))
}

// holdAgain holds the chosen time for what is wanted by now: it was held before the way to speak, or the place, was known or changed. It returns a reply when
// the time is not free for that, with others.
func (t *turn) holdAgain() (BookingReply, error) {
	b := t.b
	hold, err := b.calendar.Hold(t.ctx, b.Need, b.Chosen)
	if errors.Is(err, ErrTaken) {
		taken := b.Chosen
		t.lost = append(t.lost, taken)
		return t.offer(t.text("not_free"), dutch.Wish{Options: []dutch.Moment{momentOf(taken)}, Not: b.Wish.Not})
	}
	if err == nil {
		b.Hold, b.HeldFor = hold, b.Need
	}
	return BookingReply{}, err
}

// release gives back what is held.
func (t *turn) release() error {
	b := t.b
	hold := b.Hold
	b.Hold, b.Chosen = "", time.Time{}
	if hold == "" {
		return nil
	}
	return b.calendar.Release(t.ctx, hold)
}

// full says that no time is free, and offers to be called; to who may not be called, the other ways.
func (t *turn) full() (BookingReply, error) {
	if t.b.quiet() {
		t.b.Asked = askMoment
		return BookingReply{Text: t.text("full_quiet"), Action: ActionHandover, keys: []string{"channel_video", "channel_visit", "channel_chat"}}, nil
	}
	t.b.Asked = askCallback
	return BookingReply{Text: t.text("full"), Action: ActionHandover, keys: []string{"choice_yes", "choice_no"}}, nil
}
