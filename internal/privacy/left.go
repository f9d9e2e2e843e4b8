package privacy

import (
	_ "embed"
	"encoding/json"
	"slices"
	"strings"
	"sync"
)

//go:embed left.json
var leftFile []byte

// leftTexts are the sentences that tell what was left out, by language.
var leftTexts = sync.OnceValue(func() map[string]leftText {
	m := map[string]leftText{}
	if err := json.Unmarshal(leftFile, &m); err != nil {
		panic("privacy: the embedded sentences are no JSON: " + err.Error())
	}
	return m
})

type leftText struct {
	Sentence string             `json:"sentence"` // {what} is replaced by the list
	Comma    string             `json:"comma"`
	And      string             `json:"and"`
	What     map[Type][2]string `json:"what"` // one of a type, and more
}

// leftOrder is the order in which types are told: what people know best first.
var leftOrder = []Type{Name, Address, Phone, Email, Birth, BSN, IBAN, Card, Plate, Case, Report, Handle, Link}

// Left returns a friendly sentence, at level B1, that tells a person what Redact left out of their words and that it is not needed. It is empty
// when nothing was left out. Languages are nl, en, ar, tr, pl, uk, fr and pap; any other gets Dutch. What was left out is named by its kind
// only, and not as "yours": it may be somebody else's.
func Left(spans []Span, lang string) string {
	if len(spans) == 0 {
		return ""
	}
	t, ok := leftTexts()[strings.ToLower(lang)]
	if !ok {
		t = leftTexts()["nl"]
	}
	count := map[Type]int{}
	for _, s := range spans {
		count[s.Type]++
	}
	var what []string
	for _, kind := range leftOrder {
		if n := count[kind]; n > 0 {
			what = append(what, t.What[kind][min(n, 2)-1])
		}
	}
	list := what[len(what)-1]
	if rest := slices.Clip(what[:len(what)-1]); len(rest) > 0 {
		list = strings.Join(rest, t.Comma) + t.And + list
	}
	return strings.Replace(t.Sentence, "{what}", list, 1)
}
