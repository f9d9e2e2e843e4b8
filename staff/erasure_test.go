package staff_test

import (
	"testing"
	"time"

	"wegwijzer/internal/postgres/pgtest"
	"wegwijzer/staff"
)

func TestErasuresAreProven(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	d := openDesk(t, db)
	fill(t, d, 2)
	if _, err := d.Prove(t.Context(), "call", staff.ByTerm, staff.Object{}, 12, staff.Act{}); err != nil {
		t.Fatal(err)
	}
	who := staff.Act{Person: "puck", Role: staff.Privacy, Reason: staff.ReasonRequest, Origin: "192.0.2.0/24"}
	asked, err := d.Prove(t.Context(), "call", staff.ByRequest, staff.Object{Kind: "call", ID: "c-7"}, 1, who)
	if err != nil || asked.Code() == "" {
		t.Fatal(asked, err)
	}
	all, err := d.Erasures(t.Context(), 10)
	if err != nil || len(all) != 2 || all[0].Audit != 4 || all[0].Person != "puck" || len(all[0].Subject) != 32 || all[1].Forgotten != 12 {
		t.Fatalf("Erasures = %+v, %v", all, err)
	}
	if r := verify(t, d); len(r.Faults) > 0 || r.Records != 4 {
		t.Errorf("%+v", r)
	}
	if wrong, err := d.VerifyErasures(t.Context()); err != nil || len(wrong) > 0 {
		t.Errorf("proofs that are right: %v, %v", wrong, err)
	}
	for _, change := range []string{"forgotten = 13", "at = at + interval '1 hour'", "subject = sha256('x')", "cause = 'request'", "kind = 'booking'"} {
		if _, err := db.Exec(t.Context(), "BEGIN; UPDATE erasures SET "+change+" WHERE audit = 3; COMMIT"); err != nil {
			t.Fatal(err)
		}
		if wrong, err := d.VerifyErasures(t.Context()); err != nil || len(wrong) != 1 || wrong[0] != 3 {
			t.Errorf("with %s: %v, %v, want the proof to be told", change, wrong, err)
		}
		if _, err := db.Exec(t.Context(), "UPDATE erasures SET forgotten = 12, at = $1, subject = '', cause = 'term', kind = 'call' WHERE audit = 3", all[1].At); err != nil {
			t.Fatal(err)
		}
	}
}

func TestOwnTermsAreKept(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	c := &clock{}
	accounts := staff.DemoAccounts(func(string) string { return "Iemand" })
	d, err := staff.Open(t.Context(), staff.Config{DB: db, Accounts: accounts, Now: c.now})
	if err != nil {
		t.Fatal(err)
	}
	token, err := d.SignInDemo(t.Context(), "legal", accounts[1].Password, "")
	if err != nil {
		t.Fatal(err)
	}
	if err := d.GiveReason(t.Context(), staff.Act{Person: "jet", Name: "reason.give", Object: staff.Object{Kind: "file", ID: "2"}, Reason: staff.ReasonConsult, Outcome: staff.Done}); err != nil {
		t.Fatal(err)
	}
	left := func() (sessions, people, reasons int) {
		t.Helper()
		err := db.QueryRow(t.Context(), "SELECT (SELECT count(*) FROM staff_sessions), (SELECT count(*) FROM staff_people), (SELECT count(*) FROM staff_reasons)").Scan(&sessions, &people, &reasons)
		if err != nil {
			t.Fatal(err)
		}
		return sessions, people, reasons
	}
	for _, step := range []struct {
		pause                     time.Duration
		forgotten                 int
		sessions, people, reasons int
	}{
		{0, 0, 1, 1, 1},
		{31 * time.Minute, 1, 0, 1, 1},
		{12 * time.Hour, 1, 0, 1, 0},
		{364 * 24 * time.Hour, 0, 0, 1, 0},
		{24 * time.Hour, 1, 0, 0, 0},
	} {
		c.forward(step.pause)
		n, err := d.Forget(t.Context())
		if err != nil || n != step.forgotten {
			t.Errorf("after %v: %d forgotten, %v, want %d", step.pause, n, err, step.forgotten)
		}
		if s, p, r := left(); s != step.sessions || p != step.people || r != step.reasons {
			t.Errorf("after %v: %d sessions, %d people, %d reasons are left", step.pause, s, p, r)
		}
	}
	_ = token
}
