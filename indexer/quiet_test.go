package indexer

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"wegwijzer/internal/postgres/pgtest"
	"wegwijzer/knowledge"
)

// wordDoc is a Word document with this body, and parts besides.
func wordDoc(t *testing.T, body string, parts ...string) Source {
	t.Helper()
	all := map[string]string{"word/document.xml": `<w:document xmlns:w="w"><w:body>` + body + `</w:body></w:document>`}
	for i := 0; i+1 < len(parts); i += 2 {
		all[parts[i]] = parts[i+1]
	}
	return Source{Name: "stuk.docx", Body: zipOf(t, all)}
}

// para is a paragraph of a Word document: text, with a note where a mark such as {3} stands, or {e3} for one at the end.
func para(text string) string {
	var b strings.Builder
	b.WriteString("<w:p>")
	for text != "" {
		before, rest, some := strings.Cut(text, "{")
		b.WriteString(`<w:r><w:t xml:space="preserve">` + before + `</w:t></w:r>`)
		if !some {
			break
		}
		var mark string
		mark, text, _ = strings.Cut(rest, "}")
		kind := "footnoteReference"
		if id, end := strings.CutPrefix(mark, "e"); end {
			kind, mark = "endnoteReference", id
		}
		fmt.Fprintf(&b, `<w:r><w:%s w:id="%s"/></w:r>`, kind, mark)
	}
	return b.String() + "</w:p>"
}

const footnotes = `<w:footnotes xmlns:w="w"><w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>
	<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> Alleen met bon.</w:t></w:r></w:p></w:footnote>
	<w:footnote w:id="3"><w:p><w:r><w:t>Niet in het weekend</w:t></w:r></w:p><w:p><w:r><w:t>en niet op feestdagen.</w:t></w:r></w:p></w:footnote></w:footnotes>`

const endnotes = `<w:endnotes xmlns:w="w"><w:endnote w:id="2"><w:p><w:r><w:t>Zie artikel 51 van de wet.</w:t></w:r></w:p></w:endnote></w:endnotes>`

// A note is often a condition. It stands in the sentence that has its mark, so that nobody quotes the one without the other.
func TestNotesOfADocumentStandAtTheirMark(t *testing.T) {
	t.Parallel()
	body := para("U krijgt de reiskosten terug.{2}") + para("Wij bellen u{3} binnen een dag{e2}. Daarna niet meer.") + para("Geen noot{9} hier.") +
		`<w:tbl><w:tr><w:tc>` + para("Taxi{2}") + `</w:tc><w:tc>` + para("€ 25") + `</w:tc></w:tr></w:tbl>`
	page, err := Extract(t.Context(), wordDoc(t, body, "word/footnotes.xml", footnotes, "word/endnotes.xml", endnotes))
	if err != nil {
		t.Fatal(err)
	}
	want := `paragraph0 U krijgt de reiskosten terug (noot: Alleen met bon).
paragraph0 Wij bellen u (noot: Niet in het weekend en niet op feestdagen) binnen een dag (noot: Zie artikel 51 van de wet). Daarna niet meer.
paragraph0 Geen noot hier.
row0 Taxi (noot: Alleen met bon) | € 25
`
	if diff := cmp.Diff(want, outlineOf(page)); diff != "" {
		t.Errorf("blocks (-want +got):\n%s", diff)
	}
	if page, err := Extract(t.Context(), wordDoc(t, body, "word/footnotes.xml", "<w:footnotes", "word/endnotes.xml", "stuk")); err != nil || !strings.Contains(page.Text, "U krijgt de reiskosten terug.") {
		t.Errorf("with notes that are broken: %q, %v", page.Text, err)
	}
}

