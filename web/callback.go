package web

import (
	"errors"
	"net/http"
	"net/url"

	"wegwijzer/appointment"
	"wegwijzer/assistant"
	"wegwijzer/assistant/danger"
	"wegwijzer/internal/dutch"
)

// showCallBackForm asks on what number and when somebody wants to be called.
func (s *Server) showCallBackForm(w http.ResponseWriter, r *http.Request) error {
	if s.config.Calendar == nil {
		return errNoPage
	}
	return s.askCallBack(w, r, url.Values{}, "")
}

// callBack goes one step on with a wish to be called: everything is read back first, the summary in the person's own words, and only what was approved is
// kept. With a code it changes what was kept.
func (s *Server) callBack(w http.ResponseWriter, r *http.Request) error {
	form, err := s.bookingForm(w, r)
	if err != nil {
		return err
	}
	if r.PostForm.Has("instellen") {
		return s.askCallBack(w, r, url.Values{}, "")
	}
	wish := dutch.ReadWish(form.Get("wanneer"), dutch.MomentFrame{Now: s.now().In(amsterdam()), Hour: true})
	var wrong faults
	if form.Get("stap") != "anders" {
		wrong = wrong.phoneWrong(r, form, true, "callback_need_phone")
	}
	if wish.Unreal || wish.Past && len(wish.Options) == 0 {
		wrong = wrong.with("wanneer", textFor(r, "callback_when_again"))
	}
	if wrong != nil {
		return s.askCallBackAgain(w, r, form, "", wrong)
	}
	// Staff read the wish in Dutch, the person in the language of the page. What is not understood goes along as it was written.
	lang := settingsOf(r.PostForm).Code()
	when, told := assistant.WishText("nl", wish), assistant.WishText(lang, wish)
	if lang != "nl" && form.Get("wanneer") != "" && told == assistant.WishText(lang, dutch.Wish{}) {
		when, told = form.Get("wanneer"), form.Get("wanneer")
	}
	switch form.Get("stap") {
	case "anders":
		return s.askCallBack(w, r, form, "")
	case "akkoord":
		return s.keepCallBack(w, r, form, when, told)
	}
	if form.Get("bezoek") == "" {
		form.Set("bezoek", newVisit()) // so that a form that is sent twice is one wish
	}
	p := s.bookingPage(r, "callback_check")
	p.Fields = append(hidden(form), spokenFields(form)...)
	p.Said, p.When, p.Summary, p.Voicemail = form.Get("telefoon"), told, form.Get("verhaal"), form.Get("inspreek") == "ja"
	return s.show(w, http.StatusOK, "booking", p)
}

// keepCallBack keeps what the person approved.
func (s *Server) keepCallBack(w http.ResponseWriter, r *http.Request, form url.Values, when, told string) error {
	contact := contactOf(form)
	contact.Summary = form.Get("verhaal")
	p := s.bookingPage(r, "called")
	if code := form.Get("code"); code != "" {
		switch err := s.config.Calendar.ChangeCallBack(r.Context(), code, s.network(r), contact, when); {
		case errors.Is(err, appointment.ErrLate), errors.Is(err, appointment.ErrNoCode):
			return s.noCode(w, r, err)
		case err != nil:
			return s.callBackStalls(w, r, form, err)
		}
		p.Step, p.When = "callback_changed", told
		return s.show(w, http.StatusOK, "booking", p)
	}
	want := wantedOf(form)
	if want.Channel == "" {
		want.Channel = appointment.Phone
	}
	code, err := s.config.Calendar.CallBack(r.Context(), want, contact, when)
	if err != nil {
		return s.callBackStalls(w, r, form, err)
	}
	p.Code, p.When = code, told
	return s.show(w, http.StatusOK, "booking", p)
}

// callBackStalls asks again when something of ours kept the wish from being taken: what was filled in is still there, and so is the card.
func (s *Server) callBackStalls(w http.ResponseWriter, r *http.Request, form url.Values, err error) error {
	s.failed(r, http.StatusInternalServerError, err)
	return s.askCallBack(w, r, form, textFor(r, "trouble"))
}

