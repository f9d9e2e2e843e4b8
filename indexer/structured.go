package indexer

import (
	"encoding/json"
	"strings"
	"time"

	"golang.org/x/net/html"

	"wegwijzer/knowledge"
)

// structured is what the JSON-LD of a page says.
type structured struct {
	site string
	date time.Time
	faq  []question
}

type question struct{ name, answer string }

// readStructured reads the JSON-LD of a page. It is often slightly wrong; what cannot be read is passed over.
func readStructured(scripts []string) structured {
	var s structured
	for _, text := range scripts {
		if len(text) > maxStructured {
			continue
		}
		var v any
		if json.Unmarshal([]byte(strings.TrimSpace(html.UnescapeString(text))), &v) != nil &&
			json.Unmarshal([]byte(strings.TrimSpace(text)), &v) != nil {
			continue
		}
		s.read(v, 0)
	}
	return s
}

// The bounds of structured data: a page has no honest use for more.
const (
	maxStructured      = 1 << 20
	maxStructuredDepth = 12
	maxQuestions       = 200
)

func (s *structured) read(v any, depth int) {
	if depth > maxStructuredDepth {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			s.read(e, depth+1)
		}
	case map[string]any:
		switch kind := typeOf(v); {
		case kind == "WebSite":
			if name, ok := v["name"].(string); ok && s.site == "" {
				s.site = squeeze(clean(name))
			}
		case kind == "Question":
			s.question(v)
			return
		case strings.HasSuffix(kind, "Article") || strings.HasSuffix(kind, "Page") || strings.HasSuffix(kind, "Posting"):
			for _, key := range []string{"dateModified", "datePublished"} {
				if d, ok := v[key].(string); ok && s.date.IsZero() {
					s.date = parseDate(d)
				}
			}
		}
		for _, key := range []string{"@graph", "mainEntity", "mainEntityOfPage", "hasPart"} {
			if inner, ok := v[key]; ok {
				s.read(inner, depth+1)
			}
		}
	}
}

func (s *structured) question(v map[string]any) {
	name, _ := v["name"].(string)
	answer, _ := v["acceptedAnswer"].(map[string]any)
	if list, ok := v["acceptedAnswer"].([]any); ok && len(list) > 0 {
		answer, _ = list[0].(map[string]any)
	}
	text, _ := answer["text"].(string)
	name, text = plain(name), plain(text)
	if name != "" && text != "" && len(s.faq) < maxQuestions {
		s.faq = append(s.faq, question{name, text})
	}
}

func typeOf(v map[string]any) string {
	switch t := v["@type"].(type) {
	case string:
		return t
	case []any:
		if len(t) > 0 {
			s, _ := t[0].(string)
			return s
		}
	}
	return ""
}

// plain is the text of a value that may hold markup.
func plain(s string) string {
	if !strings.ContainsAny(s, "<&") {
		return squeeze(clean(s))
	}
	var b strings.Builder
	z := html.NewTokenizer(strings.NewReader(s))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return squeeze(clean(b.String()))
		case html.TextToken:
			b.WriteString(string(z.Text()))
		default:
			b.WriteByte(' ')
		}
	}
}

// fillIn adds the questions that a page shows by script only. A page that has its questions in its own text, or
// enough text of another kind, is left as it is.
func (s *structured) fillIn(pieces []piece) []piece {
	total := 0
	seen := make(map[string]bool)
	for _, p := range pieces {
		total += words(p.Text)
		seen[fold(p.Text)] = true
	}
	if len(s.faq) == 0 || total > fewWords {
		return pieces
	}
	for _, q := range s.faq {
		if seen[fold(q.name)] || seen[fold(q.answer)] {
			return pieces
		}
	}
	for _, q := range s.faq {
		pieces = append(pieces,
			piece{Block: knowledge.Block{Kind: knowledge.Question, Level: questionLevel, Text: q.name}},
			piece{Block: knowledge.Block{Kind: knowledge.Paragraph, Text: q.answer}})
	}
	return pieces
}

// fewWords is a page that holds hardly more than its heading.
const fewWords = 40

// questionLevel is the rank at which a question opens a section.
const questionLevel = 4
