package web

import (
	"encoding/json"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/gorilla/websocket"

	"wegwijzer/assistant"
)

// Danger is found however long the message is: the card comes first, and then that it is too long to be answered. What is longer than can be read still
// gets whom to call.
func TestDangerIsNotBlockedByLength(t *testing.T) {
	t.Parallel()
	s := scripted(t, twoSources)
	question := strings.Repeat("أنا خائفة. ", maxLetters/11) + "mijn ex staat nu voor de deur met een mes. " + strings.Repeat("أنا خائفة. ", 100)
	ask := func(question string) string {
		content, err := json.Marshal(map[string]string{"type": "ask", "id": "v1", "question": question, "lang": "nl"})
		if err != nil {
			t.Fatal(err)
		}
		return string(content)
	}
	told := func(way string, frames []frame) {
		t.Helper()
		card, long := -1, -1
		for i, f := range frames {
			switch {
			case f.Type == "notice" && f.Kind == string(assistant.DangerNotice):
				card = i
			case strings.HasPrefix(f.Text, text("too_long_heading")):
				long = i
			}
		}
		if card < 0 || long < card {
			t.Errorf("%s tells %+v, want a card and then that it is too long", way, frames)
		}
	}
	markup := regexp.MustCompile("<[^>]*>")
	lines := func(way, page string) {
		t.Helper()
		for _, line := range []string{"112", "113", "0900-0101"} {
			if !strings.Contains(markup.ReplaceAllString(page, ""), "Bel "+line) {
				t.Errorf("%s lacks %s", way, line)
			}
		}
	}
	endless := strings.Repeat("ik ga dood ", maxAsk/10)

	v := visit(t, s)
	v.say(ask(question))
	told("the socket", v.hear("end"))
	v.say(`{"type":"ask","id":"v2","question":"Wat nu?"}`)
	if got := v.hear("end"); got[len(got)-1].Status != string(assistant.Answered) {
		t.Errorf("after a long message a short one ends with %+v", got[len(got)-1])
	}
	go func() { _ = v.line.WriteMessage(websocket.TextMessage, []byte(ask(endless))) }() // breaks off when the server hangs up
	got := v.hear("error")
	told("the socket, of a message without end,", got)
	lines("the socket", got[len(got)-1].Text)
	if got := v.closed(); got != websocket.CloseMessageTooBig {
		t.Errorf("closed with %d, want %d", got, websocket.CloseMessageTooBig)
	}

	told("a request", streamed(t, request(t, s, ask(question), "http://example.com")))
	got = streamed(t, request(t, s, ask(endless), "http://example.com"))
	told("a request without end", got)
	lines("a request", got[len(got)-1].Text)
	if w := request(t, s, ask(strings.Repeat("x", maxAsk)), "http://example.com"); w.Code != http.StatusRequestEntityTooLarge {
		t.Errorf("a request without end and without danger has status %d", w.Code)
	} else {
		lines("a request", w.Body.String())
	}

	usual := strings.Count(get(t, s, "/").Body.String(), `class="contact-call"`) // what the page holds for its script
	page := post(t, s, "/", url.Values{"vraag": {question}}).Body.String()
	log, _, _ := strings.Cut(page, "data-pending")
	if strings.Count(page, `class="contact-call"`) <= usual || !strings.Contains(log, text("too_long_heading")) {
		t.Error("the page has no card, or does not say what is too long")
	}
	if n := strings.Count(page, "mijn ex staat nu voor de deur"); n != 1 {
		t.Errorf("what was written stands on the page %d times, want once, to be made shorter", n)
	}
	if w := post(t, s, "/", url.Values{"vraag": {endless}}); w.Code != http.StatusRequestEntityTooLarge {
		t.Errorf("a form without end has status %d", w.Code)
	} else {
		lines("the form", w.Body.String())
	}

	// Letters are counted, and not what a browser makes of them.
	if w := post(t, s, "/", url.Values{"vraag": {strings.Repeat("ع", maxLetters)}}); w.Code != http.StatusOK {
		t.Errorf("%d letters in Arabic have status %d", maxLetters, w.Code)
	}
}
