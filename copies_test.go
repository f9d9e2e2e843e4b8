package main

import (
	"maps"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// pair is a proxy before two copies of the program. It sends each request to the next copy that lives.
type pair struct {
	proxies [2]*httputil.ReverseProxy
	dead    [2]atomic.Bool
	next    atomic.Int64
}

// ServeHTTP hands on one request.
func (p *pair) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	i := int(p.next.Add(1)) % 2
	if p.dead[i].Load() {
		i = 1 - i
	}
	p.proxies[i].ServeHTTP(w, r)
}

// TestTwoCopiesBehindAProxy signs in at one copy and works at the other, has both under load, kills one, and goes on: signed in, with everything
// that was done in one audit.
func TestTwoCopiesBehindAProxy(t *testing.T) {
	t.Parallel()
	u := newUser(t)
	var both pair
	var copies [2]*process
	var addresses [2]string
	var other *user
	for i := range copies {
		other = &user{env: maps.Clone(u.env), program: u.program}
		other.env["WEGWIJZER_ADDR"] = freeAddress(t)
		addresses[i] = other.env["WEGWIJZER_ADDR"]
		copies[i] = other.start(t, "serve", "--demo")
		copies[i].await(t, "Wegwijzer staat klaar", patience)
		both.proxies[i] = httputil.NewSingleHostReverseProxy(&url.URL{Scheme: "http", Host: other.env["WEGWIJZER_ADDR"]})
		both.proxies[i].ErrorHandler = func(w http.ResponseWriter, r *http.Request, _ error) {
			if r.Method == http.MethodGet { // a proxy asks another copy when one is gone
				both.dead[i].Store(true)
				both.proxies[1-i].ServeHTTP(w, r)
				return
			}
			w.WriteHeader(http.StatusBadGateway)
		}
	}
	front := httptest.NewServer(&both)
	t.Cleanup(front.Close)

	// A conversation that begins at one copy goes on at the other: what it remembers opens there.
	first := "http://" + addresses[0]
	_, begun := fetch(t, http.MethodPost, first+"/", url.Values{"vraag": {"ik wil een afspraak maken"}})
	state := regexp.MustCompile(`name="staat" value="([^"]+)"`).FindStringSubmatch(begun)
	if state == nil {
		t.Fatalf("no memory in the page:\n%s", begun)
	}
	words := "over schadevergoeding"
	_, forgotten := fetch(t, http.MethodPost, "http://"+other.env["WEGWIJZER_ADDR"]+"/", url.Values{"vraag": {words}})
	_, goesOn := fetch(t, http.MethodPost, "http://"+other.env["WEGWIJZER_ADDR"]+"/", url.Values{"vraag": {words}, "staat": {state[1]}})
	if next := "Hoe wil je de afspraak?"; strings.Contains(forgotten, next) || !strings.Contains(goesOn, next) {
		t.Errorf("the other copy does not go on with the appointment:\n%s", goesOn)
	}
	// The passwords of the demo are each copy's own; a session is everyone's.
	password := regexp.MustCompile(`(?m)^  legal +(\S+)`).FindStringSubmatch(copies[0].told.String())
	both.next.Store(1)
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }, Timeout: patience}
	request := func(method, path string, form url.Values, cookie *http.Cookie) (*http.Response, error) {
		r, err := http.NewRequestWithContext(t.Context(), method, front.URL+path, strings.NewReader(form.Encode()))
		if err != nil {
			return nil, err
		}
		if form != nil {
			r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		}
		if cookie != nil {
			r.AddCookie(cookie)
		}
		answer, err := client.Do(r)
		if err == nil {
			err = answer.Body.Close()
		}
		return answer, err
	}
	answer, err := request(http.MethodPost, "/medewerkers/inloggen", url.Values{"naam": {"legal"}, "wachtwoord": {password[1]}}, nil)
	if err != nil || answer.StatusCode != http.StatusSeeOther || len(answer.Cookies()) != 1 {
		t.Fatalf("signing in: %v, %v", answer, err)
	}
	cookie := answer.Cookies()[0]

	var wait sync.WaitGroup
	var good, bad atomic.Int64
	stop := make(chan struct{})
	for range 8 {
		wait.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
				}
				for _, path := range []string{"/medewerkers/zoeken", "/over"} {
					if answer, err := request(http.MethodGet, path, nil, cookie); err == nil && answer.StatusCode == http.StatusOK {
						good.Add(1)
					} else {
						bad.Add(1)
					}
				}
			}
		})
	}
	enough := func(n int64) {
		tick := time.NewTicker(10 * time.Millisecond)
		defer tick.Stop()
		late := time.After(patience)
		for from := good.Load(); good.Load() < from+n; {
			select {
			case <-tick.C:
			case <-late:
				t.Fatalf("%d requests went well in a minute", good.Load()-from)
			}
		}
	}
	enough(100)
	copies[0].kill()
	both.dead[0].Store(true)
	enough(200)
	close(stop)
	wait.Wait()
	if n := bad.Load(); n > 0 {
		t.Errorf("%d of %d requests failed around the kill", n, n+good.Load())
	}
	t.Logf("%d requests went well, %d failed", good.Load(), bad.Load())
	if got := visit(t, other.env["WEGWIJZER_ADDR"]).ask(t, flagship); got.status == "" {
		t.Error("no conversation with the copy that is left")
	}
	if out := u.must(t, "", "audit", "verify"); !strings.Contains(out, `"faults":[]`) {
		t.Errorf("the audit of both: %s", out)
	}
}
