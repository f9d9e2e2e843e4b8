package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"wegwijzer/assistant"
	"wegwijzer/internal/inference"
	"wegwijzer/internal/privacy"
	"wegwijzer/jurisprudence"
	"wegwijzer/knowledge"
	"wegwijzer/staff"
	"wegwijzer/transcribe"
	"wegwijzer/web"
)

// staffFigures is what was measured of the search of staff.
type staffFigures struct {
	Passages    int         `json:"passages"`
	Collections int         `json:"collections"`
	Rulings     int         `json:"rulings"` // suitable ones
	Reports     int         `json:"reports"` // signed, of the lawyer who searches
	Found       int         `json:"found"`   // searches in which something was found
	Parts       []staffPart `json:"parts"`
	Busy        string      `json:"busy"` // how loaded the machine was
}

// staffPart is a part of it, or the whole.
type staffPart struct {
	Name      string  `json:"name"`
	N         int     `json:"n"`
	P50       float64 `json:"p50_ms"`
	P95       float64 `json:"p95_ms"`
	P99       float64 `json:"p99_ms"`
	Processor float64 `json:"processor_ms"` // a search, of this process and of the database's together
}

// The shelf that is searched: so many collections that a lawyer may search, of unequal size, and one that a lawyer may not.
var staffCollections = []struct {
	name  string
	share float64
	roles []string
}{
	{"werkwijzen", .4, []string{"member", "legal", "policy"}},
	{"juridisch", .3, []string{"legal", "policy"}},
	{"beleid", .2, []string{"member", "legal"}},
	{"archief", .1, []string{"legal"}},
	{"directie", .05, []string{"policy"}},
}

// How many suitable rulings stand in the bank, and how many signed reports a lawyer has: what two years of work leave.
const (
	staffRulings = 2_000
	staffReports = 200
)

// measureStaff fills the shelf of staff, a bank and the reports of a lawyer, and measures the search page of the desk as a browser asks for it: signing in
// is held against the database, the question is searched in all collections that the role may see, in the suitable rulings and in one's own signed
// reports, it is answered, all of it is written down in the audit, and the page is made. The parts are measured apart as well.
func (r *report) measureStaff(ctx context.Context, o options, source *source, questions []string, s *server) error {
	db, err := s.database(ctx)
	if err != nil {
		return err
	}
	defer db.Close()
	f := &staffFigures{}
	store, err := fillStaffShelf(ctx, db, source, o.staff, f)
	if err != nil {
		return fmt.Errorf("filling the shelf: %w", err)
	}
	defer store.Close()
	bank := jurisprudence.NewStore(db, inference.NGram{}, nil)
	if err := seedBank(ctx, o.root, bank); err != nil {
		return fmt.Errorf("filling the bank: %w", err)
	}
	if err := multiplyBank(ctx, db, min(staffRulings, o.staff)); err != nil {
		return fmt.Errorf("filling the bank: %w", err)
	}
	if err := db.QueryRow(ctx, `SELECT count(*) FROM bank.cases`).Scan(&f.Rulings); err != nil {
		return err
	}
	accounts := staff.DemoAccounts(func(role string) string { return "Iemand van " + role })
	desk, err := staff.Open(ctx, staff.Config{DB: db, Accounts: accounts})
	if err != nil {
		return err
	}
	token, who, err := asLawyer(ctx, desk, accounts)
	if err != nil {
		return err
	}
	keys, err := os.MkdirTemp("", "wegwijzer-bench-keys-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(keys) //nolint:errcheck // in the folder for what may be lost
	calls, err := signReports(ctx, db, keys, o.root, who.Person.ID, min(staffReports, o.staff/20))
	if err != nil {
		return fmt.Errorf("signing reports: %w", err)
	}
	f.Reports = min(staffReports, o.staff/20)

	topics, err := knowledge.ShippedBank()
	if err != nil {
		return err
	}
	finder, answers := transcribe.NewFinder(calls), assistant.New(nil, topics, nil)
	handler := web.New(web.Config{
		Desk: desk, Library: store.For(knowledge.Staff), Rulings: bank, Calls: calls, Finder: finder, ForStaff: answers.On,
	})
	defer handler.Close()
	page := func(ctx context.Context, question string) error {
		request := httptest.NewRequestWithContext(ctx, http.MethodPost, "/medewerkers/zoeken", strings.NewReader(url.Values{"vraag": {question}}.Encode()))
		request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		request.AddCookie(&http.Cookie{Name: "medewerker", Value: string(token)})
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, request)
		if w.Code != http.StatusOK {
			return fmt.Errorf("the search page answers %d", w.Code)
		}
		if strings.Contains(w.Body.String(), "find-text") {
			f.Found++
		}
		return nil
	}
	shelf := store.For(knowledge.Staff).As(who.Person.Role.Names())
	names := make([]string, len(staffCollections))
	for i, c := range staffCollections {
		names[i] = c.name
	}
	b := &bench{options: o, corpus: &corpus{}, questions: questions, server: s, report: &report{}, log: nil, db: db}
	for _, part := range []struct {
		short, name string
		do          func(context.Context, string) error
	}{
		{"documents", "stukken zoeken, alle verzamelingen", func(ctx context.Context, q string) error {
			_, err := shelf.SearchAll(ctx, names, q, time.Time{}, 12)
			return err
		}},
		{"rulings", "geschikte uitspraken zoeken", func(ctx context.Context, q string) error {
			_, err := bank.Glance(ctx, who.Person, q, time.Time{}, 5)
			return err
		}},
		{"collections", "verzamelingen opsommen", func(ctx context.Context, _ string) error {
			_, err := shelf.Collections(ctx)
			return err
		}},
		{"reports", "eigen verslagen zoeken", func(ctx context.Context, q string) error {
			fits, err := finder.Find(ctx, who.Person.ID, q, 5)
			if err == nil {
				_, err = finder.Open(ctx, fits)
			}
			return err
		}},
		{"session", "inloggen nagaan", func(ctx context.Context, _ string) error {
			_, err := desk.Session(ctx, token)
			return err
		}},
		{"answer", "antwoorden uit één verzameling", func(ctx context.Context, q string) error {
			_, err := answers.On(shelf).Answer(ctx, assistant.Turn{Question: q, Collection: names[0], Now: time.Now()}, nil)
			return err
		}},
		{"page", "de hele bladzijde", page},
	} {
		for _, q := range questions[:min(20, len(questions))] { // the first ones warm up
			if err := part.do(ctx, q); err != nil {
				return fmt.Errorf("%s: %w", part.name, err)
			}
		}
		f.Found = 0
		done := b.profiled("staff-" + part.short)
		p, err := b.staffPart(ctx, part.name, part.do)
		done()
		if err != nil {
			return fmt.Errorf("%s: %w", part.name, err)
		}
		f.Parts = append(f.Parts, p)
	}
	f.Busy = busy()
	r.staff = f
	if f.Found == 0 {
		return errors.New("nothing was found")
	}
	return nil
}

