package danger

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

func TestDebug(t *testing.T) {
	text := os.Getenv("DANGER_TEXT")
	if text == "" {
		t.Skip()
	}
	l := loaded()
	m := readMessage(l, text)
	for i := range m.sentences {
		s := &m.sentences[i]
		m.read(s)
		fmt.Println("asks", s.asks, "told", s.told, "tongues", fmt.Sprintf("%011b", s.tongues))
		for k, tok := range m.reading.tokens {
			var names []string
			for c, name := range l.names {
				if m.reading.at[k].has(class(c)) {
					names = append(names, name)
				}
			}
			fmt.Println("  ", tok.word, strings.Join(names, " "))
		}
	}
	f, hits := check(text)
	for _, h := range hits {
		fmt.Println(h.rule.name, h.sentence)
	}
	fmt.Printf("%+v\n", f)
}
