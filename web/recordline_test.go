package web

import (
	"bytes"
	"context"
	"errors"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"wegwijzer/transcribe"
	"wegwijzer/transcribe/recording"
	"wegwijzer/transcribe/sound"
)

// caller is the page of a live call, as web/assets/outbox.ts has it: it keeps what is not acknowledged, and sends it again on the next line.
type caller struct {
	t      *testing.T
	url    string
	cookie string
	pcm    [2][]byte // of the whole call
	next   [2]int64  // the first frame that is not certain
	line   *websocket.Conn
	words  []lineFrame
}

const frameBytes = 2000 * sound.SampleBytes

func (o *office) caller(t *testing.T, call transcribe.CallID, pcm ...[]byte) *caller {
	t.Helper()
	served := httptest.NewServer(o)
	t.Cleanup(served.Close)
	c := &caller{t: t, url: "ws" + strings.TrimPrefix(served.URL, "http") + recordingPath(call) + "/lijn?pagina=een", cookie: sessionCookie + "=" + string(o.tokens["legal"])}
	copy(c.pcm[:], pcm)
	return c
}

// dial opens a line and hears how far the call is.
func (c *caller) dial() {
	c.t.Helper()
	line, response, err := websocket.DefaultDialer.DialContext(c.t.Context(), c.url, http.Header{"Cookie": {c.cookie}})
	if err != nil {
		c.t.Fatal(err)
	}
	_ = response.Body.Close()
	_ = line.SetReadDeadline(time.Now().Add(2 * time.Minute))
	c.line = line
	ready := c.hear("ready")
	for _, p := range ready.Positions {
		if p.Seq < c.next[p.Channel] {
			c.t.Fatalf("channel %d is at %d, but %d was acknowledged", p.Channel, p.Seq, c.next[p.Channel])
		}
		c.next[p.Channel] = p.Seq
	}
	c.tell(lineMessage{Type: "begin"})
	c.hear("begun")
}

func (c *caller) tell(m lineMessage) {
	c.t.Helper()
	if err := c.line.WriteJSON(m); err != nil {
		c.t.Fatal(err)
	}
}

// hear waits for a frame of a type, and remembers what is certain meanwhile.
func (c *caller) hear(kind string) lineFrame {
	c.t.Helper()
	for {
		var f lineFrame
		if err := c.line.ReadJSON(&f); err != nil {
			c.t.Fatalf("waiting for %s: %v", kind, err)
		}
		switch f.Type {
		case "ack":
			c.next[f.Channel] = f.Seq
		case "words":
			c.words = append(c.words, f)
		case "over", "problem":
			if kind != f.Type {
				c.t.Fatalf("waiting for %s: %s %s", kind, f.Type, f.Text)
			}
		}
		if f.Type == kind {
			return f
		}
	}
}

// send sends so many frames of each channel from a number on.
func (c *caller) send(from [2]int64, frames int) {
	for channel, pcm := range c.pcm {
		for i := range frames {
			at := (from[channel] + int64(i)) * frameBytes
			if at >= int64(len(pcm)) {
				break
			}
			f := sound.Frame{Channel: channel, Seq: uint32(from[channel]) + uint32(i), Sample: uint64(at / sound.SampleBytes), PCM: pcm[at:min(at+frameBytes, int64(len(pcm)))]} //nolint:gosec // small
			if c.line.WriteMessage(websocket.BinaryMessage, f.Append(nil)) != nil {
				return // the server may have gone first
			}
		}
	}
}

// noise returns samples that are everywhere different, so many frames of them.
func noise(seed uint64, frames int) []byte {
	r := rand.New(rand.NewPCG(seed, 1)) //nolint:gosec // a test needs the same ones each time
	b := make([]byte, frames*frameBytes)
	for i := range b {
		b[i] = byte(r.UintN(256)) //nolint:gosec // bounded
	}
	return b
}

// Over two hundred lines that break, in the middle of sending or before anything was acknowledged, no frame is lost, doubled or out of place.
func TestNoFrameIsLostOverTwoHundredBrokenLines(t *testing.T) {
	t.Parallel()
	const lines, frames = 200, 420
	o := newOffice(t)
	store := o.recordings(t, nil)
	call := o.begin(t, o.person(t, "legal"), recording.Live, 2)
	c := o.caller(t, call, noise(1, frames), noise(2, frames))
	r := rand.New(rand.NewPCG(3, 1)) //nolint:gosec // a test needs the same ones each time
	for n := range lines {
		c.dial()
		c.send(c.next, 1+r.IntN(5))
		switch n % 3 {
		case 0: // it breaks at once
		case 1: // it breaks inside a frame
			_, _ = c.line.NetConn().Write([]byte{0x82, 0xfe, 0x0f, 0xad, 1, 2, 3, 4, 5})
		case 2:
			if c.next[0] < frames {
				c.hear("ack")
			}
		}
		_ = c.line.NetConn().Close()
	}
	c.dial()
	for c.next != [2]int64{frames, frames} {
		c.send(c.next, frames)
		for c.next != [2]int64{frames, frames} {
			c.hear("ack")
		}
	}
	c.tell(lineMessage{Type: "end"})
	c.hear("ended")
	p, err := store.Play(t.Context(), call)
	if err != nil {
		t.Fatal(err)
	}
	w, err := sound.OpenWave(p)
	if err != nil {
		t.Fatal(err)
	}
	var got [2][]byte
	for {
		both, err := w.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		got[0], got[1] = append(got[0], both[0]...), append(got[1], both[1]...)
	}
	for channel := range got {
		if !bytes.Equal(got[channel], c.pcm[channel]) {
			t.Errorf("channel %d has %d bytes that are not the %d sent", channel, len(got[channel]), len(c.pcm[channel]))
		}
	}
	var gaps int
	if err := o.db.QueryRow(t.Context(), `SELECT count(*) FROM call_gaps`).Scan(&gaps); err != nil || gaps != 0 {
		t.Errorf("%d gaps, %v", gaps, err)
	}
	t.Logf("%d lines, %d frames of two channels", lines+1, frames)
}

