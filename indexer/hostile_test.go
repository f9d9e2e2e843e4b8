package indexer

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"wegwijzer/knowledge"
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

// What reading any document may take of the memory, in bytes: the service must have room for four hosts at once.
const hostileMemory = 800 << 20

// TestHostileDocuments feeds documents that are made to cost much. Each must end soon, whatever it yields, and a process with little memory must
// live through them.
func TestHostileDocuments(t *testing.T) {
	t.Parallel()
	if child := "WEGWIJZER_TEST_HOSTILE"; !raced && os.Getenv(child) == "" {
		again := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestHostileDocuments$", "-test.v") //nolint:gosec // this program itself
		again.Env = append(os.Environ(), child+"=1", fmt.Sprintf("GOMEMLIMIT=%d", hostileMemory/2))
		out, err := again.CombinedOutput()
		if err != nil {
			t.Errorf("within %d MB: %v\n%s", hostileMemory>>20, err, out[:min(len(out), 4000)])
		}
		return
	} else if !raced {
		limit := syscall.Rlimit{Cur: hostileMemory, Max: hostileMemory}
		if err := syscall.Setrlimit(syscall.RLIMIT_DATA, &limit); err != nil {
			t.Fatal(err)
		}
	}
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
	wide := func(cell string) string { return "<tr>" + many(60, "<td>"+cell) }
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
		{"header.html", []byte("<table><thead><tr><th colspan=60>" + many(lot, "a") + "</thead>" + many(1200, wide("x")) + "</table>")},
		{"headers.html", []byte("<table><thead>" + many(200, "<tr><th colspan=60>"+many(lot/500, "kop ")) + "</thead>" + many(lot/20, wide("x")) + "</table>")},
		{"across.html", []byte("<table><tr>" + numbered(60, "<th>kop %d") + "<tr><td colspan=60>" + many(10*lot, "x ") + "</table>")},
		{"down.html", []byte("<table><tr>" + many(60, "<td rowspan=60>"+many(lot/10, "x ")) + many(60, "<tr><td>y") + "</table>")},
		{"tables.html", []byte(many(lot/100, "<table><tr><th>a<tr><td>"+many(20, "woord ")+"</table>"))},
		{"long-headings.html", []byte(numbered(7, "<h%[1]d>"+many(lot/10, "kop ")+"</h%[1]d>") + many(lot/10, "<p>een zin van een paar woorden, meer niet"))},
		{"one-heading.html", []byte("<h2>" + many(lot, "kop ") + "</h2>" + numbered(lot/5, "<p>dit is de zin met het nummer %d van deze pagina"))},
		{"anchor.html", []byte("<h2 id=" + many(60_000, "a") + ">kop</h2>" + numbered(lot/5, "<p>de zin met het nummer %d"))},
		{"title.html", []byte("<title>" + many(lot, "naam ") + "</title>" + numbered(lot/5, "<details><summary>vraag %d?</summary>ja</details>"))},
		{"base.html", []byte("<base href=https://a.nl/" + many(60_000, "a") + "/>" + numbered(lot/10, "<a href=%d>x</a> "))},
		{"copies.html", []byte(numbered(12, "<font x%d=1 "+many(100, "a ")+">") + many(lot/5, "<p>x"))},
		{"elements.html", []byte(many(10*lot, "<p>x"))},
		{"captions.html", []byte("<main><p>x<figure>" + many(lot/2, "<figcaption>x</figcaption>"))},
		{"empty-links.html", []byte("<main><p>x" + many(150, "<div>") + "een " + many(lot/2, "<a href=/x></a>"))},
		{"empty-first.html", []byte("<main><div id=a>" + many(lot/2, "<i></i>") + many(lot/2, "<h2>x</h2>"))},
		{"hidden-much.html", []byte("<style>" + numbered(100, ".c%d,") + ".a{display:none}</style>" + many(180, "<div class=a>") + many(lot, "<p>x"))},
		{"rules-much.html", []byte("<style>" + numbered(100, ".c%d,") + ".a{display:none}</style>" + many(3*lot, "<p>x"))},
		{"selectors.html", []byte("<style>" + many(100, ".x "+many(20, ".a ")+".b{display:none}") + "</style>" + many(150, "<div class=a>") + many(lot/100, "<p class=b>x"))},
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
		{"references.md", []byte("[a]: https://a.nl/" + many(60_000, "b") + "\n\n" + many(lot/5, "[a]\n\n"))},
		{"columns.md", []byte(many(3000, "|a") + "|\n" + many(3000, "|-") + "|\n" + many(lot/5, "|x\n"))},
		{"same.md", []byte(many(lot/2, "# kop\n"))},
		{"pipes.md", []byte("|a|b|\n|-|-|\n" + many(lot/20, "|x|y|\n"))},
		{"deep.docx", docx(many(lot, "<w:p>"))},
		{"entities.docx", zipOf(t, map[string]string{"word/document.xml": `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><w:document><w:p><w:t>&b;</w:t></w:p></w:document>`})},
		{"bomb.docx", zipOf(t, map[string]string{"word/document.xml": "<w:document>" + many(65<<20, " ")})},
		{"parts.docx", zipOf(t, map[string]string{"word/document.xml": "<x/>", "a": many(lot, "a")})},
		{"rows.docx", docx("<w:tbl>" + many(lot/20, "<w:tr><w:tc><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc></w:tr>") + "</w:tbl>")},
		{"tables.docx", docx(many(100, "<w:tbl><w:tr><w:tc>") + "<w:p><w:r><w:t>x</w:t></w:r></w:p>")},
		{"header.docx", docx("<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc><w:tcPr><w:gridSpan w:val=\"60\"/></w:tcPr><w:p><w:r><w:t>" + many(lot, "a") + "</w:t></w:r></w:p></w:tc></w:tr>" +
			many(1200, "<w:tr>"+many(60, "<w:tc><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc>")+"</w:tr>") + "</w:tbl>")},
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
			if err != nil && ctx.Err() != nil {
				t.Errorf("not read after %v", time.Since(started))
			}
			kept := 0
			for _, p := range knowledge.Passages(page.Document("https://www.proef.test/")) {
				kept += len(p.Text) + len(p.Heading) + len(p.Anchor)
			}
			if most := 2*MaxText + 20*len(test.body); kept > most {
				t.Errorf("%d bytes became %d to keep, want at most %d", len(test.body), kept, most)
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
		{Name: "a.txt", Body: bytes.Repeat([]byte("a"), MaxText+1)},
		{Name: "a.pdf", Body: append([]byte("%PDF-1.4"), make([]byte, MaxPDF)...)},
	} {
		if _, err := Extract(t.Context(), src); !errors.Is(err, ErrTooLarge) {
			t.Errorf("Extract(%s of %d bytes) = %v, want ErrTooLarge", src.Name, len(src.Body), err)
		}
	}
	// What would grow beyond that in the reading is refused, not cut, however small it is.
	row := strings.Repeat("<td>x", 60)
	for name, body := range map[string]string{
		"table.html":    "<table><thead><tr><th colspan=60>" + strings.Repeat("kop ", 100) + "</thead>" + strings.Repeat("<tr>"+row, 1200) + "</table>",
		"elements.html": strings.Repeat("<p>x", 500_000),
		"columns.md":    strings.Repeat("|a", 3000) + "|\n" + strings.Repeat("|-", 3000) + "|\n" + strings.Repeat("|x\n", 200),
	} {
		if page, err := Extract(t.Context(), Source{Name: name, Body: []byte(body)}); !errors.Is(err, ErrTooLarge) {
			t.Errorf("Extract(%s of %d bytes) = %d bytes of text, %v; want ErrTooLarge", name, len(body), len(page.Text), err)
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
