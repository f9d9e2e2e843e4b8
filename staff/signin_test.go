package staff_test

import (
	"errors"
	"net/url"
	"strings"
	"testing"
	"time"

	"wegwijzer/internal/postgres/pgtest"
	"wegwijzer/staff"
)

// signedIn returns a desk to which someone has just signed in, and the token of that session.
func signedIn(t *testing.T) (*service, *clock, *staff.Desk, staff.Token) {
	t.Helper()
	s, c := newService(t), &clock{}
	d := s.desk(t, pgtest.New(t), c, nil)
	token, err := s.signIn(t, d)
	if err != nil {
		t.Fatal(err)
	}
	return s, c, d, token
}

func TestSignInWithService(t *testing.T) {
	t.Parallel()
	s, c := newService(t), &clock{}
	d := s.desk(t, pgtest.New(t), c, nil)
	address, cookie, err := d.Begin(t.Context(), "/medewerkers/zoeken", "")
	if err != nil {
		t.Fatal(err)
	}
	asked, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"response_type": "code", "code_challenge_method": "S256", "client_id": clientID, "redirect_uri": back} {
		if got := asked.Query().Get(name); got != want {
			t.Errorf("%s = %q, want %q", name, got, want)
		}
	}
	for _, name := range []string{"state", "nonce", "code_challenge"} {
		if len(asked.Query().Get(name)) < 40 {
			t.Errorf("%s is short: %q", name, asked.Query().Get(name))
		}
	}
	sent := s.visit(t, address)
	token, to, err := d.Finish(t.Context(), cookie, sent)
	if err != nil || to != "/medewerkers/zoeken" {
		t.Fatalf("Finish = %q, %v", to, err)
	}
	who, err := d.Session(t.Context(), token)
	if err != nil || who.Person.Name != "Jet Jurist" || who.Person.Role != staff.Legal || !who.Fresh(c.now()) {
		t.Fatalf("Session = %+v, %v", who, err)
	}
	// Nothing can be done twice.
	if _, _, err := d.Finish(t.Context(), cookie, sent); !errors.Is(err, staff.ErrAttempt) {
		t.Errorf("coming back a second time: %v", err)
	}
	if err := d.SignOut(t.Context(), token); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Session(t.Context(), token); !errors.Is(err, staff.ErrSignedOut) {
		t.Errorf("after signing out: %v", err)
	}
}

// Someone who sends a colleague the address with which he himself came back must not sign that colleague in as himself, nor himself as
// the colleague.
func TestComingBackInAnotherBrowser(t *testing.T) {
	t.Parallel()
	s := newService(t)
	d := s.desk(t, pgtest.New(t), &clock{}, nil)
	mine, _, err := d.Begin(t.Context(), "", "")
	if err != nil {
		t.Fatal(err)
	}
	_, other, err := d.Begin(t.Context(), "", "")
	if err != nil {
		t.Fatal(err)
	}
	sent := s.visit(t, mine)
	for name, cookie := range map[string]staff.Token{"none": "", "another's": other, "made up": "abc"} {
		if _, _, err := d.Finish(t.Context(), cookie, sent); !errors.Is(err, staff.ErrAttempt) {
			t.Errorf("with cookie %s: %v", name, err)
		}
	}
}

func TestOddAnswersOfTheBrowser(t *testing.T) {
	t.Parallel()
	s := newService(t)
	d := s.desk(t, pgtest.New(t), &clock{}, nil)
	for name, change := range map[string]func(url.Values){
		"no state":          func(v url.Values) { v.Del("state") },
		"another state":     func(v url.Values) { v.Set("state", v.Get("state")+"x") },
		"no code":           func(v url.Values) { v.Del("code") },
		"a made up code":    func(v url.Values) { v.Set("code", "abc") },
		"another issuer":    func(v url.Values) { v.Set("iss", "https://evil.example") },
		"an error":          func(v url.Values) { v.Set("error", "access_denied") },
		"a very long code":  func(v url.Values) { v.Set("code", strings.Repeat("x", 1<<16)) },
		"a code of nothing": func(v url.Values) { v.Set("code", "\x00\xff") },
	} {
		address, cookie, err := d.Begin(t.Context(), "", "")
		if err != nil {
			t.Fatal(err)
		}
		sent := s.visit(t, address)
		change(sent)
		if token, _, err := d.Finish(t.Context(), cookie, sent); err == nil || token != "" {
			t.Errorf("%s lets someone in", name)
		}
	}
}

