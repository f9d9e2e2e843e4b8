package main

import (
	"bufio"
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/gorilla/websocket"
)

// flagship is how somebody asked it: not one word of it is in the name of what they need.
const flagship = "kan ik mijn kosten meteen meenemen als hij moet voorkomen"

// TestWebsite lives through a day with the program as somebody gets it who types `make run`: nothing there yet, a first start, questions,
// a database that dies, an end, and a second start.
func TestWebsite(t *testing.T) {
	t.Parallel()
	u := &user{env: map[string]string{"WEGWIJZER_DATA": dataFolder(t), "WEGWIJZER_ADDR": freeAddress(t), "WEGWIJZER_DEMO_ADDR": freeAddress(t)}}
	address := u.env["WEGWIJZER_ADDR"]
	start := time.Now()
	p := u.start(t, "serve", "--demo")
	p.await(t, "Wegwijzer staat klaar op http://"+address, patience)
	t.Logf("first start: %.1f s", time.Since(start).Seconds())
	wantCalm(t, p, "De database aanmaken…", "De demosite wordt gelezen", "De demosite staat op http://"+u.env["WEGWIJZER_DEMO_ADDR"])

	for path, want := range map[string]int{"/": 200, "/over": 200, "/gezond": 200, "/klaar": 200, "/metrics": 200, "/static/chat.js": 200, "/nergens": 404} {
		if status, _ := get(t, "http://"+address+path); status != want {
			t.Errorf("%s: status %d, want %d", path, status, want)
		}
	}

	v := visit(t, address)
	checkReply(t, v.ask(t, flagship), "/schade/voegen/")
	if status, shown := fill(t, address, flagship); status != http.StatusOK || !strings.Contains(shown, "/schade/voegen/") || !strings.Contains(shown, "<blockquote") && !strings.Contains(shown, "Bron") {
		t.Errorf("the form: status %d, want an answer with its sources:\n%s", status, shown)
	}
	if r := v.ask(t, "wie is de directeur van het schadefonds"); strings.HasPrefix(r.status, "answered") || !strings.Contains(r.text, "0900-0101") {
		t.Errorf("a question the site does not answer: %q, want to be sent to a person: %s", r.status, r.text)
	}

	// Another command uses the same private database meanwhile.
	var o searchOutput
	decode(t, u.must(t, "", "search", flagship), &o)
	if len(o.Hits) == 0 {
		t.Error("a command beside the website finds nothing")
	}

	measure(t, address)
	v = visit(t, address) // the first conversation stood idle meanwhile, and idle ones are ended
	for _, how := range []syscall.Signal{syscall.SIGKILL, syscall.SIGINT} {
		loseDatabase(t, u, p, v, how)
	}

	took := p.end(t)
	t.Logf("SIGTERM with a conversation open: %.1f s", took.Seconds())
	if _, _, err := v.line.ReadMessage(); !websocket.IsCloseError(err, websocket.CloseGoingAway) {
		t.Errorf("the conversation ended with %v, want to be told that the server goes away", err)
	}
	if exists(filepath.Join(u.env["WEGWIJZER_DATA"], "cluster", "data", "postmaster.pid")) {
		t.Error("the private database still runs")
	}

	start = time.Now()
	p = u.start(t, "serve", "--demo")
	p.await(t, "Wegwijzer staat klaar", patience)
	t.Logf("second start: %.1f s", time.Since(start).Seconds())
	wantCalm(t, p, "De database starten…")
	if text := p.told.String(); strings.Contains(text, stepDemo) {
		t.Errorf("the second start reads the demo site again:\n%s", text)
	}
	checkReply(t, visit(t, address).ask(t, flagship), "/schade/voegen/")

	p.end(t)

	// The demo site stands somewhere else: no link goes to where it was, and the content team's labels go along.
	old := u.env["WEGWIJZER_DEMO_ADDR"]
	u.env["WEGWIJZER_DEMO_ADDR"] = freeAddress(t)
	p = u.start(t, "serve", "--demo")
	p.await(t, "Wegwijzer staat klaar", patience)
	r := visit(t, address).ask(t, flagship)
	checkReply(t, r, u.env["WEGWIJZER_DEMO_ADDR"]+"/schade/voegen/")
	decode(t, u.must(t, "", "search", "-n", "30", flagship), &o)
	for _, hit := range o.Hits {
		if strings.Contains(hit.URL, old) {
			t.Errorf("%s is still found, and nothing stands there", hit.URL)
		}
	}

	// The last thing that may go wrong is that it ends just when its database died.
	kill(t, u, syscall.SIGKILL)
	t.Logf("SIGTERM without a database: %.1f s", p.end(t).Seconds())
}

