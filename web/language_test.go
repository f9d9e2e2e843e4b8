package web

import (
	"fmt"
	"testing"

	"wegwijzer/assistant"
	"wegwijzer/internal/postgres/pgtest"
	"wegwijzer/knowledge"
)

// On the page as it opens, in Dutch and with nothing chosen, a few words in another language get the card and what stands around it in that language.
func TestShortForeignMessageGetsItsLanguageOnTheDutchPage(t *testing.T) {
	t.Parallel()
	bank := shippedBank()
	store, err := knowledge.NewStore(t.Context(), pgtest.New(t), knowledge.Config{Bank: bank})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(store.Close)
	s := New(Config{Assistant: assistant.New(store.For(knowledge.Public), bank, nil), Collection: "demo"})
	for text, lang := range map[string]string{
		"I want to die": "en", "il va me tuer": "fr", "chce sie zabic": "pl", "kendimi öldüreceğim": "tr", "хочу вбити себе": "uk", "أريد أن أموت": "ar", "mi ke mata mi mes": "pap",
		"hij heeft een gun bij mn hoofd": "nl",
	} {
		v := visit(t, s)
		v.say(fmt.Sprintf(`{"type":"ask","id":"1","question":%q,"lang":""}`, text))
		want, ok := assistant.Danger(text, lang)
		if !ok {
			t.Fatalf("no danger in %q", text)
		}
		cards := 0
		for _, f := range v.hear("end") {
			switch {
			case f.Type == "start" && f.Lang != lang:
				t.Errorf("%q is answered in %s, want %s", text, f.Lang, lang)
			case f.Type == "notice" && f.Kind == string(assistant.DangerNotice):
				if cards++; f.Title != want.Title || f.Text != want.Text {
					t.Errorf("the card of %q says %q, want %q", text, f.Title, want.Title)
				}
			}
		}
		if cards != 1 {
			t.Errorf("%q gets %d cards, want one", text, cards)
		}
	}
}
