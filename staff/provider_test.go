package staff_test

import (
	"context"
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	jose "github.com/go-jose/go-jose/v4"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/zitadel/oidc/v3/example/server/storage"
	"github.com/zitadel/oidc/v3/pkg/oidc"
	"github.com/zitadel/oidc/v3/pkg/op"

	"wegwijzer/staff"
)

const (
	clientID = "wegwijzer"
	website  = "http://localhost:8080"
	back     = website + "/medewerkers/inloggen/terug"
)

// service is a real sign-in service (zitadel/oidc), of which a test can change the accounts, the keys and, on their way out, the tokens.
type service struct {
	*storage.Storage
	server  *httptest.Server
	handler http.Handler
	client  *http.Client

	mu      sync.Mutex
	roles   []string // of the account
	keys    []signer // the last one signs
	forge   func(*forgery)
	noNew   bool        // no refresh token is given
	broken  atomic.Bool // the service does not answer
	refused atomic.Bool // the account is shut out: no refresh succeeds
	asked   atomic.Int64
}

type signer struct {
	id  string
	key *rsa.PrivateKey
}

// The parts of a key as the library wants them.
func (k signer) SignatureAlgorithm() jose.SignatureAlgorithm { return jose.RS256 }
func (k signer) Key() any                                    { return k.key }
func (k signer) ID() string                                  { return k.id }

type verifying struct{ signer }

func (k verifying) Algorithm() jose.SignatureAlgorithm { return jose.RS256 }
func (k verifying) Use() string                        { return "sig" }
func (k verifying) Key() any                           { return &k.key.PublicKey }

// forgery is an ID token on its way out, honest until a test changes it.
type forgery struct {
	header map[string]any
	claims map[string]any
	key    *rsa.PrivateKey
	old    *rsa.PrivateKey // a key that the service does not vouch for
	raw    string          // the token, when it is not made of the parts above
	answer map[string]any  // what goes along with it
}

// sign makes a token of a header and claims.
func sign(header, claims map[string]any, key *rsa.PrivateKey) string {
	unsigned := part(header) + "." + part(claims)
	sum := sha256.Sum256([]byte(unsigned))
	signature, err := rsa.SignPKCS1v15(rand.Reader, key, crypto.SHA256, sum[:])
	if err != nil {
		panic(err)
	}
	return unsigned + "." + base64.RawURLEncoding.EncodeToString(signature)
}

func part(v any) string {
	text, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return base64.RawURLEncoding.EncodeToString(text)
}

var newKey = sync.OnceValue(func() *rsa.PrivateKey {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		panic(err)
	}
	return key
})

var otherKey = sync.OnceValue(func() *rsa.PrivateKey {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		panic(err)
	}
	return key
})

func newService(t testing.TB) *service {
	t.Helper()
	s := &service{roles: []string{"SHN-Juristen"}, keys: []signer{{"key-1", newKey()}}}
	s.server = httptest.NewServer(http.HandlerFunc(s.pass))
	t.Cleanup(s.server.Close)
	s.Storage = storage.NewStorageWithClients(storage.NewUserStore(s.server.URL), map[string]*storage.Client{clientID: storage.WebClient(clientID, "geheim", back)})
	config := &op.Config{CryptoKey: sha256.Sum256([]byte("test")), CodeMethodS256: true, AuthMethodPost: true, GrantTypeRefreshToken: true}
	handler, err := op.NewProvider(config, s, op.StaticIssuer(s.server.URL), op.WithAllowInsecure(), op.WithLogger(slog.New(slog.DiscardHandler)))
	if err != nil {
		t.Fatal(err)
	}
	s.handler = handler
	s.client = &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	return s
}

// SigningKey returns the key that signs.
func (s *service) SigningKey(context.Context) (op.SigningKey, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.keys[len(s.keys)-1], nil
}

// KeySet returns the keys that are published.
func (s *service) KeySet(context.Context) ([]op.Key, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var all []op.Key
	for _, k := range s.keys {
		all = append(all, verifying{k})
	}
	return all, nil
}

// SetUserinfoFromRequest gives the account its name and roles.
func (s *service) SetUserinfoFromRequest(ctx context.Context, info *oidc.UserInfo, token op.IDTokenRequest, scopes []string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	info.Name = "Jet Jurist"
	info.AppendClaims("roles", s.roles)
	return s.Storage.SetUserinfoFromRequest(ctx, info, token, scopes)
}

