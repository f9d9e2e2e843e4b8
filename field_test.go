package main

import (
	"strings"
	"testing"
)

// A misspelt name is no text without danger, and no sentence that needs no passage. It is told with the number of the line, and what a set carries
// besides is left alone.
func TestMisspeltFieldIsTold(t *testing.T) {
	t.Parallel()
	u := newUser(t)
	dir := t.TempDir()
	write(t, dir, pages)
	u.index(t, dir, "hulp", "public")
	for _, c := range []struct {
		command, line string
		says          string // "" for a line that is answered
	}{
		{"danger", `{"id":"1","txet":"Hij staat voor de deur met een mes"}`, `mist het veld text (er staat "txet"); de velden zijn id, text,`},
		{"danger", `{"id":"1","Hij staat voor de deur":"met een mes"}`, "mist het veld text; de velden zijn id, text,"},
		{"danger", `{"id":"1","text":null}`, "mist het veld text"},
		{"danger", `{"id":"1","text":"Hoe laat is het?","kinds":[],"expected":"none","hard_negative":true,"notes":"","stratum":"x","lang":"nl"}`, ""},
		{"danger", `{"ID":"1","Text":"Hoe laat is het?"}`, ""},
		{"danger", `{"id":"1","text":""}`, ""},
		{"redact", `{"id":"1","tekst":"Ik ben Jan"}`, `(er staat "tekst")`},
		{"redact", `{"id":"1","text":"Bel 112","spans":[],"optional_spans":[],"lookalike":"public_number"}`, ""},
		{"gate", `{"id":"1","sentense":"U krijgt 500 euro.","passage":"U krijgt 50 euro."}`, `(er staat "sentense"); de velden zijn id, sentence, passage, lang,`},
		{"gate", `{"id":"1","sentence":"U krijgt 500 euro.","pasage":"U krijgt 50 euro."}`, `heeft een veld "pasage", en dat heet passage,`},
		{"gate", `{"id":"1","sentence":"Bel 112.","passage":"","label":"ok","notes":"","text":"x"}`, ""},
		{"search", `{"id":"1","qeustion":"Waar doe ik aangifte?"}`, `mist het veld question (er staat "qeustion")`},
		{"search", `{"id":"1","question":"Waar doe ik aangifte?","expected":["x"],"bucket":"y","register":"formal"}`, ""},
		{"ask", `{"id":"1","qustion":"Waar doe ik aangifte?"}`, `mist het veld question of turns (er staat "qustion")`},
		{"ask", `{"id":"1","turns":[]}`, "mist het veld question of turns"},
		{"ask", `{"id":"1","question":"Waar?","retreived":"Op het bureau."}`, `heeft een veld "retreived", en dat heet retrieved,`},
		{"ask", `{"id":"1","turns":["Waar doe ik aangifte?"],"label":"x","expected_topics":[],"notes":"","intent":"info","date":"x"}`, ""},
	} {
		args := []string{c.command, "--jsonl"}
		if c.command == "search" || c.command == "ask" {
			args = append(args, "--collection", "hulp")
		}
		o := u.run(t, "\n"+c.line+"\n", args...)
		_, told, bad := strings.Cut(o.err, "wegwijzer: ")
		switch {
		case c.says == "" && (o.status != 0 || bad || len(lines(o.out)) != 1):
			t.Errorf("%s of %s: status %d, %q, %q; want an answer", c.command, c.line, o.status, o.out, told)
		case c.says != "" && (o.status != 1 || o.out != "" || !strings.Contains(told, "regel 2 ") || !strings.Contains(told, c.says) || strings.Contains(told, "mes")):
			t.Errorf("%s of %s: status %d, %q, %q; want %q", c.command, c.line, o.status, o.out, told, c.says)
		}
	}
}
