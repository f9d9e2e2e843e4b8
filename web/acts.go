package web

import (
	"context"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"wegwijzer/staff"
)

// actsPage shows what was done, newest first.
type actsPage struct {
	staffLayout
	Kinds     []checked // of things, of which only is shown
	ID        string    // and which one
	People    []checked // of whom only is shown
	From, To  string    // days
	Acts      []actRow
	Most      int
	Verified  string // what came of holding the chain against itself
	Broken    bool
	Problem   string
	Filtering bool
}

// actRow is one record of the audit.
type actRow struct {
	Seq                                                      int64
	At, ISO, Who, Role, Act, Object, Reason, Outcome, Origin string
}

// actsShown is how many records are shown.
const actsShown = 200

// objectKinds are the kinds of things that acts are done to, by their names in the audit.
var objectKinds = []string{"call", "appointment", "callback", "talk", "passage", "ruling", "adviser", "switch"}

// showActs shows the audit: all of it, or what somebody did or what was done to one thing, in some days, when a form asks for that.
func (s *Server) showActs(w http.ResponseWriter, r *http.Request, who staff.Session) error {
	form := url.Values{}
	if !safe(r) {
		var err error
		if form, err = s.staffForm(w, r); err != nil {
			return err
		}
	}
	return s.acts(w, r, who, form, actsPage{})
}

func (s *Server) acts(w http.ResponseWriter, r *http.Request, who staff.Session, form url.Values, p actsPage) error {
	ctx := r.Context()
	p.staffLayout, p.Most = s.staffLayout(r, who, "title_acts"), actsShown
	p.ID, p.From, p.To = strings.TrimSpace(form.Get("nummer")), form.Get("van"), form.Get("tot")
	kind, person := form.Get("soort"), form.Get("wie")
	for _, k := range objectKinds {
		p.Kinds = append(p.Kinds, checked{choice{k, text("keeper_" + k)}, k == kind})
	}
	var err error
	if p.People, err = s.accounts(ctx, person); err != nil {
		return err
	}
	f := staff.Filter{Person: staff.PersonID(person), Object: staff.Object{Kind: kind, ID: p.ID}}
	if p.ID != "" && kind == "" {
		p.Problem = text("acts_which_kind")
	}
	f.Since, _ = time.ParseInLocation(time.DateOnly, p.From, amsterdam()) // no day is no bound
	if day, wrong := time.ParseInLocation(time.DateOnly, p.To, amsterdam()); wrong == nil {
		f.Until = day.AddDate(0, 0, 1)
	}
	p.Filtering = f != staff.Filter{}
	all, names, err := s.config.Desk.Acts(ctx, f, actsShown)
	if err != nil {
		return err
	}
	for _, a := range all {
		p.Acts = append(p.Acts, actRowOf(a, names))
	}
	status := http.StatusOK
	if p.Problem != "" {
		status = http.StatusUnprocessableEntity
	}
	return s.show(w, status, "staff/acts", p)
}

func actRowOf(a staff.Record, names map[staff.PersonID]string) actRow {
	row := actRow{
		Seq: a.Seq, At: dutchTime(a.At), ISO: a.At.Format(time.RFC3339), Who: names[a.Person], Act: textOr("act_"+a.Act, a.Act), Object: textOr("keeper_"+a.Object, a.Object),
		Outcome: text("outcome_" + string(a.Outcome)), Origin: a.Origin,
	}
	if row.Who == "" {
		row.Who = textOr("nobody", "")
		if a.Person != "" {
			row.Who = string(a.Person)
		}
	}
	if a.Reason != "" {
		row.Reason = textOr("reason_"+a.Reason, a.Reason)
	}
	var roles []string
	for role := range strings.SplitSeq(a.Role, ",") {
		if role != "" {
			roles = append(roles, textOr("role_"+role, role))
		}
	}
	row.Role = strings.Join(roles, ", ")
	return row
}

// verifyTime is how long holding the whole audit against itself may take on the page; `wegwijzer audit verify` takes the time it needs.
const verifyTime = time.Minute

// verifyActs holds the whole audit against itself, and against the anchors that this machine can read.
func (s *Server) verifyActs(w http.ResponseWriter, r *http.Request, who staff.Session) error {
	form, err := s.staffForm(w, r)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(r.Context(), verifyTime)
	defer cancel()
	var anchors []staff.Anchor
	if s.config.Anchors != nil {
		if anchors, err = s.config.Anchors(); err != nil {
			return err
		}
	}
	report, err := s.config.Desk.Verify(ctx, anchors)
	if err != nil {
		return err
	}
	key := "verify_whole"
	switch {
	case len(report.Faults) > 0:
		key = "verify_broken"
	case len(anchors) == 0:
		key = "verify_unanchored"
	}
	said := strings.NewReplacer("{n}", strconv.FormatInt(report.Records, 10), "{anchors}", strconv.Itoa(report.Anchors), "{faults}", strconv.Itoa(len(report.Faults))).Replace(text(key))
	return s.acts(w, r, who, form, actsPage{Verified: said, Broken: len(report.Faults) > 0})
}
