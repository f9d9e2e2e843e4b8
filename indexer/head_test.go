package indexer

import "testing"

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
