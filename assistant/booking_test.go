package assistant_test

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"wegwijzer/assistant"
)

// talk holds a conversation and returns its last reply and the state it leaves.
func talk(t testing.TB, calendar assistant.Calendar, now time.Time, lang string, turns ...string) (assistant.BookingReply, *assistant.Booking) {
	t.Helper()
	var b *assistant.Booking
	var r assistant.BookingReply
	for _, m := range turns {
		if b == nil {
			intent, ok := assistant.WantsBooking(m)
			if !ok {
				continue
			}
			b = assistant.NewBooking(calendar, intent)
		}
		// A conversation may be put away between two messages.
		kept, err := json.Marshal(b)
		if err != nil {
			t.Fatal(err)
		}
		b = new(assistant.Booking)
		if err := json.Unmarshal(kept, b); err != nil {
			t.Fatal(err)
		}
		b.Resume(calendar)
		if r, err = b.Step(t.Context(), m, now, lang); err != nil {
			t.Fatal(err)
		}
		if r.Done {
			break
		}
	}
	return r, b
}

func at(t testing.TB, s string) time.Time {
	t.Helper()
	x, err := time.Parse(time.RFC3339, s)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// bookingCase is a conversation with what must come of it.
type bookingCase struct {
	ID    string   `json:"id"`
	Now   string   `json:"now"`
	Lang  string   `json:"lang"`
	Turns []string `json:"turns"`
	// What is wanted: the action, the first slot (2026-11-24T16:15), words that must and must not be said.
	Action string   `json:"action"`
	Slot   string   `json:"slot"`
	Say    []string `json:"say"`
	Not    []string `json:"not"`
	State  string   `json:"state"`
}

// Conversations as people hold them, in testdata/bookings.jsonl: whole and in pieces, with second thoughts, for others, watched, young.
func TestConversationsEndInTheRightTime(t *testing.T) {
	t.Parallel()
	f, err := os.Open("testdata/bookings.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	n, right := 0, 0
	for lines := bufio.NewScanner(f); lines.Scan(); {
		var c bookingCase
		if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
			t.Fatalf("%s: %v", lines.Text(), err)
		}
		if c.Now == "" {
			c.Now = "2026-11-25T10:00:00+01:00"
		}
		n++
		r, b := talk(t, assistant.OpenCalendar{}, at(t, c.Now), c.Lang, c.Turns...)
		var wrong []string
		if b == nil {
			r.Action = "none"
		}
		if string(r.Action) != c.Action {
			wrong = append(wrong, "action "+string(r.Action)+", want "+c.Action)
		}
		got := ""
		if len(r.Slots) > 0 {
			got = r.Slots[0].Format("2006-01-02T15:04")
		}
		if c.Slot != "" && c.Slot != "-" && !slices.Contains(strings.Split(c.Slot, "|"), got) {
			wrong = append(wrong, "slot "+got+", want "+c.Slot)
		}
		if c.Slot == "-" && got != "" {
			wrong = append(wrong, "slot "+got+", want none")
		}
		for _, s := range c.Say {
			if !strings.Contains(strings.ToLower(r.Text), strings.ToLower(s)) {
				wrong = append(wrong, "does not say "+s)
			}
		}
		for _, s := range c.Not {
			if strings.Contains(strings.ToLower(r.Text), strings.ToLower(s)) {
				wrong = append(wrong, "says "+s)
			}
		}
		state := ""
		if r.Booked != nil {
			state = r.Booked.State
		}
		if state != c.State {
			wrong = append(wrong, "state "+state+", want "+c.State)
		}
		if len(r.Slots) > 3 {
			wrong = append(wrong, "more than three slots")
		}
		if wrong == nil {
			right++
			continue
		}
		t.Errorf("%s: %s\n%s\n-> %s", c.ID, strings.Join(wrong, "; "), strings.Join(c.Turns, "\n"), r.Text)
	}
	t.Logf("%d of %d", right, n)
}

// Appointment items of the shared golden set, without the rest of the assistant.
func TestGoldenAppointments(t *testing.T) {
	t.Parallel()
	f, err := os.Open("../../shared/golden/assistant.jsonl")
	if errors.Is(err, os.ErrNotExist) {
		t.Skip("the shared golden set is not here")
	}
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	n, right := 0, 0
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var item struct {
			ID, Bucket, Now, Lang string
			Turns                 []string
			Action                string `json:"expected_action"`
			Slot                  *struct {
				Date, Time string
				Reschedule bool
			} `json:"expected_slot"`
		}
		if err := json.Unmarshal(lines.Bytes(), &item); err != nil {
			t.Fatal(err)
		}
		if item.Bucket != "appointment" {
			continue
		}
		n++
		r, b := talk(t, assistant.OpenCalendar{}, at(t, item.Now), item.Lang, item.Turns...)
		ok := b != nil && string(r.Action) == item.Action && regexp.MustCompile(`(?i)klopt dat|afspraak`).MatchString(r.Text)
		if s := item.Slot; ok && s != nil && s.Date != "" && s.Time != "" && !s.Reschedule {
			ok = len(r.Slots) > 0 && slices.Contains(strings.Split(s.Date, "|"), r.Slots[0].Format(time.DateOnly)) && r.Slots[0].Format("15:04") == s.Time
		}
		if ok {
			right++
		} else {
			t.Errorf("%s %q: action %s, want %s; slots %v, want %v\n%s", item.ID, item.Turns, r.Action, item.Action, r.Slots, item.Slot, r.Text)
		}
	}
	t.Logf("golden appointments: %d of %d", right, n)
}

