package web

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"time"

	"wegwijzer/staff"
)

// act says what a staff address does, for the audit and for how sure we must be of who does it. Its zero value is a page on which nothing of
// anybody is to be seen, and which is not written down.
type act struct {
	name   string // such as "call.open"
	object string // what kind of thing it is done to; the value of {id} in the address says which one
	fresh  bool   // who does it must have shown in the last minutes who that is

	stretch time.Duration // how long an opening lasts that asks again and again, and is written down once; 0 writes down each request
}

// staffHandler is a handler that knows who asks. It is never called for someone whom its gate did not let through.
type staffHandler func(w http.ResponseWriter, r *http.Request, who staff.Session) error

// where calls a handler of a part of the desk, unless this server is without that part: then there is no such page.
func where(there func() bool, f staffHandler) staffHandler {
	return func(w http.ResponseWriter, r *http.Request, who staff.Session) error {
		if !there() {
			return errNoPage
		}
		return f(w, r, who)
	}
}

// withForm reads the form that a handler works with.
func (s *Server) withForm(f func(w http.ResponseWriter, r *http.Request, who staff.Session, form url.Values) error) staffHandler {
	return func(w http.ResponseWriter, r *http.Request, who staff.Session) error {
		form, err := s.staffForm(w, r)
		if err != nil {
			return err
		}
		return f(w, r, who, form)
	}
}

// gate lets those with a role through to a handler. It is made by staffOnly.
type gate struct {
	roles   staff.Role
	act     act
	handler http.Handler
}

// ServeHTTP serves one request.
func (g *gate) ServeHTTP(w http.ResponseWriter, r *http.Request) { g.handler.ServeHTTP(w, r) }

// staffOnly lets through who has one of the roles. In this order it refuses a form that another site sent, asks who is not signed in to do so,
// refuses a form that was made for somebody else, refuses who has not the role, asks to show anew who it is where the act requires that, and writes the act down; only then the handler is
// called. When the audit cannot be written, nothing is shown.
func (s *Server) staffOnly(roles staff.Role, a act, f staffHandler) *gate {
	return &gate{roles, a, s.handle(func(w http.ResponseWriter, r *http.Request) error {
		if err := s.crossOrigin.Check(r); err != nil {
			return errForeignForm
		}
		who, err := s.whoAsks(r)
		if errors.Is(err, staff.ErrSignedOut) && safe(r) {
			http.Redirect(w, r, signInPath+"?terug="+url.QueryEscape(r.URL.Path), http.StatusSeeOther)
			return nil
		}
		if err != nil {
			return err
		}
		done := staff.Act{
			Person: who.Person.ID, Role: who.Person.Role & roles, Name: a.name, Object: staff.Object{Kind: a.object}, Origin: s.network(r),
		}
		if a.object != "" {
			done.Object.ID = r.PathValue("id")
		}
		if err := s.formHand(w, r, who); err != nil {
			return errors.Join(err, s.record(r.Context(), done, staff.Refused))
		}
		if !who.Person.May(roles) {
			done.Role = who.Person.Role
			return errors.Join(errNotYours, s.record(r.Context(), done, staff.Refused))
		}
		if a.fresh && !who.Fresh(s.now()) {
			if !safe(r) {
				return errProve
			}
			http.Redirect(w, r, provePath+"?terug="+url.QueryEscape(r.URL.Path), http.StatusSeeOther)
			return nil
		}
		if a.name == "" {
			return f(w, r, who)
		}
		goesOn := a.stretch > 0 && s.openings.under(done, a.stretch, s.now())
		if !goesOn {
			if err := s.record(r.Context(), done, staff.Granted); err != nil {
				return err
			}
		}
		err = safely(func() error { return f(w, r, who) })
		var need *staff.ReasonError
		switch {
		case errors.As(err, &need):
			done.Object = need.Object
			// Whoever opens what is another's shows first who that is: a screen that was left open must not do.
			if !who.Fresh(s.now()) && safe(r) {
				http.Redirect(w, r, provePath+"?terug="+url.QueryEscape(r.URL.Path), http.StatusSeeOther)
				return s.record(r.Context(), done, staff.Refused)
			}
			return errors.Join(s.showReason(w, r, who, need.Object), s.record(r.Context(), done, staff.Refused))
		case err != nil:
			return errors.Join(err, s.record(r.Context(), done, staff.Failed))
		case !safe(r):
			return s.record(r.Context(), done, staff.Done)
		case a.stretch > 0 && !goesOn:
			s.openings.begin(done, a.stretch, s.now())
		}
		return nil
	})}
}

// recordTime is how long writing an act down may take when whoever did it has gone.
const recordTime = 5 * time.Second

// record writes an act down, also when the browser has gone meanwhile: what was done was done.
func (s *Server) record(ctx context.Context, a staff.Act, outcome staff.Outcome) error {
	if a.Name == "" {
		a.Name = "page.open"
	}
	a.Outcome = outcome
	return s.recordAll(ctx, []staff.Act{a})
}

// recordAll writes acts down as record does, all or none.
func (s *Server) recordAll(ctx context.Context, acts []staff.Act) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), recordTime)
	defer cancel()
	return s.config.Desk.Record(ctx, acts...)
}

// whoAsks returns who is signed in by the cookie of a request; staff.ErrSignedOut when nobody is.
func (s *Server) whoAsks(r *http.Request) (staff.Session, error) {
	if s.config.Desk == nil || s.config.Desk.SignIn() == staff.SignInNone {
		return staff.Session{}, errNoDesk
	}
	return s.config.Desk.Session(r.Context(), s.cookie(r, sessionCookie))
}

// safe reports whether a request changes nothing.
func safe(r *http.Request) bool { return r.Method == http.MethodGet || r.Method == http.MethodHead }
