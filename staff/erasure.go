package staff

import (
	"context"
	"encoding/hex"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
)

// Cause is why something was forgotten.
type Cause string

// The causes there are.
const (
	ByTerm    Cause = "term"    // its time had come
	ByRequest Cause = "request" // the person asked for it
)

// Erasure is the proof that something was forgotten.
type Erasure struct {
	At        time.Time
	Kind      string // what was kept, such as "call"
	Cause     Cause
	Subject   []byte // hash of which one; empty for all whose term had ended
	Forgotten int
	Person    PersonID // who did it; "" for the program itself
	Audit     int64    // its record in the audit
}

// Code names the proof in a few characters, for on a letter: the beginning of the hash of what was forgotten.
func (e Erasure) Code() string {
	if len(e.Subject) < 6 {
		return fmt.Sprint(e.Audit)
	}
	return fmt.Sprintf("%d-%s", e.Audit, hex.EncodeToString(e.Subject[:6]))
}

// id is by what the audit knows an erasure: its record there holds the hash of this, so that the proof cannot be changed afterwards.
func (e Erasure) id() string {
	return fmt.Sprintf("%s|%s|%x|%d", e.At.UTC().Format(time.RFC3339Nano), e.Cause, e.Subject, e.Forgotten)
}

// Prove writes down that something was forgotten, in the audit and as a proof of its own, in one transaction. For a request, object says which one
// it was, and a is who did it; otherwise only a.Origin is used.
func (d *Desk) Prove(ctx context.Context, kind string, cause Cause, object Object, forgotten int, a Act) (Erasure, error) {
	e := Erasure{At: d.now().UTC().Truncate(time.Microsecond), Kind: kind, Cause: cause, Subject: object.hash(), Forgotten: forgotten, Person: a.Person}
	a.Name, a.Outcome, a.Object = "erase."+string(cause), Done, Object{Kind: kind, ID: e.id()}
	err := pgx.BeginFunc(ctx, d.store.db, func(tx pgx.Tx) error {
		if err := d.RecordIn(ctx, tx, a); err != nil {
			return err
		}
		var err error
		e.Audit, err = d.store.prove(ctx, tx, e)
		return err
	})
	if err != nil {
		return Erasure{}, fmt.Errorf("proving an erasure: %w", err)
	}
	return e, nil
}

// Erasures returns the latest proofs, newest first, at most limit.
func (d *Desk) Erasures(ctx context.Context, limit int) ([]Erasure, error) {
	all, err := d.store.erasures(ctx, limit)
	if err != nil {
		return nil, fmt.Errorf("reading the proofs of erasures: %w", err)
	}
	return all, nil
}

// VerifyErasures tells which proofs differ from what the audit says of them, by their record there.
func (d *Desk) VerifyErasures(ctx context.Context) (wrong []int64, err error) {
	all, err := d.store.erasures(ctx, 1_000_000)
	if err != nil {
		return nil, fmt.Errorf("reading the proofs of erasures: %w", err)
	}
	for _, e := range all {
		known, err := d.store.hasAct(ctx, e.Audit, Object{Kind: e.Kind, ID: e.id()})
		if err != nil {
			return nil, fmt.Errorf("comparing a proof with the audit: %w", err)
		}
		if !known {
			wrong = append(wrong, e.Audit)
		}
	}
	return wrong, nil
}

// unseen is how long someone who works here is remembered after the last sign-in. The audit keeps the id, which points to nobody by itself.
const unseen = 365 * 24 * time.Hour

// Forget forgets what this room itself keeps past its term: sessions and sign-ins that ended, reasons that hold no longer, and who was not seen
// for a year. It returns how many there were.
func (d *Desk) Forget(ctx context.Context) (int, error) {
	n, err := d.store.forget(ctx, d.now(), d.now().Add(-unseen))
	if err != nil {
		return 0, fmt.Errorf("forgetting what is past its term: %w", err)
	}
	return n, nil
}

// Filter says which records of the audit are wanted; an empty field takes all.
type Filter struct {
	Person  PersonID
	Object  Object
	Act     string
	Outcome Outcome
	Since   time.Time // and from then on
	Until   time.Time // and before then
}

// Names returns the names of who works here, for on the screen.
func (d *Desk) Names(ctx context.Context) (map[PersonID]string, error) {
	names, err := d.store.names(ctx)
	if err != nil {
		return nil, fmt.Errorf("reading the names of staff: %w", err)
	}
	return names, nil
}

// Count returns how many records of the audit a filter lets through.
func (d *Desk) Count(ctx context.Context, f Filter) (int, error) {
	n, err := d.store.countActs(ctx, f)
	if err != nil {
		return 0, fmt.Errorf("counting in the audit: %w", err)
	}
	return n, nil
}

// Acts returns the latest records of the audit that a filter lets through, newest first, at most limit, with the names of who did them as far as they
// still are known.
func (d *Desk) Acts(ctx context.Context, f Filter, limit int) ([]Record, map[PersonID]string, error) {
	all, err := d.store.acts(ctx, f, limit)
	if err != nil {
		return nil, nil, fmt.Errorf("reading the audit: %w", err)
	}
	names, err := d.Names(ctx)
	return all, names, err
}
