package web

import (
	_ "embed" // the catalogue
	"encoding/json"
	"strconv"
	"strings"
	"sync"
	"time"
)

//go:embed text/nl.json
var catalogueFile []byte

var catalogue = sync.OnceValue(func() map[string]string {
	var texts map[string]string
	if err := json.Unmarshal(catalogueFile, &texts); err != nil {
		panic("web: reading the texts: " + err.Error())
	}
	return texts
})

// text returns a text from the catalogue. An unknown key is a mistake in the program and gives the key itself, which a test looks for.
func text(key string) string {
	if t, ok := catalogue()[key]; ok {
		return t
	}
	return key
}

// dutchDate writes a date as people read it: 14 maart 2026. The zero time is "".
func dutchDate(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	months := strings.Fields(text("months"))
	return strconv.Itoa(t.Day()) + " " + months[t.Month()-1] + " " + strconv.Itoa(t.Year())
}

// dutchTime writes a moment as people here read it: 14 maart 2026, 13:05.
func dutchTime(t time.Time) string {
	t = t.In(amsterdam())
	return dutchDate(t) + t.Format(", 15:04")
}

// amsterdam is the zone in which times are shown.
var amsterdam = sync.OnceValue(func() *time.Location {
	zone, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		return time.UTC // a machine without the table of zones
	}
	return zone
})

// isoDate writes a date for programs; the zero time is "".
func isoDate(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.DateOnly)
}
