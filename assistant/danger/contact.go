package danger

import (
	_ "embed"
	"encoding/json"
	"slices"
	"sync"
	"time"

	"wegwijzer/internal/dutch"
)

// Contact is a line that a card shows. The facts are those of the content sheet (anchors/content.md); that sheet has no date of its own, so Verified
// is the last day that its neighbours name as read. A line of which no number was found is shown by its name alone.
type Contact struct {
	Line     Line              `json:"line"`
	Number   string            `json:"number"`             // as people write it
	Tel      string            `json:"tel"`                // target of a link that calls
	Names    map[string]string `json:"names"`              // per language
	Hours    map[string]string `json:"hours"`              // per language; empty where nothing reliable was found
	Open     []Opening         `json:"open,omitempty"`     // when it answers; empty when that is always, or not known
	LongAgo  bool              `json:"long_ago,omitempty"` // Open was read years ago: it orders lines, and is not told
	Chat     string            `json:"chat"`               // address of a chat, where the sheet names one
	Source   string            `json:"source"`
	Verified Date              `json:"verified"`
}

// Opening is a piece of a week in which a line answers, in whole hours of Amsterdam. No line of ours opens on a holiday but one that is open every day.
type Opening struct {
	Days []time.Weekday `json:"days"`
	From int            `json:"from"`
	To   int            `json:"to"`
}

const everyDay = 7

// Closed reports that nobody answers a line at a moment, as far as is known. A moment that is not known is the zero time.
func (c Contact) Closed(now time.Time) bool {
	if now.IsZero() || len(c.Open) == 0 {
		return false
	}
	now = now.In(amsterdam())
	return !slices.ContainsFunc(c.Open, func(o Opening) bool {
		return slices.Contains(o.Days, now.Weekday()) && now.Hour() >= o.From && now.Hour() < o.To && (len(o.Days) == everyDay || !dutch.Holiday(dutch.DayOf(now)))
	})
}

var amsterdam = sync.OnceValue(func() *time.Location {
	zone, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		panic("danger: the zone Europe/Amsterdam is missing: " + err.Error())
	}
	return zone
})

// Date is a day, written 2026-08-22.
type Date struct{ time.Time }

// UnmarshalJSON reads a day.
func (d *Date) UnmarshalJSON(b []byte) error {
	var s string
	if err := json.Unmarshal(b, &s); err != nil {
		return err
	}
	t, err := time.Parse(time.DateOnly, s)
	d.Time = t
	return err
}

// MarshalJSON writes a day.
func (d Date) MarshalJSON() ([]byte, error) { return json.Marshal(d.Format(time.DateOnly)) }

// Name returns the name of the line in a language, in Dutch when there is none.
func (c Contact) Name(lang string) string {
	if n := c.Names[lang]; n != "" {
		return n
	}
	return c.Names["nl"]
}

//go:embed cards/contacts.json
var contactsJSON []byte

var contacts = sync.OnceValue(func() []Contact {
	var all []Contact
	if err := json.Unmarshal(contactsJSON, &all); err != nil {
		panic("danger: the embedded contacts are not right: " + err.Error())
	}
	return all
})

// Contacts returns every line, each with its source and the day it was last verified.
func Contacts() []Contact { return slices.Clone(contacts()) }

// contact returns a line of all.
func contact(all []Contact, l Line) (Contact, bool) {
	i := slices.IndexFunc(all, func(c Contact) bool { return c.Line == l })
	if i < 0 {
		return Contact{}, false
	}
	return all[i], true
}
