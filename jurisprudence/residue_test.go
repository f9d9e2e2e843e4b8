package jurisprudence

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestNamesThatTheCourtOverlooked(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][]string{
		"De benadeelde partij Willemijn Roosendaal vordert € 500,-.":                         {"Willemijn Roosendaal"},
		"De heer Achterberg heeft verdachte herkend.":                                        {"Achterberg"},
		"[slachtoffer 1], geboren op 3 maart 1991, heeft aangifte gedaan.":                   {"3 maart 1991"},
		"Hij mailde naar w.roosendaal@voorbeeldpost.nl en wachtte.":                          {"w.roosendaal@voorbeeldpost.nl"},
		"De raadsman van verdachte, mr. J. van der Kolk, heeft vrijspraak bepleit.":          nil,
		"De benadeelde partij [slachtoffer 1] vordert € 1.500,-.":                            nil,
		"Verdachte [verdachte] heeft [slachtoffer] geslagen. Amsterdam is de plaats.":        nil,
		"De rechtbank Gelderland wijst de vordering van de benadeelde partij [naam] toe.":    nil,
		"In de zaken met parketnummer 16/048641-20 en 16/206946-19 is verdachte verschenen.": nil,
	} {
		p := []Paragraph{{Text: text}}
		var got []string
		for _, s := range residue(text, p) {
			got = append(got, s.In(text))
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", text, diff)
		}
	}
}

func TestMaskedTextHasNoName(t *testing.T) {
	t.Parallel()
	text := "Aan Willemijn wordt € 500,- toegewezen."
	hide := []Span{{4, 13}}
	if got := mask(text, Span{0, len(text)}, hide); got != "Aan […] wordt € 500,- toegewezen." {
		t.Errorf("masked: %q", got)
	}
	if got := mask(text, Span{8, 20}, hide); got != "[…] wordt " {
		t.Errorf("a piece of it: %q", got)
	}
}
