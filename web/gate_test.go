package web

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"wegwijzer/assistant"
	"wegwijzer/indexer/harvest"
	"wegwijzer/internal/postgres/pgtest"
	"wegwijzer/jurisprudence"
	"wegwijzer/knowledge"
	"wegwijzer/staff"
)

// who may come to an address: everyone, or the named roles.
const everyone = "*"

// matrix says of every address of the program who may come there. An address that is not in it fails the test: whoever adds one says here,
// in the review, who may reach it.
var matrix = map[string]string{
	"GET /{$}":                                     everyone,
	"POST /{$}":                                    everyone,
	"GET /gesprek":                                 everyone,
	"POST /antwoord":                               everyone,
	"POST /voorlezen":                              everyone,
	"POST /luisteren":                              everyone,
	"GET /rooster/{geheim}":                        everyone,
	"GET /medewerkers/afspraken":                   "member,legal,planner",
	"GET /medewerkers/afspraken/week/{dag}":        "member,legal,planner",
	"GET /medewerkers/afspraken/dag/{dag}":         "member,legal,planner",
	"GET /medewerkers/afspraken/beschikbaar":       "member,legal,planner",
	"POST /medewerkers/afspraken/beschikbaar":      "member,legal,planner",
	"POST /medewerkers/afspraak/{id}/regelen":      "member,legal,planner",
	"GET /medewerkers/afspraken/berichten":         "planner,operator",
	"GET /medewerkers/afspraken/terugbellen":       "planner",
	"POST /medewerkers/afspraken/terugbellen/{id}": "planner",
	"POST /medewerkers/afspraken/agenda":           "member,legal,planner",
	"POST /medewerkers/afspraken/afwezig":          "member,legal,planner",
	"GET /medewerkers/afspraak/{id}":               "member,legal,planner",
	"POST /medewerkers/afspraak/{id}/afsluiten":    "member,legal,planner",
	"GET /afspraak":                                everyone,
	"POST /afspraak":                               everyone,
	"GET /afspraak/code":                           everyone,
	"POST /afspraak/code":                          everyone,
	"GET /afspraak/terugbellen":                    everyone,
	"POST /afspraak/terugbellen":                   everyone,
	"POST /afspraak/intrekken":                     everyone,
	"GET /praten":                                  everyone,
	"POST /praten":                                 everyone,
	"POST /praten/bericht":                         everyone,
	"GET /praten/lijn":                             everyone,
	"POST /praten/lijn":                            everyone,
	"GET /medewerkers/praten":                      "member,legal,planner",
	"GET /medewerkers/praten/lijn":                 "member,legal,planner",
	"GET /medewerkers/afspraken/team":              "planner",
	"POST /medewerkers/afspraken/team":             "planner",
	"GET /medewerkers/afspraken/team/{id}":         "planner",
	"POST /medewerkers/afspraken/team/{id}":        "planner",
	"POST /medewerkers/praten/aanwezig":            "member,legal,planner",
	"POST /medewerkers/praten/{id}/neem":           "member,legal,planner",
	"GET /medewerkers/praten/{id}":                 "member,legal,planner",
	"GET /medewerkers/praten/{id}/lijn":            "member,legal,planner",
	"POST /medewerkers/praten/{id}":                "member,legal,planner",
	"POST /medewerkers/praten/{id}/terug":          "member,legal,planner",
	"GET /over":                                    everyone,
	"GET /nauwkeurigheid":                          everyone,
	"GET /algoritme":                               everyone,
	"POST /nauwkeurigheid":                         everyone,
	"POST /algoritme":                              everyone,
	"GET /weg":                                     everyone,
	"GET /ingebed":                                 everyone,
	"POST /ingebed":                                everyone,
	"GET /inbedden.js":                             everyone,
	"POST /weg":                                    everyone,
	"POST /over":                                   everyone,
	"GET /blad/{blad}":                             everyone,
	"GET /veilig":                                  everyone,
	"POST /veilig":                                 everyone,
	"GET /static/{file}":                           everyone,
	"GET /favicon.ico":                             everyone,
	"GET /gezond":                                  everyone,
	"GET /klaar":                                   everyone,
	"GET /metrics":                                 everyone,
	"/":                                            everyone,

	"GET /medewerkers/inloggen":                   everyone,
	"POST /medewerkers/inloggen":                  everyone,
	"GET /medewerkers/inloggen/begin":             everyone,
	"GET /medewerkers/inloggen/terug":             everyone,
	"POST /medewerkers/uitloggen":                 everyone,
	"POST /medewerkers/uitloggen/melding":         everyone,
	"GET /medewerkers/bevestigen":                 staff.Everyone.String(),
	"POST /medewerkers/bevestigen":                staff.Everyone.String(),
	"POST /medewerkers/reden":                     staff.Everyone.String(),
	"GET /medewerkers/zoeken":                     staff.Everyone.String(),
	"POST /medewerkers/zoeken":                    staff.Everyone.String(),
	"GET /medewerkers/stukken/{collectie}/{id}":   staff.Everyone.String(),
	"GET /medewerkers/bronnen":                    "content,operator",
	"GET /medewerkers/bronnen/{collectie}":        "content,operator",
	"GET /medewerkers/bronnen/{collectie}/pagina": "content,operator",
	"GET /medewerkers/vragen":                     "content",
	"GET /medewerkers/beheer":                     "content,operator",
	"POST /medewerkers/beheer":                    "content,operator",
	"GET /medewerkers/privacy":                    "privacy",
	"GET /medewerkers/privacy/handelingen":        "privacy",
	"POST /medewerkers/privacy/handelingen":       "privacy",
	"POST /medewerkers/privacy/handelingen/keten": "privacy",
	"GET /medewerkers/privacy/gewist":             "privacy",
	"POST /medewerkers/privacy/gewist":            "privacy",
	"GET /medewerkers":                            staff.Everyone.String(),

	// The content team.
	"POST /medewerkers/bronnen/{collectie}/pagina":   "content",
	"GET /medewerkers/woorden":                       "content",
	"POST /medewerkers/woorden":                      "content",
	"POST /medewerkers/woorden/proef":                "content",
	"POST /medewerkers/woorden/terug":                "content",
	"GET /medewerkers/woorden/onderwerp/{onderwerp}": "content",
	"GET /medewerkers/woorden/synoniemen":            "content",
	"GET /medewerkers/woorden/geschiedenis":          "content",
	"GET /medewerkers/woorden/meetvragen":            "content",
	"POST /medewerkers/woorden/meetvragen":           "content",
	"GET /medewerkers/feiten":                        "content",
	"GET /medewerkers/feiten/{feit}":                 "content",
	"POST /medewerkers/feiten/{feit}":                "content",
	"POST /medewerkers/feiten/terug":                 "content",
	"GET /medewerkers/feiten/hulplijnen":             "content",
	"POST /medewerkers/feiten/hulplijnen":            "content",
	"GET /medewerkers/feiten/tegenstrijdig":          "content",
	"POST /medewerkers/feiten/tegenstrijdig":         "content",

	"GET /medewerkers/gesprekken":                   "legal",
	"POST /medewerkers/gesprekken/openen":           "legal",
	"GET /medewerkers/gesprek/{id}":                 "legal",
	"POST /medewerkers/gesprek/{id}/zin":            "legal",
	"POST /medewerkers/gesprek/{id}/deel":           "legal",
	"POST /medewerkers/gesprek/{id}/toevoegen":      "legal",
	"POST /medewerkers/gesprek/{id}/uiting":         "legal",
	"POST /medewerkers/gesprek/{id}/sprekers":       "legal",
	"POST /medewerkers/gesprek/{id}/controle":       "legal",
	"POST /medewerkers/gesprek/{id}/gegevens":       "legal",
	"GET /medewerkers/gesprek/{id}/ondertekenen":    "legal",
	"POST /medewerkers/gesprek/{id}/ondertekenen":   "legal",
	"POST /medewerkers/gesprek/{id}/vergrendelen":   "legal",
	"POST /medewerkers/gesprek/{id}/heropenen":      "legal",
	"GET /medewerkers/gesprek/{id}/versies":         "legal",
	"GET /medewerkers/gesprek/{id}/verslag/{soort}": "legal",
	"GET /medewerkers/gesprek/{id}/kopie":           "legal",
	"POST /medewerkers/gesprek/{id}/kopie":          "legal",
	"POST /medewerkers/gesprek/{id}/kopie/sluiten":  "legal",
	"GET /document":                                   everyone,
	"POST /document":                                  everyone,
	"POST /document/bestand":                          everyone,
	"GET /medewerkers/beoordelen":                     "policy",
	"GET /medewerkers/beoordelen/verder":              "policy",
	"POST /medewerkers/beoordelen/ongedaan":           "policy",
	"GET /medewerkers/beoordelen/ophalen":             "policy",
	"POST /medewerkers/beoordelen/ophalen":            "policy",
	"GET /medewerkers/beoordelen/{id}":                "policy",
	"POST /medewerkers/beoordelen/{id}":               "policy",
	"POST /medewerkers/beoordelen/{id}/waarde":        "policy",
	"POST /medewerkers/beoordelen/{id}/voorstel":      "policy",
	"GET /medewerkers/uitspraken":                     "legal,policy",
	"POST /medewerkers/uitspraken":                    "legal,policy",
	"POST /medewerkers/uitspraken/uitvoer":            "legal,policy",
	"POST /medewerkers/uitspraken/bewaard":            "legal,policy",
	"POST /medewerkers/uitspraken/bewaard/{id}":       "legal,policy",
	"GET /medewerkers/uitspraken/{id}":                "legal,policy",
	"GET /medewerkers/gesprek/{id}/audio":             "legal",
	"GET /medewerkers/gesprekken/voorbeeld":           "legal",
	"GET /medewerkers/gesprekken/nieuw":               "legal",
	"POST /medewerkers/gesprekken/nieuw":              "legal",
	"GET /medewerkers/gesprek/{id}/opname":            "legal",
	"GET /medewerkers/gesprek/{id}/opname/stand":      "legal",
	"GET /medewerkers/gesprek/{id}/opname/lijn":       "legal",
	"GET /medewerkers/gesprek/{id}/opname/stuk":       "legal",
	"PUT /medewerkers/gesprek/{id}/opname/stuk":       "legal",
	"POST /medewerkers/gesprek/{id}/opname/bestand":   "legal",
	"POST /medewerkers/gesprek/{id}/opname/notitie":   "legal",
	"POST /medewerkers/gesprek/{id}/opname/einde":     "legal",
	"POST /medewerkers/gesprek/{id}/opname/nu":        "legal",
	"POST /medewerkers/gesprek/{id}/opname/weigering": "legal",
}

