package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"wegwijzer/appointment"
	"wegwijzer/assistant"
	"wegwijzer/handover"
	"wegwijzer/knowledge"
	"wegwijzer/transcribe"
	"wegwijzer/web"
)

// outbox is a place that everything which leaves ends up in: a mail server and an HTTP server that write down what they get.
type outbox struct {
	mu   sync.Mutex
	mail bytes.Buffer // whole mails
	http bytes.Buffer // addresses, headers and bodies of requests
}

// ServeHTTP takes a request.
func (o *outbox) ServeHTTP(_ http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(io.LimitReader(r.Body, 1<<20)) // what was read is looked at
	o.mu.Lock()
	defer o.mu.Unlock()
	fmt.Fprintln(&o.http, r.URL, r.Header, string(body))
}

// listen takes mail until the test ends, and returns the port.
func (o *outbox) listen(t *testing.T) int {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0") //nolint:noctx // it is closed with the test
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	go func() { // ends with the listener
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go o.converse(c)
		}
	}()
	_, port, _ := net.SplitHostPort(l.Addr().String())
	n, _ := strconv.Atoi(port)
	return n
}

// converse speaks as much of SMTP (RFC 5321) as a mail needs.
func (o *outbox) converse(c net.Conn) {
	defer c.Close() //nolint:errcheck // it is a test's
	say := func(line string) { _, _ = io.WriteString(c, line+"\r\n") }
	say("220 brievenbus")
	lines := bufio.NewScanner(c)
	for data := false; lines.Scan(); {
		line := lines.Text()
		switch {
		case data && line == ".":
			data = false
			say("250 ok")
		case data:
			o.mu.Lock()
			fmt.Fprintln(&o.mail, line)
			o.mu.Unlock()
		case strings.HasPrefix(line, "EHLO"), strings.HasPrefix(line, "HELO"):
			say("250 brievenbus")
		case line == "DATA":
			data = true
			say("354 zeg het maar")
		case line == "QUIT":
			say("221 dag")
			return
		default:
			say("250 ok")
		}
	}
}

// planted are 240 things that point to people, in five places where they are told: a number and an address with an appointment, words with a callback,
// words in a call, words to a member of staff, and numbers in pieces to the computer.
type planted struct{ phones, mails, wishes, said, written, pieces []string }

func plantPeople() planted {
	var p planted
	for i := range 40 {
		p.phones = append(p.phones, fmt.Sprintf("06%08d", 55_000_000+i*7919))
		p.mails = append(p.mails, fmt.Sprintf("zonnebloem%03d@voorbeeld.example", i))
		p.wishes = append(p.wishes, fmt.Sprintf("Willibrordus Zonderland%03d", i))
		p.said = append(p.said, fmt.Sprintf("Kwikstaartlaan %03d-bis", i))
		p.written = append(p.written, fmt.Sprintf("zilvervos%03dkwartel", i))
		p.pieces = append(p.pieces, fmt.Sprintf([]string{"9184 en dan %05d", "06 12 dan 3%05d", "NL91 ABNA en dan 04171%05d", "kwartel%05d@gmail,com"}[i%4], 71_000+i*13))
	}
	return p
}

