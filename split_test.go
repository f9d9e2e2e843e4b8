package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"wegwijzer/assistant"
	"wegwijzer/assistant/tone"
	"wegwijzer/internal/inference/scripted"
	"wegwijzer/knowledge"
)

// TestWhatIsSplitOverMessagesGoesNowhere tells numbers in pieces, and names of which a later message holds a part, and looks at every request to a model as
// it left, at the memory, and at the kept conversation as it is opened.
func TestWhatIsSplitOverMessagesGoesNowhere(t *testing.T) {
	t.Parallel()
	u := newUser(t)
	u.env["WEGWIJZER_KEYS"] = t.TempDir()
	u.must(t, "", "index", "--audience", "public", "--collection", "site", "--dir", "demo/site")
	var err error
	c, l, log, logger := u.open(t)
	if l.calendar, err = c.openCalendar(t.Context(), l, false); err != nil {
		t.Fatal(err)
	}
	m := newModel(t, scripted.Honest(0))
	a := assistant.New(l.store.For(knowledge.Public), l.bank, logger).WithWriter(m.writer, tone.Fit).
		KeepGaps(assistant.NewStore(l.db.Pool)).KnowNames(l.memoryKey).KeepConversations(l.kept)
	for i, c := range []struct {
		turns []string
		hides []string
	}{
		{[]string{"hoe vraag ik een schadevergoeding aan, mijn bsn is 9184", "24926 en hoe lang duurt dat"}, []string{"9184", "24926"}},
		{[]string{"ik ben opgelicht en het was 9184", "24926 en hoe doe ik aangifte"}, []string{"9184", "24926"}},
		{[]string{"hoe krijg ik mijn geld terug op NL91ABNA0417", "164300 en hoe lang duurt dat"}, []string{"0417", "164300"}},
		{[]string{"kan ik een voorschot krijgen, bel me op 06 1234", "en daarna 5678, hoe lang duurt dat voorschot"}, []string{"1234", "5678"}},
		{[]string{"piet jansen heeft mij geslagen, hoe doe ik aangifte", "en kan jansen ook gestraft worden, hoe gaat dat bij de rechter"}, []string{"jansen"}},
		{[]string{"mijn ex Karel de Wit stalkt mij, kan ik een contactverbod krijgen", "en als de wit dan toch voor de deur staat, wat doet de politie"}, []string{"de wit"}},
		{[]string{"hoe vraag ik schadevergoeding van Emre Özdemir", "en als özdemir niet betaalt, krijg ik dan een voorschot"}, []string{"zdemir"}},
	} {
		memory, code := &assistant.Memory{}, ""
		var left []string
		for j, text := range c.turns {
			answer, err := a.Answer(t.Context(), assistant.Turn{ID: fmt.Sprintf("split-over-messages-%d-%d", i, j), Question: text, Lang: "nl", Collection: "site", Now: time.Now(), Memory: memory, Keep: true}, nil)
			if err != nil {
				t.Fatal(err)
			}
			if answer.Code != "" {
				code = answer.Code
			}
			raw, err := memory.Encode()
			if err != nil {
				t.Fatal(err)
			}
			if j == len(c.turns)-1 {
				left = append(left, "the memory holds "+string(raw))
			}
		}
		kept, err := l.kept.Open(t.Context(), code, fmt.Sprint("192.0.2.", i))
		if err != nil || len(kept.Said) != len(c.turns) {
			t.Fatalf("control: %d of %d turns are kept, %v", len(kept.Said), len(c.turns), err)
		}
		raw, err := json.Marshal(kept)
		if err != nil {
			t.Fatal(err)
		}
		left = append(left, "the kept conversation holds "+string(raw), "the log holds "+log.String())
		m.mu.Lock()
		last := ""
		if n := len(m.asked); n > 0 {
			last = string(m.asked[n-1])
		}
		left = append(left, "the last request holds "+last)
		m.mu.Unlock()
		for _, text := range left {
			for _, hidden := range c.hides {
				if at := strings.Index(strings.ToLower(text), hidden); at >= 0 {
					t.Errorf("after %q %.30s … %s", c.turns, text, text[max(0, at-60):min(len(text), at+60)])
				}
			}
		}
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if all := bytes.Join(m.asked, nil); len(m.asked) < 7 || !bytes.Contains(all, []byte("Vraag")) {
		t.Errorf("control: %d requests were made", len(m.asked))
	}
}
