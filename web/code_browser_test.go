package web

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"wegwijzer/assistant"
)

// withCode is an answer of many lines in a conversation that is kept from now on, after the notices.
func withCode(notices ...assistant.Notice) script {
	return func(_ context.Context, _ assistant.Turn, emit func(assistant.Event) error) (assistant.Answer, error) {
		a := assistant.Answer{Status: assistant.Answered, Lang: "nl", Lead: "Dit staat er op onze website.", Notices: notices, Code: "appel boom huis water"}
		for n := range 40 {
			line := fmt.Sprintf("Dit is zin %d van een lang antwoord, dat verder gaat dan een scherm van een telefoon.", n)
			a.Sentences = append(a.Sentences, assistant.Sentence{Text: line, Cites: []assistant.Cite{{Title: "Bron", Quote: line}}})
		}
		return a, play(a, emit)
	}
}

// placed is where things stand in the window, in pixels.
type placed struct {
	Card, Top, Bottom, Question, Answer float64
	Said, Role, Focus                   string
	Height                              float64
}

const whereTheCodeStands = `(() => {
	const at = name => document.querySelector("[data-messages] " + name)?.getBoundingClientRect();
	const code = document.querySelector("[data-messages] .kept-code"), r = code.getBoundingClientRect();
	return {
		Card: at(".notice")?.bottom ?? 0, Top: r.top, Bottom: r.bottom, Question: at(".message-you").bottom, Answer: at(".lead").top,
		Said: code.querySelector(".code").textContent, Role: code.getAttribute("role"), Focus: document.activeElement.id, Height: innerHeight,
	};
})()`

// Who asks for a code gets it where they read: on a phone in the first screen, below the question and above the answer. A card of danger stands before it.
func TestCodeStandsBesideTheFirstAnswer(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		script  bool
		notices []assistant.Notice
	}{
		"with script": {true, nil}, "without script": {false, nil}, "in danger": {true, []assistant.Notice{everyLine()}}, "in danger without script": {false, []assistant.Notice{everyLine()}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := open(t, scripted(t, withCode(c.notices...)))
			b.dress(390, 844, false)
			b.withScript(c.script)
			b.do(chromedp.Navigate(b.url))
			if c.script {
				b.ask("Wat nu?")
			} else {
				b.do(chromedp.SendKeys(chromedp.ID("vraag"), "Wat nu?"))
				b.send(".send")
			}
			b.shot("code-" + strings.ReplaceAll(name, " ", "-"))
			p := see(b, chromedp.Evaluate[placed](whereTheCodeStands))
			if p.Said != "appel boom huis water" || p.Role != "status" {
				t.Errorf("the code is %q with the role %q", p.Said, p.Role)
			}
			if p.Top < p.Question || p.Top < p.Card || p.Bottom > p.Answer {
				t.Errorf("it stands at %+v, want it below the question and the card, and above the answer", p)
			}
			if len(c.notices) == 0 && (p.Top < 0 || p.Bottom > p.Height) {
				t.Errorf("it is out of sight: %+v", p)
			}
			if c.script && p.Focus != "vraag" && len(c.notices) == 0 {
				t.Errorf("the focus went to %q", p.Focus)
			}
			if c.script { // axe is a script
				b.axe("a code, " + name)
			}
			b.quiet()
		})
	}
}

// A second question asks for no second code, and the one that was shown stays where it was.
func TestCodeStaysWithItsAnswer(t *testing.T) {
	t.Parallel()
	s := scripted(t, withCode())
	b := open(t, s)
	b.dress(390, 844, false)
	b.do(chromedp.Navigate(b.url))
	b.ask("Wat nu?")
	s.answer = twoSources
	b.ask("En dan?")
	if got := see(b, chromedp.Evaluate[string](`[...document.querySelectorAll("[data-messages] > li")].map(li => li.querySelector(".kept-code") ? "code" : "-").join(" ")`)); got != "- code - -" {
		t.Errorf("the messages have %q, want the code in the first answer", got)
	}
	// It is not printed with an answer: paper lies about.
	b.print()
	b.do(chromedp.Evaluate[chromedp.Void](`window.print = () => { window.printed = [...document.querySelectorAll("[data-messages] .sentence, [data-messages] .kept-code")].filter(e => e.checkVisibility()).map(e => e.className).join(" ") }; document.querySelector("[data-print]").click(); 0`))
	if got := see(b, chromedp.Evaluate[string]("window.printed")); !strings.Contains(got, "sentence") || strings.Contains(got, "kept-code") {
		t.Errorf("on paper are %q", got)
	}
	b.quiet()
}

// print shows the page as it would be on paper.
func (b *tab) print() {
	b.t.Helper()
	b.do(func(ctx context.Context, _ *chromedp.Target) (chromedp.Void, error) {
		_, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
		return chromedp.Void{}, err
	})
}
