package indexer

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"wegwijzer/knowledge"
)

// A line break parts an address, a list of telephone numbers and two sentences, in what is read and in the passages that are cited.
func TestLineBreaksPartWords(t *testing.T) {
	t.Parallel()
	word := func(body string) []byte {
		return zipOf(t, map[string]string{"word/document.xml": `<w:document xmlns:w="w"><w:body>` + body + `</w:body></w:document>`})
	}
	for _, c := range []struct {
		name, file string
		body       []byte
		want       []string // the lines that are read
	}{
		{"address", "a.html", []byte(`<p>Postbus 14208<br>3508 SH Utrecht<br/>Tel. 0900-0101<br>ma-vr 8-20 uur</p>`), []string{"Postbus 14208", "3508 SH Utrecht", "Tel. 0900-0101", "ma-vr 8-20 uur"}},
		{"telephone list", "b.html", []byte(`<ul><li>Politie<br> 0900-8844<li>Veilig Thuis<br>0800-2000</ul>`), []string{"- Politie", "0900-8844", "- Veilig Thuis", "0800-2000"}},
		{"two sentences", "c.html", []byte(`<p>Bel Jan.<br><br>Bel Piet niet.</p>`), []string{"Bel Jan.", "Bel Piet niet."}},
		{"heading", "d.html", []byte(`<h2>Hulp na<br>een overval</h2><p>Wij helpen je.</p>`), []string{"", "Hulp na een overval", "Wij helpen je."}},
		{"preformatted", "e.html", []byte("<pre>Balie: dinsdag\nTelefoon: elke dag</pre>"), []string{"Balie: dinsdag", "Telefoon: elke dag"}},
		{"cell", "f.html", []byte(`<table><tr><th>Wie<th>Nummer<tr><td>Jan<br>de Proef<td>0900<br>1234</table>`), []string{"Wie | Nummer", "Jan de Proef | 0900 1234"}},
		{"no break of the author", "g.html", []byte("<p>een\x1etwee\ndrie</p>"), []string{"een twee drie"}},
		{"docx", "h.docx", word(`<w:p><w:r><w:t>eerste</w:t><w:br/><w:t>tweede</w:t><w:cr/><w:t>derde</w:t></w:r></w:p>`), []string{"eerste", "tweede", "derde"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			body := c.body
			if strings.HasSuffix(c.file, ".html") {
				body = []byte(`<html lang=nl><title>Proef</title><main><h1>Proef</h1>` + string(body) + `</main>`)
			}
			page, err := Extract(t.Context(), Source{Name: c.file, Body: body})
			if err != nil {
				t.Fatal(err)
			}
			got := strings.Split(strings.TrimPrefix(page.Text, "Proef\n"), "\n")
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("lines (-want +got):\n%s", diff)
			}
			said := ""
			for _, p := range knowledge.Passages(page.Document("https://www.example.nl/proef")) {
				said += p.Heading + " " + p.Text + " "
			}
			for _, line := range c.want {
				for _, w := range strings.Fields(line) {
					if !strings.Contains(" "+strings.NewReplacer("\n", " ", ": ", " ").Replace(said), " "+strings.TrimSuffix(w, ":")) {
						t.Errorf("passages lack the word %q: %q", w, said)
					}
				}
			}
		})
	}
}
