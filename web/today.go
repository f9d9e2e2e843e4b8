package web

import (
	"context"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"wegwijzer/appointment"
	"wegwijzer/assistant"
	"wegwijzer/staff"
)

// homePage is the first page of the desk: what waits for this person, and what can be done here.
type homePage struct {
	staffLayout
	First string // the first name
	Work  []workLine
}

// workLine is something that waits, with the page where it is done. It counts, and names nobody.
type workLine struct {
	Text, Path string
	Now        bool // somebody waits for it
}

// waits adds a line for a number of things that wait; none is no line. The catalogue has the text for one under key_one.
func (p *homePage) waits(n int, key, path string, now bool) {
	if n == 1 {
		p.Work = append(p.Work, workLine{text(key + "_one"), path, now})
	}
	if n > 1 {
		p.Work = append(p.Work, workLine{strings.ReplaceAll(text(key), "{n}", strconv.Itoa(n)), path, now})
	}
}

func (s *Server) showHome(w http.ResponseWriter, r *http.Request, who staff.Session) error {
	p := homePage{staffLayout: s.staffLayout(r, who, "title_home"), First: first(who)}
	for _, look := range []struct {
		roles staff.Role
		at    func(context.Context, *homePage, staff.Person) error
	}{
		{talkers, s.talksToday},
		{staff.Planner, s.planToday},
		{advisersRoles, s.agendaToday},
		{staff.Legal, s.callsToday},
		{staff.Legal | staff.Policy, s.newsToday},
		{staff.Policy, s.pileToday},
		{staff.Content, s.contentToday},
		{staff.Privacy, s.privacyToday},
		{staff.Content | staff.Operator, s.switchesToday},
		{staff.Operator, s.machineToday},
	} {
		if !who.Person.May(look.roles) {
			continue
		}
		if err := look.at(r.Context(), &p, who.Person); err != nil {
			// One room that does not answer must not keep somebody from the others.
			s.log.WarnContext(r.Context(), "what waits was not counted", "error", err)
		}
	}
	slices.SortStableFunc(p.Work, func(a, b workLine) int { return btoi(b.Now) - btoi(a.Now) })
	return s.show(w, http.StatusOK, "staff/home", p)
}

// talksToday counts visitors who wait for a person, and the own talks that go on.
func (s *Server) talksToday(ctx context.Context, p *homePage, who staff.Person) error {
	if s.config.Handover == nil {
		return nil
	}
	b, err := s.config.Handover.Board(ctx, string(who.ID))
	p.waits(len(b.Waiting), "today_waiting", talksPath, true)
	p.waits(len(b.Mine), "today_talks", talksPath, true)
	return err
}

// planToday counts what has to be arranged, who wants to be called and what could not be sent.
func (s *Server) planToday(ctx context.Context, p *homePage, _ staff.Person) error {
	if s.config.Agenda == nil {
		return nil
	}
	left, err := s.config.Agenda.Unstaffed(ctx)
	if err != nil {
		return err
	}
	p.waits(len(left), "today_arrange", agendaPath, true)
	callbacks, err := s.config.Agenda.Wished(ctx)
	if err != nil {
		return err
	}
	p.waits(callbacks, "today_callbacks", agendaPath+"/terugbellen", true)
	return nil
}

// agendaToday counts the appointments of today: one's own, and for a planner everybody's.
func (s *Server) agendaToday(ctx context.Context, p *homePage, who staff.Person) error {
	if s.config.Agenda == nil {
		return nil
	}
	adviser, err := s.config.Agenda.AdviserOf(ctx, string(who.ID))
	if err != nil {
		return err
	}
	now := s.now().In(amsterdam())
	midnight := time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, amsterdam())
	if adviser != 0 {
		own, err := s.config.Agenda.Between(ctx, midnight.AddDate(0, 0, -openDays), midnight.AddDate(0, 0, 1), adviser)
		if err != nil {
			return err
		}
		p.ownAppointments(own, now, midnight)
	}
	if who.May(staff.Planner) {
		all, err := s.config.Agenda.Between(ctx, midnight, midnight.AddDate(0, 0, 1), 0)
		if err != nil {
			return err
		}
		booked := slices.DeleteFunc(all, func(a appointment.Seen) bool { return a.State != string(appointment.Booked) })
		p.waits(len(booked), "today_all", agendaPath+"/dag/"+now.Format(time.DateOnly), false)
	}
	return nil
}

// openDays is how far back is looked for appointments of which nobody said how they went.
const openDays = 14

// ownAppointments adds the next appointment of today, and how many are past of which was not said how they went.
func (p *homePage) ownAppointments(own []appointment.Seen, now, midnight time.Time) {
	today, open := 0, 0
	next := ""
	for _, a := range own {
		switch {
		case a.State != string(appointment.Booked):
		case !a.Starts.After(now):
			open++
		case !a.Starts.Before(midnight):
			if today++; today == 1 {
				next = a.Starts.In(amsterdam()).Format("15.04")
			}
		}
	}
	p.waits(today, "today_own", agendaPath, false)
	if today > 0 {
		at := &p.Work[len(p.Work)-1]
		at.Text = strings.ReplaceAll(at.Text, "{at}", next)
	}
	p.waits(open, "today_open", agendaPath, false)
}

