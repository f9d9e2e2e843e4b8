package web

import (
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"wegwijzer/knowledge"
	"wegwijzer/staff"
)

// goldenPage lists the questions by which changes are measured.
type goldenPage struct {
	staffLayout
	Query     string
	Questions []goldenView
	Count     int
	Most      int
	Problem   string
}

// goldenView is one such question.
type goldenView struct {
	ID                    int64
	Question, Kind, Pages string
}

func (s *Server) showGolden(w http.ResponseWriter, r *http.Request, who staff.Session) error {
	return s.golden(w, r, who, http.StatusOK, "")
}

func (s *Server) golden(w http.ResponseWriter, r *http.Request, who staff.Session, status int, problem string) error {
	all, err := s.config.Editor.Golden(r.Context(), s.config.Collection)
	if err != nil {
		return err
	}
	p := goldenPage{staffLayout: s.staffLayout(r, who, "title_golden"), Query: r.URL.Query().Get("zoek"), Count: len(all), Most: rowsShown, Problem: problem}
	for _, q := range slices.Backward(all) {
		if len(p.Questions) < rowsShown && holds(p.Query, q.Question, strings.Join(q.Pages, " ")) {
			p.Questions = append(p.Questions, goldenView{q.ID, q.Question, kindName(q.Kind), strings.Join(q.Pages, ", ")})
		}
	}
	return s.show(w, status, "staff/golden", p)
}

// kindName names a kind of question.
func kindName(kind string) string { return textOr("asked_"+kind, kind) }

// The size of a question to measure by.
const (
	longestGolden = 500
	mostPages     = 20
)

// changeGolden adds a question to measure by, or takes one away.
func (s *Server) changeGolden(w http.ResponseWriter, r *http.Request, who staff.Session, form url.Values) error {
	if form.Get("weg") != "" {
		id, err := strconv.ParseInt(form.Get("weg"), 10, 64)
		if err != nil {
			return errGarbled
		}
		if err := s.config.Editor.DropGolden(r.Context(), s.config.Collection, id); err != nil && !errors.Is(err, knowledge.ErrUnknown) {
			return err
		}
	} else {
		q := knowledge.Golden{Question: strings.Join(strings.Fields(form.Get("vraag")), " "), Kind: "team", Pages: strings.Fields(strings.ReplaceAll(form.Get("paginas"), ",", " "))}
		for i, page := range q.Pages {
			q.Pages[i] = pathOnly(page)
		}
		if q.Question == "" || len(q.Question) > longestGolden || len(q.Pages) == 0 || len(q.Pages) > mostPages {
			return s.golden(w, r, who, http.StatusUnprocessableEntity, text("golden_problem"))
		}
		if err := s.config.Editor.AddGolden(r.Context(), s.config.Collection, []knowledge.Golden{q}); err != nil {
			return err
		}
	}
	http.Redirect(w, r, done(wordsPath+"/meetvragen", doneSaved), http.StatusSeeOther)
	return nil
}

// pathOnly returns the part of an address that stays the same when a site moves.
func pathOnly(address string) string {
	if u, err := url.Parse(address); err == nil && u.Host != "" {
		return u.RequestURI()
	}
	return address
}
