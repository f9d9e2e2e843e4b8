package privacy

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

func TestRedactLeavesReadableDutch(t *testing.T) {
	t.Parallel()
	cases := []struct{ text, want string }{
		{
			"Ik ben Samira Haddouchi en mijn ex Willem blijft bellen vanaf 06-12345678. Willem was gisteren bij Samira's moeder.",
			"Ik ben [naam] en mijn ex [naam 2] blijft bellen vanaf [telefoonnummer]. [naam 2] was gisteren bij [naam]'s moeder.",
		},
		{
			"Bel 06-12345678 of +31 6 12345678, anders 0687654321.",
			"Bel [telefoonnummer] of [telefoonnummer], anders [telefoonnummer 2].",
		},
		{
			"ik woon op de Kerkstraat 12 drie hoog, 3512 AB Utrecht",
			"ik woon op de [adres] Utrecht",
		},
		{"Bel 112 of 0900-8844.", "Bel 112 of 0900-8844."},
		{"", ""},
	}
	for _, c := range cases {
		got, spans := Redact(c.text)
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("Redact (-want +got):\n%s", diff)
		}
		if len(spans) == 0 != (c.text == c.want) {
			t.Errorf("Redact(%q) tells of %d spans", c.text, len(spans))
		}
		if again, more := Redact(got); again != got || more != nil {
			t.Errorf("Redact twice: %q, then %q", got, again)
		}
	}
}

// People type in a hurry, without spaces, with a full stop for every digit, or say the number as speech recognition writes it down.
func TestNumbersAreLeftOutHoweverTheyAreTyped(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"bsn918424926":                                       "bsn[burgerservicenummer]",
		"mijnbsnis918424926en meer":                          "mijnbsnis[burgerservicenummer]en meer",
		"BSN918424926IBANNL91ABNA0417164300":                 "BSN[burgerservicenummer]IBAN[rekeningnummer]",
		"NL91ABNA0417164300op naam":                          "[rekeningnummer]op naam",
		"bsn 918, 424, 926":                                  "bsn [burgerservicenummer]",
		"bsn\n918\n424\n926":                                 "bsn\n[burgerservicenummer]",
		"tel0612345678aub":                                   "tel[telefoonnummer]aub",
		"bel 06 1 2 3 4 5 6 7 8":                             "bel [telefoonnummer]",
		"bel o6 1234 oo78":                                   "bel [telefoonnummer]",
		"bel 06…12345678":                                    "bel [telefoonnummer]",
		"nulzeseentweedrievierviervierviervier":              "[telefoonnummer]",
		"bel nul-zes-een-twee-drie-vier-vijf-zes-zeven-acht": "bel [telefoonnummer]",
		"bsn nummer negen, een, acht, vier, twee, vier, negen, twee, zes": "bsn nummer [burgerservicenummer]",
		"kenteken ab123c":                             "kenteken [kenteken]",
		"kenteken a b 1 2 3 c":                        "kenteken [kenteken]",
		"aangiftenummerPL0600-2025123456":             "aangiftenummer[aangiftenummer]",
		"ik woon 3511ab12 in utrecht":                 "ik woon [adres] in utrecht",
		"geb12-03-1988":                               "geb[geboortedatum]",
		"ECLI:NL:RBAMS:2021:918424926, artikel285bSr": "ECLI:NL:RBAMS:2021:918424926, artikel285bSr",
		"zitting12-03-2025om 10.30, 918424926euro":    "zitting12-03-2025om 10.30, 918424926euro",
		"ordernummer918424926, om 06:30, 07:15, 08":   "ordernummer918424926, om 06:30, 07:15, 08",
		"op 12 03 2025 10 30, bel 0900 8 8 4 4":       "op 12 03 2025 10 30, bel 0900 8 8 4 4",
	} {
		got, _ := Redact(text)
		if got != want {
			t.Errorf("Redact(%q) = %q, want %q", text, got, want)
		}
		if again, _ := Redact(got); again != got {
			t.Errorf("Redact twice: %q, then %q", got, again)
		}
	}
}

func TestLeftTellsWhatWasLeftOut(t *testing.T) {
	t.Parallel()
	spans := Find("Ik ben Samira, 06-12345678 of 06-87654321.")
	for lang, want := range map[string]string{
		"nl": "Ik heb een naam en telefoonnummers weggelaten. Die gegevens heb ik niet nodig.",
		"en": "I left out a name and phone numbers. I do not need that information.",
		"xx": "Ik heb een naam en telefoonnummers weggelaten. Die gegevens heb ik niet nodig.",
	} {
		if got := Left(spans, lang); got != want {
			t.Errorf("Left(%s) = %q, want %q", lang, got, want)
		}
	}
	if got := Left(nil, "nl"); got != "" {
		t.Errorf("Left of nothing = %q", got)
	}
}

