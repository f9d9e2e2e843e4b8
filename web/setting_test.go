package web

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"wegwijzer/assistant"
)

// The visitor's page speaks every language of the assistant: each text that its templates ask for is there in each of them, and each language
// says whether somebody who speaks it has read them.
func TestEveryLanguageHasThePage(t *testing.T) {
	t.Parallel()
	asked := map[string]bool{"page_title": true, "months": true}
	for _, name := range append([]string{"layout", "part", "speech"}, visitorPages...) {
		source, err := os.ReadFile(filepath.Join("templates", name+".tmpl"))
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`\b(?:t|say) "([a-z0-9_]+)"|"(?:/[a-z/]*)" "([a-z_]+)" "`).FindAllStringSubmatch(string(source), -1) {
			asked[or(m[1], m[2])] = true
		}
	}
	// What the pages say besides their templates, and the problems that a visitor can meet.
	for _, name := range []string{"booking.go", "mybooking.go", "callback.go", "talk.go", "document.go", "ask.go", "socket.go"} {
		source, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`"((?:booking_|callback_|talk_|document_|unknown_|too_|trouble|switched_)[a-z_]*[a-z])"`).FindAllStringSubmatch(string(source), -1) {
			if _, ok := catalogue()["nl"][m[1]]; ok && !strings.HasPrefix(m[1], "talk_desk") {
				asked[m[1]] = true
			}
		}
	}
	for _, key := range []string{"no_page", "foreign", "too_long", "garbled", "broken"} {
		asked[key+"_heading"], asked[key+"_text"] = true, true
	}
	for _, by := range []string{"staff", "visitor", "silence"} {
		asked["talk_ended_"+by] = true
	}
	for _, channel := range []string{"phone", "video", "visit", "home", "chat"} {
		asked["channel_"+channel] = true
	}
	s := scripted(t, twoSources)
	for _, x := range s.chatPage(requestFor(t), settings{}).Starters {
		asked[x.Key] = true
	}
	for _, place := range s.young() {
		asked[place.Key] = true
		for _, topic := range place.Topics {
			asked[topic.Key] = true
		}
	}
	for _, d := range (settings{}).Dials(true) {
		asked[d.Heading] = true
		for _, o := range d.Options {
			asked[o.Text] = true
		}
	}
	for _, lang := range assistant.Languages() {
		for key := range asked {
			if _, ok := catalogue()[lang][key]; !ok {
				t.Errorf("%s lacks %s", lang, key)
			}
		}
		if lang == "nl" {
			continue
		}
		for _, file := range []string{"page", "public", "speech"} {
			raw, err := os.ReadFile("text/" + file + "." + lang + ".json")
			if err != nil {
				t.Fatal(err)
			}
			var says struct{ Checked *bool }
			if err := json.Unmarshal(raw, &says); err != nil || says.Checked == nil {
				t.Errorf("%s of %s does not say whether a native speaker has read it: %v", file, lang, err)
			}
		}
	}
	t.Logf("%d texts in %d languages", len(asked), len(assistant.Languages()))
}

