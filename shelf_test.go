package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

// Who runs a command for the second time does not wait until it has learnt again: it reads what the first left on the shelf, all that it needs, and
// writes nothing there.
func TestEachCommandFindsWhatWasLearnt(t *testing.T) {
	t.Parallel()
	u := newUser(t)
	dir, cache := t.TempDir(), t.TempDir()
	u.env["XDG_CACHE_HOME"] = cache
	write(t, dir, map[string]string{
		"stukken/tolk.html": pages["tolk.html"],
		"gesprek.vtt":       "WEBVTT\n\n00:00:01.000 --> 00:00:04.000\n<v Anna>Goedemorgen, ik bel over de inbraak van maandag.\n",
		"bronnen.txt":       "[leeg]\nseed = http://127.0.0.1:9/\n",
	})
	noted := noticesReading(t)
	shelf := filepath.Join(cache, "wegwijzer", "geleerd")
	run := func(args ...string) {
		t.Helper()
		p := u.start(t, args...)
		<-p.done
	}
	for _, c := range []struct {
		args []string
		read string // what it needs of the shelf
	}{
		{[]string{"index", "--dir", filepath.Join(dir, "stukken"), "--collection", "hulp", "--audience", "public"}, "onderwerpen"},
		{[]string{"search", "--collection", "hulp", "tolk"}, "onderwerpen"},
		{[]string{"crawl", "--sources", filepath.Join(dir, "bronnen.txt")}, "onderwerpen"},
		{[]string{"danger"}, "gevaar"},
		{[]string{"gate"}, "toon"},
		{[]string{"calls", "draft", filepath.Join(dir, "gesprek.vtt")}, "gesprek"},
		{[]string{"ask", "--collection", "hulp", "Regelt de politie een tolk?"}, "bedoeling gevaar onderwerpen opdrachten taal toon wie"},
	} {
		run(c.args...)
		age(t, shelf)
		before := shelfOf(t, shelf)
		run(c.args...)
		var read []string
		for name, was := range before {
			is, there := shelfOf(t, shelf)[name]
			switch {
			case !there || !is.ModTime().Equal(was.ModTime()) || !os.SameFile(is, was):
				t.Errorf("%s learns %s again", c.args[0], name)
			case readAt(is).After(readAt(was)):
				lesson, _, _ := strings.Cut(name, "-")
				read = append(read, lesson)
			}
		}
		if after := shelfOf(t, shelf); len(after) != len(before) {
			t.Errorf("%s leaves %d things on the shelf, and its next start %d", c.args[0], len(before), len(after))
		}
		for _, lesson := range strings.Fields(c.read) {
			if noted && !slices.Contains(read, lesson) {
				t.Errorf("%s learns %s without looking on the shelf; it read %v", c.args[0], lesson, read)
			}
		}
	}
}

// age makes the files on a shelf seem written and read an hour ago.
func age(t *testing.T, dir string) {
	t.Helper()
	long := time.Now().Add(-time.Hour)
	for name := range shelfOf(t, dir) {
		if err := os.Chtimes(filepath.Join(dir, name), long, long); err != nil {
			t.Fatal(err)
		}
	}
}

// shelfOf lists the files on a shelf.
func shelfOf(t *testing.T, dir string) map[string]os.FileInfo {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	files := make(map[string]os.FileInfo)
	for _, e := range entries {
		if files[e.Name()], err = e.Info(); err != nil {
			t.Fatal(err)
		}
	}
	return files
}

// readAt is when a file was last read, as far as the disk notes that.
func readAt(info os.FileInfo) time.Time {
	s, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return time.Time{}
	}
	return time.Unix(s.Atim.Unix())
}

// noticesReading reports whether the disk notes when a file is read.
func noticesReading(t *testing.T) bool {
	t.Helper()
	dir := t.TempDir()
	write(t, dir, map[string]string{"gelezen": "x"})
	age(t, dir)
	before := readAt(shelfOf(t, dir)["gelezen"])
	if _, err := os.ReadFile(filepath.Join(dir, "gelezen")); err != nil {
		t.Fatal(err)
	}
	return readAt(shelfOf(t, dir)["gelezen"]).After(before)
}
