package dutch

import (
	"strings"
	"testing"
)

func TestSyllablesAreCountedAsTheyAreSaid(t *testing.T) {
	t.Parallel()
	for w := range strings.FieldsSeq("ik je de huis geld recht straf schrijft nieuw mooi leeuw kwijt ijs vrouw eeuw bel dienst schrik drie zee site team") {
		if got := Syllables(w); got != 1 {
			t.Errorf("Syllables(%s) = %d, want 1", w, got)
		}
	}
	for w, want := range map[string]int{
		"water": 2, "schade": 2, "rechter": 2, "aangifte": 3, "politie": 3, "slachtoffer": 3, "slachtofferhulp": 4, "slachtoffers": 3, "schadevergoeding": 5, "verdachte": 3,
		"officier": 3, "justitie": 3, "officieren": 4, "financieel": 4, "financiële": 5, "België": 3, "cliënt": 2, "patiënt": 3, "coördinatie": 5, "geïnformeerd": 4, "reünie": 3,
		"knieën": 2, "ideeën": 3, "naïef": 2, "Oekraïense": 4, "ruïne": 3, "egoïst": 3, "museum": 3, "theater": 3, "diagnose": 4, "studio": 3, "station": 2, "januari": 4, "video": 3,
		"bureau": 2, "niveau": 2, "milieu": 2, "adieu": 2, "luier": 2, "mooie": 2, "nieuwe": 2, "eeuwen": 2, "waaien": 2, "groeien": 2, "bloeien": 2, "vrouwen": 2, "gebouwen": 3,
		"beantwoorden": 4, "geopend": 3, "trauma": 2, "traumatisch": 3, "sociale": 4, "speciaal": 3, "baby": 2, "hobby": 2, "yoga": 2, "quiz": 1, "quickscan": 2, "foto's": 2,
		"zo'n": 1, "twee-onder-een-kap": 5, "website": 2, "online": 2, "account": 2, "medewerker": 4, "herstelbemiddeling": 6, "onherroepelijk": 5, "wensenformulier": 5,
		"seponeren": 4, "affectieschade": 5, "smartengeld": 3, "hoger": 2, "beroep": 2, "café": 2, "oefenen": 3, "moeilijk": 2, "eigenlijk": 3, "huilen": 2, "zzp": 1,
	} {
		if got := Syllables(w); got != want {
			t.Errorf("Syllables(%s) = %d, want %d", w, got, want)
		}
	}
}

func TestNumbersAndAbbreviationsCountAsTheyAreRead(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]int{
		"14": 2, "7": 2, "21": 4, "100": 2, "250": 5, "1.000": 2, "2.500": 6, "20.000": 4, "35.000": 6, "17.500": 8, "1.000.000": 3,
		"0900-0101": 1, "08.00": 1, "51f": 1, "CJIB": 4, "OM": 2, "PTSS": 4, "bijv.": 3, "art.": 3, "m.b.t.": 5, "info@voorbeeld.example": 2,
	} {
		if got := Readability(text).Syllables; got != want {
			t.Errorf("Readability(%s) counts %d syllables, want %d", text, got, want)
		}
	}
}

func TestPlainTextReadsEasierThanLaw(t *testing.T) {
	t.Parallel()
	plain := Readability("Bel ons. Wij luisteren. Je hoeft niets te betalen. Wij denken met je mee.")
	law := Readability("Degene die rechtstreeks schade heeft geleden door een strafbaar feit kan zich terzake van zijn vordering tot schadevergoeding als benadeelde partij voegen in het strafproces.")
	if !plain.Easy() || plain.Sentences != 4 || plain.Longest != 5 {
		t.Errorf("Readability of plain words = %+v, want easy, 4 sentences, 5 words in the longest", plain)
	}
	if law.Easy() || law.Douma > 50 || law.Longest != law.Words {
		t.Errorf("Readability of the law = %+v, want below 50 in one sentence", law)
	}
	if r := Readability(" … "); r.Words != 0 || !r.Easy() {
		t.Errorf("Readability of nothing = %+v, want no words", r)
	}
}

func FuzzReadability(f *testing.F) {
	for _, s := range []string{"Bel 0900-0101.", "geïnd", "é", "ĳ", "12.000.000.000.000", "-", "a-", "QU", "y", "99999999999999999999 euro"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if r := Readability(s); r.Syllables < r.Words || r.Longest > r.Words || r.Sentences > r.Words {
			t.Errorf("Readability(%q) = %+v", s, r)
		}
	})
}

func BenchmarkReadability(b *testing.B) {
	text := strings.Repeat("De rechter beslist of je een schadevergoeding krijgt. Je kunt altijd bellen met een medewerker. ", 10)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Readability(text)
	}
}
