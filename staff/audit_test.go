package staff_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"

	"wegwijzer/internal/postgres/pgtest"
	"wegwijzer/staff"
)

// openDesk returns a desk on an empty database, without a way to sign in.
func openDesk(t testing.TB, db *pgxpool.Pool) *staff.Desk {
	t.Helper()
	d, err := staff.Open(t.Context(), staff.Config{DB: db})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// act returns the nth of many different acts.
func act(n int) staff.Act {
	roles := staff.Everyone.Each()
	return staff.Act{
		Person: staff.PersonID(fmt.Sprintf("person%d", n%7)), Role: roles[n%len(roles)], Name: "call.open",
		Object: staff.Object{Kind: "call", ID: fmt.Sprint(n)}, Outcome: staff.Granted, Origin: "192.0.2.0/24",
	}
}

// fill records n acts.
func fill(t testing.TB, d *staff.Desk, n int) {
	t.Helper()
	for i := range n {
		if err := d.Record(t.Context(), act(i)); err != nil {
			t.Fatal(err)
		}
	}
}

func verify(t testing.TB, d *staff.Desk, anchors ...staff.Anchor) staff.Report {
	t.Helper()
	r, err := d.Verify(t.Context(), anchors)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestAuditIsOnlyAddedTo(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	d := openDesk(t, db)
	fill(t, d, 3)
	for _, role := range []string{"", "wegwijzer_staff", "wegwijzer_public"} {
		for _, sql := range []string{"UPDATE audit_records SET act = 'x'", "DELETE FROM audit_records", "TRUNCATE audit_records CASCADE", "DROP TABLE audit_records"} {
			if role == "" && sql == "DROP TABLE audit_records" {
				continue // the owner of the database can always do that; the anchor tells
			}
			err := pgx.BeginFunc(t.Context(), db, func(tx pgx.Tx) error {
				if role != "" {
					if _, err := tx.Exec(t.Context(), "SET LOCAL ROLE "+role); err != nil {
						return err
					}
				}
				_, err := tx.Exec(t.Context(), sql)
				return err
			})
			var pg *pgconn.PgError
			if !errors.As(err, &pg) || pg.Code != "42501" {
				t.Errorf("%s as %q: %v, want it refused", sql, role, err)
			}
		}
	}
	if r := verify(t, d); r.Records != 3 || len(r.Faults) > 0 {
		t.Errorf("afterwards: %+v", r)
	}
}

func TestActsThatHappenTogetherAreChained(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	one, other := openDesk(t, db), openDesk(t, db)
	const each, writers = 15, 4
	var wait sync.WaitGroup
	for w := range writers {
		wait.Go(func() {
			d := one
			if w%2 == 1 {
				d = other
			}
			for i := range each {
				ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
				defer cancel()
				if err := d.Record(ctx, act(i)); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wait.Wait()
	if r := verify(t, one); r.Records != each*writers || len(r.Faults) > 0 {
		t.Errorf("%+v", r)
	}
}

// An act that is undone leaves no gap.
func TestActThatIsUndoneIsNotRecorded(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	d := openDesk(t, db)
	fill(t, d, 2)
	undone := errors.New("undone")
	err := pgx.BeginFunc(t.Context(), db, func(tx pgx.Tx) error {
		if err := d.RecordIn(t.Context(), tx, act(9)); err != nil {
			return err
		}
		return undone
	})
	if !errors.Is(err, undone) {
		t.Fatal(err)
	}
	fill(t, d, 1)
	if r := verify(t, d); r.Records != 3 || len(r.Faults) > 0 {
		t.Errorf("%+v", r)
	}
}