// office is a server with a desk, and someone of each role signed in.
type office struct {
	*Server
	db       *pgxpool.Pool
	accounts []staff.Account
	tokens   map[string]staff.Token // by role
	ahead    *atomic.Int64          // how far the clock runs ahead
	store    *knowledge.Store
	rulings  *jurisprudence.Store
	gone     *sync.Map // what the keeper of the office erased
}

func newOffice(t *testing.T) *office {
	t.Helper()
	db := pgtest.New(t)
	accounts := staff.DemoAccounts(func(role string) string { return "Iemand van " + role })
	o := &office{db: db, accounts: accounts, tokens: map[string]staff.Token{}, ahead: &atomic.Int64{}, gone: &sync.Map{}}
	now := func() time.Time { return time.Now().Add(time.Duration(o.ahead.Load())) }
	desk, err := staff.Open(t.Context(), staff.Config{DB: db, Accounts: accounts, Now: now})
	if err != nil {
		t.Fatal(err)
	}
	store := library(t, db)
	o.store = store
	o.rulings = jurisprudence.NewStore(db, letters{}, now)
	s := New(Config{
		Rulings: o.rulings, Harvests: harvest.NewLog(db), HarvestNow: func(_ context.Context, from, to time.Time) error {
			if to.Before(from) {
				return harvest.ErrPeriod
			}
			return nil
		},
		Desk: desk, Now: now, Library: store.For(knowledge.Staff), Keepers: []Keeper{{Kind: "call", Erase: func(_ context.Context, id string) (int, error) {
			if _, gone := o.gone.LoadOrStore(id, true); gone || id == "onbekend" {
				return 0, nil
			}
			return 3, nil
		}}},
		ForStaff: assistant.New(nil, shippedBank(), nil).On,
	})
	t.Cleanup(s.Close)
	o.Server = s
	for _, a := range accounts {
		token, err := desk.SignInDemo(t.Context(), a.Name, a.Password, "")
		if err != nil {
			t.Fatal(err)
		}
		o.tokens[a.Name] = token
	}
	return o
}

