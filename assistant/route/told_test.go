package route

import (
	"bufio"
	"os"
	"strings"
	"testing"
)

// Who lives with whom they fear, or has left, tells it in few words: that asks nobody who speaks here, and is no word to this service.
func TestATellingInAnotherLanguageAsksNobodyWhoSpeaks(t *testing.T) {
	t.Parallel()
	r := router(t)
	file, err := os.Open("testdata/told.tsv")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close() //nolint:errcheck // it was only read
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		lang, text, _ := strings.Cut(lines.Text(), "\t")
		if kind := r.Route(text).Kind; kind == Identity || kind == Abuse {
			t.Errorf("Route(%q) = %s", text, kind)
		}
		if fears(text) && r.PerhapsWho(text) {
			t.Errorf("PerhapsWho(%q) in %s: their own fear is told, and nobody asked who speaks", text, lang)
		}
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
}

// Fear of what speaks here is no reason to keep silent about it.
func TestWhoIsAfraidOfWhatSpeaksIsToldIt(t *testing.T) {
	t.Parallel()
	r := router(t)
	for _, text := range []string{
		"ik ben bang dat ik met een robot praat", "ik durf niet te typen, ben jij een mens", "I'm scared, are you a real person", "I'm afraid I am talking to a machine",
		"boję się. czy jesteś człowiekiem?", "j'ai peur, es-tu un robot", "korkuyorum, sen robot musun", "я боюся, ти людина чи бот", "أنا خائفة، هل أنت إنسان؟", "mi tin miedu, bo ta un hende",
	} {
		if r.Route(text).Kind != Identity && !r.PerhapsWho(text) {
			t.Errorf("Route(%q) = %s, and what speaks is not told", text, r.Route(text).Kind)
		}
	}
}
