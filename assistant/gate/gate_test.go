package gate

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

const fund = `Het Schadefonds Geweldsmisdrijven geeft geld aan mensen met ernstig letsel. Je vraagt het aan met een formulier. Dat kan tot 10 jaar na het geweld.
Een advocaat is niet nodig. Aanvragen is gratis. Je krijgt binnen 14 dagen bericht van het fonds.
De partner krijgt maximaal 20.000 euro. Een meerderjarig kind krijgt 17.500 euro.
Bel het fonds op 070-4142000, van maandag tot en met vrijdag van 9 tot 12.30 uur, of kijk op www.schadefonds.nl.
Bel ons op 0900-0101, op werkdagen van 8 tot 20 uur en op zaterdag van 10 tot 17 uur.
Sinds 1 juli 2025 stuurt het OM het vonnis zelf. Dat staat in artikel 51e van het Wetboek van Strafvordering. Ongeveer 80% van de mensen vraagt hulp. Klachten worden na 4 tot 6 weken minder.`

func TestCheckStopsEveryKindOfMistake(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		sentence string
		want     Reason
	}{
		{"Je krijgt binnen 15 dagen bericht van het fonds.", WrongNumber},
		{"Je krijgt binnen veertien weken bericht van het fonds.", WrongNumber},
		{"Je krijgt na 14 dagen bericht van het fonds.", WrongNumber},
		{"De partner krijgt 20.000 euro.", WrongNumber},
		{"De partner krijgt minstens 20.000 euro.", WrongNumber},
		{"De partner krijgt maximaal 17.500 euro.", WrongNumber},
		{"Een meerderjarig kind krijgt 20.000 euro.", WrongNumber},
		{"Bel het fonds op 0900-0101.", WrongNumber},
		{"Bel ons op 0900-0102.", WrongNumber},
		{"Bel ons op werkdagen van 8 tot 17 uur.", WrongNumber},
		{"Ongeveer 8% van de mensen vraagt hulp.", WrongNumber},
		{"Ongeveer 80 mensen vragen hulp.", WrongNumber},
		{"Klachten worden na 6 tot 4 weken minder.", WrongNumber},
		{"Klachten worden na 4 tot 6 maanden minder.", WrongNumber},
		{"Dat staat in artikel 51f van het Wetboek van Strafvordering.", WrongNumber},
		{"Sinds 1 juli 2026 stuurt het OM het vonnis zelf.", WrongDate},
		{"Sinds 1 juni 2025 stuurt het OM het vonnis zelf.", WrongDate},
		{"Voor 1 juli 2025 stuurt het OM het vonnis zelf.", WrongDate},
		{"Bel het fonds op zondag van 9 tot 12.30 uur.", WrongDate},
		{"Een advocaat is nodig.", WrongSign},
		{"Je vraagt het niet aan met een formulier.", WrongSign},
		{"Niemand krijgt geld van het Schadefonds Geweldsmisdrijven met ernstig letsel.", WrongSign},
		{"Aanvragen is betaald.", WrongSign},
		{"Sinds 1 juli 2025 stuurt het CJIB het vonnis zelf.", WrongName},
		{"CJIB stuurt het vonnis zelf sinds 1 juli 2025.", WrongName},
		{"Het Waarborgfonds geeft geld aan mensen met ernstig letsel.", WrongName},
		{"Kijk op www.schadefonds.nl.example.", WrongLink},
		{"Kijk op mijn-schadefonds.nl.", WrongLink},
		{"Je vraagt het aan met een formulier en je buurman bakt daarna taarten.", Unsupported},
		{"De zon schijnt op het strand.", Unsupported},
		{"Ja.", Unsupported},
		{"", Unsupported},
	} {
		if got := Check(c.sentence, fund); !slices.Contains(got, c.want) {
			t.Errorf("Check(%q) = %v, want %s", c.sentence, got, c.want)
		}
	}
}

