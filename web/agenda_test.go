package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"wegwijzer/appointment"
)

// A planner sees the week without a word on who comes, opens one to call, which is written down, and says how it went.
func TestWeekPages(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	now := time.Now().Add(time.Hour)
	store, err := appointment.NewStore(o.db, appointment.Config{Vault: openVault{}, Key: []byte(strings.Repeat("k", 32)), Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	o.config.Agenda, o.config.Calendar = store, store
	setup := appointment.Setup{
		Services: []appointment.Service{{ID: "talk", Name: "Verhaal", Minutes: 45, Buffer: 15, Channels: []string{"phone"}}},
		Advisers: []appointment.Adviser{{Name: "Noor", Gender: "v", Languages: []string{"nl"}, Channels: []string{"phone"}}},
	}
	for d := range 7 {
		setup.Rules = append(setup.Rules, appointment.Rule{Adviser: 1, Weekday: time.Weekday(d), Opens: 0, Closes: 24 * 60})
	}
	if _, err := store.Install(t.Context(), setup); err != nil {
		t.Fatal(err)
	}
	want := appointment.Wanted{Service: "talk", Channel: appointment.Phone, Gender: "v"}
	slots, err := store.Slots(t.Context(), want, now, now.Add(48*time.Hour))
	if err != nil || len(slots) == 0 {
		t.Fatalf("slots %v, %v", slots, err)
	}
	start := slots[0].Start
	h, err := store.Hold(t.Context(), want, start, "visitor")
	if err != nil {
		t.Fatal(err)
	}
	b, _, err := store.Create(t.Context(), h.Token, want, appointment.Contact{Phone: "0612345678", Hours: "09:00-12:00"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := store.CallBack(t.Context(), want, appointment.Contact{Phone: "0687654321", Summary: "Wil praten over de zitting."}, "maandag"); err != nil {
		t.Fatal(err)
	}
	week := o.as(t, "planner", http.MethodGet, "/medewerkers/afspraken/week/"+start.In(amsterdam()).Format(time.DateOnly), nil)
	says(t, week, "Noor", "Verhaal", "liever een vrouw", start.In(amsterdam()).Format("15.04"))
	if strings.Contains(week.Body.String(), "0612345678") {
		t.Error("the week shows a number")
	}
	one := o.as(t, "planner", http.MethodGet, "/medewerkers/afspraak/"+b.ID, nil)
	says(t, one, "0612345678", "09:00-12:00", "Niets inspreken", "Geen enkel bericht")
	if other := o.as(t, "legal", http.MethodGet, "/medewerkers/afspraak/"+b.ID, nil); other.Code != http.StatusForbidden || strings.Contains(other.Body.String(), "0612345678") {
		t.Errorf("someone who is not the adviser gets %d", other.Code)
	}
	early := o.as(t, "planner", http.MethodPost, "/medewerkers/afspraak/"+b.ID+"/afsluiten", url.Values{"hoe": {"done"}})
	says(t, early, "pas als het gesprek is begonnen")
	now = start.Add(time.Minute)
	if done := o.as(t, "planner", http.MethodPost, "/medewerkers/afspraak/"+b.ID+"/afsluiten", url.Values{"hoe": {"noshow"}}); done.Code != http.StatusSeeOther {
		t.Errorf("closing gives %d", done.Code)
	}
	says(t, o.as(t, "planner", http.MethodGet, "/medewerkers/afspraak/"+b.ID, nil), "niet gekomen")
	says(t, o.as(t, "planner", http.MethodGet, "/medewerkers/afspraken/terugbellen", nil), "0687654321", "Wil praten over de zitting.", "maandag")
	says(t, o.as(t, "planner", http.MethodGet, "/medewerkers/afspraken/berichten", nil), "Nog niet ingesteld", "ander systeem", "wacht")
	var acts int
	if err := o.db.QueryRow(t.Context(), "SELECT count(*) FROM audit_records WHERE act = 'appointment.open' AND object_id IS NOT NULL").Scan(&acts); err != nil || acts == 0 {
		t.Errorf("%d openings are written down, %v", acts, err)
	}
}
