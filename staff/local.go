package staff

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base32"
	"errors"
	"strings"
	"time"
)

// What signing in with a name and a password may answer.
var (
	// ErrWrong says that there is no account with that name and password; not which of both is wrong.
	ErrWrong = errors.New("no such account and password")
	// ErrWait says that there were too many wrong passwords, and that it may be tried again later.
	ErrWait = errors.New("too many wrong passwords")
)

// Account is one of the demo's own. Its password lives as long as the program: it is never kept.
type Account struct {
	Name     string // to sign in with
	Shown    string // for on the screen
	Role     Role
	Password string
}

// DemoAccounts returns an account for each role, with a new random password. shown gives the name for on the screen.
func DemoAccounts(shown func(role string) string) []Account {
	var all []Account
	for _, n := range roleNames {
		all = append(all, Account{Name: n.name, Shown: shown(n.name), Role: n.role, Password: newPassword()})
	}
	return all
}

// newPassword returns four groups of four characters: 80 random bits, easy to read over from a terminal. Nobody chooses one, and none is kept
// anywhere, so there is nothing that a slow hash would protect: guessing is held up by the throttle, and by 80 bits.
func newPassword() string {
	var b [10]byte
	_, _ = rand.Read(b[:]) // it never fails (crypto/rand)
	letters := strings.ToLower(base32.StdEncoding.EncodeToString(b[:]))
	return letters[0:4] + "-" + letters[4:8] + "-" + letters[8:12] + "-" + letters[12:16]
}

// accounts are the demo's accounts as they are kept in memory.
type accounts struct {
	byName   map[string]account
	nobody   account // against which the password of an unknown name is tried, so that it takes as long
	throttle *throttle
	now      func() time.Time
}

type account struct {
	name, shown string
	role        Role
	hash        [sha256.Size]byte // of the password
}

func newAccounts(all []Account, now func() time.Time) *accounts {
	a := &accounts{byName: map[string]account{}, throttle: newThrottle(now), now: now}
	for _, x := range all {
		a.byName[x.Name] = newAccount(x)
	}
	a.nobody = newAccount(Account{Password: newPassword()})
	return a
}

func newAccount(x Account) account {
	return account{x.Name, x.Shown, x.Role, sha256.Sum256([]byte(x.Password))}
}

// longestPassword bounds what is hashed.
const longestPassword = 200

// check returns the account with a name and password. A wrong name takes as long as a wrong password, and both count the same.
func (a *accounts) check(name, password, origin string) (account, error) {
	name = strings.ToLower(strings.TrimSpace(name))
	if !a.throttle.may(name, origin) {
		return account{}, ErrWait
	}
	found, known := a.byName[name]
	if !known {
		found = a.nobody
	}
	password = clip(strings.TrimSpace(password), longestPassword)
	hash := sha256.Sum256([]byte(password))
	right := subtle.ConstantTimeCompare(hash[:], found.hash[:]) == 1
	if !right || !known {
		a.throttle.missed(name, origin)
		return account{}, ErrWrong
	}
	a.throttle.succeeded(name)
	return found, nil
}

// SignInDemo signs in with an account of the demo; origin is the network the attempt comes from. It returns ErrWrong, or ErrWait after too
// many mistakes, and ErrNoWay where there are no such accounts, which is so in production.
func (d *Desk) SignInDemo(ctx context.Context, name, password, origin string) (Token, error) {
	if d.accounts == nil {
		return "", ErrNoWay
	}
	a, err := d.accounts.check(name, password, origin)
	if err != nil {
		return "", err
	}
	return d.start(ctx, d.admit(a), nil)
}

// ProveDemo lets someone who is signed in with an account of the demo show anew who it is. The token is replaced.
func (d *Desk) ProveDemo(ctx context.Context, token Token, password, origin string) (Token, error) {
	if d.accounts == nil {
		return "", ErrNoWay
	}
	row, err := d.store.session(ctx, token.hash(), d.issuer(), d.now())
	if err != nil {
		return "", err
	}
	a, err := d.accounts.check(row.Subject, password, origin)
	if err != nil {
		return "", err
	}
	return d.start(ctx, d.admit(a), row.Token)
}

func (d *Desk) admit(a account) admission {
	return admission{subject: a.name, name: a.shown, role: a.role, proven: d.now(), provenBy: "password"}
}
