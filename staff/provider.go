package staff

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"sync"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"
)

// ProviderConfig is how the organisation's sign-in service (OpenID Connect: Entra ID, Keycloak and others) is reached.
type ProviderConfig struct {
	Issuer   string // as the service writes it, to the letter
	ClientID string
	Secret   string // of this client; "" for a client without one, which PKCE protects by itself
	Return   string // address of this program to which the service sends people back, as registered with it

	// Scopes are asked for besides openid, profile and offline_access, which give the name and the means to ask again.
	Scopes []string

	// RoleClaim is where in the ID token the roles stand, with dots between the names on the way: "roles", "realm_access.roles". Empty means
	// "roles".
	RoleClaim string

	// Roles says which value of the claim gives which role; others give nothing.
	Roles map[string]Role

	// Strong are the values of acr of which one must be given when someone shows anew who it is. Empty means that any will do.
	Strong []string

	// Client makes the calls to the service; nil means one with a limit of five seconds. What it receives is bounded in any case.
	Client *http.Client
}

// How long the sign-in service may take, and how much it may say.
const (
	providerTime = 5 * time.Second
	providerSays = 1 << 20
)

// pauseAfterFailure is how long the service is left alone after it did not answer: people who wait for it would only make it worse.
const pauseAfterFailure = 2 * time.Second

var errBadProvider = errors.New("the sign-in service is not configured well")

// provider is the sign-in service. It is looked up when it is first needed, so that the program starts without it.
type provider struct {
	config ProviderConfig
	client *http.Client
	now    func() time.Time

	farewells chan struct{} // held by whoever reads a logout token

	mu     sync.Mutex
	found  *discovered
	failed time.Time
	why    error
}

// discovered is what the service said of itself.
type discovered struct {
	oauth    oauth2.Config
	tokens   *oidc.IDTokenVerifier
	provider *oidc.Provider
	goodbye  string // where people sign out of the service itself; "" when it has none
	names    bool   // whether it says who it is when it sends people back (RFC 9207)
}

// algorithms are the signatures that are believed: none that a public key could forge, and never none at all.
var algorithms = []string{
	oidc.RS256, oidc.RS384, oidc.RS512, oidc.PS256, oidc.PS384, oidc.PS512, oidc.ES256, oidc.ES384, oidc.ES512, oidc.EdDSA,
}

func newProvider(config ProviderConfig, now func() time.Time) (*provider, error) {
	if config.RoleClaim == "" {
		config.RoleClaim = "roles"
	}
	switch {
	case !private(config.Issuer):
		return nil, fmt.Errorf("%w: the issuer must be an https address", errBadProvider)
	case config.Issuer == demoIssuer || config.ClientID == "":
		return nil, fmt.Errorf("%w: the client id is empty", errBadProvider)
	case !private(config.Return):
		return nil, fmt.Errorf("%w: the address to return to must be an https address", errBadProvider)
	case len(config.Roles) == 0:
		return nil, fmt.Errorf("%w: no value gives a role", errBadProvider)
	}
	client := &http.Client{Timeout: providerTime}
	if config.Client != nil {
		*client = *config.Client
	}
	// A service that sends us elsewhere, say to an address inside, is not followed.
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	if client.Transport == nil {
		client.Transport = http.DefaultTransport
	}
	client.Transport = bounded{client.Transport}
	return &provider{config: config, client: client, now: now, farewells: make(chan struct{}, 1)}, nil
}

// private reports whether what is sent to an address cannot be read on the way: https, or this machine itself.
func private(address string) bool {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.User != nil {
		return false
	}
	if u.Scheme == "https" {
		return true
	}
	ip := net.ParseIP(u.Hostname())
	return u.Scheme == "http" && (u.Hostname() == "localhost" || ip != nil && ip.IsLoopback())
}

// bounded cuts off an answer that is too long.
type bounded struct{ next http.RoundTripper }

// RoundTrip does one request.
func (b bounded) RoundTrip(r *http.Request) (*http.Response, error) {
	response, err := b.next.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	response.Body = struct {
		io.Reader
		io.Closer
	}{io.LimitReader(response.Body, providerSays), response.Body}
	return response, nil
}

// context gives calls our own client.
func (p *provider) context(ctx context.Context) context.Context {
	return oidc.ClientContext(ctx, p.client)
}

// discover returns what the service says of itself. It is asked once; when it fails, again after a pause. It returns ErrUnsure when the
// service does not answer.
func (p *provider) discover(ctx context.Context) (*discovered, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.found != nil {
		return p.found, nil
	}
	if p.why != nil && p.now().Sub(p.failed) < pauseAfterFailure {
		return nil, p.why
	}
	found, err := p.ask(ctx)
	if err != nil {
		p.failed, p.why = p.now(), fmt.Errorf("%w: %w", ErrUnsure, err)
		return nil, p.why
	}
	p.found, p.why = found, nil
	return found, nil
}

func (p *provider) ask(ctx context.Context) (*discovered, error) {
	asked, err := oidc.NewProvider(p.context(ctx), p.config.Issuer)
	if err != nil {
		return nil, fmt.Errorf("asking the sign-in service about itself: %w", err)
	}
	var more struct {
		Goodbye string `json:"end_session_endpoint"`
		Keys    string `json:"jwks_uri"`
		Names   bool   `json:"authorization_response_iss_parameter_supported"`
	}
	if err := asked.Claims(&more); err != nil {
		return nil, fmt.Errorf("reading what the sign-in service says of itself: %w", err)
	}
	for _, address := range []string{asked.Endpoint().AuthURL, asked.Endpoint().TokenURL, more.Keys} {
		if !private(address) {
			return nil, fmt.Errorf("%w: it has an address that is not https", errBadProvider)
		}
	}
	if !private(more.Goodbye) {
		more.Goodbye = ""
	}
	return &discovered{
		oauth: oauth2.Config{
			ClientID: p.config.ClientID, ClientSecret: p.config.Secret, RedirectURL: p.config.Return, Endpoint: asked.Endpoint(),
			Scopes: append([]string{oidc.ScopeOpenID, "profile", oidc.ScopeOfflineAccess}, p.config.Scopes...),
		},
		tokens:   asked.Verifier(&oidc.Config{ClientID: p.config.ClientID, SupportedSigningAlgs: algorithms, Now: p.now}),
		provider: asked,
		goodbye:  more.Goodbye,
		names:    more.Names,
	}, nil
}
