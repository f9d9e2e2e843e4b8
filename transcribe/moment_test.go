package transcribe

import (
	"strings"
	"testing"
	"time"
)

// halfSeconds makes an utterance whose words are half a second apart, from ten seconds on.
func halfSeconds(text string) Utterance {
	u := Utterance{Start: 10 * time.Second, Text: text}
	for i, w := range strings.Fields(text) {
		at := u.Start + time.Duration(i)*500*time.Millisecond
		u.Words = append(u.Words, Word{Text: " " + strings.ToUpper(w), Start: at, End: at + 400*time.Millisecond})
	}
	return u
}

func TestASentenceIsHeardFromItsOwnWords(t *testing.T) {
	t.Parallel()
	u := halfSeconds("Nou, eh, dat was zo. De fiets kostte achthonderd euro, de bon heb ik nog liggen.")
	for _, x := range []struct {
		sentence string
		from, to string
		at       time.Duration
	}{
		{"Schade: € 800 (fiets), bewijs aanwezig. „De fiets kostte achthonderd euro, de bon heb ik nog liggen”", "De", "liggen.", 12500 * time.Millisecond},
		{"Cliënt vertelt: „Nou, dat was zo. De fiets kostte achthonderd euro”", "dat", "euro,", 11 * time.Second}, // the filler was left out
		{"Cliënt heeft de bon van de fiets.", "De", "fiets", 12500 * time.Millisecond},                            // other words: the longest stretch
		{"Er is schade.", "", "", 10 * time.Second},
	} {
		words := strings.Fields(u.Text)
		got := u.Spot(x.sentence)
		from, to := "", ""
		if got.From < got.To {
			from, to = words[got.From], words[got.To-1]
		}
		if from != x.from || to != x.to || got.At != x.at {
			t.Errorf("%q: from %q to %q at %s, want %q, %q, %s", x.sentence, from, to, got.At, x.from, x.to, x.at)
		}
	}
	u.Text = "Nou, dat was zo. De scooter kostte achthonderd euro, de bon heb ik nog liggen." // a person corrected it
	if got := u.Spot("„De scooter kostte achthonderd euro”"); got.At != 12500*time.Millisecond {
		t.Errorf("in corrected words: %s", got.At)
	}
	u.Words = nil // a file without moments of words
	if got := u.Spot("De scooter kostte achthonderd euro"); got.At != u.Start || got.From == got.To {
		t.Errorf("without moments of words: %+v", got)
	}
	if got := (Utterance{Start: Unknown, Text: "Ja."}).Spot("Ja."); got.At != Unknown || got.From != got.To {
		t.Errorf("without any moment: %+v", got)
	}
}
