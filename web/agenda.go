package web

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"
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
	Extra(ctx context.Context, adviser appointment.AdviserID, day time.Time, opens, closes int, place string) error
	Reassign(ctx context.Context, adviser appointment.AdviserID, from, to time.Time) (placed int, left []appointment.Seen, err error)
	Cover(ctx context.Context, id string) (bool, error)
	CancelForStaff(ctx context.Context, id string) error
	Unstaffed(ctx context.Context) ([]appointment.Seen, error)
	SetLink(ctx context.Context, id, link string) error
	Advisers(ctx context.Context) ([]appointment.Adviser, error)
	Employ(ctx context.Context, a appointment.Adviser) (appointment.AdviserID, error)
	Availability(ctx context.Context, adviser appointment.AdviserID) ([]appointment.Rule, []appointment.Difference, error)
	AddRule(ctx context.Context, r appointment.Rule) error
	RemoveRule(ctx context.Context, adviser appointment.AdviserID, id int64) error
	RemoveDifference(ctx context.Context, adviser appointment.AdviserID, id int64) error
	Capacity(ctx context.Context, from, to time.Time) ([]appointment.Room, error)
	Locations(ctx context.Context) ([]appointment.Place, error)
	Wished(ctx context.Context) (int, error)
	Hire(ctx context.Context, a appointment.Adviser) (appointment.AdviserID, error)
	Change(ctx context.Context, a appointment.Adviser) error
	Retire(ctx context.Context, id appointment.AdviserID) (placed int, left []appointment.Seen, err error)
	Hours(ctx context.Context) (map[appointment.AdviserID]int, error)
	DaysOff(ctx context.Context) ([]appointment.Difference, error)
	RemoveDayOff(ctx context.Context, id int64) error
}

// agendaPage is a week as a plain table. Nothing in it says who comes.
type agendaPage struct {
	staffLayout
	Heading, Before, After string
	Days                   []agendaDay
	Adviser                bool // the person is an adviser and has a feed
	Feed                   string
	Notice                 string
	Empty                  bool
	Planner                bool     // sees everybody, and what has to be arranged
	Advisers               []choice // for whom a planner can say that they are away
	Arrange                []agendaRow
	One                    bool   // it is a day and not a week
	Today                  string // the date
}

// agendaDay is a day of the week with its appointments.
type agendaDay struct {
	Name string
	ISO  string
	Rows []agendaRow
	Room string // how much of the day can still be booked

	Today bool
}

// agendaRow is an appointment in the week.
type agendaRow struct {
	ID, Time, Adviser, Service, Channel, Place, State, Wishes string
	Open                                                      bool // it began and how it went is not said yet
	Day                                                       string
	Unstaffed                                                 bool
	Video                                                     bool
}

// agendaOnePage is one appointment with how the person may be reached. Opening it is written down.
type agendaOnePage struct {
	staffLayout
	Row     agendaRow
	When    string
	Contact appointment.Contact
	Gone    bool // contact was forgotten
	Keyless bool // contact stands there, and its key is not here
	Cancel  bool // it can be taken away after it was spoken about
	Problem string
}

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
	first, days := time.Date(day.Year(), day.Month(), day.Day()-(int(day.Weekday())+6)%7, 0, 0, 0, 0, amsterdam()), 7
	p.Heading = text("agenda_week") + " " + dutchDate(first)
	if p.One {
		first, days = time.Date(day.Year(), day.Month(), day.Day(), 0, 0, 0, 0, amsterdam()), 1
		p.Heading = text("agenda_day") + " " + dutchDay(first)
	}
	adviser, err := s.config.Agenda.AdviserOf(r.Context(), string(who.Person.ID))
	if err != nil {
		return err
	}
	p.staffLayout, p.Today = s.staffLayout(r, who, "title_agenda"), isoDate(s.now().In(amsterdam()))
	p.Title = p.Heading + " - " + text("title_home")
	p.Before, p.After, p.Adviser, p.Planner = first.AddDate(0, 0, -days).Format(time.DateOnly), first.AddDate(0, 0, days).Format(time.DateOnly), adviser != 0, who.Person.May(staff.Planner)
	if adviser == 0 && !p.Planner {
		p.Empty = true
		return s.show(w, http.StatusOK, "staff/agenda", p)
	}
	if p.Planner {
		adviser = 0
		if err := s.planning(r.Context(), &p); err != nil {
			return err
		}
	}
	all, err := s.config.Agenda.Between(r.Context(), first, first.AddDate(0, 0, days), adviser)
	if err != nil {
		return err
	}
	for d := range days {
		on := first.AddDate(0, 0, d)
		p.Days = append(p.Days, agendaDay{Name: dutchDay(on), ISO: on.Format(time.DateOnly), Today: on.Format(time.DateOnly) == p.Today})
	}
	if p.Planner {
		rooms, err := s.config.Agenda.Capacity(r.Context(), first, first.AddDate(0, 0, days-1))
		if err != nil {
			return err
		}
		for i := range min(len(rooms), len(p.Days)) {
			p.Days[i].Room = roomText(rooms[i])
		}
	}
	for _, a := range all {
		i := (int(a.Starts.In(amsterdam()).Weekday()) + 6) % 7
		if p.One {
			i = 0
		}
		p.Days[i].Rows = append(p.Days[i].Rows, s.agendaRow(a))
	}
	return s.show(w, http.StatusOK, "staff/agenda", p)
}

