package assistant

import (
	"strings"
	"testing"

	"wegwijzer/knowledge"
)

func TestQuestionsInOtherLanguagesAreSearchedInDutch(t *testing.T) {
	t.Parallel()
	bank, err := knowledge.ShippedBank()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ lang, question, want string }{
		{"en", "is a lawyer free for victims", "advocaat"},
		{"tr", "avukat ücretsiz mi", "gratis"},
		{"pl", "czy w sądzie będzie tłumacz", "tolk"},
		{"uk", "чи буде перекладач", "tolk"},
		{"fr", "y aura-t-il un traducteur", "tolk"},
		{"ar", "هل يوجد مترجم في الجلسة", "tolk"},
		{"pap", "mi ke un tolk", "tolk"},
	} {
		if got := InDutch(c.question, c.lang, bank); !strings.Contains(strings.ToLower(got), c.want) {
			t.Errorf("InDutch(%q) = %q, want %s in it", c.question, got, c.want)
		}
	}
	for lang, question := range map[string]string{"en": "zxqv", "nl": "is een advocaat gratis", "xx": "wat", "tr": ""} {
		if got := InDutch(question, lang, bank); got != question {
			t.Errorf("InDutch(%q, %s) = %q, want it as it is", question, lang, got)
		}
	}
}
