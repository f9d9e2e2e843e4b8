package web

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"testing"
	"time"

	"wegwijzer/internal/privacy"
	"wegwijzer/staff"
)

// TestErasingAsksAnewWhoOneIs walks through a request to erase: ten minutes after signing in the privacy officer must show again who she is.
func TestErasingAsksAnewWhoOneIs(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	const path = "/medewerkers/privacy/gewist"
	form := url.Values{"soort": {"call"}, "nummer": {"c-7"}, "nagegaan": {"ja"}}
	if w := o.as(t, "privacy", http.MethodGet, path, nil); w.Code != http.StatusOK {
		t.Fatalf("just signed in: %d", w.Code)
	}
	o.ahead.Store(int64(11 * time.Minute))
	if w := o.as(t, "privacy", http.MethodGet, path, nil); w.Code != http.StatusSeeOther || !strings.HasPrefix(w.Header().Get("Location"), provePath+"?") {
		t.Errorf("the page after eleven minutes: %d %s", w.Code, w.Header().Get("Location"))
	}
	if w := o.as(t, "privacy", http.MethodPost, path, form); w.Code != http.StatusForbidden {
		t.Errorf("erasing after eleven minutes: %d", w.Code)
	}
	if _, gone := o.gone.Load("c-7"); gone {
		t.Fatal("it was erased all the same")
	}
	if w := o.as(t, "privacy", http.MethodPost, provePath, url.Values{"wachtwoord": {"mis"}}); w.Code != http.StatusUnauthorized {
		t.Errorf("a wrong password: %d", w.Code)
	}
	password := ""
	for _, a := range o.accounts {
		if a.Name == "privacy" {
			password = a.Password
		}
	}
	w := o.as(t, "privacy", http.MethodPost, provePath, url.Values{"wachtwoord": {password}, "terug": {path}})
	cookie, err := http.ParseSetCookie(w.Header().Get("Set-Cookie"))
	if err != nil || w.Code != http.StatusSeeOther || w.Header().Get("Location") != path {
		t.Fatalf("the right password: %d %s, %v", w.Code, w.Header().Get("Location"), err)
	}
	if w := o.as(t, "privacy", http.MethodGet, "/medewerkers", nil); w.Code != http.StatusSeeOther {
		t.Errorf("the token from before still holds: %d", w.Code)
	}
	o.tokens["privacy"] = staff.Token(cookie.Value)
	// Enter in the field of the number does not erase: somebody says first that the request was looked into.
	hasty := url.Values{"soort": {"call"}, "nummer": {"c-7"}}
	if w := o.as(t, "privacy", http.MethodPost, path, hasty); w.Code != http.StatusUnprocessableEntity || !strings.Contains(w.Body.String(), "Er is nog niets gewist") || !strings.Contains(w.Body.String(), `value="c-7"`) {
		t.Errorf("erasing in haste: %d", w.Code)
	}
	if _, gone := o.gone.Load("c-7"); gone {
		t.Fatal("it was erased in haste")
	}
	if w := o.as(t, "privacy", http.MethodPost, path, form); w.Code != http.StatusOK || !strings.Contains(w.Body.String(), "Het bewijs is ") || !strings.Contains(w.Body.String(), "op verzoek") {
		t.Errorf("erasing: %d\n%s", w.Code, w.Body)
	}
	for _, nothing := range []url.Values{form, {"soort": {"call"}, "nummer": {"onbekend"}, "nagegaan": {"ja"}}, {"soort": {"call"}, "nagegaan": {"ja"}}, {"soort": {"iets"}, "nummer": {"1"}, "nagegaan": {"ja"}}} {
		if w := o.as(t, "privacy", http.MethodPost, path, nothing); w.Code != http.StatusNotFound {
			t.Errorf("erasing %v: %d", nothing, w.Code)
		}
	}
	// Who looked, and who erased, is found by the number.
	body := o.as(t, "privacy", http.MethodPost, "/medewerkers/privacy/handelingen", url.Values{}).Body.String()
	if !strings.Contains(body, "wissen op verzoek") || !strings.Contains(body, "Iemand van privacy") || strings.Contains(body, "c-7") {
		t.Errorf("the acts:\n%s", body)
	}
}

