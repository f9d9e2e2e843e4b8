package web

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/jba/templatecheck"

	"wegwijzer/assistant"
	"wegwijzer/indexer"
	"wegwijzer/staff"
)

// get asks a server for a page.
func get(t *testing.T, h http.Handler, path string) *httptest.ResponseRecorder {
	t.Helper()
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, path, nil))
	return w
}

// post sends a form to a server.
func post(t *testing.T, h http.Handler, path string, form url.Values) *httptest.ResponseRecorder {
	t.Helper()
	w := httptest.NewRecorder()
	r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	h.ServeHTTP(w, r)
	return w
}

func TestTemplatesFitTheirPages(t *testing.T) {
	t.Parallel()
	s := scripted(t, twoSources)
	for name, p := range map[string]page{
		"chat": chatPage{}, "about": aboutPage{}, "safe": safePage{}, "leave": leavePage{}, "error": errorPage{},
		"staff/words": wordsPage{}, "staff/topic": topicPage{}, "staff/synonyms": synonymsPage{}, "staff/history": historyPage{}, "staff/golden": goldenPage{}, "staff/effect": effectPage{}, "staff/facts": factsPage{}, "staff/fact": factPage{}, "staff/lines": linesPage{}, "staff/conflicts": conflictsPage{},
		"staff/home": homePage{}, "staff/team": teamPage{}, "staff/sign_in": signInPage{}, "staff/pass": passPage{}, "staff/signed_out": outPage{}, "staff/reason": reasonPage{}, "staff/error": staffErrorPage{},
		"staff/search": searchPage{}, "staff/document": documentPage{}, "staff/kept": keptPage{}, "staff/acts": actsPage{}, "staff/erased": erasedPage{}, "staff/sources": sourcesPage{}, "staff/source": sourcePage{}, "staff/taken": takenPage{}, "staff/switches": switchPage{}, "staff/gaps": gapsPage{}, "algorithm": algorithmPage{}, "booking": bookingPage{}, "staff/agenda": agendaPage{}, "staff/agenda_one": agendaOnePage{}, "staff/callbacks": callbackPage{}, "staff/messages": messagesPage{},
		"staff/calls": callsPage{}, "staff/review": reviewPage{}, "staff/sign": signPage{}, "staff/versions": versionsPage{}, "staff/copy": copyPage{}, "document": clientPage{},
		"staff/pile": pilePage{}, "staff/sheet": sheetPage{}, "staff/compare": comparePage{}, "staff/case": casePage{},
		"staff/new_call": newCallPage{}, "staff/record": recordPage{},
	} {
		if err := templatecheck.CheckHTML(s.pages.inDutch[name].Lookup("layout"), p); err != nil {
			t.Errorf("template %s: %v", name, err)
		}
	}
}

func TestEveryPageIsProtected(t *testing.T) {
	t.Parallel()
	s := scripted(t, twoSources)
	want := map[string]string{
		"Cache-Control":              "no-store",
		"Referrer-Policy":            "no-referrer",
		"X-Content-Type-Options":     "nosniff",
		"Cross-Origin-Opener-Policy": "same-origin",
		"X-Frame-Options":            "DENY",
	}
	for _, path := range []string{"/", "/over", "/weg", "/is-er-niet", "/gezond", "/klaar", "/metrics", "/gesprek"} {
		h := get(t, s, path).Header()
		for name, value := range want {
			if got := h.Get(name); got != value {
				t.Errorf("%s: %s = %q, want %q", path, name, got, value)
			}
		}
		policy := h.Get("Content-Security-Policy")
		for _, rule := range []string{"default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'"} {
			if !strings.Contains(policy, rule) {
				t.Errorf("%s: the policy %q lacks %q", path, policy, rule)
			}
		}
		if strings.Contains(policy, "unsafe") || strings.Contains(policy, "*") {
			t.Errorf("%s: the policy %q allows too much", path, policy)
		}
		if h.Get("Permissions-Policy") == "" || h.Get("Set-Cookie") != "" {
			t.Errorf("%s: Permissions-Policy = %q, Set-Cookie = %q", path, h.Get("Permissions-Policy"), h.Get("Set-Cookie"))
		}
	}
}

