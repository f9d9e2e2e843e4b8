package main

import (
	"context"
	"path/filepath"
	"strings"

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
	if err := e.indexFolder(ctx, filepath.Join(e.root, "knowledge/testdata/proef/pages"), collection); err != nil {
		return nil, err
	}
	shelf := e.library.store.For(knowledge.Public)
	text, err := textOf(ctx, shelf, collection)
	if err != nil {
		return nil, err
	}
	a := assistant.New(shelf, e.library.bank, nil)
	var shown, cited, sentences, literal int
	for _, item := range items {
		answer, err := a.Answer(ctx, assistant.Turn{Question: item.Question, Collection: collection}, nil)
		if err != nil {
			return nil, err
		}
		right := false
		for _, s := range answer.Sentences {
			for _, c := range s.Cites {
				page, _, _ := strings.Cut(c.URL, "#")
				sentences++
				right = right || knowledge.PlaceOf([]string{page}, item.Expected) > 0
				if literalIn(s.Text, text[page]) {
					literal++
				}
			}
		}
		if len(answer.Sentences) > 0 {
			shown++
		}
		if right {
			cited++
		}
	}
	const suite, set, class = "answers", "eigen stukken uit een map, niet gelabeld (zoals `info-seed`)", "te beantwoorden uit één stuk"
	return []metric{
		share(suite, set, class, "beantwoord", shown, len(items)),
		share(suite, set, class, "juist stuk als bron", cited, len(items)),
		share(suite, set, class, "zinnen die letterlijk in het stuk staan", literal, sentences),
	}, nil
}
