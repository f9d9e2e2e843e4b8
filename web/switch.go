package web

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"time"

	"wegwijzer/assistant"
	"wegwijzer/staff"
)

// switchPage is where the assistant can be switched off at once.
type switchPage struct {
	staffLayout
	Switches []switchView
	Ready    bool    // the database answers
	Checks   []Check // for the operator, what is wrong first
	Operator bool
}

// Check is one thing that was looked at about how the program is set up, in words for an operator. It holds no secret of a setting.
type Check struct {
	What, Say string
	Bad, Look bool // something is wrong; something should be looked at
}

// checks returns what is looked at, what is wrong first.
func (s *Server) checks(ctx context.Context) []Check {
	if s.config.Checks == nil {
		return nil
	}
	all := slices.Clone(s.config.Checks(ctx))
	slices.SortStableFunc(all, func(a, b Check) int { return 2*(btoi(b.Bad)-btoi(a.Bad)) + btoi(b.Look) - btoi(a.Look) })
	return all
}

// switchView is one switch as it stands.
type switchView struct {
	Name, Label, About string
	Off                bool
	Absent             bool // there is nothing that it switches
	At, ISO, Who       string
}

// lastTurns is how many acts are looked through for who switched last.
const lastTurns = 1

func (s *Server) showSwitches(w http.ResponseWriter, r *http.Request, who staff.Session) error {
	if s.config.Kept == nil {
		return errNoPage
	}
	off, err := s.config.Kept.SwitchedOff(r.Context())
	if err != nil {
		return err
	}
	p := switchPage{staffLayout: s.staffLayout(r, who, "title_switches"), Ready: s.config.Ready == nil || s.config.Ready(r.Context()) == nil}
	if p.Operator = who.Person.May(staff.Operator); p.Operator {
		p.Checks = s.checks(r.Context())
	}
	for _, name := range assistant.Channels() {
		v := switchView{Name: name, Label: text("switch_" + name), About: text("switch_" + name + "_about"), Off: off[name], Absent: name == "model" && !s.config.Writes()}
		acts, names, err := s.config.Desk.Acts(r.Context(), staff.Filter{Object: staff.Object{Kind: "switch", ID: name}}, lastTurns)
		if err != nil {
			return err
		}
		if len(acts) > 0 {
			v.At, v.ISO, v.Who = dutchTime(acts[0].At), acts[0].At.Format(time.RFC3339), names[acts[0].Person]
		}
		p.Switches = append(p.Switches, v)
	}
	return s.show(w, http.StatusOK, "staff/switches", p)
}

// turn switches something off or on. It is written down first: nothing is switched unwritten.
func (s *Server) turn(w http.ResponseWriter, r *http.Request, who staff.Session) error {
	form, err := s.staffForm(w, r)
	if err != nil {
		return err
	}
	name, off := form.Get("wat"), form.Get("stand") == "uit"
	if s.config.Kept == nil || !slices.Contains(assistant.Channels(), name) {
		return errGarbled
	}
	done := staff.Act{
		Person: who.Person.ID, Role: who.Person.Role & (staff.Operator | staff.Content), Name: "switch.on", Object: staff.Object{Kind: "switch", ID: name}, Origin: s.network(r),
	}
	if off {
		done.Name = "switch.off"
	}
	if err := s.record(r.Context(), done, staff.Done); err != nil {
		return err
	}
	if err := s.config.Kept.Switch(r.Context(), name, off); err != nil {
		return errors.Join(err, s.record(r.Context(), done, staff.Failed))
	}
	http.Redirect(w, r, "/medewerkers/beheer", http.StatusSeeOther)
	return nil
}
