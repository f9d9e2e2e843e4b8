package web

import (
	"errors"
	"net/http"
	"slices"
	"strconv"

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
// reports are sealed each with a key of its own, so that they are opened and read here, and there is no index by which they could be found
// otherwise. What is shown is written down per call, before it is shown; a colleague's report is opened through its own page, with a reason.
func (s *Server) ownReports(r *http.Request, who staff.Session, question string) ([]reportView, error) {
	if s.config.Calls == nil || !who.Person.May(staff.Legal) {
		return nil, nil
	}
	wanted := termSet(question)
	if len(wanted) == 0 {
		return nil, nil
	}
	all, err := s.config.Calls.Calls(r.Context(), who.Person.ID, callsShown)
	if err != nil {
		return nil, err
	}
	type fit struct {
		reportView
		call   transcribe.CallID
		shared int
	}
	var fits []fit
	for _, x := range all {
		if !x.Newest.Final(x.FourEyes) {
			continue
		}
		sentences, _, err := s.config.Calls.Sentences(r.Context(), x.Newest.ID)
		if errors.Is(err, privacy.ErrDestroyed) || errors.Is(err, privacy.ErrNoKey) || errors.Is(err, transcribe.ErrUnknown) {
			continue // it was erased meanwhile
		}
		if err != nil {
			return nil, err
		}
		best := fit{call: x.ID}
		for _, j := range sentences {
			if !j.Stands() {
				continue
			}
			shared := 0
			for t := range termSet(j.Text) {
				if wanted[t] {
					shared++
				}
			}
			if shared > best.shared {
				best.shared, best.Text = shared, j.Text
			}
		}
		if 2*best.shared >= len(wanted) {
			best.Path, best.Label, best.Day, best.ISO = callAt(x.ID), x.Label, dutchDate(x.Day()), isoDate(x.Day())
			fits = append(fits, best)
		}
	}
	slices.SortStableFunc(fits, func(a, b fit) int { return b.shared - a.shared })
	var views []reportView
	for _, f := range fits[:min(len(fits), reportsFound)] {
		a := staff.Act{Person: who.Person.ID, Role: who.Person.Role & staff.Legal, Name: "report.found", Object: staff.Object{Kind: "call", ID: strconv.FormatInt(int64(f.call), 10)}, Origin: s.network(r)}
		if err := s.record(r.Context(), a, staff.Granted); err != nil {
			return nil, err
		}
		views = append(views, f.reportView)
	}
	return views, nil
}

// termSet returns the words of a text that tell something.
func termSet(text string) map[string]bool {
	set := map[string]bool{}
	for _, t := range dutch.Terms(text) {
		if !t.Part {
			set[t.Text] = true
		}
	}
	return set
}
