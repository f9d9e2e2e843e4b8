package web

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/gorilla/websocket"

	"wegwijzer/assistant"
)

// costs is a question in the words of a visitor; its answer is on the page about joining the criminal case.
const costs = "kan ik mijn kosten meteen meenemen als hij moet voorkomen"

// answered is how many answers are complete.
const answered = "document.querySelectorAll('[data-messages] > .message-answer').length"

func focused(b *tab) string {
	return see(b, chromedp.Evaluate[string]("(e => e.id || e.dataset.leave !== undefined && 'leave' || e.className || e.tagName.toLowerCase())(document.activeElement)"))
}

// TestDemoSite answers from the pages of the demo site.
func TestDemoSite(t *testing.T) {
	t.Parallel()
	var log quietLog
	logger := slog.New(slog.NewJSONHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	kept := keeps(t)
	a := world(t, logger).KeepConversations(kept)
	t.Run("by its code", func(t *testing.T) {
		t.Parallel()
		conversationByItsCode(t, New(Config{Assistant: a, Collection: "demo", Chats: kept}))
	})
	t.Run("by keyboard", func(t *testing.T) {
		t.Parallel()
		conversationByKeyboard(t, New(Config{Assistant: a, Collection: "demo"}))
	})
	t.Run("nothing is logged", func(t *testing.T) {
		t.Parallel()
		nothingAskedIsLogged(t, New(Config{Assistant: a, Collection: "demo", Logger: logger}), &log)
	})
}

func conversationByKeyboard(t *testing.T, s *Server) {
	t.Helper()
	b := open(t, s)
	b.dress(1280, 900, false)
	b.do(chromedp.Navigate(b.url))

	b.do(press("Tab"))
	if got := focused(b); got != "skip" {
		t.Errorf("the first stop is %q, want the link to the question", got)
	}
	b.do(press("Enter"))
	b.until("document.activeElement.id === 'vraag'")
	b.do(chromedp.KeyEvent("eerste regel"), press("Enter", chromedp.ModifierShift), chromedp.KeyEvent("tweede"))
	if got := see(b, chromedp.Value(chromedp.ID("vraag"))); got != "eerste regel\ntweede" {
		t.Errorf("Shift+Enter gives %q, want a second line", got)
	}
	b.write(costs)
	b.do(press("Enter"))
	b.until(answered + " === 1")
	if got := see(b, chromedp.Value(chromedp.ID("vraag"))); got != "" || focused(b) != "vraag" {
		t.Errorf("after sending the field holds %q and the focus is on %s", got, focused(b))
	}
	if got := see(b, chromedp.Text(chromedp.CSS(".bubble"))); got != costs {
		t.Errorf("the question is shown as %q", got)
	}

	// Every sentence leads to a source, and the source says it literally.
	wrong := see(b, chromedp.Evaluate[[]string](`[...document.querySelectorAll("[data-messages] .sentence")].flatMap(sentence => {
		const plain = part => part.textContent.replace(/[\u2060\s]+/g, " ");
		const refs = [...sentence.querySelectorAll(".ref")];
		if (refs.length === 0) return ["no source: " + sentence.textContent];
		const said = [...sentence.querySelectorAll("p, li")].map(part => { const c = part.cloneNode(true); c.querySelector(".refs")?.remove(); return plain(c).trim() });
		const quotes = refs.map(ref => plain(document.getElementById(ref.hash.slice(1)).querySelector("details")));
		return said.filter(s => !quotes.some(q => q.includes(s)));
	})`))
	if len(wrong) > 0 {
		t.Errorf("sentences without their source: %q", wrong)
	}
	if got := see(b, chromedp.Text(chromedp.CSS(".sources"))); !strings.Contains(got, "voegen") || !strings.Contains(got, "14 maart 2026") {
		t.Errorf("the sources are %q", got)
	}

	// Back to a source, opened and closed by key.
	for range 20 {
		b.do(press("Tab", chromedp.ModifierShift))
		if see(b, chromedp.Evaluate[bool]("document.activeElement.matches('.source summary')")) {
			break
		}
	}
	b.do(press("Enter"))
	b.until("document.activeElement.parentElement.open")
	b.until("[...document.querySelectorAll('blockquote')].some(q => q.checkVisibility())")

	// A topic is a question too.
	b.do(chromedp.Navigate(b.url), chromedp.Focus(chromedp.CSS(".starter[value=aangifte]")), press("Enter"))
	b.until(answered + " === 1")
	if got := see(b, chromedp.Evaluate[string]("[...document.querySelectorAll('.bubble')].at(-1).textContent")); got != "Aangifte doen bij de politie" {
		t.Errorf("the topic is asked as %q", got)
	}
	if got := see(b, chromedp.Location()); got != b.url+"/" {
		t.Errorf("the address became %s", got)
	}
	b.quiet()
}

func TestAnswerIsReadWhole(t *testing.T) {
	t.Parallel()
	more := make(chan struct{})
	b := open(t, scripted(t, func(ctx context.Context, _ assistant.Turn, emit func(assistant.Event) error) (assistant.Answer, error) {
		if err := emit(assistant.Event{Lead: "Het begin."}); err != nil {
			return assistant.Answer{}, err
		}
		select {
		case <-more:
		case <-ctx.Done():
		}
		return assistant.Answer{Status: assistant.Answered}, emit(assistant.Event{Closing: "Het eind."})
	}))
	b.do(chromedp.Navigate(b.url), chromedp.SendKeys(chromedp.ID("vraag"), "Wat nu?"), press("Enter"))
	b.until("document.querySelector('[data-pending]').textContent.includes('Het begin.')")
	if got := see(b, chromedp.Evaluate[bool]("document.querySelector('[role=log]').textContent.includes('Het begin.')")); got {
		t.Error("half an answer is in the log, where it is read aloud")
	}
	if got := see(b, chromedp.Text(chromedp.CSS("[data-status]"))); got != "Ik zoek…" {
		t.Errorf("the status says %q", got)
	}
	close(more)
	b.until("document.querySelector('[role=log]').textContent.includes('Het eind.')")
	b.until("document.querySelector('[data-pending]').childElementCount === 0 && document.querySelector('[data-status]').textContent === ''")
	b.quiet()
}

func TestStopAndAskAgain(t *testing.T) {
	t.Parallel()
	b := open(t, scripted(t, patient))
	b.do(chromedp.Navigate(b.url), press("Tab"), press("Enter"), chromedp.KeyEvent(" "), press("Enter"))
	b.until("document.querySelector('[data-status]').textContent.includes('Schrijf eerst')")
	b.write("lang")
	b.do(press("Enter"))
	b.until("document.querySelector('[data-pending]').textContent.includes('begin')")
	b.do(chromedp.Click(chromedp.CSS("[data-stop]")))
	b.until("document.querySelector('[data-status]').textContent.includes('Gestopt') && document.activeElement.id === 'vraag'")
	b.write("lang")
	b.do(press("Enter"))
	b.until("document.querySelector('[data-pending]').textContent.includes('begin')")
	b.write("kort")
	b.do(press("Enter"))
	b.until(answered + " === 3")
	if got := b.text(); strings.Count(got, "Dit staat er op onze website.") != 1 {
		t.Errorf("the answers got mixed up:\n%s", got)
	}
	b.quiet()
}

// withoutScript makes the tab one in which scripts do not run.
func (b *tab) withoutScript() {
	b.t.Helper()
	b.withScript(false)
}

// withScript says whether scripts run in the tab.
func (b *tab) withScript(run bool) {
	b.t.Helper()
	b.do(func(ctx context.Context, _ *chromedp.Target) (chromedp.Void, error) {
		_, err := chromedp.Call(ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !run})
		return chromedp.Void{}, err
	})
}