// Who changes their mind in the midst of the first start loses nothing by it.
func TestInterruptedFirstStart(t *testing.T) {
	t.Parallel()
	u := newUser(t)
	u.learnLittle(t)
	p := u.start(t, "serve", "--demo")
	p.await(t, stepDemo, patience)
	p.end(t)
	p = u.start(t, "serve", "--demo")
	p.await(t, "Wegwijzer staat klaar", patience)
	if r := visit(t, u.env["WEGWIJZER_ADDR"]).ask(t, "schade vragen in de strafzaak (voegen)"); r.status == "error" {
		t.Errorf("after an interrupted first start: %q, %s", r.status, r.text)
	}
	p.end(t)
}

// wantCalm fails unless the program told the steps, and nothing that is not for the person who started it.
func wantCalm(t *testing.T, p *process, steps ...string) {
	t.Helper()
	text := p.told.String()
	for _, step := range steps {
		if !strings.Contains(text, step) {
			t.Errorf("it has not said %q:\n%s", step, text)
		}
	}
	if strings.Contains(text, "{") {
		t.Errorf("a person who starts it reads log lines:\n%s", text)
	}
}

// kill sends a signal to the main process of a private database and waits until it is gone.
func kill(t *testing.T, u *user, how syscall.Signal) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(u.env["WEGWIJZER_DATA"], "cluster", "data", "postmaster.pid"))
	if err != nil {
		t.Fatal(err)
	}
	first, _, _ := strings.Cut(string(text), "\n")
	pid, err := strconv.Atoi(first)
	if err != nil {
		t.Fatal(err)
	}
	if err := syscall.Kill(pid, how); err != nil {
		t.Fatal(err)
	}
	eventually(t, patience, "the database is gone", func() bool { return syscall.Kill(pid, 0) != nil })
}

