package web

import (
	"net/http"
	"strconv"

	"wegwijzer/staff"
)

// reportView is a signed report that fits a question, with the sentence that fits best.
type reportView struct{ Path, Label, Day, ISO, Text string }

// reportsFound is how many reports stand among what was found.
const reportsFound = 5

// ownReports returns the signed reports of somebody's own calls that fit a question. What is shown is written down per call, before it is opened; a
// colleague's report is opened through its own page, with a reason.
func (s *Server) ownReports(r *http.Request, who staff.Session, question string) ([]reportView, error) {
	if s.config.Finder == nil || !who.Person.May(staff.Legal) {
		return nil, nil
	}
	fits, err := s.config.Finder.Find(r.Context(), who.Person.ID, question, reportsFound)
	if err != nil || len(fits) == 0 {
		return nil, err
	}
	var acts []staff.Act
	for _, f := range fits {
		acts = append(acts, staff.Act{
			Person: who.Person.ID, Role: who.Person.Role & staff.Legal, Name: "report.found", Object: staff.Object{Kind: "call", ID: strconv.FormatInt(int64(f.Call), 10)}, Outcome: staff.Granted, Origin: s.network(r),
		})
	}
	if err := s.recordAll(r.Context(), acts); err != nil {
		return nil, err
	}
	all, err := s.config.Finder.Open(r.Context(), fits)
	if err != nil {
		return nil, err
	}
	var views []reportView
	for _, x := range all {
		views = append(views, reportView{callAt(x.Call), x.Label, dutchDate(x.Day), isoDate(x.Day), x.Text})
	}
	return views, nil
}
