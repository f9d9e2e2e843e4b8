package web

import (
	"context"
	"errors"
	"net/http"
	"time"

	"wegwijzer/appointment"
	"wegwijzer/staff"
)

// Agenda is what the pages of staff need of the store of appointments.
type Agenda interface {
	Between(ctx context.Context, from, to time.Time, adviser appointment.AdviserID) ([]appointment.Seen, error)
	AdviserOf(ctx context.Context, person string) (appointment.AdviserID, error)
	Reach(ctx context.Context, id string) (appointment.Contact, appointment.Seen, error)
	Close(ctx context.Context, id string, state appointment.State) error
	Callbacks(ctx context.Context) ([]appointment.Callback, error)
	Called(ctx context.Context, id string) error
	Outbox(ctx context.Context, most int) ([]appointment.Sent, error)
	NewFeed(ctx context.Context, adviser appointment.AdviserID) (string, error)
	Feed(ctx context.Context, secret string) ([]byte, error)
	Away(ctx context.Context, adviser appointment.AdviserID, day time.Time, opens, closes int) error
	Reassign(ctx context.Context, adviser appointment.AdviserID, from, to time.Time) (placed int, left []appointment.Seen, err error)
}

// agendaPage is a week as a plain table. Nothing in it says who comes.
type agendaPage struct {
	staffLayout
	Title, Before, After string
	Days                 []agendaDay
	Adviser              bool // the person is an adviser and has a feed
	Feed                 string
	Notice               string
	Empty                bool
}

// agendaDay is a day of the week with its appointments.
type agendaDay struct {
	Name string
	ISO  string
	Rows []agendaRow
}

// agendaRow is an appointment in the week.
type agendaRow struct {
	ID, Time, Adviser, Service, Channel, Place, State, Wishes string
	Open                                                      bool // it began and how it went is not said yet
}

// agendaOnePage is one appointment with how the person may be reached. Opening it is written down.
type agendaOnePage struct {
	staffLayout
	Row     agendaRow
	When    string
	Contact appointment.Contact
	Gone    bool // contact was forgotten
	Problem string
}

// callbackPage lists who wants to be called. Opening it is written down.
type callbackPage struct {
	staffLayout
	Rows []callbackRow
}

// callbackRow is somebody who wants to be called.
type callbackRow struct {
	ID, Made, Wished, Lang, Interpreter, Phone, Voicemail, Summary string
}

// messagesPage shows what was and was not sent: never to whom, never what.
type messagesPage struct {
	staffLayout
	Missing []string // ways out that are not set up
	Rows    []messageRow
}

// messageRow is a line of the outbox.
type messageRow struct {
	Kind, Act, State, Problem, Made, Due string
}

const messagesShown = 200

func (s *Server) showAgenda(w http.ResponseWriter, r *http.Request, who staff.Session) error {
	return s.agenda(w, r, who, agendaPage{})
}

func (s *Server) agenda(w http.ResponseWriter, r *http.Request, who staff.Session, p agendaPage) error {
	if s.config.Agenda == nil {
		return errNoPage
	}
	day := s.now().In(amsterdam())
	if asked, err := time.ParseInLocation(time.DateOnly, r.PathValue("dag"), amsterdam()); err == nil {
		day = asked
	}
	monday := time.Date(day.Year(), day.Month(), day.Day()-(int(day.Weekday())+6)%7, 0, 0, 0, 0, amsterdam())
	adviser, err := s.config.Agenda.AdviserOf(r.Context(), string(who.Person.ID))
	if err != nil {
		return err
	}
	p.staffLayout = s.staffLayout(r, who, "title_agenda")
	p.Title = text("agenda_week") + " " + dutchDate(monday)
	p.Before, p.After, p.Adviser = monday.AddDate(0, 0, -7).Format(time.DateOnly), monday.AddDate(0, 0, 7).Format(time.DateOnly), adviser != 0
	if adviser == 0 && !who.Person.May(staff.Planner) {
		p.Empty = true
		return s.show(w, http.StatusOK, "staff/agenda", p)
	}
	if who.Person.May(staff.Planner) {
		adviser = 0
	}
	all, err := s.config.Agenda.Between(r.Context(), monday, monday.AddDate(0, 0, 7), adviser)
	if err != nil {
		return err
	}
	for d := range 7 {
		on := monday.AddDate(0, 0, d)
		p.Days = append(p.Days, agendaDay{Name: dutchDay(on), ISO: on.Format(time.DateOnly)})
	}
	for _, a := range all {
		i := (int(a.Starts.In(amsterdam()).Weekday()) + 6) % 7
		p.Days[i].Rows = append(p.Days[i].Rows, s.agendaRow(a))
	}
	return s.show(w, http.StatusOK, "staff/agenda", p)
}

