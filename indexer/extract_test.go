package indexer

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// leastF1 is how well the words of a page must agree with those that a person kept.
const leastF1 = .95

func TestExtractPages(t *testing.T) {
	t.Parallel()
	const never = "cookie|Menu|Home|Facebook|Geplaatst|Gerelateerd|Reactie|Recente|Vorig bericht|redactie|Kruimel|U bent hier|U bevindt|Verlaat|Wis je|English|Zie ook|Inhoudsopgave|geholpen|Deel |WhatsApp|Disclaimer|GEHEIM|uitklappen|112|JavaScript|Siteacties"
	tests := []struct {
		name      string
		reason    string
		title     string
		lang      string
		canonical string
		date      string
	}{
		{name: "wordpress.html", title: "Hulp na een inbraak", lang: "nl", canonical: "https://www.proefhulp.test/hulp-na-een-inbraak/", date: "2024-11-05"},
		{name: "sharepoint.html", title: "Slachtoffer op de zitting", lang: "nl", canonical: "https://www.proefrechtspraak.test:443/Paginas/Slachtoffer-op-de-zitting.aspx", date: "2025-02-17"},
		{name: "drupal.html", title: "Stalking", lang: "nl", canonical: "https://veilig.proef.test/stalking", date: "2025-03-03"},
		{name: "accordeon.html", title: "Veelgestelde vragen over schade", lang: "nl"},
		{name: "tabel.html", title: "Bedragen", lang: "nl"},
		{name: "cp1252-als-utf8.html", title: "Reëel bang", lang: "nl"},
		{name: "utf8-als-latin1.html", title: "Reëel bang", lang: "nl"},
		{name: "mojibake.html", title: "Reëel bang", lang: "nl"},
		{name: "faq-jsonld.html", title: "Veelgestelde vragen", lang: "nl", date: "2024-06-01"},
		{name: "verborgen.html", title: "Contact", lang: "nl"},
		{name: "oude-site.html", title: "Aangifte van fraude", lang: "nl"},
		{name: "engels.html", title: "What can we do for you?", lang: "en"},
		{name: "overheid.html", title: "Krijg ik geld terug na diefstal?", lang: "nl", canonical: "/vraag/geld-terug", date: "2024-09-12"},
		{name: "elementor.html", title: "Herstel na geweld", lang: "nl"},
		{name: "kaarten.html", title: "Onze hulp", lang: "nl"},
		{name: "nieuwsoverzicht.html", reason: ReasonList, title: "Actueel"},
		{name: "tweede-bladzijde.html", reason: ReasonList, title: "Agenda"},
		{name: "afdrukken.html", reason: ReasonPrint, title: "Aangifte doen"},
		{name: "niet-gevonden.html", reason: ReasonMissing, title: "Pagina niet gevonden"},
		{name: "inloggen.html", reason: ReasonLogin, title: "Inloggen"},
		{name: "zoeken.html", reason: ReasonSearch, title: "Zoekresultaten voor geweld"},
		{name: "geen-index.html", reason: ReasonNoIndex, title: "Overzicht adviezen intake"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			file := filepath.Join("testdata", "pages", test.name)
			page, err := ExtractFile(t.Context(), file)
			if err != nil {
				t.Fatal(err)
			}
			if page.Reason != test.reason || page.Index != (test.reason == "") {
				t.Fatalf("Index = %v, Reason = %q, want reason %q; text:\n%s", page.Index, page.Reason, test.reason, page.Text)
			}
			if page.Title != test.title {
				t.Errorf("Title = %q, want %q", page.Title, test.title)
			}
			if !page.Index {
				return
			}
			if page.Lang != test.lang {
				t.Errorf("Lang = %q, want %q", page.Lang, test.lang)
			}
			if page.Canonical != test.canonical {
				t.Errorf("Canonical = %q, want %q", page.Canonical, test.canonical)
			}
			if got := dateString(page.Date); got != test.date {
				t.Errorf("Date = %q, want %q", got, test.date)
			}
			want, err := os.ReadFile(strings.TrimSuffix(file, ".html") + ".txt")
			if err != nil {
				t.Fatal(err)
			}
			if f1 := agreement(page.Text, string(want)); f1 < leastF1 {
				t.Errorf("F1 = %.3f, want at least %.2f; text:\n%s", f1, leastF1, page.Text)
			}
			for bad := range strings.SplitSeq(never, "|") {
				if strings.Contains(page.Text, bad) {
					t.Errorf("text holds %q:\n%s", bad, page.Text)
				}
			}
			for _, b := range page.Blocks {
				if strings.Contains(b.Text, "GEHEIM") {
					t.Errorf("block holds hidden text: %q", b.Text)
				}
			}
		})
	}
}

func dateString(d time.Time) string {
	if d.IsZero() {
		return ""
	}
	return d.Format(time.DateOnly)
}

var word = regexp.MustCompile(`[\p{L}\p{N}_]+`)

// agreement is the F1 of the words of two texts, counted as often as they occur.
func agreement(got, want string) float64 {
	count := func(s string) (map[string]int, int) {
		m, n := make(map[string]int), 0
		for _, w := range word.FindAllString(strings.ToLower(s), -1) {
			m[w]++
			n++
		}
		return m, n
	}
	a, na := count(got)
	b, nb := count(want)
	same := 0
	for w, n := range a {
		same += min(n, b[w])
	}
	if same == 0 {
		return 0
	}
	p, r := float64(same)/float64(na), float64(same)/float64(nb)
	return 2 * p * r / (p + r)
}
