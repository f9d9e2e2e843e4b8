package main

import (
	"bytes"
	"errors"
	"io"
	"log/slog"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"wegwijzer/internal/postgres/pgtest"
	"wegwijzer/internal/privacy"
	"wegwijzer/staff"
	"wegwijzer/transcribe"
	"wegwijzer/transcribe/recording"
	"wegwijzer/transcribe/sound"
)

// The demo's calls are spoken, taken in as a live call and as a file, heard and drafted; and a player that is sent to a word of one plays that word.
func TestTheDemoCallsPlayFromTheRightWord(t *testing.T) {
	t.Parallel()
	talks := config{}.openDemoTalks(slog.New(slog.DiscardHandler))
	if talks == nil {
		t.Skip("skipping: this machine has no voice")
	}
	t.Cleanup(talks.close)
	ctx := t.Context()
	keys, err := privacy.NewKeys(filepath.Join(t.TempDir(), "keys"))
	if err != nil {
		t.Fatal(err)
	}
	l := &library{}
	db := pgtest.New(t)
	l.calls = transcribe.NewStore(db, keys, time.Now)
	l.recordings = recording.NewStore(recording.Config{DB: db, Keys: keys, Calls: l.calls, Dir: filepath.Join(t.TempDir(), "geluid"), Reserve: 1, Ear: talks})
	for range 2 { // a second start finds the calls
		if err := talks.seed(ctx, l); err != nil {
			t.Fatal(err)
		}
		if err := l.recordings.Work(ctx); err != nil {
			t.Fatal(err)
		}
	}
	have, err := l.calls.Calls(ctx, staff.DemoPerson("legal"), 5)
	if err != nil || len(have) != 2 {
		t.Fatalf("the demo has %d calls, %v", len(have), err)
	}
	for _, call := range have {
		talk := talks.live
		if call.Held != nil && time.Since(*call.Held) > 24*time.Hour {
			talk = talks.sent
		}
		playsRight(t, l, call.ID, talk)
	}
	talk := talks.live
	// They are known from any moment, and no other sound is.
	from := sound.Bytes(talk.lines[3].start) + 2*123
	part := talk.pcm[1][from : from+3*sound.BytesPerSecond]
	if found, err := talks.Hear(ctx, sound.WAV, bytes.NewReader(append(sound.Header(1, int64(len(part))), part...)), nil); err != nil || len(found) == 0 {
		t.Errorf("a piece of the call is not known: %v, %v", found, err)
	}
	noise := make([]byte, 3*sound.BytesPerSecond)
	for i := range noise {
		noise[i] = byte(i * i >> 3) //nolint:gosec // any sound will do
	}
	if _, err := talks.Hear(ctx, sound.WAV, bytes.NewReader(append(sound.Header(1, int64(len(noise))), noise...)), nil); !errors.Is(err, recording.ErrDeaf) {
		t.Errorf("another sound = %v, want ErrDeaf", err)
	}
}

// playsRight tests that a call of the demo was heard word by word, with who spoke, and plays each word where it was spoken.
func playsRight(t *testing.T, l *library, call transcribe.CallID, talk *demoTalk) {
	t.Helper()
	ctx := t.Context()
	us, err := l.calls.Utterances(ctx, call)
	if err != nil {
		t.Fatal(err)
	}
	var heard []transcribe.Word
	text := ""
	for _, u := range us {
		heard = append(heard, u.Words...)
		text += string(u.Role) + ": " + u.Text + "\n"
	}
	words, worst := 0, time.Duration(0)
	for _, line := range talk.lines {
		role := [...]transcribe.Role{transcribe.Staff, transcribe.Client}[line.channel]
		if !strings.Contains(text, string(role)+": "+line.text) {
			t.Errorf("%q is not in the transcript as said by the %s", line.text, role)
		}
		for _, w := range line.words {
			words++
			if len(heard) == 0 || heard[0].Text != w.Text {
				t.Fatalf("word %d is not %q", words, w.Text)
			}
			worst = max(worst, (heard[0].Start - w.Start).Abs())
			heard = heard[1:]
		}
	}
	t.Logf("%d words; the worst is %s away", words, worst)
	if worst > 500*time.Millisecond {
		t.Errorf("a word is %s away from where it is said", worst)
	}
	// What a player gets from there on is what is said there.
	p, err := l.recordings.Play(ctx, call)
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range talk.lines {
		at := sound.Bytes(line.words[len(line.words)/2].Start)
		if _, err := p.Seek(sound.HeaderBytes+2*at, io.SeekStart); err != nil {
			t.Fatal(err)
		}
		both := make([]byte, sound.BytesPerSecond/2)
		if _, err := io.ReadFull(p, both); err != nil {
			t.Fatal(err)
		}
		var one []byte
		for i := 2 * line.channel; i < len(both); i += 4 {
			one = append(one, both[i:i+2]...)
		}
		if !bytes.Equal(one, talk.pcm[line.channel][at:at+int64(len(one))]) {
			t.Errorf("from %s another sound is played", sound.Length(at))
		}
	}
}