func requestFor(t *testing.T) *http.Request {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "/", nil)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// Without script: what was chosen goes along in every form and to other pages, and stands in no cookie and no address.
func TestSettingsGoAlongWithThePage(t *testing.T) {
	t.Parallel()
	var asked assistant.Turn
	s := scripted(t, func(ctx context.Context, turn assistant.Turn, emit func(assistant.Event) error) (assistant.Answer, error) {
		asked = turn
		return twoSources(ctx, turn, emit)
	})
	chosen := url.Values{"instellen": {"ja"}, "taal": {"ar"}, "niveau": {"makkelijk"}, "letters": {"groot"}, "contrast": {"hoog"}, "stem": {"aan"}, "gezicht": {"2"}}
	w := post(t, s, "/", chosen)
	page := w.Body.String()
	for _, want := range []string{
		`<html lang="ar" dir="rtl" data-letters="groot" data-contrast="hoog"`, "كيف يمكنني مساعدتك؟", `value="makkelijk" checked`, `<button class="as-link" form="mee" formaction="/veilig" name="instellen"`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	for _, form := range regexp.MustCompile(`(?s)<form.*?</form>`).FindAllString(page, -1) {
		if got := strings.Count(form, `name="taal" value="ar"`); got == 0 && !strings.Contains(form, `action="/praten"`) {
			t.Errorf("a form forgets the language: %.200s", form)
		}
	}
	if w.Header().Get("Set-Cookie") != "" || asked.Question != "" {
		t.Errorf("settings set a cookie %q or asked %q", w.Header().Get("Set-Cookie"), asked.Question)
	}
	chosen.Del("instellen")
	chosen.Set("onderwerp", "aangifte")
	post(t, s, "/", chosen)
	if asked.Lang != "ar" || !asked.Chosen || asked.Level != string(assistant.A2) {
		t.Errorf("a topic is asked as %+v", asked)
	}
	post(t, s, "/", url.Values{"jong": {"ja"}, "onderwerp": {"cyberpesten"}})
	if asked.Level != string(assistant.Youth) || asked.Question == "" {
		t.Errorf("a young person's topic is asked as %+v", asked)
	}
	if back := post(t, s, "/veilig", chosen).Body.String(); !strings.Contains(back, `data-contrast="hoog"`) || !strings.Contains(back, `name="taal" value="ar"`) {
		t.Error("the settings do not reach another page")
	}
	// What is no choice of ours is left out.
	odd := post(t, s, "/", url.Values{"instellen": {"ja"}, "taal": {"xx"}, "letters": {`"><script>`}}).Body.String()
	if !strings.Contains(odd, `<html lang="nl" dir="ltr" data-letters="" data-contrast=""`) {
		t.Errorf("odd settings give %.200s", odd)
	}
}

// A conversation is kept, opened by its code, gone on with and erased, all by forms.
func conversationByItsCode(t *testing.T, s *Server) {
	t.Helper()
	field := func(page, name string) string {
		m := regexp.MustCompile(`name="` + name + `" value="([^"]*)"`).FindStringSubmatch(page)
		if m == nil {
			t.Fatalf("the page has no field %s", name)
		}
		return m[1]
	}
	page := post(t, s, "/", url.Values{"vraag": {"hoe doe ik aangifte, ik heet Jan Jansen"}, "bewaar": {"ja"}}).Body.String()
	m := regexp.MustCompile(`data-slot="code"[^>]*>([a-z ]+)<`).FindStringSubmatch(page)
	if m == nil || len(strings.Fields(m[1])) != 4 || !strings.Contains(page, text("page_promise_kept")) {
		t.Fatalf("there is no code, or the page still says that nothing is kept")
	}
	code := m[1]
	page = post(t, s, "/", url.Values{"vraag": {"en wat kost dat?"}, "staat": {field(page, "staat")}}).Body.String()
	if strings.Contains(page, code) {
		t.Error("the code is shown again")
	}
	if page := post(t, s, "/", url.Values{"code": {"een twee drie vier"}}).Body.String(); !strings.Contains(page, text("page_resume_wrong")) || !strings.Contains(page, `value="een twee drie vier"`) {
		t.Error("a wrong code gives no word on it, or has to be typed again as a whole")
	}
	page = post(t, s, "/", url.Values{"code": {code}}).Body.String()
	for _, want := range []string{text("page_resumed"), "hoe doe ik aangifte", "en wat kost dat?", "bron-v0-1", text("page_forget")} {
		if !strings.Contains(page, want) {
			t.Errorf("the conversation comes back without %q", want)
		}
	}
	if strings.Contains(page, "Jansen") {
		t.Error("the name was kept")
	}
	state := field(page, "staat")
	if page := post(t, s, "/", url.Values{"wissen": {"ja"}, "staat": {state}}).Body.String(); !strings.Contains(page, text("page_forgotten")) {
		t.Error("erasing is not confirmed")
	}
	if page := post(t, s, "/", url.Values{"code": {code}}).Body.String(); !strings.Contains(page, text("page_resume_wrong")) {
		t.Error("the code still opens something")
	}
}

// In a browser: three taps of a young person, settings by keyboard that reach another page and come back, a very long answer, and letters of
// many scripts. The address stays, nothing is stored, and the console stays quiet.
func TestSettingsInABrowser(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("Dit is een zin van acht gewone korte woorden. ", 625) // 5,000 words
	const mixed = "😀🏳️\u200d🌈 مرحبا שלום Привіт 你好 zażółć \u202eomgekeerd\u202c"
	s := scripted(t, func(_ context.Context, turn assistant.Turn, emit func(assistant.Event) error) (assistant.Answer, error) {
		a := assistant.Answer{Status: assistant.Answered, Lang: "nl", Lead: "Niveau " + turn.Level + ", taal " + turn.Lang + ": " + turn.Question}
		if turn.Question == "lang" {
			a.Sentences = []assistant.Sentence{{Text: long, Cites: []assistant.Cite{{Title: mixed, Quote: long}}}}
		}
		return a, play(a, emit)
	})
	b := open(t, s)
	b.dress(280, 600, false)
	b.do(chromedp.Navigate(b.url))
	b.do(chromedp.Click(chromedp.CSS(".young > summary")), chromedp.Click(chromedp.CSS(".place > summary")), chromedp.Click(chromedp.CSS(".place .topic")))
	b.until(answered + " === 1")
	if got := see(b, chromedp.Text(chromedp.CSS(".message-answer"))); !strings.Contains(got, "Niveau youth") {
		t.Errorf("after three taps the answer is %q", got)
	}
	b.write(mixed)
	b.do(press("Enter"))
	b.until(answered + " === 2")
	b.ask("lang")
	for _, width := range []int64{280, 1280} {
		b.dress(width, 600, false)
		if got := see(b, chromedp.Evaluate[int64]("document.documentElement.scrollWidth")); got > width {
			t.Errorf("a long answer in many scripts is %d wide on %d", got, width)
		}
	}

	b.do(chromedp.Navigate(b.url), chromedp.Focus(chromedp.CSS(".settings > summary")), press("Enter"))
	b.until("document.querySelector('.settings').open")
	b.do(chromedp.Focus(chromedp.CSS("input[type=radio][name=contrast]")), press("ArrowRight"), chromedp.Focus(chromedp.CSS("input[type=radio][name=letters]")), press("ArrowRight"))
	b.until("document.documentElement.dataset.contrast === 'hoog' && document.documentElement.dataset.letters === 'groot'")
	b.send(`a[href="/veilig"]`)
	if got := see(b, chromedp.Evaluate[string]("location.pathname + location.search + document.documentElement.dataset.contrast + document.cookie + localStorage.length")); got != "/veilighoog0" {
		t.Errorf("another page has %s", got)
	}
	b.send("main .button")
	b.until("document.documentElement.dataset.letters === 'groot' && document.querySelector('input[type=radio][name=letters][value=groot]').checked")
	b.until("location.pathname + location.search === '/'")
	b.open(".settings")
	b.send("button[name=taal][value=ar]")
	b.ask("مرحبا")
	if got := see(b, chromedp.Evaluate[string]("[getComputedStyle(document.body).direction, document.documentElement.lang, document.documentElement.dataset.contrast, document.querySelector('.bubble').dir].join()")); got != "rtl,ar,hoog,auto" {
		t.Errorf("Arabic has %s", got)
	}
	if got := see(b, chromedp.Text(chromedp.CSS(".message-answer"))); !strings.Contains(got, "taal ar") {
		t.Errorf("asked in Arabic, the answer is %q", got)
	}
	if got := see(b, chromedp.Evaluate[string]("localStorage.length + document.cookie + location.search")); got != "0" {
		t.Errorf("the browser keeps %s", got)
	}
	b.quiet()
}

// The first view stays light (issue 7): what a browser fetches before anything is pressed, as it travels.
func TestFirstViewIsLight(t *testing.T) {
	t.Parallel()
	s := scripted(t, twoSources)
	page := get(t, s, "/").Body.String()
	sum := map[string]int{}
	for _, m := range regexp.MustCompile(`(?:src|href)="/static/([^"]+\.(js|css))"`).FindAllStringSubmatch(page, -1) {
		sum[m[2]] += len(s.static[m[1]].packed)
	}
	if sum["js"] == 0 || sum["js"] > 15_000 || sum["css"] == 0 || sum["css"] > 10_000 {
		t.Errorf("the first view has %d bytes of script and %d of style, want at most 15,000 and 10,000", sum["js"], sum["css"])
	}
	t.Logf("script %d, style %d, page %d bytes packed", sum["js"], sum["css"], len(pack([]byte(page))))
}
