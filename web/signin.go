package web

import (
	"errors"
	"net/http"
	"net/url"

	"wegwijzer/staff"
)

// Where signing in happens.
const (
	homePath   = "/medewerkers"
	signInPath = "/medewerkers/inloggen"
	provePath  = "/medewerkers/bevestigen"
)

// ReturnPath is where the sign-in service sends people back to; it is registered there, behind the address of the website.
const ReturnPath = "/medewerkers/inloggen/terug"

// signInPage is where staff come in.
type signInPage struct {
	staffLayout
	Provider bool   // with the organisation's service, or else with a name and a password of the demo
	Begin    string // the address that leads to the service
	Back     string // the page that was asked for
	Name     string
	Problem  string
	Proving  bool // someone who is signed in shows anew who it is
}

// passPage sends the browser on. A cookie that goes along with our own pages only does not go along with an answer to another site's redirect,
// so one page of ours comes in between.
type passPage struct {
	staffLayout
	Next string
}

// outPage says that someone is signed out.
type outPage struct {
	staffLayout
	Elsewhere string // where to sign out of the sign-in service too; "" when there is no such place
}

func (s *Server) signInPage(back, problem string) signInPage {
	back = staff.OwnPath(back)
	return signInPage{
		staffLayout: s.strangerLayout("title_sign_in"),
		Provider:    s.config.Desk.SignIn() == staff.SignInProvider,
		Begin:       signInPath + "/begin?terug=" + url.QueryEscape(back),
		Back:        back, Problem: problem,
	}
}

func (s *Server) showSignIn(w http.ResponseWriter, r *http.Request) error {
	if s.config.Desk == nil || s.config.Desk.SignIn() == staff.SignInNone {
		return errNoDesk
	}
	back := r.URL.Query().Get("terug")
	if _, err := s.whoAsks(r); err == nil {
		http.Redirect(w, r, staff.OwnPath(back), http.StatusSeeOther)
		return nil
	}
	return s.show(w, http.StatusOK, "staff/sign_in", s.signInPage(back, ""))
}

// signIn signs in with an account of the demo.
func (s *Server) signIn(w http.ResponseWriter, r *http.Request) error {
	form, err := s.staffForm(w, r)
	if err != nil {
		return err
	}
	token, err := s.config.Desk.SignInDemo(r.Context(), form.Get("naam"), form.Get("wachtwoord"), s.network(r))
	if problem, status := signInProblem(err); problem != "" {
		p := s.signInPage(form.Get("terug"), problem)
		p.Name = form.Get("naam")
		return errors.Join(s.show(w, status, "staff/sign_in", p), s.record(r.Context(), staff.Act{Name: "sign_in", Origin: s.network(r)}, staff.Refused))
	}
	if err != nil {
		return err
	}
	return s.enter(w, r, "sign_in", token, form.Get("terug"))
}

// enter gives the browser its session and sends it to the page that was asked for.
func (s *Server) enter(w http.ResponseWriter, r *http.Request, name string, token staff.Token, back string) error {
	if err := s.admit(w, r, name, token); err != nil {
		return err
	}
	http.Redirect(w, r, staff.OwnPath(back), http.StatusSeeOther)
	return nil
}

// admit writes down that someone came in, and gives the browser the session.
func (s *Server) admit(w http.ResponseWriter, r *http.Request, name string, token staff.Token) error {
	who, err := s.config.Desk.Session(r.Context(), token)
	if err != nil {
		return err
	}
	done := staff.Act{Person: who.Person.ID, Role: who.Person.Role, Name: name, Origin: s.network(r)}
	if err := s.record(r.Context(), done, staff.Done); err != nil {
		return err
	}
	s.setCookie(w, sessionCookie, token)
	return nil
}

// signInProblem returns the text for a name and password that are not right.
func signInProblem(err error) (problem string, status int) {
	switch {
	case errors.Is(err, staff.ErrWrong):
		return text("sign_in_wrong"), http.StatusUnauthorized
	case errors.Is(err, staff.ErrWait):
		return text("sign_in_wait"), http.StatusTooManyRequests
	}
	return "", 0
}

// beginSignIn sends the browser to the sign-in service.
func (s *Server) beginSignIn(w http.ResponseWriter, r *http.Request) error {
	if s.config.Desk == nil {
		return errNoDesk
	}
	var renews staff.Token
	if r.URL.Query().Has("bevestig") {
		if renews = s.cookie(r, sessionCookie); renews == "" {
			return staff.ErrSignedOut
		}
	}
	address, cookie, err := s.config.Desk.Begin(r.Context(), r.URL.Query().Get("terug"), renews)
	if err != nil {
		return err
	}
	s.setCookie(w, attemptCookie, cookie)
	http.Redirect(w, r, address, http.StatusSeeOther)
	return nil
}

