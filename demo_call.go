package main

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math"
	"sync"
	"time"

	"wegwijzer/demo"
	"wegwijzer/internal/speech"
	"wegwijzer/staff"
	"wegwijzer/transcribe"
	"wegwijzer/transcribe/recording"
	"wegwijzer/transcribe/sound"
)

// demoTalks is the demo's recogniser. It knows the demo's calls and no other: what it hears it compares with what was spoken.
type demoTalks struct {
	speaker *speech.Speaker
	live    *demoTalk // as if it was recorded on the page; the page can play it, too
	sent    *demoTalk // as if somebody sent its file
}

// demoTalk is a call of the demo as this machine's own voice speaks it: one voice on each channel, with the moment of each word.
type demoTalk struct {
	speaker *speech.Speaker
	name    string
	script  []demo.Line
	mu      sync.Mutex
	spoken  bool
	pcm     [2][]byte
	levels  [2][]float64
	lines   []demoLine
}

// demoLine is a line of the call with its moments.
type demoLine struct {
	channel    int
	text       string
	start, end time.Duration
	words      []transcribe.Word
}

const (
	demoPause   = 700 * time.Millisecond // between two who speak
	demoHigher  = 118                    // percent: how much higher and faster the client speaks than the member of staff
	demoDaysAgo = 3                      // when the call was held that came as a file
	demoAlike   = 0.9                    // how alike sound must be to what was spoken
)

// openDemoTalks returns the demo's calls, nil where no voice of this machine can speak them. Nothing is spoken before it is needed.
func (c config) openDemoTalks(log *slog.Logger) *demoTalks {
	c.voice = speech.Config{Pace: c.voice.Pace} // another voice would tell no moments
	speaker := c.speaker(log)
	if speaker == nil {
		return nil
	}
	if !speaker.Speaks("nl") {
		speaker.Close()
		return nil
	}
	return &demoTalks{speaker, &demoTalk{speaker: speaker, name: "Inbraak (voorbeeld)", script: demo.Call()}, &demoTalk{speaker: speaker, name: "Bankfraude (voorbeeld)", script: demo.Fraud()}}
}

// close ends the voice.
func (d *demoTalks) close() {
	if d != nil {
		d.speaker.Close()
	}
}

// File returns the call that a page can play instead of a microphone, as a WAV file of two channels.
func (d *demoTalks) File(ctx context.Context) ([]byte, error) { return d.live.file(ctx) }

// speak speaks the call, once.
func (d *demoTalk) speak(ctx context.Context) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.spoken {
		return nil
	}
	var pcm [2][]byte
	var lines []demoLine
	now := demoPause
	for _, x := range d.script {
		line := demoLine{text: x.Text, start: now}
		higher := 100
		if x.Role == string(transcribe.Client) {
			line.channel, higher = 1, demoHigher
		}
		said, err := d.say(ctx, &line, higher)
		if err != nil {
			return err
		}
		pcm[line.channel] = append(pcm[line.channel], make([]byte, sound.Bytes(now)-int64(len(pcm[line.channel])))...)
		pcm[line.channel] = append(pcm[line.channel], said...)
		line.end = now + sound.Length(int64(len(said)))
		lines = append(lines, line)
		now = line.end + demoPause
	}
	for i := range pcm {
		pcm[i] = append(pcm[i], make([]byte, sound.Bytes(now)-int64(len(pcm[i])))...)
		d.levels[i] = sound.Levels(pcm[i])
	}
	d.pcm, d.lines, d.spoken = pcm, lines, true
	return nil
}

// say speaks a line, sentence by sentence, and notes when each word of it is said.
func (d *demoTalk) say(ctx context.Context, line *demoLine, higher int) ([]byte, error) {
	var out []byte
	for n := range speech.Parts(line.text) {
		clip, err := d.speaker.Speak(ctx, line.text, "nl", n)
		if err != nil {
			return nil, fmt.Errorf("speaking the demo's call: %w", err)
		}
		begin := line.start + sound.Length(int64(len(out)))
		rate := clip.Rate * higher / 100
		head := sound.Header(1, int64(len(clip.Audio)))
		binary.LittleEndian.PutUint32(head[24:], uint32(rate)) //nolint:gosec // a small number
		w, err := sound.OpenWave(bytes.NewReader(append(head, clip.Audio...)))
		if err != nil {
			return nil, err
		}
		for {
			next, err := w.Next()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				return nil, err
			}
			out = append(out, next[0]...)
		}
		end := line.start + sound.Length(int64(len(out)))
		for i, word := range clip.Words {
			x := transcribe.Word{Text: line.text[word.Start:word.End], Start: begin + time.Duration(word.At)*time.Millisecond*100/time.Duration(higher), End: end}
			if i > 0 {
				line.words[len(line.words)-1].End = x.Start
			}
			line.words = append(line.words, x)
		}
	}
	return out, nil
}

