package web

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"wegwijzer/assistant/danger"
)

// Whoever reads below an answer whom to reach can call by touching it, in every language: the script and the page without it know the same numbers.
func TestTheNumbersOfHelpLinesCanBeCalledWhereverTheyAreNamed(t *testing.T) {
	t.Parallel()
	for _, c := range danger.Contacts() {
		if c.Number == "" {
			continue
		}
		for lang, name := range c.Names {
			said := name
			if !strings.Contains(name, c.Number) {
				said += " " + c.Number
			}
			var calls []string
			for _, r := range runs("Deze hulp is er voor je: " + said + ".") {
				if r.Tel != "" {
					calls = append(calls, r.Tel)
				}
			}
			if want := strings.ReplaceAll(c.Number, "-", ""); len(calls) != 1 || calls[0] != want {
				t.Errorf("%s, %s: %q calls %q, want %s", c.Line, lang, said, calls, want)
			}
		}
	}
	script, err := os.ReadFile("assets/block.ts")
	if err != nil {
		t.Fatal(err)
	}
	if m := regexp.MustCompile(`(?m)^const callable = /(.*)/g;$`).FindSubmatch(script); m == nil || string(m[1]) != callable.String() {
		t.Error("the script knows other numbers than the page without script")
	}
}