// Words of two cells, and of a table and what stands around it, stay two words.
func TestTableInATableCellIsReadApart(t *testing.T) {
	t.Parallel()
	cell := func(inner string) string { return `<w:tc>` + inner + `</w:tc>` }
	inner := `<w:tbl><w:tr>` + cell(para("maandag")) + cell(para("9 uur")) + `</w:tr><w:tr>` + cell(para("dinsdag")) + cell(para("10 uur")) + `</w:tr></w:tbl>`
	box := `<w:p><w:r><w:t>Bel eerst</w:t></w:r><w:r><w:drawing><w:txbxContent>` + para("In het kader staat meer") + `</w:txbxContent></w:drawing></w:r></w:p>`
	page, err := Extract(t.Context(), wordDoc(t, `<w:tbl><w:tr>`+cell(para("Open")+inner+para("behalve in mei"))+cell(para("Utrecht"))+`</w:tr></w:tbl>`+box))
	if err != nil {
		t.Fatal(err)
	}
	want := "row0 Open maandag: 9 uur; dinsdag: 10 uur behalve in mei | Utrecht\nparagraph0 Bel eerst\nparagraph0 In het kader staat meer\n"
	if diff := cmp.Diff(want, outlineOf(page)); diff != "" {
		t.Errorf("blocks (-want +got):\n%s", diff)
	}
}

// A page that sends who opens it elsewhere is no page of its own; the crawl goes where it leads. One that does so after a while, or only shows itself
// anew, is read.
func TestPageThatSendsOnward(t *testing.T) {
	t.Parallel()
	with := func(meta string) string {
		return `<!doctype html><html lang=nl>` + meta + `<title>Even</title><main><h1>Even</h1><p>U wordt doorgestuurd naar onze nieuwe pagina over hulp.</p></main></html>`
	}
	for name, test := range map[string]struct{ meta, moved string }{
		"at once":          {`<meta http-equiv="refresh" content="0;url=/nieuw">`, "https://www.proef.test/nieuw"},
		"in five seconds":  {`<META HTTP-EQUIV=Refresh CONTENT="5; URL='nieuw?a=1'">`, "https://www.proef.test/map/nieuw?a=1"},
		"without url=":     {`<meta http-equiv=refresh content="0, https://elders.test/">`, "https://elders.test/"},
		"in a minute":      {`<meta http-equiv=refresh content="60; url=/nieuw">`, ""},
		"itself":           {`<meta http-equiv=refresh content="0">`, ""},
		"itself by name":   {`<meta http-equiv=refresh content="3; url=https://www.proef.test/map/oud#a">`, ""},
		"a script":         {`<meta http-equiv=refresh content="0; url=javascript:alert(1)">`, ""},
		"another property": {`<meta name=refresh content="0; url=/nieuw">`, ""},
		"without a script": {`<noscript><meta http-equiv=refresh content="0; url=/geen-script"></noscript>`, ""},
	} {
		page, err := Extract(t.Context(), Source{Name: "oud", URL: "https://www.proef.test/map/oud", ContentType: "text/html", Body: []byte(with(test.meta))})
		if err != nil || page.Moved != test.moved || page.Index != (test.moved == "") || !page.Index && page.Reason != reasonMoved {
			t.Errorf("%s: it leads to %q, Index %v, %q, %v; want %q", name, page.Moved, page.Index, page.Reason, err, test.moved)
		}
	}

	s, store := newSite(t), &shelf{}
	s.set("/", text("text/html", with(`<meta http-equiv=refresh content="0; url=/start">`)))
	s.set("/start", page("Begin", "Hier begint de proef.", "/later"))
	s.set("/later", text("text/html", strings.Replace(with(`<meta http-equiv=refresh content="30; url=/na-een-tijd">`), "Even", "Later", 2)))
	s.set("/na-een-tijd", page("Na een tijd", "Deze pagina komt na een halve minuut vanzelf."))
	report := run1(t, crawlerFor(t, pgtest.New(t), store, newClock(), nil, s))
	if diff := cmp.Diff([]string{"/later", "/na-een-tijd", "/start"}, store.urls()); diff != "" || report.Skipped[reasonMoved] != 1 {
		t.Errorf("left out %v; published (-want +got):\n%s", report.Skipped, diff)
	}
}

// A frame around other pages is none itself. What it frames is read.
func TestFramesAreFollowed(t *testing.T) {
	t.Parallel()
	s, store := newSite(t), &shelf{}
	s.set("/", text("text/html", `<html><head><title>Proef</title></head><frameset cols="20%,80%"><frame src="/menu"><frame src="/inhoud" name="inhoud"><noframes><body>Uw browser kan geen frames aan.</body></noframes></frameset></html>`))
	s.set("/menu", page("Menu", "Kies hier een onderwerp uit de lijst.", "/hulp"))
	s.set("/inhoud", page("Inhoud van de proef", "Welkom bij de oude site, die nog goede tekst heeft."))
	s.set("/hulp", page("Hulp", "Zo krijgt u hulp na een misdrijf."))
	report := run1(t, crawlerFor(t, pgtest.New(t), store, newClock(), nil, s))
	if diff := cmp.Diff([]string{"/hulp", "/inhoud", "/menu"}, store.urls()); diff != "" || report.Skipped[ReasonFrames] != 1 {
		t.Errorf("left out %v; published (-want +got):\n%s", report.Skipped, diff)
	}
}

