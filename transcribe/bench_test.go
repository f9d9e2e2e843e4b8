package transcribe_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"wegwijzer/transcribe"
)

// hour is a conversation of sixty minutes: the conversations of the development half on end, some nine hundred utterances.
func hour(b *testing.B) []byte {
	b.Helper()
	names, err := filepath.Glob("testdata/calls/dev/*.call")
	if err != nil || len(names) == 0 {
		b.Fatal("no conversations to draft")
	}
	var out strings.Builder
	out.WriteString("WEBVTT\n\n")
	n := 0
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			b.Fatal(err)
		}
		for line := range strings.Lines(string(data)) {
			if len(line) > 3 && line[1] == ':' && n < 900 {
				speaker := "Medewerker"
				if line[0] != 'M' {
					speaker = "Client"
				}
				fmt.Fprintf(&out, "%02d:%02d.000 --> %02d:%02d.900\n<v %s>%s</v>\n\n", n*4/60, n*4%60, n*4/60, n*4%60+1, speaker, strings.TrimSpace(line[3:]))
				n++
			}
		}
	}
	return []byte(out.String())
}

// What is learnt once, when the program starts, is not part of a draft.
func BenchmarkDraftOfAnHour(b *testing.B) {
	data := hour(b)
	transcribe.Ready(nil)
	for b.Loop() {
		t, err := transcribe.Parse(data)
		if err != nil {
			b.Fatal(err)
		}
		if r := transcribe.Draft(t, time.Date(2026, 5, 21, 0, 0, 0, 0, time.UTC)); len(r.Sentences) < 100 {
			b.Fatalf("%d sentences", len(r.Sentences))
		}
	}
}
