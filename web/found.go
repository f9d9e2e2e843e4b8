package web

import (
	"context"
	"errors"
	"hash/maphash"
	"net/http"
	"slices"
	"strconv"
	"sync"

	"wegwijzer/internal/dutch"
	"wegwijzer/internal/privacy"
	"wegwijzer/staff"
	"wegwijzer/transcribe"
)

// reportView is a signed report that fits a question, with the sentence that fits best.
type reportView struct{ Path, Label, Day, ISO, Text string }

// reportsFound is how many reports stand among what was found.
const reportsFound = 5

// ownReports returns the signed reports of somebody's own calls that have half of the question's words or more in one sentence, the best first. The
// reports are sealed each with a key of its own, and there is no index by which they could be found otherwise: each is read once by this copy of the
// program, which then knows it by hashes of its words; what is shown is opened anew. What is shown is written down per call, before it is shown; a
// colleague's report is opened through its own page, with a reason.
func (s *Server) ownReports(r *http.Request, who staff.Session, question string) ([]reportView, error) {
	if s.config.Calls == nil || !who.Person.May(staff.Legal) {
		return nil, nil
	}
	wanted := s.reports.words(question)
	if len(wanted) == 0 {
		return nil, nil
	}
	all, err := s.config.Calls.Calls(r.Context(), who.Person.ID, callsShown)
	if err != nil {
		return nil, err
	}
	type fit struct {
		transcribe.Listed
		shared int
	}
	var fits []fit
	for _, x := range all {
		if !x.Newest.Final(x.FourEyes) {
			continue
		}
		sentences, err := s.reports.read(r.Context(), s.config.Calls, x.Newest.ID)
		if isGone(err) {
			continue // it was erased meanwhile
		}
		if err != nil {
			return nil, err
		}
		best := fit{Listed: x}
		for _, words := range sentences {
			best.shared = max(best.shared, wanted.shared(words))
		}
		if 2*best.shared >= len(wanted) {
			fits = append(fits, best)
		}
	}
	slices.SortStableFunc(fits, func(a, b fit) int { return b.shared - a.shared })
	var views []reportView
	for _, f := range fits[:min(len(fits), reportsFound)] {
		text, err := s.reports.sentence(r.Context(), s.config.Calls, f.Newest.ID, wanted)
		if isGone(err) {
			continue
		}
		if err != nil {
			return nil, err
		}
		a := staff.Act{Person: who.Person.ID, Role: who.Person.Role & staff.Legal, Name: "report.found", Object: staff.Object{Kind: "call", ID: strconv.FormatInt(int64(f.ID), 10)}, Origin: s.network(r)}
		if err := s.record(r.Context(), a, staff.Granted); err != nil {
			return nil, err
		}
		views = append(views, reportView{callAt(f.ID), f.Label, dutchDate(f.Day()), isoDate(f.Day()), text})
	}
	return views, nil
}

func isGone(err error) bool {
	return errors.Is(err, privacy.ErrDestroyed) || errors.Is(err, privacy.ErrNoKey) || errors.Is(err, transcribe.ErrUnknown) || errors.Is(err, transcribe.ErrGone)
}

// wordSet are the words of a text that tell something, as hashes that only this process can make.
type wordSet map[uint64]bool

func (w wordSet) shared(other wordSet) int {
	n := 0
	for h := range w {
		if other[h] {
			n++
		}
	}
	return n
}

// mostReports is how many reports are known by their words at once; beyond it all are forgotten and read again as they are asked for.
const mostReports = 5_000

// reportWords knows signed reports, which do not change, by hashes of the words of their sentences. It holds no text.
type reportWords struct {
	seed maphash.Seed

	mu    sync.Mutex
	known map[transcribe.ReportID][]wordSet
}

func newReportWords() *reportWords {
	return &reportWords{seed: maphash.MakeSeed(), known: map[transcribe.ReportID][]wordSet{}}
}

func (k *reportWords) words(text string) wordSet {
	set := wordSet{}
	for _, t := range dutch.Terms(text) {
		if !t.Part {
			set[maphash.String(k.seed, t.Text)] = true
		}
	}
	return set
}

// read returns the words of each sentence of a report.
func (k *reportWords) read(ctx context.Context, calls *transcribe.Store, id transcribe.ReportID) ([]wordSet, error) {
	k.mu.Lock()
	sentences, ok := k.known[id]
	k.mu.Unlock()
	if ok {
		return sentences, nil
	}
	list, _, err := calls.Sentences(ctx, id)
	if err != nil {
		return nil, err
	}
	for _, j := range list {
		if j.Stands() {
			sentences = append(sentences, k.words(j.Text))
		}
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if len(k.known) >= mostReports {
		clear(k.known)
	}
	k.known[id] = sentences
	return sentences, nil
}

// sentence opens a report and returns the sentence that shares most with what is wanted.
func (k *reportWords) sentence(ctx context.Context, calls *transcribe.Store, id transcribe.ReportID, wanted wordSet) (string, error) {
	list, _, err := calls.Sentences(ctx, id)
	if err != nil {
		return "", err
	}
	best, text := 0, ""
	for _, j := range list {
		if n := wanted.shared(k.words(j.Text)); j.Stands() && n > best {
			best, text = n, j.Text
		}
	}
	return text, nil
}