// as asks for a page as someone of a role; "" is somebody who is not signed in. A form that is given is sent.
func (o *office) as(t *testing.T, role, method, path string, form url.Values) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), method, path, strings.NewReader(form.Encode()))
	if method != http.MethodGet {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	if role != "" {
		r.AddCookie(&http.Cookie{Name: sessionCookie, Value: string(o.tokens[role])})
	}
	w := httptest.NewRecorder()
	o.ServeHTTP(w, r)
	return w
}

// TestEveryAddressHasItsRoles asks for every address as every role, and as nobody.
func TestEveryAddressHasItsRoles(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	cells, seen := 0, map[string]bool{}
	for _, route := range o.router.routes {
		seen[route.pattern] = true
		want, listed := matrix[route.pattern]
		if !listed {
			t.Errorf("%s is not listed: add it to matrix in gate_test.go with the roles that may come there", route.pattern)
			continue
		}
		method, path, ok := strings.Cut(route.pattern, " ")
		if !ok {
			method, path = http.MethodGet, route.pattern
		}
		if path == "/gesprek" || path == "/metrics" { // a socket; and numbers for machines
			continue
		}
		path = strings.NewReplacer("{$}", "", "{file}", "icon.svg", "{id}", "1").Replace(path)
		for _, role := range append([]string{""}, staff.Everyone.Names()...) {
			cells++
			// With each a new session: one that signs out must not take the next one along.
			got := o.as(t, role, method, path, nil)
			open := got.Code != http.StatusForbidden && got.Code != http.StatusUnauthorized &&
				!strings.HasPrefix(got.Header().Get("Location"), signInPath)
			may := want == everyone || slices.Contains(strings.Split(want, ","), role)
			if method == http.MethodPost && (path == signInPath || path == provePath && role != "") {
				open = true // the password was wrong
			}
			if open != may {
				t.Errorf("%s as %q: %d (%s), want it to be open: %t", route.pattern, role, got.Code, got.Header().Get("Location"), may)
			}
			if got.Code == http.StatusInternalServerError {
				t.Errorf("%s as %q stumbles over a part that this server is without", route.pattern, role)
			}
			if !may && strings.Contains(got.Body.String(), "Iemand van ") && role == "" {
				t.Errorf("%s as nobody names someone", route.pattern)
			}
			if path == "/medewerkers/uitloggen" && role != "" {
				o.signInAgain(t, role)
			}
		}
	}
	for pattern := range matrix {
		if !seen[pattern] {
			t.Errorf("%s is listed and there is no such address", pattern)
		}
	}
	t.Logf("%d addresses, %d cells", len(o.router.routes), cells)
}

