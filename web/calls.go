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
			row.Label = fmt.Sprintf(text("call_number"), c.ID)
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

<<<<<<< HEAD
=======
func (s *Server) uploadPage(r *http.Request, who staff.Session) uploadPage {
	p := uploadPage{staffLayout: s.staffLayout(r, who, "title_upload"), Limit: transcribe.MaxBytes >> 20, Consent: string(transcribe.Agreed), Lang: "nl"}
	for _, c := range [...]transcribe.Consent{transcribe.Agreed, transcribe.NotAsked, transcribe.Refused} {
		p.Consents = append(p.Consents, choice{string(c), text("consent_" + string(c))})
	}
	for _, l := range [...]string{"nl", "en", "ar", "tr", "pl", "uk", "fr", "pap"} {
		p.Langs = append(p.Langs, choice{l, text("lang_" + l)})
	}
	return p
}

func (s *Server) showUpload(w http.ResponseWriter, r *http.Request, who staff.Session) error {
	if s.config.Calls == nil {
		return errNoPage
	}
	return s.show(w, http.StatusOK, "staff/upload", s.uploadPage(r, who))
}

// upload reads a transcript, drafts its report and keeps both. What is wrong with the file is said on the page, and nothing is kept then.
func (s *Server) upload(w http.ResponseWriter, r *http.Request, who staff.Session) error {
	if s.config.Calls == nil {
		return errNoPage
	}
	select {
	case s.uploads <- struct{}{}:
		defer func() { <-s.uploads }()
	case <-r.Context().Done():
		return r.Context().Err()
	}
	p := s.uploadPage(r, who)
	form, data, err := readUpload(http.MaxBytesReader(w, r.Body, transcribe.MaxBytes+formRoom), r)
	p.Label, p.Day, p.FourEyes = form["naam"], form["dag"], form["vier_ogen"] != ""
	if form["toestemming"] != "" {
		p.Consent, p.Lang = form["toestemming"], form["taal"]
	}
	refuse := func(key string) error {
		p.Problem = text(key)
		return s.show(w, http.StatusUnprocessableEntity, "staff/upload", p)
	}
	if other := s.sameHand(who, form[handField]); other != nil {
		return other
	}
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		return refuse("upload_large")
	case err != nil:
		return errGarbled
	case len(data) == 0:
		return refuse("upload_none")
	case !among(p.Consents, p.Consent) || !among(p.Langs, p.Lang):
		return refuse("upload_consent")
	}
	var day time.Time
	if p.Day != "" {
		if day, err = time.Parse(time.DateOnly, p.Day); err != nil || day.After(s.now().AddDate(0, 0, 1)) {
			return refuse("upload_day")
		}
	}
	id, err := s.keepCall(r.Context(), data, day, transcribe.ConsentRecord{
		Answer: transcribe.Consent(p.Consent), Notice: text("consent_notice_" + p.Consent), Lang: p.Lang, By: who.Person.ID, At: s.now(),
	}, who.Person.ID)
	switch {
	case errors.Is(err, transcribe.ErrLarge):
		return refuse("upload_large")
	case errors.Is(err, transcribe.ErrEmpty):
		return refuse("upload_empty")
	case errors.Is(err, transcribe.ErrFormat):
		return refuse("upload_format")
	case err != nil:
		return err
	}
	if label := clipped(p.Label, 80); label != "" {
		if err := s.config.Calls.Name(r.Context(), id, label); err != nil {
			return err
		}
	}
	if p.FourEyes {
		if err := s.config.Calls.FourEyes(r.Context(), id, true); err != nil {
			return err
		}
	}
	http.Redirect(w, r, callAt(id), http.StatusSeeOther)
	return nil
}

func (s *Server) keepCall(ctx context.Context, data []byte, day time.Time, consent transcribe.ConsentRecord, owner staff.PersonID) (transcribe.CallID, error) {
	t, err := transcribe.Parse(data)
	if err != nil {
		return 0, err
	}
	id, _, err := s.config.Calls.Keep(ctx, t, transcribe.Draft(t, day), consent, owner)
	return id, err
}

func among(list []choice, value string) bool {
	for _, c := range list {
		if c.Value == value {
			return true
		}
	}
	return false
}

>>>>>>> ebf6285 (The first page of the desk says what waits for whoever comes in; a planner keeps the hours of colleagues; forms are refused in another's hands; the privacy officer finds who did what and holds the register against itself; the operator reads the checks; each role's day is walked through by keyboard)
// clipped trims a text and cuts it to at most n characters.
func clipped(s string, n int) string {
	if r := []rune(strings.TrimSpace(s)); len(r) > n {
		return string(r[:n])
	}
	return strings.TrimSpace(s)
}
