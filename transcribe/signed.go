package transcribe

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"github.com/jackc/pgx/v5"

	"wegwijzer/internal/privacy"
	"wegwijzer/staff"
)

// signedReport is the newest version of the report of a call, when that is the word of the organisation.
type signedReport struct {
	Call CallID
	ID   ReportID
}

// signed returns the signed reports of somebody's newest calls, the newest first.
func (s *Store) signed(ctx context.Context, owner staff.PersonID) ([]signedReport, error) {
	rows, err := s.db.Query(ctx, selectSigned, owner, mostFound)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[signedReport])
}

// eachSentence hands the sentences of reports to f, in their order. A report that was erased is passed over. The key of each is read once.
func (s *Store) eachSentence(ctx context.Context, reports []signedReport, f func(id ReportID, seq int, text string)) error {
	ids := make([]ReportID, len(reports))
	calls := make(map[ReportID]CallID, len(reports))
	for i, r := range reports {
		ids[i], calls[r.ID] = r.ID, r.Call
	}
	rows, err := s.db.Query(ctx, selectStanding, ids)
	if err != nil {
		return err
	}
	var of ReportID
	var open privacy.Opener
	var id ReportID
	var seq int
	var sealed []byte
	_, err = pgx.ForEachRow(rows, []any{&id, &seq, &sealed}, func() error {
		if id != of {
			var err error
			if open, err = s.keys.Opener(reportKey(calls[id])); err != nil && !erased(err) {
				return err
			}
			of = id
		}
		if open == nil {
			return nil
		}
		var text string
		if err := opened(open, sentenceField(id, seq), sealed, &text); err != nil {
			return err
		}
		f(id, seq, text)
		return nil
	})
	return err
}

// shown opens one sentence of each report that fits, and what its call is known by.
func (s *Store) shown(ctx context.Context, fits []Fit) ([]Shown, error) {
	reports, seqs := make([]ReportID, len(fits)), make([]int, len(fits))
	for i, f := range fits {
		reports[i], seqs[i] = f.Report, f.seq
	}
	rows, err := s.db.Query(ctx, selectShown, reports, seqs)
	if err != nil {
		return nil, err
	}
	var all []Shown
	var held *time.Time
	var shown Shown
	var report ReportID
	var seq int
	var label, sealed []byte
	_, err = pgx.ForEachRow(rows, []any{&shown.Call, &held, &label, &report, &seq, &sealed}, func() error {
		open, err := s.keys.Opener(reportKey(shown.Call))
		if erased(err) {
			return nil
		}
		if err != nil {
			return err
		}
		x := Shown{Call: shown.Call}
		if held != nil {
			x.Day = *held
		}
		if label != nil {
			if err := opened(open, "label", label, &x.Label); err != nil {
				return err
			}
		}
		if err := opened(open, sentenceField(report, seq), sealed, &x.Text); err != nil {
			return err
		}
		all = append(all, x)
		return nil
	})
	return all, err
}

// opened opens a field and reads what is in it.
func opened(open privacy.Opener, field string, sealed []byte, x any) error {
	plain, err := open(field, sealed)
	if err != nil {
		return err
	}
	return json.Unmarshal(plain, x)
}

// destroyed reports whether the key of the report of a call is gone.
func (s *Store) destroyed(call CallID) (bool, error) {
	_, gone, err := s.keys.Destroyed(reportKey(call))
	return gone, err
}

// erased reports that words cannot be read because their key is not there any more.
func erased(err error) bool {
	return errors.Is(err, privacy.ErrDestroyed) || errors.Is(err, privacy.ErrNoKey)
}