func (o *office) signInAgain(t *testing.T, role string) {
	t.Helper()
	for _, a := range o.accounts {
		if a.Name == role {
			token, err := o.config.Desk.SignInDemo(t.Context(), a.Name, a.Password, "")
			if err != nil {
				t.Fatal(err)
			}
			o.tokens[role] = token
		}
	}
}

func TestStaffSignInAndOut(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	w := o.as(t, "", http.MethodGet, "/medewerkers", nil)
	if w.Code != http.StatusSeeOther || w.Header().Get("Location") != "/medewerkers/inloggen?terug=%2Fmedewerkers" {
		t.Fatalf("nobody at the desk: %d %s", w.Code, w.Header().Get("Location"))
	}
	if w := o.as(t, "", http.MethodPost, signInPath, url.Values{"naam": {"legal"}, "wachtwoord": {"verkeerd"}}); w.Code != http.StatusUnauthorized || w.Header().Get("Set-Cookie") != "" {
		t.Errorf("a wrong password: %d, %q", w.Code, w.Header().Get("Set-Cookie"))
	}
	w = o.as(t, "", http.MethodPost, signInPath, url.Values{"naam": {"legal"}, "wachtwoord": {o.accounts[1].Password}, "terug": {"/medewerkers"}})
	cookie, err := http.ParseSetCookie(w.Header().Get("Set-Cookie"))
	if w.Code != http.StatusSeeOther || err != nil || !cookie.HttpOnly || cookie.SameSite != http.SameSiteStrictMode || cookie.MaxAge != 0 {
		t.Fatalf("a right password: %d, %q, %v", w.Code, w.Header().Get("Set-Cookie"), err)
	}
	o.tokens["own"] = staff.Token(cookie.Value)
	w = o.as(t, "own", http.MethodGet, "/medewerkers", nil)
	if w.Code != http.StatusOK || !strings.Contains(w.Body.String(), "Iemand van legal") || !strings.Contains(w.Body.String(), "juridisch medewerker") {
		t.Errorf("the first page: %d\n%s", w.Code, w.Body)
	}
	if w := o.as(t, "own", http.MethodPost, "/medewerkers/uitloggen", nil); w.Code != http.StatusOK || w.Header().Get("Clear-Site-Data") == "" {
		t.Errorf("signing out: %d", w.Code)
	}
	if w := o.as(t, "own", http.MethodGet, "/medewerkers", nil); w.Code != http.StatusSeeOther {
		t.Errorf("the token after signing out: %d", w.Code)
	}
	var acts []string
	rows, err := o.db.Query(t.Context(), "SELECT act || ' ' || role || ' ' || outcome FROM audit_records ORDER BY seq")
	if err != nil {
		t.Fatal(err)
	}
	for rows.Next() {
		var a string
		if err := rows.Scan(&a); err != nil {
			t.Fatal(err)
		}
		acts = append(acts, a)
	}
	if want := []string{"sign_in  refused", "sign_in legal done", "sign_out legal done"}; !slices.Equal(acts, want) {
		t.Errorf("the audit holds %q, want %q", acts, want)
	}
}

func TestForeignFormsAreRefused(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	for _, path := range []string{signInPath, "/medewerkers/uitloggen", "/medewerkers/reden", provePath} {
		r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, path, nil)
		r.Header.Set("Sec-Fetch-Site", "cross-site")
		r.Header.Set("Origin", "https://evil.example")
		r.AddCookie(&http.Cookie{Name: sessionCookie, Value: string(o.tokens["legal"])})
		w := httptest.NewRecorder()
		o.ServeHTTP(w, r)
		if w.Code != http.StatusForbidden {
			t.Errorf("%s from another site: %d", path, w.Code)
		}
	}
	if w := o.as(t, "legal", http.MethodGet, "/medewerkers", nil); w.Code != http.StatusOK {
		t.Errorf("after a foreign form that signs out: %d", w.Code)
	}
}
