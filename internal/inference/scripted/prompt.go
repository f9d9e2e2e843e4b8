// Package scripted is a test double of a model server: it speaks OpenAI's streaming protocol over HTTP and answers by script, well or badly,
// from the prompt that it is really sent. Only tests use it.
package scripted

import (
	"regexp"
	"strings"

	"wegwijzer/internal/dutch"
)

// Prompt is what a double was asked, taken apart again.
type Prompt struct {
	System, User string
	Code         string
	Question     string
	Passages     []Passage
}

// Passage is a source in a prompt.
type Passage struct {
	Handle, Title, Heading, Text string
}

var (
	askLine    = regexp.MustCompile(`^Vraag \((\w+)\)$`)
	sourceLine = regexp.MustCompile(`^Bron (c\d+) \((\w+)\)$`)
)

// Parse takes a prompt apart: what stands between the lines with its code.
func Parse(system, user string) Prompt {
	p := Prompt{System: system, User: user}
	lines := strings.Split(user, "\n")
	for i := 0; i < len(lines); i++ {
		ask, src := askLine.FindStringSubmatch(lines[i]), sourceLine.FindStringSubmatch(lines[i])
		if ask == nil && src == nil {
			continue
		}
		if ask != nil {
			p.Code = ask[1]
		}
		var body []string
		for i++; i < len(lines) && lines[i] != p.Code; i++ {
			body = append(body, lines[i])
		}
		if ask != nil {
			p.Question = strings.Join(body, "\n")
			continue
		}
		x := Passage{Handle: src[1]}
		for len(body) > 0 {
			if t, ok := strings.CutPrefix(body[0], "Titel: "); ok {
				x.Title = t
			} else if h, ok := strings.CutPrefix(body[0], "Kop: "); ok {
				x.Heading = h
			} else if !strings.HasPrefix(body[0], "Bijgewerkt: ") {
				break
			}
			body = body[1:]
		}
		x.Text = strings.Join(body, "\n")
		p.Passages = append(p.Passages, x)
	}
	return p
}

// pointing are words at the beginning of a sentence that says nothing without the one before it.
var pointing = func() map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq("dit deze dat die zij ze hij hem haar hierdoor daardoor daarom daarna dan daarmee daarbij daarvoor hiervoor hiermee daar dus anders zo want soms") {
		m[w] = true
	}
	return m
}()

// Sentences returns the sentences of a passage that say something by themselves.
func (p Passage) Sentences() []string {
	var all []string
	for _, s := range dutch.Sentences(p.Text) {
		text := strings.TrimLeft(p.Text[s.Start:s.End], "-|# ")
		first, _, _ := strings.Cut(dutch.Fold(text), " ")
		if len(strings.Fields(text)) >= 4 && !pointing[first] && !strings.HasSuffix(text, ":") && !strings.Contains(text, " | ") && !strings.HasSuffix(text, "?") {
			all = append(all, text)
		}
	}
	return all
}

// Said is a sentence that a double proposes, with where it took it from.
type Said struct {
	Text  string   `json:"text"`
	Cites []string `json:"cites"`
	Quote string   `json:"quote,omitempty"`
}

// relevant returns up to n sentences of the passages that share most words with the question, with those of the best passages first.
func (p Prompt) relevant(n int) []Said {
	want := map[string]bool{}
	for _, t := range dutch.Terms(p.Question) {
		want[t.Text] = true
	}
	var chosen []Said
	for rank, x := range p.Passages {
		best, score := "", -1.0
		second := ""
		for _, s := range x.Sentences() {
			share := 0.0
			for _, t := range dutch.Terms(s) {
				if want[t.Text] {
					share++
				}
			}
			if share > score {
				second, best, score = best, s, share
			}
		}
		for _, s := range []string{best, second} {
			if s != "" && len(chosen) < n && (rank < 3 || score > 0) {
				chosen = append(chosen, Said{Text: s, Cites: []string{x.Handle}})
			}
		}
	}
	return chosen
}
