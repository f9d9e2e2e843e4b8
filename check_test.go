package main

import (
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"

	"wegwijzer/internal/postgres/pgtest"
)

func TestCheckExplains(t *testing.T) {
	t.Parallel()
	u := newUser(t)
	u.env["WEGWIJZER_KEYS"] = filepath.Join(t.TempDir(), "keys")
	if o := u.run(t, "", "check"); o.status != 0 || !strings.Contains(o.err, "medewerkers kunnen niet inloggen") || !strings.Contains(o.err, "Wegwijzer kan zo werken") {
		t.Errorf("as good as empty: %d\n%s", o.status, o.err)
	}
	var issuer string
	service := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write([]byte(`{"issuer":"` + issuer + `","authorization_endpoint":"` + issuer + `/a","token_endpoint":"` + issuer + `/t","jwks_uri":"` + issuer + `/k","scopes_supported":["openid"]}`))
	}))
	t.Cleanup(service.Close)
	issuer = service.URL
	good := map[string]string{
		"WEGWIJZER_URL": "https://hulp.example.nl", "WEGWIJZER_PROXIES": "10.0.0.0/8", "OIDC_ISSUER": issuer, "OIDC_CLIENT_ID": "wegwijzer", "OIDC_ROLES": "SHN-Juristen=legal,SHN-Privacy=privacy",
		"WEGWIJZER_ANCHOR": filepath.Join(t.TempDir(), "ankers"), "WEGWIJZER_SOURCES": "docs/sources.txt", "WEGWIJZER_CONTACT": "https://www.example.nl/bot",
	}
	with := func(name, value string) *user {
		other := &user{env: map[string]string{}}
		for _, from := range []map[string]string{u.env, good, {name: value}} {
			for k, v := range from {
				other.env[k] = v
			}
		}
		return other
	}
	o := with("", "").run(t, "", "check")
	if o.status != 0 || !strings.Contains(o.err, "offline_access") || !strings.Contains(o.out, "https://hulp.example.nl/medewerkers/inloggen/terug") {
		t.Errorf("well configured: %d\n%s\n%s", o.status, o.err, o.out)
	}
	for _, c := range []struct{ name, value, want string }{
		{"DATABASE_URL", "postgres://localhost:1/x", "database"},
		{"WEGWIJZER_URL", "http://hulp.example.nl", "https"},
		{"WEGWIJZER_URL", "hulp", "WEGWIJZER_URL"},
		{"OIDC_ISSUER", issuer + "/", "OIDC_ISSUER"},
		{"OIDC_ISSUER", "http://127.0.0.1:1", "inlogdienst"},
		{"OIDC_ROLES", "SHN-Juristen=baas", "OIDC_ROLES"},
		{"OIDC_ROLES", "", "OIDC_ROLES"},
		{"OIDC_CLIENT_SECRET_FILE", "/is/er/niet", "OIDC_CLIENT_SECRET_FILE"},
		{"WEGWIJZER_PROXIES", "overal", "WEGWIJZER_PROXIES"},
		{"WEGWIJZER_ANCHOR", "/is/er/niet/ankers", "WEGWIJZER_ANCHOR"},
		{"WEGWIJZER_SOURCES", "/is/er/niet", "bronnen"},
		{"WEGWIJZER_TOPICS", "/is/er/niet", "onderwerpen"},
		{"EMBED_KIND", "onbekend", "EMBED"},
	} {
		if o := with(c.name, c.value).run(t, "", "check"); o.status != 1 || !strings.Contains(o.err, c.want) {
			t.Errorf("%s=%q: %d\n%s", c.name, c.value, o.status, o.err)
		}
	}
	if _, err := pgtest.Open(t, u.env["DATABASE_URL"]).Exec(t.Context(), `DROP TABLE shelf_staff.passages CASCADE`); err != nil {
		t.Fatal(err)
	}
	if o := with("", "").run(t, "", "check"); o.status != 1 || !strings.Contains(o.err, "ontbreken: shelf_staff.passages") {
		t.Errorf("half a database: %d\n%s", o.status, o.err)
	}
}

func TestCheckSaysWhatTheKillSwitchKeepsOff(t *testing.T) {
	t.Parallel()
	u := newUser(t)
	u.env["WEGWIJZER_KEYS"] = filepath.Join(t.TempDir(), "keys")
	u.must(t, "", "switch", "form", "off")
	if o := u.run(t, "", "check"); !strings.Contains(o.out, `"noodknop"`) || !strings.Contains(o.out, "uitgezet: form") {
		t.Errorf("nobody hears of it: %s", o.out)
	}
	u.must(t, "", "switch", "form", "on")
	if o := u.run(t, "", "check"); strings.Contains(o.out, `"noodknop"`) {
		t.Errorf("it is on again: %s", o.out)
	}
}
