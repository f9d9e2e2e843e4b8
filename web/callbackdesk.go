package web

import (
	"errors"
	"net/http"
	"strings"

	"wegwijzer/appointment"
	"wegwijzer/staff"
)

// callbackPage lists who wants to be called. Opening it is written down.
type callbackPage struct {
	staffLayout
	Rows    []callbackRow
	Keyless bool // of somebody the number cannot be read
}

// callbackRow is somebody who wants to be called.
type callbackRow struct {
	ID, Made, Wished, Lang, Interpreter, Phone, Voicemail, Summary string
	Worried                                                        bool // the check for danger sees something in it
}

func (s *Server) showCallbacks(w http.ResponseWriter, r *http.Request, who staff.Session) error {
	if s.config.Agenda == nil {
		return errNoPage
	}
	all, err := s.config.Agenda.Callbacks(r.Context())
	if err != nil {
		return err
	}
	p := callbackPage{staffLayout: s.staffLayout(r, who, "title_callbacks")}
	for _, c := range all {
		row := callbackRow{ID: c.ID, Made: dutchMoment(c.Made), Wished: c.Wished, Lang: languageName(c.Lang), Interpreter: c.Interpreter, Phone: c.Contact.Phone, Summary: c.Contact.Summary, Voicemail: text("voicemail_no")}
		row.Worried = s.worry(c.Wished, c.Contact.Summary, "nl") != nil
		if c.Contact.Voicemail {
			row.Voicemail = text("voicemail_yes")
		}
		p.Keyless = p.Keyless || c.Unreadable
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

// dialled is a number as a telephone takes it from a link: without the signs that make it readable.
func dialled(number string) string {
	return strings.Map(func(r rune) rune {
		if r == '+' || '0' <= r && r <= '9' {
			return r
		}
		return -1
	}, number)
}
