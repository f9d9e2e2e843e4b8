package transcribe

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"

	"wegwijzer/staff"
)

// working is a report that is being worked on in a transaction, which holds it until it ends: signing and deciding wait for each other.
type working struct {
	report   ReportID
	call     CallID
	version  int
	state    State
	reviewer staff.PersonID
	signer   staff.PersonID
	fourEyes bool
}

// hold reads a report and holds it.
func (s *Store) hold(ctx context.Context, tx pgx.Tx, report ReportID) (working, error) {
	w := working{report: report}
	err := tx.QueryRow(ctx, holdReport, report).Scan(&w.call, &w.version, &w.state, &w.reviewer, &w.signer, &w.fourEyes)
	if errors.Is(err, pgx.ErrNoRows) {
		err = ErrUnknown
	}
	return w, err
}

// work holds a report that by may change. Who is the first to change a concept takes it up. It returns ErrSigned for a signed report and ErrTaken
// when somebody else reviews it: two people never overwrite each other.
func (s *Store) work(ctx context.Context, tx pgx.Tx, report ReportID, by staff.PersonID) (working, error) {
	w, err := s.hold(ctx, tx, report)
	switch {
	case err != nil:
		return w, err
	case w.state == Signed || w.state == Locked:
		return w, ErrSigned
	case w.state == Concept:
		w.state, w.reviewer = InReview, by
		_, err = tx.Exec(ctx, takeUp, report, by)
		return w, err
	case w.reviewer != by:
		return w, ErrTaken
	}
	return w, nil
}

// change runs f in a transaction on a report that by may change.
func (s *Store) change(ctx context.Context, what string, report ReportID, by staff.PersonID, f func(tx pgx.Tx, w working) error) error {
	err := pgx.BeginFunc(ctx, s.db, func(tx pgx.Tx) error {
		w, err := s.work(ctx, tx, report, by)
		if err != nil {
			return err
		}
		return f(tx, w)
	})
	if err != nil {
		return fmt.Errorf("%s of report %d: %w", what, report, err)
	}
	return nil
}

// Decide records what a person thinks of a sentence. With Reworded, text is the new sentence: the person's own then, also in the place of one that
// was set aside, and what the words that it cites do not carry is kept beside it for all to see. A sentence that was set aside cannot be accepted as
// it is: ErrAside. It returns ErrSigned for a signed report and ErrTaken when somebody else reviews it.
func (s *Store) Decide(ctx context.Context, report ReportID, seq int, verdict Verdict, text string, by staff.PersonID) error {
	return s.change(ctx, fmt.Sprint("deciding on sentence ", seq), report, by, func(tx pgx.Tx, w working) error {
		list, err := s.sentences(ctx, tx, w.call, report)
		if err != nil {
			return err
		}
		k := slices.IndexFunc(list, func(j Judged) bool { return j.Seq == seq })
		if k < 0 {
			return ErrState // it made way for another since the page was made
		}
		j := list[k]
		if verdict == Accepted && j.Aside != "" {
			return ErrAside
		}
		if text = strings.Join(strings.Fields(text), " "); verdict == Reworded && text == "" {
			return ErrUnknown
		}
		// The summary repeats sentences of the sections: what a person thinks of one goes for the other, so that nobody judges twice.
		for _, x := range list {
			if x.Seq == seq || x.Text == j.Text && x.Aside == "" && j.Aside == "" && x.Verdict == j.Verdict && (x.Section == Summary || j.Section == Summary) && verdict != Reworded {
				if err := s.judge(ctx, tx, w, x, verdict, text, by); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

// judge records a verdict on one sentence.
func (s *Store) judge(ctx context.Context, tx pgx.Tx, w working, j Judged, verdict Verdict, text string, by staff.PersonID) error {
	var err error
	switch verdict {
	case Undecided:
		_, err = tx.Exec(ctx, reopenSentence, w.report, j.Seq, j.Why, j.Aside)
		return err
	case Accepted, Rejected:
		_, err = tx.Exec(ctx, decideSentence, w.report, j.Seq, verdict, by, s.now())
		return err
	}
	sealed, err := s.seal(reportKey(w.call), sentenceField(w.report, j.Seq), text)
	if err != nil {
		return err
	}
	why := []string{}
	if said, _, err := s.said(ctx, tx, w.call); err == nil && len(j.Evidence) > 0 {
		day, err := s.day(ctx, tx, w.call)
		if err != nil {
			return err
		}
		why = reasonWords(Verify(text, cite(utterancesOf(said), j.Evidence), day))
	} else if err != nil && !errors.Is(err, ErrGone) {
		return err
	}
	_, err = tx.Exec(ctx, rewordSentence, w.report, j.Seq, by, s.now(), sealed, why, j.Section)
	return err
}

// Write adds a sentence of a person's own to a section, with the utterances that it rests on, if any. It counts as decided.
func (s *Store) Write(ctx context.Context, report ReportID, section Section, text string, evidence []int, by staff.PersonID) (seq int, err error) {
	text = strings.Join(strings.Fields(text), " ")
	if text == "" || !slices.Contains(Sections[:], section) {
		return 0, fmt.Errorf("writing a sentence in report %d: %w", report, ErrUnknown)
	}
	err = s.change(ctx, "writing a sentence", report, by, func(tx pgx.Tx, w working) error {
		list, err := s.sentences(ctx, tx, w.call, report)
		if err != nil {
			return err
		}
		said, _, err := s.said(ctx, tx, w.call)
		if err != nil && !errors.Is(err, ErrGone) {
			return err
		}
		us := utterancesOf(said)
		evidence = slices.DeleteFunc(slices.Clone(evidence), func(i int) bool { return i < 0 || i >= len(us) })
		seq = nextSeq(list)
		now := s.now()
		j := Judged{Sentence: Sentence{section, text, evidence, "medewerker"}, Moments: momentsOf(us, evidence), Verdict: Reworded, DecidedBy: by, DecidedAt: &now}
		if len(evidence) > 0 {
			day, err := s.day(ctx, tx, w.call)
			if err != nil {
				return err
			}
			j.Why = reasonWords(Verify(text, cite(us, evidence), day))
		}
		return s.addRows(ctx, tx, w.call, report, seq, []Judged{j})
	})
	return seq, err
}

func nextSeq(list []Judged) int {
	n := 0
	for _, j := range list {
		n = max(n, j.Seq+1)
	}
	return n
}

// AcceptSection accepts what is undecided in a section, save what was set aside. It returns how many sentences.
func (s *Store) AcceptSection(ctx context.Context, report ReportID, section Section, by staff.PersonID) (n int, err error) {
	err = s.change(ctx, "accepting a section", report, by, func(tx pgx.Tx, _ working) error {
		tag, err := tx.Exec(ctx, acceptSection, report, section, by, s.now())
		n = int(tag.RowsAffected())
		return err
	})
	return n, err
}

// LeaveAsides decides that everything set aside that is undecided stays out of the report. It returns how many.
func (s *Store) LeaveAsides(ctx context.Context, report ReportID, by staff.PersonID) (n int, err error) {
	err = s.change(ctx, "leaving out what was set aside", report, by, func(tx pgx.Tx, _ working) error {
		tag, err := tx.Exec(ctx, leaveAsides, report, by, s.now())
		n = int(tag.RowsAffected())
		return err
	})
	return n, err
}

// cite returns the utterances with these numbers, as far as there are.
func cite(us []Utterance, evidence []int) []Utterance {
	var out []Utterance
	for _, i := range evidence {
		if i >= 0 && i < len(us) {
			out = append(out, us[i])
		}
	}
	return out
}
