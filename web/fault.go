package web

import (
	"net/http"
	"net/url"
	"strings"
)

// fault says what is the matter with a field: beside it, and in the list above its form. Its id ties the two together for who does not see them.
type fault struct {
	Field string // the id of the field, or of the first of what can be chosen
	Text  string // "" when nothing is
	First bool   // the field to begin with
}

// ID is that of the words beside the field.
func (f fault) ID() string { return "fout-" + f.Field }

// Runs are the words, with numbers that can be called.
func (f fault) Runs() []run { return runs(f.Text) }

// faults is what is the matter with a form for visitors, in the order of its fields. None of it is left to the browser: its words are not ours, come in
// its own language, and are gone when somebody looks away.
type faults []fault

// with is the same with what is the matter with one field more.
func (f faults) with(field, text string) faults { return append(f, fault{field, text, len(f) == 0}) }

// At is what is the matter with a field.
func (f faults) At(field string) fault {
	for _, x := range f {
		if x.Field == field {
			return x
		}
	}
	return fault{}
}

// longestTyped is how much of what does not fit a field comes back in it.
const longestTyped = 200

// filledIn returns what was filled in, also where it does not fit and was left out of the form.
func filledIn(r *http.Request, form url.Values, name string) string {
	if v := form.Get(name); v != "" {
		return v
	}
	return clipped(strings.ToValidUTF8(strings.TrimSpace(r.PostForm.Get(name)), ""), longestTyped)
}

// whatWrong is what is the matter with what somebody wants to talk about, and how.
func whatWrong(r *http.Request, form url.Values) (f faults) {
	if form.Get("soort") == "" {
		f = f.with("soort-0", textFor(r, "book_about_choose"))
	}
	if form.Get("hoe") == "" {
		f = f.with("hoe-0", textFor(r, "book_how_choose"))
	}
	return f
}

// contactWrong is what is the matter with how somebody may be reached: a number that is needed, an address that is none, a message that could go nowhere.
func contactWrong(r *http.Request, form url.Values, needsPhone bool) (f faults) {
	f = f.phoneWrong(r, form, needsPhone, "booking_need_phone")
	switch {
	case form.Get("mail") == "" && filledIn(r, form, "mail") != "":
		f = f.with("mail", textFor(r, "booking_mail_again"))
	case form.Get("bericht") != "" && form.Get("telefoon")+form.Get("mail") == "":
		f = f.with("mail", textFor(r, "booking_mail_needed"))
	}
	return f
}

// phoneWrong adds what is the matter with a number: there is none and one is needed, which the text under the key none says, or nobody can be called by it.
func (f faults) phoneWrong(r *http.Request, form url.Values, needed bool, none string) faults {
	switch {
	case form.Get("telefoon") != "":
		return f
	case filledIn(r, form, "telefoon") != "":
		return f.with("telefoon", textFor(r, "booking_phone_again"))
	case needed:
		return f.with("telefoon", textFor(r, none))
	}
	return f
}
