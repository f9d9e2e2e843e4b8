package indexer

import (
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

func TestMeasureReadability(t *testing.T) {
	dir := os.Getenv("RD")
	if dir == "" {
		t.Skip()
	}
	names, _ := filepath.Glob(filepath.Join(dir, "*", "source.html"))
	type res struct {
		f, p, r float64
		name, why string
	}
	var all []res
	for _, n := range names {
		page, err := ExtractFile(t.Context(), n)
		if err != nil {
			fmt.Println("ERR", n, err)
			continue
		}
		exp, _ := os.ReadFile(filepath.Join(filepath.Dir(n), "expected.html"))
		root, _ := html.Parse(strings.NewReader(string(exp)))
		want := textOf(root)
		count := func(s string) (map[string]int, int) {
			m, n := make(map[string]int), 0
			for _, w := range word.FindAllString(strings.ToLower(s), -1) {
				m[w]++
				n++
			}
			return m, n
		}
		a, na := count(page.Text)
		b, nb := count(want)
		same := 0
		for w, k := range a {
			same += min(k, b[w])
		}
		p, r := float64(same)/float64(max(1, na)), float64(same)/float64(max(1, nb))
		all = append(all, res{agreement(page.Text, want), p, r, filepath.Base(filepath.Dir(n)), page.Reason})
	}
	sort.Slice(all, func(i, j int) bool { return all[i].f < all[j].f })
	sum := 0.0
	for _, a := range all {
		sum += a.f
		fmt.Printf("%.3f p%.2f r%.2f %s %s\n", a.f, a.p, a.r, a.name, a.why)
	}
	fmt.Println("mean", sum/float64(len(all)), len(all))
}
