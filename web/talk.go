package web

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strconv"
	"strings"

	"wegwijzer/assistant"
	"wegwijzer/handover"
)

// talkPage is the talk with a member of staff for browsers without script. With script the same talk goes on in the page of the conversation.
type talkPage struct {
	layout
	Step    string // ask, nobody, talk, ended
	Problem string
	Passed  string // what can be passed on, for the person to change; in a talk, what was not taken
	Secret  string
	State   string // what the conversation with the computer remembers, sealed
	Speaker string // who speaks here, in one sentence
	Staff   string // first name
	ID      string // of the next line: sent twice is said once
	Lines   []talkLine
	Notice  *noticeView
}

// talkPath is where somebody asks for a member of staff.
const talkPath = "/praten"

// talkLine is a line as the page shows it.
type talkLine struct {
	Own  bool
	Who  string
	Text string
	Time string
}

// talkMessage is what the script of the page sends. Type is ask, say, types or leave.
type talkMessage struct {
	Type   string `json:"type"`
	Secret string `json:"secret"`
	ID     string `json:"id"`
	Text   string `json:"text"` // of say; of ask what the person chose to pass on
	Lang   string `json:"lang"`
	State  string `json:"state"` // of suggest: what the conversation with the computer remembers, sealed
}

// talkReply answers it.
type talkReply struct {
	Secret string `json:"secret,omitempty"`
	Text   string `json:"text,omitempty"`   // what went wrong, for the person; or of suggest what could be passed on
	Nobody bool   `json:"nobody,omitempty"` // nobody is there: a callback is what can be offered
	Ended  bool   `json:"ended,omitempty"`
	Notice *frame `json:"notice,omitempty"` // the card, when what was written says danger
}

// staffed reports whether a member of staff can be asked for now. When that cannot be known, the page works without.
func (s *Server) staffed(ctx context.Context) bool {
	if s.config.Handover == nil {
		return false
	}
	there, err := s.config.Handover.Staffed(ctx)
	return err == nil && there
}

// toPerson reports whether an answer leads to a person, so that the page offers one.
func toPerson(a assistant.Answer) bool {
	return a.Status == assistant.HandedOver || a.Status == assistant.Appointment || len(a.Notices) > 0 && a.Notices[0].Kind == assistant.DangerNotice
}

// passable is what of a conversation with the computer a person may want to pass on: the last questions, redacted.
func passable(m *assistant.Memory) string {
	if len(m.Asked) == 0 {
		return ""
	}
	return m.Asked[len(m.Asked)-1]
}

// talkMessages takes what the script of the page sends.
func (s *Server) talkMessages(w http.ResponseWriter, r *http.Request) error {
	if s.config.Handover == nil {
		return errNoPage
	}
	if !s.welcome(r) {
		return errForeign
	}
	var m talkMessage
	content, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxAsk))
	if err != nil || json.Unmarshal(content, &m) != nil || len(m.ID) > maxID || len(m.Secret) > maxID {
		return errGarbled
	}
	var reply talkReply
	lang := or(pageLang(m.Lang), "nl")
	switch {
	case len(content) > maxMessage: // nobody reads so much, but there may be danger in it
		reply.Notice, reply.Text = s.dangerFrame(m.Text, lang), tooLongIn(lang)
	case m.Type == "suggest":
		reply.Text, reply.Nobody = passable(s.sealer.open(m.State)), !s.staffed(r.Context())
		if reply.Nobody {
			reply.Text = textIn(lang, "talk_nobody")
		}
	case m.Type == "ask":
		reply.Notice = s.dangerFrame(m.Text, lang)
		reply.Secret, err = s.config.Handover.Ask(r.Context(), handover.Request{Lang: lang, Passed: m.Text, Worried: reply.Notice != nil, Origin: s.network(r)})
	case m.Type == "say":
		// The check runs on what is written to a person too: the card stands there before the person has read it.
		reply.Notice = s.dangerFrame(m.Text, lang)
		_, err = s.config.Handover.Say(r.Context(), m.Secret, m.ID, m.Text, reply.Notice != nil)
	case m.Type == "types":
		err = s.config.Handover.Types(r.Context(), m.Secret)
	case m.Type == "leave":
		err = s.config.Handover.Leave(r.Context(), m.Secret)
	default:
		return errGarbled
	}
	switch {
	case errors.Is(err, handover.ErrNobody):
		reply.Nobody, reply.Text = true, textIn(lang, "talk_nobody")
	case errors.Is(err, handover.ErrUnknown), errors.Is(err, handover.ErrEnded):
		reply.Ended = true
	case errors.Is(err, handover.ErrTooMany):
		reply.Text = textIn(lang, "too_many")
	case errors.Is(err, handover.ErrTooLong):
		reply.Text = textIn(lang, "page_too_long")
	case err != nil && reply.Notice != nil:
		s.failed(r, http.StatusInternalServerError, err) // the card is shown whatever is down
		reply.Text = textIn(lang, "trouble")
	case err != nil:
		return err
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	return json.NewEncoder(w).Encode(reply)
}

// dangerFrame is the card for what somebody writes; nil when it says no danger.
func (s *Server) dangerFrame(words, lang string) *frame {
	n, ok := s.config.Assistant.Danger(words, lang)
	if !ok {
		return nil
	}
	f := noticeFrame(n)
	return &f
}

func (s *Server) showTalk(w http.ResponseWriter, r *http.Request) error {
	if s.config.Handover == nil {
		return errNoPage
	}
	return s.askTalk(w, r, "", "")
}

