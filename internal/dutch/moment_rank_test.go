package dutch_test

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"wegwijzer/internal/dutch"
)

func amsterdam(t testing.TB) *time.Location {
	t.Helper()
	loc, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

// free is every half hour from eight to eight on days days from the first, Sundays and holidays left out.
func free(first time.Time, days int) []time.Time {
	var all []time.Time
	day := dutch.DayOf(first)
	for d := range days {
		on := day.Add(d)
		if on.Weekday() == time.Sunday || dutch.Holiday(on) {
			continue
		}
		for m := 8 * 60; m < 20*60; m += 30 {
			if at := on.At(m, first.Location()); at.After(first) {
				all = append(all, at)
			}
		}
	}
	return all
}

func TestRankOffersWhatWasWished(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 25, 10, 0, 0, 0, amsterdam(t))
	for _, c := range []struct {
		wish, first string
		met         bool
	}{
		{"morgen om half drie", "2026-11-26T14:30:00+01:00", true},
		{"niet op woensdag en liever na tienen", "2026-11-26T10:00:00+01:00", true},
		{"volgende week, liever in de middag", "2026-11-30T12:00:00+01:00", true},
		{"volgende week zo laat mogelijk", "2026-11-30T19:30:00+01:00", true},
		{"zondag om 11 uur", "2026-11-30T11:00:00+01:00", false},
		{"eerste kerstdag 10 uur", "2026-12-24T10:00:00+01:00", false},
		{"morgen half drie of overmorgen", "2026-11-26T14:30:00+01:00", true},
		{"zo snel mogelijk", "2026-11-25T10:30:00+01:00", true},
		{"morgen om 10 over 3", "2026-11-26T15:00:00+01:00", false},
		{"rond drie uur morgen", "2026-11-26T15:00:00+01:00", true},
		{"morgen om acht uur s avonds", "2026-11-26T19:30:00+01:00", false},
	} {
		w := dutch.ReadWish(c.wish, dutch.MomentFrame{Now: now})
		ranked, met := w.Rank(free(now, 45))
		if len(ranked) == 0 || ranked[0].Format(time.RFC3339) != c.first || met != c.met {
			t.Errorf("Rank(%q) begins with %v (met %v), want %s (%v); wish %s", c.wish, ranked[:min(2, len(ranked))], met, c.first, c.met, w)
		}
	}
}

// A later message fills in, changes or takes away what an earlier one said.
func TestWishGrowsOverMessages(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 25, 10, 0, 0, 0, amsterdam(t))
	for _, c := range []struct{ messages, want string }{
		{"morgen/om drie uur", "2026-11-26 15:00"},
		{"dinsdag om 9 uur/nee wacht, doe toch maar woensdag, zelfde tijd", "2026-12-02 09:00"},
		{"morgen/s avonds", "2026-11-26 18:00-20:00"},
		{"maakt niet uit/liever niet voor tien uur en niet op woensdag", "-* 00:00-10:00 | -Wed"},
		{"vrijdag om 10 uur/de maandag erna, hetzelfde tijdstip", "2026-11-30 10:00"},
		{"niet op woensdag/toch maar woensdag om tien uur", "2026-12-02 10:00"},
		{"donderdag half elf/de dag erna", "2026-11-27 10:30"},
		{"volgende week/dinsdag", "2026-12-01"},
		{"vrijdag/liever in de middag", "2026-11-27 12:00-18:00"},
	} {
		var wish dutch.Wish
		frame := dutch.MomentFrame{Now: now}
		for m := range strings.SplitSeq(c.messages, "/") {
			wish = wish.Then(dutch.ReadWish(m, frame))
			if len(wish.Options) == 1 && wish.Options[0].OneDay() {
				frame.Last = wish.Options[0].From
			}
		}
		if got := wish.String(); got != c.want {
			t.Errorf("after %q the wish is %q, want %q", c.messages, got, c.want)
		}
	}
}

func TestClockChangesMoveNoAppointment(t *testing.T) {
	t.Parallel()
	loc := amsterdam(t)
	for _, c := range []struct{ now, phrase, want string }{
		{"2027-03-26T10:00", "maandag 9 uur", "2027-03-29T07:00:00Z"}, // summer time began
		{"2027-03-26T10:00", "zaterdag 10 uur", "2027-03-27T09:00:00Z"},
		{"2026-10-23T10:00", "maandag 9 uur", "2026-10-26T08:00:00Z"}, // and ended
		{"2026-10-23T10:00", "over een week", "2026-10-29T23:00:00Z"},
	} {
		now, err := time.ParseInLocation("2006-01-02T15:04", c.now, loc)
		if err != nil {
			t.Fatal(err)
		}
		o := dutch.ReadWish(c.phrase, dutch.MomentFrame{Now: now}).Options[0]
		if got := o.From.At(o.Start, loc).UTC().Format(time.RFC3339); got != c.want {
			t.Errorf("%q at %s is %s, want %s", c.phrase, c.now, got, c.want)
		}
	}
}

func TestHolidays(t *testing.T) {
	t.Parallel()
	for day, want := range map[string]bool{
		"2026-01-01": true, "2026-04-03": false, "2026-04-06": true, "2026-04-27": true, "2026-05-05": true, "2026-05-14": true, "2026-05-25": true,
		"2026-12-25": true, "2026-12-26": true, "2026-12-31": false, "2025-04-26": true, "2025-04-27": false, "2027-03-29": true, "2024-05-20": true, "2038-04-26": true,
	} {
		at, err := time.Parse(time.DateOnly, day)
		if err != nil {
			t.Fatal(err)
		}
		if got := dutch.Holiday(dutch.DayOf(at)); got != want {
			t.Errorf("Holiday(%s) = %v, want %v", day, got, want)
		}
	}
}

// Whatever is typed, the reader ends, and what it says can be read back: existing days, minutes of one day, nothing that has passed.
func FuzzReadWish(f *testing.F) {
	for _, name := range []string{"moments-dev.tsv", "moments-held.tsv", "moments-third.tsv"} {
		for _, c := range momentCases(f, name) {
			f.Add(c.phrase, c.now.Unix())
		}
	}
	for _, again := range []string{"de eerste ", "van ", "niet op ", "over een ", "maandag de 3e ", "volgende week ", "half over ", "na de na de ", "12-", "tussen ", "liever "} {
		f.Add(strings.Repeat(again, 80), int64(1_795_600_000))
	}
	loc := amsterdam(f)
	f.Fuzz(func(t *testing.T, phrase string, unix int64) {
		if len(phrase) > 4000 || unix < 0 || unix > 4e9 || !utf8.ValidString(phrase) {
			return
		}
		now := time.Unix(unix, 0).In(loc)
		w := dutch.ReadWish(phrase, dutch.MomentFrame{Now: now})
		for _, o := range w.Options {
			if o.Start < 0 || o.End > 24*60 || o.Start > o.End || !o.From.IsZero() && (o.From.Compare(o.To) > 0 || o.From.Add(0) != o.From) {
				t.Errorf("ReadWish(%q) at %s gives %+v", phrase, now, o)
			}
		}
		_ = w.String()
		w.Then(w).Rank([]time.Time{now, now.Add(time.Hour)})
	})
}
