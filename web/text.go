package web

import (
	"embed"
	"encoding/json"
	"maps"
	"strconv"
	"strings"
	"sync"
	"time"
)

//go:embed text/*.json
var catalogueFiles embed.FS

// catalogue holds the texts by language and key. Dutch has all of them; the other languages have those of the page of the conversation, and
// their field "checked" says whether a native speaker has read them.
var catalogue = sync.OnceValue(func() map[string]map[string]string {
	entries, err := catalogueFiles.ReadDir("text")
	if err != nil {
		panic("web: listing the texts: " + err.Error())
	}
	all := map[string]map[string]string{}
	for _, e := range entries {
		raw, err := catalogueFiles.ReadFile("text/" + e.Name())
		if err != nil {
			panic("web: reading the texts: " + err.Error())
		}
		var texts map[string]any
		if err := json.Unmarshal(raw, &texts); err != nil {
			panic("web: reading the texts: " + err.Error())
		}
		// nl.json, and beside it the texts of one page: page.nl.json
		lang := strings.TrimSuffix(e.Name(), ".json")
		lang = lang[strings.LastIndexByte(lang, '.')+1:]
		own := map[string]string{}
		for key, t := range texts {
			if t, ok := t.(string); ok {
				own[key] = t
			}
		}
		if all[lang] == nil {
			all[lang] = map[string]string{}
		}
		maps.Copy(all[lang], own)
	}
	return all
})

// text returns a text in Dutch. An unknown key is a mistake in the program and gives the key itself, which a test looks for.
func text(key string) string { return textIn("nl", key) }

// textIn returns a text in a language, and in Dutch where that language lacks it.
func textIn(lang, key string) string {
	if t, ok := catalogue()[lang][key]; ok {
		return t
	}
	if t, ok := catalogue()["nl"][key]; ok {
		return t
	}
	return key
}

// dutchDate writes a date as people read it: 14 maart 2026. The zero time is "".
func dutchDate(t time.Time) string { return dateIn("nl", t) }

// dateIn writes a date as people read it in a language. The zero time is "".
func dateIn(lang string, t time.Time) string {
	if t.IsZero() {
		return ""
	}
	months := strings.Fields(textIn(lang, "months"))
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
