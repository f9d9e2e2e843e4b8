package appointment

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
)

// Callback is somebody who wants to be called because no time suited.
type Callback struct {
	ID          string
	State       string // open, done, withdrawn
	Wished      string
	Lang        string
	Interpreter string
	Gender      string
	Made        time.Time
	Contact     Contact
}

// callbackTime is how long the wish to be called is kept.
const callbackTime = 30 * 24 * time.Hour

// CallBack keeps the wish to be called and returns the four words that withdraw it. The summary in contact is kept only when the person read and
// approved it, which is for the caller to see to.
func (s *Store) CallBack(ctx context.Context, w Wanted, contact Contact, wished string) (string, error) {
	if contact.Phone == "" {
		return "", errors.New("appointment: nobody can be called without a number")
	}
	now := s.config.Now()
	id, token := newID(), newToken()
	plain, err := json.Marshal(contact)
	if err != nil {
		return "", fmt.Errorf("writing contact: %w", err)
	}
	sealed, err := s.config.Vault.Seal("callback/"+id, contactField, plain)
	if err != nil {
		return "", fmt.Errorf("sealing contact: %w", err)
	}
	if len(wished) > 500 {
		wished = wished[:500]
	}
	code := codeOf(s.config.Key, token, 0)
	_, err = s.db.Exec(ctx, insertCallback, id, hashCode(s.config.Key, code), wished, contact.Summary != "", or(w.Lang, "nl"), w.Interpreter, w.Gender, sealed, now, now.Add(callbackTime))
	if err != nil {
		return "", fmt.Errorf("keeping the wish to be called: %w", err)
	}
	return code, nil
}

// Callbacks returns who wants to be called, the longest waiting first, for staff.
func (s *Store) Callbacks(ctx context.Context) ([]Callback, error) {
	rows, err := s.db.Query(ctx, selectCallbacks)
	if err != nil {
		return nil, fmt.Errorf("listing who wants to be called: %w", err)
	}
	type row struct {
		ID, State, Wished, Lang, Interpreter, Gender string
		CreatedAt                                    time.Time
		Sealed                                       []byte
	}
	found, err := pgx.CollectRows(rows, pgx.RowToStructByName[row])
	if err != nil {
		return nil, fmt.Errorf("listing who wants to be called: %w", err)
	}
	var all []Callback
	for _, r := range found {
		c := Callback{ID: r.ID, State: r.State, Wished: r.Wished, Lang: r.Lang, Interpreter: r.Interpreter, Gender: r.Gender, Made: r.CreatedAt.In(s.config.Zone)}
		plain, err := s.config.Vault.Open("callback/"+r.ID, contactField, r.Sealed)
		if err != nil {
			return nil, fmt.Errorf("opening contact: %w", err)
		}
		if err := json.Unmarshal(plain, &c.Contact); err != nil {
			return nil, fmt.Errorf("reading contact: %w", err)
		}
		all = append(all, c)
	}
	return all, nil
}

// Called marks that somebody was called.
func (s *Store) Called(ctx context.Context, id string) error {
	if !isID(id) {
		return ErrStep
	}
	tag, err := s.db.Exec(ctx, closeCallback, id)
	if err != nil {
		return fmt.Errorf("closing the wish to be called: %w", err)
	}
	if tag.RowsAffected() == 0 {
		return ErrStep
	}
	return nil
}
