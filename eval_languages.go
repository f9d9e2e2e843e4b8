package main

import (
	"context"
	"maps"
	"path/filepath"
	"slices"

	"wegwijzer/assistant"
	"wegwijzer/knowledge"
)

type languageItem struct {
	ID       string            `json:"id"`
	Lang     string            `json:"lang"`
	Topic    knowledge.TopicID `json:"topic"`
	Question string            `json:"question"`
}

// evalLanguages measures whether a question in another language is searched by Dutch words of the right topic.
func evalLanguages(_ context.Context, e *evaluation) ([]metric, error) {
	bank, err := knowledge.ShippedBank()
	if err != nil {
		return nil, err
	}
	items, err := readSet[languageItem](filepath.Join(e.root, "assistant/testdata/languages.jsonl"))
	if err != nil {
		return nil, err
	}
	first, among, total := map[string]int{}, map[string]int{}, map[string]int{}
	for _, x := range items {
		total[x.Lang]++
		ranked := bank.Rank(assistant.InDutch(x.Question, x.Lang, bank), 5)
		at := slices.IndexFunc(ranked, func(t knowledge.TopicScore) bool { return t.Topic == x.Topic })
		if at == 0 {
			first[x.Lang]++
		}
		if at >= 0 {
			among[x.Lang]++
		}
	}
	var all []metric
	for _, lang := range slices.Sorted(maps.Keys(total)) {
		all = append(all,
			share("languages", "eigen set", lang, "bij de eerste vijf", among[lang], total[lang]),
			share("languages", "eigen set", lang, "bovenaan", first[lang], total[lang]))
	}
	return all, nil
}
