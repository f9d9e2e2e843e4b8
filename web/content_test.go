package web

import (
	"fmt"
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
			('site', 'https://site.example/nieuw', 'site', 'site.example', 2, 'due', 1, 0, '', NULL);
		INSERT INTO crawl_sites VALUES ('site', 'pas-weg', now() - interval '1 hour'), ('site', 'lang-weg', now() - interval '3 days'),
			('site', 'site', now() - interval '2 hours');
		UPDATE crawl_pages SET content_hash = '\x01' WHERE state = 'indexed'`)
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
	o.config.Collection, o.config.Editor, o.config.Sheet, o.config.Bank = "site", o.store.Editor(), assistant.NewSheet(o.db), o.store.Bank
	o.config.Assistant = assistant.New(o.config.PublicShelf, o.store.Bank(), nil).Follow(o.store.Bank, o.config.Sheet)
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
	look("/medewerkers/bronnen", "De website pas-weg (site) laat geen enkele pagina meer lezen. Wat er stond, geven wij nog tot", "De website lang-weg (site) laat sinds", "staan niet meer in de antwoorden",
		"De website site (site) laat meer dan de helft van haar pagina&#39;s niet meer lezen. Wat er stond, geven wij nog tot")
	look("/medewerkers", "3 websites laten weinig of niets meer lezen")
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

// gaps keeps what so many people asked in vain.
func (o *office) gaps(t *testing.T, people int, topic knowledge.TopicID, terms ...string) {
	t.Helper()
	for i := range people {
		g := assistant.Gap{At: o.now(), Conversation: int64(i), Lang: "nl", Outcome: assistant.RefusedNoSource, Topic: topic, Terms: terms}
		if err := o.config.Kept.AddGap(t.Context(), g); err != nil {
			t.Fatal(err)
		}
	}
}

// What fewer people asked than can hide each other is not shown.
func TestGapsAreShownFromFivePeopleOn(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.stock(t)
	o.gaps(t, 6, "aangifte", "aangift", "polit")
	o.gaps(t, 4, "zitting", "rechter", "zal")
	body := o.as(t, "content", http.MethodGet, "/medewerkers/vragen", nil).Body.String()
	if !strings.Contains(body, "Aangifte doen") || !strings.Contains(body, "politie") || strings.Contains(body, "rechter") {
		t.Errorf("the questions:\n%s", body)
	}
}

// TestContentTeamChangesWordsFactsAndLabels goes through what the content team changes, by form as without script.
func TestContentTeamChangesWordsFactsAndLabels(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.stock(t)
	page := func(path string) string {
		t.Helper()
		w := o.as(t, "content", http.MethodGet, path, nil)
		if w.Code != http.StatusOK {
			t.Fatalf("%s: %d", path, w.Code)
		}
		return w.Body.String()
	}
	send := func(path string, want int, form url.Values) string {
		t.Helper()
		w := o.as(t, "content", http.MethodPost, path, form)
		if w.Code != want {
			t.Errorf("POST %s %v: %d, want %d\n%s", path, form, w.Code, want, w.Body)
		}
		return w.Body.String()
	}
	shows := func(body string, want ...string) {
		t.Helper()
		for _, words := range want {
			if !strings.Contains(body, words) {
				t.Errorf("without %q:\n%s", words, body)
			}
		}
	}
	// Words: tried, kept, undone; what cannot be is told.
	edit := url.Values{"soort": {"lay"}, "onderwerp": {"aangifte"}, "tekst": {"een papiertje halen bij oom agent"}}
	shows(send("/medewerkers/woorden/proef", http.StatusOK, edit), "Er is nog niets bewaard", "Er zijn nog geen meetvragen")
	if strings.Contains(page("/medewerkers/woorden/onderwerp/aangifte"), "oom agent") {
		t.Error("a trial was kept")
	}
	send("/medewerkers/woorden", http.StatusSeeOther, edit)
	shows(page("/medewerkers/woorden/onderwerp/aangifte"), "oom agent <span class=\"faint\">(door ons)")
	shows(page("/medewerkers/woorden/geschiedenis"), "formulering erbij", "Iemand van content")
	send("/medewerkers/woorden/terug", http.StatusSeeOther, url.Values{"nummer": {"1"}})
	if strings.Contains(page("/medewerkers/woorden/onderwerp/aangifte"), "oom agent") {
		t.Error("an edit was not undone")
	}
	shows(send("/medewerkers/woorden/proef", http.StatusUnprocessableEntity, url.Values{"soort": {"synonym"}, "tekst": {"een hele zin, nog een"}}), "losse woorden")
	send("/medewerkers/woorden", http.StatusBadRequest, url.Values{"soort": {"lay"}, "onderwerp": {"bestaat-niet"}, "tekst": {"x"}})
	send("/medewerkers/woorden/terug", http.StatusBadRequest, url.Values{"nummer": {"een"}})
	// Questions to measure by.
	send("/medewerkers/woorden/meetvragen", http.StatusSeeOther, url.Values{"vraag": {"Kan ik jullie bellen?"}, "paginas": {"https://site.example/hulp"}})
	shows(page("/medewerkers/woorden/meetvragen"), "Kan ik jullie bellen?", "/hulp")
	send("/medewerkers/woorden/meetvragen", http.StatusUnprocessableEntity, url.Values{"vraag": {"zonder pagina"}})
	shows(send("/medewerkers/woorden/proef", http.StatusOK, edit), "alle samen", "Geen enkele meetvraag")
	// Facts: where they stand, changed, taken away and back.
	shows(page("/medewerkers/feiten"), "Geen pagina zegt dit")
	fact := url.Values{
		"feit": {"Bellen mag ook als je niet zeker weet of je slachtoffer bent."}, "onderwerpen": {"Aangifte doen bij de politie"}, "woorden": {"niet zeker|twijfel"}, "paginas": {"https://site.example/hulp"},
		"bron": {"onze eigen website"}, "vandaag": {"ja"},
	}
	send("/medewerkers/feiten/nieuw", http.StatusSeeOther, fact)
	shows(page("/medewerkers/feiten/"+factID(fact.Get("feit"))), "Alleen een oude pagina zegt dit", "/hulp")
	fact.Set("onderwerpen", "Bestaat niet")
	shows(send("/medewerkers/feiten/nieuw", http.StatusUnprocessableEntity, fact), "Een van de onderwerpen bestaat niet")
	send("/medewerkers/feiten/veilig-thuis", http.StatusSeeOther, url.Values{"weg": {"ja"}})
	shows(page("/medewerkers/feiten"), "weggehaald", "veilig-thuis")
	send("/medewerkers/feiten/terug", http.StatusSeeOther, url.Values{"nummer": {"2"}})
	shows(page("/medewerkers/feiten"), "/medewerkers/feiten/veilig-thuis")
	// Help lines.
	line := url.Values{"lijn": {"veilig_thuis"}, "nummer": {"0800-2000"}, "tijden": {"dag en nacht, gratis"}, "bron": {"rijksoverheid.nl"}, "vandaag": {"ja"}}
	send("/medewerkers/feiten/hulplijnen", http.StatusSeeOther, line)
	shows(page("/medewerkers/feiten/hulplijnen"), dutchDate(o.now().In(amsterdam())))
	line.Set("nummer", "bel maar")
	shows(send("/medewerkers/feiten/hulplijnen", http.StatusUnprocessableEntity, line), "Dit is niet bewaard", `value="bel maar"`, `aria-describedby="fout-nummer-veilig_thuis" autofocus`, "<details open>")
	line.Set("nummer", "0800-2001")
	shows(send("/medewerkers/feiten/hulplijnen", http.StatusUnprocessableEntity, line), "Het staat vast in het programma.")
	police := url.Values{"lijn": {"politie"}, "nummer": {"0900-8845"}, "tijden": {"dag en nacht"}, "bron": {"politie.nl, nagebeld"}, "vandaag": {"ja"}}
	asked := send("/medewerkers/feiten/hulplijnen", http.StatusOK, police)
	shows(asked, "0900-8844", "0900-8845", `class="contact-number"`, `name="zeker" value="0900-8844"`, "Ja, verander het nummer")
	if now := page("/medewerkers/feiten/hulplijnen"); strings.Contains(now, "0900-8845") {
		t.Error("a number changed before anybody said that it may")
	}
	police.Set("zeker", "0900-8844")
	send("/medewerkers/feiten/hulplijnen", http.StatusSeeOther, police)
	shows(page("/medewerkers/feiten/hulplijnen?gedaan=bewaard"), "Politie, geen spoed: 0900-8845", `role="status">Dit is bewaard.`)
	// Topics of a page.
	taken := "/medewerkers/bronnen/site/pagina?adres=" + url.QueryEscape("https://site.example/hulp")
	shows(page(taken), "gok van de machine")
	send(taken, http.StatusSeeOther, url.Values{"onderwerp-1": {"aangifte doen bij de politie"}, "onderwerp-2": {"spreekrecht"}, "zijdelings-2": {"ja"}, "stand": {"kies"}})
	shows(page(taken), "door ons gekozen", "Aangifte doen")
	shows(send(taken, http.StatusUnprocessableEntity, url.Values{"onderwerp-1": {"niets"}, "stand": {"kies"}}), "bestaat niet")
	send(taken, http.StatusSeeOther, url.Values{"stand": {"machine"}})
	shows(page(taken), "gok van de machine")
	// Pages that contradict each other.
	g, err := o.store.Begin(t.Context(), knowledge.Public, "site")
	if err != nil {
		t.Fatal(err)
	}
	for url, days := range map[string]string{"a": "14", "b": "21"} {
		if _, err := g.Put(t.Context(), internal("https://site.example/"+url, "Het wensenformulier "+url, "Terugsturen", "Je stuurt het wensenformulier binnen "+days+" dagen terug naar het Openbaar Ministerie.")); err != nil {
			t.Fatal(err)
		}
	}
	if err := g.Publish(t.Context()); err != nil {
		t.Fatal(err)
	}
	body := page("/medewerkers/feiten/tegenstrijdig")
	shows(body, "binnen 14 dagen", "binnen 21 dagen")
	_, after, _ := strings.Cut(body, `name="paar" value="`)
	pair, _, _ := strings.Cut(after, `"`)
	send("/medewerkers/feiten/tegenstrijdig", http.StatusSeeOther, url.Values{"paar": {pair}})
	shows(page("/medewerkers/feiten/tegenstrijdig"), "geen zinnen die elkaar tegenspreken", "zei iemand al")
}

// Who reads that a file is too large reads what would not be.
func TestTooLargeSaysWhatIsRead(t *testing.T) {
	t.Parallel()
	said := PassedOver("too large")
	for _, most := range []int{indexer.MaxPDF, indexer.MaxHTML, indexer.MaxText} {
		if size := fmt.Sprintf("%d MB", most>>20); !strings.Contains(said, size) {
			t.Errorf("%q does not say %s", said, size)
		}
	}
}