// staffPart measures one part, one search after another.
func (b *bench) staffPart(ctx context.Context, name string, do func(context.Context, string) error) (staffPart, error) {
	before := b.processorTime(ctx)
	times, err := spread(ctx, b.questions, load{clients: 1, least: max(min(1000, b.options.staff), len(b.questions)), search: do})
	if err != nil {
		return staffPart{}, err
	}
	used := b.processorTime(ctx) - before
	return staffPart{name, len(times), milliseconds(times.at(.5)), milliseconds(times.at(.95)), milliseconds(times.at(.99)), milliseconds(used) / float64(len(times))}, nil
}

// processorTime is what this process and its connections have used.
func (b *bench) processorTime(ctx context.Context) time.Duration {
	rows, err := b.db.Query(ctx, `SELECT pid FROM pg_stat_activity WHERE datname = current_database()`)
	if err != nil {
		return 0
	}
	pids, err := pgx.CollectRows(rows, pgx.RowTo[int])
	if err != nil {
		return 0
	}
	return spent() + spentBy(pids)
}

// fillStaffShelf puts n passages on the shelf of staff, in collections with their rights.
func fillStaffShelf(ctx context.Context, db *pgxpool.Pool, source *source, n int, f *staffFigures) (*knowledge.Store, error) {
	topics, err := knowledge.ShippedBank()
	if err != nil {
		return nil, err
	}
	synonyms, err := knowledge.ShippedSynonyms()
	if err != nil {
		return nil, err
	}
	store, err := knowledge.NewStore(ctx, db, knowledge.Config{Bank: topics, Synonyms: synonyms})
	if err != nil {
		return nil, err
	}
	for i, c := range staffCollections {
		pages := newCorpus(source, int(float64(n)*c.share)+1)
		g, err := store.Begin(ctx, knowledge.Staff, c.name)
		if err == nil {
			err = pages.documents(batch, 1, i+1, func(docs []knowledge.Document) error {
				_, err := g.PutAll(ctx, docs)
				return err
			})
		}
		if err == nil {
			err = g.Publish(ctx)
		}
		if err == nil {
			err = store.SetRoles(ctx, c.name, c.roles)
		}
		if err != nil {
			return store, err
		}
		if slices.Contains(c.roles, "legal") {
			f.Passages += pages.passages
			f.Collections++
		}
	}
	return store, nil
}

