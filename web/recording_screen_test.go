package web

import (
	"bytes"
	"flag"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"
)

// Give a folder to record the pages as they move: go test ./web -run TestRecording -frames DIR
var frames = flag.String("frames", "", "folder for the recording of the pages; empty means none is made")

// reel is one scene of the recording: its frames stand side by side on one picture.
type reel struct {
	b    *tab
	name string
	all  []image.Image
}

// frameWidth is how wide a frame is on the picture.
const frameWidth = 234

// take adds what the screen shows now.
func (r *reel) take() {
	r.b.t.Helper()
	r.b.until("document.getAnimations().every(a => a.playState !== 'running' || a.effect.getTiming().iterations === Infinity)")
	shown, err := png.Decode(bytes.NewReader(see(r.b, chromedp.CaptureScreenshot())))
	if err != nil {
		r.b.t.Fatal(err)
	}
	r.all = append(r.all, shrink(shown, frameWidth))
}

// keep writes the picture of the scene.
func (r *reel) keep() {
	r.b.t.Helper()
	const gap = 8
	if len(r.all) == 0 {
		r.b.t.Fatalf("%s has no frames", r.name)
	}
	size := r.all[0].Bounds()
	sheet := image.NewRGBA(image.Rect(0, 0, len(r.all)*(size.Dx()+gap)-gap, size.Dy()))
	draw.Draw(sheet, sheet.Bounds(), image.NewUniform(color.Gray{Y: 128}), image.Point{}, draw.Src)
	for i, frame := range r.all {
		at := image.Pt(i*(size.Dx()+gap), 0)
		draw.Draw(sheet, frame.Bounds().Add(at), frame, image.Point{}, draw.Src)
	}
	var out bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&out, sheet); err != nil {
		r.b.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(*frames, r.name+".png"), out.Bytes(), 0o600); err != nil {
		r.b.t.Fatal(err)
	}
}

// shrink makes a picture smaller: each point is the mean of those that it stands for.
func shrink(from image.Image, width int) image.Image {
	b := from.Bounds()
	height := b.Dy() * width / b.Dx()
	to := image.NewRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			var sum [3]uint32
			n := uint32(0)
			for yy := y * b.Dy() / height; yy < (y+1)*b.Dy()/height; yy++ {
				for xx := x * b.Dx() / width; xx < (x+1)*b.Dx()/width; xx++ {
					r, g, bl, _ := from.At(b.Min.X+xx, b.Min.Y+yy).RGBA()
					sum[0], sum[1], sum[2], n = sum[0]+r>>8, sum[1]+g>>8, sum[2]+bl>>8, n+1
				}
			}
			to.SetRGBA(x, y, color.RGBA{R: uint8(sum[0] / n), G: uint8(sum[1] / n), B: uint8(sum[2] / n), A: 255}) //nolint:gosec // means of bytes
		}
	}
	return to
}

// TestRecording plays what a visitor does and keeps it as frames: a first visit at night on a phone, a question that is spoken and answered aloud,
// danger, an appointment, Arabic, and leaving.
func TestRecording(t *testing.T) {
	t.Parallel()
	if *frames == "" {
		t.Skip("skipping: no folder for frames is given")
	}
	booked, _, _ := withCalendar(t)
	s := New(Config{Assistant: world(t, nil), Collection: "demo", Voice: voice(t), Ear: &listener{hears: "Hoe krijg ik mijn schade vergoed?"}, Calendar: booked.config.Calendar, LeaveTo: neutral(t).URL + "/"})
	s.now = booked.now
	t.Cleanup(s.Close)
	scene := func(name string, dark bool, play func(b *tab, take func())) {
		b := open(t, s)
		b.allow("granted")
		b.moving()
		b.dress(390, 844, dark)
		b.do(chromedp.Navigate(b.url))
		r := &reel{b: b, name: name}
		play(b, r.take)
		r.keep()
	}
	scene("1-night", true, func(b *tab, take func()) {
		take()
		b.open(".settings")
		b.do(chromedp.Evaluate[chromedp.Void]("document.querySelector('.settings').scrollIntoView(); 0"))
		take()
		b.do(chromedp.Evaluate[chromedp.Void]("document.querySelector('.settings').open = false; document.querySelector('.starters').scrollIntoView(); 0"))
		take()
		b.ask("Hoe krijg ik mijn schade vergoed?")
		take()
		b.do(chromedp.Evaluate[chromedp.Void]("document.querySelector('.sources')?.scrollIntoView(); 0"))
		take()
	})
	scene("2-spoken", false, func(b *tab, take func()) {
		b.do(chromedp.Click(chromedp.CSS("[data-voice]")))
		b.until("document.querySelector('ww-avatar > svg') && document.querySelector('[data-caption] .now')")
		take()
		b.do(chromedp.Click(chromedp.CSS("[data-mic]")))
		take()
		b.do(chromedp.Click(chromedp.CSS("[data-mic-begin]")))
		b.until("document.querySelector('[data-mic-meter]').value > 0.1")
		take()
		b.micSays("speech_mic_check")
		take()
		b.do(press("Enter"))
		b.until("document.querySelector('[data-caption] .now')")
		for range 3 {
			take()
		}
		b.do(press("Escape"))
	})
	scene("3-danger", true, func(b *tab, take func()) {
		b.write("hij staat voor de deur met een mes")
		take()
		b.do(press("Enter"))
		b.until("document.querySelector('[data-messages] .notice')")
		take()
	})
	scene("4-booking", false, func(b *tab, take func()) {
		b.do(chromedp.Navigate(b.url + bookingPath))
		take()
		for _, step := range []string{chooseBooking, chooseTime, fillPhone, firstButton} {
			b.follow(step)
			take()
		}
	})
	scene("5-arabic", false, func(b *tab, take func()) {
		b.open(".settings")
		b.send("button[name=taal][value=ar]")
		take()
		b.ask("كيف أقدم بلاغا للشرطة")
		take()
		b.chooses("/veilig", "ar")
		take()
		b.chooses(bookingPath, "ar", chooseBooking)
		take()
	})
	scene("6-leaving", true, func(b *tab, take func()) {
		b.ask("Hoe krijg ik mijn schade vergoed?")
		take()
		for range 3 {
			b.do(press("Shift"))
		}
		b.until("document.title === 'Het weer'")
		take()
		b.do(chromedp.Evaluate[chromedp.Void]("setTimeout(() => history.back(), 50); 0"))
		b.until("document.readyState === 'complete'")
		take()
	})
	fmt.Fprintln(os.Stderr, "de opname staat in", *frames)
}
