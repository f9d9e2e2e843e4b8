package knowledge

import (
	"fmt"
	"testing"
)

// A lexicon numbers each text once, in the order in which they come, and finds them all again, whatever they hold.
func TestALexiconFindsEveryText(t *testing.T) {
	t.Parallel()
	texts := []string{"", "a", "é", "a\x00b", "schadevergoeding"}
	for i := range 5000 {
		texts = append(texts, fmt.Sprint("woord", i*i))
	}
	var l lexicon
	if _, ok := l.find("a"); ok {
		t.Error("an empty lexicon finds a text")
	}
	for round := range 2 {
		for i, text := range texts {
			if n := l.put(text); n != i {
				t.Fatalf("round %d: put(%q) = %d, want %d", round, text, n, i)
			}
		}
	}
	for i, text := range texts {
		if n, ok := l.find(text); !ok || n != i || l.at(i) != text {
			t.Fatalf("find(%q) = %d, %v; at(%d) = %q", text, n, ok, i, l.at(i))
		}
	}
	if n, ok := l.find("nergens"); ok {
		t.Errorf("a text that is not there has number %d", n)
	}
	kept := l.at(4)
	l.clear()
	if _, ok := l.find("a"); ok || l.len() != 0 {
		t.Error("a text is found that was taken out")
	}
	if n := l.put("iets anders"); n != 0 || kept != "schadevergoeding" {
		t.Errorf("after clearing: number %d, and what was read before became %q", n, kept)
	}
}
