package web

import (
	"context"
	"fmt"
	"net/url"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"wegwijzer/assistant"
)

// touch has the tab be one that is touched.
func (b *tab) touch() {
	b.t.Helper()
	b.do(func(ctx context.Context, _ *chromedp.Target) (chromedp.Void, error) {
		_, err := chromedp.Call(ctx, emulation.SetTouchEmulationEnabled, emulation.SetTouchEmulationEnabledParams{Enabled: true})
		return chromedp.Void{}, err
	})
}

// inSight is whether an element stands whole between the bar and the field.
const inSight = `(part => {
	const place = part.getBoundingClientRect(), composer = document.querySelector(".composer").getBoundingClientRect();
	return place.top >= document.querySelector(".bar").getBoundingClientRect().bottom - 1 && place.bottom <= Math.min(innerHeight, composer.top) + 1;
})`

// On small screens and with the largest letters whom to call in danger stands in sight as the card comes and when the answer is complete, with nothing
// above or below it in the way; a keyboard on the screen goes away.
func TestCardIsInSight(t *testing.T) {
	t.Parallel()
	acute, _ := assistant.Danger("hij staat voor de deur met een mes", "nl")
	for _, c := range []struct {
		width, height int64
		letters       string
		card          assistant.Notice
	}{
		{320, 568, "", acute},
		{360, 500, "", acute},
		{768, 500, "", acute},
		{390, 664, "grootst", acute},
		{390, 844, "", acute},
		{1280, 800, "", acute},
		{390, 664, "", silentNotice(t, "nl")},
		{390, 664, "grootst", silentNotice(t, "nl")},
	} {
		name := fmt.Sprintf("%d by %d %s, silent %t", c.width, c.height, c.letters, c.card.Silent)
		s := New(Config{Voice: mouthpiece{}})
		s.answer = warning(c.card)
		t.Cleanup(s.Close)
		b := open(t, s)
		b.dress(c.width, c.height, false)
		if c.width < 700 {
			b.touch()
		}
		b.do(chromedp.Navigate(b.url))
		if c.letters != "" {
			b.do(chromedp.Evaluate[chromedp.Void]("document.querySelector('input[name=letters][value=" + c.letters + "]').click()"))
		}
		b.ask("Help")
		b.until(inSight + "(document.querySelector('[data-messages] .contact'))")
		if got := see(b, chromedp.Evaluate[bool]("document.activeElement.id === 'vraag'")); got != (c.width >= 700) {
			t.Errorf("%s: the field has the focus: %t", name, got)
		}
		if got := see(b, chromedp.Evaluate[[]string](`[...document.querySelectorAll(".composer :is(button, textarea)")].filter(e => e.checkVisibility()).flatMap((e, i, all) => all.slice(i + 1).filter(o => {
			const a = e.getBoundingClientRect(), b = o.getBoundingClientRect();
			return a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
		}).map(o => e.textContent + " lies over " + o.textContent))`)); len(got) > 0 {
			t.Errorf("%s: %q", name, got)
		}
		if got := see(b, chromedp.Evaluate[int64]("document.documentElement.scrollWidth")); got > c.width {
			t.Errorf("%s: the page is %d wide", name, got)
		}
		if see(b, chromedp.Evaluate[bool]("[...document.querySelectorAll('.notice .contact > *')].some(e => e.getBoundingClientRect().right > e.closest('.notice').getBoundingClientRect().right)")) {
			t.Errorf("%s: a line sticks out of the card", name)
		}
		b.shot(fmt.Sprintf("sight-%dx%d-%s-%t", c.width, c.height, c.letters, c.card.Silent))
		b.quiet()
	}
}

// A screen reader says a card as it comes, and not when the answer is complete; where nothing may be heard it does not.
func TestCardIsSaidAtOnce(t *testing.T) {
	t.Parallel()
	acute, _ := assistant.Danger("hij staat voor de deur met een mes", "nl")
	for _, n := range []assistant.Notice{acute, silentNotice(t, "nl")} {
		s := scripted(t, func(ctx context.Context, _ assistant.Turn, emit func(assistant.Event) error) (assistant.Answer, error) {
			if err := emit(assistant.Event{Lang: "nl", Notice: &n}); err != nil {
				return assistant.Answer{}, err
			}
			<-ctx.Done()
			return assistant.Answer{}, ctx.Err()
		})
		b := open(t, s)
		b.do(chromedp.Navigate(b.url))
		b.write("Help")
		b.do(press("Enter"))
		b.until("document.querySelector('[data-pending] .notice')")
		said := see(b, chromedp.Evaluate[string]("document.querySelector('[role=alert][data-alarm]').textContent"))
		if n.Silent && said != "" || !n.Silent && (!strings.Contains(said, n.Title) || !strings.Contains(said, "112")) {
			t.Errorf("silent %t: it says %q", n.Silent, said)
		}
	}
}

