package main

import (
	"maps"
	"strings"
	"testing"

	"wegwijzer/internal/postgres/pgtest"
)

// TestDemoAccountsStayOutOfProduction tries to get accounts with a password in production.
func TestDemoAccountsStayOutOfProduction(t *testing.T) {
	t.Parallel()
	u := newUser(t)
	oidc := map[string]string{"OIDC_ISSUER": "https://login.example.nl", "OIDC_CLIENT_ID": "wegwijzer", "OIDC_ROLES": "a=legal", "WEGWIJZER_URL": "https://hulp.example.nl"}

	// Both at once.
	both := &user{env: maps.Clone(u.env), program: u.program}
	maps.Copy(both.env, oidc)
	if o := both.run(t, "", "serve", "--demo"); o.status == 0 || !strings.Contains(o.err, "OIDC_ISSUER") || strings.Contains(o.err, "  legal ") {
		t.Errorf("the demo beside a sign-in service: %d\n%s", o.status, o.err)
	}

	// Production first, then the demo on its database.
	u.must(t, "", "index", "--audience", "public", "--collection", "site", "--dir", "demo/intern/werkwijzen")
	p := both.start(t, "serve", "--collection", "site")
	p.await(t, "Wegwijzer staat klaar", patience)
	if strings.Contains(p.told.String(), "wachtwoord") || strings.Contains(p.told.String(), "met een van deze accounts") {
		t.Errorf("production tells of accounts:\n%s", p.told)
	}
	p.end(t)
	if o := u.run(t, "", "serve", "--demo"); o.status == 0 || !strings.Contains(o.err, "eigen database") || strings.Contains(o.err, "  legal ") {
		t.Errorf("the demo on a database of production: %d\n%s", o.status, o.err)
	}

	// Without a sign-in service nobody gets in, whatever the environment says.
	for _, name := range []string{"WEGWIJZER_DEMO", "DEMO", "WEGWIJZER_ACCOUNTS", "WEGWIJZER_STAFF_LOCAL", "STAFF_PASSWORD"} {
		u.env[name] = "1"
	}
	u.env["DATABASE_URL"] = pgtest.URL(t)
	u.must(t, "", "index", "--audience", "public", "--collection", "site", "--dir", "demo/intern/werkwijzen")
	p = u.start(t, "serve", "--collection", "site")
	p.await(t, "Wegwijzer staat klaar", patience)
	for _, path := range []string{"/medewerkers", "/medewerkers/inloggen", "/medewerkers/privacy"} {
		if status, text := get(t, "http://"+u.env["WEGWIJZER_ADDR"]+path); status != 404 || strings.Contains(text, `type="password"`) {
			t.Errorf("%s without a sign-in service: %d", path, status)
		}
	}
	if status, _ := fetch(t, "POST", "http://"+u.env["WEGWIJZER_ADDR"]+"/medewerkers/inloggen", map[string][]string{"naam": {"legal"}, "wachtwoord": {"x"}}); status != 404 {
		t.Errorf("a password without the demo: %d", status)
	}
	p.end(t)
}
