package indexer

import (
	"fmt"
	"strings"
	"testing"
)

// written is a text on a page, from its lower left corner.
type written struct {
	x, y, size float64
	text       string
}

// sheet is a PDF of one A4 with texts, called title.
func sheet(title string, texts ...written) Source {
	var b strings.Builder
	for _, w := range texts {
		fmt.Fprintf(&b, "BT /F1 %g Tf %g %g Td (%s) Tj ET\n", w.size, w.x, w.y, strings.NewReplacer("(", `\(`, ")", `\)`).Replace(w.text))
	}
	objects := []string{
		"<< /Type /Catalog /Pages 2 0 R >>",
		"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
		fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", b.Len(), b.String()),
		"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
		fmt.Sprintf("<< /Title (%s) /CreationDate (D:20261129185500) >>", title),
	}
	out := "%PDF-1.4\n"
	var at []int
	for i, o := range objects {
		at = append(at, len(out))
		out += fmt.Sprintf("%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	from := len(out)
	out += fmt.Sprintf("xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, n := range at {
		out += fmt.Sprintf("%010d 00000 n \n", n)
	}
	out += fmt.Sprintf("trailer << /Size %d /Root 1 0 R /Info 6 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, from)
	return Source{Name: "stuk.pdf", Body: []byte(out)}
}

// What a browser prints above and below a page is no part of a document, also of one page. What its author wrote there stays.
func TestEdgesOfAPrintAreNoText(t *testing.T) {
	t.Parallel()
	body := []written{
		{57, 720, 20, "Wachtkamer"},
		{57, 680, 11, "Er is een aparte wachtkamer voor slachtoffers in de rechtbank."},
		{57, 666, 11, "Vraag ernaar bij de bode, die wijst je de weg en loopt met je mee."},
		{57, 640, 11, "Kom een half uur voor de zitting, dan zit je daar op tijd en rustig."},
	}
	for _, c := range []struct {
		name  string
		edges []written
		stays string
	}{
		{"a browser in English", []written{{24, 820, 8, "11/29/26, 6:55 PM"}, {300, 820, 8, "Wachtkamer"}, {24, 18, 8, "file:///home/iemand/map/pdf.html"}, {560, 18, 8, "1/1"}}, ""},
		{"a browser in Dutch", []written{{24, 820, 8, "29-11-2026 18:55"}, {300, 820, 8, "Wachtkamer - Hulp"}, {24, 18, 8, "https://www.example.nl/wachtkamer"}, {560, 18, 8, "1/1"}}, ""},
		{"another browser", []written{{24, 820, 8, "Wachtkamer - Hulp"}, {330, 820, 8, "file:///tmp/pdf.html"}, {24, 18, 8, "1 of 1"}, {480, 18, 8, "29-11-2026, 18:55"}}, ""},
		{"a day", []written{{24, 820, 8, "29 november 2026"}}, ""},
		{"whom to call", []written{{57, 18, 9, "Bel 0900-0101, op werkdagen van 8 tot 20 uur"}}, "0900-0101"},
		{"where to read more", []written{{57, 18, 9, "https://www.example.nl/hulp"}}, "www.example.nl/hulp"},
		{"a meeting", []written{{57, 820, 9, "29-11-2026, 18:55 uur inloopavond in de rechtbank"}}, "inloopavond"},
		{"day and night", []written{{57, 18, 9, "Bereikbaar 24/7"}}, "24/7"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			page, err := Extract(t.Context(), sheet("Wachtkamer - Hulp", append(c.edges[:len(c.edges):len(c.edges)], body...)...))
			if err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(page.Text, "loopt met je mee") {
				t.Fatalf("the text is lost: %s", page.Text)
			}
			if c.stays != "" {
				if !strings.Contains(page.Text, c.stays) {
					t.Errorf("%q is lost: %s", c.stays, page.Text)
				}
				return
			}
			for _, no := range []string{"2026", "/26", "18:55", "6:55", "file:", "example.nl", "1/1", "1 of 1", "Hulp"} {
				if strings.Contains(outlineOf(page), no) {
					t.Errorf("it says %q: %s", no, outlineOf(page))
				}
			}
		})
	}
}
