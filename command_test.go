package main

import (
	"maps"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// What is wrong with a call is told before anything is opened or started: these users have no database.
func TestMistakenCalls(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	write(t, dir, map[string]string{"leeg.txt": "# niets\n", "stuk.txt": "collection = x\n", "fout.txt": "[a]\nseed = https://a.nl/\nvaart = 3\n"})
	at := func(name string) string { return filepath.Join(dir, name) }
	for _, c := range []struct {
		name   string
		args   []string
		env    map[string]string
		status int
		says   string
	}{
		{"unknown command", []string{"vlieg"}, nil, 2, `onbekende opdracht "vlieg"`},
		{"unknown option", []string{"search", "--snel", "vraag"}, nil, 2, "de optie -snel bestaat niet; wegwijzer search --help"},
		{"option without its value", []string{"index", "--dir"}, nil, 2, "bij de optie -dir hoort een waarde"},
		{"option with another value", []string{"search", "-n", "veel", "vraag"}, nil, 2, `de waarde "veel" past niet bij de optie -n`},
		{"a switch with another value", []string{"danger", "--jsonl=misschien"}, nil, 2, `de waarde "misschien" past niet bij de optie -jsonl`},
		{"redact with more", []string{"redact", "dit"}, nil, 2, `onverwacht: "dit"; wegwijzer redact --help`},
		{"gate with more", []string{"gate", "dit"}, nil, 2, `onverwacht: "dit"`},
		{"danger with more", []string{"danger", "dit"}, nil, 2, `onverwacht: "dit"`},
		{"gaps with more", []string{"gaps", "dit"}, nil, 2, `onverwacht: "dit"`},
		{"check with more", []string{"check", "dit"}, nil, 2, `onverwacht: "dit"`},
		{"audit with more", []string{"audit", "verify", "dit"}, nil, 2, `onverwacht: "dit"`},
		{"backup with more", []string{"backup", "--to", at("nieuw"), "dit"}, nil, 2, `onverwacht: "dit"`},
		{"restore with more", []string{"restore", "--from", at("leeg.txt"), "dit"}, nil, 2, `onverwacht: "dit"`},
		{"crawl with more", []string{"crawl", "--sources", at("leeg.txt"), "dit"}, nil, 2, `onverwacht: "dit"`},
		{"backup over a file", []string{"backup", "--to", at("leeg.txt")}, nil, 1, "daar staat al iets, en dat wordt niet overschreven"},
		{"backup into no folder", []string{"backup", "--to", at("nergens/kopie")}, nil, 1, "die map is er niet; maak haar eerst"},
		{"a switch of no channel", []string{"switch", "alles", "off"}, nil, 2, "er zijn: all, socket"},
		{"an option behind a question", []string{"search", "vraag", "--snel"}, nil, 2, "de optie -snel bestaat niet"},
		{"search for an empty question", []string{"search", " "}, nil, 2, "geef een vraag, of --jsonl"},
		{"search for a question and a set", []string{"search", "--jsonl", "vraag"}, nil, 2, "en niet allebei"},
		{"ask for a question and a set", []string{"ask", "--jsonl", "vraag"}, nil, 2, "en niet allebei"},
		{"search where no collection can be", []string{"search", "--collection", "a b/../", "vraag"}, nil, 2, `een collectie kan niet "a b/../" heten`},
		{"ask where no collection can be", []string{"ask", "vraag", "--collection", "../x"}, nil, 2, `een collectie kan niet "../x" heten`},
		{"serve what no collection can be", []string{"serve", "--collection", "a b"}, nil, 2, `een collectie kan niet "a b" heten`},
		{"index into what no collection can be", []string{"index", "--dir", dir, "--audience", "public", "--collection", "a b/../"}, nil, 2, `een collectie kan niet "a b/../" heten`},
		{"extract of no name", []string{"extract", ""}, nil, 2, "een van de namen is leeg"},
		{"extract of another kind of address", []string{"extract", "ftp://x/"}, nil, 1, "een webadres begint met http:// of https://"},
		{"extract of an empty folder", []string{"extract", t.TempDir()}, nil, 1, "in die map staat geen bestand dat gelezen kan worden"},
		{"calls of an empty folder", []string{"calls", "draft", t.TempDir()}, nil, 1, "in die map staat geen bestand dat een gesprek kan zijn"},
		{"rulings of an empty folder", []string{"rulings", "parse", t.TempDir()}, nil, 1, "heeft geen bestand met een uitspraak"},
		{"rulings of nothing there", []string{"rulings", "parse", at("nergens")}, nil, 1, "bestaat niet"},
		{"eval into no folder", []string{"eval", "danger", "--write", at("nergens/pagina.md")}, nil, 2, "kan de nauwkeurigheidspagina niet komen"},
		{"search without a question", []string{"search"}, nil, 2, "geef een vraag, of --jsonl"},
		{"search for nobody", []string{"search", "--audience", "iedereen", "vraag"}, nil, 2, "--audience is public of staff"},
		{"search for nothing", []string{"search", "-n", "0", "vraag"}, nil, 2, "-n is een getal"},
		{"ask without a question", []string{"ask"}, nil, 2, "geef een vraag, of --jsonl"},
		{"index without a folder", []string{"index", "--collection", "x", "--audience", "public"}, nil, 2, "geef --dir en --collection"},
		{"index without a collection", []string{"index", "--dir", dir, "--audience", "public"}, nil, 2, "geef --dir en --collection"},
		{"index for nobody", []string{"index", "--dir", dir, "--collection", "x"}, nil, 2, "geef --audience public of --audience staff"},
		{"index of no folder", []string{"index", "--dir", at("nergens"), "--collection", "x", "--audience", "public"}, nil, 2, "is geen map"},
		{"index of a file", []string{"index", "--dir", at("leeg.txt"), "--collection", "x", "--audience", "public"}, nil, 2, "is geen map"},
		{"index with more", []string{"index", "--dir", dir, "--collection", "x", "--audience", "public", "en", "dit"}, nil, 2, `onverwacht: "en"`},
		{"extract of nothing", []string{"extract"}, nil, 2, "geef minstens één bestand"},
		{"crawl without sources", []string{"crawl"}, nil, 2, "geef --sources FILE"},
		{"crawl of no file", []string{"crawl", "--sources", at("nergens")}, nil, 1, "het bestand met de bronnen is niet te openen"},
		{"crawl of nothing", []string{"crawl", "--sources", at("leeg.txt")}, nil, 1, "staat geen enkele bron"},
		{"crawl without a site", []string{"crawl", "--sources", at("stuk.txt")}, nil, 1, "kloppen niet"},
		{"crawl with a mistyped bound", []string{"crawl", "--sources", at("fout.txt")}, nil, 1, `unknown key "vaart"`},
		{"serve of nothing", []string{"serve"}, nil, 2, "geef --demo, of --sources"},
		{"serve with more", []string{"serve", "--demo", "nu"}, nil, 2, `onverwacht: "nu"`},
		{"eval of a folder without sets", []string{"eval", "--root", t.TempDir(), "danger"}, nil, 1, "geen sets om mee te meten"},
		{"eval of nothing known", []string{"eval", "geluk"}, nil, 2, `onbekende meting "geluk"`},
		{"a setting that is no number", []string{"search", "vraag"}, map[string]string{"EMBED_DIM": "veel"}, 1, "EMBED_DIM is een geheel getal"},
		{"a setting below zero", []string{"search", "vraag"}, map[string]string{"EMBED_WEIGHT": "-1"}, 1, "EMBED_WEIGHT is een getal vanaf 0"},
		{"a setting that is no duration", []string{"ask", "vraag"}, map[string]string{"EMBED_TIMEOUT": "even"}, 1, "EMBED_TIMEOUT is een duur"},
		{"a setting that is no level", []string{"serve", "--demo"}, map[string]string{"WEGWIJZER_LOG": "hard"}, 1, "WEGWIJZER_LOG is debug"},
		{"an unknown embedder", []string{"search", "vraag"}, map[string]string{"EMBED_KIND": "glazenbol"}, 1, "de instellingen van het taalmodel"},
		{"no folder with topics", []string{"search", "vraag"}, map[string]string{"WEGWIJZER_TOPICS": at("nergens")}, 1, "WEGWIJZER_TOPICS zijn niet te lezen"},
		{"a database address that is none", []string{"search", "vraag"}, map[string]string{"DATABASE_URL": "postgres://x:geheim@[::1"}, 1, "Het adres in DATABASE_URL is niet te lezen"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			u := &user{env: map[string]string{"DATABASE_URL": "postgres://localhost:1/x"}}
			maps.Copy(u.env, c.env)
			o := u.run(t, "", c.args...)
			if o.status != c.status || !strings.Contains(o.err, c.says) {
				t.Errorf("status %d, %q; want %d, %q", o.status, o.err, c.status, c.says)
			}
			if o.out != "" {
				t.Errorf("standard output holds %q", o.out)
			}
			if !strings.HasPrefix(o.err, "wegwijzer: ") || strings.Contains(o.err, "geheim") {
				t.Errorf("it says %q", o.err)
			}
		})
	}
}

