package transcribe

import (
	"context"
	"errors"
	"fmt"
	"hash/maphash"
	"log/slog"
	"slices"
	"sync"
	"time"

	"wegwijzer/internal/dutch"
	"wegwijzer/staff"
)

// Finder finds signed reports by their words, each person's own. The reports are sealed each with a key of its own, and no index of them is kept:
// each is read once by this copy of the program, which then knows it for a while by hashes of its words that only this process can make. No text is
// remembered; what is shown is opened anew.
type Finder struct {
	store *Store
	seed  maphash.Seed

	mu    sync.Mutex
	known map[staff.PersonID]*knownWords
}

// knownWords is what is known of the signed reports of one person.
type knownWords struct {
	used    time.Time
	reports map[ReportID]wordPlaces
}

// wordPlaces are the sentences of a report in which a word stands, by the hash of the word.
type wordPlaces map[uint64][]int32

const (
	mostFound   = 300              // calls that are searched, the newest
	finderLooks = 20 * time.Second // between two looks whether what is known still stands
	finderIdle  = 10 * time.Minute // after which what nobody asks for is forgotten
)

// NewFinder returns a finder of the reports in store. Work makes it forget.
func NewFinder(store *Store) *Finder {
	return &Finder{store: store, seed: maphash.MakeSeed(), known: map[staff.PersonID]*knownWords{}}
}

// Fit is a signed report that fits a question, and its sentence that fits best.
type Fit struct {
	Call   CallID
	Report ReportID
	seq    int
	shared int
}

// Shown is what is shown of a report that fits.
type Shown struct {
	Call  CallID
	Label string // what staff know the call by; "" when nobody said
	Day   time.Time
	Text  string // the sentence
}

// Find returns the signed reports of somebody's own calls that have half of the question's words or more in one sentence, the best first and at most
// most. It opens nothing that it knows already.
func (f *Finder) Find(ctx context.Context, owner staff.PersonID, question string, most int) ([]Fit, error) {
	var wanted []uint64
	for _, t := range dutch.Terms(question) {
		if h := maphash.String(f.seed, t.Text); !t.Part && !slices.Contains(wanted, h) {
			wanted = append(wanted, h)
		}
	}
	if len(wanted) == 0 {
		return nil, nil
	}
	list, err := f.store.signed(ctx, owner)
	if err != nil {
		return nil, fmt.Errorf("searching reports: %w", err)
	}
	known, err := f.know(ctx, owner, list)
	if err != nil {
		return nil, fmt.Errorf("searching reports: %w", err)
	}
	var fits []Fit
	for _, r := range list {
		best := Fit{Call: r.Call, Report: r.ID}
		counts := map[int32]int{}
		for _, w := range wanted {
			for _, seq := range known[r.ID][w] {
				if counts[seq]++; counts[seq] > best.shared {
					best.seq, best.shared = int(seq), counts[seq]
				}
			}
		}
		if 2*best.shared >= len(wanted) {
			fits = append(fits, best)
		}
	}
	slices.SortStableFunc(fits, func(a, b Fit) int { return b.shared - a.shared })
	return fits[:min(len(fits), most)], nil
}

// Open opens what is shown of reports that fit, in their order. What was erased meanwhile is left out.
func (f *Finder) Open(ctx context.Context, fits []Fit) ([]Shown, error) {
	shown, err := f.store.shown(ctx, fits)
	if err != nil {
		return nil, fmt.Errorf("opening reports that were found: %w", err)
	}
	return shown, nil
}

// know returns the words of the reports in list, and reads those that it does not know yet. What was known of others is forgotten.
func (f *Finder) know(ctx context.Context, owner staff.PersonID, list []signedReport) (map[ReportID]wordPlaces, error) {
	now := f.store.now()
	reports := make(map[ReportID]wordPlaces, len(list))
	var fresh []signedReport
	f.mu.Lock()
	if own := f.known[owner]; own != nil {
		for _, r := range list {
			if places, ok := own.reports[r.ID]; ok {
				reports[r.ID] = places
			}
		}
	}
	f.known[owner] = &knownWords{used: now, reports: reports}
	f.mu.Unlock()
	for _, r := range list {
		if _, ok := reports[r.ID]; !ok {
			fresh = append(fresh, r)
		}
	}
	if len(fresh) == 0 {
		return reports, nil
	}
	// A new map: whoever searches at the same moment reads the other one.
	all := make(map[ReportID]wordPlaces, len(list))
	for id, places := range reports {
		all[id] = places
	}
	err := f.store.eachSentence(ctx, fresh, func(id ReportID, seq int, text string) {
		places := all[id]
		if places == nil {
			places = wordPlaces{}
			all[id] = places
		}
		for _, t := range dutch.Terms(text) {
			h := maphash.String(f.seed, t.Text)
			if at := places[h]; !t.Part && (len(at) == 0 || at[len(at)-1] != int32(seq)) { //nolint:gosec // a report has thousands of sentences at most
				places[h] = append(at, int32(seq)) //nolint:gosec // the same
			}
		}
	})
	if err != nil {
		return nil, err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.known[owner] = &knownWords{used: now, reports: all}
	return all, nil
}

// Work forgets until ctx ends: the words of a report that was erased, here or by another copy of the program, within half a minute, and those of
// people who have not searched for some time.
func (f *Finder) Work(ctx context.Context, log *slog.Logger) error {
	tick := time.NewTicker(finderLooks)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
		if err := f.Forget(ctx); err != nil && ctx.Err() == nil {
			log.WarnContext(ctx, "reports that are known by their words not looked after", "error", err)
		}
	}
}

// Forget forgets what should not be known any more. When it cannot find out, it forgets all.
func (f *Finder) Forget(ctx context.Context) error {
	now := f.store.now()
	f.mu.Lock()
	held := map[staff.PersonID]*knownWords{}
	for owner, own := range f.known {
		if now.Sub(own.used) > finderIdle {
			delete(f.known, owner)
			continue
		}
		held[owner] = own
	}
	f.mu.Unlock()
	var failed error
	for owner, own := range held {
		list, err := f.store.signed(ctx, owner)
		failed = errors.Join(failed, err)
		stands := map[ReportID]bool{}
		for _, r := range list {
			gone, err := f.store.destroyed(r.Call)
			stands[r.ID], failed = err == nil && !gone, errors.Join(failed, err)
		}
		kept := map[ReportID]wordPlaces{}
		for id, places := range own.reports {
			if stands[id] {
				kept[id] = places
			}
		}
		f.mu.Lock()
		if f.known[owner] == own {
			f.known[owner] = &knownWords{used: own.used, reports: kept}
		}
		f.mu.Unlock()
	}
	return failed
}

// Known returns of how many reports of somebody the words are known here.
func (f *Finder) Known(owner staff.PersonID) int {
	f.mu.Lock()
	defer f.mu.Unlock()
	if own := f.known[owner]; own != nil {
		return len(own.reports)
	}
	return 0
}
