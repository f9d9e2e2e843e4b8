package indexer

import (
	"strings"
	"testing"
)

func TestPageTitle(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ title, site, h1, want string }{
		{"Schade - Proefhulp", "", "", "Schade"},
		{"Schade | Hulp | Proefhulp", "", "", "Schade | Hulp"},
		{"Proefhulp - Schade", "Proefhulp", "", "Schade"},
		{"Proefhulp: Schade vergoed krijgen", "", "Schade vergoed krijgen", "Schade vergoed krijgen"},
		{"Voegen - hoe werkt dat? | Proefhulp", "", "Voegen - hoe werkt dat?", "Voegen - hoe werkt dat?"},
		{"Voegen - hoe werkt dat? | Proefhulp", "", "", "Voegen - hoe werkt dat?"},
		{"Veelgestelde vragen over schade | Proefhulp", "", "Vragen over schade", "Veelgestelde vragen over schade"},
		{"Schade", "", "Schade", "Schade"},
		{"", "", "Schade", "Schade"},
		{"Over een titel - die met een heel lange zin eindigt en dus geen naam is", "", "", "Over een titel - die met een heel lange zin eindigt en dus geen naam is"},
		{"Reparatiecafé op 31 januari: Stad Proef", "", "Reparatiecafé op 31 januari", "Reparatiecafé op 31 januari"},
		{"0900-0101", "", "", "0900-0101"},
	} {
		if got := pageTitle(test.title, test.site, test.h1); got != test.want {
			t.Errorf("pageTitle(%q, %q, %q) = %q, want %q", test.title, test.site, test.h1, got, test.want)
		}
	}
}

func TestDirectives(t *testing.T) {
	t.Parallel()
	for s, want := range map[string][2]bool{
		"": {}, "index, follow": {}, "noindex": {true, false}, "NOINDEX,NOFOLLOW": {true, true}, "none": {true, true}, "noarchive, nofollow": {false, true},
		"otherbot: noindex": {}, "wegwijzer: noindex": {true, false}, "unavailable_after: 25 Jun 2030 15:00:00 GMT, noindex": {true, false}, "max-snippet:-1": {},
	} {
		if noIndex, noFollow := directives(s); noIndex != want[0] || noFollow != want[1] {
			t.Errorf("directives(%q) = %v, %v, want %v", s, noIndex, noFollow, want)
		}
	}
}

func TestDates(t *testing.T) {
	t.Parallel()
	for s, want := range map[string]string{
		"2025-03-03T10:15:00+01:00": "2025-03-03", "2025-03-03": "2025-03-03", "3 maart 2025": "2025-03-03", "3 mrt. 2025": "2025-03-03", "maandag 3 maart 2025": "2025-03-03",
		"March 3, 2025": "2025-03-03", "3-3-2025": "2025-03-03", "03/03/2025": "2025-03-03", "31 februari 2025": "", "3 pluviôse 2025": "", "1-1-1970": "", "": "", "32-1-2025": "",
		"Mon, 03 Mar 2025 09:00:00 GMT": "2025-03-03",
	} {
		if got := dateString(parseDate(s)); got != want {
			t.Errorf("parseDate(%q) = %q, want %q", s, got, want)
		}
	}
	for s, want := range map[string]string{
		"Laatst gewijzigd: 3 maart 2025": "2025-03-03", "Laatst bijgewerkt op 3-3-2025": "2025-03-03", "Gepubliceerd op: 3 maart 2025 om 10 uur": "2025-03-03",
		"Op 3 maart 2025 was er een zitting.": "", "Last updated: March 3, 2025": "2025-03-03",
	} {
		if got := dateString(statedDate(s)); got != want {
			t.Errorf("statedDate(%q) = %q, want %q", s, got, want)
		}
	}
	if got := dateString(dateOf("D:20250303101500+01'00'")); got != "2025-03-03" {
		t.Errorf("dateOf = %q", got)
	}
}

// A line that only says when a page was changed is its date, and nothing to quote; what says more, or is of something else, stays.
func TestLineOfTheDateIsNotQuoted(t *testing.T) {
	t.Parallel()
	for line, want := range map[string]bool{
		"Laatst bijgewerkt: 2 maart 2026":                                     true,
		"Laatst gewijzigd op maandag 2 maart 2026 om 14:30 uur.":              true,
		"(Gepubliceerd op 2-3-2026)":                                          true,
		"Last updated: March 2, 2026":                                         true,
		"Gepubliceerd: 1 februari 2026 | Laatst bijgewerkt: 2 maart 2026":     true,
		"Laatst bijgewerkt: 2 maart 2026. Bel voor hulp 0900-0101.":           false,
		"De wet is gewijzigd op 2 maart 2026":                                 false,
		"Laatst gewijzigd: 31 februari 2026":                                  false,
		"Op 2 maart 2026 is er een bijeenkomst":                               false,
		"Gewijzigd op 2 maart 2026 is de regel over de termijn van drie jaar": false,
		"Je kunt het bezwaar indienen tot zes weken na 2 maart 2026":          false,
	} {
		for _, name := range []string{"blad.html", "blad.txt", "blad.md"} {
			body := "Wachtkamer\n\n" + line + "\n\nEr is een aparte wachtkamer voor slachtoffers, ver van die van de verdachte.\n"
			if name == "blad.html" {
				body = "<html lang=nl><title>Wachtkamer</title><main><h1>Wachtkamer</h1><p>" + line + "</p><p>Er is een aparte wachtkamer voor slachtoffers, ver van die van de verdachte.</p></main>"
			}
			page, err := Extract(t.Context(), Source{Name: name, URL: "https://www.example.nl/" + name, Body: []byte(body)})
			if err != nil {
				t.Fatal(err)
			}
			quoted := outlineOf(page)
			if said := strings.Contains(quoted, line); said == want || !strings.Contains(quoted, "aparte wachtkamer") {
				t.Errorf("%s: %q may be quoted: %v, want %v: %s", name, line, said, !want, quoted)
			}
			if !strings.Contains(page.Text, line) {
				t.Errorf("%s: %q is not shown", name, line)
			}
			if want && page.Date.IsZero() {
				t.Errorf("%s: %q gives no date", name, line)
			}
		}
	}
}
