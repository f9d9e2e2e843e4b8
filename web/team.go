package web

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"wegwijzer/appointment"
	"wegwijzer/staff"
)

// teamPath is where a planner sees who can be spoken with.
const teamPath = agendaPath + "/team"

// teamPage lists who can be spoken with, and the days on which nobody can.
type teamPage struct {
	staffLayout
	Rows     []teamRow
	Days     []availabilityRow // for everybody
	Accounts []checked
	Channels []checked
	Spoken   []checked // languages
	Name     string
	Today    string
	Notice   string
	Problem  string
}

// teamRow is a colleague in the list.
type teamRow struct {
	Path, Name, Ways, Languages, Skills, Week string
	SignsIn                                   bool
}

func (s *Server) showTeam(w http.ResponseWriter, r *http.Request, who staff.Session) error {
	return s.team(w, r, who, teamPage{})
}

func (s *Server) team(w http.ResponseWriter, r *http.Request, who staff.Session, p teamPage) error {
	if s.config.Agenda == nil {
		return errNoPage
	}
	ctx := r.Context()
	p.staffLayout, p.Today = s.staffLayout(r, who, "title_team"), isoDate(s.now().In(amsterdam()))
	advisers, err := s.config.Agenda.Advisers(ctx)
	if err != nil {
		return err
	}
	week, err := s.config.Agenda.Hours(ctx)
	if err != nil {
		return err
	}
	for _, a := range advisers {
		row := teamRow{Path: colleaguePath(a.ID), Name: a.Name, Languages: languageList(a.Languages), Skills: strings.Join(a.Skills, ", "), SignsIn: a.Staff != "", Week: text("team_no_hours")}
		var ways []string
		for _, c := range a.Channels {
			ways = append(ways, text("way_"+c))
		}
		if row.Ways = strings.Join(ways, ", "); week[a.ID] > 0 {
			row.Week = strings.ReplaceAll(text("team_hours"), "{n}", hoursText(week[a.ID]))
		}
		p.Rows = append(p.Rows, row)
	}
	differ, err := s.config.Agenda.DaysOff(ctx)
	if err != nil {
		return err
	}
	p.Days = dayRows(differ, nil)
	if p.Accounts, err = s.accounts(ctx, ""); err != nil {
		return err
	}
	p.Channels, p.Spoken = channelChoices(map[string]bool{"phone": true}), languageChoices([]string{"nl"})
	status := http.StatusOK
	if p.Problem != "" {
		status = http.StatusUnprocessableEntity
	}
	return s.show(w, status, "staff/team", p)
}

func colleaguePath(id appointment.AdviserID) string {
	return teamPath + "/" + strconv.FormatInt(int64(id), 10)
}

// accounts lists by which accounts somebody may sign in, that of chosen ticked. Who never signed in is not known here yet.
func (s *Server) accounts(ctx context.Context, chosen string) ([]checked, error) {
	names, err := s.config.Desk.Names(ctx)
	if err != nil {
		return nil, err
	}
	var all []checked
	for id, name := range names {
		all = append(all, checked{choice{string(id), name}, string(id) == chosen})
	}
	slices.SortFunc(all, func(a, b checked) int { return strings.Compare(a.Name+a.Value, b.Name+b.Value) })
	return all, nil
}

