package transcribe

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"wegwijzer/staff"
)

// Correction is what a correction of the transcript did to the report.
type Correction struct {
	Reopened []int // sentences that no longer stand as they are
	Added    []int // sentences and things set aside that were found anew
}

// Correct puts other words in the place of an utterance, beside the original, and gives it to another speaker when speaker is one of the call.
// Then it looks again at every sentence that cites it: what no longer stands is open again and set aside, and what is found in the new words is added.
func (s *Store) Correct(ctx context.Context, report ReportID, seq int, text string, speaker int, by staff.PersonID) (c Correction, err error) {
	err = s.change(ctx, fmt.Sprint("correcting utterance ", seq), report, by, func(tx pgx.Tx, w working) error {
		_, speakers, err := s.said(ctx, tx, w.call)
		if err != nil {
			return err
		}
		e := edit{Text: text}
		if speaker >= 0 && speaker < len(speakers) {
			e.Key = &speakers[speaker].Key
		}
		sealed, err := s.seal(transcriptKey(w.call), fmt.Sprint("edit/", seq), e)
		if err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, insertEdit, w.call, seq, s.now(), by, sealed); err != nil {
			return err
		}
		c, err = s.look(ctx, tx, w, func(i int) bool { return i == seq }, false)
		return err
	})
	return c, err
}

// NameSpeakers says once who speaks: names and roles hold in the whole call. Sentences that give somebody's words to another are open again.
func (s *Store) NameSpeakers(ctx context.Context, report ReportID, names map[int]Speaker, by staff.PersonID) (c Correction, err error) {
	err = s.change(ctx, "naming the speakers", report, by, func(tx pgx.Tx, w working) error {
		before, speakers, err := s.said(ctx, tx, w.call)
		if err != nil {
			return err
		}
		for seq, to := range names {
			if seq < 0 || seq >= len(speakers) {
				continue
			}
			sp := speakers[seq]
			sp.Name, sp.Role = to.Name, to.Role
			sealed, err := s.seal(transcriptKey(w.call), fmt.Sprint("speaker/", seq), sp)
			if err != nil {
				return err
			}
			if _, err := tx.Exec(ctx, insertSpeaker, w.call, seq, sp.Role, sealed); err != nil {
				return err
			}
		}
		after, _, err := s.said(ctx, tx, w.call)
		if err != nil {
			return err
		}
		c, err = s.look(ctx, tx, w, func(i int) bool { return before[i].Role != after[i].Role }, true)
		return err
	})
	return c, err
}

// look drafts the call anew and holds the report against it, as far as its sentences cite an utterance that changed. With voices, who speaks changed:
// then a sentence that was put together from quotations and is no longer drafted so gives words to the wrong person.
func (s *Store) look(ctx context.Context, tx pgx.Tx, w working, changed func(seq int) bool, voices bool) (Correction, error) {
	var c Correction
	said, _, err := s.said(ctx, tx, w.call)
	if err != nil {
		return c, err
	}
	us := utterancesOf(said)
	day, err := s.day(ctx, tx, w.call)
	if err != nil {
		return c, err
	}
	old, err := s.found(ctx, tx, w.report)
	if err != nil {
		return c, err
	}
	fresh := Draft(&Transcript{Format: old.Format, Utterances: us, Warnings: old.Warnings}, day)
	sealed, err := s.sealFound(w.call, w.version, fresh)
	if err != nil {
		return c, err
	}
	if _, err := tx.Exec(ctx, updateFound, w.report, sealed); err != nil {
		return c, err
	}
	list, err := s.sentences(ctx, tx, w.call, w.report)
	if err != nil {
		return c, err
	}
	concerns := func(evidence []int) bool { return slices.ContainsFunc(evidence, changed) }
	for _, j := range list {
		if !concerns(j.Evidence) || j.Verdict == Rejected || j.Aside != "" && j.Aside != "zin" {
			continue
		}
		if slices.ContainsFunc(fresh.Sentences, func(x Sentence) bool { return x.Section == j.Section && x.Text == j.Text }) {
			continue // the new draft says the same
		}
		why := Verify(j.Text, cite(us, j.Evidence), day)
		if len(why) == 0 && voices && j.Source == "regel" {
			why = []Reason{WrongVoice}
		}
		if len(why) == 0 {
			continue
		}
		aside := "zin"
		if j.Source == "medewerker" {
			aside = "" // a person's own words are theirs to judge
		}
		if _, err := tx.Exec(ctx, reopenSentence, w.report, j.Seq, reasonWords(why), aside); err != nil {
			return c, err
		}
		c.Reopened = append(c.Reopened, j.Seq)
	}
	known := func(x Judged) bool {
		return slices.ContainsFunc(list, func(j Judged) bool { return j.Section == x.Section && (j.Text == x.Text || j.Drafted == x.Text) })
	}
	var more []Judged
	first := nextSeq(list)
	for _, x := range rowsOf(fresh, us) {
		if concerns(x.Evidence) && !known(x) {
			c.Added = append(c.Added, first+len(more))
			more = append(more, x)
		}
	}
	return c, s.addRows(ctx, tx, w.call, w.report, first, more)
}

func (s *Store) day(ctx context.Context, tx pgx.Tx, call CallID) (time.Time, error) {
	var held *time.Time
	err := tx.QueryRow(ctx, readDay, call).Scan(&held)
	if err != nil || held == nil {
		return time.Time{}, err
	}
	return *held, nil
}