func TestHelp(t *testing.T) {
	t.Parallel()
	u := &user{}
	for _, args := range [][]string{{"help"}, {"--help"}, {"-h"}} {
		o := u.run(t, "", args...)
		if o.status != 0 || o.err != "" {
			t.Errorf("%v: status %d, %q", args, o.status, o.err)
		}
		for _, c := range commands() {
			if !strings.Contains(o.out, "wegwijzer "+c.name) {
				t.Errorf("%v does not name %s", args, c.name)
			}
		}
	}
	if o := u.run(t, ""); o.status != 2 || !strings.Contains(o.out, "wegwijzer serve") {
		t.Errorf("without a command: status %d, %q", o.status, o.out)
	}
	if o := u.run(t, "", "switch", "--help"); !strings.Contains(o.out, "all, socket, stream, form, model") {
		t.Errorf("switch --help names no channels: %s", o.out)
	}
	for _, c := range commands() {
		for _, option := range []string{"--help", "-h"} {
			o := u.run(t, "", c.name, option)
			if o.status != 0 || o.err != "" || !strings.HasPrefix(o.out, "wegwijzer "+c.name+" ") || !strings.Contains(o.out, c.about) {
				t.Errorf("%s %s: status %d, %q, %q", c.name, option, o.status, o.out, o.err)
			}
		}
	}
}