// loseDatabase takes the private database away, looks whether visitors are helped without it, and waits until it is back by itself.
func loseDatabase(t *testing.T, u *user, p *process, v *visitor, how syscall.Signal) {
	t.Helper()
	address := u.env["WEGWIJZER_ADDR"]
	// Who has the turn may start the server, so that it stays away until we have looked.
	turn, err := os.OpenFile(filepath.Join(u.env["WEGWIJZER_DATA"], "cluster.turn"), os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer turn.Close() //nolint:errcheck // nothing was written
	eventually(t, patience, "the turn is free", func() bool { return syscall.Flock(int(turn.Fd()), syscall.LOCK_EX|syscall.LOCK_NB) == nil })
	kill(t, u, how)
	start := time.Now()
	for range 2 {
		if r := v.ask(t, flagship); r.status != "error" || !strings.Contains(r.text, "0900-0101") || !strings.Contains(r.text, "112") {
			t.Errorf("without a database: %q, want a telephone number: %s", r.status, r.text)
		}
		if status, shown := fill(t, address, flagship); status != http.StatusOK || !strings.Contains(shown, "0900-0101") {
			t.Errorf("the form without a database: status %d, want a telephone number:\n%s", status, shown)
		}
	}
	calm := time.Since(start) / 4
	for path, want := range map[string]int{"/": 200, "/gezond": 200, "/klaar": 503} {
		if status, _ := get(t, "http://"+address+path); status != want {
			t.Errorf("%s without a database: status %d, want %d", path, status, want)
		}
	}
	if err := turn.Close(); err != nil {
		t.Fatal(err)
	}
	start = time.Now()
	eventually(t, patience, "it answers again", func() bool { return strings.HasPrefix(visit(t, address).ask(t, flagship).status, "answered") })
	if status, _ := get(t, "http://"+address+"/klaar"); status != http.StatusOK {
		t.Errorf("/klaar: status %d, want 200 again", status)
	}
	t.Logf("database lost by %v: visitors were told in %d ms, it was back in %.1f s", how, calm.Milliseconds(), time.Since(start).Seconds())
	// Each question that could not be answered has its line; besides those there is the story of the database, told once.
	var story []string
	for _, line := range lines(p.told.String()) {
		if strings.HasPrefix(line, "{") && !strings.Contains(line, "search is not available") {
			story = append(story, line)
		}
	}
	if len(story) > 8 {
		t.Errorf("the log drowns who reads it:\n%s", strings.Join(story, "\n"))
	}
}

// perConversation is how many questions a minute one conversation is allowed; who asks more opens another.
const perConversation = 20

// measure asks the first questions of the demo's set and tells how long the answers took, from the question to the end.
func measure(t *testing.T, address string) {
	t.Helper()
	questions := demoQuestions(t)
	most := 200
	if testing.Short() {
		most = 40
	}
	var took []time.Duration
	statuses := map[string]int{}
	var v *visitor
	for i, q := range questions[:most] {
		if i%perConversation == 0 {
			if v != nil {
				_ = v.line.Close() // the visitor leaves
			}
			v = visit(t, address)
		}
		start := time.Now()
		r := v.ask(t, q)
		took = append(took, time.Since(start))
		statuses[r.status]++
		if r.status == "error" {
			t.Errorf("question %d: %s", i+1, r.text)
		}
	}
	slices.Sort(took)
	at := func(share float64) float64 {
		return float64(took[int(share*float64(len(took)-1))].Microseconds()) / 1000
	}
	t.Logf("%d questions over WebSockets: p50 %.1f ms, p95 %.1f ms, p99 %.1f ms, most %.1f ms; %v", len(took), at(.5), at(.95), at(.99), at(1), statuses)
}

// demoQuestions returns the questions of the demo's retrieval set.
func demoQuestions(t testing.TB) []string {
	t.Helper()
	f, err := os.Open("demo/testdata/retrieval.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close() //nolint:errcheck // only read
	var questions []string
	for s := bufio.NewScanner(f); s.Scan(); {
		var q struct {
			Question string `json:"question"`
		}
		if err := json.Unmarshal(s.Bytes(), &q); err != nil {
			t.Fatal(err)
		}
		questions = append(questions, q.Question)
	}
	if len(questions) < 200 {
		t.Fatalf("the set has %d questions, want 200", len(questions))
	}
	return questions
}

// BenchmarkAnswer measures an answer from end to end: question over a WebSocket, search, composition, gate, frames.
func BenchmarkAnswer(b *testing.B) {
	u := newUser(b)
	p := u.start(b, "serve", "--demo")
	p.await(b, "Wegwijzer staat klaar", patience)
	questions := demoQuestions(b)
	var v *visitor
	var took []time.Duration
	for i := 0; b.Loop(); i++ {
		if i%perConversation == 0 {
			b.StopTimer()
			if v != nil {
				_ = v.line.Close() // the visitor leaves
			}
			v = visit(b, u.env["WEGWIJZER_ADDR"])
			b.StartTimer()
		}
		start := time.Now()
		v.ask(b, questions[i%len(questions)])
		took = append(took, time.Since(start))
	}
	slices.Sort(took)
	for name, share := range map[string]float64{"p50-ms": .5, "p95-ms": .95, "p99-ms": .99} {
		b.ReportMetric(float64(took[int(share*float64(len(took)-1))].Microseconds())/1000, name)
	}
	p.end(b)
}

// A website whose collection was never filled helps visitors on to a person, and answers as soon as there is something to answer from.
func TestWebsiteWithoutCollection(t *testing.T) {
	t.Parallel()
	u := newUser(t)
	address := u.env["WEGWIJZER_ADDR"]
	p := u.start(t, "serve", "--collection", "later")
	p.await(t, "Wegwijzer staat klaar", patience)
	if text := p.told.String(); !strings.Contains(text, `Er is nog geen collectie "later"`) {
		t.Errorf("it does not say that there is nothing to answer from:\n%s", text)
	}
	v := visit(t, address)
	if r := v.ask(t, flagship); strings.HasPrefix(r.status, "answered") || len(r.sentences) > 0 || !strings.Contains(r.text, "0900-0101") {
		t.Errorf("%q, want to be sent to a person: %s", r.status, r.text)
	}
	if status, shown := fill(t, address, flagship); status != http.StatusOK || !strings.Contains(shown, "0900-0101") {
		t.Errorf("the form: status %d, want a telephone number:\n%s", status, shown)
	}
	if status, _ := get(t, "http://"+address+"/klaar"); status != http.StatusOK {
		t.Errorf("/klaar: status %d, want 200", status)
	}

	dir := t.TempDir()
	write(t, dir, pages)
	u.index(t, dir, "later", "public", "--base-url", "https://example.nl")
	eventually(t, patience, "it answers from the new collection", func() bool {
		r := visit(t, address).ask(t, "hoe vraag ik de rechter om mijn schade te laten betalen, heet dat voegen in de strafzaak")
		return strings.HasPrefix(r.status, "answered") && len(r.sentences) > 0
	})
	p.end(t)
	text := p.told.String()
	if strings.Contains(text, flagship) || strings.Contains(text, "voegen in de strafzaak") {
		t.Errorf("the log holds what was asked:\n%s", text)
	}
	// This is how it runs in production: the log is for machines, and tells the story of the day.
	if !strings.Contains(text, `"msg":"question answered"`) {
		t.Errorf("the log does not say that a question was answered:\n%s", text)
	}
}
