package main

import (
	"strings"
	"testing"
	"time"
)

// The zone of an item is that of its times: of a moment that names none, and of the appointments in the answer.
func TestAskReadsAndWritesTimesInTheZoneOfTheItem(t *testing.T) {
	t.Parallel()
	u := newUser(t)
	u.learnLittle(t)
	dir := t.TempDir()
	write(t, dir, pages)
	u.index(t, dir, "hulp", "public")
	const question = `"turns":["ik wil een afspraak","chatten","vrijdag om tien uur"]`
	o := u.run(t, strings.Join([]string{
		`{"id":"plain",` + question + `,"now":"2026-11-25T10:00:00+01:00"}`,
		`{"id":"here",` + question + `,"now":"2026-11-25T10:00:00","tz":"Europe/Amsterdam"}`,
		`{"id":"there",` + question + `,"now":"2026-11-25T04:00:00","tz":"America/New_York"}`,
		`{"id":"none",` + question + `,"now":"2026-11-25T10:00:00+01:00","tz":"Europa/Nergens"}`,
		`{"id":"open",` + question + `,"now":"2026-11-25T10:00:00"}`,
	}, "\n"), "ask", "--jsonl", "--collection", "hulp")
	if o.status != 1 || !strings.Contains(o.err, "regel 4 heeft in tz geen tijdzone, zoals Europe/Amsterdam") || !strings.Contains(o.err, "regel 5 heeft in now geen tijd") {
		t.Errorf("status %d, %q; want lines 4 and 5 refused", o.status, o.err)
	}
	slots := map[string][]string{}
	for _, line := range lines(o.out) {
		var a askOutput
		decode(t, line, &a)
		slots[a.ID] = a.Slots
		if len(a.Slots) == 0 {
			t.Fatalf("no times are offered: %s", line)
		}
	}
	if slots["here"][0] != slots["plain"][0] {
		t.Errorf("ten o'clock in Amsterdam offers %s, want %s as at 10:00+01:00", slots["here"][0], slots["plain"][0])
	}
	for i, slot := range slots["there"] {
		if !strings.HasSuffix(slot, "-05:00") || !sameMoment(t, slot, slots["plain"][i]) {
			t.Errorf("in New York %s is offered, want the moment of %s in its time", slot, slots["plain"][i])
		}
	}
}

func sameMoment(t *testing.T, a, b string) bool {
	t.Helper()
	return instant(t, a).Equal(instant(t, b))
}

func instant(t *testing.T, text string) time.Time {
	t.Helper()
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		t.Fatal(err)
	}
	return at
}
