package held

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"

	"wegwijzer/internal/postgres/pgtest"
)

func TestPageIsShownOnce(t *testing.T) {
	t.Parallel()
	now := time.Now()
	db := pgtest.New(t)
	s := NewStore(db, []byte("secret"), func() time.Time { return now })
	page := []byte(strings.Repeat("wat iemand vroeg ", 100))
	once, err := s.Keep(t.Context(), page, false)
	if err != nil {
		t.Fatal(err)
	}
	var kept []byte
	if err := db.QueryRow(t.Context(), `SELECT sealed FROM held_pages`).Scan(&kept); err != nil || bytes.Contains(kept, []byte("vroeg")) || len(kept) > len(page)/2 {
		t.Errorf("the database holds %d bytes, readable %t: %v", len(kept), bytes.Contains(kept, []byte("vroeg")), err)
	}
	if _, err := NewStore(db, []byte("another"), nil).Open(t.Context(), once); !errors.Is(err, ErrGone) {
		t.Errorf("another secret opens it: %v", err)
	}
	if got, err := s.Open(t.Context(), once); err != nil || !bytes.Equal(got, page) {
		t.Errorf("Open = %d bytes, %v", len(got), err)
	}
	if _, err := s.Open(t.Context(), once); !errors.Is(err, ErrGone) {
		t.Errorf("a second time: %v", err)
	}

	again, err := s.Keep(t.Context(), page, true)
	if err != nil {
		t.Fatal(err)
	}
	late, err := s.Keep(t.Context(), page, false)
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if got, err := s.Open(t.Context(), again); err != nil || !bytes.Equal(got, page) {
			t.Errorf("Open = %d bytes, %v", len(got), err)
		}
	}
	now = now.Add(3 * time.Minute)
	if _, err := s.Open(t.Context(), late); !errors.Is(err, ErrGone) {
		t.Errorf("after its time: %v", err)
	}
	now = now.Add(10 * time.Minute)
	if _, err := s.Open(t.Context(), again); !errors.Is(err, ErrGone) {
		t.Errorf("after its time: %v", err)
	}
	if n, err := s.Forget(t.Context()); err != nil || n != 1 {
		t.Errorf("Forget = %d, %v, want the one that nobody came for twice", n, err)
	}
	if _, err := s.Keep(t.Context(), make([]byte, mostBytes+1), false); !errors.Is(err, ErrLarge) {
		t.Errorf("a large page: %v", err)
	}
	for _, token := range []string{"", "x", strings.Repeat("x", 1<<16)} {
		if _, err := s.Open(t.Context(), token); !errors.Is(err, ErrGone) {
			t.Errorf("a token of %d letters: %v", len(token), err)
		}
	}
}
