package web

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"wegwijzer/assistant"
	"wegwijzer/assistant/danger"
	"wegwijzer/staff"
)

// linesPage lists whom to reach.
type linesPage struct {
	staffLayout
	Lines   []helpLineView
	Today   string
	Changes []sheetChange
	Problem string
	Sure    *sureView // a number that is about to change; nil when none is
}

// helpLineView is a help line, with what somebody fills in for it.
type helpLineView struct {
	Line, Name, Number, Hours, Chat, Source string
	Verified, ISO                           string
	Due                                     bool
	Fixed                                   bool // its number is not changed here
	Form                                    lineForm
}

// lineForm is what was filled in for a line, and what is the matter with each field; Open when it came back.
type lineForm struct {
	Number, Hours, Chat, Source, ISO                           string
	NumberFault, HoursFault, ChatFault, SourceFault, DateFault fault
	Open                                                       bool
}

// sureView asks whether a number may change, and shows the card as people in danger would then see it.
type sureView struct {
	Name, Old, New string
	Source, Day    string
	Card           noticeView
	Fields         []field
}

func (s *Server) showLines(w http.ResponseWriter, r *http.Request, who staff.Session) error {
	p, err := s.linesPage(r, who)
	if err != nil {
		return err
	}
	return s.show(w, http.StatusOK, "staff/lines", p)
}

func (s *Server) linesPage(r *http.Request, who staff.Session) (linesPage, error) {
	p := linesPage{staffLayout: s.staffLayout(r, who, "title_lines"), Today: isoDate(s.now().In(amsterdam()))}
	for _, c := range s.config.Sheet.Lines() {
		v := helpLineView{
			Line: string(c.Line), Name: c.Name("nl"), Number: c.Number, Hours: c.Hours["nl"], Chat: c.Chat, Source: c.Source,
			Verified: dutchDate(c.Verified.Time), ISO: isoDate(c.Verified.Time), Due: s.now().Sub(c.Verified.Time) > verifyAgain, Fixed: assistant.FixedLine(c.Line),
		}
		v.Form = lineForm{Number: v.Number, Hours: v.Hours, Chat: v.Chat, Source: v.Source, ISO: v.ISO}
		p.Lines = append(p.Lines, v)
	}
	var err error
	p.Changes, err = s.changes(r, assistant.LineEdit)
	return p, err
}

// saveLine keeps what is known of a help line. A number that changes is first shown as people will see it, beside the one that it replaces.
func (s *Server) saveLine(w http.ResponseWriter, r *http.Request, who staff.Session, form url.Values) error {
	day := form.Get("nagekeken")
	if form.Get("vandaag") != "" {
		day = isoDate(s.now().In(amsterdam()))
	}
	verified, _ := time.Parse(time.DateOnly, day) // the sheet refuses a day that is none
	c := danger.Contact{
		Line: danger.Line(form.Get("lijn")), Number: strings.TrimSpace(form.Get("nummer")), Hours: map[string]string{"nl": strings.TrimSpace(form.Get("tijden"))},
		Chat: strings.TrimSpace(form.Get("chat")), Source: strings.TrimSpace(form.Get("bron")), Verified: danger.Date{Time: verified},
	}
	became, faults := s.config.Sheet.Changed(c, s.now())
	if len(faults) > 0 {
		return s.faultyLine(w, r, who, c, day, faults)
	}
	lines := s.config.Sheet.Lines()
	now := lines[slices.IndexFunc(lines, func(known danger.Contact) bool { return known.Line == c.Line })]
	if became.Number != now.Number && form.Get("zeker") != now.Number {
		p, err := s.linesPage(r, who)
		if err != nil {
			return err
		}
		card := assistant.Notice{
			Kind: assistant.DangerNotice, Level: danger.Concern, Lang: "nl",
			Contacts: []assistant.Reach{{Line: c.Line, Name: became.Name("nl"), Number: became.Number, Tel: became.Tel, Chat: became.Chat, Hours: became.Hours["nl"]}},
		}
		p.Lines, p.Changes = nil, nil
		p.Sure = &sureView{
			Name: became.Name("nl"), Old: now.Number, New: became.Number, Source: became.Source, Day: dutchDate(verified), Card: newNoticeView(card),
			Fields: []field{{"lijn", string(c.Line)}, {"nummer", became.Number}, {"tijden", c.Hours["nl"]}, {"chat", c.Chat}, {"bron", c.Source}, {"nagekeken", day}, {"zeker", now.Number}},
		}
		return s.show(w, http.StatusOK, "staff/lines", p)
	}
	if err := s.config.Sheet.SaveLine(r.Context(), c, string(who.Person.ID), s.now()); err != nil {
		return err
	}
	http.Redirect(w, r, done(factsPath+"/hulplijnen", doneSaved), http.StatusSeeOther)
	return nil
}

// faultyLine shows the lines again with what was filled in, and beside each field what is the matter with it.
func (s *Server) faultyLine(w http.ResponseWriter, r *http.Request, who staff.Session, c danger.Contact, day string, faults []assistant.LineFault) error {
	p, err := s.linesPage(r, who)
	if err != nil {
		return err
	}
	p.Problem = text("line_problem")
	for i := range p.Lines {
		if p.Lines[i].Line != string(c.Line) {
			continue
		}
		f := &p.Lines[i].Form
		*f = lineForm{Number: c.Number, Hours: c.Hours["nl"], Chat: c.Chat, Source: c.Source, ISO: day, Open: true}
		first := true
		for _, x := range []struct {
			name   string
			says   *fault
			faults []assistant.LineFault
		}{
			{"nummer", &f.NumberFault, []assistant.LineFault{assistant.FixedFault, assistant.NumberFault}},
			{"tijden", &f.HoursFault, []assistant.LineFault{assistant.HoursFault}},
			{"chat", &f.ChatFault, []assistant.LineFault{assistant.ChatFault}},
			{"bron", &f.SourceFault, []assistant.LineFault{assistant.SourceFault, assistant.SameFault}},
			{"nagekeken", &f.DateFault, []assistant.LineFault{assistant.DayFault, assistant.OldDayFault}},
		} {
			for _, wrong := range x.faults {
				if x.says.Text == "" && slices.Contains(faults, wrong) {
					*x.says, first = fault{x.name + "-" + p.Lines[i].Line, text("line_fault_" + string(wrong)), first}, false
				}
			}
		}
	}
	return s.show(w, http.StatusUnprocessableEntity, "staff/lines", p)
}
