package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"wegwijzer/internal/speech"
)

// browserWait is how long one step in the browser may take on a busy machine.
const browserWait = 2 * time.Minute

// browser is the one browser in which the tests of this process open their tabs; TestMain closes it.
var browser struct {
	once  sync.Once
	ctx   context.Context
	close func()
	err   error
}

var errNoBrowser = errors.New("no chromium is installed")

// TestMain makes this test also the process that speaks, and closes the browser.
func TestMain(m *testing.M) {
	if speech.IsWorker(os.Getenv) {
		if speech.Work(os.Stdin, os.Stdout) != nil {
			os.Exit(1)
		}
		return
	}
	code := m.Run()
	if browser.close != nil {
		browser.close()
	}
	os.Exit(code)
}

func startBrowser() {
	profile, err := os.MkdirTemp("", "wegwijzer-browser-")
	if err != nil {
		browser.err = err
		return
	}
	ctx, closeBrowser, err := launch(profile)
	browser.ctx, browser.err = ctx, err
	browser.close = func() {
		closeBrowser()
		_ = os.RemoveAll(profile) // in the folder for what may be lost
	}
}

// launch starts a browser that keeps what it keeps in a folder, and returns how to close it as a person does.
func launch(profile string) (context.Context, func(), error) {
	path := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			path = found
			break
		}
	}
	if path == "" {
		return nil, func() {}, errNoBrowser
	}
	spoken := filepath.Join(profile, "spoken.wav")
	if err := os.WriteFile(spoken, spokenQuestion(), 0o600); err != nil {
		return nil, func() {}, err
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.UserDataDir(profile), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-quic", true),
		// A file is its microphone, from the moment one is opened; a page still has to be allowed it.
		chromedp.Flag("use-fake-device-for-media-stream", true), chromedp.Flag("use-file-for-fake-audio-capture", spoken+"%noloop"),
	)
	allocator, cancel := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, cancelTab := chromedp.NewContext(allocator)
	var once sync.Once
	return ctx, func() {
		once.Do(func() {
			_ = chromedp.Cancel(ctx) // it goes anyway
			cancelTab()
			cancel()
		})
	}, chromedp.Do(ctx)
}

// tab is a page in a browser window of its own.
type tab struct {
	t   *testing.T
	ctx context.Context
	url string

	stopServing func() // for what happens without a server

	mu       sync.Mutex
	messages []string // what the console said
}

// open serves h and opens a tab for it. The test is skipped where there is no browser. What the console says of errors fails the test.
func open(t *testing.T, h http.Handler) *tab {
	t.Helper()
	browser.once.Do(startBrowser)
	if errors.Is(browser.err, errNoBrowser) {
		t.Skip("skipping: ", browser.err)
	}
	if browser.err != nil {
		t.Fatal(browser.err)
	}
	served := httptest.NewServer(h)
	t.Cleanup(served.Close)
	ctx, cancel := chromedp.NewContext(browser.ctx, chromedp.WithNewBrowserContext())
	t.Cleanup(cancel)
	b := &tab{t: t, url: served.URL, ctx: ctx, stopServing: served.Close}
	messages := chromedp.Console(ctx)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatal(err)
	}
	// Nothing glides, so that a click lands where it was aimed.
	b.do(func(ctx context.Context, _ *chromedp.Target) (chromedp.Void, error) {
		return prefer(ctx, "prefers-reduced-motion", "reduce")
	})
	go func() { // ends with the tab
		for m, err := range messages {
			if err != nil {
				return
			}
			b.mu.Lock()
			b.messages = append(b.messages, fmt.Sprintf("%s %s (%s)", m.Type, m.Text, m.URL))
			b.mu.Unlock()
		}
	}()
	return b
}

// do runs steps and fails the test when one does not succeed in time.
func (b *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	for _, step := range steps {
		see(b, step)
	}
}

