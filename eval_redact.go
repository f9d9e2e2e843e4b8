package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"wegwijzer/internal/privacy"
)

// redactItem is a text with what points to a person in it.
type redactItem struct {
	ID       string         `json:"id"`
	Text     string         `json:"text"`
	Spans    []privacy.Span `json:"spans"`
	Optional []privacy.Span `json:"optional_spans"` // redacting or not are both right
	Class    string         `json:"lookalike"`      // of a text in which nothing may be redacted
}

// evalRedact measures how much of what points to a person is found, and what is taken out for nothing.
func evalRedact(_ context.Context, e *evaluation) ([]metric, error) {
	own := filepath.Join(e.root, "internal", "privacy", "testdata", "redact")
	sets := []struct{ name, path string }{
		{"eigen ontwikkelhelft", filepath.Join(own, "dev.txt")},
		{"eigen achtergehouden helft", filepath.Join(own, "held.txt")},
		{"ontwikkelset", filepath.Join(e.root, "..", "shared", "safety", "pii.jsonl")},
	}
	for n := 1; ; n++ {
		path := filepath.Join(own, fmt.Sprintf("hostile-%d.txt", n))
		if _, err := os.Stat(path); err != nil {
			break
		}
		sets = append(sets, struct{ name, path string }{fmt.Sprintf("vijandige reeks %d, na herstel", n), path})
	}
	var all []metric
	for _, set := range sets {
		items, err := redactItems(set.path)
		if errors.Is(err, fs.ErrNotExist) && set.name == "ontwikkelset" {
			continue // the set is not part of the repository
		}
		if err != nil {
			return nil, err
		}
		all = append(all, redactMetrics(set.name, items)...)
	}
	return all, nil
}

// redactMetrics scores a set as its makers do: a piece is found when nine tenths of it are covered, whatever it is called; what is taken out
// without touching one is too much.
func redactMetrics(set string, items []redactItem) []metric {
	type tally struct{ n, hits int }
	found := map[string]*tally{}
	note := func(class string, ok bool) {
		if found[class] == nil {
			found[class] = &tally{}
		}
		found[class].n++
		if ok {
			found[class].hits++
		}
	}
	clean, alone, lookalikes := 0, map[string]*tally{}, tally{}
	for _, item := range items {
		spans := privacy.Find(item.Text)
		for _, want := range item.Spans {
			ok := covered(want, spans)*10 >= (want.End-want.Start)*9
			note(string(want.Type), ok)
			if want.Type == privacy.Name {
				note("namen", ok)
			} else {
				note("nummers, adressen en andere vormen", ok)
			}
		}
		over := false
		for _, s := range spans {
			over = over || covered(s, item.Spans)+covered(s, item.Optional) == 0
		}
		if !over {
			clean++
		}
		if item.Class != "" {
			if alone[item.Class] == nil {
				alone[item.Class] = &tally{}
			}
			alone[item.Class].n++
			lookalikes.n++
			if len(spans) == 0 {
				alone[item.Class].hits++
				lookalikes.hits++
			}
		}
	}
	var metrics []metric
	for _, class := range slices.Sorted(maps.Keys(found)) {
		metrics = append(metrics, share("redact", set, class, "gevonden", found[class].hits, found[class].n))
	}
	metrics = append(metrics, share("redact", set, "teksten zonder te veel weggelaten", "goed", clean, len(items)))
	metrics = append(metrics, share("redact", set, "alles wat erop lijkt", "met rust gelaten", lookalikes.hits, lookalikes.n))
	for _, class := range slices.Sorted(maps.Keys(alone)) {
		metrics = append(metrics, share("redact", set, class, "met rust gelaten", alone[class].hits, alone[class].n))
	}
	return metrics
}

// covered returns how many code points of a span others cover. The others do not overlap.
func covered(s privacy.Span, others []privacy.Span) int {
	n := 0
	for _, o := range others {
		n += max(0, min(s.End, o.End)-max(s.Start, o.Start))
	}
	return n
}

// redactItems reads a set: JSON lines, or lines of text with what points to a person in braces.
func redactItems(path string) ([]redactItem, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close() //nolint:errcheck // nothing was written
	var items []redactItem
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, maxLine)
	for n := 1; lines.Scan(); n++ {
		line := lines.Text()
		if strings.TrimSpace(line) == "" || strings.HasPrefix(line, "#") {
			continue
		}
		item := redactItem{ID: fmt.Sprintf("%s:%d", filepath.Base(path), n)}
		if strings.HasSuffix(path, ".jsonl") {
			err = json.Unmarshal([]byte(line), &item)
		} else {
			err = item.parse(line)
		}
		if err != nil {
			return nil, fmt.Errorf("reading line %d of %s: %w", n, path, err)
		}
		items = append(items, item)
	}
	return items, lines.Err()
}

// redactLetters are the types as the own set writes them: {n:Samira}, {p:06-12345678}.
var redactLetters = map[string]privacy.Type{
	"n": privacy.Name, "p": privacy.Phone, "e": privacy.Email, "b": privacy.BSN, "i": privacy.IBAN, "a": privacy.Address, "k": privacy.Plate,
	"g": privacy.Birth, "c": privacy.Case, "v": privacy.Report, "r": privacy.Card, "u": privacy.Link, "s": privacy.Handle,
}

// parse reads a line of the own set: the class of a look-alike, a tab, the text.
func (item *redactItem) parse(line string) error {
	class, rest, ok := strings.Cut(line, "\t")
	if !ok {
		return errors.New("no tab")
	}
	item.Class = class
	rest = strings.ReplaceAll(rest, `\n`, "\n")
	var text strings.Builder
	for rest != "" {
		before, inner, open := strings.Cut(rest, "{")
		text.WriteString(before)
		if !open {
			break
		}
		value, after, closed := strings.Cut(inner, "}")
		letter, value, typed := strings.Cut(value, ":")
		kind, known := redactLetters[strings.TrimPrefix(letter, "?")]
		if !closed || !typed || !known {
			return fmt.Errorf("a brace without a type near %q", before)
		}
		start := utf8.RuneCountInString(text.String())
		text.WriteString(value)
		span := privacy.Span{Start: start, End: start + utf8.RuneCountInString(value), Type: kind}
		if strings.HasPrefix(letter, "?") {
			item.Optional = append(item.Optional, span)
		} else {
			item.Spans = append(item.Spans, span)
		}
		rest = after
	}
	item.Text = text.String()
	return nil
}
