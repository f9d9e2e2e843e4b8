package indexer

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"
)

// zipOf makes a DOCX of these parts.
func zipOf(t testing.TB, parts map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, body := range parts {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, body); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestHostileDocuments feeds documents that are made to cost much. Each must end soon, whatever it yields.
func TestHostileDocuments(t *testing.T) {
	t.Parallel()
	million, lot := 1_000_000, 100_000
	if raced {
		million, lot = 100_000, 5_000
	}
	many := func(n int, s string) string { return strings.Repeat(s, n) }
	numbered := func(n int, format string) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, format, i)
		}
		return b.String()
	}
	docx := func(body string) []byte {
		return zipOf(t, map[string]string{"word/document.xml": `<w:document xmlns:w="x"><w:body>` + body + `</w:body></w:document>`})
	}
	tests := []struct {
		name string
		body []byte
	}{
		{"nested.html", []byte(many(million, "<div>") + "kern" + many(million, "</div>"))},
		{"nested-spans.html", []byte(many(lot, "<span>") + "kern")},
		{"nested-tables.html", []byte(many(lot/10, "<table><tr><td>") + "kern")},
		{"nested-lists.html", []byte(many(lot/5, "<ul><li>") + "kern")},
		{"fonts.html", []byte("<p>" + numbered(lot/10, "<font size=%d>") + many(lot/10, "<p>x"))},
		{"unclosed.html", []byte(many(lot, "<p>x") + many(lot/2, "<b>") + many(lot/2, "<li>y"))},
		{"misnested.html", []byte(many(lot/5, "<b><i></b><div></i><a href=x><p></a>"))},
		{"attributes.html", []byte("<div " + numbered(lot, "a%d=1 ") + ">x</div>")},
		{"entities.html", []byte(many(lot, "&amp;&lt;&notanentity;&#x10ffff;&#0;"))},
		{"comment.html", []byte("<!--" + many(lot, "-!>x--") + "<p>x")},
		{"tags.html", []byte(many(lot, "<"))},
		{"script.html", []byte("<script>" + many(lot, "</scrip"))},
		{"links.html", []byte(numbered(lot/5, "<a href=/%d>x</a>"))},
		{"classes.html", []byte("<main>" + numbered(lot/10, `<div class="accordion-header c%[1]d" aria-controls="x%[1]d">a</div><div class="accordion-content">b</div>`))},
		{"triggers.html", []byte("<main>" + many(lot/10, `<h3 class="accordion"></h3>`) + many(lot/10, `<button aria-controls=p>a</button>`) + "<div id=p>")},
		{"rules.html", []byte("<style>" + numbered(lot/20, ".c%d .d{display:none}") + "</style>" + many(lot/20, "<p class=c1>x"))},
		{"braces.html", []byte("<style>" + many(lot, "{") + many(lot, "a{b}") + "</style>x")},
		{"table.html", []byte("<table>" + many(50, "<tr><td rowspan=99999 colspan=99999>x") + many(lot/10, "<tr><td>y") + "</table>")},
		{"json.html", []byte(`<script type="application/ld+json">` + many(lot, `[`) + `</script>x`)},
		{"svg.html", []byte(many(lot/2, "<svg>") + "<p>na")},
		{"dl.html", []byte(many(lot/5, "<dl><dt>a"))},
		{"headings.html", []byte(many(lot/5, "<h1>a</h2>"))},
		{"invisible.html", []byte("<p>" + many(lot, "\u200b\u202e") + "x")},
		{"one-line.html", []byte("<p>" + many(5*lot, "woord "))},
		{"zero.html", make([]byte, lot)},
		{"broken.html", []byte("<html><body><main><p>Wel <b>iets<table><td>cel</p><ul><h2>kop</table></select></p></html><p>na het eind")},
		{"lines.txt", []byte(many(lot, "a\n"))},
		{"bullets.txt", []byte(many(lot/2, "- x\n"))},
		{"hyphens.txt", []byte(many(lot/2, "woord-\n"))},
		{"spread.txt", []byte(many(lot/50, "dit is een regel van gewone lengte die nergens eindigt en\n\n"))},
		{"long-line.txt", []byte(many(5*lot, "x"))},
		{"feeds.txt", []byte(many(lot, "\f"))},
		{"quotes.md", []byte(many(lot/10, ">") + " x\n" + many(1000, many(200, ">")+" x\n"))},
		{"lists.md", []byte(many(lot/100, many(50, "- ")+"x\n"))},
		{"brackets.md", []byte(many(lot/20, "[") + many(lot/20, "](") + many(lot/20, "![x"))},
		{"stars.md", []byte(many(lot/20, "*a_ "))},
		{"backticks.md", []byte(numbered(2000, "`%d``x```"))},
		{"pipes.md", []byte("|a|b|\n|-|-|\n" + many(lot/20, "|x|y|\n"))},
		{"deep.docx", docx(many(lot, "<w:p>"))},
		{"entities.docx", zipOf(t, map[string]string{"word/document.xml": `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><w:document><w:p><w:t>&b;</w:t></w:p></w:document>`})},
		{"bomb.docx", zipOf(t, map[string]string{"word/document.xml": "<w:document>" + many(65<<20, " ")})},
		{"parts.docx", zipOf(t, map[string]string{"word/document.xml": "<x/>", "a": many(lot, "a")})},
		{"rows.docx", docx("<w:tbl>" + many(lot/20, "<w:tr><w:tc><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc></w:tr>") + "</w:tbl>")},
		{"tables.docx", docx(many(100, "<w:tbl><w:tr><w:tc>") + "<w:p><w:r><w:t>x</w:t></w:r></w:p>")},
		{"cut.docx", docx("<w:p><w:r><w:t>x")[:60]},
		{"no.docx", []byte("PK\x03\x04word/document")},
		{"head.pdf", []byte("%PDF-1.4\n")},
		{"noise.pdf", append([]byte("%PDF-1.7\n"), bytes.Repeat([]byte("1 0 obj <</Type/Pages/Kids[1 0 R 1 0 R]>> endobj\n"), 1000)...)},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			ctx, cancel := context.WithTimeout(t.Context(), 3*time.Minute) // a bound on a hang, not a measure of speed: the machine may be busy
			defer cancel()
			started := time.Now()
			page, err := Extract(ctx, Source{Name: test.name, Body: test.body})
			if d := time.Since(started); d > time.Second {
				t.Logf("took %v", d)
			}
			if err != nil && strings.Contains(err.Error(), "gave up") {
				t.Errorf("a parser panicked: %v", err)
			}
			if test.name == "broken.html" && (err != nil || !strings.Contains(page.Text, "na het eind") || !strings.Contains(page.Text, "kop")) {
				t.Errorf("broken page: %v, %q", err, page.Text)
			}
			if strings.HasPrefix(test.name, "nested") && !strings.Contains(page.Text, "kern") {
				t.Errorf("the text in the middle was lost: %v", err)
			}
		})
	}
}

func TestExtractRefusesWhatIsTooLarge(t *testing.T) {
	t.Parallel()
	for _, src := range []Source{
		{Name: "a.html", Body: make([]byte, MaxHTML+1)},
		{Name: "a.txt", Body: bytes.Repeat([]byte("a"), maxText+1)},
		{Name: "a.pdf", Body: append([]byte("%PDF-1.4"), make([]byte, MaxPDF)...)},
	} {
		if _, err := Extract(t.Context(), src); !errors.Is(err, ErrTooLarge) {
			t.Errorf("Extract(%s of %d bytes) = %v, want ErrTooLarge", src.Name, len(src.Body), err)
		}
	}
	for _, src := range []Source{{Name: "a.png", Body: []byte("\x89PNG")}, {Name: "a.pdf", Body: []byte("geen pdf")}, {Name: "a.zip", Body: []byte("PK\x03\x04")}, {}} {
		if _, err := Extract(t.Context(), src); !errors.Is(err, ErrKind) {
			t.Errorf("Extract(%q) = %v, want ErrKind", src.Name, err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Extract(ctx, Source{Name: "a.html", Body: []byte("<p>x")}); !errors.Is(err, context.Canceled) {
		t.Errorf("Extract after its context ended = %v", err)
	}
}