// see runs an action and returns what it gives. An element that was found just before the browser began anew with a page that was still loading is
// looked for again: whatever is done with an element begins with it, so nothing was done yet.
func see[T any](b *tab, action chromedp.Action[T]) T {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, browserWait)
	defer cancel()
	for {
		v, err := chromedp.Run(ctx, action)
		if err == nil {
			return v
		}
		if ctx.Err() != nil || !strings.Contains(err.Error(), "Could not find node with given id") {
			b.t.Fatal(err)
		}
	}
}

// until waits for an expression to become true. It may be so on a page that is yet to come, so what goes wrong while one page makes way for
// another does not count. The page itself looks again and again: to be asked each time costs a browser and this program more than the tests do.
func (b *tab) until(expression string) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, browserWait)
	defer cancel()
	again := time.NewTicker(20 * time.Millisecond)
	defer again.Stop()
	for {
		// A page that is put away whole, to come back to, never answers.
		one, enough := context.WithTimeout(ctx, 3*time.Second)
		ok, err := chromedp.Run(one, chromedp.Evaluate[bool](`(async () => {
			for (const end = performance.now() + 500; ; await new Promise(r => setTimeout(r, 20))) {
				const late = performance.now() > end;
				try {
					if (`+expression+`) return true;
				} catch (e) {
					if (late) throw e;
				}
				if (late) return false;
			}
		})()`, chromedp.EvalAwaitPromise))
		enough()
		if ok {
			return
		}
		select {
		case <-again.C:
		case <-ctx.Done():
			b.t.Fatalf("waiting for %s: %v\nthe page says: %s", expression, err, b.text())
		}
	}
}

// prefer sets what the visitor asks of pages; what was set before holds no longer.
func prefer(ctx context.Context, name, value string) (chromedp.Void, error) {
	_, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: name, Value: value}}})
	return chromedp.Void{}, err
}

// depart runs what leads the page away; a page that is gone before it answered has done so.
func (b *tab) depart(script string) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, browserWait)
	defer cancel()
	if _, err := chromedp.Run(ctx, chromedp.Evaluate[chromedp.Void](script)); err != nil && !strings.Contains(err.Error(), "Inspected target navigated or closed") {
		b.t.Fatal(err)
	}
}

// back goes one page back, or one forward, to the page at an address.
func (b *tab) back(steps int, address string) {
	b.t.Helper()
	b.depart(fmt.Sprintf("history.go(%d)", steps))
	b.until(fmt.Sprintf("location.href === %q && document.readyState === 'complete'", address))
}

func (b *tab) text() string {
	ctx, cancel := context.WithTimeout(b.ctx, browserWait)
	defer cancel()
	text, err := chromedp.Run(ctx, chromedp.Evaluate[string]("document.body ? document.body.innerText : ''"))
	if err != nil {
		return err.Error()
	}
	return text
}

// quiet fails the test when the console spoke of an error or a violated policy.
func (b *tab) quiet() {
	b.t.Helper()
	b.quietBut("")
}

// quietBut is quiet but for what names an address at which a test lets requests fail.
func (b *tab) quietBut(address string) {
	b.t.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	told := slices.DeleteFunc(slices.Clone(b.messages), func(m string) bool {
		// That the browser wiped itself at signing out is told as news.
		return strings.HasPrefix(m, "info Clear-Site-Data") || address != "" && strings.Contains(m, "Failed to load resource") && strings.Contains(m, address)
	})
	if len(told) > 0 {
		b.t.Errorf("the console says: %s", strings.Join(told, "\n"))
	}
}

// dress shows the page in a size and in light or dark colours.
func (b *tab) dress(width, height int64, dark bool) {
	b.t.Helper()
	scheme := "light"
	if dark {
		scheme = "dark"
	}
	b.do(
		chromedp.EmulateViewport(width, height),
		func(ctx context.Context, _ *chromedp.Target) (chromedp.Void, error) {
			return prefer(ctx, "prefers-color-scheme", scheme)
		},
	)
}
