package web

import (
	"net/http"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"wegwijzer/appointment"
	"wegwijzer/assistant"
)

// The whole way, as a person goes it: at eleven at night, on a phone, without a name, in words as they are spoken, an appointment is made; the next day it is
// moved by its code; the adviser sees it in the week and, as a neutral entry, in the own calendar; and it is cancelled.
func TestBookedAtNightMovedSeenCancelled(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	var clock atomic.Int64
	clock.Store(time.Date(2026, 11, 25, 23, 0, 0, 0, amsterdam()).Unix())
	now := func() time.Time { return time.Unix(clock.Load(), 0).In(amsterdam()) }
	store, err := appointment.NewStore(o.db, appointment.Config{Vault: openVault{}, Key: []byte(strings.Repeat("k", 32)), Now: now})
	if err != nil {
		t.Fatal(err)
	}
	who, err := o.config.Desk.Session(t.Context(), o.tokens["member"])
	if err != nil {
		t.Fatal(err)
	}
	setup := appointment.Setup{
		Services: []appointment.Service{{ID: "talk", Name: "Mijn verhaal kwijt kunnen", Minutes: 45, Buffer: 15, Channels: []string{"phone", "chat"}}},
		Advisers: []appointment.Adviser{{Staff: string(who.Person.ID), Name: "Noor", Gender: "v", Languages: []string{"nl"}, Channels: []string{"phone", "chat"}}},
	}
	for d := time.Monday; d <= time.Friday; d++ {
		setup.Rules = append(setup.Rules, appointment.Rule{Adviser: 1, Weekday: d, Opens: 9 * 60, Closes: 17 * 60})
	}
	if _, err := store.Install(t.Context(), setup); err != nil {
		t.Fatal(err)
	}
	o.talking(t)
	o.config.Calendar, o.config.Agenda, o.now = store, store, now
	o.answer = world(t, nil).BookOn(assistant.StoreCalendar{Store: store}).Answer
	o.config.Collection = "demo"

	b := open(t, o)
	b.dress(390, 844, false)
	b.do(chromedp.Navigate(b.url))
	for _, words := range []string{"eh ja hallo ik zou graag met iemand willen praten", "nou gewoon mijn verhaal kwijt", "chatten denk ik", "eh overmorgen zo rond half drie ja", "ja dat klopt"} {
		b.ask(words)
	}
	said := see(b, chromedp.Text(chromedp.CSS("[data-messages]")))
	found := regexp.MustCompile(`Je code is: ([a-z]+ [a-z]+ [a-z]+ [a-z]+)`).FindStringSubmatch(said)
	if found == nil || !strings.Contains(said, "vrijdag 27 november 2026 om 14.30 uur") {
		t.Fatalf("the conversation: %s", said)
	}
	b.shot("done-1-booked")

	clock.Add(int64(12 * time.Hour / time.Second))
	js := func(script string) { b.do(chromedp.Evaluate[chromedp.Void](script + "; 0")) }
	submit := func(button string) {
		js(`document.documentElement.dataset.old = "1"; ` + button + `.click()`)
		b.until(`!document.documentElement.dataset.old && document.readyState === "complete"`)
	}
	b.do(chromedp.Navigate(b.url + "/afspraak/code"))
	js(`document.getElementById("code").value = "` + strings.ToUpper(found[1]) + `"`)
	submit(`document.querySelector("main form button")`)
	submit(`document.querySelector("button[value=verzetten]")`)
	js(`[...document.querySelectorAll("input[name=tijd]")].find(x => x.value.startsWith("2026-11-30T10:00")).click()`)
	submit(`document.querySelector("main form button")`)
	b.until(`document.querySelector("h1").textContent === "De afspraak is verzet" && document.body.textContent.includes("maandag 30 november 2026 om 10.00 uur")`)
	b.shot("done-2-moved")

	desk := open(t, o)
	desk.dress(1280, 900, false)
	o.signInByKeyboard(desk, "member")
	desk.do(chromedp.Navigate(desk.url + agendaPath + "/week/2026-11-30"))
	desk.until(`document.querySelector("th[scope=row]").textContent.includes("10.00-10.45")`)
	desk.axe("the week")
	desk.shot("done-3-week")
	desk.do(chromedp.Evaluate[chromedp.Void](`[...document.querySelectorAll("button")].find(x => x.textContent.includes("adres voor mijn agenda")).click(); 0`))
	desk.until(`document.querySelector("main code")`)
	address := see(desk, chromedp.Text(chromedp.CSS("main code")))
	feed := get(t, o, address[strings.Index(address, "/rooster/"):]).Body.String()
	if !strings.Contains(feed, "DTSTART:20261130T090000Z") || !strings.Contains(feed, "SUMMARY:Bezet") || strings.Contains(strings.ToLower(feed), "slachtoffer") || strings.Contains(feed, "DESCRIPTION") {
		t.Errorf("the calendar entry:\n%s", feed)
	}

	submit(`document.querySelector("button[value=afzeggen]")`)
	submit(`document.querySelector("main form button")`)
	b.until(`document.querySelector("h1").textContent === "De afspraak is afgezegd"`)
	b.shot("done-4-cancelled")
	if w := o.as(t, "member", http.MethodGet, agendaPath+"/week/2026-11-30", nil); !strings.Contains(w.Body.String(), "afgezegd") {
		t.Error("the week does not say that it was cancelled")
	}
	for _, page := range []string{"/medewerkers/afspraken/beschikbaar", agendaPath} {
		for _, width := range []int64{1280, 320} {
			desk.dress(width, 900, width == 320)
			desk.do(chromedp.Navigate(desk.url + page))
			desk.axe(page)
			if got := see(desk, chromedp.Evaluate[int64]("document.documentElement.scrollWidth")); got > width {
				t.Errorf("%s is %d wide on a screen of %d", page, got, width)
			}
		}
		desk.shot("done-5-" + strings.Trim(strings.ReplaceAll(page, "/", "-"), "-"))
	}
	for _, page := range []string{"/afspraak/terugbellen", "/praten"} {
		b.do(chromedp.Navigate(b.url + page))
		b.axe(page)
		b.shot("done-6-" + page[strings.LastIndexByte(page, '/')+1:])
	}
	b.quiet()
	desk.quiet()
}