func (s *Server) agendaRow(a appointment.Seen) agendaRow {
	row := agendaRow{
		ID: a.ID, Time: a.Starts.In(amsterdam()).Format("15.04") + "-" + a.Ends.In(amsterdam()).Format("15.04"), Adviser: a.Adviser, Service: text("service_" + a.Service),
		Channel: text("channel_" + a.Channel), Place: a.Place, State: text("state_" + a.State), Open: a.State == "booked" && !a.Starts.After(s.now()),
	}
	wish := func(set bool, words string) {
		if set && row.Wishes != "" {
			row.Wishes += ", "
		}
		if set {
			row.Wishes += words
		}
	}
	wish(a.Gender == "v", text("wish_woman"))
	wish(a.Gender == "m", text("wish_man"))
	wish(a.Interpreter != "", text("wish_interpreter")+" "+a.Interpreter)
	wish(a.Helper, text("wish_helper"))
	wish(a.ForOther, text("wish_other"))
	return row
}

func (s *Server) showAppointment(w http.ResponseWriter, r *http.Request, who staff.Session) error {
	return s.appointment(w, r, who, "")
}

func (s *Server) appointment(w http.ResponseWriter, r *http.Request, who staff.Session, problem string) error {
	if s.config.Agenda == nil {
		return errNoPage
	}
	p := agendaOnePage{staffLayout: s.staffLayout(r, who, "title_agenda"), Problem: problem}
	contact, a, err := s.config.Agenda.Reach(r.Context(), r.PathValue("id"))
	if errors.Is(err, appointment.ErrUnknown) {
		return errNoPage
	}
	if err != nil {
		return err
	}
	adviser, err := s.config.Agenda.AdviserOf(r.Context(), string(who.Person.ID))
	if err != nil {
		return err
	}
	if !who.Person.May(staff.Planner) && a.AdviserID != adviser {
		return errNotYours
	}
	p.Row, p.When, p.Contact, p.Gone = s.agendaRow(a), dutchMoment(a.Starts), contact, contact == appointment.Contact{}
	return s.show(w, http.StatusOK, "staff/agenda_one", p)
}

// closeAppointment writes down how an appointment went.
func (s *Server) closeAppointment(w http.ResponseWriter, r *http.Request, who staff.Session) error {
	form, err := s.staffForm(w, r)
	if err != nil {
		return err
	}
	if s.config.Agenda == nil {
		return errNoPage
	}
	state := appointment.Done
	if form.Get("hoe") == "noshow" {
		state = appointment.NoShow
	}
	err = s.config.Agenda.Close(r.Context(), r.PathValue("id"), state)
	if errors.Is(err, appointment.ErrStep) {
		return s.appointment(w, r, who, text("agenda_no_step"))
	}
	if err != nil {
		return err
	}
	http.Redirect(w, r, agendaPath, http.StatusSeeOther)
	return nil
}

// agendaPath is where the week is.
const agendaPath = "/medewerkers/afspraken"

// feedAgenda gives the person a new address for the calendar feed, and shows it once.
func (s *Server) feedAgenda(w http.ResponseWriter, r *http.Request, who staff.Session) error {
	if s.config.Agenda == nil {
		return errNoPage
	}
	adviser, err := s.config.Agenda.AdviserOf(r.Context(), string(who.Person.ID))
	if err != nil {
		return err
	}
	if adviser == 0 {
		return errNoPage
	}
	secret, err := s.config.Agenda.NewFeed(r.Context(), adviser)
	if err != nil {
		return err
	}
	return s.agenda(w, r, who, agendaPage{Feed: s.config.Address + "/rooster/" + secret})
}

