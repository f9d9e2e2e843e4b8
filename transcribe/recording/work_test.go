package recording_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	"wegwijzer/transcribe"
	"wegwijzer/transcribe/recording"
	"wegwijzer/transcribe/sound"
)

// A page that is opened and left is no call; and it does not keep the calls waiting that are.
func TestAnEmptyCallThatWasLeftHoldsUpNothing(t *testing.T) {
	t.Parallel()
	b := newBooth(t, &scripted{say: func(int, time.Duration) []recording.Heard {
		return []recording.Heard{{Start: 0, End: time.Second, Text: "Goedemorgen.", Silence: -1, Doubt: -1, Squeezed: -1}}
	}})
	ctx := t.Context()
	left := []transcribe.CallID{b.begin(t, recording.Live, true, 1), b.begin(t, recording.File, true, 1), b.begin(t, recording.Typed, false, 1)}
	call := b.begin(t, recording.Live, true, 1)
	l := b.open(t, call)
	send(t, l, 0, 0, 0, tone(300, 2*time.Second))
	if _, err := l.Flush(ctx); err != nil {
		t.Fatal(err)
	}
	b.now = b.now.Add(2 * time.Hour) // the browser died, and nobody came back
	if err := b.Work(ctx); err != nil {
		t.Fatal(err)
	}
	if r, err := b.Read(ctx, call); err != nil || r.State != recording.Done {
		t.Errorf("the call of a browser that died is %s, %v; want it done", r.State, err)
	}
	if r, err := b.Read(ctx, left[0]); err != nil || r.State != recording.Open {
		t.Errorf("a page that has been open for two hours is %s, %v; want it open still", r.State, err)
	}
	b.now = b.now.Add(25 * time.Hour)
	if err := b.Work(ctx); err != nil {
		t.Fatal(err)
	}
	for _, x := range left {
		if _, err := b.Read(ctx, x); !errors.Is(err, recording.ErrUnknown) {
			t.Errorf("an empty call after a day: %v, want it forgotten", err)
		}
	}
	if us, err := b.Calls.Utterances(ctx, call); err != nil || len(us) != 1 {
		t.Errorf("the other has %d utterances, %v", len(us), err)
	}
}

// A call that can never be heard is not tried for ever: it ends with the reason that its page shows.
func TestACallThatCanNeverBeHeardIsStopped(t *testing.T) {
	t.Parallel()
	never := &scripted{say: func(int, time.Duration) []recording.Heard { return nil }}
	for _, x := range []struct {
		name, problem string
		state         recording.State
		spoil         func(t *testing.T, b *booth, call transcribe.CallID)
	}{
		{"the key of its sound was destroyed", "geluid_weg", recording.Stopped, func(t *testing.T, b *booth, call transcribe.CallID) {
			if _, err := b.keys.Destroy(fmt.Sprintf("call/%d/audio", call)); err != nil {
				t.Fatal(err)
			}
		}},
		{"the key of its words was destroyed", "gewist", recording.Stopped, func(t *testing.T, b *booth, call transcribe.CallID) {
			if err := b.Note(t.Context(), call, "a", "Een notitie.", time.Second); err != nil {
				t.Fatal(err)
			}
			if _, err := b.keys.Destroy(fmt.Sprintf("call/%d/heard", call)); err != nil {
				t.Fatal(err)
			}
		}},
		{"all of it was erased", "gewist", recording.Stopped, func(t *testing.T, b *booth, call transcribe.CallID) {
			if _, err := b.Withdraw(t.Context(), call); err != nil {
				t.Fatal(err)
			}
		}},
		{"nothing is said in it", "niets_gezegd", recording.Stopped, func(*testing.T, *booth, transcribe.CallID) {}},
		{"its sound went, and a note is left", "", recording.Done, func(t *testing.T, b *booth, call transcribe.CallID) {
			if err := b.Note(t.Context(), call, "a", "Een notitie.", time.Second); err != nil {
				t.Fatal(err)
			}
			if _, err := b.keys.Destroy(fmt.Sprintf("call/%d/audio", call)); err != nil {
				t.Fatal(err)
			}
		}},
	} {
		t.Run(x.name, func(t *testing.T) {
			t.Parallel()
			b := newBooth(t, never)
			ctx := t.Context()
			call := b.begin(t, recording.Live, true, 1)
			l := b.open(t, call)
			send(t, l, 0, 0, 0, tone(300, 2*time.Second))
			if _, err := l.Flush(ctx); err != nil {
				t.Fatal(err)
			}
			if err := b.End(ctx, call); err != nil {
				t.Fatal(err)
			}
			x.spoil(t, b, call)
			for range 3 {
				if err := b.Work(ctx); err != nil {
					t.Fatal(err)
				}
				b.now = b.now.Add(time.Hour)
			}
			var state recording.State
			var problem string
			var tries int
			err := b.db.QueryRow(ctx, "SELECT state, coalesce(problem, ''), tries FROM call_recordings WHERE call = $1", call).Scan(&state, &problem, &tries)
			if err != nil {
				t.Fatal(err)
			}
			if state != x.state || problem != x.problem || tries > 1 {
				t.Errorf("it is %s for %q after %d tries, want %s for %q after one", state, problem, tries, x.state, x.problem)
			}
			if _, err := b.Words(ctx, call); err != nil {
				t.Errorf("its page cannot show its words: %v", err)
			}
		})
	}
}

