package web

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"wegwijzer/appointment"
	"wegwijzer/assistant"
	"wegwijzer/handover"
	"wegwijzer/staff"
)

// The working day of each role, from the first page on, with the keyboard alone: nothing is focused by a script, and no address is typed. The day of
// the content team is in desk_browser_test.go, reviewing and signing to the end in review_browser_test.go.

// tabTo presses Tab until the attention is on something that matches, whose words begin with text; it fails the test when it comes round without.
func (b *tab) tabTo(selector, text string) {
	b.t.Helper()
	here := fmt.Sprintf(`(e => !!e && e.matches(%q) && (e.innerText || e.value || e.getAttribute("aria-label") || "").trim().startsWith(%q))(document.activeElement)`, selector, text)
	for range 150 {
		b.do(press("Tab"))
		if see(b, chromedp.Evaluate[bool](here)) {
			return
		}
	}
	b.t.Fatalf("the keyboard does not come to %s %q on\n%s", selector, text, b.text())
}

// walk opens a link with the keyboard, and waits for the page it leads to.
func (b *tab) walk(text, heading string) {
	b.t.Helper()
	b.tabTo("a", text)
	b.enter(heading)
}

// enter presses Enter where the attention is, and waits for the page that comes: one whose heading begins so.
func (b *tab) enter(heading string) {
	b.t.Helper()
	b.do(chromedp.Evaluate[chromedp.Void](`document.documentElement.dataset.old = "1"`), press("Enter"))
	b.until(fmt.Sprintf("!document.documentElement.dataset.old && document.readyState === 'complete' && document.querySelector('h1')?.textContent.trim().startsWith(%q)", heading))
}

// fill types in a field, wherever it is on the page.
func (b *tab) fill(id, words string) {
	b.t.Helper()
	b.tabTo("#"+id, "")
	b.do(chromedp.KeyEvent(words))
}

// seen holds a page against axe and against the narrowest screen, and keeps pictures.
func (b *tab) seen(name string) {
	b.t.Helper()
	b.axe(name)
	b.shot("day-" + name)
	b.dress(390, 844, false)
	b.shot("day-" + name + "-390")
	b.dress(320, 844, true)
	if got := see(b, chromedp.Evaluate[int64]("document.documentElement.scrollWidth")); got > 320 {
		b.t.Errorf("%s is %d wide on a screen of 320", name, got)
	}
	b.axe(name + ", dark")
	if *screens != "" {
		b.shot("day-" + name + "-320-dark")
		b.dress(768, 900, true)
		b.shot("day-" + name + "-768-dark")
		b.dress(1280, 900, true)
		b.shot("day-" + name + "-dark")
	}
	b.dress(1280, 900, false)
}

// says fails the test when the page lacks one of these words.
func (b *tab) says(words ...string) {
	b.t.Helper()
	page := b.text()
	for _, w := range words {
		if !strings.Contains(page, w) {
			b.t.Errorf("the page does not say %q:\n%s", w, page)
		}
	}
}

// comeIn opens a tab of a size to work on, signed in as somebody of a role.
func (o *office) comeIn(t *testing.T, role string) *tab {
	t.Helper()
	b := open(t, o)
	b.dress(1280, 900, false)
	o.signInByKeyboard(b, role)
	return b
}

