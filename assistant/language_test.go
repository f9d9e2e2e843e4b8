package assistant_test

import (
	"strings"
	"testing"

	"wegwijzer/assistant"
)

// Who chose no language and writes a few words gets the card, and all else, in the language of those words.
func TestFirstWordsGetTheCardInTheirLanguage(t *testing.T) {
	t.Parallel()
	for lang, texts := range map[string][]string{
		"en":  {"I want to die", "my boyfriend raped me last night", "she is bleeding", "he has a knife"},
		"fr":  {"on veut me tuer", "il m'a violée hier"},
		"tr":  {"olmek istiyorum artik", "kocam beni öldürecek"},
		"pl":  {"chce sie zabic", "mąż mnie dusi"},
		"uk":  {"хочу вбити себе", "он меня убьёт"},
		"ar":  {"أريد أن أموت", "zawji yadribni"},
		"pap": {"mi ke mata mi mes", "mi kasá ta bati mi awor"},
		"nl":  {"ik wil dood", "mn ex is hier met een gun", "kwil nie meer leven", "Ahmed slaat me nu"},
	} {
		for _, text := range texts {
			n, ok := assistant.Danger(text, "")
			if !ok || n.Lang != lang {
				t.Errorf("the card of %q: %v, in %q; want it in %s", text, ok, n.Lang, lang)
			}
		}
	}
}

// The language that was spoken stays for what fits several, and who changes it is followed.
func TestLanguageOfATalkStays(t *testing.T) {
	t.Parallel()
	h := newHelper(t)
	m := &assistant.Memory{}
	for _, turn := range []struct{ says, lang string }{
		{"ok", "nl"}, // nothing was said yet
		{"he hit me", "en"},
		{"ok", "en"},
		{"stop", "en"},
		{"Mehmet", "en"},
		{"my passport is gone", "en"},
		{"kocam beni dövüyor", "tr"},
		{"ok", "tr"},
		{"hij is nu weg en ik ben bang", "nl"},
		{"chat", "nl"},
	} {
		if a := h.say(t, m, turn.says); a.Lang != turn.lang {
			t.Errorf("after %q the answer is in %s, want %s", turn.says, a.Lang, turn.lang)
		}
	}
}

// A language that is not spoken here is answered in English, and once it is said that an interpreter can be arranged.
func TestUnspokenLanguageIsOfferedAnInterpreter(t *testing.T) {
	t.Parallel()
	h := newHelper(t)
	m := &assistant.Memory{}
	offer := assistant.Message("en", "language")
	if a := h.say(t, m, "gestern wurde mir im Zug die Tasche gestohlen"); a.Lang != "en" || !strings.HasPrefix(a.Lead, offer) {
		t.Errorf("it says in %s %q, want first the interpreter", a.Lang, a.Lead)
	}
	if a := h.say(t, m, "ich möchte mit jemandem sprechen"); a.Lang != "en" || strings.Contains(a.Lead, offer) {
		t.Errorf("then it says in %s %q, want the interpreter no second time", a.Lang, a.Lead)
	}
	if a := h.say(t, &assistant.Memory{}, "someone stole my bag on the train"); strings.Contains(a.Lead, offer) {
		t.Errorf("English is offered an interpreter: %q", a.Lead)
	}
}
