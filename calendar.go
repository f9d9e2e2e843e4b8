package main

import (
	"context"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"github.com/riverqueue/river"

	"wegwijzer/appointment"
	"wegwijzer/assistant"
	"wegwijzer/demo"
	"wegwijzer/internal/dutch"
	"wegwijzer/internal/held"
	"wegwijzer/internal/privacy"
	"wegwijzer/staff"
	"wegwijzer/transcribe"
)

// postConfig is what the environment says of the ways out for messages about appointments. Those that are not set up have none: messages wait.
type postConfig struct {
	smtp appointment.SMTP
	sms  appointment.Gateway
	hook appointment.Webhook
	crm  appointment.Webhook // the case system, which hears of signed reports
}

// postFromEnv reads the settings of mail, text messages and the webhook.
func postFromEnv(env func(name string) string) (postConfig, error) {
	p := postConfig{
		smtp: appointment.SMTP{
			Host: env("SMTP_HOST"), User: env("SMTP_USER"), Password: env("SMTP_PASSWORD"), From: env("SMTP_FROM"), FromName: env("SMTP_FROM_NAME"),
			Plain: env("SMTP_TLS") == "none",
		},
		sms:  appointment.Gateway{URL: env("SMS_URL"), Token: env("SMS_TOKEN"), Body: env("SMS_BODY")},
		hook: appointment.Webhook{URL: env("WEBHOOK_URL"), Secret: env("WEBHOOK_SECRET")},
		crm:  appointment.Webhook{URL: env("CRM_URL"), Secret: env("CRM_SECRET")},
	}
	if v := env("SMTP_PORT"); v != "" {
		n, err := strconv.Atoi(v)
		if err != nil || n < 1 || n > 65535 {
			return p, advise(err, "SMTP_PORT is een poort zoals 587, en niet %q", v)
		}
		p.smtp.Port = n
	}
	switch {
	case p.smtp.Host != "" && p.smtp.From == "":
		return p, advise(nil, "bij SMTP_HOST hoort SMTP_FROM: een neutraal adres waarvandaan de mail komt")
	case p.hook.URL != "" && len(p.hook.Secret) < 16:
		return p, advise(nil, "bij WEBHOOK_URL hoort WEBHOOK_SECRET van minstens 16 tekens, waarmee de oproep wordt ondertekend")
	case p.crm.URL != "" && len(p.crm.Secret) < 16:
		return p, advise(nil, "bij CRM_URL hoort CRM_SECRET van minstens 16 tekens, waarmee elk verslag wordt ondertekend")
	case p.sms.Body != "" && !json.Valid([]byte(p.sms.Body)):
		return p, advise(nil, "SMS_BODY is JSON met {to} en {text} erin, en dat is dit niet")
	}
	return p, nil
}

// carriers are the ways out that are set up.
func (p postConfig) carriers() appointment.Carriers {
	var c appointment.Carriers
	if p.smtp.Host != "" {
		c.Mail = p.smtp
	}
	if p.sms.URL != "" {
		c.Text = p.sms
	}
	if p.hook.URL != "" {
		c.Hook = p.hook
	}
	return c
}

// sends says which ways out are set up, for the page of staff.
func (p postConfig) sends() map[string]bool {
	return map[string]bool{"mail": p.smtp.Host != "", "sms": p.sms.URL != "", "webhook": p.hook.URL != ""}
}

// contactVault seals contact of appointments with the keys of the privacy room.
type contactVault struct{ *privacy.Keys }

// Forget destroys a key.
func (v contactVault) Forget(subject string) error {
	_, err := v.Destroy(subject)
	if errors.Is(err, privacy.ErrNoKey) {
		return nil
	}
	return err
}

// openCalendar opens the store of appointments; in the demo with a calendar in it.
func (c config) openCalendar(ctx context.Context, l *library, withDemo bool) (*appointment.Store, error) {
	keys, err := c.keys()
	if err != nil {
		return nil, err
	}
	folder, err := c.keysFolder()
	if err != nil {
		return nil, err
	}
	secret, err := secretFile(filepath.Join(folder, "codes.key"))
	if err != nil {
		return nil, advise(err, "de sleutel van de afspraakcodes in %s is niet te lezen of te maken", folder)
	}
	if l.memoryKey, err = hkdf.Key(sha256.New, secret, nil, "wegwijzer conversation memory", 32); err != nil {
		return nil, err
	}
	pages, err := hkdf.Key(sha256.New, secret, nil, "wegwijzer held pages", 32)
	if err != nil {
		return nil, err
	}
	l.held = held.NewStore(l.db.Pool, pages, nil)
	if l.kept, err = assistant.NewConversations(l.db.Pool, keys, secret, nil); err != nil {
		return nil, err
	}
	l.calls = transcribe.NewStore(l.db.Pool, keys, time.Now).CodesBy(secret)
	config := appointment.Config{
		Vault: contactVault{keys}, Key: secret,
		Closed: func(day time.Time) bool { return dutch.Holiday(dutch.DayOf(day)) },
	}
	store, err := appointment.NewStore(l.db.Pool, config)
	if err != nil {
		return nil, err
	}
	if withDemo {
		var setup appointment.Setup
		if err := json.Unmarshal(demo.Calendar(), &setup); err != nil {
			return nil, err
		}
		for i, a := range setup.Advisers {
			if a.Staff != "" { // the demo's account with that name
				setup.Advisers[i].Staff = string(staff.DemoPerson(a.Staff))
			}
		}
		fresh, err := store.Install(ctx, setup)
		if err == nil && fresh && c.post.carriers() == (appointment.Carriers{}) {
			err = weekOfDemo(ctx, config, l, store, time.Now())
		}
		if err != nil {
			return nil, err
		}
	}
	return store, nil
}

