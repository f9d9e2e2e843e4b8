package web

import (
	"context"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5/pgxpool"

	"wegwijzer/indexer"
	"wegwijzer/knowledge"
)

// library fills the staff shelf of a database: something for everyone, something for legal staff, and something for nobody.
func library(t *testing.T, db *pgxpool.Pool) *knowledge.Store {
	t.Helper()
	synonyms, err := knowledge.ShippedSynonyms()
	if err != nil {
		t.Fatal(err)
	}
	store, err := knowledge.NewStore(t.Context(), db, knowledge.Config{Bank: shippedBank(), Synonyms: synonyms})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(store.Close)
	for _, c := range []struct {
		name  string
		roles []string
		docs  []knowledge.Document
	}{
		{"werkwijzen", []string{"member", "legal", "policy", "planner", "content", "privacy", "operator"}, folderOf(t, "../demo/intern/werkwijzen")},
		{"juridisch", []string{"legal"}, []knowledge.Document{
			internal("zilvervos.md", "Het zilvervosprotocol", "Voor juristen", "Het zilvervosprotocol geldt als een cliënt wordt overgedragen."),
		}},
		{"niemand", nil, []knowledge.Document{internal("geheim.md", "Nog geheim", "Geheim", "Het sneeuwuilplan over overdragen aan een collega is nog geheim.")}},
	} {
		g, err := store.Begin(t.Context(), knowledge.Staff, c.name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := g.PutAll(t.Context(), c.docs); err != nil {
			t.Fatal(err)
		}
		if err := g.Publish(t.Context()); err != nil {
			t.Fatal(err)
		}
		if err := store.SetRoles(t.Context(), c.name, c.roles); err != nil {
			t.Fatal(err)
		}
	}
	return store
}

// folderOf reads the documents of a folder.
func folderOf(t *testing.T, dir string) []knowledge.Document {
	t.Helper()
	var docs []knowledge.Document
	_, err := indexer.Folder(t.Context(), dir, indexer.FolderOptions{}, func(_ context.Context, d knowledge.Document) error {
		docs = append(docs, d)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return docs
}

// internal returns a document of headings with their text.
func internal(address, title string, parts ...string) knowledge.Document {
	d := knowledge.Document{URL: address, Title: title, Lang: "nl"}
	for i := 0; i < len(parts); i += 2 {
		d.Blocks = append(d.Blocks, knowledge.Block{Kind: knowledge.Heading, Level: 2, Text: parts[i]}, knowledge.Block{Kind: knowledge.Paragraph, Text: parts[i+1]})
	}
	return d
}

func TestStaffFindWhatTheirRoleMaySee(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	link := regexp.MustCompile(`/medewerkers/stukken/juridisch/[0-9a-f]+`)
	question := url.Values{"vraag": {"zilvervosprotocol cliënt overdragen sneeuwuilplan"}}
	legal := o.as(t, "legal", http.MethodPost, "/medewerkers/zoeken", question).Body.String()
	path := link.FindString(legal)
	if !strings.Contains(legal, "geldt als een cliënt") || path == "" {
		t.Fatalf("legal staff do not find their own:\n%s", legal)
	}
	for _, role := range []string{"member", "policy", "planner", "content", "privacy", "operator"} {
		for _, form := range []url.Values{question, {"vraag": question["vraag"], "collectie": {"juridisch"}}, {"vraag": question["vraag"], "collectie": {"juridisch", "niemand", "werkwijzen"}}} {
			if body := o.as(t, role, http.MethodPost, "/medewerkers/zoeken", form).Body.String(); strings.Contains(body, "geldt als een") || strings.Contains(body, "juridisch") && strings.Contains(body, `value="juridisch"`) || strings.Contains(body, "nog geheim") {
				t.Errorf("%s finds what is not for that role", role)
			}
		}
		if w := o.as(t, role, http.MethodGet, path, nil); w.Code != http.StatusNotFound || strings.Contains(w.Body.String(), "ilvervos") {
			t.Errorf("%s opens a document that is not for that role: %d", role, w.Code)
		}
	}
	if w := o.as(t, "legal", http.MethodGet, path, nil); w.Code != http.StatusOK || !strings.Contains(w.Body.String(), "passage-here") {
		t.Errorf("legal staff open their own: %d", w.Code)
	}
	if strings.Contains(legal, "nog geheim") {
		t.Error("someone finds what is for nobody")
	}
}

func TestStaffAnswerHasItsSource(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	body := o.as(t, "planner", http.MethodPost, "/medewerkers/zoeken", url.Values{"vraag": {"Hoe draag ik een cliënt over aan een collega?"}}).Body.String()
	if !strings.Contains(body, "Dit staat er") || !regexp.MustCompile(`<li id="bron-0-1"[^>]*><a href="/medewerkers/stukken/werkwijzen/`).MatchString(body) {
		t.Errorf("no answer with a source that opens:\n%s", body)
	}
}

// What staff ask may name a client: it stands in no address, and neither in the audit nor in the log.
func TestStaffQuestionsAreNotKept(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.as(t, "legal", http.MethodPost, "/medewerkers/zoeken", url.Values{"vraag": {"hoe draag ik Willibrordus over"}})
	for _, table := range []string{"audit_records", "staff_sessions", "staff_people"} {
		rows, err := o.db.Query(t.Context(), "SELECT r::text FROM "+table+" r")
		if err != nil {
			t.Fatal(err)
		}
		var all []string
		for rows.Next() {
			var row string
			if err := rows.Scan(&row); err != nil {
				t.Fatal(err)
			}
			all = append(all, row)
		}
		if len(all) == 0 || slices.ContainsFunc(all, func(row string) bool { return strings.Contains(row, "illibrord") }) {
			t.Errorf("%s holds %d rows, or what was asked", table, len(all))
		}
	}
}
