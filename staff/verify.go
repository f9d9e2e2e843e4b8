package staff

import (
	"bytes"
	"context"
	"encoding/hex"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"
)

// The ways in which a chain can be broken.
const (
	FaultChanged = "changed" // a record is not what its hash was made of
	FaultBroken  = "broken"  // a record is not chained to the one before it
	FaultMissing = "missing" // records are missing before this one, or it stands twice
	FaultAnchor  = "anchor"  // the chain is another one than the anchor saw, or ends before it
)

// Fault is something wrong with the chain.
type Fault struct {
	Seq  int64  `json:"seq"`
	Kind string `json:"kind"`
}

// Report is what a verification found.
type Report struct {
	Records int64   `json:"records"`
	First   int64   `json:"first"` // number of the first record: above 1 when those before it were past their term and are gone
	Head    string  `json:"head"`  // hash of the last record
	Anchors int     `json:"anchors"`
	Faults  []Fault `json:"faults"` // at most mostFaults
}

// clockDrift is how far the clocks of two machines may differ.
const clockDrift = 5 * time.Minute

// mostFaults is how many faults are told: one is enough to know that the audit cannot be trusted.
const mostFaults = 100

// verifier walks a chain from its beginning.
type verifier struct {
	anchors []Anchor // by Seq
	last    Record
	base    *base // nil when the chain begins at its beginning
	now     time.Time
	report  Report
}

func newVerifier(anchors []Anchor, now time.Time) *verifier {
	sorted := slices.Clone(anchors)
	slices.SortFunc(sorted, func(a, b Anchor) int { return int(a.Seq - b.Seq) })
	return &verifier{now: now, anchors: sorted, last: Record{Hash: firstHash}, report: Report{Anchors: len(anchors), Faults: []Fault{}}}
}

func (v *verifier) fault(seq int64, kind string) {
	if len(v.report.Faults) < mostFaults {
		v.report.Faults = append(v.report.Faults, Fault{seq, kind})
	}
}

// add looks at the next record.
func (v *verifier) add(r Record) {
	v.report.Records++
	if v.report.Records == 1 {
		v.begin(r)
	}
	if v.base != nil {
		v.base.sees(r, v.now)
	}
	if r.Seq != v.last.Seq+1 {
		v.fault(r.Seq, FaultMissing)
	}
	if !bytes.Equal(r.Before, v.last.Hash) {
		v.fault(r.Seq, FaultBroken)
	}
	if !bytes.Equal(r.Hash, r.sum()) {
		v.fault(r.Seq, FaultChanged)
	}
	for len(v.anchors) > 0 && v.anchors[0].Seq <= r.Seq {
		if a := v.anchors[0]; a.Seq > 0 && (a.Seq != r.Seq || a.Hash != hex.EncodeToString(r.Hash)) {
			v.fault(a.Seq, FaultAnchor)
		}
		v.anchors = v.anchors[1:]
	}
	v.last = r
}

// begin takes the first record there is. When it is not the first there ever was, a later one must say why.
func (v *verifier) begin(r Record) {
	v.report.First = r.Seq
	if r.Seq <= 1 {
		return
	}
	v.base = &base{seq: r.Seq, at: r.At}
	v.last = Record{Seq: r.Seq - 1, Hash: r.Before}
	for len(v.anchors) > 0 && v.anchors[0].Seq < r.Seq {
		v.anchors = v.anchors[1:] // of what is gone
	}
}

// end returns the report. Anchors beyond the last record were of a chain that was longer.
func (v *verifier) end() Report {
	for _, a := range v.anchors {
		if a.Seq > v.last.Seq {
			v.fault(a.Seq, FaultAnchor)
		}
	}
	if v.base != nil && !v.base.allowed {
		v.fault(v.base.seq, FaultMissing)
	}
	v.report.Head = hex.EncodeToString(v.last.Hash)
	return v.report
}

// Verify reads the whole audit and tells what is wrong with it. Without anchors it cannot see that records were taken off the end, nor that
// someone with all rights made the chain anew; with them it can.
func (d *Desk) Verify(ctx context.Context, anchors []Anchor) (report Report, err error) {
	err = pgx.BeginTxFunc(ctx, d.store.db, pgx.TxOptions{AccessMode: pgx.ReadOnly}, func(tx pgx.Tx) error {
		report, err = d.VerifyIn(ctx, tx, anchors)
		return err
	})
	return report, err
}

// VerifyIn is Verify as a transaction sees the audit.
func (d *Desk) VerifyIn(ctx context.Context, tx pgx.Tx, anchors []Anchor) (Report, error) {
	v := newVerifier(anchors, d.now().Add(clockDrift))
	if err := d.store.records(ctx, tx, v.add); err != nil {
		return Report{}, fmt.Errorf("reading the audit: %w", err)
	}
	return v.end(), nil
}