// A handler that finds a file is another's asks for a reason; the reason is recorded, and opens that file to that person.
func TestReasonIsAskedAndRecorded(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	g := o.staffOnly(staff.Legal, act{name: "call.open", object: "call"}, func(w http.ResponseWriter, r *http.Request, who staff.Session) error {
		file := staff.Object{Kind: "call", ID: r.PathValue("id")}
		reason, err := o.config.Desk.Reason(r.Context(), who.Person.ID, file)
		if err != nil {
			return err
		}
		if reason == "" {
			return &staff.ReasonError{Object: file}
		}
		_, err = w.Write([]byte("alles over haar"))
		return err
	})
	o.router.Handle("GET /medewerkers/proef/{id}", g)
	const path = "/medewerkers/proef/12"
	w := o.as(t, "legal", http.MethodGet, path, nil)
	if w.Code != http.StatusForbidden || !strings.Contains(w.Body.String(), "Waarom wil je dit openen?") || !strings.Contains(w.Body.String(), `name="nummer" value="12"`) || strings.Contains(w.Body.String(), "alles over haar") {
		t.Fatalf("without a reason: %d\n%s", w.Code, w.Body)
	}
	form := url.Values{"soort": {"call"}, "nummer": {"12"}, "terug": {path}, "reden": {"omdat het kan"}}
	if w := o.as(t, "legal", http.MethodPost, "/medewerkers/reden", form); w.Code != http.StatusBadRequest {
		t.Errorf("a reason that is none: %d", w.Code)
	}
	form.Set("reden", string(staff.ReasonTakeover))
	if w := o.as(t, "legal", http.MethodPost, "/medewerkers/reden", form); w.Code != http.StatusSeeOther || w.Header().Get("Location") != path {
		t.Fatalf("a reason: %d %s", w.Code, w.Header().Get("Location"))
	}
	if w := o.as(t, "legal", http.MethodGet, path, nil); w.Body.String() != "alles over haar" {
		t.Errorf("with a reason: %d", w.Code)
	}
	if w := o.as(t, "legal", http.MethodGet, "/medewerkers/proef/13", nil); w.Code != http.StatusForbidden {
		t.Errorf("another file: %d", w.Code)
	}
	o.ahead.Store(int64(13 * time.Hour))
	o.signInAgain(t, "legal")
	if w := o.as(t, "legal", http.MethodGet, path, nil); w.Code != http.StatusForbidden {
		t.Errorf("the day after: %d", w.Code)
	}
	acts, _, err := o.config.Desk.Acts(t.Context(), staff.Filter{Object: staff.Object{Kind: "call", ID: "12"}}, 20)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, a := range acts {
		got = append([]string{a.Act + " " + string(a.Outcome) + " " + a.Reason}, got...)
	}
	want := "call.open granted |call.open refused |reason.give done takeover|call.open granted |call.open granted |call.open refused "
	if strings.Join(got, "|") != want {
		t.Errorf("the audit of file 12:\n%s\nwant\n%s", strings.Join(got, "|"), want)
	}
}

// When an act cannot be written down, it is not done.
func TestNothingIsShownUnwritten(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	shown := false
	g := o.staffOnly(staff.Legal, act{name: "call.open", object: "call"}, func(http.ResponseWriter, *http.Request, staff.Session) error {
		shown = true
		return nil
	})
	o.router.Handle("GET /medewerkers/proef/{id}", g)
	if _, err := o.db.Exec(t.Context(), "DROP TABLE audit_records CASCADE"); err != nil {
		t.Fatal(err)
	}
	if w := o.as(t, "legal", http.MethodGet, "/medewerkers/proef/1", nil); w.Code != http.StatusInternalServerError || shown {
		t.Errorf("without an audit: %d, shown %t", w.Code, shown)
	}
}

func TestNetwork(t *testing.T) {
	t.Parallel()
	proxied := scripted(t, twoSources)
	proxied.config.Proxies = append(proxied.config.Proxies, prefix("10.0.0.0/8"))
	for _, c := range []struct{ from, forwarded, want string }{
		{"192.0.2.7:1", "", "192.0.2.0/24"},
		{"192.0.2.7:1", "203.0.113.9", "192.0.2.0/24"}, // not one of our proxies: it may say what it likes
		{"10.1.2.3:1", "203.0.113.9", "203.0.113.0/24"},
		{"10.1.2.3:1", "1.2.3.4, 203.0.113.9", "203.0.113.0/24"},
		{"10.1.2.3:1", "203.0.113.9, 10.9.9.9", "203.0.113.0/24"},
		{"10.1.2.3:1", "onzin", "10.1.2.0/24"},
		{"10.1.2.3:1", "", "10.1.2.0/24"},
		{"[2001:db8:1:2::3]:1", "", "2001:db8:1::/48"},
		{"[::ffff:192.0.2.7]:1", "", "192.0.2.0/24"},
		{"[fe80::1%eth0]:1", "", "fe80::/48"},
		{"@", "", ""},
	} {
		r := httptest.NewRequestWithContext(context.Background(), http.MethodGet, "/", nil)
		r.RemoteAddr = c.from
		if c.forwarded != "" {
			r.Header.Set("X-Forwarded-For", c.forwarded)
		}
		if got := proxied.network(r); got != c.want {
			t.Errorf("network(%s, %q) = %q, want %q", c.from, c.forwarded, got, c.want)
		}
	}
}

func prefix(text string) netip.Prefix { return netip.MustParsePrefix(text) }

// The privacy officer reads in Dutch what was done, on what, and which room keeps what.
func TestEveryActAndRoomHasAName(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	for _, r := range o.router.routes {
		if r.gate == nil {
			continue
		}
		for _, key := range []string{"act_" + r.gate.act.name, "keeper_" + r.gate.act.object} {
			if !strings.HasSuffix(key, "_") && text(key) == key {
				t.Errorf("%s has no text %s", r.pattern, key)
			}
		}
	}
	register, err := privacy.Register()
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range register {
		if key := "room_" + k.Owner; text(key) == key {
			t.Errorf("%s has no text %s", k.Table, key)
		}
	}
}
