package web

import (
	"context"
	"net/url"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"wegwijzer/assistant"
)

// translated says one sentence that a computer translated, in a language that is read from right to left.
func translated(_ context.Context, _ assistant.Turn, emit func(assistant.Event) error) (assistant.Answer, error) {
	a := assistant.Answer{Status: assistant.Answered, Lang: "ar", Lead: assistant.Message("ar", "intro"), Sentences: []assistant.Sentence{
		{Text: "اتصل بالرقم 112 إذا كان هناك خطر الآن.", Lang: "ar", Cites: []assistant.Cite{{URL: "https://example.nl/x", Title: "Gevaar", Quote: "Bel 112 als er nu gevaar is."}}},
		{Text: "Wij luisteren naar je verhaal.", Cites: []assistant.Cite{{URL: "https://example.nl/y", Title: "Hulp", Quote: "Wij luisteren naar je verhaal."}}},
	}}
	return a, play(a, emit)
}

// Whoever reads a computer's translation sees that it is one, and the Dutch words that it was made from, with nothing opened.
func TestATranslationStandsWithItsDutchWordsOnThePage(t *testing.T) {
	t.Parallel()
	b := open(t, scripted(t, translated))
	b.do(chromedp.Navigate(b.url))
	b.ask("ماذا أفعل")
	const first, second = "document.querySelectorAll('.message-answer .sentence')[0]", "document.querySelectorAll('.message-answer .sentence')[1]"
	got := see(b, chromedp.Evaluate[string](first+".innerText"))
	for _, part := range []string{"خطر", assistant.Message("ar", "translated"), "Bel 112 als er nu gevaar is."} {
		if !strings.Contains(got, part) {
			t.Errorf("the sentence is shown as %q, without %q", got, part)
		}
	}
	if got := see(b, chromedp.Evaluate[string](first+".lang + ' ' + "+first+".dir + ' ' + "+first+".querySelector('blockquote').lang + ' ' + "+second+".lang + ' ' + "+second+".dir")); got != "ar rtl nl nl ltr" {
		t.Errorf("languages and directions are %q", got)
	}
	if see(b, chromedp.Evaluate[bool](second+".querySelector('blockquote') !== null")) {
		t.Error("a literal sentence is called a translation")
	}
}

func TestATranslationStandsWithItsDutchWordsWithoutScript(t *testing.T) {
	t.Parallel()
	page := post(t, scripted(t, translated), "/", url.Values{"vraag": {"ماذا أفعل"}}).Body.String()
	for _, part := range []string{`<div class="sentence" lang="ar" dir="rtl">`, `<p class="by-computer">` + assistant.Message("ar", "translated"), `<blockquote lang="nl" dir="ltr">`} {
		if !strings.Contains(page, part) {
			t.Errorf("the page has no %q", part)
		}
	}
	if n := strings.Count(page, "by-computer"); n != 1 {
		t.Errorf("%d sentences are called a translation, want 1", n)
	}
}

func TestEveryLanguageSaysThatAComputerTranslated(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, lang := range assistant.Languages() {
		note := assistant.Message(lang, "translated")
		if note == "" || seen[note] {
			t.Errorf("%s has no words of its own for it: %q", lang, note)
		}
		seen[note] = true
	}
}