func TestPagesGiveNothingAway(t *testing.T) {
	t.Parallel()
	s := scripted(t, twoSources)
	title := regexp.MustCompile(`<title>([^<]*)</title>`)
	for _, path := range []string{"/", "/over", "/weg", "/is-er-niet"} {
		body := get(t, s, path).Body.String()
		m := title.FindStringSubmatch(body)
		if m == nil || m[1] == "" || strings.Contains(strings.ToLower(m[1]), "slachtoffer") {
			t.Errorf("%s: the title is %q", path, m)
		}
		if other := regexp.MustCompile(`(?:src|href)="(https?:)?//`).FindAllString(body, -1); path != "/weg" && other != nil {
			t.Errorf("%s loads or links to others: %q", path, other)
		}
		if inline := regexp.MustCompile(`<script>|<style|\son[a-z]+=|\sstyle=`).FindString(body); inline != "" {
			t.Errorf("%s has %q, which the policy forbids", path, inline)
		}
	}
	icon := get(t, s, "/static/icon.svg").Body.String()
	if strings.Contains(strings.ToLower(icon), "slachtoffer") {
		t.Error("the icon says too much")
	}
}

func TestFirstPageSaysWhatItIs(t *testing.T) {
	t.Parallel()
	body := get(t, scripted(t, twoSources), "/").Body.String()
	for _, want := range []string{
		"computerprogramma en geen mens", "geen naam", "bewaar niets", `href="tel:112"`, `href="tel:09000101"`, "Zaterdag 10", "Verlaat deze pagina",
		`name="onderwerp" value="aangifte"`, `<textarea id="vraag"`, `role="log"`, `href="/weg"`,
	} {
		if !strings.Contains(body, want) {
			t.Errorf("the first page lacks %q", want)
		}
	}
}

func TestAnswerWithoutScript(t *testing.T) {
	t.Parallel()
	var asked assistant.Turn
	s := scripted(t, func(ctx context.Context, turn assistant.Turn, emit func(assistant.Event) error) (assistant.Answer, error) {
		asked = turn
		return twoSources(ctx, turn, emit)
	})
	s.config.Collection = "site"
	w := post(t, s, "/", url.Values{"vraag": {"Wat kost <b>dat</b>?"}})
	body := w.Body.String()
	if w.Code != http.StatusOK || asked.Question != "Wat kost <b>dat</b>?" || asked.Collection != "site" || asked.Now.IsZero() {
		t.Errorf("status %d, asked %+v", w.Code, asked)
	}
	for _, want := range []string{
		"Wat kost &lt;b&gt;dat&lt;/b&gt;?", "Dit staat er op onze website.", "<li>Bewaar bonnen.</li>", `<a class="tel" href="tel:09000101" dir="ltr">0900-0101</a>`,
		`id="bron-0-1"`, `href="#bron-0-2"`, "4 maart 2026", `datetime="2026-03-04"`, "Wie kan dit?", "<blockquote lang=", `rel="noopener noreferrer"`, "(nieuw tabblad)",
		`name="onderwerp" value="zitting"`,
	} {
		if !strings.Contains(body, want) {
			t.Errorf("the answer lacks %q", want)
		}
	}
	if w := post(t, s, "/", url.Values{"onderwerp": {"aangifte"}}); asked.Question != "Aangifte doen bij de politie" {
		t.Errorf("a chosen topic asked %q with status %d", asked.Question, w.Code)
	}
	if w := post(t, s, "/", url.Values{"onderwerp": {"bestaat-niet"}}); w.Code != http.StatusBadRequest {
		t.Errorf("an unknown topic has status %d, want %d", w.Code, http.StatusBadRequest)
	}
	if w := post(t, s, "/", url.Values{"vraag": {strings.Repeat("a", maxMessage)}}); w.Code != http.StatusRequestEntityTooLarge || !strings.Contains(w.Body.String(), text("too_long_heading")) {
		t.Errorf("a message too long has status %d", w.Code)
	}
	if body := get(t, s, "/").Body.String(); strings.Contains(body, "bron-0-1") {
		t.Error("the answer stayed on the server")
	}
}

