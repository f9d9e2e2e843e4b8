package web

import (
	"context"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"wegwijzer/handover"
)

// keylessVault seals for the test; which of its talks were forgotten can be asked.
type keylessVault struct{ gone sync.Map }

func (*keylessVault) Seal(_, _ string, plain []byte) ([]byte, error) {
	out := make([]byte, len(plain))
	for i, x := range plain {
		out[i] = ^x
	}
	return out, nil
}

func (v *keylessVault) Open(_, _ string, sealed []byte) ([]byte, error) {
	return v.Seal("", "", sealed)
}

func (v *keylessVault) Forget(subject string) error {
	v.gone.Store(subject, true)
	return nil
}

// talking gives an office talks with visitors.
func (o *office) talking(t *testing.T) *keylessVault {
	t.Helper()
	vault := &keylessVault{}
	talks := handover.NewStore(o.db, handover.Config{Vault: vault, Now: o.config.Now})
	o.config.Handover, o.answer = talks, twoSources
	ctx, stop := context.WithCancel(t.Context())
	var work sync.WaitGroup
	work.Go(func() { _ = talks.Work(ctx) })
	t.Cleanup(func() {
		stop()
		work.Wait()
	})
	return vault
}

// A visitor asks for a person in the page of the conversation, and talks with one: over a socket, and where there are no sockets. It is always said who
// speaks; the card for danger comes on what is written to a person too; all of it goes by keyboard.
func TestPersonTakesOver(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	vault := o.talking(t)
	desk := open(t, o)
	desk.dress(1280, 900, false)
	o.signInByKeyboard(desk, "member")
	desk.do(chromedp.Navigate(desk.url + talksPath))
	desk.axe("nobody there")
	desk.do(chromedp.Focus(chromedp.CSS("[data-slot=come]")), press("Enter"))
	desk.until("!document.querySelector('[data-slot=here]').hidden")
	for _, sockets := range []bool{true, false} {
		b := open(t, o)
		b.dress(390, 844, !sockets)
		b.do(chromedp.Navigate(b.url))
		if !sockets {
			b.do(chromedp.Evaluate[chromedp.Void]("window.WebSocket = class { static CONNECTING = 0; static OPEN = 1; constructor() { throw new Error('no sockets') } }"))
		}
		speaker := "document.querySelector('[data-speaker]').textContent"
		b.until(speaker + " === 'Je praat met de computer.'")
		b.ask("hoe doe ik aangifte")
		b.do(chromedp.Focus(chromedp.CSS(".help [data-human]")), press("Enter"))
		b.until("document.activeElement.id === 'doorgeven'")
		b.axe("what may be passed on")
		b.shot(name("talk-ask", sockets))
		b.do(chromedp.KeyEvent("Ik wil iets vragen over de zitting."), press("Tab"), press("Enter"))
		b.until(speaker + ".startsWith('Je bent aan de beurt.')")
		desk.until("document.querySelector('[data-slot=rows] button')")
		desk.axe("somebody waits")
		desk.shot(name("talk-board", sockets))
		desk.do(chromedp.Focus(chromedp.CSS("[data-slot=rows] button")), press("Enter"))
		desk.until("document.querySelector('[data-talk]') && document.querySelector('[data-lines]').textContent.includes('Ik wil iets vragen over de zitting.')")
		b.until(speaker + " === 'Je praat met Iemand. Iemand is een mens.'")
		b.write("Hij staat nu voor mijn deur met een mes")
		b.do(press("Enter"))
		b.until("document.querySelector('[data-messages] .notice[data-kind=danger] a[href=\"tel:112\"]')")
		desk.until("!document.querySelector('[data-worried]').hidden && document.querySelector('[data-lines]').textContent.includes('voor mijn deur')")
		desk.do(chromedp.Focus(chromedp.ID("tekst")), chromedp.KeyEvent("Bel 112. Ben je nu veilig?"))
		b.until("document.querySelector('[data-status]').textContent.includes('schrijft')")
		desk.do(press("Enter"))
		b.until("document.querySelector('.message-human').textContent.includes('Ben je nu veilig?') && document.querySelector('.message-human').textContent.includes('een mens')")
		b.axe("a person speaks")
		b.shot(name("talk-visitor", sockets))
		desk.axe("the talk at the desk")
		desk.shot(name("talk-desk", sockets))
		if sockets {
			desk.do(chromedp.Focus(chromedp.CSS("[data-return] button")), press("Enter"))
			b.until(speaker + " === 'De medewerker is klaar. Je praat weer met de computer.'")
			b.ask("en hoe lang duurt dat")
		} else {
			b.do(chromedp.Focus(chromedp.CSS("[data-end]")), press("Enter"))
			b.until(speaker + " === 'Je hebt het gesprek gestopt. Je praat weer met de computer.'")
			desk.until("document.querySelector('[data-talk]').textContent === 'De bezoeker heeft het gesprek gestopt.'")
		}
		b.quiet()
		desk.do(chromedp.Navigate(desk.url + talksPath))
	}
	// A page that goes away leaves nothing.
	b := open(t, o)
	b.do(chromedp.Navigate(b.url), chromedp.Focus(chromedp.CSS(".help [data-human]")), press("Enter"))
	b.until("document.activeElement.id === 'doorgeven'")
	b.do(press("Tab"), press("Enter"))
	desk.until("document.querySelector('[data-slot=rows] tr')")
	id := see(desk, chromedp.Evaluate[string]("document.querySelector('[data-slot=rows] tr').dataset.id"))
	b.do(chromedp.Navigate(b.url + "/weg"))
	desk.until("document.querySelector('[data-slot=waiting]').hidden")
	if _, gone := vault.gone.Load("handover/" + id); !gone {
		t.Error("the key of a talk that was left is still there")
	}
	desk.quiet()
	var acts []string
	rows, err := o.db.Query(t.Context(), "SELECT DISTINCT act FROM audit_records WHERE act LIKE 'talk.%' ORDER BY act")
	if err != nil {
		t.Fatal(err)
	}
	for rows.Next() {
		var a string
		if err := rows.Scan(&a); err != nil {
			t.Fatal(err)
		}
		acts = append(acts, a)
	}
	if got := strings.Join(acts, " "); got != "talk.open talk.presence talk.return talk.take" {
		t.Errorf("the audit holds %q", got)
	}
}

