package main

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
)

// The shapes are those that others read (DESIGN section 11).
func TestOutputShapes(t *testing.T) {
	t.Parallel()
	u := newUser(t)
	dir := t.TempDir()
	write(t, dir, pages)
	out := u.must(t, "", "index", "--dir", dir, "--collection", "hulp", "--audience", "public", "--base-url", "https://example.nl")
	shape(t, out, map[string]string{"collection": `""`, "audience": `""`, "documents": "0", "changed": "0", "skipped": "0", "ms": "0"})

	in := `{"id":"een","question":"hoe krijg ik mijn schade vergoed in de strafzaak"}` + "\n" + `{"id":"twee","question":""}` + "\n"
	answers := lines(u.must(t, in, "search", "--jsonl", "--collection", "hulp"))
	if len(answers) != 2 {
		t.Fatalf("search wrote %d lines, want 2", len(answers))
	}
	for i, line := range answers {
		shape(t, line, map[string]string{"id": `""`, "hits": "[", "ms": "0"})
		var o searchOutput // with topics and confidence besides
		decode(t, line, &o)
		if want := []string{"een", "twee"}[i]; o.ID != want || i == 1 && len(o.Hits) != 0 {
			t.Errorf("search answered %s", line)
		}
		for _, h := range o.Hits {
			if h.URL == "" || h.Title == "" || h.Text == "" || h.Score == 0 {
				t.Errorf("a hit lacks something: %+v", h)
			}
		}
	}
	var first searchOutput
	decode(t, answers[0], &first)
	if len(first.Hits) == 0 || first.Hits[0].URL != "https://example.nl/schade.html" {
		t.Errorf("search found %+v, want the page on damages first", first.Hits)
	}

	in = `{"id":"een","question":"hoe vraag ik de rechter om mijn schade te laten betalen, heet dat voegen in de strafzaak","now":"2026-03-02T10:00:00+01:00","tz":"Europe/Amsterdam","lang":"nl","level":"B1"}` + "\n" +
		`{"id":"twee","turns":["hallo","hoe doe ik aangifte"]}` + "\n" +
		`{"id":"drie","question":"wat kost een tolk","now":"morgen"}` + "\n" +
		`{"id":"vier","question":""}` + "\n"
	o := u.run(t, in, "ask", "--jsonl", "--collection", "hulp")
	if o.status != 1 || !strings.Contains(o.err, "regel 3 heeft in now geen tijd volgens RFC 3339") {
		t.Errorf("ask: status %d, %q; want line 3 refused", o.status, o.err)
	}
	answers = lines(o.out)
	if len(answers) != 3 {
		t.Fatalf("ask wrote %d lines, want 3", len(answers))
	}
	cited := 0
	for _, line := range answers {
		shape(t, line, map[string]string{
			"id": `""`, "status": `""`, "action": `""`, "text": `""`, "sentences": "[", "notices": "[", "slots": "[", "booking": "null", "lang": `""`, "ms": "0",
		})
		var o askOutput // with topics, and the date of a source, besides
		decode(t, line, &o)
		if o.Text == "" || o.Lang != "nl" {
			t.Errorf("ask answered %s", line)
		}
		for _, s := range o.Sentences {
			for _, c := range s.Cites {
				cited++
				if c.URL == "" || c.Title == "" || !strings.Contains(s.Text, strings.TrimSpace(c.Quote)) {
					t.Errorf("sentence %q cites %+v, want the literal words", s.Text, c)
				}
			}
			if len(s.Cites) == 0 {
				t.Errorf("sentence %q has no source", s.Text)
			}
		}
	}
	if cited == 0 {
		t.Errorf("no answer cites anything:\n%s", o.out)
	}

	for _, command := range []string{"search", "ask"} {
		if o := u.run(t, "", command, "--jsonl", "--collection", "hulp"); o.status != 0 || o.out != "" {
			t.Errorf("%s of nothing: status %d, %q, %q", command, o.status, o.out, o.err)
		}
	}

	in = `{"id":"ja","sentence":"Bel 112.","passage":"Bel 112."}` + "\n" + `{"id":"nee","sentence":"Bel 113.","passage":"Bel 112."}` + "\n"
	answers = lines(u.must(t, in, "gate", "--jsonl"))
	if len(answers) != 2 {
		t.Fatalf("gate wrote %d lines, want 2", len(answers))
	}
	for i, line := range answers {
		shape(t, line, map[string]string{"id": `""`, "pass": []string{"true", "false"}[i], "reasons": "["})
		var g gateOutput
		decode(t, line, &g)
		if g.Pass != (len(g.Reasons) == 0) {
			t.Errorf("gate wrote %s", line)
		}
	}
}

func lines(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return r == '\n' })
}

// decode reads a line that may hold nothing but what x has a field for.
func decode(t *testing.T, line string, x any) {
	t.Helper()
	d := json.NewDecoder(strings.NewReader(line))
	d.DisallowUnknownFields()
	if err := d.Decode(x); err != nil {
		t.Fatalf("decoding %s: %v", line, err)
	}
}

func fields(t *testing.T, line string) map[string]json.RawMessage {
	t.Helper()
	var all map[string]json.RawMessage
	if err := json.Unmarshal([]byte(line), &all); err != nil {
		t.Fatalf("decoding %s: %v", line, err)
	}
	return all
}

// shape fails when the line lacks a field, or holds one that is null or of another kind than its example.
func shape(t *testing.T, line string, want map[string]string) {
	t.Helper()
	has := fields(t, line)
	for name, example := range want {
		value := bytes.TrimSpace(has[name])
		if len(value) == 0 || kind(value[0]) != kind(example[0]) {
			t.Errorf("%q is %s, want it like %s", name, value, example)
		}
	}
}

func kind(first byte) byte {
	if first >= '0' && first <= '9' || first == '-' {
		return '0'
	}
	return first
}
