package web

import (
	"context"
	"net/url"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"wegwijzer/assistant"
	"wegwijzer/assistant/danger"
)

// everyLine is a card with every line there is, and with two that cannot be called: one has a chat, one a number that is none.
func everyLine() assistant.Notice {
	n := assistant.Notice{Kind: assistant.DangerNotice, Level: danger.Acute, Title: "Jouw veiligheid gaat voor", Text: "Je bent niet alleen."}
	for _, c := range danger.Contacts() {
		n.Contacts = append(n.Contacts, assistant.Reach{Line: c.Line, Name: c.Name("nl"), Number: c.Number, Tel: c.Tel, Chat: c.Chat, Hours: c.Hours["nl"]})
	}
	n.Contacts = append(n.Contacts, assistant.Reach{Name: "Chatlijn", Chat: "https://chat.example"}, assistant.Reach{Name: "Balie", Number: "loket 3", Tel: "tel:loket3"})
	return n
}

// warning is a script that shows a card before its answer.
func warning(n assistant.Notice) script {
	return func(ctx context.Context, turn assistant.Turn, emit func(assistant.Event) error) (assistant.Answer, error) {
		if emit != nil {
			if err := emit(assistant.Event{Lang: "nl", Notice: &n}); err != nil {
				return assistant.Answer{}, err
			}
		}
		a, err := twoSources(ctx, turn, emit)
		a.Notices = []assistant.Notice{n}
		return a, err
	}
}

// reached is how a page offers one line.
type reached struct{ Words, Call, Chat string }

// wantedLines is what a page must offer of every line.
func wantedLines() []reached {
	var all []reached
	for _, c := range danger.Contacts() {
		r := reached{Words: strings.TrimSpace(c.Number + " " + c.Name("nl")), Chat: c.Chat}
		if c.Number != "" {
			r.Call = "tel:" + strings.ReplaceAll(c.Number, "-", "")
		}
		all = append(all, r)
	}
	return append(all, reached{"Chatlijn", "", "https://chat.example"}, reached{"loket 3 Balie", "", ""})
}

// card finds the card on a page.
func card(t *testing.T, page string) *goquery.Selection {
	t.Helper()
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	return doc.Find("main .notice[data-kind=danger]").Not("template *")
}

// silentNotice is the card for somebody who can make no sound, with a line that has a chat.
func silentNotice(t *testing.T, lang string) assistant.Notice {
	t.Helper()
	n := assistant.Card(danger.Check("ik wil dood maar ik kan niet praten hij hoort me"), lang)
	if !n.Silent || n.Exit == "" {
		t.Fatalf("the card in %s is %+v", lang, n)
	}
	return n
}

func TestEveryLineCanBeCalledWithoutScript(t *testing.T) {
	t.Parallel()
	page := post(t, scripted(t, warning(everyLine())), "/", url.Values{"vraag": {"Help"}}).Body.String()
	var got []reached
	card(t, page).Find(".contact").Each(func(_ int, c *goquery.Selection) {
		words := c.Find(".contact-call, .contact-plain")
		got = append(got, reached{strings.TrimSpace(words.Text()), c.Find("a.contact-call").AttrOr("href", ""), c.Find("a.contact-chat").AttrOr("href", "")})
	})
	compareLines(t, got)
	if strings.Contains(page, "ZgotmplZ") {
		t.Error("a link was taken for unsafe")
	}
}

func compareLines(t *testing.T, got []reached) {
	t.Helper()
	want := wantedLines()
	if len(got) != len(want) {
		t.Fatalf("%d lines, want %d: %+v", len(got), len(want), got)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("line %d is %+v, want %+v", i, got[i], want[i])
		}
	}
}

// Who may make no sound is offered more than calling, in few words, and nothing of the turn can be read aloud.
func TestSilentCardIsShortAndNeverSpoken(t *testing.T) {
	t.Parallel()
	for _, lang := range assistant.Languages() {
		s := scripted(t, warning(silentNotice(t, lang)))
		c := card(t, post(t, s, "/", url.Values{"vraag": {"Help"}}).Body.String())
		if c.Length() != 1 || c.Find(`a[data-leave][href="/weg"]`).Length() != 1 || c.Find(`a.contact-chat[href="https://113.nl"]`).Length() != 1 || c.Find(`a.contact-call[href="tel:113"]`).Length() != 1 {
			t.Errorf("%s: the card lacks a chat, a call or the way to leave:\n%s", lang, c.Text())
		}
		var words []string
		c.Find(".notice-title, .notice-text, .contact-number, .contact-name, .contact-hours, .contact-chat, .notice-leave, .notice-exit").Each(func(_ int, part *goquery.Selection) {
			words = append(words, strings.Fields(part.Text())...)
		})
		if len(words) > 40 {
			t.Errorf("%s: the card has %d words, at most 40: %q", lang, len(words), words)
		}
	}
	s := New(Config{Voice: mouthpiece{}})
	t.Cleanup(s.Close)
	s.answer = warning(silentNotice(t, "nl"))
	v := visit(t, s)
	v.say(`{"type":"ask","id":"1","question":"ik kan niet praten"}`)
	for _, f := range v.hear("end") {
		if f.Mark != "" || f.Aloud != "" {
			t.Errorf("%s %q can be read aloud", f.Type, or(f.Aloud, f.Text))
		}
		if f.Type == "notice" && (!f.Silent || f.Exit != "Verlaat deze pagina") {
			t.Errorf("the notice is %+v", f)
		}
	}
	s.answer = warning(everyLine())
	v.say(`{"type":"ask","id":"2","question":"Hij staat voor de deur"}`)
	for _, f := range v.hear("end") {
		if f.Type == "notice" && (f.Mark == "" || !strings.Contains(f.Aloud, "CoMensha.\n")) {
			t.Errorf("a card that may be heard is said as %q", f.Aloud)
		}
	}
}

// Who said that nobody may hear them is not given away by a voice in a later turn that shows no card, nor by the card of a message that is not answered.
func TestSilenceOfBeforeIsKept(t *testing.T) {
	t.Parallel()
	s := New(Config{Voice: mouthpiece{}})
	t.Cleanup(s.Close)
	s.answer = twoSources
	for _, silent := range []bool{false, true} {
		marked := false
		err := s.tell(t.Context(), byStream, asking{id: "1", words: "x", memory: &assistant.Memory{Silent: silent}}, func(f frame) error {
			marked = marked || f.Mark != ""
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		if marked == silent {
			t.Errorf("silent %v: may be spoken %v", silent, marked)
		}
		q := asking{id: "2", words: "hij staat voor de deur met een mes " + strings.Repeat("en ", maxLetters/2), memory: &assistant.Memory{Silent: silent}}
		if !tooLong(q.words) {
			t.Fatal("the message is not too long")
		}
		a, err := s.ask(t.Context(), byStream, q, nil)
		if err != nil || len(a.Notices) != 1 || a.Notices[0].Silent != silent {
			t.Errorf("silent %v: the card is %+v, %v", silent, a.Notices, err)
		}
	}
}
