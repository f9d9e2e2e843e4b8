package main

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"wegwijzer/assistant"
	"wegwijzer/knowledge"
)

// ownDocuments asks questions whose answer stands in documents of one's own, which came in as a folder (`wegwijzer index --dir`) and which nobody
// labelled; the questions were written blind to the words of the topics.
func (e *evaluation) ownDocuments(ctx context.Context) ([]metric, error) {
	items, err := readSet[retrievalItem](filepath.Join(e.root, "knowledge/testdata/proef/questions.jsonl"))
	if err != nil {
		return nil, err
	}
	const collection = "eval-stukken"
	asked, err := e.askFolder(ctx, "knowledge/testdata/proef/pages", collection)
	if err != nil {
		return nil, err
	}
	var n counted
	for _, item := range items {
		if _, err := asked(ctx, item.Question, item.Expected, &n); err != nil {
			return nil, err
		}
	}
	const suite, set, class = "answers", "eigen stukken uit een map, niet gelabeld (zoals `info-seed`)", "te beantwoorden uit één stuk"
	metrics := []metric{
		share(suite, set, class, "beantwoord", n.shown, len(items)),
		share(suite, set, class, "juist stuk als bron", n.cited, len(items)),
		share(suite, set, class, "zinnen die letterlijk in het stuk staan", n.literal, n.sentences),
	}
	long, err := e.longDocuments(ctx)
	return append(metrics, long...), err
}

// longItem is a question about long documents.
type longItem struct {
	Question string   `json:"question"`
	Kind     string   `json:"kind"` // "none": nothing answers it
	Near     bool     `json:"near"`
	File     string   `json:"file"`
	Quotes   []string `json:"quotes"`
	Also     []struct {
		File   string   `json:"file"`
		Quotes []string `json:"quotes"`
	} `json:"also"`
}

// longDocuments asks questions about reports, brochures and handbooks of invented organisations, each set by a hand of its own.
func (e *evaluation) longDocuments(ctx context.Context) ([]metric, error) {
	const suite = "answers"
	var metrics []metric
	for _, hand := range []struct{ dir, set string }{
		{"een", "lange stukken uit een map, eerste hand (de helft gebruikt om te herstellen)"},
		{"twee", "lange stukken uit een map, tweede hand (alleen gemeten)"},
	} {
		items, err := readSet[longItem](filepath.Join(e.root, "knowledge/testdata/stukken", hand.dir, "questions.jsonl"))
		if err != nil {
			return nil, err
		}
		asked, err := e.askFolder(ctx, filepath.Join("knowledge/testdata/stukken", hand.dir, "pages"), "eval-lang-"+hand.dir)
		if err != nil {
			return nil, err
		}
		var n, near, far counted
		answerable, quoted, nearly, other := 0, 0, 0, 0
		for _, x := range items {
			switch {
			case x.Kind != "none":
				answerable++
				files, quotes := []string{x.File}, x.Quotes
				for _, also := range x.Also {
					files, quotes = append(files, also.File), append(quotes, also.Quotes...)
				}
				text, err := asked(ctx, x.Question, files, &n)
				if err != nil {
					return nil, err
				}
				if slices.ContainsFunc(quotes, func(q string) bool { return strings.Contains(lettersOf(text), lettersOf(q)) }) {
					quoted++
				}
				continue
			case x.Near:
				nearly++
				_, err = asked(ctx, x.Question, nil, &near)
			default:
				other++
				_, err = asked(ctx, x.Question, nil, &far)
			}
			if err != nil {
				return nil, err
			}
		}
		const yes, no, off = "een zin beantwoordt het", "geen zin beantwoordt het: zelfde onderwerp", "geen zin beantwoordt het: ander onderwerp"
		metrics = append(metrics,
			share(suite, hand.set, yes, "beantwoord", n.shown, answerable),
			share(suite, hand.set, yes, "juist stuk als bron", n.cited, answerable),
			share(suite, hand.set, yes, "een antwoordende zin getoond", quoted, answerable),
			share(suite, hand.set, yes, "zinnen die letterlijk in het stuk staan", n.literal+near.literal+far.literal, n.sentences+near.sentences+far.sentences),
			share(suite, hand.set, no, "niets getoond", nearly-near.shown, nearly),
			share(suite, hand.set, off, "niets getoond", other-far.shown, other),
		)
	}
	return metrics, nil
}

// lettersOf returns the letters and digits of a text: a quote stands in it wherever lines are broken.
func lettersOf(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, text)
}

// counted counts what was answered.
type counted struct{ shown, cited, sentences, literal int }

// askFolder indexes a folder and returns what asks it a question, counts in n what came of it, and returns the sentences; expected are the files that answer.
func (e *evaluation) askFolder(ctx context.Context, dir, collection string) (func(ctx context.Context, question string, expected []string, n *counted) (string, error), error) {
	if err := e.indexFolder(ctx, filepath.Join(e.root, dir), collection); err != nil {
		return nil, err
	}
	shelf := e.library.store.For(knowledge.Public)
	text, err := textOf(ctx, shelf, collection)
	if err != nil {
		return nil, err
	}
	a := assistant.New(shelf, e.library.bank, nil)
	return func(ctx context.Context, question string, expected []string, n *counted) (string, error) {
		answer, err := a.Answer(ctx, assistant.Turn{Question: question, Collection: collection}, nil)
		if err != nil {
			return "", err
		}
		var all []string
		right := false
		for _, s := range answer.Sentences {
			all = append(all, s.Text)
			for _, c := range s.Cites {
				page, _, _ := strings.Cut(c.URL, "#")
				n.sentences++
				right = right || knowledge.PlaceOf([]string{page}, expected) > 0
				if literalIn(s.Text, text[page]) {
					n.literal++
				}
			}
		}
		if len(all) > 0 {
			n.shown++
		}
		if right {
			n.cited++
		}
		return strings.Join(all, " "), nil
	}, nil
}
