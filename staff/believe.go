package staff

import (
	"context"
	"crypto/subtle"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/coreos/go-oidc/v3/oidc"
)

// skew is how much the clocks of the sign-in service and this machine may differ. For the end of a token's life there is none: that is the
// side on which a difference would let someone in.
const skew = time.Minute

// longestToken is how long a token may be: those of accounts with very many groups are about 8 kB.
const longestToken = 32 << 10

// expectation is what an ID token must say besides being right.
type expectation struct {
	nonce       string    // "" after a refresh, when none is given or the first one is repeated
	subject     string    // "" at the first sign-in
	since       time.Time // it was not made before
	provenSince time.Time // the person showed who it is since then; zero when that does not matter
	strong      []string  // acr must be one of these; empty when that does not matter
}

// claims are what we read in an ID token, besides what the library checks: the signature by a key of the service and a believed algorithm, the
// issuer, the audience and the expiry.
type claims struct {
	Party    string   `json:"azp"`
	SID      string   `json:"sid"`
	Name     string   `json:"name"`
	Username string   `json:"preferred_username"`
	AuthTime *float64 `json:"auth_time"`
	ACR      string   `json:"acr"`
	NotYet   *float64 `json:"nbf"`
}

// believe returns whom an ID token speaks of, or ErrRefused with the first thing that is wrong with it.
func (p *provider) believe(ctx context.Context, found *discovered, raw, accessToken string, expect expectation) (admission, error) {
	if err := plain(raw, "JWT"); err != nil {
		return admission{}, fmt.Errorf("%w: %w", ErrRefused, err)
	}
	token, err := found.tokens.Verify(ctx, raw)
	if err != nil {
		return admission{}, fmt.Errorf("%w: %w", ErrRefused, err)
	}
	var said claims
	if err := token.Claims(&said); err != nil {
		return admission{}, fmt.Errorf("%w: its claims cannot be read", ErrRefused)
	}
	now := p.now()
	wrong := ""
	switch {
	case token.Subject == "" || len(token.Subject) > 255 || !utf8.ValidString(token.Subject):
		wrong = "sub"
	case expect.subject != "" && token.Subject != expect.subject:
		wrong = "sub is another"
	case len(token.Audience) > 1 && said.Party == "", said.Party != "" && said.Party != p.config.ClientID:
		wrong = "azp"
	case token.IssuedAt.Unix() <= 0 || token.IssuedAt.After(now.Add(skew)) || token.IssuedAt.Before(expect.since.Add(-skew)):
		wrong = "iat"
	case token.Expiry.Before(token.IssuedAt):
		wrong = "exp"
	case said.NotYet != nil && seconds(*said.NotYet).After(now.Add(skew)):
		wrong = "nbf"
	case expect.nonce != "" && subtle.ConstantTimeCompare([]byte(token.Nonce), []byte(expect.nonce)) != 1:
		wrong = "nonce"
	case token.AccessTokenHash != "" && token.VerifyAccessToken(accessToken) != nil:
		wrong = "at_hash"
	case said.AuthTime != nil && seconds(*said.AuthTime).After(now.Add(skew)):
		wrong = "auth_time"
	case !expect.provenSince.IsZero() && (said.AuthTime == nil || seconds(*said.AuthTime).Before(expect.provenSince.Add(-skew))):
		wrong = "auth_time is too old"
	case len(expect.strong) > 0 && !slices.Contains(expect.strong, said.ACR):
		wrong = "acr"
	}
	if wrong != "" {
		return admission{}, fmt.Errorf("%w: %s", ErrRefused, wrong)
	}
	var all map[string]any
	if err := token.Claims(&all); err != nil {
		return admission{}, fmt.Errorf("%w: its claims cannot be read", ErrRefused)
	}
	a := admission{subject: token.Subject, name: said.Name, sid: clip(said.SID, 255), role: p.roles(all), provenBy: clip(said.ACR, 255)}
	if a.name == "" {
		a.name = said.Username
	}
	if said.AuthTime != nil {
		a.proven = seconds(*said.AuthTime)
	}
	if a.role == 0 {
		return admission{}, ErrNoRole
	}
	return a, nil
}

