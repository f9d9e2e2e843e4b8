package tone

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

// TestLearningGeneralises leaves every fifth example out, learns from the others and judges what was left out, by the classifier alone.
func TestLearningGeneralises(t *testing.T) {
	t.Parallel()
	if os.Getenv("TONE_WORKSHEET") == "" {
		t.Skip("a worksheet, asked for by name")
	}
	all := Examples()
	n, hit := map[Reason]int{}, map[Reason]int{}
	for fold := range 5 {
		var lessons, left []Example
		for i, e := range all {
			if i%5 == fold {
				left = append(left, e)
			} else {
				lessons = append(lessons, e)
			}
		}
		c := train(lessonsOf(lessons, exampleLines(siteFile)))
		for _, e := range left {
			x := read(e.Sentence)
			stopped := false
			for i := range x.sentences {
				_, bad := c.judge(x, &x.sentences[i])
				stopped = stopped || bad
			}
			n[e.Reason]++
			if stopped {
				hit[e.Reason]++
				if e.Reason == "" {
					t.Log("stopped:", e.Sentence)
				}
			}
		}
	}
	for r := range n {
		t.Logf("%q %d of %d", r, hit[r], n[r])
	}
}

func TestPrecisionWorksheet(t *testing.T) {
	t.Parallel()
	if os.Getenv("TONE_WORKSHEET") == "" {
		t.Skip("a worksheet, asked for by name")
	}
	good, bad := map[string][]string{}, map[string]int{}
	sentences, _ := pageSentences(t)
	for _, s := range sentences {
		for _, p := range trace(s) {
			good[p] = append(good[p], s)
		}
	}
	for _, e := range Examples() {
		got := Check(e.Sentence, "")
		if (got == nil) != (e.Reason == "") {
			fmt.Println("WRONG", e.Reason, e.Sentence, got)
		}
		for _, p := range trace(e.Sentence) {
			if e.Reason == "" {
				good[p] = append(good[p], "OK "+e.Sentence)
			} else {
				bad[p]++
			}
		}
	}
	for p, list := range good {
		fmt.Printf("%d/%d %s\n      %s\n", len(list), bad[p], p, strings.Join(list[:min(3, len(list))], "\n      "))
	}
}
