package staff

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"time"
)

// How long a session lasts: without being used, and at most; a working day with its lunch.
const (
	idleTime = 30 * time.Minute
	longest  = 10 * time.Hour
)

// provenFor is how long showing who one is holds, for what asks more than being signed in: opening a client's file, export, erasure, changing
// how long something is kept (anchors/security.md 2.6: at most ten minutes).
const provenFor = 10 * time.Minute

// touchEvery is how often the use of a session is written down: not at each request.
const touchEvery = time.Minute

// What asking for a session may answer.
var (
	// ErrSignedOut says that nobody is signed in by this token: it is unknown, was not used for too long, or was ended.
	ErrSignedOut = errors.New("signed out")
	// ErrUnsure says that the sign-in service could not be asked for a minute whether the account is still what it was. Nobody is let in on
	// an old answer; the session goes on when the service answers again.
	ErrUnsure = errors.New("the sign-in service does not answer")
)

// Session is someone who is signed in, on one device.
type Session struct {
	Person  Person
	Started time.Time
	Proven  time.Time // when the person last showed who it is
	Expires time.Time
}

// Fresh reports whether the person showed recently who it is, as some acts require.
func (s Session) Fresh(now time.Time) bool {
	return !s.Proven.IsZero() && now.Sub(s.Proven) < provenFor && !s.Proven.After(now.Add(skew))
}

// Token is what the browser of someone who is signed in holds. Only its hash is kept.
type Token string

// newToken returns a token of 256 random bits.
func newToken() Token {
	var b [32]byte
	_, _ = rand.Read(b[:]) // it never fails (crypto/rand)
	return Token(base64.RawURLEncoding.EncodeToString(b[:]))
}

// hash is by what a token is known in the database.
func (t Token) hash() []byte {
	sum := sha256.Sum256([]byte(t))
	return sum[:]
}

// String keeps a token out of logs and error texts.
func (Token) String() string { return "token" }

// admission is what a sign-in service said of someone at the door.
type admission struct {
	subject  string
	name     string
	sid      string // the service's own number of its session; "" when it gives none
	role     Role
	refresh  string // by which the service is asked again; "" for the demo's own accounts
	proven   time.Time
	provenBy string
}

// start begins a session. One that it replaces, because the person showed anew who it is, ends, and its end stays the limit.
func (d *Desk) start(ctx context.Context, a admission, replaces []byte) (Token, error) {
	now := d.now()
	token := newToken()
	sealed, err := seal(token, a.refresh)
	if err != nil {
		return "", err
	}
	row := sessionRow{
		Token: token.hash(), Person: personID(d.issuer(), a.subject), SID: a.sid, Roles: a.role.Names(), Refresh: sealed,
		StartedAt: now, UsedAt: now, CheckedAt: now, ProvenAt: a.proven, ProvenBy: a.provenBy, ExpiresAt: now.Add(longest),
	}
	if err := d.store.start(ctx, d.issuer(), a.subject, clip(a.name, 200), row, replaces); err != nil {
		return "", fmt.Errorf("starting a session: %w", err)
	}
	return token, nil
}

// Session returns who is signed in by token. It returns ErrSignedOut when nobody is, and ErrUnsure when the sign-in service was silent too
// long. At least every half minute the service is asked again: a role that was taken away there is gone here within a minute.
func (d *Desk) Session(ctx context.Context, token Token) (Session, error) {
	if token == "" {
		return Session{}, ErrSignedOut
	}
	row, err := d.store.session(ctx, token.hash(), d.issuer(), d.now())
	if err != nil {
		return Session{}, err
	}
	if d.provider != nil && d.now().Sub(row.CheckedAt) >= askEvery {
		if row, err = d.recheck(ctx, token, row); err != nil {
			return Session{}, err
		}
	}
	if d.now().Sub(row.UsedAt) >= touchEvery {
		if err := d.store.touch(ctx, row.Token, d.now()); err != nil {
			return Session{}, fmt.Errorf("noting that a session is used: %w", err)
		}
	}
	return row.session(), nil
}

// SignOut ends the session of token. A token that is not known is no error: then nobody is signed in by it either.
func (d *Desk) SignOut(ctx context.Context, token Token) error {
	if err := d.store.end(ctx, token.hash()); err != nil {
		return fmt.Errorf("ending a session: %w", err)
	}
	return nil
}

// SignOutPerson ends all sessions of someone, on all devices.
func (d *Desk) SignOutPerson(ctx context.Context, id PersonID) error {
	if err := d.store.endPerson(ctx, id); err != nil {
		return fmt.Errorf("ending the sessions of a person: %w", err)
	}
	return nil
}

// clip cuts a text to at most n runes.
func clip(text string, n int) string {
	if r := []rune(text); len(r) > n {
		return string(r[:n])
	}
	return text
}
