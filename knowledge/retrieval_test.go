package knowledge

import (
	"bufio"
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden files anew; read the difference before committing it")

// blind is the set that nothing was fitted on: sixty pages nobody labelled and the questions people might ask of them.
type blind struct {
	snapshot *snapshot
	bank     *Bank
	synonyms *Synonyms
}

type blindQuestion struct {
	ID, Question, Kind string
	Expected           []string
}

func loadBlind(t testing.TB) (blind, []blindQuestion) {
	t.Helper()
	words := shippedWording(t)
	bank, synonyms := words.bank, words.synonyms
	names, err := filepath.Glob("testdata/proef/pages/*.md")
	if err != nil || len(names) == 0 {
		t.Fatalf("no pages of the blind set (%v)", err)
	}
	passages := newSnapshotBuilder(1, 1)
	var labels []label
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		doc := plainDocument(strings.TrimSuffix(filepath.Base(name), ".md"), string(text))
		cut := Passages(doc)
		for _, p := range cut {
			passages.add(indexed{ID: p.ID, URL: doc.URL, Title: doc.Title, Kind: p.Kind, Terms: analysePassage(p)})
		}
		for _, g := range guessTopics(bank.classifier(), doc.Title, cut) {
			labels = append(labels, label{URL: doc.URL, Topic: g.Topic, Weight: g.P})
		}
	}
	f, err := os.Open("testdata/proef/questions.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close() //nolint:errcheck // read only
	var questions []blindQuestion
	for lines := bufio.NewScanner(f); lines.Scan(); {
		var q blindQuestion
		if err := json.Unmarshal(lines.Bytes(), &q); err != nil {
			t.Fatal(err)
		}
		questions = append(questions, q)
	}
	return blind{passages.build(labels, words), bank, synonyms}, questions
}

// plainDocument reads the simple Markdown of the test pages.
func plainDocument(url, text string) Document {
	doc := Document{URL: url, Lang: "nl"}
	for line := range strings.SplitSeq(text, "\n") {
		line = strings.TrimSpace(line)
		switch {
		case line == "":
		case strings.HasPrefix(line, "# "):
			doc.Title = line[2:]
		case strings.HasPrefix(line, "## "):
			doc.Blocks = append(doc.Blocks, Block{Kind: Heading, Level: 2, Text: line[3:]})
		case strings.HasPrefix(line, "- "):
			doc.Blocks = append(doc.Blocks, Block{Kind: Item, Level: 1, Text: line[2:]})
		default:
			doc.Blocks = append(doc.Blocks, Block{Kind: Paragraph, Text: line})
		}
	}
	return doc
}

func (b blind) rank(q blindQuestion) int {
	ready := b.snapshot.analyse(b.snapshot.words.hear(q.Question))
	seen := map[int32]bool{}
	for _, c := range b.snapshot.rank(ready, helpWeights, reportWeights, nil, 40, perPage) {
		if seen[c.page] {
			continue
		}
		seen[c.page] = true
		for _, want := range q.Expected {
			if b.snapshot.urls.at(int(c.page)) == want {
				return len(seen)
			}
		}
	}
	return 0
}

// The place of the right page for each question, and the figures per kind, are kept in a file: a change of the search shows what it moves.
func TestRanksOfTheBlindSet(t *testing.T) {
	t.Parallel()
	b, questions := loadBlind(t)
	var out bytes.Buffer
	type tally struct {
		n, first, five int
		reciprocal     float64
	}
	kinds := map[string]*tally{}
	for _, q := range questions {
		rank := b.rank(q)
		fmt.Fprintf(&out, "%s %-11s %d\n", q.ID, q.Kind, rank)
		for _, kind := range []string{q.Kind, "alle"} {
			k := kinds[kind]
			if k == nil {
				k = &tally{}
				kinds[kind] = k
			}
			k.n++
			if rank == 1 {
				k.first++
			}
			if rank > 0 && rank <= 5 {
				k.five++
			}
			if rank > 0 {
				k.reciprocal += 1 / float64(rank)
			}
		}
	}
	names := make([]string, 0, len(kinds))
	for k := range kinds {
		names = append(names, k)
	}
	sort.Strings(names)
	for _, name := range names {
		k := kinds[name]
		n := float64(k.n)
		fmt.Fprintf(&out, "# %-11s n %3d recall@1 %.2f recall@5 %.2f MRR %.3f\n", name, k.n, float64(k.first)/n, float64(k.five)/n, k.reciprocal/n)
	}
	const golden = "testdata/proef/ranks.golden"
	if *update {
		if err := os.WriteFile(golden, out.Bytes(), 0o644); err != nil { //nolint:gosec // a file of the repository
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(out.String(), "\n")); d != "" {
		t.Errorf("ranks changed; run with -update and read the difference:\n%s", d)
	}
	// The bars of the project, on a set that nothing was fitted on.
	for kind, least := range map[string]float64{"paraphrase": 0.75, "synonym": 0.90, "compound": 0.90, "typo": 0.90} {
		if got := float64(kinds[kind].five) / float64(kinds[kind].n); got < least {
			t.Errorf("recall@5 of %s = %.2f, want at least %.2f", kind, got, least)
		}
	}
	if got := float64(kinds["paraphrase"].first) / float64(kinds["paraphrase"].n); got < 0.5 {
		t.Errorf("recall@1 of paraphrase = %.2f, want at least .50", got)
	}
}

func BenchmarkRank(bench *testing.B) {
	b, questions := loadBlind(bench)
	bench.ReportAllocs()
	for i := 0; bench.Loop(); i++ {
		b.rank(questions[i%len(questions)])
	}
}
