package main

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/prometheus/client_golang/prometheus"

	"wegwijzer/assistant"
	"wegwijzer/assistant/tone"
	"wegwijzer/internal/inference/scripted"
	"wegwijzer/internal/race"
	"wegwijzer/knowledge"
	"wegwijzer/web"
)

// bsn returns a citizen service number (burgerservicenummer) that passes its check and is not given out: it begins with 9.
func bsn(r *rand.Rand) string {
	for {
		digits := strconv.Itoa(900_000_000 + r.IntN(99_999_999))
		sum := -int(digits[8] - '0')
		for i := range 8 {
			sum += (9 - i) * int(digits[i]-'0')
		}
		if sum%11 == 0 {
			return digits
		}
	}
}

// iban returns a Dutch account number with the check digits of ISO 13616.
func iban(r *rand.Rand) string {
	account := fmt.Sprintf("%010d", 1_000_000_000+r.Int64N(8_999_999_999))
	rest := 0 // letters count as two digits: W is 32, N is 23, L is 21
	for _, d := range "32323232" + account + "232100" {
		rest = (rest*10 + int(d-'0')) % 97
	}
	return fmt.Sprintf("NL%02dWWWW%s", 98-rest, account)
}

// TestNumbersOfPeopleGoNowhere tells the assistant of 90 numbers and addresses of people (a fifth of them under the race detector), and of some that run into words or into the end of what is read, in conversations that are kept and that are not, with a
// model that writes, and looks for every one of them in the log, the counters, the requests to the model and every table of the database.
func TestNumbersOfPeopleGoNowhere(t *testing.T) {
	t.Parallel()
	u := newUser(t)
	u.env["WEGWIJZER_KEYS"] = t.TempDir()
	u.must(t, "", "index", "--audience", "public", "--collection", "site", "--dir", "demo/site")
	var err error
	c, l, log, logger := u.open(t)
	if l.calendar, err = c.openCalendar(t.Context(), l, false); err != nil {
		t.Fatal(err)
	}
	m := newModel(t, scripted.Honest(0))
	handler := web.New(web.Config{
		Assistant: assistant.New(l.store.For(knowledge.Public), l.bank, logger).WithWriter(m.writer, tone.Fit).
			KeepGaps(assistant.NewStore(l.db.Pool)).KnowNames(l.memoryKey).KeepConversations(l.kept).BookOn(assistant.StoreCalendar{Store: l.calendar}),
		Collection: "site", Chats: l.kept, Calendar: l.calendar, Secret: l.memoryKey, Registry: prometheus.NewRegistry(), Logger: logger,
	})
	t.Cleanup(handler.Close)

	random := rand.New(rand.NewPCG(1, 7))
	carriers := []string{
		"mijn bsn is %s, kan ik daarmee aangifte doen", "ik heb bsn %s doorgegeven aan een oplichter, wat nu", "hoe vraag ik schadevergoeding aan? mijn nummer is %s",
		"mijn rekening %s is leeggehaald, krijg ik het geld terug", "ze hebben geld van %s gehaald. hoe doe ik aangifte", "het voorschot mag op %s, hoe werkt dat",
		"bel mij op %s over mijn afspraak", "mail me op %s als de zitting is", "ik wil een afspraak, mijn nummer is %s",
	}
	var planted []string
	tell := func(message string, kept bool) {
		form := url.Values{"vraag": {message}}
		if kept {
			form.Set("bewaar", "ja")
		}
		w := httptest.NewRecorder()
		r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/", strings.NewReader(form.Encode()))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		handler.ServeHTTP(w, r)
		if w.Code != http.StatusOK {
			t.Fatalf("status %d for a message with a number in it", w.Code)
		}
	}
	for i := 0; i < 90; i += race.Step(5) {
		var number string
		switch i % 9 {
		case 0, 1, 2:
			number = bsn(random)
		case 3, 4, 5:
			number = iban(random)
		case 7:
			number = fmt.Sprintf("anna%d@voorbeeld.example", 10_000+random.IntN(89_999))
		default:
			number = fmt.Sprintf("06%08d", 10_000_000+random.IntN(89_999_999))
		}
		planted = append(planted, number)
		tell(fmt.Sprintf(carriers[i%9], number), i%2 == 0)
	}
	// As people type in a hurry.
	for i, glued := range []string{
		"hoe doe ik aangifte? bsn%s", "kan ik aangifte doen, %sx", "BSN%sis gestolen, wat nu", "hoe krijg ik mijn geld terug van IBAN%s", "%sop naam van de oplichter, wat nu",
		"rekening%sgeplunderd, krijg ik schadevergoeding", "bel%saub over mijn aangifte", "hoe vraag ik schadevergoeding aan, tel%s", "hoe doe ik aangifte van stalking, hij belt %s",
	} {
		number := []string{bsn(random), iban(random), fmt.Sprintf("06%08d", 10_000_000+random.IntN(89_999_999))}[i/3]
		if i == 8 {
			number = "06 " + strings.Join(strings.Split(number[2:], ""), " ")
		}
		planted = append(planted, number)
		tell(fmt.Sprintf(glued, number), i%2 == 0)
	}
	// Half of it behind the border of what is read of a long message.
	for i, begin := range []string{"Hoe doe ik aangifte van diefstal? ", "Hoe vraag ik schadevergoeding aan? "} {
		for j, number := range []string{bsn(random), iban(random), fmt.Sprintf("06%08d", 10_000_000+random.IntN(89_999_999)), "sannedebakker@voorbeeld.example"} {
			const read = 2000
			half := number[:len(number)-1-j]
			message := begin + strings.Repeat("Ze hebben mijn fiets en mijn tas gestolen. ", 60)
			message = message[:read-len(half)-1] + " " + number + " en ik wil dat het stopt"
			planted = append(planted, half)
			tell(message, i == 0)
		}
	}
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/metrics", nil))
	control := "control-91827364"
	if _, err := l.db.Pool.Exec(t.Context(), "CREATE TABLE control AS SELECT $1::text AS words", control); err != nil {
		t.Fatal(err)
	}
	var kept int
	if err := l.db.Pool.QueryRow(t.Context(), "SELECT count(*) FROM conversations").Scan(&kept); err != nil || kept == 0 {
		t.Errorf("control: %d conversations are kept, %v", kept, err)
	}
	m.mu.Lock()
	requests := string(bytes.Join(m.asked, []byte("\n")))
	m.mu.Unlock()
	tables := wholeDatabase(t, l)
	if !strings.Contains(tables, control) || !strings.Contains(requests, "aangifte") || log.Len() == 0 {
		t.Error("control: what was planted to be found is not found")
	}
	for place, text := range map[string]string{"the log": log.String(), "the counters": w.Body.String(), "a request to the model": requests, "the database": tables} {
		for _, number := range planted {
			if holds(text, number) || holds(text, url.QueryEscape(number)) {
				t.Errorf("%s holds %s", place, number)
			}
		}
	}
	t.Logf("%d numbers; %d conversations kept, %d requests to the model, %d bytes of tables", len(planted), kept, len(m.asked), len(tables))
}

// holds reports whether a text has a number in it. One of a few digits must stand by itself: by chance a long row of hexadecimal digits has it too.
func holds(text, number string) bool {
	const few = 8
	for from := 0; ; {
		i := strings.Index(text[from:], number)
		if i < 0 {
			return false
		}
		if from += i; len(number) > few || from == 0 || !strings.ContainsRune("0123456789abcdef", rune(text[from-1])) {
			return true
		}
		from++
	}
}

// wholeDatabase returns every row of every table as text.
func wholeDatabase(t *testing.T, l *library) string {
	t.Helper()
	rows, err := l.db.Pool.Query(t.Context(), `SELECT format('%I.%I', schemaname, tablename) FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`)
	if err != nil {
		t.Fatal(err)
	}
	tables, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, table := range tables {
		rows, err := l.db.Pool.Query(t.Context(), "SELECT t::text FROM "+table+" t")
		if err != nil {
			t.Fatal(err)
		}
		lines, err := pgx.CollectRows(rows, pgx.RowTo[string])
		if err != nil {
			t.Fatal(err)
		}
		all.WriteString(strings.Join(lines, "\n"))
	}
	return all.String()
}