// callsToday counts one's own reports by what has to be done with them.
func (s *Server) callsToday(ctx context.Context, p *homePage, who staff.Person) error {
	if s.config.Calls == nil {
		return nil
	}
	list, err := s.config.Calls.Calls(ctx, who.ID, callsShown)
	if err != nil {
		return err
	}
	review, sign := 0, 0
	for _, c := range list {
		switch {
		case c.Newest.ID == 0 || !c.Newest.Working():
		case c.Newest.Open > 0:
			review++
		default:
			sign++
		}
	}
	p.waits(review, "today_review", callsPath, false)
	p.waits(sign, "today_sign", callsPath, false)
	return nil
}

// newsToday counts the cases that are new in searches that somebody keeps.
func (s *Server) newsToday(ctx context.Context, p *homePage, who staff.Person) error {
	if s.config.Rulings == nil {
		return nil
	}
	kept, err := s.config.Rulings.Searches(ctx, who)
	n := 0
	for _, x := range kept {
		n += x.News
	}
	p.waits(n, "today_news", comparePath, false)
	return err
}

// pileToday counts the rulings that an adviser has to judge; what came back is named apart, for legal staff may be using it.
func (s *Server) pileToday(ctx context.Context, p *homePage, who staff.Person) error {
	if s.config.Rulings == nil {
		return nil
	}
	t, err := s.config.Rulings.Tally(ctx, who)
	p.waits(t.Again, "today_again", judgePath, true)
	p.waits(t.Queued-t.Again, "today_judge", judgePath, false)
	p.waits(t.Later, "today_later", judgePath+"?stapel=later", false)
	return err
}

// contentToday counts the websites that show nothing any more, what people asked in vain, and what has to be held against its source again.
func (s *Server) contentToday(ctx context.Context, p *homePage, _ staff.Person) error {
	if s.config.Crawls != nil {
		withdrawn, err := s.config.Crawls.Withdrawn(ctx)
		if err != nil {
			return err
		}
		p.waits(len(withdrawn), "today_withdrawn", "/medewerkers/bronnen", true)
	}
	if s.config.Kept != nil {
		gaps, err := s.config.Kept.Gaps(ctx, s.now().Add(-gapsSince))
		if err != nil {
			return err
		}
		p.waits(len(assistant.Clusters(gaps)), "today_gaps", "/medewerkers/vragen", false)
	}
	if s.config.Sheet == nil {
		return nil
	}
	due := 0
	for _, f := range s.config.Sheet.Facts() {
		if day, err := time.Parse(time.DateOnly, f.Verified); err == nil && s.now().Sub(day) > verifyAgain {
			due++
		}
	}
	p.waits(due, "today_due", factsPath, false)
	return nil
}

// privacyToday counts how often somebody opened what is not theirs, and what was forgotten, since yesterday.
func (s *Server) privacyToday(ctx context.Context, p *homePage, _ staff.Person) error {
	since := s.now().Add(-24 * time.Hour)
	reasons, err := s.config.Desk.Count(ctx, staff.Filter{Act: "reason.give", Since: since})
	if err != nil {
		return err
	}
	refused, err := s.config.Desk.Count(ctx, staff.Filter{Outcome: staff.Refused, Since: since})
	if err != nil {
		return err
	}
	p.waits(reasons, "today_reasons", "/medewerkers/privacy/handelingen", false)
	p.waits(refused, "today_refused", "/medewerkers/privacy/handelingen", false)
	return nil
}

// switchesToday says what is switched off.
func (s *Server) switchesToday(ctx context.Context, p *homePage, _ staff.Person) error {
	if s.config.Kept == nil {
		return nil
	}
	off, err := s.config.Kept.SwitchedOff(ctx)
	n := 0
	for _, x := range off {
		n += btoi(x)
	}
	p.waits(n, "today_off", "/medewerkers/beheer", true)
	return err
}

// machineToday counts what the machine should be looked after for: what the checks of the settings say, and what could not be sent.
func (s *Server) machineToday(ctx context.Context, p *homePage, _ staff.Person) error {
	bad := 0
	for _, c := range s.checks(ctx) {
		bad += btoi(c.Bad)
	}
	p.waits(bad, "today_bad", "/medewerkers/beheer", true)
	if s.config.Agenda == nil {
		return nil
	}
	sent, err := s.config.Agenda.Outbox(ctx, messagesShown)
	stuck := 0
	for _, m := range sent {
		stuck += btoi(m.Problem != "" && m.State != "sent")
	}
	p.waits(stuck, "today_stuck", agendaPath+"/berichten", false)
	return err
}
