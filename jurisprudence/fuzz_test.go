package jurisprudence

import (
	"strings"
	"testing"
)

func FuzzParse(f *testing.F) {
	f.Add([]byte(file(`<uitspraak ` + namespace + `><section role="beslissing"><title><nr>3</nr>De beslissing</title><para>De rechtbank veroordeelt verdachte om aan [slachtoffer] te betalen € 1.250,50.</para></section></uitspraak>`)))
	f.Add([]byte(file(`<conclusie ` + namespace + `><table><row><entry>a</entry><entry>€ 1</entry></row></table></conclusie>`)))
	f.Add([]byte(`{"ecli":"ECLI:NL:RBVER:2021:1","text_kind":"decision_section","text":"10 De beslissing De rechtbank:   wijst de vordering van de benadeelde partij [a] toe tot € 5,-"}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		r, err := parse(data, "ECLI.NL.RBVER.2021.2.xml")
		if err != nil {
			return
		}
		for _, p := range r.Paragraphs {
			if p.Start < 0 || p.End() > len(r.Text) || r.Text[p.Start:p.End()] != p.Text {
				t.Fatalf("paragraph %q does not lie at %d", p.Text, p.Start)
			}
		}
		checkQuotes(t, "fuzz", r, Awards(r))
	})
}

func FuzzAwards(f *testing.F) {
	f.Add("De rechtbank:\nwijst de vordering van de benadeelde partij [slachtoffer 1] toe tot een bedrag van € 1.734,50, bestaande uit € 984,50 aan materiële schade en € 750,00 aan immateriële schade;", uint8(0))
	f.Add("Vordering BP toegewezen tot € 800,- + 36f.", uint8(1))
	f.Add("legt aan verdachte de verplichting op tot betaling aan de Staat van vierduizend achthonderdvijfenzeventig euro en veertig cent, te vervangen door één dag hechtenis", uint8(2))
	f.Add("veroordeelt [gedaagde] om aan [eiser] te betalen een bedrag van € 20.058,00 aan smartengeld", uint8(3))
	f.Fuzz(func(t *testing.T, text string, shape uint8) {
		r := &Ruling{ECLI: "ECLI:NL:RBVER:2021:1", Subjects: []string{"Strafrecht"}}
		var b builder
		switch shape % 4 {
		case 1:
			r.Summary = tidy(text, false)
			text = ""
		case 2:
			r.Extent = OnlyDictum
		case 3:
			r.Subjects = []string{"Civiel recht"}
		}
		for line := range strings.SplitSeq(text, "\n") {
			b.add(Paragraph{Row: strings.Contains(line, "\t")}, line)
		}
		complete(r, &b)
		checkQuotes(t, "fuzz", r, Awards(r))
	})
}

func FuzzAmounts(f *testing.F) {
	for _, s := range []string{"€ 1.250,-", "EUR 500", "1250 euro", "€ 1. 250,00", "tweeënzeventig euro en vijf cent", "€ 1.4574,50", "€ 12.500,= ", "1,250.50 euro", "NAf 500", "f 1.000,--"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		last := 0
		for _, m := range amounts(s, lowerSame(s)) {
			if m.start < last || m.end <= m.start || m.end > len(s) || m.cents < 0 {
				t.Fatalf("amounts(%q) = %+v behind %d", s, m, last)
			}
			last = m.end
		}
	})
}
