package assistant

import (
	"context"
	"errors"
	"sync"
	"time"
	_ "time/tzdata" // the clock of the Netherlands, on machines that lack it

	"wegwijzer/internal/dutch"
)

// What a calendar may answer.
var (
	ErrTaken       = errors.New("assistant: the time was just taken")
	ErrHoldExpired = errors.New("assistant: the time is no longer held")
	ErrNoCode      = errors.New("assistant: no appointment has that code, or it may not be tried now")
)

// Calendar finds times and books them. The conversation proposes; only what the person confirmed is booked.
type Calendar interface {
	// Free returns the moments at which an appointment as needed can begin, in order.
	Free(ctx context.Context, need Need, from, to time.Time) ([]time.Time, error)
	// Hold keeps a time for this conversation for some minutes and returns the name of the hold. It returns ErrTaken when somebody was first.
	Hold(ctx context.Context, need Need, start time.Time) (hold string, err error)
	// Release gives a held time back. An unknown or expired hold is no error.
	Release(ctx context.Context, hold string) error
	// Confirm books what is held. Asked again with the same hold it gives the same booking and no second one.
	Confirm(ctx context.Context, hold string, need Need, contact Contact, lang string) (Booked, error)
	// Move puts the appointment that a code opens on a held time; Cancel takes it away. Both return ErrNoCode for a code that opens nothing,
	// after the same time and with the same answer as for one that does.
	Move(ctx context.Context, code, hold string) (Booked, error)
	// A code that opens a wish to be called withdraws that, and callback is true.
	Cancel(ctx context.Context, code string) (callback bool, err error)
	// Needs returns what is needed of the appointment that a code opens, and its length of time, so that another time can be found for it.
	Needs(ctx context.Context, code string) (need Need, start time.Time, err error)
	// Places returns the towns in which visits are received. A calendar that has no list of them takes any name.
	Places(ctx context.Context) ([]string, error)
	// Length returns how long an appointment as needed takes.
	Length(ctx context.Context, need Need) (time.Duration, error)
	// CallBack keeps the wish to be called, for when there is no time that suits.
	CallBack(ctx context.Context, need Need, contact Contact, when string, lang string) (code string, err error)
}

// Booked is an appointment that was made.
type Booked struct {
	Start, End time.Time
	State      string // booked, moved, cancelled
	Code       string // four words; shown once and kept nowhere
}

// amsterdam is the clock by which appointments are made.
var amsterdam = sync.OnceValue(func() *time.Location {
	loc, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		panic("assistant: the zone Europe/Amsterdam is missing: " + err.Error())
	}
	return loc
})

// OpenCalendar is a calendar in which every time in office hours is free and nothing is kept: for trying the conversation out, and for
// `wegwijzer ask --jsonl`. Office hours are those of the telephone line: Monday to Friday 8 to 20, Saturday 10 to 17, closed on holidays.
type OpenCalendar struct {
	Towns []string // in which visits are received; any, when it is empty
}

// openLength is how long an appointment takes in the open calendar; openStep is the grid on which one may begin. People name times such as
// twenty to four, and in a calendar without appointments there is no reason to round them.
const (
	openLength = 30 * time.Minute
	openStep   = 5 * time.Minute
	lastStart  = 15 // minutes before closing at which an appointment may still begin
)

// officeHours returns between which minutes of a day somebody is there; both 0 on a day without.
func officeHours(d dutch.CalendarDay) (from, to int) {
	switch {
	case dutch.Holiday(d) || d.Weekday() == time.Sunday:
		return 0, 0
	case d.Weekday() == time.Saturday:
		return 10 * 60, 17 * 60
	}
	return 8 * 60, 20 * 60
}

// OfficeOpen reports whether somebody answers the telephone, or the chat, at a moment.
func OfficeOpen(now time.Time) bool {
	now = now.In(amsterdam())
	m := now.Hour()*60 + now.Minute()
	from, to := officeHours(dutch.DayOf(now))
	return m >= from && m < to
}

// Free returns every fifth minute of office hours.
func (OpenCalendar) Free(_ context.Context, _ Need, from, to time.Time) ([]time.Time, error) {
	var free []time.Time
	loc := amsterdam()
	for d := dutch.DayOf(from.In(loc)); !d.At(0, loc).After(to); d = d.Add(1) {
		first, last := officeHours(d)
		for m := first; m <= last-lastStart && last > 0; m += int(openStep / time.Minute) {
			if at := d.At(m, loc); at.After(from) && !at.After(to) {
				free = append(free, at)
			}
		}
	}
	return free, nil
}

// Hold holds nothing and says it did.
func (OpenCalendar) Hold(_ context.Context, _ Need, start time.Time) (string, error) {
	return start.Format(time.RFC3339), nil
}

// Release does nothing.
func (OpenCalendar) Release(context.Context, string) error { return nil }

// Confirm returns the booking that would have been made, with a code that opens nothing.
func (OpenCalendar) Confirm(_ context.Context, hold string, _ Need, _ Contact, _ string) (Booked, error) {
	start, err := time.Parse(time.RFC3339, hold)
	if err != nil {
		return Booked{}, ErrHoldExpired
	}
	start = start.In(amsterdam())
	return Booked{Start: start, End: start.Add(openLength), State: "booked", Code: "voorbeeld voorbeeld voorbeeld voorbeeld"}, nil
}

// Move knows no codes.
func (OpenCalendar) Move(context.Context, string, string) (Booked, error) { return Booked{}, ErrNoCode }

// Cancel knows no codes.
func (OpenCalendar) Cancel(context.Context, string) (bool, error) { return false, ErrNoCode }

// Needs knows no codes.
func (OpenCalendar) Needs(context.Context, string) (Need, time.Time, error) {
	return Need{}, time.Time{}, ErrNoCode
}

// Places returns the towns it was given.
func (c OpenCalendar) Places(context.Context) ([]string, error) { return c.Towns, nil }

// Length returns half an hour.
func (OpenCalendar) Length(context.Context, Need) (time.Duration, error) { return openLength, nil }

// CallBack keeps nothing.
func (OpenCalendar) CallBack(context.Context, Need, Contact, string, string) (string, error) {
	return "voorbeeld voorbeeld voorbeeld voorbeeld", nil
}
