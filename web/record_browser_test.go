package web

import (
	"context"
	"fmt"
	"testing"

	permit "github.com/chromedp/cdproto/browser"
	"github.com/chromedp/chromedp"

	"wegwijzer/transcribe/recording"
	"wegwijzer/transcribe/sound"
)

// recordLooks checks a page in light and dark, wide and narrow.
func (b *tab) recordLooks(name string) {
	b.t.Helper()
	for _, dark := range []bool{false, true} {
		for _, width := range []int64{320, 390, 1280} {
			b.dress(width, 900, dark)
			if got := see(b, chromedp.Evaluate[int64]("document.documentElement.scrollWidth")); got > width {
				b.t.Errorf("%s is %d wide on a screen of %d", name, got, width)
			}
			if width != 390 {
				b.axe(fmt.Sprintf("%s, dark %t, %d wide", name, dark, width))
			} else {
				b.shot(fmt.Sprintf("record-%s-%d-%t", name, width, dark))
			}
		}
		b.shot(fmt.Sprintf("record-%s-1280-%t", name, dark))
	}
	b.dress(1280, 900, false)
}

// A call from the first question to the report: asked, recorded from the microphone over a line that breaks, with a note, and written out.
func TestACallIsRecordedInTheBrowser(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	store := o.recordings(t, &echo{})
	o.config.Calls = store.Calls
	b := open(t, o)
	b.dress(1280, 900, false)
	o.signInByKeyboard(b, "legal")
	b.allow(permit.PermissionSettingGranted)

	// Without an answer nothing begins.
	b.do(chromedp.Navigate(b.url + "/medewerkers/gesprekken/nieuw"))
	b.recordLooks("new")
	b.do(chromedp.Click(chromedp.ID("hoe-0")), chromedp.Click(chromedp.CSS(".call-form .button")))
	b.until("document.querySelector('.problem')")
	b.do(chromedp.Click(chromedp.ID("antwoord-0")), chromedp.Click(chromedp.CSS(".call-form .button")))
	b.until("document.querySelector('[data-start]')")
	b.recordLooks("live")

	b.do(chromedp.Focus(chromedp.CSS("[data-start]")), press("Enter"))
	b.until("document.querySelector('[data-status]').textContent === document.querySelector('[data-recording]').dataset.textLive")
	// The line breaks, time and again, while somebody speaks.
	for range 5 {
		o.breakLines()
		b.until("document.querySelector('[data-status]').textContent === document.querySelector('[data-recording]').dataset.textLive")
	}
	b.until("document.querySelector('[data-words] li')")
	b.do(chromedp.Focus(chromedp.ID("tekst")), chromedp.KeyEvent("Cliënt is rustig."), press("Enter"))
	b.until("document.querySelector('.heard-note')")
	b.recordLooks("words")
	b.do(chromedp.Focus(chromedp.CSS("[data-pause]")), press("Enter"))
	b.until("!document.querySelector('[data-start]').hidden")
	b.do(chromedp.Focus(chromedp.CSS("[data-end]")), press("Enter"))
	b.until("document.querySelector('[data-state=wacht]')")
	b.recordLooks("waiting")
	if err := store.Work(t.Context()); err != nil {
		t.Fatal(err)
	}
	b.until("location.pathname === '/medewerkers/gesprek/1'") // the page looks by itself
	var pieces int
	if err := o.db.QueryRow(t.Context(), `SELECT count(*) FROM call_pieces`).Scan(&pieces); err != nil || pieces == 0 {
		t.Errorf("%d pieces, %v", pieces, err)
	}
	us, err := store.Calls.Utterances(t.Context(), 1)
	noted := 0
	for _, u := range us {
		if u.Note {
			noted++
		}
	}
	if err != nil || noted != 1 || len(us) < 2 {
		t.Errorf("the transcript is %+v, %v", us, err)
	}
}

// breakLines cuts every line of a live call, as a network does.
func (o *office) breakLines() {
	o.lines.mu.Lock()
	defer o.lines.mu.Unlock()
	for _, l := range o.lines.open {
		l.end()
	}
}

// A call is played into the page instead of a microphone, on two channels; and another comes in as a file.
func TestACallIsPlayedIntoThePage(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	store := o.recordings(t, &echo{})
	o.config.Calls = store.Calls
	var left, right []byte
	for range 3 {
		left, right = append(append(left, beep()...), make([]byte, sound.BytesPerSecond)...), append(append(right, make([]byte, sound.BytesPerSecond)...), beep()...)
	}
	file := sound.Header(2, int64(2*len(left)))
	for i := 0; i < len(left); i += 2 {
		file = append(append(file, left[i:i+2]...), right[i:i+2]...)
	}
	o.config.Example = func(context.Context) ([]byte, error) { return file, nil }
	owner := o.person(t, "legal")
	live, upload := o.begin(t, owner, recording.Live, 2), o.begin(t, owner, recording.File, 1)
	b := open(t, o)
	b.dress(1280, 900, false)
	o.signInByKeyboard(b, "legal")
	b.do(chromedp.Navigate(b.url+recordingPath(live)), chromedp.Focus(chromedp.CSS("[data-demo-start]")), press("Enter"))
	b.until("[...document.querySelectorAll('.heard-who')].some(e => e.textContent === 'Medewerker') && [...document.querySelectorAll('.heard-who')].some(e => e.textContent === 'Cliënt')")
	b.do(chromedp.Focus(chromedp.CSS("[data-end]")), press("Enter"))
	b.until("document.querySelector('[data-state=wacht]')")

	b.do(chromedp.Navigate(b.url + recordingPath(upload)))
	b.recordLooks("file")
	b.do(chromedp.Evaluate[chromedp.Void](`(async () => {
		const bytes = await (await fetch("/medewerkers/gesprekken/voorbeeld")).arrayBuffer();
		const chosen = new DataTransfer();
		chosen.items.add(new File([bytes], "gesprek.wav", { type: "audio/wav" }));
		document.getElementById("bestand").files = chosen.files;
		document.querySelector("[data-upload]").requestSubmit();
	})()`))
	b.until("document.querySelector('[data-state=wacht]')")
	if err := store.Work(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, call := range []int64{int64(live), int64(upload)} {
		var state string
		if err := o.db.QueryRow(t.Context(), `SELECT state FROM call_recordings WHERE call = $1`, call).Scan(&state); err != nil || state != "klaar" {
			t.Errorf("call %d is %s, %v", call, state, err)
		}
	}
	if us, err := store.Calls.Utterances(t.Context(), upload); err != nil || len(us) != 2 {
		t.Errorf("the file has %d stretches, %v", len(us), err)
	}
}
