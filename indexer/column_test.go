package indexer

import (
	"strings"
	"testing"
)

// Columns that a text sets out with spaces or tabs are the rows of a table, and prose with wide gaps is none.
func TestColumnsOfATextAreRows(t *testing.T) {
	t.Parallel()
	const before, after = "Bedragen bij schade\n\nHier staat wat je kunt krijgen, met een bedrag voor elke soort.\n\n", "\n\nHeb je vragen over deze bedragen? Bel ons dan gerust.\n"
	for text, rows := range map[string]int{
		"Soort schade        Bedrag\nKapotte bril        200 euro\nKapotte fiets       350 euro": 3,
		"Soort schade\tBedrag\nBril\t200 euro\nEen kapotte fiets\t350 euro":                      3,
		"Licht letsel       1.000 euro\nZwaar letsel      10.000 euro":                           2, // its amounts end below each other
		"Maandag  9 tot 17\nDinsdag  9 tot 20\nVrijdag  9 tot 12":                                3,

		"Je kunt  ons bellen op werkdagen tussen acht en twintig uur,\nen dan  krijg je iemand aan de lijn die met je meedenkt.":     0, // stretched
		"Dit is een zin.  Daarna komt er nog een zin.\nHier is er een.  Ook die krijgt een tweede zin.\nDaar is die.  Dat is alles.": 0,
		"1.  Bel de politie en vraag om hulp.\n2.  Bel daarna ons, dan denken we mee.\n3.  Rust uit en eet iets.":                    0,
		"Kapotte bril        200 euro\n\nDat krijg je terug van de dader als de rechter dat beslist.":                                0, // a row alone
		"Wij zijn er     voor je\nals je iets hebt meegemaakt en niet weet     hoe het verder moet met je zaak.":                     0,
	} {
		page, err := Extract(t.Context(), Source{Name: "bedragen.txt", Body: []byte(before + text + after)})
		if err != nil {
			t.Fatal(err)
		}
		got := strings.Count("\n"+outlineOf(page), "\nrow0 ")
		if got != rows {
			t.Errorf("%q has %d rows, want %d:\n%s", text, got, rows, outlineOf(page))
		}
		for word := range strings.FieldsSeq(text) {
			if !strings.Contains(page.Text, strings.TrimRight(word, ".,")) && !strings.HasSuffix(word, ".") {
				t.Errorf("%q is lost of %q:\n%s", word, text, page.Text)
			}
		}
	}
}
