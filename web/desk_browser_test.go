package web

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"wegwijzer/knowledge"
)

// staffPages that are looked at, by the role that sees them; a room that adds a page adds it here.
var deskViews = []struct{ name, role, path string }{
	{"sign-in", "", signInPath},
	{"home", "legal", homePath},
	{"search", "legal", "/medewerkers/zoeken"},
	{"prove", "privacy", provePath},
	{"kept", "privacy", "/medewerkers/privacy"},
	{"acts", "privacy", "/medewerkers/privacy/handelingen"},
	{"erased", "privacy", "/medewerkers/privacy/gewist"},
	{"sources", "content", "/medewerkers/bronnen"},
	{"source", "content", "/medewerkers/bronnen/site?stand=indexed&reden="},
	{"taken", "content", "/medewerkers/bronnen/site/pagina?adres=https%3A%2F%2Fsite.example%2Fhulp"},
	{"gaps", "content", "/medewerkers/vragen"},
	{"words", "content", "/medewerkers/woorden?zoek=aangifte"},
	{"topic", "content", "/medewerkers/woorden/onderwerp/aangifte"},
	{"synonyms", "content", "/medewerkers/woorden/synoniemen?zoek=gestolen"},
	{"golden", "content", "/medewerkers/woorden/meetvragen"},
	{"history", "content", "/medewerkers/woorden/geschiedenis"},
	{"facts", "content", "/medewerkers/feiten"},
	{"fact", "content", "/medewerkers/feiten/spreekrecht-melden"},
	{"lines", "content", "/medewerkers/feiten/hulplijnen"},
	{"conflicts", "content", "/medewerkers/feiten/tegenstrijdig"},
	{"switches", "operator", "/medewerkers/beheer"},
	{"refused", "member", "/medewerkers/is-er-niet"},
}

// signInByKeyboard signs in as someone of a role without touching a mouse.
func (o *office) signInByKeyboard(b *tab, role string) {
	b.t.Helper()
	b.do(chromedp.Navigate(b.url + signInPath))
	b.do(press("Tab"), press("Enter")) // the link to the content
	b.until("document.activeElement.id === 'inhoud'")
	b.do(press("Tab"))
	b.until("document.activeElement.id === 'naam'")
	password := ""
	for _, a := range o.accounts {
		if a.Name == role {
			password = a.Password
		}
	}
	b.do(chromedp.KeyEvent(role), press("Tab"), chromedp.KeyEvent(password), press("Enter"))
	b.until("document.querySelector('.who-name')")
}

// signOutByKeyboard signs out.
func (o *office) signOutByKeyboard(b *tab) {
	b.t.Helper()
	b.do(chromedp.Focus(chromedp.CSS(".who-is button")), press("Enter"))
	b.until("document.querySelector('h1').textContent === 'Je bent uitgelogd'")
}

func TestStaffWorkByKeyboard(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	b := open(t, o)
	b.dress(1280, 900, false)

	// Someone who asked for a page gets there after signing in.
	b.do(chromedp.Navigate(b.url + provePath))
	b.until("location.pathname === '" + signInPath + "'")
	o.signInByKeyboard(b, "privacy")
	if got := see(b, chromedp.Text(chromedp.CSS(".who-is"))); got == "" {
		t.Error("nobody is named")
	}
	o.signOutByKeyboard(b)
	b.do(chromedp.Navigate(b.url + homePath))
	b.until("location.pathname === '" + signInPath + "'")
	b.quiet()
}

// Looking something up: ask, read the answer, open the document at its place.
func TestStaffSearchByKeyboard(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	b := open(t, o)
	for _, dark := range []bool{false, true} {
		b.dress(1280, 900, dark)
		o.signInByKeyboard(b, "legal")
		b.do(chromedp.Navigate(b.url+"/medewerkers/zoeken"), chromedp.Focus(chromedp.ID("vraag")), chromedp.KeyEvent("hoe draag ik een cliënt over aan een collega"), press("Enter"))
		b.until("document.querySelector('.find')")
		if got := see(b, chromedp.Location()); got != b.url+"/medewerkers/zoeken" {
			t.Errorf("the address became %s: a question must not stand in it", got)
		}
		b.axe(fmt.Sprintf("found, dark %t", dark))
		b.shot(fmt.Sprintf("staff-found-%t", dark))
		b.do(chromedp.Focus(chromedp.CSS(".find a")), press("Enter"))
		b.until("document.querySelector('.passage-here')")
		if !see(b, chromedp.Evaluate[bool]("(r => r.top >= 0 && r.top < innerHeight)(document.querySelector('.passage-here').getBoundingClientRect())")) {
			t.Error("the place is out of sight")
		}
		b.axe(fmt.Sprintf("document, dark %t", dark))
		b.shot(fmt.Sprintf("staff-document-%t", dark))
		o.signOutByKeyboard(b)
	}
	b.quiet()
}

