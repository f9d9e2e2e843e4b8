package transcribe

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"wegwijzer/internal/privacy"
	"wegwijzer/staff"
)

// Keep stores a transcript with the first version of its report, in one transaction, so that a crash leaves both or none.
func (s *Store) Keep(ctx context.Context, t *Transcript, r *Report, consent ConsentRecord, owner staff.PersonID) (call CallID, report ReportID, err error) {
	err = pgx.BeginFunc(ctx, s.db, func(tx pgx.Tx) error {
		held := time.Time{}
		if r.CallDate != nil {
			if held, err = time.Parse(time.DateOnly, *r.CallDate); err != nil {
				return err
			}
		}
		if call, err = s.BeginIn(ctx, tx, t.Format, held, consent, owner); err != nil {
			return err
		}
		report, err = s.CompleteIn(ctx, tx, call, t, r)
		return err
	})
	if err != nil {
		return 0, 0, fmt.Errorf("keeping a call: %w", err)
	}
	return call, report, nil
}

// rowsOf returns what a draft is kept as: its sentences, and behind them what was set aside.
func rowsOf(r *Report, us []Utterance) []Judged {
	var all []Judged
	for _, x := range r.Sentences {
		all = append(all, Judged{Sentence: x, Moments: momentsOf(us, x.Evidence)})
	}
	for _, l := range r.LeftOut {
		all = append(all, asideOf(l, us))
	}
	return all
}

// sectionOf is where a thing that was left out would stand.
var sectionOf = map[string]Section{"bedrag": Damages, "datum": Terms, "afspraak": Agreements}

func asideOf(l Left, us []Utterance) Judged {
	section := sectionOf[l.Kind]
	if section == "" {
		section = OpenPoints
	}
	text := l.Text
	if text == "" {
		text = l.Reason
	}
	return Judged{Sentence: Sentence{section, text, l.Utt, "regel"}, Aside: l.Kind, Why: whyOf(l), Moments: momentsOf(us, l.Utt)}
}

// whyOf tells why something was left out: what Verify has against it, else the reason in words.
func whyOf(l Left) []string {
	if len(l.Why) == 0 {
		return []string{l.Reason}
	}
	return reasonWords(l.Why)
}

func reasonWords(why []Reason) []string {
	out := []string{} // the column knows no NULL
	for _, w := range why {
		out = append(out, string(w))
	}
	return out
}

// momentsOf returns when utterances were said, in whole seconds; -1 for each that has no time.
func momentsOf(us []Utterance, evidence []int) []int {
	out := make([]int, len(evidence))
	for k, i := range evidence {
		out[k] = -1
		if i >= 0 && i < len(us) && us[i].Start != Unknown {
			out[k] = int(us[i].Start.Seconds())
		}
	}
	return out
}

// add stores a version of a report.
func (s *Store) add(ctx context.Context, tx pgx.Tx, call CallID, version int, r *Report, rows []Judged) (ReportID, error) {
	sealed, err := s.sealFound(call, version, r)
	if err != nil {
		return 0, err
	}
	var id ReportID
	if err := tx.QueryRow(ctx, insertReport, call, version, s.now(), sealed).Scan(&id); err != nil {
		return 0, err
	}
	return id, s.addRows(ctx, tx, call, id, 0, rows)
}

// sealFound seals what was found in a call, without its sentences: those are rows of their own.
func (s *Store) sealFound(call CallID, version int, r *Report) ([]byte, error) {
	found := *r
	found.Sentences, found.LeftOut = nil, nil
	return s.seal(reportKey(call), fmt.Sprint("report/", version), found)
}

// addRows stores sentences of a report, numbered from first.
func (s *Store) addRows(ctx context.Context, tx pgx.Tx, call CallID, report ReportID, first int, list []Judged) error {
	rows := make([][]any, len(list))
	for i, x := range list {
		sealed, err := s.seal(reportKey(call), sentenceField(report, first+i), x.Text)
		if err != nil {
			return err
		}
		if x.Evidence == nil {
			x.Evidence = []int{}
		}
		if x.Why == nil {
			x.Why = []string{}
		}
		if x.Moments == nil {
			x.Moments = []int{}
		}
		verdict, by, at := Undecided, any(nil), any(nil)
		if x.DecidedBy != "" {
			verdict, by, at = x.Verdict, x.DecidedBy, x.DecidedAt
		}
		rows[i] = []any{report, first + i, x.Section, x.Evidence, x.Source, sealed, x.Aside, x.Why, x.Moments, x.CameFrom, verdict, by, at}
	}
	_, err := tx.CopyFrom(ctx, pgx.Identifier{"call_sentences"}, []string{"report", "seq", "section", "evidence", "source", "sealed", "aside", "why", "moments", "came_from", "verdict", "decided_by", "decided_at"}, pgx.CopyFromRows(rows))
	return err
}

func sentenceField(report ReportID, seq int) string { return fmt.Sprint("sentence/", report, "/", seq) }

// Name sets what staff know a call by, such as a case number. It returns ErrGone when the report was deleted.
func (s *Store) Name(ctx context.Context, call CallID, label string) error {
	sealed, err := s.seal(reportKey(call), "label", label)
	if err == nil {
		_, err = s.db.Exec(ctx, nameCall, call, sealed)
	}
	if err != nil {
		return fmt.Errorf("naming call %d: %w", call, err)
	}
	return nil
}

// FourEyes sets whether somebody else than who signs must lock the report of a call.
func (s *Store) FourEyes(ctx context.Context, call CallID, needed bool) error {
	if _, err := s.db.Exec(ctx, askFourEyes, call, needed); err != nil {
		return fmt.Errorf("asking a second reader for call %d: %w", call, err)
	}
	return nil
}

func (s *Store) seal(subject, field string, x any) ([]byte, error) {
	plain, err := json.Marshal(x)
	if err != nil {
		return nil, err
	}
	sealed, err := s.keys.Seal(subject, field, plain)
	if errors.Is(err, privacy.ErrDestroyed) {
		return nil, ErrGone
	}
	return sealed, err
}

func (s *Store) open(subject, field string, sealed []byte, x any) error {
	plain, err := s.keys.Open(subject, field, sealed)
	if errors.Is(err, privacy.ErrDestroyed) {
		return ErrGone
	}
	if errors.Is(err, privacy.ErrNoKey) {
		return fmt.Errorf("%w: %w", ErrKeyless, err)
	}
	if err != nil {
		return err
	}
	return json.Unmarshal(plain, x)
}
