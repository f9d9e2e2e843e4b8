package web

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
)

// What is written to a person gets its card with the database away too, with script and without; the words are still there to send again.
func TestCardInATalkWithTheDatabaseAway(t *testing.T) {
	t.Parallel()
	o, secret := askedForAPerson(t)
	const words = "Hij staat nu voor mijn deur met een mes"
	// Nobody reads a talk that has ended, and yet there is danger.
	for _, step := range []url.Values{{"stap": {"zeg"}, "sleutel": {"geraden"}}, {"stap": {"vraag"}}} {
		step.Set("tekst", words)
		if got := card(t, post(t, o, talkPath, step).Body.String()).Length(); got != 1 {
			t.Errorf("%v: %d cards", step, got)
		}
	}
	// Too much for anybody to read is not handed on, and is looked through all the same.
	long := strings.Repeat("Сьогодні дощ. ", 3500)
	for said, danger := range map[string]bool{long + words: true, long: false} {
		body, err := json.Marshal(talkMessage{Type: "say", Secret: secret, ID: "6", Text: said, Lang: "nl"})
		if err != nil {
			t.Fatal(err)
		}
		var reply talkReply
		if err := json.Unmarshal(saidInTalk(t, o, string(body)), &reply); err != nil || (reply.Notice != nil) != danger || reply.Text != tooLongIn("nl") {
			t.Errorf("%d bytes are answered with %+v, %v", len(body), reply, err)
		}
	}
	o.db.Close()
	for _, step := range []url.Values{{"stap": {"zeg"}, "sleutel": {secret}, "nr": {"7"}}, {"stap": {"vraag"}}} {
		step.Set("tekst", words)
		w := post(t, o, talkPath, step)
		if got := card(t, w.Body.String()).Find(`a.contact-call[href="tel:112"]`).Length(); got != 1 {
			t.Errorf("%v: %d ways to call 112", step, got)
		}
		says(t, w, "Dat ligt aan ons", ">"+words+"</textarea>")
	}
	for _, kind := range []string{"say", "ask"} {
		body, err := json.Marshal(talkMessage{Type: kind, Secret: secret, ID: "8", Text: words, Lang: "nl"})
		if err != nil {
			t.Fatal(err)
		}
		var reply talkReply
		if err := json.Unmarshal(saidInTalk(t, o, string(body)), &reply); err != nil {
			t.Fatalf("%s: %v", kind, err)
		}
		if reply.Notice == nil || reply.Notice.Contacts[0].Tel != "tel:112" || !strings.Contains(reply.Text, "Dat ligt aan ons") {
			t.Errorf("%s is answered with %+v", kind, reply)
		}
	}
}

// askedForAPerson returns an office where somebody is there to talk, and the secret of a visitor who asked for one.
func askedForAPerson(t *testing.T) (o *office, secret string) {
	t.Helper()
	o = newOffice(t)
	o.talking(t)
	if w := o.as(t, "member", http.MethodPost, talksPath+"/aanwezig", url.Values{"hoe": {"er"}}); w.Code != http.StatusSeeOther {
		t.Fatalf("coming in gives %d", w.Code)
	}
	w := post(t, o, talkPath, url.Values{"stap": {"vraag"}, "tekst": {"Over de zitting"}})
	return o, regexp.MustCompile(`name="sleutel" value="([^"]+)"`).FindStringSubmatch(w.Body.String())[1]
}

// saidInTalk sends a message as the script of the page does and returns the answer.
func saidInTalk(t *testing.T, h http.Handler, body string) []byte {
	t.Helper()
	w := httptest.NewRecorder()
	r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/praten/bericht", strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	h.ServeHTTP(w, r)
	return w.Body.Bytes()
}

// What is written to a person arrives whole or comes back; nothing is cut off without a word. The card of its end is shown either way.
func TestLongWordsToAPersonArriveWholeOrComeBack(t *testing.T) {
	t.Parallel()
	o, secret := askedForAPerson(t)
	const end = " Hij staat nu voor de deur met een mes."
	long := strings.Repeat("Dit is wat er is gebeurd. ", 300) + end
	says(t, post(t, o, talkPath, url.Values{"stap": {"zeg"}, "sleutel": {secret}, "nr": {"a"}, "tekst": {long}}), strings.TrimSpace(end))
	for _, size := range []int{1000, 8000} { // up to 200 kB
		endless := strings.Repeat("Dit is wat er is gebeurd. ", size) + end
		for _, kind := range []string{"say", "ask"} {
			body, err := json.Marshal(talkMessage{Type: kind, Secret: secret, ID: "b", Text: endless, Lang: "nl"})
			if err != nil {
				t.Fatal(err)
			}
			var reply talkReply
			if err := json.Unmarshal(saidInTalk(t, o, string(body)), &reply); err != nil {
				t.Fatalf("%s: %v", kind, err)
			}
			if reply.Notice == nil || reply.Text != textIn("nl", "page_too_long") && reply.Text != tooLongIn("nl") || reply.Secret != "" {
				t.Errorf("%s of %d bytes is answered with %.200v", kind, len(endless), reply)
			}
		}
	}
	endless := strings.Repeat("Dit is wat er is gebeurd. ", 1000) + end
	for _, step := range []url.Values{{"stap": {"zeg"}, "sleutel": {secret}, "nr": {"c"}}, {"stap": {"vraag"}}} {
		step.Set("tekst", endless)
		says(t, post(t, o, talkPath, step), textIn("nl", "page_too_long"), strings.TrimSpace(end)+"</textarea>")
	}
}
