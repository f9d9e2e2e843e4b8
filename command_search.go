package main

import (
	"context"
	"time"

	"wegwijzer/knowledge"
)

// demoCollection is what search and ask use when no collection is named.
const demoCollection = "demo"

type searchHit struct {
	URL     string  `json:"url"`
	Title   string  `json:"title"`
	Heading string  `json:"heading"`
	Text    string  `json:"text"`
	Score   float64 `json:"score"`
}

type searchTopic struct {
	Topic string  `json:"topic"`
	Name  string  `json:"name"`
	P     float32 `json:"p"`
}

type searchOutput struct {
	ID         string        `json:"id"`
	Hits       []searchHit   `json:"hits"`
	Topics     []searchTopic `json:"topics"`
	Confidence float64       `json:"confidence"`
	MS         float64       `json:"ms"`
}

// search finds passages for questions.
func search(ctx context.Context, args []string, s streams) error {
	f := flags("search", s)
	jsonl := f.Bool("jsonl", false, "lees vragen als JSON-regels van de standaardinvoer")
	collection := f.String("collection", "", "collectie waarin gezocht wordt (zonder: die van de demo)")
	audience := f.String("audience", string(knowledge.Public), "public of staff")
	limit := f.Int("n", 20, "hoeveel passages")
	words, err := mixed(f, args, s)
	if err != nil {
		return err
	}
	if err := callable(*collection, s); err != nil {
		return err
	}
	asked := question(words)
	switch {
	case !*jsonl && asked == "":
		return mistake(s, "geef een vraag, of --jsonl")
	case *jsonl && asked != "":
		return mistake(s, "geef een vraag of --jsonl, en niet allebei")
	case *audience != string(knowledge.Public) && *audience != string(knowledge.Staff):
		return mistake(s, "--audience is public of staff")
	case *limit < 1 || *limit > 200:
		return mistake(s, "-n is een getal van 1 tot en met 200")
	}
	c, l, err := openForCommand(ctx, s)
	if err != nil {
		return err
	}
	defer l.close(ctx)
	if *collection == "" {
		*collection = demoCollection
		if err := c.ensureDemo(ctx, l, s); err != nil {
			return err
		}
	}
	if err := l.need(ctx, knowledge.Audience(*audience), *collection); err != nil {
		return err
	}
	shelf := l.store.For(knowledge.Audience(*audience))
	out := lineWriter(s.out)
	one := func(id, question string) error {
		start := time.Now()
		found, err := shelf.Search(ctx, *collection, question, *limit)
		if err != nil {
			return err
		}
		o := searchOutput{ID: id, Hits: []searchHit{}, Topics: []searchTopic{}, Confidence: found.Confidence, MS: float64(time.Since(start).Microseconds()) / 1000}
		for _, h := range found.Hits {
			o.Hits = append(o.Hits, searchHit{h.Link(), h.Title, h.Heading, h.Text, h.Score})
		}
		for _, t := range found.Topics {
			topic, _ := l.bank.Lookup(t.Topic)
			o.Topics = append(o.Topics, searchTopic{string(t.Topic), topic.Name, t.P})
		}
		return out.Encode(o)
	}
	if !*jsonl {
		return one("", asked)
	}
	return eachLine(s, reads{needed: []string{"question"}}, func(q struct{ ID, Question string }) error { return one(q.ID, q.Question) })
}
