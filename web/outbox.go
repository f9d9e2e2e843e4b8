package web

import (
	"net/http"

	"wegwijzer/staff"
)

// messagesPage shows what was and was not sent: never to whom, never what.
type messagesPage struct {
	staffLayout
	Missing []string // ways out that are not set up
	Planner bool
	Rows    []messageRow
}

// messageRow is a line of the outbox.
type messageRow struct {
	Kind, Act, State, Problem, Made, Due string
}

const messagesShown = 200

func (s *Server) showMessages(w http.ResponseWriter, r *http.Request, who staff.Session) error {
	if s.config.Agenda == nil {
		return errNoPage
	}
	all, err := s.config.Agenda.Outbox(r.Context(), messagesShown)
	if err != nil {
		return err
	}
	p := messagesPage{staffLayout: s.staffLayout(r, who, "title_messages"), Planner: who.Person.May(staff.Planner)}
	for _, kind := range []string{"mail", "sms", "webhook"} {
		if !s.config.Sends[kind] {
			p.Missing = append(p.Missing, text("sent_"+kind))
		}
	}
	for _, m := range all {
		row := messageRow{
			Kind: text("sent_" + m.Kind), Act: text("sent_act_" + m.Act), State: text("sent_state_" + m.State), Problem: m.Problem, Made: dutchMoment(m.CreatedAt), Due: dutchMoment(m.DueAt),
		}
		if m.State == "sent" {
			row.Due = dutchMoment(m.SentAt)
		}
		p.Rows = append(p.Rows, row)
	}
	return s.show(w, http.StatusOK, "staff/messages", p)
}
