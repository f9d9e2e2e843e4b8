package harvest

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5/pgconn"

	"wegwijzer/jurisprudence"
)

// How a ruling stands with us.
const (
	standingKept      = "kept"      // in the bank
	standingBare      = "bare"      // the courts publish no text of it
	standingWithdrawn = "withdrawn" // taken back, or void
	standingVanished  = "vanished"  // asked for time and again, and not there
)

// pauses are the times between the tries for one ruling. After the last it is given up until the feed tells of a change.
var pauses = []time.Duration{time.Minute, 5 * time.Minute, 30 * time.Minute, 2 * time.Hour, 12 * time.Hour, day, day, 3 * day, 7 * day}

const day = 24 * time.Hour

// A number that the service does not know is asked for again after these times, for a hiccup must not empty the bank; then it has vanished.
var vanishing = []time.Duration{time.Hour, 22 * time.Hour}

// A summary that is announced is looked for every so often, for so long.
const (
	summaryEvery = 7 * day
	summaryFor   = 60 * day
)

// badInARow is how many rulings may go wrong one after another before it is taken for the service's own trouble.
const badInARow = 3

// fetchAll fetches what is due, one after another. It waits for what is due again shortly; the rest stays on the list of tries.
func (r *run) fetchAll(ctx context.Context) error {
	bad := 0
	for {
		d, ok, err := r.store.next(ctx, r.config.Now())
		if err != nil {
			return err
		}
		if !ok {
			first, err := r.store.firstDue(ctx)
			if err != nil {
				return err
			}
			pause := first.Sub(r.config.Now())
			if first.IsZero() || pause > min(r.config.Patience, pauses[1]) {
				return nil
			}
			if err := r.config.Wait(ctx, pause); err != nil {
				return err
			}
			r.report.Known++
			continue
		}
		r.tell(string(d.ECLI))
		err = r.fetch(ctx, d)
		r.report.Done++
		var answer *answerError
		switch {
		case errors.As(err, &answer):
			bad++
			if err := r.missed(ctx, d, answer, bad >= badInARow); err != nil {
				return err
			}
		case err != nil:
			return err
		default:
			bad = 0
		}
	}
}

// fetch gets one ruling and brings the bank up to date with it. An *answerError means that it could not be had.
func (r *run) fetch(ctx context.Context, d dueRuling) error {
	switch d.Deleted {
	case jurisprudence.DeletedText:
		return r.withdraw(ctx, d, "")
	case jurisprudence.DeletedAltered:
		return r.fetchVoid(ctx, d)
	}
	body, err := r.service.get(ctx, jurisprudence.ContentPath, jurisprudence.ContentValues(d.ECLI, false))
	if err != nil {
		return err
	}
	r.report.Bytes += int64(len(body))
	ruling, err := jurisprudence.Parse(bytes.NewReader(body), string(d.ECLI))
	if err != nil {
		return &answerError{status: 200, why: badBody(body, err), cause: err}
	}
	if ruling.ECLI != d.ECLI {
		return &answerError{status: 200, why: "another ruling"}
	}
	if err := r.well(ctx); err != nil {
		return err
	}
	switch {
	case replaced(ruling):
		return r.replace(ctx, d, ruling.ReplacedBy)
	case ruling.Extent == jurisprudence.OnlyMetadata:
		return r.keepBare(ctx, d, ruling)
	}
	return r.keep(ctx, d, ruling)
}

// fetchVoid takes a ruling away whose number was withdrawn. What the service still says under the number is only which one came in its place;
// when it cannot say so, the ruling goes all the same.
func (r *run) fetchVoid(ctx context.Context, d dueRuling) error {
	body, err := r.service.get(ctx, jurisprudence.ContentPath, jurisprudence.ContentValues(d.ECLI, false))
	var answer *answerError
	if err != nil && !errors.As(err, &answer) {
		return err
	}
	if err == nil {
		ruling, err := jurisprudence.Parse(bytes.NewReader(body), string(d.ECLI))
		if err == nil && ruling.ECLI == d.ECLI && replaced(ruling) {
			return r.replace(ctx, d, ruling.ReplacedBy)
		}
	}
	if err := r.withdraw(ctx, d, ""); err != nil {
		return err
	}
	if answer != nil && answer.busy() {
		return r.pause(ctx, answer)
	}
	return nil
}

func replaced(r *jurisprudence.Ruling) bool { return r.ReplacedBy != "" && r.ReplacedBy != r.ECLI }

// replace takes a ruling away and goes for the one that came in its place.
func (r *run) replace(ctx context.Context, d dueRuling, by jurisprudence.ECLI) error {
	if err := r.withdraw(ctx, d, by); err != nil {
		return err
	}
	return r.store.leadTo(ctx, by, r.config.Now())
}

