package dutch

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestTokensKeepCodesWhole(t *testing.T) {
	t.Parallel()
	got := []string{}
	for _, x := range Tokens("Bel 0900-0101 (08.00-20.00). Artikel 51e Sv, € 1.250,50; foto's van 113.nl, klaar.Bel ECLI:NL:HR:2026:124 of a@b.nl") {
		got = append(got, x.Text)
	}
	want := strings.Fields("bel 0900-0101 08.00-20.00 artikel 51e sv 1.250,50 foto's van 113.nl klaar bel ecli:nl:hr:2026:124 of a@b.nl")
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("Tokens: %s", d)
	}
}

func TestTokenOffsetsPointAtTheOriginal(t *testing.T) {
	t.Parallel()
	text := "Één slachtoffer, geïrriteerd"
	for _, x := range Tokens(text) {
		if Fold(text[x.Start:x.End]) != x.Text {
			t.Errorf("token %q is not text[%d:%d] = %q", x.Text, x.Start, x.End, text[x.Start:x.End])
		}
	}
}

func TestSplitFindsThePartsOfCompounds(t *testing.T) {
	t.Parallel()
	for word, want := range map[string]string{
		"schadevergoedingsmaatregel": "schadevergoeding maatregel",
		"voegingsformulier":          "voeging formulier",
		"woninginbraak":              "woning inbraak",
		"bankhelpdeskfraude":         "bank helpdesk fraude",
		"slachtofferverklaring":      "slachtoffer verklaring",
		"huisarts":                   "huis arts",
		"slachtoffer":                "",
		"voorschot":                  "",
		"vriendschap":                "",
		"gevaarlijk":                 "",
		"fiets":                      "",
	} {
		if got := strings.Join(Split(word), " "); got != want {
			t.Errorf("Split(%s) = %q, want %q", word, got, want)
		}
	}
}

func TestFormsOfOneWordMeet(t *testing.T) {
	t.Parallel()
	for _, words := range []string{
		"gestolen gestolen stelen", "mishandeld mishandeling", "inbraak ingebroken", "oplichting opgelicht", "kinderen kind kindje",
		"belde gebeld bellen", "betaald betalen", "aangifte aangiftes", "zitting zittingen", "bedreigd bedreigingen", "bedrijf bedrijven", "huis huizen", "organisatie organisaties",
	} {
		f := strings.Fields(words)
		for _, w := range f[1:] {
			if Stem(w) != Stem(f[0]) {
				t.Errorf("Stem(%s) = %s, Stem(%s) = %s, want the same", w, Stem(w), f[0], Stem(f[0]))
			}
		}
	}
}

func TestWordsThatSoundAlikeMeet(t *testing.T) {
	t.Parallel()
	for a, b := range map[string]string{"verkracht": "verkragt", "politie": "polietsie", "rechtszaal": "regtszaal", "schade": "sgade", "fraude": "froude", "bedreigd": "bedrijgt"} {
		if strings.ReplaceAll(Sound(a), "ie", "i") != strings.ReplaceAll(Sound(b), "ie", "i") {
			t.Errorf("Sound(%s) = %s, Sound(%s) = %s, want the same", a, Sound(a), b, Sound(b))
		}
	}
}

func TestSentencesEndWhereAReaderWouldStop(t *testing.T) {
	t.Parallel()
	text := "Bel 0900-0101 (ma. t/m vr. 08.00-20.00 uur). Artikel 51e Sv zegt dat, bijv. als nabestaande. Mag dat? Ja!\nNieuwe regel zonder punt\nDe heer J. de Boer komt."
	var got []string
	for _, s := range Sentences(text) {
		got = append(got, text[s.Start:s.End])
	}
	want := []string{
		"Bel 0900-0101 (ma. t/m vr. 08.00-20.00 uur).", "Artikel 51e Sv zegt dat, bijv. als nabestaande.", "Mag dat?", "Ja!",
		"Nieuwe regel zonder punt", "De heer J. de Boer komt.",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("Sentences: %s", d)
	}
}

func TestNumbersInDigitsAndWords(t *testing.T) {
	t.Parallel()
	type number struct {
		value      float64
		unit, code string
	}
	for text, want := range map[string][]number{
		"binnen 14 dagen":                  {{14, "dag", ""}},
		"binnen veertien dagen":            {{14, "dag", ""}},
		"€ 1.250,50 of 20.000 euro":        {{1250.5, "euro", ""}, {20000, "euro", ""}},
		"bel 0900-0101 om 08.00 uur":       {{0, "", "0900-0101"}, {0, "", "08.00"}},
		"artikel 51e Sv":                   {{0, "artikel", "51e"}},
		"2,2 miljoen mensen":               {{2.2e6, "", ""}},
		"vijfendertigduizend euro":         {{35000, "euro", ""}},
		"honderdtwintig of anderhalf jaar": {{120, "", ""}, {1.5, "jaar", ""}},
		"een jurist helpt een dag":         nil,
		"80% van de mensen":                {{80, "procent", ""}},
	} {
		var got []number
		for _, n := range Numbers(text) {
			got = append(got, number{n.Value, n.Unit, n.Code})
		}
		if d := cmp.Diff(want, got, cmp.AllowUnexported(number{})); d != "" {
			t.Errorf("Numbers(%q): %s", text, d)
		}
	}
}

func TestDistanceCountsASwapOnce(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		a, b string
		want int
	}{{"aangifte", "aagnifte", 1}, {"aangifte", "angifte", 1}, {"politie", "politie", 0}, {"abc", "xyz", 3}} {
		if got := Distance(c.a, c.b, 2); got != min(c.want, 3) {
			t.Errorf("Distance(%s, %s) = %d, want %d", c.a, c.b, got, c.want)
		}
	}
}

func FuzzAnalyse(f *testing.F) {
	for _, s := range []string{"Bel 0900-0101", "é\u200bé", "\xff\xfe", "schadevergoedingsmaatregel", "ECLI:NL:", "1.", "a@", "''''", "duizendhonderdduizend"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, x := range Tokens(s) {
			if x.Start < 0 || x.End > len(s) || x.Start >= x.End {
				t.Fatalf("token %+v outside the text", x)
			}
			WordTerms(x.Text)
			Sound(x.Text)
			Syllables(x.Text)
		}
		last := 0
		for _, x := range Sentences(s) {
			if x.Start < last || x.End > len(s) {
				t.Fatalf("sentence %+v out of order", x)
			}
			last = x.End
		}
		Numbers(s)
		Readability(s)
	})
}

// The terms that are looked for one by one are those of the whole text, in the same order, however often a word was met before.
func TestTermsOneByOneAreTheTermsOfTheText(t *testing.T) {
	t.Parallel()
	const text = "De schadevergoedingsmaatregel: bel 0900-0101 of 112, artikel 51e, auto’s en 20.000,00 euro. ECLI:NL:HR:2019:793 café-eigenaar x 'n " +
		"reallyverylongwordofmorethansixtylettersthatiscutsomewhereinitsmiddle \u200bverborgen mail@site.example"
	for range 2 {
		var each []string
		EachTerm(text, func(term string) { each = append(each, term) })
		var all []string
		for _, term := range Terms(text) {
			all = append(all, term.Text)
		}
		if d := cmp.Diff(all, each); d != "" || len(all) < 15 {
			t.Errorf("%d terms (-text +one by one):\n%s", len(all), d)
		}
	}
}
