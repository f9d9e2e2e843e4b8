package appointment

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
)

// Callback is somebody who wants to be called, because no time suited or nobody was there.
type Callback struct {
	ID          string
	State       string // open, done, withdrawn
	Wished      string // when, in plain Dutch
	Lang        string
	Interpreter string
	Gender      string
	Made        time.Time
	Contact     Contact
	Unreadable  bool // contact stands there, and its key is not here
}

// The states of a callback.
const (
	CallbackOpen      = "open"
	CallbackDone      = "done"
	CallbackWithdrawn = "withdrawn"
)

// callbackTime is how long the wish to be called is kept.
const callbackTime = 30 * 24 * time.Hour

// maxWished is how many runes are kept of when somebody wants to be called.
const maxWished = 480

// CallBack keeps the wish to be called and returns the four words that open it: to change it, or to withdraw it. The summary in contact is kept only when
// the person read and approved it, which is for the caller to see to. The same wish from the same visit, sent again, is kept once, under the same words.
func (s *Store) CallBack(ctx context.Context, w Wanted, contact Contact, wished string) (string, error) {
	if contact.Phone == "" {
		return "", errors.New("appointment: nobody can be called without a number")
	}
	now := s.config.Now()
	id, token := newID(), newToken()
	if w.Visit != "" {
		same, itsToken, err := s.wishOf(w.Visit, contact, wished)
		if err != nil {
			return "", err
		}
		var state string
		switch err := s.db.QueryRow(ctx, selectCallbackState, same).Scan(&state); {
		case errors.Is(err, pgx.ErrNoRows):
			id, token = same, itsToken
		case err != nil:
			return "", fmt.Errorf("keeping the wish to be called: %w", err)
		case state != CallbackWithdrawn: // who withdrew it and asks again wants another call
			return codeOf(s.config.Key, itsToken, 0), nil
		}
	}
	sealed, err := s.sealCallback(id, contact)
	if err != nil {
		return "", err
	}
	code := codeOf(s.config.Key, token, 0)
	tag, err := s.db.Exec(ctx, insertCallback, id, hashCode(s.config.Key, code), firstRunes(wished, maxWished), contact.Summary != "", langOf(w.Lang), w.Interpreter, w.Gender, sealed, now, now.Add(callbackTime))
	if err != nil {
		return "", fmt.Errorf("keeping the wish to be called: %w", err)
	}
	if tag.RowsAffected() == 0 { // the same wish, sent twice at once; or another one with these four words
		var state string
		if err := s.db.QueryRow(ctx, selectCallbackState, id).Scan(&state); err != nil {
			return "", fmt.Errorf("keeping the wish to be called: %w", err)
		}
	}
	return code, nil
}

// wishOf returns the id of a wish to be called and what its code is made of, as they follow from what is wished.
func (s *Store) wishOf(visit string, contact Contact, wished string) (id, token string, err error) {
	plain, err := json.Marshal([]any{visit, contact, wished})
	if err != nil {
		return "", "", fmt.Errorf("writing contact: %w", err)
	}
	mac := hmac.New(sha256.New, s.config.Key)
	mac.Write([]byte("callback\n"))
	mac.Write(plain)
	sum := mac.Sum(nil)
	return uuid([16]byte(sum[:16])), base64.RawURLEncoding.EncodeToString(sum[16:]), nil
}

func (s *Store) sealCallback(id string, contact Contact) ([]byte, error) {
	plain, err := json.Marshal(contact)
	if err != nil {
		return nil, fmt.Errorf("writing contact: %w", err)
	}
	sealed, err := s.config.Vault.Seal(callbackSubject(id), contactField, plain)
	if err != nil {
		return nil, fmt.Errorf("sealing contact: %w", err)
	}
	return sealed, nil
}

// callbackSubject is the name of a callback's key.
func callbackSubject(id string) string { return "callback/" + id }

// firstRunes cuts a text to at most n runes.
func firstRunes(text string, n int) string {
	if r := []rune(text); len(r) > n {
		return string(r[:n])
	}
	return text
}

type callbackRow struct {
	ID, State, Wished, Lang, Interpreter, Gender string
	CreatedAt                                    time.Time
	Sealed                                       []byte
}

func (s *Store) callback(r callbackRow) (Callback, error) {
	c := Callback{ID: r.ID, State: r.State, Wished: r.Wished, Lang: r.Lang, Interpreter: r.Interpreter, Gender: r.Gender, Made: r.CreatedAt.In(s.config.Zone)}
	if r.Sealed == nil {
		return c, nil
	}
	plain, err := s.config.Vault.Open(callbackSubject(r.ID), contactField, r.Sealed)
	if err != nil {
		return c, fmt.Errorf("%w: %w", ErrUnreadable, err)
	}
	if err := json.Unmarshal(plain, &c.Contact); err != nil {
		return c, fmt.Errorf("reading contact: %w", err)
	}
	return c, nil
}