// A lawyer sees what waits, takes a visitor who waits, looks at the report, looks something up in all there is, and compares a claim.
func TestDayOfLegalStaff(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.withCalls(t)
	o.talking(t)
	o.fill(t)
	o.approve(t)
	signed := o.uploaded(t)
	o.reviewed(t, "legal", signed)
	o.as(t, "legal", "POST", signed+"/ondertekenen", nil)
	o.uploaded(t)
	if err := o.config.Handover.Present(t.Context(), "somebody", "Noor", time.Hour); err != nil {
		t.Fatal(err)
	}
	if _, err := o.config.Handover.Ask(t.Context(), handover.Request{Lang: "nl", Passed: "Ik wil iets vragen over de zitting."}); err != nil {
		t.Fatal(err)
	}
	b := o.comeIn(t, "legal")
	b.says("Dag Iemand", "Een verslag moet je nog nakijken", "Iemand wacht in de chat")
	b.seen("legal-home")
	b.walk("Iemand wacht in de chat", "Chatten")
	b.tabTo("button", "Ik ben er")
	b.do(press("Enter"))
	b.until("!document.querySelector('[data-slot=here]').hidden && document.querySelector('[data-slot=rows] button')")
	b.tabTo("[data-slot=rows] button", "")
	b.do(press("Enter"))
	b.until("document.querySelector('[data-talk]') && document.querySelector('[data-lines]').textContent.includes('over de zitting')")
	b.fill("tekst", "Dag. Wat wil je weten?")
	b.do(press("Enter"))
	b.until("document.querySelector('[data-lines]').textContent.includes('Wat wil je weten?')")
	b.seen("legal-talk")

	b.walk("Gesprekken", "Gesprekken")
	b.seen("legal-calls")
	b.walk("PL9900", "PL9900")
	b.until("document.documentElement.classList.contains('script')")
	b.do(press("j"))
	b.until("document.querySelector('.judged.chosen') === document.activeElement")
	b.do(press("a"))
	b.until("document.querySelector('.verdict-aanvaard')")
	b.seen("legal-review")

	// Everything there is, in one search: documents, what advisers found suitable, and one's own signed reports.
	b.walk("Zoeken", "Zoeken")
	b.fill("vraag", "gebroken laptop")
	b.enter("Zoeken")
	b.says("Je eigen ondertekende verslagen", "Goedgekeurde uitspraken", "ECLI:", "PL9900")
	b.seen("legal-search")
	b.tabTo("#verslagen ~ ol a", "")
	b.enter("PL9900")

	b.walk("Uitspraken", "Uitspraken vergelijken")
	b.fill("woorden", "gebroken neus")
	b.enter("Uitspraken vergelijken")
	b.until("document.querySelector('.hit')")
	b.seen("legal-compare")
	b.tabTo(".hit a", "")
	b.enter("ECLI:")
	b.tabTo("[data-copy]", "")
	b.do(press("Enter"))
	b.until("!document.querySelector('[data-copied]').hidden")
	o.leave(b)
}

// leave signs out with the keyboard, and fails the test when the console spoke of something wrong.
func (o *office) leave(b *tab) {
	b.t.Helper()
	b.tabTo(".who-is button", "Log uit")
	b.enter("Je bent uitgelogd")
	b.quiet()
}

// A policy adviser sees how much waits, judges three, puts one aside, finds it again, and sees what legal staff will find.
func TestDayOfAPolicyAdviser(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.fill(t)
	b := o.comeIn(t, "policy")
	b.says("uitspraken wachten op een oordeel")
	b.seen("policy-home")
	b.tabTo(".todo a", "")
	b.enter("Uitspraken beoordelen")
	b.walk("Begin met beoordelen", "ECLI:")
	b.seen("policy-sheet")
	for i, keys := range []string{"g", "n2", "l1"} {
		id := see(b, chromedp.Text(chromedp.CSS("h1")))
		for k := range strings.SplitSeq(keys, "") {
			b.do(chromedp.KeyEvent(k))
		}
		b.until("document.querySelector('h1')?.textContent !== '" + id + "' && document.readyState === 'complete'")
		if n := o.count(t, `SELECT count(*) FROM bank.rulings WHERE judged_by <> ''`); n != i+1 {
			t.Fatalf("%d are judged, want %d", n, i+1)
		}
	}
	b.walk("Wegwijzer", "Dag Iemand")
	b.says("legde je opzij voor later")
	b.walk("Een uitspraak legde je opzij", "Uitspraken beoordelen")
	b.says("Later (1)")
	b.walk("Beoordeeld", "Uitspraken beoordelen")
	b.seen("policy-judged")
	b.walk("Uitspraken", "Uitspraken vergelijken")
	b.walk("Zoeken", "Zoeken")
	b.fill("vraag", "hoe draag ik een cliënt over aan een collega")
	b.enter("Zoeken")
	b.says("Dit staat er")
	o.leave(b)
}