// planning adds what only a planner sees: what has to be arranged, and for whom can be said that they are away.
func (s *Server) planning(ctx context.Context, p *agendaPage) error {
	left, err := s.config.Agenda.Unstaffed(ctx)
	if err != nil {
		return err
	}
	for _, a := range left {
		p.Arrange = append(p.Arrange, s.agendaRow(a))
	}
	advisers, err := s.config.Agenda.Advisers(ctx)
	if err != nil {
		return err
	}
	for _, a := range advisers {
		p.Advisers = append(p.Advisers, choice{strconv.FormatInt(int64(a.ID), 10), a.Name})
	}
	return nil
}

// roomText says how much of a day can be booked: in hours, for that is how people plan.
func roomText(r appointment.Room) string {
	if r.Open == 0 {
		return text("agenda_no_room")
	}
	return strings.NewReplacer("{n}", strconv.Itoa(r.Advisers), "{open}", hoursText(r.Open), "{taken}", hoursText(r.Taken)).Replace(text("agenda_room"))
}

func (s *Server) showAgendaDay(w http.ResponseWriter, r *http.Request, who staff.Session) error {
	return s.agenda(w, r, who, agendaPage{One: true})
}

func (s *Server) agendaRow(a appointment.Seen) agendaRow {
	row := agendaRow{
		ID: a.ID, Time: a.Starts.In(amsterdam()).Format("15.04") + "-" + a.Ends.In(amsterdam()).Format("15.04"), Adviser: a.Adviser, Service: text("service_" + a.Service),
		Channel: text("channel_" + a.Channel), Place: a.Place, State: text("state_" + a.State), Open: a.State == "booked" && !a.Starts.After(s.now()),
		Day: dutchDay(a.Starts), Unstaffed: a.Unstaffed, Video: a.Channel == string(appointment.Video) && a.State == "booked",
	}
	if a.Unstaffed {
		row.State = text("state_unstaffed")
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
	p := agendaOnePage{staffLayout: s.staffLayout(r, who, "title_appointment"), Problem: problem}
	contact, a, err := s.config.Agenda.Reach(r.Context(), r.PathValue("id"))
	if errors.Is(err, appointment.ErrUnknown) {
		return errNoPage
	}
	if p.Keyless = errors.Is(err, appointment.ErrUnreadable); err != nil && !p.Keyless {
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
	p.Cancel = a.State == string(appointment.Booked) && !a.Unstaffed && a.Starts.After(s.now())
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
	if ok, err := s.mayArrange(r.Context(), r.PathValue("id"), who); err != nil || !ok {
		return errors.Join(errNotYours, err)
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

// illAgenda takes somebody out of the calendar for some days and finds others for what is booked: the person who asks, or for a planner anybody.
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
	if n, wrong := strconv.ParseInt(form.Get("wie"), 10, 64); wrong == nil {
		if !who.Person.May(staff.Planner) {
			return errNotYours
		}
		adviser = appointment.AdviserID(n)
	}
	if adviser == 0 {
		return s.agenda(w, r, who, agendaPage{Notice: text("agenda_which_days")})
	}
	notice, err := s.away(r.Context(), adviser, form)
	if err != nil {
		return err
	}
	return s.agenda(w, r, who, agendaPage{Notice: notice})
}

// away takes somebody, or everybody for adviser 0, out of the calendar for the days that a form names, finds others for what is booked, and says what came of it.
func (s *Server) away(ctx context.Context, adviser appointment.AdviserID, form url.Values) (notice string, err error) {
	first, last, ok := daysOf(form)
	if !ok {
		return text("agenda_which_days"), nil
	}
	for day := first; !day.After(last); day = day.AddDate(0, 0, 1) {
		utc := time.Date(day.Year(), day.Month(), day.Day(), 0, 0, 0, 0, time.UTC)
		if err := s.config.Agenda.Away(ctx, adviser, utc, 0, 24*60); err != nil {
			return "", err
		}
	}
	placed, left, err := s.config.Agenda.Reassign(ctx, adviser, first, last.AddDate(0, 0, 1))
	if err != nil {
		return "", err
	}
	return reassigned("agenda_away", placed, len(left)), nil
}

// reassigned says for how much that was booked others were found.
func reassigned(key string, placed, left int) string {
	return strings.NewReplacer("{placed}", strconv.Itoa(placed), "{left}", strconv.Itoa(left)).Replace(text(key))
}

// daysOf reads from which day up to and with which day; one day when only the first is given.
func daysOf(form url.Values) (first, last time.Time, ok bool) {
	first, wrong := time.ParseInLocation(time.DateOnly, form.Get("dag"), amsterdam())
	last, wrongLast := time.ParseInLocation(time.DateOnly, or(form.Get("tot"), form.Get("dag")), amsterdam())
	return first, last, wrong == nil && wrongLast == nil && !last.Before(first) && !last.After(first.AddDate(0, 0, maxAway))
}

// maxAway is how many days somebody can be taken out of the calendar at once.
const maxAway = 60

// arrange does what has to be done with an appointment whose adviser fell away, or puts the link of a video talk with one.
func (s *Server) arrange(w http.ResponseWriter, r *http.Request, who staff.Session) error {
	form, err := s.staffForm(w, r)
	if err != nil {
		return err
	}
	if s.config.Agenda == nil {
		return errNoPage
	}
	id := r.PathValue("id")
	if ok, err := s.mayArrange(r.Context(), id, who); err != nil || !ok {
		return errors.Join(errNotYours, err)
	}
	notice := ""
	switch form.Get("hoe") {
	case "vervanging":
		found, err := s.config.Agenda.Cover(r.Context(), id)
		if err != nil && !errors.Is(err, appointment.ErrStep) {
			return err
		}
		if notice = text("agenda_no_cover"); found {
			notice = text("agenda_covered")
		}
	case "afzeggen":
		err = s.config.Agenda.CancelForStaff(r.Context(), id)
		notice = text("agenda_cancelled")
	case "link":
		link := strings.TrimSpace(form.Get("link"))
		if !strings.HasPrefix(link, "https://") || openable(link) == "" || len(link) > 1000 {
			return s.appointment(w, r, who, text("agenda_link_wrong"))
		}
		err = s.config.Agenda.SetLink(r.Context(), id, link)
		notice = text("agenda_link_kept")
	}
	if errors.Is(err, appointment.ErrStep) {
		notice, err = text("agenda_no_step"), nil
	}
	if err != nil {
		return err
	}
	return s.appointment(w, r, who, notice)
}

// mayArrange reports whether an appointment is of the person who asks, or that person plans.
func (s *Server) mayArrange(ctx context.Context, id string, who staff.Session) (bool, error) {
	_, a, err := s.config.Agenda.Reach(ctx, id)
	if errors.Is(err, appointment.ErrUnknown) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	adviser, err := s.config.Agenda.AdviserOf(ctx, string(who.Person.ID))
	return who.Person.May(staff.Planner) || adviser != 0 && a.AdviserID == adviser, err
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
