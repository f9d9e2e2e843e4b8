package web

import (
	"net/url"
	"slices"

	"wegwijzer/assistant"
)

// settings are what a visitor chose for the pages: language, reading level, what is seen and heard. They live in the page that is open and
// nowhere else: every form of the page carries them as fields, and a link to another page of ours becomes such a form once something was
// chosen. So nothing stands in a cookie, in storage or in an address, it works without script, and it is gone with the page.
// The zero value is how the page begins.
type settings struct {
	Lang     string // of the page and of what the assistant says; "" is Dutch
	Level    string // "" is ordinary Dutch (B1), "makkelijk" (A2), "jong"
	Size     string // of the letters: "", "groot", "grootst"
	Contrast string // "", "hoog"
	Voice    string // whether answers are read aloud by themselves: "" is no, "aan"
	Face     string // the look of the avatar: "" is the first one, "2" to "4", "uit"
	Keep     string // "ja" when the conversation is kept under a code; decided at its first message
}

// choices of each setting, by the name of its field. The first one is how the page begins.
var offered = map[string][]string{
	"niveau":   {"", "makkelijk", "jong"},
	"letters":  {"", "groot", "grootst"},
	"contrast": {"", "hoog"},
	"stem":     {"", "aan"},
	"gezicht":  {"", "2", "3", "4", "uit"},
	"bewaar":   {"", "ja"},
}

// settingsOf reads the settings of a form. What is no choice of ours is how the page begins.
func settingsOf(form url.Values) settings {
	chosen := func(name string) string {
		if v := form.Get(name); slices.Contains(offered[name], v) {
			return v
		}
		return ""
	}
	s := settings{
		Lang: pageLang(form.Get("taal")), Level: chosen("niveau"), Size: chosen("letters"), Contrast: chosen("contrast"), Voice: chosen("stem"),
		Face: chosen("gezicht"), Keep: chosen("bewaar"),
	}
	if s.Lang == "nl" {
		s.Lang = ""
	}
	return s
}

// Code is the language of the page.
func (s settings) Code() string { return or(s.Lang, "nl") }

// Dir is the direction in which the page is read.
func (s settings) Dir() string { return direction(s.Code()) }

// Plain reports whether nothing was chosen.
func (s settings) Plain() bool { return s == settings{} }

// Fields are the settings as fields of a form, without those that the form asks for itself.
func (s settings) Fields(except ...string) []field {
	var all []field
	for _, f := range []field{
		{"taal", s.Lang}, {"niveau", s.Level}, {"letters", s.Size}, {"contrast", s.Contrast}, {"stem", s.Voice}, {"gezicht", s.Face}, {"bewaar", s.Keep},
	} {
		if !slices.Contains(except, f.Name) {
			all = append(all, f)
		}
	}
	return all
}

// level returns the reading level as the assistant names it.
func (s settings) level() string {
	switch s.Level {
	case "makkelijk":
		return string(assistant.A2)
	case "jong":
		return string(assistant.Youth)
	}
	return string(assistant.B1)
}

// dial is one setting as the page asks for it.
type dial struct {
	Name    string
	Heading string // key of its text
	Options []option
}

// option is one position of a dial.
type option struct {
	Value string
	Text  string // key
	On    bool
	Face  string // file of the drawing that it chooses; "" where it chooses none
}

// Dials are the settings that the form of settings asks for, with what was chosen.
func (s settings) Dials(keep bool) []dial {
	all := []dial{
		dialOf("niveau", "page_level", s.Level, "gewoon", "makkelijk", "jong"),
		dialOf("letters", "page_size", s.Size, "gewoon", "groot", "grootst"),
		dialOf("contrast", "page_contrast", s.Contrast, "gewoon", "hoog"),
		dialOf("stem", "page_voice", s.Voice, "uit", "aan"),
		dialOf("gezicht", "page_face", s.Face, "1", "2", "3", "4", "uit"),
	}
	if keep {
		all = append(all, dialOf("bewaar", "page_keep", s.Keep, "nee", "ja"))
	}
	return all
}

// Looks are the settings of a page on which nothing is asked or read aloud: those of what is seen.
func (s settings) Looks() []dial {
	return slices.DeleteFunc(s.Dials(false), func(d dial) bool { return d.Name != "letters" && d.Name != "contrast" })
}

// dialOf returns a dial with its options, whose texts have the given endings.
func dialOf(name, heading, chosen string, endings ...string) dial {
	q := dial{Name: name, Heading: heading}
	for i, value := range offered[name] {
		o := option{Value: value, Text: heading + "_" + endings[i], On: value == chosen}
		if name == "gezicht" {
			o.Face = looks[value]
		}
		q.Options = append(q.Options, o)
	}
	return q
}

// language is a language of the page, named in itself.
type language struct {
	Code string
	Name string
	Dir  string
	On   bool
}

// Languages are the languages of the page.
func (s settings) Languages() []language {
	var all []language
	for _, code := range assistant.Languages() {
		all = append(all, language{code, languageNames[code], direction(code), code == s.Code()})
	}
	return all
}

// languageNames are the languages as those who speak them call them.
var languageNames = map[string]string{
	"nl": "Nederlands", "en": "English", "ar": "العربية", "tr": "Türkçe", "pl": "Polski", "uk": "Українська", "fr": "Français", "pap": "Papiamentu",
}

// direction returns how a language is read.
func direction(lang string) string {
	if lang == "ar" {
		return "rtl"
	}
	return "ltr"
}

// settings are those that a frame of the page carries.
func (f clientFrame) settings() settings {
	return settingsOf(url.Values{"taal": {f.Lang}, "niveau": {f.Level}, "bewaar": {f.Keep}})
}