// file returns the call as a WAV file of two channels.
func (d *demoTalk) file(ctx context.Context) ([]byte, error) {
	if err := d.speak(ctx); err != nil {
		return nil, err
	}
	file := sound.Header(2, int64(len(d.pcm[0])+len(d.pcm[1])))
	for i := 0; i < len(d.pcm[0]); i += sound.SampleBytes {
		file = append(append(file, d.pcm[0][i:i+sound.SampleBytes]...), d.pcm[1][i:i+sound.SampleBytes]...)
	}
	return file, nil
}

// Hear finds where in a call of the demo a stretch of sound is, and returns the words that are said there. Of any other sound it knows nothing:
// recording.ErrDeaf.
func (d *demoTalks) Hear(ctx context.Context, kind sound.Kind, file io.ReadSeeker, _ func(string)) ([]recording.Heard, error) {
	if kind != sound.WAV {
		return nil, fmt.Errorf("hearing a call of the demo in another kind of file: %w", recording.ErrDeaf)
	}
	w, err := sound.OpenWave(file)
	if err != nil {
		return nil, err
	}
	var pcm []byte
	for {
		next, err := w.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		pcm = append(pcm, next[0]...)
	}
	// What was cut out elsewhere than where stretches are measured may lie half a stretch further.
	half := int(sound.Bytes(sound.Step / 2))
	var talk *demoTalk
	channel, at, alike := 0, 0, 0.0
	for _, x := range [...]*demoTalk{d.live, d.sent} {
		if err := x.speak(ctx); err != nil {
			return nil, err
		}
		for _, part := range [...][]byte{pcm, pcm[min(half, len(pcm)):]} {
			if c, a, v := x.find(sound.Levels(part)); v > alike {
				talk, channel, at, alike = x, c, a, v
			}
		}
	}
	if alike < demoAlike {
		return nil, fmt.Errorf("hearing sound that is no call of the demo: %w", recording.ErrDeaf)
	}
	return talk.heard(channel, at, len(pcm)), nil
}

// heard returns the words in so many bytes of a channel from a stretch on.
func (d *demoTalk) heard(channel, at, bytes int) []recording.Heard {
	begin, end := time.Duration(at)*sound.Step, time.Duration(at)*sound.Step+sound.Length(int64(bytes))
	var out []recording.Heard
	for _, line := range d.lines {
		if line.channel != channel || line.end < begin || line.start > end {
			continue
		}
		h := recording.Heard{Start: max(0, line.start-begin), End: min(line.end, end) - begin, Silence: -1, Doubt: -1, Squeezed: -1}
		for _, x := range line.words {
			if middle := (x.Start + x.End) / 2; middle < begin || middle > end {
				continue
			}
			h.Words = append(h.Words, transcribe.Word{Text: x.Text, Start: max(0, x.Start-begin), End: x.End - begin})
		}
		h.Text = d.wordsOf(line, begin, end)
		out = append(out, h)
	}
	return out
}

// wordsOf returns what of a line is said between two moments.
func (d *demoTalk) wordsOf(line demoLine, begin, end time.Duration) string {
	if line.start >= begin && line.end <= end || len(line.words) == 0 {
		return line.text
	}
	text := ""
	for _, x := range line.words {
		if middle := (x.Start + x.End) / 2; middle >= begin && middle <= end {
			text += " " + x.Text
		}
	}
	return text
}

