package dutch

import (
	"strings"
	"testing"
)

func sounding(pieces []Said) string {
	words := make([]string, 0, len(pieces))
	for _, p := range pieces {
		words = append(words, p.Text)
	}
	return strings.Join(words, " ")
}

func TestAloud(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"Je krijgt € 1.250,50 terug.":                       "Je krijgt duizend tweehonderdvijftig euro en vijftig cent terug.",
		"Tussen €12.500 - €20.000,-":                        "Tussen twaalfduizend vijfhonderd tot twintigduizend euro",
		"Het kost € 5.000,- of 0,75 euro.":                  "Het kost vijfduizend euro of vijfenzeventig cent.",
		"Er was € 2,5 miljoen nodig, dat is 2 miljoen euro": "Er was twee komma vijf miljoen euro nodig, dat is twee miljoen euro",
		"Het gesprek is om 20:30 uur.":                      "Het gesprek is om twintig uur dertig.",
		"Wij zijn open van 8.00-20.00 uur (ma-vr).":         "Wij zijn open van acht uur tot twintig uur, maandag tot en met vrijdag,",
		"Zie art. 51f Sv, lid 2.":                           "Zie artikel eenenvijftig f Wetboek van Strafvordering, lid twee.",
		"Volgens art. 6:162 BW":                             "Volgens artikel zes, honderdtweeënzestig Burgerlijk Wetboek",
		"Bel 0900-0101 of 112.":                             "Bel nul negen nul nul, nul één nul één of één één twee.",
		"Er waren 112 mensen, zie artikel 113.":             "Er waren honderdtwaalf mensen, zie artikel honderddertien.",
		"Bel +31 6 1234 5678":                               "Bel plus drie één, zes, één twee drie vier, vijf zes zeven acht",
		"Op 14-03-2026 en 1 november 2022, niet 2019-12-31": "Op veertien maart tweeduizend zesentwintig en één november tweeduizend tweeëntwintig, niet eenendertig december tweeduizend negentien",
		"In 1998 was 12,5 % klaar, nu 45%.":                 "In negentienhonderd achtennegentig was twaalf komma vijf procent klaar, nu vijfenveertig procent.",
		"Bijv. d.w.z. o.a. het OM, t/m 18 jaar enz.":        "bijvoorbeeld dat wil zeggen onder andere het O M, tot en met achttien jaar enzovoort",
		"ECLI:NL:RBAMS:2023:1204 is bekend.":                "ecli, N L, R B A M S, tweeduizend drieëntwintig, één twee nul vier is bekend.",
		"Kijk op https://www.voorbeeld.nl/mijn-zaak.":       "Kijk op voorbeeld punt nl slash mijn streepje zaak.",
		"Mail naar hulp@voorbeeld.nl!":                      "Mail naar hulp apenstaartje voorbeeld punt nl!",
		"Wacht 4-6 weken, de 2e keer 22e.":                  "Wacht vier tot zes weken, de tweede keer tweeëntwintigste.",
		"- “Dat kan” 😀 zei hij … 👍🏽":                        "Dat kan zei hij.",
		"Nummer 123456789 en postcode 1012 AB":              "Nummer één twee drie vier vijf zes zeven acht negen en postcode één nul één twee, A B",
		"Geld om. Zij is ed.":                               "Geld om. Zij is ed.",
		"3 km verder, 's avonds en foto's":                  "drie kilometer verder, s avonds en foto's",
		"WIJ HELPEN U GRAAG EN SNEL":                        "WIJ HELPEN U GRAAG EN SNEL",
		"":                                                  "",
		"🙂🙂":                                                "",
	} {
		if got := sounding(Aloud(text)); got != want {
			t.Errorf("Aloud(%q)\n got %q\nwant %q", text, got, want)
		}
	}
}

func TestAloudElsewhere(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"Call 0900-0101 before 20:30 🙂.": "Call 0 9 0 0, 0 1 0 1 before 20:30.",
		"اتصل على 112":                   "اتصل على 1 1 2",
		"Дзвоніть: 0800-2000!":           "Дзвоніть: 0 8 0 0, 2 0 0 0!",
	} {
		if got := sounding(AloudElsewhere(text)); got != want {
			t.Errorf("AloudElsewhere(%q)\n got %q\nwant %q", text, got, want)
		}
	}
}

func TestNumeral(t *testing.T) {
	t.Parallel()
	for n, want := range map[int64]string{
		0: "nul", 1: "één", 21: "eenentwintig", 22: "tweeëntwintig", 33: "drieëndertig", 100: "honderd", 101: "honderdeen", 1000: "duizend",
		1998: "duizend negenhonderdachtennegentig", 20000: "twintigduizend", 1000001: "één miljoen één", -3: "min drie",
	} {
		if got := Numeral(n); got != want {
			t.Errorf("Numeral(%d) = %q, want %q", n, got, want)
		}
	}
	for n, want := range map[int64]string{1: "eerste", 2: "tweede", 3: "derde", 8: "achtste", 20: "twintigste", 21: "eenentwintigste", 101: "honderdeerste", 112: "honderdtwaalfde"} {
		if got := OrdinalWord(n); got != want {
			t.Errorf("OrdinalWord(%d) = %q, want %q", n, got, want)
		}
	}
}

func FuzzAloud(f *testing.F) {
	f.Add("Bel 0900-0101, art. 51f Sv, € 1.250,50 om 20:30 uur 😀")
	f.Add("ECLI:NL:HR:2020:1 12-12-12 \x01[[x]] 6:162 BW 99999999999999999999%")
	f.Fuzz(func(t *testing.T, text string) {
		for _, pieces := range [][]Said{Aloud(text), AloudElsewhere(text)} {
			at := 0
			for _, p := range pieces {
				if p.Start < at || p.End <= p.Start || p.End > len(text) || strings.TrimSpace(p.Text) == "" {
					t.Fatalf("%q: piece %+v after %d", text, p, at)
				}
				at = p.End
			}
		}
	})
}
