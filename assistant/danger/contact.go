package danger

import (
	_ "embed"
	"encoding/json"
	"slices"
	"sync"
	"time"
)

// Contact is a line that a card shows. The facts are those of the content sheet (anchors/content.md); that sheet has no date of its own, so Verified
// is the last day that its neighbours name as read. A line of which no number was found is shown by its name alone.
type Contact struct {
	Line     Line              `json:"line"`
	Number   string            `json:"number"` // as people write it
	Tel      string            `json:"tel"`    // target of a link that calls
	Names    map[string]string `json:"names"`  // per language
	Hours    map[string]string `json:"hours"`  // per language; empty where nothing reliable was found
	Chat     string            `json:"chat"`   // address of a chat, where the sheet names one
	Source   string            `json:"source"`
	Verified Date              `json:"verified"`
}

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