func TestNoRoleNoEntry(t *testing.T) {
	t.Parallel()
	s := newService(t)
	d := s.desk(t, pgtest.New(t), &clock{}, nil)
	for _, roles := range [][]string{nil, {"SHN-juristen"}, {"SHN-Juristen "}, {"legal"}, {"SHN-Juristen,SHN-Privacy"}, {""}} {
		s.set(func() { s.roles = roles })
		if _, err := s.signIn(t, d); !errors.Is(err, staff.ErrNoRole) {
			t.Errorf("roles %q: %v, want no role", roles, err)
		}
	}
	s.set(func() { s.roles = []string{"SHN-Juristen", "SHN-Privacy", "Onbekend"} })
	token, err := s.signIn(t, d)
	if err != nil {
		t.Fatal(err)
	}
	if who, err := d.Session(t.Context(), token); err != nil || who.Person.Role != staff.Legal|staff.Privacy {
		t.Errorf("two roles: %v, %v", who.Person.Role, err)
	}
}

// The promise is a minute; the service is asked after half of it.
func TestRoleTakenAwayIsGoneWithinAMinute(t *testing.T) {
	t.Parallel()
	s, c := newService(t), &clock{}
	d := s.desk(t, pgtest.New(t), c, nil)
	s.set(func() { s.roles = []string{"SHN-Juristen", "SHN-Privacy"} })
	token, err := s.signIn(t, d)
	if err != nil {
		t.Fatal(err)
	}
	s.set(func() { s.roles = []string{"SHN-Privacy"} })
	c.forward(31 * time.Second)
	who, err := d.Session(t.Context(), token)
	if err != nil || who.Person.Role != staff.Privacy {
		t.Errorf("after 31 seconds: %v, %v, want the role that is left", who.Person.Role, err)
	}
	s.set(func() { s.roles = nil })
	c.forward(20 * time.Second)
	if _, err := d.Session(t.Context(), token); err != nil {
		t.Errorf("after 20 seconds more: %v", err)
	}
	c.forward(11 * time.Second)
	if _, err := d.Session(t.Context(), token); !errors.Is(err, staff.ErrSignedOut) {
		t.Errorf("without any role, after 31 seconds: %v, want signed out", err)
	}
}

func TestAccountShutOutIsGoneWithinAMinute(t *testing.T) {
	t.Parallel()
	s, c, d, token := signedIn(t)
	s.refused.Store(true)
	c.forward(31 * time.Second)
	if _, err := d.Session(t.Context(), token); !errors.Is(err, staff.ErrSignedOut) {
		t.Errorf("after the account was shut out: %v", err)
	}
	s.refused.Store(false)
	if _, err := d.Session(t.Context(), token); !errors.Is(err, staff.ErrSignedOut) {
		t.Errorf("a session that was ended came back: %v", err)
	}
}

// A service that does not answer is believed on its last word for a minute, and not longer; when it answers again, work goes on.
func TestServiceDown(t *testing.T) {
	t.Parallel()
	s, c, d, token := signedIn(t)
	s.broken.Store(true)
	c.forward(40 * time.Second)
	if _, err := d.Session(t.Context(), token); err != nil {
		t.Errorf("40 seconds without a word: %v, want the last one believed", err)
	}
	c.forward(21 * time.Second)
	if _, err := d.Session(t.Context(), token); !errors.Is(err, staff.ErrUnsure) {
		t.Errorf("61 seconds without a word: %v, want nobody let in", err)
	}
	s.broken.Store(false)
	if _, err := d.Session(t.Context(), token); err != nil {
		t.Errorf("when it answers again: %v", err)
	}
}