// What was never text is not made text by its name; a text with a few lost signs, or in another encoding or alphabet, is.
func TestBytesThatAreNoTextAreRefused(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewChaCha8([32]byte{7}))
	noise := func(n int, from, to int) string {
		b := make([]byte, n)
		for i := range b {
			b[i] = byte(from + random.IntN(to-from))
		}
		return string(b)
	}
	dutch := strings.Repeat("Wie slachtoffer is van een misdrijf kan hulp krijgen, en dat kost niets. ", 20)
	for name, test := range map[string]struct {
		body string
		text bool
	}{
		"noise":               {noise(4000, 0, 256), false},
		"a little noise":      {noise(200, 0, 256), false},
		"the head of a photo": {"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xdb\x00\x43\x00\x03\x02\x02" + noise(300, 0, 256), false},
		"zeros":               {dutch + strings.Repeat("\x00", 400), false},
		"a text":              {dutch, true},
		"windows-1252":        {strings.ReplaceAll(dutch, "kan", "kan \xe9\xe9n keer \x80 5"), true},
		"form feeds":          {strings.Replace(dutch, ". ", ".\r\n\f\t", 2) + "\x1a", true},
		"signs lost":          {strings.Replace(dutch, "hulp", "h\xc3\xa9\x01\x02lp", 2), true},
		"UTF-16":              {"\xff\xfeH\x00u\x00l\x00p\x00 \x00n\x00u\x00.\x00", true},
		"Arabic":              {strings.Repeat("يمكن لضحايا الجرائم الحصول على المساعدة مجانًا. ", 20), true},
		"bullets of a font":   {strings.ReplaceAll(dutch, "Wie", "\uf0b7 Wie"), true},
	} {
		for _, kind := range []string{".txt", ".md"} {
			page, err := Extract(t.Context(), Source{Name: "stuk" + kind, Body: []byte(test.body)})
			if test.text != (err == nil && page.Index) || !test.text && ReasonOf(err) != ReasonNoText {
				t.Errorf("%s as %s: Index %v, %v (%s); want text: %v", name, kind, page.Index, err, ReasonOf(err), test.text)
			}
		}
	}
}

// What says what a folder is, and may be done with it, is no document in it, and who reads the report sees that it was left out.
func TestFilesAboutTheFolderAreLeftOut(t *testing.T) {
	t.Parallel()
	files := make(map[string]string)
	for _, name := range []string{
		"README.md", "diep/readme.txt", "Readme.nl.md", "LICENSE.txt", "licence.md", "CHANGELOG.md", "CONTRIBUTING.md", ".notities.md", ".git/logboek.md",
		"readme-voor-slachtoffers.md", "licentie-voor-tolken.md", "wijzigingen.md",
	} {
		files[name] = "# Titel van " + name + "\n\nEen alinea die alleen in " + name + " staat, en die lang genoeg is.\n"
	}
	var got []string
	left := make(map[string]string)
	state, err := Folder(t.Context(), folderOf(t, files), FolderOptions{Skip: func(s Skipped) { left[s.Name] = s.Reason }}, func(_ context.Context, doc knowledge.Document) error {
		got = append(got, doc.URL)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"licentie-voor-tolken.md", "readme-voor-slachtoffers.md", "wijzigingen.md"}, got); diff != "" {
		t.Errorf("documents (-want +got):\n%s", diff)
	}
	want := map[string]string{".notities.md": ReasonHidden, ".git": ReasonHidden}
	for _, name := range []string{"README.md", "diep/readme.txt", "Readme.nl.md", "LICENSE.txt", "licence.md", "CHANGELOG.md", "CONTRIBUTING.md"} {
		want[name] = ReasonAside
	}
	if diff := cmp.Diff(want, left); diff != "" || state.Skipped != len(want) {
		t.Errorf("%d left out (-want +got):\n%s", state.Skipped, diff)
	}
}

