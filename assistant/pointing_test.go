package assistant_test

import (
	"slices"
	"strings"
	"testing"

	"wegwijzer/assistant"
	"wegwijzer/knowledge"
)

// article is a page for readers, with questions and what stands below them.
func article(url, title, audience, opening string, below ...string) knowledge.Document {
	d := page(url, title, opening)
	d.Audience = audience
	for i := 0; i+1 < len(below); i += 2 {
		kind := knowledge.Heading
		if strings.HasSuffix(below[i], "?") {
			kind = knowledge.Question
		}
		d.Blocks = append(d.Blocks, knowledge.Block{Kind: kind, Text: below[i]}, knowledge.Block{Kind: knowledge.Paragraph, Text: below[i+1]})
	}
	return d
}

// newHelperWith is a helper whose site has more pages.
func newHelperWith(t *testing.T, pages ...knowledge.Document) helper {
	t.Helper()
	h := newHelper(t)
	g, err := h.store.Begin(t.Context(), knowledge.Public, "site")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := g.PutAll(t.Context(), append(slices.Clone(site), pages...)); err != nil {
		t.Fatal(err)
	}
	if err := g.Publish(t.Context()); err != nil {
		t.Fatal(err)
	}
	return h
}

var dropped = article("https://site.example/rechten/sepot", "Sepot en beklag (artikel 12)", "",
	"Stopt de officier van justitie je zaak? Dat heet een sepot. Ben je het er niet mee eens? Dan kun je een klacht sturen naar het gerechtshof. Dat heet beklag (artikel 12). Wacht niet te lang. Er geldt een termijn. Kijk in je brief.",
	"Kan ik mijn schade nog vragen na een sepot?", "Ja. Dat kan bij de civiele rechter. Bij geweld kan het Schadefonds een mogelijkheid zijn.",
	"Heb ik een advocaat nodig voor beklag?", "Nee. Je hebt geen advocaat nodig. Hulp van een advocaat is vaak wel handig.")

// last is the answer to the last of some messages.
func (h helper) last(t *testing.T, turns ...string) assistant.Answer {
	t.Helper()
	m := &assistant.Memory{}
	var a assistant.Answer
	for _, turn := range turns {
		a = h.say(t, m, turn)
	}
	return a
}

// What points back is answered from what was said, though it has a subject of its own; what does not stays with that subject.
func TestAQuestionThatPointsBackKeepsBothItsSubjectAndWhatItPointsTo(t *testing.T) {
	t.Parallel()
	h := newHelperWith(t, dropped)
	for _, c := range []struct {
		turns   []string
		want    string
		without string
	}{
		{[]string{"de officier heeft mijn zaak geseponeerd met een sepot", "kan ik dan nog schadevergoeding krijgen"}, "civiele rechter", ""},
		{[]string{"mijn zaak is geseponeerd door de officier", "krijg ik dan nog geld voor mijn schade"}, "civiele rechter", ""},
		{[]string{"ik wil een klacht indienen tegen het sepot", "heb ik daar een advocaat voor nodig"}, "geen advocaat nodig", ""},
		{[]string{"de zaak is geseponeerd", "hoe vraag ik schadevergoeding in de strafzaak"}, "voegingsformulier", ""},
		{[]string{"mijn zaak is geseponeerd", "als er een strafzaak komt, kan ik dan schadevergoeding vragen"}, "voegingsformulier", ""},
	} {
		a := h.last(t, c.turns...)
		if text := a.Text(); !strings.Contains(text, c.want) || c.without != "" && strings.Contains(text, c.without) {
			t.Errorf("%q: %s %q, want %q and not %q", c.turns, a.Status, text, c.want, c.without)
		}
	}
}

// How long one has for what the last answer was about is answered by its page.
func TestATermIsOfWhatTheLastAnswerWasAbout(t *testing.T) {
	t.Parallel()
	h := newHelperWith(t, dropped)
	if a := h.last(t, "wat is een artikel 12 klacht na een sepot", "hoe lang heb ik daarvoor"); len(a.Sentences) == 0 || !strings.Contains(a.Text(), "termijn") && !strings.Contains(a.Text(), "niet te lang") {
		t.Errorf("the term is %s %q", a.Status, a.Text())
	}
	if a := h.last(t, "wat is een artikel 12 klacht na een sepot", "hoeveel kost een kroket daar op het strand van Zandvoort"); len(a.Sentences) > 0 {
		t.Errorf("another thing is answered by the page of before: %q", a.Text())
	}
}

// Whether it is normal what somebody told is answered with how people react, however the story was answered.
func TestWhetherWhatWasToldIsNormal(t *testing.T) {
	t.Parallel()
	h := newHelperWith(t,
		article("https://site.example/gewoon", "Gewone reacties in de eerste weken", "", "Na iets ergs reageert je lichaam. Veel mensen schrikken, slapen slecht of voelen niets. Dat zijn normale reacties."),
		article("https://site.example/inbraak", "Woninginbraak", "", "Is er ingebroken in je huis? Bel de politie. Laat alles liggen. Meld de inbraak bij je verzekering."))
	for _, told := range []string{"ik slaap slecht sinds de inbraak", "ik schrik van alles sinds de inbraak", "ik voel helemaal niks meer"} {
		if a := h.last(t, told, "is dat normaal"); !strings.Contains(a.Text(), "normale reacties") {
			t.Errorf("after %q: %s %q", told, a.Status, a.Text())
		}
	}
	if a := h.last(t, "de politie belt mij niet terug over de inbraak", "is dat normaal"); strings.Contains(a.Text(), "normale reacties") {
		t.Errorf("what the police do is taken for how somebody feels: %q", a.Text())
	}
}

// What answers whether there is still compensation after an acquittal may have been shown in the answer on that: it is said once more, for it is what is asked.
func TestWhatIsSoThenIsSaidThoughItWasShownBefore(t *testing.T) {
	t.Parallel()
	h := newHelperWith(t,
		article("https://site.example/rechten/uitspraak", "Uitspraak en vonnis", "", "De rechter doet uitspraak. Dat heet een vonnis.", "Vrijspraak", "Soms spreekt de rechter de verdachte vrij. Vrijspraak betekent dat er niet genoeg bewijs was. Praat erover als je dat wilt."),
		article("https://site.example/schade/voegen", "Schadevergoeding vragen in de strafzaak (voegen)", "", "Komt er een strafzaak? Dan kun je de rechter vragen om de dader te laten betalen voor jouw schade. Voegen kost niets en je hebt geen advocaat nodig.",
			"Wat doet de rechter?", "De rechter kijkt of de verdachte schuldig is.\nWordt de verdachte vrijgesproken? Dan beslist de strafrechter niet over je schade.",
			"Hoe krijg je het geld?", "De rechter legt vaak een schadevergoedingsmaatregel op. Dan int het CJIB het geld bij de dader."))
	for _, turns := range [][]string{
		{"de verdachte is vrijgesproken", "heb ik dan nog recht op schadevergoeding"}, {"de verdachte is vrijgesproken", "kan ik dan nog schadevergoeding krijgen"},
	} {
		if a := h.last(t, turns...); !strings.Contains(a.Text(), "Dan beslist de strafrechter niet over je schade") {
			t.Errorf("%q: %s %q", turns, a.Status, a.Text())
		}
	}
}
