package danger

import (
	"strings"
	"testing"
	"time"
)

func TestContactsAreVerifiedWithinAYear(t *testing.T) {
	t.Parallel()
	for _, c := range Contacts() {
		if c.Source == "" || c.Verified.IsZero() {
			t.Errorf("%s has no source or no day of verification", c.Line)
		}
		if age := time.Since(c.Verified.Time); age > 365*24*time.Hour {
			t.Errorf("%s was last verified on %s: check number, hours and chat, and write today's date", c.Line, c.Verified.Format(time.DateOnly))
		}
		if (c.Number == "") != (c.Tel == "") || c.Tel != "" && c.Tel != "tel:"+strings.ReplaceAll(c.Number, "-", "") {
			t.Errorf("%s is called at %q but shown as %q", c.Line, c.Tel, c.Number)
		}
		for _, lang := range CardLanguages() {
			if c.Names[lang] == "" {
				t.Errorf("%s has no name in %s", c.Line, lang)
			}
		}
	}
	if len(Contacts()) != 8 {
		t.Errorf("%d contacts, want 8", len(Contacts()))
	}
}

// Every line that a finding can name has a contact, and every card says something.
func TestCardsAreComplete(t *testing.T) {
	t.Parallel()
	nl := cards()["nl"].texts
	for _, lang := range []string{"nl", "en", "ar", "tr", "pl", "uk", "fr", "pap"} {
		for key := range nl {
			if cards()[lang].texts[key] == "" {
				t.Errorf("the card %q has no words in %s", key, lang)
			}
		}
		if cards()[lang].Checked != (lang == "nl") {
			t.Errorf("%s is marked as checked by a native speaker", lang)
		}
		for _, level := range []Level{Concern, Acute} {
			for _, k := range kinds {
				for _, child := range []bool{false, true} {
					f := Finding{Level: level, Kinds: []Kind{k}, Lines: []Line{Emergency, SuicideLine}, Child: child}
					if c := CardFor(f, lang); c.Text == "" || c.Title == "" || len(c.Lines) != 2 || c.Lang != lang {
						t.Errorf("CardFor(%v %s, %s) = %+v", level, k, lang, c)
					}
				}
			}
		}
	}
}

// Someone who may not make a sound reads little, and can do more than call.
func TestSilentCardsAreShortAndOfferMoreThanCalling(t *testing.T) {
	t.Parallel()
	for _, lang := range CardLanguages() {
		for _, k := range kinds {
			for _, lines := range [][]Line{{Emergency}, {SuicideLine, Emergency}, {Emergency, ChildLine, SafeAtHome}, {SexualAssault, Emergency}} {
				c := CardFor(Finding{Level: Acute, Kinds: []Kind{k}, Lines: lines, Silent: true}, lang)
				said := []string{c.Title, c.Text, c.LeaveHint}
				more := false
				for _, a := range c.Actions {
					said = append(said, a.Label)
					more = more || a.Kind != "call"
				}
				if n := len(strings.Fields(strings.Join(said, " "))); n > 40 {
					t.Errorf("%s, %s, %v: %d words, at most 40: %v", lang, k, lines, n, said)
				}
				if !more {
					t.Errorf("%s, %s: nothing but calling", lang, k)
				}
			}
		}
	}
}

func TestNoCardWithoutDanger(t *testing.T) {
	t.Parallel()
	if c := CardFor(Finding{Silent: true, Child: true}, "nl"); c.Title != "" || len(c.Actions) > 0 {
		t.Errorf("CardFor(none) = %+v, want nothing", c)
	}
}