func TestQuestionIsNeverInAnAddress(t *testing.T) {
	t.Parallel()
	s := scripted(t, func(context.Context, assistant.Turn, func(assistant.Event) error) (assistant.Answer, error) {
		t.Error("a question in the address was answered")
		return assistant.Answer{}, nil
	})
	get(t, s, "/?vraag=geheim&onderwerp=aangifte")
	if w := post(t, s, "/?vraag=geheim", url.Values{"onderwerp": {"bestaat-niet"}}); w.Code != http.StatusBadRequest {
		t.Errorf("status %d, want %d", w.Code, http.StatusBadRequest)
	}
}

func TestLinksOnlyOpenPages(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]string{
		"https://example.nl/a#b": "https://example.nl/a#b", "http://example.nl/": "http://example.nl/",
		"javascript:alert(1)": "", "data:text/html,x": "", "about:given": "", "": "", "//example.nl": "", "https://%zz": "",
	} {
		if got := openable(address); got != want {
			t.Errorf("openable(%q) = %q, want %q", address, got, want)
		}
	}
}

func TestErrorsAreCalm(t *testing.T) {
	t.Parallel()
	s := scripted(t, func(_ context.Context, turn assistant.Turn, _ func(assistant.Event) error) (assistant.Answer, error) {
		switch turn.Question {
		case "panic":
			panic("geheim")
		case "abort":
			panic(http.ErrAbortHandler)
		}
		return assistant.Answer{}, errors.New("kapot")
	})
	for _, question := range []string{"panic", "error"} {
		w := post(t, s, "/", url.Values{"vraag": {question}})
		if body := w.Body.String(); w.Code != http.StatusOK || !strings.Contains(body, "Dat ligt aan ons") || !strings.Contains(body, "tel:09000101") || strings.Contains(body, "kapot") {
			t.Errorf("%s: status %d, body %s", question, w.Code, body)
		}
	}
	w := httptest.NewRecorder()
	s.handle(func(http.ResponseWriter, *http.Request) error { panic("geheim") })(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/", nil))
	if body := w.Body.String(); w.Code != http.StatusInternalServerError || !strings.Contains(body, "tel:09000101") || strings.Contains(body, "geheim") {
		t.Errorf("a panic gives status %d and %s", w.Code, body)
	}
	for path, status := range map[string]int{"/is-er-niet": 404, "/static/is-er-niet.js": 404, "/gesprek": 426} {
		if w := get(t, s, path); w.Code != status || !strings.Contains(w.Body.String(), "0900-0101") {
			t.Errorf("%s: status %d, want %d and a telephone number", path, w.Code, status)
		}
	}
	func() {
		defer func() {
			if recover() != http.ErrAbortHandler { //nolint:errorlint // as net/http compares it
				t.Error("http.ErrAbortHandler did not reach the server")
			}
		}()
		post(t, s, "/", url.Values{"vraag": {"abort"}})
	}()
}

// A house style comes after our own and may be kept like it.
func TestHouseStyleComesLast(t *testing.T) {
	t.Parallel()
	s := New(Config{HouseStyle: []byte(":root { --brand: #003082 }")})
	t.Cleanup(s.Close)
	page := get(t, s, "/").Body.String()
	own, house := strings.Index(page, s.static.address("site.css")), strings.Index(page, s.static.address("house.css"))
	if own < 0 || house < own {
		t.Errorf("the styles stand at %d and %d", own, house)
	}
	if w := get(t, s, s.static.address("house.css")); !strings.Contains(w.Body.String(), "#003082") || !strings.Contains(w.Header().Get("Content-Type"), "text/css") {
		t.Errorf("the house style is %v %s", w.Header(), w.Body)
	}
	if strings.Contains(get(t, scripted(t, twoSources), "/").Body.String(), "house") {
		t.Error("there is a house style that nobody gave")
	}
}

func TestProbes(t *testing.T) {
	t.Parallel()
	var down error
	s := New(Config{Ready: func(context.Context) error { return down }})
	if w := get(t, s, "/gezond"); w.Code != http.StatusOK {
		t.Errorf("/gezond: %d", w.Code)
	}
	if w := get(t, s, "/klaar"); w.Code != http.StatusOK {
		t.Errorf("/klaar: %d", w.Code)
	}
	down = errors.New("geen database")
	if w := get(t, s, "/klaar"); w.Code != http.StatusServiceUnavailable || strings.Contains(w.Body.String(), "database") {
		t.Errorf("/klaar without a database: %d %s", w.Code, w.Body)
	}
	down = nil
	s.Close()
	if w := get(t, s, "/klaar"); w.Code != http.StatusServiceUnavailable {
		t.Errorf("/klaar while closing: %d", w.Code)
	}
}

func TestFilesMayBeKeptByTheirHash(t *testing.T) {
	t.Parallel()
	s := scripted(t, twoSources)
	for _, name := range []string{"chat.js", "leave.js", "site.css", "icon.svg"} {
		w := httptest.NewRecorder()
		r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, s.static.address(name), nil)
		r.Header.Set("Accept-Encoding", "gzip")
		s.ServeHTTP(w, r)
		h := w.Header()
		if w.Code != http.StatusOK || !strings.Contains(h.Get("Cache-Control"), "immutable") || h.Get("Content-Type") == "" {
			t.Errorf("%s: %d %v", s.static.address(name), w.Code, h)
		}
		if h.Get("Content-Encoding") == "gzip" {
			t.Logf("%s is %d bytes, %d packed", name, len(s.static[name].content), w.Body.Len())
		}
		if w := get(t, s, "/static/"+name); w.Header().Get("Cache-Control") != "no-store" || w.Body.String() != string(s.static[name].content) {
			t.Errorf("/static/%s may be kept without its hash, or is another file", name)
		}
	}
}

