package tone

import (
	"os"
	"strings"
	"testing"
)

func TestEveryPatternCanBeRead(t *testing.T) {
	t.Parallel()
	raw, err := os.ReadFile("patterns/nl.txt")
	if err != nil {
		t.Fatal(err)
	}
	var kept []string
	for n, line := range strings.Split(string(raw), "\n") {
		try := append(append([]string{}, kept...), line)
		if strings.HasPrefix(line, "@") || strings.HasPrefix(line, "$") && strings.Contains(line, " = ") || strings.HasPrefix(line, "[") {
			kept = try
		}
		if _, err := parseBook("nl", strings.Join(try, "\n")); err != nil {
			t.Errorf("line %d: %v", n+1, err)
		}
	}
}
