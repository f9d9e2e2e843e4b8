package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"
)

// reads are the names that a command reads in a line of JSON. Other names are left alone: a set carries what its makers need besides.
type reads struct {
	needed []string // of which one must be there
	others []string
}

// lack says, in Dutch, why a line cannot be used although it is JSON: what the command needs is not there, or a name is so nearly one of those that
// it reads that it must be meant for that. It is empty for a line that can be used. Without this a misspelt name is a text without danger, or a
// sentence that needs no passage. Of the line it repeats only a name that is nearly one of ours: another may be what somebody said.
func (r reads) lack(line []byte) string {
	var values map[string]json.RawMessage
	if json.Unmarshal(line, &values) != nil {
		return "heeft niet de vorm die verwacht wordt"
	}
	keys := slices.Sorted(maps.Keys(values))
	has := func(name string) bool {
		return slices.ContainsFunc(keys, func(key string) bool { return strings.EqualFold(key, name) && given(values[key]) })
	}
	known := append(slices.Clone(r.needed), r.others...)
	near := func(name string, most int) string {
		for _, key := range keys {
			if !slices.ContainsFunc(known, func(k string) bool { return strings.EqualFold(k, key) }) && apart(strings.ToLower(key), name) <= most {
				return key
			}
		}
		return ""
	}
	if !slices.ContainsFunc(r.needed, has) {
		why := "mist het veld " + strings.Join(r.needed, " of ")
		for _, name := range r.needed {
			if key := near(name, maxApart); key != "" {
				why += fmt.Sprintf(" (er staat %q)", key)
				break
			}
		}
		return why + "; de velden zijn id, " + strings.Join(known, ", ") + ","
	}
	for _, name := range known {
		if key := near(name, 1); key != "" && utf8.RuneCountInString(name) > 3 && !has(name) {
			return fmt.Sprintf("heeft een veld %q, en dat heet %s,", key, name)
		}
	}
	return ""
}

// maxApart is how many letters a name may differ from one of ours to be shown beside it.
const maxApart = 2

// given reports whether a value is there. An empty text is one: who says nothing is answered too. No value at all, or a list of nothing, is none.
func given(value json.RawMessage) bool {
	text := strings.TrimSpace(string(value))
	return text != "null" && strings.Join(strings.Fields(text), "") != "[]"
}

// apart counts how many letters have to be added, taken away, changed or swapped with their neighbour to make one name of the other. It stops counting
// where that is more than it is asked about.
func apart(a, b string) int {
	x, y := []rune(a), []rune(b)
	if d := len(x) - len(y); d > maxApart || -d > maxApart {
		return maxApart + 1
	}
	rows := make([][]int, len(x)+1)
	for i := range rows {
		rows[i] = make([]int, len(y)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(x); i++ {
		for j := 1; j <= len(y); j++ {
			cost := 1
			if x[i-1] == y[j-1] {
				cost = 0
			}
			rows[i][j] = min(rows[i-1][j]+1, rows[i][j-1]+1, rows[i-1][j-1]+cost)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				rows[i][j] = min(rows[i][j], rows[i-2][j-2]+1)
			}
		}
	}
	return rows[len(x)][len(y)]
}
