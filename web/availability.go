package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"wegwijzer/appointment"
	"wegwijzer/assistant"
	"wegwijzer/staff"
)

// advisersRoles are who may take appointments.
const advisersRoles = staff.Member | staff.Legal | staff.Planner

// availabilityPage is where a member of staff says when appointments can be made, and for what; and where a planner says so for a colleague.
type availabilityPage struct {
	staffLayout
	Path      string // of the page
	Other     bool   // it is a colleague's
	Adviser   bool   // it is somebody with appointments already
	Name      string
	Gender    string
	Languages []checked
	Skills    string
	Accounts  []checked // by which a colleague may sign in
	Channels  []checked
	Weekdays  []choice
	Places    []choice
	Rules     []availabilityRow
	Days      []availabilityRow
	Today     string
	Problem   string
	Notice    string
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
	return s.ownAvailability(w, r, who, "")
}

func (s *Server) ownAvailability(w http.ResponseWriter, r *http.Request, who staff.Session, problem string) error {
	if s.config.Agenda == nil {
		return errNoPage
	}
	p := availabilityPage{staffLayout: s.staffLayout(r, who, "title_available"), Path: availabilityPath, Name: first(who), Problem: problem}
	adviser, err := s.config.Agenda.AdviserOf(r.Context(), string(who.Person.ID))
	if err != nil {
		return err
	}
	return s.availability(w, r, p, adviser)
}

// availability shows when an adviser is there; 0 is somebody who is none yet.
func (s *Server) availability(w http.ResponseWriter, r *http.Request, p availabilityPage, adviser appointment.AdviserID) error {
	ctx := r.Context()
	p.Languages, p.Today = languageChoices([]string{"nl"}), isoDate(s.now().In(amsterdam()))
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
	if adviser != 0 {
		a, err := s.adviser(ctx, adviser)
		if err != nil {
			return err
		}
		p.Adviser, p.Name, p.Gender, p.Languages, p.Skills = true, a.Name, a.Gender, languageChoices(a.Languages), strings.Join(a.Skills, " ")
		on = map[string]bool{}
		for _, c := range a.Channels {
			on[c] = true
		}
		if p.Other {
			if p.Accounts, err = s.accounts(ctx, a.Staff); err != nil {
				return err
			}
		}
		rules, differ, err := s.config.Agenda.Availability(ctx, a.ID)
		if err != nil {
			return err
		}
		for _, x := range rules {
			p.Rules = append(p.Rules, availabilityRow{ID: x.ID, When: days[x.Weekday], Hours: clockOf(x.Opens) + " - " + clockOf(x.Closes), Place: names[x.Place]})
		}
		p.Days = dayRows(differ, names)
	}
	p.Channels = channelChoices(on)
	status := http.StatusOK
	if p.Problem != "" {
		status = http.StatusUnprocessableEntity
	}
	return s.show(w, status, "staff/availability", p)
}

// adviser returns who can be spoken with under an id; errNoPage when nobody can (any more).
func (s *Server) adviser(ctx context.Context, id appointment.AdviserID) (appointment.Adviser, error) {
	all, err := s.config.Agenda.Advisers(ctx)
	if err != nil {
		return appointment.Adviser{}, err
	}
	for _, a := range all {
		if a.ID == id {
			return a, nil
		}
	}
	return appointment.Adviser{}, errNoPage
}

// dayRows shows days that differ; places are named by names.
func dayRows(differ []appointment.Difference, names map[string]string) []availabilityRow {
	var rows []availabilityRow
	for _, x := range differ {
		hours := clockOf(x.Opens) + " - " + clockOf(x.Closes)
		if x.Opens == 0 && x.Closes == 24*60 {
			hours = text("whole_day")
		}
		rows = append(rows, availabilityRow{ID: x.ID, When: dutchDay(x.Day), Hours: hours, Place: names[x.Place], Away: x.Away, Fixed: x.Everybody})
	}
	return rows
}