// send presses the button of the form and waits for the page that comes.
func (b *tab) send(selector string) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, browserWait)
	defer cancel()
	if _, err := chromedp.RunResponse(ctx, chromedp.Click(chromedp.CSS(selector))); err != nil {
		b.t.Fatal(err)
	}
}

func TestWithoutScript(t *testing.T) {
	t.Parallel()
	b := open(t, scripted(t, twoSources))
	b.withoutScript()
	b.do(chromedp.Navigate(b.url), chromedp.SendKeys(chromedp.ID("vraag"), "Wat nu?"))
	b.send(".send")
	for _, want := range []string{"Wat nu?", "Dit staat er op onze website.", "Bewaar bonnen.", "Pagina van 4 maart 2026"} {
		if got := see(b, chromedp.Text(chromedp.CSS("[data-messages]"))); !strings.Contains(got, want) {
			t.Errorf("the page lacks %q:\n%s", want, got)
		}
	}
	b.send(".message-answer .topic")
	if got := see(b, chromedp.Text(chromedp.CSS(".bubble"))); got != "De dag van de rechtszaak" {
		t.Errorf("the topic is asked as %q", got)
	}
	if got := see(b, chromedp.Location()); strings.TrimSuffix(got, "#gesprek") != b.url+"/" {
		t.Errorf("the address became %s", got)
	}
	b.quiet()
}