// finishSignIn receives the browser back from the sign-in service.
func (s *Server) finishSignIn(w http.ResponseWriter, r *http.Request) error {
	if s.config.Desk == nil {
		return errNoDesk
	}
	cookie := s.cookie(r, attemptCookie)
	s.dropCookie(w, attemptCookie)
	token, back, err := s.config.Desk.Finish(r.Context(), cookie, r.URL.Query())
	if err != nil {
		return errors.Join(err, s.record(r.Context(), staff.Act{Name: "sign_in", Origin: s.network(r)}, staff.Refused))
	}
	if err := s.admit(w, r, "sign_in", token); err != nil {
		return err
	}
	p := passPage{staffLayout: s.strangerLayout("title_sign_in"), Next: back}
	return s.show(w, http.StatusOK, "staff/pass", p)
}

// signOut ends the session of this browser.
func (s *Server) signOut(w http.ResponseWriter, r *http.Request) error {
	if s.config.Desk == nil {
		return errNoDesk
	}
	if err := s.crossOrigin.Check(r); err != nil {
		return errForeignForm
	}
	token := s.cookie(r, sessionCookie)
	if who, err := s.whoAsks(r); err == nil {
		done := staff.Act{Person: who.Person.ID, Role: who.Person.Role, Name: "sign_out", Origin: s.network(r)}
		if err := s.record(r.Context(), done, staff.Done); err != nil {
			return err
		}
	}
	if err := s.config.Desk.SignOut(r.Context(), token); err != nil {
		return err
	}
	s.dropCookie(w, sessionCookie)
	w.Header().Set("Clear-Site-Data", `"cache", "cookies", "storage"`)
	p := outPage{staffLayout: s.strangerLayout("title_signed_out"), Elsewhere: s.config.Desk.SignOutAddress(r.Context(), s.config.Address+signInPath)}
	return s.show(w, http.StatusOK, "staff/signed_out", p)
}

// backChannel is told by the sign-in service that someone signed out there, or was shut out.
func (s *Server) backChannel(w http.ResponseWriter, r *http.Request) error {
	if s.config.Desk == nil {
		return errNoDesk
	}
	r.Body = http.MaxBytesReader(w, r.Body, maxMessage)
	if err := r.ParseForm(); err != nil {
		return errGarbled
	}
	if err := s.config.Desk.BackChannel(r.Context(), r.PostForm.Get("logout_token")); err != nil {
		if errors.Is(err, staff.ErrRefused) {
			return errGarbled
		}
		return err
	}
	return say(w, http.StatusOK, "signed_out")
}

// showProve asks someone who is signed in to show anew who it is.
func (s *Server) showProve(w http.ResponseWriter, r *http.Request, who staff.Session) error {
	return s.show(w, http.StatusOK, "staff/sign_in", s.provePage(r, who, r.URL.Query().Get("terug"), ""))
}

func (s *Server) provePage(r *http.Request, who staff.Session, back, problem string) signInPage {
	p := s.signInPage(back, problem)
	p.staffLayout = s.staffLayout(r, who, "title_prove")
	p.Begin += "&bevestig=1"
	p.Proving = true
	return p
}

// prove takes the password of someone who shows anew who it is, in the demo.
func (s *Server) prove(w http.ResponseWriter, r *http.Request, who staff.Session) error {
	form, err := s.staffForm(w, r)
	if err != nil {
		return err
	}
	token, err := s.config.Desk.ProveDemo(r.Context(), s.cookie(r, sessionCookie), form.Get("wachtwoord"), s.network(r))
	if problem, status := signInProblem(err); problem != "" {
		done := staff.Act{Person: who.Person.ID, Role: who.Person.Role, Name: "prove", Origin: s.network(r)}
		return errors.Join(s.show(w, status, "staff/sign_in", s.provePage(r, who, form.Get("terug"), problem)), s.record(r.Context(), done, staff.Refused))
	}
	if err != nil {
		return err
	}
	return s.enter(w, r, "prove", token, form.Get("terug"))
}

// staffForm reads a form that one of our own pages sent.
func (s *Server) staffForm(w http.ResponseWriter, r *http.Request) (url.Values, error) {
	if s.config.Desk == nil {
		return nil, errNoDesk
	}
	if err := s.crossOrigin.Check(r); err != nil {
		return nil, errForeignForm
	}
	r.Body = http.MaxBytesReader(w, r.Body, maxMessage)
	if err := r.ParseForm(); err != nil {
		var large *http.MaxBytesError
		if errors.As(err, &large) {
			return nil, errTooLong
		}
		return nil, errGarbled
	}
	return r.PostForm, nil
}