// askTalk asks what may be passed on, or says that nobody is there.
func (s *Server) askTalk(w http.ResponseWriter, r *http.Request, passed, state string) error {
	p := talkPage{layout: s.forVisitor(r), Step: "ask", Passed: passed, State: state}
	if state == "" && passed == "" {
		p.Here = talkPath
	}
	if !s.staffed(r.Context()) {
		p.Step = "nobody"
	}
	return s.show(w, http.StatusOK, "talk", p)
}

// talk goes one step on with a talk without script.
func (s *Server) talk(w http.ResponseWriter, r *http.Request) error {
	if s.config.Handover == nil {
		return errNoPage
	}
	if err := s.crossOrigin.Check(r); err != nil {
		return errForeign
	}
	r.Body = http.MaxBytesReader(w, r.Body, maxMessage)
	if err := r.ParseForm(); err != nil {
		return errGarbled
	}
	ctx, form := r.Context(), r.PostForm
	secret, words, state := form.Get("sleutel"), form.Get("tekst"), form.Get("staat")
	p := talkPage{layout: s.forVisitor(r), Step: "talk", State: state, Secret: secret}
	lang := p.Set.Code()
	if n, ok := s.config.Assistant.Danger(words, lang); ok {
		view := newNoticeView(n)
		p.Notice = &view
	}
	var err error
	switch form.Get("stap") {
	case "vraag":
		p.Secret, err = s.config.Handover.Ask(ctx, handover.Request{Lang: lang, Passed: words, Worried: p.Notice != nil, Origin: s.network(r)})
	case "zeg":
		if strings.TrimSpace(words) == "" {
			p.Faults = p.Faults.with("tekst", textIn(lang, "talk_empty"))
			break
		}
		_, err = s.config.Handover.Say(ctx, secret, form.Get("nr"), words, p.Notice != nil)
	case "kijk":
	case "stop":
		if err = s.config.Handover.Leave(ctx, secret); err == nil || errors.Is(err, handover.ErrUnknown) {
			p.Step, p.Speaker = "ended", textIn(lang, "talk_ended_visitor")
			return s.show(w, http.StatusOK, "talk", p)
		}
	default:
		return s.askTalk(w, r, passable(s.sealer.open(state)), state)
	}
	switch {
	case errors.Is(err, handover.ErrNobody):
		p.Step = "nobody"
		return s.show(w, http.StatusOK, "talk", p)
	case errors.Is(err, handover.ErrTooMany):
		p.Problem, p.Passed = textIn(lang, "too_many"), words
	case errors.Is(err, handover.ErrTooLong):
		p.Problem, p.Passed = textIn(lang, "page_too_long"), words
		if p.Secret == "" {
			p.Step = "ask"
			return s.show(w, http.StatusRequestEntityTooLarge, "talk", p)
		}
	case errors.Is(err, handover.ErrEnded), errors.Is(err, handover.ErrUnknown):
		p.Step, p.Speaker = "ended", textIn(lang, "talk_ended_staff")
		return s.show(w, http.StatusOK, "talk", p)
	case err != nil:
		return s.talkStalls(w, r, p, err)
	}
	u, err := s.config.Handover.See(ctx, p.Secret, 0)
	if err != nil && !errors.Is(err, handover.ErrUnknown) {
		return s.talkStalls(w, r, p, err)
	}
	if err != nil || u.Talk.State == handover.Ended {
		p.Step = "ended"
	}
	p.Staff, p.Speaker, p.ID = u.Talk.Name, speakerOf(lang, u.Talk), rand.Text()
	p.Lines = talkLines(u, handover.Visitor)
	return s.show(w, http.StatusOK, "talk", p)
}

// talkStalls shows the step that something of ours kept from going on, with the card and what the person wrote. Sent again it is said once.
func (s *Server) talkStalls(w http.ResponseWriter, r *http.Request, p talkPage, err error) error {
	s.failed(r, http.StatusInternalServerError, err)
	p.Problem, p.Passed, p.ID = textIn(p.Set.Code(), "trouble"), r.PostForm.Get("tekst"), or(r.PostForm.Get("nr"), rand.Text())
	if p.Secret == "" {
		p.Step = "ask"
	}
	return s.show(w, http.StatusInternalServerError, "talk", p)
}

// speakerOf says who speaks: a person, by name, or nobody yet, or the computer again.
func speakerOf(lang string, t handover.Talk) string {
	switch {
	case t.State == handover.Talking:
		return strings.ReplaceAll(textIn(lang, "talk_with"), "{name}", t.Name)
	case t.State == handover.Waiting && t.Before == 0:
		return textIn(lang, "talk_waiting_first")
	case t.State == handover.Waiting && t.Before == 1:
		return textIn(lang, "talk_waiting_second")
	case t.State == handover.Waiting:
		return strings.ReplaceAll(textIn(lang, "talk_waiting"), "{before}", strconv.Itoa(t.Before))
	}
	return textIn(lang, "talk_ended_"+or(string(t.EndedBy), string(handover.Staff)))
}

// talkLines are lines as the side of own reads them.
func talkLines(u handover.Update, own handover.Author) []talkLine {
	var all []talkLine
	for _, l := range u.Lines {
		x := talkLine{Own: l.Author == own, Text: l.Text, Time: l.At.In(amsterdam()).Format("15.04")}
		if l.Author == handover.Staff {
			x.Who = u.Talk.Name
		}
		all = append(all, x)
	}
	return all
}
