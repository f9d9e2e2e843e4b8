package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// callsRun runs wegwijzer calls and returns what it wrote.
func callsRun(t *testing.T, args ...string) (out, told string, err error) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	err = run(t.Context(), append([]string{"calls"}, args...), streams{in: strings.NewReader(""), out: &stdout, err: &stderr, env: func(string) string { return "" }})
	return stdout.String(), stderr.String(), err
}

func TestCallsDraftReadsAFolderAndSkipsTheRest(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for name, text := range map[string]string{
		"a.vtt":     "WEBVTT\n\n00:01.000 --> 00:04.000\n<v Els (SHN)>Goedemorgen, met Slachtofferhulp. Wat is er gebeurd?</v>\n\n00:05.000 --> 00:09.000\n<v Ton>Vorige week dinsdag is mijn fiets gestolen, die kostte achthonderd euro.</v>\n",
		"gold.json": `{"call_id":"a"}`,
		"notes.md":  "# niets",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	out, told, err := callsRun(t, "draft", dir, "--date", "2026-05-21")
	if err != nil {
		t.Fatalf("calls draft: %v (%s)", err, told)
	}
	var got struct {
		File    string
		Amounts []struct {
			Value float64 `json:"value_eur"`
		}
		Dates     []struct{ ISO string }
		Rights    []any
		Sentences []struct{ Evidence []int }
	}
	if err := json.Unmarshal([]byte(out), &got); err != nil {
		t.Fatalf("one line of JSON, want that and no more: %v", err)
	}
	if filepath.Base(got.File) != "a.vtt" || len(got.Amounts) != 1 || got.Amounts[0].Value != 800 || len(got.Dates) != 1 || got.Dates[0].ISO != "2026-05-12" || len(got.Rights) != 11 {
		t.Errorf("the draft is %+v", got)
	}
	if n := strings.Count(told, "overgeslagen"); n != 2 {
		t.Errorf("%d files told as skipped, want the answers and the notes: %s", n, told)
	}
}

func TestCallsDraftWithoutADayCountsNothingFromToday(t *testing.T) {
	t.Parallel()
	name := filepath.Join(t.TempDir(), "a.txt")
	if err := os.WriteFile(name, []byte("Medewerker: Wanneer was dat?\nCliënt: Gisteren, en de zitting is op 3 maart 2026.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	out, told, err := callsRun(t, "draft", name)
	if err != nil {
		t.Fatalf("calls draft: %v (%s)", err, told)
	}
	if !strings.Contains(out, `"iso":"2026-03-03"`) || strings.Count(out, `"iso"`) != 1 || !strings.Contains(out, `"call_date":null`) {
		t.Errorf("want the one date that needs no day to count from: %s", out)
	}
}

func TestCallsTellsWhatIsWrong(t *testing.T) {
	t.Parallel()
	empty := filepath.Join(t.TempDir(), "leeg.vtt")
	if err := os.WriteFile(empty, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		args []string
		want string
	}{
		{nil, "calls draft"},
		{[]string{"teken"}, "onbekende opdracht"},
		{[]string{"draft"}, "minstens één"},
		{[]string{"draft", "x.vtt", "--date", "gisteren"}, "2026-05-21"},
		{[]string{"draft", "bestaat-niet.vtt"}, "bestaat niet"},
		{[]string{"draft", empty}, "geen gesprek"},
		{[]string{"draft", "--zo"}, "bestaat niet"},
	} {
		out, told, err := callsRun(t, test.args...)
		if err == nil || out != "" || !strings.Contains(told, test.want) {
			t.Errorf("calls %q gives %v and says %q, want %q in it", test.args, err, told, test.want)
		}
	}
}
