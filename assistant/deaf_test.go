package assistant_test

import (
	"slices"
	"strings"
	"testing"

	"wegwijzer/assistant"
)

// Who cannot hear is sent to no telephone by anything said after that, and reads how one can write.
func TestWhoCannotHearIsSentToNoTelephone(t *testing.T) {
	t.Parallel()
	h := newHelperWith(t,
		article("https://site.example/rechten/adres", "Aangifte doen met een afgeschermd adres", "", "Vraag de politie om je adres weg te laten uit je aangifte. Streep je adres door op de kopie die je meestuurt. Bel ons als je niet weet of dat mag."))
	for lang, first := range map[string]string{"nl": "ik ben doof", "en": "i am deaf", "pl": "jestem głucha", "fr": "je suis sourd", "tr": "sağırım", "uk": "я глухий"} {
		m := &assistant.Memory{}
		h.say(t, m, first)
		for _, text := range []string{map[string]string{"nl": "dank je", "en": "thank you", "pl": "dziękuję", "fr": "merci", "tr": "teşekkürler", "uk": "дякую"}[lang], "hoe vraag ik schadevergoeding in de strafzaak", unknown, "ga ik de zaak winnen", "ik kan niet meer"} {
			if a := h.say(t, m, text); strings.Contains(a.Text(), "0900-0101") {
				t.Errorf("%s: %q: %q", lang, text, a.Text())
			}
		}
	}
	m := &assistant.Memory{}
	h.say(t, m, "ik ben doof")
	a := h.say(t, m, "hoe laat ik mijn adres weg uit de aangifte en de kopie")
	if len(a.Sentences) == 0 || slices.ContainsFunc(a.Sentences, func(x assistant.Sentence) bool { return strings.HasPrefix(x.Text, "Bel ons") }) {
		t.Errorf("the page ends with a call: %s %q", a.Status, a.Text())
	}
	if a := h.say(t, m, "dank je"); !strings.Contains(a.Text(), assistant.Message("nl", "deaf_way")) {
		t.Errorf("no way to write is named: %q", a.Text())
	}
	if a := h.last(t, asked, "dank je"); !strings.Contains(a.Text(), "0900-0101") {
		t.Errorf("who can call reads no number: %q", a.Text())
	}
}