func (s *service) set(f func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	f()
}

// pass hands a request on, and changes the answer of the token endpoint when a test wants that.
func (s *service) pass(w http.ResponseWriter, r *http.Request) {
	switch {
	case s.broken.Load():
		panic(http.ErrAbortHandler)
	case r.URL.Path != "/oauth/token":
		s.handler.ServeHTTP(w, r)
		return
	}
	s.asked.Add(1)
	body, err := io.ReadAll(r.Body)
	if err != nil {
		panic(err)
	}
	r.Body = io.NopCloser(strings.NewReader(string(body)))
	if strings.Contains(string(body), "grant_type=refresh_token") && s.refused.Load() {
		http.Error(w, `{"error":"invalid_grant"}`, http.StatusBadRequest)
		return
	}
	made := httptest.NewRecorder()
	s.handler.ServeHTTP(made, r)
	var answer map[string]any
	if made.Code != http.StatusOK || json.Unmarshal(made.Body.Bytes(), &answer) != nil {
		w.WriteHeader(made.Code)
		_, _ = w.Write(made.Body.Bytes())
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.noNew {
		delete(answer, "refresh_token")
	}
	if raw, _ := answer["id_token"].(string); s.forge != nil && raw != "" {
		f := &forgery{key: s.keys[len(s.keys)-1].key, old: otherKey(), answer: answer}
		f.header, f.claims = read(raw, 0), read(raw, 1)
		s.forge(f)
		if f.raw == "" {
			f.raw = sign(f.header, f.claims, f.key)
		}
		answer["id_token"] = f.raw
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(answer)
}

func read(raw string, n int) map[string]any {
	text, err := base64.RawURLEncoding.DecodeString(strings.Split(raw, ".")[n])
	if err != nil {
		panic(err)
	}
	var m map[string]any
	if err := json.Unmarshal(text, &m); err != nil {
		panic(err)
	}
	return m
}

// clock is a clock that a test moves.
type clock struct{ ahead atomic.Int64 }

func (c *clock) now() time.Time          { return time.Now().Add(time.Duration(c.ahead.Load())) }
func (c *clock) forward(d time.Duration) { c.ahead.Add(int64(d)) }

// desk opens a desk where people sign in with the service.
func (s *service) desk(t testing.TB, db *pgxpool.Pool, c *clock, change func(*staff.ProviderConfig)) *staff.Desk {
	t.Helper()
	config := staff.ProviderConfig{
		Issuer: s.server.URL, ClientID: clientID, Secret: "geheim", Return: back,
		Roles: map[string]staff.Role{"SHN-Juristen": staff.Legal, "SHN-Privacy": staff.Privacy},
	}
	if change != nil {
		change(&config)
	}
	d, err := staff.Open(t.Context(), staff.Config{DB: db, Provider: &config, Now: c.now})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// visit does what a browser and its person do at the service: it follows the address, signs in, and returns what the service sends back.
func (s *service) visit(t testing.TB, address string) url.Values {
	t.Helper()
	id := s.follow(t, address).Query().Get("authRequestID") // the page where the person types
	if err := s.CheckUsernamePassword("test-user@127.0.0.1", "verysecure", id); err != nil {
		t.Fatal(err)
	}
	at := s.follow(t, s.server.URL+"/authorize/callback?id="+id)
	if !strings.HasPrefix(at.String(), back) {
		t.Fatalf("the service leads to %s", at.Path)
	}
	return at.Query()
}

// follow asks for an address and returns where it leads.
func (s *service) follow(t testing.TB, address string) *url.URL {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	response, err := s.client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close() //nolint:errcheck // only read
	to, err := response.Location()
	if err != nil {
		body, _ := io.ReadAll(response.Body)
		t.Fatalf("%s: %s\n%s", r.URL.Path, response.Status, body)
	}
	return to
}

// signIn signs in and returns the token.
func (s *service) signIn(t testing.TB, d *staff.Desk) (staff.Token, error) {
	t.Helper()
	address, cookie, err := d.Begin(t.Context(), "/medewerkers/zoeken", "")
	if err != nil {
		t.Fatal(err)
	}
	token, _, err := d.Finish(t.Context(), cookie, s.visit(t, address))
	return token, err
}
