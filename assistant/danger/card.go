package danger

import (
	_ "embed"
	"encoding/json"
	"slices"
	"strings"
	"sync"
	"time"
)

// Card is what a person in danger sees: a few calm words, whom to reach, and how to leave. When the writer cannot make a sound it is at most forty
// words in all and offers more than calling.
type Card struct {
	Level     Level
	Lang      string
	Title     string
	Text      string
	Lines     []Contact // most fitting first
	Actions   []Action  // to tap, in order
	LeaveHint string    // empty when the card already says so in an action
	Checked   bool      // whether a native speaker read these words
}

// Action is something to tap.
type Action struct {
	Kind   string // call, chat or leave
	Label  string
	Target string // tel: or https:; empty for leave, which the page itself does
}

//go:embed cards/cards.json
var cardsJSON []byte

// words are the texts of one language.
type words struct {
	Checked   bool   `json:"checked"`
	Acute     string `json:"title_acute"`
	Talk      string `json:"title_suicide"`
	Concern   string `json:"title_concern"`
	Call      string `json:"call"`
	Chat      string `json:"chat"`
	Leave     string `json:"leave"`
	LeaveHint string `json:"leave_hint"`
	Silent    string `json:"silent"`

	Closed        string `json:"closed"`         // of a line that nobody answers now
	PerhapsClosed string `json:"perhaps_closed"` // of one of which that is likely
	texts         map[string]string
}

var cards = sync.OnceValue(func() map[string]words {
	all, texts := map[string]words{}, map[string]map[string]any{}
	if err := json.Unmarshal(cardsJSON, &all); err != nil {
		panic("danger: the embedded cards are not right: " + err.Error())
	}
	if err := json.Unmarshal(cardsJSON, &texts); err != nil {
		panic("danger: the embedded cards are not right: " + err.Error())
	}
	for lang, w := range all {
		w.texts = map[string]string{}
		for key, text := range texts[lang] {
			if s, ok := text.(string); ok {
				w.texts[key] = s
			}
		}
		all[lang] = w
	}
	return all
})

// CardLanguages returns the languages that cards are written in.
func CardLanguages() []string {
	var langs []string
	for lang := range cards() {
		langs = append(langs, lang)
	}
	slices.Sort(langs)
	return langs
}

// CardFor returns the card for a finding in a language, in Dutch when the language is not known. For a finding without danger it is empty.
func CardFor(f Finding, lang string) Card { return CardWith(f, lang, contacts(), time.Time{}) }

// CardWith is CardFor with other data of the lines than those that ship, and at a moment: a line that is closed then stands behind those that are open,
// and says so.
func CardWith(f Finding, lang string, known []Contact, now time.Time) Card {
	if f.Level != Concern && f.Level != Acute {
		return Card{}
	}
	w, ok := cards()[lang]
	if !ok {
		lang = "nl"
		w = cards()[lang]
	}
	key, title := theme(f, w)
	if l, ok := contact(known, ChildLine); ok && key == "child_writes" && l.Closed(now) && slices.Contains(f.Lines, SafeAtHome) {
		key = "child_at_night"
	}
	card := Card{Level: f.Level, Lang: lang, Title: title, Text: w.texts[key], Checked: w.Checked}
	for _, l := range f.Lines {
		if c, ok := contact(known, l); ok {
			card.Lines = append(card.Lines, c)
		}
	}
	slices.SortStableFunc(card.Lines, func(a, b Contact) int { return after(a.Closed(now)) - after(b.Closed(now)) })
	for i, l := range card.Lines {
		if l.Closed(now) {
			card.Lines[i] = l.saying(w, lang)
		}
	}
	if f.Silent {
		card.Text = w.Silent
		if len(f.Kinds) > 0 && (f.Kinds[0] == Suicidality || f.Kinds[0] == SelfHarm) && !slices.ContainsFunc(f.Kinds, ofAnother) {
			card.Text = w.texts["suicide_silent"] // of who wants to die, and is no other's prey
		}
		card.Lines = atMost(card.Lines, 2, f.Child)
	}
	if f.Deaf && !slices.ContainsFunc(card.Lines, func(c Contact) bool { return c.Line == SuicideLine && c.Chat != "" }) {
		card.Text = w.texts["deaf"] // nobody who cannot hear is told to call
	}
	chat := false
	for _, c := range card.Lines {
		if c.Number != "" {
			card.Actions = append(card.Actions, Action{"call", strings.ReplaceAll(w.Call, "{number}", c.Number), c.Tel})
		}
		if c.Chat != "" && !chat {
			chat = true
			card.Actions = append(card.Actions, Action{"chat", strings.ReplaceAll(w.Chat, "{site}", strings.TrimPrefix(c.Chat, "https://")), c.Chat})
		}
	}
	card.Actions = append(card.Actions, Action{"leave", w.Leave, ""})
	if !f.Silent && (slices.Contains(f.Kinds, PerpetratorNear) || slices.Contains(f.Kinds, AcuteDanger) || slices.Contains(f.Kinds, Stalking)) {
		card.LeaveHint = w.LeaveHint
	}
	return card
}