func TestTextsExist(t *testing.T) {
	t.Parallel()
	keys := []string{"title", "title_leave", "months", "trouble", "too_many", "unknown_type", "unknown_topic", "last_resort", "healthy", "ready", "not_ready"}
	keys = append(keys, "title_home", "title_sign_in", "title_signed_out", "title_prove", "title_reason", "title_problem", "title_search", "title_privacy", "title_acts", "title_erased", "title_sources", "title_switches", "run_running", "run_done", "run_failed", "title_gaps", "no_topic", "nobody", "erase_done", "erase_nothing", "outcome_done", "outcome_granted", "outcome_refused", "outcome_failed", "cause_term", "cause_request", "sign_in_wrong", "sign_in_wait", "signed_out")
	for _, name := range staff.Everyone.Names() {
		keys = append(keys, "role_"+name)
	}
	for _, name := range assistant.Channels() {
		keys = append(keys, "switch_"+name, "switch_"+name+"_about")
	}
	for _, years := range ages {
		keys = append(keys, "age_"+strconv.Itoa(years))
	}
	for _, reason := range staff.Reasons() {
		keys = append(keys, "reason_"+string(reason))
	}
	for _, reason := range indexer.Reasons() {
		keys = append(keys, "reason_"+reason)
	}
	for _, p := range parts {
		keys = append(keys, "nav_"+p.key, "nav_"+p.key+"_about")
	}
	for _, p := range problems {
		keys = append(keys, p.key+"_heading", p.key+"_text")
	}
	for _, key := range keys {
		if text(key) == key {
			t.Errorf("the catalogue lacks %s", key)
		}
	}
	if got := len(strings.Fields(text("months"))); got != 12 {
		t.Errorf("%d months, want 12", got)
	}
}
