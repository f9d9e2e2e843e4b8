package staff_test

import (
	"testing"
	"time"

	"wegwijzer/internal/postgres/pgtest"
	"wegwijzer/staff"
)

// What is past its term goes and the rest still verifies, against anchors from before and after; the same cut by someone else is found.
func TestPruningLeavesAChainThatVerifies(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	now := time.Now()
	at := func(years int) *staff.Desk {
		d, err := staff.Open(t.Context(), staff.Config{DB: db, Now: func() time.Time { return now.AddDate(-years, 0, 0) }})
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	anchorOf := func(d *staff.Desk) staff.Anchor {
		t.Helper()
		a, err := d.Head(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
	old := at(6)
	fill(t, old, 10)
	if _, err := old.Prove(t.Context(), "call", staff.ByTerm, staff.Object{}, 3, staff.Act{}); err != nil {
		t.Fatal(err)
	}
	early := anchorOf(old)
	fill(t, old, 5)
	later := at(1)
	fill(t, later, 7)
	d := at(0)
	recent := anchorOf(d)
	n, err := d.Prune(t.Context())
	if err != nil || n != 15 {
		t.Fatalf("pruned %d, %v; want the 15 before the last one that is past its term", n, err)
	}
	if r := verify(t, d, early, recent); len(r.Faults) > 0 || r.First != 16 || r.Records != 9 {
		t.Errorf("afterwards: %+v", r)
	}
	if wrong, err := d.VerifyErasures(t.Context()); err != nil || len(wrong) > 0 {
		t.Errorf("the proofs afterwards: %v, %v", wrong, err)
	}
	if n, err := d.Prune(t.Context()); err != nil || n != 0 {
		t.Errorf("a second time %d, %v", n, err)
	}
	// A change in what is left is found as before.
	guards(t, db, "DISABLE")
	if _, err := db.Exec(t.Context(), "UPDATE audit_records SET before = sha256(before) WHERE seq = 16"); err != nil {
		t.Fatal(err)
	}
	if r := verify(t, d, recent); len(r.Faults) == 0 {
		t.Error("the beginning was changed unseen")
	}
}

func TestCuttingOffTheBeginningIsFound(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	d := openDesk(t, db)
	fill(t, d, 12)
	if _, err := db.Exec(t.Context(), "DELETE FROM audit_records WHERE seq < 5"); err == nil {
		t.Fatal("what is within its term went, with the guards on")
	}
	guards(t, db, "DISABLE")
	if _, err := db.Exec(t.Context(), "DELETE FROM audit_records WHERE seq < 5"); err != nil {
		t.Fatal(err)
	}
	guards(t, db, "ENABLE")
	if r := verify(t, d); len(r.Faults) == 0 {
		t.Error("a beginning that was cut off is not found")
	}
	// Not even when someone writes down that it was pruned: it was too young for that.
	forged := staff.Act{Name: "audit.prune", Object: staff.Object{Kind: "audit", ID: "5"}, Outcome: staff.Done}
	if err := d.Record(t.Context(), forged); err != nil {
		t.Fatal(err)
	}
	if r := verify(t, d); len(r.Faults) == 0 {
		t.Error("a forged pruning is believed")
	}
}