func TestScriptAndFormShowTheSame(t *testing.T) {
	t.Parallel()
	const markup = `document.querySelector("[data-messages]").innerHTML.replace(/bron-\d+-/g, "bron-").replace(/ lang="nl"| hidden=""/g, "").replace(/>\s+/g, ">").replace(/\s+</g, "<").replaceAll(">", ">\n")`
	s := scripted(t, twoSources)
	b := open(t, s)
	b.do(chromedp.Navigate(b.url))
	b.ask("Wat nu?")
	script := see(b, chromedp.Evaluate[string](markup))
	plain := open(t, s)
	plain.withoutScript()
	plain.do(chromedp.Navigate(plain.url), chromedp.SendKeys(chromedp.ID("vraag"), "Wat nu?"))
	plain.send(".send")
	if form := see(plain, chromedp.Evaluate[string](markup)); form != script {
		t.Errorf("without script:\n%s\nwith script:\n%s", form, script)
	}
}

func TestNothingStaysBehind(t *testing.T) {
	t.Parallel()
	b := open(t, scripted(t, twoSources))
	var lock sync.Mutex
	var addresses []string
	requests := chromedp.Events(b.ctx, network.RequestWillBeSent)
	go func() { // ends with the tab
		for sent, err := range requests {
			if err != nil {
				return
			}
			lock.Lock()
			addresses = append(addresses, sent.Request.URL)
			lock.Unlock()
		}
	}()
	b.do(chromedp.Navigate(b.url))
	before := see(b, chromedp.Evaluate[int]("history.length"))
	b.ask("geheimpje")
	if got := see(b, chromedp.Evaluate[string](`(async () => [
		localStorage.length, sessionStorage.length, document.cookie, (await indexedDB.databases()).length, (await navigator.serviceWorker?.getRegistrations() ?? []).length, location.search
	].join())()`, chromedp.EvalAwaitPromise)); got != "0,0,,0,0," {
		t.Errorf("the browser keeps %s", got)
	}
	if got := see(b, chromedp.Evaluate[int]("history.length")); got != before {
		t.Errorf("the history grew from %d to %d", before, got)
	}
	lock.Lock()
	defer lock.Unlock()
	if len(addresses) == 0 {
		t.Error("no request was seen")
	}
	for _, a := range addresses {
		if !strings.HasPrefix(a, b.url) || strings.Contains(a, "geheimpje") {
			t.Errorf("a request went to %s", a)
		}
	}
	b.quiet()
}

// neutral serves a site that says nothing of where its visitors were.
func neutral(t *testing.T) *httptest.Server {
	t.Helper()
	served := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Referer") != "" {
			t.Errorf("the neutral site hears where the visitor came from: %s", r.Header.Get("Referer"))
		}
		w.Header().Set("Content-Type", "text/html")
		_, _ = io.WriteString(w, `<!DOCTYPE html><link rel="icon" href="data:,"><title>Het weer</title><p>Morgen zon`) // or the browser has gone
	}))
	t.Cleanup(served.Close)
	return served
}

