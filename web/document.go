package web

import (
	"errors"
	"net/http"
	"net/url"
	"strings"
	"unicode"

	"wegwijzer/transcribe"
)

// clientPath is where clients read their copy. It says nothing of what it is.
const clientPath = "/document"

// clientPage is what a client sees: the field for the code, then the one for the number, then the copy.
type clientPage struct {
	layout
	Step   string // code, number, read
	Code   string
	Ticket string
	Text   transcribe.ClientText
}

func (s *Server) clientPage(r *http.Request, step string) clientPage {
	p := clientPage{layout: s.forVisitor(r), Step: step}
	if step == "code" {
		p.Here = clientPath
	}
	return p
}

func (s *Server) showDocumentCode(w http.ResponseWriter, r *http.Request) error {
	if s.config.Calls == nil {
		return errNoPage
	}
	return s.show(w, http.StatusOK, "document", s.clientPage(r, "code"))
}

// askDocumentCode asks for the code again, with the text of a key about what was filled in.
func (s *Server) askDocumentCode(w http.ResponseWriter, r *http.Request, code, wrong string) error {
	p := s.clientPage(r, "code")
	p.Code, p.Faults = code, p.Faults.with("code", textFor(r, wrong))
	return s.show(w, http.StatusOK, "document", p)
}

func digitsIn(text string) (n int) {
	for _, r := range text {
		if unicode.IsDigit(r) {
			n++
		}
	}
	return n
}

// codeDigits is how many digits the code of a copy has.
const codeDigits = 12

// openDocument takes the code, and then the code with the number. Whatever is wrong gets the same answer.
func (s *Server) openDocument(w http.ResponseWriter, r *http.Request) error {
	form, err := s.documentForm(w, r)
	if err != nil {
		return err
	}
	if form.Has("instellen") {
		return s.show(w, http.StatusOK, "document", s.clientPage(r, "code"))
	}
	code, client := clipped(form.Get("code"), 100), s.network(r)
	if form.Get("stap") != "getal" {
		if digitsIn(code) != codeDigits {
			wrong := "document_wrong" // how long it is, is no secret; nobody has to wait for a number that cannot come
			if code == "" {
				wrong = "doc_intro"
			}
			return s.askDocumentCode(w, r, code, wrong)
		}
		if err := s.config.Calls.AskNumber(r.Context(), code, client); err != nil {
			return err
		}
		p := s.clientPage(r, "number")
		p.Code = code
		return s.show(w, http.StatusOK, "document", p)
	}
	number := clipped(strings.TrimSpace(form.Get("getal")), 20)
	if number == "" { // nothing was filled in: that is no try
		p := s.clientPage(r, "number")
		p.Code, p.Faults = code, p.Faults.with("getal", textFor(r, "doc_number")+".")
		return s.show(w, http.StatusOK, "document", p)
	}
	content, ticket, err := s.config.Calls.Read(r.Context(), code, number, client)
	if errors.Is(err, transcribe.ErrNoCopy) {
		return s.askDocumentCode(w, r, "", "document_wrong")
	}
	if err != nil {
		return err
	}
	p := s.clientPage(r, "read")
	p.Text, p.Ticket = *content, ticket
	return s.show(w, http.StatusOK, "document", p)
}

// downloadDocument gives the copy as a file, for half an hour after it was opened.
func (s *Server) downloadDocument(w http.ResponseWriter, r *http.Request) error {
	form, err := s.documentForm(w, r)
	if err != nil {
		return err
	}
	content, err := s.config.Calls.ReadAgain(r.Context(), form.Get("kaartje"))
	if errors.Is(err, transcribe.ErrNoCopy) {
		return s.askDocumentCode(w, r, "", "document_over")
	}
	if err != nil {
		return err
	}
	return serveDocument(w, content.Document(s.now()), form.Get("soort"), "document")
}

// documentForm reads a form of the client's pages, from this site only.
func (s *Server) documentForm(w http.ResponseWriter, r *http.Request) (url.Values, error) {
	if s.config.Calls == nil {
		return nil, errNoPage
	}
	if err := s.crossOrigin.Check(r); err != nil {
		return nil, errForeignForm
	}
	r.Body = http.MaxBytesReader(w, r.Body, maxMessage)
	if err := r.ParseForm(); err != nil {
		return nil, errGarbled
	}
	return r.PostForm, nil
}
