package appointment_test

import (
	"errors"
	"testing"
	"time"

	"wegwijzer/appointment"
	"wegwijzer/internal/postgres/pgtest"
)

// A planner takes somebody on, changes what that one does, closes days for everybody, and lets one go, whose appointments others get.
func TestTeamOfAPlanner(t *testing.T) {
	t.Parallel()
	s, _ := calendar(t, pgtest.New(t), 2)
	ctx := t.Context()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	sem := appointment.Adviser{Name: "Sem", Languages: []string{"nl"}, Channels: []string{"chat"}, Staff: "7"}
	id, err := s.Hire(ctx, sem)
	must(err)
	if _, err := s.Hire(ctx, sem); !errors.Is(err, appointment.ErrAccount) {
		t.Errorf("an account of two people: %v", err)
	}
	sem.ID, sem.Name, sem.Gender = id, "Semih", "m"
	must(s.Change(ctx, sem))
	if err := s.Change(ctx, appointment.Adviser{ID: id + 100, Name: "Niemand", Channels: []string{"chat"}}); !errors.Is(err, appointment.ErrUnknown) {
		t.Errorf("changing nobody: %v", err)
	}
	must(s.AddRule(ctx, appointment.Rule{Adviser: id, Weekday: time.Monday, Opens: 9 * 60, Closes: 11*60 + 30}))
	week, err := s.Hours(ctx)
	if err != nil || week[id] != 150 {
		t.Errorf("Hours = %d minutes, %v; want 150", week[id], err)
	}
	all, err := s.Advisers(ctx)
	must(err)
	if len(all) != 3 || all[len(all)-1].Name != "Semih" {
		t.Fatalf("the team is %+v", all)
	}

	// Who leaves is replaced where another is free.
	start := thursday(t, 9, 0)
	h, err := s.Hold(ctx, phone, start, "visitor")
	must(err)
	b, code, err := s.Create(ctx, h.Token, phone, appointment.Contact{Phone: "0612345678"})
	must(err)
	_, seen, err := s.Reach(ctx, b.ID)
	must(err)
	placed, left, err := s.Retire(ctx, seen.AdviserID)
	if err != nil || placed != 1 || len(left) != 0 {
		t.Errorf("Retire = %d placed, %d left, %v; want 1 and 0", placed, len(left), err)
	}
	if _, _, err := s.Retire(ctx, seen.AdviserID); !errors.Is(err, appointment.ErrUnknown) {
		t.Errorf("letting go twice: %v", err)
	}
	if d, err := s.Details(ctx, code, "c"); err != nil || d.State != appointment.Booked || !d.Start.Equal(start) {
		t.Errorf("the appointment afterwards: %+v, %v", d, err)
	}

	// Nobody is there on a day that is closed, until it is opened again.
	day := thursday(t, 12, 0)
	must(s.Away(ctx, 0, day, 0, 24*60))
	if times, err := s.Times(ctx, phone, day); err != nil || len(times) != 0 {
		t.Errorf("%d times on a day that is closed, %v", len(times), err)
	}
	closed, err := s.DaysOff(ctx)
	if err != nil || len(closed) != 1 || !closed[0].Everybody || !closed[0].Away {
		t.Fatalf("DaysOff = %+v, %v", closed, err)
	}
	must(s.RemoveDifference(ctx, id, closed[0].ID)) // an adviser cannot take it away
	if again, err := s.DaysOff(ctx); err != nil || len(again) != 1 {
		t.Errorf("an adviser opened a day for everybody: %d, %v", len(again), err)
	}
	must(s.RemoveDayOff(ctx, closed[0].ID))
	if times, err := s.Times(ctx, phone, day); err != nil || len(times) == 0 {
		t.Errorf("%d times on a day that is open again, %v", len(times), err)
	}
	if n, err := s.Wished(ctx); err != nil || n != 0 {
		t.Errorf("Wished = %d, %v; want 0", n, err)
	}
}
