package appointment

import (
	"bytes"
	"cmp"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"crypto/tls"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/textproto"
	"strconv"
	"strings"
	"time"

	"github.com/wneessen/go-mail"
)

// SMTP sends mail.
type SMTP struct {
	Host     string
	Port     int // 0 means 587, or 25 when Plain
	User     string
	Password string
	From     string // a neutral address, such as info@tijd.example
	FromName string // and a neutral name; "" for none
	Plain    bool   // without TLS, for a mail server on this machine
}

// Carry sends one mail. The message id is made of the key, so that a second copy is the same mail to a reader that looks at it.
func (s SMTP) Carry(ctx context.Context, m Message) error {
	msg := mail.NewMsg()
	if err := msg.FromFormat(s.FromName, s.From); err != nil {
		return &ProblemError{"sender"}
	}
	if err := msg.To(m.To); err != nil {
		return &ProblemError{"address"}
	}
	sum := sha256.Sum256([]byte(m.Dedupe))
	domain := s.From[strings.LastIndexByte(s.From, '@')+1:]
	msg.SetMessageIDWithValue(hex.EncodeToString(sum[:16]) + "@" + domain)
	msg.Subject(m.Subject)
	msg.SetBodyString(mail.TypeTextPlain, m.Text+"\n")
	if m.Calendar != nil {
		if err := msg.AttachReader(CalendarName, bytes.NewReader(m.Calendar), mail.WithFileContentType("text/calendar")); err != nil {
			return &ProblemError{"calendar"}
		}
	}
	client, err := s.client()
	if err != nil {
		return &ProblemError{"settings"}
	}
	if err := client.DialAndSendWithContext(ctx, msg); err != nil {
		return &ProblemError{"smtp"}
	}
	return nil
}

// client returns what speaks to the mail server.
func (s SMTP) client() (*mail.Client, error) {
	policy, port := mail.TLSMandatory, mail.DefaultPortTLS
	if s.Plain {
		policy, port = mail.NoTLS, mail.DefaultPort
	}
	options := []mail.Option{mail.WithTimeout(carryTime), mail.WithTLSPolicy(policy), mail.WithPort(cmp.Or(s.Port, port))}
	if s.User != "" {
		options = append(options, mail.WithSMTPAuth(mail.SMTPAuthAutoDiscover), mail.WithUsername(s.User), mail.WithPassword(s.Password))
	}
	return mail.NewClient(s.Host, options...)
}

// What Try may find, beside that the server cannot be reached.
const (
	WrongLogin   = "login"
	NoEncryption = "encryption"
)

// Try signs in at the mail server and sends nothing. Its errors are ProblemErrors with WrongLogin or NoEncryption, or those of the connection.
func (s SMTP) Try(ctx context.Context) error {
	client, err := s.client()
	if err != nil {
		return &ProblemError{"settings"}
	}
	err = client.DialWithContext(ctx)
	var said *textproto.Error
	var certificate *tls.CertificateVerificationError
	var connection *net.OpError
	switch {
	case err == nil:
		return client.Close()
	case errors.As(err, &certificate) || strings.Contains(err.Error(), "STARTTLS"):
		return &ProblemError{NoEncryption}
	case errors.As(err, &said) && said.Code >= 530 && said.Code <= 538 || s.User != "" && strings.Contains(err.Error(), "AUTH"):
		return &ProblemError{WrongLogin}
	case errors.As(err, &connection) || ctx.Err() != nil:
		return fmt.Errorf("reaching the mail server: %w", err)
	}
	return &ProblemError{"smtp"}
}

// Gateway sends text messages through the HTTP gateway of a telephone company. Body is its JSON with {to}, {text} and {key} where they belong.
type Gateway struct {
	URL    string
	Token  string // sent as a bearer token; "" for none
	Body   string // "" means {"to":"{to}","text":"{text}","reference":"{key}"}
	Client *http.Client
}

// Carry sends one text message.
func (g Gateway) Carry(ctx context.Context, m Message) error {
	body := g.Body
	if body == "" {
		body = `{"to":"{to}","text":"{text}","reference":"{key}"}`
	}
	body = strings.NewReplacer("{to}", inJSON(m.To), "{text}", inJSON(m.Text), "{key}", inJSON(m.Dedupe)).Replace(body)
	header := http.Header{"Content-Type": {"application/json"}, "Idempotency-Key": {m.Dedupe}}
	if g.Token != "" {
		header.Set("Authorization", "Bearer "+g.Token)
	}
	return deliverTo(ctx, g.Client, g.URL, body, header)
}

// inJSON is a text as it stands within quotes in JSON.
func inJSON(text string) string {
	quoted, err := json.Marshal(text)
	if err != nil {
		return ""
	}
	return string(quoted[1 : len(quoted)-1])
}

// Webhook tells another system, such as the CRM, what happened to an appointment. It is signed: X-Signature is t=TIME,v1=HMAC over TIME.BODY.
type Webhook struct {
	URL    string
	Secret string
	Now    func() time.Time // nil means the clock
	Client *http.Client
}

// Carry sends one call.
func (h Webhook) Carry(ctx context.Context, m Message) error {
	now := time.Now
	if h.Now != nil {
		now = h.Now
	}
	at := strconv.FormatInt(now().Unix(), 10)
	mac := hmac.New(sha256.New, []byte(h.Secret))
	mac.Write([]byte(at + "." + m.Text))
	header := http.Header{
		"Content-Type": {"application/json"}, "Idempotency-Key": {m.Dedupe}, "X-Signature": {"t=" + at + ",v1=" + hex.EncodeToString(mac.Sum(nil))},
	}
	return deliverTo(ctx, h.Client, h.URL, m.Text, header)
}

func deliverTo(ctx context.Context, client *http.Client, url, body string, header http.Header) error {
	if client == nil {
		client = &http.Client{Timeout: carryTime, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, url, strings.NewReader(body))
	if err != nil {
		return &ProblemError{"settings"}
	}
	r.Header = header
	answer, err := client.Do(r)
	if err != nil {
		return &ProblemError{"unreachable"}
	}
	defer answer.Body.Close() //nolint:errcheck // nothing of it is read
	if answer.StatusCode/100 != 2 {
		return &ProblemError{fmt.Sprintf("status %d", answer.StatusCode)}
	}
	return nil
}
