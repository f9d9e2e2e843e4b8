package web

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"wegwijzer/staff"
	"wegwijzer/transcribe"
)

// Where calls are at the desk.
const (
	callsPath = "/medewerkers/gesprekken"
	callPath  = "/medewerkers/gesprek/"
)

// callsShown is how many calls are listed.
const callsShown = 200

// callsPage lists the calls of who is signed in.
type callsPage struct {
	staffLayout
	Rows    []callRow
	Problem string
	Most    int
}

// callRow is a call in the list.
type callRow struct {
	ID                   transcribe.CallID
	Path, Label, Day     string
	ISO, State, StateKey string
	Open                 int
	Words, Report        string // until when they are kept
}

func (s *Server) showCalls(w http.ResponseWriter, r *http.Request, who staff.Session) error {
	if s.config.Calls == nil {
		return errNoPage
	}
	return s.listCalls(w, r, who, http.StatusOK, "")
}

func (s *Server) listCalls(w http.ResponseWriter, r *http.Request, who staff.Session, status int, problem string) error {
	list, err := s.config.Calls.Calls(r.Context(), who.Person.ID, callsShown)
	if err != nil {
		return err
	}
	p := callsPage{staffLayout: s.staffLayout(r, who, "title_calls"), Problem: problem, Most: callsShown}
	for _, c := range list {
		row := callRow{
			ID: c.ID, Path: callAt(c.ID), Label: c.Label, Day: dutchDate(c.Day()), ISO: isoDate(c.Day()), State: text("report_" + string(c.Newest.State)), StateKey: string(c.Newest.State),
			Open: c.Newest.Open, Report: dutchDate(c.ReportUntil), Words: dutchDate(c.TranscriptUntil),
		}
		if c.Newest.ID == 0 {
			row.Path, row.State, row.StateKey = recordingPath(c.ID), text("report_coming"), "concept"
		}
		if row.Label == "" {
			row.Label = fmt.Sprintf(text("call_unnamed"), c.ID)
		}
		if c.TranscriptGone != nil {
			row.Words = text("call_gone")
		}
		if !c.Newest.Working() {
			row.Open = 0
		}
		p.Rows = append(p.Rows, row)
	}
	return s.show(w, status, "staff/calls", p)
}

func callAt(id transcribe.CallID) string { return callPath + strconv.FormatInt(int64(id), 10) }

// findCall opens a call by its number, as a colleague gives it.
func (s *Server) findCall(w http.ResponseWriter, r *http.Request, who staff.Session) error {
	if s.config.Calls == nil {
		return errNoPage
	}
	form, err := s.staffForm(w, r)
	if err != nil {
		return err
	}
	n, err := strconv.ParseInt(strings.TrimSpace(form.Get("nummer")), 10, 64)
	if err != nil || n < 1 {
		return s.listCalls(w, r, who, http.StatusUnprocessableEntity, text("call_no_number"))
	}
	http.Redirect(w, r, callAt(transcribe.CallID(n)), http.StatusSeeOther)
	return nil
}

// clipped trims a text and cuts it to at most n characters.
func clipped(s string, n int) string {
	if r := []rune(strings.TrimSpace(s)); len(r) > n {
		return string(r[:n])
	}
	return strings.TrimSpace(s)
}
