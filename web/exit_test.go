package web

import (
	"encoding/json"
	"net/url"
	"os"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"wegwijzer/assistant"
)

// The button that leaves reads otherwise on a phone. Whoever is told to press it is told both, and in every language in the words of the button itself.
func TestTheWayOutIsNamedAsItsButtonReads(t *testing.T) {
	t.Parallel()
	for _, lang := range assistant.Languages() {
		wide, narrow := textIn(lang, "page_leave"), textIn(lang, "page_leave_short")
		said := map[string]string{"/veilig": textIn(lang, "safe_leave_text"), "/over": textIn(lang, "about_leave_text")}
		raw, err := os.ReadFile("../assistant/messages/" + lang + ".json")
		if err != nil {
			t.Fatal(err)
		}
		var messages map[string]any
		if err := json.Unmarshal(raw, &messages); err != nil {
			t.Fatal(err)
		}
		for _, key := range []string{"watched", "watched_kept", "erasing"} {
			said[key], _ = messages[key].(string)
		}
		for where, text := range said {
			if rest := strings.Replace(text, wide, "", 1); rest == text || !strings.Contains(rest, narrow) {
				t.Errorf("%s in %s does not name the button as it reads (%q, %q): %s", where, lang, wide, narrow, text)
			}
		}
	}
}

// A card that says to leave has the button for it, in its own words, with and without script.
func TestACardThatSaysToLeaveHasTheButton(t *testing.T) {
	t.Parallel()
	for _, lang := range assistant.Languages() {
		n := assistant.Notice{Kind: assistant.DangerNotice, Lang: lang, Title: "x", Leave: "y"}
		c := card(t, post(t, scripted(t, warning(n)), "/", url.Values{"vraag": {"Help"}}).Body.String())
		if got := strings.TrimSpace(c.Find(`.notice-exit a[data-leave][href="/weg"]`).Text()); got != textIn(lang, "page_leave") {
			t.Errorf("in %s the button reads %q", lang, got)
		}
	}
	plain := assistant.Notice{Kind: assistant.DangerNotice, Lang: "nl", Title: "x"}
	if c := card(t, post(t, scripted(t, warning(plain)), "/", url.Values{"vraag": {"Help"}}).Body.String()); c.Find(".notice-exit").Length() != 0 {
		t.Error("a card that does not speak of leaving has the button")
	}
	s := New(Config{LeaveTo: neutral(t).URL + "/"})
	t.Cleanup(s.Close)
	s.answer = warning(assistant.Notice{Kind: assistant.DangerNotice, Lang: "nl", Title: "Bel 112", Text: "Nu.", Leave: "Leest iemand mee? Verlaat dan deze pagina."})
	b := open(t, s)
	b.dress(390, 844, false)
	b.do(chromedp.Navigate(b.url))
	b.ask("Help")
	b.shot("card-leave")
	b.do(chromedp.Focus(chromedp.CSS("[data-messages] .notice [data-leave]")), press("Enter"))
	b.until("document.title === 'Het weer'")
}
