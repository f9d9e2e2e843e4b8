package web

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestBlocks(t *testing.T) {
	t.Parallel()
	plain := func(s string) []run { return []run{{Text: s}} }
	for _, test := range []struct {
		text string
		want []block
	}{
		{"", nil},
		{"Een zin.", []block{{line: line{Runs: plain("Een zin.")}}}},
		{"Doe dit:\n- een\n  - twee\n\nEn dan.", []block{
			{line: line{Runs: plain("Doe dit:")}},
			{Items: []line{{Runs: plain("een")}, {Runs: plain("twee")}}},
			{line: line{Runs: plain("En dan.")}},
		}},
		{"# Kop\n| Besluit: ja | Gevolg: geld", []block{
			{line: line{Runs: plain("Kop")}},
			{Items: []line{{Runs: plain("Besluit: ja, Gevolg: geld")}}},
		}},
		{"Bel 0900-0101 of bel meteen 112.", []block{{line: line{Runs: []run{
			{Text: "Bel "}, {"0900-0101", "09000101"}, {Text: " of "}, {"bel meteen 112", "112"}, {Text: "."},
		}}}}},
		{"Artikel 112 en € 113,50 kosten niets.", []block{{line: line{Runs: plain("Artikel 112 en € 113,50 kosten niets.")}}}},
	} {
		if diff := cmp.Diff(test.want, blocks(test.text), cmp.AllowUnexported(block{}, line{})); diff != "" {
			t.Errorf("blocks(%q) differs (-want +got):\n%s", test.text, diff)
		}
	}
}

func FuzzBlocks(f *testing.F) {
	f.Add("Doe dit:\n- een\n| a | b\n# Bel 0900-0101")
	f.Fuzz(func(t *testing.T, text string) {
		for _, b := range cited(blocks(text), []ref{{N: 1}}) {
			if len(b.Runs) > 0 && len(b.Items) > 0 {
				t.Errorf("blocks(%q) has a block that is both a paragraph and a list", text)
			}
		}
	})
}