func TestQuickExit(t *testing.T) {
	t.Parallel()
	weather := neutral(t)
	for name, exit := range map[string]func(b *tab){
		"button": func(b *tab) { b.do(chromedp.Click(chromedp.CSS("[data-leave]"))) },
		"shift":  func(b *tab) { b.do(press("Shift"), press("Shift"), press("Shift")) },
		"enter":  func(b *tab) { b.do(chromedp.Focus(chromedp.CSS("[data-leave]")), press("Enter")) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := New(Config{LeaveTo: weather.URL + "/"})
			s.answer = twoSources
			b := open(t, s)
			b.do(chromedp.Navigate(b.url + "/gezond"))
			b.do(chromedp.Navigate(b.url))
			b.ask("Wat nu?")
			// Capitals and shortcuts are not an exit.
			b.do(chromedp.KeyEvent("ABCD"), press("Shift"), press("Shift"), press("Tab", chromedp.ModifierShift), press("Shift"), press("Shift"))
			if got := see(b, chromedp.Location()); got != b.url+"/" {
				t.Fatalf("writing a capital leads to %s", got)
			}
			b.do(chromedp.KeyEvent("a"))
			exit(b)
			b.until("document.title === 'Het weer'")
			b.back(-1, b.url+"/gezond")
			b.back(1, weather.URL+"/")
			if got := b.text(); strings.Contains(got, "Wat nu?") || !strings.Contains(got, "Morgen zon") {
				t.Errorf("forward shows %s", got)
			}
			b.quiet()
		})
	}
}

func TestConversationIsGoneAfterAnotherPage(t *testing.T) {
	t.Parallel()
	b := open(t, scripted(t, twoSources))
	b.do(chromedp.Navigate(b.url))
	b.ask("Wat nu?")
	b.do(chromedp.Navigate(b.url + "/over"))
	b.back(-1, b.url+"/")
	if got := b.text(); strings.Contains(got, "Wat nu?") || !strings.Contains(got, "Waar kan ik je mee helpen?") {
		t.Errorf("Back shows %s", got)
	}
	b.quiet()
}

// The exit needs nobody: a server that is gone does not keep it, and a page that is busy goes at the first moment that it is not.
func TestQuickExitWithoutServer(t *testing.T) {
	t.Parallel()
	weather := neutral(t)
	s := New(Config{LeaveTo: weather.URL + "/"})
	t.Cleanup(s.Close)
	s.answer = patient
	b := open(t, s)
	b.do(chromedp.Navigate(b.url))
	b.write("lang")
	b.do(press("Enter"))
	b.until("document.querySelector('[data-pending]').textContent.includes('begin')")
	s.Close()
	b.stopServing()
	b.do(chromedp.Evaluate[chromedp.Void]("setTimeout(() => { const end = Date.now() + 2000; while (Date.now() < end); }); 0"))
	b.do(press("Shift"), press("Shift"), press("Shift"))
	b.until("document.title === 'Het weer'")
}

func TestQuickExitWithoutScript(t *testing.T) {
	t.Parallel()
	weather := neutral(t)
	b := open(t, New(Config{LeaveTo: weather.URL + "/"}))
	b.withoutScript()
	b.do(chromedp.Navigate(b.url))
	b.send("[data-leave]")
	b.until("document.title === 'Het weer'")
}

func TestAllTabsLeaveTogether(t *testing.T) {
	t.Parallel()
	s := New(Config{LeaveTo: "/gezond"})
	s.answer = twoSources
	b := open(t, s)
	b.do(chromedp.Navigate(b.url))
	b.ask("Wat nu?")
	b.do(chromedp.Evaluate[chromedp.Void]("window.other = open('/over'); 0"))
	b.until("other.document.querySelector('[data-leave]')")
	b.do(chromedp.Evaluate[chromedp.Void]("other.document.querySelector('[data-leave]').click()"))
	b.until("location.pathname === '/gezond'")
	b.quiet()
}

