// Package harvest brings in the rulings that the courts publish: what changed since the last time, or what was decided in a period.
package harvest

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"strings"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"wegwijzer/indexer"
	"wegwijzer/jurisprudence"
)

// The errors of a harvest that a caller may want to tell apart. A harvest that has to wait for the service returns an *indexer.Later.
var (
	// ErrRunning says that a harvest is under way already, here or on another machine.
	ErrRunning = errors.New("a harvest is under way already")
	// ErrOther says that the bank was filled from another service: rulings of a demo and real ones must not stand side by side.
	ErrOther = errors.New("the bank was filled from another service")
	// ErrRefused says that the service does not accept the question (400). Its explanation stands behind it.
	ErrRefused = errors.New("the service refuses the question")
	// ErrPeriod says that a period cannot be asked for.
	ErrPeriod = errors.New("no period")
)

// Bank keeps the rulings that a harvest brings: *jurisprudence.Store, or in tests one that fails when it should.
type Bank interface {
	// Put stores a ruling, once per ECLI however often it is called.
	Put(ctx context.Context, r *jurisprudence.Ruling) (jurisprudence.Placed, error)
	// Withdraw takes the text of a ruling away that the courts took back; by is the number that replaced it, empty when none did. It returns
	// nil for a ruling that the bank does not have.
	Withdraw(ctx context.Context, id, by jurisprudence.ECLI) error
}

// Config says from where to harvest, how, and into what.
type Config struct {
	Name     string // of the service, for good: "rechtspraak", or "demo"
	URL      string // the root of the service, such as https://data.rechtspraak.nl
	Fetcher  *indexer.Fetcher
	Bank     Bank
	Subjects []string                                         // addresses of the fields of law to harvest; none: all of them
	Since    time.Time                                        // where the first harvest of changes begins; zero: thirty days back
	Every    time.Duration                                    // how often changes are asked for; a week
	Pace     time.Duration                                    // between an answer and the next request; a second
	Patience time.Duration                                    // a wait longer than this ends the run with an *indexer.Later; 5 min
	Log      *slog.Logger                                     // nil: nothing is logged
	Progress func(Report)                                     // hears of every page and ruling; may be nil
	Now      func() time.Time                                 // nil: time.Now
	Wait     func(ctx context.Context, d time.Duration) error // nil: waits
}

// Report is what a harvest did, and how far it is.
type Report struct {
	Listed    int // entries of the feed that were read
	Known     int // rulings that were or are to be fetched in this run
	Done      int // of those, dealt with
	New       int // put into the bank, and not known there
	Aside     int // of those, without an injured party
	Changed   int // put again, with another text or other data
	Unchanged int // fetched, and the same as before
	Bare      int // without a text
	Withdrawn int
	Failed    int // could not be had, and wait for another try
	Refused   int // given up after many tries
	Bytes     int64
	Current   string    // what it is busy with
	Until     time.Time // while it waits for the service
}

// Harvester harvests one service.
type Harvester struct {
	config  Config
	store   store
	service *service
}

// How long changes may be away at most before they are asked for in pieces, and where the first harvest begins.
const (
	pieceLength = 92 * 24 * time.Hour
	firstReach  = 30 * 24 * time.Hour
	termsEvery  = 30 * 24 * time.Hour
)

// New returns a harvester that keeps how far it is in db. It returns an error for an address that cannot be one.
func New(db *pgxpool.Pool, config Config) (*Harvester, error) {
	root, err := url.Parse(strings.TrimRight(config.URL, "/"))
	if err != nil || root.Host == "" || root.Scheme != "http" && root.Scheme != "https" || root.RawQuery != "" {
		return nil, fmt.Errorf("address of the courts' service: %w", indexer.ErrBlocked)
	}
	if config.Log == nil {
		config.Log = slog.New(slog.DiscardHandler)
	}
	if config.Now == nil {
		config.Now = time.Now
	}
	if config.Wait == nil {
		config.Wait = wait
	}
	orElse := func(d *time.Duration, fallback time.Duration) {
		if *d == 0 {
			*d = fallback
		}
	}
	orElse(&config.Every, 7*24*time.Hour)
	orElse(&config.Pace, time.Second)
	orElse(&config.Patience, 5*time.Minute)
	h := &Harvester{config: config, store: store{db}}
	h.service = &service{root: root, fetcher: config.Fetcher, pace: config.Pace, now: config.Now, wait: config.Wait}
	return h, nil
}

