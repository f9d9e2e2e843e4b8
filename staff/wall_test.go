package staff_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"wegwijzer/internal/postgres/pgtest"
	"wegwijzer/staff"
)

// files is a table like those of calls and reports: someone's own, and for others behind a reason.
const files = `
	CREATE TABLE files (id int PRIMARY KEY, owner text NOT NULL, content text NOT NULL);
	INSERT INTO files VALUES (1, 'jet', 'van Jet'), (2, 'kim', 'van Kim'), (3, 'kim', 'ook van Kim');
	ALTER TABLE files ENABLE ROW LEVEL SECURITY;
	CREATE POLICY own ON files TO wegwijzer_staff
		USING (staff_has('legal') AND (owner = staff_person() OR staff_opened('file', id::text)));
	GRANT SELECT, UPDATE ON files TO wegwijzer_staff`

func TestSecondWall(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	d := openDesk(t, db)
	if _, err := db.Exec(t.Context(), files); err != nil {
		t.Fatal(err)
	}
	seen := func(p staff.Person) []int {
		t.Helper()
		var ids []int
		err := staff.As(t.Context(), db, p, func(tx pgx.Tx) error {
			rows, err := tx.Query(t.Context(), "SELECT id FROM files ORDER BY id")
			if err != nil {
				return err
			}
			ids, err = pgx.CollectRows(rows, pgx.RowTo[int])
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return ids
	}
	jet, kim := staff.Person{ID: "jet", Role: staff.Legal}, staff.Person{ID: "kim", Role: staff.Legal | staff.Member}
	for _, c := range []struct {
		who  staff.Person
		want []int
	}{
		{jet, []int{1}},
		{kim, []int{2, 3}},
		{staff.Person{ID: "jet", Role: staff.Policy}, nil},
		{staff.Person{ID: "jet", Role: staff.Everyone &^ staff.Legal}, nil},
		{staff.Person{ID: "jet"}, nil},
		{staff.Person{Role: staff.Legal}, nil},
		{staff.Person{ID: "piet", Role: staff.Everyone}, nil},
		{staff.Person{ID: "jet' OR true --", Role: staff.Legal}, nil},
	} {
		if got := seen(c.who); !slices.Equal(got, c.want) {
			t.Errorf("%q as %q sees %v, want %v", c.who.ID, c.who.Role, got, c.want)
		}
	}

	// A reason lets in whoever gave it, to that file.
	give := staff.Act{Person: "jet", Role: staff.Legal, Name: "reason.give", Object: staff.Object{Kind: "file", ID: "2"}, Reason: staff.ReasonConsult, Outcome: staff.Done}
	if err := d.GiveReason(t.Context(), give); err != nil {
		t.Fatal(err)
	}
	if got := seen(jet); !slices.Equal(got, []int{1, 2}) {
		t.Errorf("with a reason Jet sees %v", got)
	}
	if got := seen(staff.Person{ID: "jet", Role: staff.Policy}); len(got) > 0 {
		t.Errorf("a reason without the role shows %v", got)
	}
	if got := seen(staff.Person{ID: "piet", Role: staff.Legal}); len(got) > 0 {
		t.Errorf("the reason of another shows %v", got)
	}
	if reason, err := d.Reason(t.Context(), "jet", give.Object); err != nil || reason != staff.ReasonConsult {
		t.Errorf("Reason = %q, %v", reason, err)
	}
	for _, bad := range []staff.Act{
		{Person: "jet", Object: give.Object, Reason: "omdat ik het wil", Outcome: staff.Done, Name: "reason.give"},
		{Person: "jet", Object: give.Object, Outcome: staff.Done, Name: "reason.give"},
		{Person: "jet", Object: staff.Object{Kind: "file"}, Reason: staff.ReasonConsult, Outcome: staff.Done, Name: "reason.give"},
		{Object: give.Object, Reason: staff.ReasonConsult, Outcome: staff.Done, Name: "reason.give"},
	} {
		if err := d.GiveReason(t.Context(), bad); !errors.Is(err, staff.ErrNoReason) {
			t.Errorf("reason %q of %q: %v", bad.Reason, bad.Person, err)
		}
	}

	// What the role may not do, a query of the role may not do either.
	for _, sql := range []string{"DELETE FROM files", "SELECT * FROM staff_sessions", "SELECT * FROM staff_people", "UPDATE audit_records SET act = 'x'", "INSERT INTO staff_reasons VALUES ('jet', sha256('x'), 'client', now(), now())", "SELECT * FROM staff_attempts"} {
		err := staff.As(t.Context(), db, jet, func(tx pgx.Tx) error {
			_, err := tx.Exec(t.Context(), sql)
			return err
		})
		var pg *pgconn.PgError
		if !errors.As(err, &pg) || pg.Code != "42501" {
			t.Errorf("%s: %v, want it refused", sql, err)
		}
	}
	// The rights end with the transaction.
	var who, role string
	if err := db.QueryRow(t.Context(), "SELECT staff_person(), current_user").Scan(&who, &role); err != nil || who != "" || role == "wegwijzer_staff" {
		t.Errorf("afterwards: %q, %q, %v", who, role, err)
	}
}
