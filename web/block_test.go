package web

import (
	"context"
	"net/url"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/google/go-cmp/cmp"

	"wegwijzer/assistant"
)

func TestBlocks(t *testing.T) {
	t.Parallel()
	plain := func(s string) []run { return []run{{Text: s}} }
	for _, test := range []struct {
		text string
		want []block
	}{
		{"", nil},
		{"Een zin.", []block{{line: line{Runs: plain("Een zin.")}}}},
		{"Doe dit:\n- een\n  - twee\n\nEn dan.", []block{
			{line: line{Runs: plain("Doe dit:")}},
			{Items: []line{{Runs: plain("een")}, {Runs: plain("twee")}}},
			{line: line{Runs: plain("En dan.")}},
		}},
		{"# Kop\n| Besluit?: ja | Gevolg: geld", []block{
			{line: line{Runs: plain("Kop")}},
			{Items: []line{{Runs: plain("Besluit? ja. Gevolg: geld")}}},
		}},
		{"Bel 0900-0101 of bel meteen 112.", []block{{line: line{Runs: []run{
			{Text: "Bel "}, {"0900-0101", "09000101"}, {Text: " of "}, {"bel meteen 112", "112"}, {Text: "."},
		}}}}},
		{"Artikel 112 en € 113,50 kosten niets.", []block{{line: line{Runs: plain("Artikel 112 en € 113,50 kosten niets.")}}}},
	} {
		if diff := cmp.Diff(test.want, blocks(test.text), cmp.AllowUnexported(block{}, line{})); diff != "" {
			t.Errorf("blocks(%q) differs (-want +got):\n%s", test.text, diff)
		}
	}
}

func FuzzBlocks(f *testing.F) {
	f.Add("Doe dit:\n- een\n| a | b\n# Bel 0900-0101")
	f.Fuzz(func(t *testing.T, text string) {
		for _, b := range cited(blocks(text), []ref{{N: 1}}) {
			if len(b.Runs) > 0 && len(b.Items) > 0 {
				t.Errorf("blocks(%q) has a block that is both a paragraph and a list", text)
			}
		}
	})
}

// listsOnly answers with a list that stands under a heading, one that goes on, one that is led into, and one on a page without headings.
func listsOnly(_ context.Context, _ assistant.Turn, emit func(assistant.Event) error) (assistant.Answer, error) {
	cite := func(heading, quote string) []assistant.Cite {
		return []assistant.Cite{{URL: "https://example.nl/aangifte/", Title: "Aangifte doen", Heading: heading, Quote: quote}}
	}
	a := assistant.Answer{Status: assistant.Answered, Lang: "nl", Lead: "Dit staat er."}
	for _, s := range [...]struct{ heading, text string }{
		{"Aangifte doen › Wat je meeneemt", "- Een paspoort.\n- Bonnen."},
		{"Aangifte doen › Wat je meeneemt", "- Foto's."},
		{"Aangifte doen › Daarna", "Je krijgt dan:"},
		{"Aangifte doen › Daarna", "- Een brief."},
		{"", "| Soort: diefstal | Hoe: online"},
		{"Aangifte doen › Wat je meeneemt", "Een gewone zin."},
	} {
		a.Sentences = append(a.Sentences, assistant.Sentence{Text: s.text, Cites: cite(s.heading, s.text)})
	}
	return a, play(a, emit)
}

// A list is shown and read aloud under the heading that it has in its source, by the script and by the form alike.
func TestListsBearTheirHeading(t *testing.T) {
	t.Parallel()
	s := New(Config{Voice: mouthpiece{}})
	s.answer = listsOnly
	t.Cleanup(s.Close)
	b := open(t, s)
	const shown = `[...document.querySelectorAll("[data-messages] .sentences .list-heading")].map(h => h.textContent + " | " + h.nextElementSibling.textContent).join("\n")`
	want := "Wat je meeneemt | Een paspoort.Bonnen.\u20601\nAangifte doen | diefstal: online\u20603"
	b.do(chromedp.Navigate(b.url), chromedp.Evaluate[chromedp.Void](`window.said = []; document.addEventListener("ww-frame", e => e.detail.type === "sentence" && said.push(e.detail.aloud ?? e.detail.text)); 0`))
	b.ask("Wat neem ik mee?")
	if diff := cmp.Diff(want, see(b, chromedp.Evaluate[string](shown))); diff != "" {
		t.Errorf("the script shows (-want +got):\n%s", diff)
	}
	if got := see(b, chromedp.Evaluate[string]("said[0] + '|' + said[1]")); got != "Wat je meeneemt\n- Een paspoort.\n- Bonnen.|- Foto's." {
		t.Errorf("read aloud is %q", got)
	}
	b.quiet()
	rec := post(t, s, "/", url.Values{"vraag": {"Wat neem ik mee?"}})
	if got := rec.Body.String(); strings.Count(got, `<h3 class="list-heading">`) != 2 || !strings.Contains(got, `<h3 class="list-heading">Wat je meeneemt</h3><ul><li>Een paspoort.</li>`) {
		t.Errorf("without script the page shows %d headings of lists", strings.Count(got, `<h3 class="list-heading">`))
	}
}
