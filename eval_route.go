package main

import (
	"context"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"wegwijzer/assistant"
	"wegwijzer/assistant/route"
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
		{"assistant/route/testdata/lookalike.jsonl", "vragen die op iets anders lijken, en andersom, door een schrijver van wie niet geleerd is"},
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
	askers, err := e.askers(router)
	return append(all, askers...), err
}

// askers measures whether it is heard who writes: how many of each are, and how many of those who are taken for one are.
func (e *evaluation) askers(router *route.Router) ([]metric, error) {
	items, err := readSet[routeItem](filepath.Join(e.root, "assistant/route/testdata/askers.jsonl"))
	if err != nil {
		return nil, err
	}
	right, total, taken := map[string]int{}, map[string]int{}, map[string]int{}
	for _, x := range items {
		who, _ := router.Asker(x.Text)
		total[x.Kind]++
		taken[string(who)]++
		if string(who) == x.Kind {
			right[x.Kind]++
		}
	}
	var all []metric
	const suite, set = "route", "wie er schrijft, in een eerste bericht, door een schrijver van wie niet geleerd is"
	for _, kind := range slices.Sorted(maps.Keys(total)) {
		all = append(all, share(suite, set, kind, "gehoord", right[kind], total[kind]), share(suite, set, kind, "van wie ervoor werd gehouden", right[kind], taken[kind]))
	}
	return all, nil
}