func TestEveryTypeHasItsWords(t *testing.T) {
	t.Parallel()
	for _, lang := range []string{"nl", "en", "ar", "tr", "pl", "uk", "fr", "pap"} {
		text, ok := leftTexts()[lang]
		if !ok || !strings.Contains(text.Sentence, "{what}") || text.And == "" || text.Comma == "" {
			t.Errorf("the sentence in %s is not whole", lang)
		}
		for _, kind := range leftOrder {
			if w := text.What[kind]; w[0] == "" || w[1] == "" {
				t.Errorf("%s is not named in %s", kind, lang)
			}
		}
	}
	if len(placeholders()) != len(leftOrder) {
		t.Errorf("%d placeholders for %d types", len(placeholders()), len(leftOrder))
	}
	for _, kind := range leftOrder {
		word := "[" + placeholders()[kind] + " 2]"
		if got, size := placeholderAt(word + "x"); got != kind || size != len(word) {
			t.Errorf("placeholderAt(%s) = %s, %d", word, got, size)
		}
	}
}

func FuzzRedact(f *testing.F) {
	for _, seed := range []string{
		"Ik ben Samira Haddouchi en mijn ex Willem blijft bellen vanaf 06-12345678, geb. 4 juli 2013.",
		"[naam] [telefoonnummer 2] nul zes twaalf vierendertig zesenvijftig achtenzeventig",
		"اسمي ليلى حسن ورقمي ٠٦١٢٣٤٥٦٧٨ Мене звати Ірина Шевченко",
		"Kerkstraat 12-A, 1012 AB; PL0600-2022619382-2, 03/381303-26, NL59 RABO 0936 1497 76, RR-TS-84",
		"bsn918424926 IBANNL91ABNA0417164300op 3511ab12 0️⃣6️⃣12345678x kentekenAB123C ٠٦١٢a ９",
		"sanne punt jansen apenstaartje gmail punt com @sanne_x insta: sanne.x www.x.example/y",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		spans := Find(text)
		end, n := 0, utf8.RuneCountInString(text)
		for _, s := range spans {
			if s.Start < end || s.End <= s.Start || s.End > n || s.Type == "" {
				t.Fatalf("span %v after %d in %d code points", s, end, n)
			}
			end = s.End
		}
		once, told := Redact(text)
		if diff := cmp.Diff(spans, told); diff != "" {
			t.Fatalf("Redact tells of other spans than Find:\n%s", diff)
		}
		if twice, _ := Redact(once); twice != once {
			t.Errorf("redacting twice:\n%q\n%q\n%q", text, once, twice)
		}
		for _, lang := range []string{"nl", "ar"} {
			if len(spans) > 0 && Left(spans, lang) == "" {
				t.Error("nothing is said of what was left out")
			}
		}
	})
}

func BenchmarkRedact(b *testing.B) {
	text := "Mijn ex Robert Hendriks loopt steeds langs ons huis en belt met 06-12345678. Ik woon op de Kerkstraat 12 in Utrecht en ik ben geboren op 4 juli 1984. Wat kan ik doen?"
	for _, size := range []int{1, 600} {
		long := strings.Repeat(text+"\n", size)
		b.Run(map[int]string{1: "message", 600: "100kB"}[size], func(b *testing.B) {
			b.SetBytes(int64(len(long)))
			for b.Loop() {
				Redact(long)
			}
		})
	}
}

// Nothing that someone can type may keep the machine busy: each of these is a way in which a careless reader takes time that grows with the
// square of the length. The limit is for hangs, not for speed.
func TestLongTextsAreReadInTime(t *testing.T) {
	t.Parallel()
	for name, piece := range map[string]string{
		"digits": "1", "groups": "12 ", "dashes": "12-", "at signs": "@", "dots": "a.", "initials": "J. ", "particles": "van de ", "capitals": "Xyz ",
		"apostrophes": "'", "hyphens": "a-", "brackets": "[naam", "placeholders": "[naam] ", "names": "Kevin ", "numerals": "nul zes ", "births": "geb. ", "years": "2013 ",
		"slashes": "a/", "addresses": "www.a", "streets": "Kerkstraat ", "house numbers": "12 a ", "labels": "bsn tel ", "plates": "12-AB", "mails": "a at b punt ",
		"spaces": " ", "lines": "\n", "commas": "a, ", "arabic": "محمد ", "cyrillic": "Іван ", "emoji": "😀", "zero width": "a\u200b", "postcodes": "1234 AB ", "accounts": "NL12 ",
		"moeder van": "moeder van ", "glued": "a1", "glued numbers": "bsn918424926", "seams": "tel06123456", "wide": "０", "mobiles": "06 1,", "accounts glued": "NL91ABNA04", "en": "Kevin en ", "initials below": "p.j. ",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			text := strings.Repeat(piece, 50_000/len(piece))
			begun := time.Now()
			Redact(text)
			if took := time.Since(begun); took > 30*time.Second {
				t.Errorf("50 kB took %v", took)
			}
		})
	}
}

// Thanks and pronouns of a language in other letters are nobody's name.
func TestThanksInUkrainianNameNobody(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"дякую вам", "дякую тобі", "дякую всім", "дякую щиро"} {
		if got, _ := Redact(text); got != text {
			t.Errorf("Redact(%q) = %q", text, got)
		}
	}
	for _, text := range []string{"дякую олена", "мене звати олена"} {
		if got, _ := Redact(text); got == text {
			t.Errorf("Redact(%q) kept the name", text)
		}
	}
}
