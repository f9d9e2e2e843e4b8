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

// Who cannot speak can call all the same: the card says, in every language, that 112 is called and the line left open, and that one can type on.
func TestSilentCardSaysThatTheLineMayStayOpen(t *testing.T) {
	t.Parallel()
	open := map[string]string{
		"nl": "Laat de lijn open", "en": "Leave the line open", "ar": "اترك الخط مفتوحا", "tr": "hattı açık bırak", "pl": "Nie rozłączaj się", "uk": "Не кладіть слухавку",
		"fr": "Laissez la ligne ouverte", "pap": "Laga e liña habrí",
	}
	for _, lang := range CardLanguages() {
		c := CardFor(Finding{Level: Acute, Kinds: []Kind{PerpetratorNear}, Lines: []Line{Emergency, SafeAtHome}, Silent: true}, lang)
		if !strings.Contains(c.Text, "112") || open[lang] == "" || !strings.Contains(c.Text, open[lang]) || strings.Count(c.Text, ".") < 3 {
			t.Errorf("%s: the card for who cannot speak says %q", lang, c.Text)
		}
		if heard := CardFor(Finding{Level: Acute, Kinds: []Kind{PerpetratorNear}, Lines: []Line{Emergency, SafeAtHome}}, lang); strings.Contains(heard.Text, open[lang]) {
			t.Errorf("%s: who can speak is told %q", lang, heard.Text)
		}
	}
}

func TestNoCardWithoutDanger(t *testing.T) {
	t.Parallel()
	if c := CardFor(Finding{Silent: true, Child: true}, "nl"); c.Title != "" || len(c.Actions) > 0 {
		t.Errorf("CardFor(none) = %+v, want nothing", c)
	}
}

// Somebody who calls a line that is closed may not call a second one: what is open stands first, and what is not says so.
func TestWhatIsClosedStandsBehindWhatIsOpen(t *testing.T) {
	t.Parallel()
	night, day := time.Date(2026, 11, 25, 2, 0, 0, 0, amsterdam()), time.Date(2026, 11, 25, 15, 0, 0, 0, amsterdam())
	child := Check("ik ben 11 en mijn vader slaat me")
	for _, lang := range CardLanguages() {
		c := CardWith(child, lang, Contacts(), night)
		if n := len(c.Lines); n < 2 || c.Lines[0].Line != SafeAtHome || c.Lines[n-1].Line != ChildLine || !strings.Contains(c.Text, "Veilig Thuis") || strings.Contains(c.Text, "Kindertelefoon") {
			t.Errorf("%s at night: %q, %+v", lang, c.Text, c.Lines)
		} else if hours := c.Lines[n-1].Hours[lang]; !strings.HasPrefix(hours, cards()[lang].PerhapsClosed) || strings.Contains(hours, "21") {
			t.Errorf("%s at night: the line for children says %q", lang, hours)
		}
		if c := CardWith(child, lang, Contacts(), day); c.Lines[0].Line != ChildLine || strings.Contains(c.Lines[0].Hours[lang], cards()[lang].PerhapsClosed) {
			t.Errorf("%s by day: %+v", lang, c.Lines)
		}
	}
	stalked := Finding{Level: Concern, Kinds: []Kind{Stalking}, Lines: []Line{VictimSupport, Police}}
	for _, at := range []struct {
		now   time.Time
		first Line
	}{{night, Police}, {day, VictimSupport}, {time.Date(2026, 11, 28, 18, 0, 0, 0, amsterdam()), Police}, {time.Date(2026, 12, 25, 12, 0, 0, 0, amsterdam()), Police}, {time.Time{}, VictimSupport}} {
		if c := CardWith(stalked, "nl", Contacts(), at.now); c.Lines[0].Line != at.first || (at.first == Police) != strings.Contains(c.Lines[1].Hours["nl"], "nu dicht; ma-vr 8-20 uur") {
			t.Errorf("at %v: %+v", at.now, c.Lines)
		}
	}
}

// "8 tot 18" where hours stand reads as hours.
func TestAgesReadAsAges(t *testing.T) {
	t.Parallel()
	says := map[string]string{
		"nl": "voor kinderen van 8 tot 18 jaar", "en": "for children aged 8", "ar": "للأطفال", "tr": "yaş arası çocuklar", "pl": "dla dzieci w wieku", "uk": "для дітей віком", "fr": "pour les enfants de 8", "pap": "pa mucha di 8",
	}
	c, _ := contact(Contacts(), ChildLine)
	for _, lang := range CardLanguages() {
		if !strings.Contains(c.Hours[lang], says[lang]) || says[lang] == "" {
			t.Errorf("%s: the line for children says %q", lang, c.Hours[lang])
		}
	}
}