func TestServiceDownAtTheDoor(t *testing.T) {
	t.Parallel()
	s, c := newService(t), &clock{}
	s.broken.Store(true)
	d := s.desk(t, pgtest.New(t), c, nil) // the program starts without it
	if _, _, err := d.Begin(t.Context(), "", ""); !errors.Is(err, staff.ErrUnsure) {
		t.Errorf("Begin: %v", err)
	}
	s.broken.Store(false)
	c.forward(3 * time.Second)
	address, cookie, err := d.Begin(t.Context(), "", "")
	if err != nil {
		t.Fatal(err)
	}
	sent := s.visit(t, address)
	s.broken.Store(true)
	if _, _, err := d.Finish(t.Context(), cookie, sent); !errors.Is(err, staff.ErrUnsure) {
		t.Errorf("Finish: %v", err)
	}
}

// Of many requests of one session one asks the service, whose refresh token is good for one use.
func TestOneRequestAsks(t *testing.T) {
	t.Parallel()
	s, c, d, token := signedIn(t)
	for _, pause := range []time.Duration{35 * time.Second, 20 * time.Minute} {
		before := s.asked.Load()
		s.set(func() {
			s.forge = func(f *forgery) { f.claims["iat"], f.claims["exp"] = c.now().Unix(), c.now().Add(time.Hour).Unix() }
		})
		c.forward(pause)
		done := make(chan error, 12)
		for range cap(done) {
			go func() {
				_, err := d.Session(t.Context(), token)
				done <- err
			}()
		}
		for range cap(done) {
			if err := <-done; err != nil {
				t.Errorf("after %v: %v", pause, err)
			}
		}
		if asked := s.asked.Load() - before; asked != 1 {
			t.Errorf("after %v the service was asked %d times, want 1", pause, asked)
		}
	}
}

func TestKeysThatChange(t *testing.T) {
	t.Parallel()
	s := newService(t)
	d := s.desk(t, pgtest.New(t), &clock{}, nil)
	if _, err := s.signIn(t, d); err != nil {
		t.Fatal(err)
	}
	s.set(func() { s.keys = append(s.keys, signer{"key-2", otherKey()}) })
	if _, err := s.signIn(t, d); err != nil {
		t.Errorf("with a new key: %v", err)
	}
}

// Without a refresh token we could not hear that a role is taken away.
func TestServiceWithoutRefreshTokens(t *testing.T) {
	t.Parallel()
	s := newService(t)
	d := s.desk(t, pgtest.New(t), &clock{}, nil)
	s.set(func() { s.noNew = true })
	if _, err := s.signIn(t, d); !errors.Is(err, staff.ErrRefused) {
		t.Errorf("without a refresh token: %v", err)
	}
}