// Every message that asks for an appointment is heard, and no question about them is taken for one.
func TestWantsBooking(t *testing.T) {
	t.Parallel()
	for message, want := range map[string]string{
		"ik wil een afspraak": "new", "afspraak maken": "new", "kan ik een gesprek plannen": "new", "Ik zou graag met iemand willen praten": "new",
		"ik wil praten met een vrouw": "new", "mag ik iemand spreken": "new", "kan ik langskomen": "new", "ik wil een mens spreken": "new", "afsrpaak graag": "new",
		"kan iemand mij bellen": "callback", "bel mij terug alstublieft": "callback", "kunt u me morgen bellen?": "callback", "ik wil gebeld worden": "callback",
		"kan er iemand van jullie mij bellen": "callback", "wilt u mij terugbellen": "callback",
		"ik wil mijn afspraak verzetten": "move", "mijn afspraak naar een andere dag": "move", "kan de afspraak van morgen verplaatst worden": "move",
		"ik wil mijn afspraak afzeggen": "cancel", "afspraak annuleren": "cancel", "mijn afspraak kan niet doorgaan, afzeggen graag": "cancel",
		"wanneer is mijn afspraak": "detail", "hoe laat is de afspraak van mijn vrouw": "detail", "heeft mijn vrouw een afspraak bij jullie": "detail",
		"I would like to make an appointment": "new", "can someone call me": "callback", "I want to talk to someone": "new", "cancel my appointment": "cancel",
		"randevu almak istiyorum": "new", "chcę umówić się na spotkanie": "new", "أريد حجز موعد": "new",
		"hoe werkt een afspraak bij jullie": "", "wat kost een gesprek": "", "hoe lang duurt een gesprek": "", "moet ik een afspraak maken om aangifte te doen": "",
		"hoe maak ik een afspraak met de politie": "", "ik heb een gesprek met de officier van justitie": "", "wat gebeurt er tijdens een afspraak": "",
		"mag de verdachte mij bellen": "", "hij blijft mij bellen": "", "mijn ex belt mij de hele dag": "", "kan ik jullie bellen": "", "wat is het telefoonnummer": "",
		"ik kan met niemand praten": "", "hoe krijg ik mijn schade vergoed": "", "is een afspraak gratis": "", "hoe praat ik met mijn kind over de inbraak": "",
		"ik heb gesproken met de politie": "", "wat is een herstelgesprek": "", "de dader wil met mij praten": "", "kan ik zonder afspraak langskomen": "",
	} {
		if got, ok := assistant.WantsBooking(message); got != want || ok != (want != "") {
			t.Errorf("WantsBooking(%q) = %q, %v; want %q", message, got, ok, want)
		}
	}
}

// takenCalendar is an open calendar in which somebody is always just ahead.
type takenCalendar struct {
	assistant.OpenCalendar
	taken map[string]bool
	full  bool
}

func (c takenCalendar) Hold(_ context.Context, _ assistant.Need, start time.Time) (string, error) {
	if c.taken[start.Format("15:04")] {
		return "", assistant.ErrTaken
	}
	return start.Format(time.RFC3339), nil
}

func (c takenCalendar) Free(ctx context.Context, n assistant.Need, from, to time.Time) ([]time.Time, error) {
	if c.full {
		return nil, nil
	}
	return c.OpenCalendar.Free(ctx, n, from, to)
}

func TestTakenMeanwhileOffersThreeOthers(t *testing.T) {
	t.Parallel()
	c := takenCalendar{taken: map[string]bool{"14:30": true}}
	r, _ := talk(t, c, at(t, "2026-11-25T10:00:00+01:00"), "nl", "ik wil een afspraak", "morgen half drie")
	if len(r.Slots) != 3 || r.Action != assistant.ActionClarify || !strings.Contains(r.Text, "net niet meer vrij") {
		t.Errorf("reply %s %v %q, want three others", r.Action, r.Slots, r.Text)
	}
}

// keepingCalendar remembers who wanted to be called.
type keepingCalendar struct {
	takenCalendar
	kept *assistant.Contact
	when *string
}

func (c keepingCalendar) CallBack(_ context.Context, _ assistant.Need, contact assistant.Contact, when, _ string) (string, error) {
	*c.kept, *c.when = contact, when
	return "appel boom huis water", nil
}

