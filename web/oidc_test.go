package web

import (
	"context"
	"crypto/sha256"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/zitadel/oidc/v3/example/server/storage"
	"github.com/zitadel/oidc/v3/pkg/oidc"
	"github.com/zitadel/oidc/v3/pkg/op"

	"wegwijzer/internal/postgres/pgtest"
	"wegwijzer/staff"
)

// signInService is a real sign-in service whose one account needs no password.
type signInService struct {
	*storage.Storage
	op op.OpenIDProvider
}

// SetUserinfoFromRequest gives the account its name and role.
func (s *signInService) SetUserinfoFromRequest(ctx context.Context, info *oidc.UserInfo, token op.IDTokenRequest, scopes []string) error {
	info.Name = "Jet Jurist"
	info.AppendClaims("roles", []string{"SHN-Juristen"})
	return s.Storage.SetUserinfoFromRequest(ctx, info, token, scopes)
}

// ServeHTTP serves the service; its page for the password goes on by itself.
func (s *signInService) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path != "/login/username" {
		s.op.ServeHTTP(w, r)
		return
	}
	id := r.URL.Query().Get("authRequestID")
	if err := s.CheckUsernamePassword("test-user@127.0.0.1", "verysecure", id); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	http.Redirect(w, r, "/authorize/callback?id="+id, http.StatusFound)
}

// TestSignInThroughServiceInBrowser goes with a real browser to a real service on another site and back. The session's cookie goes along with our own
// pages only, so that coming back needs the page in between.
func TestSignInThroughServiceInBrowser(t *testing.T) {
	t.Parallel()
	var handler atomic.Pointer[Server]
	b := open(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { handler.Load().ServeHTTP(w, r) }))
	website := strings.Replace(b.url, "127.0.0.1", "localhost", 1)

	var service signInService
	elsewhere := httptest.NewServer(&service)
	t.Cleanup(elsewhere.Close)
	client := storage.WebClient("wegwijzer", "geheim", website+ReturnPath)
	service.Storage = storage.NewStorageWithClients(storage.NewUserStore(elsewhere.URL), map[string]*storage.Client{"wegwijzer": client})
	var err error
	config := &op.Config{CryptoKey: sha256.Sum256([]byte("test")), CodeMethodS256: true, AuthMethodPost: true, GrantTypeRefreshToken: true}
	service.op, err = op.NewProvider(config, &service, op.StaticIssuer(elsewhere.URL), op.WithAllowInsecure(), op.WithLogger(slog.New(slog.DiscardHandler)))
	if err != nil {
		t.Fatal(err)
	}
	desk, err := staff.Open(t.Context(), staff.Config{DB: pgtest.New(t), Provider: &staff.ProviderConfig{
		Issuer: elsewhere.URL, ClientID: "wegwijzer", Secret: "geheim", Return: website + ReturnPath, Roles: map[string]staff.Role{"SHN-Juristen": staff.Legal},
	}})
	if err != nil {
		t.Fatal(err)
	}
	s := New(Config{Desk: desk, Address: website})
	t.Cleanup(s.Close)
	handler.Store(s)

	b.do(chromedp.Navigate(website + "/medewerkers/zoeken"))
	b.until("location.pathname === '" + signInPath + "'")
	b.axe("sign-in with a service")
	if see(b, chromedp.Evaluate[bool]("document.querySelector('input[type=password]') !== null")) {
		t.Error("a password is asked for beside the service")
	}
	b.do(chromedp.Focus(chromedp.CSS(".narrow .button")), press("Enter"))
	b.until("location.pathname === '/medewerkers/zoeken'")
	b.do(chromedp.Navigate(website + homePath))
	b.until("document.querySelector('.who-name') && document.querySelector('.who-name').textContent === 'Jet Jurist'")
	if got := see(b, chromedp.Location()); got != website+homePath {
		t.Errorf("signed in at %s", got)
	}
	// Confirming goes through the service too, and comes back to the page that asked for it.
	b.do(chromedp.Navigate(website + provePath))
	b.do(chromedp.Focus(chromedp.CSS(".narrow .button")), press("Enter"))
	b.until("location.pathname === '" + homePath + "' && document.querySelector('.who-name')")
	// The address with the code is of no use to whoever finds it in the history.
	w := get(t, s, ReturnPath+"?code=x&state=y")
	if w.Code != http.StatusBadRequest || strings.Contains(w.Header().Get("Set-Cookie"), sessionCookie+"=") {
		t.Errorf("coming back without having gone: %d", w.Code)
	}
}
