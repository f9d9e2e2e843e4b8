package main

import (
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"wegwijzer/internal/postgres/pgtest"
	"wegwijzer/staff"
)

func TestAuditIsVerifiedFromOutside(t *testing.T) {
	t.Parallel()
	u := newUser(t)
	db := pgtest.Open(t, u.env["DATABASE_URL"])
	desk, err := staff.Open(t.Context(), staff.Config{DB: db})
	if err != nil {
		t.Fatal(err)
	}
	for range 5 {
		if err := desk.Record(t.Context(), staff.Act{Person: "a", Role: staff.Legal, Name: "call.open", Outcome: staff.Granted}); err != nil {
			t.Fatal(err)
		}
	}
	file := filepath.Join(t.TempDir(), "anchors.jsonl")
	u.must(t, "", "audit", "anchor", "--anchors", file)
	u.must(t, "", "audit", "anchor", "--anchors", file)
	if out := u.must(t, "", "audit", "verify", "--anchors", file); !strings.Contains(out, `"records":5`) || !strings.Contains(out, `"anchors":2`) || !strings.Contains(out, `"faults":[]`) {
		t.Errorf("an audit that is right: %s", out)
	}
	if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the anchors can be read by others: %v, %v", info.Mode(), err)
	}

	if _, err := db.Exec(t.Context(), "ALTER TABLE audit_records DISABLE TRIGGER ALL; DELETE FROM audit_records WHERE seq = 5"); err != nil {
		t.Fatal(err)
	}
	if o := u.run(t, "", "audit", "verify"); o.status != 0 || !strings.Contains(o.err, "geen ankers") {
		t.Errorf("without anchors: %d %s", o.status, o.err)
	}
	if o := u.run(t, "", "audit", "verify", "--anchors", file); o.status != 1 || !strings.Contains(o.out, `"kind":"anchor"`) {
		t.Errorf("cut off: %d %s", o.status, o.out)
	}
	if err := os.WriteFile(file, []byte(`{"seq":5,"hash":"ab`), 0o600); err != nil {
		t.Fatal(err)
	}
	if o := u.run(t, "", "audit", "verify", "--anchors", file); o.status != 1 || !strings.Contains(o.err, "niet te lezen") {
		t.Errorf("anchors that were damaged: %d %s", o.status, o.err)
	}
	if o := u.run(t, "", "audit", "verify", "--anchors", file+"-weg"); o.status != 1 || !strings.Contains(o.err, "niet te lezen") || strings.Contains(o.err, "handelingen klopt") {
		t.Errorf("anchors that were taken away: %d %s", o.status, o.err)
	}
	for _, args := range [][]string{{"audit"}, {"audit", "anchor"}, {"audit", "wis"}, {"audit", "verify", "iets"}} {
		if o := u.run(t, "", args...); o.status != 2 || o.err == "" {
			t.Errorf("%v: %d %s", args, o.status, o.err)
		}
	}
}

func TestAnchorGoesToAServer(t *testing.T) {
	t.Parallel()
	got := make(chan string, 1)
	status := http.StatusCreated
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		w.WriteHeader(status)
		got <- string(body)
	}))
	t.Cleanup(s.Close)
	a := staff.Anchor{Seq: 7, Hash: strings.Repeat("ab", 32)}
	if err := dropAnchor(t.Context(), s.URL+"/?key=geheim", a); err != nil {
		t.Fatal(err)
	}
	if body := <-got; !strings.Contains(body, `"seq":7`) {
		t.Errorf("the server got %s", body)
	}
	status = http.StatusInternalServerError
	if err := dropAnchor(t.Context(), s.URL, a); err == nil {
		t.Error("a server that refuses is no error")
	}
	<-got
	s.Close()
	if err := dropAnchor(t.Context(), s.URL+"/?key=geheim", a); err == nil || strings.Contains(err.Error(), "geheim") {
		t.Errorf("a server that is gone: %v", err)
	}
}

func FuzzAnchors(f *testing.F) {
	f.Add(`{"seq":1,"at":"2026-11-28T06:00:00Z","hash":"` + strings.Repeat("0", 64) + `"}`)
	f.Add("\n\n{")
	f.Fuzz(func(t *testing.T, text string) {
		all, err := decodeAnchors(strings.NewReader(text))
		if err == nil && len(all) > strings.Count(text, "\n")+1 {
			t.Errorf("%d anchors in %q", len(all), text)
		}
	})
}