// find returns where levels are most like what was spoken.
func (d *demoTalk) find(levels []float64) (channel, at int, alike float64) {
	for c, all := range d.levels {
		for i := 0; i+len(levels) <= len(all)+5; i++ {
			part := all[min(i, len(all)):min(i+len(levels), len(all))]
			if v := likeness(levels[:len(part)], part); v > alike {
				channel, at, alike = c, i, v
			}
		}
	}
	return channel, at, alike
}

// likeness returns how alike two rows of levels are, from -1 to 1.
func likeness(a, b []float64) float64 {
	if len(a) < 5 {
		return 0
	}
	ma, mb := 0.0, 0.0
	for i := range a {
		ma, mb = ma+audible(a[i]), mb+audible(b[i])
	}
	ma, mb = ma/float64(len(a)), mb/float64(len(b))
	ab, aa, bb := 0.0, 0.0, 0.0
	for i := range a {
		x, y := audible(a[i])-ma, audible(b[i])-mb
		ab, aa, bb = ab+x*y, aa+x*x, bb+y*y
	}
	if aa == 0 || bb == 0 {
		return 0
	}
	return ab / math.Sqrt(aa*bb)
}

// audible is a level as ears have it: silence is silence, however deep. Where words begin inside a measured stretch it would count for too much.
func audible(level float64) float64 { return max(level, -55) }

// seed puts the calls into the demo when its legal member of staff has none yet: one as it was recorded today, one as its file was sent of a call of some days ago.
func (d *demoTalks) seed(ctx context.Context, l *library) error {
	owner := staff.DemoPerson("legal")
	if have, err := l.calls.Calls(ctx, owner, 1); err != nil || len(have) > 0 {
		return err
	}
	now := time.Now()
	return errors.Join(d.sent.send(ctx, l, owner, now.AddDate(0, 0, -demoDaysAgo)), d.live.record(ctx, l, owner, now))
}

// begin begins a call of the demo.
func (d *demoTalk) begin(ctx context.Context, l *library, way recording.Way, owner staff.PersonID, held time.Time) (transcribe.CallID, error) {
	if err := d.speak(ctx); err != nil {
		return 0, err
	}
	call, err := l.recordings.Begin(ctx, recording.Beginning{
		Way: way, Kept: true, Channels: len(d.pcm), Held: held, Owner: owner, Basis: recording.ByPermission,
		Consent: transcribe.ConsentRecord{Answer: transcribe.Agreed, Notice: d.script[0].Text, Lang: "nl", By: owner, At: held},
	})
	if err != nil {
		return 0, err
	}
	return call, l.calls.Name(ctx, call, d.name)
}

// send puts the call in as a file.
func (d *demoTalk) send(ctx context.Context, l *library, owner staff.PersonID, held time.Time) error {
	call, err := d.begin(ctx, l, recording.File, owner, held)
	if err != nil {
		return err
	}
	file, err := d.file(ctx)
	if err == nil {
		_, err = l.recordings.Announce(ctx, call, file[:sound.SniffBytes], int64(len(file)))
	}
	if err == nil {
		_, err = l.recordings.Receive(ctx, call, 0, bytes.NewReader(file))
	}
	if err != nil {
		return err
	}
	return l.recordings.End(ctx, call)
}

// record puts the call in as it is spoken.
func (d *demoTalk) record(ctx context.Context, l *library, owner staff.PersonID, held time.Time) error {
	call, err := d.begin(ctx, l, recording.Live, owner, held)
	if err != nil {
		return err
	}
	line, err := l.recordings.Resume(ctx, call, "demo")
	if err == nil {
		err = line.Claim(ctx)
	}
	if err != nil {
		return err
	}
	for at := 0; at < len(d.pcm[0]); at += sound.MaxFrame {
		for channel, pcm := range d.pcm {
			f := sound.Frame{Channel: channel, Seq: uint32(at / sound.MaxFrame), Sample: uint64(at / sound.SampleBytes), PCM: pcm[at:min(at+sound.MaxFrame, len(pcm))]} //nolint:gosec // small
			if err := line.Take(f); err != nil {
				return err
			}
		}
		if line.Unflushed() > recording.MaxUnflushed/2 {
			if _, err := line.Flush(ctx); err != nil {
				return err
			}
		}
	}
	if _, err := line.Flush(ctx); err != nil {
		return err
	}
	return l.recordings.End(ctx, call)
}