func name(picture string, sockets bool) string {
	if sockets {
		return picture
	}
	return picture + "-dark"
}

// The same talk without any script, on both sides.
func TestPersonTakesOverWithoutScript(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.talking(t)
	says(t, get(t, o, "/praten"), "Er is nu geen medewerker vrij", "/afspraak/terugbellen")
	if w := o.as(t, "member", http.MethodPost, talksPath+"/aanwezig", url.Values{"hoe": {"er"}}); w.Code != http.StatusSeeOther {
		t.Fatalf("coming in gives %d", w.Code)
	}
	says(t, get(t, o, "/"), "Chat met een medewerker", "Je praat met de computer.")
	w := post(t, o, "/praten", url.Values{"stap": {"vraag"}, "tekst": {"Over de zitting"}})
	says(t, w, "Je bent aan de beurt", "Over de zitting")
	secret := regexp.MustCompile(`name="sleutel" value="([^"]+)"`).FindStringSubmatch(w.Body.String())[1]
	board := o.as(t, "member", http.MethodGet, talksPath, nil)
	id := regexp.MustCompile(`data-id="([0-9a-f-]{36})"`).FindStringSubmatch(board.Body.String())[1]
	if strings.Contains(board.Body.String(), "zitting") {
		t.Error("the board shows what was written")
	}
	if w := o.as(t, "member", http.MethodGet, talksPath+"/"+id, nil); w.Code != http.StatusForbidden {
		t.Errorf("reading before taking gives %d", w.Code)
	}
	if w := o.as(t, "member", http.MethodPost, talksPath+"/"+id+"/neem", nil); w.Code != http.StatusSeeOther {
		t.Fatalf("taking gives %d", w.Code)
	}
	says(t, o.as(t, "legal", http.MethodPost, talksPath+"/"+id+"/neem", nil), "Een collega was eerder")
	says(t, o.as(t, "member", http.MethodGet, talksPath+"/"+id, nil), "Over de zitting", "Je praat met de bezoeker")
	if w := o.as(t, "legal", http.MethodPost, talksPath+"/"+id, url.Values{"tekst": {"hoi"}, "nr": {"1"}}); w.Code != http.StatusForbidden {
		t.Errorf("a colleague who writes in it gets %d", w.Code)
	}
	o.as(t, "member", http.MethodPost, talksPath+"/"+id, url.Values{"tekst": {"Waarmee kan ik helpen?"}, "nr": {"1"}})
	says(t, post(t, o, "/praten", url.Values{"stap": {"kijk"}, "sleutel": {secret}}), "Iemand is een mens", "Waarmee kan ik helpen?", "Verstuur")
	for range 2 { // sent twice, said once
		w = post(t, o, "/praten", url.Values{"stap": {"zeg"}, "sleutel": {secret}, "nr": {"een"}, "tekst": {"ik maak er vanavond een eind aan"}})
	}
	says(t, w, `tel:113`)
	if n := strings.Count(w.Body.String(), "ik maak er vanavond een eind aan"); n != 1 {
		t.Errorf("it stands there %d times", n)
	}
	says(t, o.as(t, "member", http.MethodGet, talksPath+"/"+id, nil), "Mogelijk gevaar", "ik maak er vanavond een eind aan")
	if w := o.as(t, "member", http.MethodPost, talksPath+"/"+id+"/terug", nil); w.Code != http.StatusSeeOther {
		t.Errorf("returning gives %d", w.Code)
	}
	says(t, post(t, o, "/praten", url.Values{"stap": {"kijk"}, "sleutel": {secret}}), "Je praat weer met de computer", `name="vraag"`)
	says(t, post(t, o, "/praten", url.Values{"stap": {"kijk"}, "sleutel": {"geraden"}}), "Je praat weer met de computer")
	o.ahead.Store(int64(time.Hour))
	says(t, get(t, o, "/praten"), "Er is nu geen medewerker vrij")
}
