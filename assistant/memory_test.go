package assistant

import (
	"slices"
	"strings"
	"testing"
)

func TestALongAnswerLeavesRoomInTheMemory(t *testing.T) {
	t.Parallel()
	const room = 2 << 10
	question := strings.Repeat("я", maxAsked)
	m := &Memory{Asked: slices.Repeat([]string{question}, remembered), Told: question, Said: slices.Repeat([]string{question}, mostSaid), Spoken: slices.Repeat([]string{question}, remembered), Pieces: slices.Repeat([]string{strings.Repeat("€", 60)}, 3), Shown: slices.Repeat([]uint32{1 << 31}, maxShown)}
	long := strings.Repeat("Dit is een zin van de website. ", 30)
	m.last(slices.Repeat([]Sentence{{Text: long, Cites: []Cite{{URL: "https://site.example/schade", Title: "Schade", Quote: long}}}}, 6))
	if len(m.Last) == 0 || len(m.Last) == 6 {
		t.Errorf("%d of 6 long sentences are remembered", len(m.Last))
	}
	b, err := m.Encode()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := DecodeMemory(b); err != nil {
		t.Error(err)
	}
	if left := maxMemory - len(b); left < room {
		t.Errorf("%d bytes are left for the card and the appointment, want %d", left, room)
	}
}
