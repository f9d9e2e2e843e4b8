package assistant

import (
	"context"
	"errors"
	"slices"
	"time"

	"wegwijzer/appointment"
)

// StoreCalendar is the calendar that is kept: the conversation's view of the appointments. A visitor is known to it by a name that the session
// gives, for one hold each and for the limit on guesses; it is kept as a hash only.
type StoreCalendar struct {
	Store   *appointment.Store
	Visitor string // names the conversation; no two share it
	Client  string // names where it comes from, for the limit on guesses
}

// calendarFor returns the calendar as one conversation sees it: the kept one knows who holds and who guesses.
func calendarFor(c Calendar, b *Booking, client string) Calendar {
	if kept, ok := c.(StoreCalendar); ok {
		kept.Visitor, kept.Client = b.Visit, client
		return kept
	}
	return c
}

// servicesBy says which kind of talk each choice of the conversation leads to.
var servicesBy = map[string]string{"": "talk", "talk": "talk", "money": "money", "case": "case", "other": "talk"}

// wanted turns a need into what the calendar knows. Somebody who prefers a language that no adviser speaks gets an interpreter.
func (c StoreCalendar) wanted(ctx context.Context, n Need) (appointment.Wanted, error) {
	w := appointment.Wanted{
		Service: servicesBy[n.About], Channel: appointment.Channel(n.Channel), Gender: n.Gender, Interpreter: n.Interpreter, Helper: n.Helper, ForOther: n.ForOther,
	}
	if w.Service == "" {
		w.Service = "talk"
	}
	if w.Channel == "" {
		w.Channel = appointment.Phone
	}
	if w.Channel == appointment.Visit && n.Place != "" {
		places, err := c.Store.Locations(ctx)
		if err != nil {
			return w, err
		}
		if at := slices.IndexFunc(places, func(p appointment.Place) bool { return p.Name == n.Place }); at >= 0 {
			w.Place = places[at].ID
		}
	}
	return w, nil
}

// Places returns the towns in which visits are received.
func (c StoreCalendar) Places(ctx context.Context) ([]string, error) {
	places, err := c.Store.Locations(ctx)
	if err != nil {
		return nil, err
	}
	names := make([]string, len(places))
	for i, p := range places {
		names[i] = p.Name
	}
	return names, nil
}

// Length returns how long the kind of talk that is needed takes; appointment.ErrUnknown for one that is not offered.
func (c StoreCalendar) Length(ctx context.Context, n Need) (time.Duration, error) {
	offered, err := c.Store.Products(ctx)
	if err != nil {
		return 0, err
	}
	for _, x := range offered {
		if x.ID == servicesBy[n.About] {
			return time.Duration(x.Minutes) * time.Minute, nil
		}
	}
	return 0, appointment.ErrUnknown
}

// Free returns the starts that are free.
func (c StoreCalendar) Free(ctx context.Context, n Need, from, to time.Time) ([]time.Time, error) {
	w, err := c.wanted(ctx, n)
	if err != nil {
		return nil, err
	}
	slots, err := c.Store.Slots(ctx, w, from, to)
	if err != nil {
		return nil, err
	}
	free := make([]time.Time, len(slots))
	for i, s := range slots {
		free[i] = s.Start
	}
	return free, nil
}

// Hold holds a time for this visitor.
func (c StoreCalendar) Hold(ctx context.Context, n Need, start time.Time) (string, error) {
	w, err := c.wanted(ctx, n)
	if err != nil {
		return "", err
	}
	h, err := c.Store.Hold(ctx, w, start, c.Visitor)
	if errors.Is(err, appointment.ErrTaken) || errors.Is(err, appointment.ErrUnknown) {
		return "", ErrTaken
	}
	return h.Token, err
}

// Release gives a hold back.
func (c StoreCalendar) Release(ctx context.Context, hold string) error {
	return c.Store.Release(ctx, hold)
}

// Confirm books.
func (c StoreCalendar) Confirm(ctx context.Context, hold string, n Need, contact Contact, lang string) (Booked, error) {
	w, err := c.wanted(ctx, n)
	if err != nil {
		return Booked{}, err
	}
	b, code, err := c.Store.Create(ctx, hold, w, contactOf(contact))
	if err != nil {
		return Booked{}, bookingError(err)
	}
	return Booked{Start: b.Start, End: b.End, State: string(b.State), Code: code}, nil
}

// contactOf is contact as the calendar keeps it. The conversation asks for no mail and sends no messages: that is chosen on the page.
func contactOf(c Contact) appointment.Contact {
	return appointment.Contact{Phone: c.Phone, Voicemail: c.Voicemail == "yes", Hours: c.Hours, Silent: c.Silent, Summary: c.Summary}
}

// Move moves the booking of a code.
func (c StoreCalendar) Move(ctx context.Context, code, hold string) (Booked, error) {
	b, err := c.Store.Move(ctx, code, hold, c.Client)
	if err != nil {
		return Booked{}, bookingError(err)
	}
	return Booked{Start: b.Start, End: b.End, State: "moved"}, nil
}

// Cancel cancels the booking of a code, or withdraws the wish to be called.
func (c StoreCalendar) Cancel(ctx context.Context, code string) (callback bool, err error) {
	found, err := c.Store.Lookup(ctx, code, c.Client)
	switch {
	case err != nil:
		return false, bookingError(err)
	case found.Callback != nil:
		return true, bookingError(c.Store.WithdrawCallBack(ctx, code, c.Client))
	}
	return false, bookingError(c.Store.Cancel(ctx, code, c.Client))
}

// Needs returns what the booking of a code needs.
func (c StoreCalendar) Needs(ctx context.Context, code string) (Need, time.Time, error) {
	b, err := c.Store.Details(ctx, code, c.Client)
	if err != nil {
		return Need{}, time.Time{}, bookingError(err)
	}
	if b.State != appointment.Booked {
		return Need{}, time.Time{}, ErrNoCode
	}
	n := Need{Channel: Channel(b.Channel), Gender: b.Wanted.Gender, Interpreter: b.Wanted.Interpreter, Helper: b.Wanted.Helper, ForOther: b.Wanted.ForOther}
	for about, service := range servicesBy {
		if service == b.Service && about != "" && about != "other" {
			n.About = about
		}
	}
	if b.Place != nil {
		n.Place = b.Place.Name
	}
	return n, b.Start, nil
}

// CallBack keeps the wish to be called.
func (c StoreCalendar) CallBack(ctx context.Context, n Need, contact Contact, when, _ string) (string, error) {
	w, err := c.wanted(ctx, n)
	if err != nil {
		return "", err
	}
	w.Visit = c.Visitor
	return c.Store.CallBack(ctx, w, contactOf(contact), when)
}

// bookingError makes of an error of the calendar one that the conversation acts on.
func bookingError(err error) error {
	switch {
	case errors.Is(err, appointment.ErrNoCode), errors.Is(err, appointment.ErrLate):
		return ErrNoCode
	case errors.Is(err, appointment.ErrExpired):
		return ErrHoldExpired
	case errors.Is(err, appointment.ErrTaken):
		return ErrTaken
	}
	return err
}

var (
	_ Calendar = OpenCalendar{}
	_ Calendar = StoreCalendar{}
)
