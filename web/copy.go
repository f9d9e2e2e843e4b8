package web

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"wegwijzer/staff"
	"wegwijzer/transcribe"
)

// copyPage shows what the client would read, makes a copy of it, and lists those that were made.
type copyPage struct {
	staffLayout
	callHead
	Problem  string
	Ways     []choice
	Way      string
	To       string
	Sections []checkView
	Hide     string
	Doubts   []checkView
	Text     transcribe.ClientText
	Code     string // of the copy that was just made; shown once
	Number   string
	Days     int
	Copies   []copyRow
	Address  string // where the client goes
}

// checkView is one thing to tick.
type checkView struct {
	Value, Name string
	On          bool
}

// copyRow is a copy that was made.
type copyRow struct {
	ID                     int64
	Way, Made, Until, Read string
	By                     string
	Open                   bool
}

// copyDays is how long a copy can be read unless the form says otherwise.
const copyDays = 30

func (s *Server) showCopy(w http.ResponseWriter, r *http.Request, who staff.Session) error {
	f, err := s.callFor(r, who)
	if err != nil {
		return err
	}
	return s.copyPage(w, r, who, f, url.Values{}, copyPage{}, http.StatusOK)
}

// wishOf reads what a copy is to be.
func wishOf(form url.Values) transcribe.CopyWish {
	wish := transcribe.CopyWish{Way: transcribe.Way(form.Get("weg")), To: clipped(form.Get("naar"), 200), Keep: copyDays * 24 * time.Hour}
	if n, err := strconv.Atoi(form.Get("dagen")); err == nil && n > 0 && n < copyDays {
		wish.Keep = time.Duration(n) * 24 * time.Hour
	}
	if form.Get("gekozen") == "" { // the first look: all but what was a signal for staff, and what is still to be asked
		for _, x := range transcribe.Sections {
			if x != transcribe.RiskSignals && x != transcribe.OpenPoints {
				wish.Sections = append(wish.Sections, x)
			}
		}
	}
	for _, x := range form["deel"] {
		wish.Sections = append(wish.Sections, transcribe.Section(x))
	}
	for line := range strings.SplitSeq(form.Get("weglaten"), "\n") {
		for word := range strings.SplitSeq(line, ",") {
			if word = strings.TrimSpace(word); word != "" && len(wish.Hide) < 200 {
				wish.Hide = append(wish.Hide, word)
			}
		}
	}
	wish.Hide = append(wish.Hide, form["woord"]...)
	return wish
}

func (s *Server) copyPage(w http.ResponseWriter, r *http.Request, who staff.Session, f transcribe.File, form url.Values, p copyPage, status int) error {
	h, v, err := s.head(r.Context(), f, who, 0)
	if err != nil {
		return err
	}
	h.Tab = "kopie"
	p.staffLayout, p.callHead, p.Days = s.staffLayout(r, who, "title_copy"), h, copyDays
	p.Address = strings.TrimPrefix(strings.TrimPrefix(s.config.Address, "https://"), "http://") + clientPath
	wish := wishOf(form)
	if h.Final {
		if p.Text, err = s.config.Calls.DraftCopy(r.Context(), v.ID, wish); err != nil {
			return err
		}
	}
	for _, way := range s.ways() {
		p.Ways = append(p.Ways, choice{string(way), text("way_" + string(way))})
	}
	p.Way, p.To = string(wish.Way), wish.To
	if p.Way == "" {
		p.Way = string(transcribe.Spoken)
	}
	for _, x := range transcribe.Sections {
		p.Sections = append(p.Sections, checkView{string(x), text("section_" + string(x)), slices.Contains(wish.Sections, x)})
	}
	for _, word := range p.Text.Doubts {
		p.Doubts = append(p.Doubts, checkView{word, word, false})
	}
	p.Hide = strings.Join(wish.Hide, ", ")
	copies, err := s.config.Calls.Copies(r.Context(), f.ID)
	if err != nil {
		return err
	}
	names, err := s.config.Desk.Names(r.Context())
	if err != nil {
		return err
	}
	for _, c := range copies {
		row := copyRow{ID: c.ID, Way: text("way_" + string(c.Way)), Made: dutchTime(c.MadeAt), Until: dutchDate(c.ExpiresAt), By: nameOr(names, c.MadeBy), Open: c.Open}
		if c.ReadAt != nil {
			row.Read = dutchTime(*c.ReadAt)
		}
		p.Copies = append(p.Copies, row)
	}
	return s.show(w, status, "staff/copy", p)
}

// ways are the second channels that are set up.
func (s *Server) ways() []transcribe.Way {
	ways := []transcribe.Way{transcribe.Spoken}
	if s.config.Sends["sms"] {
		ways = append(ways, transcribe.ByText)
	}
	if s.config.Sends["mail"] {
		ways = append(ways, transcribe.ByMail)
	}
	return ways
}

// makeCopy shows the copy anew with what was changed in the form, or makes it.
func (s *Server) makeCopy(w http.ResponseWriter, r *http.Request, who staff.Session) error {
	x, err := s.step(w, r, who)
	if err != nil {
		return s.refuse(w, r, who, x.file, err)
	}
	if x.form.Get("maak") == "" {
		return s.copyPage(w, r, who, x.file, x.form, copyPage{}, http.StatusOK)
	}
	wish := wishOf(x.form)
	problem := ""
	switch {
	case !slices.Contains(s.ways(), wish.Way):
		problem = "copy_way"
	case wish.Way != transcribe.Spoken && !reachable(wish):
		problem = "copy_to"
	case len(wish.Sections) == 0:
		problem = "copy_empty"
	}
	if problem != "" {
		return s.copyPage(w, r, who, x.file, x.form, copyPage{Problem: text(problem)}, http.StatusUnprocessableEntity)
	}
	code, number, err := s.config.Calls.MakeCopy(r.Context(), x.report, wish, who.Person.ID)
	if err != nil {
		return err
	}
	return s.copyPage(w, r, who, x.file, x.form, copyPage{Code: code, Number: number}, http.StatusOK)
}

// reachable reports whether what was filled in looks like a telephone number or an address of mail.
func reachable(wish transcribe.CopyWish) bool {
	if wish.Way == transcribe.ByMail {
		name, domain, ok := strings.Cut(wish.To, "@")
		return ok && name != "" && strings.Contains(domain, ".") && !strings.ContainsAny(wish.To, " \r\n,;<>")
	}
	digits := 0
	for _, c := range wish.To {
		switch {
		case c >= '0' && c <= '9':
			digits++
		case !strings.ContainsRune("+- ()", c):
			return false
		}
	}
	return digits >= 9 && digits <= 15
}

func (s *Server) closeCopy(w http.ResponseWriter, r *http.Request, who staff.Session) error {
	x, err := s.step(w, r, who)
	if err != nil {
		return err
	}
	id, err := strconv.ParseInt(x.form.Get("kopie"), 10, 64)
	if err != nil {
		return errGarbled
	}
	if err := s.config.Calls.CloseCopy(r.Context(), x.file.ID, id); err != nil {
		return err
	}
	http.Redirect(w, r, callAt(x.file.ID)+"/kopie", http.StatusSeeOther)
	return nil
}
