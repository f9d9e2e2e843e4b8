package staff

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
)

// Outcome is how an act came out.
type Outcome string

// The outcomes of an act. Access to something personal is written down as granted before anything is shown, so that nothing is seen unwritten.
const (
	Done    Outcome = "done"
	Granted Outcome = "granted"
	Refused Outcome = "refused"
	Failed  Outcome = "failed"
)

// Object is the thing that an act is done to. The audit keeps the kind and a hash, so that who holds the id finds its acts, and the audit by
// itself says nothing about a client.
type Object struct {
	Kind string // such as "call"; "" for nothing in particular
	ID   string
}

// hash returns the hash of an object; it is empty when there is no object.
func (o Object) hash() []byte {
	if o.Kind == "" || o.ID == "" {
		return []byte{}
	}
	sum := sha256.Sum256([]byte(o.Kind + ":" + o.ID))
	return sum[:]
}

// Act is what someone did, with the fields of NEN 7513: who, in which role, what, to what, why, how it came out and from where. When is added by
// the audit. It never holds content: every field is a word of a fixed list, or an id.
type Act struct {
	Person  PersonID // "" when nobody was signed in
	Role    Role     // in which it was done
	Name    string   // such as "call.open"
	Object  Object
	Reason  Reason
	Outcome Outcome
	Origin  string // the network it came from, such as "192.0.2.0/24"
}

// Record is an act in the audit, chained to the one before it: its hash is made of everything in it and of the hash before, so that a change
// anywhere shows in every hash after it.
type Record struct {
	Seq      int64
	At       time.Time
	Person   PersonID
	Role     string
	Act      string
	Object   string
	ObjectID []byte
	Reason   string
	Outcome  Outcome
	Origin   string
	Before   []byte
	Hash     []byte
}

// firstHash is what the first record is chained to.
var firstHash = make([]byte, sha256.Size)

// sum returns the hash that a record should have. Each field is preceded by its length, so that no two different records are made of the same
// bytes.
func (r Record) sum() []byte {
	h := sha256.New()
	var length [8]byte
	add := func(field []byte) {
		binary.BigEndian.PutUint64(length[:], uint64(len(field)))
		h.Write(length[:])
		h.Write(field)
	}
	number := func(n int64) { add(binary.BigEndian.AppendUint64(nil, uint64(n))) } //nolint:gosec // the bits are what counts
	add([]byte("wegwijzer audit 1"))
	number(r.Seq)
	number(r.At.UnixMicro())
	for _, field := range []string{string(r.Person), r.Role, r.Act, r.Object} {
		add([]byte(field))
	}
	add(r.ObjectID)
	for _, field := range []string{r.Reason, string(r.Outcome), r.Origin} {
		add([]byte(field))
	}
	add(r.Before)
	return h.Sum(nil)
}

// Record writes acts down, all or none, in a transaction of their own.
func (d *Desk) Record(ctx context.Context, acts ...Act) error {
	return pgx.BeginFunc(ctx, d.store.db, func(tx pgx.Tx) error {
		for _, a := range acts {
			if err := d.RecordIn(ctx, tx, a); err != nil {
				return err
			}
		}
		return nil
	})
}

// RecordIn writes an act down in the transaction in which it is done: both happen, or neither. Acts are written one after another, so tx should
// end soon, and this should be the last thing it does.
func (d *Desk) RecordIn(ctx context.Context, tx pgx.Tx, a Act) error {
	r := Record{
		At: d.now().UTC().Truncate(time.Microsecond), Person: a.Person, Role: a.Role.String(), Act: a.Name, Object: a.Object.Kind, ObjectID: a.Object.hash(),
		Reason: string(a.Reason), Outcome: a.Outcome, Origin: a.Origin,
	}
	if err := d.store.record(ctx, tx, r); err != nil {
		return fmt.Errorf("writing an act in the audit: %w", err)
	}
	return nil
}

// Anchor is where the chain stood at a moment. Kept outside the database, it shows afterwards whether records were taken off the end, or the
// whole chain was made anew.
type Anchor struct {
	Seq  int64     `json:"seq"`
	At   time.Time `json:"at"`
	Hash string    `json:"hash"` // hexadecimal
}

// Head returns where the chain stands now; its Seq is 0 when nothing was recorded yet.
func (d *Desk) Head(ctx context.Context) (Anchor, error) {
	seq, hash, err := d.store.head(ctx)
	if err != nil {
		return Anchor{}, fmt.Errorf("reading the head of the audit: %w", err)
	}
	return Anchor{seq, d.now().UTC().Truncate(time.Microsecond), hex.EncodeToString(hash)}, nil
}
