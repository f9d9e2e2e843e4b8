package knowledge_test

import (
	"context"
	"errors"
	"testing"

	"wegwijzer/internal/postgres/pgtest"
	"wegwijzer/knowledge"
)

// Words that nobody used before lead to a page once the content team has put them with its topic, in every copy of the program, and no longer
// when that is undone.
func TestEditsOfTheWordsAreTakenUpAndUndone(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	bank, err := knowledge.ShippedBank()
	if err != nil {
		t.Fatal(err)
	}
	synonyms, err := knowledge.ShippedSynonyms()
	if err != nil {
		t.Fatal(err)
	}
	open := func() *knowledge.Store {
		store, err := knowledge.NewStore(t.Context(), db, knowledge.Config{Bank: bank, Synonyms: synonyms})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(store.Close)
		return store
	}
	store, other := open(), open()
	publish(t, store, knowledge.Public, "site", joining, speaking, sleeping)
	const question = "frummeltakken bij de kwibus"
	for _, s := range []*knowledge.Store{store, other} {
		if got := first(t, s.For(knowledge.Public), "site", question); got == sleeping.URL {
			t.Fatal("words that nobody knows find the page already")
		}
	}
	heard := make(chan struct{}, 100)
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() {
		defer close(done)
		knowledge.Heed(ctx, db, func(ctx context.Context) {
			if err := other.Reword(ctx); err == nil {
				heard <- struct{}{}
			}
		})
	}()
	defer func() { stop(); <-done }()
	<-heard // it listens
	follow := func(found bool) {
		t.Helper()
		for (first(t, other.For(knowledge.Public), "site", question) == sleeping.URL) != found {
			<-heard
		}
	}

	edit := knowledge.Edit{Word: knowledge.LayWord, Topic: "slaap_nachtmerries", Text: "  frummeltakken  bij de kwibus ", Person: "p1"}
	trial, err := store.Editor().Trial(t.Context(), "site", edit)
	if err != nil {
		t.Fatal(err)
	}
	if got := first(t, trial, "site", question); got != sleeping.URL {
		t.Errorf("on trial it finds %q", got)
	}
	if got := first(t, store.For(knowledge.Public), "site", question); got == sleeping.URL {
		t.Error("a trial was kept")
	}
	effect, err := knowledge.Measure(t.Context(), store.For(knowledge.Public), trial, "site", []knowledge.Golden{
		{Question: question, Kind: "nieuw", Pages: []string{"/slapen"}}, {Question: "spreekrecht", Kind: "oud", Pages: []string{"/spreekrecht"}},
	})
	if err != nil || len(effect.Better) != 1 || len(effect.Worse) != 0 || len(effect.Classes) != 3 || effect.Classes[2].Before.First != 1 || effect.Classes[2].After.First != 2 {
		t.Errorf("the effect: %+v, %v", effect, err)
	}
	if _, err := store.Editor().Save(t.Context(), edit); err != nil {
		t.Fatal(err)
	}
	if got := first(t, store.For(knowledge.Public), "site", question); got != sleeping.URL {
		t.Errorf("afterwards it finds %q", got)
	}
	follow(true)
	history, inUse, err := store.Editor().History(t.Context())
	if err != nil || len(history) != 1 || !inUse[history[0].Version] || history[0].Text != "frummeltakken bij de kwibus" || history[0].Person != "p1" {
		t.Fatalf("the history: %+v %v %v", history, inUse, err)
	}
	if err := store.Editor().Undo(t.Context(), history[0].Version, "p2"); err != nil {
		t.Fatal(err)
	}
	if err := store.Editor().Undo(t.Context(), history[0].Version, "p2"); !errors.Is(err, knowledge.ErrUnknown) {
		t.Errorf("undoing twice: %v", err)
	}
	follow(false)
	// The undoing can be undone, and a copy that starts later has the same words.
	if err := store.Editor().Undo(t.Context(), history[0].Version+1, "p2"); err != nil {
		t.Fatal(err)
	}
	follow(true)
	late := open()
	if err := late.Reword(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := first(t, late.For(knowledge.Public), "site", question); got != sleeping.URL {
		t.Errorf("a copy that starts later finds %q", got)
	}
}

func TestSynonymsTopicsAndShippedWordsAreEdited(t *testing.T) {
	t.Parallel()
	store := newStore(t)
	publish(t, store, knowledge.Public, "site", joining, speaking, sleeping)
	editor := store.Editor()
	save := func(e knowledge.Edit) knowledge.Edit {
		t.Helper()
		e, err := editor.Save(t.Context(), e)
		if err != nil {
			t.Fatalf("%+v: %v", e, err)
		}
		return e
	}
	// A word that only the synonym makes known in the pages; what the bank makes of it stays the same.
	words := func() int {
		r, err := store.For(knowledge.Public).Search(t.Context(), "site", "zwubbeldewap", 5)
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for _, w := range r.Terms {
			if w.Word >= 0 {
				n++
			}
		}
		return n
	}
	before := words()
	save(knowledge.Edit{Word: knowledge.SynonymWord, Text: "Zwubbeldewap,nachtmerries"})
	if got := words(); got != before+1 {
		t.Errorf("with a new synonym the question is searched by %d words, want %d", got, before+1)
	}
	save(knowledge.Edit{Word: knowledge.SynonymWord, Text: "zwubbeldewap, nachtmerries", Drop: true})
	if got := words(); got != before {
		t.Errorf("after dropping it by %d words, want %d", got, before)
	}
	fresh := save(knowledge.Edit{Word: knowledge.NameWord, Text: "Ruzie over de schutting"})
	save(knowledge.Edit{Word: knowledge.LayWord, Topic: fresh.Topic, Text: "mijn schuttingpaal is weggezaagd"})
	if topic, ok := editor.Bank().Lookup(fresh.Topic); !ok || topic.Name != "Ruzie over de schutting" || len(topic.Lay) != 1 {
		t.Errorf("the new topic %q: %+v %t", fresh.Topic, topic, ok)
	}
	if err := editor.Label(t.Context(), "site", speaking.URL, []knowledge.PageLabel{{URL: speaking.URL, Topic: fresh.Topic, Weight: 1}}); err != nil {
		t.Fatal(err)
	}
	if got := first(t, store.For(knowledge.Public), "site", "schuttingpaal weggezaagd"); got != speaking.URL {
		t.Errorf("a page that people labelled: %q", got)
	}
	if pages, err := editor.PagesOf(t.Context(), "site", fresh.Topic); err != nil || len(pages) != 1 {
		t.Errorf("pages of the topic: %v, %v", pages, err)
	}
	if labels, chosen, err := editor.TopicsOf(t.Context(), "site", speaking.URL); err != nil || !chosen || len(labels) != 1 {
		t.Errorf("topics of the page: %v %t %v", labels, chosen, err)
	}
	if err := editor.Label(t.Context(), "site", speaking.URL, nil); err != nil {
		t.Fatal(err)
	}
	if labels, chosen, err := editor.TopicsOf(t.Context(), "site", speaking.URL); err != nil || chosen || len(labels) == 0 {
		t.Errorf("left to the machine again: %v %t %v", labels, chosen, err)
	}
	shipped, _ := editor.Shipped().Lookup("spreekrecht")
	save(knowledge.Edit{Word: knowledge.LayWord, Topic: "spreekrecht", Text: shipped.Lay[0], Drop: true})
	save(knowledge.Edit{Word: knowledge.NameWord, Topic: "spreekrecht", Text: "Praten op de zitting"})
	topic, _ := editor.Bank().Lookup("spreekrecht")
	if len(topic.Lay) != len(shipped.Lay)-1 || topic.Name != "Praten op de zitting" {
		t.Errorf("a shipped topic: %d phrasings, %q", len(topic.Lay), topic.Name)
	}
	if again, _ := editor.Shipped().Lookup("spreekrecht"); len(again.Lay) != len(shipped.Lay) || again.Name != shipped.Name {
		t.Error("what ships was changed")
	}
	if n, err := store.Relabel(t.Context()); err != nil || n == 0 {
		t.Errorf("guessed anew: %d, %v", n, err)
	}
	for name, e := range map[string]knowledge.Edit{
		"no topic":         {Word: knowledge.LayWord, Topic: "is_er_niet", Text: "iets"},
		"no text":          {Word: knowledge.LayWord, Topic: "spreekrecht", Text: " \u200b\n"},
		"no telling word":  {Word: knowledge.LayWord, Topic: "spreekrecht", Text: "dat is het"},
		"one synonym":      {Word: knowledge.SynonymWord, Text: "alleen"},
		"words in a group": {Word: knowledge.SynonymWord, Text: "door rood, rijden"},
		"unknown kind":     {Word: "woord", Text: "iets"},
		"an empty name":    {Word: knowledge.NameWord, Text: "!!!"},
		"an existing name": {Word: knowledge.NameWord, Text: "Ruzie over de schutting"},
	} {
		if _, err := editor.Save(t.Context(), e); !errors.Is(err, knowledge.ErrWording) {
			t.Errorf("%s: %v, want ErrWording", name, err)
		}
	}
}
