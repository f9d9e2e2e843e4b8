package indexer

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// outlineOf writes blocks in short: kind, level and text, one a line.
func outlineOf(p Page) string {
	var b strings.Builder
	for _, block := range p.Blocks {
		fmt.Fprintf(&b, "%s%d %s\n", block.Kind, block.Level, block.Text)
	}
	return b.String()
}

func TestExtractPaper(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]struct{ title, date, outline string }{
		"folder.pdf": {"Als je schade hebt", "2025-03-03", `heading1 Als je schade hebt
paragraph0 Deze folder gaat over schade na een misdrijf. Een slachtoffer kan op drie manieren om geld vragen. We leggen uit welke weg past, en wat je daarvoor nodig hebt.
heading2 Welke schade telt mee
paragraph0 Schade kan van alles zijn:
item1 kosten van een arts of tandarts
item1 een kapotte telefoon of bril, ook als die al wat ouder was
item1 geld dat je niet kon verdienen
heading2 Vragen via de strafzaak
paragraph0 Komt de verdachte voor de rechter? Dan kun je je voegen. Dat kost niets. Je stuurt het formulier per e-mail of met de post. De rechter in Noord-Holland beslist binnen enkele weken na de zitting. Daarna krijg je bericht.
heading2 Meer weten
paragraph0 Bel het algemene nummer van de stichting op werkdagen.
`},
		"kolommen.pdf": {"Twee stappen van een aanvraag", "2025-03-03", `heading1 Twee stappen van een aanvraag
paragraph0 De linker kolom begint hier en gaat over de eerste stap van de aanvraag, die je zelf doet en waarbij niemand hoeft te helpen. Je hebt er een half uur voor nodig, en een brief van de arts.
paragraph0 De rechter kolom vertelt wat er daarna gebeurt. Een medewerker leest de aanvraag, vraagt zo nodig om stukken en neemt dan een besluit dat je per post krijgt, met uitleg erbij.
`},
		"brochure.docx": {"Brochure slachtofferzorg", "", `heading1 Brochure slachtofferzorg
paragraph0 Deze brochure is voor mensen die iets ergs hebben meegemaakt. Ze is geschreven voor een test en gaat over niemand in het bijzonder. De zinnen zijn lang genoeg om over een regel heen te lopen.
heading2 Wat je kunt vragen
item1 Hulp bij formulieren
item1 Iemand die meegaat
item2 naar de politie
item2 naar de rechter
heading2 Bedragen
row0 Soort schade: Materieel | Voorbeeld: Een kapotte fiets
row0 Soort schade: Immaterieel | Voorbeeld: Slecht slapen
heading3 Termijn
paragraph0 Je krijgt binnen zes weken bericht. Het kan ook eerder zijn, bijvoorbeeld als de instantie al je gegevens al heeft gekregen van de politie.
`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			page, err := ExtractFile(t.Context(), filepath.Join("testdata", "pages", name))
			if err != nil {
				t.Fatal(err)
			}
			if !page.Index || page.Title != want.title || page.Lang != "nl" || dateString(page.Date) != want.date {
				t.Errorf("Index, Title, Lang, Date = %v, %q, %q, %q", page.Index, page.Title, page.Lang, dateString(page.Date))
			}
			if diff := cmp.Diff(want.outline, outlineOf(page)); diff != "" {
				t.Errorf("blocks (-want +got):\n%s", diff)
			}
		})
	}
	for name, want := range map[string]string{"versleuteld.pdf": ReasonEncrypted, "leeg.pdf": ReasonScanned} {
		page, err := ExtractFile(t.Context(), filepath.Join("testdata", "pages", name))
		if err != nil || page.Index || page.Reason != want {
			t.Errorf("%s: Index, Reason = %v, %q, %v, want false, %q", name, page.Index, page.Reason, err, want)
		}
	}
}

