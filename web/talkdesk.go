package web

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"wegwijzer/handover"
	"wegwijzer/staff"
)

// talkers are who of staff may take a conversation over.
const talkers = staff.Member | staff.Legal | staff.Planner

// talksPath is where staff see who waits.
const talksPath = "/medewerkers/praten"

// How long a member of staff counts as there after loading a page or sending a form, and how long after a sign of a page that is open. The page stops
// giving signs when nobody touched it for half an hour.
const (
	presentPage = 5 * time.Minute
	presentLine = 2 * time.Minute
)

// talksPage is the board: who waits and the own talks. Nothing that was written is on it.
type talksPage struct {
	staffLayout
	Board  boardView
	Sample talkRow // of which the script takes the markup
	Notice string
}

// boardView is the board, as the page and its script show it.
type boardView struct {
	Open    bool      `json:"open"`
	Present bool      `json:"present"`
	Team    string    `json:"team"`
	Waiting []talkRow `json:"waiting"`
	Mine    []talkRow `json:"mine"`
}

// talkRow is a talk on the board.
type talkRow struct {
	ID      string `json:"id"`
	Since   string `json:"since"` // the hour at which it was asked
	Wait    string `json:"wait"`
	Lang    string `json:"lang"`
	Worried bool   `json:"worried"`
}

// talkDeskPage is a talk, as the member of staff who has it sees it.
type talkDeskPage struct {
	staffLayout
	ID      string
	Lang    string
	State   string
	Ended   bool
	Worried bool
	Next    string // id of the next line: sent twice is said once
	Last    int    // the last line on the page
	Speaker string
	Lines   []talkDeskLine
	Sample  talkDeskLine // of which the script takes the markup
}

// talkDeskLine is a line of it.
type talkDeskLine struct {
	N       int
	Own     bool
	Text    string
	Time    string
	Worried bool
}

// first is the first name of a member of staff: the only part that a visitor is told.
func first(who staff.Session) string {
	if name := strings.Fields(who.Person.Name); len(name) > 0 {
		return name[0]
	}
	return text("talk_staff")
}

func (s *Server) showTalks(w http.ResponseWriter, r *http.Request, who staff.Session) error {
	return s.talks(w, r, who, "")
}

func (s *Server) talks(w http.ResponseWriter, r *http.Request, who staff.Session, notice string) error {
	if s.config.Handover == nil {
		return errNoPage
	}
	if err := s.config.Handover.StillThere(r.Context(), string(who.Person.ID), presentPage); err != nil {
		return err
	}
	b, err := s.config.Handover.Board(r.Context(), string(who.Person.ID))
	if err != nil {
		return err
	}
	p := talksPage{staffLayout: s.staffLayout(r, who, "title_talks"), Board: s.board(b), Notice: notice}
	p.Script = "talks.js"
	return s.show(w, http.StatusOK, "staff/talks", p)
}

func (s *Server) board(b handover.Board) boardView {
	v := boardView{Open: b.Open, Present: b.Present, Team: text("talk_team_none")}
	switch {
	case b.Others == 1:
		v.Team = text("talk_team_one")
	case b.Others > 1:
		v.Team = strings.ReplaceAll(text("talk_team"), "{n}", fmt.Sprint(b.Others))
	}
	row := func(t handover.Talk) talkRow {
		waits := text("talk_wait_now")
		if m := int(s.now().Sub(t.AskedAt) / time.Minute); m > 0 {
			waits = strings.ReplaceAll(text("talk_wait"), "{n}", fmt.Sprint(m))
		}
		return talkRow{ID: t.ID, Since: t.AskedAt.In(amsterdam()).Format("15.04"), Wait: waits, Lang: textOr("lang_"+t.Lang, t.Lang), Worried: t.Worried}
	}
	v.Waiting, v.Mine = []talkRow{}, []talkRow{}
	for _, t := range b.Waiting {
		v.Waiting = append(v.Waiting, row(t))
	}
	for _, t := range b.Mine {
		v.Mine = append(v.Mine, row(t))
	}
	return v
}

// attendTalks says whether the person can be written with.
func (s *Server) attendTalks(w http.ResponseWriter, r *http.Request, who staff.Session) error {
	form, err := s.staffForm(w, r)
	if err != nil {
		return err
	}
	if s.config.Handover == nil {
		return errNoPage
	}
	person := string(who.Person.ID)
	if form.Get("hoe") == "weg" {
		err = s.config.Handover.Away(r.Context(), person)
	} else {
		err = s.config.Handover.Present(r.Context(), person, first(who), presentPage)
	}
	if errors.Is(err, handover.ErrClosed) {
		return s.talks(w, r, who, text("talk_closed"))
	}
	if err != nil {
		return err
	}
	http.Redirect(w, r, talksPath, http.StatusSeeOther)
	return nil
}

// takeTalk takes over a conversation.
func (s *Server) takeTalk(w http.ResponseWriter, r *http.Request, who staff.Session) error {
	if s.config.Handover == nil {
		return errNoPage
	}
	person := string(who.Person.ID)
	// Who takes a talk is there.
	if err := s.config.Handover.Present(r.Context(), person, first(who), presentPage); err != nil && !errors.Is(err, handover.ErrClosed) {
		return err
	}
	err := s.config.Handover.Take(r.Context(), r.PathValue("id"), person, first(who))
	if errors.Is(err, handover.ErrTaken) {
		return s.talks(w, r, who, text("talk_taken"))
	}
	if err != nil {
		return err
	}
	http.Redirect(w, r, talksPath+"/"+r.PathValue("id"), http.StatusSeeOther)
	return nil
}