// shot keeps a picture of the page when a folder was given for that.
func (b *tab) shot(name string) {
	b.t.Helper()
	if *screens == "" {
		return
	}
	if err := os.WriteFile(filepath.Join(*screens, name+".png"), see(b, chromedp.FullScreenshot(100)), 0o600); err != nil {
		b.t.Fatal(err)
	}
}

// The content team makes words of people who asked in vain lead to a page, with the keyboard alone: the effect first, then the change, then back.
func TestContentTeamWorksByKeyboard(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.stock(t)
	o.gaps(t, 6, "aangifte", "aangift", "polit")
	if err := o.config.Editor.AddGolden(t.Context(), "site", []knowledge.Golden{{Question: "mag ik bellen", Kind: "team", Pages: []string{"/hulp"}}}); err != nil {
		t.Fatal(err)
	}
	b := open(t, o)
	b.dress(1280, 900, false)
	o.signInByKeyboard(b, "content")
	for _, dark := range []bool{false, true} {
		b.dress(1280, 900, dark)
		b.do(chromedp.Navigate(b.url+"/medewerkers/vragen"), chromedp.Focus(chromedp.CSS(".list button")), press("Enter"))
		b.until("document.querySelector('h1').textContent === 'Wat deze verandering doet'")
		b.axe(fmt.Sprintf("effect, dark %t", dark))
		b.shot(fmt.Sprintf("staff-effect-%t", dark))
	}
	if words := see(b, chromedp.Text(chromedp.CSS("main"))); !strings.Contains(words, "alle samen") || !strings.Contains(words, "gelijk") {
		t.Errorf("the effect:\n%s", words)
	}
	b.do(chromedp.Focus(chromedp.CSS("form[action='/medewerkers/woorden'] button")), press("Enter"))
	b.until("document.querySelector('.texts li').textContent.includes('door ons')")
	b.do(chromedp.Navigate(b.url + "/medewerkers/woorden/geschiedenis"))
	b.axe("history with an edit")
	b.do(chromedp.Focus(chromedp.CSS("td button")), press("Enter"))
	b.until("document.querySelectorAll('tbody tr').length === 2")

	// A crawl that is under way is followed without anybody doing something.
	b.do(chromedp.Navigate(b.url + "/medewerkers/bronnen"))
	b.until("document.querySelector('[role=status]').textContent.includes('2 van 3')")
	if _, err := o.db.Exec(t.Context(), "UPDATE crawl_pages SET state = 'indexed' WHERE state = 'due'; UPDATE crawl_runs SET state = 'done', finished_at = now() WHERE generation = 2"); err != nil {
		t.Fatal(err)
	}
	b.until("document.querySelector('[role=status]').textContent.includes('niets gelezen')")
	b.quiet()
}

func TestStaffPagesForEveryone(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.stock(t)
	b := open(t, o)
	passes := 0
	as := ""
	for _, v := range deskViews {
		if as != v.role {
			if as != "" {
				o.signOutByKeyboard(b)
			}
			if as = v.role; as != "" {
				b.dress(1280, 900, false)
				o.signInByKeyboard(b, as)
			}
		}
		for _, dark := range []bool{false, true} {
			for _, width := range []int64{1280, 320} {
				b.dress(width, 900, dark)
				b.do(chromedp.Navigate(b.url + v.path))
				if got := see(b, chromedp.Evaluate[int64]("document.documentElement.scrollWidth")); got > width {
					t.Errorf("%s is %d wide on a screen of %d", v.name, got, width)
				}
				if width == 1280 || !dark {
					passes += b.axe(fmt.Sprintf("%s, dark %t, %d wide", v.name, dark, width)).Passes
				}
				b.shot(fmt.Sprintf("staff-%s-%d-%t", v.name, width, dark))
			}
		}
	}
	t.Logf("%d pages, %d rules passed", len(deskViews), passes)
}
