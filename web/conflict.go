package web

import (
	"encoding/hex"
	"errors"
	"net/http"
	"net/url"

	"wegwijzer/assistant"
	"wegwijzer/knowledge"
	"wegwijzer/staff"
)

// conflictsPage lists sentences of pages that contradict each other.
type conflictsPage struct {
	staffLayout
	Conflicts []conflictView
	Settled   int
}

// conflictView is a pair of sentences.
type conflictView struct {
	Pair       string
	One, Other quoteView
}

func (s *Server) showConflicts(w http.ResponseWriter, r *http.Request, who staff.Session) error {
	p := conflictsPage{staffLayout: s.staffLayout(r, who, "title_conflicts")}
	passages, err := s.config.PublicShelf.Passages(r.Context(), s.config.Collection)
	if err != nil && !errors.Is(err, knowledge.ErrUnknown) {
		return err
	}
	all, err := assistant.Conflicts(r.Context(), passages)
	if err != nil {
		return err
	}
	open, settled, err := s.config.Sheet.Unsettled(r.Context(), all)
	if err != nil {
		return err
	}
	p.Settled = settled
	for _, c := range open[:min(len(open), rowsShown)] {
		p.Conflicts = append(p.Conflicts, conflictView{hex.EncodeToString(c.Pair()), *s.quote(&c.One), *s.quote(&c.Other)})
	}
	return s.show(w, http.StatusOK, "staff/conflicts", p)
}

// settle keeps that two sentences are both right.
func (s *Server) settle(w http.ResponseWriter, r *http.Request, who staff.Session, form url.Values) error {
	pair, err := hex.DecodeString(form.Get("paar"))
	if err != nil || len(pair) != 32 {
		return errGarbled
	}
	if err := s.config.Sheet.Settle(r.Context(), pair, string(who.Person.ID)); err != nil {
		return err
	}
	http.Redirect(w, r, factsPath+"/tegenstrijdig", http.StatusSeeOther)
	return nil
}