func seconds(s float64) time.Time { return time.Unix(int64(s), 0) }

// roles returns the roles that a token's claims give.
func (p *provider) roles(all map[string]any) Role {
	var here any = all
	for name := range strings.SplitSeq(p.config.RoleClaim, ".") {
		m, ok := here.(map[string]any)
		if !ok {
			return 0
		}
		here = m[name]
	}
	var r Role
	switch v := here.(type) {
	case string:
		r = p.config.Roles[v]
	case []any:
		for _, each := range v {
			if s, ok := each.(string); ok {
				r |= p.config.Roles[s]
			}
		}
	}
	return r
}

var errOdd = errors.New("its form is odd")

// plain refuses a token whose form no honest service uses, before anything in it is worked out: too long, not in three parts, or with a
// header that brings its own key, points to one elsewhere or asks for rules that we do not know. kind is what its header may call it.
func plain(raw, kind string) error {
	if len(raw) == 0 || len(raw) > longestToken || strings.Count(raw, ".") != 2 {
		return errOdd
	}
	if strings.ContainsFunc(raw, func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') && r != '-' && r != '_' && r != '.'
	}) {
		return errOdd
	}
	head, _, _ := strings.Cut(raw, ".")
	text, err := base64.RawURLEncoding.Strict().DecodeString(head)
	if err != nil {
		return errOdd
	}
	var header map[string]any
	if err := json.Unmarshal(text, &header); err != nil {
		return errOdd
	}
	for name := range header {
		switch strings.ToLower(name) {
		case "jku", "jwk", "x5u", "x5c", "crit", "b64", "zip", "enc":
			return errOdd
		}
	}
	if algorithm, _ := header["alg"].(string); !slices.Contains(algorithms, algorithm) {
		return errOdd
	}
	if typ, ok := header["typ"]; ok {
		if s, _ := typ.(string); !strings.EqualFold(s, kind) && !strings.EqualFold(s, "JWT") {
			return errOdd
		}
	}
	return nil
}

// backChannelEvent is what a logout token is about (OpenID Connect Back-Channel Logout 1.0, section 2.4).
const backChannelEvent = "http://schemas.openid.net/event/backchannel-logout"

// BackChannel ends the sessions that the sign-in service says are to end. It returns ErrRefused for a token that is not from the service.
// A token that is sent again does no harm: it ends only sessions that began before it was made.
func (d *Desk) BackChannel(ctx context.Context, raw string) error {
	if d.provider == nil {
		return ErrRefused
	}
	// Each token with an unknown key makes us ask the service for its keys again; one at a time is no flood.
	select {
	case d.provider.farewells <- struct{}{}:
		defer func() { <-d.provider.farewells }()
	case <-ctx.Done():
		return ctx.Err()
	}
	out, err := d.provider.farewell(ctx, raw)
	if err != nil {
		return err
	}
	if err := d.store.endByService(ctx, d.issuer(), out.Subject, out.SessionID, out.IssuedAt.Add(time.Second)); err != nil {
		return fmt.Errorf("ending sessions: %w", err)
	}
	return nil
}

// farewell returns what a logout token says.
func (p *provider) farewell(ctx context.Context, raw string) (*oidc.LogoutToken, error) {
	found, err := p.discover(ctx)
	if err != nil {
		return nil, err
	}
	if err := plain(raw, "logout+jwt"); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrRefused, err)
	}
	out, err := found.tokens.VerifyLogout(p.context(ctx), raw)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrRefused, err)
	}
	var said struct {
		Events map[string]map[string]any `json:"events"`
	}
	now := p.now()
	switch {
	case out.Claims(&said) != nil || said.Events[backChannelEvent] == nil:
		return nil, fmt.Errorf("%w: event", ErrRefused)
	case out.IssuedAt.Unix() <= 0 || out.IssuedAt.After(now.Add(skew)) || out.IssuedAt.Before(now.Add(-attemptTime)):
		return nil, fmt.Errorf("%w: iat", ErrRefused)
	}
	return out, nil
}