// withAgenda gives an office a calendar that stands still on a Wednesday at ten, with two people who take calls: an appointment of today, one of
// tomorrow, and somebody who wants to be called.
func (o *office) withAgenda(t *testing.T) *appointment.Store {
	t.Helper()
	ctx, now := t.Context(), time.Date(2026, 11, 25, 10, 0, 0, 0, amsterdam())
	store, err := appointment.NewStore(o.db, appointment.Config{Vault: openVault{}, Key: []byte(strings.Repeat("k", 32)), Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	o.config.Agenda, o.config.Calendar, o.now = store, store, func() time.Time { return now }
	setup := appointment.Setup{
		Services: []appointment.Service{{ID: "talk", Name: "Verhaal", Minutes: 45, Buffer: 15, Channels: []string{"phone", "visit"}}},
		Places:   []appointment.Place{{ID: "utrecht", Name: "Utrecht", Address: "Voorbeeldstraat 1, Utrecht", Region: "midden"}},
		Advisers: []appointment.Adviser{{Name: "Daan", Languages: []string{"nl"}, Channels: []string{"phone"}}, {Name: "Noor", Languages: []string{"nl", "tr"}, Channels: []string{"phone"}}},
	}
	for _, day := range []time.Weekday{time.Wednesday, time.Thursday} {
		setup.Rules = append(setup.Rules, appointment.Rule{Adviser: 1, Weekday: day, Opens: 9 * 60, Closes: 17 * 60})
	}
	setup.Rules = append(setup.Rules, appointment.Rule{Adviser: 2, Weekday: time.Thursday, Opens: 9 * 60, Closes: 17 * 60})
	if _, err := store.Install(ctx, setup); err != nil {
		t.Fatal(err)
	}
	want := appointment.Wanted{Service: "talk", Channel: appointment.Phone}
	for i, hour := range []int{38, 14} { // tomorrow at two, and today
		start := time.Date(2026, 11, 25, hour, 0, 0, 0, amsterdam())
		h, err := store.Hold(ctx, want, start, fmt.Sprintf("visitor-%d", i))
		if err != nil {
			t.Fatal(err)
		}
		if _, _, err := store.Create(ctx, h.Token, want, appointment.Contact{Phone: "0612345678"}); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := store.CallBack(ctx, want, appointment.Contact{Phone: "0687654321", Summary: "Wil praten over de zitting."}, "maandag"); err != nil {
		t.Fatal(err)
	}
	return store
}

// A planner calls who wanted to be called, arranges what a sick colleague had, takes on a new one and gives hours, closes a day, and lets one go.
func TestDayOfAPlanner(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	store := o.withAgenda(t)
	b := o.comeIn(t, "planner")
	b.says("Iemand wil teruggebeld worden", "Vandaag is er een afspraak")
	b.seen("planner-home")
	b.walk("Iemand wil teruggebeld", "Terugbellen")
	b.says("0687654321")
	b.seen("planner-callbacks")
	b.tabTo("button", "Gebeld")
	b.enter("Terugbellen")
	b.says("Niemand wacht op een telefoontje")

	b.walk("Afspraken", "Afspraken in de week")
	b.says("vandaag", "14.00-14.45")
	b.seen("planner-week")
	b.walk("Collega", "Collega's en vrije dagen")
	b.seen("planner-team")
	b.fill("naam", "Sem")
	b.tabTo("button", "Voeg toe")
	b.enter("Wanneer Sem er is")
	b.says("Er zijn nog geen uren")
	b.tabTo("#w-dag", "")
	b.do(chromedp.KeyEvent("d")) // dinsdag
	b.time("w-van", "09:00")
	b.time("w-tot", "12:00")
	b.says("12.00 uur") // whatever the browser makes of an hour or a date
	b.tabTo("button", "Voeg toe")
	b.enter("Wanneer Sem er is")
	b.says("dinsdag", "09.00 - 12.00")
	b.seen("planner-colleague")

	// Daan, who has today's and perhaps tomorrow's, is ill: nobody else is there today.
	b.walk("Alle collega's", "Collega's")
	b.walk("Daan", "Wanneer Daan er is")
	b.day("a-dag", "2026-11-25")
	b.says("woensdag 25 november 2026")
	b.tabTo("button", "Zoek vervanging")
	b.enter("Wanneer Daan er is")
	b.says("woensdag 25 november", "hele dag", "Voor 1 nog niet")
	b.walk("Wegwijzer", "Dag Iemand")
	b.walk("Een afspraak heeft geen medewerker meer", "Afspraken in de week")
	b.says("Nog te regelen")
	b.tabTo("#regelen ~ * a", "")
	b.enter("woensdag 25 november")
	b.says("0612345678", "Zoek opnieuw een ander")
	b.seen("planner-arrange")
	b.tabTo("button", "Zeg af na overleg")
	b.enter("woensdag 25 november")
	b.says("De afspraak is afgezegd")

	// A day on which nobody is there, and a colleague who leaves.
	b.walk("Terug naar de week", "Afspraken")
	b.walk("Collega", "Collega's")
	b.day("dag", "2026-12-23")
	b.tabTo("button", "Sluit deze dagen")
	b.enter("Collega's")
	b.says("woensdag 23 december")
	b.walk("Daan", "Wanneer Daan er is")
	b.tabTo("button", "Haal uit de agenda")
	b.enter("Collega's")
	b.says("Deze collega staat niet meer in de agenda")
	if all, err := store.Advisers(t.Context()); err != nil || len(all) != 2 || all[0].Name != "Noor" || all[1].Name != "Sem" {
		t.Errorf("the team is %+v, %v", all, err)
	}
	o.leave(b)
}

// day puts a date in a field as the browser's own picker does, which is worked by keyboard but written in the order of the machine's language.
func (b *tab) day(id, day string) { b.t.Helper(); b.time(id, day) }

// time puts an hour or a date in a field that has the attention.
func (b *tab) time(id, value string) {
	b.t.Helper()
	b.tabTo("#"+id, "")
	b.do(chromedp.Evaluate[chromedp.Void](fmt.Sprintf("document.activeElement.value = %q; document.activeElement.dispatchEvent(new Event('input'))", value)))
}

// A privacy officer sees that somebody opened what is another's, finds who and why, holds the register against itself, and erases on request.
func TestDayOfAPrivacyOfficer(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.withCalls(t)
	path := o.uploaded(t)
	for _, r := range []staff.Reason{staff.ReasonConsult} {
		a := staff.Act{Person: o.person(t, "policy"), Role: staff.Legal, Name: "reason.give", Object: staff.Object{Kind: "call", ID: strings.TrimPrefix(path, callPath)}, Reason: r, Outcome: staff.Done}
		if err := o.config.Desk.GiveReason(t.Context(), a); err != nil {
			t.Fatal(err)
		}
	}
	b := o.comeIn(t, "privacy")
	b.says("Eén keer opende iemand iets van een ander")
	b.seen("privacy-home")
	b.walk("Eén keer opende iemand", "Wie wat deed")
	b.seen("privacy-acts")
	b.tabTo("#soort", "")
	b.do(chromedp.KeyEvent("g")) // gesprek
	b.fill("nummer", strings.TrimPrefix(path, callPath))
	b.tabTo("button", "Toon deze regels")
	b.enter("Wie wat deed")
	b.says("Iemand van policy", "Iemand van legal")
	if got := see(b, chromedp.Evaluate[bool](`[...document.querySelectorAll("tbody tr")].every(r => r.cells[5].textContent === "gesprek")`)); !got {
		t.Error("acts on other things are shown too")
	}
	b.tabTo("button", "Kijk alle regels na")
	b.enter("Wie wat deed")
	b.says("regels kloppen met elkaar")
	b.seen("privacy-verified")
	b.walk("Wat we bewaren", "Wat we bewaren")
	b.walk("Wat is gewist", "Wat is gewist")
	b.fill("nummer", "7")
	// Enter in the field of the number erases nothing: first somebody says that the request was looked into.
	b.tabTo("#nagegaan", "")
	b.do(press(" "))
	b.tabTo("button", "Wis voorgoed")
	b.enter("Wat is gewist")
	b.says("Bewijs")
	b.seen("privacy-erased")
	b.walk("Uitleg voor bezoekers", "")
	b.quiet()
}

// An operator reads what is wrong with the settings, what could not be sent and what could not be read, and switches the assistant off and on.
func TestDayOfAnOperator(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.withAgenda(t)
	o.stock(t)
	o.config.Kept = assistant.NewStore(o.db)
	o.config.Checks = func(context.Context) []Check {
		return []Check{{What: "klok", Say: "De klokken lopen gelijk."}, {What: "sleutels", Say: "De map voor sleutels is ook voor anderen te lezen. Doe chmod 700.", Bad: true}}
	}
	b := o.comeIn(t, "operator")
	b.says("Een instelling is fout")
	b.seen("operator-home")
	b.walk("Een instelling is fout", "Beheer")
	b.says("Doe chmod 700")
	b.seen("operator-machine")
	b.walk("Berichten die wachten", "Berichten")
	b.walk("Terug naar beheer", "Beheer")
	b.tabTo("button", "Zet uit")
	b.enter("Beheer")
	b.says("staat UIT")
	b.walk("Wegwijzer", "Dag Iemand")
	b.says("Er staat iets van de assistent uit")
	b.walk("Er staat iets", "Beheer")
	b.tabTo("button", "Zet aan")
	b.enter("Beheer")
	b.walk("Het ophalen van websites", "Bronnen")
	b.seen("operator-sources")
	o.leave(b)
}