const running = "\n\nWij helpen mensen die iets ergs hebben meegemaakt, en doen dat zonder dat het hun iets kost.\n\n"

// A document is called after itself, not after its first part.
func TestTitleIsOfTheDocument(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"Jaarverslag van de stichting\n\nVoorwoord" + running + "Onze hulp" + running: "Jaarverslag van de stichting",
		"Voorwoord" + running + "Onze hulp" + running:                                 "verslag 2023",
		"1. Inleiding" + running:                                                      "verslag 2023",
		"SAMENVATTING" + running:                                                      "verslag 2023",
		"Hulp na een overval" + running:                                               "Hulp na een overval",
		"Inhoud van de koffer" + running:                                              "Inhoud van de koffer",
		"Samenvatting van de wet" + running:                                           "Samenvatting van de wet",
	} {
		page, err := Extract(t.Context(), Source{Name: "verslag-2023.txt", Body: []byte(text)})
		if err != nil || page.Title != want {
			t.Errorf("%.40q is called %q, %v; want %q", text, page.Title, err, want)
		}
	}
	if page, err := Extract(t.Context(), Source{Name: "002_77e6d7e78558.txt", Body: []byte("Voorwoord" + running)}); err != nil || page.Title != "Voorwoord" {
		t.Errorf("a document of which nothing else is known is called %q, %v", page.Title, err)
	}
	heading := func(style, text string) string {
		return `<w:p><w:pPr><w:pStyle w:val="` + style + `"/></w:pPr><w:r><w:t>` + text + `</w:t></w:r></w:p>`
	}
	core := func(title string) string {
		return `<c:coreProperties xmlns:c="c"><c:title>` + title + `</c:title></c:coreProperties>`
	}
	for title, want := range map[string]string{"Plan van aanpak": "Plan van aanpak", "Voorwoord": "Beleid voor vrijwilligers", "": "Beleid voor vrijwilligers"} {
		page, err := Extract(t.Context(), wordDoc(t, para("Beleid voor vrijwilligers")+heading("Heading1", "Voorwoord")+para("Dit is een zin die verder gaat.")+heading("Heading1", "Aanpak"), "docProps/core.xml", core(title)))
		if err != nil || page.Title != want {
			t.Errorf("a document of which is known %q is called %q, %v; want %q", title, page.Title, err, want)
		}
	}
}

// A document that has no date of its own shows one at its beginning. What is further on, or is of something else, is not taken for it.
func TestDateAtTheBeginning(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"Hulp na een overval\n\n5 december 2024" + running:                                           "2024-12-05",
		"Hulp na een overval\n\nUtrecht, 5 december 2024" + running:                                  "2024-12-05",
		"Hulp na een overval\n\nDatum: 3-2-2023" + running:                                           "2023-02-03",
		"Voorwoord" + running + "Den Haag, 5 december 2024\nDe voorzitter" + running + "Hoofdstuk 1": "2024-12-05",
		"Factsheet 2023" + running:                                                                   "2023-01-01",
		"Factsheet 2023\n\nDen Haag, maart 2024" + running:                                           "2024-03-01",
		"Jaarbericht van de stichting (december 2022)" + running:                                     "2022-12-01",
		"Meerjarenplan 2025-2028" + running:                                                          "",
		"De wet geldt vanaf 1 januari 2025" + running:                                                "",
		"Regels per 1 juli 2024" + running:                                                           "",
		"Hulp na een overval" + running + strings.Repeat(running, 12) + "5 mei 2024":                 "",
		"Hulp na een overval\n\nIn dat jaar, op 5 december 2024, kwamen er honderd mensen bij die hulp zochten na 5 mei 2023" + running: "",
		"Bel 0800 2023" + running: "",
	} {
		for _, kind := range []string{".txt", ".md"} {
			if kind == ".md" && want == "" {
				continue // is read as a web page, which shows its date in other ways too
			}
			page, err := Extract(t.Context(), Source{Name: "stuk" + kind, Body: []byte(text)})
			if err != nil || dateString(page.Date) != want {
				t.Errorf("%.60q as %s is of %q, %v; want %q", text, kind, dateString(page.Date), err, want)
			}
		}
	}
}
