package appointment_test

import (
	"errors"
	"sync"
	"testing"
	"time"

	"wegwijzer/appointment"
	"wegwijzer/internal/postgres/pgtest"
)

// The adviser falls ill: who can be taken over keeps the time, with a colleague at the same place; for whom there is nobody is marked. Each is told as
// chosen, and a silent one is told nothing. Whoever is marked chooses another time by the code, and then nothing is left to arrange.
func TestIllAdviser(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	s, _ := calendar(t, db, 2)
	ctx := t.Context()
	// Adviser 1 is at Utrecht and adviser 2 at no place, so a visit cannot be taken over.
	if _, err := db.Exec(ctx, "UPDATE appointment_rules SET place = NULL WHERE adviser = 2"); err != nil {
		t.Fatal(err)
	}
	visit := appointment.Wanted{Service: "talk", Channel: appointment.Visit, Place: "utrecht"}
	makes := func(w appointment.Wanted, hour int, c appointment.Contact) string {
		t.Helper()
		h, err := s.Hold(ctx, w, thursday(t, hour, 0), thursday(t, hour, 0).String())
		if err != nil {
			t.Fatal(err)
		}
		_, code, err := s.Create(ctx, h.Token, w, c)
		if err != nil {
			t.Fatal(err)
		}
		return code
	}
	marked := makes(visit, 9, appointment.Contact{Mail: "iemand@example.nl", Messages: true})
	silent := makes(visit, 11, appointment.Contact{Silent: true, Phone: "0612345678"})
	if _, err := db.Exec(ctx, "UPDATE appointments SET adviser = 1"); err != nil {
		t.Fatal(err)
	}
	called := makes(phone, 13, appointment.Contact{Phone: "0612345678", Messages: true})
	if _, err := db.Exec(ctx, "UPDATE appointments SET adviser = 1"); err != nil {
		t.Fatal(err)
	}
	if err := s.Away(ctx, 1, thursday(t, 12, 0).UTC(), 0, 1440); err != nil {
		t.Fatal(err)
	}
	placed, left, err := s.Reassign(ctx, 1, thursday(t, 0, 0), thursday(t, 0, 0).AddDate(0, 0, 1))
	if err != nil || placed != 1 || len(left) != 2 {
		t.Fatalf("%d placed, %d left, %v; want 1 and 2", placed, len(left), err)
	}
	if _, _, err := s.Reassign(ctx, 1, thursday(t, 0, 0), thursday(t, 0, 0).AddDate(0, 0, 1)); err != nil { // done twice, told once
		t.Fatal(err)
	}
	open, err := s.Unstaffed(ctx)
	if err != nil || len(open) != 2 {
		t.Fatalf("%d to arrange, %v; want 2", len(open), err)
	}
	told := map[string]int{}
	rows, err := db.Query(ctx, "SELECT kind || ' ' || act FROM appointment_outbox WHERE act IN ('unstaffed', 'reassigned') ORDER BY id")
	if err != nil {
		t.Fatal(err)
	}
	for rows.Next() {
		var what string
		if err := rows.Scan(&what); err != nil {
			t.Fatal(err)
		}
		told[what]++
	}
	if told["mail unstaffed"] != 1 || told["sms reassigned"] != 1 || told["sms unstaffed"] != 0 || told["webhook unstaffed"] != 2 || told["webhook reassigned"] != 1 {
		t.Errorf("told %v", told)
	}
	if b, err := s.Details(ctx, called, "c"); err != nil || b.Adviser != "Adviseur 2" || b.Unstaffed || !b.Start.Equal(thursday(t, 13, 0)) {
		t.Errorf("who was taken over: %+v, %v", b, err)
	}
	b, err := s.Details(ctx, marked, "c")
	if err != nil || !b.Unstaffed {
		t.Fatalf("who is marked: %+v, %v", b, err)
	}
	h, err := s.Hold(ctx, visit, thursday(t, 9, 0).AddDate(0, 0, 1), "another day")
	if err != nil {
		t.Fatal(err)
	}
	if b, err = s.Move(ctx, marked, h.Token, "c"); err != nil || b.Unstaffed {
		t.Errorf("after choosing another time: %+v, %v", b, err)
	}
	if err := s.CancelForStaff(ctx, open[1].ID); err != nil {
		t.Fatal(err)
	}
	if err := s.CancelForStaff(ctx, open[1].ID); !errors.Is(err, appointment.ErrStep) {
		t.Errorf("cancelling it again: %v, want ErrStep", err)
	}
	if b, err := s.Details(ctx, silent, "c"); err != nil || b.State != appointment.Cancelled {
		t.Errorf("after staff cancelled: %+v, %v", b, err)
	}
	if open, err := s.Unstaffed(ctx); err != nil || len(open) != 0 {
		t.Errorf("%d are left to arrange, %v", len(open), err)
	}
}

