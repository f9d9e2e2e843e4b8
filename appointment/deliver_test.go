package appointment_test

import (
	"bufio"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"wegwijzer/appointment"
	"wegwijzer/internal/postgres/pgtest"
)

// basket gathers what was carried, and refuses while it is down.
type basket struct {
	mu   sync.Mutex
	got  []appointment.Message
	down bool
}

func (b *basket) Carry(_ context.Context, m appointment.Message) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.down {
		return &appointment.ProblemError{Word: "status 500"}
	}
	b.got = append(b.got, m)
	return nil
}

var chosen = appointment.Contact{Phone: "0612345678", Mail: "iemand@example.nl", Messages: true, Calendar: true}

// telling are words that say about what or with whom an appointment is. None may stand in what leaves the house.
func telling(t *testing.T) []string {
	t.Helper()
	f, err := os.Open("testdata/telling.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var all []string
	for lines := bufio.NewScanner(f); lines.Scan(); {
		if w := strings.TrimSpace(lines.Text()); w != "" && w[0] != '#' {
			all = append(all, w)
		}
	}
	if len(all) < 60 {
		t.Fatalf("%d telling words, want 60", len(all))
	}
	return all
}

// Every message there is, in every language and of every kind, is held to the list: subject, text, calendar file, its name, the sender's headers.
func TestMessagesTellNothing(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	s, c := calendar(t, db, 2)
	words := telling(t)
	sms, mails := &basket{}, &basket{}
	for i, lang := range []string{"nl", "en", "pl"} {
		w := phone
		w.Lang = lang
		if lang == "pl" {
			w.Interpreter = "pl"
		}
		visitor := fmt.Sprint("visitor ", i)
		h, err := s.Hold(t.Context(), w, thursday(t, 14, 0).AddDate(0, 0, 7*i+1), visitor)
		if err != nil {
			t.Fatal(err)
		}
		_, code, err := s.Create(t.Context(), h.Token, w, chosen)
		if err != nil {
			t.Fatal(err)
		}
		deliver(t, s, appointment.Carriers{Mail: mails, Text: sms})
		if h, err = s.Hold(t.Context(), w, thursday(t, 16, 0).AddDate(0, 0, 7*i+1), visitor); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Move(t.Context(), code, h.Token, "client"); err != nil {
			t.Fatal(err)
		}
		deliver(t, s, appointment.Carriers{Mail: mails, Text: sms})
		if i > 0 {
			if err := s.Cancel(t.Context(), code, "client"); err != nil {
				t.Fatal(err)
			}
			deliver(t, s, appointment.Carriers{Mail: mails, Text: sms})
		}
	}
	c.set(thursday(t, 17, 0)) // a day before the first: its reminder is due
	deliver(t, s, appointment.Carriers{Mail: mails, Text: sms})
	if len(mails.got) != 8 || len(sms.got) != 9 {
		t.Errorf("%d mails and %d text messages, want 8 and 9", len(mails.got), len(sms.got))
	}
	for _, m := range append(mails.got, sms.got...) {
		everything := strings.ToLower(m.Subject + "\n" + m.Text + "\n" + string(m.Calendar) + "\n" + appointment.CalendarName)
		for _, w := range words {
			if strings.Contains(everything, w) {
				t.Errorf("%q stands in\n%s", w, everything)
			}
		}
		if m.Dedupe == "" || len(m.Text) > 160 && m.Subject == "" {
			t.Errorf("a message without a key or longer than a text message: %+v", m)
		}
	}
	for i, m := range mails.got {
		calendar := string(m.Calendar)
		if !strings.Contains(calendar, "SUMMARY:Be") && !strings.Contains(calendar, "SUMMARY:Bu") || strings.Contains(calendar, "DESCRIPTION") || strings.Contains(calendar, "LOCATION") || strings.Contains(calendar, "ATTENDEE") {
			t.Errorf("the calendar file says too much or too little:\n%s", calendar)
		}
		if i == 1 && !strings.Contains(calendar, "SEQUENCE:1") {
			t.Errorf("a moved entry has no higher sequence:\n%s", calendar)
		}
	}
}

func deliver(t *testing.T, s *appointment.Store, c appointment.Carriers) int {
	t.Helper()
	n, err := s.Deliver(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// A gateway that answers 500 for a day loses nothing and doubles nothing; what is overtaken in the meantime is not sent any more.
func TestOutboxOutlivesADayWithoutGateway(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	s, c := calendar(t, db, 1)
	friday := thursday(t, 14, 0).AddDate(0, 0, 8)
	_, code := book(t, s, friday, chosen)
	sms, hook := &basket{down: true}, &basket{down: true}
	for range 30 {
		deliver(t, s, appointment.Carriers{Text: sms, Hook: hook})
		c.set(c.now().Add(time.Hour))
	}
	all, err := s.Outbox(t.Context(), 10)
	if err != nil || len(all) != 4 {
		t.Fatalf("outbox %+v, %v", all, err)
	}
	for _, m := range all {
		if m.State != "waiting" || m.Kind != "mail" && m.Act != "reminder" && (m.Problem != "status 500" || m.Attempts < 5) {
			t.Errorf("%+v, want it waiting", m)
		}
	}
	sms.down, hook.down = false, false
	c.set(c.now().Add(7 * time.Hour))
	if n := deliver(t, s, appointment.Carriers{Text: sms, Hook: hook}); n != 2 || len(sms.got) != 1 {
		t.Errorf("%d sent, %d text messages; want 2 and 1", n, len(sms.got))
	}
	if n := deliver(t, s, appointment.Carriers{Text: sms, Hook: hook}); n != 0 {
		t.Errorf("%d sent again", n)
	}
	if err := s.Cancel(t.Context(), code, "client"); err != nil {
		t.Fatal(err)
	}
	mails := &basket{}
	deliver(t, s, appointment.Carriers{Mail: mails}) // set up only now: the first mail is overtaken
	if len(mails.got) != 1 || !strings.Contains(mails.got[0].Text, "gaat niet door") {
		t.Errorf("mails %+v, want only that it is off", mails.got)
	}
}

// Nobody who did not choose a message gets one.
func TestSilenceIsKept(t *testing.T) {
	t.Parallel()
	s, _ := calendar(t, pgtest.New(t), 1)
	book(t, s, thursday(t, 14, 0), appointment.Contact{Phone: "0612345678", Mail: "iemand@example.nl"})
	book(t, s, thursday(t, 16, 0), appointment.Contact{Phone: "0612345678", Mail: "iemand@example.nl", Messages: true, Silent: true})
	sms, mails := &basket{}, &basket{}
	deliver(t, s, appointment.Carriers{Text: sms, Mail: mails})
	if len(sms.got)+len(mails.got) != 0 {
		t.Errorf("%d messages to who wanted none", len(sms.got)+len(mails.got))
	}
}

func TestWebhookIsSigned(t *testing.T) {
	t.Parallel()
	var got struct {
		body, signature, key string
	}
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		got.body, got.signature, got.key = string(body), r.Header.Get("X-Signature"), r.Header.Get("Idempotency-Key")
	}))
	defer server.Close()
	s, _ := calendar(t, pgtest.New(t), 1)
	b, code := book(t, s, thursday(t, 14, 0), chosen)
	deliver(t, s, appointment.Carriers{Hook: appointment.Webhook{URL: server.URL, Secret: "geheim", Now: func() time.Time { return time.Unix(1_800_000_000, 0) }}})
	mac := hmac.New(sha256.New, []byte("geheim"))
	mac.Write([]byte("1800000000." + got.body))
	if want := "t=1800000000,v1=" + hex.EncodeToString(mac.Sum(nil)); got.signature != want {
		t.Errorf("signature %q, want %q", got.signature, want)
	}
	if !strings.Contains(got.body, b.ID) || got.key == "" {
		t.Errorf("webhook %q, key %q", got.body, got.key)
	}
	for _, secret := range []string{"0612345678", "iemand", strings.Fields(code)[0] + " "} {
		if strings.Contains(got.body, secret) {
			t.Errorf("the webhook tells %q", secret)
		}
	}
}

