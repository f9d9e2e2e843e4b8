package web

import (
	"errors"
	"net/http"
	"strconv"
	"strings"

	"wegwijzer/assistant"
	"wegwijzer/staff"
)

// resume shows a kept conversation to whoever has its code, and goes on with it.
func (s *Server) resume(w http.ResponseWriter, r *http.Request, p chatPage) error {
	if s.config.Chats == nil {
		return errNoPage
	}
	code := r.PostForm.Get("code")
	if strings.TrimSpace(code) == "" { // nothing was filled in: that is no try
		p.Faults = p.Faults.with("code", textIn(p.Set.Code(), "book_code_intro"))
		return s.show(w, http.StatusOK, "chat", p)
	}
	kept, err := s.config.Chats.Open(r.Context(), code, s.network(r))
	if errors.Is(err, assistant.ErrNoConversation) {
		p.Faults, p.Tried = p.Faults.with("code", textIn(p.Set.Code(), "page_resume_wrong")), clipped(code, shownOfLong)
		return s.show(w, http.StatusOK, "chat", p)
	}
	if err != nil {
		return err
	}
	for i, said := range kept.Said {
		p.Said = append(p.Said, exchange{said.Question, newAnswerView("v"+strconv.Itoa(i), said.Answer)})
	}
	p.Told, p.Kept, p.Set.Keep = "page_resumed", true, "ja"
	if p.State, err = s.sealer.close(&kept.Memory); err != nil {
		return err
	}
	return s.show(w, http.StatusOK, "chat", p)
}

// forget erases the kept conversation of the page that asks for it, and writes down the proof.
func (s *Server) forget(w http.ResponseWriter, r *http.Request, p chatPage) error {
	id := s.sealer.open(r.PostForm.Get("staat")).Kept
	p.Set.Keep = ""
	if s.config.Chats == nil || id == "" {
		return s.show(w, http.StatusOK, "chat", p)
	}
	n, err := s.config.Chats.Erase(r.Context(), id)
	if err != nil {
		return err
	}
	if n > 0 && s.config.Desk != nil {
		if _, err := s.config.Desk.Prove(r.Context(), "conversation", staff.ByRequest, staff.Object{Kind: "conversation", ID: id}, n, staff.Act{Origin: s.network(r)}); err != nil {
			return err
		}
	}
	p.Told = "page_forgotten"
	return s.show(w, http.StatusOK, "chat", p)
}