func TestCheckLetsHonestRewordingsThrough(t *testing.T) {
	t.Parallel()
	for _, s := range []string{
		"Je krijgt binnen veertien dagen bericht van het fonds.",
		"U krijgt binnen 14 dagen bericht van het Schadefonds.",
		"Binnen 14 dagen krijg je bericht.",
		"Een meerderjarig kind krijgt € 17.500,-.",
		"Een meerderjarig kind krijgt €17500,00.",
		"De partner krijgt hoogstens 20.000 euro.",
		"Bel ons op 0900 0101.",
		"Op zaterdag kun je ons bellen van 10.00 tot 17.00 uur.",
		"Op werkdagen kun je bellen van 8:00 - 20:00 uur.",
		"Aanvragen is gratis en een advocaat is niet nodig.",
		"Je hebt geen advocaat nodig.",
		"Het vonnis wordt sinds 1-7-2025 door het Openbaar Ministerie gestuurd.",
		"Klachten worden na vier tot zes weken minder.",
		"Ongeveer 80 procent van de mensen vraagt hulp.",
		"Kijk op schadefonds.nl.",
	} {
		if got := Check(s, fund); len(got) > 0 {
			t.Errorf("Check(%q) = %v, want nothing", s, got)
		}
	}
}

func TestALiteralPartOfANumberOrClauseIsNotLiteral(t *testing.T) {
	t.Parallel()
	for sentence, passage := range map[string]string{
		"50 euro":              "Het kost 150 euro",
		"Het duurt 15 uur":     "Het duurt 1,5 uur",
		"je partner beslist":   "Niet je partner beslist",
		"Bel 0101":             "Bel 0900-0101",
		"Het kost 80":          "Het kost 80%",
		"het is niet verplich": "het is niet verplicht",
	} {
		if Literal(sentence, passage) {
			t.Errorf("Literal(%q, %q) = true, want false", sentence, passage)
		}
	}
}

func TestDoubleNegationIsNoNegation(t *testing.T) {
	t.Parallel()
	const passage = "Je mag niet zonder begeleiding naar binnen. Niemand hoeft alleen te komen."
	for sentence, ok := range map[string]bool{
		"Je mag niet zonder begeleiding naar binnen, ook op de zitting niet.": false,
		"Je mag zonder begeleiding naar binnen.":                              false,
		"Je hoeft niet alleen te komen.":                                      true,
		"Iedereen hoeft alleen te komen.":                                     false,
	} {
		if got := Check(sentence, passage); (len(got) == 0) != ok {
			t.Errorf("Check(%q) = %v, want pass %v", sentence, got, ok)
		}
	}
}

func TestCheckHoldsForRandomText(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(1, 2))
	pieces := append(strings.Fields(fund), "\n", "| ", " - ", "€", "\xff", "1.250,-", "(", ")", "\u200b", "0900", "t/m", "31-12-2026")
	text := func(most int) string {
		var b strings.Builder
		for range r.IntN(most) {
			b.WriteString(pieces[r.IntN(len(pieces))])
			b.WriteString([]string{" ", "", ", "}[r.IntN(3)])
		}
		return b.String()
	}
	for range 300 {
		sentence, passage := text(30), text(200)
		if first, again := Check(sentence, passage), Check(sentence, passage); !slices.Equal(first, again) {
			t.Fatalf("Check(%q) gives %v and then %v", sentence, first, again)
		}
		if got := Check(sentence, passage+"\n"+sentence+"\n"+passage); flat(sentence) != "" && got != nil {
			t.Fatalf("Check of the literal line %q = %v, want nothing", sentence, got)
		}
	}
}

func FuzzCheck(f *testing.F) {
	for _, s := range strings.SplitAfter(fund, ".") {
		f.Add(s, fund)
	}
	f.Add("\xff\x1f|", "| a | b\n- c")
	f.Add("één € 1.250,- (-) 0900\u200b-0101", "1-1-2025 t/m 31/12/2026 https://a.b/c")
	f.Fuzz(func(t *testing.T, sentence, passage string) {
		first := Check(sentence, passage)
		if again := Check(sentence, passage); !slices.Equal(first, again) {
			t.Fatalf("Check gives %v and then %v", first, again)
		}
		if flat(sentence) == "" {
			return
		}
		if got := Check(sentence, sentence); got != nil {
			t.Fatalf("Check of a text against itself = %v, want nothing", got)
		}
		if got := Check(sentence, passage+"\n"+sentence+"\n"+passage); got != nil {
			t.Fatalf("Check of a literal line = %v, want nothing", got)
		}
	})
}

func BenchmarkCheck(b *testing.B) {
	passage := strings.TrimSpace(strings.Repeat(fund+"\n", 3))
	passage = strings.Join(strings.Fields(passage)[:200], " ")
	for b.Loop() {
		Check("U kunt 0900-0101 bellen op zaterdag als het Schadefonds de schade niet binnen 14 dagen betaalt.", passage)
	}
}