func channelChoices(on map[string]bool) []checked {
	var all []checked
	for _, c := range []string{"phone", "video", "visit", "home", "chat"} {
		all = append(all, checked{choice{c, text("way_" + c)}, on[c]})
	}
	return all
}

// languageChoices are the languages of the assistant to choose from, those of an adviser ticked, and what else the adviser speaks.
func languageChoices(spoken []string) []checked {
	codes := slices.Clone(assistant.Languages())
	for _, code := range spoken {
		if !slices.Contains(codes, code) {
			codes = append(codes, code)
		}
	}
	var all []checked
	for _, code := range codes {
		all = append(all, checked{choice{code, languageName(code)}, slices.Contains(spoken, code)})
	}
	return all
}

// languageName is what a language is called in Dutch; one without a name keeps its code.
func languageName(code string) string { return textOr("lang_"+code, code) }

func languageList(codes []string) string {
	var names []string
	for _, code := range codes {
		names = append(names, languageName(code))
	}
	return strings.Join(names, ", ")
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
	switch {
	case form.Get("wat") == "ik":
		a, ok := adviserOf(form)
		if !ok {
			return s.ownAvailability(w, r, who, text("availability_wrong"))
		}
		a.Staff, a.Name = person, first(who)
		_, err = s.config.Agenda.Employ(ctx, a)
	case adviser == 0:
		return s.ownAvailability(w, r, who, text("availability_first"))
	default:
		err = s.changeHours(ctx, adviser, form)
	}
	if errors.Is(err, errHours) {
		return s.ownAvailability(w, r, who, text("availability_hours"))
	}
	if err != nil {
		return err
	}
	http.Redirect(w, r, availabilityPath, http.StatusSeeOther)
	return nil
}

// errHours says that a form holds no hours.
var errHours = errors.New("no hours")

// changeHours changes when an adviser is there, as a form asks. It returns errHours for hours that are none.
func (s *Server) changeHours(ctx context.Context, adviser appointment.AdviserID, form url.Values) error {
	number, _ := strconv.ParseInt(form.Get("nummer"), 10, 64) // 0 is nothing's number
	opens, closes, ok := hoursOf(form)
	switch form.Get("wat") {
	case "weg":
		return s.config.Agenda.RemoveRule(ctx, adviser, number)
	case "dagweg":
		return s.config.Agenda.RemoveDifference(ctx, adviser, number)
	case "week":
		weekday, err := strconv.Atoi(form.Get("dag"))
		if err != nil || !ok {
			return errHours
		}
		err = s.config.Agenda.AddRule(ctx, appointment.Rule{Adviser: adviser, Weekday: time.Weekday(weekday), Opens: opens, Closes: closes, Place: form.Get("plaats")})
		if errors.Is(err, appointment.ErrUnknown) {
			return errHours
		}
		return err
	case "dag":
		day, err := time.Parse(time.DateOnly, form.Get("dag"))
		if err != nil || !ok {
			return errHours
		}
		return s.config.Agenda.Extra(ctx, adviser, day, opens, closes, form.Get("plaats"))
	}
	return errGarbled
}

const availabilityPath = agendaPath + "/beschikbaar"

// adviserWays are the channels that an adviser may take.
var adviserWays = []string{string(appointment.Phone), string(appointment.Video), string(appointment.Visit), string(appointment.Home), string(appointment.Chat)}

// adviserOf reads who somebody is as an adviser. Languages and skills are short words with spaces between.
func adviserOf(form url.Values) (appointment.Adviser, bool) {
	a := appointment.Adviser{Gender: form.Get("wie"), Languages: strings.Fields(strings.ToLower(strings.Join(form["talen"], " "))), Skills: strings.Fields(strings.ToLower(form.Get("kennis")))}
	for _, c := range form["hoe"] {
		if slices.Contains(adviserWays, c) {
			a.Channels = append(a.Channels, c)
		}
	}
	ok := len(a.Channels) > 0 && len(a.Languages) > 0 && len(a.Languages) <= 12 && len(a.Skills) <= 20 && slices.Contains([]string{"v", "m", "x", ""}, a.Gender)
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
