package web

import (
	"net/http"
	"strings"

	"wegwijzer/staff"
)

// staffLayout is what every page of the staff desk has.
type staffLayout struct {
	layout
	Person string // who is signed in; "" when nobody is
	Roles  string // in words
	Nav    []navItem
	Demo   bool   // the people and files on these pages are invented
	Hand   string // stands in the forms: for whom the page is
	Done   string // what was just done, in words; "" when nothing was
}

// navItem is a part of the desk that this person may use.
type navItem struct {
	Path  string
	Name  string
	About string
	Here  bool
}

// parts are the parts of the staff desk, in the order of the menu. A room that gets pages adds its line here and its texts in the catalogue:
// nav_KEY is the name, nav_KEY_about a sentence for on the first page.
var parts = []struct {
	path  string
	one   string // what the addresses of single things in it begin with, where that is not path
	key   string
	roles staff.Role
}{
	{callsPath, callPath, "calls", staff.Legal},
	{"/medewerkers/zoeken", "/medewerkers/stukken/", "search", staff.Everyone},
	{talksPath, "", "talks", talkers},
	{agendaPath, "/medewerkers/afspraak/", "agenda", advisersRoles},
	{comparePath, "", "compare", staff.Legal | staff.Policy},
	{judgePath, "", "judge", staff.Policy},
	{"/medewerkers/bronnen", "", "sources", staff.Content | staff.Operator},
	{"/medewerkers/vragen", "", "gaps", staff.Content},
	{wordsPath, "", "words", staff.Content},
	{factsPath, "", "facts", staff.Content},
	{"/medewerkers/privacy", "", "privacy", staff.Privacy},
	{"/medewerkers/beheer", "", "switches", staff.Content | staff.Operator},
}

// What was done before a page is shown, as its address says it.
const (
	doneSaved  = "bewaard"
	doneUndone = "terug"
)

// done returns the address of a page that says what was just done.
func done(path, what string) string {
	if strings.Contains(path, "?") {
		return path + "&gedaan=" + what
	}
	return path + "?gedaan=" + what
}

// staffLayout returns the frame for a page of someone who is signed in.
func (s *Server) staffLayout(r *http.Request, who staff.Session, titleKey string) staffLayout {
	l := s.strangerLayout(titleKey)
	l.Person, l.Hand = who.Person.Name, s.handOf(who.Person.ID)
	switch what := r.URL.Query().Get("gedaan"); what {
	case doneSaved, doneUndone:
		l.Done = text("done_" + what)
	}
	var roles []string
	for _, name := range who.Person.Role.Names() {
		roles = append(roles, text("role_"+name))
	}
	l.Roles = strings.Join(roles, ", ")
	for _, p := range parts {
		if who.Person.May(p.roles) {
			here := r.URL.Path == p.path || strings.HasPrefix(r.URL.Path, p.path+"/") || p.one != "" && strings.HasPrefix(r.URL.Path, p.one)
			about := text("nav_" + p.key + "_about")
			if p.path == agendaPath && !who.Person.May(staff.Planner) {
				about = text("nav_agenda_own")
			}
			l.Nav = append(l.Nav, navItem{p.path, text("nav_" + p.key), about, here})
		}
	}
	return l
}

// strangerLayout returns the frame for a page of someone who is not signed in.
func (s *Server) strangerLayout(titleKey string) staffLayout {
	return staffLayout{layout: s.layout(titleKey), Demo: s.config.Desk != nil && s.config.Desk.SignIn() == staff.SignInDemo}
}

// staffErrorPage is the calm page for when something does not work at the desk.
type staffErrorPage struct {
	staffLayout
	Heading string
	Text    string
	Again   bool // signing in may help
}

// reasonPage asks why someone opens what is not theirs.
type reasonPage struct {
	staffLayout
	Kind    string
	ID      string
	Back    string
	Reasons []choice
	Problem string
}

// choice is one thing to choose in a form.
type choice struct {
	Value string
	Name  string
}

func (s *Server) showReason(w http.ResponseWriter, r *http.Request, who staff.Session, o staff.Object) error {
	p := reasonPage{staffLayout: s.staffLayout(r, who, "title_reason"), Kind: o.Kind, ID: o.ID, Back: staff.OwnPath(r.URL.Path)}
	for _, reason := range staff.Reasons() {
		p.Reasons = append(p.Reasons, choice{string(reason), text("reason_" + string(reason))})
	}
	return s.show(w, http.StatusForbidden, "staff/reason", p)
}

// giveReason takes the reason and sends the browser back to what it is for.
func (s *Server) giveReason(w http.ResponseWriter, r *http.Request, who staff.Session) error {
	form, err := s.staffForm(w, r)
	if err != nil {
		return err
	}
	a := staff.Act{
		Person: who.Person.ID, Role: who.Person.Role, Name: "reason.give", Object: staff.Object{Kind: form.Get("soort"), ID: form.Get("nummer")},
		Reason: staff.Reason(form.Get("reden")), Outcome: staff.Done, Origin: s.network(r),
	}
	if err := s.config.Desk.GiveReason(r.Context(), a); err != nil {
		return err
	}
	http.Redirect(w, r, staff.OwnPath(form.Get("terug")), http.StatusSeeOther)
	return nil
}
