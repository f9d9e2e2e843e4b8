package web

import (
	"errors"
	"net/http"
	"net/url"
	"strings"
	"time"

	"wegwijzer/assistant"
	"wegwijzer/assistant/danger"
	"wegwijzer/staff"
)

// linesPage lists whom to reach.
type linesPage struct {
	staffLayout
	Lines   []helpLineView
	Today   string
	Changes []sheetChange
	Problem string
}

// helpLineView is a help line.
type helpLineView struct {
	Line, Name, Number, Hours, Chat, Source string
	Verified, ISO                           string
	Due                                     bool
}

func (s *Server) showLines(w http.ResponseWriter, r *http.Request, who staff.Session) error {
	return s.linesPage(w, r, who, http.StatusOK, "")
}

func (s *Server) linesPage(w http.ResponseWriter, r *http.Request, who staff.Session, status int, problem string) error {
	p := linesPage{staffLayout: s.staffLayout(r, who, "title_lines"), Today: isoDate(s.now().In(amsterdam())), Problem: problem}
	for _, c := range s.config.Sheet.Lines() {
		p.Lines = append(p.Lines, helpLineView{
			string(c.Line), c.Name("nl"), c.Number, c.Hours["nl"], c.Chat, c.Source, dutchDate(c.Verified.Time), isoDate(c.Verified.Time), s.now().Sub(c.Verified.Time) > verifyAgain,
		})
	}
	var err error
	if p.Changes, err = s.changes(r, assistant.LineEdit); err != nil {
		return err
	}
	return s.show(w, status, "staff/lines", p)
}

// saveLine keeps what is known of a help line.
func (s *Server) saveLine(w http.ResponseWriter, r *http.Request, who staff.Session, form url.Values) error {
	day := form.Get("nagekeken")
	if form.Get("vandaag") != "" {
		day = isoDate(s.now().In(amsterdam()))
	}
	verified, _ := time.Parse(time.DateOnly, day) // the sheet refuses a day that is none
	c := danger.Contact{
		Line: danger.Line(form.Get("lijn")), Number: strings.TrimSpace(form.Get("nummer")), Hours: map[string]string{"nl": strings.TrimSpace(form.Get("tijden"))},
		Chat: strings.TrimSpace(form.Get("chat")), Source: strings.TrimSpace(form.Get("bron")), Verified: danger.Date{Time: verified},
	}
	err := s.config.Sheet.SaveLine(r.Context(), c, string(who.Person.ID), s.now())
	if errors.Is(err, assistant.ErrSheet) {
		return s.linesPage(w, r, who, http.StatusUnprocessableEntity, text("line_problem"))
	}
	if err != nil {
		return err
	}
	http.Redirect(w, r, factsPath+"/hulplijnen", http.StatusSeeOther)
	return nil
}