// What an adviser is there for can be changed by the adviser, and is what is offered; the room of a day follows from it.
func TestOwnAvailability(t *testing.T) {
	t.Parallel()
	s, _ := calendar(t, pgtest.New(t), 0)
	ctx := t.Context()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	id, err := s.Employ(ctx, appointment.Adviser{Staff: "42", Name: "Noor", Languages: []string{"nl"}, Channels: []string{"phone"}})
	must(err)
	again, err := s.Employ(ctx, appointment.Adviser{Staff: "42", Name: "Noor", Gender: "v", Languages: []string{"nl"}, Channels: []string{"phone", "chat"}})
	if err != nil || again != id {
		t.Fatalf("employed twice: %d and %d, %v", id, again, err)
	}
	must(s.AddRule(ctx, appointment.Rule{Adviser: id, Weekday: time.Thursday, Opens: 9 * 60, Closes: 11 * 60}))
	if err := s.AddRule(ctx, appointment.Rule{Adviser: id, Weekday: time.Thursday, Opens: 9 * 60, Closes: 9 * 60}); !errors.Is(err, appointment.ErrUnknown) {
		t.Errorf("no hours at all: %v", err)
	}
	if err := s.AddRule(ctx, appointment.Rule{Adviser: id, Weekday: time.Thursday, Opens: 9 * 60, Closes: 10 * 60, Place: "nergens"}); !errors.Is(err, appointment.ErrUnknown) {
		t.Errorf("a place that is not there: %v", err)
	}
	dates, err := s.Dates(ctx, phone, thursday(t, 0, 0), thursday(t, 23, 0))
	if err != nil || len(dates) != 1 || !dates[0].Equal(thursday(t, 0, 0)) {
		t.Fatalf("dates %v, %v", dates, err)
	}
	times, err := s.Times(ctx, phone, dates[0])
	if err != nil || len(times) != 6 || times[0].Start.Format("15:04") != "09:00" || times[5].Start.Format("15:04") != "10:15" {
		t.Errorf("times %v, %v", times, err)
	}
	must(s.Extra(ctx, id, thursday(t, 12, 0).UTC(), 18*60, 19*60, ""))
	book(t, s, thursday(t, 9, 0), appointment.Contact{})
	rooms, err := s.Capacity(ctx, thursday(t, 0, 0), thursday(t, 12, 0))
	if err != nil || len(rooms) != 1 || rooms[0].Advisers != 1 || rooms[0].Open != 180 || rooms[0].Taken != 60 {
		t.Errorf("room %+v, %v", rooms, err)
	}
	rules, differ, err := s.Availability(ctx, id)
	if err != nil || len(rules) != 1 || len(differ) != 1 || differ[0].Away {
		t.Fatalf("rules %v, %v, %v", rules, differ, err)
	}
	must(s.RemoveRule(ctx, id+1, rules[0].ID))
	must(s.RemoveDifference(ctx, id, differ[0].ID))
	if rules, differ, err = s.Availability(ctx, id); err != nil || len(rules) != 1 || len(differ) != 0 {
		t.Errorf("another adviser took a rule away, or a day stayed: %v, %v, %v", rules, differ, err)
	}
	must(s.RemoveRule(ctx, id, rules[0].ID))
	if dates, err := s.Dates(ctx, phone, thursday(t, 0, 0), thursday(t, 23, 0)); err != nil || len(dates) != 0 {
		t.Errorf("dates without rules: %v, %v", dates, err)
	}
	fields, err := s.RequiredFields(ctx, phone)
	if err != nil || len(fields) != 1 || fields[0] != appointment.PhoneField {
		t.Errorf("to call %v is required, %v", fields, err)
	}
	if fields, err := s.RequiredFields(ctx, appointment.Wanted{Service: "talk", Channel: appointment.Chat}); err != nil || len(fields) != 0 {
		t.Errorf("to chat %v is required, %v", fields, err)
	}
}