func TestShowingAnewWhoOneIs(t *testing.T) {
	t.Parallel()
	s, c := newService(t), &clock{}
	d := s.desk(t, pgtest.New(t), c, func(p *staff.ProviderConfig) { p.Strong = []string{"mfa"} })
	token, err := s.signIn(t, d)
	if err != nil {
		t.Fatal(err)
	}
	prove := func(change func(*forgery)) (staff.Token, error) {
		address, cookie, err := d.Begin(t.Context(), "/medewerkers", token)
		if err != nil {
			t.Fatal(err)
		}
		if u, _ := url.Parse(address); u.Query().Get("prompt") != "login" || u.Query().Get("max_age") != "0" || u.Query().Get("acr_values") != "mfa" {
			t.Errorf("the service is not asked to make sure: %s", u.RawQuery)
		}
		s.set(func() { s.forge = change })
		renewed, _, err := d.Finish(t.Context(), cookie, s.visit(t, address))
		return renewed, err
	}
	for name, change := range map[string]func(*forgery){
		"no auth_time": func(f *forgery) { f.claims["acr"] = "mfa"; delete(f.claims, "auth_time") },
		"an old auth_time": func(f *forgery) {
			f.claims["acr"] = "mfa"
			f.claims["auth_time"] = time.Now().Add(-2 * time.Minute).Unix()
		},
		"no acr":         func(f *forgery) { delete(f.claims, "acr") },
		"a weak acr":     func(f *forgery) { f.claims["acr"] = "pwd" },
		"another person": func(f *forgery) { f.claims["acr"] = "mfa"; f.claims["sub"] = "id2" },
	} {
		if renewed, err := prove(change); !errors.Is(err, staff.ErrRefused) || renewed != "" {
			t.Errorf("%s: %v, want it refused", name, err)
		}
	}
	renewed, err := prove(func(f *forgery) { f.claims["acr"] = "mfa" })
	if err != nil {
		t.Fatal(err)
	}
	if who, err := d.Session(t.Context(), renewed); err != nil || !who.Fresh(c.now()) {
		t.Errorf("afterwards: %v", err)
	}
	if _, err := d.Session(t.Context(), token); !errors.Is(err, staff.ErrSignedOut) {
		t.Errorf("the token from before: %v, want it replaced", err)
	}
	c.forward(11 * time.Minute)
	s.set(func() {
		s.forge = func(f *forgery) { f.claims["iat"], f.claims["exp"] = c.now().Unix(), c.now().Add(time.Hour).Unix() }
	})
	if who, err := d.Session(t.Context(), renewed); err != nil || who.Fresh(c.now()) {
		t.Errorf("after eleven minutes it still holds (%v)", err)
	}
}

func TestSessionsEnd(t *testing.T) {
	t.Parallel()
	c := &clock{}
	accounts := staff.DemoAccounts(func(string) string { return "Iemand" })
	d, err := staff.Open(t.Context(), staff.Config{DB: pgtest.New(t), Accounts: accounts, Now: c.now})
	if err != nil {
		t.Fatal(err)
	}
	idle, err := d.SignInDemo(t.Context(), "legal", accounts[1].Password, "")
	if err != nil {
		t.Fatal(err)
	}
	busy, err := d.SignInDemo(t.Context(), "legal", accounts[1].Password, "")
	if err != nil {
		t.Fatal(err)
	}
	for range 29 {
		c.forward(20 * time.Minute)
		if _, err := d.Session(t.Context(), busy); err != nil {
			t.Fatalf("a session in use, after %v: %v", time.Duration(c.ahead.Load()), err)
		}
	}
	if _, err := d.Session(t.Context(), idle); !errors.Is(err, staff.ErrSignedOut) {
		t.Errorf("a session that nobody used: %v", err)
	}
	c.forward(21 * time.Minute)
	if _, err := d.Session(t.Context(), busy); !errors.Is(err, staff.ErrSignedOut) {
		t.Errorf("after more than ten hours: %v", err)
	}
}

// The demo's accounts must not open what belongs to real people, nor real people work in the demo; and a session of the one is none of the other.
func TestDemoAndProductionStayApart(t *testing.T) {
	t.Parallel()
	accounts := staff.DemoAccounts(func(string) string { return "Iemand" })
	s := newService(t)

	real := pgtest.New(t)
	if _, err := s.signIn(t, s.desk(t, real, &clock{}, nil)); err != nil {
		t.Fatal(err)
	}
	if _, err := staff.Open(t.Context(), staff.Config{DB: real, Accounts: accounts}); !errors.Is(err, staff.ErrProduction) {
		t.Errorf("demo accounts on a real database: %v", err)
	}

	play := pgtest.New(t)
	demo, err := staff.Open(t.Context(), staff.Config{DB: play, Accounts: accounts})
	if err != nil {
		t.Fatal(err)
	}
	token, err := demo.SignInDemo(t.Context(), "legal", accounts[1].Password, "")
	if err != nil {
		t.Fatal(err)
	}
	config := staff.ProviderConfig{Issuer: s.server.URL, ClientID: clientID, Return: back, Roles: map[string]staff.Role{"x": staff.Legal}}
	if _, err := staff.Open(t.Context(), staff.Config{DB: play, Provider: &config}); !errors.Is(err, staff.ErrDemo) {
		t.Errorf("a real service on the demo's database: %v", err)
	}
	if _, err := staff.Open(t.Context(), staff.Config{DB: pgtest.New(t), Provider: &config, Accounts: accounts}); err == nil {
		t.Error("both ways in at once")
	}
	none := openDesk(t, play)
	if _, err := none.SignInDemo(t.Context(), "legal", accounts[1].Password, ""); !errors.Is(err, staff.ErrNoWay) {
		t.Errorf("a demo account without the demo: %v", err)
	}
	if none.SignIn() != staff.SignInNone {
		t.Error("there is a way in")
	}
	// The demo starts anew with other passwords; who was signed in may go on.
	if _, err := demo.Session(t.Context(), token); err != nil {
		t.Error(err)
	}
}

