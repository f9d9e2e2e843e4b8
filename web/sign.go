package web

import (
	"bytes"
	"errors"
	"fmt"
	"net/http"

	"wegwijzer/staff"
	"wegwijzer/transcribe"
)

// signPage asks for a signature, or to lock what was signed, or to reopen it.
type signPage struct {
	staffLayout
	callHead
	Status  string
	Problem string
	Alone   bool // another person must lock it
}

// versionsPage shows what changed from version to version.
type versionsPage struct {
	staffLayout
	callHead
	Versions []versionView
	Since    string
	Parts    []changePart
	Counts   string
	All      bool // what stayed the same is shown too
}

// versionView is a version in the list.
type versionView struct {
	Version          int
	Path, State      string
	Made, Signed, By string
	Here             bool
}

// changePart is a section with what changed in it.
type changePart struct {
	Name    string
	Changes []changeView
}

// changeView is a sentence as it was and as it is.
type changeView struct {
	Kind, KindText string
	Pieces         []pieceView
}

// pieceView is a stretch of a sentence that stayed, came or went.
type pieceView struct {
	Kind string
	Text string
}

func (s *Server) showSign(w http.ResponseWriter, r *http.Request, who staff.Session) error {
	f, err := s.callFor(r, who)
	if err != nil {
		return err
	}
	return s.signPage(w, r, who, f, http.StatusOK, "")
}

func (s *Server) signPage(w http.ResponseWriter, r *http.Request, who staff.Session, f transcribe.File, status int, problem string) error {
	h, v, err := s.head(r.Context(), f, who, 0)
	if err != nil {
		return err
	}
	h.Tab = "ondertekenen"
	p := signPage{staffLayout: s.staffLayout(r, who, "title_sign"), callHead: h, Status: openText(v.Open), Problem: problem}
	p.Alone = f.FourEyes && v.SignedBy == who.Person.ID
	return s.show(w, status, "staff/sign", p)
}

// signReport signs the report. Signing twice, and signing what a colleague signed a moment ago, shows who signed and when.
func (s *Server) signReport(w http.ResponseWriter, r *http.Request, who staff.Session) error {
	x, err := s.step(w, r, who)
	if err == nil {
		err = s.config.Calls.Sign(r.Context(), x.report, who.Person.ID)
	}
	return s.signed(w, r, x, err, "signed")
}

func (s *Server) lock(w http.ResponseWriter, r *http.Request, who staff.Session) error {
	x, err := s.step(w, r, who)
	if err == nil {
		err = s.config.Calls.Lock(r.Context(), x.report, who.Person.ID)
	}
	return s.signed(w, r, x, err, "locked")
}

func (s *Server) reopen(w http.ResponseWriter, r *http.Request, who staff.Session) error {
	x, err := s.step(w, r, who)
	if err == nil {
		_, err = s.config.Calls.Reopen(r.Context(), x.report, who.Person.ID)
	}
	return s.signed(w, r, x, err, "reopened")
}

func (s *Server) signed(w http.ResponseWriter, r *http.Request, x step, err error, key string) error {
	if problem := refusal(err); problem != "" {
		return s.signPage(w, r, x.who, x.file, http.StatusConflict, problem)
	}
	if err != nil {
		return err
	}
	return x.done(w, r, "", key, -1)
}