func asLawyer(ctx context.Context, desk *staff.Desk, accounts []staff.Account) (staff.Token, staff.Session, error) {
	for _, a := range accounts {
		if a.Name != "legal" {
			continue
		}
		token, err := desk.SignInDemo(ctx, a.Name, a.Password, "")
		if err != nil {
			return "", staff.Session{}, err
		}
		who, err := desk.Session(ctx, token)
		return token, who, err
	}
	return "", staff.Session{}, errors.New("no account of a lawyer")
}

// signReports makes n signed reports of one lawyer, of the invented calls of the repository in turn.
func signReports(ctx context.Context, db *pgxpool.Pool, keys, root string, owner staff.PersonID, n int) (*transcribe.Store, error) {
	vault, err := privacy.NewKeys(filepath.Join(keys, "keys"))
	if err != nil {
		return nil, err
	}
	store := transcribe.NewStore(db, vault, time.Now)
	files, err := filepath.Glob(filepath.Join(root, "transcribe/testdata/calls/dev/*.call"))
	if err != nil || len(files) == 0 {
		return nil, fmt.Errorf("no calls to make reports of: %w", errors.Join(err, os.ErrNotExist))
	}
	for i := range n {
		data, err := os.ReadFile(files[i%len(files)])
		if err != nil {
			return nil, err
		}
		t, err := transcribe.Parse(staffVTT(string(data)))
		if err != nil {
			return nil, fmt.Errorf("reading %s: %w", filepath.Base(files[i%len(files)]), err)
		}
		consent := transcribe.ConsentRecord{Answer: transcribe.Agreed, Lang: "nl", By: owner, At: time.Now()}
		_, id, err := store.Keep(ctx, t, transcribe.Draft(t, time.Now()), consent, owner)
		if err != nil {
			return nil, err
		}
		if err := signAll(ctx, db, store, id, owner); err != nil {
			return nil, err
		}
	}
	return store, nil
}

// signAll accepts what a draft says and signs it.
func signAll(ctx context.Context, db *pgxpool.Pool, store *transcribe.Store, id transcribe.ReportID, owner staff.PersonID) error {
	if err := store.Review(ctx, id, owner); err != nil {
		return err
	}
	for _, section := range transcribe.Sections {
		if _, err := store.AcceptSection(ctx, id, section, owner); err != nil {
			return err
		}
	}
	if _, err := store.LeaveAsides(ctx, id, owner); err != nil {
		return err
	}
	return store.Sign(ctx, id, owner)
}

// staffVTT makes a transcript of an invented call, whose lines begin with who speaks.
func staffVTT(call string) []byte {
	out := []byte("WEBVTT\n")
	at := 0
	for line := range strings.Lines(call) {
		who, said, ok := strings.Cut(strings.TrimSpace(line), ": ")
		if !ok || who != "M" && who != "C" {
			continue
		}
		out = fmt.Appendf(out, "\n00:%02d:%02d.000 --> 00:%02d:%02d.000\n<v %s>%s</v>\n", at/60, at%60, (at+4)/60, (at+4)%60, map[string]string{"M": "Medewerker", "C": "Cliënt"}[who], said)
		at += 5
	}
	return out
}

// staffHeading begins the part of the page on the search of staff.
const staffHeading = "\n## Zoeken door medewerkers\n"

// staffPage is the part of the page on the search of staff.
func (r *report) staffPage() string {
	if r.staff == nil {
		return ""
	}
	f := r.staff
	out := staffHeading + fmt.Sprintf(`
De zoekbladzijde van een juridisch medewerker, zoals de browser haar vraagt: inloggen nagaan, zoeken in %d passages in %d verzamelingen met eigen rechten,
in %d geschikte uitspraken en in %d eigen ondertekende verslagen (elk met een eigen sleutel verzegeld), antwoorden, opschrijven wie zocht, en de bladzijde
maken. Grens: 99 %% binnen 30 ms.

| wat | helft (ms) | 95 %% (ms) | 99 %% (ms) | processor (ms) | n |
|---|---|---|---|---|---|
`, f.Passages, f.Collections, f.Rulings, f.Reports)
	for _, p := range f.Parts {
		out += fmt.Sprintf("| %s | %.1f | %.1f | %.1f | %.1f | %d |\n", p.Name, p.P50, p.P95, p.P99, p.Processor, p.N)
	}
	return out + fmt.Sprintf("\nMachine: %s; %s. Belasting na de meting: %s.\n", r.machine, r.server, f.Busy)
}