func TestGatewayWritesItsOwnJSON(t *testing.T) {
	t.Parallel()
	var body, auth string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		b, _ := io.ReadAll(r.Body)
		body, auth = string(b), r.Header.Get("Authorization")
		w.WriteHeader(http.StatusAccepted)
	}))
	defer server.Close()
	g := appointment.Gateway{URL: server.URL, Token: "t", Body: `{"recipient":"{to}","message":"{text}"}`}
	if err := g.Carry(t.Context(), appointment.Message{To: "0612345678", Text: `een "tijd"`}); err != nil {
		t.Fatal(err)
	}
	if body != `{"recipient":"0612345678","message":"een \"tijd\""}` || auth != "Bearer t" {
		t.Errorf("sent %s with %q", body, auth)
	}
}

// A mail arrives at a mail server with neutral headers and its calendar file.
func TestMailIsNeutral(t *testing.T) {
	t.Parallel()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	received := make(chan string, 1)
	go func() {
		conn, err := listener.Accept()
		if err != nil {
			return
		}
		defer conn.Close()
		in := bufio.NewReader(conn)
		fmt.Fprint(conn, "220 post\r\n")
		var data strings.Builder
		inData := false
		for {
			line, err := in.ReadString('\n')
			if err != nil {
				return
			}
			switch {
			case inData && strings.TrimSpace(line) == ".":
				inData = false
				fmt.Fprint(conn, "250 ok\r\n")
				received <- data.String()
			case inData:
				data.WriteString(line)
			case strings.HasPrefix(line, "EHLO"):
				fmt.Fprint(conn, "250 post\r\n")
			case strings.HasPrefix(line, "DATA"):
				inData = true
				fmt.Fprint(conn, "354 go on\r\n")
			case strings.HasPrefix(line, "QUIT"):
				fmt.Fprint(conn, "221 bye\r\n")
				return
			default:
				fmt.Fprint(conn, "250 ok\r\n")
			}
		}
	}()
	address := listener.Addr().(*net.TCPAddr)
	out := appointment.SMTP{Host: "127.0.0.1", Port: address.Port, From: "info@tijd.example", FromName: "Planning", Plain: true}
	m := appointment.Message{To: "iemand@example.nl", Subject: "Bevestiging", Text: "Je tijd is vrijdag.", Calendar: []byte("BEGIN:VCALENDAR"), Dedupe: "a/0/booked/mail"}
	if err := out.Carry(t.Context(), m); err != nil {
		t.Fatal(err)
	}
	mail := strings.ToLower(<-received)
	for _, w := range telling(t) {
		if strings.Contains(mail, w) {
			t.Errorf("%q stands in the mail:\n%s", w, mail)
		}
	}
	for _, want := range []string{"subject: bevestiging", "from: \"planning\" <info@tijd.example>", "tijd.ics", "message-id: <"} {
		if !strings.Contains(mail, want) {
			t.Errorf("the mail lacks %q:\n%s", want, mail)
		}
	}
}

