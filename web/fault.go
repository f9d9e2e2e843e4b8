package web

import (
	"net/http"
	"net/url"
	"strings"
)

// fault says what is the matter with a field, beside it. Its id ties the two together for who does not see them.
type fault struct {
	ID    string
	Text  string // "" when nothing is
	First bool   // the field to begin with
}

// Runs are the words, with numbers that can be called.
func (f fault) Runs() []run { return runs(f.Text) }

// contactFaults is what is the matter with how somebody may be reached, and when.
type contactFaults struct{ Phone, Mail, When, Code fault }

// faultAt is what is the matter with a field of these pages.
func faultAt(name, text string, first bool) fault { return fault{"fout-" + name, text, first} }

// longestTyped is how much of what does not fit a field comes back in it.
const longestTyped = 200

// filledIn returns what was filled in, also where it does not fit and was left out of the form.
func filledIn(r *http.Request, form url.Values, name string) string {
	if v := form.Get(name); v != "" {
		return v
	}
	return clipped(strings.ToValidUTF8(strings.TrimSpace(r.PostForm.Get(name)), ""), longestTyped)
}

// contactWrong is what is the matter with how somebody may be reached: a number that is needed, an address that is none, a message that could go nowhere.
func contactWrong(r *http.Request, form url.Values, needsPhone bool) (f contactFaults) {
	if form.Get("telefoon") == "" && (needsPhone || filledIn(r, form, "telefoon") != "") {
		f.Phone = faultAt("telefoon", textFor(r, "booking_need_phone"), true)
	}
	switch {
	case form.Get("mail") == "" && filledIn(r, form, "mail") != "":
		f.Mail = faultAt("mail", textFor(r, "booking_mail_again"), f.Phone.Text == "")
	case form.Get("bericht") != "" && form.Get("telefoon")+form.Get("mail") == "":
		f.Mail = faultAt("mail", textFor(r, "booking_mail_needed"), f.Phone.Text == "")
	}
	return f
}

func (f contactFaults) none() bool { return f.Phone.Text+f.Mail.Text+f.When.Text+f.Code.Text == "" }
