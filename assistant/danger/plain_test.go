package danger

import (
	"bufio"
	"os"
	"slices"
	"strings"
	"testing"
)

// What a victim says in a handful of words gets a card with the line that knows it, in every language of the catalogue, and what only looks like it gets
// none. Lines of the file are "line, language, words"; a dash for the line is no card.
func TestPlainStatementsGetTheSameLineInEveryLanguage(t *testing.T) {
	t.Parallel()
	file, err := os.Open("testdata/plain.tsv")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		parts := strings.Split(lines.Text(), "\t")
		if len(parts) != 3 {
			t.Fatalf("%q is no line of three", lines.Text())
		}
		line, lang, said := parts[0], parts[1], parts[2]
		switch f := Check(said); {
		case line == "-" && f.Level != None:
			t.Errorf("%s %q = %v %v %v, want no card", lang, said, f.Level, f.Kinds, f.Lines)
		case line != "-" && !slices.Contains(f.Lines, Line(line)):
			t.Errorf("%s %q = %v %v %v, want %s", lang, said, f.Level, f.Kinds, f.Lines, line)
		}
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
}

// Who is touched at work is no child for it, and who was abused as a child need not be one now.
func TestWhoIsTouchedAtWorkIsNoChild(t *testing.T) {
	t.Parallel()
	for _, said := range []string{"my boss keeps touching me", "mijn baas zit steeds aan me", "mi hefe ta sigui mishi ku mi", "ik ben als kind misbruikt door mijn trainer", "i was abused as a child by my coach"} {
		if f := Check(said); f.Child || slices.Contains(f.Lines, ChildLine) || slices.Contains(f.Lines, Emergency) {
			t.Errorf("%q = %v %v, a child %v", said, f.Kinds, f.Lines, f.Child)
		}
	}
}

// Who would be killed by another does not wish to die.
func TestADeathThreatIsNoWishToDie(t *testing.T) {
	t.Parallel()
	for _, said := range []string{"mon mari menace de me tuer", "il veut me tuer", "mon ex essaie de me tuer"} {
		if f := Check(said); !slices.Contains(f.Lines, Emergency) || slices.Contains(f.Kinds, Suicidality) {
			t.Errorf("%q = %v %v", said, f.Kinds, f.Lines)
		}
	}
	if f := Check("je veux me tuer"); !slices.Contains(f.Kinds, Suicidality) {
		t.Errorf("a wish to die = %v %v", f.Kinds, f.Lines)
	}
}
