package transcribe

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
)

// The wait before the case system is told again doubles from a minute to six hours; the longest that telling may take.
const (
	firstRetry = time.Minute
	lastRetry  = 6 * time.Hour
	tellTime   = 20 * time.Second
)

// Told is a signed report as the case system gets it: what a person signed, and nothing that a machine found besides.
type Told struct {
	Key      string        `json:"key"` // the same for each try: a receiver drops what it has
	Call     CallID        `json:"call"`
	Report   ReportID      `json:"report"`
	Version  int           `json:"version"`
	State    State         `json:"state"`
	CallDate *string       `json:"call_date"`
	SignedBy string        `json:"signed_by"` // the id of the person, as the sign-in service gives it
	SignedAt time.Time     `json:"signed_at"`
	Label    string        `json:"label"`
	Numbers  []string      `json:"case_numbers"`
	Sections []ToldSection `json:"sections"`
}

// ToldSection is a section of a report that is told; one without sentences was not discussed.
type ToldSection struct {
	Section   Section        `json:"section"`
	Sentences []ToldSentence `json:"sentences"`
}

// ToldSentence is a sentence with when the words were said, in seconds from the beginning of the call.
type ToldSentence struct {
	Text    string `json:"text"`
	Source  string `json:"source"`
	Moments []int  `json:"moments"`
}

// tell puts a signed report into the outbox, in the transaction that makes it final.
func (s *Store) tell(ctx context.Context, tx pgx.Tx, w working) error {
	_, err := tx.Exec(ctx, insertOutbox, w.report, fmt.Sprintf("call-report/%d", w.report), s.now())
	return err
}

// Tell brings what is due in the outbox to the case system and returns how many reports went. send is given the key and the JSON; an error of it means
// that the report is tried again later, with the same key. Each goes at least once; several copies of the program share the work.
func (s *Store) Tell(ctx context.Context, send func(ctx context.Context, key string, body []byte) error) (int, error) {
	sent := 0
	for {
		n, seen, err := s.tellSome(ctx, send)
		sent += n
		if err != nil || seen == 0 {
			return sent, err
		}
	}
}

func (s *Store) tellSome(ctx context.Context, send func(ctx context.Context, key string, body []byte) error) (sent, seen int, err error) {
	type row struct {
		ID       int64
		Report   ReportID
		Dedupe   string
		Attempts int
	}
	err = pgx.BeginFunc(ctx, s.db, func(tx pgx.Tx) error {
		rows, err := tx.Query(ctx, selectOutbox, s.now())
		if err != nil {
			return err
		}
		due, err := pgx.CollectRows(rows, pgx.RowToStructByName[row])
		if err != nil {
			return err
		}
		seen = len(due)
		for _, d := range due {
			body, err := s.told(ctx, d.Report, d.Dedupe)
			if err == nil {
				limited, cancel := context.WithTimeout(ctx, tellTime)
				err = send(limited, d.Dedupe, body)
				cancel()
			}
			if err != nil {
				wait := min(firstRetry<<min(d.Attempts, 10), lastRetry)
				if _, failed := tx.Exec(ctx, markUntold, d.ID, s.now().Add(wait), problemOf(err)); failed != nil {
					return failed
				}
				continue
			}
			if _, err := tx.Exec(ctx, markTold, d.ID, s.now()); err != nil {
				return err
			}
			sent++
		}
		return nil
	})
	if err != nil {
		return sent, seen, fmt.Errorf("telling of signed reports: %w", err)
	}
	return sent, seen, nil
}

// problemOf is what is kept of an error: a word or two. What a server answered may hold anything.
func problemOf(err error) string {
	switch {
	case errors.Is(err, context.DeadlineExceeded):
		return "slow"
	case errors.Is(err, ErrGone):
		return "gone"
	}
	return "unreachable"
}

// told writes what is told of a report.
func (s *Store) told(ctx context.Context, report ReportID, key string) ([]byte, error) {
	v, err := s.Version(ctx, report)
	if err != nil {
		return nil, err
	}
	f, err := s.File(ctx, v.Call)
	if err != nil {
		return nil, err
	}
	found, err := s.Found(ctx, report)
	if err != nil {
		return nil, err
	}
	list, _, err := s.Sentences(ctx, report)
	if err != nil {
		return nil, err
	}
	t := Told{Key: key, Call: v.Call, Report: report, Version: v.Version, State: v.State, CallDate: found.CallDate, SignedBy: string(v.SignedBy), Label: f.Label, Numbers: []string{}}
	if v.SignedAt != nil {
		t.SignedAt = v.SignedAt.UTC()
	}
	for _, n := range found.CaseNumbers {
		t.Numbers = append(t.Numbers, n.Number)
	}
	for _, section := range Sections {
		x := ToldSection{section, []ToldSentence{}}
		for _, j := range InOrder(list) {
			if j.Section == section && j.Stands() {
				x.Sentences = append(x.Sentences, ToldSentence{j.Text, j.Source, j.Moments})
			}
		}
		t.Sections = append(t.Sections, x)
	}
	return json.Marshal(t)
}

// Export writes a report as the case system would get it, at whatever stage it is.
func (s *Store) Export(ctx context.Context, report ReportID) ([]byte, error) {
	body, err := s.told(ctx, report, fmt.Sprintf("call-report/%d", report))
	if err != nil {
		return nil, fmt.Errorf("writing report %d for another system: %w", report, err)
	}
	return body, nil
}

// Telling is how far it is with telling the case system of a report.
type Telling struct {
	State    string // waiting, sent
	Attempts int
	Problem  string
	DueAt    time.Time
	SentAt   *time.Time
}

// Telling returns how far it is with telling the case system of a report; nil when there is nothing to tell yet.
func (s *Store) Telling(ctx context.Context, report ReportID) (*Telling, error) {
	rows, err := s.db.Query(ctx, selectOutboxOf, report)
	if err != nil {
		return nil, fmt.Errorf("reading the outbox: %w", err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByName[Telling])
	if err != nil || len(list) == 0 {
		return nil, err
	}
	return &list[0], nil
}