func wait(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}

// AskChanges has the next Run ask for what changed since the last harvest, however short ago that was. While changes are being harvested it
// does nothing.
func (h *Harvester) AskChanges(ctx context.Context) error {
	now := h.config.Now().UTC().Truncate(time.Second)
	last, earliest, open, err := h.store.changes(ctx)
	if err != nil || open {
		return err
	}
	window := jurisprudence.Since(last, now)
	if last.IsZero() {
		// What was harvested by day of decision before may have changed since.
		from := now.Add(-firstReach)
		for _, t := range []time.Time{h.config.Since, earliest} {
			if !t.IsZero() && t.Before(from) {
				from = t
			}
		}
		window = jurisprudence.Window{From: from.Add(-jurisprudence.Overlap), To: now}
	}
	return h.store.ask(ctx, byChange, window.Split(pieceLength), now)
}

// AskIfOld is AskChanges when the changes were not asked for in a while.
func (h *Harvester) AskIfOld(ctx context.Context) error {
	last, err := h.store.lastChanges(ctx)
	if err != nil || !last.IsZero() && h.config.Now().Sub(last) < h.config.Every {
		return err
	}
	return h.AskChanges(ctx)
}

// AskDecided has the next Run ask for everything that was decided on the days from first to last, month by month. It returns ErrPeriod when
// there are no such days.
func (h *Harvester) AskDecided(ctx context.Context, first, last time.Time) error {
	first, last = dayOf(first), dayOf(last)
	if last.Before(first) || first.Year() < 1838 || first.After(h.config.Now()) {
		return ErrPeriod // before 1838 there was no Hoge Raad
	}
	var months []jurisprudence.Window
	for from := first; !from.After(last); {
		to := time.Date(from.Year(), from.Month()+1, 0, 0, 0, 0, 0, time.UTC)
		if to.After(last) {
			to = last
		}
		months = append(months, jurisprudence.Window{From: from, To: to})
		from = to.AddDate(0, 0, 1)
	}
	return h.store.ask(ctx, byDecision, months, h.config.Now().UTC().Truncate(time.Second))
}

func dayOf(t time.Time) time.Time {
	y, m, d := t.Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}

// Due reports whether AskIfOld and Run have something to do now.
func (h *Harvester) Due(ctx context.Context) (bool, error) {
	return h.store.due(ctx, h.config.Now(), h.config.Now().Add(-h.config.Every))
}

// Run harvests what was asked for and what is on the list of tries. It goes on where an earlier run was cut off, asks for one thing at a time,
// and settles each ruling before the next. It returns ErrRunning while another
// process harvests, ErrOther when the bank holds the rulings of another service, an *indexer.Later when the service wants rest and ErrRefused
// when it does not accept the question.
func (h *Harvester) Run(ctx context.Context) (Report, error) {
	unlock, err := h.store.lock(ctx)
	if err != nil {
		return Report{}, err
	}
	defer unlock()
	r := &run{Harvester: h}
	if r.state, err = h.store.open(ctx, h.config.Name); err != nil {
		return Report{}, err
	}
	return r.report, r.harvest(ctx)
}

// run is one call of Run.
type run struct {
	*Harvester
	state  state
	report Report
}

func (r *run) harvest(ctx context.Context) error {
	if err := r.rest(ctx); err != nil {
		return err
	}
	if err := r.readTerms(ctx); err != nil {
		return err
	}
	var err error
	if r.report.Known, err = r.store.countDue(ctx, r.config.Now()); err != nil {
		return err
	}
	for {
		p, ok, err := r.store.unlisted(ctx)
		if err != nil {
			return err
		}
		if !ok {
			break
		}
		if err := r.list(ctx, p); err != nil {
			return err
		}
	}
	if err := r.fetchAll(ctx); err != nil {
		return err
	}
	return r.store.endPeriods(ctx, r.config.Now())
}

// tell lets who listens know how far it is.
func (r *run) tell(current string) {
	r.report.Current, r.report.Until = current, time.Time{}
	if r.config.Progress != nil {
		r.config.Progress(r.report)
	}
}