// worry is the card for what somebody wrote in a wish to be called; nil when there is no danger in it. When it suits is read as the answer to its
// question: "zo snel mogelijk" by itself is a cry for help.
func (s *Server) worry(when, story, lang string) *noticeView {
	var worst assistant.Notice
	if when != "" {
		when = "Wanneer: " + when
	}
	for _, words := range []string{story, when} {
		if n, ok := s.config.Assistant.Danger(words, lang); ok && n.Level > worst.Level {
			worst = n
		}
	}
	if worst.Level == danger.None {
		return nil
	}
	view := newNoticeView(worst)
	return &view
}

// askCallBack shows the form, with what was filled in before.
func (s *Server) askCallBack(w http.ResponseWriter, r *http.Request, form url.Values, problem string) error {
	return s.askCallBackAgain(w, r, form, problem, nil)
}

// askCallBackAgain shows the form with what is the matter beside each field.
func (s *Server) askCallBackAgain(w http.ResponseWriter, r *http.Request, form url.Values, problem string, wrong faults) error {
	p := s.bookingPage(r, "callback")
	p.Faults, p.Problem, p.Fields = wrong, problem, hidden(form, "tijd", "vast", "telefoon", "inspreek", "bericht", "mail")
	p.Said, p.Wish, p.Summary, p.Voicemail = filledIn(r, form, "telefoon"), form.Get("wanneer"), form.Get("verhaal"), form.Get("inspreek") == "ja"
	if p.Moving = form.Get("code") != ""; !p.Moving {
		p.Here = callBackPath
	}
	p.Unstaffed = form.Get("soort") != "" // it comes from a calendar without a free time
	return s.show(w, http.StatusOK, "booking", p)
}

// spokenFields are the fields in the person's own words, for the next form.
func spokenFields(form url.Values) []field {
	var all []field
	for _, name := range []string{"wanneer", "verhaal"} {
		if form.Get(name) != "" {
			all = append(all, field{name, form.Get(name)})
		}
	}
	return all
}

// showCallBack shows the wish to be called that a code opens.
func (s *Server) showCallBack(w http.ResponseWriter, r *http.Request, code string, c appointment.Callback) error {
	p := s.bookingPage(r, "callback_mine")
	p.Fields, p.When, p.Said, p.Summary, p.Voicemail = []field{{"code", code}}, c.Wished, c.Contact.Phone, c.Contact.Summary, c.Contact.Voicemail
	switch c.State {
	case appointment.CallbackDone:
		p.Step = "callback_done"
	case appointment.CallbackWithdrawn:
		p.Step = "callback_withdrawn"
	}
	return s.show(w, http.StatusOK, "booking", p)
}

// withdrawCallBack takes a wish to be called back.
func (s *Server) withdrawCallBack(w http.ResponseWriter, r *http.Request) error {
	form, err := s.bookingForm(w, r)
	if err != nil {
		return err
	}
	if form.Get("stap") == "wijzigen" {
		found, err := s.config.Calendar.Lookup(r.Context(), form.Get("code"), s.network(r))
		if err != nil || found.Callback == nil || found.Callback.State != appointment.CallbackOpen {
			return s.noCode(w, r, appointment.ErrNoCode)
		}
		form.Set("telefoon", found.Callback.Contact.Phone)
		form.Set("verhaal", found.Callback.Contact.Summary)
		if found.Callback.Contact.Voicemail {
			form.Set("inspreek", "ja")
		}
		return s.askCallBack(w, r, form, "")
	}
	if err := s.config.Calendar.WithdrawCallBack(r.Context(), form.Get("code"), s.network(r)); err != nil {
		return s.noCode(w, r, err)
	}
	w.Header().Set("Clear-Site-Data", `"cache"`) // what was said is erased: here, and where the browser kept a page of it
	return s.show(w, http.StatusOK, "booking", s.bookingPage(r, "callback_withdrawn"))
}
