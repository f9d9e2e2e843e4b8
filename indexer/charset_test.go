package indexer

import (
	"testing"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

func TestDecode(t *testing.T) {
	t.Parallel()
	const text = "Geïrriteerd, één café: € 25 – “zo’n” gevoel"
	cp1252, err := charmap.Windows1252.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	wide := func(endian unicode.Endianness, mark unicode.BOMPolicy) string {
		s, err := unicode.UTF16(endian, mark).NewEncoder().String("<p>" + text + "</p><p>en nog een regel zonder vreemde letters</p>")
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	twice, err := charmap.ISO8859_1.NewDecoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ name, body, contentType string }{
		{"utf-8 as said", `<meta charset="utf-8">` + text, "text/html; charset=utf-8"},
		{"utf-8 with mark", "\xef\xbb\xbf" + text, ""},
		{"utf-8 called latin1 by the page", `<meta charset="iso-8859-1">` + text, ""},
		{"utf-8 called latin1 by the server", text, "text/html; charset=iso-8859-1"},
		{"windows-1252 as said", `<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">` + cp1252, ""},
		{"windows-1252 called utf-8", `<meta charset="utf-8">` + cp1252, "text/html; charset=utf-8"},
		{"windows-1252 without a word", cp1252, ""},
		{"utf-8 read wrongly once", twice, "text/html; charset=utf-8"},
		{"utf-16 with mark", wide(unicode.LittleEndian, unicode.UseBOM), ""},
		{"utf-16 without mark", wide(unicode.LittleEndian, unicode.IgnoreBOM), ""},
		{"utf-16 the other way round", wide(unicode.BigEndian, unicode.IgnoreBOM), ""},
	} {
		if got := fold(decode([]byte(test.body), test.contentType)); !containsFold(got, text) {
			t.Errorf("%s: decode = %q", test.name, got)
		}
	}
	// What is right must not be repaired: these are words, not mistakes.
	for _, right := range []string{"Âge, Ãlvaro, SÃO", "â la carte", "Åre – Ängelholm", "een Â te veel"} {
		if got := decode([]byte(right), ""); got != right {
			t.Errorf("decode(%q) = %q, want it untouched", right, got)
		}
	}
}

func containsFold(folded, text string) bool {
	want := fold(text)
	for i := 0; i+len(want) <= len(folded); i++ {
		if folded[i:i+len(want)] == want {
			return true
		}
	}
	return false
}

func TestClean(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"ge\u0069\u0308rriteerd": "geïrriteerd", "a\u200b\u200db\u2060c\ufeff": "abc", "\u202eomgekeerd\u202c": "omgekeerd", "slacht\u00adoffer": "slachtoffer",
		"a\U000e0041\U000e0042b": "ab", "a\u00a0b": "a b", "a\x00b\x07": "ab", "\uf0b7 punt": "• punt", "\ufffd punt": " punt", "tab\tblijft": "tab\tblijft",
	} {
		if got := clean(in); got != want {
			t.Errorf("clean(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestLanguage(t *testing.T) {
	t.Parallel()
	const nl = "Wij helpen je als je iets ergs hebt meegemaakt. Je kunt ons bellen en je mag ook iemand meenemen die je vertrouwt. Het kost niets en je hoeft geen naam te zeggen."
	const en = "We can help you if you have been the victim of a crime. You can call us and you may bring someone that you trust. It is free and you do not have to give us your name."
	for _, test := range []struct{ stated, text, want string }{
		{"nl", nl, "nl"},
		{"nl-NL", nl, "nl"},
		{"", nl, "nl"},
		{"en", nl, "nl"},
		{"nl", en, "en"},
		{"", en, "en"},
		{"nl_NL", "Kort.", "nl"},
		{"", "", "nl"},
		{"nl", nl + " " + en, "nl"},
		{"en", nl + " " + en, "en"},
		{"de", "Kort.", "de"},
		{"nl", "يمكنك الاتصال بنا إذا كنت ضحية جريمة. المساعدة مجانية.", "ar"},
		{"nl", "Ви можете зателефонувати нам, якщо ви стали жертвою злочину. Допомога безкоштовна.", "uk"},
		{"nl", "Możesz do nas zadzwonić, jeśli jesteś ofiarą przestępstwa. To jest bezpłatne i nie musisz podawać swojego imienia, bo to nie jest potrzebne. Czy chcesz, żeby ktoś z tobą poszedł?", "pl"},
	} {
		if got := language(test.stated, test.text); got != test.want {
			t.Errorf("language(%q, %.30q) = %q, want %q", test.stated, test.text, got, test.want)
		}
	}
}