// Staff see the week without a word on who comes, close what is over, and get a feed with neutral titles.
func TestWeekOfStaff(t *testing.T) {
	t.Parallel()
	s, c := calendar(t, pgtest.New(t), 1)
	b, _ := book(t, s, thursday(t, 14, 0), chosen)
	if err := s.Close(t.Context(), b.ID, appointment.Done); err == nil {
		t.Error("closed before it began")
	}
	secret, err := s.NewFeed(t.Context(), 1)
	if err != nil {
		t.Fatal(err)
	}
	feed, err := s.Feed(t.Context(), secret)
	if err != nil || !strings.Contains(string(feed), "SUMMARY:Bezet") || strings.Contains(string(feed), "talk") {
		t.Errorf("feed %s, %v", feed, err)
	}
	if _, err := s.Feed(t.Context(), "geraden"); err == nil {
		t.Error("a guessed feed opens")
	}
	c.set(thursday(t, 15, 0))
	if err := s.Close(t.Context(), b.ID, appointment.NoShow); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(t.Context(), b.ID, appointment.Done); err == nil {
		t.Error("closed twice")
	}
	all, err := s.Between(t.Context(), thursday(t, 0, 0), thursday(t, 23, 0), 0)
	if err != nil || len(all) != 1 || all[0].State != "noshow" {
		t.Errorf("the day is %+v, %v", all, err)
	}
}

// An adviser falls ill: what can be is placed with others at the same time, the rest is named.
func TestIllAdviserIsReplaced(t *testing.T) {
	t.Parallel()
	s, _ := calendar(t, pgtest.New(t), 2)
	for i := range 2 {
		h, err := s.Hold(t.Context(), phone, thursday(t, 9, 0), fmt.Sprint("nine ", i))
		if err != nil {
			t.Fatal(err)
		}
		if _, _, err := s.Create(t.Context(), h.Token, phone, appointment.Contact{}); err != nil {
			t.Fatal(err)
		}
	}
	book(t, s, thursday(t, 11, 0), appointment.Contact{})
	book(t, s, thursday(t, 13, 0), appointment.Contact{})
	all, err := s.Between(t.Context(), thursday(t, 0, 0), thursday(t, 23, 0), 1)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Away(t.Context(), 1, time.Date(2026, 11, 26, 0, 0, 0, 0, time.UTC), 0, 1440); err != nil {
		t.Fatal(err)
	}
	placed, left, err := s.Reassign(t.Context(), 1, thursday(t, 0, 0), thursday(t, 23, 0))
	if err != nil || placed != len(all)-1 || len(left) != 1 || left[0].Starts.Hour() != 9 {
		t.Errorf("placed %d of %d, left %+v, %v", placed, len(all), left, err)
	}
}

// What is past its term is forgotten with its key, and cannot be read after that.
func TestContactIsForgotten(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	s, c := calendar(t, db, 1)
	book(t, s, thursday(t, 14, 0), chosen)
	if n, err := s.Forget(t.Context()); n != 0 || err != nil {
		t.Errorf("forgot %d, %v too early", n, err)
	}
	c.set(c.now().AddDate(0, 0, 40))
	if n, err := s.Forget(t.Context()); n != 1 || err != nil {
		t.Errorf("forgot %d, %v; want 1", n, err)
	}
	var left int
	err := db.QueryRow(t.Context(), "SELECT (SELECT count(sealed) FROM appointments) + (SELECT count(sealed) FROM appointment_outbox)").Scan(&left)
	if err != nil || left != 0 {
		t.Errorf("%d sealed parts are left, %v", left, err)
	}
}