// illAgenda takes the person out of the calendar for a day and finds others for what is booked.
func (s *Server) illAgenda(w http.ResponseWriter, r *http.Request, who staff.Session) error {
	form, err := s.staffForm(w, r)
	if err != nil {
		return err
	}
	if s.config.Agenda == nil {
		return errNoPage
	}
	adviser, err := s.config.Agenda.AdviserOf(r.Context(), string(who.Person.ID))
	if err != nil {
		return err
	}
	day, wrong := time.ParseInLocation(time.DateOnly, form.Get("dag"), amsterdam())
	if adviser == 0 || wrong != nil {
		return errGarbled
	}
	utc := time.Date(day.Year(), day.Month(), day.Day(), 0, 0, 0, 0, time.UTC)
	if err := s.config.Agenda.Away(r.Context(), adviser, utc, 0, 24*60); err != nil {
		return err
	}
	_, left, err := s.config.Agenda.Reassign(r.Context(), adviser, day, day.AddDate(0, 0, 1))
	if err != nil {
		return err
	}
	notice := text("agenda_away")
	if len(left) > 0 {
		notice = text("agenda_left")
		for _, a := range left {
			notice += " " + a.Starts.In(amsterdam()).Format("15.04")
		}
	}
	return s.agenda(w, r, who, agendaPage{Notice: notice})
}

// serveFeed serves the calendar feed of an adviser to the adviser's own calendar program: times with a neutral title and nothing else.
func (s *Server) serveFeed(w http.ResponseWriter, r *http.Request) error {
	if s.config.Agenda == nil {
		return errNoPage
	}
	feed, err := s.config.Agenda.Feed(r.Context(), r.PathValue("geheim"))
	if errors.Is(err, appointment.ErrUnknown) {
		return errNoPage
	}
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "text/calendar; charset=utf-8")
	_, _ = w.Write(feed) // the program may have gone
	return nil
}

func (s *Server) showCallbacks(w http.ResponseWriter, r *http.Request, who staff.Session) error {
	if s.config.Agenda == nil {
		return errNoPage
	}
	all, err := s.config.Agenda.Callbacks(r.Context())
	if err != nil {
		return err
	}
	p := callbackPage{staffLayout: s.staffLayout(r, who, "title_agenda")}
	for _, c := range all {
		row := callbackRow{ID: c.ID, Made: dutchMoment(c.Made), Wished: c.Wished, Lang: c.Lang, Interpreter: c.Interpreter, Phone: c.Contact.Phone, Summary: c.Contact.Summary, Voicemail: text("voicemail_no")}
		if c.Contact.Voicemail {
			row.Voicemail = text("voicemail_yes")
		}
		p.Rows = append(p.Rows, row)
	}
	return s.show(w, http.StatusOK, "staff/callbacks", p)
}

func (s *Server) calledBack(w http.ResponseWriter, r *http.Request, _ staff.Session) error {
	if s.config.Agenda == nil {
		return errNoPage
	}
	if err := s.config.Agenda.Called(r.Context(), r.PathValue("id")); err != nil && !errors.Is(err, appointment.ErrStep) {
		return err
	}
	http.Redirect(w, r, agendaPath+"/terugbellen", http.StatusSeeOther)
	return nil
}

func (s *Server) showMessages(w http.ResponseWriter, r *http.Request, who staff.Session) error {
	if s.config.Agenda == nil {
		return errNoPage
	}
	all, err := s.config.Agenda.Outbox(r.Context(), messagesShown)
	if err != nil {
		return err
	}
	p := messagesPage{staffLayout: s.staffLayout(r, who, "title_agenda")}
	for _, kind := range []string{"mail", "sms", "webhook"} {
		if !s.config.Sends[kind] {
			p.Missing = append(p.Missing, text("sent_"+kind))
		}
	}
	for _, m := range all {
		row := messageRow{
			Kind: text("sent_" + m.Kind), Act: text("sent_act_" + m.Act), State: text("sent_state_" + m.State), Problem: m.Problem, Made: dutchMoment(m.CreatedAt), Due: dutchMoment(m.DueAt),
		}
		if m.State == "sent" {
			row.Due = dutchMoment(m.SentAt)
		}
		p.Rows = append(p.Rows, row)
	}
	return s.show(w, http.StatusOK, "staff/messages", p)
}
