package staff_test

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"wegwijzer/internal/postgres/pgtest"
	"wegwijzer/staff"
)

// How many single changes of the audit are tried: go test ./staff -run TestEveryChangeIsFound -changes 10000
var changes = flag.Int("changes", 300, "changes of the audit that are tried")

// chainLength is how many records the changed chain has.
const chainLength = 120

// tampering changes one thing in the audit, as someone with all rights on the database could.
type tampering struct {
	name string
	do   func(ctx context.Context, tx pgx.Tx, seq int64, r *rand.Rand) error
}

func exec(ctx context.Context, tx pgx.Tx, sql string, args ...any) error {
	tag, err := tx.Exec(ctx, sql, args...)
	if err == nil && tag.RowsAffected() == 0 {
		return fmt.Errorf("%s changes nothing", sql)
	}
	return err
}

// set makes a tampering that changes one column into something else.
func set(column, to string) tampering {
	return tampering{column, func(ctx context.Context, tx pgx.Tx, seq int64, _ *rand.Rand) error {
		return exec(ctx, tx, "UPDATE audit_records SET "+column+" = "+to+" WHERE seq = $1", seq)
	}}
}

var tamperings = []tampering{
	set("person", "person || 'x'"),
	set("person", "''"),
	set("role", "CASE role WHEN 'legal' THEN 'policy' ELSE 'legal' END"),
	set("act", "act || '.x'"),
	set("object", "object || 'x'"),
	set("object_id", "sha256(object_id)"),
	set("object_id", "''::bytea"),
	set("reason", "'client'"),
	set("outcome", "CASE outcome WHEN 'granted' THEN 'refused' ELSE 'granted' END"),
	set("origin", "'198.51.100.0/24'"),
	set("at", "at + interval '1 microsecond'"),
	set("at", "at - interval '1 day'"),
	set("before", "sha256(before)"),
	set("hash", "sha256(hash)"),
	set("seq", "seq + 100000"),
	{"what moves from one field to the next", func(ctx context.Context, tx pgx.Tx, seq int64, _ *rand.Rand) error {
		return exec(ctx, tx, `UPDATE audit_records SET person = person || left(role, 1), role = substr(role, 2) WHERE seq = $1`, seq)
	}},
	{"one bit of the hash", func(ctx context.Context, tx pgx.Tx, seq int64, r *rand.Rand) error {
		bit := r.IntN(256)
		return exec(ctx, tx, `UPDATE audit_records SET hash = set_bit(hash, $2, 1 - get_bit(hash, $2)) WHERE seq = $1`, seq, bit)
	}},
	{"deleted", func(ctx context.Context, tx pgx.Tx, seq int64, _ *rand.Rand) error {
		return exec(ctx, tx, `DELETE FROM audit_records WHERE seq = $1`, seq)
	}},
	{"deleted and closed up", func(ctx context.Context, tx pgx.Tx, seq int64, _ *rand.Rand) error {
		if err := exec(ctx, tx, `DELETE FROM audit_records WHERE seq = $1`, seq); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, `UPDATE audit_records SET seq = -seq WHERE seq > $1`, seq)
		return err
	}},
	{"two swapped", func(ctx context.Context, tx pgx.Tx, seq int64, r *rand.Rand) error {
		other := 1 + (seq+r.Int64N(chainLength-1))%chainLength
		return exec(ctx, tx, `
			UPDATE audit_records a SET person = b.person, act = b.act, object_id = b.object_id, role = b.role, at = b.at
			FROM audit_records b
			WHERE a.seq IN ($1, $2) AND b.seq IN ($1, $2) AND a.seq <> b.seq`, seq, other)
	}},
	{"cut off", func(ctx context.Context, tx pgx.Tx, seq int64, _ *rand.Rand) error {
		return exec(ctx, tx, `DELETE FROM audit_records WHERE seq >= $1`, seq)
	}},
	{"copied to the end", func(ctx context.Context, tx pgx.Tx, seq int64, _ *rand.Rand) error {
		return exec(ctx, tx, `
			INSERT INTO audit_records
			SELECT max(n.seq) + 1, a.at, a.person, a.role, a.act, a.object, a.object_id, a.reason, a.outcome, a.origin, a.before, sha256(a.hash)
			FROM audit_records a, audit_records n
			WHERE a.seq = $1
			GROUP BY a.seq`, seq)
	}},
}

