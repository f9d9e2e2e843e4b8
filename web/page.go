package web

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"net/http"
	"sync"
)

//go:embed templates
var templateFiles embed.FS

// layout is what every page has.
type layout struct {
	Title   string // neutral: it stands in the list of tabs and in the history
	LeaveTo string
	Script  string   // the page's own script; "" means none
	Set     settings // what the visitor chose; the zero value on pages for staff
	Path    string   // where the forms of the conversation go
	Framed  string   // the sites that may show the page in a window, when it stands in one
	House   string   // the file with the house style; "" means none
	Again   bool     // nothing of the person is on it, so that the button Back may show it
	Faults  faults   // what is the matter with what was filled in
	Here    string   // the address of the page when its settings can be changed on it; "" means that something is going on that this would lose
}

// link is a way to another page of ours. It carries the settings along once something was chosen.
type link struct {
	Path, Key string
	Class     string
	Plain     bool // nothing is carried
	Framed    bool // other pages cannot stand in a window on another site
}

// Link returns a link with the text of a key.
func (l layout) Link(path, key, class string) link {
	return link{path, key, class, l.Set.Plain(), l.Framed != ""}
}

// page is anything with a layout.
type page interface{ common() layout }

func (l layout) common() layout { return l }

// aboutPage says what this program is.
type aboutPage struct {
	layout
	Written bool // a model writes the answers
}

// safePage says how to use these pages safely, and what cannot be taken away.
type safePage struct{ layout }

// leavePage is what remains in sight of someone who leaves without script.
type leavePage struct{ layout }

// errorPage is the calm page for when something does not work.
type errorPage struct {
	layout
	Heading string
	Text    string
}

// visitorPages are the pages for visitors: the names of their templates.
var visitorPages = []string{"chat", "about", "safe", "leave", "accuracy", "error", "algorithm", "booking", "document", "talk"}

// pageSet holds the templates of all pages.
type pageSet struct {
	inDutch map[string]*template.Template // by name; never executed: each language works with a copy
	copies  sync.Map                      // those copies, by language and name
}

// usualPages are the pages of every server without a house style: reading them takes longer than all else that a server begins with.
var usualPages = sync.OnceValue(func() *pageSet { return parsePages(usualFiles().address) })

// parsePages reads the embedded templates, one set per page, with texts in Dutch. A broken one stops the program, at its start.
func parsePages(address func(string) string) *pageSet {
	pages := map[string]*template.Template{}
	for _, name := range visitorPages {
		t := template.New(name).Funcs(template.FuncMap{"asset": address, "t": text, "look": look, "runs": runs, "say": func(key string) []block { return blocks(text(key)) }})
		pages[name] = template.Must(t.ParseFS(templateFiles, "templates/layout.tmpl", "templates/icon.tmpl", "templates/part.tmpl", "templates/speech.tmpl", "templates/"+name+".tmpl"))
	}
	for _, name := range staffPages {
		t := template.New(name).Funcs(template.FuncMap{"asset": address, "t": text, "inc": func(n int) int { return n + 1 }, "on": onDesk, "texts": textsOf, "facet": newFacet, "dial": dialled})
		pages[name] = template.Must(t.ParseFS(templateFiles, "templates/staff/layout.tmpl", "templates/staff/part.tmpl", "templates/staff/call.tmpl", "templates/staff/passage.tmpl", "templates/icon.tmpl", "templates/part.tmpl", "templates/"+name+".tmpl"))
	}
	return &pageSet{inDutch: pages}
}

// staffPages are the pages of the staff desk: the names of their templates.
var staffPages = []string{
	"staff/words", "staff/topic", "staff/synonyms", "staff/history", "staff/golden", "staff/effect", "staff/facts", "staff/fact", "staff/lines", "staff/conflicts",
	"staff/home", "staff/sign_in", "staff/pass", "staff/signed_out", "staff/reason", "staff/error", "staff/search", "staff/document", "staff/kept", "staff/acts", "staff/erased", "staff/sources", "staff/source", "staff/taken", "staff/switches", "staff/gaps", "staff/agenda", "staff/agenda_one", "staff/availability", "staff/team", "staff/callbacks", "staff/messages", "staff/talks", "staff/talk", "staff/calls", "staff/review", "staff/sign", "staff/versions", "staff/copy", "staff/pile", "staff/sheet", "staff/compare", "staff/case", "staff/new_call", "staff/record",
}

func (s *Server) layout(titleKey string) layout {
	return layout{Title: text(titleKey), LeaveTo: s.config.LeaveTo, Path: "/", House: s.house}
}

// forVisitor is the layout of a page for visitors, with the settings that came along in the form that led to it.
func (s *Server) forVisitor(r *http.Request) layout {
	l := s.layout("page_title")
	l.Set = settingsOf(r.PostForm)
	l.Title = textIn(l.Set.Code(), "page_title")
	return l
}

// textFor returns a text in the language of the visitor who sent a form.
func textFor(r *http.Request, key string) string {
	return textIn(settingsOf(r.PostForm).Code(), key)
}

// readingPage is the layout of a page that is only read, at an address of its own. A form with settings may lead to it.
func (s *Server) readingPage(w http.ResponseWriter, r *http.Request) (layout, error) {
	if r.Method == http.MethodPost {
		r.Body = http.MaxBytesReader(w, r.Body, maxMessage)
		if err := r.ParseForm(); err != nil {
			return layout{}, errGarbled
		}
	}
	l := s.forVisitor(r)
	l.Here = r.URL.Path
	return l, nil
}

// in returns the template of a page with its texts in a language. Each is made when it is first shown.
func (p *pageSet) in(lang, name string) (*template.Template, error) {
	made, _ := p.copies.LoadOrStore(lang+" "+name, sync.OnceValues(func() (*template.Template, error) {
		t, err := p.inDutch[name].Clone()
		if err != nil {
			return nil, fmt.Errorf("copying the page %s: %w", name, err)
		}
		return t.Funcs(template.FuncMap{
			"t": func(key string) string { return textIn(lang, key) }, "say": func(key string) []block { return blocks(textIn(lang, key)) },
		}), nil
	}))
	return made.(func() (*template.Template, error))() //nolint:forcetypeassert // nothing else is stored
}

// show writes a page whole or not at all.
func (s *Server) show(w http.ResponseWriter, status int, name string, p page) error {
	if c, ok := w.(*capture); ok {
		c.again = p.common().Again
	}
	var b bytes.Buffer
	t, err := s.pages.in(p.common().Set.Code(), name)
	if err != nil {
		return err
	}
	if err := t.ExecuteTemplate(&b, "layout", p); err != nil {
		return fmt.Errorf("making the page %s: %w", name, err)
	}
	body := b.Bytes()
	if desk, ok := p.(interface{ handed(page []byte) []byte }); ok {
		body = desk.handed(body)
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	_, _ = w.Write(body) // the visitor may have gone
	return nil
}

func (s *Server) showAbout(w http.ResponseWriter, r *http.Request) error {
	l, err := s.readingPage(w, r)
	if err != nil {
		return err
	}
	return s.show(w, http.StatusOK, "about", aboutPage{l, s.config.Writes()})
}

// showSafe tells how to use these pages when somebody may look along.
func (s *Server) showSafe(w http.ResponseWriter, r *http.Request) error {
	l, err := s.readingPage(w, r)
	if err != nil {
		return err
	}
	return s.show(w, http.StatusOK, "safe", safePage{l})
}