// badBody says what an answer is instead of a ruling.
func badBody(body []byte, err error) string {
	switch {
	case len(bytes.TrimSpace(body)) == 0:
		return "empty answer"
	case errors.Is(err, jurisprudence.ErrTruncated):
		return "breaks off"
	case errors.Is(err, jurisprudence.ErrTooLarge):
		return "too large"
	}
	return "no ruling"
}

// keep puts a ruling into the bank when it is not there as it is.
func (r *run) keep(ctx context.Context, d dueRuling, ruling *jurisprudence.Ruling) error {
	hash, err := hashOf(ruling)
	if err != nil {
		return err
	}
	known := d.Standing == standingKept
	if known && bytes.Equal(hash, d.Hash) {
		r.report.Unchanged++
	} else {
		placed, err := r.config.Bank.Put(ctx, ruling)
		if err != nil {
			if unfit(err) {
				return &answerError{status: 200, why: "not fit for the bank", cause: err}
			}
			return fmt.Errorf("keeping %s: %w", d.ECLI, err)
		}
		switch {
		case known:
			r.report.Changed++
		case placed == jurisprudence.PlacedAside:
			r.report.Aside++
			r.report.New++
		default:
			r.report.New++
		}
	}
	return r.store.settle(ctx, d.ECLI, settled{standing: standingKept, hash: hash, again: r.summaryAgain(d, ruling)}, r.config.Now())
}

// unfit reports that the database refuses what stands in a ruling (SQLSTATE classes 22 and 23): one odd ruling must not hold up the others.
func unfit(err error) bool {
	var refused *pgconn.PgError
	return errors.As(err, &refused) && (strings.HasPrefix(refused.Code, "22") || strings.HasPrefix(refused.Code, "23"))
}

// keepBare notes that a ruling has no text. When it had one, that was withdrawn.
func (r *run) keepBare(ctx context.Context, d dueRuling, ruling *jurisprudence.Ruling) error {
	if d.Standing == standingKept {
		return r.withdraw(ctx, d, "")
	}
	r.report.Bare++
	return r.store.settle(ctx, d.ECLI, settled{standing: standingBare, again: r.summaryAgain(d, ruling)}, r.config.Now())
}

// summaryAgain is when to look for a summary that was announced.
func (r *run) summaryAgain(d dueRuling, ruling *jurisprudence.Ruling) time.Time {
	now := r.config.Now()
	if !ruling.SummaryPending || now.Sub(d.FirstAt) > summaryFor {
		return time.Time{}
	}
	return now.Add(summaryEvery)
}

func (r *run) withdraw(ctx context.Context, d dueRuling, by jurisprudence.ECLI) error {
	if err := r.config.Bank.Withdraw(ctx, d.ECLI, by); err != nil {
		return fmt.Errorf("withdrawing %s: %w", d.ECLI, err)
	}
	r.report.Withdrawn++
	return r.store.settle(ctx, d.ECLI, settled{standing: standingWithdrawn, reason: string(d.Deleted)}, r.config.Now())
}

// missed decides what becomes of a ruling that could not be had, and of the service when it is to blame.
func (r *run) missed(ctx context.Context, d dueRuling, e *answerError, often bool) error {
	now := r.config.Now()
	list := pauses
	if e.gone() || errors.Is(e, ErrRefused) {
		list = vanishing
	}
	switch {
	case d.Tries < len(list):
		r.report.Failed++
		if err := r.store.postpone(ctx, d.ECLI, now.Add(list[d.Tries]), e.why, now); err != nil {
			return err
		}
	case e.gone():
		if err := r.config.Bank.Withdraw(ctx, d.ECLI, ""); err != nil {
			return fmt.Errorf("withdrawing %s: %w", d.ECLI, err)
		}
		r.report.Withdrawn++
		if err := r.store.settle(ctx, d.ECLI, settled{standing: standingVanished, reason: e.why}, now); err != nil {
			return err
		}
	default:
		r.report.Refused++
		if err := r.store.giveUp(ctx, d.ECLI, e.why, now); err != nil {
			return err
		}
	}
	r.config.Log.DebugContext(ctx, "ruling not had", "ecli", string(d.ECLI), "status", e.status, "reason", e.why, "tries", d.Tries+1)
	if e.busy() || often && !e.gone() && !errors.Is(e, ErrRefused) {
		return r.pause(ctx, e)
	}
	return nil
}

// hashOf returns what tells one state of a ruling from another. When it was modified is left out: the courts touch records without changing
// what they say.
func hashOf(r *jurisprudence.Ruling) ([]byte, error) {
	same := *r
	same.Modified = time.Time{}
	data, err := json.Marshal(same)
	if err != nil {
		return nil, fmt.Errorf("hashing %s: %w", r.ECLI, err)
	}
	sum := sha256.Sum256(data)
	return sum[:], nil
}
