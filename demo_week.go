package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"wegwijzer/appointment"
	"wegwijzer/demo"
)

// demoVisits is how many appointments a working day of the demo has.
const demoVisits = 5

// weekOfDemo fills the demo's calendar with the invented appointments of this week and the next, so that planners and advisers find a week that is
// going on: the days and hours are the same at each first start, seen from today. What lies behind is closed, but for the last one, which waits to be
// closed by hand. Nobody hears of them: this is left out when messages go somewhere.
func weekOfDemo(ctx context.Context, config appointment.Config, l *library, store *appointment.Store, now time.Time) error {
	here, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		return err
	}
	now = now.In(here)
	monday := time.Date(now.Year(), now.Month(), now.Day()-(int(now.Weekday())+6)%7, 0, 0, 0, 0, here)
	config.Now, config.Silent = func() time.Time { return monday }, true
	early, err := appointment.NewStore(l.db.Pool, config) // they were made on Monday, before any of them
	if err != nil {
		return err
	}
	var visits []demo.Visit
	for i, v := range demo.Week() {
		if !v.CallBack {
			visits = append(visits, v)
			continue
		}
		want := appointment.Wanted{Service: v.Service, Channel: appointment.Channel(v.Channel)}
		if _, err := store.CallBack(ctx, want, demoContact(90+i, v), v.At); err != nil {
			return fmt.Errorf("filling the demo's week: %w", err)
		}
	}
	n := 0
	for day := range 14 {
		for i := range demoVisits {
			v := visits[(day*demoVisits+i*3)%len(visits)]
			at, err := time.Parse("15:04", v.At)
			if err != nil {
				return fmt.Errorf("filling the demo's week: %w", err)
			}
			start := time.Date(monday.Year(), monday.Month(), monday.Day()+day, at.Hour(), at.Minute(), 0, 0, here)
			want := appointment.Wanted{Service: v.Service, Channel: appointment.Channel(v.Channel), Place: v.Place}
			held, err := early.Hold(ctx, want, start, fmt.Sprintf("demo-%d", n))
			if errors.Is(err, appointment.ErrTaken) || errors.Is(err, appointment.ErrUnknown) {
				continue // a weekend, a holiday, or a day on which nobody of that place works
			}
			if err == nil {
				_, _, err = early.Create(ctx, held.Token, want, demoContact(n, v))
			}
			if err != nil {
				return fmt.Errorf("filling the demo's week: %w", err)
			}
			n++
		}
	}
	past, err := store.Between(ctx, monday, now, 0)
	if err != nil {
		return err
	}
	for i, a := range past[:max(0, len(past)-1)] {
		state := appointment.Done
		if i%7 == 3 {
			state = appointment.NoShow
		}
		if err := store.Close(ctx, a.ID, state); err != nil && !errors.Is(err, appointment.ErrStep) {
			return fmt.Errorf("filling the demo's week: %w", err)
		}
	}
	return nil
}

// demoContact is how an invented person can be reached: at a number that is nobody's.
func demoContact(n int, v demo.Visit) appointment.Contact {
	return appointment.Contact{Phone: fmt.Sprintf("+31 97 0102 %04d", 300+n), Voicemail: n%3 == 0, Silent: true, Summary: v.Summary}
}
