package web

import (
	"crypto/rand"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"time"

	"wegwijzer/appointment"
	"wegwijzer/assistant"
)

// mine shows, moves and cancels the appointment that a code opens. A code that opens nothing gets the same answer whatever is the matter with it.
func (s *Server) mine(w http.ResponseWriter, r *http.Request) error {
	form, err := s.bookingForm(w, r)
	if err != nil {
		return err
	}
	if r.PostForm.Has("instellen") {
		return s.askCode(w, r, "")
	}
	code, client := form.Get("code"), s.network(r)
	if strings.TrimSpace(r.PostForm.Get("code")) == "" { // nothing was filled in: that is no try of a code
		return s.askCode(w, r, textFor(r, "book_code_intro"))
	}
	switch form.Get("stap") {
	case "afzeggen":
		p := s.bookingPage(r, "cancel")
		p.Fields = []field{{"code", code}}
		return s.show(w, http.StatusOK, "booking", p)
	case "afgezegd":
		err := s.config.Calendar.Cancel(r.Context(), code, client)
		if err == nil {
			return s.show(w, http.StatusOK, "booking", s.bookingPage(r, "cancelled"))
		}
		return s.noCode(w, r, err)
	case "verzetten", "tijd":
		return s.moveMine(w, r, form)
	}
	found, err := s.config.Calendar.Lookup(r.Context(), code, client)
	switch {
	case err != nil:
		return s.noCode(w, r, err)
	case found.Callback != nil:
		return s.showCallBack(w, r, code, *found.Callback)
	}
	return s.show(w, http.StatusOK, "booking", s.minePage(r, "mine", code, *found.Booking))
}

func (s *Server) minePage(r *http.Request, step, code string, b appointment.Booking) bookingPage {
	p := s.bookingPage(r, step)
	p.When, p.How, p.With, p.Fields = assistant.WhenText(p.Set.Code(), b.Start), textFor(r, "channel_"+string(b.Channel)), b.Adviser, []field{{"code", code}}
	if b.Place != nil {
		p.Where = b.Place.Address
	}
	if b.State == appointment.Cancelled {
		p.Step = "cancelled"
	}
	p.Unstaffed, p.Video = b.Unstaffed, b.Link
	p.ChatNow = b.State == appointment.Booked && b.Channel == appointment.Chat && s.config.Handover != nil && s.now().After(b.Start.Add(-chatEarly)) && s.now().Before(b.End)
	if !b.Start.After(s.now()) && b.State != appointment.Cancelled && !p.ChatNow && (p.Video == "" || s.now().After(b.End)) {
		p.Step = "late"
	}
	return p
}

// chatEarly is how long before its time a chat can begin.
const chatEarly = 10 * time.Minute

// noCode says that a code opens nothing.
func (s *Server) noCode(w http.ResponseWriter, r *http.Request, err error) error {
	if errors.Is(err, appointment.ErrLate) {
		return s.show(w, http.StatusOK, "booking", s.bookingPage(r, "late"))
	}
	if !errors.Is(err, appointment.ErrNoCode) {
		return err
	}
	return s.askCode(w, r, textFor(r, "booking_no_code"))
}

// moveMine lets the person choose another time, and moves the appointment there.
func (s *Server) moveMine(w http.ResponseWriter, r *http.Request, form url.Values) error {
	code, client := form.Get("code"), s.network(r)
	b, err := s.config.Calendar.Details(r.Context(), code, client)
	if err != nil {
		return s.noCode(w, r, err)
	}
	if b.State != appointment.Booked || !b.Start.After(s.now()) {
		return s.show(w, http.StatusOK, "booking", s.minePage(r, "mine", code, b))
	}
	for name, v := range map[string]string{"soort": b.Service, "hoe": string(b.Channel), "plaats": b.Wanted.Place, "wie": b.Wanted.Gender, "tolk": b.Wanted.Interpreter} {
		form.Set(name, v)
	}
	if form.Get("bezoek") == "" {
		form.Set("bezoek", newVisit())
	}
	if form.Get("tijd") == "" {
		var wrong faults
		if form.Get("stap") == "tijd" && form.Get("vanaf") == "" {
			wrong = wrong.with(firstTime, textFor(r, "booking_choose_time"))
		}
		return s.chooseWhen(w, r, form, "", wrong)
	}
	start, err := time.Parse(time.RFC3339, form.Get("tijd"))
	if err != nil {
		return errGarbled
	}
	h, err := s.config.Calendar.Hold(r.Context(), b.Wanted, start, form.Get("bezoek"))
	if errors.Is(err, appointment.ErrTaken) || errors.Is(err, appointment.ErrUnknown) {
		form.Del("tijd")
		return s.chooseWhen(w, r, form, textFor(r, "booking_taken"), nil)
	}
	if err != nil {
		return err
	}
	moved, err := s.config.Calendar.Move(r.Context(), code, h.Token, client)
	if err != nil {
		return s.noCode(w, r, err)
	}
	return s.show(w, http.StatusOK, "booking", s.minePage(r, "moved", code, moved))
}

// newVisit names one walk through the pages: it holds one time at most.
func newVisit() string { return rand.Text() }
