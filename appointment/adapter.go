package appointment

import (
	"context"
	"time"
)

// Adapter is a calendar in the verbs of Open Forms' contract for appointments (src/openforms/appointments/base.py: products, locations, dates, times,
// required fields, create, details, cancel), with hold and move besides, so that a calendar of JCC or Qmatic can stand in the place of ours. Store is
// the first. A calendar that knows no holds answers Hold with a token that names the time, and finds out at Create that somebody was first: that is
// ErrTaken in both.
type Adapter interface {
	// Products returns the kinds of talk.
	Products(ctx context.Context) ([]Service, error)
	// Locations returns where visits are received.
	Locations(ctx context.Context) ([]Place, error)
	// Dates returns the days from from up to to on which something is free, at midnight in the zone of the calendar. It returns ErrUnknown for a product
	// that does not exist or has no such channel; so do Times and RequiredFields.
	Dates(ctx context.Context, w Wanted, from, to time.Time) ([]time.Time, error)
	// Times returns what is free on the day of a moment.
	Times(ctx context.Context, w Wanted, day time.Time) ([]Slot, error)
	// RequiredFields returns what has to be known of the person to book: nothing, when nobody has to be called.
	RequiredFields(ctx context.Context, w Wanted) ([]Field, error)
	// Hold keeps a time for one conversation; see Store.Hold.
	Hold(ctx context.Context, w Wanted, start time.Time, holder string) (Hold, error)
	// Create books what is held and returns the code; see Store.Create.
	Create(ctx context.Context, token string, w Wanted, c Contact) (Booking, string, error)
	// Details returns what a code opens; see Store.Details.
	Details(ctx context.Context, code, client string) (Booking, error)
	// Move puts a booking on a held time; see Store.Move.
	Move(ctx context.Context, code, token, client string) (Booking, error)
	// Cancel takes a booking away; see Store.Cancel.
	Cancel(ctx context.Context, code, client string) error
}

var _ Adapter = (*Store)(nil)

// Field is something that has to be known of the person. Its value is the name that Contact has for it in JSON.
type Field string

// PhoneField is a number to call.
const PhoneField Field = "phone"

// Dates returns the days on which something is free.
func (s *Store) Dates(ctx context.Context, w Wanted, from, to time.Time) ([]time.Time, error) {
	slots, err := s.Slots(ctx, w, from, to)
	if err != nil {
		return nil, err
	}
	var days []time.Time
	for _, x := range slots {
		if day := s.midnight(x.Start); len(days) == 0 || !days[len(days)-1].Equal(day) {
			days = append(days, day)
		}
	}
	return days, nil
}

// Times returns what is free on the day of a moment.
func (s *Store) Times(ctx context.Context, w Wanted, day time.Time) ([]Slot, error) {
	from := s.midnight(day)
	return s.Slots(ctx, w, from, s.midnight(from.AddDate(0, 0, 1)).Add(-time.Minute))
}

// RequiredFields returns a number to call for who is called, and nothing for everybody else.
func (s *Store) RequiredFields(ctx context.Context, w Wanted) ([]Field, error) {
	if _, err := service(ctx, s.db, w.Service); err != nil {
		return nil, err
	}
	if w.Channel == Phone {
		return []Field{PhoneField}, nil
	}
	return nil, nil
}

// midnight is the beginning of the day of t in the zone of the calendar.
func (s *Store) midnight(t time.Time) time.Time {
	t = t.In(s.config.Zone)
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, s.config.Zone)
}