func (s *Server) showVersions(w http.ResponseWriter, r *http.Request, who staff.Session) error {
	f, err := s.callFor(r, who)
	if err != nil {
		return err
	}
	ctx, q := r.Context(), r.URL.Query()
	h, v, err := s.head(ctx, f, who, number(q, "versie"))
	if err != nil {
		return err
	}
	h.Tab = "versies"
	versions, err := s.config.Calls.Versions(ctx, f.ID)
	if err != nil {
		return err
	}
	names, err := s.config.Desk.Names(ctx)
	if err != nil {
		return err
	}
	p := versionsPage{staffLayout: s.staffLayout(r, who, "title_versions"), callHead: h, All: q.Get("alles") != ""}
	before := transcribe.ReportID(0)
	for _, x := range versions {
		view := versionView{Version: x.Version, Path: fmt.Sprintf("%s/versies?versie=%d", h.Path, x.Version), State: text("report_" + string(x.State)), Made: dutchTime(x.MadeAt), Here: x.ID == v.ID}
		if x.SignedAt != nil {
			view.Signed, view.By = dutchTime(*x.SignedAt), nameOr(names, x.SignedBy)
		}
		if x.Version == v.Version-1 {
			before = x.ID
		}
		p.Versions = append(p.Versions, view)
	}
	list, _, err := s.config.Calls.Sentences(ctx, v.ID)
	if err != nil {
		return err
	}
	changes := transcribe.Changes(list)
	p.Since = text("since_draft")
	if before != 0 {
		old, _, err := s.config.Calls.Sentences(ctx, before)
		if err != nil {
			return err
		}
		changes = transcribe.ChangesSince(old, list)
		p.Since = fmt.Sprintf(text("since_version"), v.Version-1)
	}
	p.showChanges(changes)
	return s.show(w, http.StatusOK, "staff/versions", p)
}

// showChanges fills in what changed, by section.
func (p *versionsPage) showChanges(changes []transcribe.Change) {
	n := map[transcribe.ChangeKind]int{}
	for _, c := range changes {
		n[c.Kind]++
		if c.Kind == transcribe.Same && !p.All {
			continue
		}
		name := text("section_" + string(c.Section))
		if k := len(p.Parts); k == 0 || p.Parts[k-1].Name != name {
			p.Parts = append(p.Parts, changePart{Name: name})
		}
		view := changeView{Kind: string(c.Kind), KindText: text("change_" + string(c.Kind))}
		for _, x := range c.Pieces {
			view.Pieces = append(view.Pieces, pieceView{string(x.Kind), x.Text})
		}
		part := &p.Parts[len(p.Parts)-1]
		part.Changes = append(part.Changes, view)
	}
	p.Counts = fmt.Sprintf(text("change_counts"), n[transcribe.Same], n[transcribe.Changed], n[transcribe.Added], n[transcribe.Removed])
}

// exportReport gives a version of the report as a file: docx, pdf or json. Its name says nothing.
func (s *Server) exportReport(w http.ResponseWriter, r *http.Request, who staff.Session) error {
	f, err := s.callFor(r, who)
	if err != nil {
		return err
	}
	_, v, err := s.head(r.Context(), f, who, number(r.URL.Query(), "versie"))
	if err != nil {
		return err
	}
	names, err := s.config.Desk.Names(r.Context())
	if err != nil {
		return err
	}
	kind := r.PathValue("soort")
	if kind == "json" {
		body, err := s.config.Calls.Export(r.Context(), v.ID)
		if err != nil {
			return err
		}
		return serveDownload(w, "application/json", fmt.Sprintf("verslag-%d-%d.json", f.ID, v.Version), body)
	}
	d, err := s.config.Calls.Document(r.Context(), v.ID, func(id staff.PersonID) string { return nameOr(names, id) })
	if err != nil {
		return err
	}
	return serveDocument(w, d, kind, fmt.Sprintf("verslag-%d-%d", f.ID, v.Version))
}

// errNoKind says that there is no such kind of file.
var errNoKind = errors.Join(errNoPage, errors.New("no such kind of file"))

func serveDocument(w http.ResponseWriter, d transcribe.Document, kind, name string) error {
	var b bytes.Buffer
	var err error
	mime := ""
	switch kind {
	case "docx":
		mime = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
		err = d.WriteWord(&b)
	case "pdf":
		mime = "application/pdf"
		err = d.WritePDF(&b)
	default:
		return errNoKind
	}
	if err != nil {
		return err
	}
	return serveDownload(w, mime, name+"."+kind, b.Bytes())
}

func serveDownload(w http.ResponseWriter, mime, name string, body []byte) error {
	h := w.Header()
	h.Set("Content-Type", mime)
	h.Set("Content-Disposition", `attachment; filename="`+name+`"`)
	_, _ = w.Write(body) // the person may have gone
	return nil
}