func TestExtractText(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, text, want string }{
		{"wrapped lines and hyphens", `Hulp na een overval

Een slacht-
offer kan per e-
mail of telefoon om hulp vragen. In Noord-
Holland is een kantoor, met in- en
uitgang aan de straat. Wie geïn-
teresseerd is, of wil deelnemen aan een zee-
eendenproef, of be-
invloed wordt, leest dit.
`, `heading1 Hulp na een overval
paragraph0 Een slachtoffer kan per e-mail of telefoon om hulp vragen. In Noord-Holland is een kantoor, met in- en uitgang aan de straat. Wie geïnteresseerd is, of wil deelnemen aan een zee-eendenproef, of beïnvloed wordt, leest dit.
`},
		{"lists", `**Wat je meeneemt:**

• een pas-
  foto die niet
  te oud is
• een pen
  - blauw
  - zwart

1) Bel de politie.
2) Wacht op antwoord.
`, `paragraph0 Wat je meeneemt:
item1 een pasfoto die niet te oud is
item1 een pen
item2 blauw
item2 zwart
item1 Bel de politie.
item1 Wacht op antwoord.
`},
		{"headings by number and capitals", `1. Onze opdracht

Wij helpen mensen die iets ergs hebben meegemaakt, en doen dat zonder kosten.

1.1 Voor wie

Voor iedereen die in ons land woont of er op bezoek is geweest.

WAT WIJ DOEN

Wij luisteren en denken mee over wat er nodig is.
`, `heading1 1. Onze opdracht
paragraph0 Wij helpen mensen die iets ergs hebben meegemaakt, en doen dat zonder kosten.
heading3 1.1 Voor wie
paragraph0 Voor iedereen die in ons land woont of er op bezoek is geweest.
heading4 WAT WIJ DOEN
paragraph0 Wij luisteren en denken mee over wat er nodig is.
`},
		{"running lines and page numbers", `Verslag van het jaar

De eerste bladzijde eindigt midden in een zin over de hulp die wij in dat jaar

VERSLAG 2024

12

gaven aan mensen uit het hele land, en aan wie hen bijstaat met raad en

VERSLAG 2024

13

daad, ook in de avond en in het weekend, als er niemand anders is die kan

VERSLAG 2024

14

komen.
`, `heading1 Verslag van het jaar
paragraph0 De eerste bladzijde eindigt midden in een zin over de hulp die wij in dat jaar gaven aan mensen uit het hele land, en aan wie hen bijstaat met raad en daad, ook in de avond en in het weekend, als er niemand anders is die kan komen.
`},
		{"soft hyphens and invisible signs", "Slacht\u00adoffer\u200bhulp is er voor ieder\u00ad\neen, ook \U000e0049\U000e0067voor jou.\n", "paragraph0 Slachtofferhulp is er voor iedereen, ook voor jou.\n"},
		{"what a web shop left behind", "Product toegevoegd aan winkelmand\n\nStappenplan\n\nEr zijn vier stappen om de nazorg goed te regelen na een overval.\n", "heading1 Stappenplan\nparagraph0 Er zijn vier stappen om de nazorg goed te regelen na een overval.\n"},
		{"an address over two lines", "Kijk voor meer uitleg op\nwww.proef.test/\nhulp\n", "paragraph0 Kijk voor meer uitleg op\nparagraph0 www.proef.test/hulp\n"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			page, err := Extract(t.Context(), Source{Name: "proef.txt", Body: []byte(test.text)})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, outlineOf(page)); diff != "" {
				t.Errorf("blocks (-want +got):\n%s", diff)
			}
		})
	}
}

func TestExtractMarkdown(t *testing.T) {
	t.Parallel()
	page, err := Extract(t.Context(), Source{Name: "a.md", Body: []byte(`---
title: "Eigen titel"
date: 2024-05-01
lang: nl
---
# Kop

Tekst met **nadruk** en [een link](/x).

- een
  - twee

| Wat | Wanneer |
|-----|---------|
| bellen | nu |

<details><summary>Vraag?</summary>

Antwoord.

</details>
`)})
	if err != nil {
		t.Fatal(err)
	}
	want := `heading1 Kop
paragraph0 Tekst met nadruk en een link.
item1 een
item2 twee
row0 Wat: bellen | Wanneer: nu
question4 Vraag?
paragraph0 Antwoord.
`
	if diff := cmp.Diff(want, outlineOf(page)); diff != "" || page.Title != "Eigen titel" || dateString(page.Date) != "2024-05-01" {
		t.Errorf("Title, Date = %q, %q; blocks (-want +got):\n%s", page.Title, dateString(page.Date), diff)
	}
}

func TestExtractDOCXLeavesOutWhatIsNotShown(t *testing.T) {
	t.Parallel()
	run := func(props, text string) string {
		return `<w:r><w:rPr>` + props + `</w:rPr><w:t>` + text + `</w:t></w:r>`
	}
	body := `<w:document xmlns:w="w" xmlns:mc="mc"><w:body><w:p>` + run("", "Zichtbaar ") + run(`<w:vanish/>`, "GEHEIM1") + run(`<w:color w:val="FFFFFF"/>`, "GEHEIM2") +
		run(`<w:sz w:val="2"/>`, "GEHEIM3") + `<w:del><w:r><w:delText>GEHEIM4</w:delText></w:r></w:del><w:ins>` + run("", "en nieuw") + `</w:ins><w:r><w:instrText>GEHEIM5</w:instrText></w:r>` +
		`<mc:AlternateContent><mc:Choice>` + run("", " eens") + `</mc:Choice><mc:Fallback>` + run("", " GEHEIM6") + `</mc:Fallback></mc:AlternateContent></w:p></w:body></w:document>`
	page, err := Extract(t.Context(), Source{Name: "a.docx", Body: zipOf(t, map[string]string{"word/document.xml": body})})
	if err != nil {
		t.Fatal(err)
	}
	if page.Text != "Zichtbaar en nieuw eens" {
		t.Errorf("Text = %q", page.Text)
	}
}