// TestEveryChangeIsFound changes one thing in the audit at a time, with all rights and the guards off, and looks whether the verifier sees it.
func TestEveryChangeIsFound(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	d := openDesk(t, db)
	fill(t, d, chainLength)
	anchor, err := d.Head(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if r := verify(t, d, anchor); r.Records != chainLength || len(r.Faults) > 0 {
		t.Fatalf("the untouched audit: %+v", r)
	}
	guards(t, db, "DISABLE")
	if _, err := db.Exec(t.Context(), `ALTER TABLE audit_records DROP CONSTRAINT audit_records_seq_check`); err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(1, 2))
	found := 0
	for i := range *changes {
		how := tamperings[i%len(tamperings)]
		seq := 1 + random.Int64N(chainLength)
		if tamper(t, db, d, anchor, how, seq, random) {
			found++
		} else {
			t.Errorf("%s at record %d is not found", how.name, seq)
		}
	}
	t.Logf("%d of %d changes found, in %d ways", found, *changes, len(tamperings))
}

// tamper changes the audit, verifies it, and undoes the change.
func tamper(t *testing.T, db *pgxpool.Pool, d *staff.Desk, anchor staff.Anchor, how tampering, seq int64, random *rand.Rand) (found bool) {
	t.Helper()
	tx, err := db.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Rollback(t.Context()) //nolint:errcheck // that is the point
	if err := how.do(t.Context(), tx, seq, random); err != nil {
		t.Fatalf("%s: %v", how.name, err)
	}
	r, err := d.VerifyIn(t.Context(), tx, []staff.Anchor{anchor})
	if err != nil {
		t.Fatal(err)
	}
	return len(r.Faults) > 0
}

func guards(t *testing.T, db *pgxpool.Pool, state string) {
	t.Helper()
	if _, err := db.Exec(t.Context(), "ALTER TABLE audit_records "+state+" TRIGGER ALL"); err != nil {
		t.Fatal(err)
	}
}

// Someone with all rights who makes the whole chain anew, every hash right, is betrayed by the anchor alone.
func TestChainMadeAnew(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	d := openDesk(t, db)
	fill(t, d, 20)
	anchor, err := d.Head(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	guards(t, db, "DISABLE")
	if _, err := db.Exec(t.Context(), "DELETE FROM audit_records"); err != nil {
		t.Fatal(err)
	}
	guards(t, db, "ENABLE")
	fill(t, d, 25)
	if r := verify(t, d); len(r.Faults) > 0 {
		t.Errorf("a chain made well: %+v", r.Faults)
	}
	if r := verify(t, d, anchor); len(r.Faults) != 1 || r.Faults[0].Kind != staff.FaultAnchor {
		t.Errorf("with the anchor: %+v, want it to tell", r.Faults)
	}
}

func TestAuditHoldsNoIDs(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	d := openDesk(t, db)
	a := act(1)
	a.Object.ID = "dossier-van-Willibrordus"
	if err := d.Record(t.Context(), a); err != nil {
		t.Fatal(err)
	}
	var row string
	if err := db.QueryRow(t.Context(), "SELECT r::text FROM audit_records r").Scan(&row); err != nil {
		t.Fatal(err)
	}
	if bytes.Contains([]byte(row), []byte("Willibrordus")) {
		t.Errorf("the audit holds %s", row)
	}
}

func BenchmarkRecord(b *testing.B) {
	d := openDesk(b, pgtest.New(b))
	for b.Loop() {
		if err := d.Record(b.Context(), act(1)); err != nil {
			b.Fatal(err)
		}
	}
}

func TestAnchorsOutOfOrder(t *testing.T) {
	t.Parallel()
	d := openDesk(t, pgtest.New(t))
	var anchors []staff.Anchor
	for range 5 {
		fill(t, d, 3)
		a, err := d.Head(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		anchors = append([]staff.Anchor{a}, anchors...)
	}
	anchors = append(anchors, anchors[0], staff.Anchor{At: time.Now()})
	if r := verify(t, d, anchors...); len(r.Faults) > 0 || r.Anchors != 7 {
		t.Errorf("%+v", r)
	}
	if r := verify(t, d, staff.Anchor{Seq: 99, Hash: anchors[0].Hash}); len(r.Faults) != 1 {
		t.Errorf("an anchor beyond the end: %+v", r)
	}
}
