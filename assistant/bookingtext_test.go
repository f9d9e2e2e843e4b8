package assistant_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// Every text that the conversation about an appointment asks for is there, in each language with the same blanks to fill in; weekdays and months are
// complete, so that no date is written with a hole in it.
func TestBookingTextsAreWhole(t *testing.T) {
	t.Parallel()
	read := func(name string) map[string]string {
		raw, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var texts map[string]string
		if err := json.Unmarshal(raw, &texts); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		return texts
	}
	dutch := read("messages/booking.nl.json")
	blank := regexp.MustCompile(`\{[a-z]+\}`)
	blanks := func(s string) []string {
		found := blank.FindAllString(s, -1)
		slices.Sort(found)
		return slices.Compact(found)
	}
	files, err := filepath.Glob("messages/booking.*.json")
	if err != nil || len(files) < 8 {
		t.Fatalf("%v, %v", files, err)
	}
	for _, f := range files {
		texts := read(f)
		for key, text := range texts {
			want, there := dutch[key]
			if !there && key != "booking_unchecked" {
				t.Errorf("%s: %s is not in the Dutch texts", f, key)
			}
			if there && !slices.Equal(blanks(text), blanks(want)) {
				t.Errorf("%s: %s has the blanks %v, want %v", f, key, blanks(text), blanks(want))
			}
		}
		if n := len(strings.Fields(texts["booking_weekdays"])); n != 7 {
			t.Errorf("%s: %d weekdays", f, n)
		}
		if n := len(strings.Fields(texts["booking_months"])); n != 12 {
			t.Errorf("%s: %d months", f, n)
		}
		for key, text := range dutch { // what lacks is said in Dutch, to somebody who is asked to agree with it
			switch own, ok := texts[key]; {
			case !ok:
				t.Errorf("%s lacks %s", f, key)
			case own == text && f != "messages/booking.nl.json" && strings.Contains(text, " ") && !strings.HasPrefix(text, "{"):
				t.Errorf("%s has %s in Dutch", f, key)
			}
		}
	}
	// The keys in the code.
	sources, err := filepath.Glob("booking*.go")
	if err != nil {
		t.Fatal(err)
	}
	used := regexp.MustCompile(`(?:t\.text\(|bookingText\(lang, |ask\(ask[A-Za-z]+, )"([a-z_]+)"`)
	n := 0
	for _, f := range sources {
		raw, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range used.FindAllStringSubmatch(string(raw), -1) {
			n++
			if _, ok := dutch["booking_"+m[1]]; !ok && !strings.HasSuffix(m[1], "_") {
				t.Errorf("%s asks for %q, which is not there", f, m[1])
			}
		}
	}
	if n < 20 {
		t.Errorf("only %d texts are asked for in the code", n)
	}
}