// secretFile returns the 32 secret bytes of a file, which is made when it is not there. Copies of the program that start together get the same:
// whoever is second reads what the first wrote.
func secretFile(path string) ([]byte, error) {
	fresh := make([]byte, 32)
	_, _ = rand.Read(fresh) // it never fails
	temp, err := os.CreateTemp(filepath.Dir(path), "codes-*")
	if err != nil {
		return nil, err
	}
	defer os.Remove(temp.Name()) //nolint:errcheck // it has its other name by then
	if _, err := temp.Write(fresh); err != nil {
		return nil, errors.Join(err, temp.Close())
	}
	if err := errors.Join(temp.Sync(), temp.Close()); err != nil {
		return nil, err
	}
	if err := os.Link(temp.Name(), path); err != nil && !errors.Is(err, fs.ErrExist) {
		return nil, err
	}
	secret, err := os.ReadFile(path) //nolint:gosec // the path is our own
	if err == nil && len(secret) != len(fresh) {
		return nil, errors.New("the file is not of 32 bytes")
	}
	return secret, err
}

// deliverArgs asks to send what the outbox of appointments holds.
type deliverArgs struct{}

// Kind names the job.
func (deliverArgs) Kind() string { return "deliver" }

// InsertOpts leaves what goes wrong to the next look: each message keeps count of its own tries.
func (deliverArgs) InsertOpts() river.InsertOpts { return river.InsertOpts{MaxAttempts: 1} }

// deliverEvery is how often it is looked whether there is something to send.
const deliverEvery = 30 * time.Second

type deliverWorker struct {
	river.WorkerDefaults[deliverArgs]
	work *work
}

// Work sends what is due.
func (w *deliverWorker) Work(ctx context.Context, _ *river.Job[deliverArgs]) error {
	if w.work.library.calendar == nil {
		return nil
	}
	n, err := w.work.library.calendar.Deliver(ctx, w.work.post.carriers())
	more, failed := deliverCalls(ctx, w.work.library.calls, w.work.post)
	if n+more > 0 {
		w.work.log.InfoContext(ctx, "messages sent", "messages", n+more)
	}
	return errors.Join(err, failed)
}

// deliverCalls tells the case system of signed reports, and sends the numbers with which clients open their copies. What has no way out waits.
func deliverCalls(ctx context.Context, calls *transcribe.Store, post postConfig) (int, error) {
	told := 0
	var err error
	if post.crm.URL != "" {
		told, err = calls.Tell(ctx, func(ctx context.Context, key string, body []byte) error {
			return post.crm.Carry(ctx, appointment.Message{Dedupe: key, Text: string(body)})
		})
	}
	carriers := post.carriers()
	sent, failed := calls.SendNumbers(ctx, func(ctx context.Context, m transcribe.NumberText) error {
		carrier := carriers.Mail
		if m.Way == transcribe.ByText {
			carrier = carriers.Text
		}
		if carrier == nil {
			return errNoCarrier
		}
		return carrier.Carry(ctx, appointment.Message{Dedupe: m.Key, To: m.To, Subject: m.Subject, Text: m.Text})
	})
	return told + sent, errors.Join(err, failed)
}

// errNoCarrier says that a way out that was set up is so no longer.
var errNoCarrier = errors.New("no carrier is set up")

// demoTowns returns where visits are received in the demo's calendar.
func demoTowns() ([]string, error) {
	var setup appointment.Setup
	if err := json.Unmarshal(demo.Calendar(), &setup); err != nil {
		return nil, fmt.Errorf("reading the demo's calendar: %w", err)
	}
	var towns []string
	for _, p := range setup.Places {
		towns = append(towns, p.Name)
	}
	return towns, nil
}