// kinds hears a sentence and one made up at the end of everything, and remembers what it was given.
type kinds struct{ given []sound.Kind }

func (k *kinds) Hear(_ context.Context, kind sound.Kind, r io.ReadSeeker, _ func(string)) ([]recording.Heard, error) {
	k.given = append(k.given, kind)
	size, err := r.Seek(0, io.SeekEnd)
	end := 2 * time.Second
	if kind == sound.WAV {
		end = sound.Length(size - sound.HeaderBytes)
	}
	// The tone begins at a third of a second of each phrase, which has some silence before and behind it.
	return []recording.Heard{
		{Start: 350 * time.Millisecond, End: 700 * time.Millisecond, Text: "Ik heb schade.", Silence: -1, Doubt: -1, Squeezed: -1},
		{Start: end + time.Second, End: end + 2*time.Second, Text: "Wat er niet is.", Silence: -1, Doubt: -1, Squeezed: -1},
	}, err
}

// A packed file is unpacked: who speaks on which channel is known, and so is where nobody speaks. One that cannot be goes to the recogniser as it is.
func TestPackedFilesAreHeardByChannel(t *testing.T) {
	t.Parallel()
	read := func(name string) []byte {
		file, err := os.ReadFile(filepath.Join("..", "sound", "testdata", name))
		if err != nil {
			t.Fatal(err)
		}
		return file
	}
	aac := append([]byte("\x00\x00\x00\x18ftypM4A \x00\x00\x00\x00M4A mp42"), make([]byte, 3000)...)
	for _, x := range []struct {
		name     string
		file     []byte
		channels int // that are heard apart
		phrases  int
		struck   bool
	}{
		{"mp3", read("tonen.mp3"), 2, 2, true},
		{"webm", read("tonen.webm"), 2, 2, true},
		{"m4a", aac, 1, 1, false},
	} {
		t.Run(x.name, func(t *testing.T) {
			t.Parallel()
			ear := &kinds{}
			b := newBooth(t, ear)
			ctx := t.Context()
			call := b.begin(t, recording.File, true, 1)
			if _, err := b.Announce(ctx, call, x.file[:min(len(x.file), sound.SniffBytes)], int64(len(x.file))); err != nil {
				t.Fatal(err)
			}
			if _, err := b.Receive(ctx, call, 0, bytes.NewReader(x.file)); err != nil {
				t.Fatal(err)
			}
			if err := errors.Join(b.End(ctx, call), b.Work(ctx)); err != nil {
				t.Fatal(err)
			}
			us, err := b.Calls.Utterances(ctx, call)
			if err != nil {
				t.Fatal(err)
			}
			speakers, struck := map[string]bool{}, false
			for _, u := range us {
				speakers[u.Speaker] = true
				struck = struck || u.Struck && u.Text == "Wat er niet is."
			}
			if len(ear.given) != x.phrases || len(speakers) != x.channels || struck != x.struck {
				t.Errorf("given %v, by %v, struck %t: %+v", ear.given, speakers, struck, us)
			}
			if want := sound.WAV; x.struck && ear.given[0] != want {
				t.Errorf("the recogniser was given %s, want %s", ear.given[0], want)
			}
			p, err := b.Play(ctx, call)
			if err != nil {
				t.Fatal(err)
			}
			if got, err := io.ReadAll(p); err != nil || !bytes.Equal(got, x.file) {
				t.Errorf("it plays another file than was sent: %v", err)
			}
		})
	}
}
