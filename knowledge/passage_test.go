package knowledge

import (
	"strings"
	"testing"
)

func TestPassagesFollowTheHeadings(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("Dit is een zin van zes woorden. ", 12)
	doc := Document{URL: "https://a.example/x", Title: "Titel", Blocks: []Block{
		{Kind: Heading, Level: 1, Text: "Titel"},
		{Kind: Paragraph, Text: long},
		{Kind: Heading, Level: 2, Text: "Eerste deel", Anchor: "eerste"},
		{Kind: Paragraph, Text: long},
		{Kind: Heading, Level: 3, Text: "Onderdeel", Anchor: "onder"},
		{Kind: Paragraph, Text: long},
		{Kind: Question, Text: "Kost het geld?", Anchor: "geld"},
		{Kind: Paragraph, Text: "Nee, het is gratis."},
		{Kind: Question, Text: "Mag iemand mee?"},
		{Kind: Paragraph, Text: "Ja."},
	}}
	passages := Passages(doc)
	var headings []string
	for _, p := range passages {
		headings = append(headings, p.Heading)
	}
	want := []string{"", "Eerste deel", "Eerste deel › Onderdeel", "Eerste deel › Onderdeel › Kost het geld?", "Eerste deel › Onderdeel › Mag iemand mee?"}
	if strings.Join(headings, "|") != strings.Join(want, "|") {
		t.Errorf("headings %q, want %q", headings, want)
	}
	if got := passages[2].Link(); got != "https://a.example/x#onder" {
		t.Errorf("link %q", got)
	}
	again := Passages(doc)
	for i := range passages {
		if passages[i].ID != again[i].ID {
			t.Error("the same document gave other ids")
		}
	}
}

func TestPassagesKeepTheirSize(t *testing.T) {
	t.Parallel()
	doc := Document{URL: "u", Title: "T"}
	doc.Blocks = append(doc.Blocks, Block{Kind: Paragraph, Text: strings.Repeat("Dit is een zin van zes woorden. ", 400)})
	for range 300 {
		doc.Blocks = append(doc.Blocks, Block{Kind: Item, Level: 1, Text: "een punt van vijf woorden"})
	}
	passages := Passages(doc)
	total := 0
	for _, p := range passages {
		n := len(strings.Fields(p.Text))
		total += n
		if n > 2*passageMax {
			t.Errorf("a passage of %d words", n)
		}
		if p.Kind != Report {
			t.Errorf("a document of thousands of words is a %s", p.Kind)
		}
	}
	if total < 400*6+300*5 {
		t.Errorf("%d words are left of %d", total, 400*6+300*5)
	}
}

func FuzzPassages(f *testing.F) {
	f.Add("kop", "Een zin. Nog een.", uint8(2))
	f.Fuzz(func(t *testing.T, heading, text string, level uint8) {
		for _, p := range Passages(Document{URL: "u", Title: heading, Blocks: []Block{
			{Kind: Heading, Level: int(level), Text: heading}, {Kind: Paragraph, Text: text}, {Kind: Item, Level: int(level), Text: heading}, {Kind: Row, Text: text}, {Kind: Question, Text: heading},
		}}) {
			if strings.TrimSpace(p.Text) == "" {
				t.Error("an empty passage")
			}
			analysePassage(p)
			vectorOf(p)
		}
	})
}

func TestARowReadsAsALine(t *testing.T) {
	t.Parallel()
	for row, want := range map[string]string{
		"| Wat: Formulier | Kosten: Gratis":                       "Formulier: Gratis",
		"| Stap: 2 | Wat: Bel je bank | Wanneer: Nu meteen":       "Stap 2. Bel je bank. Wanneer: Nu meteen",
		"| Wie ben je?: Ouder | Hoeveel?: € 20.000 | Sinds: 2019": "Ouder. Hoeveel? € 20.000. Sinds: 2019",
		"| Wat? | Let op: morgen | Nu":                            "Wat? Let op: morgen. Nu",
		"| Leeftijd: 12 | Bedrag: € 500":                          "Leeftijd 12: € 500",
		"| Mag het?: Nee | Gevolg: geld":                          "Mag het? Nee. Gevolg: geld",
		"| Wat kost het?: Niets? | Waarom: Het is een recht":      "Niets? Het is een recht",
		"| Let op: er is geen spoed":                              "Let op: er is geen spoed",
		"| ":                                                      "",
	} {
		if got := RowText(row); got != want {
			t.Errorf("RowText(%q) = %q, want %q", row, got, want)
		}
	}
}
