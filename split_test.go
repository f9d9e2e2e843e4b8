package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
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
		{[]string{"hoe vraag ik een schadevergoeding aan, mijn bsn is 9184 en dan 24926"}, []string{"9184", "24926"}},
		{[]string{"hoe vraag ik een schadevergoeding aan", "bel me op 06 12 dan 34 56 en 78, hoe lang duurt die schadevergoeding"}, []string{"34 56", "en 78"}},
		{[]string{"hoe krijg ik mijn schade terug op nl negen een abna nul vier een zeven een zes vier drie nul nul"}, []string{"nul vier", "drie nul"}},
		{[]string{"hoe doe ik aangifte, mail me op zonnebloem88@gmail,com"}, []string{"zonnebloem88"}},
		{[]string{"wie betaalt de schade aan mijn auto, kenteken g t een twee drie h"}, []string{"een twee drie"}},
		{[]string{"krijg ik een advocaat, ik ben geboren op een twee nul drie een negen acht vijf"}, []string{"nul drie een"}},
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
				left = append(left, "the memory holds "+drawn.ReplaceAllString(string(raw), ""))
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
		left = append(left, "the kept conversation holds "+string(raw), "the log holds "+loggedAt.ReplaceAllString(log.String(), ""))
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

// loggedAt is when a line of the log was written: its digits are nobody's.
var loggedAt = regexp.MustCompile(`"time":"[^"]*"`)

// drawn are numbers of a memory that say nothing of what was said, and may by chance have any digits: the one by lot, and the marks of what was shown.
var drawn = regexp.MustCompile(`"n":[0-9]+|"s":\[[0-9,]*\]`)

// TestAModelGetsTheQuestionInOwnWords reads the requests as they left: a model gets what the person said, redacted, and not the words that were searched by.
func TestAModelGetsTheQuestionInOwnWords(t *testing.T) {
	t.Parallel()
	u := newUser(t)
	u.must(t, "", "index", "--audience", "public", "--collection", "site", "--dir", "demo/site")
	_, l, _, logger := u.open(t)
	m := newModel(t, scripted.Honest(0))
	a := assistant.New(l.store.For(knowledge.Public), l.bank, logger).WithWriter(m.writer, tone.Fit).KnowNames(l.memoryKey)
	for i, c := range []struct {
		lang          string
		turns         []string
		asked, before string
	}{
		{"pl", []string{"mój numer telefonu to 612345678, jak uzyskać odszkodowanie"}, "mój numer telefonu to [telefoonnummer], jak uzyskać odszkodowanie", ""},
		{"fr", []string{"Comment obtenir une indemnisation ?"}, "Comment obtenir une indemnisation ?", ""},
		{"nl", []string{"mijn bsn is 9184 en dan 24926, hoe krijg ik schadevergoeding"}, "mijn bsn is [burgerservicenummer], hoe krijg ik schadevergoeding", ""},
		{"nl", []string{"hoe krijg ik schadevergoeding", "en hoe lang duurt dat dan?"}, "en hoe lang duurt dat dan?", "schadevergoeding"},
	} {
		memory := &assistant.Memory{}
		m.mu.Lock()
		before := len(m.asked)
		m.mu.Unlock()
		for j, text := range c.turns {
			if _, err := a.Answer(t.Context(), assistant.Turn{ID: fmt.Sprintf("own-words-%d-%d", i, j), Question: text, Lang: c.lang, Collection: "site", Now: time.Now(), Memory: memory}, nil); err != nil {
				t.Fatal(err)
			}
		}
		m.mu.Lock()
		var last struct{ Messages []struct{ Content string } }
		err := json.Unmarshal(m.asked[len(m.asked)-1], &last)
		made := len(m.asked) - before
		m.mu.Unlock()
		if err != nil || made != len(c.turns) || len(last.Messages) != 2 {
			t.Fatalf("%q: %d requests, %d messages, %v", c.turns, made, len(last.Messages), err)
		}
		got := scripted.Parse(last.Messages[0].Content, last.Messages[1].Content)
		_, rest, _ := strings.Cut(got.User, "Dit ging eraan vooraf")
		rest, _, _ = strings.Cut(rest, "Bron c1")
		if got.Question != c.asked || !strings.Contains(rest, c.before) || (c.before == "") != (rest == "") {
			t.Errorf("%q: the model is asked %q after %q", c.turns, got.Question, rest)
		}
	}
}