// echo hears a number in each phrase.
type echo struct{ n int }

func (e *echo) Hear(_ context.Context, _ sound.Kind, r io.ReadSeeker, _ func(string)) ([]recording.Heard, error) {
	b, err := io.ReadAll(r)
	e.n++
	return []recording.Heard{{Start: 0, End: sound.Length(int64(len(b) - sound.HeaderBytes)), Text: "Zin " + strings.Repeat("en nog een ", e.n), Silence: -1, Doubt: -1, Squeezed: -1}}, err
}

// talking returns a second of something loud and a second of nothing, so many times.
func talking(times int) []byte {
	var b []byte
	for range times {
		b = append(append(b, beep()...), make([]byte, sound.BytesPerSecond)...)
	}
	return b
}

// Words come onto the page while somebody speaks, notes go among them, and all is there again on a new line; what is not heard is told.
func TestWordsComeWhileSomebodySpeaks(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	store := o.recordings(t, &echo{})
	call := o.begin(t, o.person(t, "legal"), recording.Live, 1)
	c := o.caller(t, call, talking(2))
	c.dial()
	c.send(c.next, 1000)
	first := c.hear("words")
	if first.Text == "" || first.Start > 500 || first.End < 500 || first.End > 2000 {
		t.Errorf("the first words are %+v", first)
	}
	c.tell(lineMessage{Type: "note", ID: "een", Text: "Cliënt is rustig.", At: 1500})
	c.hear("noted")
	_ = c.line.Close()
	c.words = nil
	c.dial()
	for len(c.words) < 3 { // two phrases and the note
		c.hear("words")
	}
	seen := map[string]bool{}
	for _, w := range c.words {
		if seen[w.ID] {
			t.Errorf("%+v comes twice on one line", w)
		}
		seen[w.ID] = true
	}
	c.tell(lineMessage{Type: "end"})
	c.hear("ended")
	if err := store.Work(t.Context()); err != nil {
		t.Fatal(err)
	}
	us, err := store.Calls.Utterances(t.Context(), call)
	if err != nil || len(us) != 3 || !us[1].Note {
		t.Errorf("the transcript is %+v, %v; want the note between two phrases", us, err)
	}
	c.line.Close() //nolint:errcheck,gosec // it is over
}

// A call whose sound is not kept is heard to its end, and leaves nothing on disk.
func TestACallThatIsHeardAndNotKept(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	store := o.recordings(t, &echo{})
	owner := o.person(t, "legal")
	call, err := store.Begin(t.Context(), recording.Beginning{
		Way: recording.Live, Kept: false, Channels: 1, Owner: owner, Basis: recording.ByNotice,
		Consent: transcribe.ConsentRecord{Answer: transcribe.Agreed, Notice: "We schrijven mee.", Lang: "nl", By: owner, At: o.now()},
	})
	if err != nil {
		t.Fatal(err)
	}
	c := o.caller(t, call, talking(2))
	c.dial()
	c.send(c.next, 1000)
	c.tell(lineMessage{Type: "end"})
	c.hear("ended")
	r, err := store.Read(t.Context(), call)
	if err != nil || r.State != recording.Done {
		t.Errorf("it is %s, %v; want it done", r.State, err)
	}
	if us, err := store.Calls.Utterances(t.Context(), call); err != nil || len(us) != 2 {
		t.Errorf("the transcript is %+v, %v; want two phrases", us, err)
	}
	if _, err := store.Play(t.Context(), call); !errors.Is(err, recording.ErrEmpty) {
		t.Errorf("Play = %v, want nothing kept", err)
	}
}

// The client takes the yes back while the call is on.
func TestARefusalInTheMidstOfACall(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	store := o.recordings(t, nil)
	call := o.begin(t, o.person(t, "legal"), recording.Live, 1)
	c := o.caller(t, call, talking(2))
	c.dial()
	c.send(c.next, 4)
	c.tell(lineMessage{Type: "refuse"})
	c.hear("over")
	if _, err := store.Play(t.Context(), call); !errors.Is(err, recording.ErrGone) {
		t.Errorf("Play = %v, want it gone", err)
	}
	// A line from elsewhere is not let in at all.
	for _, cookie := range []string{"", sessionCookie + "=" + string(o.tokens["content"])} {
		_, response, err := websocket.DefaultDialer.DialContext(t.Context(), c.url, http.Header{"Cookie": {cookie}})
		if err == nil {
			t.Errorf("a line was opened with %.20q", cookie)
		}
		if response != nil {
			_ = response.Body.Close()
		}
	}
	_, response, err := websocket.DefaultDialer.DialContext(t.Context(), c.url, http.Header{"Cookie": {c.cookie}, "Origin": {"https://evil.example"}})
	if err == nil {
		t.Error("a line was opened from a foreign page")
	}
	if response != nil {
		_ = response.Body.Close()
	}
}