func TestPasswordsAreHardToGuess(t *testing.T) {
	t.Parallel()
	c := &clock{}
	accounts := staff.DemoAccounts(func(string) string { return "Iemand" })
	d, err := staff.Open(t.Context(), staff.Config{DB: pgtest.New(t), Accounts: accounts, Now: c.now})
	if err != nil {
		t.Fatal(err)
	}
	for range 5 {
		if _, err := d.SignInDemo(t.Context(), "legal", "mis", "192.0.2.0/24"); !errors.Is(err, staff.ErrWrong) {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"legal", "policy", "bestaatniet"} { // the network is slowed down too
		if _, err := d.SignInDemo(t.Context(), name, "mis", "192.0.2.0/24"); !errors.Is(err, staff.ErrWait) {
			t.Errorf("a sixth guess, for %s: %v", name, err)
		}
	}
	if _, err := d.SignInDemo(t.Context(), "legal", accounts[1].Password, "198.51.100.0/24"); !errors.Is(err, staff.ErrWait) {
		t.Errorf("the right password during the wait: %v", err)
	}
	c.forward(2 * time.Second)
	if _, err := d.SignInDemo(t.Context(), "legal", accounts[1].Password, "198.51.100.0/24"); err != nil {
		t.Errorf("the right password after the wait: %v", err)
	}
	passwords := map[string]bool{}
	for _, a := range append(accounts, staff.DemoAccounts(func(string) string { return "" })...) {
		passwords[a.Password] = true
		if len(a.Password) != 19 {
			t.Errorf("a password of %d characters", len(a.Password))
		}
	}
	if len(passwords) != 2*len(accounts) {
		t.Error("two accounts have the same password")
	}
}

func TestOwnPath(t *testing.T) {
	t.Parallel()
	const home = "/medewerkers"
	for path, want := range map[string]string{
		"/medewerkers":                             home,
		"/medewerkers/gesprekken/12":               "/medewerkers/gesprekken/12",
		"/medewerkers/zoeken?vraag=geheim":         "/medewerkers/zoeken",
		"":                                         home,
		"/":                                        home,
		"https://evil.example":                     home,
		"//evil.example/medewerkers":               home,
		"/\\evil.example":                          home,
		"/medewerkers/../over":                     home,
		"/medewerkers//evil":                       home,
		"/medewerkersx":                            home,
		"javascript:alert(1)":                      home,
		"/medewerkers/\r\nSet-Cookie: a=b":         home,
		"/medewerkers/inloggen":                    home,
		"/medewerkers/uitloggen":                   home,
		"/medewerkers/%2e%2e/over":                 home,
		"https:/medewerkers":                       home,
		"/medewerkers@evil.example":                home,
		"/medewerkers/" + strings.Repeat("x", 500): home,
	} {
		if got := staff.OwnPath(path); got != want {
			t.Errorf("OwnPath(%q) = %q, want %q", path, got, want)
		}
	}
}
