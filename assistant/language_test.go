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

// Who writes in another language and asks whether that may is told so, and reads no page in Dutch of it; who asks for an interpreter does.
func TestWhoAsksToWriteAnotherLanguageReadsNoDutch(t *testing.T) {
	t.Parallel()
	h := newHelper(t)
	for _, turns := range [][2]string{
		{"my bike was stolen", "can we speak english"}, {"ukradziono mi rower", "mówicie po polsku?"}, {"on a volé mon vélo", "je parle seulement français"}, {"mein Fahrrad wurde gestohlen", "sprechen Sie Deutsch"},
	} {
		m := &assistant.Memory{}
		h.say(t, m, turns[0])
		a := h.say(t, m, turns[1])
		if a.Lang == "nl" || len(a.Sentences) > 0 || !strings.Contains(a.Lead, assistant.Message(a.Lang, "language")) {
			t.Errorf("%q: in %s %q, %d sentences", turns, a.Lang, a.Lead, len(a.Sentences))
		}
	}
}

// What is told in another language is answered before whether that may be spoken; a greeting tells nothing.
func TestWhatIsToldGoesBeforeTheLanguage(t *testing.T) {
	t.Parallel()
	h := newHelper(t)
	for text, told := range map[string]bool{
		"my bike was stolen yesterday, do you speak english?": true, "do you speak english? someone stole my bag": true, "hello sir and madam, do you speak english?": false,
	} {
		a := h.say(t, &assistant.Memory{}, text)
		if offer := assistant.Message("en", "language"); strings.Contains(a.Lead, offer) == told || told && !strings.Contains(a.Closing, offer) {
			t.Errorf("%q: %q, then %q", text, a.Lead, a.Closing)
		}
	}
}
