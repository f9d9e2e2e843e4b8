package web

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"net/http"
)

//go:embed templates
var templateFiles embed.FS

// layout is what every page has.
type layout struct {
	Title   string // neutral: it stands in the list of tabs and in the history
	LeaveTo string
	Script  string // the page's own script; "" means none
}

// page is anything with a layout.
type page interface{ common() layout }

func (l layout) common() layout { return l }

// aboutPage says what this program is.
type aboutPage struct{ layout }

// leavePage is what remains in sight of someone who leaves without script.
type leavePage struct{ layout }

// errorPage is the calm page for when something does not work.
type errorPage struct {
	layout
	Heading string
	Text    string
}

// parsePages reads the embedded templates, one set per page. A broken one stops the program, at its start.
func parsePages(address func(string) string) map[string]*template.Template {
	pages := map[string]*template.Template{}
	for _, name := range []string{"chat", "about", "leave", "accuracy", "error", "algorithm", "booking", "talk"} {
		t := template.New(name).Funcs(template.FuncMap{"asset": address})
		pages[name] = template.Must(t.ParseFS(templateFiles, "templates/layout.tmpl", "templates/part.tmpl", "templates/speech.tmpl", "templates/"+name+".tmpl"))
	}
	for _, name := range staffPages {
		t := template.New(name).Funcs(template.FuncMap{"asset": address})
		pages[name] = template.Must(t.ParseFS(templateFiles, "templates/staff/layout.tmpl", "templates/staff/part.tmpl", "templates/part.tmpl", "templates/"+name+".tmpl"))
	}
	return pages
}

// staffPages are the pages of the staff desk: the names of their templates.
var staffPages = []string{"staff/home", "staff/sign_in", "staff/pass", "staff/signed_out", "staff/reason", "staff/error", "staff/search", "staff/document", "staff/kept", "staff/acts", "staff/erased", "staff/sources", "staff/source", "staff/taken", "staff/switches", "staff/gaps", "staff/agenda", "staff/agenda_one", "staff/callbacks", "staff/messages", "staff/talks", "staff/talk"}

func (s *Server) layout(titleKey string) layout {
	return layout{Title: text(titleKey), LeaveTo: s.config.LeaveTo}
}

// show writes a page whole or not at all.
func (s *Server) show(w http.ResponseWriter, status int, name string, p page) error {
	var b bytes.Buffer
	if err := s.pages[name].ExecuteTemplate(&b, "layout", p); err != nil {
		return fmt.Errorf("making the page %s: %w", name, err)
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	_, _ = w.Write(b.Bytes()) // the visitor may have gone
	return nil
}

func (s *Server) showAbout(w http.ResponseWriter, _ *http.Request) error {
	return s.show(w, http.StatusOK, "about", aboutPage{s.layout("title_about")})
}

// showLeave serves those who leave without script.
func (s *Server) showLeave(w http.ResponseWriter, _ *http.Request) error {
	return s.show(w, http.StatusOK, "leave", leavePage{s.layout("title_leave")})
}
