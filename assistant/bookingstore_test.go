package assistant_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"wegwijzer/appointment"
	"wegwijzer/assistant"
	"wegwijzer/internal/postgres/pgtest"
)

// plainVault seals nothing: the store's own tests look at that.
type plainVault struct{}

func (*plainVault) Seal(_, _ string, plain []byte) ([]byte, error) { return plain, nil }

func (*plainVault) Open(_, _ string, sealed []byte) ([]byte, error) { return sealed, nil }

func (*plainVault) Forget(string) error { return nil }

// Booked at eleven at night without a name, moved the next day by its code, and cancelled: in words, on a real database.
func TestTalkBooksMovesAndCancels(t *testing.T) {
	t.Parallel()
	zone, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2026, 11, 25, 23, 0, 0, 0, zone)
	store, err := appointment.NewStore(pgtest.New(t), appointment.Config{Vault: &plainVault{}, Key: []byte(strings.Repeat("k", 32)), Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	setup := appointment.Setup{
		Services: []appointment.Service{{ID: "talk", Name: "Gesprek", Minutes: 45, Buffer: 15, Channels: []string{"phone", "chat"}}},
		Advisers: []appointment.Adviser{{Name: "Noor", Gender: "v", Languages: []string{"nl"}, Channels: []string{"phone", "chat"}}},
	}
	for d := time.Monday; d <= time.Friday; d++ {
		setup.Rules = append(setup.Rules, appointment.Rule{Adviser: 1, Weekday: d, Opens: 8 * 60, Closes: 20 * 60})
	}
	if _, err := store.Install(t.Context(), setup); err != nil {
		t.Fatal(err)
	}
	calendar := assistant.StoreCalendar{Store: store, Visitor: "one", Client: "somewhere"}
	r, _ := talk(t, calendar, now, "nl", "eh ik zou graag met iemand willen praten", "mijn verhaal kwijt", "chatten denk ik", "overmorgen half drie", "ja dat klopt")
	if r.Booked == nil || r.Booked.Start.In(zone).Format("2006-01-02 15:04") != "2026-11-27 14:30" {
		t.Fatalf("booked %+v: %s", r.Booked, r.Text)
	}
	code := r.Booked.Code

	now = now.Add(12 * time.Hour)
	other := assistant.StoreCalendar{Store: store, Visitor: "two", Client: "elsewhere"}
	r, _ = talk(t, other, now, "nl", "ik wil mijn afspraak verzetten", "mijn code is "+code, "doe maar maandag om kwart over tien", "ja")
	if r.Booked == nil || r.Booked.Start.In(zone).Format("2006-01-02 15:04") != "2026-11-30 10:15" {
		t.Fatalf("moved %+v: %s", r.Booked, r.Text)
	}
	// Who says only another day keeps the hour.
	r, _ = talk(t, other, now, "nl", "afspraak verzetten naar dinsdag, code "+code, "ja")
	if r.Booked == nil || r.Booked.Start.In(zone).Format("2006-01-02 15:04") != "2026-12-01 10:15" {
		t.Fatalf("moved %+v: %s", r.Booked, r.Text)
	}
	// Without the code nothing is told, whatever is asked.
	for _, nosy := range []string{"wanneer is mijn afspraak", "hoe laat is de afspraak van mijn vrouw", "ik wil de afspraak van mijn vrouw afzeggen"} {
		if r, _ := talk(t, other, now, "nl", nosy); strings.Contains(r.Text, "december") || r.Booked != nil || len(r.Slots) > 0 {
			t.Errorf("%q is told %q", nosy, r.Text)
		}
	}
	r, _ = talk(t, other, now, "nl", "ik wil mijn afspraak afzeggen", "de code is "+code, "ja")
	if r.Booked == nil || r.Booked.State != "cancelled" {
		t.Fatalf("cancelled %+v: %s", r.Booked, r.Text)
	}
	b, err := store.Details(t.Context(), code, "somewhere")
	if err != nil || b.State != appointment.Cancelled || b.Sequence != 3 {
		t.Errorf("the booking is %+v, %v; want it cancelled with sequence 3", b, err)
	}
}

// The yes to a call that comes twice, since the line broke, is one call under one code.
func TestYesToACallSentAgainIsOneCall(t *testing.T) {
	t.Parallel()
	now := at(t, "2026-11-25T10:00:00+01:00")
	store, err := appointment.NewStore(pgtest.New(t), appointment.Config{Vault: &plainVault{}, Key: []byte(strings.Repeat("k", 32)), Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	setup := appointment.Setup{Services: []appointment.Service{{ID: "talk", Name: "Gesprek", Minutes: 45, Buffer: 15, Channels: []string{"phone"}}}}
	if _, err := store.Install(t.Context(), setup); err != nil {
		t.Fatal(err)
	}
	calendar := assistant.StoreCalendar{Store: store, Visitor: "one", Client: "somewhere"}
	turns := []string{"ik wil een afspraak", "morgen half drie", "ja", "06 12345678", "nee", "nee"} // no time is free
	r, b := talk(t, calendar, now, "nl", turns...)
	if r.Done {
		t.Fatalf("nothing was approved, and the reply is %q", r.Text)
	}
	before, err := json.Marshal(b)
	if err != nil {
		t.Fatal(err)
	}
	var said [2]string
	for i := range said {
		again := new(assistant.Booking)
		if err := json.Unmarshal(before, again); err != nil {
			t.Fatal(err)
		}
		again.Resume(calendar)
		r, err := again.Step(t.Context(), "ja", now, "nl")
		if err != nil || !r.Done {
			t.Fatalf("the yes is answered with %q, %v", r.Text, err)
		}
		said[i] = r.Text
	}
	if n, err := store.Wished(t.Context()); err != nil || n != 1 || said[0] != said[1] {
		t.Errorf("%d calls are to be made, %v, want 1; the replies are %q", n, err, said)
	}
}

// What is booked is what was read back: the way to speak and the town that were chosen after the time, and not those for which it was held first.
func TestTheCalendarBooksTheWayAndTheTownThatWereReadBack(t *testing.T) {
	t.Parallel()
	now := at(t, "2026-11-25T10:00:00+01:00")
	store, err := appointment.NewStore(pgtest.New(t), appointment.Config{Vault: &plainVault{}, Key: []byte(strings.Repeat("k", 32)), Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	setup := appointment.Setup{
		Services: []appointment.Service{{ID: "talk", Name: "Gesprek", Minutes: 45, Buffer: 15, Channels: []string{"phone", "chat", "visit"}}},
		Places:   []appointment.Place{{ID: "assen", Name: "Assen", Address: "Voorbeeldstraat 1"}, {ID: "zwolle", Name: "Zwolle", Address: "Voorbeeldstraat 2"}},
		Advisers: []appointment.Adviser{
			{Name: "Noor", Gender: "v", Languages: []string{"nl"}, Channels: []string{"phone"}},
			{Name: "Sem", Gender: "m", Languages: []string{"nl"}, Channels: []string{"chat", "visit"}},
			{Name: "Bo", Gender: "v", Languages: []string{"nl"}, Channels: []string{"visit"}},
		},
	}
	for adviser, place := range []string{"", "assen", "zwolle"} {
		for d := time.Monday; d <= time.Friday; d++ {
			setup.Rules = append(setup.Rules, appointment.Rule{Adviser: appointment.AdviserID(adviser + 1), Weekday: d, Opens: 8 * 60, Closes: 20 * 60, Place: place})
		}
	}
	if _, err := store.Install(t.Context(), setup); err != nil {
		t.Fatal(err)
	}
	for i, c := range []struct {
		turns   []string
		channel appointment.Channel
		place   string
	}{
		{[]string{"ik wil een afspraak", "praten", "morgen om 10 uur", "chatten", "ja"}, appointment.Chat, ""},
		{[]string{"ik wil een afspraak", "bellen", "morgen om 12 uur", "ik heb geen nummer", "chatten", "ja"}, appointment.Chat, ""},
		{[]string{"ik wil een afspraak", "langskomen", "Assen", "morgen om 14 uur", "toch liever in Zwolle", "ja"}, appointment.Visit, "Zwolle"},
		{[]string{"ik wil een afspraak", "langskomen", "waar kan dat", "assen dan", "morgen om 16 uur", "ja"}, appointment.Visit, "Assen"},
	} {
		calendar := assistant.StoreCalendar{Store: store, Visitor: string(rune('a' + i)), Client: "somewhere"}
		r, _ := talk(t, calendar, now, "nl", c.turns...)
		if r.Booked == nil {
			t.Errorf("%q books nothing: %q", c.turns, r.Text)
			continue
		}
		b, err := store.Details(t.Context(), r.Booked.Code, "somewhere")
		place := ""
		if b.Place != nil {
			place = b.Place.Name
		}
		if err != nil || b.Channel != c.channel || place != c.place {
			t.Errorf("%q books %s in %q, %v; want %s in %q", c.turns, b.Channel, place, err, c.channel, c.place)
		}
	}
	r, _ := talk(t, assistant.StoreCalendar{Store: store, Visitor: "z", Client: "somewhere"}, now, "nl", "ik wil een afspraak", "bellen", "hoe lang duurt dat gesprek?")
	if !strings.Contains(r.Text, "45 minuten") {
		t.Errorf("the length is told as %q", r.Text)
	}
}
