package main

import (
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"wegwijzer/appointment"
	"wegwijzer/demo"
	"wegwijzer/internal/postgres"
	"wegwijzer/internal/postgres/pgtest"
	"wegwijzer/internal/privacy"
)

// The demo begins in the middle of a week that is going on: appointments behind and ahead, people who want to be called, and nobody who can be reached.
func TestTheDemoBeginsInAWeekThatIsGoingOn(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	keys, err := privacy.NewKeys(filepath.Join(t.TempDir(), "keys"))
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2026, 11, 25, 12, 0, 0, 0, time.UTC) // a Wednesday
	config := appointment.Config{Vault: contactVault{keys}, Key: []byte(strings.Repeat("k", 32)), Now: func() time.Time { return now }}
	store, err := appointment.NewStore(db, config)
	if err != nil {
		t.Fatal(err)
	}
	var setup appointment.Setup
	if err := json.Unmarshal(demo.Calendar(), &setup); err != nil {
		t.Fatal(err)
	}
	if _, err := store.Install(t.Context(), setup); err != nil {
		t.Fatal(err)
	}
	if err := weekOfDemo(t.Context(), config, &library{db: &postgres.DB{Pool: db}}, store, now); err != nil {
		t.Fatal(err)
	}
	all, err := store.Between(t.Context(), now.AddDate(0, 0, -3), now.AddDate(0, 0, 12), 0)
	if err != nil {
		t.Fatal(err)
	}
	count := map[string]int{}
	open := 0
	for _, a := range all {
		count[a.State]++
		if a.State == string(appointment.Booked) && a.Starts.Before(now) {
			open++
		}
		contact, _, err := store.Reach(t.Context(), a.ID)
		if err != nil || !strings.HasPrefix(contact.Phone, "+31 97 0102 ") || contact.Mail != "" {
			t.Errorf("%+v, %v: somebody could be reached", contact, err)
		}
	}
	if count["booked"] < 20 || count["done"] < 5 || open != 1 {
		t.Errorf("states %v, %d behind us open", count, open)
	}
	if waits, err := store.Outbox(t.Context(), 10); err != nil || len(waits) != 0 {
		t.Errorf("%d messages about invented people wait, %v", len(waits), err)
	}
	if rooms, err := store.Capacity(t.Context(), now.AddDate(0, 0, -1), now.AddDate(0, 0, -1)); err != nil || rooms[0].Taken == 0 {
		t.Errorf("a day behind us was empty: %+v, %v", rooms, err)
	}
	if wished, err := store.Wished(t.Context()); err != nil || wished != 3 {
		t.Errorf("%d want to be called, %v", wished, err)
	}
}