// A callback is opened, changed and withdrawn by its four words, and by nothing else; a withdrawn one leaves nothing to read.
func TestCallbackByCode(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	s, _ := calendar(t, db, 1)
	ctx := t.Context()
	code, err := s.CallBack(ctx, phone, appointment.Contact{Phone: "0612345678", Summary: "Over de zitting."}, "morgen na 14.00 uur")
	if err != nil {
		t.Fatal(err)
	}
	f, err := s.Lookup(ctx, code, "c")
	if err != nil || f.Booking != nil || f.Callback == nil || f.Callback.Contact.Summary != "Over de zitting." || f.Callback.Wished != "morgen na 14.00 uur" {
		t.Fatalf("found %+v, %v", f, err)
	}
	if _, err := s.Lookup(ctx, "appel boom huis water", "c"); !errors.Is(err, appointment.ErrNoCode) {
		t.Errorf("another code: %v", err)
	}
	if err := s.ChangeCallBack(ctx, code, "c", appointment.Contact{Phone: "0687654321"}, "vrijdag"); err != nil {
		t.Fatal(err)
	}
	all, err := s.Callbacks(ctx)
	if err != nil || len(all) != 1 || all[0].Contact.Phone != "0687654321" || all[0].Wished != "vrijdag" || all[0].Contact.Summary != "" {
		t.Fatalf("after the change %+v, %v", all, err)
	}
	if err := errors.Join(s.WithdrawCallBack(ctx, code, "c"), s.WithdrawCallBack(ctx, code, "c")); err != nil {
		t.Fatal(err)
	}
	if all, err := s.Callbacks(ctx); err != nil || len(all) != 0 {
		t.Errorf("after withdrawing %+v, %v", all, err)
	}
	if err := s.ChangeCallBack(ctx, code, "c", appointment.Contact{Phone: "0687654321"}, ""); !errors.Is(err, appointment.ErrLate) && err == nil {
		t.Errorf("changing what was withdrawn: %v", err)
	}
	var left int
	if err := db.QueryRow(ctx, "SELECT count(*) FROM appointment_callbacks WHERE sealed IS NOT NULL").Scan(&left); err != nil || left != 0 {
		t.Errorf("%d are left to read, %v", left, err)
	}
	done, err := s.CallBack(ctx, phone, appointment.Contact{Phone: "0612345678"}, "")
	if err != nil {
		t.Fatal(err)
	}
	if all, err = s.Callbacks(ctx); err != nil || s.Called(ctx, all[0].ID) != nil {
		t.Fatal(err)
	}
	if err := s.WithdrawCallBack(ctx, done, "c"); !errors.Is(err, appointment.ErrLate) {
		t.Errorf("withdrawing after the call: %v, want ErrLate", err)
	}
}

// A folder of keys that is not whole takes no page away: who wants to be called, and the appointment itself, stay to be seen.
func TestLostKeyLeavesTheRestToBeSeen(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	_, c := calendar(t, db, 1)
	v := &vault{}
	s, err := appointment.NewStore(db, appointment.Config{Vault: v, Key: key, Now: c.now, Zone: zone(t)})
	if err != nil {
		t.Fatal(err)
	}
	ctx := t.Context()
	for _, number := range []string{"0612345678", "0687654321"} {
		if _, err := s.CallBack(ctx, phone, appointment.Contact{Phone: number}, "morgen"); err != nil {
			t.Fatal(err)
		}
	}
	all, err := s.Callbacks(ctx)
	if err != nil || len(all) != 2 {
		t.Fatalf("with the keys: %+v, %v", all, err)
	}
	v.gone.Store("callback/"+all[0].ID, true)
	all, err = s.Callbacks(ctx)
	if err != nil || len(all) != 2 || !all[0].Unreadable || all[0].Contact.Phone != "" || all[1].Unreadable || all[1].Contact.Phone == "" {
		t.Errorf("without one key: %+v, %v", all, err)
	}
}

// A wish to be called that comes twice from one visit is one call, under one code; another wish, or one after it was withdrawn, is another.
func TestCallbackSentTwiceIsOne(t *testing.T) {
	t.Parallel()
	s, _ := calendar(t, pgtest.New(t), 1)
	ctx := t.Context()
	visit := phone
	visit.Visit = "bezoek-van-een-bladzijde"
	wish := func(w appointment.Wanted, number string) string {
		t.Helper()
		code, err := s.CallBack(ctx, w, appointment.Contact{Phone: number}, "morgen")
		if err != nil {
			t.Fatal(err)
		}
		return code
	}
	waiting := func(want int) {
		t.Helper()
		if all, err := s.Callbacks(ctx); err != nil || len(all) != want {
			t.Errorf("%d wait to be called, %v, want %d", len(all), err, want)
		}
	}
	var codes [8]string
	var all sync.WaitGroup
	for i := range codes {
		all.Go(func() { codes[i], _ = s.CallBack(ctx, visit, appointment.Contact{Phone: "0612345678"}, "morgen") })
	}
	all.Wait()
	code := codes[0]
	for _, c := range codes {
		if c != code || c == "" {
			t.Errorf("sent at once the codes are %q", codes)
		}
	}
	waiting(1)
	if again := wish(visit, "0687654321"); again == code {
		t.Error("another number has the same code")
	}
	wish(phone, "0612345678") // from nowhere that is known
	waiting(3)
	if err := s.WithdrawCallBack(ctx, code, "c"); err != nil {
		t.Fatal(err)
	}
	if again := wish(visit, "0612345678"); again == code {
		t.Error("who withdrew and asks again gets the code of what was withdrawn")
	}
	waiting(3)
}
