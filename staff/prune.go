package staff

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"github.com/jackc/pgx/v5"
)

// auditYears is how long the audit is kept (NEN 7513 asks for at least five years). The database holds the same term itself: a younger record
// cannot be taken away, whatever the program asks.
const auditYears = 5

// pruned names the act of pruning: the record that stays as the beginning of the chain.
func pruned(seq int64) Object { return Object{Kind: "audit", ID: strconv.FormatInt(seq, 10)} }

const pruneAct = "audit.prune"

// Prune takes away the records of the audit that are past their term, and the proofs of erasure that belong to them, and returns how many records
// that were. The last record past its term stays, as the beginning that the rest is chained to; that it became the beginning is an act in the
// chain itself. So whoever verifies can tell pruning from something that was cut off.
func (d *Desk) Prune(ctx context.Context) (int, error) {
	n := 0
	err := pgx.BeginFunc(ctx, d.store.db, func(tx pgx.Tx) error {
		seq, err := d.store.prunable(ctx, tx, d.now().AddDate(-auditYears, 0, 0))
		if err != nil || seq == 0 {
			return err
		}
		if n, err = d.store.prune(ctx, tx, seq); err != nil {
			return err
		}
		return d.RecordIn(ctx, tx, Act{Name: pruneAct, Object: pruned(seq), Outcome: Done})
	})
	if err != nil {
		return 0, fmt.Errorf("pruning the audit: %w", err)
	}
	return n, nil
}

// base is the beginning of a chain whose earlier records are gone.
type base struct {
	seq     int64
	at      time.Time
	allowed bool // a record of the pruning was seen, and then it was past its term
}

// sees looks whether a record is the one that made b the beginning.
func (b *base) sees(r Record, now time.Time) {
	term := b.at.AddDate(auditYears, 0, 0)
	if r.Act == pruneAct && r.Outcome == Done && r.Object == "audit" && string(r.ObjectID) == string(pruned(b.seq).hash()) && !r.At.Before(term) && !r.At.After(now) {
		b.allowed = true
	}
}
