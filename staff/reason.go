package staff

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"
)

// Reason is why someone opens what is not theirs. It is chosen from a list: free words would soon hold what a client told.
type Reason string

// The reasons there are.
const (
	ReasonTakeover Reason = "takeover" // I take this client over from a colleague
	ReasonConsult  Reason = "consult"  // a colleague asks me to look along
	ReasonClient   Reason = "client"   // the client asks me something
	ReasonQuality  Reason = "quality"  // I check the quality of our work
	ReasonRequest  Reason = "request"  // a request to see, correct or erase
)

// Reasons returns the reasons to choose from.
func Reasons() []Reason {
	return []Reason{ReasonTakeover, ReasonConsult, ReasonClient, ReasonQuality, ReasonRequest}
}

// reasonTime is how long a reason lets someone in.
const reasonTime = 12 * time.Hour

// ErrNoReason says that a reason is none of the list.
var ErrNoReason = errors.New("no such reason")

// ReasonError is the error with which a page refuses to open what is not the person's own until a reason is given.
type ReasonError struct{ Object Object }

// Error says so.
func (*ReasonError) Error() string { return "a reason is needed" }

// GiveReason lets a person open an object for half a day, and records it. It returns ErrNoReason for a reason that is not on the list.
func (d *Desk) GiveReason(ctx context.Context, a Act) error {
	if !slices.Contains(Reasons(), a.Reason) || a.Object.Kind == "" || a.Object.ID == "" || a.Person == "" {
		return ErrNoReason
	}
	return pgx.BeginFunc(ctx, d.store.db, func(tx pgx.Tx) error {
		if err := d.store.giveReason(ctx, tx, a.Person, a.Object, a.Reason, d.now(), d.now().Add(reasonTime)); err != nil {
			return fmt.Errorf("keeping a reason: %w", err)
		}
		return d.RecordIn(ctx, tx, a)
	})
}

// Reason returns the reason for which a person may open an object now; "" when none was given.
func (d *Desk) Reason(ctx context.Context, id PersonID, o Object) (Reason, error) {
	reason, err := d.store.reason(ctx, id, o, d.now())
	if err != nil {
		return "", fmt.Errorf("looking for a reason: %w", err)
	}
	return reason, nil
}