// TestPlantedSecretsOfPeopleGoNowhere tells 200 things that point to people with appointments, callbacks, calls and talks, has what is to be sent sent,
// and looks for each in the log, the counters, error pages, addresses, mail and its subjects, requests to others, files for a moment, the folder of keys
// and every table.
//
// It is not parallel: it has a folder for temporary files to itself.
func TestPlantedSecretsOfPeopleGoNowhere(t *testing.T) {
	u := newUser(t)
	u.env["WEGWIJZER_KEYS"] = t.TempDir()
	temporary := t.TempDir()
	t.Setenv("TMPDIR", temporary)
	var left outbox
	hook := httptest.NewServer(&left)
	t.Cleanup(hook.Close)
	var err error
	c, l, log, logger := u.open(t)
	if l.calendar, err = c.openCalendar(t.Context(), l, true); err != nil {
		t.Fatal(err)
	}
	if l.talks, err = c.openTalks(l, true, logger); err != nil {
		t.Fatal(err)
	}
	p := plantPeople()
	if err := l.talks.Present(t.Context(), "noor", "Noor", time.Hour); err != nil {
		t.Fatal(err)
	}
	var ids []string
	var calls []transcribe.ReportID
	var secrets []string // of visitors who talk
	want := appointment.Wanted{Service: "talk", Channel: appointment.Phone}
	slots, err := l.calendar.Slots(t.Context(), want, time.Now().Add(48*time.Hour), time.Now().Add(9*24*time.Hour))
	if err != nil || len(slots) < 40 {
		t.Fatalf("%d slots, %v", len(slots), err)
	}
	for i := range 40 {
		h, err := l.calendar.Hold(t.Context(), want, slots[i].Start, fmt.Sprint("visitor", i))
		if err != nil {
			t.Fatal(err)
		}
		b, _, err := l.calendar.Create(t.Context(), h.Token, want, appointment.Contact{Phone: p.phones[i], Mail: p.mails[i], Messages: true, Summary: p.wishes[i]})
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, b.ID)
		if _, err := l.calendar.CallBack(t.Context(), want, appointment.Contact{Phone: p.phones[i], Summary: "Ik ben " + p.wishes[i]}, "maandag"); err != nil {
			t.Fatal(err)
		}
		heard := fmt.Sprintf("WEBVTT\n\n00:00:01.000 --> 00:00:09.000\n<v Noor>Waar woont u?</v>\n\n00:00:10.000 --> 00:00:20.000\n<v Cliënt>Ik woon op %s. Ze hebben mijn laptop van 900 euro meegenomen.</v>\n", p.said[i])
		parsed, err := transcribe.Parse([]byte(heard))
		if err != nil {
			t.Fatal(err)
		}
		consent := transcribe.ConsentRecord{Answer: transcribe.Agreed, Lang: "nl", By: "noor", At: time.Now()}
		_, report, err := l.calls.Keep(t.Context(), parsed, transcribe.Draft(parsed, time.Now()), consent, "noor")
		if err != nil {
			t.Fatal(err)
		}
		calls = append(calls, report)
		secret, err := l.talks.Ask(t.Context(), handover.Request{Lang: "nl", Passed: "Mijn woord is " + p.written[i], Origin: fmt.Sprintf("192.0.%d.0/24", i)})
		if err != nil {
			t.Fatal(err)
		}
		secrets = append(secrets, secret)
	}
	carriers := appointment.Carriers{
		Mail: appointment.SMTP{Host: "127.0.0.1", Port: left.listen(t), From: "info@tijd.example", Plain: true},
		Text: appointment.Gateway{URL: hook.URL + "/sms"}, Hook: appointment.Webhook{URL: hook.URL + "/hook", Secret: "a secret of sixteen"},
	}
	sent, err := l.calendar.Deliver(t.Context(), carriers)
	if err != nil {
		t.Fatal(err)
	}

	// Pages that are asked for with such words, and go wrong.
	handler := web.New(web.Config{
		Assistant:  assistant.New(l.store.For(knowledge.Public), l.bank, logger).KeepGaps(assistant.NewStore(l.db.Pool)).KnowNames(l.memoryKey),
		Collection: "site", Calendar: l.calendar, Handover: l.talks, Calls: l.calls,
		Registry: prometheus.NewRegistry(), Logger: logger,
	})
	t.Cleanup(handler.Close)
	var pages, addresses strings.Builder
	ask := func(method, path string, form url.Values) *httptest.ResponseRecorder {
		r := httptest.NewRequestWithContext(t.Context(), method, path, strings.NewReader(form.Encode()))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, r)
		fmt.Fprintln(&addresses, w.Header().Get("Location"))
		return w
	}
	for _, word := range append(append([]string{}, p.wishes[:10]...), p.written[:10]...) {
		pages.Write(ask(http.MethodGet, "/is-er-niet?x="+url.QueryEscape(word), nil).Body.Bytes())
		pages.Write(ask(http.MethodPost, "/afspraak/code", url.Values{"code": {"appel boot citroen deur"}, "meer": {word}}).Body.Bytes())
		pages.Write(ask(http.MethodPost, "/document", url.Values{"code": {"appel boot citroen deur"}, "naam": {word}}).Body.Bytes())
		pages.Write(ask(http.MethodPost, "/praten", url.Values{"wat": {word}}).Body.Bytes())
	}
	for i, piece := range p.pieces { // what is told to the computer, in pieces; the page it comes back on is the person's own
		said := []string{"mijn bsn is ", "mijn nummer is ", "mijn rekening is ", "mail me op "}[i%4] + piece
		_ = ask(http.MethodPost, "/", url.Values{"vraag": {said + ", hoe lang duurt het onderzoek naar een vliegende schotel"}})
	}
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/metrics", nil))

	// Control: whoever may read them finds twenty of them.
	found := 0
	for i := range 5 {
		if contact, _, err := l.calendar.Reach(t.Context(), ids[i]); err == nil && contact.Phone == p.phones[i] && contact.Mail == p.mails[i] {
			found += 2
		}
		if list, _, err := l.calls.Sentences(t.Context(), calls[i]); err == nil && strings.Contains(fmt.Sprint(list), p.said[i]) {
			found++
		}
		if seen, err := l.talks.See(t.Context(), secrets[i], 0); err == nil && strings.Contains(fmt.Sprint(seen), p.written[i]) {
			found++
		}
	}
	if found != 20 {
		t.Errorf("control: whoever may read them finds %d of 20", found)
	}
	if sent == 0 || left.mail.Len() == 0 || left.http.Len() == 0 || log.Len() == 0 {
		t.Errorf("control: %d messages were sent, %d bytes of mail, %d of requests", sent, left.mail.Len(), left.http.Len())
	}
	left.mu.Lock()
	mail, requests := left.mail.String(), left.http.String()
	left.mu.Unlock()
	places := map[string]string{
		"log": log.String(), "counters": w.Body.String(), "error pages": pages.String(), "addresses": addresses.String(),
		"requests to others": regexp.MustCompile(`"to":"[^"]*"`).ReplaceAllString(requests, ""),   // the number that a text message goes to
		"mail":               regexp.MustCompile(`(?m)^(To|Aan): .*$`).ReplaceAllString(mail, ""), // whom it goes to is on it, as on any letter
		"mail subjects":      strings.Join(regexp.MustCompile(`(?m)^Subject: .*$`).FindAllString(mail, -1), "\n"),
		"files":              wholeFolder(t, temporary),
		"folder of keys":     wholeFolder(t, u.env["WEGWIJZER_KEYS"]),
		"the database":       wholeDatabase(t, l),
	}
	all := append(append(append(append(append([]string{}, p.phones...), p.mails...), p.wishes...), p.said...), p.written...)
	all = append(all, p.pieces...)
	leaks := 0
	for place, text := range places {
		for _, word := range all {
			if strings.Contains(text, word) || strings.Contains(text, url.QueryEscape(word)) {
				leaks++
				t.Errorf("%s shows %q", place, word)
			}
		}
	}
	t.Logf("%d secrets, %d places, %d leaks; control %d of 20; %d messages sent, %d subjects", len(all), len(places), leaks, found, sent, strings.Count(mail, "\nSubject: "))
}

// wholeFolder returns what stands in all files of a folder, and their names.
func wholeFolder(t *testing.T, dir string) string {
	t.Helper()
	var all strings.Builder
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path) //nolint:gosec // a folder of this test
		fmt.Fprintln(&all, path, string(data))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all.String()
}