func (s *Server) showTalkDesk(w http.ResponseWriter, r *http.Request, who staff.Session) error {
	if s.config.Handover == nil {
		return errNoPage
	}
	person := string(who.Person.ID)
	if err := s.config.Handover.StillThere(r.Context(), person, presentPage); err != nil {
		return err
	}
	u, err := s.config.Handover.Read(r.Context(), r.PathValue("id"), person, 0)
	if errors.Is(err, handover.ErrUnknown) {
		return errNotYours
	}
	if err != nil {
		return err
	}
	p := talkDeskPage{
		staffLayout: s.staffLayout(r, who, "title_talk"), ID: u.Talk.ID, Lang: textOr("lang_"+u.Talk.Lang, u.Talk.Lang), State: string(u.Talk.State), Ended: u.Talk.State == handover.Ended,
		Worried: u.Talk.Worried, Next: rand.Text(), Speaker: deskSpeaker(u.Talk),
	}
	p.Script = "talks.js"
	for _, l := range u.Lines {
		p.Last = l.N
		p.Lines = append(p.Lines, talkDeskLine{l.N, l.Author == handover.Staff, l.Text, l.At.In(amsterdam()).Format("15.04"), l.Worried})
	}
	return s.show(w, http.StatusOK, "staff/talk", p)
}

// deskSpeaker says how a talk stands, for who has it.
func deskSpeaker(t handover.Talk) string {
	if t.State == handover.Ended {
		return text("talk_desk_ended_" + or(string(t.EndedBy), string(handover.Staff)))
	}
	return text("talk_desk_talking")
}

// replyTalk sends what the member of staff wrote.
func (s *Server) replyTalk(w http.ResponseWriter, r *http.Request, who staff.Session) error {
	form, err := s.staffForm(w, r)
	if err != nil {
		return err
	}
	if s.config.Handover == nil {
		return errNoPage
	}
	id, person := r.PathValue("id"), string(who.Person.ID)
	if form.Get("typt") != "" {
		err = s.config.Handover.ReplyTypes(r.Context(), id, person)
	} else if strings.TrimSpace(form.Get("tekst")) != "" {
		if err = s.config.Handover.StillThere(r.Context(), person, presentPage); err == nil {
			_, err = s.config.Handover.Reply(r.Context(), id, person, form.Get("nr"), form.Get("tekst"))
		}
	}
	switch {
	case errors.Is(err, handover.ErrUnknown):
		return errNotYours
	case errors.Is(err, handover.ErrTooLong) && form.Get("script") == "":
		return errTooLong
	case err != nil && !errors.Is(err, handover.ErrTooLong) && !errors.Is(err, handover.ErrEnded) && !errors.Is(err, handover.ErrTooMany):
		return err
	case form.Get("script") != "":
		if err != nil {
			w.WriteHeader(http.StatusConflict)
		} else {
			w.WriteHeader(http.StatusNoContent)
		}
		return nil
	}
	http.Redirect(w, r, talksPath+"/"+id, http.StatusSeeOther)
	return nil
}

// returnTalk gives a talk back to the computer.
func (s *Server) returnTalk(w http.ResponseWriter, r *http.Request, who staff.Session) error {
	if s.config.Handover == nil {
		return errNoPage
	}
	err := s.config.Handover.Return(r.Context(), r.PathValue("id"), string(who.Person.ID))
	if err != nil && !errors.Is(err, handover.ErrEnded) && !errors.Is(err, handover.ErrUnknown) {
		return err
	}
	http.Redirect(w, r, talksPath, http.StatusSeeOther)
	return nil
}

// followTalks keeps the board of a member of staff up to date, and shows that a page is open.
func (s *Server) followTalks(w http.ResponseWriter, r *http.Request, who staff.Session) error {
	return s.staffEvents(w, r, who, func(ctx context.Context, person string, emit func(any) error) error {
		return s.config.Handover.Watch(ctx, person, func(b handover.Board) error { return emit(s.board(b)) })
	})
}

// followTalkDesk keeps a talk of a member of staff up to date.
func (s *Server) followTalkDesk(w http.ResponseWriter, r *http.Request, who staff.Session) error {
	var after int
	_, _ = fmt.Sscanf(r.URL.Query().Get("na"), "%d", &after) // without it everything comes again, and the page knows what it has
	return s.staffEvents(w, r, who, func(ctx context.Context, person string, emit func(any) error) error {
		return s.config.Handover.Attend(ctx, r.PathValue("id"), person, after, func(u handover.Update) error { return emitAll(talkFrames(u, true), emit) })
	})
}

// staffEvents serves events for a minute: then the browser comes back by itself, and has to be signed in still.
func (s *Server) staffEvents(w http.ResponseWriter, r *http.Request, who staff.Session, follow func(ctx context.Context, person string, emit func(any) error) error) error {
	if s.config.Handover == nil {
		return errNoPage
	}
	person := string(who.Person.ID)
	if err := s.config.Handover.StillThere(r.Context(), person, presentLine); err != nil {
		return err
	}
	return s.events(w, r, func(ctx context.Context, emit func(any) error) error {
		ctx, cancel := context.WithTimeout(ctx, staffLine)
		defer cancel()
		if err := follow(ctx, person, emit); err != nil && ctx.Err() == nil && !errors.Is(err, handover.ErrUnknown) {
			return err
		}
		return nil
	})
}
