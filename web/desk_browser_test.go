package web

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"
)

// staffPages that are looked at, by the role that sees them; a room that adds a page adds it here.
var deskViews = []struct{ name, role, path string }{
	{"sign-in", "", signInPath},
	{"home", "legal", homePath},
	{"prove", "privacy", provePath},
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

func TestStaffPagesForEveryone(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
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
				if *screens != "" {
					if err := os.WriteFile(filepath.Join(*screens, fmt.Sprintf("staff-%s-%d-%t.png", v.name, width, dark)), see(b, chromedp.FullScreenshot(100)), 0o600); err != nil {
						t.Fatal(err)
					}
				}
			}
		}
	}
	t.Logf("%d pages, %d rules passed", len(deskViews), passes)
}