// changeTeam adds a colleague, or a day on which nobody can be booked, or takes such a day away.
func (s *Server) changeTeam(w http.ResponseWriter, r *http.Request, who staff.Session) error {
	form, err := s.staffForm(w, r)
	if err != nil {
		return err
	}
	if s.config.Agenda == nil {
		return errNoPage
	}
	switch form.Get("wat") {
	case "nieuw":
		a, ok := colleagueOf(form)
		if !ok {
			return s.team(w, r, who, teamPage{Name: form.Get("naam"), Problem: text("team_wrong")})
		}
		id, err := s.config.Agenda.Hire(r.Context(), a)
		if errors.Is(err, appointment.ErrAccount) {
			return s.team(w, r, who, teamPage{Name: a.Name, Problem: text("team_account")})
		}
		if err != nil {
			return err
		}
		http.Redirect(w, r, colleaguePath(id), http.StatusSeeOther)
		return nil
	case "dicht":
		notice, err := s.away(r.Context(), 0, form)
		if err != nil {
			return err
		}
		return s.team(w, r, who, teamPage{Notice: notice})
	case "open":
		number, _ := strconv.ParseInt(form.Get("nummer"), 10, 64) // 0 is nothing's number
		if err := s.config.Agenda.RemoveDayOff(r.Context(), number); err != nil {
			return err
		}
		http.Redirect(w, r, teamPath, http.StatusSeeOther)
		return nil
	}
	return errGarbled
}

func (s *Server) showColleague(w http.ResponseWriter, r *http.Request, who staff.Session) error {
	return s.colleague(w, r, who, "", "")
}

func (s *Server) colleague(w http.ResponseWriter, r *http.Request, who staff.Session, notice, problem string) error {
	id, err := s.colleagueID(r)
	if err != nil {
		return err
	}
	p := availabilityPage{staffLayout: s.staffLayout(r, who, "title_colleague"), Path: colleaguePath(id), Other: true, Notice: notice, Problem: problem}
	return s.availability(w, r, p, id)
}

// colleagueID reads which adviser an address is about.
func (s *Server) colleagueID(r *http.Request) (appointment.AdviserID, error) {
	if s.config.Agenda == nil {
		return 0, errNoPage
	}
	n, err := strconv.ParseInt(r.PathValue("id"), 10, 64)
	if err != nil || n < 1 {
		return 0, errNoPage
	}
	a, err := s.adviser(r.Context(), appointment.AdviserID(n))
	return a.ID, err
}

// changeColleague keeps what a planner says about a colleague: what that one does, when, and when not; or that the colleague leaves.
func (s *Server) changeColleague(w http.ResponseWriter, r *http.Request, who staff.Session) error {
	form, err := s.staffForm(w, r)
	if err != nil {
		return err
	}
	id, err := s.colleagueID(r)
	if err != nil {
		return err
	}
	ctx := r.Context()
	switch form.Get("wat") {
	case "ik":
		a, ok := colleagueOf(form)
		if !ok {
			return s.colleague(w, r, who, "", text("team_wrong"))
		}
		a.ID = id
		err = s.config.Agenda.Change(ctx, a)
	case "afwezig":
		notice, err := s.away(ctx, id, form)
		if err != nil {
			return err
		}
		return s.colleague(w, r, who, notice, "")
	case "vertrekt":
		placed, left, err := s.config.Agenda.Retire(ctx, id)
		if err != nil {
			return err
		}
		return s.team(w, r, who, teamPage{Notice: reassigned("team_left", placed, len(left))})
	default:
		err = s.changeHours(ctx, id, form)
	}
	switch {
	case errors.Is(err, appointment.ErrAccount):
		return s.colleague(w, r, who, "", text("team_account"))
	case errors.Is(err, errHours):
		return s.colleague(w, r, who, "", text("availability_hours"))
	case err != nil:
		return err
	}
	http.Redirect(w, r, colleaguePath(id), http.StatusSeeOther)
	return nil
}

// colleagueOf reads who a colleague is as an adviser: besides what adviserOf reads a first name and an account.
func colleagueOf(form url.Values) (appointment.Adviser, bool) {
	a, ok := adviserOf(form)
	a.Name, a.Staff = strings.TrimSpace(form.Get("naam")), form.Get("account")
	return a, ok && a.Name != "" && utf8.RuneCountInString(a.Name) <= 100 && len(a.Staff) <= 200 && !strings.ContainsFunc(a.Name, func(r rune) bool { return r < ' ' })
}

// hoursText shows minutes as hours, as people say them.
func hoursText(minutes int) string {
	return strings.Replace(strconv.FormatFloat(float64(minutes)/60, 'f', 1, 64), ".", ",", 1)
}
