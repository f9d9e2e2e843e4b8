package main

import (
	"context"
	"path/filepath"
	"strings"

	"wegwijzer/assistant"
	"wegwijzer/internal/dutch"
	"wegwijzer/knowledge"
)

// saidItem is a message of one of the sets, whatever else the set knows about it.
type saidItem struct {
	Question string   `json:"question"`
	Text     string   `json:"text"`
	Turns    []string `json:"turns"`
}

// messages returns what the person says, in order.
func (x saidItem) messages() []string {
	switch {
	case len(x.Turns) > 0:
		return x.Turns
	case x.Question != "":
		return []string{x.Question}
	}
	return []string{x.Text}
}

// evalReading measures how easily our own words read in every turn that the messages of the sets bring about: the sentences before and after
// what is quoted, the cards and the notices. What is quoted reads as the page wrote it.
func evalReading(ctx context.Context, e *evaluation) ([]metric, error) {
	if err := e.open(ctx); err != nil {
		return nil, err
	}
	a := assistant.New(e.library.store.For(knowledge.Public), e.library.bank, nil).BookOn(assistant.OpenCalendar{})
	var all []metric
	for _, set := range []struct{ class, path string }{
		{"vragen om te vinden", "demo/testdata/retrieval.jsonl"},
		{"vragen om te beantwoorden", "demo/testdata/answers.jsonl"},
		{"gevaar", "assistant/danger/testdata/held.jsonl"},
		{"begrijpen wat iemand wil", "assistant/route/testdata/messages.jsonl"},
		{"opdrachten aan de machine", "assistant/injection/testdata/attacks.jsonl"},
		{"gewone vragen met dezelfde woorden", "assistant/injection/testdata/benign.jsonl"},
		{"opdrachten op een pagina", "assistant/injection/testdata/passages.jsonl"},
		{"afspraken", "assistant/testdata/bookings.jsonl"},
	} {
		items, err := readSet[saidItem](filepath.Join(e.root, set.path))
		if err != nil {
			return nil, err
		}
		var turns, easy, short int
		for _, x := range items {
			memory := &assistant.Memory{}
			for _, m := range x.messages() {
				answer, err := a.Answer(ctx, assistant.Turn{Question: m, Collection: demoCollection, Memory: memory}, nil)
				if err != nil {
					return nil, err
				}
				own := ownWords(answer)
				if answer.Lang != "nl" || own == "" {
					continue
				}
				r := dutch.Readability(own)
				turns++
				if r.Douma >= dutch.EasyDouma {
					easy++
				}
				if r.Mean <= dutch.EasyMean {
					short++
				}
			}
		}
		all = append(all,
			share("reading", "beurten van de eigen sets", set.class, "leest makkelijk (Flesch-Douma 65 of meer)", easy, turns),
			share("reading", "beurten van de eigen sets", set.class, "zinnen van gemiddeld 12 woorden of minder", short, turns))
	}
	return all, nil
}

// ownWords returns what we say ourselves in an answer, as sentences.
func ownWords(a assistant.Answer) string {
	var all []string
	for _, n := range a.Notices {
		all = append(all, n.Title, n.Text, n.Leave)
	}
	all = append(all, a.Lead, a.Closing)
	for _, g := range a.Glosses {
		all = append(all, g.Text)
	}
	var out strings.Builder
	for _, x := range all {
		if x = strings.TrimSpace(x); x == "" {
			continue
		}
		out.WriteString(x)
		if !strings.ContainsAny(x[len(x)-1:], ".?!") {
			out.WriteString(".")
		}
		out.WriteString("\n")
	}
	return out.String()
}
