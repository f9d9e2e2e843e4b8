package main

import (
	"context"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"wegwijzer/assistant"
	"wegwijzer/knowledge"
)

type routeItem struct {
	ID   string `json:"id"`
	Lang string `json:"lang"`
	Text string `json:"text"`
	Kind string `json:"kind"` // as in assistant/route; several, with |, where more than one is right
}

// evalRoute measures what the assistant thinks a message wants, and in which language it is.
func evalRoute(_ context.Context, e *evaluation) ([]metric, error) {
	bank, err := knowledge.ShippedBank()
	if err != nil {
		return nil, err
	}
	router := assistant.RouterOf(bank)
	var all []metric
	for _, set := range []struct{ file, name string }{
		{"assistant/route/testdata/messages.jsonl", "eigen set, na de eerste meting gebruikt om te herstellen"},
		{"assistant/route/testdata/hands.jsonl", "zeven andere schrijvers, waarvan niet geleerd is"},
	} {
		items, err := readSet[routeItem](filepath.Join(e.root, set.file))
		if err != nil {
			return nil, err
		}
		right, total := map[string]int{}, map[string]int{}
		langRight, langTotal := map[string]int{}, map[string]int{}
		for _, x := range items {
			kinds := strings.Split(x.Kind, "|")
			total[kinds[0]]++
			if v := router.Route(x.Text); slices.Contains(kinds, string(v.Kind)) {
				right[kinds[0]]++
			}
			if x.Lang != "" {
				langTotal[x.Lang]++
				if assistant.LanguageOf(x.Text) == x.Lang {
					langRight[x.Lang]++
				}
			}
		}
		for _, kind := range slices.Sorted(maps.Keys(total)) {
			all = append(all, share("route", set.name, kind, "goed begrepen", right[kind], total[kind]))
		}
		for _, lang := range slices.Sorted(maps.Keys(langTotal)) {
			all = append(all, share("route", set.name+": taal", lang, "goed herkend", langRight[lang], langTotal[lang]))
		}
	}
	return all, nil
}
