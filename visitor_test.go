package main

import (
	"html"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/gorilla/websocket"
)

// received is what a visitor's page receives, as far as these tests look at it.
type received struct {
	Type    string `json:"type"`
	ID      string `json:"id"`
	Text    string `json:"text"`
	Status  string `json:"status"`
	Sources []int  `json:"sources"`
	N       int    `json:"n"`
	URL     string `json:"url"`
	Quote   string `json:"quote"`
}

// reply is one answer.
type reply struct {
	status    string
	text      string // all words
	sentences []received
	sources   map[int][]received
}

// visitor is someone with the page of the conversation open.
type visitor struct {
	line  *websocket.Conn
	asked int
}

func visit(t testing.TB, address string) *visitor {
	t.Helper()
	line, response, err := websocket.DefaultDialer.DialContext(t.Context(), "ws://"+address+"/gesprek", nil)
	if err != nil {
		t.Fatalf("opening a conversation: %v", err)
	}
	_ = response.Body.Close() // it is empty
	t.Cleanup(func() { _ = line.Close() })
	return &visitor{line: line}
}

// ask asks a question and waits for the end of its answer.
func (v *visitor) ask(t testing.TB, question string) reply {
	t.Helper()
	v.asked++
	id := strconv.Itoa(v.asked)
	if err := v.line.WriteJSON(map[string]string{"type": "ask", "id": id, "question": question}); err != nil {
		t.Fatalf("asking: %v", err)
	}
	if err := v.line.SetReadDeadline(time.Now().Add(patience)); err != nil {
		t.Fatal(err)
	}
	r := reply{sources: map[int][]received{}}
	for {
		var f received
		if err := v.line.ReadJSON(&f); err != nil {
			t.Fatalf("waiting for an answer: %v", err)
		}
		r.text += f.Text + "\n"
		switch f.Type {
		case "source":
			r.sources[f.N] = append(r.sources[f.N], f)
		case "sentence":
			r.sentences = append(r.sentences, f)
		case "error":
			t.Fatalf("refused: %s", f.Text)
		case "end":
			if f.ID != id {
				t.Fatalf("the answer to %s ended, want that to %s", f.ID, id)
			}
			r.status = f.Status
			return r
		}
	}
}

// get fetches an address and returns the status and what it shows.
func get(t testing.TB, address string) (status int, text string) {
	t.Helper()
	return fetch(t, http.MethodGet, address, nil)
}

// fill asks a question by the form on the page, as browsers without script do.
func fill(t testing.TB, address, question string) (status int, text string) {
	t.Helper()
	return fetch(t, http.MethodPost, "http://"+address+"/", url.Values{"vraag": {question}})
}

func fetch(t testing.TB, method, address string, form url.Values) (status int, text string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, address, strings.NewReader(form.Encode()))
	if err != nil {
		t.Fatal(err)
	}
	if form != nil {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	client := &http.Client{Timeout: patience, Jar: jar}
	response, err := client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close() //nolint:errcheck // only read
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	if len(jar.Cookies(r.URL)) > 0 {
		t.Errorf("%s leaves something behind: %v", address, jar.Cookies(r.URL))
	}
	return response.StatusCode, string(body)
}

// unspoken is what a page holds besides its words.
var unspoken = regexp.MustCompile(`(?s)<script\b.*?</script>|<style\b.*?</style>|<[^>]*>`)

// spoken returns the letters and digits of a text, and nothing else of it.
func spoken(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, text)
}

// onPage reports whether a page says the words of a quote. A row of a table names its columns in a quote, and only above it on the page.
func onPage(page, quote string) bool {
	page = spoken(html.UnescapeString(unspoken.ReplaceAllString(page, " ")))
	for line := range strings.SplitSeq(quote, "\n") {
		if strings.HasPrefix(line, "|") {
			for cell := range strings.SplitSeq(line, "|") {
				_, words, named := strings.Cut(cell, ": ")
				if !named {
					words = cell
				}
				if !strings.Contains(page, spoken(words)) {
					return false
				}
			}
			continue
		}
		if !strings.Contains(page, spoken(line)) {
			return false
		}
	}
	return true
}

// checkReply fails unless the answer has sentences, each of which stands literally on the page it cites as that page is now.
func checkReply(t testing.TB, r reply, page string) {
	t.Helper()
	if !strings.HasPrefix(r.status, "answered") || len(r.sentences) == 0 {
		t.Errorf("status %q with %d sentences, want an answer: %s", r.status, len(r.sentences), r.text)
	}
	cited := false
	for _, s := range r.sentences {
		if len(s.Sources) == 0 {
			t.Errorf("%q has no source", s.Text)
		}
		for _, n := range s.Sources {
			literal := false
			for _, source := range r.sources[n] {
				cited = cited || strings.Contains(source.URL, page)
				status, shown := get(t, source.URL)
				if status != http.StatusOK || !onPage(shown, source.Quote) {
					t.Errorf("%s (%d) does not say %q", source.URL, status, source.Quote)
				}
				literal = literal || strings.Contains(spoken(source.Quote), spoken(s.Text)) || strings.Contains(spoken(s.Text), spoken(source.Quote))
			}
			if !literal {
				t.Errorf("%q is not what source %d says: %v", s.Text, n, r.sources[n])
			}
		}
	}
	if !cited {
		t.Errorf("no sentence comes from %s: %s", page, r.text)
	}
}
