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
	if other := o.as(t, "legal", http.MethodPost, "/medewerkers/afspraak/"+b.ID+"/afsluiten", url.Values{"hoe": {"done"}}); other.Code != http.StatusForbidden {
		t.Errorf("someone who is not the adviser closes it: %d", other.Code)
	}
	says(t, o.as(t, "planner", http.MethodGet, "/medewerkers/afspraken/terugbellen", nil), "0687654321", "Wil praten over de zitting.", "maandag")
	says(t, o.as(t, "planner", http.MethodGet, "/medewerkers/afspraken/berichten", nil), "Nog niet ingesteld", "ander systeem", "wacht")
	var acts int
	if err := o.db.QueryRow(t.Context(), "SELECT count(*) FROM audit_records WHERE act = 'appointment.open' AND object_id IS NOT NULL").Scan(&acts); err != nil || acts == 0 {
		t.Errorf("%d openings are written down, %v", acts, err)
	}
}

// A member of staff becomes an adviser, says when, and falls ill; a planner sees the room of a day and what has to be arranged, and arranges it.
func TestOwnHoursAndFallingIll(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	now := time.Date(2026, 11, 25, 10, 0, 0, 0, amsterdam())
	store, err := appointment.NewStore(o.db, appointment.Config{Vault: openVault{}, Key: []byte(strings.Repeat("k", 32)), Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	o.config.Agenda, o.config.Calendar, o.now = store, store, func() time.Time { return now }
	setup := appointment.Setup{
		Services: []appointment.Service{{ID: "talk", Name: "Verhaal", Minutes: 45, Buffer: 15, Channels: []string{"phone", "video"}}},
		Advisers: []appointment.Adviser{{Name: "Daan", Languages: []string{"nl"}, Channels: []string{"phone"}}},
	}
	if _, err := store.Install(t.Context(), setup); err != nil {
		t.Fatal(err)
	}
	const hours = "/medewerkers/afspraken/beschikbaar"
	says(t, o.as(t, "member", http.MethodGet, agendaPath, nil), "Ik wil ook afspraken doen")
	says(t, o.as(t, "member", http.MethodPost, hours, url.Values{"wat": {"week"}, "dag": {"4"}, "van": {"09:00"}, "tot": {"12:00"}}), "Zeg eerst wat je doet")
	o.as(t, "member", http.MethodPost, hours, url.Values{"wat": {"ik"}, "hoe": {"phone", "video"}, "wie": {"v"}, "talen": {"nl en"}})
	says(t, o.as(t, "member", http.MethodPost, hours, url.Values{"wat": {"week"}, "dag": {"4"}, "van": {"12:00"}, "tot": {"09:00"}}), "een begin dat voor het einde ligt")
	o.as(t, "member", http.MethodPost, hours, url.Values{"wat": {"week"}, "dag": {"4"}, "van": {"09:00"}, "tot": {"12:00"}})
	o.as(t, "member", http.MethodPost, hours, url.Values{"wat": {"dag"}, "dag": {"2026-11-27"}, "van": {"13:00"}, "tot": {"15:00"}})
	says(t, o.as(t, "member", http.MethodGet, hours, nil), "donderdag", "09.00 - 12.00", "vrijdag 27 november", "13.00 - 15.00")
	video := appointment.Wanted{Service: "talk", Channel: appointment.Video}
	start := time.Date(2026, 11, 26, 9, 0, 0, 0, amsterdam())
	h, err := store.Hold(t.Context(), video, start, "visitor")
	if err != nil {
		t.Fatal(err)
	}
	b, code, err := store.Create(t.Context(), h.Token, video, appointment.Contact{Phone: "0612345678"})
	if err != nil {
		t.Fatal(err)
	}
	says(t, o.as(t, "member", http.MethodGet, agendaPath+"/dag/2026-11-26", nil), "09.00-09.45", "donderdag 26 november")
	says(t, o.as(t, "planner", http.MethodGet, agendaPath+"/dag/2026-11-26", nil), "Medewerkers: 1, samen 3,0 uur. Daarvan is 1,0 uur bezet.")
	arrange := "/medewerkers/afspraak/" + b.ID + "/regelen"
	says(t, o.as(t, "member", http.MethodPost, arrange, url.Values{"hoe": {"link"}, "link": {"javascript:alert(1)"}}), "geen adres dat begint met https")
	says(t, o.as(t, "member", http.MethodPost, arrange, url.Values{"hoe": {"link"}, "link": {"https://video.example.nl/abc"}}), "Het adres is bewaard")
	says(t, post(t, o, "/afspraak/code", url.Values{"code": {code}}), "https://video.example.nl/abc")
	if w := o.as(t, "legal", http.MethodPost, arrange, url.Values{"hoe": {"afzeggen"}}); w.Code != http.StatusForbidden {
		t.Errorf("somebody else arranges it: %d", w.Code)
	}
	if w := o.as(t, "member", http.MethodPost, agendaPath+"/afwezig", url.Values{"wie": {"1"}, "dag": {"2026-11-26"}}); w.Code != http.StatusForbidden {
		t.Errorf("somebody says that another is away: %d", w.Code)
	}
	says(t, o.as(t, "member", http.MethodPost, agendaPath+"/afwezig", url.Values{"dag": {"2026-11-26"}, "tot": {"2026-11-27"}}), "Voor 0 afspraken is een ander gevonden. Voor 1 nog niet")
	says(t, o.as(t, "planner", http.MethodGet, agendaPath, nil), "Nog te regelen", "donderdag 26 november 09.00-09.45", "Die dag kan er niets geboekt worden")
	says(t, post(t, o, "/afspraak/code", url.Values{"code": {code}}), "Je medewerker is er dan niet")
	says(t, o.as(t, "planner", http.MethodPost, arrange, url.Values{"hoe": {"vervanging"}}), "Er is nog geen ander gevonden")
	if err := store.Extra(t.Context(), 1, time.Date(2026, 11, 26, 0, 0, 0, 0, time.UTC), 8*60, 12*60, ""); err != nil {
		t.Fatal(err)
	}
	if _, err := o.db.Exec(t.Context(), "UPDATE appointment_advisers SET channels = '{phone,video}'"); err != nil {
		t.Fatal(err)
	}
	says(t, o.as(t, "planner", http.MethodPost, arrange, url.Values{"hoe": {"vervanging"}}), "Er is een ander gevonden")
	says(t, post(t, o, "/afspraak/code", url.Values{"code": {code}}), "Daan", "https://video.example.nl/abc")
}

// A callback on the page: read back before it is kept, opened by its code, changed and withdrawn.
func TestPagesForACallback(t *testing.T) {
	t.Parallel()
	s, db, _ := withCalendar(t)
	says(t, get(t, s, "/afspraak/terugbellen"), "Wanneer bellen we het liefst?")
	form := url.Values{"telefoon": {"06 1234 5678"}, "inspreek": {"nee"}, "wanneer": {"overmorgen na twee uur, en niet op maandag"}, "verhaal": {"Over de <zitting>."}}
	says(t, post(t, s, "/afspraak/terugbellen", url.Values{"wanneer": {"morgen"}}), "Vul een nummer in")
	says(t, post(t, s, "/afspraak/terugbellen", url.Values{"telefoon": {"06-1234"}, "wanneer": {"morgen"}}), "Dit is geen nummer waarop we kunnen bellen.", `value="06-1234"`)
	says(t, post(t, s, "/afspraak/terugbellen", url.Values{"telefoon": {"0612345678"}, "wanneer": {"30 februari"}}), "Dat moment is er niet")
	p := post(t, s, "/afspraak/terugbellen", form)
	says(t, p, "Klopt dit?", "vrijdag 27 november 2026, 14.00 - 20.00", "niet: maandag", "Over de &lt;zitting&gt;.", "We spreken niets in")
	var kept int
	if err := db.QueryRow(t.Context(), "SELECT count(*) FROM appointment_callbacks").Scan(&kept); err != nil || kept != 0 {
		t.Errorf("%d are kept before the yes, %v", kept, err)
	}
	says(t, post(t, s, "/afspraak/terugbellen", next(p, "stap", "anders", "wanneer", "morgen", "verhaal", "")), `value="morgen"`, `value="06 1234 5678"`)
	p = post(t, s, "/afspraak/terugbellen", next(p, "stap", "akkoord", "wanneer", "overmorgen na twee uur", "verhaal", "Over de zitting."))
	code := codeOn(t, p)
	p = post(t, s, "/afspraak/code", url.Values{"code": {code}})
	says(t, p, "Je terugbelverzoek", "06 1234 5678", "Over de zitting.", "14.00 - 20.00")
	p = post(t, s, "/afspraak/intrekken", url.Values{"code": {code}, "stap": {"wijzigen"}})
	says(t, p, "Verander je terugbelverzoek", "Over de zitting.")
	p = post(t, s, "/afspraak/terugbellen", next(p, "telefoon", "0687654321", "wanneer", "maandag", "inspreek", "ja"))
	p = post(t, s, "/afspraak/terugbellen", next(p, "stap", "akkoord"))
	says(t, p, "Het is veranderd", "maandag 30 november 2026")
	says(t, post(t, s, "/afspraak/code", url.Values{"code": {code}}), "0687654321", "We zeggen alleen een voornaam")
	says(t, post(t, s, "/afspraak/intrekken", url.Values{"code": {code}, "stap": {"intrekken"}}), "is ingetrokken")
	says(t, post(t, s, "/afspraak/code", url.Values{"code": {code}}), "is ingetrokken")
	says(t, post(t, s, "/afspraak/intrekken", url.Values{"code": {"appel boom huis water"}}), "Met deze woorden vinden we niets")
	if w := get(t, New(Config{}), "/afspraak/terugbellen"); w.Code != http.StatusNotFound {
		t.Errorf("without a calendar the page is %d", w.Code)
	}
}