// A line that cannot be used costs nobody else an answer.
func TestBrokenLines(t *testing.T) {
	t.Parallel()
	good := func(id string) string { return `{"id":"` + id + `","sentence":"Bel 112.","passage":"Bel 112."}` }
	long := `{"id":"x","sentence":"` + strings.Repeat("a", 5<<20) + `"}`
	for _, c := range []struct {
		name, in string
		ids      string // of the lines that are answered
		says     string
	}{
		{"nothing", "", "", ""},
		{"empty lines", "\n\r\n  \n", "", ""},
		{"all good", good("1") + "\n" + good("2") + "\n", "1 2", ""},
		{"no end of line at the end", good("1") + "\n" + good("2"), "1 2", ""},
		{"lines of Windows", good("1") + "\r\n" + good("2") + "\r\n", "1 2", ""},
		{"a byte order mark", "\ufeff" + good("1"), "1", ""},
		{"broken", good("1") + "\n{\"id\": \n" + good("3"), "1 3", "regel 2 is geen geldige JSON"},
		{"two objects on a line", good("1") + good("2") + "\n" + good("3"), "3", "regel 1 is geen geldige JSON"},
		{"another shape", good("1") + "\n[1]\n\"tekst\"\n{\"id\":7}\n" + good("5"), "1 5", "regel 4 heeft niet de vorm"},
		{"null", "null\n" + good("2"), "2", "regel 1 mist het veld sentence"},
		{"bytes that are no text", "\xff\xfe\x00\n" + good("2"), "2", "regel 1 is geen geldige JSON"},
		{"five megabytes", good("1") + "\n" + long + "\n" + good("3"), "1 3", "regel 2 is te lang"},
		{"five megabytes at the end", good("1") + "\n" + long, "1", "regel 2 is te lang"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			o := (&user{}).run(t, c.in, "gate", "--jsonl")
			var ids []string
			for _, line := range lines(o.out) {
				var answer gateOutput
				decode(t, line, &answer)
				ids = append(ids, answer.ID)
			}
			if got := strings.Join(ids, " "); got != c.ids {
				t.Errorf("answered %q, want %q", got, c.ids)
			}
			status := 0
			if c.says != "" {
				status = 1
			}
			if o.status != status || !strings.Contains(o.err, c.says) || c.says == "" && o.err != "" {
				t.Errorf("status %d, %q; want %d, %q", o.status, o.err, status, c.says)
			}
		})
	}
}

// A database that is not there is told in a sentence, within the patience there is for one that is starting.
func TestNoDatabase(t *testing.T) {
	t.Parallel()
	u := &user{env: map[string]string{"DATABASE_URL": "postgres://iemand:geheim@" + freeAddress(t) + "/x", "WEGWIJZER_ADDR": freeAddress(t)}}
	dir := t.TempDir()
	start := time.Now()
	var all sync.WaitGroup
	for _, args := range [][]string{
		{"search", "vraag"}, {"ask", "vraag"}, {"serve", "--demo"}, {"index", "--dir", dir, "--collection", "x", "--audience", "public"},
	} {
		all.Go(func() {
			o := u.run(t, "", args...)
			if o.status != 1 || !strings.Contains(o.err, "De database geeft geen antwoord.") || strings.Contains(o.err, "geheim") {
				t.Errorf("%s: status %d, %q", args[0], o.status, o.err)
			}
		})
	}
	all.Wait()
	if took := time.Since(start); took > patience {
		t.Errorf("it took %v", took)
	}
}

// Where another program listens already, nothing is started or waited for.
func TestTakenAddress(t *testing.T) {
	t.Parallel()
	taken := httptest.NewServer(http.NotFoundHandler())
	defer taken.Close()
	address := strings.TrimPrefix(taken.URL, "http://")
	u := &user{env: map[string]string{"WEGWIJZER_ADDR": address, "DATABASE_URL": "postgres://nergens"}}
	if o := u.run(t, "", "serve", "--demo"); o.status != 1 || !strings.Contains(o.err, "WEGWIJZER_ADDR") {
		t.Errorf("status %d, %q; want advice about WEGWIJZER_ADDR", o.status, o.err)
	}
	// Another site is not crawled in the place of the demo.
	u = newUser(t)
	u.env["WEGWIJZER_DEMO_ADDR"] = address
	for _, args := range [][]string{{"serve", "--demo"}, {"search", "vraag"}} {
		if o := u.run(t, "", args...); o.status != 1 || !strings.Contains(o.err, "WEGWIJZER_DEMO_ADDR") {
			t.Errorf("%v: status %d, %q; want advice about WEGWIJZER_DEMO_ADDR", args, o.status, o.err)
		}
	}
}
