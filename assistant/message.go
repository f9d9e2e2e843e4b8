package assistant

import (
	"embed"
	"encoding/json"
	"fmt"
	"maps"
	"strings"
	"sync"
)

//go:embed messages/*.json
var messageFiles embed.FS

// Message returns a fixed text in the language lang, or in Dutch when that language lacks it. An unknown key is a mistake in the program
// and gives the key itself, which a test looks for.
func Message(lang, key string) string {
	all := catalogue()
	if text, ok := all[lang][key]; ok {
		return text
	}
	if text, ok := all["nl"][key]; ok {
		return text
	}
	return key
}

var catalogue = sync.OnceValue(func() map[string]map[string]string {
	entries, err := messageFiles.ReadDir("messages")
	if err != nil {
		panic("assistant: listing the embedded messages: " + err.Error())
	}
	all := map[string]map[string]string{}
	for _, e := range entries {
		raw, err := messageFiles.ReadFile("messages/" + e.Name())
		if err != nil {
			panic("assistant: reading embedded messages: " + err.Error())
		}
		var texts map[string]string
		if err := json.Unmarshal(raw, &texts); err != nil {
			panic(fmt.Sprintf("assistant: messages %s: %v", e.Name(), err))
		}
		// nl.json, and beside it the texts of one part of the conversation: booking.nl.json
		lang := strings.TrimSuffix(e.Name(), ".json")
		lang = lang[strings.LastIndexByte(lang, '.')+1:]
		if all[lang] == nil {
			all[lang] = map[string]string{}
		}
		maps.Copy(all[lang], texts)
	}
	return all
})
