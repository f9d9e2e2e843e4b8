package staff_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"wegwijzer/internal/postgres/pgtest"
	"wegwijzer/staff"
)

// heard is a log that several may write to.
type heard struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (h *heard) Write(p []byte) (int, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.text.Write(p)
}

func (h *heard) String() string {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.text.String()
}

// What opens a door stands in no log, no error, and in the database only so that it opens nothing: not the password, nor the code, the tokens and
// the secret of the sign-in service, nor the cookies.
func TestSecretsStandNowhere(t *testing.T) {
	t.Parallel()
	s, c := newService(t), &clock{}
	db := pgtest.New(t)
	var log heard
	logger := slog.New(slog.NewJSONHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	config := staff.ProviderConfig{Issuer: s.server.URL, ClientID: clientID, Secret: "geheim", Return: back, Roles: map[string]staff.Role{"SHN-Juristen": staff.Legal}}
	d, err := staff.Open(t.Context(), staff.Config{DB: db, Provider: &config, Logger: logger, Now: c.now})
	if err != nil {
		t.Fatal(err)
	}
	secrets := map[string]string{"the client's secret": `"geheim"`}
	s.set(func() {
		s.forge = func(f *forgery) {
			secrets["the refresh token"], _ = f.answer["refresh_token"].(string)
			secrets["the access token"], _ = f.answer["access_token"].(string)
		}
	})
	var errs []error
	address, cookie, err := d.Begin(t.Context(), "/medewerkers", "")
	if err != nil {
		t.Fatal(err)
	}
	sent := s.visit(t, address)
	secrets["the code"], secrets["the state"], secrets["the attempt's cookie"] = sent.Get("code"), sent.Get("state"), string(cookie)
	_, _, err = d.Finish(t.Context(), "anders", sent)
	errs = append(errs, err)
	token, _, err := d.Finish(t.Context(), cookie, sent)
	if err != nil {
		t.Fatal(err)
	}
	secrets["the session's cookie"] = string(token)
	_, _, err = d.Finish(t.Context(), cookie, sent)
	errs = append(errs, err)
	// A sign-in that goes wrong at the service, and a check that does.
	address, cookie, err = d.Begin(t.Context(), "/medewerkers", "")
	if err != nil {
		t.Fatal(err)
	}
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	_, _, err = d.Finish(t.Context(), cookie, url.Values{"state": {u.Query().Get("state")}, "code": {"gestolen-code-123456789"}})
	errs = append(errs, err, d.BackChannel(t.Context(), secrets["the access token"]))
	secrets["a stolen code"] = "gestolen-code-123456789"
	s.broken.Store(true)
	c.forward(2 * time.Minute)
	_, err = d.Session(t.Context(), token)
	errs = append(errs, err)

	rows, err := db.Query(t.Context(), "SELECT s::text FROM staff_sessions s UNION ALL SELECT p::text FROM staff_people p UNION ALL SELECT a::text FROM staff_attempts a UNION ALL SELECT r::text FROM audit_records r")
	if err != nil {
		t.Fatal(err)
	}
	places := map[string]string{"log": log.String(), "errors": fmt.Sprint(errs)}
	for rows.Next() {
		var row string
		if err := rows.Scan(&row); err != nil {
			t.Fatal(err)
		}
		places["database"] += row + "\n"
	}
	told, err := json.Marshal(struct{ Token staff.Token }{token})
	if err != nil {
		t.Fatal(err)
	}
	places["printing"] = fmt.Sprint(token) + fmt.Sprintf("%v %s", cookie, token)
	_ = told // a token that is marshalled on purpose is the caller's choice
	for name, secret := range secrets {
		if len(secret) < 8 {
			t.Fatalf("%s is not known to the test", name)
		}
		for place, text := range places {
			if strings.Contains(text, secret) || strings.Contains(text, url.QueryEscape(secret)) {
				t.Errorf("%s stands in the %s", name, place)
			}
		}
	}
}

func FuzzOwnPath(f *testing.F) {
	for _, path := range []string{"/medewerkers", "/medewerkers/a/b", "//x", "/medewerkers/..%2f..", "/medewerkers/\\x", "http://x/medewerkers", "/medewerkers/%0d%0aSet-Cookie:x"} {
		f.Add(path)
	}
	f.Fuzz(func(t *testing.T, path string) {
		got := staff.OwnPath(path)
		u, err := url.Parse(got)
		if err != nil || u.IsAbs() || u.Host != "" || u.RawQuery != "" || !strings.HasPrefix(got, "/medewerkers") || strings.ContainsAny(got, "\\\r\n\t ") || strings.Contains(u.Path, "..") || strings.HasPrefix(got, "//") {
			t.Errorf("OwnPath(%q) = %q", path, got)
		}
		if again := staff.OwnPath(got); again != got {
			t.Errorf("OwnPath(%q) = %q, and of that %q", path, got, again)
		}
	})
}
