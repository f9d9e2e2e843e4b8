package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"wegwijzer/assistant"
	"wegwijzer/indexer"
	"wegwijzer/knowledge"
	"wegwijzer/staff"
)

// stock gives an office a crawl that was done, one that is under way, and a public page.
func (o *office) stock(t *testing.T) {
	t.Helper()
	_, err := o.db.Exec(t.Context(), `
		INSERT INTO crawl_runs (collection, generation, state, finished_at) VALUES ('site', 1, 'done', now());
		INSERT INTO crawl_runs (collection, generation) VALUES ('site', 2);
		INSERT INTO crawl_pages (collection, url, site, host, run_id, state, depth, status, reason, fetched_at) VALUES
			('site', 'https://site.example/hulp', 'site', 'site.example', 2, 'indexed', 0, 200, '', now()),
			('site', 'https://site.example/print', 'site', 'site.example', 2, 'skipped', 1, 200, 'print view', now()),
			('site', 'https://site.example/nieuw', 'site', 'site.example', 2, 'due', 1, 0, '', NULL)`)
	if err != nil {
		t.Fatal(err)
	}
	g, err := o.store.Begin(t.Context(), knowledge.Public, "site")
	if err != nil {
		t.Fatal(err)
	}
	page := internal("https://site.example/hulp", "Hulp na een misdrijf", "Bellen", "Je kunt ons bellen. Dat mag ook als je niet zeker weet of je slachtoffer bent.")
	page.Date = o.now().AddDate(-4, 0, 0)
	if _, err := g.PutAll(t.Context(), []knowledge.Document{page}); err != nil {
		t.Fatal(err)
	}
	if err := g.Publish(t.Context()); err != nil {
		t.Fatal(err)
	}
	o.config.Crawls, o.config.PublicShelf, o.config.Kept = indexer.NewLog(o.db), o.store.For(knowledge.Public), assistant.NewStore(o.db)
}

func TestContentTeamSeesWhatBecameOfPages(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.stock(t)
	look := func(path string, want ...string) {
		t.Helper()
		w := o.as(t, "content", http.MethodGet, path, nil)
		for _, words := range want {
			if !strings.Contains(w.Body.String(), words) {
				t.Errorf("%s: %d, without %q:\n%s", path, w.Code, words, w.Body)
			}
		}
	}
	look("/medewerkers/bronnen", "bezig", "klaar", "2 van 3", `href="/medewerkers/bronnen/site"`)
	look("/medewerkers/bronnen/site", "doet mee", "afdrukversie van een andere pagina", "meer dan drie jaar oud", "https://site.example/hulp")
	look("/medewerkers/bronnen/site?stand=skipped&reden=print+view", "https://site.example/print")
	look("/medewerkers/bronnen/site?stand=indexed&reden=", "/medewerkers/bronnen/site/pagina?adres=https%3A%2F%2Fsite.example%2Fhulp")
	look("/medewerkers/bronnen/site/pagina?adres="+url.QueryEscape("https://site.example/hulp"), "Je kunt ons bellen.")
	for _, path := range []string{"/medewerkers/bronnen/er-niet", "/medewerkers/bronnen/site/pagina?adres=x", "/medewerkers/bronnen/werkwijzen/pagina?adres=overdragen.md"} {
		if w := o.as(t, "content", http.MethodGet, path, nil); w.Code != http.StatusNotFound {
			t.Errorf("%s: %d", path, w.Code)
		}
	}
}

// TestAssistantIsSwitchedOff switches everything off and on at the desk. Whoever it was is in the audit.
func TestAssistantIsSwitchedOff(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.stock(t)
	turn := func(role, name, state string) int {
		t.Helper()
		return o.as(t, role, http.MethodPost, "/medewerkers/beheer", url.Values{"wat": {name}, "stand": {state}}).Code
	}
	if code := turn("operator", "all", "uit"); code != http.StatusSeeOther {
		t.Fatalf("switching off: %d", code)
	}
	if off, err := o.config.Kept.SwitchedOff(t.Context()); err != nil || !off["all"] {
		t.Errorf("afterwards %v, %v", off, err)
	}
	if body := o.as(t, "operator", http.MethodGet, "/medewerkers/beheer", nil).Body.String(); !strings.Contains(body, "Alles van de assistent: staat UIT") || !strings.Contains(body, "door Iemand van operator") {
		t.Errorf("the page:\n%s", body)
	}
	if code := turn("content", "all", "aan"); code != http.StatusSeeOther {
		t.Fatalf("switching on: %d", code)
	}
	for _, name := range []string{"alles", ""} {
		if code := turn("content", name, "uit"); code != http.StatusBadRequest {
			t.Errorf("a switch %q that is not there: %d", name, code)
		}
	}
	acts, _, err := o.config.Desk.Acts(t.Context(), staff.Filter{Object: staff.Object{Kind: "switch", ID: "all"}}, 10)
	if err != nil || len(acts) != 2 || acts[0].Act != "switch.on" || acts[0].Role != "content" || acts[1].Act != "switch.off" || acts[1].Role != "operator" {
		t.Errorf("the audit: %+v, %v", acts, err)
	}
	// Nothing is switched unwritten.
	if _, err := o.db.Exec(t.Context(), "ALTER TABLE audit_records RENAME TO away"); err != nil {
		t.Fatal(err)
	}
	if code := turn("operator", "all", "uit"); code != http.StatusInternalServerError {
		t.Errorf("without an audit: %d", code)
	}
	if off, err := o.config.Kept.SwitchedOff(t.Context()); err != nil || off["all"] {
		t.Errorf("it was switched unwritten: %v, %v", off, err)
	}
}

// What fewer people asked than can hide each other is not shown.
func TestGapsAreShownFromFivePeopleOn(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.stock(t)
	add := func(people int, topic knowledge.TopicID, terms ...string) {
		t.Helper()
		for i := range people {
			g := assistant.Gap{At: o.now(), Conversation: int64(i), Lang: "nl", Outcome: assistant.RefusedNoSource, Topic: topic, Terms: terms}
			if err := o.config.Kept.AddGap(t.Context(), g); err != nil {
				t.Fatal(err)
			}
		}
	}
	add(6, "aangifte", "aangift", "polit")
	add(4, "zitting", "rechter", "zal")
	body := o.as(t, "content", http.MethodGet, "/medewerkers/vragen", nil).Body.String()
	if !strings.Contains(body, "Aangifte doen") || !strings.Contains(body, "polit") || strings.Contains(body, "rechter") {
		t.Errorf("the questions:\n%s", body)
	}
}
