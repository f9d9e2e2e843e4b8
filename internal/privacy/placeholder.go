package privacy

import (
	_ "embed"
	"encoding/json"
	"sort"
	"strconv"
	"strings"
	"sync"

	"wegwijzer/internal/dutch"
)

//go:embed placeholder.json
var placeholderFile []byte

// placeholders are the Dutch words that stand where something was taken out, by type.
var placeholders = sync.OnceValue(func() map[Type]string {
	m := map[Type]string{}
	if err := json.Unmarshal(placeholderFile, &m); err != nil {
		panic("privacy: the embedded placeholders are no JSON: " + err.Error())
	}
	return m
})

// held is the way back: which type a placeholder stands for.
var heldTypes = sync.OnceValue(func() map[string]Type {
	m := map[string]Type{}
	for t, word := range placeholders() {
		m[word] = t
	}
	return m
})

// longestPlaceholder bounds how far the closing bracket of a placeholder is looked for.
const longestPlaceholder = 40

// placeholderAt reads a placeholder that text begins with, such as "[naam 2]". size is 0 when there is none.
func placeholderAt(text string) (kind Type, size int) {
	end := strings.IndexByte(text[:min(len(text), longestPlaceholder)], ']')
	if end < 0 {
		return "", 0
	}
	inner := text[1:end]
	if i := strings.LastIndexByte(inner, ' '); i >= 0 && i+1 < len(inner) {
		if n, err := strconv.Atoi(inner[i+1:]); err == nil && n > 1 {
			inner = inner[:i]
		}
	}
	kind, ok := heldTypes()[inner]
	if !ok {
		return "", 0
	}
	return kind, end + 1
}

// shift is a place in a redacted text with the place in the original that it belongs to.
type shift struct{ to, from int }

type shifts []shift

// original returns the byte of the original text that a byte of the redacted text stands for. It is not asked within a placeholder.
func (s shifts) original(at int) int {
	i := sort.Search(len(s), func(i int) bool { return s[i].to > at }) - 1
	if i < 0 {
		return at
	}
	return s[i].from + at - s[i].to
}

// replace puts a placeholder in the place of every mark. The same value gets the same placeholder throughout; a second value of a type gets
// one with a number.
func replace(text string, marks []mark) (string, shifts) {
	var b strings.Builder
	b.Grow(len(text))
	var moved shifts
	numbers := map[Type]map[string]int{}
	at := 0
	for _, m := range marks {
		b.WriteString(text[at:m.start])
		b.WriteByte('[')
		b.WriteString(placeholders()[m.kind])
		if n := numberOf(numbers, m.kind, valueOf(text[m.start:m.end], m.kind)); n > 1 {
			b.WriteByte(' ')
			b.WriteString(strconv.Itoa(n))
		}
		b.WriteByte(']')
		at = m.end
		moved = append(moved, shift{b.Len(), at})
	}
	b.WriteString(text[at:])
	return b.String(), moved
}

// numberOf returns which value of its type this is, counted from one. A given name by itself is the person with that name.
func numberOf(numbers map[Type]map[string]int, kind Type, value string) int {
	if numbers[kind] == nil {
		numbers[kind] = map[string]int{}
	}
	seen := numbers[kind]
	if n, ok := seen[value]; ok {
		return n
	}
	n := 1
	for _, other := range seen {
		n = max(n, other+1)
	}
	seen[value] = n
	if kind == Name {
		if first, _, ok := strings.Cut(value, " "); ok {
			if _, taken := seen[first]; !taken {
				seen[first] = n
			}
		}
	}
	return n
}

// valueOf returns the form by which two spellings of the same value are the same: digits of a number, small letters of a name.
func valueOf(s string, kind Type) string {
	switch kind {
	case Phone, BSN, Card, Case:
		if digits := digitsOf(s); digits != "" {
			return strings.TrimPrefix(strings.TrimPrefix(strings.TrimPrefix(digits, "00"), "31"), "0")
		}
	case IBAN, Plate, Report:
		return compact(s)
	}
	return strings.Join(strings.Fields(dutch.Fold(s)), " ")
}

// Redact returns text with a placeholder such as [naam] or [telefoonnummer] in the place of everything that Find finds, and what Find
// finds. What stays reads as Dutch. A second person is [naam 2], throughout. Placeholders survive: redacting a redacted text changes nothing.
func Redact(text string) (redacted string, spans []Span) {
	marks := marksIn(text)
	if len(marks) == 0 {
		return text, nil
	}
	redacted, _ = replace(text, marks)
	return redacted, spansOf(text, marks)
}