// Callbacks returns who wants to be called, the longest waiting first, for staff.
func (s *Store) Callbacks(ctx context.Context) ([]Callback, error) {
	rows, err := s.db.Query(ctx, selectCallbacks)
	if err != nil {
		return nil, fmt.Errorf("listing who wants to be called: %w", err)
	}
	found, err := pgx.CollectRows(rows, pgx.RowToStructByName[callbackRow])
	if err != nil {
		return nil, fmt.Errorf("listing who wants to be called: %w", err)
	}
	all := make([]Callback, 0, len(found))
	for _, r := range found {
		c, err := s.callback(r)
		if c.Unreadable = errors.Is(err, ErrUnreadable); err != nil && !c.Unreadable {
			return nil, err
		}
		all = append(all, c)
	}
	return all, nil
}

// Wished returns how many people want to be called. It opens nothing.
func (s *Store) Wished(ctx context.Context) (int, error) {
	var n int
	if err := s.db.QueryRow(ctx, countCallbacks).Scan(&n); err != nil {
		return 0, fmt.Errorf("counting who wants to be called: %w", err)
	}
	return n, nil
}

// Found is what a code opens: one of the two is set.
type Found struct {
	Booking  *Booking
	Callback *Callback
}

// Lookup returns what a code opens, as Details does: a booking or a callback. Both are looked for in either case, so that neither how long it takes nor
// what is answered tells a guesser anything.
func (s *Store) Lookup(ctx context.Context, code, client string) (Found, error) {
	if err := s.mayTry(ctx, client); err != nil {
		return Found{}, err
	}
	b, noBooking := s.byCode(ctx, code)
	c, noCallback := s.callbackByCode(ctx, code)
	var f Found
	var err error
	switch {
	case noBooking == nil:
		f.Booking = &b
	case !errors.Is(noBooking, ErrNoCode):
		err = noBooking
	case noCallback == nil:
		f.Callback = &c
	default:
		err = noCallback
	}
	return f, s.tried(ctx, client, err)
}

func (s *Store) callbackByCode(ctx context.Context, code string) (Callback, error) {
	rows, err := s.db.Query(ctx, selectCallbackByCode, hashCode(s.config.Key, code))
	if err != nil {
		return Callback{}, fmt.Errorf("looking a code up: %w", err)
	}
	r, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[callbackRow])
	if errors.Is(err, pgx.ErrNoRows) {
		return Callback{}, ErrNoCode
	}
	if err != nil {
		return Callback{}, fmt.Errorf("looking a code up: %w", err)
	}
	return s.callback(r)
}

// ChangeCallBack puts another number, other hours or another summary in the place of what was kept. It returns ErrNoCode as Details does, and ErrLate when
// the person was called already or withdrew the wish.
func (s *Store) ChangeCallBack(ctx context.Context, code, client string, contact Contact, wished string) error {
	if contact.Phone == "" {
		return errors.New("appointment: nobody can be called without a number")
	}
	return s.onCallback(ctx, code, client, func(c Callback) error {
		sealed, err := s.sealCallback(c.ID, contact)
		if err != nil {
			return err
		}
		tag, err := s.db.Exec(ctx, changeCallback, c.ID, firstRunes(wished, maxWished), contact.Summary != "", sealed)
		if err != nil {
			return fmt.Errorf("changing the wish to be called: %w", err)
		}
		if tag.RowsAffected() == 0 {
			return ErrLate
		}
		return nil
	})
}

// WithdrawCallBack takes the wish to be called back, and destroys the key of what was kept with it. It returns ErrNoCode as Details does, and ErrLate when
// the person was called already. Withdrawing twice is no error.
func (s *Store) WithdrawCallBack(ctx context.Context, code, client string) error {
	return s.onCallback(ctx, code, client, func(c Callback) error {
		switch c.State {
		case CallbackDone:
			return ErrLate
		case CallbackOpen:
			if tag, err := s.db.Exec(ctx, withdrawCallback, c.ID); err != nil {
				return fmt.Errorf("withdrawing the wish to be called: %w", err)
			} else if tag.RowsAffected() == 0 {
				return ErrLate // somebody of staff closed it at this moment
			}
		}
		if err := s.config.Vault.Forget(callbackSubject(c.ID)); err != nil {
			return fmt.Errorf("destroying the key of contact: %w", err)
		}
		return nil
	})
}

func (s *Store) onCallback(ctx context.Context, code, client string, act func(Callback) error) error {
	if err := s.mayTry(ctx, client); err != nil {
		return err
	}
	c, err := s.callbackByCode(ctx, code)
	if err == nil {
		err = act(c)
	}
	return s.tried(ctx, client, err)
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
