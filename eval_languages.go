package main

import (
	"cmp"
	"context"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"wegwijzer/assistant"
	"wegwijzer/knowledge"
)

type languageItem struct {
	ID       string            `json:"id"`
	Lang     string            `json:"lang"`
	Topic    knowledge.TopicID `json:"topic"`
	Question string            `json:"question"`
}

// spokenItem is a message with the language that it should be answered in.
type spokenItem struct {
	Lang     string `json:"lang"`
	Written  string `json:"written"` // the language it is in, where that is not spoken here
	Text     string `json:"text"`
	Expected string `json:"expected"` // of danger
}

// evalLanguages measures whether a question in another language is searched by Dutch words of the right topic, and whether a message of somebody who
// chose no language is answered, and the card of danger shown, in the one it is in.
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
	spoken, err := evalSpoken(e)
	return append(all, spoken...), err
}

// evalSpoken measures the language of the answer to a first message, by how many words it has, and that of its card.
func evalSpoken(e *evaluation) ([]metric, error) {
	var all []metric
	for _, set := range []struct{ name, path string }{
		{"korte berichten, waarvan niet geleerd is", "assistant/route/testdata/short.jsonl"},
		{"berichten van drieënveertig andere schrijvers, achtergehouden deel", "assistant/danger/testdata/hands.jsonl"},
		{"berichten van drie andere schrijvers, achtergehouden derde", "assistant/danger/testdata/writers.jsonl"},
		{"eigen zinnen per taal", "assistant/danger/testdata/languages.jsonl"},
		{"wat mensen van de dienst willen, waarvan niet geleerd is", "assistant/route/testdata/hands.jsonl"},
	} {
		items, err := readSet[spokenItem](filepath.Join(e.root, set.path))
		if err != nil {
			return nil, err
		}
		type key struct{ class, name string }
		hits, n := map[key]int{}, map[key]int{}
		count := func(class, name string, ok bool) {
			k := key{class, name}
			if n[k]++; ok {
				hits[k]++
			}
		}
		var times []time.Duration
		for _, x := range items {
			start := time.Now()
			lang := assistant.LanguageOf(x.Text)
			times = append(times, time.Since(start))
			class := x.Lang
			if x.Written != "" {
				class = x.Written + ", in het " + x.Lang
			}
			count(class, inWords(x.Text), lang == x.Lang)
			count(class, "goed", lang == x.Lang)
			if card, ok := assistant.Danger(x.Text, ""); ok {
				count(class, "kaart in die taal", card.Lang == x.Lang)
				if x.Expected == "acute" {
					count(class, "kaart bij acuut gevaar in die taal", card.Lang == x.Lang)
				}
			}
		}
		for _, k := range slices.SortedFunc(maps.Keys(n), func(a, b key) int { return cmp.Or(cmp.Compare(a.class, b.class), cmp.Compare(a.name, b.name)) }) {
			all = append(all, share("languages", set.name, k.class, k.name, hits[k], n[k]))
		}
		slices.Sort(times)
		all = append(all, metric{Suite: "languages", Set: set.name, Class: "alles", Name: "ms, middelste", N: len(times), Value: float64(times[len(times)/2].Microseconds()) / 1000})
	}
	return all, nil
}

// inWords names how long a message is.
func inWords(text string) string {
	switch n := len(strings.Fields(text)); {
	case n <= 3:
		return "1-3 woorden"
	case n <= 6:
		return "4-6 woorden"
	}
	return "7 woorden of meer"
}
