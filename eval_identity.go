package main

import (
	"context"
	"maps"
	"path/filepath"
	"slices"

	"wegwijzer/assistant"
	"wegwijzer/assistant/route"
	"wegwijzer/knowledge"
)

// evalIdentity measures whether whoever asks what speaks is told so: by those who veil the question, those whose words only resemble it, and by
// language.
func evalIdentity(_ context.Context, e *evaluation) ([]metric, error) {
	bank, err := knowledge.ShippedBank()
	if err != nil {
		return nil, err
	}
	router := assistant.RouterOf(bank)
	all, err := whoSpeaks(e.root, router)
	if err != nil {
		return nil, err
	}
	told, total := map[string]int{}, map[string]int{}
	for _, file := range []string{"messages.jsonl", "hands.jsonl", "identity.jsonl"} {
		items, err := readSet[routeItem](filepath.Join(e.root, "assistant/route/testdata", file))
		if err != nil {
			return nil, err
		}
		for _, x := range items {
			if x.Kind != string(route.Identity) {
				continue
			}
			total[x.Lang]++
			if router.Route(x.Text).Kind == route.Identity || router.PerhapsWho(x.Text) {
				told[x.Lang]++
			}
		}
	}
	for _, lang := range slices.Sorted(maps.Keys(total)) {
		all = append(all, share("identity", "gewone vragen, per taal", lang, "verteld dat een computer spreekt", told[lang], total[lang]))
	}
	return all, nil
}

// whoSpeaks measures whether who wants to know if a person or a computer speaks is told, and how often somebody else is.
func whoSpeaks(root string, router *route.Router) ([]metric, error) {
	items, err := readSet[routeItem](filepath.Join(root, "assistant/route/testdata/who.jsonl"))
	if err != nil {
		return nil, err
	}
	only, beside, total := map[string]int{}, map[string]int{}, map[string]int{}
	for _, x := range items {
		total[x.Kind]++
		is := router.Route(x.Text).Kind == route.Identity
		if is {
			only[x.Kind]++
		}
		if is || router.PerhapsWho(x.Text) {
			beside[x.Kind]++
		}
	}
	const suite, set = "identity", "wie spreekt er: door twee andere schrijvers, veel met opzet bedekt"
	asks, other := string(route.Identity), string(route.Answer)
	return []metric{
		share(suite, set, "vraagt of er een mens spreekt", "alleen dat verteld", only[asks], total[asks]),
		share(suite, set, "vraagt of er een mens spreekt", "dat verteld, ook naast een antwoord", beside[asks], total[asks]),
		share(suite, set, "lijkt erop en vraagt iets anders", "alleen dat verteld", only[other], total[other]),
		share(suite, set, "lijkt erop en vraagt iets anders", "dat verteld, ook naast een antwoord", beside[other], total[other]),
	}, nil
}
