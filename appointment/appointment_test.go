package appointment_test

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"wegwijzer/appointment"
	"wegwijzer/internal/postgres/pgtest"
)

// vault seals by turning bytes over; the real one is tested in its own room.
type vault struct{ gone sync.Map }

func (*vault) turn(b []byte) []byte {
	out := make([]byte, len(b))
	for i, x := range b {
		out[i] = ^x
	}
	return out
}

func (v *vault) Seal(_, _ string, plain []byte) ([]byte, error) { return v.turn(plain), nil }

func (v *vault) Open(subject, _ string, sealed []byte) ([]byte, error) {
	if _, gone := v.gone.Load(subject); gone {
		return nil, errors.New("the key is gone")
	}
	return v.turn(sealed), nil
}

func (v *vault) Forget(subject string) error {
	v.gone.Store(subject, true)
	return nil
}

// clock is a time that a test can move.
type clock struct {
	mu sync.Mutex
	t  time.Time
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.t
}

func (c *clock) set(t time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.t = t
}

var key = []byte("a key of the codes that is long enough")

func zone(t testing.TB) *time.Location {
	t.Helper()
	loc, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

// calendar returns a store with n advisers who work from eight to eight on weekdays, at ten o'clock on Wednesday 25 November 2026.
func calendar(t testing.TB, db *pgxpool.Pool, n int) (*appointment.Store, *clock) {
	t.Helper()
	c := &clock{t: time.Date(2026, 11, 25, 10, 0, 0, 0, zone(t))}
	s := open(t, db, c)
	setup := appointment.Setup{
		Services: []appointment.Service{{ID: "talk", Name: "Gesprek", Minutes: 45, Buffer: 15, Channels: []string{"phone", "video", "visit", "chat"}}},
		Places:   []appointment.Place{{ID: "utrecht", Name: "Utrecht", Address: "Voorbeeldstraat 1, Utrecht", Region: "midden"}},
	}
	for i := 1; i <= n; i++ {
		gender := "v"
		if i%2 == 0 {
			gender = "m"
		}
		setup.Advisers = append(setup.Advisers, appointment.Adviser{
			Name: fmt.Sprintf("Adviseur %d", i), Gender: gender, Languages: []string{"nl", "en"}, Channels: []string{"phone", "video", "visit", "chat"},
		})
		for d := time.Monday; d <= time.Friday; d++ {
			setup.Rules = append(setup.Rules, appointment.Rule{Adviser: appointment.AdviserID(i), Weekday: d, Opens: 8 * 60, Closes: 20 * 60, Place: "utrecht"})
		}
	}
	if _, err := s.Install(t.Context(), setup); err != nil {
		t.Fatal(err)
	}
	return s, c
}

func open(t testing.TB, db *pgxpool.Pool, c *clock) *appointment.Store {
	t.Helper()
	s, err := appointment.NewStore(db, appointment.Config{Vault: &vault{}, Key: key, Now: c.now, Zone: zone(t)})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

var phone = appointment.Wanted{Service: "talk", Channel: appointment.Phone}

func thursday(t testing.TB, hour, minute int) time.Time {
	return time.Date(2026, 11, 26, hour, minute, 0, 0, zone(t))
}

// book holds and confirms.
func book(t testing.TB, s *appointment.Store, start time.Time, contact appointment.Contact) (appointment.Booking, string) {
	t.Helper()
	h, err := s.Hold(t.Context(), phone, start, "someone at "+start.String())
	if err != nil {
		t.Fatal(err)
	}
	b, code, err := s.Create(t.Context(), h.Token, phone, contact)
	if err != nil {
		t.Fatal(err)
	}
	return b, code
}

// size is the full size of a race when WEGWIJZER_FULL is set, and a small one else.
func size(full, small int) int {
	if os.Getenv("WEGWIJZER_FULL") != "" {
		return full
	}
	return small
}

// rush runs f many times at once, over several connections.
func rush(n, at int, f func(i int)) {
	var wg sync.WaitGroup
	next := atomic.Int64{}
	for range at {
		wg.Go(func() {
			for i := next.Add(1) - 1; i < int64(n); i = next.Add(1) - 1 {
				f(int(i))
			}
		})
	}
	wg.Wait()
}

// A thousand people want the one adviser at the same time: one has the time, the others are told and get three alternatives.
func TestOneWinnerForOneTime(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	s, _ := calendar(t, db, 1)
	n := size(1000, 60)
	var winners, losers, wrong atomic.Int64
	rush(n, 16, func(i int) {
		_, err := s.Hold(t.Context(), phone, thursday(t, 14, 30), fmt.Sprint("visitor ", i))
		switch {
		case err == nil:
			winners.Add(1)
		case errors.Is(err, appointment.ErrTaken):
			losers.Add(1)
		default:
			t.Error(err)
			wrong.Add(1)
		}
	})
	if winners.Load() != 1 || wrong.Load() != 0 || losers.Load() != int64(n-1) {
		t.Errorf("%d winners, %d losers, %d errors of %d", winners.Load(), losers.Load(), wrong.Load(), n)
	}
	others, err := s.Alternatives(t.Context(), phone, thursday(t, 14, 30), 3)
	if err != nil || len(others) != 3 {
		t.Errorf("alternatives %v, %v; want three", others, err)
	}
	t.Logf("%d requests for one time: %d winner", n, winners.Load())
}

// Ten thousand holds at random times over twenty advisers: no two talks of one adviser overlap, and nothing deadlocks.
func TestRandomRushNeverOverlaps(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	s, _ := calendar(t, db, 20)
	n := size(10_000, 200)
	var held atomic.Int64
	rush(n, 16, func(i int) {
		start := thursday(t, 8, 0).Add(time.Duration(i*7919%(11*12)) * 5 * time.Minute)
		_, err := s.Hold(t.Context(), phone, start, fmt.Sprint("visitor ", i))
		if err == nil {
			held.Add(1)
		} else if !errors.Is(err, appointment.ErrTaken) {
			t.Error(err)
		}
	})
	var overlaps, deadlocks int64
	err := db.QueryRow(t.Context(), `
		SELECT
			(SELECT count(*) FROM appointments a JOIN appointments b ON a.adviser = b.adviser AND a.id < b.id AND a.during && b.during),
			(SELECT deadlocks FROM pg_stat_database WHERE datname = current_database())`).Scan(&overlaps, &deadlocks)
	if err != nil {
		t.Fatal(err)
	}
	if overlaps != 0 || deadlocks != 0 || held.Load() == 0 {
		t.Errorf("%d held, %d overlaps, %d deadlocks", held.Load(), overlaps, deadlocks)
	}
	t.Logf("%d requests: %d held, %d overlaps, %d deadlocks", n, held.Load(), overlaps, deadlocks)
}

// The same confirmation a thousand times, as from a double click or a network that repeats: one booking, one code, the same answer.
func TestSameConfirmationBooksOnce(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	s, _ := calendar(t, db, 3)
	h, err := s.Hold(t.Context(), phone, thursday(t, 9, 0), "visitor")
	if err != nil {
		t.Fatal(err)
	}
	n := size(1000, 60)
	var codes sync.Map
	rush(n, 16, func(int) {
		b, code, err := s.Create(t.Context(), h.Token, phone, appointment.Contact{Phone: "0612345678"})
		if err != nil {
			t.Error(err)
		}
		codes.Store(b.ID+code, true)
	})
	different := 0
	codes.Range(func(any, any) bool { different++; return true })
	var booked, told int
	if err := db.QueryRow(t.Context(), `SELECT (SELECT count(*) FROM appointments WHERE state = 'booked'), (SELECT count(*) FROM appointment_outbox)`).Scan(&booked, &told); err != nil {
		t.Fatal(err)
	}
	if different != 1 || booked != 1 || told != 1 {
		t.Errorf("%d answers, %d bookings, %d messages; want one of each", different, booked, told)
	}
}

func TestHoldEndsAfterFiveMinutes(t *testing.T) {
	t.Parallel()
	s, c := calendar(t, pgtest.New(t), 1)
	start := thursday(t, 9, 0)
	h, err := s.Hold(t.Context(), phone, start, "first")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Hold(t.Context(), phone, start, "second"); !errors.Is(err, appointment.ErrTaken) {
		t.Errorf("a second hold: %v, want ErrTaken", err)
	}
	c.set(c.now().Add(5*time.Minute + time.Second))
	if _, _, err := s.Create(t.Context(), h.Token, phone, appointment.Contact{}); !errors.Is(err, appointment.ErrExpired) {
		t.Errorf("confirming late: %v, want ErrExpired", err)
	}
	if _, err := s.Hold(t.Context(), phone, start, "second"); err != nil {
		t.Errorf("holding what is over: %v", err)
	}
}

// One conversation holds one time: whoever holds another gives the first back.
func TestOneHoldEach(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	s, _ := calendar(t, db, 1)
	for hour := 9; hour < 19; hour++ {
		if _, err := s.Hold(t.Context(), phone, thursday(t, hour, 0), "visitor"); err != nil {
			t.Fatal(err)
		}
	}
	var n int
	if err := db.QueryRow(t.Context(), "SELECT count(*) FROM appointments").Scan(&n); err != nil {
		t.Fatal(err)
	}
	if n != 1 {
		t.Errorf("%d holds of one conversation, want 1", n)
	}
}

// Booked without a name, moved by its code, cancelled by its code: one booking all the way.
func TestMovedAndCancelledByCode(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	s, _ := calendar(t, db, 2)
	b, code := book(t, s, thursday(t, 14, 30), appointment.Contact{})
	if len(strings.Fields(code)) != 4 {
		t.Fatalf("code %q, want four words", code)
	}
	h, err := s.Hold(t.Context(), phone, thursday(t, 16, 0), "visitor")
	if err != nil {
		t.Fatal(err)
	}
	moved, err := s.Move(t.Context(), strings.ToUpper(strings.ReplaceAll(code, " ", "-")), h.Token, "client")
	if err != nil {
		t.Fatal(err)
	}
	if moved.ID != b.ID || !moved.Start.Equal(thursday(t, 16, 0)) || moved.Sequence != 1 {
		t.Errorf("moved to %+v, want the same booking at 16:00 with sequence 1", moved)
	}
	if _, err := s.Hold(t.Context(), phone, thursday(t, 14, 30), "another"); err != nil {
		t.Errorf("the old time is not free: %v", err)
	}
	if err := s.Cancel(t.Context(), code, "client"); err != nil {
		t.Fatal(err)
	}
	if err := s.Cancel(t.Context(), code, "client"); err != nil {
		t.Errorf("cancelling twice: %v", err)
	}
	if _, err := s.Move(t.Context(), code, h.Token, "client"); !errors.Is(err, appointment.ErrLate) {
		t.Errorf("moving what was cancelled: %v, want ErrLate", err)
	}
	rows, err := db.Query(t.Context(), "SELECT act FROM appointment_events WHERE appointment = $1::uuid ORDER BY id", b.ID)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var acts []string
	for rows.Next() {
		var act string
		if err := rows.Scan(&act); err != nil {
			t.Fatal(err)
		}
		acts = append(acts, act)
	}
	if got := strings.Join(acts, " "); got != "held booked moved cancelled" {
		t.Errorf("events %q", got)
	}
	if _, err := db.Exec(t.Context(), "DELETE FROM appointment_events"); err == nil {
		t.Error("events can be deleted")
	}
}

// Guessing: none of ten thousand words opens anything, after ten wrong tries a client hears the same whatever it tries, and another client is not kept out.
func TestCodesCannotBeGuessed(t *testing.T) {
	t.Parallel()
	s, c := calendar(t, pgtest.New(t), 1)
	_, code := book(t, s, thursday(t, 9, 0), appointment.Contact{})
	for i := range size(10_000, 100) {
		if _, err := s.Details(t.Context(), fmt.Sprintf("appel boom %d huis", i), "guesser"); !errors.Is(err, appointment.ErrNoCode) {
			t.Fatalf("guess %d: %v, want ErrNoCode", i, err)
		}
	}
	if _, err := s.Details(t.Context(), code, "guesser"); !errors.Is(err, appointment.ErrNoCode) {
		t.Errorf("the right code of a guesser who is locked out: %v, want ErrNoCode", err)
	}
	if _, err := s.Details(t.Context(), code, "someone else"); err != nil {
		t.Errorf("the right code of another: %v", err)
	}
	c.set(c.now().Add(time.Hour + time.Minute))
	if _, err := s.Details(t.Context(), code, "guesser"); err != nil {
		t.Errorf("the right code after an hour: %v", err)
	}
}

// Nine o'clock is nine o'clock on both sides of the change to summer time, and holidays and days off have no times.
func TestTimesFollowTheClockOnTheWall(t *testing.T) {
	t.Parallel()
	s, c := calendar(t, pgtest.New(t), 1)
	c.set(time.Date(2027, 3, 25, 10, 0, 0, 0, zone(t)))
	for _, day := range []int{26, 29} {
		from := time.Date(2027, 3, day, 0, 0, 0, 0, zone(t))
		slots, err := s.Slots(t.Context(), phone, from, from.Add(24*time.Hour))
		if err != nil || len(slots) == 0 {
			t.Fatalf("slots %v, %v", slots, err)
		}
		if first := slots[0].Start.Format("15:04"); first != "08:00" {
			t.Errorf("the first time on %d March is %s, want 08:00", day, first)
		}
		if slots[len(slots)-1].Start.Format("15:04") != "19:15" {
			t.Errorf("the last time is %s, want 19:15", slots[len(slots)-1].Start.Format("15:04"))
		}
	}
	if err := s.Away(t.Context(), 0, time.Date(2027, 3, 30, 0, 0, 0, 0, time.UTC), 0, 1440); err != nil {
		t.Fatal(err)
	}
	from := time.Date(2027, 3, 30, 0, 0, 0, 0, zone(t))
	if slots, err := s.Slots(t.Context(), phone, from, from.Add(23*time.Hour)); err != nil || len(slots) != 0 {
		t.Errorf("%d times on a day off, %v", len(slots), err)
	}
	if _, err := s.Hold(t.Context(), phone, from.Add(10*time.Hour), "visitor"); !errors.Is(err, appointment.ErrTaken) {
		t.Errorf("holding on a day off: %v, want ErrTaken", err)
	}
}

// A woman is preferred when there is one, and who prefers nothing gets whoever has least to do.
func TestPreferenceDecidesBetweenAdvisers(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	s, _ := calendar(t, db, 4)
	w := phone
	w.Gender = "v"
	for i := range 3 {
		_, err := s.Hold(t.Context(), w, thursday(t, 9, 0), fmt.Sprint("visitor ", i))
		if want := i < 2; (err == nil) != want {
			t.Errorf("hold %d with a woman: %v", i+1, err)
		}
	}
	w.Service = "unknown"
	if _, err := s.Hold(t.Context(), w, thursday(t, 9, 0), "x"); !errors.Is(err, appointment.ErrUnknown) {
		t.Errorf("an unknown service: %v, want ErrUnknown", err)
	}
}

// What is kept of a booking can be read by nobody without the vault, and its contact is forgotten in time.
func TestContactIsSealed(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	s, _ := calendar(t, db, 1)
	_, code := book(t, s, thursday(t, 9, 0), appointment.Contact{Phone: "0612345678", Mail: "iemand@example.nl", Messages: true})
	var dump string
	err := db.QueryRow(t.Context(), "SELECT coalesce((SELECT string_agg(a::text, ' ') FROM appointments a), '') || coalesce((SELECT string_agg(o::text, ' ') FROM appointment_outbox o), '')").Scan(&dump)
	if err != nil {
		t.Fatal(err)
	}
	for _, secret := range []string{"0612345678", "iemand", code, strings.Fields(code)[0] + " "} {
		if strings.Contains(dump, secret) {
			t.Errorf("the database holds %q in the clear", secret)
		}
	}
}
