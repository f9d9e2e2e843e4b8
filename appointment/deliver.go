package appointment

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"
	"github.com/jackc/pgx/v5"
)

// Carrier brings one kind of message to the world outside. An error means that it is tried again later, with the same key.
type Carrier interface {
	Carry(ctx context.Context, m Message) error
}

// Carriers are the ways out that are set up. What has none waits, and the page for staff says so: nothing is lost.
type Carriers struct {
	Mail, Text, Hook Carrier // nil when not set up
}

func (c Carriers) of(kind string) Carrier {
	switch kind {
	case "mail":
		return c.Mail
	case "sms":
		return c.Text
	}
	return c.Hook
}

// The wait before a message is tried again doubles from a minute to six hours; the longest a carrier may take.
const (
	firstRetry = time.Minute
	lastRetry  = 6 * time.Hour
	carryTime  = 20 * time.Second
)

type dueRow struct {
	ID                             int64
	Appointment, Kind, Act, Dedupe string
	Sealed                         []byte
	Attempts                       int
	Starts, Ends                   time.Time
	State, Channel, Service, Lang  string
	Sequence                       int
}

// Deliver sends what is due and returns how many messages went out. Each is sent at least once: a crash between sending and noting sends it again,
// with the same key. One copy of the program takes a message at a time; another skips it.
func (s *Store) Deliver(ctx context.Context, c Carriers) (int, error) {
	var kinds []string
	for _, k := range []string{"mail", "sms", "webhook"} {
		if c.of(k) != nil {
			kinds = append(kinds, k)
		}
	}
	if kinds == nil {
		return 0, nil
	}
	sent := 0
	for {
		n, seen, err := s.deliverSome(ctx, c, kinds)
		sent += n
		if err != nil || seen == 0 {
			return sent, err
		}
	}
}

func (s *Store) deliverSome(ctx context.Context, c Carriers, kinds []string) (sent, seen int, err error) {
	err = pgx.BeginFunc(ctx, s.db, func(tx pgx.Tx) error {
		now := s.config.Now()
		rows, err := tx.Query(ctx, selectDue, now, kinds)
		if err != nil {
			return fmt.Errorf("looking for messages: %w", err)
		}
		due, err := pgx.CollectRows(rows, pgx.RowToStructByName[dueRow])
		if err != nil {
			return fmt.Errorf("looking for messages: %w", err)
		}
		seen = len(due)
		for _, d := range due {
			if why := stale(d, now); why != "" {
				if _, err := tx.Exec(ctx, markDropped, d.ID, why); err != nil {
					return fmt.Errorf("dropping a message: %w", err)
				}
				continue
			}
			m, err := s.message(d)
			if err == nil {
				limited, cancel := context.WithTimeout(ctx, carryTime)
				err = c.of(d.Kind).Carry(limited, m)
				cancel()
			}
			if err != nil {
				wait := min(firstRetry<<min(d.Attempts, 10), lastRetry)
				if _, failed := tx.Exec(ctx, markLater, d.ID, now.Add(wait), problemOf(err)); failed != nil {
					return fmt.Errorf("noting a message that did not go: %w", failed)
				}
				continue
			}
			if _, err := tx.Exec(ctx, markSent, d.ID, now); err != nil {
				return fmt.Errorf("noting a message that went: %w", err)
			}
			sent++
		}
		return nil
	})
	return sent, seen, err
}

// stale says why a message has no use any more: what it tells is no longer so, or the hour is over. The webhook is told everything, in order.
func stale(d dueRow, now time.Time) string {
	if d.Kind == "webhook" {
		return ""
	}
	sequence := -1
	_, _ = fmt.Sscanf(strings.TrimPrefix(d.Dedupe, d.Appointment+"/"), "%d", &sequence) // our own key
	switch {
	case d.Starts.Before(now):
		return "late"
	case sequence != d.Sequence, d.Act != "cancelled" && d.State != string(Booked):
		return "overtaken"
	}
	return ""
}

// problemOf is what is kept of an error: one word. What a server answered may hold an address.
func problemOf(err error) string {
	var p *ProblemError
	switch {
	case errors.As(err, &p):
		return p.Word
	case errors.Is(err, context.DeadlineExceeded):
		return "slow"
	}
	return "unreachable"
}

// ProblemError says in one word why a carrier did not take a message.
type ProblemError struct{ Word string }

// Error returns the word.
func (p *ProblemError) Error() string { return "appointment: a message was not taken: " + p.Word }

// message opens a row of the outbox and writes what goes out.
func (s *Store) message(d dueRow) (Message, error) {
	m := Message{Dedupe: d.Dedupe}
	start, end := d.Starts.In(s.config.Zone), d.Ends.In(s.config.Zone)
	if d.Kind == "webhook" {
		body, err := json.Marshal(map[string]any{
			"id": d.Appointment, "act": d.Act, "state": d.State, "start": start.Format(time.RFC3339), "end": end.Format(time.RFC3339),
			"channel": d.Channel, "service": d.Service, "sequence": d.Sequence, "key": d.Dedupe,
		})
		if err != nil {
			return m, fmt.Errorf("writing a webhook: %w", err)
		}
		m.Text = string(body)
		return m, nil
	}
	contact, err := s.contact(d.Appointment, d.Sealed)
	if err != nil {
		return m, &ProblemError{"sealed"}
	}
	m.Subject, m.Text = messageOf(d.Act, d.Lang, start)
	if m.To = contact.Phone; d.Kind == "mail" {
		m.To = contact.Mail
		if contact.Calendar && d.Act != "unstaffed" {
			method := ics.MethodRequest
			if d.Act == "cancelled" {
				method = ics.MethodCancel
			}
			m.Calendar = calendarFile(method, s.config.Now(), entry{id: d.Appointment, start: start, end: end, sequence: d.Sequence, cancelled: d.Act == "cancelled", title: outText(d.Lang, "entry")})
		}
	}
	return m, nil
}

// Sent is a line of the outbox, as staff see it: never to whom, never what.
type Sent struct {
	Kind, Act, State string
	Attempts         int
	Problem          string
	DueAt            time.Time
	SentAt           time.Time
	CreatedAt        time.Time
}

// Outbox returns the last messages, newest first.
func (s *Store) Outbox(ctx context.Context, most int) ([]Sent, error) {
	rows, err := s.db.Query(ctx, selectOutbox, most)
	if err != nil {
		return nil, fmt.Errorf("reading the outbox: %w", err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByName[Sent])
	if err != nil {
		return nil, fmt.Errorf("reading the outbox: %w", err)
	}
	return all, nil
}