// backwards are the numbers on a page whose first digit stands to the right of the last.
const backwards = `(() => {
	const found = [], walk = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
	for (let node = walk.nextNode(); node; node = walk.nextNode()) {
		for (const number of node.data.matchAll(/[0-9]{3,4}-[0-9]{4}/g)) {
			const digit = at => { const r = document.createRange(); r.setStart(node, at); r.setEnd(node, at + 1); return r.getBoundingClientRect() };
			const first = digit(number.index), last = digit(number.index + number[0].length - 1);
			if (first.width && (first.left >= last.left || first.top !== last.top)) found.push(node.parentElement.className + " " + number[0]);
		}
	}
	return found;
})()`

// In Arabic a number is read from the left, in one piece: in what the script shows and in what the server does, in answers and where something is wrong.
// What is Dutch on the page says that it is.
func TestNumbersAndDutchInArabic(t *testing.T) {
	t.Parallel()
	s, _, _ := withCalendar(t)
	s.answer = func(ctx context.Context, turn assistant.Turn, emit func(assistant.Event) error) (assistant.Answer, error) {
		a, err := twoSources(ctx, turn, nil)
		a.Lang, a.Closing = "ar", assistant.Message("ar", "next")
		if err != nil {
			return a, err
		}
		return a, play(a, emit)
	}
	b := open(t, s)
	b.dress(390, 844, false)
	look := func(name string, want bool) {
		t.Helper()
		if got := see(b, chromedp.Evaluate[[]string](backwards)); len(got) > 0 {
			t.Errorf("%s: backwards or broken: %q", name, got)
		}
		if got := see(b, chromedp.Evaluate[bool](`/[0-9]{4}-[0-9]{4}/.test(document.querySelector("main").innerText)`)); got != want {
			t.Errorf("%s: with a number %t, want %t", name, got, want)
		}
		if got := see(b, chromedp.Evaluate[[]string](`[...document.querySelectorAll("main :is([data-slot=title], .source-heading)")].filter(e => !e.closest("[lang=nl][dir=ltr]")).map(e => e.outerHTML)`)); len(got) > 0 {
			t.Errorf("%s: Dutch that does not say so: %q", name, got)
		}
		b.shot("arabic-numbers-" + strings.ReplaceAll(name, " ", "-"))
	}
	b.chooses("/", "ar")
	look("the beginning", true)
	b.ask("Wat nu?")
	b.until("document.querySelector('[data-messages] .closing .tel')")
	look("an answer", true)
	b.chooses(bookingPath+"/code", "ar")
	b.follow(`document.getElementById("code").value = "een twee drie vier"; ` + firstButton)
	b.until("document.querySelector('.fault')")
	look("a wrong code", true)
	page := post(t, s, "/", url.Values{"vraag": {"Wat nu?"}, "taal": {"ar"}}).Body.String()
	if calls, left := strings.Count(page, `href="tel:09000101"`), strings.Count(page, `href="tel:09000101" dir="ltr"`); calls != left || !strings.Contains(page, `<span lang="nl" dir="ltr" data-slot="title">Schade vragen`) {
		t.Errorf("without script %d of %d numbers are read from the left, or a title does not say that it is Dutch", left, calls)
	}
}

// What is pressed may be gone after that: the focus goes to what came of it, and so does the eye.
func TestFocusGoesWhereThePageGoes(t *testing.T) {
	t.Parallel()
	kept := keeps(t)
	s := New(Config{Chats: kept})
	s.answer = twoSources
	t.Cleanup(s.Close)
	b := open(t, s)
	b.dress(390, 844, false)
	for _, button := range []string{".starter", ".young .topic"} {
		b.do(chromedp.Navigate(b.url))
		b.do(chromedp.Evaluate[chromedp.Void]("for (const d of ['.young', '.young .place']) document.querySelector(d).open = true; document.querySelector('"+button+"').focus()"), press("Enter"))
		b.until(answered + " === 1")
		if got := focused(b); got != "message message-you" {
			t.Errorf("%s leaves the focus on %s", button, got)
		}
	}
	state, err := s.sealer.close(&assistant.Memory{Kept: "00000000-0000-4000-8000-000000000000"})
	if err != nil {
		t.Fatal(err)
	}
	b.do(chromedp.Evaluate[chromedp.Void]("document.querySelector('[data-erase]').hidden = false; for (const f of document.querySelectorAll('[data-state]')) f.value = '" + state + "'; 0"))
	b.follow("document.querySelector('[name=wissen]').click()")
	b.until("document.querySelector('.told')")
	if got := focused(b); got != "gesprek" {
		t.Errorf("erasing leaves the focus on %s", got)
	}
	b.until(inSight + "(document.querySelector('.told'))")
	b.quiet()
}

// Numbers that matter, and the ways to other pages, are as large as a finger.
func TestNumbersAreEasyToHit(t *testing.T) {
	t.Parallel()
	s, _, _ := withCalendar(t)
	b := open(t, s)
	for _, width := range []int64{320, 390, 768, 1280} {
		b.dress(width, 800, false)
		b.do(chromedp.Navigate(b.url))
		if got := see(b, chromedp.Evaluate[[]string](`[...document.querySelectorAll(".help .tel, .ways :is(a, button)")].filter(e => { const r = e.getBoundingClientRect(); return r.width < 44 || r.height < 44 }).map(e => e.outerHTML)`)); len(got) > 0 {
			t.Errorf("%d wide: too small: %q", width, got)
		}
		b.wide("the beginning", width)
	}
}
