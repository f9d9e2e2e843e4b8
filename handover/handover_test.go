package handover_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"wegwijzer/handover"
	"wegwijzer/internal/postgres/pgtest"
)

// vault seals by turning bytes over; the real one is tested in its own room.
type vault struct{ gone sync.Map }

func turned(b []byte) []byte {
	out := make([]byte, len(b))
	for i, x := range b {
		out[i] = ^x
	}
	return out
}

func (v *vault) Seal(subject, _ string, plain []byte) ([]byte, error) {
	if _, gone := v.gone.Load(subject); gone {
		return nil, errors.New("the key is gone")
	}
	return turned(plain), nil
}

func (v *vault) Open(subject, _ string, sealed []byte) ([]byte, error) {
	if _, gone := v.gone.Load(subject); gone {
		return nil, errors.New("the key is gone")
	}
	return turned(sealed), nil
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

func (c *clock) ahead(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.t = c.t.Add(d)
}

// house is some copies of the program on one database.
type house struct {
	db     *pgxpool.Pool
	clock  *clock
	vault  *vault
	open   bool
	copies []*handover.Store
}

func newHouse(t *testing.T, copies int) *house {
	t.Helper()
	h := &house{db: pgtest.New(t), clock: &clock{t: time.Date(2026, 11, 25, 10, 0, 0, 0, time.UTC)}, vault: &vault{}, open: true}
	ctx, stop := context.WithCancel(t.Context())
	var work sync.WaitGroup
	for range copies {
		s := handover.NewStore(h.db, handover.Config{Vault: h.vault, Now: h.clock.now, Open: func(time.Time) bool { return h.open }})
		h.copies = append(h.copies, s)
		work.Go(func() { _ = s.Work(ctx) })
	}
	t.Cleanup(func() {
		stop()
		work.Wait()
	})
	return h
}

// updates follows a talk in the background and hands over what comes.
func updates(t *testing.T, follow func(ctx context.Context, emit func(handover.Update) error) error) chan handover.Update {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	c := make(chan handover.Update, 100)
	done := make(chan struct{})
	go func() {
		defer close(done)
		defer close(c)
		_ = follow(ctx, func(u handover.Update) error { c <- u; return nil })
	}()
	t.Cleanup(func() {
		stop()
		<-done
	})
	return c
}

// until reads updates to the first that holds.
func until(t *testing.T, c chan handover.Update, what string, holds func(handover.Update) bool) handover.Update {
	t.Helper()
	late := time.After(2 * time.Minute) // for hangs only
	for {
		select {
		case u, ok := <-c:
			if !ok {
				t.Fatalf("it ended before: %s", what)
			}
			if holds(u) {
				return u
			}
		case <-late:
			t.Fatalf("never came: %s", what)
		}
	}
}

func says(text string) func(handover.Update) bool {
	return func(u handover.Update) bool {
		return len(u.Lines) > 0 && u.Lines[len(u.Lines)-1].Text == text
	}
}

// A visitor asks at one copy of the program, a member of staff takes it at another; both read what the other writes and that the other is writing; the
// talk is given back, and nothing of it is left.
func TestTalkOverTwoCopies(t *testing.T) {
	t.Parallel()
	h := newHouse(t, 2)
	ctx, here, there := t.Context(), h.copies[0], h.copies[1]
	if err := there.Present(ctx, "42", "Noor", time.Hour); err != nil {
		t.Fatal(err)
	}
	secret, err := here.Ask(ctx, handover.Request{Lang: "nl", Passed: "Ik vroeg naar de zitting.", Origin: "net"})
	if err != nil {
		t.Fatal(err)
	}
	visitor := updates(t, func(ctx context.Context, emit func(handover.Update) error) error {
		return here.Follow(ctx, secret, 0, emit)
	})
	until(t, visitor, "waiting", func(u handover.Update) bool { return u.Talk.State == handover.Waiting })
	board, err := there.Board(ctx, "42")
	if err != nil || len(board.Waiting) != 1 || !board.Present {
		t.Fatalf("the board is %+v, %v", board, err)
	}
	id := board.Waiting[0].ID
	if _, err := there.Read(ctx, id, "42", 0); !errors.Is(err, handover.ErrUnknown) {
		t.Errorf("reading before taking: %v, want ErrUnknown", err)
	}
	if err := there.Take(ctx, id, "42", "Noor"); err != nil {
		t.Fatal(err)
	}
	if u := until(t, visitor, "a person", func(u handover.Update) bool { return u.Talk.State == handover.Talking }); u.Talk.Name != "Noor" {
		t.Errorf("the visitor speaks with %q", u.Talk.Name)
	}
	desk := updates(t, func(ctx context.Context, emit func(handover.Update) error) error {
		return there.Attend(ctx, id, "42", 0, emit)
	})
	until(t, desk, "what was passed on", says("Ik vroeg naar de zitting."))
	for _, again := range []int{1, 2} { // sent twice is said once
		if n, err := here.Say(ctx, secret, "a", "Mag mijn zus mee?", true); err != nil || n != 2 {
			t.Errorf("saying it %d times: line %d, %v", again, n, err)
		}
	}
	if u := until(t, desk, "the question", says("Mag mijn zus mee?")); !u.Lines[0].Worried || !u.Talk.Worried {
		t.Error("the worry did not arrive")
	}
	if err := there.ReplyTypes(ctx, id, "42"); err != nil {
		t.Fatal(err)
	}
	until(t, visitor, "typing", func(u handover.Update) bool { return u.Typing })
	if err := here.Types(ctx, secret); err != nil {
		t.Fatal(err)
	}
	until(t, desk, "typing", func(u handover.Update) bool { return u.Typing })
	if _, err := there.Reply(ctx, id, "7", "x", "Van een ander"); !errors.Is(err, handover.ErrUnknown) {
		t.Errorf("a colleague who writes in it: %v", err)
	}
	if _, err := there.Reply(ctx, id, "42", "b", "Ja, dat mag."); err != nil {
		t.Fatal(err)
	}
	until(t, visitor, "the reply", says("Ja, dat mag."))
	var dump string
	if err := h.db.QueryRow(ctx, "SELECT (SELECT string_agg(l::text, ' ') FROM handover_lines l) || (SELECT string_agg(t::text, ' ') FROM handover_talks t)").Scan(&dump); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(dump, "zus") || strings.Contains(dump, secret) {
		t.Error("the database holds what was written, or the secret, in the clear")
	}
	if err := there.Return(ctx, id, "42"); err != nil {
		t.Fatal(err)
	}
	if u := until(t, visitor, "the end", func(u handover.Update) bool { return u.Talk.State == handover.Ended }); u.Talk.EndedBy != handover.Staff {
		t.Errorf("ended by %q", u.Talk.EndedBy)
	}
	if _, err := here.Say(ctx, secret, "c", "Ben je er nog?", false); !errors.Is(err, handover.ErrEnded) {
		t.Errorf("writing after the end: %v, want ErrEnded", err)
	}
	h.clock.ahead(2 * time.Minute)
	if err := here.Tidy(ctx); err != nil {
		t.Fatal(err)
	}
	h.nothingLeft(t, id)
}

func (h *house) nothingLeft(t *testing.T, id string) {
	t.Helper()
	var lines int
	if err := h.db.QueryRow(t.Context(), "SELECT count(*) FROM handover_lines").Scan(&lines); err != nil || lines != 0 {
		t.Errorf("%d lines are left, %v", lines, err)
	}
	if _, gone := h.vault.gone.Load("handover/" + id); !gone {
		t.Error("the key is still there")
	}
}

// Of all who take the same talk at once one has it.
func TestOneTakesIt(t *testing.T) {
	t.Parallel()
	h := newHouse(t, 1)
	ctx, s := t.Context(), h.copies[0]
	for i := range 8 {
		if err := s.Present(ctx, fmt.Sprint(i), "Naam", time.Hour); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := s.Ask(ctx, handover.Request{Lang: "nl"}); err != nil {
		t.Fatal(err)
	}
	b, err := s.Board(ctx, "0")
	if err != nil || len(b.Waiting) != 1 || b.Others != 7 {
		t.Fatalf("the board is %+v, %v", b, err)
	}
	var wg sync.WaitGroup
	won := make(chan string, 8)
	for i := range 8 {
		wg.Go(func() {
			switch err := s.Take(ctx, b.Waiting[0].ID, fmt.Sprint(i), "Naam"); {
			case err == nil:
				won <- fmt.Sprint(i)
			case !errors.Is(err, handover.ErrTaken):
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if len(won) != 1 {
		t.Fatalf("%d have it, want 1", len(won))
	}
	if who := <-won; s.Take(ctx, b.Waiting[0].ID, who, "Naam") != nil {
		t.Error("taking one's own again is refused")
	}
}

// Without anybody there, and outside the hours, nobody is put in a queue that nobody reads.
func TestNobodyThere(t *testing.T) {
	t.Parallel()
	h := newHouse(t, 1)
	ctx, s := t.Context(), h.copies[0]
	ask := func() error {
		_, err := s.Ask(ctx, handover.Request{Lang: "nl", Origin: "net"})
		return err
	}
	if err := ask(); !errors.Is(err, handover.ErrNobody) {
		t.Errorf("with nobody: %v", err)
	}
	if err := s.Present(ctx, "1", "Noor", time.Minute); err != nil {
		t.Fatal(err)
	}
	if err := ask(); err != nil {
		t.Errorf("with somebody: %v", err)
	}
	h.clock.ahead(2 * time.Minute)
	if err := s.StillThere(ctx, "1", time.Hour); err != nil {
		t.Fatal(err)
	}
	if err := ask(); !errors.Is(err, handover.ErrNobody) {
		t.Errorf("a page that stayed open brought somebody back: %v", err)
	}
	if err := s.Present(ctx, "1", "Noor", time.Hour); err != nil {
		t.Fatal(err)
	}
	if err := s.Away(ctx, "1"); err != nil {
		t.Fatal(err)
	}
	if err := ask(); !errors.Is(err, handover.ErrNobody) {
		t.Errorf("after somebody went: %v", err)
	}
	h.open = false
	if err := s.Present(ctx, "1", "Noor", time.Hour); !errors.Is(err, handover.ErrClosed) {
		t.Errorf("present outside the hours: %v, want ErrClosed", err)
	}
}

// Whoever of staff falls away leaves the talk in the queue; a visitor who falls away leaves nothing.
func TestFallingAway(t *testing.T) {
	t.Parallel()
	h := newHouse(t, 1)
	ctx, s := t.Context(), h.copies[0]
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(s.Present(ctx, "1", "Noor", time.Minute))
	secret, err := s.Ask(ctx, handover.Request{Lang: "nl"})
	must(err)
	b, err := s.Board(ctx, "1")
	must(err)
	id := b.Waiting[0].ID
	must(s.Take(ctx, id, "1", "Noor"))
	_, err = s.Say(ctx, secret, "a", "Hallo?", false)
	must(err)
	h.clock.ahead(90 * time.Second)
	_, err = s.See(ctx, secret, 0) // the visitor is there
	must(err)
	must(s.Tidy(ctx))
	u, err := s.See(ctx, secret, 0)
	if err != nil || u.Talk.State != handover.Waiting || u.Talk.Name != "" || len(u.Lines) != 1 {
		t.Errorf("after the member of staff fell away: %+v, %v", u, err)
	}
	must(s.Present(ctx, "2", "Sam", time.Hour))
	must(s.Take(ctx, id, "2", "Sam"))
	if _, err := s.Read(ctx, id, "1", 0); !errors.Is(err, handover.ErrUnknown) {
		t.Errorf("who had it before still reads it: %v", err)
	}
	h.clock.ahead(3 * time.Minute)
	must(s.Tidy(ctx))
	if u, err := s.Read(ctx, id, "2", 0); err != nil || u.Talk.State != handover.Ended || u.Talk.EndedBy != handover.Silence {
		t.Errorf("after the visitor fell away: %+v, %v", u, err)
	}
	h.clock.ahead(2 * time.Minute)
	must(s.Tidy(ctx))
	h.nothingLeft(t, id)
	h.clock.ahead(2 * time.Hour)
	must(s.Tidy(ctx))
	if _, err := s.See(ctx, secret, 0); !errors.Is(err, handover.ErrUnknown) {
		t.Errorf("an hour later: %v, want ErrUnknown", err)
	}
}

// Leaving wipes at once, also while the other reads; and floods are held back.
func TestLeavingAndFlooding(t *testing.T) {
	t.Parallel()
	h := newHouse(t, 1)
	ctx, s := t.Context(), h.copies[0]
	if err := s.Present(ctx, "1", "Noor", time.Hour); err != nil {
		t.Fatal(err)
	}
	secret, err := s.Ask(ctx, handover.Request{Lang: "nl", Origin: "one"})
	if err != nil {
		t.Fatal(err)
	}
	b, err := s.Board(ctx, "1")
	if err != nil {
		t.Fatal(err)
	}
	id := b.Waiting[0].ID
	flooded := false
	for i := range 100 {
		if _, err := s.Say(ctx, secret, fmt.Sprint("id ", i), "weer", false); errors.Is(err, handover.ErrTooMany) {
			flooded = true
		} else if err != nil {
			t.Fatal(err)
		}
	}
	if !flooded {
		t.Error("a hundred lines in a minute are taken")
	}
	if err := errors.Join(s.Leave(ctx, secret), s.Leave(ctx, secret)); err != nil {
		t.Fatal(err)
	}
	h.nothingLeft(t, id)
	refused := 0
	for range 20 {
		if _, err := s.Ask(ctx, handover.Request{Lang: "nl", Origin: "one"}); errors.Is(err, handover.ErrNobody) {
			refused++
		}
	}
	if refused != 12 {
		t.Errorf("%d of 20 from one network are refused, want 12", refused)
	}
	if _, err := s.Ask(ctx, handover.Request{Lang: "nl", Origin: "another"}); err != nil {
		t.Errorf("another network is kept out: %v", err)
	}
	if _, err := s.See(ctx, "guess", 0); !errors.Is(err, handover.ErrUnknown) {
		t.Errorf("a guessed secret: %v", err)
	}
	for _, id := range []string{"", "1", strings.Repeat("x", 36)} {
		if err := s.Take(ctx, id, "1", "Noor"); !errors.Is(err, handover.ErrTaken) {
			t.Errorf("taking %q: %v", id, err)
		}
	}
	if len(b.Mine) != 0 {
		t.Errorf("%d talks are had before one was taken", len(b.Mine))
	}
}
