package jurisprudence

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The dictum often gives one sum, and only the reasons say what it is for.
func TestASumIsDividedByWhatAddsUp(t *testing.T) {
	t.Parallel()
	const dictum = "veroordeelt verdachte om aan [slachtoffer] € 1.714,00 te betalen, met de wettelijke rente vanaf 18 september 2021;"
	for _, c := range []struct {
		name   string
		lines  []string
		mat    int64
		immat  int64
		claims int64
	}{
		{"a list of posts, some of them granted", []string{
			"[slachtoffer] heeft zich gevoegd. De schade bestaat uit de volgende posten:", "- bril: € 329,00", "- eigen risico: € 385,00", "- reiskosten: € 46,80", "- smartengeld: € 1.750,00",
			"De post reiskosten wijst de rechtbank af. Het smartengeld wordt bepaald op € 1.000,00.",
		}, 71400, 100000, 251080},
		{"the prosecutor's sum is no evidence", []string{
			"[slachtoffer] vordert € 714,00 aan materiële schade en € 2.500,00 aan immateriële schade.", "De officier van justitie acht € 1.714,00 immaterieel toewijsbaar.",
			"De rechtbank waardeert de immateriële schade op € 1.000,00. De materiële schade is niet betwist.",
		}, 71400, 100000, 321400},
		{"what is left of the material claim", []string{
			"[slachtoffer] vordert € 1.214,00 aan materiële schade en € 2.500,00 aan immateriële schade.",
			"De materiële schade wordt toegewezen, behalve de kosten van de verhuizing van € 500,00. Aan immateriële schade is € 1.000,00 billijk.",
		}, 71400, 100000, 371400},
		{"a line of its own as heading", []string{
			"[slachtoffer] vordert € 3.000,00.", "Materiële schade. De rechtbank acht € 714,00 voldoende onderbouwd.", "Immateriële schade. Er is letsel. De rechtbank stelt deze schade vast op € 1.000,00.",
		}, 71400, 100000, 300000},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			lines := append(append([]string{"# 7 De vordering van de benadeelde partij [slachtoffer]"}, c.lines...), "# 8 De beslissing", "De rechtbank:", dictum)
			f := Awards(ruling("ECLI:NL:RBVER:2021:1", "Strafrecht", lines...))
			if len(f.Victims) != 1 {
				t.Fatalf("%d victims, want 1", len(f.Victims))
			}
			v := f.Victims[0]
			if diff := cmp.Diff([]int64{c.claims, c.mat, c.immat, 171400}, []int64{v.Claimed.Cents, v.Material.Cents, v.Immaterial.Cents, v.Total.Cents}); diff != "" {
				t.Errorf("claimed, material, immaterial, total (-want +got):\n%s", diff)
			}
			for _, a := range []Amount{v.Material, v.Immaterial, v.Total, v.Claimed} {
				if !a.Present() {
					t.Errorf("an amount of %d cents has no words", a.Cents)
				}
			}
		})
	}
}

// A ruling of five megabytes full of sums and people is read in a moment: what is compared with what has bounds.
func TestAKindThatIsNotNamedDividesNothing(t *testing.T) {
	t.Parallel()
	// The sentence before speaks of goods, the one that grants of nothing: the sum may be for either, and a guess could swap the two.
	d := &reading{evidence: []evidence{{cents: 60_000, head: materialHead, at: Span{0, 1}, reasons: true, taken: true}}}
	e := &entry{claim: sums{total: Amount{Cents: 287_499, At: Span{0, 1}}, immaterial: Amount{Cents: 175_000, At: Span{0, 1}}, count: 2}, reasons: sums{material: Amount{Cents: 60_000, At: Span{0, 1}}, materialTaken: true}}
	v := Victim{Total: Amount{Cents: 92_599, At: Span{0, 1}}}
	d.splitHeads(e, &v)
	if v.Material.Present() || v.Immaterial.Present() {
		t.Errorf("splitHeads = %d material and %d immaterial, want neither", v.Material.Cents, v.Immaterial.Cents)
	}
}

func TestManySumsAreComparedWithinBounds(t *testing.T) {
	t.Parallel()
	lines := []string{"# 7 De vorderingen van de benadeelde partijen"}
	for i := range 300 {
		lines = append(lines, fmt.Sprintf("[slachtoffer %d] vordert € %d,13 aan materiële schade, € %d,07 aan kosten en € %d,50 aan immateriële schade.", i, 100+i, 40+i, 900+i),
			strings.Repeat(fmt.Sprintf("De rechtbank stelt de immateriële schade van [slachtoffer %d] vast op € %d,00. ", i, 300+i), 150))
	}
	lines = append(lines, "# 8 De beslissing", "De rechtbank:")
	for i := range 300 {
		lines = append(lines, fmt.Sprintf("wijst de vordering van de benadeelde partij [slachtoffer %d] toe tot een bedrag van € %d,41;", i, 700+i))
	}
	if f := Awards(ruling("ECLI:NL:RBVER:2021:1", "Strafrecht", lines...)); len(f.Victims) != 300 {
		t.Errorf("%d victims, want 300", len(f.Victims))
	}
}
