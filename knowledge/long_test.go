package knowledge

import (
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// A page that is made of headings is not multiplied by them: each is kept with every passage under it.
func TestLongHeadingsAreNotMultiplied(t *testing.T) {
	t.Parallel()
	sentence := strings.Repeat("Dit is een zin van zes woorden. ", 9)
	doc := Document{URL: "u", Title: "T"}
	size := 0
	add := func(b Block) {
		doc.Blocks = append(doc.Blocks, b)
		size += len(b.Text)
	}
	for level := 1; level <= 6; level++ {
		add(Block{Kind: Heading, Level: level, Text: fmt.Sprint(level, strings.Repeat(" een kop die nooit ophoudt", 3000))})
	}
	for range 300 {
		add(Block{Kind: Heading, Level: 6, Text: strings.Repeat("kop ", 70)})
		add(Block{Kind: Paragraph, Text: sentence})
	}
	kept := 0
	var texts []string
	for _, p := range Passages(doc) {
		if n := utf8.RuneCountInString(p.Heading); n > maxHeading {
			t.Errorf("a passage stands under %d characters of headings, want at most %d", n, maxHeading)
		}
		kept += len(p.Heading) + len(p.Text)
		texts = append(texts, p.Text)
	}
	if kept > 3*size {
		t.Errorf("%d bytes of a page became %d", size, kept)
	}
	if said := strings.Count(strings.Join(texts, " "), "die nooit ophoudt"); said != 6*3000 {
		t.Errorf("of what was too long for a heading %d of %d parts are left as text", said, 6*3000)
	}
}

// Of a path of headings that is too long, the headings nearest to the text stay.
func TestNearestHeadingsStay(t *testing.T) {
	t.Parallel()
	far, near := strings.Repeat("ver ", 60), "Wat het kost"
	passages := Passages(Document{URL: "u", Title: "T", Blocks: []Block{
		{Kind: Heading, Level: 2, Text: far},
		{Kind: Heading, Level: 3, Text: strings.Repeat("half ", 30)},
		{Kind: Heading, Level: 4, Text: near},
		{Kind: Paragraph, Text: "Het is gratis."},
	}})
	if len(passages) != 1 || !strings.HasSuffix(passages[0].Heading, "half › "+near) || strings.Contains(passages[0].Heading, "ver") {
		t.Errorf("passages %+v", passages)
	}
}

// An endless paragraph is cut whatever it is made of, nothing of it is lost, and it takes no square of its length.
func TestEndlessParagraphsAreCut(t *testing.T) {
	t.Parallel()
	const many = 150_000
	var numbered strings.Builder
	for i := range many {
		fmt.Fprintf(&numbered, "woord%d ", i)
	}
	for name, text := range map[string]string{
		"sentences":           strings.Repeat("Dit is een zin van zes woorden. ", many/6),
		"one sentence":        strings.TrimSpace(numbered.String()),
		"a sentence and more": "Kort. " + strings.TrimSpace(numbered.String()) + ". Klaar.",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			begun := time.Now()
			var all []string
			for _, p := range Passages(Document{URL: "u", Title: "T", Blocks: []Block{{Kind: Paragraph, Text: text}}}) {
				if n := len(strings.Fields(p.Text)); n > paragraphMax {
					t.Errorf("a passage of %d words", n)
				}
				all = append(all, p.Text)
			}
			if got, want := strings.Join(all, " "), strings.TrimSpace(text); got != want {
				t.Errorf("of %d bytes %d are left", len(want), len(got))
			}
			if d := time.Since(begun); d > time.Minute { // a bound on a hang, not a measure of speed
				t.Errorf("took %v", d)
			}
		})
	}
}
