package web

import (
	"bytes"
	"fmt"
	"html/template"
	"net/http"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
)

// accuracyPage shows how good the answers are, as measured (DESIGN section 2, promise 8).
type accuracyPage struct {
	layout
	Content template.HTML
}

// render turns a page that the program itself wrote from markdown into HTML. Raw HTML in it is left out.
func render(markdown []byte) (template.HTML, error) {
	var out bytes.Buffer
	if err := goldmark.New(goldmark.WithExtensions(extension.Table)).Convert(markdown, &out); err != nil {
		return "", fmt.Errorf("rendering markdown: %w", err)
	}
	return template.HTML(out.String()), nil //nolint:gosec // written by wegwijzer eval, and raw HTML is not passed on
}

func (s *Server) showAccuracy(w http.ResponseWriter, _ *http.Request) error {
	if len(s.config.Accuracy) == 0 {
		return errNoPage
	}
	content, err := render(s.config.Accuracy)
	if err != nil {
		return err
	}
	return s.show(w, http.StatusOK, "accuracy", accuracyPage{s.layout("title_accuracy"), content})
}
