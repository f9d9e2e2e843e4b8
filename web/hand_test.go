package web

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"wegwijzer/staff"
)

var handIn = regexp.MustCompile(`<input type="hidden" name="voor-wie" value="([^"]+)">`)

// Every form of every page of the desk carries for whom it was made, and nobody else's hand sends it.
func TestFormsAreForWhoReadsThem(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.withCalls(t)
	o.withAgenda(t)
	o.now = o.config.Now // not the day of that calendar: what is confidential asks how long ago somebody confirmed who it is
	o.stock(t)
	path := o.uploaded(t)
	forms := regexp.MustCompile(`<form[^>]*>`)
	for role, pages := range map[string][]string{
		"legal": {homePath, callsPath, path, path + "/ondertekenen", callsPath + "/nieuw", "/medewerkers/zoeken"}, "planner": {agendaPath, teamPath, teamPath + "/1", availabilityPath},
		"privacy": {"/medewerkers/privacy/handelingen", "/medewerkers/privacy/gewist"}, "operator": {"/medewerkers/beheer"}, "content": {"/medewerkers/woorden/synoniemen", factsPath},
	} {
		for _, page := range pages {
			body := o.as(t, role, http.MethodGet, page, nil).Body.String()
			want := 0
			for _, f := range forms.FindAllString(body, -1) {
				if strings.Contains(strings.ToLower(f), `method="post"`) {
					want++
				}
			}
			if got := len(handIn.FindAllString(body, -1)); got != want || want == 0 {
				t.Errorf("%s as %s: %d of %d forms say for whom they are", page, role, got, want)
			}
		}
	}

	// The page of one person, sent by another who has the role as well.
	other := staff.Token("")
	for _, a := range o.accounts {
		if a.Name == "policy" {
			token, err := o.config.Desk.SignInDemo(t.Context(), a.Name, a.Password, "")
			if err != nil {
				t.Fatal(err)
			}
			other = token
		}
	}
	search := o.as(t, "legal", http.MethodGet, "/medewerkers/zoeken", nil).Body.String()
	form := url.Values{"vraag": {"overdragen"}, "voor-wie": {handIn.FindStringSubmatch(search)[1]}}
	o.tokens["other"] = other
	before := o.count(t, "SELECT count(*) FROM audit_records WHERE act = 'knowledge.search' AND outcome = 'done'")
	if w := o.as(t, "other", http.MethodPost, "/medewerkers/zoeken", form); w.Code != http.StatusConflict || !strings.Contains(w.Body.String(), "In dit tabblad ben je iemand anders") || strings.Contains(w.Body.String(), "find-text") {
		t.Errorf("another's hand: %d\n%s", w.Code, w.Body)
	}
	if after := o.count(t, "SELECT count(*) FROM audit_records WHERE act = 'knowledge.search' AND outcome = 'done'"); after != before {
		t.Error("it was done all the same")
	}
	if o.count(t, "SELECT count(*) FROM audit_records WHERE act = 'knowledge.search' AND outcome = 'refused'") != 1 {
		t.Error("the refusal is not written down")
	}
	if w := o.as(t, "legal", http.MethodPost, "/medewerkers/zoeken", form); w.Code != http.StatusOK {
		t.Errorf("one's own hand: %d", w.Code)
	}
	// A file too.
	fields := url.Values{"voor-wie": {"somebody"}}
	for name, value := range agreed {
		fields[name] = value
	}
	if w := o.send(t, "legal", []byte(burglary), fields); w.Code != http.StatusConflict {
		t.Errorf("a file in another's hand: %d", w.Code)
	}
}

// Somebody signs out, and in as another, in another tab of the same browser: on the page that still names the first, the next act is refused, and
// nothing is done. What the other tab does is done here by requests of the same browser, with its cookies.
func TestTwoTabsWithTwoRoles(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.withAgenda(t)
	b := o.comeIn(t, "planner")
	elsewhere := func(path string, form url.Values) {
		t.Helper()
		const send = `fetch(%q, {method: "POST", body: new URLSearchParams(%q), redirect: "manual"}).then(r => r.type === "opaqueredirect" || r.ok)`
		if !see(b, chromedp.Evaluate[bool](fmt.Sprintf(send, path, form.Encode()), chromedp.EvalAwaitPromise)) {
			t.Fatalf("%s in the other tab", path)
		}
	}
	hire := func() {
		t.Helper()
		b.do(chromedp.Focus(chromedp.ID("naam")), chromedp.KeyEvent("Sem"), press("Enter"))
	}
	b.do(chromedp.Navigate(b.url + teamPath))
	elsewhere("/medewerkers/uitloggen", nil)
	hire()
	b.until("document.querySelector('h1').textContent !== \"Collega's en vrije dagen\"")
	b.says("Je bent niet meer ingelogd")

	o.signInByKeyboard(b, "planner")
	b.do(chromedp.Navigate(b.url + teamPath))
	elsewhere("/medewerkers/uitloggen", nil)
	for _, a := range o.accounts {
		if a.Name == "privacy" {
			elsewhere(signInPath, url.Values{"naam": {a.Name}, "wachtwoord": {a.Password}})
		}
	}
	// The other may do the same: only the person differs.
	if _, err := o.db.Exec(t.Context(), `UPDATE staff_sessions SET roles = '{planner,privacy}'`); err != nil {
		t.Fatal(err)
	}
	hire()
	b.until("document.querySelector('h1').textContent === 'In dit tabblad ben je iemand anders'")
	b.says("Wat je nu deed is niet gedaan")
	b.axe("in another's hands")
	b.shot("two-tabs")
	if n := o.count(t, `SELECT count(*) FROM appointment_advisers WHERE name = 'Sem'`); n != 0 {
		t.Errorf("%d colleagues were taken on by the wrong person", n)
	}
}

// A line that stays open ends when who opened it is signed out, or has the role no more.
func TestLinesEndWithTheRole(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.lookAgain = time.Millisecond
	for name, away := range map[string]string{
		"signed out": `DELETE FROM staff_sessions WHERE token = $1`, "no role": `UPDATE staff_sessions SET roles = '{member}' WHERE token = $1`,
	} {
		o.signInAgain(t, "legal")
		r := (&http.Request{Header: http.Header{}}).WithContext(t.Context())
		r.AddCookie(&http.Cookie{Name: sessionCookie, Value: string(o.tokens["legal"])})
		who, err := o.whoAsks(r)
		if err != nil {
			t.Fatal(err)
		}
		ctx, end := context.WithCancel(t.Context())
		ended := make(chan struct{})
		go func() {
			defer close(ended)
			o.whileSignedIn(ctx, r, who, staff.Legal, end)
		}()
		if _, err := o.db.Exec(t.Context(), strings.ReplaceAll(away, "token = $1", "person = $1"), who.Person.ID); err != nil {
			t.Fatal(err)
		}
		select {
		case <-ended:
		case <-time.After(browserWait):
			t.Fatalf("%s: the line goes on", name)
		}
		if ctx.Err() == nil {
			t.Errorf("%s: the line was not ended", name)
		}
		end()
	}
}
