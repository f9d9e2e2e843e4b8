package web

import (
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"wegwijzer/appointment"
	"wegwijzer/staff"
)

// advisersRoles are who may take appointments.
const advisersRoles = staff.Member | staff.Legal | staff.Planner

// availabilityPage is where a member of staff says when appointments can be made, and for what.
type availabilityPage struct {
	staffLayout
	Adviser   bool // it is somebody with appointments already
	Name      string
	Gender    string
	Languages string
	Skills    string
	Channels  []checked
	Weekdays  []choice
	Places    []choice
	Rules     []availabilityRow
	Days      []availabilityRow
	Problem   string
}

// checked is a choice that can be on.
type checked struct {
	choice
	On bool
}

// availabilityRow is a stretch of time in which somebody is there, or is not.
type availabilityRow struct {
	ID    int64
	When  string
	Hours string
	Place string
	Away  bool
	Fixed bool // it holds for everybody
}

func (s *Server) showAvailability(w http.ResponseWriter, r *http.Request, who staff.Session) error {
	return s.availability(w, r, who, "")
}

func (s *Server) availability(w http.ResponseWriter, r *http.Request, who staff.Session, problem string) error {
	if s.config.Agenda == nil {
		return errNoPage
	}
	ctx := r.Context()
	p := availabilityPage{staffLayout: s.staffLayout(r, who, "title_agenda"), Name: first(who), Languages: "nl", Problem: problem}
	days := strings.Fields(text("weekdays"))
	for i := range 7 {
		d := (i + 1) % 7
		p.Weekdays = append(p.Weekdays, choice{strconv.Itoa(d), days[d]})
	}
	places, err := s.config.Agenda.Locations(ctx)
	if err != nil {
		return err
	}
	names := map[string]string{}
	for _, x := range places {
		p.Places, names[x.ID] = append(p.Places, choice{x.ID, x.Name}), x.Name
	}
	on := map[string]bool{"phone": true}
	advisers, err := s.config.Agenda.Advisers(ctx)
	if err != nil {
		return err
	}
	for _, a := range advisers {
		if a.Staff != string(who.Person.ID) {
			continue
		}
		p.Adviser, p.Name, p.Gender, p.Languages, p.Skills = true, a.Name, a.Gender, strings.Join(a.Languages, " "), strings.Join(a.Skills, " ")
		on = map[string]bool{}
		for _, c := range a.Channels {
			on[c] = true
		}
		rules, differ, err := s.config.Agenda.Availability(ctx, a.ID)
		if err != nil {
			return err
		}
		for _, x := range rules {
			p.Rules = append(p.Rules, availabilityRow{ID: x.ID, When: days[x.Weekday], Hours: clockOf(x.Opens) + " - " + clockOf(x.Closes), Place: names[x.Place]})
		}
		for _, x := range differ {
			p.Days = append(p.Days, availabilityRow{ID: x.ID, When: dutchDay(x.Day), Hours: clockOf(x.Opens) + " - " + clockOf(x.Closes), Place: names[x.Place], Away: x.Away, Fixed: x.Everybody})
		}
	}
	for _, c := range []string{"phone", "video", "visit", "home", "chat"} {
		p.Channels = append(p.Channels, checked{choice{c, text("channel_" + c)}, on[c]})
	}
	return s.show(w, http.StatusOK, "staff/availability", p)
}

// changeAvailability keeps what a member of staff says about the own availability.
func (s *Server) changeAvailability(w http.ResponseWriter, r *http.Request, who staff.Session) error {
	form, err := s.staffForm(w, r)
	if err != nil {
		return err
	}
	if s.config.Agenda == nil {
		return errNoPage
	}
	ctx, person := r.Context(), string(who.Person.ID)
	adviser, err := s.config.Agenda.AdviserOf(ctx, person)
	if err != nil {
		return err
	}
	number, _ := strconv.ParseInt(form.Get("nummer"), 10, 64) // 0 is nothing's number
	switch what := form.Get("wat"); {
	case what == "ik":
		a, ok := adviserOf(form)
		if !ok {
			return s.availability(w, r, who, text("availability_wrong"))
		}
		a.Staff, a.Name = person, first(who)
		_, err = s.config.Agenda.Employ(ctx, a)
	case adviser == 0:
		return s.availability(w, r, who, text("availability_first"))
	case what == "weg":
		err = s.config.Agenda.RemoveRule(ctx, adviser, number)
	case what == "dagweg":
		err = s.config.Agenda.RemoveDifference(ctx, adviser, number)
	case what == "week":
		weekday, wrong := strconv.Atoi(form.Get("dag"))
		opens, closes, ok := hoursOf(form)
		if wrong != nil || !ok {
			return s.availability(w, r, who, text("availability_hours"))
		}
		err = s.config.Agenda.AddRule(ctx, appointment.Rule{Adviser: adviser, Weekday: time.Weekday(weekday), Opens: opens, Closes: closes, Place: form.Get("plaats")})
	case what == "dag":
		day, wrong := time.Parse(time.DateOnly, form.Get("dag"))
		opens, closes, ok := hoursOf(form)
		if wrong != nil || !ok {
			return s.availability(w, r, who, text("availability_hours"))
		}
		err = s.config.Agenda.Extra(ctx, adviser, day, opens, closes, form.Get("plaats"))
	}
	if err != nil {
		return err
	}
	http.Redirect(w, r, availabilityPath, http.StatusSeeOther)
	return nil
}

const availabilityPath = agendaPath + "/beschikbaar"

// adviserOf reads who somebody is as an adviser. Languages and skills are short words with spaces between.
func adviserOf(form url.Values) (appointment.Adviser, bool) {
	a := appointment.Adviser{Gender: form.Get("wie"), Languages: strings.Fields(strings.ToLower(form.Get("talen"))), Skills: strings.Fields(strings.ToLower(form.Get("kennis")))}
	for _, c := range form["hoe"] {
		if strings.Contains(" phone video visit home chat ", " "+c+" ") {
			a.Channels = append(a.Channels, c)
		}
	}
	ok := len(a.Channels) > 0 && len(a.Languages) > 0 && len(a.Languages) <= 12 && len(a.Skills) <= 20 && strings.Contains(" v m x  ", " "+a.Gender+" ")
	for _, word := range append(append([]string{}, a.Languages...), a.Skills...) {
		ok = ok && len(word) <= 40
	}
	return a, ok
}

// hoursOf reads from when to when, in minutes after midnight.
func hoursOf(form url.Values) (opens, closes int, ok bool) {
	from, wrong := time.Parse("15:04", form.Get("van"))
	to, wrongTo := time.Parse("15:04", form.Get("tot"))
	opens, closes = from.Hour()*60+from.Minute(), to.Hour()*60+to.Minute()
	return opens, closes, wrong == nil && wrongTo == nil && opens < closes
}

func clockOf(minutes int) string { return fmt.Sprintf("%02d.%02d", minutes/60, minutes%60) }
