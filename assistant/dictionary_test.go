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

// Whatever somebody wants to get or to ask for, the verb and the article are in the phrasings of other topics too.
func TestWantingIsNoTopic(t *testing.T) {
	t.Parallel()
	bank, err := knowledge.ShippedBank()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ lang, question, want string }{
		{"fr", "Comment obtenir une indemnisation ?", "schadevergoeding"},
		{"fr", "j'aimerais obtenir une indemnisation", "schadevergoeding"},
		{"en", "how do I get compensation", "schadevergoeding"},
		{"tr", "tazminat nasıl alırım", "schadevergoeding"},
		{"pl", "jak uzyskać odszkodowanie", "schadevergoeding"},
		{"uk", "як отримати компенсацію", "schadevergoeding"},
		{"ar", "كيف أحصل على تعويض", "schadevergoeding"},
		{"pap", "kon mi ta haña kompensashon", "schadevergoeding"},
		{"fr", "comment obtenir une interdiction de contact", "contactverbod"},
		{"pl", "jak dostać zakaz kontaktu", "contactverbod"},
	} {
		got := strings.ToLower(InDutch(c.question, c.lang, bank))
		if !strings.Contains(got, c.want) || c.want != "contactverbod" && strings.Contains(got, "contactverbod") {
			t.Errorf("InDutch(%q) = %q, want %s", c.question, got, c.want)
		}
	}
}

// What people ask of other things with their son or daughter is no reason to take a killing for one of those.
func TestACrimeIsNotSetAsideForATopicThatItsWordsDoNotPointTo(t *testing.T) {
	t.Parallel()
	bank, err := knowledge.ShippedBank()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ lang, question, want, not string }{
		{"ar", "قتلوا ابني", "moord", "whatsapp nepappje"},
		{"ar", "قتلوا ابنتي", "moord", "whatsapp nepappje"},
		{"ar", "مات ابني مقتولا", "moord", "overleden"},
		{"fr", "ma fille a été assassinée", "moord", "herstelbemiddeling"},
		{"fr", "on a tué mon fils", "moord", "dossier"},
		{"tr", "kocamı öldürdüler", "moord", "thuis overleden"},
		{"pl", "zabili mi syna", "moord", "mishandeling"},
		{"uk", "мого брата вбили", "moord", "hack"},
		{"en", "they killed my wife", "moord", "overleden"},
		{"pap", "nan a mata mi yu", "moord", "overleden"},
		{"uk", "мій хлопець мене б'є", "geslagen", "hack"},
		{"pl", "mój chłopak mnie bije", "geslagen", "angst"},
		{"tr", "babam öldü", "overleden", "moord"},
		{"en", "my son was scammed online", "oplichting", "moord"},
	} {
		got := strings.ToLower(InDutch(c.question, c.lang, bank))
		if !strings.Contains(got, c.want) {
			t.Errorf("InDutch(%q) = %q, want %s", c.question, got, c.want)
		}
		for w := range strings.FieldsSeq(c.not) {
			if strings.Contains(got, w) {
				t.Errorf("InDutch(%q) = %q, with %s", c.question, got, w)
			}
		}
	}
}

func TestWhatSaysSomethingThatNothingKnowsIsHalfKnown(t *testing.T) {
	t.Parallel()
	bank, err := knowledge.ShippedBank()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		lang, question string
		want           bool
	}{
		{"fr", "ils ont éventré ma fille", true},
		{"pl", "oni go zadeptali", true},
		{"en", "we went skiing in the mountains", true},
		{"en", "what is affectieschade", false}, // a word of the law, from a letter
		{"fr", "mon fils a été assassiné", false},
		{"pl", "mieszkam u niego, boję się", false},
		{"tr", "avukat ücretsiz mi", false},
		{"uk", "скільки коштує адвокат для потерпілого", false},
		{"en", "somebody broke into my house", false},
		{"nl", "ze hebben mijn dochter gebrutseld", false},
	} {
		if got := halfKnown(c.question, c.lang, bank); got != c.want {
			t.Errorf("halfKnown(%q) = %v", c.question, got)
		}
	}
}