// fragile is a server whose sockets can be made to fail.
type fragile struct {
	*Server
	breaks  atomic.Int32 // how many of the next sockets break when a question comes; negative means all of them
	refuses atomic.Bool  // whether sockets are refused altogether
	silent  atomic.Bool  // whether requests fail too
	opened  atomic.Int32
}

func (f *fragile) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	switch {
	case r.URL.Path == "/antwoord" && f.silent.Load():
		http.Error(w, "", http.StatusBadGateway)
	case r.URL.Path != "/gesprek":
		f.Server.ServeHTTP(w, r)
	case f.refuses.Load():
		http.Error(w, "", http.StatusForbidden)
	case f.breaks.Load() != 0:
		f.opened.Add(1)
		f.breaks.Add(-1)
		var up websocket.Upgrader
		line, err := up.Upgrade(w, r, nil)
		if err != nil {
			return
		}
		_, _, _ = line.ReadMessage() // the question, which is lost
		_ = line.Close()
	default:
		f.opened.Add(1)
		f.Server.ServeHTTP(w, r)
	}
}

func TestBrokenLineIsMended(t *testing.T) {
	t.Parallel()
	f := &fragile{Server: scripted(t, twoSources)}
	b := open(t, f)
	b.hurry()
	b.do(chromedp.Navigate(b.url))

	f.breaks.Store(1)
	b.ask("eerste")
	if got := f.opened.Load(); got != 2 {
		t.Errorf("%d sockets were opened, want a second one after the first broke", got)
	}
}

func TestSocketsThatAlwaysBreak(t *testing.T) {
	t.Parallel()
	f := &fragile{Server: scripted(t, twoSources)}
	f.breaks.Store(-1)
	b := open(t, f)
	b.hurry()
	b.do(chromedp.Navigate(b.url))
	b.ask("Wat nu?")
	if got := f.opened.Load(); got != 2 {
		t.Errorf("the question went out over %d sockets, want 2 before it goes by request", got)
	}
	if got := see(b, chromedp.Evaluate[int]("document.querySelectorAll('.sentence').length")); got != 2 {
		t.Errorf("%d sentences are shown, want 2", got)
	}
}

func TestNoSocketsAtAll(t *testing.T) {
	t.Parallel()
	f := &fragile{Server: scripted(t, twoSources)}
	f.refuses.Store(true)
	b := open(t, f)
	b.hurry()
	b.do(chromedp.Navigate(b.url))
	b.ask("Wat nu?")
	if got := see(b, chromedp.Text(chromedp.CSS("[data-messages]"))); !strings.Contains(got, "Bewaar bonnen.") {
		t.Errorf("by request the answer is %s", got)
	}

	f.silent.Store(true)
	b.ask("En nu?")
	if got := see(b, chromedp.Evaluate[string]("[...document.querySelectorAll('.message-answer')].at(-1).innerText")); !strings.Contains(got, "geen verbinding") || !strings.Contains(got, "0900-0101") {
		t.Errorf("without any line the page says %s", got)
	}
	f.silent.Store(false)
	b.do(chromedp.Click(chromedp.CSS("[data-again]")))
	b.until(answered + " === 3 && document.querySelectorAll('.sentence').length === 4")
}

func TestFormRefusesWhatScriptDoes(t *testing.T) {
	t.Parallel()
	b := open(t, scripted(t, twoSources))
	b.do(chromedp.Navigate(b.url))
	b.write("")
	b.do(chromedp.Evaluate[chromedp.Void]("document.activeElement.value = 'lang '.repeat(13000)"), press("Enter"))
	b.until("document.querySelector('[data-messages]').textContent.includes('te lang')")
	if got := see(b, chromedp.Evaluate[int]("document.getElementById('vraag').value.length")); got != 5*13000 {
		t.Errorf("of what was too long %d letters stay in the field", got)
	}
	if w := post(t, scripted(t, twoSources), "/", url.Values{"vraag": {strings.Repeat("lang ", maxMessage/5)}}); w.Code != http.StatusRequestEntityTooLarge {
		t.Errorf("status %d", w.Code)
	}
	b.quiet()
}
