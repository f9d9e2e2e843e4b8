package web

import (
	"bytes"
	"cmp"
	"fmt"
	"html/template"
	"net/http"
	"slices"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
)

// accuracyPage shows how good the answers are, as measured (DESIGN section 2, promise 8).
type accuracyPage struct {
	layout
	Content template.HTML // what it comes down to
	Parts   []partView    // all that was measured
	Judged  int           // rulings that advisers judged here; too few are 0
	Tried   []triedView
}

// partView is a part of a long page, which is opened by who wants to read it, or by an address that leads into it.
type partView struct {
	ID             string
	Title, Content template.HTML
}

// triedView is how often advisers corrected what the rules read of a field.
type triedView struct {
	Name                 string
	Seen, Changed, Added int
}

// leastJudged is from how many judged rulings on the corrections are shown: less would be about single rulings.
const leastJudged = 10

// render turns a page that the program itself wrote from markdown into HTML: what stands before its first heading of the second level, and a part for
// each of those. Every heading has an id. Raw HTML in it is left out.
func render(markdown []byte) (top template.HTML, parts []partView, err error) {
	var out bytes.Buffer
	if err := goldmark.New(goldmark.WithExtensions(extension.Table), goldmark.WithParserOptions(parser.WithAutoHeadingID())).Convert(markdown, &out); err != nil {
		return "", nil, fmt.Errorf("rendering markdown: %w", err)
	}
	pieces := strings.Split(strings.ReplaceAll(out.String(), "<table>", `<table tabindex="0">`), `<h2 id="`) // a table wider than a phone scrolls, also by keyboard
	for _, piece := range pieces[1:] {
		id, rest, _ := strings.Cut(piece, `">`)
		title, content, _ := strings.Cut(rest, "</h2>")
		parts = append(parts, partView{id, template.HTML(title), template.HTML(content)}) //nolint:gosec // as below
	}
	return template.HTML(pieces[0]), parts, nil //nolint:gosec // written by wegwijzer eval, and raw HTML is not passed on
}

func (s *Server) showAccuracy(w http.ResponseWriter, r *http.Request) error {
	if len(s.config.Accuracy) == 0 {
		return errNoPage
	}
	top, parts, err := render(s.config.Accuracy)
	if err != nil {
		return err
	}
	l, err := s.readingPage(w, r)
	if err != nil {
		return err
	}
	p := accuracyPage{layout: l, Content: top, Parts: parts}
	if s.config.Rulings != nil {
		// The measured page stands without the count of today.
		judged, tried, err := s.config.Rulings.Corrections(r.Context())
		if err != nil {
			s.log.WarnContext(r.Context(), "corrections of rulings not counted", "error", err)
		} else if judged >= leastJudged {
			p.Judged = judged
			for _, x := range tried {
				p.Tried = append(p.Tried, triedView{text("field_" + string(x.Field)), x.Seen, x.Changed, x.Added})
			}
			slices.SortFunc(p.Tried, func(a, b triedView) int { return cmp.Or(b.Seen-a.Seen, strings.Compare(a.Name, b.Name)) })
		}
	}
	return s.show(w, http.StatusOK, "accuracy", p)
}
