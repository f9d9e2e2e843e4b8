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
)

// accuracyPage shows how good the answers are, as measured (DESIGN section 2, promise 8).
type accuracyPage struct {
	layout
	Content template.HTML
	Judged  int // rulings that advisers judged here; too few are 0
	Tried   []triedView
}

// triedView is how often advisers corrected what the rules read of a field.
type triedView struct {
	Name                 string
	Seen, Changed, Added int
}

// leastJudged is from how many judged rulings on the corrections are shown: less would be about single rulings.
const leastJudged = 10

// render turns a page that the program itself wrote from markdown into HTML. Raw HTML in it is left out.
func render(markdown []byte) (template.HTML, error) {
	var out bytes.Buffer
	if err := goldmark.New(goldmark.WithExtensions(extension.Table)).Convert(markdown, &out); err != nil {
		return "", fmt.Errorf("rendering markdown: %w", err)
	}
	scrolls := strings.ReplaceAll(out.String(), "<table>", `<table tabindex="0">`) // wider than a phone: it scrolls, also by keyboard
	return template.HTML(scrolls), nil                                             //nolint:gosec // written by wegwijzer eval, and raw HTML is not passed on
}

func (s *Server) showAccuracy(w http.ResponseWriter, r *http.Request) error {
	if len(s.config.Accuracy) == 0 {
		return errNoPage
	}
	content, err := render(s.config.Accuracy)
	if err != nil {
		return err
	}
	l, err := s.readingPage(w, r)
	if err != nil {
		return err
	}
	p := accuracyPage{layout: l, Content: content}
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
