package danger

import (
	"os"
	"strings"
	"testing"
)

// A sentence of danger is seen wherever it stands, however much is said of something else.
func TestDangerAmongEverydaySentencesIsSeen(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile("testdata/everyday.txt")
	if err != nil {
		t.Fatal(err)
	}
	everyday := strings.Split(strings.TrimSpace(string(data)), "\n")
	for _, c := range []struct {
		text  string
		least Level
	}{
		{"Eigenlijk wil ik dood.", Acute},
		{"Ik heb de pillen al klaarliggen.", Acute},
		{"Hij staat nu voor de deur met een mes.", Acute},
		{"Mijn man slaat mij elke dag.", Concern},
		{"Mijn stiefvader zit aan mij.", Concern},
		{"Hij zegt dat hij mij vermoordt als ik wegga.", Concern},
	} {
		for _, many := range []int{2, 5, 10} {
			for at := 0; at <= many; at += many {
				text := strings.Join(everyday[:at], " ") + " " + c.text + " " + strings.Join(everyday[at:many], " ")
				if got := Check(text).Level; got < c.least {
					t.Errorf("%q after %d of %d everyday sentences is %v, want at least %v", c.text, at, many, got, c.least)
				}
			}
		}
	}
	for at := 0; at+10 <= len(everyday); at += 10 {
		if text := strings.Join(everyday[at:at+10], " "); Check(text).Level != None {
			t.Errorf("everyday sentences alone are %v: %s", Check(text).Level, text)
		}
	}
}