// With no time free a call is offered, and what the person tells beforehand goes along only when it was read back and approved.
func TestFullCalendarOffersACall(t *testing.T) {
	t.Parallel()
	for _, x := range []struct {
		turns   []string
		summary string
		when    string
	}{
		{[]string{"06 12345678", "nee", "ik ben bang voor de zitting", "ja"}, "ik ben bang voor de zitting", "donderdag 26 november 2026, 14.30"},
		{[]string{"06 12345678", "ja", "ik ben bang voor de zitting", "nee", "ja"}, "", "donderdag 26 november 2026, 14.30"},
		{[]string{"06 12345678", "nee", "nee", "liever vrijdag na drie uur", "ja"}, "", "vrijdag 27 november 2026, 15.00 - 20.00"},
	} {
		kept, when := &assistant.Contact{}, ""
		c := keepingCalendar{takenCalendar{full: true}, kept, &when}
		r, _ := talk(t, c, at(t, "2026-11-25T10:00:00+01:00"), "nl", append([]string{"ik wil een afspraak", "morgen half drie", "ja"}, x.turns...)...)
		if !r.Done || !strings.Contains(r.Text, "teruggebeld") || kept.Phone != "0612345678" || kept.Summary != x.summary || when != x.when {
			t.Errorf("%q: reply %q, kept %+v for %q; want the summary %q for %q", x.turns, r.Text, *kept, when, x.summary, x.when)
		}
	}
}

// The whole way, without a name: nothing is booked before the explicit yes.
func TestNothingIsBookedWithoutYes(t *testing.T) {
	t.Parallel()
	now := at(t, "2026-11-25T23:00:00+01:00")
	turns := []string{"ik wil een afspraak", "mijn verhaal", "chatten", "overmorgen half drie", "ja"}
	for n := 1; n < len(turns); n++ {
		if r, _ := talk(t, assistant.OpenCalendar{}, now, "nl", turns[:n]...); r.Booked != nil {
			t.Errorf("booked after %q", turns[:n])
		}
	}
	r, _ := talk(t, assistant.OpenCalendar{}, now, "nl", turns...)
	if r.Booked == nil || r.Booked.Start.Format(time.RFC3339) != "2026-11-27T14:30:00+01:00" || r.Booked.Code == "" {
		t.Errorf("booked %+v, want 27 November 14:30 with a code", r.Booked)
	}
	if !strings.Contains(r.Text, "vrijdag 27 november 2026 om 14.30 uur") {
		t.Errorf("the reply does not write the date out: %q", r.Text)
	}
}

// Whatever is said, no reply has more than three slots, and none is in the past or outside office hours.
func FuzzBooking(f *testing.F) {
	f.Add("ik wil een afspraak", "morgen half drie", "ja", "06 12345678", "nee")
	f.Add("afspraak voor mijn moeder", "niet op woensdag", "de tweede", "chatten", "ja")
	f.Add("afspraak verzetten", "code boom stoel water gras", "iets later", "ja", "ja")
	now := time.Date(2026, 11, 25, 10, 0, 0, 0, time.UTC)
	f.Fuzz(func(t *testing.T, a, b, c, d, e string) {
		x := assistant.NewBooking(assistant.OpenCalendar{}, assistant.WantsNew)
		for _, m := range []string{a, b, c, d, e} {
			r, err := x.Step(t.Context(), m, now, "nl")
			if err != nil {
				t.Fatal(err)
			}
			if len(r.Slots) > 3 || r.Text == "" {
				t.Fatalf("%q gives %d slots and %q", m, len(r.Slots), r.Text)
			}
			for _, s := range r.Slots {
				if s.Before(now) || s.Hour() < 8 || s.Hour() >= 20 || s.Weekday() == time.Sunday {
					t.Fatalf("%q offers %s", m, s)
				}
			}
			if r.Done {
				break
			}
		}
	})
}

// What is asked about an appointment of one's own goes to the calendar and not to the search or the router; appointments with others do not.
func TestOwnAppointmentsGoToTheCalendar(t *testing.T) {
	t.Parallel()
	for message, want := range map[string]string{
		"afspraak verplaatsen": assistant.WantsMove, "hoe kan ik mijn afspraak verplaatsen?": assistant.WantsMove, "mag ik mijn afspraak op een andere dag": assistant.WantsMove,
		"ik kan morgen niet op mijn afspraak": assistant.WantsMove, "zeg mijn afspraak maar af": assistant.WantsCancel, "ik wil mijn terugbelverzoek intrekken": assistant.WantsCancel,
		"wanneer is mijn afspraak": assistant.WantsDetail, "kan ik mijn afspraak met de politie verplaatsen": "", "kan de zitting verplaatst worden": "",
		"kan ik de afspraak met mijn advocaat verzetten": "",
	} {
		if got, _ := assistant.WantsBooking(message); got != want {
			t.Errorf("%q wants %q, want %q", message, got, want)
		}
	}
}