// atMost returns the first n lines; for a child the one for children is always among them.
func atMost(lines []Contact, n int, child bool) []Contact {
	if len(lines) <= n {
		return lines
	}
	for _, l := range lines[n:] {
		if child && l.Line == ChildLine {
			lines[n-1] = l
		}
	}
	return lines[:n]
}

// after is where what is closed stands.
func after(closed bool) int {
	if closed {
		return 1
	}
	return 0
}

// saying returns a line with the words that it is closed, or may be, before its hours.
func (c Contact) saying(w words, lang string) Contact {
	note := w.Closed
	if c.LongAgo {
		note = w.PerhapsClosed
	}
	hours := c.Hours[lang]
	if hours == "" {
		hours = c.Hours["nl"]
	}
	if hours != "" {
		note += "; " + hours
	}
	c.Hours = map[string]string{lang: note}
	return c
}

// theme returns which text fits a finding, and its title.
func theme(f Finding, w words) (key, title string) {
	acute := f.Level == Acute
	title = w.Concern
	if acute {
		title = w.Acute
	}
	if len(f.Kinds) == 0 {
		return "home", title
	}
	if f.Released && !acute && !f.Child && fromAnother(f) {
		return "release", title
	}
	if f.Abused && !acute && !f.Child && (f.Kinds[0] == SexualViolence || f.Kinds[0] == ChildInDanger) {
		return "child_abused", title
	}
	if f.Harms && slices.Contains(f.Lines, SafeAtHome) && (!acute || f.Kinds[0] == ThreatByUser) && f.Kinds[0] != Medical {
		return "threat_home", title
	}
	switch f.Kinds[0] {
	case Medical:
		if !acute {
			return "hurt", title
		}
		return "medical", title
	case AcuteDanger, PerpetratorNear:
		if acute {
			return "danger", title
		}
		switch {
		case f.Child:
			return "child_writes", title
		case slices.Contains(f.Lines, SafeAtHome) && !slices.Contains(f.Lines, Police):
			return "home", title
		case slices.Contains(f.Lines, TraffickingLine):
			return "trafficking", title
		case f.Outside || !slices.Contains(f.Lines, SafeAtHome):
			return "stalking", title // to the police, and somebody who thinks along
		}
		return "home", title
	case ChildInDanger:
		if f.Child {
			return "child_writes", title
		}
		switch {
		case acute:
			return "child_acute", title
		case !slices.Contains(f.Lines, SafeAtHome):
			return "stalking", title // who presses them is no one of the home
		}
		return "child", title
	case ThreatByUser:
		if acute {
			return "threat_acute", title
		}
		return "threat", title
	case Suicidality:
		if acute && f.Missing {
			return "missing", w.Talk
		}
		if acute && f.ThirdParty && len(f.Lines) > 0 && f.Lines[0] == Emergency {
			return "suicide_other", w.Talk
		}
		if acute {
			return "suicide_acute", w.Talk
		}
		if f.ThirdParty || !f.Ruled && !f.Named && !f.Wish {
			return "suicide_guessed", title // it asks, and takes nothing for said; who fears for another reads that the line is for them too
		}
		return "suicide", title
	case SelfHarm:
		return "self_harm", title
	case SexualViolence:
		switch {
		case f.Abused && !f.Child:
			return "child_abused", title // also of today: of a child nobody says that it decides for itself
		case f.ThirdParty && !f.Child:
			return "sexual_near", title
		}
		return "sexual", title
	case Trafficking:
		return "trafficking", title
	case Stalking:
		return "stalking", title
	}
	return "home", title
}
