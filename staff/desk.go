package staff

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
)

// demoIssuer is what stands in the place of a sign-in service for the demo's own accounts.
const demoIssuer = "demo"

// What Open refuses.
var (
	// ErrProduction says that the database was used with a real sign-in service, so that the demo's accounts may not open it.
	ErrProduction = errors.New("the database is one of production")
	// ErrDemo says that the database was filled by the demo, so that it is no place for real people.
	ErrDemo = errors.New("the database is one of the demo")
)

// ErrNoWay says that people cannot sign in here in this way.
var ErrNoWay = errors.New("no such way to sign in")

// Config is what a desk needs. With neither Provider nor Accounts nobody can sign in.
type Config struct {
	DB       *pgxpool.Pool   // migrated; required
	Provider *ProviderConfig // the organisation's sign-in service; nil means none
	Accounts []Account       // the demo's own accounts; never together with Provider
	Logger   *slog.Logger    // nil means silence
	Now      func() time.Time
}

// Desk is where people who work here are let in, and where it is written down what they do.
type Desk struct {
	store    *store
	provider *provider // nil for the demo, and when nobody can sign in
	accounts *accounts // nil in production
	log      *slog.Logger
	now      func() time.Time
}

// Open returns a desk. It claims the database for the demo or for production: it returns ErrProduction for demo accounts on a database
// that knew a real sign-in service, and ErrDemo the other way around.
func Open(ctx context.Context, config Config) (*Desk, error) {
	if config.Now == nil {
		config.Now = time.Now
	}
	if config.Logger == nil {
		config.Logger = slog.New(slog.DiscardHandler)
	}
	d := &Desk{store: &store{config.DB}, log: config.Logger, now: config.Now}
	switch {
	case config.Provider != nil && len(config.Accounts) > 0:
		return nil, errors.New("opening the staff desk: demo accounts beside a sign-in service")
	case config.Provider != nil:
		p, err := newProvider(*config.Provider, config.Now)
		if err != nil {
			return nil, fmt.Errorf("opening the staff desk: %w", err)
		}
		d.provider = p
	case len(config.Accounts) > 0:
		d.accounts = newAccounts(config.Accounts, config.Now)
	default:
		return d, nil
	}
	claimed, err := d.store.claim(ctx, d.issuer())
	switch {
	case err != nil:
		return nil, fmt.Errorf("opening the staff desk: %w", err)
	case d.accounts != nil && claimed != demoIssuer:
		return nil, fmt.Errorf("opening the staff desk: %w", ErrProduction)
	case d.provider != nil && claimed == demoIssuer:
		return nil, fmt.Errorf("opening the staff desk: %w", ErrDemo)
	}
	return d, nil
}

// How people can sign in.
const (
	SignInNone     = ""         // nobody can
	SignInProvider = "provider" // with the organisation's service
	SignInDemo     = "demo"     // with a name and a password of the demo
)

// SignIn returns how people can sign in.
func (d *Desk) SignIn() string {
	switch {
	case d.provider != nil:
		return SignInProvider
	case d.accounts != nil:
		return SignInDemo
	}
	return SignInNone
}

// issuer names the service that vouches for people here. Sessions of another one hold no longer.
func (d *Desk) issuer() string {
	if d.provider != nil {
		return d.provider.config.Issuer
	}
	return demoIssuer
}
